# SPDX-License-Identifier: Apache-2.0
"""日结: what the day brought and what is still open, by clerk and by name; printed as a sheet to be signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from sscard_desktop import messages
from sscard_desktop.domain.endofday import DayReport
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.services.endofday import EndOfDay
from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.outlets import Paper
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.table import Table

_CLERKS_SHOWN, _OPEN_SHOWN, _COUNT_ROOM = 4, 5, "0000"
_CLERK_ROOM, _NAME_ROOM, _RECEIPT_ROOM, _GAPS_ROOM = (
    "阿依古丽",
    "阿依古丽买买",
    "0017-20260302-0001-5",
    "未打印、未签名、未审核",
)


class DayDialog(Dialog):
    """One day; PageUp and PageDown change it, F9 prints its sheet, Enter goes to the chosen record.

    Args:
        report: of the day.
        word: gives the word for a value of a kind.
        today: no later day is offered.

    Signals:
        day_asked(day): another day is wanted.
        print_asked(): the sheet is wanted.
        opened(record): the record is wanted.
    """

    day_asked = Signal(object)
    print_asked = Signal()
    opened = Signal(str)

    def __init__(self, report: DayReport, word: Callable[[str, str], str], today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("day_end")
        self._word = word
        self._today = today
        self._report = report
        self._clerks = _table(self)
        self._heading = Label("", self, role="strong")
        self._open = _table(self)
        self._open.setMinimumHeight(_height(self._open, _OPEN_SHOWN))
        self._open.opened.connect(self._go)
        self.body.addWidget(self._clerks)
        self.body.addWidget(self._heading)
        self.body.addWidget(self._open)
        for text, key, by in ((self.tr("前一天"), "PgUp", -1), (self.tr("后一天"), "PgDn", 1)):
            button = Button(text, self, kind="quiet", key=key)
            button.clicked.connect(lambda _=False, by=by: self._turn(by))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._buttons.insertWidget(self._buttons.count() - 1, button)
        self.add_button(self.tr("关闭"), result=0, key="Esc")
        sheet = Button(self.tr("打印日结单"), self, kind="primary", icon="printer", key="F9")
        sheet.clicked.connect(self.print_asked)
        self._buttons.addWidget(sheet)
        self.show_report(report)

    def show_report(self, report: DayReport) -> None:
        """Show a day."""
        self._report = report
        words = self._word
        self.set_title(self.tr("日结 {day}").format(day=report.day.isoformat()))
        kinds = [f"{name} {people}" for name, people in report.businesses]
        units = self.tr("%n 个单位", "", len(report.units))
        said = [words("day_sheet", "summary").format(people=report.people), *kinds, *([units] if report.units else [])]
        self.set_text(" · ".join(said))
        figures = [words("day_sheet", name) for name in ("submitted", "approved", "returned_today")]
        headers = [words("day_sheet", "clerk"), *figures, *(words("gap", gap.value) for gap in report.gaps)]
        rows = [
            [
                report.called(each.clerk),
                *map(str, (each.submitted, each.approved, each.returned)),
                *(str(each.open.get(gap, 0) or "–") for gap in report.gaps),
            ]
            for each in report.clerks
        ]
        _fill(self._clerks, headers, rows)
        self._clerks.fit_columns(_CLERK_ROOM, *[_COUNT_ROOM] * (len(headers) - 2))
        self._clerks.grow_columns(0, last=_COUNT_ROOM)
        self._clerks.setMinimumWidth(self._width_wanted(headers))
        self._clerks.setFixedHeight(_height(self._clerks, min(max(len(rows), 1), _CLERKS_SHOWN)))
        count = len(report.open) + report.unlisted
        self._heading.setText(self.tr("还没有办结的 %n 条", "", count) if count else self.tr("都办结了。"))
        self._open.setVisible(bool(count))
        still = words("day_sheet", "comma")
        lines = [
            [
                report.called(each.clerk),
                each.name or "–",
                grouped(each.receipt_number) if each.receipt_number else "–",
                still.join(words("gap", gap.value) for gap in each.gaps),
            ]
            for each in report.open
        ]
        names = [words("day_sheet", name) for name in ("clerk", "name", "receipt", "open")]
        _fill(self._open, names, lines)
        self._open.fit_columns(_CLERK_ROOM, _NAME_ROOM, _RECEIPT_ROOM)
        self._open.grow_columns(1, 0, last=_GAPS_ROOM)
        (self._open if count else self).setFocus()

    def _width_wanted(self, headers: Sequence[str]) -> int:
        """Return the width (px) in which all figures stand beside each other, as far as the window has it."""
        table, last = self._clerks, len(headers) - 1
        names = max((table.room_for(self._report.called(each.clerk)) for each in self._report.clerks), default=0)
        columns = [max(table.columnWidth(0), names), *(table.columnWidth(at) for at in range(1, last))]
        columns.append(table.horizontalHeader().sectionSizeFromContents(last).width())
        parent = self.parentWidget()
        window = parent.window().width() if parent is not None else sum(columns)
        bar = table.verticalScrollBar().sizeHint().width()
        return min(sum(columns) + bar, window - 4 * tokens().space.xxl)

    def report(self) -> DayReport:
        """Return what is shown."""
        return self._report

    def rows(self) -> tuple[int, int]:
        """Return how many clerks and open records are shown; for tests."""
        return self._clerks.model().rowCount(), self._open.model().rowCount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif event.key() == Qt.Key.Key_F9:
            self.print_asked.emit()
        else:
            super().keyPressEvent(event)

    def _turn(self, by: int) -> None:
        day = self._report.day + timedelta(days=by)
        if day <= self._today:
            self.day_asked.emit(day)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._report.open):
            self.accept()
            self.opened.emit(self._report.open[row].id)


class DayEnd(QObject):
    """Shows the day's end over a page.

    Signals:
        opened(record): the record is wanted.
    """

    opened = Signal(str)

    def __init__(self, desk: Desk, page: QWidget, printer: FormPrinter) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._printer = printer
        self._dialog: DayDialog | None = None

    def ask(self) -> None:
        """Show today."""
        if self.dialog() is None:
            self._read(None, self._show)

    def dialog(self) -> DayDialog | None:
        """Return the dialog while it is open."""
        return self._dialog if self._dialog is not None and shiboken6.isValid(self._dialog) else None

    def _service(self) -> EndOfDay:
        return EndOfDay(self._desk.session, self._desk.workplace.forms)

    def _word(self, kind: str, value: str) -> str:
        return messages.word(kind, value, self._desk.language.code)

    def _read(self, day: date | None, then: Callable[[DayReport], object]) -> None:
        language = self._desk.language.code
        self._desk.tasks.run(lambda: self._service().report(language, day), owner=self, on_done=then)

    def _show(self, report: DayReport) -> None:
        today = self._desk.workplace.clock.today()
        self._dialog = dialog = DayDialog(report, self._word, today, self._page.window())
        dialog.day_asked.connect(lambda day: self._read(day, self._change))
        dialog.print_asked.connect(self._print)
        dialog.opened.connect(self.opened)
        # The page owns the end of it: a lock takes people's names off the screen.
        self._page.destroyed.connect(dialog.deleteLater)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _change(self, report: DayReport) -> None:
        dialog = self.dialog()
        if dialog is not None:
            dialog.show_report(report)

    def _print(self) -> None:
        dialog = self.dialog()
        if dialog is None:
            return
        report, title = dialog.report(), dialog.windowTitle()

        def show(made: tuple[bytes, PrinterSettings]) -> None:
            still = self.dialog()
            if still is not None:
                still.accept()
            pdf, settings = made
            self._printer.show_paper(Paper(title, "day_sheet", pdf, pdf, settings, exact=False), lambda job: None)

        def make(settings: PrinterSettings) -> None:
            self._desk.tasks.run(
                lambda: (self._service().sheet(report, self._word), settings),
                owner=self,
                lane=Lane.WORK,
                on_done=show,
            )

        self._desk.tasks.run(lambda: Papers(self._desk.session).current(), owner=self, on_done=make)


def _table(parent: QWidget) -> Table:
    table = Table(parent)
    table.setModel(QStandardItemModel(table))
    return table


def _height(table: Table, rows: int) -> int:
    """Return how high a table is that shows so many rows whole, and its headers."""
    table.ensurePolished()
    around = 2 * table.contentsMargins().top() + tokens().space.s
    return table.horizontalHeader().sizeHint().height() + rows * table.verticalHeader().defaultSectionSize() + around


def _fill(table: Table, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    model = table.model()
    assert isinstance(model, QStandardItemModel)
    model.clear()
    model.setHorizontalHeaderLabels(list(headers))
    for row in rows:
        model.appendRow([QStandardItem(text) for text in row])
    table.choose_row(0)
