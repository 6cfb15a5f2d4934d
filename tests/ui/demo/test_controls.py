# SPDX-License-Identifier: Apache-2.0
"""The control window: by keyboard alone everything that is named happens to the devices, and is shown as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop import paths
from sscard_desktop.devices.demo import DemoHardware
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.domain.printing import Ticket, Trouble
from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.mishaps import PLOTS, Apparatus, Mishap
from sscard_desktop.services.ports import DemoScene
from sscard_desktop.ui.demo.host import Controls
from sscard_desktop.ui.demo.panels import MISHAP_KEYS, CamerasPanel, MishapsPanel, PrinterPanel
from sscard_desktop.ui.demo.window import ControlsWindow
from sscard_desktop.ui.demo.words import DemoWords
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.widgets.lights import Light

TODAY = date(2026, 11, 21)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Desk:
    """The window over a demo's devices."""

    hardware: DemoHardware
    stage: DemoStage
    clock: Clock
    window: ControlsWindow

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.window.focusWidget(), key)

    def told(self, apparatus: Apparatus) -> Light:
        return self.window.told(apparatus)[0]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    hardware = DemoHardware(paths.resources() / "samples", Path(), TODAY, prints=tmp_path / "prints")
    with hardware.reader() as reader:
        stage, clock = DemoStage(reader, hardware), Clock()
        window = ControlsWindow(stage, told=lambda error: error.code, now_s=clock)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        yield Desk(hardware, stage, clock, window)


def test_each_mishap_has_a_key_of_its_own_and_the_key_stages_it(desk: Desk) -> None:
    assert set(MISHAP_KEYS) == set(Mishap)
    assert len(set(MISHAP_KEYS.values())) == len(Mishap)
    panel = desk.window.mishaps
    assert {row.code: row.key for row in panel.rows() if row.code} == {m.value: MISHAP_KEYS[m] for m in Mishap}
    for mishap, key in MISHAP_KEYS.items():
        QTest.keyClicks(desk.window.focusWidget(), key.lower())
        if PLOTS[mishap].lasts_s != 0.0:
            assert desk.stage.running()[PLOTS[mishap].apparatus] is mishap, mishap
            held = [row.code for row in panel.rows() if row.held]
            assert mishap.value in held


def test_the_same_key_ends_what_would_go_on(desk: Desk) -> None:
    desk.press(Qt.Key.Key_A)
    assert desk.told(Apparatus.PRINTER) is Light.READY, "told at the next look"
    desk.window.refresh()
    assert desk.told(Apparatus.PRINTER) is Light.WARN
    desk.press(Qt.Key.Key_A)
    assert desk.hardware.spooler.trouble is None
    assert desk.stage.running() == {}


def test_time_ends_a_mishap_while_the_window_is_hidden(desk: Desk) -> None:
    desk.press(Qt.Key.Key_1)
    assert not desk.stage.reader.state().plugged_in
    desk.window.hide()
    desk.clock.now_s = 5.0
    desk.window.tick()
    assert desk.stage.reader.state().plugged_in


def test_f8_makes_everything_well(desk: Desk) -> None:
    desk.press(Qt.Key.Key_8, Qt.Key.Key_Q, Qt.Key.Key_G, Qt.Key.Key_F8)
    assert desk.stage.running() == {}
    assert [desk.told(apparatus) for apparatus in Apparatus] == [Light.READY] * 3


def test_a_card_is_chosen_and_laid_on_and_lifted_by_keys(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F3)
    assert desk.window.panel("reader").focusProxy() is desk.window.focusWidget()
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    person = desk.stage.people[1]
    assert desk.stage.reader.state().card == person.card
    desk.window.refresh()
    assert person.card.name in desk.window.told(Apparatus.READER)[1]
    assert [row.text for row in desk.window.reader.cards.rows() if row.held] == [person.card.name]
    desk.press(Qt.Key.Key_Delete)
    assert desk.stage.reader.state().card is None
    desk.press(Qt.Key.Key_End, Qt.Key.Key_Return)
    assert desk.stage.laid == desk.stage.reader.card_names[-1]


def test_every_fault_can_be_chosen(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F3)
    faults = desk.window.reader.faults
    faults.setFocus()
    for name in desk.stage.reader.fault_names:
        desk.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
        assert desk.stage.reader.state().fault == name
        assert [row.code for row in faults.rows() if row.held] == [f"fault:{name}"]


def test_pace_repeats_and_cable_are_switched_by_keys(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F3)
    panel = desk.window.reader
    for switch in (panel.pace, panel.repeats, panel.cable):
        switch.setFocus()
        desk.press(Qt.Key.Key_Right)
    state = desk.stage.reader.state()
    assert (state.reading_s, state.repeats, state.plugged_in) == (2.5, True, False)
    desk.window.refresh()
    assert desk.told(Apparatus.READER) is Light.BAD
    desk.press(Qt.Key.Key_Left)
    assert desk.stage.reader.state().plugged_in


