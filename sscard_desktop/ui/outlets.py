# SPDX-License-Identifier: Apache-2.0
"""Where paper comes out: the spooler, which takes the PDF itself, or the system's print dialog where there is none.

Both tell what they would print on, and end in the same way: accepted, with the job where its fate can be asked for; or
an error, and nothing counts.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.printing import Printer, PrintJob, Ticket
from sscard_desktop.services.papers import PrinterSettings, Way
from sscard_desktop.ui.paper import MM_PER_INCH, POINTS_PER_INCH, PdfPages
from sscard_desktop.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from sscard_desktop.services.ports import FormRenderer, Spooler
    from sscard_desktop.ui.preview import PreviewDialog

Done = Callable[[PrintJob | None], object]
Tell = Callable[[SscardError], object]


@dataclass(frozen=True, slots=True)
class Paper:
    """What is shown, saved and printed.

    Attributes:
        title: the form's name, for people; nothing of anybody, the printer's queue shows it.
        form: its key, for the offset and the way it is printed.
        pdf: what is shown and saved.
        printed: what goes on paper: the same, or its values alone where the paper has the form on it.
        settings: how each form is printed, and by how much each printer misses.
        exact: it must hit its place on the paper; a poster needn't.
    """

    title: str
    form: str
    pdf: bytes = field(repr=False)
    printed: bytes = field(repr=False)
    settings: PrinterSettings
    exact: bool = True


class Printers:
    """The printers of this machine as Qt knows them, and the system's dialog to choose one."""

    def any(self) -> bool:
        """Return whether there is a printer."""
        return bool(QPrinterInfo.availablePrinterNames())

    def choose(self, pages: PdfPages, parent: QWidget, proposed: str = "") -> QPrinter | None:
        """Return the printer as the person set it up, ``None`` if they thought better of it.

        Args:
            proposed: the printer to begin with, where there is one of that name.
        """
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if proposed in QPrinterInfo.availablePrinterNames():
            printer.setPrinterName(proposed)
        pages.prepare(printer)
        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


class DialogOutlet:
    """Prints through the system's dialog: pages are drawn, one at a time, and the window answers in between.

    Args:
        printers: what to print on.
        tasks: where a spooler that can be asked afterwards is asked.
        spooler: finds the job, to be followed; ``None`` where nobody knows it.
    """

    def __init__(self, printers: Printers, tasks: Tasks, spooler: Spooler | None = None) -> None:
        self._printers = printers
        self._tasks = tasks
        self._spooler = spooler

    def look(self, paper: Paper, preview: PreviewDialog) -> None:
        """Tell the preview whether there is anything to print on."""
        preview.set_printers(there=self._printers.any())

    def change(self, paper: Paper, preview: PreviewDialog) -> None:
        """Do nothing: the system's dialog asks each time."""

    def send(self, paper: Paper, pages: PdfPages, preview: PreviewDialog, done: Done, tell: Tell) -> None:
        """Ask for the printer, and hand the pages over; put away meanwhile, the job is thrown away."""
        way = paper.settings.way(paper.form)
        printer = self._printers.choose(pages, preview, way.printer)
        if printer is None or not shiboken6.isValid(preview):
            return
        title = _queue_title(paper)
        printer.setDocName(title)
        preview.set_busy(True)
        preview.repaint()
        offset = paper.settings.offset(printer.printerName(), paper.form)
        inked = pages if paper.printed is paper.pdf else PdfPages(paper.printed, preview)
        going = inked.printing(printer, offset_mm=(offset.x_tenths / 10, offset.y_tenths / 10))

        def go_on() -> None:
            if not shiboken6.isValid(preview) or not preview.isVisible():
                going.close()
                return
            try:
                next(going)
            except StopIteration:
                self._follow(printer.printerName(), title, preview, done)
            except SscardError as error:
                tell(error)
            else:
                QTimer.singleShot(0, preview, go_on)

        go_on()

    def _follow(self, printer: str, title: str, owner: QObject, done: Done) -> None:
        spooler = self._spooler
        if spooler is None:
            done(None)
            return
        self._tasks.run(
            lambda: spooler.find(printer, title),
            owner=owner,
            lane=Lane.PRINT,
            on_done=done,
            # It went out; that its fate can't be asked for is no reason not to count it.
            on_error=lambda _: done(None),
        )


