# SPDX-License-Identifier: Apache-2.0
"""Rosters in the database: lists of people who are expected, from their beginning in pieces to their deletion."""

from __future__ import annotations

from collections.abc import Sequence

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.roster import Roster, RosterId
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.times import restored, restored_or_none, stored, stored_or_none

_ROSTER = "id, title, unit, unit_number, campaign, profile, sha256, at, operator, closed_at"
OPEN = "roster.ready AND roster.closed_at IS NULL"
"""Condition on a roster that calls people up."""


class Rosters:
    """Stores them; see ``ports.RosterStore`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin_roster(self, roster: Roster) -> None:
        """Store a roster that nobody sees yet."""
        self._database.write(
            f"INSERT INTO roster ({_ROSTER}, ready, queue) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
            roster.id,
            *_attributes(roster),
        )

    def finish_roster(self, roster_id: RosterId) -> None:
        """Let it be seen, whole."""
        self._database.write("UPDATE roster SET ready = 1 WHERE id = ?", roster_id)

    def sweep_rosters(self) -> int:
        """Delete rosters that never were finished."""
        return self._database.write("DELETE FROM roster WHERE NOT ready")

    def save_roster(self, roster: Roster) -> None:
        """Store a roster's attributes."""
        changed = self._database.write(
            "UPDATE roster SET title = ?, unit = ?, unit_number = ?, campaign = ?, profile = ?, sha256 = ?, at = ?, "
            "operator = ?, closed_at = ? WHERE id = ?",
            *_attributes(roster),
            roster.id,
        )
        if not changed:
            raise RefusedError("roster.unknown")

    def delete_roster(self, roster_id: RosterId) -> None:
        """Delete a roster with its people and what was prepared for them."""
        self._database.write("DELETE FROM roster WHERE id = ?", roster_id)

    def rosters(self, *, open_only: bool = False) -> Sequence[Roster]:
        """Return the rosters, the newest first."""
        which = OPEN if open_only else "roster.ready"
        return [_roster(row) for row in self._database.rows(f"{_selected()} WHERE {which} ORDER BY at DESC, seq DESC")]

    def roster(self, roster_id: RosterId) -> Roster:
        """Return the roster; raise ``RefusedError("roster.unknown")``."""
        row = self._database.row(f"{_selected()} WHERE roster.ready AND id = ?", roster_id)
        if row is None:
            raise RefusedError("roster.unknown")
        return _roster(row)

    def next_queue(self, roster_id: RosterId) -> int:
        """Return the next queue number of a roster."""
        (number,) = self._database.written_row(
            "UPDATE roster SET queue = queue + 1 WHERE id = ? RETURNING queue", roster_id
        )
        return int(number)


def _selected() -> str:
    return f"SELECT {_ROSTER}, (SELECT count(*) FROM roster_row WHERE roster_row.roster = roster.seq) FROM roster"


def _attributes(roster: Roster) -> tuple[object, ...]:
    return (
        roster.title,
        roster.unit,
        roster.unit_number,
        roster.campaign,
        roster.profile,
        roster.sha256,
        stored(roster.imported_at),
        roster.imported_by,
        stored_or_none(roster.closed_at),
    )


def _roster(row: Row) -> Roster:
    roster_id, title, unit, unit_number, campaign, profile, sha256, at, operator, closed_at, rows = row
    return Roster(
        RosterId(roster_id), title, unit, unit_number, campaign, profile, sha256, restored(at), operator, rows,
        restored_or_none(closed_at),
    )  # fmt: skip
