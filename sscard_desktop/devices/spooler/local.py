# SPDX-License-Identifier: Apache-2.0
"""The line to this machine's CUPS: a socket in the file system, never the network.

``CUPS_SERVER`` is heeded where it names such a socket. A server of another machine isn't asked: the program promises to
stay off the network, and the system's own print dialog serves who prints by one.
"""

from __future__ import annotations

import os
import socket
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from sscard_desktop.devices.spooler.ipp import Answer, answer
from sscard_desktop.domain.errors import EnvironmentFailedError

PATIENCE_S = 10.0
LARGEST_ANSWER_BYTES = 8 << 20
_USUAL = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")


def find_socket() -> Path | None:
    """Return CUPS's socket, ``None`` where there is none."""
    named = os.environ.get("CUPS_SERVER", "")
    for place in (named,) if named.startswith("/") else _USUAL:
        try:
            if Path(place).is_socket():
                return Path(place)
        except OSError:
            continue
    return None


class _SocketConnection(HTTPConnection):
    def __init__(self, place: Path, timeout_s: float) -> None:
        super().__init__("localhost", timeout=timeout_s)
        self._place = place

    def connect(self) -> None:
        if sys.platform == "win32":
            raise OSError("no CUPS on Windows")
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._place))


def ask(resource: str, request: bytes, document: bytes = b"", *, timeout_s: float = PATIENCE_S) -> Answer:
    """Send a request, and the document behind it, and return the answer.

    Args:
        resource: the path on CUPS, such as ``/printers/laser``.
        timeout_s: how long each step of the line may take.

    Raises:
        EnvironmentFailedError: ``printer.no_spooler`` (there is none), ``printer.spooler_silent`` (it doesn't answer,
            or not as CUPS does), ``printer.not_allowed`` (it wants a password, or this user may not print).
    """
    place = find_socket()
    if place is None:
        raise EnvironmentFailedError("printer.no_spooler")
    connection = _SocketConnection(place, timeout_s)
    try:
        headers = {"Content-Type": "application/ipp", "Content-Length": str(len(request) + len(document))}
        # In two pieces: a unit's forms are 200 MB, and need no second copy.
        connection.request("POST", resource, iter((request, document)) if document else request, headers)
        response = connection.getresponse()
        if response.status in (401, 403, 426):
            raise EnvironmentFailedError("printer.not_allowed")
        content = response.read(LARGEST_ANSWER_BYTES + 1)
        if response.status != 200 or len(content) > LARGEST_ANSWER_BYTES:
            raise EnvironmentFailedError("printer.spooler_silent")
        return answer(content)
    except (OSError, HTTPException, ValueError) as error:
        raise EnvironmentFailedError("printer.spooler_silent") from error
    finally:
        connection.close()
