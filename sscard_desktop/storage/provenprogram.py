# SPDX-License-Identifier: Apache-2.0
"""Asks a program that was just unpacked to prove itself: its own ``--selftest``, in a process of its own.

It runs before anything points at it. What it prints is kept in its last lines, for whoever has to tell support.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import Progress

_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
LONGEST_S = 300.0
"""A self-test takes seconds; the first run under a virus scanner minutes."""
_LOOK_S = 0.2
_SHOWN = 160
_MOST_SAID = 1 << 20
_OWN = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
"""What a frozen program's boot loader and hooks set for itself."""


def this_platform() -> str:
    """Return what a frozen program for this machine is called, such as ``linux-x86_64``."""
    machine = platform.machine().lower()
    system = "windows" if sys.platform == "win32" else sys.platform
    return f"{system}-{_MACHINES.get(machine, machine)}"


def program_name(kind: str) -> str:
    """Return the file name of the program on a platform such as ``windows-x86_64``."""
    return "sscard-desktop.exe" if kind.startswith("windows-") else "sscard-desktop"


def prove(program: Path, version: str, progress: Progress, *, longest_s: float = LONGEST_S) -> None:
    """Run a program's version and self-test.

    Args:
        progress: asked every now and then whether to go on.

    Raises:
        InvalidInputError: ``update.selftest_failed`` (``version``, ``found``): it doesn't run here, says that it is
            another version, a part of it fails, or it doesn't come to an end.
        CancelledError: ``progress`` said so.
    """
    told = _run([str(program), "--version"], progress, longest_s)
    if told.code or told.text.split()[-1:] != [version]:
        raise InvalidInputError("update.selftest_failed", version=version, found=told.reason())
    told = _run([str(program), "--selftest"], progress, longest_s)
    if told.code:
        raise InvalidInputError("update.selftest_failed", version=version, found=told.reason())


@dataclass(frozen=True, slots=True)
class _Told:
    code: int
    text: str

    def reason(self) -> str:
        """Return what failed: the first line that says ✗, else the last one."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        failed = [line for line in lines if line.startswith(("✗", "✕"))]
        line = (failed or lines[-1:] or [str(self.code)])[0]
        return "".join(sign for sign in line if sign.isprintable())[:_SHOWN]


def _run(command: list[str], progress: Progress, longest_s: float) -> _Told:
    until = time.monotonic() + longest_s
    # A file, not a pipe: one that isn't read would fill up and hold the program.
    with tempfile.TemporaryFile() as said:
        try:
            child = subprocess.Popen(
                command,
                env=_surroundings(),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            return _Told(-1, error.strerror or "")
        try:
            while (code := _ended(child)) is None:
                progress.report(1, 1)
                if time.monotonic() > until:
                    return _Told(-1, f"> {longest_s:.0f} s")
        finally:
            child.kill()
            child.wait()
        said.seek(0)
        return _Told(code, said.read(_MOST_SAID).decode("utf-8", "replace"))


def _ended(child: subprocess.Popen[bytes]) -> int | None:
    try:
        return child.wait(_LOOK_S)
    except subprocess.TimeoutExpired:
        return None


def _surroundings() -> dict[str, str]:
    """Return the environment without what this program's own boot loader and hooks set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("_PYI_")}
    for name in _OWN if getattr(sys, "frozen", False) else ():
        kept.pop(name, None)
        before = kept.pop(f"{name}_ORIG", "")
        if before:
            kept[name] = before
    return kept | {"PYINSTALLER_RESET_ENVIRONMENT": "1", "QT_QPA_PLATFORM": "offscreen"}
