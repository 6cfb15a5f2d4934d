# SPDX-License-Identifier: Apache-2.0
"""The lessons against a real encrypted station: work done rightly is seen as done, and each fault as what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from sscard_desktop import paths
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.domain.cardfill import values_from_card
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PhotoCheck, PictureRole, Verdict
from sscard_desktop.domain.printing import PrintJob
from sscard_desktop.domain.privateuse import proposed
from sscard_desktop.domain.record import Status
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.demostation import UNITS
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import DemoPerson
from sscard_desktop.services.printing import Printing
from sscard_desktop.services.session import TRAINING_SETTING, Session
from sscard_desktop.services.training import Standing, Training
from sscard_desktop.services.trainingjudge import Fault, Mistake
from sscard_desktop.services.traininglessons import LESSONS, Goal, Upset, cast_of, lesson
from sscard_desktop.services.trainingpreparing import Props, keep_roster, said_by
from sscard_desktop.services.trainingstation import PEOPLE
from tests.helpers.desks import JPEG, Desk, good_photo

FILE = "training-people.toml"


class Learner:
    """Somebody at a training station, by the services that the window calls."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.people = demo_people(paths.resources() / "samples", PEOPLE, desk.today, file=FILE)
        self.session: Session = desk.clerk
        chief = desk.supervisor
        keep_roster(chief, self.people, UNITS[0], title="练习")
        with chief.store.transaction():
            chief.store.save_setting(TRAINING_SETTING, "1")
        self.training = Training(self.session, self.people)
        self.capture = Capture(self.session)
        self.props = Props(
            photo=lambda person: (JPEG, JudgedPhoto(good_photo().report)),
            id_pictures=lambda person: (JPEG + b"front", JPEG + b"back"),
        )
        self.cast: Sequence[DemoPerson] = ()

    def begin(self, key: str) -> Standing:
        found = lesson(key)
        assert found is not None
        self.cast = cast_of(found, self.people)
        return self.training.begin(key, self.props)

    def look(self) -> Standing:
        standing = self.training.look()
        assert standing is not None
        return standing

    def read(self, person: DemoPerson) -> str:
        return str(Drive(self.session).arrive(person.card).taken.record.id)

    def fill(self, record: str, person: DemoPerson) -> None:
        self.capture.edit(record, said_by(self.session, person))

    def photograph(self, record: str, judged: JudgedPhoto | None = None) -> None:
        self.capture.accept_photo(record, JPEG, judged or JudgedPhoto(good_photo().report))

    def show_document(self, record: str) -> None:
        self.capture.accept_picture(record, PictureRole.ID_FRONT, JPEG + b"front")
        self.capture.accept_picture(record, PictureRole.ID_BACK, JPEG + b"back")

    def finish(self, record: str) -> None:
        self.capture.consent(record, tuple(text.key for text in self.session.profile.consents))
        self.capture.confirm(record)
        Printing(self.session).printed(record, self.session.profile.forms[0].key)
        self.capture.submit(record)

    def serve(self, person: DemoPerson) -> str:
        record = self.read(person)
        self.fill(record, person)
        self.photograph(record)
        self.show_document(record)
        self.finish(record)
        return record

    def waiting(self, status: Status) -> str:
        (found,) = self.session.store.search(statuses=(status,))
        return str(found.id)

    def mend(self, person: DemoPerson) -> None:
        record = self.waiting(Status.RETURNED)
        self.capture.edit(record, {"mobile": person.values["mobile"]})
        self.finish(record)


def send_away(learner: Learner) -> None:
    learner.capture.discard(learner.read(learner.cast[0]))


def serve(learner: Learner) -> None:
    learner.serve(learner.cast[0])


def log_in_between(learner: Learner) -> None:
    record = learner.read(learner.cast[0])
    learner.fill(record, learner.cast[0])
    learner.photograph(record)
    with learner.session.action("session.open", "limin"):
        pass
    learner.show_document(record)
    learner.finish(record)


def take_the_plain_character(learner: Learner) -> None:
    person = learner.cast[0]
    record = learner.read(person)
    learner.capture.edit(record, {"name": proposed(person.card.name)})
    learner.fill(record, person)
    learner.photograph(record)
    learner.show_document(record)
    learner.finish(record)


def type_all(learner: Learner) -> None:
    person = learner.cast[0]
    record = learner.capture.start().record.id
    profile = learner.session.profile
    read = values_from_card(profile, person.card)
    learner.capture.edit(record, {key: value for key, value in read.items() if not profile.fields[key].fixed})
    learner.fill(record, person)
    learner.photograph(record)
    learner.show_document(record)
    learner.finish(record)


def end_the_day(learner: Learner) -> None:
    parked = learner.waiting(Status.DRAFT)
    learner.capture.park(parked, parked=False)
    learner.finish(parked)
    learner.mend(learner.cast[1])


