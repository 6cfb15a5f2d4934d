# SPDX-License-Identifier: Apache-2.0
"""Fields that belong to no record: names of users and stations, passwords."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from sscard_desktop.ui.widgets.field import FieldEditor

_LONGEST = 200


class PlainEditor(FieldEditor):
    """Any single line."""

    def __init__(self, key: str, parent: QWidget | None = None, *, hidden: bool = False) -> None:
        self._line = QLineEdit()
        self._line.setMaxLength(_LONGEST)
        self._hidden = hidden
        super().__init__(key, self._line, parent)
        self._line.textEdited.connect(lambda _: self.edited.emit(self.value()))

    def value(self) -> str:
        # A password may begin or end with a blank.
        return self._line.text() if self._hidden else self._line.text().strip()

    def _show(self, value: str) -> None:
        self._line.setText(value)


class PasswordEditor(PlainEditor):
    """A password: never shown, never learnt by an input method, never offered to the clipboard."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent, hidden=True)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
