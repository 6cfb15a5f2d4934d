# SPDX-License-Identifier: Apache-2.0
"""The far end of a serial line, for the simulated reader: a pseudo-terminal, or a TCP port where there is none."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import sys
from pathlib import Path
from typing import Protocol

from sscard_desktop.domain.errors import EnvironmentFailedError

TCP_URL = "socket://127.0.0.1:"
_LONGEST_URL_BYTES = len(TCP_URL) + 5
_PIECE_BYTES = 4096


class LineEnd(Protocol):
    """One far end. ``url`` is what the driver opens."""

    @property
    def url(self) -> str:
        """Device path or URL of the near end."""

    @property
    def speed(self) -> int | None:
        """Bits a second that the near end has set, ``None`` where lines have no speed."""

    def read(self, timeout_s: float) -> bytes:
        """Return what arrived, ``b""`` when nothing did in time."""

    def write(self, data: bytes) -> None:
        """Send; what nobody takes gets lost, as on a real line."""

    def close(self) -> None:
        """Close. The near end sees the device vanish."""


class TcpEnd:
    """A TCP port on this machine, for one driver at a time.

    Args:
        port: its number; 0 takes a free one.
    """

    def __init__(self, port: int = 0) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self._client: socket.socket | None = None

    @property
    def url(self) -> str:
        """See :class:`LineEnd`."""
        return f"{TCP_URL}{self._listener.getsockname()[1]}"

    @property
    def speed(self) -> int | None:
        """See :class:`LineEnd`."""
        return None

    def read(self, timeout_s: float) -> bytes:
        """See :class:`LineEnd`."""
        source = self._client or self._listener
        if not select.select([source], [], [], timeout_s)[0]:
            return b""
        if self._client is None:
            self._client, _ = self._listener.accept()
            self._client.setblocking(False)
            return b""
        try:
            data = self._client.recv(_PIECE_BYTES)
        except OSError:
            data = b""
        if not data:
            self._client.close()
            self._client = None
        return data

    def write(self, data: bytes) -> None:
        """See :class:`LineEnd`."""
        if self._client is not None:
            with contextlib.suppress(OSError):
                self._client.send(data)

    def close(self) -> None:
        """See :class:`LineEnd`."""
        if self._client is not None:
            self._client.close()
            self._client = None
        self._listener.close()


if sys.platform != "win32":
    import termios
    import tty

    _SPEEDS = {
        termios.B9600: 9600,
        termios.B19200: 19200,
        termios.B38400: 38400,
        termios.B57600: 57600,
        termios.B115200: 115200,
    }

    class PtyEnd:
        """A pseudo-terminal: the driver opens its other end like any serial device.

        Raises:
            EnvironmentFailedError: ``reader.no_line`` (``reason``), the system gives none.
        """

        def __init__(self) -> None:
            try:
                self._master, self._slave = os.openpty()
            except OSError as error:
                # A container or chroot without /dev/pts.
                raise EnvironmentFailedError("reader.no_line", reason=error.strerror or "") from error
            tty.setraw(self._slave)
            os.set_blocking(self._master, False)

        @property
        def url(self) -> str:
            """See :class:`LineEnd`."""
            return os.ttyname(self._slave)

        @property
        def speed(self) -> int | None:
            """See :class:`LineEnd`."""
            return _SPEEDS.get(termios.tcgetattr(self._slave)[5])

        def read(self, timeout_s: float) -> bytes:
            """See :class:`LineEnd`."""
            if not select.select([self._master], [], [], timeout_s)[0]:
                return b""
            try:
                return os.read(self._master, _PIECE_BYTES)
            except OSError:
                return b""

        def write(self, data: bytes) -> None:
            """See :class:`LineEnd`."""
            with contextlib.suppress(OSError):
                os.write(self._master, data)

        def close(self) -> None:
            """See :class:`LineEnd`."""
            for end in (self._master, self._slave):
                with contextlib.suppress(OSError):
                    os.close(end)

    def open_end(*, tcp: bool = False, port: int = 0) -> LineEnd:
        """Return a new far end: a pseudo-terminal unless TCP is asked for, there on this port."""
        return TcpEnd(port) if tcp else PtyEnd()

else:

    def open_end(*, tcp: bool = True, port: int = 0) -> LineEnd:
        """Return a new far end: TCP, as Windows has no pseudo-terminals for serial ports."""
        del tcp
        return TcpEnd(port)


def point_link(link: Path, url: str) -> None:
    """Make ``link`` lead to ``url``: a symbolic link to a device path, a text file with any other URL.

    Raises ``EnvironmentFailedError("reader.link")`` when it can't be made, or when another thing lies there.
    """
    beside = link.with_name(f".{link.name}.{os.getpid()}")
    try:
        if not _is_ours_to_replace(link):
            raise FileExistsError
        if "://" in url:
            beside.write_text(url, encoding="ascii")
        else:
            beside.symlink_to(url)
        beside.replace(link)
    except OSError as error:
        raise EnvironmentFailedError("reader.link", path=str(link)) from error


def _is_ours_to_replace(link: Path) -> bool:
    """Whether nothing lies at ``link``, or what an earlier simulator left there: never anybody's file."""
    if link.is_symlink() or not link.exists():
        return True
    if link.stat().st_size > _LONGEST_URL_BYTES:
        return False
    return link.read_text(encoding="ascii", errors="replace").startswith(TCP_URL)
