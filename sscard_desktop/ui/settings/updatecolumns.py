# SPDX-License-Identifier: Apache-2.0
"""Where versions and updates are told: the program's and the data's at the left, what is on a stick at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Label

SECTIONS = ("program", "data", "stick")


class UpdateColumns(QWidget):
    """Findings by section, each below its title."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        space = tokens().space
        self._titles = {name: Label("", self, role="strong") for name in SECTIONS}
        self._lists = {name: QVBoxLayout() for name in SECTIONS}
        columns = (QVBoxLayout(), QVBoxLayout())
        for name in SECTIONS:
            column = columns[name == "stick"]
            self._lists[name].setSpacing(space.s)
            column.addWidget(self._titles[name])
            column.addLayout(self._lists[name])
            column.addSpacing(space.l)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.xxl)
        for column in columns:
            column.setSpacing(space.s)
            column.addStretch(1)
            row.addLayout(column, 1)

    def set_titles(self, *titles: str) -> None:
        """Set the sections' titles, in their order."""
        for name, title in zip(SECTIONS, titles, strict=True):
            self._titles[name].setText(title)

    def findings(self, name: str) -> list[Finding]:
        """Return what a section says."""
        layout = self._lists[name]
        items = [layout.itemAt(index) for index in range(layout.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, Finding)]

    def fill(self, name: str, findings: Sequence[Finding]) -> None:
        """Say this in a section from now on; what is said on stays as it is."""
        layout = self._lists[name]
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old not in findings:
                old.hide()
                old.deleteLater()
        for found in findings:
            layout.addWidget(found)
