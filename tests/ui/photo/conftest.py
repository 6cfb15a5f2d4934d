# SPDX-License-Identifier: Apache-2.0
"""A desk at a demo station whose camera can be unplugged, and an open record."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.app import demo_workplace_at
from sscard_desktop.devices.democamera import DemoCameras
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.demostation import PASSWORD, SUPERVISOR, set_up_demo
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.readervoice import ReaderVoice
from sscard_desktop.ui.tasks import Tasks
from tests.helpers import bundled
from tests.helpers.documentfakes import PlainCutter, PlainLens, PlainReader
from tests.storage.stations import CHEAP

T = TypeVar("T")


class Counter:
    """The desk of a test, and what went wrong at it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self.qtbot = qtbot
        self.host = QWidget()
        self.host.resize(1366, 768)

    @property
    def cameras(self) -> DemoCameras:
        """The demo camera."""
        cameras = self.desk.workplace.cameras()
        assert isinstance(cameras, DemoCameras)
        return cameras

    def stored(self, work: Callable[[], T]) -> T:
        """Run ``work`` on the store lane and return what it returns."""
        results: list[T] = []
        self.desk.tasks.run(work, owner=self.host, on_done=results.append)
        self.qtbot.waitUntil(lambda: bool(results))
        return results[0]

    def record(self) -> str:
        """Start a record of the first demo person, who sits down."""
        demo = self.desk.workplace.demo
        assert demo is not None
        person = demo.people(1)[0]
        demo.seat(person)
        return self.stored(lambda: self.desk.capture.start(card=person.card).record.id)


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("photo") / "station"
    made = bundled.sharing(demo_workplace_at(folder))
    station = StationFolder(folder, clock=made.clock, initials=made.pinyin.initials, cost=CHEAP)
    cutter, lens, reader = PlainCutter(), PlainLens(), PlainReader()
    made = dataclasses.replace(
        made, station=station, card_cutter=lambda: cutter, card_lens=lambda: lens, document_reader=lambda: reader
    )
    set_up_demo(made, "chengdu", one_person=True)
    # The models are loaded once for all tests.
    made.photo_maker().warm()
    return made


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    spoken = Language(qapp)
    spoken.switch("zh_CN")
    yield spoken
    spoken.silence()


@pytest.fixture
def counter(workplace: Workplace, language: Language, qtbot: QtBot) -> Iterator[Counter]:
    bugs: list[BaseException] = []
    errors: list[SscardError] = []
    tasks = Tasks(on_bug=bugs.append, on_error=errors.append)
    opened: list[Desk] = []
    owner = QObject()

    def open_desk() -> Desk:
        session = workplace.log_in(SUPERVISOR, PASSWORD)
        return Desk.of(session, workplace, tasks=tasks, language=language, reader=ReaderVoice(workplace.readers))

    tasks.run(open_desk, owner=owner, on_done=opened.append)
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    made = Counter(opened[0], qtbot)
    yield made
    made.host.close()
    made.host.deleteLater()
    QApplication.processEvents()
    workplace.cameras().close()
    tasks.run(opened[0].session.store.close, owner=owner)
    tasks.shutdown()
    assert not bugs
    assert not errors


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
