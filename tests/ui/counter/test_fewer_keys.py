# SPDX-License-Identifier: Apache-2.0
"""Keys that nobody has to press: for what the station fills by itself, opens by itself, or was asked for already."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

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
    assert course._held_back(lambda: granted.append("print"))
    documents._busy = False
    documents.rested.emit()
    documents.rested.emit()
    assert granted == ["print"]


def test_whoever_turns_to_a_field_instead_wants_no_print(counter: CounterWindow) -> None:
    in_field(counter, "mobile")
    course, documents, granted = counter.page.course, counter.page.standing.documents, list[str]()
    documents._busy = True
    assert course._held_back(lambda: granted.append("print"))
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
