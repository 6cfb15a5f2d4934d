# SPDX-License-Identifier: Apache-2.0
"""Photos against who was called up when: a turn's only photo is sure, and on any doubt it is nobody's."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sscard_desktop.domain.photoclaims import Doubt, Person
from sscard_desktop.domain.photomatching import Matching, NamedFile
from sscard_desktop.domain.photoreads import CardRead, match_by_reads, proposed_shift, shift_of_pair

NINE = datetime(2026, 3, 2, 1, tzinfo=UTC)
PEOPLE = [Person(f"p{i}", f"人{'甲乙丙丁戊己庚辛壬癸'[i]}", f"5101071990030700{i:02}") for i in range(10)]
NONE = timedelta(0)


def at(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def shots(*seconds: float | None) -> list[NamedFile]:
    return [NamedFile(f"f{i}", f"IMG_{i}", None if s is None else at(s)) for i, s in enumerate(seconds)]


def reads(*told: tuple[float, str]) -> list[CardRead]:
    return [CardRead(at(seconds), person) for seconds, person in told]


def matched(files: list[NamedFile], log: list[CardRead], shift: timedelta = NONE) -> Matching:
    return match_by_reads(files, PEOPLE, log, shift)


def test_a_photo_between_two_reads_belongs_to_the_first() -> None:
    found = matched(shots(20, 75, 130), reads((0, "p0"), (60, "p1"), (120, "p2")))
    assert found.assigned == {"f0": "p0", "f1": "p1", "f2": "p2"}
    assert not found.doubts


def test_two_photos_of_one_turn_are_asked_and_none_is_assigned() -> None:
    found = matched(shots(20, 30, 75), reads((0, "p0"), (60, "p1")))
    assert found.assigned == {"f2": "p1"}
    assert found.doubts == {"f0": Doubt.SEVERAL_SHOTS, "f1": Doubt.SEVERAL_SHOTS}
    assert found.asked == {"f0": "p0", "f1": "p0"}


@pytest.mark.parametrize(
    ("seconds", "doubt"),
    [
        (-30, Doubt.NO_TURN),
        (60 + 15 * 60 + 30, Doubt.NO_TURN),
        (59, Doubt.AT_THE_CHANGE),
        (60, Doubt.AT_THE_CHANGE),
        (61, Doubt.AT_THE_CHANGE),
        (None, Doubt.ORDER_UNCLEAR),
    ],
)
def test_what_is_nobodys_turn_is_nobodys(seconds: float | None, doubt: Doubt) -> None:
    found = matched(shots(seconds), reads((0, "p0"), (60, "p1")))
    assert (found.assigned, found.doubts) == ({}, {"f0": doubt})


def test_a_photo_at_the_change_takes_the_certainty_from_both_neighbours() -> None:
    found = matched(shots(20, 60, 90), reads((0, "p0"), (60, "p1"), (120, "p2")))
    assert found.assigned == {}
    assert found.doubts["f1"] is Doubt.AT_THE_CHANGE


def test_somebody_elses_turn_ends_the_one_before() -> None:
    found = matched(shots(20, 75), reads((0, "p0"), (60, "")))
    assert found.assigned == {"f0": "p0"}
    assert found.doubts == {"f1": Doubt.OTHERS_TURN}


def test_of_two_called_up_at_one_instant_neither_is_assigned() -> None:
    for order in ((0, "p0"), (0, "p1")), ((0, "p1"), (0, "p0")):
        found = matched(shots(20, 80), reads(*order, (60, "p1"), (70, "p2")))
        assert found.doubts["f0"] is Doubt.AT_THE_CHANGE
        assert found.assigned == {"f1": "p2"}
    # What either may be in, neither has to themselves.
    again = matched(shots(20, 80), reads((0, "p0"), (0, "p1"), (60, "p0")))
    assert again.assigned == {}


def test_a_card_read_twice_in_a_row_is_one_turn_and_a_second_visit_is_asked() -> None:
    assert matched(shots(40), reads((0, "p0"), (30, "p0"), (60, "p1"))).assigned == {"f0": "p0"}
    again = matched(shots(20, 75, 130), reads((0, "p0"), (60, "p1"), (120, "p0")))
    assert again.assigned == {"f1": "p1"}
    assert {again.doubts["f0"], again.doubts["f2"]} == {Doubt.SEVERAL_SHOTS}


def test_a_name_that_says_otherwise_takes_all_certainty() -> None:
    files = [NamedFile("f0", f"{PEOPLE[1].number}.jpg", at(20)), NamedFile("f1", "IMG_2", at(75))]
    found = matched(files, reads((0, "p0"), (60, "p1")))
    assert found.assigned == {}
    assert set(found.doubts.values()) == {Doubt.ORDER_CONTRADICTED}


def test_a_record_that_is_locked_gets_nothing() -> None:
    people = [Person("p0", "王小明", "510107199003070011", open=False)]
    found = match_by_reads(shots(20), people, reads((0, "p0")), NONE)
    assert found.doubts == {"f0": Doubt.LOCKED}


def drive(people: int, seed: int, *, even: bool = False) -> tuple[list[CardRead], list[tuple[float, str]]]:
    """Return who was called up when, and when and of whom photos were taken by the station's clock."""
    rng, now = random.Random(seed), 0.0
    log, taken = [], []
    for i in range(people):
        log.append(CardRead(at(now), f"p{i}"))
        taken.append((now + (12 if even else rng.uniform(8, 20)), f"p{i}"))
        now += 30 if even else rng.uniform(25, 90)
    return log, taken


