# SPDX-License-Identifier: Apache-2.0
"""Ctrl+K on the real window: from each page, with the keyboard in a line edit too, to actions, pages and people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from sscard_desktop.ui.palette.sheet import PaletteSheet
from sscard_desktop.ui.records.page import RecordsPage
from tests.clerk.clerk import Clerk
from tests.clerk.station import Counter
from tests.clerk.station import counter as demo_counter

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def opened(dressed_app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with demo_counter(tmp_path_factory.mktemp("palette")) as counter:
        yield counter


def palette(opened: Counter, typed: str = "") -> PaletteSheet:
    opened.hands.press(Key.Key_K, CONTROL)
    opened.hands.wait(lambda: isinstance(QApplication.activeModalWidget(), PaletteSheet), "the palette")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, PaletteSheet)
    opened.hands.write(typed)
    assert sheet.line.text() == typed
    return sheet


def shut(opened: Counter, key: Qt.Key = Key.Key_Return) -> None:
    opened.hands.press(key)
    opened.hands.wait(lambda: QApplication.activeModalWidget() is None, "shut")


@pytest.mark.parametrize("typed", ["jl", "jilu", "记录", "rec"])
def test_a_page_is_found_by_initials_pinyin_chinese_and_english(opened: Counter, typed: str) -> None:
    sheet = palette(opened, typed)
    assert sheet.found()[0].text == "记录"
    shut(opened)
    assert opened.window.current_page() == "records"
    back = palette(opened, "bl")
    assert back.found()[0].text == "办理"
    shut(opened)
    assert opened.window.current_page() == "counter"


def test_a_line_with_the_keyboard_keeps_its_text(opened: Counter) -> None:
    opened.window.go_to("records")
    page = opened.window.front_page()
    assert isinstance(page, RecordsPage)
    line = next(each for each in page.findChildren(QLineEdit) if each.isVisible())
    line.setFocus()
    QTest.keyClicks(line, "zhang")
    line.home(False)
    palette(opened)
    shut(opened, Key.Key_Escape)
    assert line.text() == "zhang"
    line.clear()
    opened.window.go_to("counter")


def test_people_are_found_and_gone_to(opened: Counter) -> None:
    clerk = Clerk(opened)
    person = opened.stage.people[0]
    clerk.receive(person)
    opened.hands.press(Key.Key_F7)
    opened.hands.wait(lambda: opened.page.work.record is None and not opened.page.work.busy, "parked")
    opened.settle()
    opened.window.go_to("records")
    sheet = palette(opened, person.card.name)
    opened.hands.wait(lambda: person.card.name in [each.text for each in sheet.found()], "people")
    shut(opened)
    opened.hands.wait(lambda: opened.window.current_page() == "counter", "the counter")
    opened.hands.wait(lambda: opened.page.work.record is not None, "the record")
    record = opened.page.work.record
    assert record is not None
    assert record.value("number") == person.card.number
    opened.hands.press(Key.Key_F7)
    opened.settle()


def test_what_was_done_last_comes_first(opened: Counter) -> None:
    palette(opened, "tongji")
    shut(opened)
    assert opened.window.current_page() == "figures"
    opened.window.go_to("counter")
    sheet = palette(opened)
    assert sheet.found()[0].text == "统计"
    shut(opened, Key.Key_Escape)


def test_what_makes_no_sense_just_now_isnt_offered_and_the_rest_acts(opened: Counter) -> None:
    sheet = palette(opened, "挂起和退回")
    assert [each.text for each in sheet.found()][:1] == ["挂起和退回的人"]
    shut_by = QApplication.activeModalWidget()
    opened.hands.press(Key.Key_Return)
    opened.hands.wait(lambda: QApplication.activeModalWidget() not in (None, shut_by), "who waits")
    shut(opened, Key.Key_Escape)


@pytest.mark.parametrize("typed", ["rijie", "rj", "日结", "end of day"])
def test_the_end_of_the_day_is_found_from_any_page(opened: Counter, typed: str) -> None:
    assert palette(opened, typed).found()[0].text == "日结"
    shut(opened, Key.Key_Escape)


def test_a_list_that_found_nothing_says_so(opened: Counter) -> None:
    sheet = palette(opened, "qqqqq")
    assert sheet.found() == []
    assert sheet._nothing.isVisible()
    sheet.line.clear()
    opened.hands.write("rj")
    assert sheet._nothing.isHidden()
    shut(opened, Key.Key_Escape)
