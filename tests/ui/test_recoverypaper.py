# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import stat
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.devices.spooler.demo import DemoSpooler
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.ui.recoverypaper import RecoveryPaper, choose_printer

CODE = "7KQF-2MXD-9HRT-4WPA-6ZCN-8BVJ"
DAY = date(2026, 11, 21)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def pdf_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_the_printed_sheet_is_one_page_with_the_code(page: QWidget, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    RecoveryPaper(page, "武侯 <支行>", DAY, printer=lambda _: pdf_printer(out)).print_code(CODE)
    (sheet,) = pypdf.PdfReader(out).pages
    assert CODE in "".join(sheet.extract_text().split()).replace("−", "-")


def test_the_saved_file_holds_the_code_for_its_owner_only(page: QWidget, tmp_path: Path) -> None:
    out = tmp_path / "recovery.txt"
    RecoveryPaper(page, "武侯支行", DAY, printer=lambda _: None, file=lambda _: out).save_code(CODE)
    text = out.read_text(encoding="utf-8")
    assert CODE in text
    assert "武侯支行" in text
    if sys.platform != "win32":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_whoever_thinks_better_of_it_gets_nothing(page: QWidget, tmp_path: Path) -> None:
    paper = RecoveryPaper(page, "武侯支行", DAY, printer=lambda _: None, file=lambda _: None)
    paper.print_code(CODE)
    paper.save_code(CODE)
    assert list(tmp_path.iterdir()) == []


class NoSpooler(DemoSpooler):
    def there(self) -> bool:
        return False


@pytest.mark.parametrize("kind", [NoSpooler, DemoSpooler])
def test_a_machine_without_a_printer_is_told(page: QWidget, tmp_path: Path, kind: type[DemoSpooler]) -> None:
    paper = RecoveryPaper(page, "武侯支行", DAY, printer=partial(choose_printer, kind(tmp_path, names=())))
    with pytest.raises(EnvironmentFailedError, match=r"printer\.none"):
        paper.print_code(CODE)
