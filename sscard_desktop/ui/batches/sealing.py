# SPDX-License-Identifier: Apache-2.0
"""Before a batch is sealed: who goes into it, by name, and who stays behind."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.services.batchreadiness import Readiness
from sscard_desktop.ui.batches.model import PeopleModel
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.table import Table

_ROWS_SEEN = 7


class SealDialog(Dialog):
    """Enter seals what is listed, Esc leaves everything as it is.

    Signals:
        confirmed(): seal it.
    """

    confirmed = Signal()

    def __init__(self, desk: Desk, readiness: Readiness, parent: QWidget) -> None:
        super().__init__(parent, icon="batch")
        self.setObjectName("wide")
        self.set_title(self.tr("封存这 %n 人为一个批次", "", len(readiness.ready)))
        self.set_text(self.tr("封存后人员和内容固定，可以反复导出同样的上传包。要改动某个人，需先作废批次。"))
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
