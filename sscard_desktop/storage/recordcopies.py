# SPDX-License-Identifier: Apache-2.0
"""Whole records out of the database and into it, as they travel between stations, and who else a record looks like.

What belongs to a record lies in several tables; a test walks the schema and demands that each is taken along or named
in :data:`STAYS`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.comparison import Reading, Source
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.recordcopy import PictureFacts, RecordCopy
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.feedbacks import Feedbacks
from sscard_desktop.storage.pictures import Pictures
from sscard_desktop.storage.records import Records, seq_of
from sscard_desktop.storage.remarks import Remarks
from sscard_desktop.storage.times import restored, stored

STAYS = frozenset({"batch_member", "feedback_line", "refusal"})
"""Of a record's tables, those that tell what this station did with it: batches, and which files told of it."""
_PERSON = """json_extract(content, '$."name"') = ? AND json_extract(content, '$."birth_date"') = ?"""
_LIVE = "record.status NOT IN ('void')"


class RecordCopies:
    """Reads and writes them; see ``ports.MergeStore`` for each method's contract."""

    def __init__(
        self, database: Database, records: Records, pictures: Pictures, remarks: Remarks, feedbacks: Feedbacks
    ) -> None:
        self._database = database
        self._records = records
        self._pictures = pictures
        self._remarks = remarks
        self._feedbacks = feedbacks

    def copy_of(self, record_id: RecordId) -> RecordCopy | None:
        """Return a record with all that travels, ``None`` where there is none of this id."""
        row = self._database.row("SELECT seq FROM record WHERE id = ?", record_id)
        if row is None:
            return None
        (seq,) = row
        pictures = self._database.rows(
            "SELECT role, sha256, length(content), stored_at, report FROM picture WHERE record = ? ORDER BY role", seq
        )
        readings = self._database.rows(
            "SELECT source, key, value, at FROM reading WHERE record = ? ORDER BY source, key", seq
        )
        return RecordCopy(
            self._records.record(record_id),
            tuple(self._records.steps(record_id)),
            tuple(Reading(record_id, Source(source), key, value, restored(at)) for source, key, value, at in readings),
            tuple(
                PictureFacts(PictureRole(role), sha256, size, restored(at), report)
                for role, sha256, size, at, report in pictures
            ),
            tuple(self._remarks.remarks(record_id)),
            self._feedbacks.card_issue(record_id),
            tuple(told_at for told_at, _ in self._feedbacks.withdrawn(record_id)),
        )

    def record_ids(self) -> Sequence[RecordId]:
        """Return the ids of all records that weren't destroyed, oldest first."""
        rows = self._database.rows(
            "SELECT id FROM record WHERE NOT EXISTS (SELECT 1 FROM tombstone WHERE tombstone.record = record.id) "
            "ORDER BY created_at, seq"
        )
        return [RecordId(record_id) for (record_id,) in rows]

    def add_copy(self, copy: RecordCopy, pictures: Mapping[PictureRole, bytes]) -> None:
        """Store a record that isn't here yet, with its pictures."""
        self._records.add_record(replace(copy.record, batch="", parked=False))
        self._add_parts(copy, pictures)

    def replace_copy(self, copy: RecordCopy, pictures: Mapping[PictureRole, bytes]) -> None:
        """Store another version in place of the one here; pictures that aren't given stay as they are."""
        record_id = copy.record.id
        seq = seq_of(self._database, record_id)
        ours = self._records.record(record_id)
        self._records.save_record(replace(copy.record, batch=ours.batch, parked=ours.parked))
        emptied = dict.fromkeys(ours.values, "")
        self._records.save_values(record_id, {**emptied, **copy.record.values}, at=copy.record.updated_at)
        self._records.set_consents(copy.record)
        for table in ("step", "reading", "remark"):
            self._database.write(f"DELETE FROM {table} WHERE record = ?", seq)
        for role in self._pictures.picture_digests(record_id):
            if copy.picture(role) is None:
                self._pictures.delete_picture(record_id, role)
        for facts in copy.pictures:
            self._database.write(
                "UPDATE picture SET stored_at = ?, report = ? WHERE record = ? AND role = ?",
                stored(facts.stored_at),
                facts.report,
                seq,
                facts.role.value,
            )
        self._add_parts(copy, pictures)

    def _add_parts(self, copy: RecordCopy, pictures: Mapping[PictureRole, bytes]) -> None:
        record_id = copy.record.id
        seq = seq_of(self._database, record_id)
        for step in copy.steps:
            self._records.add_step(record_id, step)
        self._database.write_all(
            "INSERT INTO reading VALUES (?, ?, ?, ?, ?)",
            [(seq, each.source.value, each.key, each.value, stored(each.at)) for each in copy.readings],
        )
        self._remarks.add_remarks(record_id, copy.remarks)
        self._feedbacks.put_card_issue(copy.card or CardIssue(record_id))
        for role, content in pictures.items():
            facts = copy.picture(role)
            assert facts is not None
            self._pictures.put_picture(record_id, role, content, report=facts.report, at=facts.stored_at)

    def people_like(self, name: str, birth_date: str) -> Sequence[RecordId]:
        """Return the records (not void) of exactly this name and birth date."""
        if not name or not birth_date:
            return []
        rows = self._database.rows(
            "SELECT id FROM record_values JOIN record ON record.seq = record_values.record "
            f"WHERE {_PERSON} AND {_LIVE}",
            name,
            birth_date,
        )
        return [RecordId(record_id) for (record_id,) in rows]

    def photos_like(self, sha256: str) -> Sequence[RecordId]:
        """Return the records (not void) whose card photo has this digest."""
        rows = self._database.rows(
            "SELECT id FROM picture JOIN record ON record.seq = picture.record "
            f"WHERE sha256 = ? AND role = 'photo' AND {_LIVE}",
            sha256,
        )
        return [RecordId(record_id) for (record_id,) in rows]

    def receipt_holder(self, receipt_number: str) -> RecordId | None:
        """Return the record that bears a receipt number."""
        row = self._database.row(
            "SELECT id FROM record WHERE receipt_number = ? AND receipt_number <> ''", receipt_number
        )
        return RecordId(row[0]) if row else None

    def is_gone(self, record_id: RecordId) -> bool:
        """Return whether a record was here and was discarded or destroyed."""
        row = self._database.row(
            "SELECT EXISTS (SELECT 1 FROM tombstone WHERE record = ?1) OR (EXISTS (SELECT 1 FROM audit "
            "WHERE subject = ?1 AND action = 'record.discard') AND NOT EXISTS (SELECT 1 FROM record WHERE id = ?1))",
            record_id,
        )
        return bool(row and row[0])

    def discarded(self) -> Sequence[RecordId]:
        """Return the drafts that were discarded here."""
        rows = self._database.rows(
            "SELECT DISTINCT subject FROM audit WHERE action = 'record.discard' "
            "AND NOT EXISTS (SELECT 1 FROM record WHERE id = subject) ORDER BY subject"
        )
        return [RecordId(subject) for (subject,) in rows]

    def is_worked_on_apart(self, record_id: RecordId) -> bool:
        """Return whether this station holds of a record what isn't part of its copy: a batch, an answer, a hold."""
        row = self._database.row(
            "SELECT EXISTS (SELECT 1 FROM hold WHERE hold.record = record.id) OR "
            + " OR ".join(
                f"EXISTS (SELECT 1 FROM {table} WHERE {table}.record = record.seq)" for table in sorted(STAYS)
            )
            + " FROM record WHERE id = ?",
            record_id,
        )
        return bool(row and row[0])
