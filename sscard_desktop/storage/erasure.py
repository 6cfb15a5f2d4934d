# SPDX-License-Identifier: Apache-2.0
"""Destroying what a station holds of a person: values, pictures, readings, search keys, reasons, what the trail tells.

``secure_delete`` overwrites freed content with zeros where it lay; :meth:`Erasure.settle` then folds the write-ahead
log in and cuts it off, so that no earlier state of a page stays in it, and gives free pages back. The record's row
stays, empty, since batches and counts refer to it, with a tombstone beside it. A record on hold is refused by a trigger
of the schema.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.retention import DISCARDED, ROSTER, Cause, Hold, Lifetime, Tombstone
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.records import NO_VALUES
from sscard_desktop.storage.searching import number_key
from sscard_desktop.storage.times import restored, restored_or_none, stored, stored_or_none

_NEVER_SUBMITTED = (Status.DRAFT, Status.CONFIRMED, Status.RETURNED, Status.WITHDRAWN)
_PAGE = 500
_LIVES = f"""
SELECT record.seq, id, record.status, record.created_at, updated_at,
    (SELECT max(at) FROM step WHERE step.record = record.seq AND target = record.status),
    (SELECT max(at) FROM step WHERE step.record = record.seq AND target = '{Status.EXPORTED.value}'),
    (SELECT count(*) FROM picture WHERE picture.record = record.seq),
    (SELECT coalesce(sum(length(content)), 0) FROM picture WHERE picture.record = record.seq),
    coalesce((SELECT status FROM batch WHERE number = record.batch) = '{BatchStatus.ACKNOWLEDGED.value}', 0),
    EXISTS (SELECT 1 FROM hold WHERE hold.record = record.id), record.batch IS NOT NULL
FROM record
WHERE record.seq > ? AND NOT EXISTS (SELECT 1 FROM tombstone WHERE tombstone.record = record.id)
ORDER BY record.seq LIMIT ?
"""
_DISCARDED = """
SELECT subject, max(at), min(at), EXISTS (SELECT 1 FROM hold WHERE hold.record = subject) FROM audit
WHERE subject IN (SELECT subject FROM audit WHERE action = 'record.discard')
    AND NOT EXISTS (SELECT 1 FROM tombstone WHERE tombstone.record = audit.subject)
GROUP BY subject ORDER BY subject
"""
_ROSTERS = """
SELECT roster.id, roster.at, coalesce(closed_at, roster.at), count(roster_picture.row),
    coalesce(sum(length(roster_picture.content)), 0),
    EXISTS (SELECT 1 FROM roster_row JOIN hold ON hold.record = roster_row.record WHERE roster_row.roster = roster.seq)
