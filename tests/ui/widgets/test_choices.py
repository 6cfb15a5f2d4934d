# SPDX-License-Identifier: Apache-2.0
"""Picking from a list by keyboard: initials, text, code, arrows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.widgets.choiceline import ChoiceLine
from sscard_desktop.ui.widgets.choicepopup import ChoicePopup
from sscard_desktop.ui.widgets.choices import Choice, matches
from tests.helpers.keys import type_text

BANKS = [
    Choice("1", "中国工商银行", "zggsyh"),
    Choice("2", "中国农业银行", "zgnyyh"),
    Choice("3", "中国建设银行", "zgjsyh"),
    Choice("5", "成都银行", "cdyh"),
    Choice("6", "成都农村商业银行", "cdncsyyh"),
]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def line(window: QWidget, qtbot: QtBot) -> ChoiceLine:
    column = QVBoxLayout(window)
    made = ChoiceLine(window)
    made.set_choices(BANKS)
    column.addWidget(made)
    column.addWidget(QLineEdit(window))
    column.addStretch()
    window.resize(400, 500)
    window.show()
    qtbot.waitExposed(window)
    made.setFocus()
    return made


def codes(line: ChoiceLine) -> list[str]:
    return [choice.code for choice in line.shown_choices()]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["1", "2", "3", "5", "6"]),
        ("cd", ["5", "6"]),
        ("CDN", ["6"]),
        ("农", ["2", "6"]),
        ("成都", ["5", "6"]),
        ("5", ["5"]),
        ("zg", ["1", "2", "3"]),
        ("yh", ["1", "2", "3", "5", "6"]),
        ("没有", []),
    ],
)
def test_what_is_typed_finds_by_code_text_and_initials(typed: str, found: list[str]) -> None:
    assert [choice.code for choice in matches(BANKS, typed)] == found


@given(st.text(max_size=8))
def test_matching_never_invents_an_entry(typed: str) -> None:
    assert set(matches(BANKS, typed)) <= set(BANKS)


def test_initials_and_enter_pick_and_go_on(line: ChoiceLine, qtbot: QtBot) -> None:
    type_text(line, "cdn")
    assert codes(line) == ["6"]
    with qtbot.waitSignals([line.picked, line.accepted]):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert (line.code(), line.text(), line.popup_open()) == ("6", "成都农村商业银行", False)


def test_a_digit_picks_by_code(line: ChoiceLine) -> None:
    type_text(line, "3")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.code() == "3"


def test_arrows_go_through_the_list(line: ChoiceLine) -> None:
    line.set_code("2")
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert codes(line) == ["1", "2", "3", "5", "6"]
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.code() == "3"


@pytest.mark.parametrize("taking", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
@pytest.mark.parametrize("emptied", [False, True])
def test_arrows_pick_from_an_empty_input_too(line: ChoiceLine, taking: Qt.Key, *, emptied: bool) -> None:
    if emptied:
        type_text(line, "z")
        QTest.keyClick(line, Qt.Key.Key_Backspace)
    else:
        QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, taking)
    assert (line.code(), line.text()) == ("3", "中国建设银行")


def test_a_list_opened_by_a_click_takes_nothing_unasked(line: ChoiceLine, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(line.picked):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
        assert line.popup_open()
        QTest.keyClick(line, Qt.Key.Key_Return)


def test_what_a_search_brings_late_leaves_the_highlight_where_the_arrows_put_it(line: ChoiceLine) -> None:
    line.set_searching(True)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Down)
    line.set_choices([Choice("0", "先来的", "xld"), *BANKS])
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.code() == "2"


def test_escape_shows_what_was_picked_before(line: ChoiceLine, qtbot: QtBot) -> None:
    line.set_code("5")
    with qtbot.assertNotEmitted(line.picked):
        type_text(line, "zg")
        QTest.keyClick(line, Qt.Key.Key_Escape)
    assert (line.code(), line.text(), line.popup_open()) == ("5", "成都银行", False)


def test_tab_takes_the_highlighted_entry(line: ChoiceLine) -> None:
    type_text(line, "zgn")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.code() == "2"


def test_a_text_that_names_nothing_is_told_and_undone(line: ChoiceLine, qtbot: QtBot) -> None:
    line.set_code("5")
    with qtbot.waitSignal(line.unmatched) as told:
        type_text(line, "没有这家")
        QTest.keyClick(line, Qt.Key.Key_Tab)
    assert told.args == ["没有这家"]
    assert line.text() == "成都银行"


def test_emptying_the_input_takes_the_answer_back(line: ChoiceLine, qtbot: QtBot) -> None:
    line.set_code("5")
    line.selectAll()
    with qtbot.waitSignal(line.picked) as told:
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert told.args == [""]
    assert line.code() == ""


def test_a_code_that_the_list_lacks_is_shown_not_hidden(line: ChoiceLine) -> None:
    line.set_code("99")
    assert (line.text(), line.code()) == ("99", "99")


def test_shift_enter_goes_back_without_picking(line: ChoiceLine, qtbot: QtBot) -> None:
    QTest.keyClick(line, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(line.picked), qtbot.waitSignal(line.back):
        QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)


def test_a_long_directory_is_searched_outside(line: ChoiceLine, qtbot: QtBot) -> None:
    line.set_choices([])
    line.set_searching(True)
    with qtbot.waitSignal(line.searched) as asked:
        type_text(line, "d")
    assert asked.args == ["d"]
    line.set_choices([Choice("示例单位", "示例单位", "sldw")])
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.code() == "示例单位"


def test_the_first_look_at_a_directory_opens_when_its_entries_come(line: ChoiceLine, qtbot: QtBot) -> None:
    line.set_choices([])
    line.set_searching(True)
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert not line.popup_open()
    line.set_choices(BANKS)
    assert codes(line) == ["1", "2", "3", "5", "6"]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    line.set_choices(BANKS[:2])
    assert not line.popup_open()


def test_the_list_goes_when_the_page_moves_under_it(line: ChoiceLine, window: QWidget, qtbot: QtBot) -> None:
    line.open_popup()
    window.resize(500, 500)
    qtbot.waitUntil(lambda: not line.popup_open())
    line.open_popup()
    wheel = QWheelEvent(
        QPointF(1, 1),
        QPointF(1, 1),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window, wheel)
    assert not line.popup_open()


def test_the_list_goes_along_when_something_comes_above_its_input(line: ChoiceLine, window: QWidget) -> None:
    type_text(line, "z")
    popup = window.findChild(ChoicePopup)
    before = line.y()
    under = popup.y() - line.mapTo(window, QPoint(0, 0)).y()
    came = QLineEdit(window)
    window.layout().insertWidget(0, came)
    came.show()
    window.layout().activate()
    assert line.y() > before
    assert line.popup_open()
    assert popup.y() - line.mapTo(window, QPoint(0, 0)).y() == under


def test_the_list_stays_inside_the_window(line: ChoiceLine, window: QWidget) -> None:
    window.resize(400, 260)
    QApplication.processEvents()
    line.open_popup()
    popup = line._popup
    assert popup is not None
    assert window.rect().contains(popup.geometry())
