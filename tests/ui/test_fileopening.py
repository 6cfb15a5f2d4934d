# SPDX-License-Identifier: Apache-2.0
"""A file that was double-clicked: it leads to where it belongs, behind the log-in, and for whom it is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop.app import workplace_at
from sscard_desktop.exchange import carrierlock
from sscard_desktop.exchange.campaignpackage import CampaignPackages
from sscard_desktop.exchange.recipients import new_station_key
from sscard_desktop.services.ports import Campaign, Lock, Seat, Unit
from sscard_desktop.services.session import Session
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui.campaign import CampaignDialog
from sscard_desktop.ui.campaignsetup import CampaignSetupPage
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.packages.page import PackagesPage
from sscard_desktop.ui.restore_page import RestorePage
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.welcome_page import WelcomePage
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.window import Program
from tests.helpers.transfers import Branch, submitted
from tests.helpers.windowdesks import WindowDesk
from tests.helpers.windowhouses import House
from tests.storage.stations import PASSWORD

WORD = "four green kettles"


@pytest.fixture(autouse=True)
def cheap_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)
    monkeypatch.setattr("sscard_desktop.ui.morning.round.MorningRound.sit_down", lambda self, desk: None)


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    with WindowDesk(qtbot, tmp_path / "office") as desk:
        made = House(qtbot, desk)
        yield made
        made.window.close()
        made.program.close()


def log_in(qtbot: QtBot, house: House, name: str = "wangfang") -> None:
    program = house.program
    program.tasks.run(lambda: program.open_desk(name, PASSWORD), owner=program, on_done=program.sit_down)
    qtbot.waitUntil(lambda: bool(house.readers.choices), timeout=20_000)
    settle(house)


def settle(house: House) -> None:
    for _ in range(3):
        house.settle()
        QApplication.processEvents()
    assert not house.desk.bugs, house.desk.bugs


def set_up(house: House, folder: Path, **change: object) -> Path:
    identity = house.desk.station.supervisor.identity
    now = house.desk.workplace.clock.now()
    campaign = Campaign(identity.campaign, identity.profile, now, units=(Unit("双击单位"),))
    path = folder / "setup.sscard"
    CampaignPackages().write_campaign(
        path,
        replace(campaign, **change),  # type: ignore[arg-type]
        lock=Lock(password=WORD),
        key=new_station_key(),
    )
    return path


def said(window: MainWindow, kind: type = Banner) -> str:
    return " ".join(" ".join(banner.texts()) for banner in window.findChildren(kind) if banner.isVisibleTo(window))


def open_dialog(window: MainWindow) -> Dialog:
    (dialog,) = [each for each in window.findChildren(Dialog) if each.isVisible()]
    return dialog


def test_records_lead_to_merging_behind_the_log_in(qtbot: QtBot, house: House, tmp_path: Path) -> None:
    path = tmp_path / "records.sscard"
    Branch().package(path, [submitted(1)], count=1)
    house.program.begin()
    house.window.show()
    settle(house)
    house.program.open_file(path)
    settle(house)
    assert house.window.findChildren(UnlockPage)
    assert "records.sscard" in said(house.window)
    log_in(qtbot, house)
    assert house.window.current_page() == "packages"
    page = house.window.front_page()
    assert isinstance(page, PackagesPage)
    assert [file.path for file in page._files.rows()] == [path]


def test_a_set_up_is_added_after_its_password_and_its_fingerprint(qtbot: QtBot, house: House, tmp_path: Path) -> None:
    house.window.show()
    log_in(qtbot, house)
    house.program.open_file(set_up(house, tmp_path))
    settle(house)
    dialog = open_dialog(house.window)
    assert isinstance(dialog, CampaignDialog)
    password = dialog.fields()[1].control()
    house.window.activateWindow()
    QTest.keyClicks(password, WORD)
    QTest.keyClick(password, Qt.Key.Key_Return)
    settle(house)
    confirm = open_dialog(house.window)
    store = house.desk.station.supervisor.store
    assert not store.units("双击单位"), "nothing before it was confirmed"
    QTest.keyClick(confirm, Qt.Key.Key_Return)
    settle(house)
    assert [unit.name for unit in store.units("双击单位")] == ["双击单位"]


@pytest.mark.parametrize("change", [{"seats": (Seat(4711, "x"),)}, {"name": "another"}])
def test_what_isn_t_for_this_station_is_told_and_changes_nothing(
    qtbot: QtBot, house: House, tmp_path: Path, change: dict[str, object]
) -> None:
    house.window.show()
    log_in(qtbot, house)
    house.program.open_file(set_up(house, tmp_path, **change))
    settle(house)
    dialog = open_dialog(house.window)
    assert isinstance(dialog, CampaignDialog)
    dialog.fields()[1].set_value(WORD)
    QTest.keyClick(dialog.fields()[1].control(), Qt.Key.Key_Return)
    settle(house)
    QTest.keyClick(open_dialog(house.window), Qt.Key.Key_Return)
    settle(house)
    assert any(word in said(house.window) for word in ("4711", "another"))
    assert not house.desk.station.supervisor.store.units("双击单位")


def test_a_clerk_is_told_whose_work_it_is(qtbot: QtBot, house: House, tmp_path: Path) -> None:
    house.window.show()
    log_in(qtbot, house, "limin")
    before = house.window.current_page()
    house.program.open_file(set_up(house, tmp_path))
    settle(house)
    assert "审核员" in said(house.window)
    assert house.window.current_page() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"SSCARD\r\n\xff\xff\xff\xff", b"SSCARD\r\n\0\0\0\x02{}"])
def test_what_is_no_file_of_ours_is_told(qtbot: QtBot, house: House, tmp_path: Path, content: bytes) -> None:
    house.window.show()
    log_in(qtbot, house)
    for path in (tmp_path / "x.sscard", tmp_path / "gone.sscard"):
        if path.name == "x.sscard":
            path.write_bytes(content)
        house.program.open_file(path)
        settle(house)
        assert path.name in said(house.window)


def test_a_fresh_machine_goes_from_the_double_click_to_the_password(qtbot: QtBot, house: House, tmp_path: Path) -> None:
    desk = house.desk
    file = set_up(house, tmp_path, seats=(Seat(9, "九号台"),))
    place = replace(workplace_at(tmp_path / "laptop"), clock=desk.workplace.clock)
    window = MainWindow(desk.language)
    qtbot.addWidget(window)
    program = Program(place, window, desk.language, on_bug=desk.bugs.append)
    program.begin()
    window.show()
    records = tmp_path / "records.sscard"
    Branch().package(records, [submitted(1)], count=1)

    def rest() -> None:
        qtbot.waitUntil(program.tasks.idle)
        QApplication.processEvents()

    program.open_file(records)
    rest()
    assert window.findChildren(WelcomePage)
    assert "records.sscard" in said(window)
    program.open_file(file)
    rest()
    dialog = open_dialog(window)
    assert isinstance(dialog, CampaignDialog)
    assert dialog.fields()[0].path() == file
    dialog.fields()[1].set_value(WORD)
    QTest.keyClick(dialog.fields()[1].control(), Qt.Key.Key_Return)
    rest()
    assert window.findChildren(CampaignSetupPage)
    window.close()
    program.close()


def test_a_backup_leads_to_its_restoring_and_only_before_the_log_in(qtbot: QtBot, house: House, tmp_path: Path) -> None:
    path = tmp_path / "9.sscbackup"
    path.write_bytes(b"any bytes")
    house.program.begin("wangfang")
    house.window.show()
    settle(house)
    house.program.open_file(path)
    settle(house)
    (page,) = house.window.findChildren(RestorePage)
    assert [editor.value() for editor in page.fields()[:2]] == [str(path), "wangfang"]
    log_in(qtbot, house)
    house.program.open_file(path)
    settle(house)
    assert "Ctrl+L" in said(house.window)
    assert not [each for each in house.window.findChildren(RestorePage) if each.isVisible()]


def test_a_file_that_comes_while_the_door_is_tried_doesnt_lose_who_is_let_in(
    qtbot: QtBot, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page would have gone, and with it whoever hears that the station is open: it stayed open for nobody."""
    house.program.begin("wangfang")
    house.window.show()
    settle(house)
    began, go = threading.Event(), threading.Event()
    log_in_of = Workplace.log_in

    def slow(place: Workplace, name: str, password: str) -> Session:
        began.set()
        go.wait(20)
        return log_in_of(place, name, password)

    monkeypatch.setattr(Workplace, "log_in", slow)
    (page,) = house.window.findChildren(UnlockPage)
    page._password.set_value(PASSWORD)
    page._ask()
    assert began.wait(20)
    backup = tmp_path / "9.sscbackup"
    backup.write_bytes(b"any bytes")
    house.program.open_file(backup)
    assert page.isVisible()
    go.set()
    qtbot.waitUntil(lambda: bool(house.readers.choices), timeout=20_000)
    settle(house)
    assert house.window.current_page()
    assert "Ctrl+L" in said(house.window), "and the file is answered"
