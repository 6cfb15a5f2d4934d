# SPDX-License-Identifier: Apache-2.0
"""People of rosters in the database: stored, found by what is known of them, and linked with their records."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.roster import RosterId, RosterRow, RowId
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.rosters import OPEN
from sscard_desktop.storage.searching import number_key
from sscard_desktop.storage.times import restored, restored_or_none, stored, stored_or_none

_ROW = "roster_row.id, roster.id, position, content, updated_at, record, refused, refused_at, slot, roster_row.queue"
_FROM_ROW = "FROM roster_row JOIN roster ON roster.seq = roster_row.roster"
_SEQ = "(SELECT seq FROM roster WHERE id = ?)"
_COLUMNS = (
    "position, number, name, initials, personal_number, unit, content, record, refused, refused_at, slot, queue, "
    "updated_at"
)


class RosterRows:
    """Stores them; see ``ports.RosterStore`` for each method's contract."""

    def __init__(self, database: Database, initials: Callable[[str], str]) -> None:
        self._database = database
        self._initials = initials

    def add_roster_rows(self, rows: Iterable[RosterRow]) -> None:
        """Store people in addition to those that are there; raise ``RefusedError("roster.unknown")``."""
        given = list(rows)
        places = {roster_id: self._seq(roster_id) for roster_id in {row.roster for row in given}}
        self._database.write_all(
            "INSERT INTO roster_row (roster, id, position, number, name, initials, personal_number, unit, content, "
            f"record, refused, refused_at, slot, queue, updated_at) VALUES ({', '.join('?' * 15)})",
            [(places[row.roster], row.id, *self._columns(row)) for row in given],
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

    def roster_rows(self, roster_id: RosterId) -> Sequence[RosterRow]:
        """Return all its people in the list's order."""
        return self._rows("WHERE roster.id = ? ORDER BY position, roster_row.seq", roster_id)

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

    def rows_of_person(self, number: str, record_ids: Collection[str] = ()) -> Sequence[RosterRow]:
        """Return a person's rows in all rosters, closed ones too: by document number and by their records."""
        found = {(row.roster, row.id): row for each in record_ids for row in self.rows_of_record(each)}
        if key := number_key(number):
            rows = self._rows("WHERE roster.ready AND roster_row.number = ? ORDER BY roster.seq DESC", key)
            found |= {(row.roster, row.id): row for row in rows}
        return list(found.values())

    def has_record(self, row_id: RowId) -> bool:
        """Return whether somebody was begun with: their row has a record that is there, and isn't void."""
        return bool(
            self._database.row(
                "SELECT 1 FROM roster_row JOIN record ON record.id = roster_row.record "
                "WHERE roster_row.id = ? AND record.status <> 'void' LIMIT 1",
                row_id,
            )
        )

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

    def _seq(self, roster_id: RosterId) -> int:
        row = self._database.row("SELECT seq FROM roster WHERE id = ?", roster_id)
        if row is None:
            raise RefusedError("roster.unknown")
        return int(row[0])

    def _rows(self, rest: str, *parameters: object) -> list[RosterRow]:
        return [_row(row) for row in self._database.rows(f"SELECT {_ROW} {_FROM_ROW} {rest}", *parameters)]

    def _in_open(self, condition: str, sought: str, campaign: str) -> list[RosterRow]:
        return self._rows(
            f"WHERE {condition} AND {OPEN} AND roster.campaign = ? ORDER BY roster.seq DESC, position",
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


def _row(row: Row) -> RosterRow:
    row_id, roster, position, content, updated_at, record, refused, refused_at, slot, queue = row
    values = {str(key): str(value) for key, value in json.loads(content).items()}
    return RosterRow(
        RowId(row_id), RosterId(roster), position, values, restored(updated_at), record, refused,
        restored_or_none(refused_at), restored_or_none(slot), queue,
    )  # fmt: skip
