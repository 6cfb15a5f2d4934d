# SPDX-License-Identifier: Apache-2.0
"""Through a form by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.widgets.editors import CodeEditor, TextEditor
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Tone


class Form(QScrollArea):
    """Ten text fields, of which only some fit on screen."""

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        column = QVBoxLayout(inner)
        self.editors: list[FieldEditor] = [TextEditor(f"f{index}") for index in range(9)]
        self.editors.insert(4, CodeEditor("code"))
        for editor in self.editors:
            column.addWidget(editor)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.flow = FieldFlow(self)
        self.flow.set_fields(self.editors)

    def focused(self) -> str:
        """Return the key of the field that has the keyboard."""
        return next((editor.key for editor in self.editors if editor.control().hasFocus()), "")


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.flow.go_first()
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def test_enter_goes_on_and_shift_enter_goes_back(form: Form) -> None:
    visited = [form.focused()]
    for _ in range(5):
        press(Qt.Key.Key_Return)
        visited.append(form.focused())
    assert visited == ["f0", "f1", "f2", "f3", "code", "f4"]
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.focused() == "f3"


def test_tab_keeps_the_order_of_the_form(form: Form) -> None:
    visited = [form.focused()]
    for _ in range(9):
        press(Qt.Key.Key_Tab)
        visited.append(form.focused())
    assert visited == [editor.key for editor in form.editors]


def test_fixed_and_hidden_fields_are_passed_over(form: Form) -> None:
    form.editors[1].set_read_only(True)
    form.editors[2].hide()
    press(Qt.Key.Key_Return)
    assert form.focused() == "f3"
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.focused() == "f0"


def test_the_ends_are_told(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.flow.begun):
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.flow.go_to("f8")
    with qtbot.waitSignal(form.flow.ended):
        press(Qt.Key.Key_Return)


def test_the_next_problem_is_found_round_the_end_errors_first(form: Form) -> None:
    form.editors[2].set_note(Note("看一下", Tone.WARN))
    assert form.flow.go_to_next_problem()
    assert form.focused() == "f2"
    form.editors[1].set_note(Note("错", Tone.BAD))
    form.editors[8].set_note(Note("错", Tone.BAD))
    form.flow.go_to_next_problem()
    assert form.focused() == "f7"
    form.flow.go_to_next_problem()
    assert form.focused() == "f1"
    for editor in form.editors:
        editor.set_note(None)
    assert not form.flow.go_to_next_problem()


def test_a_field_out_of_sight_is_scrolled_into_it(form: Form) -> None:
    form.flow.go_to("f8")
    last = form.editors[-1]
    assert form.viewport().rect().contains(last.mapTo(form.viewport(), last.rect().center()))


def test_the_field_with_the_keyboard_can_be_finished_from_outside(form: Form, qtbot: QtBot) -> None:
    QTest.keyClicks(form.editors[0].control(), "abc")
    with qtbot.waitSignal(form.editors[0].finished) as told:
        form.flow.finish()
    assert told.args == ["abc"]


def test_new_fields_take_the_place_of_the_old(form: Form, qtbot: QtBot) -> None:
    form.flow.set_fields(form.editors[:2])
    form.flow.go_first()
    press(Qt.Key.Key_Return)
    with qtbot.waitSignal(form.flow.ended):
        press(Qt.Key.Key_Return)
