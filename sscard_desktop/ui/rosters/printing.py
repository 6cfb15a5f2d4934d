# SPDX-License-Identifier: Apache-2.0
"""Lists of a roster's people on paper: made in the work lane, looked at, then printed or saved."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sscard_desktop import paths
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.printing import PrintJob
from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.services.rosterpapers import MadePaper, RosterPapers
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.outlets import Paper
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.rosters.part import Part
from sscard_desktop.ui.rosters.reading import RosterGlance
from sscard_desktop.ui.sheetprinting import ProgressDialog
from sscard_desktop.ui.tasks import Task


class RosterPrinter(QObject):
    """Prints over one part of the page."""

    def __init__(self, desk: Desk, over: Part) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._printer = FormPrinter(desk, over)

    def printer(self) -> FormPrinter:
        """Return what shows and prints; for tests."""
        return self._printer

    def print(self, form: str, title: str, glance: RosterGlance, unit: str | None = None) -> None:
        """Make one of ``RosterPapers``' forms of a roster, or of one unit of it, and show it."""
        desk, over = self._desk, self._over
        crowd = Crowd(By.ROSTER, glance.roster.id, unit or "")
        dialog = ProgressDialog(over, title)

        def fail(error: SscardError) -> None:
            told = desk.language.message(error)
            dialog.show_problem(told.what, told.todo)

        def make(settings: PrinterSettings) -> None:
            def show(made: MadePaper) -> None:
                dialog.accept()
                paper = Paper(title, form, made.printout.pdf, made.bare, settings)
                self._printer.show_paper(paper, lambda job: self._count(made, job))

            task = desk.tasks.run_long(
                lambda progress: self._made(crowd, form, progress),
                owner=dialog,
                on_done=show,
                on_error=fail,
                on_progress=dialog.show_progress,
            )
            dialog.stopped.connect(task.cancel)

        over.open_dialog(dialog)
        desk.tasks.run(lambda: Papers(desk.session).current(), owner=dialog, on_done=make, on_error=fail)

    def _made(self, crowd: Crowd, form: str, progress: Task) -> MadePaper:
        return self._papers().make(crowd, form, progress)

    def _count(self, made: MadePaper, job: PrintJob | None) -> None:
        self._desk.tasks.run(
            lambda: self._papers().printed(made, job),
            owner=self,
            on_done=lambda _: self._over.told.emit(self.tr("已输出 %n 人的名单", "", made.people)),
        )

    def _papers(self) -> RosterPapers:
        return RosterPapers(self._desk.session, self._desk.workplace.forms, paths.forms() / "shared-forms")
