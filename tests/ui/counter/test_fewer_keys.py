# SPDX-License-Identifier: Apache-2.0
"""Keys that nobody has to press: for what the station fills by itself, opens by itself, or was asked for already."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.ui.widgets.choiceline import ChoiceLine
from tests.helpers.counters import CounterWindow
from tests.helpers.desks import UNIT

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def in_field(counter: CounterWindow, key: str) -> None:
    counter.lay(counter.person(0).card)
    assert counter.page.form.go_to(key)


def test_what_a_unit_brings_with_it_is_no_stop(counter: CounterWindow) -> None:
    in_field(counter, "unit")
    counter.write(UNIT)
    counter.settle()
    counter.key(Key.Key_Return)
    assert counter.page.form.flow.current() == "mobile"
    counter.settle()
    assert counter.page.form.editor("insured_unit_number").value() == "900001"
    assert counter.page.form.flow.current() == "mobile"


def test_a_field_that_is_filled_under_the_keyboard_is_left_by_itself(counter: CounterWindow) -> None:
    in_field(counter, "unit")
    counter.write(UNIT)
    counter.settle()
    assert counter.page.form.go_to("insured_unit_number")
    counter.settle()
    assert counter.page.form.editor("insured_unit_number").value() == "900001"
    assert counter.page.form.flow.current() not in ("unit", "insured_unit_number")


def test_units_are_listed_when_a_whole_name_was_composed(counter: CounterWindow) -> None:
    in_field(counter, "unit")
    line = counter.page.form.editor("unit").control()
    assert isinstance(line, ChoiceLine)
    counter.write("成都")
    counter.settle()
    assert [choice.text for choice in line.shown_choices()] == [UNIT]


def test_what_is_offered_is_taken_and_gone_on_from_by_one_key(counter: CounterWindow) -> None:
    in_field(counter, "address")
    counter.settle()
    offered = counter.page.standing.comfort.offer("address")
    assert offered
    counter.key(Key.Key_Return, CONTROL)
    counter.settle()
    assert counter.page.form.editor("address").value() == offered
    assert counter.page.form.flow.current() != "address"


def test_printing_waits_for_the_pictures_to_be_read_and_then_goes_on(counter: CounterWindow) -> None:
    counter.lay(counter.person(0).card)
    course, documents, granted = counter.page.course, counter.page.standing.documents, list[str]()
    documents._busy = True
    assert course.finish.held_back(lambda: granted.append("print"))
    documents._busy = False
    documents.rested.emit()
    documents.rested.emit()
    assert granted == ["print"]


def test_whoever_turns_to_a_field_instead_wants_no_print(counter: CounterWindow) -> None:
    in_field(counter, "mobile")
    course, documents, granted = counter.page.course, counter.page.standing.documents, list[str]()
    documents._busy = True
    assert course.finish.held_back(lambda: granted.append("print"))
    counter.write("1")
    documents._busy = False
    documents.rested.emit()
    assert granted == []


def test_what_comes_from_the_station_never_breaks_off_what_is_being_composed(counter: CounterWindow) -> None:
    in_field(counter, "insured_unit_name")
    control = counter.page.form.editor("insured_unit_name").control()
    QApplication.sendEvent(control, QInputMethodEvent("cheng'du", []))
    counter.page.work.change(lambda record: counter.desk.capture.edit(record, {"insured_unit_name": "成都样例"}))
    counter.settle()
    assert counter.page.form.editor("insured_unit_name").value() == ""
    assert control.hasFocus()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("成都公交")
    QApplication.sendEvent(control, committed)
    counter.key(Key.Key_Return)
    counter.settle()
    assert counter.page.form.editor("insured_unit_name").value() == "成都公交"


@contextmanager
def slow_store(counter: CounterWindow) -> Iterator[None]:
    """Keep the store lane from answering, as a slow disk does."""
    may_go_on = threading.Event()
    counter.tasks.run(lambda: may_go_on.wait(30), owner=counter.page)
    try:
        yield
    finally:
        may_go_on.set()


def test_enter_on_the_next_step_waits_for_what_was_typed_to_be_known_and_leads_back_to_no_filled_field(
    counter: CounterWindow,
) -> None:
    in_field(counter, "unit")
    counter.write(UNIT)
    counter.settle()
    counter.key(Key.Key_Return)
    counter.settle()
    page = counter.page
    assert page.standing.step().key == page.form.flow.current() == "mobile"
    with slow_store(counter):
        counter.write("13800000000")
        page.course.fields.go_on("mobile")
        page.course.focus_next()
        page.course.do_next()
        assert QApplication.focusWidget() is page.standing.bar.next_button()
    counter.settle()
    assert page.form.flow.current() == page.standing.step().key
    assert page.form.flow.current() != "mobile"


def test_f10_right_behind_a_last_letter_isnt_refused_for_the_field_that_was_just_filled(
    counter: CounterWindow,
) -> None:
    in_field(counter, "mobile")
    told: list[str] = []
    counter.page.course.withheld.connect(told.append)
    with slow_store(counter):
        counter.write("13800000000")
        counter.page.course.finish.submit()
        assert not told
    counter.settle()
    (refused,) = told
    assert counter.page.words.label("mobile") not in refused


def test_what_waited_for_an_answer_is_dropped_when_the_station_cant_store(
    counter: CounterWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_field(counter, "mobile")
    course = counter.page.course
    with slow_store(counter):
        counter.write("13800000000")
        course.do_next()
        assert course.wishes.kept is not None
        counter.page.work.failed.emit(EnvironmentFailedError("storage.disk_full", file="station.db"))
        assert course.wishes.kept is None
