# SPDX-License-Identifier: Apache-2.0
"""A campaign's set-up by keyboard: written at the supervisor's page, opened at a fresh machine's first run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.app import workplace_at
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.exchange import carrier
from sscard_desktop.services.campaigns import Campaigns, set_up_by
from sscard_desktop.services.ports import Unit, Unlock
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.ui.campaign import CampaignDialog
from sscard_desktop.ui.gates import Gates
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.packages.campaigning import MakeCampaignDialog
from sscard_desktop.ui.packages.page import PackagesPage
from sscard_desktop.ui.setup_page import SetupPage
from sscard_desktop.ui.widgets.label import Tone
from tests.helpers.transfers import Silent
from tests.helpers.windowdesks import WindowDesk

WORD = "four green kettles"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowDesk]:
    monkeypatch.setattr(carrier, "_MEMORY_KIB", 64)
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
    cheap = StationFolder(
        tmp_path / "laptop", clock=place.clock, initials=place.pinyin.initials, cost=KdfCost(64, 1, 1)
    )
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
    (page,) = window.findChildren(SetupPage)
    (dialog,) = page.findChildren(CampaignDialog)
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

    page._station.set_value("9 号台")
    page._number.set_value("9")
    page._supervisor.set_value("zhaochief")
    for editor in (page._new.first, page._new.again):
        editor.set_value("five blue teapots")
    page._ask()
    desk.settle()
    assert page.code_sheet.showing()
    assert cheap.identity().campaign == desk.station.supervisor.identity.campaign
    session = place.log_in("zhaochief", "five blue teapots")
    assert [unit.name for unit in session.store.units("演示单位")] == ["演示单位"]
    people = {each.name: each.disabled for each in session.store.operators()}
    assert people["limin"] is True
    assert people["zhaochief"] is False
    session.store.close()
    window.close_pages()


def test_what_can_t_be_stored_costs_no_recovery_code(
    qtbot: QtBot, desk: WindowDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = made(qtbot, desk, tmp_path)
    place = workplace_at(tmp_path / "laptop")
    cheap = StationFolder(
        tmp_path / "laptop", clock=place.clock, initials=place.pinyin.initials, cost=KdfCost(64, 1, 1)
    )
    object.__setattr__(place, "station", cheap)
    campaign, _ = place.campaigns().read_campaign(file, Unlock(password=WORD), Silent())

    def full(service: Campaigns, given: object) -> None:
        raise SscardError("storage.disk_full")

    monkeypatch.setattr(Campaigns, "apply", full)
    code, found = set_up_by(
        place, campaign, number=9, name="9 号台", supervisor="zhaochief", password="five blue teapots"
    )
    assert code
    assert isinstance(found, SscardError)
    cheap.unlock_with_recovery(code).close()
