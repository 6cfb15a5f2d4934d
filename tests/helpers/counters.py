# SPDX-License-Identifier: Apache-2.0
"""The counter on a real station with the real profile, a reader that is told what to say, and doors that note it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop import paths
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import Profile, ProfileProblem
from sscard_desktop.domain.reader import ReaderChoice, ReaderCounts, ReaderEvent, ReaderPort, ReaderState
from sscard_desktop.services.people import People
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import DemoPerson, Profiles, StationIdentity, Unit
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.ui.applicant.screens import Screens
from sscard_desktop.ui.counter.doors import Doors, Opener
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.readervoice import ReaderVoice
from sscard_desktop.ui.tasks import Tasks
from tests.helpers import bundled
from tests.helpers.desks import UNIT, good_photo
from tests.helpers.documentfakes import PlainReader
from tests.helpers.places import standing
from tests.storage.stations import CHEAP, PASSWORD, StationClock

T = TypeVar("T")


def picture() -> bytes:
    """Return a small grey JPEG."""
    drawn = QImage(36, 44, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.lightGray)
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    drawn.save(content, "JPEG")
    return bytes(content.data().data())


class SilentReaders:
    """Readers without a thread: the test tells what they say."""

    def __init__(self) -> None:
        self.on_event: Callable[[ReaderEvent], None] = lambda _: None
        self.read_again = 0

    def ports(self) -> Sequence[ReaderPort]:
        return ()

    def read(self, url: str, *, timeout_s: float) -> Card:
        raise NotImplementedError

    def watch(self, choice: ReaderChoice, on_event: Callable[[ReaderEvent], None]) -> SilentReaders:
        self.on_event = on_event
        return self

    def obstacle(self) -> SscardError | None:
        return None

    def counts(self) -> ReaderCounts:
        return ReaderCounts()

    def check(self) -> None:
        self.on_event(ReaderEvent(ReaderState.READY))

    def next_person(self) -> None:
        self.read_again += 1

    def stop(self) -> None:
        self.on_event = lambda _: None


@dataclass
class NotedDoors:
    """Doors that do at once what a clerk would do behind them."""

    entered: list[tuple[str, str]] = field(default_factory=list)
    behind: dict[str, Callable[[str], object]] = field(default_factory=dict)

    def doors(self) -> Doors:
        def opener(name: str) -> Opener:
            def enter(record_id: str, changed: Callable[[], object], shut: Callable[[], object]) -> None:
                self.entered.append((name, record_id))
                act = self.behind.get(name)
                if act is not None:
                    act(record_id)
                    changed()
                shut()

            return enter

        def print_form(record_id: str, form: str, printed: Callable[[], object]) -> None:
            opener("print")(record_id, printed, lambda: None)

        def choose_form(record_id: str, printed: Callable[[], object]) -> None:
            opener("choose_form")(record_id, printed, lambda: None)

        return Doors(opener("photo"), opener("id_pictures"), opener("consent"), opener("sign"), print_form, choose_form)


class LoadedProfiles:
    """Profiles that are read once for all tests: nobody changes them."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles
        self._loaded: dict[str, Profile] = {}

    def names(self) -> Sequence[str]:
        return self._profiles.names()

    def titles(self, name: str) -> Mapping[str, str]:
        return self._profiles.titles(name)

    def load(self, name: str) -> Profile:
        if name not in self._loaded:
            self._loaded[name] = self._profiles.load(name)
        return self._loaded[name]

    def check(self, folder: Path) -> Sequence[ProfileProblem]:
        return self._profiles.check(folder)


@cache
def _bare_workplace() -> Workplace:
    """Return what all stations share; reading it takes longer than most tests."""
    bare = bundled.workplace()
    return replace(bare, profiles=LoadedProfiles(bare.profiles))


