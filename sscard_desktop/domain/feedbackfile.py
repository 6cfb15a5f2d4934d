# SPDX-License-Identifier: Apache-2.0
"""A feedback file that was applied, and what its lines did: enough to take it back, and to know a line again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.record import RecordId, Status


class FeedbackSource(StrEnum):
    """Whose answer a file is."""

    BUREAU = "bureau"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a record stood, as far as feedback changes it."""

    status: Status
    batch: str = ""
    returned_reason: str = field(default="", repr=False)
    card_number: str = field(default="", repr=False)
    place: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AppliedLine:
    """What one line did to one record.

    Attributes:
        line: the line's place among the file's lines, from 1.
        digest: over all that the line says; a line that says the same has the same.
        at: when it was applied.
    """

    record: RecordId
    line: int
    digest: str
    before: Standing
    after: Standing
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedbackFile:
    """A file that was applied.

    Attributes:
        file: its name, without its folder.
        lines: how many lines with content it has.
        batches: those that it acknowledged.
    """

    id: str
    file: str
    sha256: str
    source: FeedbackSource
    at: datetime
    operator: str
    lines: int
    batches: tuple[str, ...] = ()
    undone_at: datetime | None = None
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One time that bureau or bank sent a record back, for counting.

    Attributes:
        rule: the code of the reason, ``""`` for one that the profile doesn't know.
        clerk: who submitted the record.
        camera: what its photo was taken with, ``""`` where that isn't known.
        hour: of the day in China, when its photo was stored.
        photo_bytes: size of the photo's file.
    """

    feedback: str
    record: RecordId | None
    at: datetime
    source: FeedbackSource
    rule: str
    clerk: str = ""
    camera: str = ""
    hour: int | None = None
    photo_bytes: int | None = None
