# SPDX-License-Identifier: Apache-2.0
"""The part of the feedback page for finished cards: handing them out, their lists and notices, what was refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.reader import ReaderEvent
from sscard_desktop.services.refusals import Memory, Refusals
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.feedback.handout import HandOutSheet
from sscard_desktop.ui.feedback.memory import MemorySheet
from sscard_desktop.ui.feedback.papers import CardPapers
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.onedialog import OneDialog


class FinishedCards(QObject):
    """Opens the sheets, one at a time.

    Args:
        dialogs: the page's.
        free: whether the page may be left for a sheet now.
    """

    def __init__(self, desk: Desk, page: Page, dialogs: OneDialog, free: Callable[[], bool]) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._dialogs = dialogs
        self._free = free
        self._sheet: HandOutSheet | None = None
        self._papers = CardPapers(desk, page, FormPrinter(desk, page), page.told.emit, page.withheld.emit)
        desk.reader.told.connect(self._hear)

    def dialog(self) -> Dialog | None:
        """Return the question about papers that is open."""
        return self._papers.dialog()

    def hand_out(self) -> None:
        """Open the sheet for giving cards out."""
        if self._dialogs.current() is not None or not self._free():
            return
        sheet = HandOutSheet(self._desk, self._page.window())
        self._sheet = sheet
        sheet.finished.connect(lambda _: setattr(self, "_sheet", None))
        self._dialogs.open(sheet)

    def ask_papers(self) -> None:
        """Ask what to print of those whose cards wait."""
        self._papers.ask()

    def show_refusals(self) -> None:
        """Count what bureau and bank refused."""
        if self._dialogs.current() is None:

            def show(memory: Memory) -> None:
                feedback = self._desk.profile.feedback
                self._dialogs.open(MemorySheet(memory, feedback, self._desk.language.code, self._page.window()))

            self._desk.tasks.run(lambda: Refusals(self._desk.session).memory(), owner=self, on_done=show)

    def _hear(self, event: ReaderEvent) -> None:
        card: Card | None = event.card
        if self._sheet is not None and card is not None:
            self._sheet.take_card(card)
