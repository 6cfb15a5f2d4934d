# SPDX-License-Identifier: Apache-2.0
"""Every test of the window runs dressed as the product is, and leaves no thread behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui import fonts, theme


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["sscard-desktop-tests"]


@pytest.fixture(scope="session")
def dressed_app(qapp: QApplication) -> QApplication:
    fonts.load(qapp)
    theme.apply(qapp, theme.Look())
    return qapp


@pytest.fixture(autouse=True)
def dressed(dressed_app: QApplication) -> QApplication:
    return dressed_app


PATIENCE_S = 2


@pytest.fixture(scope="module", autouse=True)
def no_dangling_lanes() -> Iterator[None]:
    """Fail the module that leaves a lane running: its own window ends with it."""
    before = set(threading.enumerate())
    yield
    fail_for(left_of(before))


@pytest.fixture(autouse=True)
def no_dangling_threads() -> Iterator[None]:
    """Fail the test that leaves a thread running.

    A window that lives as long as its module begins a lane when there is first something in it to do.
    """
    before = set(threading.enumerate())
    yield
    lives_on = any(is_lane(thread) for thread in before)
    fail_for([thread for thread in left_of(before) if not (lives_on and is_lane(thread))])


def is_lane(thread: threading.Thread) -> bool:
    """Return whether a thread is one of a window's lanes."""
    return "-lane_" in thread.name


def left_of(before: set[threading.Thread]) -> list[threading.Thread]:
    """Return the threads that weren't there before and don't end."""
    left = []
    for thread in threading.enumerate():
        if thread not in before and not thread.name.startswith("Dummy-"):
            # What was told to end may take a moment for it; a lane waits for work.
            if not is_lane(thread):
                thread.join(PATIENCE_S)
            left += [thread] if thread.is_alive() else []
    return left


def fail_for(left: list[threading.Thread]) -> None:
    """Fail for threads that were left running."""
    if left:
        pytest.fail(f"threads left running: {', '.join(thread.name for thread in left)}", pytrace=False)
