# SPDX-License-Identifier: Apache-2.0
"""Asking for a reason: the usual ones by one digit, any other in words; never empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.plain import PlainEditor

_DIGITS = "123456789"


class ReasonRow(QPushButton):
    """One usual reason with its digit before it."""

    def __init__(self, digit: str, reason: str, parent: QWidget) -> None:
        super().__init__(parent)
        space = tokens().space
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(reason)
        words = Label(reason, self, role="text")
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.s, 0, space.s, 0)
        row.setSpacing(space.m)
        row.addWidget(KeyCap(digit, self))
        row.addWidget(words, 1)


class ReasonDialog(Dialog):
    """A digit in the empty line picks a usual reason; Enter takes what stands there.

    Args:
        title: what is going to happen.
        text: what follows from it.
        reasons: the usual ones, at most nine.
        verb: on the button.
        danger: whether it can't be undone.

    Signals:
        given(reason): the reason, not empty.
    """

    given = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        *,
        title: str,
        text: str,
        reasons: Sequence[str],
        verb: str,
        danger: bool = False,
    ) -> None:
        super().__init__(parent, icon="warn" if danger else "question", tone="warn" if danger else "")
        self.set_title(title)
        self.set_text(text)
        self._reasons = tuple(reasons[: len(_DIGITS)])
        choices = QVBoxLayout()
        choices.setSpacing(tokens().space.xs)
        for digit, reason in zip(_DIGITS, self._reasons, strict=False):
            button = ReasonRow(digit, reason, self)
            button.clicked.connect(lambda _=False, reason=reason: self._pick(reason))
            choices.addWidget(button)
        self.body.addLayout(choices)
        self._line = PlainEditor("reason", self)
        self._line.set_label(self.tr("理由（按数字键选择，或直接输入）"))
        self._line.set_required(True)
        self._line.accepted.connect(self._give)
        self._line.edited.connect(lambda _: self._line.set_note(None))
        self._line.control().installEventFilter(self)
        self.body.addWidget(self._line)
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self._verb = Button(verb, self, kind="primary", key="Enter")
        self._verb.clicked.connect(self._give)
        self._buttons.addWidget(self._verb)
        self._line.control().setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._line.control()
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not self._line.value()
            and event.text()
            and event.text() in _DIGITS[: len(self._reasons)]
        ):
            self._pick(self._reasons[int(event.text()) - 1])
            return True
        return super().eventFilter(watched, event)

    def _pick(self, reason: str) -> None:
        self._line.set_value(reason)
        self._line.set_note(None)
        self._line.control().setFocus()

    def _give(self) -> None:
        reason = self._line.value()
        if not reason:
            self._line.set_note(Note(self.tr("请写明理由，经办人和申请人都要看得懂。")))
            return
        self.accept()
        self.given.emit(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
            return
        super().keyPressEvent(event)
