# SPDX-License-Identifier: Apache-2.0
"""Waiting for what other threads do, without holding them up."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication


def until(holds: Callable[[], bool], *, timeout_s: float = 20) -> None:
    """Let the window live until ``holds``; fails after ``timeout_s``.

    Looked at each millisecond: pytest-qt's ``waitUntil`` looks each ten, and tests of a window wait thousands of times.
    Qt's ``qWait`` would keep the interpreter's lock, and the lanes would stand still.
    """
    deadline = time.monotonic() + timeout_s
    while not holds():
        assert time.monotonic() < deadline, f"not within {timeout_s} s"
        QApplication.processEvents()
        time.sleep(0.001)
