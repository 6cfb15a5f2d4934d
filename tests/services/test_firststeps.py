# SPDX-License-Identifier: Apache-2.0
"""A new station's first steps: whose they are, how each stands, and that they go on where they were."""

from __future__ import annotations

import pytest

from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.services.brought import note_brought
from sscard_desktop.services.firststeps import (
    OWN,
    Around,
    FirstSteps,
    Mark,
    Progress,
    Standing,
    Step,
    standing,
    waiting,
)
from sscard_desktop.services.people import People
from tests.helpers.desks import Desk

ALL = Around(reader=True, cameras=1, printers=1)
STATION = tuple(step for step in Step if step is not Step.PRACTICE)


def progress(**more: object) -> Progress:
    return Progress(STATION, **more)  # type: ignore[arg-type]


def test_a_supervisor_has_the_station_s_steps_and_a_clerk_three_of_their_own(desk: Desk) -> None:
    assert FirstSteps(desk.supervisor).progress().steps == STATION
    assert FirstSteps(desk.clerk).progress().steps == OWN


def test_a_new_station_begins_with_them_and_one_that_has_worked_does_not(desk: Desk) -> None:
    assert FirstSteps(desk.supervisor).due()
    assert FirstSteps(desk.clerk).due()
    desk.filled(0)
    assert not FirstSteps(desk.supervisor).due()
    assert not FirstSteps(desk.clerk).due()


def test_what_was_begun_goes_on_at_another_log_in_even_after_the_first_record(desk: Desk) -> None:
    FirstSteps(desk.supervisor).mark(Step.LOOK, Mark.DONE)
    FirstSteps(desk.supervisor).mark(Step.CODE, Mark.LATER)
    desk.filled(0)
    again = FirstSteps(desk.sit_down("wangfang"))
    assert again.progress().first_open() is Step.READER
    assert again.due()


def test_left_for_good_they_come_no_more(desk: Desk) -> None:
    service = FirstSteps(desk.supervisor)
    assert service.end().over
    assert not FirstSteps(desk.sit_down("wangfang")).due()
    assert FirstSteps(desk.clerk).due(), "a clerk's are their own"


def test_look_and_keys_are_each_person_s_own(desk: Desk) -> None:
    FirstSteps(desk.clerk).mark(Step.KEYS, Mark.DONE)
    FirstSteps(desk.supervisor).mark(Step.READER, Mark.LATER)
    assert FirstSteps(desk.clerk).progress().marks == {Step.KEYS: Mark.DONE}
    assert FirstSteps(desk.supervisor).progress().marks == {Step.READER: Mark.LATER}


@pytest.mark.parametrize("text", ["{", "[]", '{"reader": "soon", "moon": "done"}', '{"reader": 3}'])
def test_what_a_newer_or_damaged_station_kept_is_left_out(desk: Desk, text: str) -> None:
    with desk.supervisor.store.transaction():
        desk.supervisor.store.save_setting("first.station", text)
    assert FirstSteps(desk.supervisor).progress().marks == {}


def test_what_can_be_seen_from_outside_needs_no_mark() -> None:
    assert standing(Step.READER, progress(), ALL) is Standing.WELL
    assert standing(Step.BACKUP, progress(proved=True), Around()) is Standing.WELL
    assert standing(Step.UNITS, progress(units=True), Around()) is Standing.WELL
    assert standing(Step.PEOPLE, progress(others=True), Around()) is Standing.WELL


@pytest.mark.parametrize("step", [Step.CAMERA, Step.PRINTER])
def test_a_device_is_well_while_it_is_there_and_was_tried(step: Step) -> None:
    tried = progress(marks={step: Mark.DONE})
    assert standing(step, progress(), ALL) is Standing.OPEN
    assert standing(step, tried, ALL) is Standing.WELL
    assert standing(step, tried, Around()) is Standing.ABSENT


def test_what_was_put_off_says_so_until_it_is_well() -> None:
    later = progress(marks={Step.BACKUP: Mark.LATER, Step.READER: Mark.LATER})
    assert standing(Step.BACKUP, later, ALL) is Standing.LATER
    assert standing(Step.READER, later, Around()) is Standing.LATER
    assert standing(Step.READER, later, ALL) is Standing.WELL


def test_the_city_the_people_and_the_units_hold_nobody_up() -> None:
    for step in (Step.LOOK, Step.CITY, Step.PEOPLE, Step.UNITS, Step.KEYS):
        assert standing(step, progress(), Around()) is Standing.FREE
    assert waiting(progress(), Around()) == [Step.CODE, Step.READER, Step.CAMERA, Step.PRINTER, Step.BACKUP]


def test_after_the_last_step_comes_what_was_jumped_over_and_then_the_end() -> None:
    passed = {step: Mark.DONE for step in STATION if step is not Step.CITY}
    assert progress(marks=passed).after(Step.KEYS) is Step.CITY
    assert progress(marks={**passed, Step.CITY: Mark.LATER}).after(Step.CITY) is None


def test_found_again_later_they_are_walked_through_in_order() -> None:
    passed = dict.fromkeys(STATION, Mark.DONE)
    again = progress(marks=passed, over=True)
    assert again.after(Step.LOOK) is Step.CODE
    assert again.after(Step.KEYS) is None


def test_a_second_person_counts_only_while_they_may_log_in(desk: Desk) -> None:
    assert FirstSteps(desk.supervisor).progress().others
    for person in desk.supervisor.store.operators():
        if person.role is not Role.SUPERVISOR:
            from dataclasses import replace

            with desk.supervisor.store.transaction():
                desk.supervisor.store.save_operator(replace(person, disabled=True))
    assert not FirstSteps(desk.supervisor).progress().others


def test_whoever_came_with_a_set_up_is_owed_a_password(desk: Desk) -> None:
    chief = desk.supervisor
    with chief.store.transaction():
        note_brought(chief.store, ["limin", "zhaolei"])
        chief.store.save_operator(Operator("zhaolei", Role.CLERK, disabled=True))
    found = FirstSteps(chief).progress()
    assert found.brought == ("zhaolei",), "Li Min can log in already"
    assert standing(Step.PEOPLE, found, ALL) is Standing.OPEN
    assert Step.PEOPLE in waiting(found, ALL)
    later = FirstSteps(chief).mark(Step.PEOPLE, Mark.LATER)
    assert standing(Step.PEOPLE, later, ALL) is Standing.LATER
    People(chief, desk.station).reset_password("zhaolei", "nine green kettles")
    assert FirstSteps(chief).progress().brought == ()


@pytest.mark.parametrize("text", ["{", "[1]", '{"a": 1}'])
def test_a_damaged_note_of_who_came_owes_nothing(desk: Desk, text: str) -> None:
    with desk.supervisor.store.transaction():
        desk.supervisor.store.save_setting("campaign.people", text)
    assert FirstSteps(desk.supervisor).progress().brought == ()
