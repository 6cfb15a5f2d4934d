# SPDX-License-Identifier: Apache-2.0
"""Any number of a few answers side by side: 养老 医疗 失业. One stop of the Tab key; digits and the space bar tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.fields import several
from sscard_desktop.ui.readout import say
from sscard_desktop.ui.theme import set_state
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.segments import Segments


class Ticks(Segments):
    """A row of answers of which any number is chosen.

    Signals:
        changed(codes): the clerk ticked or unticked one; the codes as they are stored.
    """

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._chosen: tuple[str, ...] = ()
        self._at = 0
        super().__init__(parent)

    def codes(self) -> str:
        """Return the chosen codes in the answers' order, joined by commas; such as no answer has come last."""
        known = [code for code, _ in self._options]
        first = [code for code in known if code in self._chosen]
        return ",".join([*first, *(code for code in self._chosen if code not in known)])

    def set_codes(self, codes: str) -> None:
        """Choose without a signal."""
        self._chosen = tuple(dict.fromkeys(several(codes)))
        self._mark()

    def _pick(self, code: str) -> None:
        self.setFocus()
        self._at = next((at for at, (known, _) in enumerate(self._options) if known == code), 0)
        if not self._read_only:
            kept = tuple(other for other in self._chosen if other != code)
            self._chosen = kept if code in self._chosen else (*kept, code)
            self.changed.emit(self.codes())
        self._mark()
        say(self, self._options[self._at][1].text() if code in self._chosen else self.tr("没有选中"))

    def _mark(self) -> None:
        for at, (code, button) in enumerate(self._options):
            button.setChecked(code in self._chosen)
            set_state(button, "at", self.hasFocus() and at == self._at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._options) - 1
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up) and last >= 0:
            step = 1 if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1
            self._at = min(max(self._at + step, 0), last)
            self._mark()
        elif event.key() == Qt.Key.Key_Space and last >= 0:
            self._pick(self._options[self._at][0])
        elif event.text() in tuple("123456789"[: last + 1]):
            self._pick(self._options[int(event.text()) - 1][0])
        else:
            # Not Segments': there a key chooses one and drops the others.
            QWidget.keyPressEvent(self, event)


class CodesEditor(FieldEditor):
    """Several entries of a code list."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        self._ticks = Ticks()
        super().__init__(key, self._ticks, parent)
        self._ticks.changed.connect(self.edited)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Set the entries to tick."""
        self._ticks.set_options([(choice.code, choice.text) for choice in choices])

    def value(self) -> str:
        return self._ticks.codes()

    def _show(self, value: str) -> None:
        self._ticks.set_codes(value)
