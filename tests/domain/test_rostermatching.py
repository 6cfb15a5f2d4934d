# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.roster import RosterId, RosterRow, RowId
from sscard_desktop.domain.rostermatching import Identity, Likeness, fifteen_places, likeness, other_person

NUMBER = "51010719900307234X"
WHO = Identity(NUMBER, ("王秀英",), "1990-03-07")


def row(**values: str) -> RosterRow:
    return RosterRow(RowId("r"), RosterId("R"), 1, values, datetime(2026, 3, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"number": NUMBER, "name": "王秀英"}, Likeness.NUMBER),
        ({"number": NUMBER.lower(), "name": "王秀瑛"}, Likeness.NUMBER),
        ({"number": NUMBER, "name": ""}, Likeness.NUMBER),
        ({"name": "王秀英"}, Likeness.NAME),
        ({"name": "王秀英", "birth_date": "1990-03-07"}, Likeness.NAME),
        ({"name": "王秀英", "birth_date": "1991-03-07"}, None),
        ({"number": "510107199003072358", "name": "王秀英"}, Likeness.NAME_AND_BIRTH),
        ({"number": "51010719900703234X", "name": "王秀英"}, Likeness.NAME_AND_FIGURES),
        ({"number": "5101071990030723X", "name": "王秀英"}, Likeness.NAME_AND_FIGURES),
        ({"number": "110105198811112221", "name": "王秀英"}, None),
        ({"number": "510107199003072358", "name": "王秀瑛"}, None),
        ({"number": "", "name": ""}, None),
    ],
)
def test_the_number_is_sure_and_the_name_a_question(values: dict[str, str], expected: Likeness | None) -> None:
    assert likeness(row(**values), WHO) is expected


def test_an_old_number_of_fifteen_places_is_the_same_person() -> None:
    old = "110105491231002"
    new = idnumber.propose_eighteen(old)
    assert new is not None
    assert fifteen_places(new) == old
    assert likeness(row(number=old, name="别名"), Identity(new, ("张三",))) is Likeness.NUMBER


def test_a_latin_name_is_the_same_in_any_case_and_spacing() -> None:
    assert likeness(row(name="Smith John"), Identity("X1", ("SMITH  JOHN",))) is Likeness.NAME


def test_name_and_number_that_both_differ_are_somebody_else() -> None:
    assert other_person(row(name="李敏", number="110105198811112221"), WHO)
    assert not other_person(row(name="李敏", number=NUMBER), WHO)
    assert not other_person(row(name="王秀英", number="110105198811112221"), WHO)
    assert not other_person(row(name="李敏"), WHO)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_whatever_a_list_says_is_answered(name: str, number: str, born: str) -> None:
    listed = row(name=name, number=number, birth_date=born)
    found = likeness(listed, WHO)
    assert found is None or not other_person(listed, WHO)
    assert fifteen_places(number) in ("", idnumber.normalise(number)[:6] + idnumber.normalise(number)[8:17])
