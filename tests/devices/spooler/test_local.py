# SPDX-License-Identifier: Apache-2.0
"""A spooler that is none, is silent, or answers nonsense: one error each, and never a wait without end."""

from __future__ import annotations

import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sscard_desktop.devices.spooler import local
from sscard_desktop.devices.spooler.cups import CupsSpooler
from sscard_desktop.domain.errors import EnvironmentFailedError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="CUPS is asked elsewhere than on Windows")


@contextmanager
def stranger(answer: bytes) -> Iterator[str]:
    """Listen where CUPS would, and answer every request with the same bytes."""
    with tempfile.TemporaryDirectory(prefix="sscard-") as folder, socket.socket(socket.AF_UNIX) as listening:
        place = str(Path(folder) / "s")
        listening.bind(place)
        listening.listen()

        def serve() -> None:
            while True:
                try:
                    line, _ = listening.accept()
                except OSError:
                    return
                with line:
                    line.recv(65536)
                    line.sendall(answer)
                    line.shutdown(socket.SHUT_WR)
                    while line.recv(65536):
                        pass

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield place
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _http(status: str, body: bytes) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"", "printer.spooler_silent"),
        (b"\xff" * 5000, "printer.spooler_silent"),
        (_http("200 OK", b"hello"), "printer.spooler_silent"),
        (_http("500 Oh", b""), "printer.spooler_silent"),
        (_http("401 Unauthorized", b""), "printer.not_allowed"),
        (_http("403 Forbidden", b""), "printer.not_allowed"),
        (_http("200 OK", b"\x02\x00\x04\x03\x00\x00\x00\x01\x03"), "printer.not_allowed"),
        (_http("200 OK", b"\x02\x00\x05\x00\x00\x00\x00\x01\x03"), "printer.refused"),
    ],
)
def test_what_is_no_answer_is_told(monkeypatch: pytest.MonkeyPatch, answer: bytes, code: str) -> None:
    with stranger(answer) as place:
        monkeypatch.setenv("CUPS_SERVER", place)
        with pytest.raises(EnvironmentFailedError) as told:
            CupsSpooler().printers()
    assert told.value.code == code


def test_an_answer_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "LARGEST_ANSWER_BYTES", 1000)
    with stranger(_http("200 OK", b"\x02" * 5000)) as place:
        monkeypatch.setenv("CUPS_SERVER", place)
        with pytest.raises(EnvironmentFailedError, match="spooler_silent"):
            CupsSpooler().printers()


def test_a_spooler_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="sscard-") as folder, socket.socket(socket.AF_UNIX) as listening:
        place = Path(folder) / "s"
        listening.bind(str(place))
        listening.listen()
        monkeypatch.setenv("CUPS_SERVER", str(place))
        with pytest.raises(EnvironmentFailedError, match="spooler_silent"):
            local.ask("/", b"", timeout_s=0.05)


@pytest.mark.parametrize("named", ["/no/such/socket", "/dev/null"])
def test_without_a_spooler_it_is_said(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("CUPS_SERVER", named)
    assert not CupsSpooler().there()
    with pytest.raises(EnvironmentFailedError, match="no_spooler"):
        CupsSpooler().printers()


def test_a_server_elsewhere_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "print.example.org:631")
    monkeypatch.setattr(local, "_USUAL", ("/no/such/socket",))
    assert local.find_socket() is None
