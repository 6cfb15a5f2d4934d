# SPDX-License-Identifier: Apache-2.0
"""Editors of days: a date, and an expiry that may be 长期."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.fields import LONG_TERM
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.lines import DateLine

_LONG_TERM_BEGINS = ("长", "永")


class DateEditor(FieldEditor):
    """A date typed as eight digits, stored as ``YYYY-MM-DD``; what is half typed is stored as it stands."""

    def __init__(self, key: str, parent: QWidget | None = None, *, line: DateLine | None = None) -> None:
        self._line = line or DateLine()
        super().__init__(key, self._line, parent)
        self._line.plain_edited.connect(lambda _: self.edited.emit(self.value()))
        self.set_hint("YYYYMMDD")

    def value(self) -> str:
        return self._line.text()

    def _show(self, value: str) -> None:
        self._line.set_plain(value)

    def _left(self) -> None:
        self._line.complete()
        super()._left()


class _ExpiryLine(DateLine):
    """A date line that also takes 长期 by one key."""

    long_term_asked = Signal()
    long_term_dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.long_term = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if not self.isReadOnly() and event.commitString()[:1] in _LONG_TERM_BEGINS:
            # 长期, 永久: composed, where a letter would have done.
            self.long_term_asked.emit()
            event = QInputMethodEvent("", [])
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.isReadOnly() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.text() in ("l", "L", "c", "C", *_LONG_TERM_BEGINS):
                self.long_term_asked.emit()
                return
            if self.long_term and (event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) or event.text().isdigit()):
                self.long_term_dropped.emit()
        super().keyPressEvent(event)


class ExpiryEditor(Retranslated, DateEditor):
    """The end of a document's validity: a date, or 长期 by the key L (or its button)."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        self._expiry = _ExpiryLine()
        super().__init__(key, parent, line=self._expiry)
        self._button = Button("", self, kind="plain", key="L")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(lambda: self._switch(not self._expiry.long_term))
        self._row.addWidget(self._button)
        self._expiry.long_term_asked.connect(lambda: self._switch(True))
        self._expiry.long_term_dropped.connect(lambda: self._switch(False))
        self._button.set_text(self.tr("长期"))

    def value(self) -> str:
        return LONG_TERM if self._expiry.long_term else super().value()

    def _show(self, value: str) -> None:
        self._expiry.long_term = value == LONG_TERM
        super()._show("" if self._expiry.long_term else value)
        if self._expiry.long_term:
            self._expiry.setText(self.tr("长期"))

    def _switch(self, long_term: bool) -> None:
        if self._expiry.isReadOnly() or long_term == self._expiry.long_term:
            return
        self._show(LONG_TERM if long_term else "")
        self.edited.emit(self.value())

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self._button.setEnabled(not read_only)

    def retranslate(self) -> None:
        self._button.set_text(self.tr("长期"))
        if self._expiry.long_term:
            self._expiry.setText(self.tr("长期"))
