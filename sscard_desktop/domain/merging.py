# SPDX-License-Identifier: Apache-2.0
"""What another station's record is to this one: new, the same, newer, older, in conflict; and whom it resembles.

Pure: versions in, words out. A version is newer where its history goes on from ours, or where only the station that it
comes from went on since the last merge. Where both went on there is no newer one: somebody has to look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.record import RecordId


class Standing(StrEnum):
    """What an incoming record is to the one of the same id here."""

    NEW = "new"
    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    CONFLICTING = "conflicting"
    """It was changed here and there."""
    GONE = "gone"
    """It was discarded or destroyed here: a merge doesn't bring it back."""
    FOREIGN = "foreign"
    """Of a city or kind of business that this station doesn't work for."""


class Likeness(StrEnum):
    """How two records of different ids are alike."""

    NUMBER = "number"
    """The same document number, for the same kind of business in the same campaign: one person, taken twice."""
    PERSON = "person"
    """The same name and birth date under another number."""
    MOBILE = "mobile"
    PHOTO = "photo"
    """The very same card photo, byte for byte."""
    RECEIPT = "receipt"
    """The same 受理编号: two stations bear one number."""


class Change(StrEnum):
    """What a merge did to a record here."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"
    """A draft that its own station had discarded, and that nobody had touched here."""


class Decision(StrEnum):
    """What is done with an incoming record."""

    TAKE = "take"
    """Take it over, in place of the one here if there is one."""
    LEAVE = "leave"
    """Leave it out; what is here stays as it is."""
    RENUMBER = "renumber"
    """Take it over with a receipt number of this station's: its slip is printed again."""


@dataclass(frozen=True, slots=True)
class Version:
    """What tells two versions of one record apart.

    Attributes:
        fingerprint: over all that it says.
        steps: a digest for each step of its history, over it and all before it.
        step_times: when each step was made.
    """

    fingerprint: str
    steps: tuple[bytes, ...]
    step_times: tuple[datetime, ...]
    updated_at: datetime


def standing(ours: Version, theirs: Version, *, base: str = "", left: str = "") -> Standing:
    """Return what ``theirs`` is to ``ours``.

    Args:
        base: fingerprint of the version that the last merge took, ``""`` where there was none.
        left: and of what it made of it here, by default the same. What still has it wasn't touched since, whatever the
            clocks of two machines say.
    """
    if ours.fingerprint == theirs.fingerprint:
        return Standing.SAME
    if theirs.fingerprint == base:
        return Standing.OLDER
    common = min(len(ours.steps), len(theirs.steps))
    if ours.steps[:common] != theirs.steps[:common]:
        return Standing.CONFLICTING
    untouched = ours.fingerprint == (left or base)
    if len(theirs.steps) > common:
        return Standing.NEWER if untouched or _is_past(ours, theirs) else Standing.CONFLICTING
    if len(ours.steps) > common:
        return Standing.OLDER if _is_past(theirs, ours) else Standing.CONFLICTING
    if theirs.updated_at == ours.updated_at or (base and not untouched):
        return Standing.CONFLICTING
    return Standing.NEWER if theirs.updated_at > ours.updated_at else Standing.OLDER


def _is_past(one: Version, other: Version) -> bool:
    """Return whether ``one`` was left alone from the moment at which ``other``'s history went on from it."""
    return one.updated_at <= other.step_times[len(one.steps)]


CHOICES: Mapping[Standing | Likeness, tuple[Decision, ...]] = {
    Standing.CONFLICTING: (Decision.LEAVE, Decision.TAKE),
    Likeness.NUMBER: (Decision.LEAVE, Decision.TAKE),
    Likeness.RECEIPT: (Decision.LEAVE, Decision.RENUMBER),
}
"""What a person decides, and between what; the first stands where nobody decided. All else follows from the facts."""

_FOLLOWS: Mapping[Standing, Decision] = {
    Standing.NEW: Decision.TAKE,
    Standing.NEWER: Decision.TAKE,
    Standing.SAME: Decision.LEAVE,
    Standing.OLDER: Decision.LEAVE,
    Standing.CONFLICTING: Decision.LEAVE,
    Standing.GONE: Decision.LEAVE,
    Standing.FOREIGN: Decision.LEAVE,
}


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Another record that an incoming one is like.

    Attributes:
        other: its id.
        incoming: it comes in the same merge, and isn't here yet.
    """

    likeness: Likeness
    other: RecordId
    incoming: bool = False


def choices(found: Standing, likenesses: frozenset[Likeness], *, locked: bool) -> tuple[Decision, ...]:
    """Return between what a person decides, the careful answer first; empty where nothing is to be decided.

    Args:
        locked: the record here lies in a batch, and can't be replaced.
    """
    if found not in (Standing.NEW, Standing.NEWER, Standing.CONFLICTING):
        return ()
    if locked:
        return (Decision.LEAVE,)
    if Likeness.RECEIPT in likenesses:
        return CHOICES[Likeness.RECEIPT]
    if Likeness.NUMBER in likenesses:
        return CHOICES[Likeness.NUMBER]
    return CHOICES.get(found, ())


def decision(found: Standing, likenesses: frozenset[Likeness], *, locked: bool) -> Decision:
    """Return what is done where nobody decided otherwise."""
    offered = choices(found, likenesses, locked=locked)
    return offered[0] if offered else _FOLLOWS[found]


@dataclass(frozen=True, slots=True)
class TrustedStation:
    """A station whose packages are taken here, known by the key that it signs with.

    Attributes:
        fingerprint: SHA-256 of the public key.
        revoked_at: since when it is trusted no longer, ``None`` while it is.
    """

    fingerprint: str
    number: int
    name: str
    pem: bytes
    added_at: datetime
    added_by: str
    revoked_at: datetime | None = None
    revoked_by: str = ""
    revoked_reason: str = ""


@dataclass(frozen=True, slots=True)
class MergedPackage:
    """A package that was part of a merge."""

    file: str
    sha256: str
    station: int
    fingerprint: str
    made_at: datetime
    records: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Packages that were taken over in one go.

    Attributes:
        seq: its number here, from 1.
        changes: how many records were added, replaced and removed.
    """

    seq: int
    at: datetime
    operator: str
    packages: tuple[MergedPackage, ...]
    changes: Mapping[Change, int]
    undone_at: datetime | None = None
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class MergeChange:
    """What one merge did to one record.

    Attributes:
        station: fingerprint of the station that it came from.
        version: fingerprint of the record as it came, its card left out; ``""`` where the merge removed it, or took
            over nothing but what is known of its card.
        left: and of all as the merge left it here; another one where it got a receipt number of this station's.
    """

    record: RecordId
    station: str
    change: Change
    version: str
    left: str
