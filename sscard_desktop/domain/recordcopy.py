# SPDX-License-Identifier: Apache-2.0
"""A record as it travels between stations: all of it in one value, as text and back, and what tells two apart.

Answers for the text's form (JSON) and for what of it is believed: a copy comes from another machine, so each part has
its type, its limits and its words, or the copy is refused as a whole. What belongs to one station alone doesn't travel:
the batch it is in, and that it was put aside. People at a station are known there only; abroad they bear its number,
``li@0017``, so that two stations' clerks of one name stay two.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sscard_desktop.domain.cardissue import PROOF_OF, CardIssue, Handing, Proof, Taker
from sscard_desktop.domain.comparison import Reading, Source
from sscard_desktop.domain.doubted import (
    LONGEST_TEXT,
    MOST_ITEMS,
    a_count,
    a_flag,
    a_list,
    a_moment,
    a_row,
    a_text,
    a_word,
    an_object,
    matching,
)
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.domain.record import BUREAU_MOVES, MOVES, Consent, Move, Record, RecordId, Status, Step
from sscard_desktop.domain.remarks import Answer, Point, Remark, RemarkSource

MAX_COPY_CHARACTERS = 4 << 20
MAX_PICTURE_BYTES = 32 << 20
_MOST_VALUES = 500
_LONGEST_REPORT = 1 << 20
_MOST_PRINTS = 1_000_000
_ID = re.compile(r"[0-9a-f]{32}")
_KEY = re.compile(r"[a-z0-9_.-]{1,80}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
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


# ── read with suspicion ──────────────────────────────────────────────────────────────────────────────────────────


def from_text(text: bytes) -> RecordCopy:
    """Return the copy that a text tells of; raise ``InvalidInputError("transfer.record_bad")`` for anything else."""
    try:
        if len(text) > MAX_COPY_CHARACTERS:
            raise ValueError("too long")
        return _copy(an_object(json.loads(text.decode("ascii")), limit=100))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise InvalidInputError("transfer.record_bad") from error


def _copy(told: Mapping[str, Any]) -> RecordCopy:
    record_id = RecordId(matching(_ID, told["id"]))
    status = Status(told["status"])
    receipt = a_text(told["receipt_number"])
    if receipt and not is_receipt_number(receipt):
        raise ValueError("no receipt number")
    steps = tuple(_read_step(*a_row(each, 6)) for each in a_list(told["steps"]))
    _require_moves(steps)
    if steps and steps[-1].target is not status:
        raise ValueError("the history ends elsewhere")
    pictures = tuple(_read_picture(*a_row(each, 5)) for each in a_list(told["pictures"]))
    if len({each.role for each in pictures}) != len(pictures):
        raise ValueError("a picture twice")
    record = Record(
        id=record_id,
        profile=a_word(told["profile"]),
        profile_version=a_word(told["profile_version"]),
        business=matching(_KEY, told["business"]),
        campaign=a_word(told["campaign"]),
        status=status,
        created_at=a_moment(told["created_at"]),
        created_by=a_word(told["created_by"]),
        updated_at=a_moment(told["updated_at"]),
        values=_values(told["values"]),
        pictures=frozenset(each.role for each in pictures),
        consents=tuple(
            Consent(matching(_KEY, key), a_word(version), a_moment(at), a_word(by))
            for key, version, at, by in (a_row(each, 4) for each in a_list(told["consents"]))
        ),
        card_read=a_flag(told["card_read"]),
        submitted_at=None if told["submitted_at"] is None else a_moment(told["submitted_at"]),
        submitted_by=a_word(told["submitted_by"]),
        receipt_number=receipt,
        prints=a_count(told["prints"], _MOST_PRINTS),
        returned_reason=a_text(told["returned_reason"]),
    )
    readings = tuple(
        Reading(record_id, Source(source), matching(_KEY, key), a_text(value), a_moment(at))
        for source, key, value, at in (a_row(each, 4) for each in a_list(told["readings"]))
    )
    if len({(each.source, each.key) for each in readings}) != len(readings):
        raise ValueError("a reading twice")
    remarks = tuple(_read_remark(*a_row(each, 8)) for each in a_list(told["remarks"]))
    card = None if told.get("card") is None else _read_card(record_id, *a_row(told["card"], 4))
    withdrawn = tuple(a_moment(each) for each in a_list(told.get("withdrawn", [])))
    return RecordCopy(record, steps, readings, pictures, remarks, card, withdrawn)


def _read_step(at: object, operator: object, move: object, source: object, target: object, reason: object) -> Step:
    way = Move(a_word(move)), Status(a_word(source)), Status(a_word(target))
    return Step(a_moment(at), a_word(operator), *way, a_text(reason))


def _require_moves(steps: Sequence[Step]) -> None:
    """Raise ``ValueError`` for a history that no station writes; one step back leads where the bureau's came from."""
    stood: list[Step] = []
    for step in steps:
        if step.move is Move.RETRACT:
            last = stood.pop() if stood else None
            if (
                last is None
                or last.move not in BUREAU_MOVES
                or (last.target, last.source) != (step.source, step.target)
            ):
                raise ValueError("nothing to retract")
            continue
        if MOVES.get((step.source, step.move)) is not step.target:
            raise ValueError("no such move")
        stood.append(step)


def _read_picture(role: object, sha256: object, size_bytes: object, at: object, report: object) -> PictureFacts:
    told = a_text(report, limit=_LONGEST_REPORT)
    if told:
        an_object(json.loads(told), limit=MOST_ITEMS)
    size = a_count(size_bytes, MAX_PICTURE_BYTES)
    return PictureFacts(PictureRole(a_word(role)), matching(_SHA256, sha256), size, a_moment(at), told)


def _read_remark(
    key: object, text: object, code: object, source: object, at: object, by: object, settled: object, answer: object
) -> Remark:
    if (settled is None) is not (answer is None):
        raise ValueError("half an answer")
    return Remark(
        Point(a_text(text), a_word(key), a_word(code)),
        RemarkSource(a_word(source)),
        a_moment(at),
        a_word(by),
        None if settled is None else a_moment(settled),
        None if answer is None else Answer(a_word(answer)),
    )


def _read_card(record_id: RecordId, number: object, place: object, told_at: object, handed: object) -> CardIssue:
    card = CardIssue(
        record_id,
        a_text(number),
        a_text(place),
        None if told_at is None else a_moment(told_at),
        None if handed is None else _read_handing(*a_row(handed, 6)),
    )
    if card == CardIssue(record_id):
        raise ValueError("nothing is told")
    return card


def _read_handing(at: object, by: object, taker: object, name: object, number: object, proof: object) -> Handing:
    who, shown = Taker(a_word(taker)), Proof(a_word(proof))
    if shown is not PROOF_OF[who]:
        raise ValueError("nobody shows that")
    return Handing(a_moment(at), a_word(by), who, a_text(name), a_text(number), shown)


def _values(told: object) -> dict[str, str]:
    # A lone surrogate of a broken paste may stand in a value, as it may in the station: both are kept as JSON.
    values = an_object(told, limit=_MOST_VALUES)
    for key, value in values.items():
        matching(_KEY, key)
        if type(value) is not str or len(value) > LONGEST_TEXT:
            raise ValueError("no value")
    return dict(values)
