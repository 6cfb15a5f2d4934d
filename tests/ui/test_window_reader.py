# SPDX-License-Identifier: Apache-2.0
"""The running window and its card reader: found without a click, remembered, and its light told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.reader import FoundReader, ReaderChoice, ReaderEvent, ReaderState
from sscard_desktop.ui.topbar import Device
from sscard_desktop.ui.widgets.lights import Light
from tests.helpers.windowdesks import WindowDesk
from tests.helpers.windowhouses import House


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
