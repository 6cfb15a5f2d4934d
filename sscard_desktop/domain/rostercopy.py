# SPDX-License-Identifier: Apache-2.0
"""Rosters as they travel between stations: in pieces that each tell of some people, as text and back.

Answers for the text's form (JSON) and for what of it is believed: it comes from another machine, so each part has its
type, its limits and its words, or the piece is refused as a whole; and for which machine's word counts where two tell
of one person. What a roster says of people goes from where it was imported to the others, never back: the later import
counts. What happens to people (不采集, slots, queue numbers) comes from all of them: for each the later word counts.
Which record is whose isn't told: the records say it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sscard_desktop.domain.doubted import (
    A_SHA256,
    AN_ID,
    a_count,
    a_document,
    a_moment,
    a_moment_or_none,
    a_word,
    an_object,
    matching,
    refused_as,
    the_values,
)
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowId

ROWS_A_PIECE = 500
MAX_PIECE_BYTES = 32 << 20
_CHARACTERS_A_PIECE = 1 << 20
"""Of values; twelve bytes each at the most."""
_MOST_ROWS = 1_000_000
_ROW = ("id", "position", "values", "updated_at", "refused", "refused_at", "slot", "queue")


@dataclass(frozen=True, slots=True)
class RosterPiece:
    """Some people of a roster, and what the roster is."""

    roster: Roster
    rows: tuple[RosterRow, ...] = field(default=(), repr=False)


def pieces(roster: Roster, rows: Sequence[RosterRow]) -> Iterator[RosterPiece]:
    """Yield a roster in pieces, one without people where it has none."""
    piece: list[RosterRow] = []
    characters = 0
    for row in rows:
        size = sum(map(len, row.values.values()))
        if piece and (len(piece) == ROWS_A_PIECE or characters + size > _CHARACTERS_A_PIECE):
            yield RosterPiece(roster, tuple(piece))
            piece, characters = [], 0
        piece.append(row)
        characters += size
    yield RosterPiece(roster, tuple(piece))


def newer_of(here: Roster, coming: Roster) -> Roster:
    """Return what a roster is once another machine told of it; how many people it has is the store's to say."""
    if coming.imported_at <= here.imported_at:
        return here
    return replace(coming, rows=here.rows, closed_at=here.closed_at)


def joined(here: RosterRow, coming: RosterRow, *, newer: bool) -> RosterRow:
    """Return a person's row once another machine told of them.

    Args:
        newer: whether what comes is of a later import than what is here.
    """
    row = replace(here, values=coming.values, position=coming.position) if newer else here
    last = max(here, coming, key=lambda each: each.updated_at)
    other = coming if last is here else here
    said = max((here, coming), key=lambda each: (each.refused_at is not None, each.refused_at or each.updated_at))
    return replace(
        row,
        updated_at=last.updated_at,
        refused=said.refused,
        refused_at=said.refused_at,
        slot=last.slot or other.slot,
        queue=last.queue or other.queue,
    )


def as_text(piece: RosterPiece) -> bytes:
    """Return a piece as ASCII JSON, the same bytes for the same piece."""
    roster = piece.roster
    told = {
        "id": roster.id,
        "title": roster.title,
        "unit": roster.unit,
        "unit_number": roster.unit_number,
        "campaign": roster.campaign,
        "profile": roster.profile,
        "sha256": roster.sha256,
        "imported_at": _moment(roster.imported_at),
        "imported_by": roster.imported_by,
        "closed_at": _moment(roster.closed_at),
        "rows": [_row(each) for each in piece.rows],
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")


def _row(row: RosterRow) -> dict[str, object]:
    # Most people have no more than this: what is unsaid isn't written down fifty thousand times.
    told: dict[str, object] = {
        "id": row.id,
        "position": row.position,
        "values": {key: value for key, value in row.values.items() if value},
        "updated_at": _moment(row.updated_at),
    }
    if row.refused or row.refused_at:
        told |= {"refused": row.refused, "refused_at": _moment(row.refused_at)}
    if row.slot:
        told["slot"] = _moment(row.slot)
    if row.queue:
        told["queue"] = row.queue
    return told


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat()


# ── read with suspicion ──────────────────────────────────────────────────────────────────────────────────────────


def from_text(text: bytes) -> RosterPiece:
    """Return the piece that a text tells of; raise ``InvalidInputError("transfer.roster_bad")`` for anything else."""
    with refused_as("transfer.roster_bad"):
        return _piece(a_document(text, most_bytes=MAX_PIECE_BYTES, members=20))


def _piece(told: Mapping[str, Any]) -> RosterPiece:
    roster = Roster(
        id=RosterId(matching(AN_ID, told["id"])),
        title=a_word(told["title"]),
        unit=a_word(told["unit"]),
        unit_number=a_word(told["unit_number"]),
        campaign=a_word(told["campaign"]),
        profile=a_word(told["profile"]),
        sha256=matching(A_SHA256, told["sha256"]),
        imported_at=a_moment(told["imported_at"]),
        imported_by=a_word(told["imported_by"]),
        closed_at=a_moment_or_none(told["closed_at"]),
    )
    rows = told["rows"]
    if type(rows) is not list or len(rows) > ROWS_A_PIECE:
        raise ValueError("no rows")
    read = tuple(_read_row(roster.id, an_object(each, limit=len(_ROW))) for each in rows)
    if len({each.id for each in read}) != len(read):
        raise ValueError("a person twice")
    return RosterPiece(roster, read)


def _read_row(roster: RosterId, told: Mapping[str, Any]) -> RosterRow:
    if not told.keys() <= set(_ROW):
        raise ValueError("no row")
    return RosterRow(
        id=RowId(matching(AN_ID, told["id"])),
        roster=roster,
        position=a_count(told["position"], _MOST_ROWS),
        values=the_values(told["values"]),
        updated_at=a_moment(told["updated_at"]),
        refused=a_word(told.get("refused", "")),
        refused_at=a_moment_or_none(told.get("refused_at")),
        slot=a_moment_or_none(told.get("slot")),
        queue=a_count(told.get("queue", 0), _MOST_ROWS),
    )
