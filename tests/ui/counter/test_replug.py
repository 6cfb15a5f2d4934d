# SPDX-License-Identifier: Apache-2.0
"""A cable that is pulled and plugged in: the counter says so, and goes on by itself."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.devices.idcard.readers import SerialCardReaders
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.domain.reader import ReaderChoice
from tests.helpers.counters import CounterWindow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="plugs a reader in under the same name")
SOON_MS = 20_000


def replug(qtbot: QtBot, counter: CounterWindow, link: Path, times: int) -> list[float]:
    """Return the seconds from each plug until the window says that it is ready; touches nothing but the cable."""
    side = counter.page.standing.side
    took = []
    with SimulatedCardReader(today=counter.clock.today(), link=link) as reader:
        watch = SerialCardReaders().watch(ReaderChoice(reader.url), lambda event: counter.readers.on_event(event))
        try:
            qtbot.waitUntil(side.reader_works, timeout=SOON_MS)
            for _ in range(times):
                reader.stop()
                qtbot.waitUntil(lambda: not side.reader_works(), timeout=SOON_MS)
                reader.start()
                began = time.monotonic()
                qtbot.waitUntil(side.reader_works, timeout=SOON_MS)
                took.append(time.monotonic() - began)
            reader.lay_on(counter.person(0).card)
            qtbot.waitUntil(lambda: counter.page.work.record is not None, timeout=SOON_MS)
        finally:
            watch.stop()
    counter.settle()
    return took


def test_the_window_recovers_without_a_click_and_reads_the_next_card(
    qtbot: QtBot, counter: CounterWindow, tmp_path: Path
) -> None:
    assert len(replug(qtbot, counter, tmp_path / "ttyReader", 2)) == 2


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_window_recovers_a_hundred_times_within_three_seconds(
    qtbot: QtBot, counter: CounterWindow, tmp_path: Path
) -> None:
    assert max(replug(qtbot, counter, tmp_path / "ttyReader", 100)) < 3
