# SPDX-License-Identifier: Apache-2.0
"""Printing: how each form is printed, and by how much each printer misses, found with a page printed for it.

The printers and what they have come from the spooler, asked on its own lane; where there is none, from Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import shiboken6
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.domain.printing import MOST_COPIES, Printer, Ticket
from sscard_desktop.services.papers import Offset, Papers, PrinterSettings, Way
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import CodeEditor
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PlainEditor

ALL_FORMS = "*"
_OWN_CHOICE = "*"


def tenths(text: str) -> int | None:
    """Return millimetres as people write them in tenths: ``-1.5`` is -15; ``None`` for what is no such number."""
    try:
        value = float(text.strip().replace("，", ".").replace(",", ".").replace("−", "-") or "0")
    except ValueError:
        return None
    scaled = value * 10
    return round(scaled) if abs(scaled) < 1e6 and abs(scaled - round(scaled)) < 1e-6 else None


class PrintingTab(Tab):
    """What is picked or typed is saved as one leaves the field: for all forms, or for one that has its own way."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        space = tokens().space
        self._settings = PrinterSettings()
        self._printer = CodeEditor("printer", self)
        self._form = CodeEditor("form", self)
        self._tray = CodeEditor("tray", self)
        self._sides = CodeEditor("sides", self)
        self._copies = PlainEditor("copies", self)
        self._found: dict[str, Printer] = {}
        self._x = PlainEditor("offset_x", self)
        self._y = PlainEditor("offset_y", self)
        self._hint = Label("", self, role="muted", wrap=True)
        self._printer.finished.connect(self._use)
        self._form.finished.connect(lambda _: self._show_form())
        for editor in (self._tray, self._sides, self._copies):
            editor.finished.connect(lambda _, at=editor: self._keep_way(at))
        self._x.finished.connect(lambda _: self._move())
        self._y.finished.connect(lambda _: self._move())
        self._flow = FieldFlow(self)
        editors: list[FieldEditor] = [
            self._form,
            self._printer,
            self._tray,
            self._sides,
            self._copies,
            self._x,
            self._y,
        ]
        self._flow.set_fields(editors)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.l)
        grid.setVerticalSpacing(space.s)
        for place, each in zip(((0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (3, 0), (3, 1)), editors, strict=True):
            grid.addWidget(each, *place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.m, 0, 0)
        column.addLayout(grid)
        column.addWidget(self._hint)
        column.addStretch()
        self.setFocusProxy(self._form)
        self.retranslate()

    def title(self) -> str:
        return self.tr("打印")

    def key_actions(self) -> list[KeyAction]:
        return [
            KeyAction("test", "Ctrl+T", self.tr("打印测试页"), "printer"),
            KeyAction("check", "Ctrl+R", self.tr("打印核对页（加上偏移）"), "printer"),
        ]

    def act(self, name: str) -> None:
        self._print_page(moved=name == "check")

    def entered(self) -> None:
        language = self._desk.language.code
        forms = [Choice(form.key, form.label(language)) for form in self._desk.profile.forms]
        self._form.set_choices([Choice(ALL_FORMS, self.tr("所有表格")), *forms])
        if not self._form.value():
            self._form.set_value(ALL_FORMS)
        self._sides.set_choices([Choice("1", self.tr("单面"), hint=" "), Choice("2", self.tr("双面"), hint=" ")])

        def show(settings: PrinterSettings) -> None:
            self._settings = settings
            self._show_form()

        def found(printers: Sequence[Printer]) -> None:
            self._found = {printer.name: printer for printer in printers}
            self._printer.set_choices([self._choice(printer) for printer in printers])
            self._printer.set_note(None if printers else Note(self.tr("这台电脑没有打印机。"), Tone.WARN))
            self._desk.tasks.run(lambda: Papers(self._desk.session).current(), owner=self, on_done=show)

        spooler = self._desk.workplace.spooler()
        if spooler.there():
            self._desk.tasks.run(
                spooler.printers, owner=self, lane=Lane.PRINT, on_done=found, on_error=partial(self._without, found)
            )
        else:
            usual = QPrinterInfo.defaultPrinterName()
            names = sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)
            found([Printer(name, usual=name == usual) for name in names])

    def _without(self, found: Callable[[Sequence[Printer]], None], error: SscardError) -> None:
        found(())
        self._tell(error)

    def _choice(self, printer: Printer) -> Choice:
        if printer.trouble is not None:
            hint = self._desk.language.message(EnvironmentFailedError(f"printer.trouble.{printer.trouble.value}")).what
        else:
            hint = self.tr("系统默认") if printer.usual else " "
        return Choice(printer.name, printer.name, hint=hint)

    def options(self) -> tuple[CodeEditor, CodeEditor, PlainEditor]:
        """Return tray, sides and copies; for tests."""
        return self._tray, self._sides, self._copies

    def fields(self) -> tuple[CodeEditor, CodeEditor, PlainEditor, PlainEditor]:
        """Return printer, form, offset across and down; for tests."""
        return self._printer, self._form, self._x, self._y

    def retranslate(self) -> None:
        self._printer.set_label(self.tr("打印机"))
        self._form.set_label(self.tr("哪种表格"))
        self._tray.set_label(self.tr("纸盒"))
        self._sides.set_label(self.tr("单面还是双面"))
        self._copies.set_label(self.tr("份数（1 到 {most}）").format(most=MOST_COPIES))
        self._x.set_label(self.tr("横向偏移，毫米（正数向右，−20.0 到 20.0）"))
        self._y.set_label(self.tr("纵向偏移，毫米（正数向下，−20.0 到 20.0）"))
        self._hint.setText(
            self.tr(
                "在已印好的表单上套打时，打印机总会偏一点。打印测试页，按页上的说明量出两个数填在这里，再打印核对页。"
                "偏移只影响打印，不影响保存的 PDF。"
            )
        )

    def _form_key(self) -> str:
        key = self._form.value()
        return "" if key == ALL_FORMS else key

    def _show_form(self) -> None:
        way = self._settings.way(self._form_key())
        self._printer.set_value(way.printer or next(iter(self._found), ""))
        self._show_way()
        self._show_offset()

    def _show_way(self) -> None:
        way = self._settings.way(self._form_key())
        printer = self._found.get(self._printer.value())
        trays = printer.trays if printer is not None else ()
        own = Choice(_OWN_CHOICE, self.tr("由打印机决定"), hint=" ")
        self._tray.set_choices([own, *(Choice(tray, self._tray_name(tray), hint=tray) for tray in trays)])
        self._tray.set_value(way.tray if way.tray in trays else _OWN_CHOICE)
        self._sides.set_value("2" if way.two_sided else "1")
        self._copies.set_value(str(way.copies))
        wrong = way.two_sided and printer is not None and not printer.two_sided
        self._sides.set_note(Note(self.tr("这台打印机不能自动双面打印，会印成单面。"), Tone.WARN) if wrong else None)

    def _tray_name(self, tray: str) -> str:
        words = {"manual": self.tr("手动进纸"), "by-pass-tray": self.tr("手动进纸"), "envelope": self.tr("信封进纸")}
        number = tray.removeprefix("tray-")
        return self.tr("纸盒 {number}").format(number=number) if number.isdigit() else words.get(tray, tray)

    def _show_offset(self) -> None:
        offset = self._settings.offset(self._printer.value(), self._form_key())
        self._x.set_value(f"{offset.x_tenths / 10:.1f}")
        self._y.set_value(f"{offset.y_tenths / 10:.1f}")

    def _use(self, _: str) -> None:
        self._keep_way(self._printer)

    def _keep_way(self, editor: FieldEditor) -> None:
        typed = self._copies.value().strip()
        if not typed.isascii() or not typed.isdigit() or len(typed) > 3:
            self._copies.set_note(Note(self.tr("请填 1 到 {most} 的整数。").format(most=MOST_COPIES)))
            return
        form, tray = self._form_key(), self._tray.value()
        way = Way(
            self._printer.value(),
            tray="" if tray == _OWN_CHOICE else tray,
            two_sided=self._sides.value() == "2",
            copies=int(typed),
        )
        if not way.printer or way == self._settings.way(form):
            return

        def saved(settings: PrinterSettings) -> None:
            self._settings = settings
            if self._form_key() == form:
                self._show_way()
                self._show_offset()
            editor.set_note(Note(self.tr("已保存"), Tone.OK))

        self._desk.tasks.run(
            lambda: Papers(self._desk.session).print_by(form, way),
            owner=self,
            on_done=saved,
            on_error=lambda error: editor.set_note(Note(self._desk.language.message(error).what)),
        )

    def _move(self) -> None:
        printer, form = self._printer.value(), self._form_key()
        x, y = tenths(self._x.value()), tenths(self._y.value())
        for editor, value in ((self._x, x), (self._y, y)):
            wrong = Note(self.tr("请填毫米数，最多一位小数，比如 -1.5。"))
            editor.set_note(wrong if value is None else None)
        if x is None or y is None or not printer:
            return
        offset = Offset(x, y)
        if offset == self._settings.offset(printer, form):
            return

        def saved(settings: PrinterSettings) -> None:
            self._settings = settings
            self._show_offset()
            self._y.set_note(Note(self.tr("已保存"), Tone.OK))

        self._desk.tasks.run(
            lambda: Papers(self._desk.session).move(printer, form, offset),
            owner=self,
            on_done=saved,
            on_error=lambda error: self._y.set_note(Note(self._desk.language.message(error).what)),
        )

    def _print_page(self, *, moved: bool) -> None:
        name = self._printer.value()
        if name not in self._found:
            self._tell(EnvironmentFailedError("printer.none"))
            return
        offset = self._settings.offset(name, self._form_key()) if moved else Offset()
        across, down = offset.x_tenths / 10, offset.y_tenths / 10
        told = f"{name} · {across:+.1f} / {down:+.1f} mm"
        spooler, forms = self._desk.workplace.spooler(), self._desk.workplace.forms
        sent = self.tr("测试页已送到打印机")
        way = self._settings.way(self._form_key())
        if spooler.there() and spooler.takes_pdf:
            ticket = Ticket(name, self.tr("打印位置测试页"), tray=way.tray)
            self._desk.tasks.run(
                lambda: spooler.hand_over(forms().moved(forms().calibration_page(told), across, down), ticket),
                owner=self,
                lane=Lane.PRINT,
                on_done=lambda _: self.told.emit(sent),
                on_error=self._tell,
            )
            return

        def draw(pdf: bytes) -> None:
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printer.setPrinterName(name)
            pages = PdfPages(pdf, self)
            pages.prepare(printer)
            try:
                pages.print_to(printer, offset_mm=(across, down))
            except SscardError as error:
                self._tell(error)
            else:
                self.told.emit(sent)
            if shiboken6.isValid(pages):
                pages.deleteLater()

        self._desk.tasks.run(
            lambda: forms().calibration_page(told), owner=self, lane=Lane.WORK, on_done=draw, on_error=self._tell
        )

    def _tell(self, error: SscardError) -> None:
        self._printer.set_note(Note(self._desk.language.message(error).what))
