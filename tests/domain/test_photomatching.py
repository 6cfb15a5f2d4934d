# SPDX-License-Identifier: Apache-2.0
"""Whose photo a file is: what is sure is assigned, and on any doubt nothing."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop.domain.photoclaims import Doubt, Person
from sscard_desktop.domain.photomatching import Matching, NamedFile, Way, match
from sscard_desktop.domain.photonames import natural

WANG = Person("wang", "王小明", "510107199003070011", frozenset({"12"}))
LI = Person("li", "李娜", "510107199003070038", frozenset({"13"}))
NAMESAKE = Person("wang2", "王小明", "51010719900307002X", frozenset({"77"}))
AYGUL = Person("aygul", "阿依古丽·买买提", "650102199810121024")
SMITH = Person("smith", "SMITH JOHN", "USA110199001011234")
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
BY_NAMES = [way for way in Way if way is not Way.LOG]


def matched(names: list[str], people: list[Person], way: Way, *, ats: list[datetime | None] | None = None) -> Matching:
    times = ats or [None] * len(names)
    return match(
        [NamedFile(f"f{i}", name, at) for i, (name, at) in enumerate(zip(names, times, strict=True))], people, way
    )


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("510107199003070011.jpg", "wang"),
        ("５１０１０７１９９００３０７００１１.JPG", "wang"),
        ("51010719900307002x.jpeg", "wang2"),
        ("王小明510107199003070011.png", "wang"),
        ("510107199003070011_王小明证件照.jpg", "wang"),
        ("高三五班-王小明-510107199003070011 (1).jpg", "wang"),
        ("高三五班-510107199003070011.jpg", "wang"),
        ("三年级_510107199003070011.jpg", "wang"),
        ("成都样例公司 510107199003070011.jpg", "wang"),
        ("650102199810121024阿依古丽•买买提.jpg", "aygul"),
        ("USA110199001011234 SMITH JOHN.jpg", "smith"),
    ],
)
def test_a_number_in_the_name_tells_whose_it_is(name: str, person: str) -> None:
    assert matched([name], [WANG, LI, NAMESAKE, AYGUL, SMITH], Way.NUMBER).assigned == {"f0": person}


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("IMG_0001.jpg", Doubt.NOBODY),
        ("110101199003070011.jpg", Doubt.NOBODY),
        ("5101071990030700110.jpg", Doubt.NOBODY),
        ("510107199003070011_510107199003070038.jpg", Doubt.SEVERAL_PEOPLE),
        ("王小明和李娜510107199003070011.jpg", Doubt.NAME_DIFFERS),
        ("510107199003070011李娜.jpg", Doubt.NAME_DIFFERS),
        ("王小明 李娜 510107199003070011.jpg", Doubt.SEVERAL_PEOPLE),
        ("510107199003070011赵六.jpg", Doubt.NAME_DIFFERS),
        ("510107199003070011李科.jpg", Doubt.NAME_DIFFERS),
        ("王小学510107199003070011.jpg", Doubt.NAME_DIFFERS),
        ("王小明110101199003070012.jpg", Doubt.NUMBER_DIFFERS),
        ("510107199003070011_110101199003070012.jpg", Doubt.NUMBER_DIFFERS),
    ],
)
def test_what_speaks_for_two_or_for_nobody_is_left(name: str, doubt: Doubt) -> None:
    assert matched([name], [WANG, LI], Way.NUMBER).doubts == {"f0": doubt}


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("李娜.jpg", "li"),
        ("李娜证件照.jpg", "li"),
        ("王小明00012.jpg", "wang"),
        ("王小明77.jpg", "wang2"),
        ("王小明002X.jpg", "wang2"),
        ("王小明 510107199003070011.jpg", "wang"),
        ("Smith_John.jpg", "smith"),
    ],
)
def test_a_name_with_its_code_tells_whose_it_is(name: str, person: str) -> None:
    assert matched([name], [WANG, LI, NAMESAKE, SMITH], Way.NAME).assigned == {"f0": person}


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("王小明.jpg", Doubt.SAME_NAME),
        ("王小明00099.jpg", Doubt.CODE_DIFFERS),
        ("李娜510107199003070011.jpg", Doubt.NUMBER_DIFFERS),
        ("李娜 王小明.jpg", Doubt.SEVERAL_PEOPLE),
        ("李娜照.jpg", Doubt.NOBODY),
        ("510107199003070038.jpg", Doubt.NOBODY),
    ],
)
def test_a_name_that_is_shared_or_contradicted_is_left(name: str, doubt: Doubt) -> None:
    assert matched([name], [WANG, LI, NAMESAKE], Way.NAME).doubts == {"f0": doubt}


def test_two_files_of_one_person_are_both_left() -> None:
    both = matched(["510107199003070011.jpg", "510107199003070011 (2).jpg"], [WANG], Way.NUMBER)
    assert set(both.doubts.values()) == {Doubt.SEVERAL_FILES}


def test_a_doubtful_file_makes_the_sure_one_of_the_same_person_doubtful() -> None:
    both = matched(["510107199003070011.jpg", "510107199003070011赵六.jpg"], [WANG], Way.NUMBER)
    assert both.assigned == {}


def test_a_finished_record_is_told_and_an_older_one_of_the_same_person_does_not_count() -> None:
    done = Person("old", WANG.name, WANG.number, open=False)
    assert matched(["510107199003070011.jpg"], [done], Way.NUMBER).doubts == {"f0": Doubt.LOCKED}
    assert matched(["510107199003070011.jpg"], [done, WANG], Way.NUMBER).assigned == {"f0": "wang"}
    twin = Person("twin", WANG.name, WANG.number)
    assert matched(["510107199003070011.jpg"], [twin, WANG], Way.NUMBER).assigned == {}


def test_order_pairs_one_to_one_as_people_count() -> None:
    names = ["IMG_10.jpg", "IMG_9.jpg", "IMG_8.jpg"]
    assert matched(names, [WANG, LI, AYGUL], Way.ORDER).assigned == {"f2": "wang", "f1": "li", "f0": "aygul"}
    times: list[datetime | None] = [NOON + timedelta(minutes=at) for at in (3, 1, 2)]
    assert matched(names, [WANG, LI, AYGUL], Way.TIME, ats=times).assigned == {"f1": "wang", "f2": "li", "f0": "aygul"}


def test_an_order_with_one_too_many_a_tie_or_a_contradiction_assigns_nothing() -> None:
    cases = (
        matched(["1.jpg", "2.jpg", "3.jpg"], [WANG, LI], Way.ORDER),
        matched(["1.jpg", "01.jpg"], [WANG, LI], Way.ORDER),
        matched(["1.jpg", "2.jpg"], [WANG, LI], Way.TIME, ats=[NOON, NOON]),
        matched(["1.jpg", "2.jpg"], [WANG, LI], Way.TIME, ats=[NOON, None]),
        matched(["1李娜.jpg", "2王小明.jpg"], [WANG, LI], Way.ORDER),
        matched(["1.jpg", "2_510107199003070011.jpg"], [WANG, LI], Way.ORDER),
    )
    assert [set(case.doubts.values()) for case in cases] == [
        {Doubt.COUNT_DIFFERS}, {Doubt.ORDER_UNCLEAR}, {Doubt.ORDER_UNCLEAR}, {Doubt.ORDER_UNCLEAR},
        {Doubt.ORDER_CONTRADICTED}, {Doubt.ORDER_CONTRADICTED},
    ]  # fmt: skip
    assert not any(case.assigned for case in cases)


def test_names_are_put_in_order_as_people_do() -> None:
    assert sorted(["IMG_10.jpg", "img_9.jpg", "IMG_１1.jpg"], key=natural) == ["img_9.jpg", "IMG_10.jpg", "IMG_１1.jpg"]


def test_a_name_of_thousands_of_digits_has_its_place() -> None:
    assert sorted(["1" * 5000, "9", "10"], key=natural) == ["9", "10", "1" * 5000]


surnames, given_names = "王李赵", "明娜芳"
persons = st.lists(
    st.builds(
        lambda at, name, number, code, is_open: Person(f"p{at}", name, number, frozenset({code}), is_open),
        st.integers(0, 99),
        st.text(surnames + given_names, min_size=2, max_size=3),
        st.sampled_from([f"51010719900307{tail:03d}1" for tail in range(6)]),
        st.sampled_from(["", "7", "12"]),
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda person: person.id,
)
pieces = st.sampled_from(
    [f"51010719900307{tail:03d}1" for tail in range(6)]
    + ["王明", "李娜", "赵芳", "12", "007", "_", " ", "证件照", "(1)", "IMG"]
)
file_names = st.lists(st.lists(pieces, max_size=4).map("".join), max_size=6)


@pytest.mark.parametrize("way", [Way.NUMBER, Way.NAME])
def test_two_peoples_numbers_written_as_one_are_a_doubt(way: Way) -> None:
    first = Person("p1", "王明", "510107199003070001")
    second = Person("p2", "李娜", "510107199003070011")
    found = matched([f"{first.number}_{second.number}{first.number}_王明"], [first, second], way)
    assert not found.assigned


@settings(max_examples=300)
@given(persons, file_names, st.sampled_from([Way.NUMBER, Way.NAME]))
def test_nothing_is_ever_assigned_on_doubt(people: list[Person], names: list[str], way: Way) -> None:
    found = matched(names, people, way)
    assert found.assigned.keys() | found.doubts.keys() == {f"f{at}" for at in range(len(names))}
    assert not found.assigned.keys() & found.doubts.keys()
    assert len(set(found.assigned.values())) == len(found.assigned)
    by_id = {person.id: person for person in people}
    for key, person_id in found.assigned.items():
        person, name = by_id[person_id], names[int(key[1:])]
        assert person.open
        assert (person.number if way is Way.NUMBER else person.name) in name
        # No other number, and nobody else's name beside it.
        assert not any(other.number in name for other in people if other.number != person.number)
        assert not any(other.name != person.name and other.name == word for other in people for word in name.split("_"))
        rivals = [each for each in people if each.open and each.number == person.number and each.name == person.name]
        assert rivals == [person]


@settings(max_examples=100)
@given(persons, file_names, st.sampled_from([Way.NUMBER, Way.NAME]), st.randoms(use_true_random=False))
def test_the_order_of_files_and_people_changes_nothing(
    people: list[Person], names: list[str], way: Way, chance: random.Random
) -> None:
    files = [NamedFile(f"f{at}", name) for at, name in enumerate(names)]
    before = match(files, people, way)
    chance.shuffle(files)
    chance.shuffle(people)
    assert match(files, people, way) == before


@given(persons, file_names, st.sampled_from(BY_NAMES))
def test_the_same_files_twice_assign_nothing(people: list[Person], names: list[str], way: Way) -> None:
    doubled = matched(names + names, people, way)
    assert doubled.assigned == {}


@given(st.lists(st.text(max_size=40), max_size=8), persons, st.sampled_from(BY_NAMES))
def test_any_names_are_taken_without_an_error(names: list[str], people: list[Person], way: Way) -> None:
    assert len(matched(names, people, way).doubts) <= len(names)
