# SPDX-License-Identifier: Apache-2.0
"""Has the vendor's library decode a chip photo in a process of its own, and believes nothing that it says.

Answers for an end within the limit whatever the library does, crashing, hanging and writing nonsense included, for a
picture that has the one shape there is, and for files that are overwritten and gone afterwards. Each failure says which
it was. Refuses to ship, download or look for a library: the office names the file.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from sscard_desktop.devices.idcard.wlt import child
from sscard_desktop.devices.idcard.wlt.binaries import check_fits
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError

_log = logging.getLogger(__name__)

WLT_BYTES = 1024
WIDTH_PX, HEIGHT_PX = 102, 126
BMP_BYTES = 54 + HEIGHT_PX * 308
"""A row has 306 bytes, filled up to 308."""

LIMIT_S = 8.0
_FAREWELL_S = 1.0
_LONGEST_ANSWER = 1 << 18
_MEMORY_FOLDER = Path("/dev/shm")
_RETURNED = {
    0: "chipphoto.call",
    -1: "chipphoto.decoding",
    -2: "chipphoto.file_name",
    -3: "chipphoto.file",
    -4: "chipphoto.format",
    -5: "chipphoto.licence",
    -6: "chipphoto.device",
}
"""What the libraries say when they fail, as their callers in the field know it; anything else is told as a number."""

_WELL = 1


class VendorPhotos:
    """Implements ``services.ports.ChipPhotos``.

    Args:
        limit_s: how long one photo may take.
        command: what starts the child process; by default this program itself.
    """

    def __init__(self, *, limit_s: float = LIMIT_S, command: tuple[str, ...] | None = None) -> None:
        self._limit_s = limit_s
        self._command = command or _ourselves()

    def check(self, library: str) -> str:
        """Return the function that a library decodes with, after it was loaded once.

        Raises ``EnvironmentFailedError`` (``chipphoto.*``).
        """
        outcome, _ = self._run(library, b"")
        return outcome.entry

    def decode(self, library: str, photo: bytes) -> bytes:
        """Return a chip photo as a BMP of 102 × 126 pixels.

        Raises ``EnvironmentFailedError`` (``chipphoto.*``), ``InvalidInputError("chipphoto.no_photo")`` for what isn't
        1024 bytes.
        """
        if len(photo) != WLT_BYTES:
            raise InvalidInputError("chipphoto.no_photo")
        outcome, picture = self._run(library, photo)
        if outcome.code != _WELL and outcome.code in _RETURNED and not _is_picture(picture):
            raise EnvironmentFailedError(_RETURNED[outcome.code], code=outcome.code)
        if outcome.entry == "GetBmp" and outcome.code != _WELL:
            known = _RETURNED.get(outcome.code or 0, "chipphoto.returned")
            raise EnvironmentFailedError(known, code=outcome.code or 0)
        if not _is_picture(picture):
            raise EnvironmentFailedError("chipphoto.wrong_picture", count=len(picture))
        return picture

    def _run(self, library: str, photo: bytes) -> tuple[child.Outcome, bytes]:
        path = Path(library)
        check_fits(path)
        with _private_folder() as folder:
            job = child.Job(str(path.absolute()), str(folder), bool(photo))
            answer = self._ask(json.dumps(asdict(job)).encode("ascii") + b"\n" + photo, folder)
        head, _, picture = answer.partition(b"\n")
        try:
            outcome = child.Outcome(**json.loads(head))
        except (ValueError, TypeError) as error:
            raise EnvironmentFailedError("chipphoto.crashed", file=path.name) from error
        if outcome.status == child.LOAD_FAILED:
            raise EnvironmentFailedError("chipphoto.load", file=path.name)
        if outcome.status == child.NO_ENTRY:
            raise EnvironmentFailedError("chipphoto.no_entry", file=path.name)
        return outcome, picture

    def _ask(self, question: bytes, folder: Path) -> bytes:
        """Return what the child answered, ``b""`` if it ended without; ``chipphoto.too_slow`` after the limit."""
        began = time.monotonic()
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                cwd=folder,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise EnvironmentFailedError("chipphoto.no_process") from error
        answer = bytearray()
        with process:
            reading = threading.Thread(target=_read_into, args=(answer, process), daemon=True)
            try:
                with contextlib.suppress(OSError):
                    # A few hundred bytes more than a kilobyte: the pipe takes them at once.
                    assert process.stdin is not None
                    process.stdin.write(question)
                    process.stdin.close()
                reading.start()
                # For the child itself, not for the end of its output: a library may leave others behind that hold it.
                process.wait(self._limit_s)
                late = False
            except subprocess.TimeoutExpired:
                late = True
            finally:
                _end(process)
            reading.join(_FAREWELL_S)
        _log.info("chip photo: %d bytes after %d ms", len(answer), (time.monotonic() - began) * 1000)
        if late:
            raise EnvironmentFailedError("chipphoto.too_slow", seconds=round(self._limit_s))
        return bytes(answer)


def _read_into(answer: bytearray, process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    with contextlib.suppress(OSError, ValueError):
        while len(answer) < _LONGEST_ANSWER and (piece := process.stdout.read(_LONGEST_ANSWER)):
            answer += piece
    if len(answer) >= _LONGEST_ANSWER:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child, and what a library may have started from it."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _is_picture(data: bytes) -> bool:
    """Whether it is a BMP of the one shape that a chip photo has, in 24 bits and as long as it says."""
    if len(data) != BMP_BYTES or data[:2] != b"BM":
        return False
    width = int.from_bytes(data[18:22], "little", signed=True)
    height = int.from_bytes(data[22:26], "little", signed=True)
    start = int.from_bytes(data[10:14], "little")
    bits, packing = int.from_bytes(data[28:30], "little"), int.from_bytes(data[30:34], "little")
    return (start, width, abs(height), bits, packing) == (54, WIDTH_PX, HEIGHT_PX, 24, 0)


def _ourselves() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (sys.executable, child.FLAG)
    return (sys.executable, "-I", child.__file__)


@contextlib.contextmanager
def _private_folder() -> Iterator[Path]:
    """Give a folder for us alone, in memory where there is such a place, and leave nothing of it."""
    where = _MEMORY_FOLDER if os.access(_MEMORY_FOLDER, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="sscard-", dir=where))
    try:
        yield folder
    finally:
        for file in folder.rglob("*"):
            with contextlib.suppress(OSError):
                if file.is_file() and not file.is_symlink():
                    file.write_bytes(bytes(min(file.stat().st_size, _LONGEST_ANSWER)))
        shutil.rmtree(folder, ignore_errors=True)