RIGHT: dict[str, Callable[[Learner], None]] = {
    "expiring": send_away,
    "duplicate": send_away,
    "power_cut": log_in_between,
    "rare_character": take_the_plain_character,
    "dead_chip": type_all,
    "returned": lambda learner: learner.mend(learner.cast[0]),
    "day_end": end_the_day,
}


@pytest.fixture
def learner(desk: Desk) -> Learner:
    return Learner(desk)


AGAIN = ("roster", "expiring", "duplicate", "day_end")
"""Those that leave the most behind are taken a second time."""


def test_a_lesson_done_rightly_is_done_without_mistakes_again_and_again(learner: Learner) -> None:
    for at, wanted in enumerate([*LESSONS, *(each for each in LESSONS if each.key in AGAIN)]):
        begun = learner.begin(wanted.key)
        # A record that waits has what was done before; nothing else is done, and the lesson isn't over.
        assert not begun.over
        assert not begun.mistakes or wanted.key in ("returned", "day_end")
        RIGHT.get(wanted.key, serve)(learner)
        standing = learner.look()
        assert standing.over, [task for task, so in zip(wanted.tasks, standing.done, strict=True) if not so]
        hints = int(at >= len(LESSONS))
        learner.training.note(keys=20, hints=hints)
        result = learner.training.finish()
        assert result.mistakes == ()
        assert result.points == 100 - 5 * hints
        assert learner.training.look() is None
        kept = learner.training.progress().taken[wanted.key]
        assert kept.tries == 1 + hints
        assert kept.best.points == 100
    assert learner.training.progress().finished == len(LESSONS)
    assert learner.training.progress().points == 100


def test_every_task_is_done_by_its_own_work_and_not_before(learner: Learner) -> None:
    learner.begin("first_card")
    person = learner.cast[0]
    steps: list[tuple[Goal, Callable[[str], object]]] = [
        (Goal.FILL, lambda record: learner.fill(record, person)),
        (Goal.PHOTO, learner.photograph),
        (Goal.ID_PICTURES, learner.show_document),
        (
            Goal.CONSENT,
            lambda record: learner.capture.consent(
                record, tuple(text.key for text in learner.session.profile.consents)
            ),
        ),
    ]
    assert learner.look().next_task == 0
    record = learner.read(person)
    for at, (goal, work) in enumerate(steps, start=1):
        standing = learner.look()
        assert standing.lesson.tasks[standing.next_task].goal is goal
        assert standing.next_task == at
        work(record)
    assert learner.look().lesson.tasks[learner.look().next_task].goal is Goal.PRINT


def test_a_slip_of_the_hand_is_a_mistake_until_it_is_mended(learner: Learner) -> None:
    learner.begin("first_card")
    record = learner.read(learner.cast[0])
    learner.fill(record, learner.cast[0])
    learner.capture.edit(record, {"mobile": "13912345678"})
    assert learner.look().mistakes == (Mistake(Fault.WRONG_FIELD, 0, "mobile"),)
    learner.fill(record, learner.cast[0])
    assert learner.look().mistakes == ()


def test_an_address_with_its_province_is_the_address_that_was_said(learner: Learner) -> None:
    learner.begin("first_card")
    record = learner.read(learner.cast[0])
    learner.fill(record, learner.cast[0])
    said = said_by(learner.session, learner.cast[0])["address"]
    learner.capture.edit(record, {"address": f"四川省{said}"})
    assert learner.look().mistakes == (), "the form itself proposes it so"
    learner.capture.edit(record, {"address": f"{said}1号"})
    assert learner.look().mistakes == (Mistake(Fault.WRONG_FIELD, 0, "address"),)


def test_a_photo_problem_that_was_overridden_is_a_mistake(learner: Learner) -> None:
    learner.begin("blurred")
    record = learner.read(learner.cast[0])
    learner.fill(record, learner.cast[0])
    blurred = PhotoCheck("sharpness", Verdict.FAIL, 1.0, "≥ 5", "quality")
    judged = JudgedPhoto(good_photo(blurred).report).override("sharpness", "算了")
    learner.photograph(record, judged)
    assert learner.look().mistakes == (Mistake(Fault.OVERRIDDEN, 0, "sharpness"),)
    learner.photograph(record)
    assert learner.look().mistakes == ()


