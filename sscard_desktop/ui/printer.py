# SPDX-License-Identifier: Apache-2.0
"""Printing a record's form: content from the station, PDF in the work lane, preview, the outlet, the count.

A print counts once the spooler accepted the whole job, or the PDF was saved; what was cancelled or refused never does,
and what comes to nothing later is taken back (:mod:`.printwatch`).
The PDF lives in memory until the person asks for a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.record import Record
from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.ui.outlets import DialogOutlet, Done, Paper, Printers, SpoolerOutlet
from sscard_desktop.ui.overhearing import unheard
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.preview import PreviewDialog
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.pick import PickDialog

if TYPE_CHECKING:
    from sscard_desktop.domain.printing import PrintJob
    from sscard_desktop.domain.profile import FormSpec
    from sscard_desktop.services.ports import FormContent
    from sscard_desktop.ui.desk import Desk

Printed = Callable[[Record], object]


class FormPrinter(QObject):
    """Prints forms from one page of the window.

    Args:
        desk: who works where.
        parent: the page that the preview stands over; when it goes, nothing more is printed or counted.
        printers: printed on through the system's dialog; by default the spooler takes what is printed.
    """

    def __init__(self, desk: Desk, parent: QWidget, *, printers: Printers | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = parent
        self._outlet = outlet_of(desk, printers)
        self._preview: PreviewDialog | None = None
        self._dialog: PickDialog | None = None

    def print_form(self, record_id: str, form_key: str, on_printed: Printed) -> None:
        """Show a record's form and print it; ``on_printed(record)`` is called once it went out and was counted."""
        desk = self._desk

        def show(made: tuple[Paper, int]) -> None:
            paper, reprint = made

            def count(job: PrintJob | None) -> None:
                desk.tasks.run(lambda: desk.printing.printed(record_id, form_key, job), owner=self, on_done=on_printed)

            self.show_paper(paper, count, reprint=reprint)

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

    def show_paper(self, paper: Paper, count: Done, *, reprint: int = 0) -> None:
        """Show what will be printed; ``count`` gets the accepted job, ``None`` for a file or what can't be followed.

        Nothing is printed or counted once the page is gone.
        """
        if self.preview() is not None:
            return
        pages = PdfPages(paper.pdf)
        preview = PreviewDialog(
            paper.title, pages, self._page.window(), reprint=reprint, told=self._desk.language.message
        )
        # The page owns the end of it: a lock takes the person's data off the screen.
        self._page.destroyed.connect(preview.deleteLater)
        self._preview = preview

        def done(job: PrintJob | None) -> None:
            with unheard():
                preview.accept()
            count(job)

        def print_pages() -> None:
            self._outlet.send(paper, pages, preview, done, preview.show_error)

        def save_pages() -> None:
            path = ask_where(preview, f"{paper.title}.pdf")
            if path is None or not shiboken6.isValid(preview) or not shiboken6.isValid(self):
                return
            try:
                save_private(path, paper.pdf)
            except SscardError as error:
                preview.show_error(error)
            else:
                done(None)

        preview.print_requested.connect(print_pages)
        preview.save_requested.connect(save_pages)
        preview.change_requested.connect(lambda: self._outlet.change(paper, preview))
        preview.look_requested.connect(lambda: self._outlet.look(paper, preview))
        preview.finished.connect(preview.deleteLater)
        self._outlet.look(paper, preview)
        with unheard():
            preview.open()


def outlet_of(desk: Desk, printers: Printers | None = None) -> SpoolerOutlet | DialogOutlet:
    """Return what a desk prints through: a spooler that takes PDFs, or else the system's dialog."""
    spooler = desk.workplace.spooler()
    if printers is None and spooler.there() and spooler.takes_pdf:
        return SpoolerOutlet(spooler, desk.tasks, desk.workplace.forms)
    followed = spooler if printers is None and spooler.there() else None
    return DialogOutlet(printers or Printers(), desk.tasks, followed)


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
