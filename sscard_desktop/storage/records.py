# SPDX-License-Identifier: Apache-2.0
"""Records in the database: their attributes, values, consents and history."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Consent, Move, Record, RecordId, Status, Step
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.searching import SOUGHT_FIELDS, SearchKeys, search_keys
from sscard_desktop.storage.times import restored, restored_or_none, stored, stored_or_none

_LIFE = (
    "profile, profile_version, business, campaign, status, created_at, created_by, updated_at, card_read, parked, "
    "submitted_at, submitted_by, receipt_number, prints, batch, returned_reason"
)
_SOUGHT = "name, number, mobile, name_key, initials, pinyin, number_key, mobile_key"


class Records:
    """Stores and returns whole records; see ``ports.Store`` for each method's contract."""

    def __init__(self, database: Database, initials: Callable[[str], str]) -> None:
        self._database = database
        self._initials = initials

    def add_record(self, record: Record) -> None:
        """Store a new record with its values and consents."""
        keys = search_keys(record.values, self._initials)
        (seq,) = self._database.written_row(
            f"INSERT INTO record (id, {_LIFE}, {_SOUGHT}) VALUES ({_marks(25)}) RETURNING seq",
            record.id,
            *_life(record),
            *_sought(keys),
        )
        content = _packed(record.values)
        self._database.write("INSERT INTO record_values VALUES (?, ?, ?)", seq, _digest(content), content)
        self._write_endings(seq, keys)
        self.set_consents(record)

    def record(self, record_id: RecordId) -> Record:
        """Return the record; raise ``RefusedError("record.unknown")``."""
        row = self._database.row(f"SELECT seq, {_LIFE} FROM record WHERE id = ?", record_id)
        if row is None:
            raise RefusedError("record.unknown", record=record_id)
        (
            seq, profile, profile_version, business, campaign, status, created_at, created_by, updated_at,
            card_read, parked, submitted_at, submitted_by, receipt_number, prints, batch, returned_reason,
        ) = row  # fmt: skip
        pictures = self._database.rows("SELECT role FROM picture WHERE record = ?", seq)
        consents = self._database.rows(
            "SELECT key, version, agreed_at, operator FROM consent WHERE record = ? ORDER BY position", seq
        )
        return Record(
            id=record_id,
            profile=profile,
            profile_version=profile_version,
            business=business,
            campaign=campaign,
            status=Status(status),
            created_at=restored(created_at),
            created_by=created_by,
            updated_at=restored(updated_at),
            values=self._values(seq),
            pictures=frozenset(PictureRole(role) for (role,) in pictures),
            consents=tuple(Consent(key, version, restored(at), by) for key, version, at, by in consents),
            card_read=bool(card_read),
            parked=bool(parked),
            submitted_at=restored_or_none(submitted_at),
            submitted_by=submitted_by,
            receipt_number=receipt_number,
            prints=prints,
            batch=batch or "",
            returned_reason=returned_reason,
        )

    def save_values(self, record_id: RecordId, changes: Mapping[str, str], *, at: datetime) -> None:
        """Store the changed values (``""`` removes one) and what is searched by."""
        seq = seq_of(self._database, record_id)
        values = {**self._values(seq), **changes}
        content = _packed(values)
        self._database.write(
            "UPDATE record_values SET sha256 = ?, content = ? WHERE record = ?", _digest(content), content, seq
        )
        if SOUGHT_FIELDS.isdisjoint(changes):
            self._database.write("UPDATE record SET updated_at = ? WHERE seq = ?", stored(at), seq)
            return
        keys = search_keys(values, self._initials)
        self._database.write(
            f"UPDATE record SET updated_at = ?, ({_SOUGHT}) = ({_marks(8)}) WHERE seq = ?",
            stored(at),
            *_sought(keys),
            seq,
        )
        if "name" in changes:
            self._database.write("DELETE FROM name_ending WHERE record = ?", seq)
            self._write_endings(seq, keys)

    def _values(self, seq: int) -> dict[str, str]:
        row = self._database.row("SELECT sha256, content FROM record_values WHERE record = ?", seq)
        if row is None or _digest(row[1]) != row[0]:
            raise EnvironmentFailedError("storage.damaged", file=self._database.path.name)
        values: dict[str, str] = json.loads(row[1])
        return values

    def save_record(self, record: Record) -> None:
        """Store the life-cycle attributes; a record that leaves its batch may be taken into another."""
        seq = seq_of(self._database, record.id)
        self._database.write(
            "UPDATE batch_member SET live = 0 WHERE record = ? AND batch = "
            "(SELECT batch.seq FROM record JOIN batch ON batch.number = record.batch "
            "WHERE record.seq = ? AND record.batch <> ?)",
            seq,
            seq,
            record.batch,
        )
        self._database.write(f"UPDATE record SET ({_LIFE}) = ({_marks(16)}) WHERE seq = ?", *_life(record), seq)

    def set_consents(self, record: Record) -> None:
        """Store the consents of ``record`` in place of the earlier ones."""
        seq = seq_of(self._database, record.id)
        self._database.write("DELETE FROM consent WHERE record = ?", seq)
        self._database.write_all(
            "INSERT INTO consent VALUES (?, ?, ?, ?, ?, ?)",
            [
                (seq, position, consent.key, consent.version, stored(consent.agreed_at), consent.operator)
                for position, consent in enumerate(record.consents)
            ],
        )

    def delete_record(self, record_id: RecordId) -> None:
        """Delete a record with everything that belongs to it."""
        self._database.write("DELETE FROM record WHERE seq = ?", seq_of(self._database, record_id))

    def add_step(self, record_id: RecordId, step: Step) -> None:
        """Append to the record's history."""
        self._database.write(
            "INSERT INTO step (record, at, operator, move, source, target, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
            seq_of(self._database, record_id),
            stored(step.at),
            step.operator,
            step.move.value,
            step.source.value,
            step.target.value,
            step.reason,
        )

    def steps(self, record_id: RecordId) -> Sequence[Step]:
        """Return the history, oldest first."""
        rows = self._database.rows(
            "SELECT at, operator, move, source, target, reason FROM step WHERE record = ? ORDER BY seq",
            seq_of(self._database, record_id),
        )
        return [
            Step(restored(at), operator, Move(move), Status(source), Status(target), reason)
            for at, operator, move, source, target, reason in rows
        ]

    def count_by_status(self, *, created_by: str = "") -> Mapping[Status, int]:
        """Return how many records are in each state; states without records are left out."""
        rows = self._database.rows(
            "SELECT status, sum(records) FROM tally WHERE created_by = ? OR ? = '' GROUP BY status "
            "HAVING sum(records) > 0",
            created_by,
            created_by,
        )
        return {Status(status): count for status, count in rows}

    def count_submitted(self, *, since: datetime, operator: str = "") -> int:
        """Return how many records were submitted since a moment."""
        row = self._database.row(
            "SELECT count(*) FROM record WHERE submitted_at IS NOT NULL AND submitted_at >= ? "
            "AND (submitted_by = ? OR ? = '')",
            stored(since),
            operator,
            operator,
        )
        return int(row[0]) if row else 0

    def _write_endings(self, seq: int, keys: SearchKeys) -> None:
        self._database.write_all(
            "INSERT INTO name_ending VALUES (?, ?)", [(ending, seq) for ending in sorted(keys.name_endings)]
        )


