# SPDX-License-Identifier: Apache-2.0
"""One section of the form: its name, and its fields in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.profile import Section
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.label import Label

MOST_COLUMNS = 3


class FormSection(QWidget):
    """One section: its name, and its visible fields in columns."""

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        space = tokens().space
        self.key = section.key
        self.labels = section
        self._editors: list[tuple[FieldSpec, FieldEditor]] = []
        self._arranged: tuple[int, tuple[str, ...]] = (0, ())
        self.heading = Label("", self, role="section")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space.l)
        self._grid.setVerticalSpacing(space.xs)
        self._keepers = [QWidget(self) for _ in range(MOST_COLUMNS)]
        for keeper in self._keepers:
            keeper.setFixedHeight(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, space.m)
        column.setSpacing(space.s)
        column.addWidget(self.heading)
        column.addLayout(self._grid)

    def take(self, spec: FieldSpec, editor: FieldEditor) -> None:
        """Take a field in, which was made here; it is laid out with all the others."""
        self._editors.append((spec, editor))

    def arrange(self, columns: int, shown: Callable[[FieldSpec], bool]) -> bool:
        """Lay the fields that are asked for out; return whether anything moved."""
        visible = [(spec, editor) for spec, editor in self._editors if shown(spec)]
        wanted = (columns, tuple(spec.key for spec, _ in visible))
        if wanted == self._arranged:
            return False
        self._arranged = wanted
        for _, editor in self._editors:
            self._grid.removeWidget(editor)
        row = position = 0
        for spec, editor in visible:
            width = min(spec.width, columns)
            if position + width > columns:
                row, position = row + 1, 0
            self._grid.addWidget(editor, row, position, 1, width, Qt.AlignmentFlag.AlignTop)
            editor.show()
            position += width
        for spec, editor in self._editors:
            if spec.key not in wanted[1]:
                editor.hide()
        for index, keeper in enumerate(self._keepers):
            # An empty column would lose its spacing, and the columns of two sections wouldn't align.
            self._grid.addWidget(keeper, row + 1, index)
            keeper.setVisible(index < columns)
        for index in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(index, 1 if index < columns else 0)
        self.setVisible(bool(visible))
        return True
