# SPDX-License-Identifier: Apache-2.0
"""The whole running window of a station under test."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

from pytestqt.qtbot import QtBot

from sscard_desktop.domain.reader import ReaderChoice, ReaderEvent
from sscard_desktop.services.ports import Cameras, PhotoMaker
from sscard_desktop.services.preferences import StationPreferences
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.topbar import Device
from sscard_desktop.ui.widgets.lights import Light
from sscard_desktop.ui.window import Program
from tests.helpers.documentfakes import PlainReader
from tests.helpers.waiting import until
from tests.helpers.windowdesks import WindowDesk
from tests.helpers.writtenreaders import WrittenReaders
from tests.storage.stations import PASSWORD


class House:
    """The running window of a clerk, with a written reader and no cameras."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        self._qtbot = qtbot
        self.desk = desk
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
        """Log the clerk in, and wait until the pages are there."""
        self.program.tasks.run(
            lambda: self.program.open_desk("limin", PASSWORD), owner=self.program, on_done=self.program.sit_down
        )
        self._qtbot.waitUntil(lambda: bool(self.readers.choices), timeout=20_000)
        self.settle()

    def settle(self) -> None:
        """Wait until all lanes are empty."""
        until(self.program.tasks.idle)

    def hear(self, event: ReaderEvent) -> Light:
        """Let the reader tell something; return its light."""
        before = len(self.heard)
        self.readers.tell(event)
        self._qtbot.waitUntil(lambda: len(self.heard) > before)
        self.settle()
        return self.window.top.light(Device.READER).light()

    def kept(self) -> ReaderChoice:
        """Return the reader that the station remembers."""
        return StationPreferences(self.desk.station.clerk).current().reader
