# SPDX-License-Identifier: Apache-2.0
"""Feedback 回盘: what bureau and bank answered, looked at as a whole, applied as a whole, and taken back as a whole.

Nothing is applied that a preview didn't say (:mod:`.feedbackpreview`). The same file a second time changes nothing;
taking a file back leaves every record as it stood before, and is refused as long as something followed for one of them.

Reading a file is the work lane's (``ports.TableReader``); everything here is the store's.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sscard_desktop.domain import batch as batches
from sscard_desktop.domain.batch import BatchMove, BatchStatus
from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.feedback import MOVE_OF, Told
from sscard_desktop.domain.feedbackfile import AppliedLine, FeedbackFile, FeedbackSource, Standing
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import Record, Status
from sscard_desktop.domain.remarks import RemarkSource, reason_of
from sscard_desktop.services.access import allowed
from sscard_desktop.services.feedbackpreview import Preview, preview_of
from sscard_desktop.services.feedbackverdict import Choices, Outcome, Verdict
from sscard_desktop.services.feedbackwords import learn
from sscard_desktop.services.ports import Progress, TableFile
from sscard_desktop.services.refusals import noted
from sscard_desktop.services.remarks import note, taken_back
from sscard_desktop.services.session import Session

_REMARKS_OF = {FeedbackSource.BUREAU: RemarkSource.BUREAU, FeedbackSource.BANK: RemarkSource.BANK}


class Feedback:
    """A supervisor's work on what came back."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.FEEDBACK)
        self._session = session

    @allowed(Permission.FEEDBACK)
    def preview(self, table: TableFile, choices: Choices | None = None, progress: Progress | None = None) -> Preview:
        """Return what applying a file would do; changes nothing.

        Raises:
            InvalidInputError: ``feedback.too_many_lines`` (``limit``).
            CancelledError: ``progress`` said so.
        """
        return preview_of(self._session, table, choices or Choices(), progress)

    @allowed(Permission.FEEDBACK)
    def apply(self, preview: Preview, progress: Progress | None = None) -> FeedbackFile:
        """Do what a preview said, all of it or nothing, and keep what was explained.

        Raises:
            InvalidInputError: ``feedback.not_understood``, no sheet can be read, or two columns mean the same.
            RefusedError: ``feedback.nothing_new``; ``feedback.changed_meanwhile``, the records aren't as they were when
                the preview was made.
            CancelledError: ``progress`` said so; nothing was changed.
        """
        session = self._session
        with session.transaction() as now:
            again = preview_of(session, preview.table, preview.choices, None)
            if not again.understood:
                raise InvalidInputError("feedback.not_understood", file=preview.table.name)
            if again != preview:
                raise RefusedError("feedback.changed_meanwhile", file=preview.table.name)
            if not again.changes and not again.acknowledged:
                raise RefusedError("feedback.nothing_new", file=preview.table.name)
            file = FeedbackFile(
                id=secrets.token_hex(8),
                file=preview.table.name,
                sha256=preview.table.sha256,
                source=preview.choices.source,
                at=now,
                operator=session.operator.name,
                lines=len(again.verdicts),
                batches=again.acknowledged,
            )
            for number in again.acknowledged:
                batch = session.store.batch(number)
                moved = batches.target_of(batch.status, BatchMove.ACKNOWLEDGE)
                session.store.save_batch(replace(batch, status=moved, acknowledged_at=now))
            self._apply_lines(file, again, progress)
            learn(session.store, preview.choices)
            told = {outcome.value: count for outcome, count in again.counts.items()}
            session.audit(
                "feedback.apply",
                file.id,  # Not the file's name: whoever sent it may have called it by a person's.
                sha256=file.sha256,
                source=file.source.value,
                batches=list(file.batches),
                lines=told,
            )
        return file

    @allowed(Permission.FEEDBACK)
    def undo(self, feedback_id: str) -> FeedbackFile:
        """Take an applied file back: every record stands as before it.

        Raises:
            RefusedError: ``feedback.unknown``; ``feedback.undone_already``; ``feedback.followed`` (``count``,
                ``record``): something was done since for some of the records, so nothing is taken back.
        """
        session = self._session
        with session.action("feedback.undo", feedback_id) as now:
            file = self._file(feedback_id)
            if file.undone_at is not None:
                raise RefusedError("feedback.undone_already", file=file.file)
            lines = session.store.feedback_lines(file.id)
            records = {line.record: session.store.record(line.record) for line in lines}
            followed = [line.record for line in lines if not self._stands(records[line.record], line, file)]
            if followed:
                raise RefusedError("feedback.followed", count=len(followed), record=followed[0])
            for line in lines:
                self._take_back(records[line.record], line, now)
            session.store.undo_feedback(file.id, at=now, operator=session.operator.name)
            for number in file.batches:
                batch = session.store.batch(number)
                told_else = session.store.applied_digests(batch.records)
                if batch.status is BatchStatus.ACKNOWLEDGED and not told_else:
                    moved = batches.target_of(batch.status, BatchMove.RETRACT)
                    session.store.save_batch(replace(batch, status=moved, acknowledged_at=None))
        return self._file(feedback_id)

    @allowed(Permission.FEEDBACK)
    def files(self) -> Sequence[FeedbackFile]:
        """Return the files that were applied, newest first, those that were taken back too."""
        return self._session.store.feedback_files()

    @allowed(Permission.FEEDBACK)
    def lines(self, feedback_id: str) -> Sequence[AppliedLine]:
        """Return what an applied file did to which records; raise ``RefusedError("feedback.unknown")``."""
        return self._session.store.feedback_lines(feedback_id)

    def _file(self, feedback_id: str) -> FeedbackFile:
        for file in self._session.store.feedback_files():
            if file.id == feedback_id:
                return file
        raise RefusedError("feedback.unknown", feedback=feedback_id[:40])

    def _apply_lines(self, file: FeedbackFile, preview: Preview, progress: Progress | None) -> None:
        session = self._session
        applied: list[AppliedLine] = []
        sent_back: list[tuple[Record, Verdict]] = []
        changes = preview.changes
        for number, verdict in enumerate(changes, start=1):
            assert verdict.record is not None
            record = session.store.record(verdict.record)
            before = self._standing(record)
            if verdict.outcome is Outcome.RETURNED:
                sent_back.append((record, verdict))
                record = self._send_back(record, verdict, file)
            elif verdict.outcome is Outcome.MOVES:
                assert verdict.told is not None
                record = session.moved(record, MOVE_OF[verdict.told], at=file.at)
            if verdict.card_number or verdict.place:
                known = session.store.card_issue(record.id) or CardIssue(record.id)
                told = replace(
                    known,
                    number=verdict.card_number or known.number,
                    place=verdict.place or known.place,
                    told_at=file.at,
                )
                session.store.put_card_issue(told)
            applied.append(AppliedLine(record.id, number, verdict.line.digest, before, self._standing(record)))
            if progress is not None:
                progress.report(number, len(changes))
        session.store.add_feedback(file, applied)
        session.store.add_refusals(
            [refusal for record, verdict in sent_back for refusal in noted(session, record, verdict.points, file)]
        )

    def _send_back(self, record: Record, verdict: Verdict, file: FeedbackFile) -> Record:
        reason = reason_of(verdict.points)
        record = self._session.moved(
            record, MOVE_OF[Told.RETURNED], at=file.at, reason=reason, batch="", returned_reason=reason
        )
        note(self._session, record, verdict.points, _REMARKS_OF[file.source], at=file.at)
        return record

    def _take_back(self, record: Record, line: AppliedLine, now: datetime) -> None:
        session = self._session
        before, after = line.before, line.after
        if before.status is not after.status:
            changes = {"batch": before.batch, "returned_reason": before.returned_reason}
            session.retracted(record, at=now, **changes)
            if after.status is Status.RETURNED:
                taken_back(session, record.id, at=now)
        if (before.card_number, before.place, before.told_at) != (after.card_number, after.place, after.told_at):
            known = session.store.card_issue(record.id) or CardIssue(record.id)
            session.store.put_card_issue(
                replace(known, number=before.card_number, place=before.place, told_at=before.told_at)
            )

    def _stands(self, record: Record, line: AppliedLine, file: FeedbackFile) -> bool:
        """Whether a record is as the file left it; one that came back, untouched altogether."""
        if self._standing(record) != line.after:
            return False
        return line.after.status is not Status.RETURNED or record.updated_at == file.at

    def _standing(self, record: Record) -> Standing:
        issue = self._session.store.card_issue(record.id) or CardIssue(record.id)
        return Standing(record.status, record.batch, record.returned_reason, issue.number, issue.place, issue.told_at)
