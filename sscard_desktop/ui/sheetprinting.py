# SPDX-License-Identifier: Apache-2.0
"""Printing for many people: which form, whom, how far it is, and then the same preview as for one person.

Choosing and counting run on the store lane, all that takes long in the work lane; the window stays free, and Esc stops.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from sscard_desktop.domain.profile import FormScope, FormSpec
from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.services.sheets import Chosen, Printout, Sheets
from sscard_desktop.ui.outlets import Paper
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.pick import PickDialog

if TYPE_CHECKING:
    from sscard_desktop.domain.printing import PrintJob
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.printer import FormPrinter

_DAYS_BACK = 7
_UNITS_SHOWN = 200


class ProgressDialog(Dialog):
    """How far it is; Esc stops it. Why it couldn't be done stays until it is put away.

    Signals:
        stopped(): the person put it away.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent, icon="printer")
        self.set_title(title)
        self._banner = Banner(self, closable=False)
        self._far = Label("", self, role="text")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        for part in (self._banner, self._far, self._bar):
            self.body.addWidget(part)
        self.add_button(self.tr("停止"), result=0, key="Esc")
        self.rejected.connect(self.stopped)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many of how many are done."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._far.setText(f"{done} / {total}")

    def show_problem(self, what: str, todo: str) -> None:
        """Say why nothing is printed."""
        self._bar.hide()
        self._far.hide()
        self._banner.show_message(what, todo)

    def banner(self) -> Banner:
        """Return the banner; for tests."""
        return self._banner


class SheetPrinter(QObject):
    """Prints forms for many people from one page of the window.

    Args:
        desk: who works where.
        page: the page that the dialogs stand over.
        printer: shows, prints and saves what was made.
        tell: shows a line when it went out.
    """

    def __init__(self, desk: Desk, page: QWidget, printer: FormPrinter, tell: Callable[[str], object]) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._printer = printer
        self._tell = tell
        self._dialog: Dialog | None = None

    def ask(self, crowd: Crowd | None = None) -> None:
        """Ask which form, and of whom where ``crowd`` doesn't say it."""
        if self.dialog() is not None:
            return

        def show(forms: Sequence[FormSpec]) -> None:
            if not forms or self.dialog() is not None:
                return
            language = self._desk.language.code
            each = self.tr("（每人一份）")
            options = [form.label(language) + (each if form.scope is FormScope.RECORD else "") for form in forms]
            self._pick(self.tr("打印哪一种表格"), options, lambda index: self._ask_whom(forms[index], crowd))

        self._desk.tasks.run(lambda: self._sheets().forms(), owner=self, on_done=show)

    def dialog(self) -> Dialog | None:
        """Return the dialog that is open."""
        return self._dialog if self._dialog is not None and shiboken6.isValid(self._dialog) else None

    def _sheets(self) -> Sheets:
        return Sheets(self._desk.session, self._desk.workplace.forms)

    def _ask_whom(self, form: FormSpec, crowd: Crowd | None) -> None:
        if crowd is not None:
            self._make(form, crowd)
            return
        today = self._desk.workplace.clock.today()
        days = [(today - timedelta(days=back)).isoformat() for back in range(_DAYS_BACK)]

        def show(units: Sequence[tuple[str, int]]) -> None:
            crowds = [Crowd(By.DAY, day) for day in days]
            options = [self.tr("{day} 受理的人").format(day=day) for day in days]
            for name, count in units[:_UNITS_SHOWN]:
                crowds.append(Crowd(By.UNIT, name))
                options.append(self.tr("{unit}（{count} 人）").format(unit=name, count=count))
            self._pick(self.tr("打印哪些人"), options, lambda index: self._make(form, crowds[index]))

        self._desk.tasks.run(lambda: self._sheets().units(), owner=self, on_done=show)

    def _pick(self, title: str, options: Sequence[str], then: Callable[[int], object]) -> None:
        dialog = PickDialog(self._page.window(), title=title, options=options)
        dialog.picked.connect(then)
        self._open(dialog)

    def _make(self, form: FormSpec, crowd: Crowd) -> None:
        title = form.label(self._desk.language.code)
        dialog = ProgressDialog(self._page.window(), title)
        self._open(dialog)
        sheets, tasks = self._sheets(), self._desk.tasks
        running: list[Task] = []

        def stop() -> None:
            for task in running:
                task.cancel()

        dialog.stopped.connect(stop)

        def tell(error: object) -> None:
            message = self._desk.language.message(error)  # type: ignore[arg-type]
            dialog.show_problem(message.what, message.todo)

        def make(found: tuple[Chosen, PrinterSettings]) -> None:
            chosen, settings = found

            def work(progress: Task) -> tuple[Printout, bytes]:
                printout = sheets.render(chosen, progress)
                bare = sheets.render(chosen, progress, values_only=True).pdf if form.preprinted else printout.pdf
                return printout, bare

            def show(made: tuple[Printout, bytes]) -> None:
                dialog.accept()
                self._show(chosen, made[0], Paper(title, form.key, made[0].pdf, made[1], settings))

            running.append(
                tasks.run_long(
                    work,
                    owner=dialog,
                    lane=Lane.WORK,
                    on_done=show,
                    on_error=tell,
                    on_progress=dialog.show_progress,
                )
            )

        def choose() -> tuple[Chosen, PrinterSettings]:
            return sheets.choose(form.key, crowd), Papers(self._desk.session).current()

        tasks.run(choose, owner=dialog, on_done=make, on_error=tell)

    def _show(self, chosen: Chosen, printout: Printout, paper: Paper) -> None:
        if printout.refused:
            self._tell_refused(printout)
        if not printout.pdf:
            return
        people = len(printout.records)

        def count(job: PrintJob | None) -> None:
            self._desk.tasks.run(
                lambda: self._sheets().printed(chosen, printout, job),
                owner=self,
                on_done=lambda _: self._tell(self.tr("已打印 %n 人的表格", "", people)),
            )

        self._printer.show_paper(paper, count)

    def _tell_refused(self, printout: Printout) -> None:
        first, *_ = printout.refused.values()
        said = self.tr("%n 人的表格没有印上：", "", len(printout.refused))
        self._tell(said + self._desk.language.message(first).what)

    def _open(self, dialog: Dialog) -> None:
        self._dialog = dialog
        # The page owns the end of it: a lock takes the person's data off the screen.
        self._page.destroyed.connect(dialog.deleteLater)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
