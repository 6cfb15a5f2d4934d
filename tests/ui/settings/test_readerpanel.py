# SPDX-License-Identifier: Apache-2.0
"""The reader's part of the settings: it asks before it writes, tests, counts, and remembers what it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.reader import FoundReader, ReaderChoice, ReaderCounts, ReaderEvent, ReaderPort, ReaderState
from sscard_desktop.services.preferences import StationPreferences
from sscard_desktop.ui.readervoice import ReaderVoice
from sscard_desktop.ui.settings.readerpanel import AUTOMATIC, ReaderPanel
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.lights import Light
from tests.helpers.windowdesks import WindowDesk
from tests.helpers.writtenreaders import WrittenReaders

KNOWN = ReaderPort("/dev/ttyUSB0", "USB Serial", "1a86:7523", known_reader=True)
UNKNOWN = ReaderPort("/dev/ttyACM0", "Label printer", "2341:0043", serial_number="P9")


class Scene:
    """The panel of a supervisor."""

    def __init__(self, qtbot: QtBot, window: WindowDesk) -> None:
        self.readers = WrittenReaders()
        self.window = window
        window.workplace = replace(window.workplace, readers=self.readers)
        window.reader = ReaderVoice(self.readers)
        self.desk = window.sit_down("wangfang")
        self.desk.reader.listen(ReaderChoice())
        self.panel = ReaderPanel(self.desk, None)
        qtbot.addWidget(self.panel)
        self.panel.show()

    def plug_in(self, *ports: ReaderPort) -> None:
        self.readers.present[:] = ports
        self.panel.look()
        self.window.settle()

    def choose(self, code: str) -> None:
        self.panel.port.set_value(code)
        self.panel.port.finished.emit(code)
        self.window.settle()

    def hear(self, event: ReaderEvent) -> None:
        self.readers.tell(event)
        self.window.settle()

    def kept(self) -> ReaderChoice:
        return StationPreferences(self.window.station.clerk).current().reader


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as window:
        yield Scene(qtbot, window)


def test_a_known_adapter_is_used_as_soon_as_it_is_chosen(scene: Scene) -> None:
    scene.plug_in(KNOWN, UNKNOWN)
    scene.choose(KNOWN.device)
    assert scene.panel.question() == ""
    assert scene.kept() == ReaderChoice(KNOWN.device, "1a86:7523:")
    assert scene.readers.choices[-1] == scene.kept()


def test_an_unknown_port_is_asked_about_before_anything_is_written(scene: Scene) -> None:
    scene.plug_in(UNKNOWN)
    listened = len(scene.readers.choices)
    scene.choose(UNKNOWN.device)
    assert "Label printer" in scene.panel.question()
    assert len(scene.readers.choices) == listened
    scene.panel.refuse.click()
    scene.window.settle()
    assert scene.panel.question() == ""
    assert scene.panel.port.value() == AUTOMATIC
    assert len(scene.readers.choices) == listened
    scene.choose(UNKNOWN.device)
    scene.panel.allow.click()
    scene.window.settle()
    assert scene.readers.choices[-1] == ReaderChoice(UNKNOWN.device, "2341:0043:P9")


def test_the_light_says_what_the_reader_is_at(scene: Scene) -> None:
    error = EnvironmentFailedError("reader.unauthorised")
    for event, light, tone in (
        (ReaderEvent(ReaderState.CONNECTING), Light.BUSY, Tone.INFO),
        (ReaderEvent(ReaderState.READY, found=FoundReader("/dev/ttyUSB0", "x", 9600)), Light.READY, Tone.OK),
        (ReaderEvent(ReaderState.FAILED, error=error), Light.BAD, Tone.BAD),
        (ReaderEvent(ReaderState.CARD_FAILED, error=error), Light.WARN, Tone.WARN),
        (ReaderEvent(ReaderState.DISCONNECTED, error=EnvironmentFailedError("reader.none")), Light.OFF, Tone.WARN),
    ):
        scene.hear(event)
        assert scene.panel.light.light() is light
        assert scene.panel.light.word()
        note = scene.panel.port.note()
        assert note is not None
        assert note.tone is tone
    assert "9600" not in scene.panel.light.word()


def test_the_test_asks_the_reader_and_tells_who_answered(scene: Scene) -> None:
    scene.panel.test_button.click()
    assert scene.readers.checks == 1
    assert scene.panel.light.light() is Light.BUSY
    number = "05.03-20991231-0000000001-0000000002"
    scene.hear(ReaderEvent(ReaderState.READY, found=FoundReader("COM3", "x", 57600, number)))
    note = scene.panel.port.note()
    assert note is not None
    assert number in note.text
    assert "57600" in note.text


def test_counts_and_the_last_trouble_are_shown(scene: Scene) -> None:
    assert scene.panel.last_error.isHidden()
    trouble = EnvironmentFailedError("reader.disconnected", port="COM3")
    scene.readers.counted = ReaderCounts(41, 2, 7, 3, trouble, 823)
    scene.panel.look()
    scene.window.settle()
    for figure in ("41", "2", "7", "3", "0.8"):
        assert figure in scene.panel.counts.text()
    assert "COM3" in scene.panel.last_error.text()