class CounterWindow:
    """A clerk at the counter of a real station.

    Args:
        application: dressed already.
        folder: where the station is, or will be set up.
        profile: the city that it is set up for.
    """

    def __init__(
        self, application: QApplication, folder: Path, *, language: str = "zh_CN", profile: str = "chengdu"
    ) -> None:
        self.clock = StationClock()
        self._profile = profile
        self.readers = SilentReaders()
        self.document_reader = PlainReader()
        bare = _bare_workplace()
        station = StationFolder(folder, clock=self.clock, initials=bare.pinyin.initials, cost=CHEAP)
        self.workplace: Workplace = replace(
            bare, station=station, clock=self.clock, readers=self.readers, document_reader=lambda: self.document_reader
        )
        self.errors: list[SscardError] = []
        self.bugs: list[BaseException] = []
        self.language = Language(application)
        self.language.switch(language)
        self.window = MainWindow(self.language)
        self.tasks = Tasks(on_bug=self.bugs.append, on_error=self._fail, parent=self.window)
        self.voice = ReaderVoice(self.readers, self.window)
        self.voice.listen(ReaderChoice("silent"))
        self.noted = NotedDoors()
        self.screens: Screens | None = None
        self.desk: Desk
        self.page: CounterPage

    def _fail(self, error: SscardError) -> None:
        self.errors.append(error)
        self.window.show_error(error)

    # sitting down, leaving

    def open(self) -> CounterWindow:
        """Set the station up if need be, log in, show the page."""
        if not self.workplace.station.exists():
            self.in_lane(self._set_up)
        self.sit_down()
        return self

    def _set_up(self) -> None:
        identity = StationIdentity(17, "成都 · 武侯支行 · 3 号台", self._profile, "2026")
        self.workplace.station.create(identity, Operator("wangfang", Role.SUPERVISOR, "王芳"), PASSWORD)
        session = self.workplace.log_in("wangfang", PASSWORD)
        People(session, self.workplace.station).add("limin", Role.CLERK, PASSWORD, display_name="李敏")
        with session.store.transaction():
            session.store.add_unit(Unit(UNIT, insured_number="900001", initials="cdylkjyxgs"))
            session.store.add_unit(Unit("武侯样例小学", insured_number="900002", initials="whylxx"))
        session.store.close()

    def sit_down(self) -> None:
        """Log the clerk in and open the counter."""

        def log_in() -> Desk:
            session = self.workplace.log_in("limin", PASSWORD)
            return Desk.of(session, self.workplace, tasks=self.tasks, language=self.language, reader=self.voice)

        self.desk = self.in_lane(log_in)
        self.page = CounterPage(self.desk, self.noted.doors(), screens=self.screens)
        self.page.failed.connect(self.errors.append)
        self.window.top.set_station(self.desk.identity.name)
        self.window.top.set_user("李敏")
        self.window.show_places([standing(self.page)], "counter")
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowExposed(self.window)
        self.page.entered()
        self.settle()

    def get_up(self) -> None:
        """Lock: the pages go, the station is closed behind what was still to be stored."""
        self.window.lock()
        self.window.close_pages()
        self.in_lane(self.desk.session.store.close)

    def close(self) -> None:
        """End the program."""
        self.voice.stop()
        if not self.tasks._closed:
            self.get_up()
        self.tasks.shutdown()
        self.window.close()
        self.window.deleteLater()
        self.language.silence()
        QApplication.processEvents()
        assert not self.bugs, self.bugs

    # hands

    def in_lane(self, work: Callable[[], T]) -> T:
        """Do something on the store lane and wait for it."""
        found: list[T] = []
        self.tasks.run(work, owner=self.window, on_done=found.append)
        self.settle()
        return found[0]

    def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(2000):
            QApplication.processEvents()
            if self.tasks.idle():
                QApplication.processEvents()
                if self.tasks.idle():
                    break
            # Not qWait: it keeps the interpreter's lock while it waits, and the lanes stand still.
            time.sleep(0.001)
        assert not self.bugs, self.bugs

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key, wherever the keyboard is."""
        QTest.keyClick(self.focus(), key, modifier)

    def write(self, text: str) -> None:
        """Type text wherever the keyboard is, Chinese by the input method."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.focus(), sign)
            else:
                committed = QInputMethodEvent()
                committed.setCommitString(sign)
                QApplication.sendEvent(self.focus(), committed)

    def focus(self) -> QWidget:
        """Return the widget that has the keyboard."""
        return QApplication.focusWidget() or self.page

    def lay(self, card: Card) -> None:
        """Lay a card on the reader and wait until the counter dealt with it."""
        self.readers.on_event(self.card_event(card))
        QApplication.processEvents()
        self.settle()

    def card_event(self, card: Card) -> ReaderEvent:
        """Return what the reader says of a card."""
        return ReaderEvent(ReaderState.CARD_READ, card=card)

    def person(self, index: int = 0) -> DemoPerson:
        """Return a fictitious person."""
        return demo_people(paths.resources() / "samples", index + 1, self.clock.today())[index]

    def serve_behind_doors(self) -> None:
        """Let every door do its work on the record."""
        capture = self.desk.capture
        consents = tuple(text.key for text in self.desk.profile.consents)
        jpeg = picture()
        roles = (PictureRole.ID_FRONT, PictureRole.ID_BACK)
        self.noted.behind = {
            "photo": lambda record: self.in_lane(
                lambda: capture.accept_photo(record, jpeg, JudgedPhoto(good_photo().report))
            ),
            "id_pictures": lambda record: [
                self.in_lane(lambda role=role: capture.accept_picture(record, role, jpeg)) for role in roles
            ],
            "consent": lambda record: self.in_lane(lambda: capture.consent(record, consents)),
            "print": lambda record: self.in_lane(
                lambda: self.desk.printing.printed(record, self.page.work.profile.forms[0].key)
            ),
        }
