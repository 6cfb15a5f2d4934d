# SPDX-License-Identifier: Apache-2.0
"""Rosters in the database: people who are expected, and the pictures that were prepared for them.

How far somebody is, is asked of their record at each look; nothing of it is stored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.roster import (
    Roster,
    RosterId,
    RosterRow,
    RowGlance,
    RowId,
    RowPicture,
    RowState,
    state_of,
)
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.searching import number_key
from sscard_desktop.storage.times import restored, restored_or_none, stored, stored_or_none

_ROSTER = "id, title, unit, unit_number, campaign, profile, sha256, at, operator, closed_at"
_ROW = "roster_row.id, roster.id, position, content, updated_at, record, refused, refused_at, slot, roster_row.queue"
_FROM_ROW = "FROM roster_row JOIN roster ON roster.seq = roster_row.roster"
_OPEN = "roster.ready AND roster.closed_at IS NULL"
_SEQ = "(SELECT seq FROM roster WHERE id = ?)"
_COLUMNS = (
    "position, number, name, initials, personal_number, unit, content, record, refused, refused_at, slot, queue, "
    "updated_at"
)
_LONGEST_TEXT = 100
# In SQL as ``domain.roster.state_of`` says it; a test compares the two over every state.
_HALF = sorted(each.value for each in Status if state_of(each, "") is RowState.HALF)
_STATE = (
    "CASE WHEN record.status IS NULL OR record.status = 'void' THEN "
    "CASE WHEN roster_row.refused <> '' THEN 'refused' ELSE 'missing' END "
    f"WHEN record.status IN ({', '.join(repr(each) for each in _HALF)}) THEN 'half' ELSE 'done' END"
)
_WITH_RECORD = "LEFT JOIN record ON record.id = roster_row.record AND roster_row.record <> ''"


class Rosters:
    """Stores them; see ``ports.RosterStore`` for each method's contract."""

    def __init__(self, database: Database, initials: Callable[[str], str]) -> None:
        self._database = database
        self._initials = initials

    # ── rosters ──────────────────────────────────────────────────────────────────────────────────────────────

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
        which = _OPEN if open_only else "roster.ready"
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

    # ── people ───────────────────────────────────────────────────────────────────────────────────────────────

    def add_roster_rows(self, rows: Iterable[RosterRow]) -> None:
        """Store people in addition to those that are there; raise ``RefusedError("roster.unknown")``."""
        given = list(rows)
        places = {roster_id: self._seq(roster_id) for roster_id in {row.roster for row in given}}
        self._database.write_all(
            "INSERT INTO roster_row (roster, id, position, number, name, initials, personal_number, unit, content, "
            f"record, refused, refused_at, slot, queue, updated_at) VALUES ({', '.join('?' * 15)})",
            [(places[row.roster], row.id, *self._columns(row)) for row in given],
        )

    def roster_rows(self, roster_id: RosterId) -> Sequence[RosterRow]:
        """Return all its people in the list's order."""
        return self._rows("WHERE roster.id = ? ORDER BY position, roster_row.seq", roster_id)

    def roster_glances(
        self,
        roster_id: RosterId,
        text: str = "",
        *,
        states: Collection[RowState] = (),
        unit: str = "",
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

    def roster_row(self, row_id: RowId) -> RosterRow:
        """Return a person's row; raise ``RefusedError("roster.row_unknown")``."""
        found = self._rows(
            "WHERE roster.ready AND roster_row.id = ? ORDER BY roster.closed_at IS NOT NULL, roster.seq DESC LIMIT 1",
            row_id,
        )
        if not found:
            raise RefusedError("roster.row_unknown")
        return found[0]

    def row_of(self, roster_id: RosterId, row_id: RowId) -> RosterRow:
        """Return a person's row of one roster; raise ``RefusedError("roster.row_unknown")``."""
        found = self._rows("WHERE roster.ready AND roster.id = ? AND roster_row.id = ?", roster_id, row_id)
        if not found:
            raise RefusedError("roster.row_unknown")
        return found[0]

    def has_record(self, row_id: RowId) -> bool:
        """Return whether somebody was begun with: their row has a record that is there, and isn't void."""
        return bool(
            self._database.row(
                "SELECT 1 FROM roster_row JOIN record ON record.id = roster_row.record "
                "WHERE roster_row.id = ? AND record.status <> 'void' LIMIT 1",
                row_id,
            )
        )

    def rows_with_number(self, number: str, *, campaign: str) -> Sequence[RosterRow]:
        """Return the rows of this document number in open rosters, newest roster first."""
        key = number_key(number)
        return self._in_open("roster_row.number = ? AND roster_row.number <> ''", key, campaign) if key else []

    def rows_with_name(self, name: str, *, campaign: str) -> Sequence[RosterRow]:
        """Return the rows of this name in open rosters, newest roster first."""
        return self._in_open("roster_row.name = ?", name, campaign) if name else []

    def rows_of_record(self, record_id: str) -> Sequence[RosterRow]:
        """Return the rows whose person a record was begun for."""
        if not record_id:
            return []
        return self._rows(
            "WHERE roster.ready AND roster_row.record = ? AND roster_row.record <> '' ORDER BY roster.seq DESC",
            record_id,
        )

    def save_roster_row(self, row: RosterRow) -> None:
        """Store a row in place of what it was."""
        changed = self._database.write(
            f"UPDATE roster_row SET ({_COLUMNS}) = ({', '.join('?' * 13)}) WHERE roster = {_SEQ} AND id = ?",
            *self._columns(row),
            row.roster,
            row.id,
        )
        if not changed:
            raise RefusedError("roster.row_unknown")

    def save_roster_rows(self, rows: Iterable[RosterRow]) -> None:
        """Store rows in place of what they were, many at once; raise ``RefusedError("roster.unknown")``."""
        given = list(rows)
        places = {roster_id: self._seq(roster_id) for roster_id in {row.roster for row in given}}
        # Initials cost ten times as much as all the rest, and names hardly ever change.
        known = {
            (roster_id, row_id): (name, initials)
            for roster_id, seq in places.items()
            for row_id, name, initials in self._database.rows(
                "SELECT id, name, initials FROM roster_row WHERE roster = ?", seq
            )
        }
        self._database.write_all(
            f"UPDATE roster_row SET ({_COLUMNS}) = ({', '.join('?' * 13)}) WHERE roster = ? AND id = ?",
            [(*self._columns(row, known.get((row.roster, row.id))), places[row.roster], row.id) for row in given],
        )

    def delete_roster_rows(self, roster_id: RosterId, row_ids: Iterable[RowId]) -> None:
        """Delete people of a roster."""
        self._database.write_all(
            f"DELETE FROM roster_row WHERE roster = {_SEQ} AND id = ?", [(roster_id, row_id) for row_id in row_ids]
        )

    def forget_row(self, row_id: RowId) -> None:
        """Delete a person from all rosters, with what was prepared for them."""
        self._database.write("DELETE FROM roster_row WHERE id = ?", row_id)

    def link_rows(self, links: Mapping[RowId, str]) -> int:
        """Note which record each row's person has."""
        return sum(
            self._database.write("UPDATE roster_row SET record = ? WHERE id = ? AND record <> ?", record, row, record)
            for row, record in links.items()
        )

    def link_by_number(self, roster_id: RosterId, *, business: str) -> int:
        """Note the newest record, void ones left out, that has a row's document number, where the row has none."""
        return self._database.write(
            "UPDATE roster_row SET record = found.id FROM (SELECT number_key, record.id, max(record.seq) FROM record "
            "JOIN roster ON roster.id = ? WHERE record.campaign = roster.campaign AND business = ? "
            "AND status <> 'void' AND number_key <> '' GROUP BY number_key) AS found "
            f"WHERE roster_row.roster = {_SEQ} AND roster_row.record = '' AND roster_row.number = found.number_key",
            roster_id,
            business,
            roster_id,
        )

    def rows_of_person(self, number: str, record_ids: Collection[str] = ()) -> Sequence[RosterRow]:
        """Return a person's rows in all rosters, closed ones too: by document number and by their records."""
        found = {(row.roster, row.id): row for each in record_ids for row in self.rows_of_record(each)}
        if key := number_key(number):
            rows = self._rows("WHERE roster.ready AND roster_row.number = ? ORDER BY roster.seq DESC", key)
            found |= {(row.roster, row.id): row for row in rows}
        return list(found.values())

    # ── what was prepared ────────────────────────────────────────────────────────────────────────────────────

    def put_row_picture(self, row_id: RowId, role: PictureRole, content: bytes, *, report: str, at: datetime) -> None:
        """Store a picture of a row's person in place of the earlier one."""
        changed = self._database.write(
            "INSERT INTO roster_picture (row, role, content, sha256, report, at) "
            "SELECT seq, ?, ?, ?, ?, ? FROM roster_row WHERE id = ? ON CONFLICT (row, role) DO UPDATE SET "
            "content = excluded.content, sha256 = excluded.sha256, report = excluded.report, at = excluded.at",
            role.value,
            content,
            hashlib.sha256(content).hexdigest(),
            report,
            stored(at),
            row_id,
        )
        if not changed:
            raise RefusedError("roster.row_unknown")

    def row_picture(self, row_id: RowId, role: PictureRole) -> RowPicture | None:
        """Return a picture, verified against its digest, ``None`` where there is none."""
        row = self._database.row(
            "SELECT roster_picture.content, sha256, report, at FROM roster_picture "
            "JOIN roster_row ON roster_row.seq = row WHERE roster_row.id = ? AND role = ? LIMIT 1",
            row_id,
            role.value,
        )
        if row is None:
            return None
        content = bytes(row[0])
        if hashlib.sha256(content).hexdigest() != row[1]:
            raise EnvironmentFailedError("storage.picture_damaged", record=row_id, role=role.value)
        return RowPicture(content, row[1], row[2], restored(row[3]))

    def row_picture_digests(self, row_id: RowId) -> Mapping[PictureRole, str]:
        """Return role → SHA-256."""
        rows = self._database.rows(
            "SELECT role, sha256 FROM roster_picture JOIN roster_row ON roster_row.seq = row WHERE roster_row.id = ?",
            row_id,
        )
        return {PictureRole(role): digest for role, digest in rows}

    def delete_row_pictures(self, row_id: RowId) -> None:
        """Delete what was prepared for a person."""
        self._database.write(
            "DELETE FROM roster_picture WHERE row IN (SELECT seq FROM roster_row WHERE id = ?)", row_id
        )

    # ── in between ───────────────────────────────────────────────────────────────────────────────────────────

    def _seq(self, roster_id: RosterId) -> int:
        row = self._database.row("SELECT seq FROM roster WHERE id = ?", roster_id)
        if row is None:
            raise RefusedError("roster.unknown")
        return int(row[0])

    def _rows(self, rest: str, *parameters: object) -> list[RosterRow]:
        return [_row(row) for row in self._database.rows(f"SELECT {_ROW} {_FROM_ROW} {rest}", *parameters)]

    def _in_open(self, condition: str, sought: str, campaign: str) -> list[RosterRow]:
        return self._rows(
            f"WHERE {condition} AND {_OPEN} AND roster.campaign = ? ORDER BY roster.seq DESC, position",
            sought,
            campaign,
        )

    def _columns(self, row: RosterRow, known: tuple[str, str] | None = None) -> tuple[object, ...]:
        """Return what is stored of a row; ``known`` is a name with its initials, used where the row has that name."""
        name = row.value("name")
        initials = known[1] if known is not None and known[0] == name else self._initials(name) if name else ""
        return (
            row.position,
            number_key(row.value("number")),
            name,
            initials,
            row.value("personal_number"),
            row.value("unit") or row.value("insured_unit_name"),
            json.dumps(dict(row.values), sort_keys=True),
            row.record,
            row.refused,
            stored_or_none(row.refused_at),
            stored_or_none(row.slot),
            row.queue,
            stored(row.updated_at),
        )


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


def _row(row: Row) -> RosterRow:
    row_id, roster, position, content, updated_at, record, refused, refused_at, slot, queue = row
    values = {str(key): str(value) for key, value in json.loads(content).items()}
    return RosterRow(
        RowId(row_id), RosterId(roster), position, values, restored(updated_at), record, refused,
        restored_or_none(refused_at), restored_or_none(slot), queue,
    )  # fmt: skip


def _glance(row: Row) -> RowGlance:
    row_id, position, name, number, unit, state, record, status, refused, slot, queue, roles = row
    return RowGlance(
        RowId(row_id), position, name, number, unit, RowState(state), RecordId(record) if record else None,
        Status(status) if status else None, refused, restored_or_none(slot), queue,
        frozenset(PictureRole(role) for role in roles.split(",")) if roles else frozenset(),
    )  # fmt: skip
