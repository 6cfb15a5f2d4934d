# SPDX-License-Identifier: Apache-2.0
"""The running demo and its control window: what happens there is seen in the program, and neither keeps the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop import paths
from sscard_desktop.devices.demo import DemoHardware
from sscard_desktop.devices.idcard.readers import SerialCardReaders
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.services.ports import PhotoMaker
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.demo.window import ControlsWindow
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.printwatch import PrintWatch
from sscard_desktop.ui.topbar import Device
from sscard_desktop.ui.widgets.lights import Light
from sscard_desktop.ui.window import Program
from tests.helpers.documentfakes import PlainReader
from tests.helpers.windowdesks import WindowDesk
from tests.storage.stations import PASSWORD

PATIENCE_MS = 20_000


class Demo:
    """A clerk at a station with a demo's hardware."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, hardware: DemoHardware) -> None:
        self._qtbot = qtbot
        self.hardware = hardware
        self.window = MainWindow(desk.language)
        qtbot.addWidget(self.window)
        cold = cast("PhotoMaker", SimpleNamespace(warm=lambda: None))
        place = replace(
            desk.workplace,
            demo=hardware,
            readers=SerialCardReaders(),
            cameras=lambda: hardware.cameras,
            spooler=lambda: hardware.spooler,
            photo_maker=lambda: cold,
            document_reader=PlainReader,
        )
        self.program = Program(place, self.window, desk.language, on_bug=desk.bugs.append)
        self.program.plug_in(hardware.reader())
        self.window.show()

    def sit_down(self) -> None:
        self.program.tasks.run(
            lambda: self.program.open_desk("limin", PASSWORD), owner=self.program, on_done=self.program.sit_down
        )
        self.wait_for(lambda: self.window.current_page() == "counter" and self.program.tasks.idle())
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)

    def wait_for(self, so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(so, timeout=PATIENCE_MS)

    @property
    def controls(self) -> ControlsWindow:
        """The control window."""
        (found,) = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ControlsWindow))
        return found

    def light(self) -> Light:
        return self.window.top.light(Device.READER).light()


@pytest.fixture
def demo(qtbot: QtBot, tmp_path: Path) -> Iterator[Demo]:
    with WindowDesk(qtbot, tmp_path) as desk:
        today = desk.workplace.clock.today()
        hardware = DemoHardware(paths.resources() / "samples", Path(), today, prints=tmp_path / "prints")
        found = Demo(qtbot, desk, hardware)
        found.sit_down()
        yield found
        found.program.close()
        assert not desk.bugs, desk.bugs


def test_the_control_window_s_mishaps_reach_the_program_and_pass(demo: Demo) -> None:
    demo.wait_for(lambda: demo.light() is Light.READY)
    (page,) = demo.window.findChildren(CounterPage)
    QTest.keyClick(page, Qt.Key.Key_F12)
    demo.wait_for(lambda: demo.controls.isActiveWindow())
    QTest.keyClick(demo.controls.focusWidget(), Qt.Key.Key_1)
    demo.wait_for(lambda: demo.light() is Light.BAD)

    # A lock and a log-in with the reader unplugged: its place is known still.
    demo.program.lock()
    assert demo.controls.isVisible()
    demo.sit_down()
    demo.controls.heal_all()
    demo.wait_for(lambda: demo.light() is Light.READY)

    demo.controls.show_tab("reader")
    QTest.keyClick(demo.controls.focusWidget(), Qt.Key.Key_Return)
    stage = demo.program.stage
    assert stage is not None
    (page,) = demo.window.findChildren(CounterPage)
    demo.wait_for(lambda: stage.person is not None and page.work.record is not None)
    assert stage.person is stage.people[0]
    assert page.work.record is not None
    assert page.work.record.value("number") == stage.people[0].card.number

    controls = demo.controls
    demo.window.close()
    assert not controls.isVisible()
    assert not stage.reader.state().plugged_in


def test_the_window_takes_back_what_it_said_of_a_stuck_job_and_nothing_else(demo: Demo) -> None:
    stuck = EnvironmentFailedError("printjob.stuck.no_paper", form="A", printer="B", receipts="1")
    other = EnvironmentFailedError("printjob.failed", form="A", printer="B", receipts="1")
    (prints,) = demo.program.findChildren(PrintWatch)
    prints.told.emit(stuck, "")
    assert not demo.window.banner().isHidden()
    prints.told.emit(other, "")
    prints.mended.emit(stuck)
    assert not demo.window.banner().isHidden(), "it says something else by now"
    prints.told.emit(stuck, "")
    prints.mended.emit(stuck)
    assert demo.window.banner().isHidden()


def test_a_print_that_is_taken_back_is_taken_from_the_record_in_work(demo: Demo) -> None:
    stage, desk = demo.program.stage, demo.program._desk
    assert stage is not None
    assert desk is not None
    stage.lay_next()
    (page,) = demo.window.findChildren(CounterPage)
    demo.wait_for(lambda: page.work.record is not None and demo.program.tasks.idle())
    record = page.work.record
    assert record is not None

    def print_elsewhere() -> None:
        with desk.session.transaction():
            store = desk.session.store
            store.save_record(replace(store.record(record.id), prints=3))

    demo.program.tasks.run(print_elsewhere, owner=demo.program)
    (prints,) = demo.program.findChildren(PrintWatch)
    prints.told.emit(EnvironmentFailedError("printjob.lost", form="A", printer="B", receipts="1"), "")
    demo.wait_for(lambda: page.work.record is not None and page.work.record.prints == 3)
