# SPDX-License-Identifier: Apache-2.0
"""What few offices need of a reader: a network address, another way of speaking, a library for chip photos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.reader import ReaderChoice, ReaderDialect, ReaderPort
from sscard_desktop.services.preferences import StationPreferences
from sscard_desktop.ui.readervoice import ReaderVoice
from sscard_desktop.ui.settings.readerpanel import NETWORK, ReaderPanel
from sscard_desktop.ui.widgets.label import Tone
from tests.helpers.windowdesks import WindowDesk
from tests.helpers.writtenreaders import WrittenReaders

SERIAL = ReaderPort("/dev/ttyUSB0", "USB Serial", "1a86:7523", known_reader=True)
HID = ReaderPort("/dev/hidraw2", "ID reader", "261a:000c", serial_number="A7")


class Library:
    """A library that does what its name says."""

    def check(self, library: str) -> str:
        if "broken" in library:
            raise EnvironmentFailedError("chipphoto.other_bits", file=library, bits=32, ours=64)
        return "GetBmp"

    def decode(self, library: str, photo: bytes) -> bytes:
        raise NotImplementedError


class Scene:
    def __init__(self, qtbot: QtBot, window: WindowDesk) -> None:
        self.readers = WrittenReaders()
        self.window = window
        window.workplace = replace(window.workplace, readers=self.readers, chip_photos=Library)
        window.reader = ReaderVoice(self.readers)
        self.desk = window.sit_down("wangfang")
        self.panel = ReaderPanel(self.desk, None)
        self.ways = self.panel.ways
        qtbot.addWidget(self.panel)
        self.panel.show()
        self.readers.present[:] = (SERIAL, HID)
        self.panel.look()
        window.settle()

    def choose(self, code: str) -> None:
        self.panel.port.set_value(code)
        self.panel.port.finished.emit(code)
        self.window.settle()

    def kept(self) -> ReaderChoice:
        return StationPreferences(self.window.station.clerk).current().reader


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as window:
        yield Scene(qtbot, window)


def test_where_a_reader_is_found_by_itself_nothing_of_it_is_asked(scene: Scene) -> None:
    assert not scene.ways.address.isVisible()
    assert not scene.ways.dialect.isVisible()
    assert scene.ways.library.isVisible()


def test_a_reader_in_the_network_is_chosen_by_its_address(scene: Scene) -> None:
    scene.choose(NETWORK)
    assert scene.ways.address.isVisible()
    assert scene.kept().url == ""
    scene.ways.address.finished.emit("10.0.0.9")
    scene.window.settle()
    assert scene.ways.address.note().tone is Tone.BAD
    scene.ways.address.finished.emit("10.0.0.9：50000")
    scene.window.settle()
    assert scene.kept().url == "socket://10.0.0.9:50000"
    assert scene.readers.choices[-1] == scene.kept()
    assert scene.panel.port.value() == NETWORK
    assert scene.ways.address.value() == "10.0.0.9:50000"


def test_how_a_reader_speaks_is_chosen_and_comes_back_with_it(scene: Scene) -> None:
    scene.choose(SERIAL.device)
    assert scene.ways.dialect.isVisible()
    assert scene.ways.dialect.value() == ReaderDialect.SAM
    scene.ways.dialect.finished.emit(ReaderDialect.CVR.value)
    scene.window.settle()
    assert scene.readers.choices[-1].dialect(SERIAL.id, "") is ReaderDialect.CVR
    scene.choose(NETWORK)
    scene.ways.address.finished.emit("10.0.0.9:50000")
    scene.window.settle()
    assert scene.ways.dialect.value() == ReaderDialect.SAM
    scene.choose(SERIAL.device)
    assert scene.ways.dialect.value() == ReaderDialect.CVR


def test_a_hid_device_is_asked_about_and_then_spoken_with_as_one(scene: Scene) -> None:
    scene.choose(HID.device)
    assert "ID reader" in scene.panel.question()
    scene.panel.allow.click()
    scene.window.settle()
    assert scene.kept().dialect(HID.id, "") is ReaderDialect.HID
    scene.ways.dialect.finished.emit(ReaderDialect.HID_BARE.value)
    scene.window.settle()
    scene.choose(SERIAL.device)
    scene.choose(HID.device)
    scene.panel.allow.click()
    scene.window.settle()
    assert scene.kept().dialect(HID.id, "") is ReaderDialect.HID_BARE


def test_a_library_is_tried_as_soon_as_it_is_chosen(scene: Scene) -> None:
    for path, tone, word in (
        ("/v/broken.so", Tone.BAD, "32"),
        ("/v/libwlt.so", Tone.OK, "GetBmp"),
        ("", Tone.QUIET, ""),
    ):
        scene.ways.library.finished.emit(path)
        scene.window.settle()
        assert StationPreferences(scene.window.station.clerk).current().photo_library == path
        assert scene.ways.library.note().tone is tone
        assert word in scene.ways.library.note().text
