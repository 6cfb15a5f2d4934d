# SPDX-License-Identifier: Apache-2.0
"""Printing: what is shown, what goes on paper and how exactly, and what counts as printed."""

from __future__ import annotations

import io
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.units import mm
from reportlab.pdfgen import canvas

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.domain.record import Record
from sscard_desktop.ui import outlets
from sscard_desktop.ui import printer as printing
from sscard_desktop.ui.outlets import Printers
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.preview import PreviewDialog
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.widgets.chip import Chip
from tests.helpers.windowdesks import WindowDesk

A4_POINTS = (595.2756, 841.8898)


def square(pages: int = 1, size: tuple[float, float] = A4_POINTS) -> bytes:
    """Return a PDF with a filled square of 100 mm, 50 mm from the left and 60 mm from the top."""
    written = io.BytesIO()
    drawn = canvas.Canvas(written, pagesize=size)
    for _ in range(pages):
        drawn.rect(50 * mm, size[1] - 160 * mm, 100 * mm, 100 * mm, stroke=0, fill=1)
        drawn.showPage()
    drawn.save()
    return written.getvalue()


class PaperTray(Printers):
    """A printer whose paper is a file; it can be out of order, or its dialog be put away."""

    def __init__(self, folder: Path) -> None:
        self.sheets = folder / "sheets.pdf"
        self.there = True
        self.cancelled = False
        self.paper = QPageSize.PageSizeId.A4

    def any(self) -> bool:
        return self.there

    def choose(self, pages: PdfPages, parent: QWidget, proposed: str = "") -> QPrinter | None:
        if self.cancelled:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(300)
        printer.setOutputFileName(str(self.sheets))
        pages.prepare(printer)
        printer.setPageSize(QPageSize(self.paper))
        return printer