def test_somebody_elses_photo_is_a_mistake_and_an_unknown_one_is_not(learner: Learner) -> None:
    learner.begin("photo")
    stranger, person = learner.cast[1], learner.cast[0]
    record = learner.read(person)
    began = learner.session.clock.now() - timedelta(seconds=5)
    learner.photograph(record)
    seated = [(began, stranger.card.number)]
    standing = learner.training.look(seated)
    assert standing is not None
    assert standing.mistakes == (Mistake(Fault.WRONG_PHOTO, 0),)
    for harmless in ([(began, person.card.number)], [], [(began + timedelta(hours=1), stranger.card.number)]):
        standing = learner.training.look(harmless)
        assert standing is not None
        assert standing.mistakes == ()


def test_what_is_typed_though_the_card_could_be_read_is_a_mistake(learner: Learner) -> None:
    learner.begin("first_card")
    type_all(learner)
    standing = learner.look()
    assert Mistake(Fault.TYPED, 0) in standing.mistakes
    assert standing.over, "it was handed in: nobody can lay the card on any more"


def test_a_record_thrown_away_and_one_without_paper_are_mistakes(learner: Learner) -> None:
    learner.begin("printer_jam")
    learner.capture.discard(learner.read(learner.cast[0]))
    record = learner.read(learner.cast[0])
    learner.fill(record, learner.cast[0])
    learner.photograph(record)
    learner.show_document(record)
    learner.capture.consent(record, tuple(text.key for text in learner.session.profile.consents))
    learner.capture.submit(record)
    standing = learner.look()
    assert standing.over
    assert {each.fault for each in standing.mistakes} == {Fault.ABANDONED, Fault.UNSIGNED}


def test_a_second_record_of_one_person_is_a_mistake(learner: Learner) -> None:
    learner.begin("duplicate")
    learner.capture.start(card=learner.cast[0].card)
    standing = learner.look()
    assert not standing.over
    assert standing.mistakes == (Mistake(Fault.TWICE, 0),)


def test_a_lesson_survives_a_power_cut_with_its_keys(learner: Learner) -> None:
    learner.begin("power_cut")
    learner.training.note(keys=31, hints=2, cut=True)
    after = Training(learner.session, learner.people).look()
    assert after is not None
    assert (after.course.keys, after.course.hints, after.course.cut) == (31, 2, True)


def test_nothing_is_cleared_away_at_a_station_that_is_not_for_training(learner: Learner) -> None:
    with learner.desk.supervisor.store.transaction():
        learner.desk.supervisor.store.save_setting(TRAINING_SETTING, "")
    record = learner.serve(learner.people[0])
    with pytest.raises(RefusedError) as refused:
        learner.begin("first_card")
    assert refused.value.code == "training.not_here"
    assert learner.session.record(record).status is Status.SUBMITTED


def test_a_lesson_that_there_is_not_is_refused(learner: Learner) -> None:
    for begin in (lambda: learner.training.begin("cooking", learner.props), learner.training.finish):
        with pytest.raises(RefusedError) as refused:
            begin()
        assert refused.value.code == "training.no_such_lesson"


def test_who_may_not_take_anybody_takes_no_lessons(learner: Learner) -> None:
    nobody = replace(learner.session, operator=Operator("nobody", Role.CLERK, disabled=True))
    with pytest.raises(NotAllowedError):
        Training(nobody, learner.people)


def test_fifty_people_live_fifty_lives(desk: Desk) -> None:
    people = demo_people(paths.resources() / "samples", PEOPLE, desk.today, file=FILE)
    assert len(people) == PEOPLE == 50
    assert len({person.card.name for person in people}) == 50
    assert len({person.card.number for person in people}) == 50
    assert len({person.values["mobile"] for person in people}) == 50
    assert len({person.story for person in people}) >= 14


def test_no_two_lessons_share_a_person_and_each_finds_its_own(desk: Desk) -> None:
    people = demo_people(paths.resources() / "samples", PEOPLE, desk.today, file=FILE)
    cast = [person.card.number for each in LESSONS for person in cast_of(each, people)]
    assert len(set(cast)) == len(cast)
    assert all(each.laid() or each.key in ("returned", "day_end") for each in LESSONS)
    assert {each.upset for each in LESSONS} >= set(Upset)


def test_a_paper_on_its_way_is_no_mistake_but_one_in_a_jammed_printer_is(learner: Learner) -> None:
    learner.begin("printer_jam")
    record = learner.read(learner.cast[0])
    learner.fill(record, learner.cast[0])
    learner.photograph(record)
    learner.show_document(record)
    learner.capture.consent(record, tuple(text.key for text in learner.session.profile.consents))
    learner.capture.confirm(record)
    Printing(learner.session).printed(record, learner.session.profile.forms[0].key, PrintJob("printer", 7))
    learner.capture.submit(record)
    on_its_way, jammed = learner.training.look(), learner.training.look(stuck=True)
    assert on_its_way is not None
    assert jammed is not None
    assert on_its_way.mistakes == ()
    assert jammed.mistakes == (Mistake(Fault.UNSIGNED, 0),)
