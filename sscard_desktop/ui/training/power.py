# SPDX-License-Identifier: Apache-2.0
"""The power cut of a lesson: this process is killed as it stands, and the program comes up again by itself.

Nothing is stored, closed or said first: what is there afterwards is what a real power cut would have left.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def own_command(arguments: Sequence[str]) -> list[str]:
    """Return the command line that starts this program with these arguments, from a checkout or a frozen build."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "sscard_desktop"]
    return [*program, *arguments]


def start_beside(arguments: Sequence[str]) -> None:
    """Start the program once more, with a life of its own.

    Raises:
        OSError: the system doesn't start it.
    """
    subprocess.Popen(
        own_command(arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        start_new_session=True,
    )


def cut(folder: Path, language: str) -> None:
    """Kill this process, and have the training station of this folder come up again."""
    start_beside(["--training", "--data-dir", str(folder), "--lang", language])
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
