# SPDX-License-Identifier: Apache-2.0
"""A campaign's set-up by keyboard: written at the supervisor's page, opened at a fresh machine's first run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sscard_desktop.app import workplace_at
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.exchange import carrierlock
from sscard_desktop.services.campaigns import Campaigns
from sscard_desktop.services.ports import Campaign, Seat, Unit, Unlock
from sscard_desktop.services.settingup import set_up_by
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.ui.campaign import CampaignDialog
from sscard_desktop.ui.campaignsetup import CampaignSetupPage
from sscard_desktop.ui.gates import Gates
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.packages.campaigning import MakeCampaignDialog, seats_in
from sscard_desktop.ui.packages.page import PackagesPage
from sscard_desktop.ui.setup_page import SetupRequest
from sscard_desktop.ui.widgets.label import Tone
from tests.helpers.transfers import Silent
from tests.helpers.windowdesks import WindowDesk

WORD = "four green kettles"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowDesk]:
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def cheaply(place: Workplace, folder: Path) -> StationFolder:
    """Return the station folder of a workplace, with keys that cost next to nothing."""
    return StationFolder(folder, clock=place.clock, initials=place.pinyin.initials, cost=KdfCost(64, 1, 1))


def made(qtbot: QtBot, desk: WindowDesk, folder: Path) -> Path:
    """Write the set-up at the supervisor's page, with a roster; return its file."""
    store = desk.station.supervisor.store
    with store.transaction():
        store.add_unit(Unit("演示单位", "", "900009"))
    page = PackagesPage(desk.sit_down("wangfang"))
    qtbot.addWidget(page)
    page.show()
    page.entered()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_C)
    desk.settle()
    dialog = page.dialog()
    assert isinstance(dialog, MakeCampaignDialog)
    place, roster, password, again = dialog.fields()
    (folder / "roster.xlsx").write_bytes(b"any bytes")
    place.set_value(str(folder))
    dialog.limits()[0].set_value("9 9 号台")
    roster.set_value(str(folder / "roster.xlsx"))
    for editor in (password, again):
        editor.set_value(WORD)
    again.control().setFocus()
    QTest.keyClick(again.control(), Qt.Key.Key_Return)
    desk.settle()
    written = dialog.written()
    assert written is not None, dialog._banner.texts()
    dialog.reject()
    return written.path


def test_a_fresh_machine_is_set_up_by_the_file(qtbot: QtBot, desk: WindowDesk, tmp_path: Path) -> None:
    file = made(qtbot, desk, tmp_path)
    place = workplace_at(tmp_path / "laptop")
    object.__setattr__(place, "clock", desk.workplace.clock)
    cheap = cheaply(place, tmp_path / "laptop")
    object.__setattr__(place, "station", cheap)
    window = MainWindow(desk.language)
    qtbot.addWidget(window)
    gates = Gates(
        place, window, desk.language, desk.tasks, open_desk=lambda user, password: desk.sit_down(user), parent=window
    )
    gates.begin()
    window.show()
    desk.settle()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    # From the welcome straight to the file.
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F2)
    desk.settle()
    (dialog,) = window.findChildren(CampaignDialog)
    path, password = dialog.fields()
    path.set_value(str(file))
    password.set_value("not this one at all")
    password.control().setFocus()
    QTest.keyClick(password.control(), Qt.Key.Key_Return)
    desk.settle()
    assert dialog.banner().tone() is Tone.BAD
    password.set_value(WORD)
    QTest.keyClick(password.control(), Qt.Key.Key_Return)
    desk.settle()

    (page,) = window.findChildren(CampaignSetupPage)
    assert [editor.key for editor in page.fields()] == ["password", "again"], "nothing but a password"
    assert "0009 · 9 号台" in {label.text() for label in page.findChildren(QLabel)}
    window.activateWindow()
    for editor in page.fields():
        qtbot.waitUntil(editor.control().hasFocus)
        QTest.keyClicks(editor.control(), "five blue teapots")
        QTest.keyClick(editor.control(), Qt.Key.Key_Return)
    desk.settle()
    assert page.code_sheet.showing()
    assert cheap.identity().campaign == desk.station.supervisor.identity.campaign
    session = place.log_in("wangfang", "five blue teapots")
    assert [unit.name for unit in session.store.units("演示单位")] == ["演示单位"]
    people = {each.name: each.disabled for each in session.store.operators()}
    assert people["limin"] is True
    assert people["wangfang"] is False
    assert (cheap.identity().number, cheap.identity().name) == (9, "9 号台")
    session.store.close()
    window.close_pages()


def test_what_can_t_be_stored_leaves_no_station(
    qtbot: QtBot, desk: WindowDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = made(qtbot, desk, tmp_path)
    place = workplace_at(tmp_path / "laptop")
    object.__setattr__(place, "clock", desk.workplace.clock)
    object.__setattr__(place, "station", cheaply(place, tmp_path / "laptop"))
    campaign, _ = place.campaigns().read_campaign(file, Unlock(password=WORD), Silent())

    def full(*_: object, **__: object) -> None:
        raise EnvironmentFailedError("storage.disk_full")

    monkeypatch.setattr(Campaigns, "apply", full)
    with pytest.raises(EnvironmentFailedError):
        set_up_by(place, campaign, number=9, name="9 号台", supervisor="wangfang", password="five blue teapots")
    assert not place.station.exists()
    monkeypatch.undo()
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)
    code, opened = set_up_by(
        place, campaign, number=9, name="9 号台", supervisor="wangfang", password="five blue teapots"
    )
    assert opened.units
    place.station.unlock_with_recovery(code).close()


@pytest.mark.parametrize(
    ("seats", "people", "asked"),
    [
        (2, 1, ["seat", "password", "again"]),
        (0, 1, ["station", "number", "password", "again"]),
        (1, 2, ["person", "password", "again"]),
        (1, 0, ["supervisor", "password", "again"]),
    ],
)
def test_what_the_file_leaves_open_is_asked(
    qtbot: QtBot, desk: WindowDesk, seats: int, people: int, asked: list[str]
) -> None:
    campaign = Campaign(
        "2026",
        "chengdu",
        desk.workplace.clock.now(),
        people=tuple(Operator(f"chief{index}", Role.SUPERVISOR) for index in range(people)),
        seats=tuple(Seat(9 + index, f"{9 + index} 号台") for index in range(seats)),
    )
    page = CampaignSetupPage(campaign, "成都", "abcd")
    qtbot.addWidget(page)
    heard: list[SetupRequest] = []
    page.setup_requested.connect(heard.append)
    assert [editor.key for editor in page.fields()] == asked
    page._asking.ask()
    assert not heard
    given = {"seat": "10", "station": "9 号台", "number": "9", "person": "chief1", "supervisor": "zhao"}
    for editor in page.fields():
        editor.set_value(given.get(editor.key, "five blue teapots"))
    page._asking.ask()
    (request,) = heard
    assert (request.number, request.station) == ((10, "10 号台") if seats == 2 else (9, "9 号台"))
    assert request.supervisor == {0: "zhao", 1: "chief0", 2: "chief1"}[people]


@pytest.mark.parametrize(
    ("typed", "seats"),
    [
        ("", ()),
        ("9 九号台", (Seat(9, "九号台"),)),
        ("9=九号台；10　十号台; 0011：11 号台", (Seat(9, "九号台"), Seat(10, "十号台"), Seat(11, "11 号台"))),
        ("九号台", None),
        ("9", None),
    ],
)
def test_stations_are_read_as_people_type_them(typed: str, seats: object) -> None:
    assert seats_in(typed) == seats
