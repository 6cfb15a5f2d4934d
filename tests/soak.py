# SPDX-License-Identifier: Apache-2.0
"""Serves a thousand people on the real window, one after the other: ``python -m tests.soak [--people N]``.

A demo station with simulated devices, served by key events. Every person's card is read and all they say is typed;
every twentieth (``--whole``) is served whole: photo, ID pictures, consent, paper, submission. The others are parked.
After every hundredth the clerk walks round: through all pages, to another look and language and back, out and in again.

Prints at each round what the process holds: resident memory now and at its peak, threads, open files, widgets. Ends
with 1 where memory grew by more than 20 MB from the second round to the last (the first loads networks, fonts and
pages), or where threads or open files did.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop import app, paths
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.devices.idcard.module import Latency
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.memory import give_back_what_is_freed
from sscard_desktop.services.demostation import PASSWORD, SUPERVISOR, set_up_demo
from sscard_desktop.services.ports import DemoPerson
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.counter.steps import StepKind
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.photo.dialog import PhotoDialog
from sscard_desktop.ui.photo.idpictures import IdPicturesDialog
from sscard_desktop.ui.photo.stage import Stage
from sscard_desktop.ui.window import Program

PATIENCE_S = 120.0
SELF_TIMER_S = 2.0
LOOK_MS = 8
ROUND = 100
MOST_GROWN_MB = 20.0
MOST_STEPS = 120
"""A photo with nine things to look at takes an Enter for each."""
AT_ONCE = 850
"""The demo's people are different ones up to about so many."""
Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds.

    Attributes:
        people: how many were served until then.
        rss_mb: resident memory.
        peak_mb: the most that it ever was.
        threads: of the whole process, Qt's and the libraries' too.
        files: open descriptors.
        widgets: of the window.
        objects: of Python.
    """

    people: int
    rss_mb: float
    peak_mb: float
    threads: int
    files: int
    widgets: int
    objects: int

    @classmethod
    def now(cls, people: int) -> Held:
        """Measure, with what waits for its end ended."""
        QTest.qWait(300)
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return cls(
            people=people,
            rss_mb=pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
            peak_mb=peak_mb(),
            threads=len(list(Path("/proc/self/task").iterdir())),
            files=len(list(Path("/proc/self/fd").iterdir())),
            widgets=len(QApplication.allWidgets()),
            objects=len(gc.get_objects()),
        )

    def line(self) -> str:
        """Return it as a row."""
        memory = f"{self.rss_mb:9.1f} {self.peak_mb:9.1f}"
        return f"{self.people:7d} {memory} {self.threads:8d} {self.files:6d} {self.widgets:8d} {self.objects:9d}"


def peak_mb() -> float:
    """Return the most resident memory that this process ever had, libraries and all."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) * 1024 / 1e6


