# SPDX-License-Identifier: Apache-2.0
"""A few answers side by side, one of them chosen: 男 女, 同意 不同意. One stop of the Tab key, arrows inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sscard_desktop.ui.readout import say
from sscard_desktop.ui.theme import set_state, tokens


class _Answer(QPushButton):
    """One answer; it has room for its word in bold, as it is shown once it is chosen."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(more, 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())


class Segments(QFrame):
    """A row of answers.

    Signals:
        picked(code): the clerk chose another one.
    """

    picked = Signal(str)
    read_as = QAccessible.Role.Grouping

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: list[tuple[str, _Answer]] = []
        self._code = self._answers = ""
        self._read_only = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens().space.xs)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Set the answers: code and word of each."""
        if [code for code, _ in options] != [code for code, _ in self._options]:
            self._make([code for code, _ in options])
        # The same answers in another language keep their buttons: new ones would show a moment late.
        for (_, word), (_, button) in zip(options, self._options, strict=True):
            button.setText(word.replace("&", "&&"))
        if self.accessibleName() in ("", self._answers):
            # Without a label of its own it is called by its answers.
            self._answers = " / ".join(word for _, word in options)
            self.setAccessibleName(self._answers)
        self._mark()

    def code(self) -> str:
        """Return the chosen code, ``""`` for none."""
        return self._code

    def chosen_words(self) -> str:
        """Return what is chosen, in words; ``""`` for nothing."""
        return " ".join(button.text().replace("&&", "&") for _, button in self._options if button.isChecked())

    def set_code(self, code: str) -> None:
        """Choose without a signal; a code that no answer has chooses none."""
        self._code = code
        self._mark()

    def setReadOnly(self, read_only: bool) -> None:
        """Show only."""
        self._read_only = read_only
        set_state(self, "fixed", read_only)

    def _make(self, codes: Sequence[str]) -> None:
        for _, button in self._options:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._options = []
        for code in codes:
            button = _Answer(self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCheckable(True)
            button.clicked.connect(lambda _, code=code: self._pick(code))
            self._row.addWidget(button, 1)
            self._options.append((code, button))

    def _pick(self, code: str) -> None:
        self.setFocus()
        if not self._read_only and code != self._code:
            self._code = code
            self._mark()
            say(self, self.chosen_words())
            self.picked.emit(code)
        else:
            self._mark()

    def _mark(self) -> None:
        for code, button in self._options:
            button.setChecked(code == self._code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # The keyboard rests on the row, not on the answer in it that is chosen.
        say(self, self.chosen_words())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        codes = [code for code, _ in self._options]
        at = codes.index(self._code) if self._code in codes else -1
        key = event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) and codes:
            self._pick(codes[min(at + 1, len(codes) - 1)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up) and codes:
            self._pick(codes[max(at - 1, 0)])
        elif key == Qt.Key.Key_Space and codes:
            self._pick(codes[(at + 1) % len(codes)])
        elif event.text() in tuple("123456789"[: len(codes)]):
            self._pick(codes[int(event.text()) - 1])
        else:
            super().keyPressEvent(event)
