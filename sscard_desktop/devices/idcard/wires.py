# SPDX-License-Identifier: Apache-2.0
"""The near end of a reader's line, as bytes: a serial port or network address through pySerial.

Answers for opening it and for telling why it can't be opened. Refuses to know what the bytes mean (:mod:`.line`).
"""

from __future__ import annotations

import errno
import sys
from typing import Protocol

import serial

from sscard_desktop.devices.idcard import obstacles
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError

if sys.platform == "win32":
    WIRE_ERRORS: tuple[type[Exception], ...] = (serial.SerialException, OSError, ValueError, TypeError)
else:
    import termios

    # termios.error is no OSError, and pySerial lets it through; TypeError comes from a port closed under its hands
    WIRE_ERRORS = (serial.SerialException, OSError, ValueError, TypeError, termios.error)


class Wire(Protocol):
    """An open line. Every method may raise any of ``WIRE_ERRORS`` once the device is gone."""

    def read(self, count: int, /) -> bytes:
        """Return what arrives within one slice of time: ``count`` bytes at most, or one report; ``b""`` for nothing."""

    def write(self, data: bytes, /) -> object:
        """Send; raises ``serial.SerialTimeoutException`` when nobody takes it in time."""

    def close(self) -> None:
        """Close. Idempotent."""


class SerialWire:
    """A serial port or network address. See :class:`Wire`."""

    def __init__(self, url: str, *, baud: int, slice_s: float) -> None:
        try:
            self._port = serial.serial_for_url(
                url,
                do_not_open=True,
                baudrate=baud,
                timeout=slice_s,
                write_timeout=1.0,
                exclusive=True,
            )
            # WORKAROUND(pySerial 3.5): socket:// empties its input on opening until nothing comes any more, which is
            # never with a peer that talks without end. The line drains for itself, with a limit.
            self._port.reset_input_buffer = lambda: None  # type: ignore[method-assign]
            self._port.open()
        except Exception as error:
            # Anything: each protocol of pySerial has its own way to dislike a name.
            raise _opening_error(url, error) from error

    def read(self, count: int, /) -> bytes:
        """See :class:`Wire`."""
        return bytes(self._port.read(count))

    def write(self, data: bytes, /) -> None:
        """See :class:`Wire`."""
        # No flush: it waits for the last bit without a limit, and a hanging adapter would hang the counter.
        self._port.write(data)

    def close(self) -> None:
        """See :class:`Wire`."""
        # WORKAROUND(pySerial 3.5): socket:// leaves its socket open when the other side was faster.
        left_open = getattr(self._port, "_socket", None)
        try:
            self._port.close()
        finally:
            if left_open is not None:
                left_open.close()


def _opening_error(url: str, error: Exception) -> SscardError:
    if isinstance(error, ValueError) and not isinstance(error, serial.SerialException):
        return EnvironmentFailedError("reader.port_name", port=url)
    # socket:// hides the system's error in the context, Windows in the text
    cause = error.__context__ if getattr(error, "errno", None) is None else error
    number = getattr(cause, "errno", None)
    text = str(error)
    if number == errno.ENOENT or "FileNotFoundError" in text:
        return EnvironmentFailedError("reader.port_missing", port=url)
    if number == errno.EACCES and sys.platform != "win32":
        return obstacles.refused(url)
    if number in {errno.EBUSY, errno.EAGAIN, errno.EACCES} or "PermissionError" in text:
        return obstacles.held(url)
    if number == errno.ECONNREFUSED:
        return EnvironmentFailedError("reader.port_refused", port=url)
    return EnvironmentFailedError("reader.port_failed", port=url)
