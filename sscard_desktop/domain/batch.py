# SPDX-License-Identifier: Apache-2.0
"""A batch: records that leave the station together, with fixed content once it is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.record import RecordId


class BatchStatus(StrEnum):
    """States of a batch. "Exported" means that a verified package was written at least once."""

    OPEN = "open"
    SEALED = "sealed"
    EXPORTED = "exported"
    ACKNOWLEDGED = "acknowledged"
    CANCELLED = "cancelled"


class BatchMove(StrEnum):
    """What is done to a batch."""

    SEAL = "seal"
    EXPORT = "export"
    ACKNOWLEDGE = "acknowledge"
    """The bureau told something of one of its records, so it has it."""
    RETRACT = "retract"
    """The feedback that acknowledged it is taken back."""
    CANCEL = "cancel"


BATCH_MOVES: Mapping[tuple[BatchStatus, BatchMove], BatchStatus] = {
    (BatchStatus.OPEN, BatchMove.SEAL): BatchStatus.SEALED,
    (BatchStatus.SEALED, BatchMove.EXPORT): BatchStatus.EXPORTED,
    (BatchStatus.EXPORTED, BatchMove.EXPORT): BatchStatus.EXPORTED,
    (BatchStatus.EXPORTED, BatchMove.ACKNOWLEDGE): BatchStatus.ACKNOWLEDGED,
    # A bureau that answered may still lose the file, and ask for the identical one.
    (BatchStatus.ACKNOWLEDGED, BatchMove.EXPORT): BatchStatus.ACKNOWLEDGED,
    (BatchStatus.ACKNOWLEDGED, BatchMove.RETRACT): BatchStatus.EXPORTED,
    (BatchStatus.OPEN, BatchMove.CANCEL): BatchStatus.CANCELLED,
    (BatchStatus.SEALED, BatchMove.CANCEL): BatchStatus.CANCELLED,
    (BatchStatus.EXPORTED, BatchMove.CANCEL): BatchStatus.CANCELLED,
}
"""The life cycle of a batch, whole."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch.

    Attributes:
        number: by the profile's pattern; unique on the station and, with the station's number in it, beyond.
        records: the members in their order; fixed once sealed.
        content_sha256: digest over everything that will be exported, taken at the sealing, checked at each export.
    """

    number: str
    profile: str
    profile_version: str
    status: BatchStatus
    created_at: datetime
    created_by: str
    records: tuple[RecordId, ...] = ()
    sealed_at: datetime | None = None
    sealed_by: str = ""
    exported_at: datetime | None = None
    content_sha256: str = ""
    cancelled_reason: str = ""
    acknowledged_at: datetime | None = None


def target_of(status: BatchStatus, move: BatchMove) -> BatchStatus:
    """Return where ``move`` leads from ``status``; raise :class:`RefusedError` where it leads nowhere."""
    target = BATCH_MOVES.get((status, move))
    if target is None:
        raise RefusedError("batch.move_refused", status=status.value, move=move.value)
    return target
