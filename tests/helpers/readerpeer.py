# SPDX-License-Identifier: Apache-2.0
"""A reader of the tests' own, written from the protocol's description and the corpus, not from the program's code.

It answers each command from a script: ``{"3001": [first answer, second answer, …]}``, the last one for ever. An answer
is bytes, a list of bytes and pauses (seconds), or a function of the peer. On a pseudo-terminal or behind ``socket://``.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Self

from tests.helpers.corpus import entries

Answer = bytes | Sequence[bytes | float] | Callable[["ScriptedPeer"], "Answer"]
Script = Mapping[str, Sequence[Answer]]

TRANSPORTS = ["tcp"] if sys.platform == "win32" else ["pty", "tcp"]


def wire(identifier: str) -> bytes:
    """Return a corpus entry's bytes."""
    return entries()[identifier].data


WELL: dict[str, Sequence[Answer]] = {
    "10FF": [wire("resp_ok")],
    "11FF": [wire("resp_ok")],
    "12FF": [wire("resp_samid")],
    "2001": [wire("resp_find_ok_zero")],
    "2002": [wire("resp_select_ok")],
    "3001": [wire("resp_base_resident")],
    "3003": [wire("resp_newaddr_none")],
}


class ScriptedPeer:
    """Speaks from a script; ``requests`` remembers what it was asked, as hexadecimal CMD PARA."""

    def __init__(self, script: Script, *, transport: str = "tcp", chatter: bytes = b"") -> None:
        self.script = {**WELL, **script}
        self.requests: list[str] = []
        self._chatter = chatter
        self._transport = transport
        self._buffer = b""
        self._stop = threading.Event()
        self._client: socket.socket | None = None
        if transport == "pty":
            import tty

            self._master, self._slave = os.openpty()
            tty.setraw(self._slave)
            os.set_blocking(self._master, False)
            self.url = os.ttyname(self._slave)
        else:
            self._listener = socket.create_server(("127.0.0.1", 0))
            self.url = f"socket://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._run, daemon=True, name="scripted peer")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()
        self.vanish()

    def vanish(self) -> None:
        """Let the line disappear."""
        if self._transport == "pty":
            for end in (self._master, self._slave):
                with contextlib.suppress(OSError):
                    os.close(end)
        else:
            for end_ in (self._client, self._listener):
                if end_ is not None:
                    end_.close()
            self._client = None
        self._stop.set()

    def send(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            if self._transport == "pty":
                os.write(self._master, data)
            elif self._client is not None:
                self._client.send(data)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._buffer += self._receive()
            if self._chatter:
                self.send(self._chatter)
            self._serve()

    def _receive(self) -> bytes:
        try:
            if self._transport == "pty":
                ready = select.select([self._master], [], [], 0.005)[0]
                return os.read(self._master, 4096) if ready else b""
            source = self._client or self._listener
            if not select.select([source], [], [], 0.005)[0]:
                return b""
            if self._client is None:
                self._client = self._listener.accept()[0]
                self._client.setblocking(False)
                return b""
            data = self._client.recv(4096)
            if not data:
                self._client.close()
                self._client = None
            return data
        except (OSError, ValueError):
            return b""

    def _serve(self) -> None:
        while (start := self._buffer.find(b"\xaa\xaa\xaa\x96\x69")) >= 0:
            frame = self._buffer[start:]
            if len(frame) < 7 or len(frame) < 7 + int.from_bytes(frame[5:7], "big"):
                return
            end = 7 + int.from_bytes(frame[5:7], "big")
            self._buffer = frame[end:]
            self._reply(frame[7:9].hex().upper())

    def _reply(self, command: str) -> None:
        count = self.requests.count(command)
        self.requests.append(command)
        answers = self.script.get(command, [wire("resp_err_21")])
        answer = answers[min(count, len(answers) - 1)]
        while callable(answer):
            answer = answer(self)
        for part in [answer] if isinstance(answer, bytes) else answer:
            if isinstance(part, bytes):
                self.send(part)
            else:
                time.sleep(part)
