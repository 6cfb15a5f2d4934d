# SPDX-License-Identifier: Apache-2.0
"""What is told of updates while somebody works: an offer to a supervisor, a version that didn't start to anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.storage import versionstate
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.page import Page, Place
from sscard_desktop.ui.updateround import UpdateRound
from tests.helpers.updates import program_update, reader, versions_at
from tests.helpers.windowdesks import WindowDesk


class Counter(Page):
    """Any page."""

    key = "counter"

    def retranslate(self) -> None:
        """It has no words."""


class Scene:
    """A window with a page, a stick, and the round."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        self.desk, self.stick = desk, folder / "stick"
        self.stick.mkdir()
        self.versions = folder / "versions"
        versions = versions_at(folder)
        self.place = replace(
            desk.workplace, update_files=lambda: reader(sticks=(self.stick,)), versions=lambda: versions
        )
        self.window = MainWindow(desk.language)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.show_places([Place("counter", "counter", lambda: "采集", Counter)], "counter")
        self.round = UpdateRound(self.window, self.window)

    def sit_down(self, name: str) -> None:
        self.round.sit_down(self.desk.sit_down(name, self.place))
        self.desk.settle()

    def look(self) -> None:
        self.round.look()
        self.desk.settle()

    def said(self) -> str:
        banner = self.window.banner()
        return "" if banner.isHidden() else " ".join(banner.texts())


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        made = Scene(qtbot, desk, tmp_path)
        yield made
        made.round.leave()


def test_an_update_on_a_stick_is_offered_once_and_to_a_supervisor_only(scene: Scene) -> None:
    program_update(scene.stick / "new.sscard-update", "0.2.0")
    scene.sit_down("limin")
    assert scene.said() == ""
    scene.round.leave()
    scene.sit_down("wangfang")
    assert "U 盘上有新版本 0.2.0" in scene.said()
    assert "照常工作" in scene.said()
    scene.window.banner().close_message()
    scene.look()
    assert scene.said() == ""


def test_an_offer_waits_until_the_banner_is_free(scene: Scene) -> None:
    scene.sit_down("wangfang")
    scene.window.show_message("读卡器没有应答")
    program_update(scene.stick / "new.sscard-update", "0.2.0")
    scene.look()
    assert "读卡器" in scene.said()
    scene.window.banner().close_message()
    scene.look()
    assert "0.2.0" in scene.said()


def test_a_version_that_didnt_start_is_told_to_anybody_until_it_was_read(scene: Scene) -> None:
    scene.versions.mkdir()
    state = versionstate.fresh() | {"notice": {"version": "0.2.0", "instead": "0.1.0", "again": False}}
    versionstate.write(scene.versions, state)
    scene.sit_down("limin")
    assert "新版本 0.2.0 没有能启动，已退回 0.1.0" in scene.said()
    scene.window._act()
    scene.desk.settle()
    assert versionstate.read(scene.versions)["notice"] is None


def test_data_that_another_program_left_out_are_told_to_a_supervisor(scene: Scene) -> None:
    packs = scene.versions.with_name("packs")
    (packs / "2027.1.1" / "codes").mkdir(parents=True)
    (packs / "2027.1.1" / "bounds").write_text("0.0.1 0.1.0\n", encoding="ascii")
    (packs / "in-force").write_text("2027.1.1 0.0.9\n", encoding="ascii")
    scene.sit_down("limin")
    scene.round._settle()
    scene.desk.settle()
    assert scene.said() == ""
    scene.round.leave()
    scene.sit_down("wangfang")
    assert "2027.1.1 的城市配置和代码表和现在的程序不配" in scene.said()
    scene.window.banner().close_message()
    scene.look()
    assert scene.said() == ""
