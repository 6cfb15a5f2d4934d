# SPDX-License-Identifier: Apache-2.0
"""The window's room: gate, pages, lock, banner."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QVBoxLayout
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.ui import theme
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.navigation import Navigation, NavigationButton
from sscard_desktop.ui.page import Page, Place
from sscard_desktop.ui.theme import Look, Mode
from sscard_desktop.ui.topbar import Device
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.widgets.lights import Light
from tests.helpers.places import standing


class Standing(Page):
    """A page that remembers what was asked of it."""

    def __init__(self, key: str, *, stays: bool = False) -> None:
        super().__init__()
        self.key = key
        self.stays = stays
        self.log: list[str] = []
        QVBoxLayout(self).addWidget(QLabel("阿依古丽·买买提"))

    def entered(self, subject: str = "") -> None:
        self.log.append(f"entered {subject}".strip())

    def leaving(self) -> bool:
        self.log.append("leaving")
        return not self.stays

    def retranslate(self) -> None:
        self.log.append("retranslate")


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    language = Language(qapp)
    made = MainWindow(language)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    language.silence()


def destroy_what_waits_for_it() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_behind_the_gate_stands_the_first_page(window: MainWindow) -> None:
    window.show_gate(UnlockPage())
    assert window.current_page() == ""
    places = [Standing("counter"), Standing("people")]
    window.show_places([standing(place) for place in places], "counter")
    assert window.current_page() == "counter"
    assert places[0].log == ["entered"]


def test_a_page_is_made_at_the_first_visit_and_once(window: MainWindow) -> None:
    made: list[str] = []

    def place(key: str) -> Place:
        def make() -> Page:
            made.append(key)
            return Standing(key)

        return Place(key, "people", lambda: key, make)

    told: list[str] = []
    window.page_made.connect(lambda page: told.append(page.key))
    window.show_places([place("counter"), place("people"), place("help")], "counter")
    assert made == told == ["counter"]
    for key in ("people", "counter", "people", "nowhere"):
        window.go_to(key)
    assert made == told == ["counter", "people"]
    assert window.page("people") is not None
    assert window.page("nowhere") is None
    assert [button.toolTip() for button in window.findChildren(NavigationButton)] == ["Alt+1", "Alt+2", "Alt+3"]


def test_a_page_that_keeps_the_clerk_lets_no_other_be_made(window: MainWindow) -> None:
    def never() -> Page:
        raise AssertionError

    kept = Standing("counter", stays=True)
    window.show_places([standing(kept), Place("people", "people", str, never)], "counter")
    window.go_to("people")
    assert window.current_page() == "counter"


def test_a_page_may_ask_for_another_about_something(window: MainWindow) -> None:
    places = [Standing("counter"), Standing("people")]
    window.show_places([standing(place) for place in places], "counter")
    places[0].page_requested.emit("people", "r42")
    assert window.current_page() == "people"
    assert places[0].log == ["entered", "leaving"]
    assert places[1].log == ["entered r42"]


def test_a_page_with_unsaved_work_may_keep_the_clerk(window: MainWindow) -> None:
    window.show_places([standing(Standing("counter", stays=True)), standing(Standing("people"))], "counter")
    window.go_to("people")
    assert window.current_page() == "counter"
    window.go_to("nowhere")
    assert window.current_page() == "counter"


def test_a_lock_saves_asks_and_leaves_nobodys_data_behind(window: MainWindow, qtbot: QtBot) -> None:
    place = Standing("counter", stays=True)
    window.show_places([standing(place)], "counter")
    window.activateWindow()
    qtbot.waitActive(window)
    with qtbot.waitSignal(window.lock_requested):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert place.log == ["entered", "leaving"]
    window.show_gate(UnlockPage())
    destroy_what_waits_for_it()
    assert not shiboken6.isValid(place)
    assert not [label for label in window.findChildren(QLabel) if "阿依古丽" in label.text()]


def test_the_gate_can_be_shown_again_and_again(window: MainWindow) -> None:
    for _ in range(3):
        window.show_gate(UnlockPage())
        window.show_places([standing(Standing("counter"))], "counter")
    destroy_what_waits_for_it()
    assert len(window.findChildren(UnlockPage)) == 0
    assert len(window.findChildren(Standing)) == 1


def test_alt_and_a_digit_go_to_a_place(window: MainWindow, qtbot: QtBot) -> None:
    window.show_places([standing(Standing("counter")), standing(Standing("people"))], "counter")
    window.activateWindow()
    qtbot.waitActive(window)
    qtbot.waitUntil(lambda: all(button.isVisible() for button in window.findChildren(NavigationButton)))
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.current_page() == "people")


def test_an_error_of_a_page_is_told_in_the_banner(window: MainWindow) -> None:
    place = Standing("counter")
    window.show_places([standing(place)], "counter")
    place.failed.emit(EnvironmentFailedError("no.such.code"))
    assert window.banner().isVisible()
    assert window.banner().texts()[0] == "no.such.code"


def test_the_banners_button_acts_once(window: MainWindow) -> None:
    acted: list[int] = []
    window.show_places([standing(Standing("counter"))], "counter")
    window.show_message("断开", action="重试", on_action=lambda: acted.append(1))
    window.banner().action_chosen.emit()
    window.banner().action_chosen.emit()
    assert acted == [1]
    assert not window.banner().isVisible()


def test_esc_puts_the_message_away_and_no_key_comes_to_rest_on_its_cross(window: MainWindow) -> None:
    window.show_places([standing(Standing("counter"))], "counter")
    window.show_message("a")
    for _ in range(12):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        focus = window.focusWidget()
        assert focus is None or not window.banner().isAncestorOf(focus)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
    assert window.banner().isHidden()


def test_closing_lets_the_page_save_or_stay(window: MainWindow, qtbot: QtBot) -> None:
    place = Standing("counter", stays=True)
    window.show_places([standing(place)], "counter")
    with qtbot.assertNotEmitted(window.closing):
        assert not window.close()
    place.stays = False
    with qtbot.waitSignal(window.closing):
        assert window.close()


def test_another_language_reaches_navigation_and_pages(window: MainWindow, qtbot: QtBot) -> None:
    place = Standing("counter")
    window.show_places([standing(place)], "counter")
    window.top.language_chosen.emit("en")
    qtbot.waitUntil(lambda: "retranslate" in place.log)
    assert window.windowTitle() == "Social security card enrolment"


def test_the_users_menu_offers_looks_languages_and_the_lock(window: MainWindow, qtbot: QtBot) -> None:
    window.top.set_user("李敏")
    window.top.set_look(Look(Mode.DARK))
    menu = window.top.menu()
    languages, looks, zooms = menu.findChildren(QMenu)
    with qtbot.waitSignal(window.top.look_chosen) as chosen:
        looks.actions()[-1].trigger()
    assert chosen.args == [Look(Mode.DARK, large_type=True)]
    assert [action.isChecked() for action in looks.actions()[:3]] == [False, True, False]
    assert [action.text() for action in zooms.actions()][:1] == ["100 %"]
    assert zooms.actions()[0].isChecked()
    assert [action.text() for action in languages.actions()] == ["中文", "English"]
    with qtbot.waitSignal(window.top.lock_requested):
        menu.actions()[-1].trigger()


def test_the_lights_and_counts_are_shown(window: MainWindow) -> None:
    window.top.set_light(Device.READER, Light.BAD, "未连接")
    window.top.set_counts(today=47, parked=2, returned=1)
    assert window.top.light(Device.READER).light() is Light.BAD
    assert "47" in window.top.counts()


@pytest.mark.parametrize("large", [False, True])
def test_ten_places_fit_the_smallest_screen_in_large_type_too(qtbot: QtBot, large: bool) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, Look(large_type=large))
    try:
        navigation = Navigation()
        qtbot.addWidget(navigation)
        navigation.set_places([(str(place), "people", "花名册") for place in range(10)])
        navigation.show()
        # Below the top bar, which grows with its type.
        assert navigation.minimumSizeHint().height() <= 768 - (60 if large else 44)
    finally:
        theme.apply(app, Look())
