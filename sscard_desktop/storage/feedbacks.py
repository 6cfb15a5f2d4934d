# SPDX-License-Identifier: Apache-2.0
"""Cards and feedback in the database: what the bureau told of a card, files that were applied, and what was refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sscard_desktop.domain.cardissue import CardIssue, Handing, Proof, Taker
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.feedbackfile import AppliedLine, FeedbackFile, FeedbackSource, Refusal, Standing
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.records import seq_of
from sscard_desktop.storage.times import restored, restored_or_none, stored, stored_or_none

_CARD = "number, place, told_at, handed_at, handed_by, taker, taker_name, taker_number, proof"
_FILE = "id, file, sha256, source, at, operator, lines, batches, undone_at, undone_by"
_AT_ONCE = 500


class Feedbacks:
    """Stores cards and feedback; see ``ports.FeedbackStore`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ── cards ────────────────────────────────────────────────────────────────────────────────────────────────

    def card_issue(self, record_id: RecordId) -> CardIssue | None:
        """Return what is known of a record's card, ``None`` for nothing."""
        row = self._database.row(
            f"SELECT {_CARD} FROM card WHERE record = (SELECT seq FROM record WHERE id = ?)", record_id
        )
        if row is None:
            return None
        number, place, told_at, handed_at, handed_by, taker, name, taker_number, proof = row
        handed = None
        if handed_at is not None:
            handed = Handing(restored(handed_at), handed_by, Taker(taker), name, taker_number, Proof(proof))
        return CardIssue(record_id, number, place, restored_or_none(told_at), handed)

    def put_card_issue(self, issue: CardIssue) -> None:
        """Store it in place of what was known; one that says nothing leaves nothing."""
        seq = seq_of(self._database, issue.record)
        self._database.write("DELETE FROM card WHERE record = ?", seq)
        handed = issue.handed
        if not issue.number and not issue.place and issue.told_at is None and handed is None:
            return
        self._database.write(
            f"INSERT INTO card (record, {_CARD}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            seq,
            issue.number,
            issue.place,
            stored_or_none(issue.told_at),
            stored(handed.at) if handed else None,
            handed.operator if handed else "",
            handed.taker.value if handed else "",
            handed.name if handed else "",
            handed.number if handed else "",
            handed.proof.value if handed else "",
        )

    def records_of_card(self, card_number: str) -> Sequence[RecordId]:
        """Return the records to which the bureau gave a card of this number, oldest first."""
        rows = self._database.rows(
            "SELECT id FROM card JOIN record ON record.seq = card.record WHERE card.number = ? AND card.number <> '' "
            "ORDER BY created_at, seq",
            card_number,
        )
        return [RecordId(record_id) for (record_id,) in rows]

    def record_of_receipt(self, receipt_number: str) -> RecordId | None:
        """Return the record of a receipt number, ``None`` if the station has none."""
        row = self._database.row(
            "SELECT id FROM record WHERE receipt_number = ? AND receipt_number <> ''", receipt_number
        )
        return None if row is None else RecordId(row[0])

    def records_in(self, statuses: Iterable[Status]) -> Sequence[RecordId]:
        """Return the records that are in one of these states, by receipt number."""
        wanted = sorted({status.value for status in statuses})
        marks = ", ".join("?" * len(wanted))
        rows = self._database.rows(
            f"SELECT id FROM record WHERE status IN ({marks}) ORDER BY receipt_number, seq", *wanted
        )
        return [RecordId(record_id) for (record_id,) in rows]

    # ── files ────────────────────────────────────────────────────────────────────────────────────────────────

    def add_feedback(self, feedback: FeedbackFile, lines: Sequence[AppliedLine]) -> None:
        """Store an applied file with what its lines did."""
        (seq,) = self._database.written_row(
            f"INSERT INTO feedback ({_FILE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
            feedback.id,
            feedback.file,
            feedback.sha256,
            feedback.source.value,
            stored(feedback.at),
            feedback.operator,
            feedback.lines,
            json.dumps(feedback.batches),
            stored_or_none(feedback.undone_at),
            feedback.undone_by,
        )
        self._database.write_all(
            "INSERT INTO feedback_line (feedback, record, line, digest, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    seq,
                    seq_of(self._database, line.record),
                    line.line,
                    line.digest,
                    _packed(line.before),
                    _packed(line.after),
                )
                for line in lines
            ],
        )

    def feedback_files(self) -> Sequence[FeedbackFile]:
        """Return the applied files, newest first, those that were taken back too."""
        return [_file(row) for row in self._database.rows(f"SELECT {_FILE} FROM feedback ORDER BY seq DESC")]

    def feedback_lines(self, feedback_id: str) -> Sequence[AppliedLine]:
        """Return what an applied file's lines did, in their order; raise ``RefusedError("feedback.unknown")``."""
        seq, at = self._known(feedback_id)
        rows = self._database.rows(
            "SELECT record.id, line, digest, before, after FROM feedback_line "
            "JOIN record ON record.seq = feedback_line.record WHERE feedback = ? ORDER BY line",
            seq,
        )
        return [
            AppliedLine(RecordId(record), line, digest, _unpacked(before), _unpacked(after), restored(at))
            for record, line, digest, before, after in rows
        ]

    def applied_digests(self, record_ids: Sequence[RecordId]) -> Mapping[RecordId, Mapping[str, datetime]]:
        """Return, by record, the digest of each line that was applied to it and stands, with when."""
        found: dict[RecordId, dict[str, datetime]] = {}
        for begin in range(0, len(record_ids), _AT_ONCE):
            ids = record_ids[begin : begin + _AT_ONCE]
            marks = ", ".join("?" * len(ids))
            rows = self._database.rows(
                "SELECT record.id, digest, feedback.at FROM feedback_line "
                "JOIN record ON record.seq = feedback_line.record "
                "JOIN feedback ON feedback.seq = feedback_line.feedback "
                f"WHERE undone_at IS NULL AND record.id IN ({marks}) ORDER BY feedback.at",
                *ids,
            )
            for record, digest, at in rows:
                found.setdefault(RecordId(record), {})[digest] = restored(at)
        return found

    def undo_feedback(self, feedback_id: str, *, at: datetime, operator: str) -> None:
        """Mark a file as taken back; its refusals count no more."""
        seq, _ = self._known(feedback_id)
        self._database.write(
            "UPDATE feedback SET undone_at = ?, undone_by = ? WHERE seq = ?", stored(at), operator, seq
        )
        self._database.write("DELETE FROM refusal WHERE feedback = ?", seq)

    def withdrawn(self, record_id: RecordId) -> Sequence[tuple[datetime, datetime]]:
        """Return when what was told of a record and taken back had been read, and when it was taken back."""
        rows = self._database.rows(
            "SELECT feedback.at, undone_at FROM feedback_line JOIN feedback ON feedback.seq = feedback_line.feedback "
            "WHERE record = (SELECT seq FROM record WHERE id = ?) AND undone_at IS NOT NULL ORDER BY feedback.seq",
            record_id,
        )
        return [(restored(told_at), restored(undone_at)) for told_at, undone_at in rows]

    def _known(self, feedback_id: str) -> tuple[int, int]:
        row = self._database.row("SELECT seq, at FROM feedback WHERE id = ?", feedback_id)
        if row is None:
            raise RefusedError("feedback.unknown", feedback=feedback_id[:40])
        return int(row[0]), int(row[1])

    # ── refusals ─────────────────────────────────────────────────────────────────────────────────────────────

    def add_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Store what was sent back."""
        self._database.write_all(
            "INSERT INTO refusal (feedback, record, at, source, rule, clerk, camera, hour, photo_bytes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    self._known(refusal.feedback)[0],
                    None if refusal.record is None else seq_of(self._database, refusal.record),
                    stored(refusal.at),
                    refusal.source.value,
                    refusal.rule,
                    refusal.clerk,
                    refusal.camera,
                    refusal.hour,
                    refusal.photo_bytes,
                )
                for refusal in refusals
            ],
        )

    def refusals(self, *, since: datetime | None = None) -> Sequence[Refusal]:
        """Return what was sent back, oldest first; what was taken back isn't among it."""
        rows = self._database.rows(
            "SELECT feedback.id, record.id, refusal.at, refusal.source, rule, clerk, camera, hour, photo_bytes "
            "FROM refusal JOIN feedback ON feedback.seq = refusal.feedback "
            "LEFT JOIN record ON record.seq = refusal.record WHERE refusal.at >= ? ORDER BY refusal.seq",
            stored(since) if since is not None else 0,
        )
        return [
            Refusal(
                feedback,
                None if record is None else RecordId(record),
                restored(at),
                FeedbackSource(source),
                rule,
                clerk,
                camera,
                hour,
                photo_bytes,
            )
            for feedback, record, at, source, rule, clerk, camera, hour, photo_bytes in rows
        ]


def _packed(standing: Standing) -> str:
    told_at = stored_or_none(standing.told_at)
    return json.dumps(
        [
            standing.status.value,
            standing.batch,
            standing.returned_reason,
            standing.card_number,
            standing.place,
            told_at,
        ]
    )


def _unpacked(text: str) -> Standing:
    status, batch, reason, card_number, place, told_at = json.loads(text)
    return Standing(Status(status), batch, reason, card_number, place, restored_or_none(told_at))


def _file(row: Row) -> FeedbackFile:
    feedback_id, file, sha256, source, at, operator, lines, batches, undone_at, undone_by = row
    return FeedbackFile(
        id=feedback_id,
        file=file,
        sha256=sha256,
        source=FeedbackSource(source),
        at=restored(at),
        operator=operator,
        lines=lines,
        batches=tuple(json.loads(batches)),
        undone_at=restored_or_none(undone_at),
        undone_by=undone_by,
    )
