# SPDX-License-Identifier: Apache-2.0
"""Which serial ports there are, which of them may be a reader, and at what speed it talks.

Listing asks the system only. Trying speeds writes to whatever is plugged in, so it is done on request or on adapters
that readers are built with, never on an unknown port.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from sscard_desktop.devices.idcard.adapters import KNOWN_ADAPTERS
from sscard_desktop.devices.idcard.commands import SPEEDS, STATUS
from sscard_desktop.devices.idcard.dialects import SAM
from sscard_desktop.devices.idcard.dialects.dialect import Dialect
from sscard_desktop.devices.idcard.line import NoAnswerError, Timing
from sscard_desktop.devices.idcard.oneshot import open_line
from sscard_desktop.domain.reader import ReaderPort


def ports() -> list[ReaderPort]:
    """Return the serial ports, likely readers first."""
    found = [_described(info) for info in list_ports.comports()]
    return sorted(found, key=lambda port: (not port.known_reader, not port.usb_id, port.device))


def port_of(device: str, present: Sequence[ReaderPort], *, before: str = "") -> str:
    """Return the port name that a device has now; ``""`` when it is gone, or when nobody can say which one it is.

    Args:
        device: its :attr:`~sscard_desktop.domain.reader.ReaderPort.id`.
        present: the ports that there are.
        before: the name that it had; decides between devices that look the same, as adapters without a number do.
    """
    same = [port.device for port in present if device and port.id == device]
    if before in same:
        return before
    return same[0] if len(same) == 1 else ""


def answering_speed(
    url: str,
    *,
    speeds: Sequence[int] = SPEEDS,
    timing: Timing | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    dialect: Dialect = SAM,
) -> int:
    """Return the speed at which a reader answers on ``url``. Takes about a second for each that it doesn't answer at.

    Raises ``NoAnswerError`` with what was heard at the first of ``speeds`` (``reader.silent``, ``reader.garbled``), or
    like :class:`~sscard_desktop.devices.idcard.line.Line` when the port can't be opened.
    """
    codes = []
    for baud in speeds if dialect.has_speed else speeds[:1]:
        line = open_line(url, baud=baud, timing=timing or Timing(), cancelled=cancelled, dialect=dialect)
        with contextlib.closing(line):
            try:
                line.exchange(STATUS)
            except NoAnswerError as error:
                codes.append(error.code)
                continue
            return baud
    raise NoAnswerError(codes[0], port=url)


def _described(info: ListPortInfo) -> ReaderPort:
    on_usb = info.vid is not None and info.pid is not None
    description = info.description if info.description not in {None, "n/a"} else info.name
    return ReaderPort(
        device=info.device,
        description=description or info.device,
        usb_id=f"{info.vid:04x}:{info.pid:04x}" if on_usb else "",
        known_reader=on_usb and (info.vid, info.pid) in KNOWN_ADAPTERS,
        serial_number=(info.serial_number or "").strip() if on_usb else "",
    )
