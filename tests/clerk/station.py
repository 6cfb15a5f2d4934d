# SPDX-License-Identifier: Apache-2.0
"""The demo station's real window on a station of its own, opened and closed for whoever works at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication

from sscard_desktop import app
from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.demostation import PASSWORD, SUPERVISOR, set_up_demo
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.window import Program
from tests.clerk.hands import Hands
from tests.clerk.tally import Whose

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counter:
    """A running window with somebody at work.

    Attributes:
        bugs: what the crash dialog would have shown.
    """

    workplace: Workplace
    program: Program
    window: MainWindow
    hands: Hands
    bugs: list[BaseException]

    @property
    def page(self) -> CounterPage:
        """The counter's page."""
        (page,) = self.window.findChildren(CounterPage)
        return page

    @property
    def desk(self) -> Desk:
        """Whoever is at work."""
        return self.page._desk

    @property
    def stage(self) -> DemoStage:
        """The reader, the people and the cameras."""
        stage = self.program.stage
        assert stage is not None
        return stage

    def on_lane(self, work: Callable[[], T]) -> T:
        """Do something behind the clerk's back, on the store lane; nobody's waiting is counted."""
        found: list[T] = []
        self.program.tasks.run(work, owner=self.window, on_done=found.append)
        self.settle()
        return found[0]

    def settle(self) -> None:
        """Wait until nothing is under way, without blame."""
        self.hands.wait(self.program.tasks.idle, "between", Whose.DEVICE)


@contextmanager
def counter(folder: Path, *, city: str = "chengdu", language: str = "zh_CN", pace_ms: float = 0) -> Iterator[Counter]:
    """Open the window at the counter, and close it in the end; what nobody meant is raised then.

    ``pace_ms`` is the hands' (:class:`Hands`).
    """
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    fonts.load(application)
    theme.apply(application, theme.Look())
    workplace = app.demo_workplace_at(folder / "station")
    speaks = Language(application)
    speaks.switch(language)
    window = MainWindow(speaks)
    bugs: list[BaseException] = []
    program = Program(workplace, window, speaks, on_bug=bugs.append)
    assert workplace.demo is not None
    program.plug_in(workplace.demo.reader())

    def open_demo() -> Desk:
        set_up_demo(workplace, city, one_person=True, roster=True)
        return program.open_desk(SUPERVISOR, PASSWORD)

    program.tasks.run(open_demo, owner=program, on_done=program.sit_down)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    hands = Hands(window, pace_ms=pace_ms)
    hands.wait(lambda: window.current_page() == "counter", "opening", Whose.DEVICE)
    hands.wait(program.tasks.idle, "opening", Whose.DEVICE)
    try:
        yield Counter(workplace, program, window, hands, bugs)
    finally:
        window.close()
        window.deleteLater()
        speaks.silence()
        QApplication.processEvents()
    assert not bugs, bugs
