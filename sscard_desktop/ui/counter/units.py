# SPDX-License-Identifier: Apache-2.0
"""Seeks units of the station's directory while the clerk types; only the newest search is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sscard_desktop.services.ports import Unit
from sscard_desktop.services.unitlevels import LEVELS, path_of
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.choices import Choice


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
        values = self._form.values()
        above = LEVELS[: LEVELS.index(key)] if key in LEVELS else ()
        parent = path_of({each: values.get(each, "") for each in above})
        registry = self._desk.registry

        def find() -> list[Choice]:
            if above and not all(values.get(each) for each in above):
                # Whose department it is isn't known yet; those of all units would mislead.
                return [Choice(text, text)] if text else []
            found = list(registry.units(text, parent=parent))
            if not found and text and not registry.units("", parent=parent):
                # No directory to choose from: what is typed is the unit's name.
                found = [Unit(text)]
            return [Choice(unit.name, unit.name, unit.initials, unit.insured_number or " ") for unit in found]

        def bring(choices: list[Choice]) -> None:
            if self._sought.get(key) == text:
                self._form.set_units(key, choices)

        self._desk.tasks.run(find, owner=self, on_done=bring)