def test_scenes_and_the_cameras_cable(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F4)
    panel = desk.window.panel("cameras")
    assert isinstance(panel, CamerasPanel)
    for scene in list(DemoScene)[1:]:
        desk.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
        assert desk.hardware.scene() is scene
    panel.cable.setFocus()
    desk.press(Qt.Key.Key_Right)
    assert not desk.hardware.cameras_plugged_in()


def test_what_others_do_to_the_devices_is_shown(desk: Desk) -> None:
    desk.hardware.play(DemoScene.LAMP_OFF)
    desk.hardware.spooler.fall_ill(Trouble.COVER)
    desk.stage.reader.stop()
    desk.window.tick()
    assert [desk.told(apparatus) for apparatus in Apparatus] == [Light.BAD, Light.WARN, Light.WARN]


def test_the_printer_jams_and_waiting_jobs_are_let_fail(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F5)
    panel = desk.window.panel("printer")
    assert isinstance(panel, PrinterPanel)
    ticket = Ticket(desk.hardware.spooler.printers()[0].name, "x")
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert desk.hardware.spooler.trouble is Trouble.JAM
    desk.hardware.spooler.hand_over(b"%PDF", ticket)
    desk.window.tick()
    assert "1" in desk.window.told(Apparatus.PRINTER)[1]
    desk.press(Qt.Key.Key_F6)
    assert desk.hardware.spooler.waiting() == 0
    desk.press(Qt.Key.Key_End, Qt.Key.Key_Return)
    assert desk.hardware.spooler.removed
    desk.press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert not desk.hardware.spooler.removed


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_everything_has_words(desk: Desk, dressed: QApplication, language: str) -> None:
    tongue = Language(dressed)
    tongue.switch(language)
    words = DemoWords()
    reader = desk.stage.reader
    named: list[tuple[str, str]] = [
        *((mishap.value, words.mishap(mishap)) for mishap in Mishap),
        *((name, words.fault(name)) for name in reader.fault_names),
        *((name, words.card(name)) for name in reader.card_names),
        *((scene.value, words.scene(scene)) for scene in DemoScene),
        *((trouble.value, words.trouble(trouble)) for trouble in Trouble),
        *((person.story, words.story(person)) for person in desk.stage.people),
    ]
    for code, word in named:
        assert word
        assert word != code
        assert word.isascii() == (language == "en"), word
    tongue.silence()


def test_another_language_changes_every_page_and_loses_nothing(desk: Desk, dressed: QApplication) -> None:
    desk.press(Qt.Key.Key_F3, Qt.Key.Key_Down)
    before = desk.window.reader.faults.rows()
    chosen = desk.window.reader.cards.current_row()
    language = Language(dressed)
    language.switch("en")
    QApplication.processEvents()
    assert desk.window.windowTitle() == "Devices"
    assert all(row.text.isascii() for row in desk.window.reader.faults.rows())
    assert desk.window.reader.cards.current_row() == chosen
    language.silence()
    QApplication.processEvents()
    assert desk.window.reader.faults.rows() == before


def test_a_reader_alone_shows_nothing_else(qtbot: QtBot) -> None:
    with SimulatedCardReader(today=TODAY) as reader:
        window = ControlsWindow(DemoStage(reader), told=lambda error: error.code)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        assert isinstance(window.mishaps, MishapsPanel)
        assert {PLOTS[Mishap(row.code)].apparatus for row in window.mishaps.rows() if row.code} == {Apparatus.READER}
        QTest.keyClick(window, Qt.Key.Key_F3)
        assert [row.code for row in window.reader.cards.rows()] == [f"specimen:{name}" for name in reader.card_names]
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        assert reader.state().card is not None
        QTest.keyClick(window, Qt.Key.Key_F4)
        window.tick()


def test_f12_leads_there_and_back_from_a_dialog_that_keeps_its_window_to_itself(qtbot: QtBot, desk: Desk) -> None:
    program = QWidget()
    qtbot.addWidget(program)
    program.show()
    controls = Controls(desk.stage, program, lambda error: error.code)
    dialog = QDialog(program)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F12)
    qtbot.waitUntil(controls.window.isActiveWindow)
    QTest.keyClick(controls.window.windowHandle(), Qt.Key.Key_1)
    assert not desk.stage.reader.state().plugged_in
    QTest.keyClick(controls.window.windowHandle(), Qt.Key.Key_F12)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.reject()
    QTest.keyClick(program.windowHandle(), Qt.Key.Key_F12)
    qtbot.waitUntil(controls.window.isActiveWindow)
    QTest.keyClick(controls.window.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(program.isActiveWindow)
    controls.close()
    QTest.keyClick(program.windowHandle(), Qt.Key.Key_F12)
    assert not controls.window.isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="a reader on TCP has no link")
def test_a_reader_whose_place_is_gone_is_told_of_and_comes_back_once_it_is_there(desk: Desk) -> None:
    place = Path(desk.stage.reader.url).parent
    desk.press(Qt.Key.Key_1)
    place.rmdir()
    desk.press(Qt.Key.Key_F8)
    assert desk.window.told(Apparatus.READER) == (Light.BAD, "reader.link")
    place.mkdir(mode=0o700)
    desk.press(Qt.Key.Key_F8)
    assert desk.told(Apparatus.READER) is Light.READY