@pytest.mark.parametrize("off", [-8 * 3600 + 17.0, 0.0, 431.0, 5 * 86400.0])
def test_the_cameras_clock_is_found_from_the_times_alone_where_people_come_unevenly(off: float) -> None:
    log, taken = drive(120, 7)
    files = [NamedFile(f"f{i}", f"IMG_{i}", at(seconds + off)) for i, (seconds, _) in enumerate(taken)]
    found = proposed_shift(files, log)
    assert found is not None
    people = [Person(f"p{i}", "", "") for i in range(120)]
    matching = match_by_reads(files, people, log, found.shift)
    assert len(matching.assigned) >= 115
    assert all(taken[int(key[1:])][1] == person for key, person in matching.assigned.items())


def test_an_even_pace_tells_nothing_alone_and_one_named_photo_tells_all() -> None:
    log, taken = drive(60, 3, even=True)
    files = [NamedFile(f"f{i}", f"IMG_{i}", at(seconds - 3600)) for i, (seconds, _) in enumerate(taken)]
    assert proposed_shift(files, log) is None
    found = shift_of_pair(files, log, "f30", "p30")
    assert found is not None
    assert found.alone == found.of == 60
    people = [Person(f"p{i}", "", "") for i in range(60)]
    assert match_by_reads(files, people, log, found.shift).assigned == {f"f{i}": f"p{i}" for i in range(60)}


def test_a_pair_of_somebody_who_came_twice_or_never_tells_nothing() -> None:
    files = shots(20)
    assert shift_of_pair(files, reads((0, "p0"), (60, "p1"), (120, "p0")), "f0", "p0") is None
    assert shift_of_pair(files, reads((0, "p0")), "f0", "p9") is None
    assert shift_of_pair(shots(None), reads((0, "p0")), "f0", "p0") is None


times = st.integers(-2000, 4000)


@example([0], [(0, 0), (0, 1)], 2)
@given(
    st.lists(times, max_size=12), st.lists(st.tuples(times, st.integers(0, 11)), max_size=12), st.integers(-500, 500)
)
def test_nothing_is_ever_assigned_on_doubt(taken: list[int], log: list[tuple[int, int]], off: int) -> None:
    told = reads(*((seconds, f"p{person}" if person < 10 else "") for seconds, person in log))
    found = matched(shots(*taken), told, timedelta(seconds=off))
    assert found.assigned.keys() | found.doubts.keys() == {f"f{i}" for i in range(len(taken))}
    assert not found.assigned.keys() & found.doubts.keys()
    assert len(set(found.assigned.values())) == len(found.assigned)
    for key, person in found.assigned.items():
        moment = at(taken[int(key[1:])] + off)
        before = [read for read in told if read.at <= moment]
        last = max(read.at for read in before)
        assert {read.person for read in before if read.at == last} == {person}
        assert moment - last < timedelta(minutes=15)
