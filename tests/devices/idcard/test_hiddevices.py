# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

from sscard_desktop.devices.idcard.hiddevices import hid_devices

READER = bytes.fromhex("0600FF0901A101")
KEYBOARD = bytes.fromhex("05010906A101")


def device(folder: Path, name: str, descriptor: bytes, uevent: str) -> None:
    place = folder / name / "device"
    place.mkdir(parents=True)
    (place / "report_descriptor").write_bytes(descriptor)
    (place / "uevent").write_text(uevent, encoding="utf-8")


def test_devices_with_reports_of_their_own_are_listed_and_keyboards_are_not(tmp_path: Path) -> None:
    device(tmp_path, "hidraw0", KEYBOARD, "HID_ID=0003:0000046D:0000C31C\nHID_NAME=Keyboard\n")
    device(tmp_path, "hidraw1", READER, "HID_ID=0003:00001234:00005678\nHID_NAME=Some dongle\n")
    device(tmp_path, "hidraw2", READER, "HID_ID=0003:0000261A:0000000C\nHID_NAME=ID reader\nHID_UNIQ=A7\n")
    device(tmp_path, "hidraw3", READER, "HID_NAME=says nothing\n")
    device(tmp_path, "hidraw4", b"", "")
    found = hid_devices(tmp_path)
    assert [(port.device, port.usb_id) for port in found] == [
        ("/dev/hidraw2", "261a:000c"),
        ("/dev/hidraw1", "1234:5678"),
    ]
    assert found[0].id == "261a:000c:A7"
    assert not any(port.known_reader for port in found)


def test_a_system_without_such_devices_has_none(tmp_path: Path) -> None:
    assert hid_devices(tmp_path / "nothing") == []
