# SPDX-License-Identifier: Apache-2.0
"""USB HID devices that may be readers (Linux): those whose reports are the vendor's own, so no keyboards or mice.

Asks the system only, through ``/sys``; nothing is opened.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from sscard_desktop.domain.reader import ReaderPort

READER_VENDORS = frozenset({0x261A})
"""神思; its readers with a HID interface are the ones that drivers name."""

CLASS = Path("/sys/class/hidraw")
_NODES = Path("/dev")
_VENDOR_PAGE = 0x06
_LONGEST_NAME = 80


def hid_devices(folder: Path = CLASS) -> list[ReaderPort]:
    """Return the devices, likely readers first. None is a known reader: which way it speaks somebody has to say."""
    found = []
    with contextlib.suppress(OSError):
        for entry in sorted(folder.iterdir()):
            with contextlib.suppress(OSError, ValueError, KeyError):
                if _own_reports(entry / "device" / "report_descriptor"):
                    found.append(_described(entry))
    return sorted(found, key=lambda port: int(port.usb_id[:4], 16) not in READER_VENDORS)


def _own_reports(descriptor: Path) -> bool:
    """Whether the first usage page is a vendor's own: item 06 with a page from FF00."""
    head = descriptor.read_bytes()[:3]
    return len(head) == 3 and head[0] == _VENDOR_PAGE and head[2] == 0xFF


def _described(entry: Path) -> ReaderPort:
    told = {}
    for line in (entry / "device" / "uevent").read_text(encoding="utf-8", errors="replace").splitlines():
        key, _, value = line.partition("=")
        told[key] = value.strip()
    _, vendor, product = (int(part, 16) for part in told["HID_ID"].split(":"))
    return ReaderPort(
        device=os.fspath(_NODES / entry.name),
        description=told.get("HID_NAME", "")[:_LONGEST_NAME] or entry.name,
        usb_id=f"{vendor:04x}:{product:04x}",
        serial_number=told.get("HID_UNIQ", "")[:_LONGEST_NAME],
    )
