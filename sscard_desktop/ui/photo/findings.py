# SPDX-License-Identifier: Apache-2.0
"""What is wrong with one side's picture and what to do, a line each, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import Label, Tone

_SHOWN = 3


class Findings(QWidget):
    """A few lines; the space for two is kept, so that the picture above doesn't move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._rows: list[tuple[QWidget, Label]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        for _ in range(_SHOWN):
            row = QWidget()
            icon, words = IconView("warn", row, size="small"), Label("", row, role="hint", wrap=True)
            set_state(icon, "tone", Tone.WARN.value)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(space.s)
            line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(words, 1)
            row.hide()
            column.addWidget(row)
            self._rows.append((row, words))
        column.addStretch()
        self.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + space.s)

    def show_findings(self, findings: Sequence[messages.Message]) -> None:
        """Show the first few."""
        for (row, words), found in zip(self._rows, [*findings, *[None] * _SHOWN], strict=False):
            words.setText("" if found is None else str(found))
            row.setVisible(found is not None)

    def texts(self) -> Sequence[str]:
        """Return what is shown."""
        return [words.text() for row, words in self._rows if not row.isHidden()]
