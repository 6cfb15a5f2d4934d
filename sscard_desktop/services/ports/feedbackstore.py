# SPDX-License-Identifier: Apache-2.0
"""What the open station keeps of cards and of what bureau and bank told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sscard_desktop.domain.cardissue import CardIssue
    from sscard_desktop.domain.feedbackfile import AppliedLine, FeedbackFile, Refusal
    from sscard_desktop.domain.record import RecordId, Status


class FeedbackStore(Protocol):
    """The part of the store for cards and feedback; see :class:`~.store.Store`."""

    # cards
    def card_issue(self, record_id: RecordId) -> CardIssue | None:
        """Return what is known of a record's card, ``None`` for nothing."""

    def put_card_issue(self, issue: CardIssue) -> None:
        """Store it in place of what was known; one that says nothing leaves nothing."""

    def records_of_card(self, card_number: str) -> Sequence[RecordId]:
        """Return the records to which the bureau gave a card of this number, oldest first."""

    def record_of_receipt(self, receipt_number: str) -> RecordId | None:
        """Return the record of a receipt number, ``None`` if the station has none."""

    def records_in(self, statuses: Iterable[Status]) -> Sequence[RecordId]:
        """Return the records that are in one of these states, by receipt number."""

    # feedback files
    def add_feedback(self, feedback: FeedbackFile, lines: Sequence[AppliedLine]) -> None:
        """Store an applied file with what its lines did."""

    def feedback_files(self) -> Sequence[FeedbackFile]:
        """Return the applied files, newest first, those that were taken back too."""

    def feedback_lines(self, feedback_id: str) -> Sequence[AppliedLine]:
        """Return what an applied file's lines did."""

    def applied_digests(self, record_ids: Sequence[RecordId]) -> Mapping[RecordId, Mapping[str, datetime]]:
        """Return, by record, the digest of each line that was applied to it and stands, with when."""

    def undo_feedback(self, feedback_id: str, *, at: datetime, operator: str) -> None:
        """Mark a file as taken back; its refusals count no more."""

    def withdrawn(self, record_id: RecordId) -> Sequence[tuple[datetime, datetime]]:
        """Return when what was told of a record and taken back had been read, and when it was taken back."""

    # refusals
    def add_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Store what was sent back."""

    def refusals(self, *, since: datetime | None = None) -> Sequence[Refusal]:
        """Return what was sent back, oldest first; what was taken back isn't among it."""
