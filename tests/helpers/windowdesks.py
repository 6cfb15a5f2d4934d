# SPDX-License-Identifier: Apache-2.0
"""The desk of a page under test: real lanes, a real encrypted station with Chengdu's profile, real pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop.app import workplace_at
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PhotoReport, PictureRole
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.readervoice import ReaderVoice
from sscard_desktop.ui.tasks import Tasks
from tests.helpers import bundled, desks
from tests.helpers.waiting import until
from tests.storage.stations import PASSWORD

T = TypeVar("T")


@cache
def jpeg(width: int, height: int, colour: str) -> bytes:
    """Return a picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")
    return bytes(buffer.data().data())


class WindowDesk:
    """A station that :class:`~tests.helpers.desks.Desk` filled, and whoever sits before the window.

    Attributes:
        station: who prepares records on the side, with connections of this thread.
        errors: what the window's banner would have shown.
        bugs: what the crash dialog would have shown.
    """

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self.station = desks.Desk(folder / "station")
        self.errors: list[SscardError] = []
        self.bugs: list[BaseException] = []
        self.tasks = Tasks(on_bug=self.bugs.append, on_error=self.errors.append)
        self.workplace: Workplace = replace(
            bundled.sharing(workplace_at(folder / "station")), station=self.station.station, clock=self.station.clock
        )
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.language = Language(app)
        self.language.switch("zh_CN")
        self.reader = ReaderVoice(self.workplace.readers)
        self._opened: list[Desk] = []

    def sit_down(self, name: str, workplace: Workplace | None = None) -> Desk:
        """Log a person in at the window: ``limin`` the clerk or ``wangfang`` the supervisor."""
        place = workplace or self.workplace

        def open_desk() -> Desk:
            session = place.log_in(name, PASSWORD)
            return Desk.of(session, place, tasks=self.tasks, language=self.language, reader=self.reader)

        desk = self.on_lane(open_desk)
        self._opened.append(desk)
        return desk

    def on_lane(self, work: Callable[[], T]) -> T:
        """Run ``work`` on the store lane and return what it returned."""
        results: list[T] = []
        self.tasks.run(work, owner=self.tasks, on_done=results.append)
        self._qtbot.waitUntil(lambda: bool(results) or bool(self.errors) or bool(self.bugs))
        return results[0]

    def settle(self) -> None:
        """Wait until the lanes are empty and everything is delivered."""
        until(self.tasks.idle)
        QApplication.processEvents()
        assert not self.bugs, self.bugs

    def submitted(self, index: int = 0) -> str:
        """Take a person with real pictures and submit; return the record's id."""
        record_id = self.filled(index)
        desks.Capture(self.station.clerk).submit(record_id)
        return record_id

    def filled(self, index: int = 0) -> str:
        """Take a person with real pictures up to the submission; return the record's id."""
        capture = desks.Capture(self.station.clerk)
        record_id = str(self.station.filled(index).record.id)
        capture.accept_photo(record_id, jpeg(358, 441, "#d0d8e0"), JudgedPhoto(PhotoReport(())))
        capture.accept_picture(record_id, PictureRole.ID_FRONT, jpeg(856, 540, "#e0e8d0"))
        capture.accept_picture(record_id, PictureRole.ID_BACK, jpeg(856, 540, "#e8d8d0"))
        return record_id

    def __enter__(self) -> WindowDesk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for desk in self._opened:
            self.tasks.run(desk.session.store.close, owner=self.tasks)
        self.tasks.shutdown()
        self.station.leave()
        self.language.silence()
