# SPDX-License-Identifier: Apache-2.0
"""What the running window joins: the menu's password, a light that leads to the devices, settings that take effect."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.services.ports import PhotoMaker
from sscard_desktop.services.profilewatch import ACKNOWLEDGED_SETTING
from sscard_desktop.ui import theme, wardrobe
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.passwords import PasswordDialog
from sscard_desktop.ui.settings.page import SettingsPage
from sscard_desktop.ui.theme import Look, Mode
from sscard_desktop.ui.topbar import Device
from sscard_desktop.ui.window import Program
from tests.helpers.documentfakes import PlainReader
from tests.helpers.waiting import until
from tests.helpers.windowdesks import WindowDesk
from tests.storage.stations import PASSWORD

FRESH = "four green kettles"


class House:
    """The running window with the supervisor at work."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.window = MainWindow(desk.language)
        qtbot.addWidget(self.window)
        # Nobody is photographed here: no models to load, and to wait for at the end.
        cold = cast("PhotoMaker", SimpleNamespace(warm=lambda: None))
        self.reader = PlainReader()
        place = replace(desk.workplace, photo_maker=lambda: cold, document_reader=lambda: self.reader)
        self.program = Program(place, self.window, desk.language, on_bug=desk.bugs.append)
        self.program.tasks.run(
            lambda: self.program.open_desk("wangfang", PASSWORD), owner=self.program, on_done=self.program.sit_down
        )
        self.window.show()
        qtbot.waitUntil(lambda: self.window.current_page() != "", timeout=20_000)
        self.settle()

    @property
    def app(self) -> QApplication:
        found = QApplication.instance()
        assert isinstance(found, QApplication)
        return found

    def settle(self) -> None:
        until(self.program.tasks.idle)

    def settings(self) -> SettingsPage:
        found = self.window.page("settings")
        assert isinstance(found, SettingsPage)
        return found

    def ask_password(self) -> PasswordDialog:
        self.window.top.password_change_requested.emit()
        found = self.window.findChild(PasswordDialog)
        assert isinstance(found, PasswordDialog)
        return found

    def fill(self, dialog: PasswordDialog, *values: str) -> None:
        for editor, value in zip(dialog.fields(), values, strict=True):
            editor.set_value("")
            editor.control().setFocus()
            QTest.keyClicks(editor.control(), value)
            QTest.keyClick(editor.control(), Qt.Key.Key_Return)
        self.settle()


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    with WindowDesk(qtbot, tmp_path) as desk:
        made = House(qtbot, desk)
        yield made
        made.program.close()
        assert not desk.bugs


def test_ones_own_password_is_changed_from_the_menu(house: House) -> None:
    house.fill(house.ask_password(), PASSWORD, FRESH, FRESH)
    assert house.window.toast.text() == "密码已修改，下次登录时使用新密码"
    store, _ = house.desk.station.station.unlock("wangfang", FRESH)
    store.close()
    with pytest.raises(NotAllowedError):
        house.desk.station.station.unlock("wangfang", PASSWORD)


def test_a_wrong_old_password_changes_nothing_and_is_told_in_the_dialog(house: House) -> None:
    dialog = house.ask_password()
    house.fill(dialog, "not this one", FRESH, FRESH)
    assert dialog.isVisible()
    assert dialog.banner().texts()[0]
    store, _ = house.desk.station.station.unlock("wangfang", PASSWORD)
    store.close()


def test_a_lock_closes_the_password_dialog(house: House) -> None:
    dialog = house.ask_password()
    house.window.lock()
    house.settle()
    assert not shiboken6.isValid(dialog) or not dialog.isVisible()


def test_at_a_lock_what_reads_documents_forgets_them(house: House) -> None:
    assert house.reader.forgotten == 0
    house.window.lock()
    house.settle()
    assert house.reader.forgotten == 1


def test_a_light_leads_to_the_devices(house: House) -> None:
    house.window.top.device_chosen.emit(Device.CAMERA.value)
    house.settle()
    assert house.window.current_page() == "settings"
    assert house.settings().current() == "devices"


def test_a_look_chosen_in_the_settings_dresses_the_window(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    worn: list[Look] = []
    monkeypatch.setattr(theme, "apply", lambda app, look: worn.append(look))
    house.settings().look_chosen.emit(Look(Mode.DARK))
    assert worn == [Look(Mode.DARK)]


def test_each_person_finds_their_own_look_again(house: House) -> None:
    try:
        house.settings().look_chosen.emit(Look(Mode.DARK, still=True))
        house.settle()
        house.window.lock()
        house.settle()
        theme.apply(house.app, Look())  # as somebody else left it
        sit_down_again(house)
        until(lambda: house.app.styleSheet() == theme.style_sheet(Look(Mode.DARK)))
        assert house.app.cursorFlashTime() == 0
    finally:
        theme.apply(house.app, Look())
    assert house.app.cursorFlashTime() > 0


def test_a_look_that_the_screen_has_no_room_for_is_worn_as_large_as_fits(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    worn: list[Look] = []
    monkeypatch.setattr(theme, "apply", lambda app, look: worn.append(look))
    monkeypatch.setattr(wardrobe, "fitting_on", lambda widget, *, large_type: (100, 125))
    house.settings().look_chosen.emit(Look(zoom=200))
    assert worn == [Look(zoom=125)]


def sit_down_again(house: House) -> None:
    house.window.lock()
    house.settle()
    house.program.tasks.run(
        lambda: house.program.open_desk("wangfang", PASSWORD), owner=house.program, on_done=house.program.sit_down
    )
    house.qtbot.waitUntil(lambda: house.window.current_page() != "", timeout=20_000)
    house.settle()


def test_a_supervisor_who_sits_down_hears_of_a_changed_profile_and_gets_to_it_by_a_key(house: House) -> None:
    assert house.window.banner().isHidden()
    store = house.desk.station.supervisor.store
    known = json.loads(store.setting(ACKNOWLEDGED_SETTING))
    with store.transaction():
        store.save_setting(ACKNOWLEDGED_SETTING, json.dumps({**known, "sha256": "0" * 64}))
    sit_down_again(house)
    what, todo = house.window.banner().texts()
    assert "chengdu" in what
    assert "版本号仍是" in what
    assert todo
    house.window.banner().action_chosen.emit()
    house.settle()
    assert (house.window.current_page(), house.settings().current()) == ("settings", "cities")


def test_whoever_sits_down_hears_of_a_clock_that_was_set_back(house: House) -> None:
    house.desk.station.clock.advance(days=-2)
    sit_down_again(house)
    assert "2026-02-28" in house.window.banner().texts()[0]