class Scene:
    """A page with a printer, and one submitted person."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        self.desk = desk
        self.qtbot = qtbot
        self.record = desk.submitted()
        self.clerk = desk.sit_down("limin")
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.page = QWidget(self.window)
        self.window.show()
        self.tray = PaperTray(folder)
        self.printer = FormPrinter(self.clerk, self.page, printers=self.tray)
        self.printed: list[Record] = []

    def ask(self) -> PreviewDialog:
        self.printer.print_form(self.record, "registration", self.printed.append)
        self.qtbot.waitUntil(lambda: self.printer.preview() is not None, timeout=20_000)
        preview = self.printer.preview()
        assert preview is not None
        return preview

    def prints(self) -> int:
        return self.desk.on_lane(lambda: self.clerk.registry.show(self.record)[0]).prints


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk, tmp_path)


def test_a_square_of_100_mm_comes_out_within_a_tenth_of_a_millimetre(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(600)
    printer.setOutputFileName(str(sheet))
    pages = PdfPages(square())
    pages.prepare(printer)
    pages.print_to(printer)
    dpi = 600
    out = PdfPages(sheet.read_bytes())
    image = out.image(0, round(out.size_points(0).width() / 72 * dpi)).convertToFormat(QImage.Format.Format_Grayscale8)
    row = [image.pixelColor(x, round(110 / 25.4 * dpi)).red() < 128 for x in range(image.width())]
    column = [image.pixelColor(round(100 / 25.4 * dpi), y).red() < 128 for y in range(image.height())]
    for dark, start in ((row, 50.0), (column, 60.0)):
        first, last = dark.index(True), len(dark) - dark[::-1].index(True)
        assert first / dpi * 25.4 == pytest.approx(start, abs=0.1)
        assert last / dpi * 25.4 == pytest.approx(start + 100, abs=0.1)
        assert all(dark[first:last]), "a hole in the square"


@pytest.mark.parametrize("dpi", [300, 600])
@pytest.mark.parametrize("offset", [(0.0, 0.0), (1.5, -2.3), (-20.0, 20.0), (0.1, 0.1)])
def test_an_offset_moves_the_ink_by_that_much(
    qtbot: QtBot, tmp_path: Path, dpi: int, offset: tuple[float, float]
) -> None:
    sheet = tmp_path / "sheet.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(dpi)
    printer.setOutputFileName(str(sheet))
    pages = PdfPages(square())
    pages.prepare(printer)
    pages.print_to(printer, offset_mm=offset)
    out = PdfPages(sheet.read_bytes())
    image = out.image(0, round(out.size_points(0).width() / 72 * 600)).convertToFormat(QImage.Format.Format_Grayscale8)
    row = [image.pixelColor(x, round((110 + offset[1]) / 25.4 * 600)).red() < 128 for x in range(image.width())]
    column = [image.pixelColor(round((100 + offset[0]) / 25.4 * 600), y).red() < 128 for y in range(image.height())]
    for dark, start in ((row, 50.0 + offset[0]), (column, 60.0 + offset[1])):
        # Half a dot of the printer's grid, and what the page itself is off by.
        assert dark.index(True) / 600 * 25.4 == pytest.approx(start, abs=0.08 + 25.4 / dpi / 2)


def test_the_ground_of_a_page_is_white(qtbot: QtBot) -> None:
    assert PdfPages(square()).image(0, 400).pixelColor(5, 5).name() == "#ffffff"


def test_a_job_that_is_stopped_is_thrown_away(qtbot: QtBot, tmp_path: Path) -> None:
    tray = PaperTray(tmp_path)
    pages = PdfPages(square(5))
    printer = tray.choose(pages, QWidget())
    assert printer is not None
    going = pages.printing(printer)
    assert [next(going), next(going)] == [1, 2]
    going.close()
    printed = tray.sheets.read_bytes() if tray.sheets.exists() else b""
    assert not printed.startswith(b"%PDF") or PdfPages(printed).count() == 2, "no page after the stop"


def test_a_page_that_lies_across_is_printed_whole(qtbot: QtBot, tmp_path: Path) -> None:
    tray = PaperTray(tmp_path)
    pages = PdfPages(square(1, (A4_POINTS[1], A4_POINTS[0])))
    printer = tray.choose(pages, QWidget())
    assert printer is not None
    pages.print_to(printer)
    printed = PdfPages(tray.sheets.read_bytes())
    assert printed.size_points(0).width() > printed.size_points(0).height()
    assert printed.image(0, 297).pixelColor(100, 110).name() == "#000000"


def test_every_page_is_printed(qtbot: QtBot, tmp_path: Path) -> None:
    tray = PaperTray(tmp_path)
    pages = PdfPages(square(3))
    printer = tray.choose(pages, QWidget())
    assert printer is not None
    pages.print_to(printer)
    assert PdfPages(tray.sheets.read_bytes()).count() == 3


def test_what_is_no_pdf_is_refused(qtbot: QtBot) -> None:
    for content in (b"", b"%PDF-1.7", b"\xff" * 1000):
        with pytest.raises(InvalidInputError, match="not_a_pdf"):
            PdfPages(content)


def test_paper_that_would_cut_the_form_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    tray = PaperTray(tmp_path)
    tray.paper = QPageSize.PageSizeId.A5
    pages = PdfPages(square())
    printer = tray.choose(pages, QWidget())
    assert printer is not None
    with pytest.raises(EnvironmentFailedError, match="paper_too_small"):
        pages.print_to(printer)
    assert not tray.sheets.exists()


def test_enter_prints_and_counts_once(scene: Scene) -> None:
    preview = scene.ask()
    QTest.keyClick(preview, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(scene.printed))
    assert scene.printed[0].prints == scene.prints() == 1
    assert PdfPages(scene.tray.sheets.read_bytes()).count() == 1
    assert scene.printer.preview() is None


def test_a_second_print_says_which_reprint_it_is(scene: Scene) -> None:
    QTest.keyClick(scene.ask(), Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(scene.printed))
    preview = scene.ask()
    assert "第 1 次重印" in " ".join(chip.text() for chip in preview.findChildren(Chip))


def test_a_cancelled_print_is_not_counted(scene: Scene) -> None:
    scene.tray.cancelled = True
    preview = scene.ask()
    QTest.keyClick(preview, Qt.Key.Key_Return)
    assert preview.isVisible(), "the preview stays for another try"
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    scene.desk.settle()
    assert not scene.printed
    assert scene.prints() == 0


@pytest.mark.qt_log_ignore("QPainter::begin", "propagateSizeHints")
def test_a_printer_that_refuses_is_told_and_not_counted(scene: Scene, tmp_path: Path) -> None:
    scene.tray.sheets = tmp_path / "no such folder" / "sheet.pdf"
    preview = scene.ask()
    QTest.keyClick(preview, Qt.Key.Key_Return)
    assert preview.banner().texts()[0].startswith("打印机没有接受")
    assert scene.prints() == 0
    scene.tray.sheets = tmp_path / "sheet.pdf"
    QTest.keyClick(preview, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(scene.printed))


def test_without_a_printer_enter_saves_a_pdf(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.tray.there = False
    saved = tmp_path / "saved.pdf"
    monkeypatch.setattr(printing, "ask_where", lambda parent, name: saved)
    preview = scene.ask()
    assert "没有打印机" in preview.bar().reason()
    QTest.keyClick(preview, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(scene.printed))
    assert PdfPages(saved.read_bytes()).count() == 1
    assert scene.prints() == 1


def test_saving_that_was_thought_better_of_counts_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "ask_where", lambda parent, name: None)
    QTest.keyClick(scene.ask(), Qt.Key.Key_S)
    scene.desk.settle()
    assert scene.prints() == 0


@pytest.mark.parametrize("accepted", [True, False])
def test_the_systems_dialog_is_asked_for_the_forms_own_paper(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, accepted: bool
) -> None:
    monkeypatch.setattr(
        outlets.QPrintDialog,
        "exec",
        lambda _: QDialog.DialogCode.Accepted if accepted else QDialog.DialogCode.Rejected,
    )
    page = QWidget()
    qtbot.addWidget(page)
    printer = Printers().choose(PdfPages(square()), page)
    assert (printer is not None) is accepted
    if printer is not None:
        assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.A4
        assert printer.fullPage()


def test_nothing_is_left_on_disk_by_a_preview(scene: Scene, tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file() and "station" not in path.parts}
    QTest.keyClick(scene.ask(), Qt.Key.Key_Escape)
    assert {path for path in tmp_path.rglob("*") if path.is_file() and "station" not in path.parts} == before


def test_a_page_that_goes_takes_its_preview_along(scene: Scene) -> None:
    scene.ask()
    scene.page.deleteLater()
    scene.qtbot.waitUntil(lambda: scene.printer.preview() is None)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_saved_file_is_its_owners_alone(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(b"older")
    path.chmod(0o644)
    save_private(path, b"newer")
    assert path.read_bytes() == b"newer"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_saved_is_told_by_name(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailedError) as told:
        save_private(tmp_path / "gone" / "form.pdf", b"content")
    assert told.value.code == "file.not_saved"
    assert told.value.params == {"file": "form.pdf"}