class SpoolerOutlet:
    """Hands the PDF itself to the spooler, off the window's thread, on the form's own printer, with one key.

    Args:
        spooler: takes PDFs.
        tasks: the lanes.
        forms: moves a document for a printer that misses.
    """

    def __init__(self, spooler: Spooler, tasks: Tasks, forms: Callable[[], FormRenderer]) -> None:
        self._spooler = spooler
        self._tasks = tasks
        self._forms = forms
        self._printers: Sequence[Printer] = ()
        self._chosen = ""

    def look(self, paper: Paper, preview: PreviewDialog) -> None:
        """Ask for the printers, and tell the preview which one it will be."""
        self._chosen = ""
        preview.set_looking()

        def show(printers: Sequence[Printer]) -> None:
            self._printers = printers
            self._show(paper, preview)

        def tell(error: SscardError) -> None:
            preview.set_printers(there=False)
            preview.show_error(error)

        self._tasks.run(self._spooler.printers, owner=preview, lane=Lane.PRINT, on_done=show, on_error=tell)

    def change(self, paper: Paper, preview: PreviewDialog) -> None:
        """Take the next printer, for this time."""
        names = [printer.name for printer in self._printers]
        current = self._printer(paper)
        if current is not None and len(names) > 1:
            self._chosen = names[(names.index(current.name) + 1) % len(names)]
            self._show(paper, preview)

    def send(self, paper: Paper, pages: PdfPages, preview: PreviewDialog, done: Done, tell: Tell) -> None:
        """Move the print where the printer misses, and hand it over; put away meanwhile, the job is taken back."""
        printer = self._printer(paper)
        if printer is None:
            return
        preview.set_busy(True)
        ticket = self._ticket(paper, pages, printer)
        offset = paper.settings.offset(printer.name, paper.form)
        x_mm, y_mm = (offset.x_tenths / 10, offset.y_tenths / 10) if paper.exact else (0.0, 0.0)
        spooler, tasks = self._spooler, self._tasks

        def accepted(job: PrintJob) -> None:
            if shiboken6.isValid(preview):
                done(job)
            elif not tasks.closed:
                tasks.run(lambda: spooler.cancel(job), owner=tasks, lane=Lane.PRINT, on_error=lambda _: None)

        def refused(error: SscardError) -> None:
            if shiboken6.isValid(preview):
                tell(error)

        def hand_over() -> PrintJob:
            # Between pages a printer's own words for a tray may have gone: what it has no more isn't asked for.
            return spooler.hand_over(self._forms().moved(paper.printed, x_mm, y_mm), ticket)

        tasks.run(hand_over, owner=tasks, lane=Lane.PRINT, on_done=accepted, on_error=refused)

    def _printer(self, paper: Paper) -> Printer | None:
        wanted = self._chosen or paper.settings.way(paper.form).printer
        named = next((printer for printer in self._printers if printer.name == wanted), None)
        return named or next(iter(self._printers), None)

    def _way(self, paper: Paper, printer: Printer) -> Way:
        way = paper.settings.way(paper.form)
        tray = way.tray if way.tray in printer.trays else ""
        return Way(printer.name, tray, way.two_sided and printer.two_sided, way.copies)

    def _ticket(self, paper: Paper, pages: PdfPages, printer: Printer) -> Ticket:
        points = pages.size_points(0)
        short, long = sorted(each / POINTS_PER_INCH * MM_PER_INCH for each in (points.width(), points.height()))
        way = self._way(paper, printer)
        return Ticket(
            printer.name,
            _queue_title(paper),
            width_mm=short,
            height_mm=long,
            across=points.width() > points.height(),
            copies=way.copies,
            tray=way.tray,
            two_sided=way.two_sided,
        )

    def _show(self, paper: Paper, preview: PreviewDialog) -> None:
        printer = self._printer(paper)
        if printer is None:
            preview.set_printers(there=False)
        else:
            way, others = self._way(paper, printer), len(self._printers) > 1
            preview.set_printers(there=True, printer=printer, way=way, others=others)


def _queue_title(paper: Paper) -> str:
    """Return what the queue shows: by it a job is found again, and nobody's name stands in it."""
    return f"{paper.title} {secrets.token_hex(3)}"
