# SPDX-License-Identifier: Apache-2.0
"""Which port is opened, at what speed, and which are never written to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

import pytest
import serial

from sscard_desktop.devices.idcard import discovery, obstacles
from sscard_desktop.devices.idcard.commands import set_speed
from sscard_desktop.devices.idcard.finder import ReaderFinder
from sscard_desktop.devices.idcard.module import Latency
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.reader import FoundReader, ReaderChoice, ReaderPort
from tests.devices.idcard.test_watcher import FAST, QUICK, TODAY, usb_port
from tests.helpers.readerpeer import ScriptedPeer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="network lines stand in for ports there")


@pytest.fixture
def present(monkeypatch: pytest.MonkeyPatch) -> list[ReaderPort]:
    """Return the ports that the system lists; a test puts them there."""
    ports: list[ReaderPort] = []
    monkeypatch.setattr(discovery, "ports", lambda: list(ports))
    monkeypatch.setattr(obstacles, "hidden", lambda: None)
    return ports


@pytest.fixture
def desk() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def simulated(desk: ExitStack) -> SimulatedCardReader:
    return desk.enter_context(SimulatedCardReader(today=TODAY, latency=FAST))


def mute(desk: ExitStack) -> ScriptedPeer:
    """Return another device that has the same adapter, such as a receipt printer."""
    return desk.enter_context(ScriptedPeer({"11FF": [b""]}, transport="pty"))


def found_by(finder: ReaderFinder) -> FoundReader:
    reader, found = finder.open()
    reader.close()
    return found


def refusal(finder: ReaderFinder) -> str:
    with pytest.raises(EnvironmentFailedError) as caught:
        finder.open()
    return caught.value.code


def test_the_reader_is_found_among_devices_with_the_same_adapter(present: list[ReaderPort], desk: ExitStack) -> None:
    printer, reader = mute(desk), simulated(desk)
    present += [usb_port(printer.url, ""), usb_port(reader.url, "")]
    assert found_by(ReaderFinder(ReaderChoice(), timing=QUICK)) == FoundReader(reader.url, "1a86:7523:", 115200)


def test_the_one_that_answered_last_is_asked_first(present: list[ReaderPort], desk: ExitStack) -> None:
    printer, reader = mute(desk), simulated(desk)
    present += [usb_port(printer.url, "P1"), usb_port(reader.url, "R1")]
    assert found_by(ReaderFinder(ReaderChoice(device="1a86:7523:R1"), timing=QUICK)).url == reader.url
    assert printer.requests == []


def test_an_unknown_port_is_never_written_to_unasked(present: list[ReaderPort], desk: ExitStack) -> None:
    other = mute(desk)
    present.append(usb_port(other.url, known=False))
    finder = ReaderFinder(ReaderChoice(), timing=QUICK)
    assert refusal(finder) == "reader.unknown_port"
    assert other.requests == []


def test_choosing_an_unknown_port_is_the_permission(present: list[ReaderPort], desk: ExitStack) -> None:
    reader = simulated(desk)
    present.append(usb_port(reader.url, known=False))
    choice = ReaderChoice(reader.url, present[0].id)
    assert found_by(ReaderFinder(choice, timing=QUICK)) == FoundReader(reader.url, "2341:0043:A1", 115200)


def test_a_name_that_went_to_another_device_is_not_written_to(present: list[ReaderPort], desk: ExitStack) -> None:
    other = mute(desk)
    present.append(usb_port(other.url, "B2"))
    finder = ReaderFinder(ReaderChoice(other.url, "1a86:7523:A1"), timing=QUICK)
    assert refusal(finder) == "reader.port_missing"
    assert other.requests == []


def test_with_nothing_plugged_in_that_is_said(present: list[ReaderPort]) -> None:
    present.append(ReaderPort("/dev/ttyS0", "ttyS0"))
    assert refusal(ReaderFinder(ReaderChoice(), timing=QUICK)) == "reader.none"


def test_an_adapter_without_a_port_is_told_by_its_reason(
    present: list[ReaderPort], monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed = EnvironmentFailedError("reader.brltty", adapter="CH340", command="x")
    monkeypatch.setattr(obstacles, "hidden", lambda: claimed)
    assert refusal(ReaderFinder(ReaderChoice(), timing=QUICK)) == "reader.brltty"


@pytest.mark.parametrize("baud", [9600, 57600])
def test_a_reader_at_another_speed_is_found_and_its_speed_kept(
    present: list[ReaderPort], desk: ExitStack, baud: int
) -> None:
    reader = desk.enter_context(SimulatedCardReader(today=date(2026, 11, 21), latency=Latency(read_s=0)))
    with serial.serial_for_url(reader.url, baudrate=115200, timeout=2) as line:
        line.write(set_speed(baud).request)
        assert len(line.read(11)) == 11
    present.append(usb_port(reader.url))
    finder = ReaderFinder(ReaderChoice(), timing=QUICK)
    assert found_by(finder).baud == baud
    assert found_by(finder).baud == baud
    assert found_by(ReaderFinder(ReaderChoice(baud=baud, device=present[0].id), timing=QUICK)).baud == baud


def test_a_device_that_never_answers_is_left_in_peace_until_somebody_asks(
    present: list[ReaderPort], desk: ExitStack
) -> None:
    printer = mute(desk)
    present.append(usb_port(printer.url))
    finder = ReaderFinder(ReaderChoice(), timing=QUICK)
    assert refusal(finder) == "reader.silent"
    asked = len(printer.requests)
    assert refusal(finder) == "reader.silent"
    assert len(printer.requests) == asked
    finder.hurry()
    assert refusal(finder) == "reader.silent"
    assert len(printer.requests) > asked


def test_what_a_reader_says_of_itself_is_told_before_a_silent_neighbour(
    present: list[ReaderPort], desk: ExitStack
) -> None:
    printer, reader = mute(desk), simulated(desk)
    reader.set_fault("self-test")
    present += [usb_port(printer.url), usb_port(reader.url, "R1")]
    assert refusal(ReaderFinder(ReaderChoice(), timing=QUICK)) == "reader.self_test"
