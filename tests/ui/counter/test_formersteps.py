# SPDX-License-Identifier: Apache-2.0
"""Steps that can be taken back: what was replaced, in the order in which it is shown again."""

from __future__ import annotations

from dataclasses import replace

from sscard_desktop.domain.record import Record
from sscard_desktop.ui.counter import formersteps
from sscard_desktop.ui.counter.formersteps import FormerSteps
from tests.helpers.applicants import city
from tests.storage.stations import a_record

CHENGDU = city("chengdu")


def record(**values: str) -> Record:
    base = a_record(profile="chengdu", profile_version=CHENGDU.version)
    return replace(base, values=values)


def step(steps: FormerSteps, before: Record, after: Record, *typed: str) -> None:
    steps.remember(before, after, {key: after.value(key) for key in typed}, CHENGDU.fields)


def test_what_was_typed_comes_first_and_what_followed_from_it_behind() -> None:
    steps = FormerSteps()
    step(steps, record(name="王", address="甲"), record(name="王五", address="乙", mobile="1"), "name")
    assert list(steps.take_last().items()) == [("name", "王"), ("address", "甲"), ("mobile", "")]
    assert not steps
    assert steps.take_last() == {}


def test_steps_are_taken_back_from_the_last_on() -> None:
    steps = FormerSteps()
    step(steps, record(), record(name="王"), "name")
    step(steps, record(name="王"), record(name="王五"), "name")
    assert len(steps) == 2
    assert [steps.take_last(), steps.take_last()] == [{"name": "王"}, {"name": ""}]


def test_where_nothing_typed_is_another_there_is_no_step() -> None:
    steps = FormerSteps()
    step(steps, record(name="王"), record(name="王"), "name")
    step(steps, record(name="王"), record(name="王", address="乙"), "name")
    assert not steps


def test_the_oldest_steps_and_all_of_another_record_are_forgotten() -> None:
    steps = FormerSteps()
    for number in range(formersteps._DEPTH + 5):
        step(steps, record(name=str(number)), record(name=str(number + 1)), "name")
    assert len(steps) == formersteps._DEPTH
    assert steps.take_last() == {"name": str(formersteps._DEPTH + 4)}
    steps.forget()
    assert not steps
