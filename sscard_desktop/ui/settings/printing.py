# SPDX-License-Identifier: Apache-2.0
"""Printing: which printer is proposed, and by how much each one misses, found with a page printed for it."""

from __future__ import annotations

import shiboken6
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.papers import Offset, Papers, PrinterSettings
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import CodeEditor
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PlainEditor

ALL_FORMS = "*"


def tenths(text: str) -> int | None:
    """Return millimetres as people write them in tenths: ``-1.5`` is -15; ``None`` for what is no such number."""
    try:
        value = float(text.strip().replace("，", ".").replace(",", ".").replace("−", "-") or "0")
    except ValueError:
        return None
    scaled = value * 10
    return round(scaled) if abs(scaled) < 1e6 and abs(scaled - round(scaled)) < 1e-6 else None


class PrintingTab(Tab):
    """Printer and form are picked from lists, the offset is typed; what is entered is saved as one leaves the field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        space = tokens().space
        self._settings = PrinterSettings()
        self._printer = CodeEditor("printer", self)
        self._form = CodeEditor("form", self)
        self._x = PlainEditor("offset_x", self)
        self._y = PlainEditor("offset_y", self)
        self._hint = Label("", self, role="muted", wrap=True)
        self._printer.finished.connect(self._use)
        self._form.finished.connect(lambda _: self._show_offset())
        self._x.finished.connect(lambda _: self._move())
        self._y.finished.connect(lambda _: self._move())
        self._flow = FieldFlow(self)
        self._flow.set_fields([self._printer, self._form, self._x, self._y])
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.l)
        grid.setVerticalSpacing(space.s)
        for index, editor in enumerate((self._printer, self._form, self._x, self._y)):
            grid.addWidget(editor, index // 2, index % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.m, 0, 0)
        column.addLayout(grid)
        column.addWidget(self._hint)
        column.addStretch()
        self.setFocusProxy(self._printer)
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
        names = QPrinterInfo.availablePrinterNames()
        self._printer.set_choices([Choice(name, name) for name in names])
        language = self._desk.language.code
        forms = [Choice(form.key, form.label(language)) for form in self._desk.profile.forms]
        self._form.set_choices([Choice(ALL_FORMS, self.tr("所有表格")), *forms])
        if not self._form.value():
            self._form.set_value(ALL_FORMS)

        def show(settings: PrinterSettings) -> None:
            self._settings = settings
            usual = QPrinterInfo.defaultPrinterName() or (names[0] if names else "")
            self._printer.set_value(settings.printer or usual)
            self._show_offset()
            if not names:
                self._printer.set_note(Note(self.tr("这台电脑没有打印机。"), Tone.WARN))

        self._desk.tasks.run(lambda: Papers(self._desk.session).current(), owner=self, on_done=show)

    def fields(self) -> tuple[CodeEditor, CodeEditor, PlainEditor, PlainEditor]:
        """Return printer, form, offset across and down; for tests."""
        return self._printer, self._form, self._x, self._y

    def retranslate(self) -> None:
        self._printer.set_label(self.tr("打印机"))
        self._form.set_label(self.tr("哪种表格"))
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

    def _show_offset(self) -> None:
        offset = self._settings.offset(self._printer.value(), self._form_key())
        self._x.set_value(f"{offset.x_tenths / 10:.1f}")
        self._y.set_value(f"{offset.y_tenths / 10:.1f}")

    def _use(self, name: str) -> None:
        def saved(settings: PrinterSettings) -> None:
            self._settings = settings
            self._show_offset()

        self._desk.tasks.run(
            lambda: Papers(self._desk.session).use(name),
            owner=self,
            on_done=saved,
            on_error=lambda error: self._printer.set_note(Note(self._desk.language.message(error).what)),
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
        if name not in QPrinterInfo.availablePrinterNames():
            self._tell(EnvironmentFailedError("printer.none"))
            return
        offset = self._settings.offset(name, self._form_key()) if moved else Offset()
        across, down = offset.x_tenths / 10, offset.y_tenths / 10
        told = f"{name} · {across:+.1f} / {down:+.1f} mm"

        def send(pdf: bytes) -> None:
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printer.setPrinterName(name)
            pages = PdfPages(pdf, self)
            pages.prepare(printer)
            try:
                pages.print_to(printer, offset_mm=(across, down))
            except SscardError as error:
                self._tell(error)
            else:
                self.told.emit(self.tr("测试页已送到打印机"))
            if shiboken6.isValid(pages):
                pages.deleteLater()

        self._desk.tasks.run(
            lambda: self._desk.workplace.forms().calibration_page(told),
            owner=self,
            lane=Lane.WORK,
            on_done=send,
            on_error=self._tell,
        )

    def _tell(self, error: SscardError) -> None:
        self._printer.set_note(Note(self._desk.language.message(error).what))
