# SPDX-License-Identifier: Apache-2.0
"""What people at the counter are told on a screen of their own: the city's words, and what follows once all is done.

Pure. Refused: anybody's name or address among what follows; the screen stands at an open counter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sscard_desktop.domain.photo import PictureRole

if TYPE_CHECKING:
    from sscard_desktop.domain.profile import Profile

PICKUP_WAY = "pickup_way"
_PLACES = ("pickup_office", "bank_office", "bank_branch")
"""Fields that name where a card lies ready, the nearest first."""
_SLIPS = ("receipt", "slip")
"""What templates are called whose paper the applicant takes home."""


@dataclass(frozen=True, slots=True)
class ApplicantSpec:
    """A city's ``[applicant]``: language → text, each of them perhaps empty.

    Attributes:
        welcome: what is collected, and why.
        waiting: how long a card takes.
        asking: where people ask how their matter stands.
    """

    welcome: Mapping[str, str] = field(default_factory=dict)
    waiting: Mapping[str, str] = field(default_factory=dict)
    asking: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str, language: str) -> str:
        """Return ``welcome``, ``waiting`` or ``asking`` in a language, in Chinese where it has none."""
        texts: Mapping[str, str] = getattr(self, name)
        return texts.get(language) or texts.get("zh_CN", "")


class Following(StrEnum):
    """What comes after the visit."""

    WAIT = "wait"
    """For the card: how long it takes, in the city's words."""
    BY_UNIT = "by_unit"
    BY_POST = "by_post"
    AT_OFFICE = "at_office"
    """At a place that may be named."""
    BRING = "bring"
    """The document, to fetch the card."""
    SLIP = "slip"
    """To be kept."""
    ASK = "ask"
    """Where to, in the city's words."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing that follows; ``place`` is where a card lies ready."""

    what: Following
    place: str = ""


def what_follows(profile: Profile, values: Mapping[str, str]) -> tuple[NextStep, ...]:
    """Return what comes after a submission, in its order.

    Args:
        profile: as the record's kind of business sees it; one that makes no card has neither waiting nor fetching.
        values: the record's.
    """
    makes_card = PICKUP_WAY in profile.fields or PictureRole.PHOTO in profile.pictures
    steps: list[NextStep] = []
    if makes_card:
        steps += [NextStep(Following.WAIT)] if profile.applicant.text("waiting", "zh_CN") else []
        steps += _fetching(values)
    if any(form.template.stem.startswith(_SLIPS) for form in profile.forms):
        steps.append(NextStep(Following.SLIP))
    if profile.applicant.text("asking", "zh_CN"):
        steps.append(NextStep(Following.ASK))
    return tuple(steps)


def _fetching(values: Mapping[str, str]) -> list[NextStep]:
    way = values.get(PICKUP_WAY, "")
    if way == "unit":
        return [NextStep(Following.BY_UNIT)]
    if way == "post":
        return [NextStep(Following.BY_POST)]
    place = next((values[key] for key in _PLACES if values.get(key)), "")
    # Where no place was asked for, the card's own notice will say it.
    return [*([NextStep(Following.AT_OFFICE, place)] if place else []), NextStep(Following.BRING)]
