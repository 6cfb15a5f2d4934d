# SPDX-License-Identifier: Apache-2.0
"""What merging asks of the open station: whole records, who is like whom, trusted stations, and what was merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sscard_desktop.domain.merging import Merge, MergeChange, MergedPackage, TrustedStation
    from sscard_desktop.domain.photo import PictureRole
    from sscard_desktop.domain.record import RecordId
    from sscard_desktop.domain.recordcopy import RecordCopy


class MergeStore(Protocol):
    """A part of :class:`Store`, whose word on transactions and failures holds."""

    def reading(self) -> AbstractContextManager[None]:
        """See the station as it is at this instant until the block ends, whatever others write meanwhile."""

    def free_bytes(self) -> int:
        """Return how much the station's disk still takes."""

    # whole records
    def copy_of(self, record_id: RecordId) -> RecordCopy | None:
        """Return a record with all that travels, ``None`` where there is none of this id."""

    def record_ids(self) -> Sequence[RecordId]:
        """Return the ids of all records that weren't destroyed, oldest first."""

    def add_copy(self, copy: RecordCopy, pictures: Mapping[PictureRole, bytes]) -> None:
        """Store a record that isn't here yet, with its pictures."""

    def replace_copy(self, copy: RecordCopy, pictures: Mapping[PictureRole, bytes]) -> None:
        """Store another version in place of the one here; pictures that aren't given stay as they are."""

    def is_gone(self, record_id: RecordId) -> bool:
        """Return whether a record was here and was discarded or destroyed."""

    def discarded(self) -> Sequence[RecordId]:
        """Return the drafts that were discarded here."""

    def is_worked_on_apart(self, record_id: RecordId) -> bool:
        """Return whether this station holds of a record what isn't part of its copy: a batch, an answer, a hold."""

    # who is like whom
    def people_like(self, name: str, birth_date: str) -> Sequence[RecordId]:
        """Return the records (not void) of exactly this name and birth date."""

    def photos_like(self, sha256: str) -> Sequence[RecordId]:
        """Return the records (not void) whose card photo has this digest."""

    def receipt_holder(self, receipt_number: str) -> RecordId | None:
        """Return the record that bears a receipt number."""

    # trusted stations
    def trusted_stations(self) -> Sequence[TrustedStation]:
        """Return the stations that are or were trusted, by number; of one number the one trusted last comes first."""

    def save_trusted_station(self, station: TrustedStation) -> None:
        """Store a station in place of what was known of its key."""

    # merges
    def add_merge(self, packages: Sequence[MergedPackage], *, at: datetime, operator: str) -> int:
        """Store that packages are merged now; return the merge's number."""

    def merges(self) -> Sequence[Merge]:
        """Return all merges, the last first."""

    def end_merge(self, seq: int, *, at: datetime, operator: str) -> None:
        """Note that a merge was taken back, and forget what it kept for that."""

    def add_merge_change(self, seq: int, change: MergeChange) -> None:
        """Note what a merge does to a record."""

    def merge_changes(self, seq: int) -> Iterator[MergeChange]:
        """Yield what a merge did, by record."""

    def last_change(self, record_id: RecordId) -> MergeChange | None:
        """Return what the last merge that took a version of a record over, and wasn't taken back, did to it."""

    def keep_before(self, seq: int, copy: RecordCopy, pictures: Mapping[PictureRole, bytes]) -> None:
        """Keep what a record is before a merge replaces it, with the pictures that are about to change."""

    def before(self, seq: int, record_id: RecordId) -> tuple[RecordCopy, Mapping[PictureRole, bytes]] | None:
        """Return what was kept of a record, ``None`` where nothing is kept (any more)."""

    def forget_befores(self, *, older_than: datetime) -> None:
        """Forget what was kept for merges from before a moment: they can't be taken back any more."""
