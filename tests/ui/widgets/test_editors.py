# SPDX-License-Identifier: Apache-2.0
"""The editor of each kind of field: complete, true to stored values, and quick by keyboard."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.fields import LONG_TERM, NO, YES, FieldKind
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import (
    EDITORS,
    AddressEditor,
    CodeEditor,
    DateEditor,
    ExpiryEditor,
    FlagEditor,
    MobileEditor,
    NameEditor,
    NumberEditor,
    PinyinEditor,
    TextEditor,
)
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.several import CodesEditor
from tests.helpers.keys import type_text

STORED = {
    FieldKind.TEXT: "参保一科",
    FieldKind.NAME: "阿依古丽·买买提",
    FieldKind.PINYIN: "ZHANG SAN",
    FieldKind.NUMBER: "11010519491231002X",
    FieldKind.DATE: "1949-12-31",
    FieldKind.EXPIRY: LONG_TERM,
    FieldKind.CODE: "2",
    FieldKind.CODES: "1,2",
    FieldKind.FLAG: NO,
    FieldKind.MOBILE: "13800138000",
    FieldKind.PHONE: "028-85012345",
    FieldKind.POSTCODE: "610041",
    FieldKind.ADDRESS: "四川省成都市武侯区示例路 1 号",
    FieldKind.DIGITS: "123456789",
    FieldKind.UNIT: "示例单位",
}


def editor_of(kind: FieldKind, qtbot: QtBot) -> FieldEditor:
    editor = EDITORS[kind]("field_key")
    if isinstance(editor, CodeEditor | CodesEditor):
        editor.set_choices([Choice("1", "甲", "j"), Choice("2", "乙", "y")])
    qtbot.addWidget(editor)
    editor.resize(400, 100)
    editor.show()
    editor.control().setFocus()
    return editor


def test_every_kind_has_its_editor_and_every_editor_its_kind() -> None:
    assert set(EDITORS) == set(FieldKind)


@pytest.mark.parametrize("kind", FieldKind)
def test_a_stored_value_comes_back_as_it_was_and_showing_it_is_no_edit(kind: FieldKind, qtbot: QtBot) -> None:
    editor = editor_of(kind, qtbot)
    with qtbot.assertNotEmitted(editor.edited), qtbot.assertNotEmitted(editor.finished):
        editor.set_value(STORED[kind])
        editor.finish()
    assert editor.value() == STORED[kind]
    editor.set_value("")
    assert editor.value() == ""


@pytest.mark.parametrize("kind", FieldKind)
def test_enter_accepts_and_shift_enter_goes_back(kind: FieldKind, qtbot: QtBot) -> None:
    editor = editor_of(kind, qtbot)
    editor.set_value(STORED[kind])
    with qtbot.waitSignal(editor.accepted), qtbot.assertNotEmitted(editor.back):
        QTest.keyClick(editor.control(), Qt.Key.Key_Return)
    with qtbot.waitSignal(editor.back), qtbot.assertNotEmitted(editor.accepted):
        QTest.keyClick(editor.control(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.value() == STORED[kind]


@pytest.mark.parametrize("kind", FieldKind)
def test_a_fixed_field_shows_its_value_and_takes_no_keys(kind: FieldKind, qtbot: QtBot) -> None:
    editor = editor_of(kind, qtbot)
    editor.set_value(STORED[kind])
    editor.set_read_only(True)
    for key in ("1", "L", "x"):
        type_text(editor.control(), key)
    QTest.keyClick(editor.control(), Qt.Key.Key_Backspace)
    QTest.keyClick(editor.control(), Qt.Key.Key_Left)
    assert editor.value() == STORED[kind]
    assert editor.read_only()


@pytest.mark.parametrize("kind", FieldKind)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(value=st.text(max_size=60))
def test_no_stored_value_whatever_breaks_an_editor(kind: FieldKind, value: str) -> None:
    editor = EDITORS[kind]("field_key")
    editor.set_value(value)
    assert isinstance(editor.value(), str)


@pytest.mark.parametrize("kind", FieldKind)
def test_leaving_a_changed_field_tells_once(kind: FieldKind, qtbot: QtBot) -> None:
    editor = editor_of(kind, qtbot)
    other = QLineEdit()
    qtbot.addWidget(other)
    told: list[str] = []
    editor.finished.connect(told.append)
    type_text(editor.control(), "2")
    if kind in (FieldKind.CODE, FieldKind.UNIT):
        QTest.keyClick(editor.control(), Qt.Key.Key_Return)
    editor.finish()
    editor.finish()
    assert told == [editor.value()]


def test_a_problem_stands_beneath_and_moves_nothing(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.MOBILE, qtbot)
    before = editor.sizeHint()
    editor.set_note(Note("手机号码应为 11 位。", Tone.BAD))
    assert editor.sizeHint() == before
    assert editor.property("tone") == "bad"
    editor.set_note(None)
    assert (editor.note(), editor.property("tone")) == (None, "")


def test_a_proposal_is_taken_by_its_button(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.NUMBER, qtbot)
    editor.set_note(Note("这是 15 位旧号码。", Tone.INFO, "改为 18 位"))
    with qtbot.waitSignal(editor.action_chosen):
        editor._note_action.click()


def test_markup_in_a_note_or_label_is_shown_as_it_is(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.NAME, qtbot)
    editor.set_label("<b>姓名</b>")
    editor.set_note(Note("<img src=x>"))
    assert editor._note_text.textFormat() == Qt.TextFormat.PlainText
    assert editor.label() == "<b>姓名</b>"


def test_the_letter_l_is_long_term_and_a_digit_takes_it_back(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.EXPIRY, qtbot)
    assert isinstance(editor, ExpiryEditor)
    type_text(editor.control(), "l")
    assert editor.value() == LONG_TERM
    type_text(editor.control(), "20350717")
    assert editor.value() == "2035-07-17"
    editor._button.click()
    assert editor.value() == LONG_TERM
    QTest.keyClick(editor.control(), Qt.Key.Key_Backspace)
    assert editor.value() == ""


def test_a_dot_behind_a_chinese_character_is_the_middle_dot(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.NAME, qtbot)
    assert isinstance(editor, NameEditor)
    line = editor.control()
    assert isinstance(line, QLineEdit)
    line.insert("阿依古丽")
    type_text(line, ".")
    line.insert("买买提")
    assert editor.value() == "阿依古丽·买买提"
    editor.set_value("")
    type_text(line, "J. SMITH")
    assert editor.value() == "J. SMITH"


def test_pinyin_is_upper_case_and_the_caret_stays(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.PINYIN, qtbot)
    assert isinstance(editor, PinyinEditor)
    type_text(editor.control(), "zhang")
    QTest.keyClick(editor.control(), Qt.Key.Key_Home)
    type_text(editor.control(), "ou")
    assert editor.value() == "OUZHANG"


def test_numbers_that_are_no_resident_numbers_stand_ungrouped(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.NUMBER, qtbot)
    assert isinstance(editor, NumberEditor)
    editor.set_value("E12345678")
    editor.set_resident(False)
    assert editor._line.text() == "E12345678"


def test_a_country_code_before_a_mobile_number_goes(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.MOBILE, qtbot)
    assert isinstance(editor, MobileEditor)
    editor.set_value("+86 138 0013 8000")
    assert editor.value() == "13800138000"
    assert editor._line.text() == "138 0013 8000"


def test_a_half_typed_date_is_kept_as_it_stands(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.DATE, qtbot)
    assert isinstance(editor, DateEditor)
    type_text(editor.control(), "20350")
    assert editor.value() == "2035-0"
    editor.set_value("2035-0")
    assert editor.value() == "2035-0"


def test_an_address_wraps_on_screen_and_is_one_line_in_store(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.ADDRESS, qtbot)
    assert isinstance(editor, AddressEditor)
    editor.set_max_chars(24)
    pasted = QMimeData()
    pasted.setText("四川省\n成都市\t武侯区")
    box = editor.control()
    assert isinstance(box, QPlainTextEdit)
    box.insertFromMimeData(pasted)
    assert editor.value() == "四川省 成都市 武侯区"
    assert editor._aside.text() == "11/24"


def test_an_address_counts_as_the_city_limits_it(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.ADDRESS, qtbot)
    assert isinstance(editor, AddressEditor)
    editor.set_max_chars(120)
    editor.set_max_han(24)
    editor.set_value("东关大街123号")
    assert editor._aside.text() == "6.5/24"
    editor.set_max_han(0)
    assert editor._aside.text() == "8/120"


def test_yes_and_no_answer_to_arrows_digits_and_space(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.FLAG, qtbot)
    assert isinstance(editor, FlagEditor)
    QTest.keyClick(editor.control(), Qt.Key.Key_Right)
    assert editor.value() == YES
    QTest.keyClick(editor.control(), Qt.Key.Key_Right)
    assert editor.value() == NO
    type_text(editor.control(), "1")
    assert editor.value() == YES
    QTest.keyClick(editor.control(), Qt.Key.Key_Space)
    assert editor.value() == NO


def test_an_unknown_text_in_a_code_field_is_explained(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.CODE, qtbot)
    type_text(editor.control(), "丙")
    QTest.keyClick(editor.control(), Qt.Key.Key_Return)
    note = editor.note()
    assert note is not None
    assert "丙" in note.text
    assert editor.value() == ""


def test_outer_blanks_of_a_text_are_no_part_of_it(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.TEXT, qtbot)
    assert isinstance(editor, TextEditor)
    type_text(editor.control(), "  a b ")
    assert editor.value() == "a b"


def test_any_number_of_answers_is_ticked_by_digits_blank_and_arrows(qtbot: QtBot) -> None:
    editor = editor_of(FieldKind.CODES, qtbot)
    assert isinstance(editor, CodesEditor)
    editor.set_choices([Choice(code, code) for code in ("a", "b", "c")])
    with qtbot.waitSignal(editor.edited) as told:
        QTest.keyClick(editor.control(), Qt.Key.Key_3)
    assert told.args == ["c"]
    QTest.keyClick(editor.control(), Qt.Key.Key_1)
    assert editor.value() == "a,c"
    QTest.keyClick(editor.control(), Qt.Key.Key_Right)
    QTest.keyClick(editor.control(), Qt.Key.Key_Space)
    assert editor.value() == "a,b,c"
    QTest.keyClick(editor.control(), Qt.Key.Key_1)
    assert editor.value() == "b,c"
