# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import sys
from datetime import date

import pytest
import serial
from serial.tools.list_ports_common import ListPortInfo

from sscard_desktop.devices.idcard import discovery
from sscard_desktop.devices.idcard.line import NoAnswerError
from sscard_desktop.devices.idcard.module import Latency
from sscard_desktop.devices.idcard.readers import SerialCardReaders
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from tests.devices.idcard.test_port import QUICK
from tests.helpers.readerpeer import ScriptedPeer, wire


def port(device: str, vid: int | None = None, pid: int | None = None, number: str | None = None) -> ListPortInfo:
    info = ListPortInfo(device, skip_link_detection=True)
    info.vid, info.pid, info.serial_number = vid, pid, number
    if vid is not None:
        info.description = "USB Serial"
    return info


@pytest.fixture
def plugged_in(monkeypatch: pytest.MonkeyPatch) -> list[ListPortInfo]:
    present: list[ListPortInfo] = []
    monkeypatch.setattr(discovery.list_ports, "comports", lambda: list(present))
    return present


def test_ports_are_listed_likely_readers_first(plugged_in: list[ListPortInfo]) -> None:
    plugged_in += [port("/dev/ttyS0"), port("/dev/ttyACM0", 0x2341, 0x0043), port("/dev/ttyUSB0", 0x1A86, 0x7523)]
    found = discovery.ports()
    assert [item.device for item in found] == ["/dev/ttyUSB0", "/dev/ttyACM0", "/dev/ttyS0"]
    assert [item.known_reader for item in found] == [True, False, False]
    assert [item.usb_id for item in found] == ["1a86:7523", "2341:0043", ""]
    assert all(item.description not in {"", "n/a"} for item in found)


def test_a_device_is_found_again_under_another_name(plugged_in: list[ListPortInfo]) -> None:
    plugged_in.append(port("/dev/ttyUSB0", 0x1A86, 0x7523, "A1"))
    device = discovery.ports()[0].id
    assert device == "1a86:7523:A1"
    plugged_in[:] = [port("/dev/ttyUSB1", 0x1A86, 0x7523, "A1"), port("/dev/ttyUSB2", 0x1A86, 0x7523, "B2")]
    assert discovery.port_of(device, discovery.ports(), before="/dev/ttyUSB0") == "/dev/ttyUSB1"
    assert discovery.port_of("1a86:7523:C3", discovery.ports()) == ""


def test_of_two_devices_that_look_the_same_only_the_old_name_tells(plugged_in: list[ListPortInfo]) -> None:
    plugged_in += [port("/dev/ttyUSB0", 0x1A86, 0x7523), port("/dev/ttyUSB1", 0x1A86, 0x7523)]
    found = discovery.ports()
    assert discovery.port_of(found[0].id, found) == ""
    assert discovery.port_of(found[0].id, found, before="/dev/ttyUSB1") == "/dev/ttyUSB1"


def test_a_port_without_usb_has_no_identity(plugged_in: list[ListPortInfo]) -> None:
    plugged_in.append(port("/dev/ttyS0"))
    assert discovery.ports()[0].id == ""
    assert discovery.port_of("", discovery.ports()) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a network line has no speed")
@pytest.mark.parametrize("baud", [115200, 57600, 9600])
def test_the_speed_of_a_reader_is_found(baud: int) -> None:
    with SimulatedCardReader(today=date(2026, 11, 21), latency=Latency()) as reader:
        with serial.serial_for_url(reader.url, baudrate=115200, timeout=2) as line:
            line.write(wire(f"req_baud_{baud}"))
            assert line.read(11) == wire("resp_ok")
        assert discovery.answering_speed(reader.url, timing=QUICK) == baud


def test_a_port_without_a_reader_has_no_speed() -> None:
    with ScriptedPeer({"11FF": [b""]}) as peer:
        with pytest.raises(NoAnswerError, match="silent"):
            discovery.answering_speed(peer.url, timing=QUICK)
        assert SerialCardReaders(timing=QUICK).probe_speed(peer.url) is None
