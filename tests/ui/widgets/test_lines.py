# SPDX-License-Identifier: Apache-2.0
"""Grouped inputs: the value stays plain, the caret stays where the hand is."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.widgets.lines import (
    DateLine,
    GroupedLine,
    document_characters,
    group,
    only_digits,
)
from tests.helpers.keys import type_text

SAMPLE = "11010519491231002X"


@pytest.fixture
def number(qtbot: QtBot) -> GroupedLine:
    line = GroupedLine(groups=(6, 8, 4), clean=document_characters)
    qtbot.addWidget(line)
    return line


@pytest.fixture
def day(qtbot: QtBot) -> DateLine:
    line = DateLine()
    qtbot.addWidget(line)
    return line


@given(st.text("0123456789X", max_size=30), st.lists(st.integers(1, 8), max_size=4).map(tuple))
def test_grouping_loses_nothing(plain: str, groups: tuple[int, ...]) -> None:
    assert group(plain, groups, " ").replace(" ", "") == plain


def test_a_typed_number_stands_in_groups_and_is_kept_plain(number: GroupedLine) -> None:
    type_text(number, SAMPLE.lower())
    assert number.text() == "110105 19491231 002X"
    assert number.plain() == SAMPLE


def test_full_width_characters_of_an_input_method_become_plain(number: GroupedLine) -> None:
    number.insert("１１０１０５１９４９１２３１００２Ｘ")
    number.textEdited.emit(number.text())
    assert number.plain() == SAMPLE


def test_the_caret_stays_behind_the_character_that_was_typed(number: GroupedLine) -> None:
    number.set_plain("11010519491231")
    number.setCursorPosition(3)
    type_text(number, "9")
    assert number.plain() == "110910519491231"
    assert number.cursorPosition() == 4
    number.setCursorPosition(6)
    type_text(number, "8")
    assert number.text()[: number.cursorPosition()].replace(" ", "") == "1109108"


def test_backspace_and_delete_pass_over_a_separator(number: GroupedLine) -> None:
    number.set_plain(SAMPLE)
    number.setCursorPosition(7)
    QTest.keyClick(number, Qt.Key.Key_Backspace)
    assert number.plain() == "1101019491231002X"
    number.set_plain(SAMPLE)
    number.setCursorPosition(6)
    QTest.keyClick(number, Qt.Key.Key_Delete)
    assert number.plain() == "1101059491231002X"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.sampled_from(["1", "9", "X", "back", "delete", "left", "right", "home", "end"]), max_size=40))
def test_whatever_is_typed_the_text_is_the_grouped_value(number: GroupedLine, keys: list[str]) -> None:
    special = {
        "back": Qt.Key.Key_Backspace,
        "delete": Qt.Key.Key_Delete,
        "left": Qt.Key.Key_Left,
        "right": Qt.Key.Key_Right,
        "home": Qt.Key.Key_Home,
        "end": Qt.Key.Key_End,
    }
    number.set_plain("")
    for key in keys:
        before, position = number.plain(), number.cursorPosition()
        if key in special:
            QTest.keyClick(number, special[key])
        else:
            type_text(number, key)
        assert number.text() == group(number.plain(), (6, 8, 4), " ")
        assert 0 <= number.cursorPosition() <= len(number.text())
        if key == "back" and position > 0 and before:
            assert len(number.plain()) == len(before) - 1


def test_one_key_too_many_is_refused_but_a_long_paste_is_kept_whole(number: GroupedLine) -> None:
    type_text(number, SAMPLE + "7")
    assert number.plain() == SAMPLE
    number.clear()
    number.set_plain("")
    QGuiApplication.clipboard().setText(SAMPLE + "77")
    number.paste()
    assert number.plain() == SAMPLE + "77"


def test_copying_gives_the_plain_number(number: GroupedLine) -> None:
    number.set_plain(SAMPLE)
    number.selectAll()
    QTest.keyClick(number, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == SAMPLE


def test_undo_goes_back_through_what_was_typed(number: GroupedLine) -> None:
    type_text(number, "1234567")
    QTest.keyClick(number, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert number.plain() == "123456"
    QTest.keyClick(number, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert number.plain() == "12345"


def test_setting_a_value_is_no_edit(number: GroupedLine, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(number.plain_edited):
        number.set_plain(SAMPLE)


@pytest.mark.parametrize(
    "typed",
    [
        "20350717",
        "2035-07-17",
        "2035-7-17",
        "2035.7.17",
        "2035/07/17",
        "2035年7月17日",
        "２０３５０７１７",
        "2035 7 17",
    ],
)
def test_a_date_may_be_typed_as_people_write_it(day: DateLine, typed: str) -> None:
    type_text(day, typed)
    assert day.text() == "2035-07-17"


@pytest.mark.parametrize("pasted", ["2035年7月1日", "2035.7.1", "2035-07-01", " 2035/7/1 "])
def test_a_date_may_be_pasted_as_people_write_it(day: DateLine, pasted: str) -> None:
    QGuiApplication.clipboard().setText(pasted)
    day.paste()
    day.complete()
    assert day.text() == "2035-07-01"


def test_a_day_of_one_digit_is_filled_up_on_leaving(day: DateLine) -> None:
    type_text(day, "2035-7-1")
    assert day.text() == "2035-07-1"
    day.complete()
    assert day.text() == "2035-07-01"


def test_a_deleted_digit_of_a_date_stays_deleted(day: DateLine) -> None:
    day.set_plain("2035-07-17")
    day.setCursorPosition(6)
    QTest.keyClick(day, Qt.Key.Key_Backspace)
    type_text(day, "1")
    assert only_digits(day.text()) == "20351717"


@given(st.text(max_size=40))
def test_nothing_but_digits_ever_gets_into_a_date(text: str) -> None:
    line = DateLine()
    line.setText(text)
    line.textEdited.emit(line.text())
    assert set(line.text()) <= set("0123456789-")
    assert len(only_digits(line.text())) <= 60
