# SPDX-License-Identifier: Apache-2.0
"""The running window and its card reader: found without a click, remembered, and its light told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.reader import FoundReader, ReaderChoice, ReaderEvent, ReaderState
from sscard_desktop.services.ports import Cameras, PhotoMaker
from sscard_desktop.services.preferences import StationPreferences
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.topbar import Device
from sscard_desktop.ui.widgets.lights import Light
from sscard_desktop.ui.window import Program
from tests.helpers.documentfakes import PlainReader
from tests.helpers.windowdesks import WindowDesk
from tests.helpers.writtenreaders import WrittenReaders
from tests.storage.stations import PASSWORD


class House:
    """The running window of a clerk."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        self._qtbot = qtbot
        self._desk = desk
        self.readers = WrittenReaders()
        self.window = MainWindow(desk.language)
        qtbot.addWidget(self.window)
        cold = cast("PhotoMaker", SimpleNamespace(warm=lambda: None))
        no_cameras = cast("Cameras", SimpleNamespace(devices=tuple, watch=lambda _: lambda: None))
        place = replace(
            desk.workplace,
            readers=self.readers,
            cameras=lambda: no_cameras,
            photo_maker=lambda: cold,
            document_reader=PlainReader,
        )
        self.program = Program(place, self.window, desk.language, on_bug=desk.bugs.append)
        self.heard: list[object] = []
        self.program.reader.told.connect(self.heard.append)

    def sit_down(self) -> None:
        self.program.tasks.run(
            lambda: self.program.open_desk("limin", PASSWORD), owner=self.program, on_done=self.program.sit_down
        )
        self._qtbot.waitUntil(lambda: bool(self.readers.choices), timeout=20_000)
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(self.program.tasks.idle, timeout=20_000)

    def hear(self, event: ReaderEvent) -> Light:
        before = len(self.heard)
        self.readers.tell(event)
        self._qtbot.waitUntil(lambda: len(self.heard) > before)
        self.settle()
        return self.window.top.light(Device.READER).light()

    def kept(self) -> ReaderChoice:
        return StationPreferences(self._desk.station.clerk).current().reader


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    with WindowDesk(qtbot, tmp_path) as desk:
        found = House(qtbot, desk)
        found.sit_down()
        yield found
        found.program.close()
        assert not desk.bugs, desk.bugs


def test_a_reader_is_looked_for_without_anybody_choosing_one(house: House) -> None:
    assert house.readers.choices == [ReaderChoice()]


def test_the_reader_that_answered_is_looked_for_first_next_time(house: House) -> None:
    found = FoundReader("/dev/ttyUSB2", "1a86:7523:A1", 57600)
    assert house.hear(ReaderEvent(ReaderState.READY, found=found)) is Light.READY
    assert house.kept() == ReaderChoice("", "1a86:7523:A1", 57600)
    house.program.lock()
    house.settle()
    house.readers.choices.clear()
    house.sit_down()
    assert house.readers.choices == [ReaderChoice("", "1a86:7523:A1", 57600)]


def test_a_station_without_a_reader_shows_no_alarm(house: House) -> None:
    nothing = EnvironmentFailedError("reader.none")
    assert house.hear(ReaderEvent(ReaderState.DISCONNECTED, error=nothing)) is Light.OFF
    pulled = EnvironmentFailedError("reader.disconnected", port="COM3")
    assert house.hear(ReaderEvent(ReaderState.DISCONNECTED, error=pulled)) is Light.BAD
    assert "COM3" in house.window.top.light(Device.READER).toolTip()
