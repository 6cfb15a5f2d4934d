# SPDX-License-Identifier: Apache-2.0
"""A record's values to be read, not edited: the profile's sections in the profile's order, empty ones left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record
from sscard_desktop.ui.records import words
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import Label

_TWO_COLUMNS_FROM = 780
"""Room in px from which two values stand side by side."""


class ValuesPanel(QScrollArea):
    """Labels at the left, values beside them, in one column or two."""

    def __init__(self, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._city = profile
        self._record: Record | None = None
        self._language = ""
        self._columns = 1
        self.setWidgetResizable(True)
        self.setProperty("ringed", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_record(self, record: Record, language: str) -> None:
        """Show a record's values in a language."""
        self._record, self._language = record, language
        self._profile = self._city.of(record.business)
        self._build()
        self.verticalScrollBar().setValue(0)

    def texts(self) -> list[tuple[str, str]]:
        """Return labels and values as shown."""
        return [
            (spec.label(self._language), words.value(spec, stored, self._profile, self._language))
            for section in self._profile.sections
            for key in section.fields
            if self._record is not None
            and (spec := self._profile.fields.get(key)) is not None
            and (stored := self._record.value(key))
        ]

    def _build(self) -> None:
        record = self._record
        if record is None:
            return
        space = tokens().space
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(space.s, 0, space.m, space.m)
        column.setSpacing(space.m)
        for section in self._profile.sections:
            rows = [
                (spec.label(self._language), words.value(spec, stored, self._profile, self._language))
                for key in section.fields
                if (spec := self._profile.fields.get(key)) is not None and (stored := record.value(key))
            ]
            if not rows:
                continue
            head = QFrame(room)
            head.setObjectName("section_head")
            top = QVBoxLayout(head)
            top.setContentsMargins(0, space.s, 0, 0)
            top.addWidget(Label(section.label(self._language), head, role="strong"))
            column.addWidget(head)
            column.addLayout(self._grid(rows, room))
        column.addStretch()
        self.setWidget(room)

    def _grid(self, rows: list[tuple[str, str]], room: QWidget) -> QGridLayout:
        space = tokens().space
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.m)
        grid.setVerticalSpacing(space.s)
        label_width = tokens().size["label_column"]
        for at in range(self._columns):
            grid.setColumnMinimumWidth(2 * at, label_width)
            grid.setColumnStretch(2 * at + 1, 1)
        for index, (name, value) in enumerate(rows):
            line, at = divmod(index, self._columns)
            label = Label(name, room, role="muted", wrap=True)
            label.setFixedWidth(label_width)
            text = Label(value, room, role="text", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for part, where in ((label, 2 * at), (text, 2 * at + 1)):
                part.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(part, line, where)
        return grid

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if self.viewport().width() >= _TWO_COLUMNS_FROM else 1
        if columns != self._columns:
            self._columns = columns
            self._build()
