# SPDX-License-Identifier: Apache-2.0
"""Why a record came back, said at the field that it concerns, until somebody answered it.

A supervisor's return, the bureau's 退回 and a bank's refusal all leave remarks. A remark stands open at its field until
the field's value (or the picture) changes, or until the record is submitted again as it stands: then it was answered by
being left alone, which the next look at the record is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

MAX_CHARACTERS = 500
"""Longest text of one remark, and of the reason that several make together."""


class RemarkSource(StrEnum):
    """Who found something wrong."""

    SUPERVISOR = "supervisor"
    BUREAU = "bureau"
    BANK = "bank"


class Answer(StrEnum):
    """How a remark ended."""

    CHANGED = "changed"
    """The value or picture that it speaks of is another one now."""
    RESUBMITTED = "resubmitted"
    """The record was submitted again, and this stood as it was."""
    TAKEN_BACK = "taken_back"
    """Whoever returned the record took that back."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is wrong with a record, as somebody says it.

    Attributes:
        text: in the words of whoever says it; may speak of the person.
        key: the field's key, a picture's role, ``consent``, or ``""`` for the whole record.
        code: the profile's or the bureau's code of the reason, by which reasons are counted; ``""`` for free text.
    """

    text: str = field(repr=False)
    key: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A point that was made: by whom and when, and how it was answered.

    Attributes:
        answer: ``None`` while it is open.
    """

    point: Point
    source: RemarkSource
    at: datetime
    operator: str
    settled_at: datetime | None = None
    answer: Answer | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.answer is None


def reason_of(points: Iterable[Point]) -> str:
    """Return one line that says all points, as a record's reason for having come back; cut where it gets too long."""
    said = "；".join(dict.fromkeys(text for point in points if (text := " ".join(point.text.split()))))
    return said if len(said) <= MAX_CHARACTERS else said[: MAX_CHARACTERS - 1] + "…"


def unanswered(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return the open remarks, the newest first."""
    return tuple(sorted((each for each in remarks if each.is_open), key=lambda each: each.at, reverse=True))