class Clerk:
    """Somebody at the window for a long day.

    Args:
        folder: where the demo's station lies.
    """

    def __init__(self, qt: QApplication, folder: Path) -> None:
        self.workplace = app.demo_workplace_at(folder)
        assert self.workplace.demo is not None
        self.language = Language(qt)
        self.language.switch("zh_CN")
        self.window = MainWindow(self.language)
        self.bugs: list[BaseException] = []
        self.program = Program(self.workplace, self.window, self.language, on_bug=self.bugs.append)
        # A reader that keeps nobody waiting: it is not the reader's time that is measured here.
        at_once = Latency(find_s=0.0, select_s=0.0, read_s=0.0, baud=4_000_000)
        self.program.plug_in(
            SimulatedCardReader(today=app.SystemClock().today(), link=folder.parent / "line", latency=at_once)
        )
        self.program.tasks.run(self._set_up, owner=self.program, on_done=self.program.sit_down)
        self.window.resize(1366, 768)
        self.window.show()
        self.until(lambda: self.window.current_page() == "counter")
        self.settle()

    def _set_up(self) -> object:
        set_up_demo(self.workplace, "chengdu", one_person=True)
        return self.program.open_desk(SUPERVISOR, PASSWORD)

    # hands and eyes

    @property
    def page(self) -> CounterPage:
        """The counter."""
        page = self.window.page("counter")
        assert isinstance(page, CounterPage)
        return page

    def until(self, so: Callable[[], object]) -> None:
        """Let the program go on until something is so."""
        ends = time.monotonic() + PATIENCE_S
        while not so():
            QTest.qWait(LOOK_MS)
            assert not self.bugs, self.bugs
            if time.monotonic() > ends:
                raise TimeoutError(f"{self.sight()}")

    def settle(self) -> None:
        """Let all lanes get empty."""
        self.until(self.program.tasks.idle)

    def sight(self) -> str:
        """Return what is in front, for somebody who asks why it doesn't go on."""
        front = QApplication.activeModalWidget()
        step = self.page.standing.step() if self.window.current_page() == "counter" else ""
        return f"{type(front).__name__} {step} {self.window.banner().texts()}"

    def press(self, key: Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press a key where the keyboard is."""
        # Without a window system nobody makes the window the active one again when a dialog is shut.
        if QApplication.activeWindow() is None and QApplication.activePopupWidget() is None:
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)
        here = self.window.page(self.window.current_page() or "counter")
        front: QWidget = QApplication.activeModalWidget() or here or self.window
        focus = QApplication.focusWidget()
        QTest.keyClick(focus if focus is not None and front.isAncestorOf(focus) else front, key, modifier)

    # a person's way

    def begin(self, person: DemoPerson) -> None:
        """Lay a person's card on, and type what they say."""
        stage = self.program.stage
        assert stage is not None
        stage.lay(person)
        self.until(lambda: self.page.work.record is not None and self.page.form.editor("name").value())
        self.settle()
        self.press(Key.Key_E, _CONTROL)
        self.settle()
        stage.lift()

    def finish(self) -> bool:
        """Do what the counter asks for until the person is submitted; return whether they are."""
        for _ in range(MOST_STEPS):
            self.settle()
            front = QApplication.activeModalWidget()
            if front is None and self.page.work.record is None:
                return True
            if front is None:
                self.press(Key.Key_F10 if self.page.standing.step().kind is StepKind.SUBMIT else Key.Key_Return)
                QTest.qWait(LOOK_MS)
                continue
            if isinstance(front, PhotoDialog):
                # By itself it shoots only what it likes; an impatient clerk doesn't wait for that.
                ends = time.monotonic() + SELF_TIMER_S
                self.until(lambda front=front, ends=ends: front.stage is Stage.RESULT or time.monotonic() > ends)
                self.until(lambda front=front: front.stage is Stage.RESULT or self._shot(front))
            elif isinstance(front, IdPicturesDialog):
                self.until(lambda front=front: not front.work.busy)
                if front.shooting:
                    # The desk's camera was on; nobody holds a card under it here.
                    self.press(Key.Key_Escape)
                if front.sides.missing():
                    self.press(Key.Key_D)
                    self.until(lambda front=front: not front.sides.missing())
                    continue
            self.press(Key.Key_Return)
            QTest.qWait(4 * LOOK_MS)
        return False

    def _shot(self, dialog: PhotoDialog) -> bool:
        """Press the shutter as soon as there is a picture, as often as none came of it; return false."""
        if dialog.stage is Stage.LIVE and dialog.live.can_shoot:
            self.press(Key.Key_Space)
        return False

    def park(self) -> None:
        """Set the person in work aside."""
        while QApplication.activeModalWidget() is not None:
            self.settle()
            self.press(Key.Key_Escape)
            QTest.qWait(LOOK_MS)
        self.press(Key.Key_F7)
        self.until(lambda: self.page.work.record is None)

    def walk(self) -> None:
        """Change the look, go through all pages, change the language, lock and unlock."""
        self.window.top.look_chosen.emit(theme.Look(theme.Mode.DARK))
        self.window.top.look_chosen.emit(theme.Look())
        for digit in range(2, 10):
            self.press(Key(Key.Key_0 + digit), Qt.KeyboardModifier.AltModifier)
            QTest.qWait(120)
            self.settle()
        for language in ("en", "zh_CN"):
            self.window.top.language_chosen.emit(language)
            QTest.qWait(20)
        self.press(Key.Key_L, _CONTROL)
        self.until(lambda: self.window.current_page() == "")
        self.settle()
        self.program.tasks.run(
            lambda: self.program.open_desk(SUPERVISOR, PASSWORD), owner=self.program, on_done=self.program.sit_down
        )
        self.until(lambda: self.window.current_page() == "counter")
        self.settle()

    def close(self) -> None:
        """End the program."""
        self.program.close()
        self.window.close()
        self.language.silence()


def people(count: int) -> Iterator[DemoPerson]:
    """Yield that many different fictitious people whose chips can be read."""
    today = app.SystemClock().today()
    found = 0
    for turn in range(count):
        for person in demo_people(paths.resources() / "samples", AT_ONCE, today - timedelta(days=turn)):
            if not person.dead_chip:
                values = {**person.values, "mobile": f"139{found:08d}"}
                yield replace(person, values=values)
                found += 1
                if found == count:
                    return


def say(line: str) -> None:
    """Print a line at once: a day is long."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def soak(clerk: Clerk, count: int, whole: int) -> list[Held]:
    """Serve that many people, every ``whole``-th to the end, and return what was held after each round."""
    held: list[Held] = []
    submitted = parked = 0
    stage = clerk.program.stage
    assert stage is not None
    began = time.monotonic()
    for number, person in enumerate(people(count), start=1):
        stage.people = [person]
        clerk.begin(person)
        if number % whole == 0 and clerk.finish():
            submitted += 1
        else:
            if number % whole == 0:
                say(f"        gave up on person {number}: {clerk.sight()}")
            clerk.park()
            parked += 1
        if number % ROUND == 0:
            clerk.walk()
            held.append(Held.now(number))
            spent = (time.monotonic() - began) / number
            say(f"{held[-1].line()}   {submitted} submitted, {parked} parked, {spent:.2f} s each")
    return held


def verdict(held: Sequence[Held]) -> list[str]:
    """Return what grew that mustn't, ``[]`` if nothing did."""
    first, last = held[min(1, len(held) - 1)], held[-1]
    grown = [f"memory +{last.rss_mb - first.rss_mb:.1f} MB"] if last.rss_mb - first.rss_mb > MOST_GROWN_MB else []
    if last.threads > first.threads:
        grown.append(f"threads {first.threads} → {last.threads}")
    if last.files > first.files:
        grown.append(f"open files {first.files} → {last.files}")
    return grown


def main() -> int:
    """Run it; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=1000, help=f"how many (at least {2 * ROUND})")
    parser.add_argument("--whole", type=int, default=20, help="every so manieth is served to the end (%(default)s)")
    wanted = parser.parse_args()
    count = max(wanted.people, 2 * ROUND)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    give_back_what_is_freed()
    qt = QApplication.instance() or QApplication(["sscard-desktop"])
    assert isinstance(qt, QApplication)
    fonts.load(qt)
    theme.apply(qt, theme.Look())
    with tempfile.TemporaryDirectory(prefix="sscard-soak-") as folder:
        clerk = Clerk(qt, Path(folder) / "station")
        say(" people    RSS MB   peak MB  threads  files  widgets   objects")
        try:
            held = soak(clerk, count, max(wanted.whole, 1))
        finally:
            clerk.close()
    grown = verdict(held)
    say(f"grew: {', '.join(grown)}" if grown else f"nothing grew; memory {held[-1].rss_mb - held[1].rss_mb:+.1f} MB")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
