# SPDX-License-Identifier: Apache-2.0
"""A reader that types the card's number, at the counter: a typed number, never a read card."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui.counter.notices import Notice, Subject
from sscard_desktop.ui.counter.typednumber import TypedNumber
from sscard_desktop.ui.scanner import Scanner
from tests.helpers.chengdu import TODAY, citizen_number
from tests.helpers.counters import CounterWindow
from tests.helpers.keyboards import Keyboard

NUMBER = citizen_number(TODAY.replace(year=1981))
OTHER = citizen_number(TODAY.replace(year=1990))


@pytest.fixture
def reader(counter: CounterWindow, qapp: QApplication) -> Iterator[Keyboard]:
    """A reader that types, at the counter."""
    heard = Scanner(qapp)
    numbers = counter.page.typed_number
    heard.listen(numbers.knows, numbers.take, owner=numbers)
    heard.start()
    yield Keyboard(counter.window)
    heard.stop()


def scan(counter: CounterWindow, reader: Keyboard, line: str) -> None:
    reader.scan(line)
    counter.settle()
    counter.page.work.store()
    counter.settle()


def stored_number(counter: CounterWindow) -> str:
    record = counter.page.work.record
    assert record is not None
    return counter.in_lane(lambda: counter.desk.capture.look(record.id)).record.values.get("number", "")


def told(counter: CounterWindow) -> str:
    notice = counter.page.board._notices.get(Subject.HINT)
    return notice.what if notice is not None else ""


def test_a_number_begins_a_record_and_says_that_it_was_typed(counter: CounterWindow, reader: Keyboard) -> None:
    scan(counter, reader, NUMBER)
    record = counter.page.work.record
    assert record is not None
    assert not record.card_read
    assert stored_number(counter) == NUMBER
    assert "手工录入" in told(counter)


def test_a_number_goes_into_the_record_in_work_that_has_none(counter: CounterWindow, reader: Keyboard) -> None:
    counter.page.work.start()
    counter.settle()
    begun = counter.page.work.record
    scan(counter, reader, NUMBER.lower())
    now = counter.page.work.record
    assert begun is not None
    assert now is not None
    assert now.id == begun.id
    assert stored_number(counter) == NUMBER


def test_somebody_elses_number_changes_nothing(counter: CounterWindow, reader: Keyboard) -> None:
    scan(counter, reader, NUMBER)
    scan(counter, reader, OTHER)
    assert stored_number(counter) == NUMBER
    assert "没有改动" in told(counter)


def test_what_a_weightier_message_hides_is_told_beside_it(counter: CounterWindow, reader: Keyboard) -> None:
    said: list[str] = []
    counter.page.typed_number.told.connect(said.append)
    scan(counter, reader, NUMBER)
    assert said == [], "the message stands there to be seen"
    counter.page.board.post(Subject.NEXT_CARD, Notice("下一位的证件已读取。"))
    scan(counter, reader, OTHER)
    (told_beside,) = said
    assert "没有改动" in told_beside
    assert stored_number(counter) == NUMBER


def test_the_same_number_again_is_told(counter: CounterWindow, reader: Keyboard) -> None:
    said: list[str] = []
    counter.page.typed_number.told.connect(said.append)
    scan(counter, reader, NUMBER)
    scan(counter, reader, NUMBER)
    assert len(said) == 1
    assert stored_number(counter) == NUMBER


def test_a_number_that_does_not_hold_is_typing(counter: CounterWindow, reader: Keyboard) -> None:
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    assert not counter.page.typed_number.knows(wrong)
    assert counter.page.typed_number.knows(NUMBER)


def test_elsewhere_nobody_takes_a_number(counter: CounterWindow) -> None:
    alone = TypedNumber(counter.desk, counter.page.work, counter.page.board, attended=lambda: False)
    assert not alone.knows(NUMBER)
    alone.take(NUMBER)
    counter.settle()
    assert counter.page.work.record is None
