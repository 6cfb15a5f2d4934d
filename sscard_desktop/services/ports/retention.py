# SPDX-License-Identifier: Apache-2.0
"""How long people's data stay in the open station: holds, lifetimes, destruction and what it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sscard_desktop.domain.record import RecordId
    from sscard_desktop.domain.retention import Hold, Lifetime, Tombstone


class RetentionStore(Protocol):
    """What retention needs; a part of :class:`Store`, whose word on transactions and failures holds."""

    def holds(self) -> Sequence[Hold]:
        """Return the records on hold, the last put first."""

    def put_hold(self, hold: Hold) -> None:
        """Put a record on hold; a later hold replaces an earlier one."""

    def lift_hold(self, record_id: RecordId) -> bool:
        """Take a record off hold; return whether it was on."""

    def lifetimes(self) -> Iterator[Lifetime]:
        """Yield what decides how long each record is kept, discarded drafts included, destroyed ones left out."""

    def roster_lifetimes(self) -> Iterator[Lifetime]:
        """Yield what decides how long each roster is kept; one with somebody whose record is on hold is held too."""

    def records_of_number(self, number: str) -> Sequence[RecordId]:
        """Return the records of a document number in all campaigns, void ones included, oldest first."""

    def originals_before(self, at: datetime) -> Sequence[RecordId]:
        """Return the records, those on hold left out, whose photo's original was stored before ``at``, oldest first."""

    def content_digest(self, record_id: RecordId) -> str:
        """Return the SHA-256 over a record's id, values and pictures, as its tombstone will keep it."""

    def destroy(self, tombstone: Tombstone) -> None:
        """Destroy what the station holds of a record, in the audit trail too, and leave the tombstone."""

    def tombstone(self, record_id: RecordId) -> Tombstone | None:
        """Return a destroyed record's tombstone, ``None`` for any other record."""

    def tombstones(self, certificate: str) -> Sequence[Tombstone]:
        """Return the tombstones of one certificate of destruction, by record."""
