# SPDX-License-Identifier: Apache-2.0
"""Asks a program that was just unpacked to prove itself: its own ``--selftest``, in a process of its own.

It runs before anything points at it. What it prints is kept in its last lines, for whoever has to tell support.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sscard_desktop.domain.errors import InvalidInputError

LONGEST_S = 300.0
"""A self-test takes seconds; the first run under a virus scanner minutes."""
_SHOWN = 160
_OWN = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
"""What a frozen program's boot loader and hooks set for itself."""


def program_name(platform: str) -> str:
    """Return the file name of the program on a platform such as ``windows-x86_64``."""
    return "sscard-desktop.exe" if platform.startswith("windows-") else "sscard-desktop"


def prove(program: Path, version: str, *, longest_s: float = LONGEST_S) -> None:
    """Run a program's version and self-test.

    Raises:
        InvalidInputError: ``update.selftest_failed`` (``version``, ``found``): it doesn't run here, says that it is
            another version, a part of it fails, or it doesn't come to an end.
    """
    told = _run([str(program), "--version"], longest_s)
    if told.returncode or told.stdout.split()[-1:] != [version]:
        raise InvalidInputError("update.selftest_failed", version=version, found=_last_line(told))
    told = _run([str(program), "--selftest"], longest_s)
    if told.returncode:
        raise InvalidInputError("update.selftest_failed", version=version, found=_last_line(told))


def _run(command: list[str], longest_s: float) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("_PYI_")}
    for name in _OWN:
        before = surroundings.pop(f"{name}_ORIG", "")
        if name in surroundings and getattr(sys, "frozen", False):
            del surroundings[name]
            if before:
                surroundings[name] = before
    surroundings |= {"PYINSTALLER_RESET_ENVIRONMENT": "1", "QT_QPA_PLATFORM": "offscreen"}
    try:
        return subprocess.run(
            command,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=longest_s,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -1, stdout=f"> {longest_s:.0f} s")
    except OSError as error:
        return subprocess.CompletedProcess(command, -1, stdout=error.strerror or "")


def _last_line(told: subprocess.CompletedProcess[str]) -> str:
    """Return what failed: the first line that says ✗, else the last one."""
    lines = [line.strip() for line in (told.stdout or "").splitlines() if line.strip()]
    failed = [line for line in lines if line.startswith(("✗", "✕"))]
    line = (failed or lines[-1:] or [str(told.returncode)])[0]
    return "".join(sign for sign in line if sign.isprintable())[:_SHOWN]
