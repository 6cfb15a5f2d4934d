# SPDX-License-Identifier: Apache-2.0
"""What is kept of an incoming record while packages are looked at: what comparing needs, and nothing else of a person.

Every record of every package is read once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.merging import Version
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.recordcopy import RecordCopy, content_digest, fingerprint, step_digests

_LONGEST_KEPT = 200
"""Characters of a value that are kept for comparing; real ones have far fewer."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of an incoming record while packages are looked at.

    Attributes:
        package, position: which package it is in, and the how many-eth record of it.
        content: digest over what it says of the person.
        card: what is known of its card; of several versions, what the bureau told last.
        withdrawn: the instants of what the bureau told and was taken back where it had been read.
        size_bytes: of its pictures and values.
    """

    package: int
    position: int
    id: RecordId
    version: Version
    status: Status
    profile: str
    business: str
    campaign: str
    receipt_number: str
    name: str = field(repr=False)
    number: str = field(repr=False)
    birth_date: str = field(repr=False)
    mobile: str = field(repr=False)
    photo_sha256: str
    size_bytes: int
    content: str
    card: CardIssue | None = field(default=None, repr=False)
    withdrawn: frozenset[datetime] = frozenset()


def facts_of(copy: RecordCopy, package: int, position: int, size_bytes: int) -> Facts:
    """Return what is kept of an incoming record."""
    record = copy.record
    photo = copy.picture(PictureRole.PHOTO)
    return Facts(
        package,
        position,
        record.id,
        version_of(copy),
        record.status,
        record.profile,
        record.business,
        record.campaign,
        record.receipt_number,
        record.value("name")[:_LONGEST_KEPT],
        record.value("number")[:_LONGEST_KEPT],
        record.value("birth_date")[:_LONGEST_KEPT],
        record.value("mobile")[:_LONGEST_KEPT],
        photo.sha256 if photo else "",
        size_bytes,
        content_digest(copy),
        copy.card,
        frozenset(copy.withdrawn),
    )


def version_of(copy: RecordCopy) -> Version:
    """Return what tells a travelling copy's version from another; what is known of its card is compared apart."""
    times = tuple(each.at for each in copy.steps)
    bare = fingerprint(replace(copy, card=None))
    return Version(bare, step_digests(copy.steps), times, copy.record.updated_at)
