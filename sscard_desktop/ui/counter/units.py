# SPDX-License-Identifier: Apache-2.0
"""Seeks units of the station's directory while the clerk types; only the newest search is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sscard_desktop.services.ports import Unit
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.choices import Choice

_BELOW = {"unit_2": "unit", "unit_3": "unit_2"}
"""Unit field → the field with the unit above it."""


class UnitSearch(QObject):
    """Brings a form's unit fields what the directory has."""

    def __init__(self, desk: Desk, form: RecordForm) -> None:
        super().__init__(form)
        self._desk = desk
        self._form = form
        self._sought: dict[str, str] = {}
        form.searched.connect(self.seek)

    def seek(self, key: str, text: str) -> None:
        """Seek what was typed into a unit field, by name, initials or insured number."""
        self._sought[key] = text
        parent = self._form.values().get(_BELOW.get(key, ""), "")
        registry = self._desk.registry

        def find() -> list[Choice]:
            found = list(registry.units(text, parent=parent))
            if not found and text and not registry.units("", parent=parent):
                # No directory to choose from: what is typed is the unit's name.
                found = [Unit(text)]
            return [Choice(unit.name, unit.name, unit.initials, unit.insured_number or " ") for unit in found]

        def bring(choices: list[Choice]) -> None:
            if self._sought.get(key) == text:
                self._form.set_units(key, choices)

        self._desk.tasks.run(find, owner=self, on_done=bring)
