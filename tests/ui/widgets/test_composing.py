# SPDX-License-Identifier: Apache-2.0
"""Input methods in every kind of field: what is composed is shown whole, is no value yet, and its keys are its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.fields import LONG_TERM, FieldKind
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import EDITORS, CodeEditor
from sscard_desktop.ui.widgets.field import FieldEditor

Key = Qt.Key
ANSWERS = frozenset({FieldKind.FLAG, FieldKind.CODES})
"""Kinds that are picked, not written."""
WRITTEN = [kind for kind in FieldKind if kind not in ANSWERS]
COMMITTED = {
    FieldKind.TEXT: ("参保一科", "参保一科"),
    FieldKind.NAME: ("张三", "张三"),
    FieldKind.PINYIN: ("ｚhang", "ZHANG"),
    FieldKind.NUMBER: ("１１０１０５", "110105"),
    FieldKind.DATE: ("２０３５0717", "2035-07-17"),
    FieldKind.EXPIRY: ("长期", LONG_TERM),
    FieldKind.CODE: ("成都银行", "bocd"),
    FieldKind.MOBILE: ("１３８００138000", "13800138000"),
    FieldKind.PHONE: ("０２８８5550000", "02885550000"),
    FieldKind.POSTCODE: ("６１００41", "610041"),
    FieldKind.ADDRESS: ("武侯区样本路1号", "武侯区样本路1号"),
    FieldKind.DIGITS: ("０１23", "0123"),
    FieldKind.UNIT: ("样例小学", "样例小学"),
}


class Sheet(QWidget):
    """A field with a neighbour, and a page around them that would take any key it gets."""

    def __init__(self, kind: FieldKind) -> None:
        super().__init__()
        self.editor = EDITORS[kind]("it")
        self.neighbour = EDITORS[FieldKind.TEXT]("next")
        column = QVBoxLayout(self)
        column.addWidget(self.editor)
        column.addWidget(self.neighbour)
        self.got: list[int] = []
        self.done: list[str] = []
        if isinstance(self.editor, CodeEditor):
            entries = [("bocd", "成都银行"), ("样例小学", "样例小学")]
            self.editor.set_choices([Choice(code, text) for code, text in entries])
        for name in ("accepted", "back", "edited", "finished"):
            getattr(self.editor, name).connect(lambda *_, name=name: self.done.append(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.got.append(event.key())


def shown(qtbot: QtBot, kind: FieldKind) -> Sheet:
    sheet = Sheet(kind)
    qtbot.addWidget(sheet)
    sheet.resize(500, 300)
    sheet.show()
    sheet.activateWindow()
    sheet.editor.control().setFocus()
    qtbot.waitUntil(sheet.editor.control().hasFocus)
    return sheet


def compose(editor: FieldEditor, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor.control(), event)


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_is_composed_is_no_value_and_its_keys_are_nobody_elses(qtbot: QtBot, kind: FieldKind) -> None:
    sheet = shown(qtbot, kind)
    editor = sheet.editor
    for letters in ("n", "ni", "ni'h", "ni'hao"):
        compose(editor, letters)
    assert editor.composing.active
    assert editor.value() == ""
    for key in (Key.Key_Return, Key.Key_Escape, Key.Key_Down, Key.Key_Up, Key.Key_Tab, Key.Key_PageDown):
        QTest.keyClick(editor.control(), key)
    assert editor.control().hasFocus()
    assert sheet.done == []
    assert sheet.got == []
    assert editor.note() is None


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_was_composed_becomes_the_value_and_enter_is_ours_again(qtbot: QtBot, kind: FieldKind) -> None:
    sheet = shown(qtbot, kind)
    committed, value = COMMITTED[kind]
    compose(sheet.editor, "ni'hao")
    compose(sheet.editor, "", committed)
    assert not sheet.editor.composing.active
    QTest.keyClick(sheet.editor.control(), Key.Key_Return)
    assert sheet.editor.value() == value
    assert sheet.done.count("accepted") == 1


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_is_composed_is_in_sight_to_its_end(qtbot: QtBot, kind: FieldKind) -> None:
    sheet = shown(qtbot, kind)
    control = sheet.editor.control()
    long = "zhong'hua'ren'min'gong'he'guo'" * 3
    compose(sheet.editor, long)
    # A line scrolls to its caret as it is painted.
    control.grab()
    caret = control.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    place = caret.toRect() if isinstance(caret, QRectF) else caret
    assert control.rect().contains(place)


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_where_nothing_is_written_no_input_method_takes_the_digits(kind: FieldKind) -> None:
    editor = EDITORS[kind]("it")
    assert not editor.control().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


@pytest.mark.parametrize("kind", [FieldKind.CODE, FieldKind.UNIT])
def test_an_open_list_waits_while_another_word_is_composed(qtbot: QtBot, kind: FieldKind) -> None:
    sheet = shown(qtbot, kind)
    compose(sheet.editor, "", "成")
    compose(sheet.editor, "du")
    QTest.keyClick(sheet.editor.control(), Key.Key_Return)
    assert "accepted" not in sheet.done
    assert sheet.editor.control().hasFocus()


def test_a_composition_that_is_left_is_over(qtbot: QtBot) -> None:
    sheet = shown(qtbot, FieldKind.NAME)
    compose(sheet.editor, "zhang")
    QApplication.sendEvent(sheet.editor.control(), QEvent(QEvent.Type.None_))
    sheet.neighbour.control().setFocus()
    sheet.editor.control().setFocus()
    assert not sheet.editor.composing.active
    QTest.keyClick(sheet.editor.control(), Key.Key_Return)
    assert "accepted" in sheet.done
