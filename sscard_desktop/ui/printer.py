# SPDX-License-Identifier: Apache-2.0
"""Printing a record's form: content from the station, PDF in the work lane, preview, the system's dialog, the count.

A print counts only once a printer took the whole job, or the PDF was saved; what was cancelled or failed never does.
The PDF lives in memory until the person asks for a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QTimer
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.profile import FormSpec
from sscard_desktop.domain.record import Record
from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.services.ports import FormContent
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.preview import PreviewDialog
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.pick import PickDialog

Printed = Callable[[Record], object]


class Printers:
    """The printers of this machine, and the system's dialog to choose one."""

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


class DemoPrinter(Printers):
    """The demo station's printer: its paper is a PDF file beside the throw-away station.

    Args:
        folder: where the sheets fall.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def any(self) -> bool:
        return True

    def choose(self, pages: PdfPages, parent: QWidget, proposed: str = "") -> QPrinter | None:
        self.folder.mkdir(parents=True, exist_ok=True)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(300)
        printer.setOutputFileName(str(self.folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.pdf"))
        pages.prepare(printer)
        return printer


@dataclass(frozen=True, slots=True)
class Paper:
    """What is shown, saved and printed.

    Attributes:
        title: the form's name, for people.
        form: its key, for the offset.
        pdf: what is shown and saved.
        printed: what goes on paper: the same, or its values alone where the paper has the form on it.
        settings: by how much each printer misses.
    """

    title: str
    form: str
    pdf: bytes = field(repr=False)
    printed: bytes = field(repr=False)
    settings: PrinterSettings


class FormPrinter(QObject):
    """Prints forms from one page of the window.

    Args:
        desk: who works where.
        parent: the page that the preview stands over; when it goes, nothing more is printed or counted.
        printers: what to print on; by default this machine's, or the demo station's.
    """

    def __init__(self, desk: Desk, parent: QWidget, *, printers: Printers | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = parent
        demo = desk.workplace.demo is not None
        self._printers = printers or (DemoPrinter(desk.workplace.station.folder / "prints") if demo else Printers())
        self._preview: PreviewDialog | None = None
        self._dialog: PickDialog | None = None

    def print_form(self, record_id: str, form_key: str, on_printed: Printed) -> None:
        """Show a record's form and print it; ``on_printed(record)`` is called once it went out and was counted."""
        desk = self._desk

        def show(made: tuple[Paper, int]) -> None:
            paper, reprint = made
            count = partial(desk.tasks.run, lambda: desk.printing.printed(record_id, form_key), owner=self)
            self.show_paper(paper, lambda: count(on_done=on_printed), reprint=reprint)

        def render(filled: tuple[FormSpec, FormContent, PrinterSettings]) -> None:
            form, content, settings = filled

            def make() -> tuple[Paper, int]:
                forms = desk.workplace.forms()
                pdf = forms.render(form.template, content)
                bare = forms.render(form.template, content, values_only=True) if form.preprinted else pdf
                return Paper(form.label(desk.language.code), form.key, pdf, bare, settings), content.reprint

            desk.tasks.run(make, owner=self, lane=Lane.WORK, on_done=show)

        def fill() -> tuple[FormSpec, FormContent, PrinterSettings]:
            return (*desk.printing.content(record_id, form_key), Papers(desk.session).current())

        desk.tasks.run(fill, owner=self, on_done=render)

    def choose_form(self, record_id: str, on_printed: Printed) -> None:
        """Ask by keyboard which of a record's forms to print, and print it."""

        def ask(forms: Sequence[FormSpec]) -> None:
            if not forms or self.preview() is not None:
                return
            labels = [form.label(self._desk.language.code) for form in forms]
            dialog = PickDialog(self._page.window(), title=self.tr("打印哪一种表格"), options=labels)
            self._page.destroyed.connect(dialog.deleteLater)
            dialog.picked.connect(lambda index: self.print_form(record_id, forms[index].key, on_printed))
            dialog.finished.connect(dialog.deleteLater)
            self._dialog = dialog
            dialog.open()

        self._desk.tasks.run(lambda: self._desk.printing.forms(record_id), owner=self, on_done=ask)

    def preview(self) -> PreviewDialog | None:
        """Return the preview while it is open."""
        return self._preview if self._preview is not None and shiboken6.isValid(self._preview) else None

    def dialog(self) -> PickDialog | None:
        """Return the choice of forms while it is open; for tests."""
        return self._dialog if self._dialog is not None and shiboken6.isValid(self._dialog) else None

    def show_paper(self, paper: Paper, count: Callable[[], object], *, reprint: int = 0) -> None:
        """Show what will be printed; ``count`` is called once it went to a printer or was saved."""
        if self.preview() is not None:
            return
        pages = PdfPages(paper.pdf)
        there = self._printers.any()
        preview = PreviewDialog(paper.title, pages, self._page.window(), reprint=reprint, printer_there=there)
        # The page owns the end of it: a lock takes the person's data off the screen.
        self._page.destroyed.connect(preview.deleteLater)
        self._preview = preview

        def done() -> None:
            preview.accept()
            count()

        def tell(error: SscardError) -> None:
            message = self._desk.language.message(error)
            preview.show_problem(message.what, message.todo)

        def print_pages() -> None:
            printer = self._printers.choose(pages, preview, paper.settings.printer)
            if printer is None or not shiboken6.isValid(preview) or not shiboken6.isValid(self):
                return
            preview.set_busy(True)
            preview.repaint()
            offset = paper.settings.offset(printer.printerName(), paper.form)
            inked = pages if paper.printed is paper.pdf else PdfPages(paper.printed, preview)
            going = inked.printing(printer, offset_mm=(offset.x_tenths / 10, offset.y_tenths / 10))

            def go_on() -> None:
                # A page at a time, so that the window answers in between; put away meanwhile, the job is thrown away.
                if not shiboken6.isValid(preview) or not preview.isVisible():
                    going.close()
                    return
                try:
                    next(going)
                except StopIteration:
                    done()
                except SscardError as error:
                    tell(error)
                else:
                    QTimer.singleShot(0, preview, go_on)

            go_on()

        def save_pages() -> None:
            path = ask_where(preview, f"{paper.title}.pdf")
            if path is None or not shiboken6.isValid(preview) or not shiboken6.isValid(self):
                return
            try:
                save_private(path, paper.pdf)
            except SscardError as error:
                tell(error)
            else:
                done()

        preview.print_requested.connect(print_pages)
        preview.save_requested.connect(save_pages)
        preview.finished.connect(preview.deleteLater)
        preview.open()


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Ask for a place to save a PDF in; ``None`` if the person thought better of it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getSaveFileName(
        parent, QCoreApplication.translate("FormPrinter", "保存为 PDF"), str(Path(folder) / name), "PDF (*.pdf)"
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
