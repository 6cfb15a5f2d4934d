# SPDX-License-Identifier: Apache-2.0
"""Where the pictures of a bulk import are, and by what they are told apart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop.domain.photomatching import Way
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.folder import PathEditor, ask_folder, ask_package
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.segments import Segments


class BulkQuestion(QWidget):
    """The first sheet of the import.

    Signals:
        answered(): Enter was pressed behind the path.
    """

    answered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = Segments(self)
        self._kind.set_options([("folder", self.tr("文件夹")), ("zip", self.tr("zip 压缩包"))])
        self._kind.set_code("folder")
        self.source = PathEditor("source", self, ask=self._ask)
        self.source.set_label(self.tr("照片在哪里"))
        self.source.set_required(True)
        self.source.edited.connect(lambda _: self.source.set_note(None))
        self.source.accepted.connect(self.answered)
        self.way = Segments(self)
        self.way.set_options(
            [
                (Way.NUMBER, self.tr("文件名里有证件号码")),
                (Way.NAME, self.tr("姓名（加检索码）")),
                (Way.ORDER, self.tr("按文件名顺序")),
                (Way.TIME, self.tr("按拍摄时间")),
            ]
        )
        self.way.set_code(Way.NUMBER)
        hint = Label(
            self.tr(
                "先给您看每张照片对上了谁，确认后才存入。有一点对不上的都不会分配。"
                "按顺序时，对应的是还没有照片、可以修改的记录，先录入的在前。"
            ),
            self,
            role="hint",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.s)
        column.addWidget(self._kind)
        column.addWidget(self.source)
        column.addWidget(Label(self.tr("怎样认出是谁的照片（方向键或数字键选择）"), self, role="hint"))
        column.addWidget(self.way)
        column.addWidget(hint)
        column.addStretch()

    def answer(self) -> tuple[Path, Way] | None:
        """Return where and by what; ``None``, and it is said beside the path, where that is missing."""
        if not self.source.value():
            self.source.set_note(Note(self.tr("请选择文件夹或压缩包。按 F4 选择。")))
            return None
        return self.source.path(), Way(self.way.code())

    def has_keyboard(self) -> bool:
        """Return whether the path is being typed."""
        return self.source.control().hasFocus()

    def _ask(self, parent: QWidget, title: str) -> str:
        return (ask_folder if self._kind.code() == "folder" else ask_package)(parent, title)
