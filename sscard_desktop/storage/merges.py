# SPDX-License-Identifier: Apache-2.0
"""Which stations are trusted, what was merged, and what it replaced: enough to take a merge back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sscard_desktop.domain.merging import Change, Merge, MergeChange, MergedPackage, TrustedStation
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.recordcopy import RecordCopy, as_text
from sscard_desktop.domain.recordcopyreading import from_text
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.times import restored, restored_or_none, stored, stored_or_none

_STATION = "fingerprint, number, name, pem, added_at, added_by, revoked_at, revoked_by, revoked_reason"
_PAGE = 500


class Merges:
    """Stores them; see ``ports.MergeStore`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def trusted_stations(self) -> Sequence[TrustedStation]:
        """Return the stations that are or were trusted, by number; of one number the one trusted last comes first."""
        rows = self._database.rows(f"SELECT {_STATION} FROM trusted_station ORDER BY number, added_at DESC")
        return [
            TrustedStation(
                fingerprint, number, name, bytes(pem), restored(added_at), added_by, restored_or_none(revoked_at),
                revoked_by, reason,
            )
            for fingerprint, number, name, pem, added_at, added_by, revoked_at, revoked_by, reason in rows
        ]  # fmt: skip

    def save_trusted_station(self, station: TrustedStation) -> None:
        """Store a station in place of what was known of its key."""
        self._database.write("DELETE FROM trusted_station WHERE fingerprint = ?", station.fingerprint)
        self._database.write(
            f"INSERT INTO trusted_station ({_STATION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            station.fingerprint,
            station.number,
            station.name,
            station.pem,
            stored(station.added_at),
            station.added_by,
            stored_or_none(station.revoked_at),
            station.revoked_by,
            station.revoked_reason,
        )

    def add_merge(self, packages: Sequence[MergedPackage], *, at: datetime, operator: str) -> int:
        """Store that packages are merged now; return the merge's number."""
        told = [
            [each.file, each.sha256, each.station, each.fingerprint, stored(each.made_at), each.records]
            for each in packages
        ]
        (seq,) = self._database.written_row(
            "INSERT INTO merge (at, operator, packages, undone_at, undone_by) VALUES (?, ?, ?, NULL, '') RETURNING seq",
            stored(at),
            operator,
            json.dumps(told),
        )
        return int(seq)

    def merges(self) -> Sequence[Merge]:
        """Return all merges, the last first."""
        counts: dict[int, dict[Change, int]] = {}
        for seq, change, count in self._database.rows(
            "SELECT merge, change, count(*) FROM merge_record GROUP BY merge, change"
        ):
            counts.setdefault(seq, {})[Change(change)] = count
        rows = self._database.rows(
            "SELECT seq, at, operator, packages, undone_at, undone_by FROM merge ORDER BY seq DESC"
        )
        return [_merge(row, counts.get(row[0], {})) for row in rows]

    def end_merge(self, seq: int, *, at: datetime, operator: str) -> None:
        """Note that a merge was taken back, and forget what it kept for that."""
        self._database.write("UPDATE merge SET undone_at = ?, undone_by = ? WHERE seq = ?", stored(at), operator, seq)
        for table in ("merge_before", "merge_picture"):
            self._database.write(f"DELETE FROM {table} WHERE merge = ?", seq)

    def add_merge_change(self, seq: int, change: MergeChange) -> None:
        """Note what a merge does to a record."""
        self._database.write(
            "INSERT INTO merge_record VALUES (?, ?, ?, ?, ?)",
            seq,
            change.record,
            change.station,
            change.change.value,
            # The version as it came and, behind a stroke, as it was left, where that is another one.
            change.version if change.left == change.version else f"{change.version}/{change.left}",
        )

    def merge_changes(self, seq: int) -> Iterator[MergeChange]:
        """Yield what a merge did, by record."""
        last = ""
        while page := self._database.rows(
            "SELECT record, station, change, version FROM merge_record WHERE merge = ? AND record > ? "
            "ORDER BY record LIMIT ?",
            seq,
            last,
            _PAGE,
        ):
            for record, station, change, version in page:
                yield _change(record, station, change, version)
            last = page[-1][0]

    def last_change(self, record_id: RecordId) -> MergeChange | None:
        """Return what the last merge that took a version of a record over, and wasn't taken back, did to it."""
        row = self._database.row(
            "SELECT record, station, change, version FROM merge_record JOIN merge ON merge.seq = merge_record.merge "
            "WHERE record = ? AND undone_at IS NULL AND version NOT LIKE '/%' ORDER BY merge.seq DESC LIMIT 1",
            record_id,
        )
        return _change(*row) if row else None

    def keep_before(self, seq: int, copy: RecordCopy, pictures: Mapping[PictureRole, bytes]) -> None:
        """Keep what a record is before a merge replaces it, with the pictures that are about to change."""
        self._database.write(
            "INSERT INTO merge_before VALUES (?, ?, ?)", seq, copy.record.id, as_text(copy).decode("ascii")
        )
        self._database.write_all(
            "INSERT INTO merge_picture VALUES (?, ?, ?, ?)",
            [(seq, copy.record.id, role.value, content) for role, content in pictures.items()],
        )

    def before(self, seq: int, record_id: RecordId) -> tuple[RecordCopy, Mapping[PictureRole, bytes]] | None:
        """Return what was kept of a record, ``None`` where nothing is kept (any more)."""
        row = self._database.row("SELECT content FROM merge_before WHERE merge = ? AND record = ?", seq, record_id)
        pictures = self._database.rows(
            "SELECT role, content FROM merge_picture WHERE merge = ? AND record = ?", seq, record_id
        )
        if row is None:
            return None
        return from_text(row[0].encode("ascii")), {PictureRole(role): bytes(content) for role, content in pictures}

    def forget_befores(self, *, older_than: datetime) -> None:
        """Forget what was kept for merges from before a moment: they can't be taken back any more."""
        for table in ("merge_before", "merge_picture"):
            self._database.write(
                f"DELETE FROM {table} WHERE merge IN (SELECT seq FROM merge WHERE at < ?)", stored(older_than)
            )


def _change(record: str, station: str, change: str, version: str) -> MergeChange:
    came, _, left = version.partition("/")
    return MergeChange(RecordId(record), station, Change(change), came, left or came)


def _merge(row: Row, changes: Mapping[Change, int]) -> Merge:
    seq, at, operator, packages, undone_at, undone_by = row
    return Merge(
        seq,
        restored(at),
        operator,
        tuple(
            MergedPackage(file, sha256, station, fingerprint, restored(made_at), records)
            for file, sha256, station, fingerprint, made_at, records in json.loads(packages)
        ),
        changes,
        restored_or_none(undone_at),
        undone_by,
    )
