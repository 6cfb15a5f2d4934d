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


@pytest.fixture(autouse=True)
def no_dangling_threads() -> Iterator[None]:
    """Fail the test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    left = []
    for thread in threading.enumerate():
        if thread not in before and not thread.name.startswith("Dummy-"):
            # What was told to end may take a moment for it.
            thread.join(PATIENCE_S)
            left += [thread.name] if thread.is_alive() else []
    if left:
        pytest.fail(f"threads left running: {', '.join(left)}", pytrace=False)
