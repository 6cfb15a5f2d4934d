# SPDX-License-Identifier: Apache-2.0
"""How the program feels: ``python -m tests.feel [--people 100000]`` prints a table of what one waits for.

Start (command to painted unlock page), unlock (Enter to the painted counter, with the password's own cost and without
it), the password's keys while the counter is made behind them, keys
(from the event to the painted widget, at the counter and in a search among all people), what an idle window costs, and
the memory that is held. Wall time and the processor's: on a busy machine only the second says anything.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from sscard_desktop.app import workplace_at
from sscard_desktop.memory import give_back_what_is_freed
from sscard_desktop.storage import station as storage_station
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.window import Program
from tests.helpers import firstpaint
from tests.helpers.crowds import fill

USER, PASSWORD = "limin", "correct horse"
"""As :func:`tests.helpers.firstpaint.station` sets them up."""
STARTS, KEYS = 3, 40
IDLE_S = 10.0
TYPING_S = 3.0
"""A password takes as long to type; meanwhile the counter is loaded and made."""
PATIENCE_S = 120.0
WAKING_MS = 20


def rss_mb() -> float:
    """Return the resident memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def say(name: str, value: str) -> None:
    """Print one row."""
    sys.stdout.write(f"{name:44} {value}\n")
    sys.stdout.flush()


class Paints(QObject):
    """Counts the paint events of one widget and what is in it."""

    def __init__(self, within: QWidget) -> None:
        super().__init__(within)
        self._within = within
        self.count = 0
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.count += watched is self._within or self._within.isAncestorOf(watched)
        return False


class Desk:
    """A window on a station, until it is closed."""

    def __init__(self, folder: Path) -> None:
        qt = QApplication.instance() or QApplication(["sscard-desktop"])
        assert isinstance(qt, QApplication)
        fonts.load(qt)
        theme.apply(qt, theme.Look())
        self.language = Language(qt)
        self.language.switch("zh_CN")
        self.window = MainWindow(self.language)
        self.bugs: list[BaseException] = []
        self._loop = QEventLoop()
        workplace = workplace_at(folder, windowed=True)
        self.program = Program(workplace, self.window, self.language, on_bug=self.bugs.append)
        self.program.begin()
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()

    def until(self, so: Callable[[], object]) -> None:
        """Let it go on until something is so."""
        ends = time.monotonic() + PATIENCE_S
        # It sleeps in between: a loop that turns would be counted as the program's own cost.
        waking = QTimer()
        waking.start(WAKING_MS)
        while not so():
            self._loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if self.bugs or time.monotonic() > ends:
                raise RuntimeError(self.bugs or "waited in vain")

    def type(self, into: QWidget, keys: str, seen: QWidget) -> tuple[list[float], list[float]]:
        """Type into a widget; return the milliseconds from each event until ``seen`` was painted anew.

        Those of the clock, and those of the processor in the window's thread, which a busy machine can't change.
        """
        paints, times, costs = Paints(seen), [], []
        for key in keys:
            before, used, start = paints.count, time.thread_time(), time.perf_counter()
            QTest.keyClick(into, key)
            self.until(lambda before=before: paints.count > before)
            times.append((time.perf_counter() - start) * 1000)
            costs.append((time.thread_time() - used) * 1000)
        return times, costs


def spread(times: list[float], costs: list[float]) -> str:
    """Return median, p95 and the most of some milliseconds, by the clock and of the window's thread."""

    def row(values: list[float]) -> str:
        ranked = sorted(values)
        p95 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
        return f"median {statistics.median(ranked):5.1f} ms  p95 {p95:5.1f} ms  most {ranked[-1]:5.1f} ms"

    return f"{row(times)}   window's thread: {row(costs)}"


def start(folder: Path) -> str:
    """Return how long a start takes."""
    walls, costs = [], []
    for _ in range(STARTS + 1):
        used, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        firstpaint.until_painted(folder)
        walls.append(time.perf_counter() - began)
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        costs.append(now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)
    # The first one may compile.
    return f"{min(walls[1:]) * 1000:6.0f} ms   processor {min(costs[1:]) * 1000:6.0f} ms"


