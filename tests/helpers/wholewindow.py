# SPDX-License-Identifier: Apache-2.0
"""The whole window of a supervisor whose station has something for every page; for walks through all of them.

Opened once for a module's tests: a window takes longer to open than to be looked through.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop import app
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.demoroster import PEOPLE, keep_demo_roster
from sscard_desktop.services.demostation import REFUSED, ROSTER_TITLE, UNITS
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.review import Review
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.window import Program
from tests.helpers import bundled, desks
from tests.helpers.waiting import until
from tests.helpers.windowdesks import jpeg
from tests.storage.stations import PASSWORD

PAGES = (
    *("counter", "records", "rosters", "review", "batches"),
    *("packages", "feedback", "figures", "settings", "help", "first", "morning"),
)
"""All that a supervisor has, in the navigation's order; the last two have no place in it."""
SETTINGS = ("devices", "people", "station", "safety", "units", "cities", "printing", "appearance")
"""The settings' tabs."""
SUBMITTED, APPROVED, SEALED = 3, 2, 1


class WholeWindow:
    """A supervisor's window, shown and settled.

    Attributes:
        window: the main window.
        program: what runs in it.
        language: the language in force.
        bugs: errors that nobody meant.
    """

    def __init__(self, folder: Path) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        fonts.load(application)
        theme.apply(application, theme.Look())
        self.station = desks.Desk(folder / "station")
        self.workplace = replace(
            bundled.sharing(app.demo_workplace_at(folder / "station")),
            station=self.station.station,
            clock=self.station.clock,
        )
        self._fill()
        self.language = Language(application)
        self.language.switch("zh_CN")
        self.bugs: list[BaseException] = []
        self.window = MainWindow(self.language)
        self.program = Program(self.workplace, self.window, self.language, on_bug=self.bugs.append)
        assert self.workplace.demo is not None
        self.program.plug_in(self.workplace.demo.reader())
        self.desks: list[Desk] = []
        self.program.tasks.run(
            lambda: self.program.open_desk("wangfang", PASSWORD), owner=self.program, on_done=self._sit_down
        )
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        until(lambda: self.window.current_page() == "counter")
        until(self.window.isActiveWindow)
        self.settle()

    def _sit_down(self, desk: Desk) -> None:
        self.desks.append(desk)
        self.program.sit_down(desk)

    def _fill(self) -> None:
        """Leave something for each page: records in most states, a batch, a roster with somebody refused."""
        taken = [self._submitted(index) for index in range(SUBMITTED + APPROVED + SEALED + 1)]
        chief = self.station.supervisor
        approved = taken[SUBMITTED : SUBMITTED + APPROVED + SEALED]
        for record in approved:
            Review(chief).approve(record)
        Batching(chief, self.workplace.packages()).seal(approved[-SEALED:])
        Review(chief).send_back(taken[-1], "照片不清晰")
        registry = Registry(chief)
        for unit in UNITS:
            registry.add_unit(unit)
        assert self.workplace.demo is not None
        keep_demo_roster(chief, self.workplace.demo.people(PEOPLE), UNITS[0], title=ROSTER_TITLE, refused=REFUSED)

    def _submitted(self, index: int) -> RecordId:
        record = self.station.filled(index).record.id
        capture = Capture(self.station.clerk)
        capture.accept_photo(record, jpeg(358, 441, "#d0d8e0"), JudgedPhoto(desks.good_photo().report))
        return capture.submit(record).record.id

    def settle(self) -> None:
        """Wait until the lanes are empty, the examination at the start of the day is over, everything is laid out."""
        until(lambda: self.program.tasks.idle() and not any(map(_examines, threading.enumerate())))
        for _ in range(3):
            QApplication.processEvents()
        assert not self.bugs, self.bugs

    def wait(self, holds: Callable[[], object]) -> None:
        """Wait until something is so."""
        until(lambda: bool(holds()))
        self.settle()

    def page(self, key: str, subject: str = "") -> Page:
        """Bring a page to the front and return it."""
        self.window.go_to(key, subject)
        self.settle()
        page = self.window.page(key)
        assert page is not None
        assert self.window.current_page() == key
        return page

    def pages(self) -> Iterator[Page]:
        """Bring one page after the other to the front."""
        for key in PAGES:
            yield self.page(key)

    def person(self) -> CounterPage:
        """Have somebody's card read at the counter, unless somebody is there already."""
        page = self.page("counter")
        assert isinstance(page, CounterPage)
        if page.work.record is None:
            self.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
            self.wait(lambda: page.work.record is not None and page.form.editor("name").value())
        return page

    def speak(self, language: str) -> None:
        """Switch the language."""
        self.language.switch(language)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        target = self.focused()
        QTest.keyClick(target if target is not None else self.window, key, modifier)
        self.settle()

    def focused(self) -> QWidget | None:
        """Return what has the keyboard."""
        return QApplication.focusWidget()

    def close(self) -> None:
        """End everything."""
        self.program.close()
        self.window.close()
        self.window.deleteLater()
        self.station.leave()
        self.language.silence()
        QApplication.processEvents()


def _examines(thread: threading.Thread) -> bool:
    return thread.name.startswith(("examination", "health-"))
