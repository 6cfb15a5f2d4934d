# SPDX-License-Identifier: Apache-2.0
"""One look of an applicant: fetches the page, and gives the answer to the station. Shared by both screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ownlook import LookPage, LookStanding
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT


class Looking(QObject):
    """Asks and answers for one record.

    Signals:
        read(page): a ``LookPage`` to be shown.
        answered(standing): the answer was kept; a ``LookStanding``.
        failed(error): it wasn't, or there is nothing to show.
    """

    read = Signal(object)
    answered = Signal(object)
    failed = Signal(SscardError)

    def __init__(self, desk: Desk, record_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = desk.own_look()
        self.record_id = record_id
        self._language = ""
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether an answer is being kept."""
        return self._busy

    @property
    def language(self) -> str:
        """The language that is read first: the applicant's choice, else the counter's."""
        return self._language or self._desk.language.code or DEFAULT

    def speak(self, language: str) -> None:
        """Ask for pages in the language that the applicant chose, ``""`` for the counter's."""
        self._language = language

    def ask(self) -> None:
        """Fetch the page as the record stands now."""
        code = self.language
        self._desk.tasks.run(
            lambda: self._look.page(self.record_id, code), owner=self, on_done=self.read.emit, on_error=self.failed.emit
        )

    def answer(self, page: LookPage, pointed: Sequence[str]) -> None:
        """Keep what was said of a page: nothing pointed at is a confirmation."""
        if pointed:
            self._keep(lambda: self._look.point_at(page.record, pointed, shown=page.shown))
        else:
            self._keep(lambda: self._look.confirm(page.record, page.shown))

    def _keep(self, work: Callable[[], LookStanding]) -> None:
        if self._busy:
            return
        self._busy = True

        def done(standing: LookStanding) -> None:
            self._busy = False
            self.answered.emit(standing)

        def fail(error: SscardError) -> None:
            self._busy = False
            self.failed.emit(error)

        self._desk.tasks.run(work, owner=self, on_done=done, on_error=fail)
