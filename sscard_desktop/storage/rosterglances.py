# SPDX-License-Identifier: Apache-2.0
"""Looks at a roster's people: pages of them, and how many are how far.

How far somebody is, is asked of their record at each look; nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.roster import RosterId, RowGlance, RowId, RowState, state_of
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.searching import number_key
from sscard_desktop.storage.times import restored_or_none

_SEQ = "(SELECT seq FROM roster WHERE id = ?)"
_LONGEST_TEXT = 100
# In SQL as ``domain.roster.state_of`` says it; a test compares the two over every state.
_HALF = sorted(each.value for each in Status if state_of(each, "") is RowState.HALF)
_STATE = (
    "CASE WHEN record.status IS NULL OR record.status = 'void' THEN "
    "CASE WHEN roster_row.refused <> '' THEN 'refused' ELSE 'missing' END "
    f"WHEN record.status IN ({', '.join(repr(each) for each in _HALF)}) THEN 'half' ELSE 'done' END"
)
_WITH_RECORD = "LEFT JOIN record ON record.id = roster_row.record AND roster_row.record <> ''"


class RosterGlances:
    """Looks; see ``ports.RosterStore`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def roster_glances(
        self,
        roster_id: RosterId,
        text: str = "",
        *,
        states: Collection[RowState] = (),
        unit: str = "",
        unitless: bool = False,
        queued: bool = False,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[RowGlance]:
        """Return its people in the list's order, those that match."""
        conditions = [f"roster_row.roster = {_SEQ}"]
        parameters: list[str] = [roster_id]
        sought = text.strip()[:_LONGEST_TEXT]
        if sought:
            conditions.append(
                "(instr(roster_row.name, ?) OR substr(roster_row.initials, 1, length(?)) = lower(?) "
                "OR instr(roster_row.number, ?) OR substr(roster_row.personal_number, 1, length(?)) = ?)"
            )
            parameters += [sought, sought, sought, number_key(sought) or sought, sought, sought]
        if states:
            conditions.append(f"{_STATE} IN ({', '.join('?' * len(states))})")
            parameters += [state.value for state in states]
        if unit:
            conditions.append("roster_row.unit = ?")
            parameters.append(unit)
        if unitless:
            conditions.append("roster_row.unit = ''")
        if queued:
            conditions.append("roster_row.queue > 0")
        rows = self._database.rows(
            "SELECT roster_row.id, roster_row.position, roster_row.name, roster_row.number, roster_row.unit, "
            f"{_STATE}, record.id, record.status, roster_row.refused, roster_row.slot, roster_row.queue, "
            "(SELECT group_concat(role) FROM roster_picture WHERE row = roster_row.seq) "
            f"FROM roster_row {_WITH_RECORD} WHERE {' AND '.join(conditions)} "
            f"ORDER BY {'roster_row.queue, ' if queued else ''}roster_row.position, roster_row.seq LIMIT ? OFFSET ?",
            *parameters,
            limit,
            offset,
        )
        return [_glance(row) for row in rows]

    def roster_counts(self, roster_id: RosterId) -> Mapping[str, Mapping[RowState, int]]:
        """Return unit → state → how many people."""
        rows = self._database.rows(
            f"SELECT roster_row.unit, {_STATE}, count(*) FROM roster_row {_WITH_RECORD} "
            f"WHERE roster_row.roster = {_SEQ} GROUP BY 1, 2 ORDER BY 1, 2",
            roster_id,
        )
        counts: dict[str, dict[RowState, int]] = {}
        for unit, state, count in rows:
            counts.setdefault(unit, {})[RowState(state)] = count
        return counts


def _glance(row: Row) -> RowGlance:
    row_id, position, name, number, unit, state, record, status, refused, slot, queue, roles = row
    return RowGlance(
        RowId(row_id), position, name, number, unit, RowState(state), RecordId(record) if record else None,
        Status(status) if status else None, refused, restored_or_none(slot), queue,
        frozenset(PictureRole(role) for role in roles.split(",")) if roles else frozenset(),
    )  # fmt: skip
