# SPDX-License-Identifier: Apache-2.0
"""Addresses with proposals, by keyboard and input method: what is typed freely stands as it is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.widgets.addresses import AddressEditor, Completed
from sscard_desktop.ui.widgets.editors import PhoneEditor, PinyinEditor
from tests.helpers.keys import type_text

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
WUHOU, JINJIANG, STREET = "四川省成都市武侯区", "四川省成都市锦江区", "四川省成都市武侯区簇桥街道"
KNOWN = {"wuhou": [WUHOU], "wh": [WUHOU], "cd": [WUHOU, JINJIANG], "武侯": [WUHOU], f"{WUHOU}cq": [STREET]}


def complete(text: str) -> Sequence[Completed]:
    return [Completed(found) for found in KNOWN.get(text, ())]


def further(text: str) -> Sequence[Completed]:
    return [Completed(found) for found in {"": [WUHOU, JINJIANG], WUHOU: [STREET]}.get(text, [])]


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[AddressEditor]:
    page = QWidget()
    made = AddressEditor("address")
    made.set_completing(complete, further)
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addWidget(AddressEditor("next"))
    column.addStretch()
    qtbot.addWidget(page)
    page.resize(400, 500)
    page.show()
    page.activateWindow()
    made.control().setFocus()
    qtbot.waitUntil(made.control().hasFocus)
    yield made  # noqa: PT022 (the page lives as long)


def press(editor: AddressEditor, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(editor.control(), key, modifier)


def preedit(editor: AddressEditor, composing: str, *, commit: str = "") -> None:
    event = QInputMethodEvent(composing, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor.control(), event)


def shown(editor: AddressEditor) -> list[str]:
    return [choice.text for choice in editor.proposals().choices()]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_pinyin_is_taken_by_enter_or_tab_and_the_keyboard_stays(
    editor: AddressEditor, qtbot: QtBot, key: Qt.Key
) -> None:
    type_text(editor.control(), "wuhou")
    assert shown(editor) == [WUHOU]
    with qtbot.assertNotEmitted(editor.accepted):
        press(editor, key)
    assert editor.value() == WUHOU
    assert editor.control().hasFocus()


def test_the_next_level_is_offered_but_enter_accepts_the_address_as_it_is(editor: AddressEditor, qtbot: QtBot) -> None:
    type_text(editor.control(), "wuhou")
    press(editor, Key.Key_Return)
    assert shown(editor) == [STREET]
    with qtbot.waitSignal(editor.accepted):
        press(editor, Key.Key_Return)
    assert editor.value() == WUHOU


def test_chinese_text_is_only_replaced_where_an_arrow_asked_for_it(editor: AddressEditor, qtbot: QtBot) -> None:
    type_text(editor.control(), "武侯")
    assert shown(editor) == [WUHOU]
    with qtbot.waitSignal(editor.accepted):
        press(editor, Key.Key_Return)
    assert editor.value() == "武侯"
    editor.set_value("")
    type_text(editor.control(), "武侯")
    press(editor, Key.Key_Down)
    press(editor, Key.Key_Return)
    assert editor.value() == WUHOU


def test_arrows_choose_and_tab_leaves_where_nothing_is_highlighted(editor: AddressEditor) -> None:
    type_text(editor.control(), "cd")
    press(editor, Key.Key_Down)
    press(editor, Key.Key_Tab)
    assert editor.value() == JINJIANG
    editor.set_value("")
    type_text(editor.control(), "武侯")
    press(editor, Key.Key_Tab)
    assert editor.value() == "武侯"
    assert not editor.control().hasFocus()


def test_escape_closes_the_list_and_leaves_the_text(editor: AddressEditor) -> None:
    type_text(editor.control(), "cd")
    press(editor, Key.Key_Escape)
    assert shown(editor) == []
    assert editor.value() == "cd"


def test_an_address_is_continued_in_its_middle(editor: AddressEditor) -> None:
    editor.set_value(f"{WUHOU}12号")
    box = editor.control()
    assert isinstance(box, QPlainTextEdit)
    cursor = box.textCursor()
    cursor.setPosition(len(WUHOU))
    box.setTextCursor(cursor)
    type_text(box, "cq")
    press(editor, Key.Key_Return)
    assert editor.value() == f"{STREET}12号"
    assert box.textCursor().position() == len(STREET)


def test_what_was_taken_can_be_taken_back(editor: AddressEditor) -> None:
    type_text(editor.control(), "wuhou")
    press(editor, Key.Key_Return)
    press(editor, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == "wuhou"


@pytest.mark.parametrize("typed", ["A座", "12号", "某村", "WUHOU"])
def test_what_names_no_place_opens_nothing(editor: AddressEditor, typed: str) -> None:
    type_text(editor.control(), typed)
    assert shown(editor) == []
    assert editor.value() == typed


def test_nothing_is_searched_while_an_input_method_composes(editor: AddressEditor, qtbot: QtBot) -> None:
    type_text(editor.control(), "cd")
    preedit(editor, "wu hou")
    assert shown(editor) == []
    with qtbot.assertNotEmitted(editor.accepted):
        press(editor, Key.Key_Return)
    box = editor.control()
    assert isinstance(box, QPlainTextEdit)
    assert "\n" not in box.toPlainText()
    preedit(editor, "")
    assert editor.value() == "cd"


@pytest.mark.parametrize("modifier", [ALT, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier])
def test_no_enter_breaks_the_line(editor: AddressEditor, modifier: Qt.KeyboardModifier) -> None:
    type_text(editor.control(), "某村")
    press(editor, Key.Key_Return, modifier)
    box = editor.control()
    assert isinstance(box, QPlainTextEdit)
    assert box.toPlainText() == "某村"


def test_what_an_input_method_commits_is_searched(editor: AddressEditor) -> None:
    preedit(editor, "wu'hou")
    preedit(editor, "", commit="武侯")
    assert editor.value() == "武侯"
    assert shown(editor) == [WUHOU]


def test_showing_a_value_or_reading_only_opens_nothing(editor: AddressEditor) -> None:
    editor.set_value("武侯")
    assert shown(editor) == []
    editor.set_read_only(True)
    press(editor, Key.Key_Down, ALT)
    assert shown(editor) == []


def test_down_lists_what_may_follow(editor: AddressEditor) -> None:
    press(editor, Key.Key_Down)
    assert shown(editor) == [WUHOU, JINJIANG]
    press(editor, Key.Key_Down)
    press(editor, Key.Key_Return)
    assert editor.value() == JINJIANG


def test_leaving_closes_the_list(editor: AddressEditor) -> None:
    type_text(editor.control(), "cd")
    editor.control().clearFocus()
    assert shown(editor) == []


def test_an_offer_is_taken_with_the_caret_behind_it(editor: AddressEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.edited):
        editor.take(WUHOU)
    type_text(editor.control(), "9")
    assert editor.value() == f"{WUHOU}9"


def test_other_readings_of_a_name_open_by_down_and_are_taken_by_enter(qtbot: QtBot) -> None:
    made = PinyinEditor("name_pinyin")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.activateWindow()
    made.control().setFocus()
    qtbot.waitUntil(made.control().hasFocus)
    made.set_value("QIN LI")
    made.asked.connect(lambda: made.propose(["TAN LI", "YAN LI"]))
    QTest.keyClick(made.control(), Key.Key_Down)
    with qtbot.waitSignal(made.edited):
        QTest.keyClick(made.control(), Key.Key_Return)
    assert made.value() == "TAN LI"
    QTest.keyClick(made.control(), Key.Key_Down, ALT)
    type_text(made.control(), "x")
    assert made.proposals().choices() == []
    assert made.value() == "TAN LIX"


def test_a_mobile_in_a_phone_field_stands_in_groups_and_a_landline_doesn_t(qtbot: QtBot) -> None:
    made = PhoneEditor("post_phone")
    qtbot.addWidget(made)
    made.show()
    line = made.control()
    line.setFocus()
    type_text(line, "13800138000")
    assert line.text() == "138 0013 8000"  # type: ignore[attr-defined]
    assert made.value() == "13800138000"
    made.set_value("02886245818")
    assert line.text() == "02886245818"  # type: ignore[attr-defined]
    made.set_value("13900139000")
    assert line.text() == "139 0013 9000"  # type: ignore[attr-defined]


def test_a_digit_put_into_the_middle_keeps_the_caret_behind_it(qtbot: QtBot) -> None:
    made = PhoneEditor("post_phone")
    qtbot.addWidget(made)
    made.show()
    line = made.control()
    line.setFocus()
    made.set_value("1380138000")
    line.setCursorPosition(4)  # type: ignore[attr-defined]
    type_text(line, "0")
    assert line.text() == "138 0013 8000"  # type: ignore[attr-defined]
    assert line.cursorPosition() == 6  # type: ignore[attr-defined]
