# SPDX-License-Identifier: Apache-2.0
"""What saves typing at the counter, with the real tables, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui.widgets.addresses import AddressEditor
from sscard_desktop.ui.widgets.editors import CodeEditor, PinyinEditor
from tests.helpers.counters import CounterWindow
from tests.ui.counter.test_business import choose

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
WUHOU = "四川省成都市武侯区"
NUMBER = "51010719900307001X"


@pytest.fixture
def begun(counter: CounterWindow) -> CounterWindow:
    """Return the counter with a record begun by hand and the tables of places read."""
    counter.key(Key.Key_F2)
    counter.settle()
    return counter


def write_into(counter: CounterWindow, key: str, text: str) -> None:
    assert counter.page.form.go_to(key)
    counter.write(text)
    counter.page.work.store()
    counter.settle()


def value(counter: CounterWindow, key: str) -> str:
    return counter.page.form.editor(key).value()


def stored(counter: CounterWindow, key: str) -> str:
    record = counter.page.work.record
    assert record is not None
    return counter.in_lane(lambda: counter.desk.capture.look(record.id)).record.value(key)


def offered(counter: CounterWindow, key: str) -> str:
    note = counter.page.form.editor(key).note()
    return note.action if note is not None else ""


def test_an_address_is_completed_by_pinyin_and_stored(begun: CounterWindow) -> None:
    assert begun.page.form.go_to("address")
    begun.write("cdwh")
    begun.key(Key.Key_Return)
    begun.write("cuqiao")
    begun.key(Key.Key_Return)
    begun.write("9号")
    begun.key(Key.Key_Return)
    begun.settle()
    assert stored(begun, "address") == f"{WUHOU}簇桥街道9号"


def test_the_number_s_division_is_offered_for_the_household_address_and_typed_on(begun: CounterWindow) -> None:
    write_into(begun, "number", NUMBER)
    assert offered(begun, "household_address") == ""
    assert begun.page.form.go_to("household_address")
    begun.settle()
    assert WUHOU in offered(begun, "household_address")
    assert "Ctrl+Enter" in offered(begun, "household_address")
    begun.key(Key.Key_Return, CTRL)
    begun.write("浆洗街12号")
    begun.settle()
    assert value(begun, "household_address") == f"{WUHOU}浆洗街12号"
    assert offered(begun, "household_address") == ""


def test_of_an_abolished_division_down_lists_today_s_and_the_old_name(begun: CounterWindow) -> None:
    write_into(begun, "number", "513021198003070011")
    assert begun.page.form.go_to("household_address")
    begun.key(Key.Key_Down)
    editor = begun.page.form.editor("household_address")
    assert isinstance(editor, AddressEditor)
    texts = [choice.text for choice in editor.proposals().choices()]
    assert texts[:2] == ["四川省达州市达川区", "四川省达川地区达县"]


def test_the_household_address_is_copied_by_one_key(begun: CounterWindow) -> None:
    write_into(begun, "household_address", f"{WUHOU}浆洗街12号")
    assert begun.page.form.go_to("address")
    begun.key(Key.Key_Return, CTRL)
    begun.settle()
    assert value(begun, "address") == f"{WUHOU}浆洗街12号"


def test_a_postal_code_is_offered_with_its_age_and_never_filled_in_unasked(begun: CounterWindow) -> None:
    write_into(begun, "address", f"{WUHOU}浆洗街12号")
    assert begun.page.form.go_to("postcode")
    begun.settle()
    note = begun.page.form.editor("postcode").note()
    assert value(begun, "postcode") == ""
    assert note is not None
    assert "2019" in note.text
    assert "610041" in note.action
    begun.key(Key.Key_Return, CTRL)
    begun.settle()
    assert value(begun, "postcode") == "610041"


def test_the_district_of_residence_is_offered_by_the_address(begun: CounterWindow) -> None:
    write_into(begun, "address", f"{WUHOU}浆洗街12号")
    assert begun.page.form.go_to("residence_district")
    begun.key(Key.Key_Return, CTRL)
    begun.page.work.store()
    begun.settle()
    assert stored(begun, "residence_district") == "武侯区"


def test_a_district_is_found_as_it_is_typed(begun: CounterWindow) -> None:
    assert begun.page.form.go_to("residence_district")
    begun.write("jinj")
    begun.key(Key.Key_Return)
    assert value(begun, "residence_district") == "锦江区"
    begun.key(Key.Key_Return)
    assert not begun.page.form.editor("residence_district").control().hasFocus()


def test_other_readings_of_the_name_are_a_key_away_and_remembered(begun: CounterWindow) -> None:
    write_into(begun, "name", "覃丽")
    assert begun.page.form.go_to("name_pinyin")
    assert value(begun, "name_pinyin") == "QIN LI"
    begun.key(Key.Key_Down)
    editor = begun.page.form.editor("name_pinyin")
    assert isinstance(editor, PinyinEditor)
    assert editor.proposals().choices()[0].text == "TAN LI"
    begun.key(Key.Key_Return)
    begun.key(Key.Key_Return)
    begun.settle()
    assert stored(begun, "name_pinyin") == "TAN LI"
    begun.key(Key.Key_F7)
    begun.settle()
    begun.key(Key.Key_F2)
    begun.settle()
    write_into(begun, "name", "覃伟")
    assert value(begun, "name_pinyin") == "TAN WEI"


def begin_anew(counter: CounterWindow) -> None:
    """Put what was begun away and begin again by hand: a window takes longer to open than a list to be searched."""
    counter.page.work.discard()
    counter.settle()
    counter.key(Key.Key_F2)
    counter.settle()
    assert counter.page.form.go_to("country")
    assert value(counter, "country") != "USA"


def test_a_country_is_found_by_its_names_codes_and_initials(begun: CounterWindow) -> None:
    for typed in ("美国", "usa", "US", "840", "United States", "america", "mg", "united states of america"):
        begin_anew(begun)
        begun.write(typed)
        editor = begun.page.form.editor("country")
        assert isinstance(editor, CodeEditor)
        line = editor.control()
        assert "USA" in [choice.code for choice in line.shown_choices()][:4], typed  # type: ignore[attr-defined]


def test_a_country_s_whole_name_or_code_comes_first(begun: CounterWindow) -> None:
    for typed, code in (("US", "USA"), ("United States", "USA"), ("hk", "HKG"), ("台湾省", "TWN")):
        begin_anew(begun)
        begun.write(typed)
        begun.key(Key.Key_Return)
        begun.settle()
        assert value(begun, "country") == code, typed


def test_a_mobile_is_grouped_while_it_is_typed_and_stored_plain(begun: CounterWindow) -> None:
    assert begun.page.form.go_to("mobile")
    line = begun.focus()
    begun.write("1380013")
    assert line.text() == "138 0013"  # type: ignore[attr-defined]
    composing = QInputMethodEvent("8", [])
    QApplication.sendEvent(line, composing)
    done = QInputMethodEvent()
    done.setCommitString("８000")
    QApplication.sendEvent(line, done)
    assert line.text() == "138 0013 8000"  # type: ignore[attr-defined]
    assert line.cursorPosition() == 13  # type: ignore[attr-defined]
    begun.page.work.store()
    begun.settle()
    assert stored(begun, "mobile") == "13800138000"


def test_the_next_person_is_offered_nothing_of_the_last(begun: CounterWindow) -> None:
    write_into(begun, "number", NUMBER)
    write_into(begun, "name", "张三")
    begun.key(Key.Key_F7)
    begun.settle()
    begun.key(Key.Key_F2)
    begun.settle()
    assert begun.page.form.go_to("household_address")
    assert offered(begun, "household_address") == ""


def test_another_kind_of_business_has_the_same_comfort(begun: CounterWindow) -> None:
    write_into(begun, "number", NUMBER)
    choose(begun, "4")
    assert begun.page.business.kind() == "信息变更"
    assert begun.page.form.go_to("address")
    begun.write("cdwh")
    begun.key(Key.Key_Return)
    assert value(begun, "address") == WUHOU


def test_the_last_person_s_bank_is_offered_to_the_next_by_one_key_and_stands_there_only_then(
    begun: CounterWindow,
) -> None:
    begun.page.standing.comfort.remember({"bank": "ccb", "mobile": "13800138000"})
    assert begun.page.form.go_to("bank")
    begun.settle()
    begun.page.work.look()
    begun.settle()
    note = begun.page.form.editor("bank").note()
    assert note is not None
    assert "上一位" in note.text
    assert "建设银行" in note.action
    assert value(begun, "bank") == ""
    begun.key(Key.Key_Return, CTRL)
    begun.settle()
    assert stored(begun, "bank") == "ccb"
    assert offered(begun, "mobile") == ""
