# SPDX-License-Identifier: Apache-2.0
"""A small key cap, shown where the key acts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class KeyCap(QLabel):
    """The name of a key, such as ``F4``, ``Enter`` or ``Ctrl+L``; hidden while it names none."""

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_key(key)

    def set_key(self, key: str) -> None:
        """Name the key; ``""`` hides the cap."""
        self.setText(key)
        self.setVisible(bool(key))