FROM roster LEFT JOIN roster_row ON roster_row.roster = roster.seq LEFT JOIN roster_picture ON row = roster_row.seq
WHERE ready GROUP BY roster.seq ORDER BY roster.seq
"""
_TOMBSTONE = "record, status, created_at, submitted_at, destroyed_at, operator, cause, certificate, pictures, sha256"


class Erasure:
    """Holds, lifetimes, destruction and tombstones; see ``ports.Store`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def holds(self) -> Sequence[Hold]:
        """Return the records on hold, the last put first."""
        rows = self._database.rows("SELECT record, at, operator, reason FROM hold ORDER BY at DESC, record")
        return [Hold(RecordId(record), restored(at), operator, reason) for record, at, operator, reason in rows]

    def put_hold(self, hold: Hold) -> None:
        """Put a record on hold; a later hold replaces an earlier one."""
        self._database.write(
            "INSERT INTO hold VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at, "
            "operator = excluded.operator, reason = excluded.reason",
            hold.record,
            stored(hold.at),
            hold.operator,
            hold.reason,
        )

    def lift_hold(self, record_id: RecordId) -> bool:
        """Take a record off hold; return whether it was on."""
        return self._database.write("DELETE FROM hold WHERE record = ?", record_id) > 0

    def lifetimes(self) -> Iterator[Lifetime]:
        """Yield what decides how long each record is kept, discarded drafts included, destroyed ones left out."""
        last = 0
        while page := self._database.rows(_LIVES, last, _PAGE):
            yield from map(_lifetime, page)
            last = page[-1][0]
        for subject, discarded_at, created_at, held in self._database.rows(_DISCARDED):
            yield Lifetime(RecordId(subject), DISCARDED, restored(created_at), restored(discarded_at), held=bool(held))

    def roster_lifetimes(self) -> Iterator[Lifetime]:
        """Yield what decides how long each roster is kept; one with somebody whose record is on hold is held too."""
        for roster, imported_at, since, pictures, size, held in self._database.rows(_ROSTERS):
            yield Lifetime(
                RecordId(roster), ROSTER, restored(imported_at), restored(since), pictures, size, held=bool(held)
            )

    def records_of_number(self, number: str) -> Sequence[RecordId]:
        """Return the records of a document number in all campaigns, void ones included, oldest first."""
        key = number_key(number)
        rows = self._database.rows(
            "SELECT id FROM record WHERE number_key = ? AND number_key <> '' ORDER BY created_at, seq", key
        )
        return [RecordId(record_id) for (record_id,) in rows]

    def originals_before(self, at: datetime) -> Sequence[RecordId]:
        """Return the records, those on hold left out, whose photo's original was stored before ``at``, oldest first."""
        rows = self._database.rows(
            "SELECT record.id FROM picture JOIN record ON record.seq = picture.record "
            "WHERE role = ? AND stored_at < ? AND NOT EXISTS (SELECT 1 FROM hold WHERE hold.record = record.id) "
            "ORDER BY stored_at, picture.seq",
            PictureRole.PHOTO_ORIGINAL.value,
            stored(at),
        )
        return [RecordId(record_id) for (record_id,) in rows]

    def content_digest(self, record_id: RecordId) -> str:
        """Return the SHA-256 over a record's id, values and pictures, as its tombstone will keep it."""
        values = self._database.row(
            "SELECT v.sha256 FROM record_values v JOIN record ON record.seq = v.record WHERE id = ?", record_id
        )
        pictures = self._database.rows(
            "SELECT role, p.sha256 FROM picture p JOIN record ON record.seq = p.record WHERE id = ? ORDER BY role",
            record_id,
        )
        told = json.dumps([record_id, values[0] if values else "", [list(row) for row in pictures]])
        return hashlib.sha256(told.encode("ascii")).hexdigest()

    def destroy(self, tombstone: Tombstone) -> None:
        """Destroy what the station holds of a record and leave the tombstone; call :meth:`settle` afterwards."""
        self._database.write(
            f"INSERT INTO tombstone ({_TOMBSTONE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            tombstone.record,
            tombstone.status,
            stored(tombstone.created_at),
            stored_or_none(tombstone.submitted_at),
            stored(tombstone.destroyed_at),
            tombstone.operator,
            tombstone.cause.value,
            tombstone.certificate,
            tombstone.pictures,
            tombstone.sha256,
        )
        row = self._database.row("SELECT seq FROM record WHERE id = ?", tombstone.record)
        if row is not None:
            (seq,) = row
            for table in ("picture", "reading", "consent", "name_ending", "card", "feedback_line", "remark"):
                self._database.write(f"DELETE FROM {table} WHERE record = ?", seq)
            self._database.write("UPDATE record_values SET sha256 = ?, content = ? WHERE record = ?", *NO_VALUES, seq)
            self._database.write("UPDATE step SET reason = '' WHERE record = ?", seq)
            # How often something was refused still counts; of whom is nobody's to know.
            self._database.write("UPDATE refusal SET record = NULL WHERE record = ?", seq)
            self._database.write(
                "UPDATE record SET name = '', number = '', mobile = '', name_key = '', initials = '', pinyin = '', "
                "number_key = '', mobile_key = '', returned_reason = '', parked = 0 WHERE seq = ?",
                seq,
            )
        for table in ("merge_before", "merge_picture"):
            self._database.write(f"DELETE FROM {table} WHERE record = ?", tombstone.record)
        self._database.write(
            "DELETE FROM audit_detail WHERE sequence IN (SELECT sequence FROM audit WHERE subject = ?)",
            tombstone.record,
        )

    def tombstone(self, record_id: RecordId) -> Tombstone | None:
        """Return a destroyed record's tombstone, ``None`` for any other record."""
        row = self._database.row(f"SELECT {_TOMBSTONE} FROM tombstone WHERE record = ?", record_id)
        return None if row is None else _restored(row)

    def tombstones(self, certificate: str) -> Sequence[Tombstone]:
        """Return the tombstones of one certificate of destruction, by record."""
        rows = self._database.rows(
            f"SELECT {_TOMBSTONE} FROM tombstone WHERE certificate = ? ORDER BY record", certificate
        )
        return [_restored(row) for row in rows]

    def settle(self) -> int:
        """Leave no earlier state of a page in the write-ahead log, and give free pages back; return the file's bytes.

        Outside of a transaction; reads and writes as much as was destroyed.
        """
        return self._database.shrink()


def _lifetime(row: Row) -> Lifetime:
    _seq, record_id, status, created_at, updated_at, entered, exported, pictures, size, acknowledged, held, batch = row
    known = Status(status)
    at_bureau = exported is not None and known not in (Status.ISSUED, *_NEVER_SUBMITTED, Status.VOID)
    # What was never submitted counts from the last touch; what is at the bureau, from its export.
    since = updated_at if known in _NEVER_SUBMITTED or entered is None else exported if at_bureau else entered
    return Lifetime(
        RecordId(record_id),
        known,
        restored(created_at),
        restored(since),
        pictures=pictures,
        size_bytes=size,
        acknowledged=bool(acknowledged),
        held=bool(held),
        in_batch=bool(batch),
    )


def _restored(row: Row) -> Tombstone:
    record, status, created_at, submitted_at, destroyed_at, operator, cause, certificate, pictures, sha256 = row
    return Tombstone(
        RecordId(record),
        status,
        restored(created_at),
        restored_or_none(submitted_at),
        restored(destroyed_at),
        operator,
        Cause(cause),
        certificate,
        pictures,
        sha256,
    )
