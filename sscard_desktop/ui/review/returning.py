# SPDX-License-Identifier: Apache-2.0
"""Returning records: the city's reasons by a digit each, several at once, and anything else in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sscard_desktop.domain.remarks import MAX_CHARACTERS, Point
from sscard_desktop.domain.reviewing import ReturnReason
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import ElidedLabel, Label
from sscard_desktop.ui.widgets.plain import PlainEditor

_DIGITS = "123456789"


class ReturnRow(QPushButton):
    """A usual reason: its digit, its words, where it will stand, and whether it is chosen."""

    def __init__(self, digit: str, reason: str, where: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("return_row")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{reason} {where}".strip())
        space = tokens().space
        self._tick = IconView("", self, size="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(space.s, 0, space.s, 0)
        row.setSpacing(space.m)
        row.addWidget(KeyCap(digit, self))
        row.addWidget(self._tick)
        row.addWidget(Label(reason, self, role="text"))
        beside = ElidedLabel(where, self, role="muted")
        beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(beside, 1)
        self.toggled.connect(lambda on: self._tick.set_icon("check" if on else ""))


class ReturnDialog(Dialog):
    """A digit in the empty line chooses a reason or leaves it again; Enter returns.

    Args:
        title: who is returned.
        reasons: the city's.
        labels: field key and picture role → word, for where a reason will stand.
        language: of the reasons' words.

    Signals:
        given(points): what is wrong where, at least one.
    """

    given = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        *,
        title: str,
        reasons: Sequence[ReturnReason],
        labels: Mapping[str, str],
        language: str,
    ) -> None:
        super().__init__(parent, icon="question")
        self.setObjectName("wide")
        self.set_title(title)
        self.set_text(self.tr("记录回到录入台，排在待办最前面；理由显示在所选字段旁，改好才消失。"))
        self._reasons = tuple(reasons[: len(_DIGITS)])
        self._labels = labels
        self._language = language
        self._rows: list[ReturnRow] = []
        self._line = PlainEditor("reason", self)
        choices = QVBoxLayout()
        choices.setSpacing(tokens().space.xs)
        for digit, reason in zip(_DIGITS, self._reasons, strict=False):
            where = self.tr("、").join(labels[key] for key in reason.keys if key in labels)
            row = ReturnRow(digit, reason.text(language), where, self)
            row.toggled.connect(lambda _: self._line.set_note(None))
            choices.addWidget(row)
            self._rows.append(row)
        self.body.addLayout(choices)
        self._line.set_label(self.tr("补充说明（数字键选择上面的理由，可多选）"))
        self._line.accepted.connect(self._give)
        self._line.edited.connect(lambda _: self._line.set_note(None))
        self._line.control().installEventFilter(self)
        self.body.addWidget(self._line)
        self.add_button(self.tr("取消"), result=0, key="Esc")
        give = Button(self.tr("退回"), self, kind="primary", key="Enter")
        give.clicked.connect(self._give)
        self._buttons.addWidget(give)
        self._line.control().setFocus()

    def choose(self, position: int) -> None:
        """Choose a reason, or leave it again."""
        self._rows[position].toggle()

    def points(self) -> list[Point]:
        """Return what is chosen and written, a point for each field that it concerns."""
        found = []
        for row, reason in zip(self._rows, self._reasons, strict=True):
            if row.isChecked():
                keys = [key for key in reason.keys if key in self._labels] or [""]
                found += [Point(reason.text(self._language), key, reason.code) for key in keys]
        said = self._line.value().strip()
        return [*found, *([Point(said)] if said else [])]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._line.control()
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not self._line.value()
            and event.text()
            and event.text() in _DIGITS[: len(self._rows)]
        ):
            self.choose(int(event.text()) - 1)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
            return
        super().keyPressEvent(event)

    def _give(self) -> None:
        points = self.points()
        if not points:
            self._line.set_note(Note(self.tr("请选择或写明理由，经办人和申请人都要看得懂。")))
        elif any(len(point.text) > MAX_CHARACTERS for point in points):
            self._line.set_note(Note(self.tr("最多 {limit} 字，请写得简短些。").format(limit=MAX_CHARACTERS)))
        else:
            self.accept()
            self.given.emit(points)
