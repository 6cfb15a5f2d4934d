# SPDX-License-Identifier: Apache-2.0
"""Nothing of one person reaches the next one's record, however late it comes and whatever the clerk did meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.document import DocumentReading, Side
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.services.documents import Documents
from sscard_desktop.ui.counter.notices import Subject
from tests.helpers.cardreadings import BACK, FRONT, reading_of, straight
from tests.helpers.counters import CounterWindow, picture
from tests.helpers.waiting import until


class Readings:
    """The reader's answers, one held back after the other: each comes when it is let go."""

    def __init__(self, counter: CounterWindow, *readings: DocumentReading) -> None:
        self._counter = counter
        self._readings = list(readings)
        self.held = [Event() for _ in readings]
        self._at = 0
        counter.document_reader.before = self._next

    def _next(self) -> None:
        at, self._at = self._at, self._at + 1
        assert self.held[at].wait(10)
        self._counter.document_reader.reading = self._readings[at]


@contextmanager
def store_held_up(counter: CounterWindow) -> Iterator[None]:
    """Let nothing be stored meanwhile; it is stored behind that in the order in which it was asked for."""
    go_on = Event()
    counter.tasks.run(lambda: go_on.wait(20), owner=counter.window)
    yield
    go_on.set()


def take_pictures(counter: CounterWindow) -> Record:
    """Both sides of the card of whoever is in work are stored; the reading begins and waits."""
    documents, record = Documents(counter.desk.session), counter.page.work.record
    assert record is not None
    for role, side in ((FRONT, Side.FRONT), (BACK, Side.BACK)):
        counter.in_lane(partial(documents.accept, record.id, role, straight(picture(), side)))
    counter.page.work.look()
    counter.settle()
    reads = counter.document_reader.reads
    counter.page.standing.documents.read()
    until(lambda: counter.document_reader.reads > reads)
    return record


def in_work(counter: CounterWindow) -> Record:
    until(lambda: counter.page.work.record is not None and not counter.page.work.busy)
    record = counter.page.work.record
    assert record is not None
    return record


def assert_nothing_of_the_pictures(counter: CounterWindow, record_id: str) -> None:
    """Nothing that pictures say is shown with the record in work, or stored with it."""
    standing = counter.page.standing
    found = counter.in_lane(lambda: Documents(counter.desk.session).look(record_id))
    assert (found.proposals, found.unconfirmed, found.disagreements, dict(found.reports)) == ((), (), (), {})
    assert list(standing.documents.proposals()) == list(standing.documents.waiting) == []
    assert standing.proof.place() is None
    assert dict(standing.pictures.contents) == {}
    assert counter.page.board.current() is not Subject.PICTURES
    assert not standing.documents.busy


@pytest.mark.parametrize("comes", ["before the end is stored", "behind the next one's card"])
@pytest.mark.parametrize("end", ["park", "discard"])
def test_what_is_read_late_is_nobodys_but_whose_pictures_they_are(counter: CounterWindow, end: str, comes: str) -> None:
    first, second = counter.person(0).card, counter.person(1).card
    counter.lay(first)
    readings = Readings(counter, reading_of(first, name="李敏惠"))
    theirs = take_pictures(counter)
    work = counter.page.work
    counter.readers.on_event(counter.card_event(second))
    QApplication.processEvents()
    assert counter.page.reading.waiting == second
    leave = {"park": counter.page.course.park, "discard": work.discard}[end]
    if comes == "before the end is stored":
        with store_held_up(counter):
            leave()
            readings.held[0].set()
            until(lambda: counter.document_reader.reading.fields)
            QApplication.processEvents()
    else:
        leave()
        until(lambda: work.record is not None and work.record.id != theirs.id)
        readings.held[0].set()
    counter.settle()
    record = in_work(counter)
    assert (record.value("number"), record.value("name")) == (second.number, second.name)
    assert counter.page.form.editor("name").value() == second.name
    assert_nothing_of_the_pictures(counter, record.id)
    assert counter.errors == []
    if end == "park":
        stored = counter.in_lane(lambda: counter.desk.session.store.record(RecordId(theirs.id)))
        assert stored.value("number") == first.number


def test_two_readings_under_way_each_fill_their_own_record(counter: CounterWindow) -> None:
    first, second = counter.person(0).card, counter.person(1).card
    counter.page.course.begin()
    counter.settle()
    readings = Readings(counter, reading_of(first), reading_of(second), reading_of(first))
    theirs = take_pictures(counter)
    counter.page.course.park()
    until(lambda: counter.page.work.record is None)
    counter.page.course.begin()
    own = in_work(counter)
    # The reader is still at the first one's; the second one's wait behind.
    documents = Documents(counter.desk.session)
    for role, side in ((FRONT, Side.FRONT), (BACK, Side.BACK)):
        counter.tasks.run(partial(documents.accept, own.id, role, straight(picture(), side)), owner=counter.window)
    counter.page.standing.documents.read()
    readings.held[0].set()
    until(lambda: counter.document_reader.reads == 2)
    QApplication.processEvents()
    assert counter.page.form.editor("name").value() == ""
    assert counter.page.standing.documents.busy
    readings.held[1].set()
    counter.settle()
    assert counter.page.form.editor("number").value() == second.number
    readings.held[2].set()
    counter.page.course.switch(lambda: counter.page.work.open(theirs.id))
    counter.settle()
    assert in_work(counter).id == theirs.id
    assert counter.page.form.editor("number").value() == first.number


@pytest.mark.parametrize("whose", ["theirs", "another's"])
def test_a_card_waits_until_it_is_known_whose_pictures_were_taken(counter: CounterWindow, whose: str) -> None:
    first, second = counter.person(0).card, counter.person(1).card
    counter.page.course.begin()
    counter.settle()
    readings = Readings(counter, reading_of(first))
    theirs = take_pictures(counter)
    laid = first if whose == "theirs" else second
    counter.readers.on_event(counter.card_event(laid))
    QApplication.processEvents()
    assert counter.page.form.editor("number").value() == ""
    readings.held[0].set()
    counter.settle()
    record = in_work(counter)
    assert record.id == theirs.id
    assert record.value("number") == first.number
    assert record.card_read is (whose == "theirs")
    assert counter.page.reading.waiting == (None if whose == "theirs" else second)
    assert "document.other_person" not in {each.code for each in counter.page.work.taken.problems}  # type: ignore[union-attr]
    if whose != "theirs":
        counter.key(Qt.Key.Key_F7)
        counter.settle()
        next_one = in_work(counter)
        assert next_one.value("number") == second.number
        assert_nothing_of_the_pictures(counter, next_one.id)
