# SPDX-License-Identifier: Apache-2.0
"""A reader that is no serial port but a USB HID device: one report out, one report in (Linux, ``/dev/hidraw*``).

Answers for reports of :data:`REPORT_BYTES` without a report number, which is what the readers known to us use. Refuses
other systems: on Windows it would go through the HID driver's own calls, which nobody here could try.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
import sys

import serial

from sscard_desktop.devices.idcard import obstacles
from sscard_desktop.domain.errors import EnvironmentFailedError

REPORT_BYTES = 64
"""Length of a report, without its number: what full-speed HID devices use."""

_NO_NUMBER = b"\0"
"""What the driver wants before a report of a device that doesn't number its reports."""

_WRITE_S = 1.0


class HidWire:
    """One open HID device; see :class:`~sscard_desktop.devices.idcard.wires.Wire`.

    Raises ``EnvironmentFailedError`` like :class:`~sscard_desktop.devices.idcard.wires.SerialWire`, and
    ``reader.hid_not_here`` on systems where it wasn't tried.
    """

    def __init__(self, url: str, *, slice_s: float) -> None:
        if sys.platform != "linux":
            raise EnvironmentFailedError("reader.hid_not_here", port=url)
        if "://" in url:
            raise EnvironmentFailedError("reader.port_name", port=url)
        self._slice_s = slice_s
        try:
            self._file = os.open(url, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        except (OSError, ValueError) as error:
            number = getattr(error, "errno", None)
            if number == errno.ENOENT:
                raise EnvironmentFailedError("reader.port_missing", port=url) from error
            if number in {errno.EACCES, errno.EPERM}:
                raise obstacles.refused(url) from error
            raise EnvironmentFailedError("reader.port_failed", port=url) from error

    def read(self, count: int, /) -> bytes:
        """Return one report, or a part of it where a stand-in has no reports; ``count`` says nothing here."""
        del count
        if not select.select([self._file], [], [], self._slice_s)[0]:
            return b""
        with contextlib.suppress(BlockingIOError):
            report = os.read(self._file, REPORT_BYTES)
            if not report:
                raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
            return report
        return b""

    def write(self, data: bytes, /) -> None:
        """Send one report; shorter ones are filled up with zeros."""
        if not select.select([], [self._file], [], _WRITE_S)[1]:
            raise serial.SerialTimeoutException("the device takes no report")
        os.write(self._file, _NO_NUMBER + data.ljust(REPORT_BYTES, b"\0"))

    def close(self) -> None:
        """Close. Idempotent."""
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)
