# SPDX-License-Identifier: Apache-2.0
"""The station's people, its unit directory, its counters and settings: what isn't an applicant's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.services.ports import Unit
from sscard_desktop.storage.database import Database


class Directory:
    """Small tables; see ``ports.Store`` for each method's contract."""

    def __init__(self, database: Database, initials: Callable[[str], str]) -> None:
        self._database = database
        self._initials = initials

    def operators(self) -> Sequence[Operator]:
        """Return the people of this station by name."""
        rows = self._database.rows("SELECT name, role, display_name, disabled FROM operator ORDER BY name")
        return [Operator(name, Role(role), shown, bool(disabled)) for name, role, shown, disabled in rows]

    def save_operator(self, operator: Operator) -> None:
        """Add or change a person."""
        self._database.write(
            "INSERT INTO operator VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET role = excluded.role, "
            "display_name = excluded.display_name, disabled = excluded.disabled",
            operator.name,
            operator.role.value,
            operator.display_name,
            int(operator.disabled),
        )

    def units(self, text: str = "", *, parent: str = "", limit: int = 50) -> Sequence[Unit]:
        """Return units below ``parent`` (``""``: those at the top) that match, those that begin with it first."""
        sought = text.strip()
        rows = self._database.rows(
            "SELECT name, parent, insured_number, initials FROM unit WHERE parent = ?1 AND (?2 = '' "
            "OR instr(name, ?2) OR substr(initials, 1, length(?2)) = lower(?2) "
            "OR substr(insured_number, 1, length(?2)) = ?2) "
            "ORDER BY substr(name, 1, length(?2)) <> ?2, name LIMIT ?3",
            parent,
            sought,
            limit,
        )
        return [Unit(*row) for row in rows]

    def has_units(self) -> bool:
        """Return whether the directory holds any unit."""
        return self._database.row("SELECT 1 FROM unit LIMIT 1") is not None

    def add_unit(self, unit: Unit) -> None:
        """Add or change a unit of the directory; its initials are found if it has none."""
        unit = unit if unit.initials else replace(unit, initials=self._initials(unit.name))
        self._database.write(
            "INSERT INTO unit (name, parent, insured_number, initials) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE "
            "SET insured_number = excluded.insured_number, initials = excluded.initials",
            unit.name,
            unit.parent,
            unit.insured_number,
            unit.initials,
        )

    def next_running(self, series: str) -> int:
        """Return the next number (from 1) of a series."""
        (value,) = self._database.written_row(
            "INSERT INTO counter VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value", series
        )
        return int(value)

    def raise_running(self, series: str, to: int) -> None:
        """Let the next number of a series be greater than ``to``."""
        self._database.write(
            "INSERT INTO counter VALUES (?, ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)", series, to
        )

    def setting(self, key: str) -> str:
        """Return a station setting, ``""`` where it was never set."""
        row = self._database.row("SELECT value FROM setting WHERE key = ?", key)
        return str(row[0]) if row else ""

    def save_setting(self, key: str, value: str) -> None:
        """Store a station setting."""
        self._database.write(
            "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, value
        )
