# SPDX-License-Identifier: Apache-2.0
"""Which serial ports there are, which of them may be a reader, and at what speed it talks.

Listing asks the system only. Trying speeds writes to whatever is plugged in, so it is done on request, never by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from sscard_desktop.devices.idcard.commands import SPEEDS, STATUS
from sscard_desktop.devices.idcard.line import Line, NoAnswerError, Timing
from sscard_desktop.domain.reader import ReaderPort

KNOWN_ADAPTERS = frozenset(
    {
        (0x1A86, 0x7523),  # CH340
        (0x1A86, 0x5523),  # CH341
        (0x1A86, 0x55D4),  # CH9102
        (0x10C4, 0xEA60),  # CP210x
        (0x0403, 0x6001),  # FT232R
        (0x0403, 0x6015),  # FT-X
        (0x067B, 0x2303),  # PL2303
    }
)
"""USB ids of the serial adapters inside readers. A hint for the clerk's choice: other devices use the same ones."""


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """What stays the same about a USB device when it is plugged in again, maybe under another name."""

    vid: int
    pid: int
    serial_number: str


def ports() -> list[ReaderPort]:
    """Return the serial ports, likely readers first."""
    found = [_described(info) for info in list_ports.comports()]
    return sorted(found, key=lambda port: (not port.known_reader, not port.usb_id, port.device))


def identity(url: str) -> UsbIdentity | None:
    """Return the USB identity of the device behind a port name, ``None`` for anything that isn't one on USB."""
    for info in list_ports.comports():
        if info.device == url and info.vid is not None and info.pid is not None:
            return UsbIdentity(info.vid, info.pid, info.serial_number or "")
    return None


def find_again(device: UsbIdentity) -> str | None:
    """Return the port name that the device has now; ``None`` when it is gone, or when two look the same."""
    same = [
        info.device
        for info in list_ports.comports()
        if (info.vid, info.pid, info.serial_number or "") == (device.vid, device.pid, device.serial_number)
    ]
    return same[0] if len(same) == 1 else None


def probe_speed(url: str, *, timing: Timing | None = None, cancelled: Callable[[], bool] = lambda: False) -> int | None:
    """Return the speed at which a reader answers on ``url``, ``None`` when none does. Takes up to about six seconds.

    Raises like :class:`~sscard_desktop.devices.idcard.line.Line` when the port can't be opened.
    """
    for baud in SPEEDS:
        with Line(url, baud=baud, timing=timing, cancelled=cancelled) as line:
            try:
                line.exchange(STATUS)
            except NoAnswerError:
                continue
            return baud
    return None


def _described(info: ListPortInfo) -> ReaderPort:
    on_usb = info.vid is not None and info.pid is not None
    description = info.description if info.description not in {None, "n/a"} else info.name
    return ReaderPort(
        device=info.device,
        description=description or info.device,
        usb_id=f"{info.vid:04x}:{info.pid:04x}" if on_usb else "",
        known_reader=on_usb and (info.vid, info.pid) in KNOWN_ADAPTERS,
    )
