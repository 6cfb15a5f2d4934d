# SPDX-License-Identifier: Apache-2.0
"""Before batches are sealed: who goes into them, by name, how many there will be and why, and who stays behind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.record import Record
from sscard_desktop.services.batchreadiness import Readiness
from sscard_desktop.ui.batches.model import PeopleModel
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.table import Table

_ROWS_SEEN, _PARTS_SEEN = 7, 8


class SealDialog(Dialog):
    """Enter seals what is listed, Esc leaves everything as it is.

    Args:
        parts: into which batches they go.

    Signals:
        confirmed(): seal them.
    """

    confirmed = Signal()

    def __init__(self, desk: Desk, readiness: Readiness, parts: Sequence[Sequence[Record]], parent: QWidget) -> None:
        super().__init__(parent, icon="batch")
        self.setObjectName("wide")
        self._desk = desk
        count = len(readiness.ready)
        if len(parts) == 1:
            self.set_title(self.tr("封存这 %n 人为一个批次", "", count))
        else:
            self.set_title(self.tr("封存这 %n 人为 {parts} 个批次", "", count).format(parts=len(parts)))
        self.set_text(self.tr("封存后人员和内容固定，可以反复导出同样的上传包。要改动某个人，需先作废批次。"))
        if len(parts) > 1:
            split = Banner(self, closable=False)
            split.show_message(
                self.tr("将分成 %n 个批次，导出为 %n 个上传包文件：{people} 人。", "", len(parts)).format(
                    people=self._people_each(parts)
                ),
                self._why(),
                tone=Tone.INFO,
            )
            self.body.addWidget(split)
        if readiness.lacking:
            banner = Banner(self, closable=False)
            banner.show_message(
                self.tr("另有 %n 人还差材料，不在这个批次里。", "", len(readiness.lacking)),
                self.tr("名单在批次页上，补齐后进入下一个批次。"),
                tone=Tone.WARN,
            )
            self.body.addWidget(banner)
        model = PeopleModel(desk.profile, desk.language, self)
        model.show_ready(readiness.ready)
        table = Table(self)
        table.setModel(model)
        table.fit_columns("阿依古丽·买买提江·阿不都", "650102 19981012 1024", "卡归属地转入")
        table.setColumnHidden(3, True)
        table.setMinimumHeight(table.verticalHeader().defaultSectionSize() * _ROWS_SEEN)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(table)
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self.add_button(self.tr("封存批次"), result=1, primary=True)
        self.accepted.connect(self.confirmed)

    def _people_each(self, parts: Sequence[Sequence[Record]]) -> str:
        counts = [str(len(part)) for part in parts[:_PARTS_SEEN]]
        return " + ".join([*counts, *(["…"] if len(parts) > _PARTS_SEEN else [])])

    def _why(self) -> str:
        """Return which of the bureau's rules split them: those of its profile."""
        spec = self._desk.profile.package
        rules = [
            self.tr("最多 %n 人", "", spec.max_records) if spec.max_records else "",
            self.tr("不超过 {size} MB").format(size=spec.max_megabytes) if spec.max_megabytes else "",
            self.tr("只放一种业务的表格") if spec.one_sheet else "",
        ]
        return self.tr("社保部门要求每个上传包：{rules}。").format(
            rules=self.tr("，").join(rule for rule in rules if rule)
        )
