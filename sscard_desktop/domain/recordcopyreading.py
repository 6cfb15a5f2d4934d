# SPDX-License-Identifier: Apache-2.0
"""A travelling record's text, read with suspicion: what of it is believed.

A copy comes from another machine, so each part has its type, its limits and its words, and its history is one that a
station writes, or the copy is refused as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sscard_desktop.domain.cardissue import PROOF_OF, CardIssue, Handing, Proof, Taker
from sscard_desktop.domain.comparison import Reading, Source
from sscard_desktop.domain.doubted import (
    A_KEY,
    A_SHA256,
    AN_ID,
    MOST_ITEMS,
    a_count,
    a_document,
    a_flag,
    a_list,
    a_moment,
    a_moment_or_none,
    a_row,
    a_text,
    a_word,
    an_object,
    matching,
    refused_as,
    the_values,
)
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.domain.record import BUREAU_MOVES, MOVES, Consent, Move, Record, RecordId, Status, Step
from sscard_desktop.domain.recordcopy import PictureFacts, RecordCopy
from sscard_desktop.domain.remarks import Answer, Point, Remark, RemarkSource

MAX_COPY_CHARACTERS = 4 << 20
MAX_PICTURE_BYTES = 32 << 20
_LONGEST_REPORT = 1 << 20
_MOST_PRINTS = 1_000_000


def from_text(text: bytes) -> RecordCopy:
    """Return the copy that a text tells of; raise ``InvalidInputError("transfer.record_bad")`` for anything else."""
    with refused_as("transfer.record_bad"):
        return _copy(a_document(text, most_bytes=MAX_COPY_CHARACTERS, members=100))


def _copy(told: Mapping[str, Any]) -> RecordCopy:
    record_id = RecordId(matching(AN_ID, told["id"]))
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
        business=matching(A_KEY, told["business"]),
        campaign=a_word(told["campaign"]),
        status=status,
        created_at=a_moment(told["created_at"]),
        created_by=a_word(told["created_by"]),
        updated_at=a_moment(told["updated_at"]),
        # A lone surrogate may stand in the station, too: both are kept as JSON.
        values=the_values(told["values"], unpaired=True),
        pictures=frozenset(each.role for each in pictures),
        consents=tuple(
            Consent(matching(A_KEY, key), a_word(version), a_moment(at), a_word(by))
            for key, version, at, by in (a_row(each, 4) for each in a_list(told["consents"]))
        ),
        card_read=a_flag(told["card_read"]),
        submitted_at=a_moment_or_none(told["submitted_at"]),
        submitted_by=a_word(told["submitted_by"]),
        receipt_number=receipt,
        prints=a_count(told["prints"], _MOST_PRINTS),
        returned_reason=a_text(told["returned_reason"]),
    )
    readings = tuple(
        Reading(record_id, Source(source), matching(A_KEY, key), a_text(value), a_moment(at))
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
    return PictureFacts(PictureRole(a_word(role)), matching(A_SHA256, sha256), size, a_moment(at), told)


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
        a_moment_or_none(settled),
        None if answer is None else Answer(a_word(answer)),
    )


def _read_card(record_id: RecordId, number: object, place: object, told_at: object, handed: object) -> CardIssue:
    card = CardIssue(
        record_id,
        a_text(number),
        a_text(place),
        a_moment_or_none(told_at),
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
