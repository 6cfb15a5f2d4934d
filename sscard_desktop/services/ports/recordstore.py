# SPDX-License-Identifier: Apache-2.0
"""Records in the open station: their values, history, pictures, and what sources said of their people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sscard_desktop.domain.comparison import Reading, Source
    from sscard_desktop.domain.endofday import Kept, Submitted
    from sscard_desktop.domain.photo import PictureRole
    from sscard_desktop.domain.record import Move, Record, RecordId, RecordSummary, Status, Step
    from sscard_desktop.domain.remarks import Answer, Remark
    from sscard_desktop.domain.reviewing import Submission


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture's bytes and their SHA-256."""

    content: bytes = field(repr=False)
    sha256: str


class RecordStore(Protocol):
    """Records as the station keeps them; a part of :class:`Store`, whose word on transactions and failures holds."""

    def add_record(self, record: Record) -> None:
        """Store a new record with its values."""

    def record(self, record_id: RecordId) -> Record:
        """Return the record; raise ``RefusedError("record.unknown")``."""

    def save_values(self, record_id: RecordId, changes: Mapping[str, str], *, at: datetime) -> None:
        """Store the changed values (``""`` removes one) and what is searched by: number, name, pinyin, mobile."""

    def save_record(self, record: Record) -> None:
        """Store the life-cycle attributes (everything but values, pictures, consents)."""

    def set_consents(self, record: Record) -> None:
        """Store the consents of ``record`` in place of the earlier ones."""

    def delete_record(self, record_id: RecordId) -> None:
        """Delete a record with all its pictures, values, consents and steps (drafts only; the service sees to that)."""

    def add_step(self, record_id: RecordId, step: Step) -> None:
        """Append to the record's history."""

    def steps(self, record_id: RecordId) -> Sequence[Step]:
        """Return the history, oldest first."""

    def with_number(self, number: str, *, campaign: str, business: str = "") -> Sequence[RecordSummary]:
        """Return the records (not void) of this document number in the campaign, newest first.

        Those of one kind of business only, where ``business`` names one.
        """

    def records_with(self, key: str, value: str) -> Sequence[RecordId]:
        """Return the records that have exactly this value in a field, in all campaigns, oldest first."""

    def with_mobile(self, mobile: str, *, campaign: str) -> Sequence[RecordSummary]:
        """Return the records (not void) of this mobile number in the campaign, newest first."""

    def accepted(
        self,
        *,
        key: str = "",
        value: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        created_by: str = "",
    ) -> Sequence[RecordId]:
        """Return the records with a receipt number, neither void nor withdrawn, by that number.

        Args:
            key: only those that have ``value`` in this field.
            since: only those submitted (or, before that, begun) from this moment on.
            until: and before this one.
            created_by: only those that this person took.
        """

    def values_of(self, key: str, *, created_by: str = "", limit: int = 500) -> Sequence[tuple[str, int]]:
        """Return what these records have in a field, and how many have it, the most frequent first."""

    def search(
        self,
        text: str = "",
        *,
        statuses: Iterable[Status] = (),
        created_by: str = "",
        parked: bool | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[RecordSummary]:
        """Return summaries, last changed first.

        ``text`` matches the number's start or last four, the name, pinyin initials, the mobile's start or last four,
        or the receipt number; empty text matches all.
        """

    def count_by_status(self, *, created_by: str = "") -> Mapping[Status, int]:
        """Return how many records are in each state."""

    def count_submitted(self, *, since: datetime, operator: str = "") -> int:
        """Return how many records were submitted since a moment."""

    def submissions(self, ids: Sequence[str] | None = None, *, limit: int = 5000) -> Sequence[Submission]:
        """Return the submitted records, those of ``ids`` only where they are given, the oldest submission first."""

    # pictures
    def put_picture(self, record_id: RecordId, role: PictureRole, content: bytes, *, report: str, at: datetime) -> None:
        """Store a picture in place of the earlier one of that role. ``report`` is JSON of its checks, or ``""``."""

    def picture(self, record_id: RecordId, role: PictureRole) -> bytes | None:
        """Return a picture's bytes, verified against its stored digest, or ``None``."""

    def stored_picture(self, record_id: RecordId, role: PictureRole) -> StoredPicture | None:
        """Return a picture with the digest that it was verified against, or ``None``."""

    def picture_report(self, record_id: RecordId, role: PictureRole) -> str:
        """Return the JSON that was stored with the picture, ``""`` where there is none."""

    def picture_stored_at(self, record_id: RecordId, role: PictureRole) -> datetime | None:
        """Return when a picture was stored, ``None`` where there is none."""

    def put_picture_report(self, record_id: RecordId, role: PictureRole, report: str) -> None:
        """Store other JSON with a picture that stays as it is; nothing where there is no such picture."""

    def picture_digests(self, record_id: RecordId) -> Mapping[PictureRole, str]:
        """Return role → SHA-256 of the stored pictures, without reading their bytes."""

    def picture_sizes(self, record_id: RecordId) -> Mapping[PictureRole, int]:
        """Return role → bytes of the stored pictures."""

    def delete_picture(self, record_id: RecordId, role: PictureRole) -> None:
        """Delete one picture."""

    # what chip and roster said
    def put_readings(self, record_id: RecordId, source: Source, values: Mapping[str, str], *, at: datetime) -> None:
        """Store what a source says of a record's person in place of all that it said before; empty values go."""

    def readings(self, record_id: RecordId) -> Sequence[Reading]:
        """Return what was said of a record's person, by source and key."""

    # a day
    def submitted_between(self, since: datetime, until: datetime, *, clerk: str = "") -> Sequence[Submitted]:
        """Return the people submitted in a time, by clerk, unit and kind of business; one clerk's, where named."""

    def decided_between(self, since: datetime, until: datetime, *, clerk: str = "") -> Mapping[tuple[str, Move], int]:
        """Return (clerk of the records, move) → how often it was made in a time: approvals and returns."""

    def kept(self, *, clerk: str = "") -> Sequence[Kept]:
        """Return the records that the station hasn't let go of, by clerk and receipt number."""

    # why it came back
    def add_remarks(self, record_id: RecordId, remarks: Iterable[Remark]) -> None:
        """Append remarks to a record's."""

    def remarks(self, record_id: RecordId) -> Sequence[Remark]:
        """Return all remarks ever made on a record, oldest first; none of a record that isn't there."""

    def settle_remarks(self, record_id: RecordId, keys: Collection[str] | None, answer: Answer, *, at: datetime) -> int:
        """Note how the open remarks at these keys (``None``: at any) were answered; return how many there were."""
