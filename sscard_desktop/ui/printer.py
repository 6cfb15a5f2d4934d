# SPDX-License-Identifier: Apache-2.0
"""Printing a record's form: content from the station, PDF in the work lane, preview, the system's dialog, the count.

A print counts only once a printer took the whole job, or the PDF was saved; what was cancelled or failed never does.
The PDF lives in memory until the person asks for a file.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.profile import FormSpec
from sscard_desktop.domain.record import Record
from sscard_desktop.services.ports import FormContent
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.preview import PreviewDialog
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.tasks import Lane

Printed = Callable[[Record], None]


class Printers:
    """The printers of this machine, and the system's dialog to choose one."""

    def any(self) -> bool:
        """Return whether there is a printer."""
        return bool(QPrinterInfo.availablePrinterNames())

    def choose(self, pages: PdfPages, parent: QWidget) -> QPrinter | None:
        """Return the printer as the person set it up, ``None`` if they thought better of it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
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

    def choose(self, pages: PdfPages, parent: QWidget) -> QPrinter | None:
        self.folder.mkdir(parents=True, exist_ok=True)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(300)
        printer.setOutputFileName(str(self.folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.pdf"))
        pages.prepare(printer)
        return printer


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

    def print_form(self, record_id: str, form_key: str, on_printed: Printed) -> None:
        """Show a record's form and print it; ``on_printed(record)`` is called once it went out and was counted."""

        def render(filled: tuple[FormSpec, FormContent]) -> None:
            form, content = filled
            self._desk.tasks.run(
                lambda: self._desk.workplace.forms().render(form.template, content),
                owner=self,
                lane=Lane.WORK,
                on_done=lambda pdf: self._show(record_id, form, content.reprint, pdf, on_printed),
            )

        self._desk.tasks.run(lambda: self._desk.printing.content(record_id, form_key), owner=self, on_done=render)

    def preview(self) -> PreviewDialog | None:
        """Return the preview while it is open."""
        return self._preview if self._preview is not None and shiboken6.isValid(self._preview) else None

    def _show(self, record_id: str, form: FormSpec, reprint: int, pdf: bytes, on_printed: Printed) -> None:
        if self.preview() is not None:
            return
        title = form.labels.get(self._desk.language.code) or form.labels.get("zh_CN") or form.key
        pages = PdfPages(pdf)
        preview = PreviewDialog(title, pages, self._page.window(), reprint=reprint, printer_there=self._printers.any())
        # The page owns the end of it: a lock takes the person's data off the screen.
        self._page.destroyed.connect(preview.deleteLater)
        self._preview = preview

        def count() -> None:
            preview.accept()
            self._desk.tasks.run(
                lambda: self._desk.printing.printed(record_id, form.key), owner=self, on_done=on_printed
            )

        def tell(error: SscardError) -> None:
            message = self._desk.language.message(error)
            preview.show_problem(message.what, message.todo)

        def print_pages() -> None:
            printer = self._printers.choose(pages, preview)
            if printer is None or not shiboken6.isValid(preview) or not shiboken6.isValid(self):
                return
            preview.set_busy(True)
            preview.repaint()
            try:
                pages.print_to(printer)
            except SscardError as error:
                tell(error)
            else:
                count()

        def save_pages() -> None:
            path = ask_where(preview, f"{title}.pdf")
            if path is None or not shiboken6.isValid(preview) or not shiboken6.isValid(self):
                return
            try:
                save_private(path, pdf)
            except SscardError as error:
                tell(error)
            else:
                count()

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
