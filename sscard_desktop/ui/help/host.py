# SPDX-License-Identifier: Apache-2.0
"""Gives help where it is asked for: opens the manual over what is in front, and saves it as a book.

One sheet at a time. At the gate nobody is known yet, and all of the manual may be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.domain.operators import Role
from sscard_desktop.ui.i18n import DEFAULT, Language
from sscard_desktop.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from sscard_desktop.services.manual import Handbook
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.help.sheet import HelpSheet
    from sscard_desktop.ui.page import Page

Told = Callable[[str], object]
Failed = Callable[[SscardError], object]
Where = Callable[[QWidget, str], str]


def ask_where(parent: QWidget, name: str) -> str:
    """Return the file that a person chose for the book, ``""`` if they thought better of it."""
    return QFileDialog.getSaveFileName(parent, "", str(Path.home() / name), "PDF (*.pdf)")[0]


class HelpHost(QObject):
    """Answers ``help_wanted`` of the window.

    Attributes:
        sheet: the manual that is open over the window, ``None`` for none.
    """

    def __init__(
        self,
        workplace: Workplace,
        language: Language,
        tasks: Tasks,
        *,
        told: Told,
        failed: Failed,
        where: Where = ask_where,
        parent: QObject | None = None,
    ) -> None:
        """Give help; ``told`` shows what was done, ``failed`` what couldn't be, ``where`` asks for a file."""
        super().__init__(parent)
        self._workplace = workplace
        self._language = language
        self._tasks = tasks
        self._told = told
        self._failed = failed
        self._where = where
        self.role: Role | None = None
        """Who sits at the window, ``None`` at the gate."""
        self.sheet: HelpSheet | None = None

    def book(self) -> Handbook:
        """Return the manual of who sits here, in the language in force."""
        from sscard_desktop.services.manual import Handbook

        place = self._workplace
        return Handbook(place.manual(), self._tongue(), self.role, pinyin=place.pinyin)

    def picture(self, name: str) -> Path | None:
        """Return a picture's file."""
        return self._workplace.manual().picture(name, self._tongue())

    def _tongue(self) -> str:
        # At the program's end nobody speaks, and a late event still asks.
        return self._language.code or DEFAULT

    def open(self, topics: Sequence[str], over: QWidget) -> None:
        """Open the manual over ``over``, at what answers ``topics``."""
        if self.sheet is not None:
            self.sheet.reader.answer(topics)
            return
        # The window is up before anybody asks.
        from sscard_desktop.ui.help.sheet import HelpSheet

        sheet = self.sheet = HelpSheet(self.book, self.picture, topics, over)
        sheet.book_wanted.connect(lambda: self.save_book(sheet))
        sheet.notices_wanted.connect(lambda: self.show_notices(sheet))
        # Finished by a key, or gone with the locked page that it lay over.
        sheet.finished.connect(lambda: self._closed(sheet))
        sheet.destroyed.connect(lambda: self._closed(sheet))
        sheet.open()

    def show_notices(self, over: QWidget) -> None:
        """Show licences and thanks over ``over``."""
        from sscard_desktop.services.manual import Handbook
        from sscard_desktop.ui.help.notices import NoticesSheet

        place = self._workplace
        sheet = NoticesSheet(lambda: Handbook(place.notices(), self._tongue(), None, pinyin=place.pinyin), over)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def join(self, page: Page) -> None:
        """Join the help page, when it was just made, to the saving of books."""
        if page.key == "help":
            from sscard_desktop.ui.help.page import HelpPage

            assert isinstance(page, HelpPage)
            page.book_wanted.connect(lambda: self.save_book(page))
            page.practice_wanted.connect(self.practise)
            page.notices_wanted.connect(lambda: self.show_notices(page))

    def practise(self) -> None:
        """Open the training station in a program of its own, beside this one."""
        from sscard_desktop.ui.training.power import start_beside

        try:
            start_beside(["--training", "--lang", self._language.code or DEFAULT])
        except OSError:
            self._failed(EnvironmentFailedError("training.not_opened"))
        else:
            self._told(self.tr("练习站点会在另一个窗口打开。"))

    def put_away(self) -> None:
        """Close the sheet: the window is locked."""
        if self.sheet is not None:
            self.sheet.reject()

    def _closed(self, sheet: HelpSheet) -> None:
        if self.sheet is sheet:
            self.sheet = None

    def save_book(self, over: QWidget) -> None:
        """Ask where, and save the manual of who sits here as a PDF."""
        from sscard_desktop.messages import message, word
        from sscard_desktop.ui.savefile import save_private

        language, role = self._tongue(), self.role or Role.SUPERVISOR
        title = message("manual.title", {}, language).what
        chosen = self._where(over, f"{title} {word('role', role.value, language)}.pdf")
        if not chosen:
            return
        path = Path(chosen)
        book = self.book().manual.for_role(role)
        press = self._workplace.manual_press
        subtitle = word("role", role.value, language)
        contents = message("manual.contents", {}, language).what

        def make() -> None:
            save_private(path, press().render(book, subtitle=subtitle, contents=contents))

        done = message("manual.saved", {"file": path.name}, language).what
        self._tasks.run(make, owner=self, lane=Lane.WORK, on_done=lambda _: self._told(done), on_error=self._failed)
