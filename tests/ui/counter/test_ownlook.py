# SPDX-License-Identifier: Apache-2.0
"""The applicant reads the own data over: on their own screen or this one, seen by nobody else, heard by the clerk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.domain.ownlook import OwnLookSpec
from sscard_desktop.domain.profile import Profile
from sscard_desktop.services.ownlook import LookStanding, OwnLook
from sscard_desktop.services.ports import Profiles
from sscard_desktop.ui.applicant.screens import Screens
from sscard_desktop.ui.applicant.sheet import OwnLookSheet
from sscard_desktop.ui.applicant.window import ApplicantWindow
from sscard_desktop.ui.counter.keys import Action
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.counter.steps import StepKind
from tests.helpers.counters import CounterWindow, LoadedProfiles

CTRL = Qt.KeyboardModifier.ControlModifier
SECOND = QRect(1366, 0, 1024, 768)


class PlacedScreens(Screens):
    """Screens that are said to be there."""

    def __init__(self) -> None:
        super().__init__()
        self.place: QRect | None = None

    def beside(self, window: QWidget, chosen: str = "") -> QRect | None:
        return self.place


class LookProfiles(LoadedProfiles):
    """Cities that all want everything read over."""

    def load(self, name: str) -> Profile:
        return replace(super().load(name), own_look=OwnLookSpec(required=True))


@pytest.fixture(scope="module")
def opened(dressed_app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CounterWindow]:
    found = CounterWindow(dressed_app, tmp_path_factory.mktemp("look") / "station")
    profiles = cast(Profiles, found.workplace.profiles)
    found.workplace = replace(found.workplace, profiles=LookProfiles(profiles))
    found.screens = PlacedScreens()
    found.open()
    yield found
    found.close()


@pytest.fixture
def counter(opened: CounterWindow) -> Iterator[CounterWindow]:
    """A person with a name and a number is in work, one screen is there."""
    screens(opened).place = None
    opened.page.work.start()
    opened.settle()
    edit(opened, name="欧阳样本", number="110105194912310021", mobile="13800138000")
    yield opened
    for sheet in opened.page.findChildren(OwnLookSheet):
        sheet.reject()
    opened.page.work.discard()
    opened.settle()
    assert opened.errors == []


def screens(counter: CounterWindow) -> PlacedScreens:
    return cast(PlacedScreens, counter.screens)


def edit(counter: CounterWindow, **values: str) -> None:
    record = counter.page.work.record
    assert record is not None
    counter.in_lane(lambda: counter.desk.capture.edit(record.id, values))
    counter.page.work.look(forced=True)
    counter.settle()


def look(counter: CounterWindow) -> None:
    counter.page.course.behind.ask_own_look()
    counter.settle()


def standing(counter: CounterWindow) -> LookStanding:
    record = counter.page.work.record
    assert record is not None
    return counter.in_lane(lambda: OwnLook(counter.desk.session).of(record.id))


def own_screen(counter: CounterWindow) -> ApplicantWindow:
    screens(counter).place = SECOND
    look(counter)
    window = counter.page.look.window
    assert window is not None
    assert window.reading
    return window


def sheet_of(counter: CounterWindow) -> OwnLookSheet:
    found = [each for each in counter.page.findChildren(OwnLookSheet) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def press(counter: CounterWindow, sheet: OwnLookSheet, key: Qt.Key) -> None:
    QTest.keyClick(sheet.focusWidget() or sheet, key)
    counter.settle()


def codes(counter: CounterWindow) -> dict[str, str]:
    taken = counter.page.work.taken
    return {each.key: each.code for each in taken.problems if each.code.startswith("own_look")} if taken else {}


def test_with_nobody_in_work_there_is_nothing_to_read(opened: CounterWindow) -> None:
    withheld: list[str] = []
    opened.page.withheld.connect(withheld.append)
    opened.key(Qt.Key.Key_H, CTRL)
    opened.settle()
    assert len(withheld) == 1


def test_by_keys_alone_a_person_confirms(counter: CounterWindow) -> None:
    counter.key(Qt.Key.Key_H, CTRL)
    counter.settle()
    press(counter, sheet_of(counter), Qt.Key.Key_Return)
    assert standing(counter).holds
    assert codes(counter) == {}


def test_by_keys_alone_a_person_points_and_the_clerk_is_led_there(counter: CounterWindow) -> None:
    look(counter)
    sheet = sheet_of(counter)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right) * 9:
        if getattr(sheet.focusWidget(), "key", "") == "mobile":
            break
        press(counter, sheet, key)
    press(counter, sheet, Qt.Key.Key_Space)
    press(counter, sheet, Qt.Key.Key_Return)
    assert codes(counter) == {"mobile": "own_look.pointed"}
    page = counter.page
    page.form.go_to("mobile")
    counter.settle()
    note = page.form.editor("mobile").parent()
    assert note is not None
    page.course.fields.take_offer("mobile")
    counter.settle()
    assert codes(counter) == {"own_look": "own_look.again"}
    assert page.board.current() is Subject.LOOKED


def test_esc_is_no_answer(counter: CounterWindow) -> None:
    look(counter)
    press(counter, sheet_of(counter), Qt.Key.Key_Escape)
    assert standing(counter).looked_at is None


def test_on_their_own_screen_a_finger_answers_and_the_keyboard_stays_with_the_clerk(counter: CounterWindow) -> None:
    window = own_screen(counter)
    assert window.geometry() == SECOND
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert counter.page.board.current() is Subject.OWN_LOOK
    assert not [each for each in window.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.ClickFocus]
    row = next(row for row in window.page.view.rows() if row.key == "mobile")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
    QTest.mouseClick(window.page.end, Qt.MouseButton.LeftButton)
    counter.settle()
    assert codes(counter) == {"mobile": "own_look.pointed"}
    assert not window.reading
    assert counter.page.board.current() is not Subject.OWN_LOOK


def test_a_spoken_yes_is_taken_by_the_same_key_but_not_by_enter(counter: CounterWindow) -> None:
    own_screen(counter)
    counter.page.course.behind.let_look()
    counter.settle()
    assert standing(counter).looked_at is None
    look(counter)
    assert standing(counter).holds


def test_what_changes_meanwhile_is_shown_and_confirmed_as_it_is_now(counter: CounterWindow) -> None:
    window = own_screen(counter)
    edit(counter, mobile="13900001111")
    shown = {row.key: row.line.values for row in window.page.view.rows()}
    assert shown["mobile"] == ("139 0000 1111",)
    window.page.end.click()
    counter.settle()
    assert standing(counter).holds


@pytest.mark.parametrize("end", ["parked", "left", "locked page", "closed"])
def test_nobodys_data_stays_on_their_screen(counter: CounterWindow, end: str) -> None:
    window = own_screen(counter)
    if end == "parked":
        counter.page.work.park()
        counter.settle()
    elif end == "closed":
        window.close()
    else:
        counter.page.leaving()
    assert not window.reading
    assert window.page.view.rows() == []
    words = " ".join(str(each.text()) for each in window.findChildren(QWidget) if hasattr(each, "text"))
    assert "欧阳" not in words
    assert "1949" not in words
    counter.settle()
    if end == "parked":
        counter.page.work.resume()
        counter.settle()


def test_pulled_out_the_screen_gives_the_page_to_this_window(counter: CounterWindow) -> None:
    window = own_screen(counter)
    screens(counter).place = None
    screens(counter).changed.emit()
    counter.settle()
    assert window.isHidden()
    assert window.page.view.rows() == []
    press(counter, sheet_of(counter), Qt.Key.Key_Return)
    assert standing(counter).holds


def test_a_city_that_wants_it_makes_it_a_step_before_the_signature(counter: CounterWindow) -> None:
    assert codes(counter) == {"own_look": "own_look.missing"}
    shown = counter.page.standing.checklist._rows[Action.OWN_LOOK]
    assert all(not part.isHidden() for part in shown)
    kinds = list(StepKind)
    assert kinds.index(StepKind.CONSENT) < kinds.index(StepKind.OWN_LOOK) < kinds.index(StepKind.SIGN)


def test_f9_shows_what_is_read_as_a_sheet_to_be_printed(counter: CounterWindow) -> None:
    look(counter)
    sheet = sheet_of(counter)
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    counter.settle()
    preview = sheet.printer().preview()
    assert preview is not None
    preview.reject()
    counter.settle()
    assert sheet.isVisible()
    assert not standing(counter).holds
