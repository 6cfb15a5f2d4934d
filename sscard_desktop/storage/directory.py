# SPDX-License-Identifier: Apache-2.0
"""The station's people, its unit directory, its counters and settings: what isn't an applicant's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.unitpath import UNIT_MARK
from sscard_desktop.services.ports import Unit
from sscard_desktop.storage.database import Database

_UNIT = "name, parent, insured_number, initials"
_MATCHES = (
    "(?1 = '' OR instr(name, ?1) OR substr(initials, 1, length(?1)) = lower(?1) "
    "OR substr(insured_number, 1, length(?1)) = ?1)"
)
_NEAREST = "name <> ?1, substr(name, 1, length(?1)) <> ?1"
_DEPTH = f"CASE WHEN parent = '' THEN 0 WHEN instr(parent, '{UNIT_MARK}') THEN 2 ELSE 1 END"


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
        rows = self._database.rows(
            f"SELECT {_UNIT} FROM unit WHERE parent = ?3 AND {_MATCHES} ORDER BY {_NEAREST}, name LIMIT ?2",
            text.strip(),
            limit,
            parent,
        )
        return [Unit(*row) for row in rows]

    def find_units(self, text: str, *, limit: int = 50) -> Sequence[Unit]:
        """Return the units of any level that match, those at the top first."""
        rows = self._database.rows(
            f"SELECT {_UNIT} FROM unit WHERE {_MATCHES} ORDER BY {_DEPTH}, {_NEAREST}, parent, name LIMIT ?2",
            text.strip(),
            limit,
        )
        return [Unit(*row) for row in rows]

    def unit_at(self, path: str) -> Unit | None:
        """Return the unit at a path."""
        parent, _, name = path.rpartition(UNIT_MARK)
        row = self._database.row(f"SELECT {_UNIT} FROM unit WHERE parent = ? AND name = ?", parent, name)
        return Unit(*row) if row else None

    def all_units(self) -> Sequence[Unit]:
        """Return the directory, each unit before those below it."""
        rows = self._database.rows(f"SELECT {_UNIT} FROM unit ORDER BY {_DEPTH}, parent, name")
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
