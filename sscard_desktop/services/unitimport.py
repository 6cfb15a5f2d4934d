# SPDX-License-Identifier: Apache-2.0
"""Takes a table of units into the directory: read, compared with what is there, shown, and stored whole or not at all.

Nothing of the directory is taken away by a table that doesn't name it, and an empty cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.unitpath import UNIT_MARK
from sscard_desktop.domain.unitsheet import UnitLine, UnitProblem, UnitSheet, find_units_in
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import TableFile, TableReader, Unit
from sscard_desktop.services.session import Session
from sscard_desktop.services.unitsettings import keep_settled, setting_of, settled_by


class UnitNews(StrEnum):
    """What a table says of a unit, against the directory."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit of a table.

    Attributes:
        row: where the table names it first.
        number: its insured number afterwards; ``number_before``: in the directory.
        settings: what it settles afterwards, ``None`` where it hasn't opened; ``settings_before``: as it is.
    """

    row: int
    unit: Unit
    news: UnitNews
    number_before: str = ""
    settings: Mapping[str, str] | None = None
    settings_before: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What a table of units would do.

    Attributes:
        changes: a unit each, those above before those below.
        problems: what is wrong; as long as there are any, nothing is stored.
        unknown: headers that nobody knows, and whose columns are passed over.
    """

    file: str
    sha256: str
    sheet: str
    changes: tuple[UnitChange, ...] = field(repr=False)
    problems: tuple[UnitProblem, ...] = ()
    unknown: tuple[str, ...] = ()

    def count(self, news: UnitNews) -> int:
        """Return how many units are new, changed or the same."""
        return sum(change.news is news for change in self.changes)


class UnitImport:
    """Units from a table.

    Args:
        reader: reads tables that others sent.
    """

    def __init__(self, session: Session, reader: TableReader) -> None:
        self._session = session
        self._reader = reader

    @allowed(Permission.MANAGE_UNITS)
    def preview(self, path: Path) -> UnitPlan:
        """Read a table and say what it would do; nothing is stored.

        Raises:
            InvalidInputError: ``table.…``; ``unit.import_no_header`` (``file``), no sheet has a column of units.
            EnvironmentFailedError: ``table.missing``, ``table.unreadable``.
        """
        return self.plan_of(self._reader.read(path))

    @allowed(Permission.MANAGE_UNITS)
    def plan_of(self, table: TableFile) -> UnitPlan:
        """Say what a table that was read already would do; raise as :meth:`preview`."""
        sheet, cut = self._sheet_of(table)
        problems = [*sheet.problems, *cut]
        changes = []
        for line in sheet.lines:
            try:
                changes.append(self._change(line))
            except RefusedError as error:
                spec = next((key for key in line.columns), "")
                problems.append(UnitProblem(line.row, line.columns.get(spec, 0), error.code, error.params))
        problems.sort(key=lambda each: (each.row, each.column))
        return UnitPlan(table.name, table.sha256, sheet.sheet, tuple(changes), tuple(problems), sheet.unknown)

    @allowed(Permission.MANAGE_UNITS)
    def apply(self, plan: UnitPlan) -> int:
        """Store what a plan says, in one transaction; return how many units are new or changed.

        Raises:
            RefusedError: ``unit.import_problems`` (``count``), something in the table is wrong.
        """
        if plan.problems:
            raise RefusedError("unit.import_problems", count=len(plan.problems))
        session, store = self._session, self._session.store
        touched = [change for change in plan.changes if change.news is not UnitNews.SAME]
        told = {news.value: plan.count(news) for news in UnitNews}
        with session.action("unit.import", plan.sha256[:16], **told):
            for change in touched:
                store.add_unit(change.unit)
                if change.settings is not None and change.settings != change.settings_before:
                    keep_settled(store, change.unit.path, change.settings)
        return len(touched)

    def _sheet_of(self, table: TableFile) -> tuple[UnitSheet, list[UnitProblem]]:
        """Return the first sheet with units on it, and its cells whose digits Excel cut."""
        settled = self._settled_words()
        for sheet in table.sheets:
            rows = [(row.number, [cell.text for cell in row.cells]) for row in sheet.rows]
            found = find_units_in(sheet.name, rows, settled)
            if found is not None:
                at = found.number_column
                cut = [
                    UnitProblem(row.number, at, "unit.import_cut_number")
                    for row in sheet.rows
                    if 0 < at <= len(row.cells) and row.number > found.header_row and row.cells[at - 1].lossy
                ]
                return found, cut
        raise InvalidInputError("unit.import_no_header", file=table.name)

    def _settled_words(self) -> dict[str, tuple[str, ...]]:
        """Return field → what a column of its settings may be called, for the fields that a unit settles here."""
        profile = self._session.profile
        found: dict[str, tuple[str, ...]] = {}
        for key, spec in profile.fields.items():
            if spec.of_unit:
                column = profile.roster.column(key)
                also = (column.header, *column.aliases) if column else ()
                found[key] = tuple(dict.fromkeys((*spec.labels.values(), *also, key)))
        return found

    def _change(self, line: UnitLine) -> UnitChange:
        """Return what a line does; raise ``RefusedError("unit.bad_setting")``."""
        store = self._session.store
        path = UNIT_MARK.join(line.path)
        here, before = store.unit_at(path), settled_by(store, path)
        number_before = here.insured_number if here else ""
        settings = before
        if line.settings is not None:
            settings = dict(self._settings(line, before or {}))
        unit = Unit(line.path[-1], UNIT_MARK.join(line.path[:-1]), line.number or number_before)
        news = UnitNews.NEW
        if here is not None:
            same = unit.insured_number == number_before and settings == before
            news = UnitNews.SAME if same else UnitNews.CHANGED
        return UnitChange(line.row, unit, news, number_before, settings, before)

    def _settings(self, line: UnitLine, before: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        answers = line.settings or {}
        yield from ((key, value) for key, value in before.items() if key not in answers)
        kept: dict[str, str] = {}
        for key, text in answers.items():
            if key not in self._session.profile.fields or not self._session.profile.fields[key].of_unit:
                continue
            kept[key] = setting_of(self._session, key, text, kept)
        yield from ((key, value) for key, value in kept.items() if value)
