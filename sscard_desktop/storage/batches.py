# SPDX-License-Identifier: Apache-2.0
"""Batches in the database. That a record is in at most one live batch is a constraint of the table, not of the code."""

from __future__ import annotations

from collections.abc import Sequence

from sqlcipher3 import dbapi2 as sqlcipher

from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.record import RecordId
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.records import seq_of
from sscard_desktop.storage.times import restored, restored_or_none, stored, stored_or_none

_LIVE = frozenset({BatchStatus.OPEN, BatchStatus.SEALED, BatchStatus.EXPORTED})
_COLUMNS = (
    "number, profile, profile_version, status, created_at, created_by, sealed_at, sealed_by, exported_at, "
    "content_sha256, cancelled_reason, acknowledged_at"
)


class Batches:
    """Stores batches with their members; see ``ports.Store`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_batch(self, batch: Batch) -> None:
        """Store a new batch with its members; raise ``RefusedError("batch.record_taken")``."""
        (seq,) = self._database.written_row(
            f"INSERT INTO batch ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
            *_attributes(batch),
        )
        self._write_members(seq, batch, released=frozenset())

    def batch(self, number: str) -> Batch:
        """Return the batch; raise ``RefusedError("batch.unknown")``."""
        row = self._database.row(f"SELECT seq, {_COLUMNS} FROM batch WHERE number = ?", number)
        if row is None:
            raise RefusedError("batch.unknown", batch=number)
        return self._with_members(row)

    def batches(self) -> Sequence[Batch]:
        """Return all batches, newest first."""
        rows = self._database.rows(f"SELECT seq, {_COLUMNS} FROM batch ORDER BY created_at DESC, seq DESC")
        return [self._with_members(row) for row in rows]

    def save_batch(self, batch: Batch) -> None:
        """Store a batch's attributes and members; raise ``RefusedError("batch.record_taken")``."""
        row = self._database.row("SELECT seq FROM batch WHERE number = ?", batch.number)
        if row is None:
            raise RefusedError("batch.unknown", batch=batch.number)
        (seq,) = row
        self._database.write(
            f"UPDATE batch SET ({_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE seq = ?",
            *_attributes(batch),
            seq,
        )
        # A record that was sent back stays a member of what was exported, and is free for another batch. Not by the
        # mark: an acknowledged batch has none, and may be one that is only exported again.
        released = self._database.rows(
            "SELECT batch_member.record FROM batch_member JOIN record ON record.seq = batch_member.record "
            "WHERE batch_member.batch = ? AND record.batch IS NOT ?",
            seq,
            batch.number,
        )
        self._database.write("DELETE FROM batch_member WHERE batch = ?", seq)
        self._write_members(seq, batch, released=frozenset(record for (record,) in released))

    def _write_members(self, seq: int, batch: Batch, *, released: frozenset[int]) -> None:
        live = batch.status in _LIVE
        for position, record_id in enumerate(batch.records):
            record = seq_of(self._database, record_id)
            try:
                self._database.write(
                    "INSERT INTO batch_member (batch, position, record, live) VALUES (?, ?, ?, ?)",
                    seq,
                    position,
                    record,
                    int(live and record not in released),
                )
            except sqlcipher.IntegrityError as error:
                raise RefusedError("batch.record_taken", batch=batch.number, record=record_id) from error

    def _with_members(self, row: Row) -> Batch:
        (
            seq, number, profile, profile_version, status, created_at, created_by, sealed_at, sealed_by, exported_at,
            content_sha256, cancelled_reason, acknowledged_at,
        ) = row  # fmt: skip
        members = self._database.rows(
            "SELECT id FROM batch_member JOIN record ON record.seq = batch_member.record WHERE batch_member.batch = ? "
            "ORDER BY position",
            seq,
        )
        return Batch(
            number=number,
            profile=profile,
            profile_version=profile_version,
            status=BatchStatus(status),
            created_at=restored(created_at),
            created_by=created_by,
            records=tuple(RecordId(record_id) for (record_id,) in members),
            sealed_at=restored_or_none(sealed_at),
            sealed_by=sealed_by,
            exported_at=restored_or_none(exported_at),
            content_sha256=content_sha256,
            cancelled_reason=cancelled_reason,
            acknowledged_at=restored_or_none(acknowledged_at),
        )


def _attributes(batch: Batch) -> tuple[object, ...]:
    return (
        batch.number,
        batch.profile,
        batch.profile_version,
        batch.status.value,
        stored(batch.created_at),
        batch.created_by,
        stored_or_none(batch.sealed_at),
        batch.sealed_by,
        stored_or_none(batch.exported_at),
        batch.content_sha256,
        batch.cancelled_reason,
        stored_or_none(batch.acknowledged_at),
    )
