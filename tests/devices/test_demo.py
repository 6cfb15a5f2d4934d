# SPDX-License-Identifier: Apache-2.0
"""The demo station's hardware, and what can be done to it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.devices.demo import DemoHardware, clear_left
from sscard_desktop.devices.idcard.readers import SerialCardReaders
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.printing import Trouble

TODAY = date(2026, 11, 21)


@pytest.fixture
def hardware(tmp_path: Path) -> DemoHardware:
    font = paths.resources() / "fonts" / "NotoSansSC-Regular.ttf"
    return DemoHardware(paths.resources() / "samples", font, TODAY, prints=tmp_path / "prints")


def read(url: str) -> Card:
    return SerialCardReaders().read(url, timeout_s=10)


def test_a_reader_is_found_at_the_same_place_however_often_it_is_unplugged(hardware: DemoHardware) -> None:
    reader = hardware.reader()
    card = hardware.people(1)[0].card
    with reader:
        url = reader.url
        reader.lay_on(card)
        assert read(url).number == card.number
        reader.stop()
        reader.stop()
        assert (reader.url, reader.state().plugged_in) == (url, False)
        with pytest.raises(SscardError) as caught:
            SerialCardReaders().read(url, timeout_s=0.5)
        assert caught.value.code.startswith("reader.")
        reader.start()
        reader.lift()
        reader.lay_on(card)
        assert (reader.url, reader.state().plugged_in) == (url, True)
        assert read(url).number == card.number


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_nothing_is_left_of_a_reader(hardware: DemoHardware) -> None:
    reader = hardware.reader()
    with reader:
        folder = Path(reader.url).parent
        assert folder.exists()
        assert folder.stat().st_mode & 0o077 == 0
    del reader
    assert not folder.exists()


def test_a_reader_tells_what_lies_on_it_and_what_is_wrong_with_it(hardware: DemoHardware) -> None:
    reader = hardware.reader()
    assert reader.state().card is None
    reader.lay_on("minor")
    reader.set_fault("echo")
    reader.set_reading_time(2.5)
    reader.set_repeats(repeats=True)
    state = reader.state()
    assert state.card is not None
    assert (state.plugged_in, state.fault, state.reading_s, state.repeats) == (False, "echo", 2.5, True)
    reader.lift()
    reader.set_fault("")
    assert (reader.state().card, reader.state().fault) == (None, "")
    assert set(reader.card_names) >= {"resident", "minor"}
    for name in reader.fault_names:
        reader.set_fault(name)
        assert reader.state().fault == name


def test_a_card_that_is_moved_off_is_gone(hardware: DemoHardware) -> None:
    with hardware.reader() as reader:
        reader.set_reading_time(0)
        reader.set_fault("card-moved")
        reader.lay_on("resident")
        with pytest.raises(SscardError):
            SerialCardReaders().read(reader.url, timeout_s=0.5)
        assert reader.state().card is None


def test_the_cameras_cable_is_pulled_and_plugged_in(hardware: DemoHardware) -> None:
    told: list[int] = []
    hardware.cameras.watch(lambda: told.append(len(hardware.cameras.devices())))
    hardware.plug_in_cameras()
    assert told == [], "they were plugged in"
    hardware.unplug_cameras()
    assert not hardware.cameras_plugged_in()
    hardware.plug_in_cameras()
    assert hardware.cameras_plugged_in()
    assert told == [0, 2]


def test_what_happens_to_the_printer_is_told_by_the_spooler(hardware: DemoHardware) -> None:
    hardware.printer().fall_ill(Trouble.NO_PAPER)
    assert hardware.spooler.printers()[0].trouble is Trouble.NO_PAPER
    hardware.printer().remove()
    assert hardware.spooler.printers() == []


def test_hardware_without_a_place_for_sheets_has_no_printer() -> None:
    bare = DemoHardware(paths.resources() / "samples", Path(), TODAY)
    assert bare.spooler.printers() == []


def test_a_stream_that_stands_still_goes_on_when_the_camera_is_opened_again(hardware: DemoHardware) -> None:
    hardware.freeze_cameras()
    assert hardware.cameras_frozen()
    frames = threading.Event()
    hardware.cameras.open(hardware.cameras.devices()[0].id, lambda frame: frames.set(), lambda error: None)
    try:
        assert not hardware.cameras_frozen()
        assert frames.wait(20)
    finally:
        hardware.cameras.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there the reader's line is no file")
def test_what_a_killed_programs_reader_left_goes_and_a_running_ones_stays(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    gone = tmp_path / f"sscard-reader-{ended.stdout.decode().strip()}-abc"
    own, other = tmp_path / f"sscard-reader-{os.getpid()}-abc", tmp_path / "sscard-reader-old_name"
    for each in (gone, own, other):
        each.mkdir()
    (gone / "line").symlink_to("/dev/pts/none")
    clear_left(tmp_path)
    assert not gone.exists()
    assert own.exists()
    assert other.exists()
