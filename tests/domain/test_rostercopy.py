# SPDX-License-Identifier: Apache-2.0
"""Rosters that travel: read back as written, doubted word by word, and put together whatever comes first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowId
from sscard_desktop.domain.rostercopy import ROWS_A_PIECE, RosterPiece, as_text, from_text, joined, newer_of, pieces
from sscard_desktop.domain.rostersplit import by_unit, in_turn, unit_of

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ROSTER = Roster(RosterId("a" * 32), "样例公司", "样例公司", "U1", "2026", "chengdu", "b" * 64, NOON, "zhou")

moments = st.integers(0, 10_000).map(lambda minutes: NOON + timedelta(minutes=minutes))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
rows = st.builds(
    RosterRow,
    id=st.just(RowId("c" * 32)),
    roster=st.just(ROSTER.id),
    position=st.integers(0, 1000),
    values=st.dictionaries(st.from_regex(r"[a-z_]{1,10}", fullmatch=True), texts.filter(bool), max_size=4),
    updated_at=moments,
    refused=st.sampled_from(["", "已离职"]),
    refused_at=moments,
    slot=st.none() | moments,
    queue=st.integers(0, 50),
)


@given(rows)
def test_a_piece_reads_back_as_it_was_written(row: RosterRow) -> None:
    piece = RosterPiece(ROSTER, (row,))
    assert from_text(as_text(piece)) == piece
    assert as_text(from_text(as_text(piece))) == as_text(piece)


@given(rows, rows, st.booleans())
def test_what_happened_to_somebody_is_the_same_whichever_machine_is_asked(
    one: RosterRow, other: RosterRow, newer: bool
) -> None:
    here, there = joined(one, other, newer=newer), joined(other, one, newer=not newer)
    if one.refused_at != other.refused_at and one.updated_at != other.updated_at:
        assert replace(here, roster=ROSTER.id) == replace(there, roster=ROSTER.id)
    assert joined(here, other, newer=newer) == here


def a_row(number: int, **changes: object) -> RosterRow:
    values = {"name": f"演{number}", "unit": f"{number % 3} 车间"}
    row = RosterRow(RowId(f"{number:032x}"), ROSTER.id, number, values, NOON)
    return replace(row, **changes)  # type: ignore[arg-type]


def test_a_later_slot_doesnt_undo_a_refusal_nor_a_refusal_a_correction() -> None:
    late = NOON + timedelta(hours=2)
    slotted = a_row(1, slot=late, updated_at=late)
    refused = a_row(1, refused="已离职", refused_at=NOON + timedelta(hours=1), updated_at=NOON + timedelta(hours=1))
    both = joined(slotted, refused, newer=False)
    assert (both.refused, both.slot, both.updated_at) == ("已离职", late, late)
    corrected = replace(a_row(1), values={"name": "演一"})
    assert joined(refused, corrected, newer=True).values == {"name": "演一"}
    assert joined(refused, corrected, newer=True).refused == "已离职"
    assert joined(corrected, refused, newer=False).values == {"name": "演一"}


def test_the_later_import_says_what_a_roster_is() -> None:
    later = replace(ROSTER, title="样例公司（更正）", imported_at=NOON + timedelta(days=1))
    assert newer_of(ROSTER, later).title == later.title
    assert newer_of(later, ROSTER) == later


def test_a_roster_travels_in_bounded_pieces_and_an_empty_one_too() -> None:
    people = [a_row(number) for number in range(ROWS_A_PIECE + 1)]
    assert [len(each.rows) for each in pieces(ROSTER, people)] == [ROWS_A_PIECE, 1]
    assert [len(each.rows) for each in pieces(ROSTER, [])] == [0]
    wordy = [
        a_row(number, values={"name": "长" * 2000, **{f"k{n}": "长" * 2000 for n in range(99)}}) for number in range(12)
    ]
    assert [len(each.rows) for each in pieces(ROSTER, wordy)] == [5, 5, 2]
    assert [from_text(as_text(each)) for each in pieces(ROSTER, wordy)] == list(pieces(ROSTER, wordy))


BAD: list[Any] = [None, [], {}, 7, "x" * 10_000, "\ud800", "\x00", True, -1, 1e400]


@pytest.mark.parametrize("bad", BAD, ids=repr)
def test_a_word_that_isnt_what_it_must_be_refuses_the_piece(bad: object) -> None:
    row = a_row(1, refused="已离职", refused_at=NOON, slot=NOON, queue=3)
    told = json.loads(as_text(RosterPiece(ROSTER, (row,))))
    for key in told:
        if (key, bad) in (("closed_at", None), ("rows", [])):
            continue
        with pytest.raises(InvalidInputError, match=r"transfer\.roster_bad"):
            from_text(json.dumps({**told, key: bad}).encode())
    for key in told["rows"][0]:
        if (key, bad) in (("values", {}), ("refused_at", None), ("slot", None), ("queue", 7), ("position", 7)):
            continue
        spoilt = {**told, "rows": [{**told["rows"][0], key: bad}]}
        with pytest.raises(InvalidInputError, match=r"transfer\.roster_bad"):
            from_text(json.dumps(spoilt).encode())


@pytest.mark.parametrize("text", [b"", b"{", b"[" * 100_000, b"\xff", b"{}", b'{"rows":[]}'])
def test_anything_else_is_refused(text: bytes) -> None:
    with pytest.raises(InvalidInputError, match=r"transfer\.roster_bad"):
        from_text(text)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60), st.integers(1, 8))
def test_everybody_is_in_one_part_in_the_lists_order(units: list[int], parts: int) -> None:
    people = [a_row(place, values={"unit": f"{unit} 车间"}) for place, unit in enumerate(units, start=1)]
    for divided in (in_turn(people, parts), by_unit(people, parts)):
        assert len(divided) == parts
        assert sorted(row.position for part in divided for row in part) == list(range(1, len(units) + 1))
        assert all([row.position for row in part] == sorted(row.position for row in part) for part in divided)
    sizes = [len(part) for part in in_turn(people, parts)]
    assert max(sizes) - min(sizes) <= 1
    homes = [{unit_of(row) for row in part} for part in by_unit(people, parts)]
    assert sum(map(len, homes)) == len(set(units))