@contextmanager
def password_timed() -> Iterator[list[float]]:
    """Note what the password's own cost is (Argon2id, on purpose): its seconds, and the processor's."""
    real, spent = storage_station.key_by_password, []

    def timed(keys: storage_station.KeyFile, name: str, password: str) -> bytes:
        # Of the whole process, for it has threads of its own; the window's thread sleeps meanwhile.
        began, used = time.perf_counter(), time.process_time()
        key = real(keys, name, password)
        spent.extend((time.perf_counter() - began, time.process_time() - used))
        return key

    storage_station.key_by_password = timed
    try:
        yield spent
    finally:
        storage_station.key_by_password = real


def typed_by_somebody(desk: Desk, field: QWidget, text: str) -> list[float]:
    """Type a text as somebody does; return how many milliseconds after its time each key was through."""
    late, gap_s = [], TYPING_S / len(text)
    for key in text:
        due = time.perf_counter() + gap_s

        def press(key: str = key, due: float = due) -> None:
            QTest.keyClick(field, key)
            QApplication.sendPostedEvents()
            late.append((time.perf_counter() - due) * 1000)

        count = len(late)
        QTimer.singleShot(round(gap_s * 1000), press)
        desk.until(lambda count=count: len(late) > count)
    return late


def unlock(desk: Desk) -> str:
    """Type the password, and return how long Enter takes."""
    page = desk.window.focusWidget()
    assert page is not None
    QTest.keyClicks(page, USER)
    QTest.keyClick(page, Qt.Key.Key_Return)
    field = desk.window.focusWidget()
    assert field is not None
    late = typed_by_somebody(desk, field, PASSWORD)
    with password_timed() as spent:
        used, own, began = time.process_time(), time.thread_time(), time.perf_counter()
        QTest.keyClick(field, Qt.Key.Key_Return)
        desk.until(lambda: desk.window.current_page() == "counter")
        paints = Paints(desk.window)
        desk.until(lambda: paints.count)
        wall, cost, own = time.perf_counter() - began, time.process_time() - used, time.thread_time() - own
    return (
        f"{wall * 1000:6.0f} ms, without the password {(wall - spent[0]) * 1000:.0f} ms"
        f"   processor {(cost - spent[1]) * 1000:6.0f} ms   window's thread {own * 1000:6.0f} ms"
        f"   (password {spent[0] * 1000:.0f} ms; its keys at most {max(late):.0f} ms late)"
    )


def idle() -> float:
    """Return what a window costs that nobody touches, in per cent of a core."""
    loop = QEventLoop()
    QTimer.singleShot(round(IDLE_S * 1000), loop.quit)
    used = time.process_time()
    # Qt's own loop: a test's waiting wakes up a hundred times a second.
    loop.exec()
    return (time.process_time() - used) / IDLE_S * 100


def settle(desk: Desk) -> None:
    """Let all that is loaded at the beginning be loaded."""
    for _ in range(3):
        QTest.qWait(300)
        desk.until(desk.program.tasks.idle)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.feel", description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=100_000, help="records in the station (%(default)s)")
    people = parser.parse_args().people
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    give_back_what_is_freed()
    with tempfile.TemporaryDirectory(prefix="sscard-feel-") as scratch:
        folder = firstpaint.station(Path(scratch) / "station")
        session = workplace_at(folder).log_in(USER, PASSWORD)
        fill(session.store, people)
        session.store.close()
        say("command to painted unlock page", start(folder))
        desk = Desk(folder)
        QTest.qWait(50)
        say("memory at the unlock page", f"{rss_mb():6.0f} MB")
        say(f"unlock to painted counter, {people} records", unlock(desk))
        settle(desk)
        say("memory at the counter, networks loaded", f"{rss_mb():6.0f} MB")
        say("idle at the counter", f"{idle():6.2f} % of a core")
        desk.window.go_to("records")
        settle(desk)
        line = next(each for each in desk.window.page("records").findChildren(QLineEdit) if each.isVisible())  # type: ignore[union-attr]
        line.setFocus()
        say("a key in the search, painted", spread(*desk.type(line, "5101071990" * (KEYS // 10), line)))
        counter = desk.window.page("counter")
        assert counter is not None
        desk.window.go_to("counter")
        QTest.keyClick(counter, Qt.Key.Key_F2)
        settle(desk)
        field = desk.window.focusWidget()
        assert field is not None
        say("a key at the counter, painted", spread(*desk.type(field, "1" * KEYS, field)))
        say("memory at the end", f"{rss_mb():6.0f} MB")
        desk.program.close()
        desk.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
