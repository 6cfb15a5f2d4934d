# SPDX-License-Identifier: Apache-2.0
"""What a supervisor has to look at singly, who has to look twice, and the reasons for which records are returned.

Answers from a record's facts and the city's ``[review]``; decides about nobody's record. Which records are drawn for a
close look follows from their ids, which are random: neither the clerk nor the supervisor chooses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.record import RecordSummary


class Why(StrEnum):
    """Why a record wants a close look of its own."""

    OVERRIDDEN = "overridden"
    """A clerk took a picture that a check had refused."""
    RETURNED = "returned"
    """It came back before."""
    SAMPLED = "sampled"
    """It was drawn."""


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """A usual reason of the city.

    Attributes:
        code: by which reasons are counted.
        texts: language → what is wrong, as the clerk reads it.
        keys: the fields and pictures that it concerns; empty for the whole record.
    """

    code: str
    texts: Mapping[str, str]
    keys: tuple[str, ...] = ()

    def text(self, language: str) -> str:
        """Return the reason in ``language``, in Chinese where the language has none."""
        return self.texts.get(language) or self.texts.get("zh_CN") or self.code


@dataclass(frozen=True, slots=True)
class ReviewSpec:
    """A city's ``[review]``.

    Attributes:
        sample_percent: how many of a hundred records are drawn to be looked at singly.
        four_eyes: which records two supervisors have to approve.
        reasons: the usual reasons for a return, in their order.
    """

    sample_percent: int = 0
    four_eyes: frozenset[Why] = frozenset()
    reasons: tuple[ReturnReason, ...] = field(default=())


def is_drawn(record_id: str, sample_percent: int) -> bool:
    """Return whether a record is in the sample; whoever is in a smaller sample is in each larger one too."""
    drawn = hashlib.sha256(b"review sample\0" + record_id.encode()).digest()
    return int.from_bytes(drawn[:8]) * 100 < sample_percent << 64


def reasons_to_look(spec: ReviewSpec, record_id: str, *, overridden: bool, returned: bool) -> frozenset[Why]:
    """Return why a record can't be approved together with others, empty where it can."""
    found = {
        Why.OVERRIDDEN: overridden,
        Why.RETURNED: returned,
        Why.SAMPLED: is_drawn(record_id, spec.sample_percent),
    }
    return frozenset(why for why, holds in found.items() if holds)


@dataclass(frozen=True, slots=True)
class Submission:
    """A submitted record as it waits for a decision.

    Attributes:
        unit: the unit that it was taken for.
        submitted_by: who submitted it, who may be another than took it.
        overridden: a clerk took a picture that a check had refused.
        returns: how often it came back before.
        first_by: the supervisor who approved it as the first of two, ``""`` while none did.
    """

    summary: RecordSummary
    unit: str
    submitted_by: str
    overridden: bool
    returns: int
    first_by: str = ""

    def reasons_to_look(self, spec: ReviewSpec) -> frozenset[Why]:
        """Return why it can't be approved together with others."""
        return reasons_to_look(spec, self.summary.id, overridden=self.overridden, returned=self.returns > 0)

    def needs_two(self, spec: ReviewSpec) -> bool:
        """Return whether two supervisors have to approve it."""
        return bool(self.reasons_to_look(spec) & spec.four_eyes)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which submissions to look at; what is empty or ``None`` leaves all in.

    Attributes:
        clerk: who took or submitted it.
        since, until: of the submission, ``until`` excluded.
        close_look: only those that want one (True), only those that may be approved together (False).
    """

    clerk: str = ""
    unit: str = ""
    business: str = ""
    since: datetime | None = None
    until: datetime | None = None
    overridden: bool = False
    returned: bool = False
    close_look: bool | None = None

    def takes(self, each: Submission, spec: ReviewSpec) -> bool:
        """Return whether a submission is wanted."""
        at = each.summary.submitted_at or each.summary.updated_at
        return (
            self.clerk in ("", each.summary.created_by, each.submitted_by)
            and self.unit in ("", each.unit)
            and self.business in ("", each.summary.business)
            and (self.since is None or at >= self.since)
            and (self.until is None or at < self.until)
            and (each.overridden or not self.overridden)
            and (each.returns > 0 or not self.returned)
            and self.close_look in (None, bool(each.reasons_to_look(spec)))
        )
