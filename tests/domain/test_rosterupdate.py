# SPDX-License-Identifier: Apache-2.0
"""A corrected list against the roster: who is who, what may change, and nobody lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.roster import RosterId, RosterRow, RowId, RowState, row_id
from sscard_desktop.domain.rosterupdate import Coming, Fate, Match, PersonUpdate, Refusal, counts, updates

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
KEYS = ("name", "number", "birth_date", "personal_number", "personnel_category", "mobile")


def key_of(values: Mapping[str, str]) -> RowId:
    return row_id("2026", "U1", values)


def values_of(number: int, /, **changes: str) -> dict[str, str]:
    usual = {
        "name": f"演{number}",
        "number": f"N{number}",
        "birth_date": "1990-03-07",
        "personal_number": f"P{number}",
        "personnel_category": "职工",
        "mobile": "13800138000",
    }
    return {key: value for key, value in (usual | changes).items() if value}


def row_of(number: int, /, **changes: str) -> RosterRow:
    values = values_of(number, **changes)
    return RosterRow(key_of(values), RosterId("r"), number, values, NOON)


def update(row: RosterRow, state: RowState = RowState.MISSING, /, **changes: str) -> PersonUpdate:
    coming = {key: value for key, value in {**row.values, **changes}.items() if value}
    (found,) = updates([(row, state)], [Coming(2, coming)], keys=KEYS, row_id=key_of)
    return found


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"mobile": "13900139000"}, Match.PERSONAL),
        ({"number": "N9"}, Match.PERSONAL),
        ({"name": "演九"}, Match.PERSONAL),
        ({"mobile": ""}, Match.PERSONAL),
    ],
)
def test_a_person_is_found_and_one_thing_of_them_changes(changes: dict[str, str], match: Match) -> None:
    row = row_of(1)
    found = update(row, **changes)
    assert (found.fate, found.row, found.match) == (Fate.CHANGED, row.id, match)
    ((key, after),) = changes.items()
    assert [(each.key, each.before, each.after) for each in found.changes] == [(key, row.value(key), after)]
    assert found.values == {k: v for k, v in {**row.values, **changes}.items() if v}


def test_without_a_personal_number_the_number_finds_them_then_name_and_birth_date() -> None:
    row = row_of(1, personal_number="")
    assert update(row, mobile="1").match is Match.NUMBER
    assert update(row, name="演九").match is Match.NUMBER
    assert update(row, number="N9").match is Match.PERSON
    corrected = replace(row, values={**row.values, "number": "N9"})
    assert update(corrected, number="N1").match is Match.ROW


@pytest.mark.parametrize(
    ("changes", "state", "refusal"),
    [
        ({"name": "演九", "number": "N9"}, RowState.MISSING, Refusal.BOTH),
        ({"personnel_category": "灵活就业"}, RowState.MISSING, Refusal.FIXED),
        ({"personnel_category": ""}, RowState.MISSING, Refusal.FIXED),
        ({"mobile": "1"}, RowState.DONE, Refusal.SUBMITTED),
        ({"personal_number": "P9"}, RowState.HALF, Refusal.FIXED),
    ],
)
def test_what_may_not_change_doesnt_and_nothing_else_of_that_person_does(
    changes: dict[str, str], state: RowState, refusal: Refusal
) -> None:
    row = row_of(1)
    found = update(row, state, mobile="13700137000", **{k: v for k, v in changes.items() if k != "mobile"})
    assert (found.fate, found.refusal, found.values) == (Fate.REFUSED, refusal, row.values)


def test_what_was_empty_may_be_filled_whatever_it_is() -> None:
    row = row_of(1, personal_number="", number="", personnel_category="")
    found = update(row, number="N1", personal_number="P1", personnel_category="职工")
    assert (found.fate, found.match) == (Fate.CHANGED, Match.PERSON)


def test_what_the_list_has_no_column_for_stays() -> None:
    row = row_of(1)
    coming = {key: row.value(key) for key in ("name", "number")}
    (found,) = updates([(row, RowState.HALF)], [Coming(2, coming)], keys=("name", "number"), row_id=key_of)
    assert (found.fate, found.values) == (Fate.SAME, row.values)


def test_two_of_one_name_and_birth_date_are_never_guessed() -> None:
    rows = [(row_of(each, personal_number="", name="演"), RowState.MISSING) for each in (1, 2)]
    coming = [Coming(2, values_of(3, personal_number="", name="演"))]
    found = updates(rows, coming, keys=KEYS, row_id=key_of)
    assert [each.fate for each in found] == [Fate.NEW, Fate.GONE, Fate.GONE]
    found = updates(
        rows[:1], [*coming, Coming(3, values_of(4, personal_number="", name="演"))], keys=KEYS, row_id=key_of
    )
    assert [each.fate for each in found] == [Fate.NEW, Fate.NEW, Fate.GONE]


def test_somebody_who_stands_there_twice_is_refused_the_second_time() -> None:
    row = row_of(1)
    coming = [Coming(2, values_of(1, mobile="1")), Coming(3, values_of(1, personal_number="", mobile="2"))]
    first, second = updates([(row, RowState.MISSING)], coming, keys=KEYS, row_id=key_of)
    assert (first.fate, second.fate, second.refusal) == (Fate.CHANGED, Fate.REFUSED, Refusal.TWICE)


def test_the_holder_of_a_number_that_was_corrected_away_is_another_person() -> None:
    """The row's id is by the old number; whoever has that number in truth gets a row of their own."""
    mended = replace(row_of(1, personal_number=""), values=values_of(1, personal_number="", number="N9"))
    other = values_of(1, personal_number="", name="别人", birth_date="1971-01-01")
    found = updates(
        [(mended, RowState.MISSING)], [Coming(2, dict(mended.values)), Coming(3, other)], keys=KEYS, row_id=key_of
    )
    assert [each.fate for each in found] == [Fate.SAME, Fate.NEW]
    assert found[0].row != found[1].row


