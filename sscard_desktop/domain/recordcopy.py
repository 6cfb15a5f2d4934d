# SPDX-License-Identifier: Apache-2.0
"""A record as it travels between stations: all of it in one value, as text, and what tells two apart.

The text (JSON) is read back by :mod:`.recordcopyreading`. What belongs to one station alone doesn't travel: the batch
it is in, and that it was put aside. People at a station are known there only; abroad they bear its number, ``li@0017``,
so that two stations' clerks of one name stay two.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.comparison import Reading
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, Step
from sscard_desktop.domain.remarks import Remark

_ABROAD = re.compile(r"(.+)@([0-9]{4})")


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture without its bytes, which travel behind the copy."""

    role: PictureRole
    sha256: str
    size_bytes: int
    stored_at: datetime
    report: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RecordCopy:
    """One record with all that belongs to it.

    Attributes:
        card: what is known of its card, ``None`` for nothing; packages of before cards travelled have none.
        withdrawn: when the bureau's tellings had come that were taken back at the station; whoever got one from there
            lets it go. What they told travels no more.
    """

    record: Record
    steps: tuple[Step, ...] = ()
    readings: tuple[Reading, ...] = field(default=(), repr=False)
    pictures: tuple[PictureFacts, ...] = ()
    remarks: tuple[Remark, ...] = field(default=(), repr=False)
    card: CardIssue | None = field(default=None, repr=False)
    withdrawn: tuple[datetime, ...] = ()

    def picture(self, role: PictureRole) -> PictureFacts | None:
        """Return the facts of one picture, ``None`` where the record has none of this role."""
        return next((each for each in self.pictures if each.role is role), None)


def travelling(copy: RecordCopy, station: int) -> RecordCopy:
    """Return a station's copy as others shall read it: its people bear its number, and what is its own is left out."""
    return _renamed(
        replace(copy, record=replace(copy.record, batch="", parked=False)),
        lambda name: f"{name}@{station:04d}" if name and not _ABROAD.fullmatch(name) else name,
    )


def arrived(copy: RecordCopy, station: int) -> RecordCopy:
    """Return a travelling copy as the station of this number reads it: its own people bear their names again.

    For a record that the station knows: of one that it never saw, nobody there can have done anything.
    """

    def home(name: str) -> str:
        found = _ABROAD.fullmatch(name)
        return found.group(1) if found and int(found.group(2)) == station else name

    return _renamed(copy, home)


def _renamed(copy: RecordCopy, name: Callable[[str], str]) -> RecordCopy:
    record = copy.record
    return replace(
        copy,
        record=replace(
            record,
            created_by=name(record.created_by),
            submitted_by=name(record.submitted_by),
            consents=tuple(replace(each, operator=name(each.operator)) for each in record.consents),
        ),
        steps=tuple(replace(each, operator=name(each.operator)) for each in copy.steps),
        remarks=tuple(replace(each, operator=name(each.operator)) for each in copy.remarks),
        card=_card_renamed(copy.card, name),
    )


def _card_renamed(card: CardIssue | None, name: Callable[[str], str]) -> CardIssue | None:
    if card is None or card.handed is None:
        return card
    return replace(card, handed=replace(card.handed, operator=name(card.handed.operator)))


_BESIDES = ("updated_at", "status", "steps", "remarks", "returned_reason", "prints", "card", "withdrawn")


def content_digest(copy: RecordCopy) -> str:
    """Return the SHA-256 over what a travelling copy says of the person: what became of the request doesn't count."""
    return hashlib.sha256(_packed({key: told for key, told in _told(copy).items() if key not in _BESIDES})).hexdigest()


def fingerprint(copy: RecordCopy) -> str:
    """Return the SHA-256 over what a travelling copy says; when it was touched, and what was withdrawn, don't count."""
    told = _told(replace(copy, withdrawn=()))
    del told["updated_at"]
    return hashlib.sha256(_packed(told)).hexdigest()


def step_digests(steps: Sequence[Step]) -> tuple[bytes, ...]:
    """Return a short digest for each step over it and all before it: equal ones have the same past."""
    digests: list[bytes] = []
    before = b""
    for step in steps:
        before = hashlib.sha256(before + _packed(_step(step))).digest()[:12]
        digests.append(before)
    return tuple(digests)


def as_text(copy: RecordCopy) -> bytes:
    """Return the copy as ASCII JSON, the same bytes for the same copy."""
    return _packed(_told(copy))


def _packed(told: object) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")


def _told(copy: RecordCopy) -> dict[str, object]:
    record = copy.record
    # Left out where nothing is known: such a copy reads, and has the fingerprint, as before cards travelled.
    card = {"card": _card(copy.card)} if copy.card is not None else {}
    withdrawn = {"withdrawn": [_moment(each) for each in copy.withdrawn]} if copy.withdrawn else {}
    return {
        **card,
        **withdrawn,
        "id": record.id,
        "profile": record.profile,
        "profile_version": record.profile_version,
        "business": record.business,
        "campaign": record.campaign,
        "status": record.status.value,
        "created_at": _moment(record.created_at),
        "created_by": record.created_by,
        "updated_at": _moment(record.updated_at),
        "card_read": record.card_read,
        "submitted_at": _moment(record.submitted_at) if record.submitted_at else None,
        "submitted_by": record.submitted_by,
        "receipt_number": record.receipt_number,
        "prints": record.prints,
        "returned_reason": record.returned_reason,
        "values": {key: value for key, value in record.values.items() if value},
        "consents": [[each.key, each.version, _moment(each.agreed_at), each.operator] for each in record.consents],
        "steps": [_step(each) for each in copy.steps],
        "readings": [[each.source.value, each.key, each.value, _moment(each.at)] for each in copy.readings],
        "pictures": [
            [each.role.value, each.sha256, each.size_bytes, _moment(each.stored_at), each.report]
            for each in sorted(copy.pictures, key=lambda each: each.role)
        ],
        "remarks": [_remark(each) for each in copy.remarks],
    }


def _step(step: Step) -> list[str]:
    return [_moment(step.at), step.operator, step.move.value, step.source.value, step.target.value, step.reason]


def _remark(remark: Remark) -> list[str | None]:
    point = remark.point
    settled = _moment(remark.settled_at) if remark.settled_at else None
    answer = remark.answer.value if remark.answer else None
    made = (remark.source.value, _moment(remark.at), remark.operator)
    return [point.key, point.text, point.code, *made, settled, answer]


def _card(card: CardIssue) -> list[object]:
    handed = card.handed
    told_at = _moment(card.told_at) if card.told_at else None
    if handed is None:
        return [card.number, card.place, told_at, None]
    taken = [_moment(handed.at), handed.operator, handed.taker.value, handed.name, handed.number, handed.proof.value]
    return [card.number, card.place, told_at, taken]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
