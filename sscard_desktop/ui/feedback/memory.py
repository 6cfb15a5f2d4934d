# SPDX-License-Identifier: Apache-2.0
"""What bureaus and banks refused, at a glance: by reason, by clerk, by camera, by hour."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.feedback import FeedbackSpec
from sscard_desktop.services.refusals import Memory
from sscard_desktop.ui.theme import set_state
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.table import Table

_ROWS_SEEN = 12
_BAR = "▇"
_LONGEST_BAR = 8


class MemorySheet(Dialog):
    """One table; the most frequent first in each part."""

    def __init__(self, memory: Memory, spec: FeedbackSpec, language: str, parent: QWidget) -> None:
        super().__init__(parent, icon="info")
        set_state(self, "breadth", "wide")
        self.set_title(self.tr("被退回 %n 次", "", memory.total) if memory.total else self.tr("没有被退回的"))
        if memory.total:
            self.set_text(self.tr("社保部门和银行退回的原因，只计次数，不记是谁的。一次退回可能有几个原因。"))
        else:
            self.set_text(self.tr("读入回盘以后，社保部门和银行退回的原因会在这里按次数排列。"))
        self._names = {reason.code: reason.text(language) for reason in spec.reasons}
        self.model = QStandardItemModel(self)
        self.model.setHorizontalHeaderLabels([self.tr("分类"), self.tr("名称"), self.tr("次数"), ""])
        most = max((count for _, _, count, _ in self._rows(memory)), default=1)
        for part, name, count, note in self._rows(memory):
            bar = _BAR * max(round(count / most * _LONGEST_BAR), 1)
            cells = (part, name, str(count), f"{bar} {note}".strip())
            self.model.appendRow([QStandardItem(cell) for cell in cells])
        table = Table(self)
        table.setModel(self.model)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.fit_columns("摄像头存", "Integrated Webcam HD 1080p", "1000")
        table.setMinimumHeight(table.verticalHeader().defaultSectionSize() * _ROWS_SEEN)
        table.setVisible(bool(memory.total))
        self.body.addWidget(table)
        self.add_button(self.tr("关闭"), result=0, primary=True, key="Esc")

    def _rows(self, memory: Memory) -> Iterator[tuple[str, str, int, str]]:
        other = self.tr("其他原因")
        for code, count in memory.rules.items():
            size = memory.photo_bytes.get(code)
            note = self.tr("照片多为 {kb} KB").format(kb=round(size / 1000)) if size else ""
            yield self.tr("原因"), self._names.get(code, code) or other, count, note
        for clerk, count in memory.clerks.items():
            yield self.tr("录入员"), clerk, count, ""
        for camera, count in memory.cameras.items():
            yield self.tr("摄像头"), camera, count, ""
        for hour, count in memory.hours.items():
            yield self.tr("时段"), self.tr("{hour} 点").format(hour=hour), count, ""