def test_a_row_with_a_problem_says_nothing_and_its_person_isnt_gone() -> None:
    rows = [(row_of(each), RowState.MISSING) for each in (1, 2, 3)]
    found = updates(
        rows, [Coming(2, values_of(1))], keys=KEYS, row_id=key_of, unsure=[Coming(3, {"personal_number": "P2"})]
    )
    assert [(each.fate, each.values["personal_number"]) for each in found] == [(Fate.SAME, "P1"), (Fate.GONE, "P3")]


def test_a_place_in_the_list_moves_without_anything_being_changed() -> None:
    rows = [(row_of(each), RowState.DONE) for each in (1, 2)]
    found = updates(rows, [Coming(2, values_of(2)), Coming(3, values_of(1))], keys=KEYS, row_id=key_of)
    assert [(each.fate, each.position) for each in found] == [(Fate.SAME, 1), (Fate.SAME, 2)]


words = st.sampled_from(["", "1", "2", "3", "4"])
someone = st.fixed_dictionaries(dict.fromkeys(KEYS, words)).map(
    lambda values: {key: value for key, value in values.items() if value}
)


@given(st.lists(someone, max_size=6), st.lists(someone, max_size=6), st.lists(someone, max_size=2))
def test_everybody_of_both_lists_has_one_fate_and_no_rule_is_broken(
    before: list[dict[str, str]], after: list[dict[str, str]], unsure: list[dict[str, str]]
) -> None:
    rows = {key_of(values): values for values in before}
    here = [
        (RosterRow(key, RosterId("r"), place, values, NOON), RowState.MISSING)
        for place, (key, values) in enumerate(rows.items(), start=1)
    ]
    coming = [Coming(line, values) for line, values in enumerate(after, start=2)]
    found = updates(here, coming, keys=KEYS, row_id=key_of, unsure=[Coming(0, each) for each in unsure])
    assert [each.number for each in found if each.number] == [each.number for each in coming]
    kept = [each.row for each in found if each.refusal is not Refusal.TWICE]
    assert len(set(kept)) == len(kept)
    assert sum(counts(found).values()) == len(found)
    for each in found:
        if each.fate is Fate.CHANGED:
            corrected = {change.key for change in each.changes if change.before}
            assert not {"name", "number"} <= corrected
            assert not corrected & {"personal_number", "personnel_category"}
        elif each.fate is not Fate.NEW and each.refusal is not Refusal.TWICE:
            assert each.values == rows[each.row]
