# SPDX-License-Identifier: Apache-2.0
"""A form filled from ID pictures: marked, confirmed by a key each, and every difference decided at its field."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.document import DocumentReading, FieldReading, Side
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.services.documentfields import DocumentFields
from sscard_desktop.services.documents import Documents
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.counter.steps import StepKind
from sscard_desktop.ui.widgets.field import Note
from tests.helpers.cardreadings import BACK, FRONT, reading_of, straight
from tests.helpers.counters import CounterWindow, picture

CONTROL = Qt.KeyboardModifier.ControlModifier


def begin_by_hand(counter: CounterWindow) -> None:
    counter.page.course.begin()
    counter.settle()


def take_pictures(counter: CounterWindow, reading: DocumentReading) -> None:
    """Press F5; behind the door both sides are taken, and ``reading`` is what will be read of them."""
    counter.document_reader.reading = reading
    documents = Documents(counter.desk.session)

    def take(record_id: str) -> None:
        for role, side in ((FRONT, Side.FRONT), (BACK, Side.BACK)):
            card = straight(picture(), side)
            counter.in_lane(lambda role=role, card=card: documents.accept(record_id, role, card))

    counter.noted.behind["id_pictures"] = take
    QTest.keyClick(counter.page, Qt.Key.Key_F5)
    counter.settle()


def note(counter: CounterWindow, key: str) -> Note | None:
    return counter.page.form.editor(key).note()


def current(counter: CounterWindow) -> str:
    return counter.page.form.flow.current()


def test_an_empty_form_is_filled_and_every_field_is_marked(counter: CounterWindow) -> None:
    begin_by_hand(counter)
    person = counter.person()
    take_pictures(counter, reading_of(person.card))
    form = counter.page.form
    assert form.editor("name").value() == person.card.name
    assert form.editor("number").value() == person.card.number
    for key in ("name", "number", "sex"):
        assert form.editor(key).origin_word() == "图片识别，待核对"
    assert counter.page.board.current() is not Subject.PICTURES
    assert counter.document_reader.reads == 1


def test_enter_confirms_a_field_and_goes_to_the_next_that_waits(counter: CounterWindow) -> None:
    begin_by_hand(counter)
    take_pictures(counter, reading_of(counter.person().card))
    documents = counter.page.standing.documents
    waiting = list(documents.unconfirmed)
    assert waiting
    first = current(counter)
    assert first == waiting[0]
    step = counter.page.standing.step()
    assert (step.kind, step.key) == (StepKind.FIELD, first)
    assert counter.page.bar.next_button().text().startswith("下一步：确认")
    passed = []
    while current(counter) in documents.unconfirmed:
        passed.append(current(counter))
        counter.key(Qt.Key.Key_Return)
        counter.settle()
    assert sorted(passed) == sorted(waiting)
    assert documents.unconfirmed == []
    assert counter.page.form.editor("name").origin_word() == "图片识别"


def test_enter_pressed_fast_confirms_each_field_once(counter: CounterWindow) -> None:
    begin_by_hand(counter)
    take_pictures(counter, reading_of(counter.person().card))
    documents = counter.page.standing.documents
    for _ in range(len(documents.unconfirmed)):
        counter.key(Qt.Key.Key_Return)
    counter.settle()
    assert documents.unconfirmed == []


def test_the_sentence_stands_at_the_field_in_hand_and_doubts_stand_always(counter: CounterWindow) -> None:
    begin_by_hand(counter)
    card = counter.person().card
    unsure = FieldReading(card.name, 0.62, Side.FRONT)
    repaired = FieldReading(card.number, 0.95, Side.FRONT, seen=card.number[:-1] + "?")
    take_pictures(counter, reading_of(card, name=unsure, number=repaired))
    shown = {key: said.text for key in ("name", "number", "sex") if (said := note(counter, key)) is not None}
    assert "62%" in shown["name"]
    assert card.number[:-1] + "?" in shown["number"]
    assert ("sex" in shown) is (current(counter) == "sex")


def test_typing_another_value_confirms_it(counter: CounterWindow) -> None:
    begin_by_hand(counter)
    take_pictures(counter, reading_of(counter.person().card, name="李敏惠"))
    counter.page.form.go_to("name")
    counter.page.form.editor("name").control().clear()  # type: ignore[attr-defined]
    counter.write(counter.person().card.name)
    counter.key(Qt.Key.Key_Return)
    counter.settle()
    assert "name" not in counter.page.standing.documents.unconfirmed
    assert counter.page.form.editor("name").origin_word() == ""


def test_the_picture_is_shown_while_fields_wait_and_turns_with_them(counter: CounterWindow) -> None:
    begin_by_hand(counter)
    take_pictures(counter, reading_of(counter.person().card))
    proof, form = counter.page.standing.proof, counter.page.form
    form.go_to("name")
    counter.settle()
    place = proof.place()
    assert place is not None
    assert place.side is Side.FRONT
    form.go_to("valid_to")
    counter.settle()
    place = proof.place()
    assert place is not None
    assert place.side is Side.BACK
    for key in list(counter.page.standing.documents.unconfirmed):
        form.go_to(key)
        counter.key(Qt.Key.Key_Return)
    counter.settle()
    assert proof.place() is None


def test_what_differs_from_the_chip_is_shown_side_by_side_and_decided_by_a_key(counter: CounterWindow) -> None:
    person = counter.person()
    counter.lay(person.card)
    take_pictures(counter, reading_of(person.card, name="李敏惠"))
    lines = counter.page.standing.sources.lines("name")
    assert lines is not None
    assert [source for source, _, _ in lines.texts()] == ["record", "chip", "document"]
    assert [value for _, _, value in lines.texts()] == [person.card.name, person.card.name, "李敏惠"]
    counter.page.form.go_to("name")
    counter.key(Qt.Key.Key_3, CONTROL)
    counter.settle()
    assert counter.page.form.editor("name").value() == "李敏惠"
    assert counter.page.standing.sources.lines("name") is None
    counter.page.work.undo()
    counter.settle()


def test_the_key_leads_to_the_difference_before_it_decides(counter: CounterWindow) -> None:
    person = counter.person()
    counter.lay(person.card)
    take_pictures(counter, reading_of(person.card, name="李敏惠"))
    counter.page.form.go_to("mobile")
    counter.key(Qt.Key.Key_1, CONTROL)
    counter.settle()
    assert current(counter) == "name"
    assert counter.page.standing.sources.lines("name") is not None
    counter.key(Qt.Key.Key_1, CONTROL)
    counter.settle()
    assert counter.page.form.editor("name").value() == person.card.name
    assert counter.page.standing.sources.lines("name") is None


def test_a_source_that_says_nothing_is_not_taken(counter: CounterWindow) -> None:
    person = counter.person()
    counter.lay(person.card)
    take_pictures(counter, reading_of(person.card, name="李敏惠"))
    counter.page.form.go_to("name")
    withheld: list[str] = []
    counter.page.withheld.connect(withheld.append)
    counter.key(Qt.Key.Key_4, CONTROL)
    counter.settle()
    assert withheld == ["它对这一项没有说法。"]


def test_pictures_that_say_what_the_chip_said_change_nothing(counter: CounterWindow) -> None:
    person = counter.person()
    counter.lay(person.card)
    told: list[str] = []
    counter.page.told.connect(told.append)
    before = dict(counter.page.work.values())
    take_pictures(counter, reading_of(person.card))
    assert dict(counter.page.work.values()) == before
    assert "证件图片已读取，与录入的一致。" in told
    assert counter.page.standing.sources.lines("name") is None


def test_pictures_that_cannot_be_read_are_told_and_hold_nobody_up(counter: CounterWindow) -> None:
    begin_by_hand(counter)
    take_pictures(counter, DocumentReading(None))
    assert counter.page.board.current() is Subject.PICTURES
    assert "没有识别到" in counter.page.board.texts()[0]


def test_two_people_in_two_pictures_are_told_with_the_key_to_take_them_again(counter: CounterWindow) -> None:
    begin_by_hand(counter)
    reading = replace(reading_of(counter.person().card), problems=("two_persons",))
    take_pictures(counter, reading)
    assert "不像同一个人" in counter.page.board.texts()[0]
    counter.noted.entered.clear()
    counter.page.board.act()
    counter.settle()
    assert [door for door, _ in counter.noted.entered] == ["id_pictures"]


def test_another_persons_pictures_fill_nothing_and_are_told_with_the_key_to_take_them_again(
    counter: CounterWindow,
) -> None:
    begin_by_hand(counter)
    card, other = counter.person().card, counter.person(1).card
    take_pictures(counter, reading_of(card))
    documents, form = counter.page.standing.documents, counter.page.form
    for key in ("number", "name"):
        form.go_to(key)
        counter.key(Qt.Key.Key_Return)
    counter.settle()
    before = form.values()
    take_pictures(counter, reading_of(other))
    assert form.values() == before
    assert {"number", "name"} <= {each.key for each in documents.undecided()}
    assert "另一个人" in counter.page.board.texts()[0]
    counter.noted.entered.clear()
    counter.page.board.act()
    counter.settle()
    assert [door for door, _ in counter.noted.entered] == ["id_pictures"]


def test_a_decision_holds_until_a_source_changes(counter: CounterWindow) -> None:
    person = counter.person()
    counter.lay(person.card)
    take_pictures(counter, reading_of(person.card, name="李敏惠"))
    counter.page.form.go_to("name")
    counter.page.standing.documents.decide("name", Source.RECORD)
    counter.settle()
    assert counter.page.standing.documents.undecided() == []
    take_pictures(counter, reading_of(person.card, name="李敏蕙"))
    assert [each.key for each in counter.page.standing.documents.undecided()] == ["name"]


@pytest.mark.parametrize("key", ["name", "number"])
def test_the_next_person_starts_without_marks_and_pictures(counter: CounterWindow, key: str) -> None:
    begin_by_hand(counter)
    take_pictures(counter, reading_of(counter.person().card))
    counter.page.course.park()
    counter.settle()
    assert counter.page.form.editor(key).origin_word() == ""
    assert counter.page.standing.proof.place() is None
    assert counter.page.standing.documents.unconfirmed == []


def store_pictures(counter: CounterWindow) -> None:
    """Both sides are stored, and the program gets no further."""
    documents, record = Documents(counter.desk.session), counter.page.work.record
    assert record is not None
    for role, side in ((FRONT, Side.FRONT), (BACK, Side.BACK)):
        counter.in_lane(partial(documents.accept, record.id, role, straight(picture(), side)))
    counter.page.work.look()
    counter.settle()


def test_pictures_put_aside_while_they_were_read_are_read_when_the_record_is_taken_up(counter: CounterWindow) -> None:
    begin_by_hand(counter)
    card, go_on = counter.person().card, Event()
    documents, record = counter.page.standing.documents, counter.page.work.record
    assert record is not None
    store_pictures(counter)
    counter.document_reader.reading = reading_of(card)
    counter.document_reader.before = go_on.wait
    documents.read()
    counter.page.course.park()
    go_on.set()
    counter.settle()
    assert counter.page.form.editor("name").value() == ""
    counter.page.work.open(record.id)
    counter.settle()
    assert counter.page.form.editor("name").value() == card.name
    assert "name" in documents.unconfirmed


def test_pictures_stored_before_a_lock_or_a_crash_are_read_when_the_record_is_there_again(
    counter: CounterWindow,
) -> None:
    begin_by_hand(counter)
    store_pictures(counter)
    counter.get_up()
    card = counter.person().card
    counter.document_reader.reading = reading_of(card)
    counter.sit_down()
    assert counter.page.form.editor("name").value() == card.name
    assert "name" in counter.page.standing.documents.unconfirmed
    counter.get_up()
    counter.sit_down()
    assert counter.document_reader.reads == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_F10, Qt.Key.Key_F9])
def test_nothing_goes_out_while_pictures_are_read(counter: CounterWindow, key: Qt.Key) -> None:
    person = counter.person()
    counter.lay(person.card)
    withheld, told = list[str](), list[str]()
    counter.page.withheld.connect(withheld.append)
    counter.page.course.told.connect(told.append)
    go_on = Event()
    counter.document_reader.before = go_on.wait
    store_pictures(counter)
    documents = counter.page.standing.documents
    documents.read()
    assert documents.busy
    counter.key(key)
    assert told == ["证件图片读完就继续，不用再按。"]
    assert withheld == []
    go_on.set()
    counter.settle()
    assert not documents.busy
    # Asked for once, it is tried by itself, and held back by what is missing.
    assert withheld


def test_a_fault_in_the_reader_does_not_keep_a_record_for_ever(counter: CounterWindow) -> None:
    def fail() -> None:
        raise IndexError

    begin_by_hand(counter)
    counter.document_reader.before = fail
    store_pictures(counter)
    documents = counter.page.standing.documents
    documents.read()
    with pytest.raises(AssertionError):
        counter.settle()
    assert [type(bug) for bug in counter.bugs] == [IndexError]
    counter.bugs.clear()
    counter.settle()
    assert not documents.busy
    assert counter.page.board.current() is not Subject.PICTURES


def test_a_confirmation_that_was_not_stored_is_asked_for_again(
    counter: CounterWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_by_hand(counter)
    take_pictures(counter, reading_of(counter.person().card))
    documents = counter.page.standing.documents

    def full(*_: object, **__: object) -> None:
        raise EnvironmentFailedError("storage.disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(DocumentFields, "confirm", full)
        assert documents.confirm("name")
        counter.settle()
    assert [error.code for error in counter.errors] == ["storage.disk_full"]
    assert "name" in documents.unconfirmed
    assert documents.confirm("name")
    counter.settle()
    assert "name" not in documents.unconfirmed