def seq_of(database: Database, record_id: RecordId) -> int:
    """Return a record's row number; raise ``RefusedError("record.unknown")``."""
    row = database.row("SELECT seq FROM record WHERE id = ?", record_id)
    if row is None:
        raise RefusedError("record.unknown", record=record_id)
    return int(row[0])


def _packed(values: Mapping[str, str]) -> str:
    return json.dumps({key: value for key, value in values.items() if value}, separators=(",", ":"))


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


NO_VALUES = (_digest(_packed({})), _packed({}))
"""What stands in ``record_values`` for a record without any."""


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _life(record: Record) -> tuple[object, ...]:
    return (
        record.profile,
        record.profile_version,
        record.business,
        record.campaign,
        record.status.value,
        stored(record.created_at),
        record.created_by,
        stored(record.updated_at),
        int(record.card_read),
        int(record.parked),
        stored_or_none(record.submitted_at),
        record.submitted_by,
        record.receipt_number,
        record.prints,
        record.batch or None,
        record.returned_reason,
    )


def _sought(keys: SearchKeys) -> tuple[str, ...]:
    return (
        keys.name,
        keys.number,
        keys.mobile,
        keys.name_key,
        keys.initials,
        keys.pinyin,
        keys.number_key,
        keys.mobile_key,
    )
