# SPDX-License-Identifier: Apache-2.0
"""The training room: a lesson's people come, and what is wrong stays until somebody puts it right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.devices.demo import DemoHardware
from sscard_desktop.domain.printing import Trouble
from sscard_desktop.services.ports import DemoPerson, DemoScene
from sscard_desktop.services.traininglessons import LESSONS, Lesson, lesson
from sscard_desktop.services.trainingstage import Hand, TrainingStage

TODAY = date(2026, 11, 22)


class Clock:
    """A clock that goes on by a second at each look."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[TrainingStage]:
    folder = paths.resources() / "samples"
    hardware = DemoHardware(folder, Path(), TODAY, prints=tmp_path / "prints", people="training-people.toml")
    with hardware.reader() as reader:
        yield TrainingStage(reader, hardware, now=Clock())


def a_lesson(key: str) -> Lesson:
    found = lesson(key)
    assert found is not None
    return found


def lies(stage: TrainingStage) -> str:
    card = stage.reader.state().card
    return card.number if card is not None else ""


@pytest.mark.parametrize("key", [each.key for each in LESSONS if each.laid()])
def test_the_lessons_people_come_and_nobody_else(stage: TrainingStage, key: str) -> None:
    stage.set_lesson(a_lesson(key))
    stage.do(Hand.CARD)
    assert lies(stage) == stage.cast[0].card.number
    stage.do(Hand.LIFT)
    assert lies(stage) == ""
    stage.do(Hand.CARD)
    assert lies(stage) == stage.cast[0].card.number, "the last one comes again"


def test_a_pulled_cable_stays_out_until_it_is_plugged_in(stage: TrainingStage) -> None:
    stage.set_lesson(a_lesson("reader_pulled"))
    stage.tick(1e9)
    assert not stage.reader.state().plugged_in
    stage.do(Hand.CABLE)
    assert stage.reader.state().plugged_in


def test_the_printer_stays_jammed_until_the_paper_is_taken_out(stage: TrainingStage) -> None:
    stage.set_lesson(a_lesson("printer_jam"))
    assert stage.devices.printer().trouble is Trouble.JAM
    stage.do(Hand.PAPER)
    assert stage.devices.printer().trouble is None


def test_the_restless_sit_still_when_they_are_asked(stage: TrainingStage) -> None:
    stage.set_lesson(a_lesson("blurred"))
    assert stage.devices.scene() is DemoScene.RESTLESS
    stage.do(Hand.SIT)
    assert stage.devices.scene() is DemoScene.SEATED


def test_a_stranger_sits_there_until_the_right_one_is_called(
    stage: TrainingStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.set_lesson(a_lesson("photo"))
    person, stranger = stage.cast
    laid: list[DemoPerson] = []
    monkeypatch.setattr(stage.devices, "bring", laid.append)
    stage.serve(person.card.number)
    assert stage.devices.seated() is stranger
    assert stage.served is person, "who sits there isn't who answers"
    assert laid == [person], "the card on the desk is the applicant's"
    stage.do(Hand.SEAT)
    assert stage.devices.seated() is person
    assert [number for _, number in stage.seated] == [stranger.card.number, person.card.number]
    assert stage.seated[0][0] < stage.seated[1][0]


def test_who_is_begun_by_hand_sits_there_and_not_who_came_in_the_lesson_before(stage: TrainingStage) -> None:
    stage.set_lesson(a_lesson("first_card"))
    before = stage.cast[0]
    stage.serve(before.card.number)
    assert stage.devices.seated() is before
    stage.set_lesson(a_lesson("reader_pulled"))
    stage.serve("")
    assert stage.devices.seated() is stage.served is stage.cast[0]
    stage.set_lesson(a_lesson("returned"))
    assert not stage.serve(""), "nobody comes with a card"


def test_another_lesson_finds_all_well(stage: TrainingStage) -> None:
    for key in ("reader_pulled", "printer_jam", "blurred", "photo"):
        stage.set_lesson(a_lesson(key))
    stage.set_lesson(a_lesson("first_card"))
    assert stage.reader.state().plugged_in
    assert stage.devices.printer().trouble is None
    assert stage.devices.scene() is DemoScene.SEATED
    assert stage.seated == ()
    assert lies(stage) == ""


def test_after_a_power_cut_what_was_wrong_is_over(stage: TrainingStage) -> None:
    stage.set_lesson(a_lesson("reader_pulled"), again=True)
    assert stage.reader.state().plugged_in


def test_a_key_types_only_where_typing_is_not_the_lesson(stage: TrainingStage) -> None:
    stage.set_lesson(a_lesson("first_card"))
    assert not stage.may_type
    stage.set_lesson(a_lesson("printer_jam"))
    assert stage.may_type


def test_without_a_lesson_whoever_comes_comes(stage: TrainingStage) -> None:
    stage.set_lesson(None)
    numbers = []
    for _ in range(3):
        stage.do(Hand.CARD)
        numbers.append(lies(stage))
    assert numbers == [person.card.number for person in stage.people[:3]]
    assert stage.may_type
