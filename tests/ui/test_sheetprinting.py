# SPDX-License-Identifier: Apache-2.0
"""Forms for many people in the window: chosen by keyboard, previewed, printed, counted; Esc stops."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.sheetprinting import ProgressDialog, SheetPrinter
from sscard_desktop.ui.widgets.pick import PickDialog
from tests.helpers.windowdesks import WindowDesk
from tests.ui import test_printer


class Scene(test_printer.Scene):
    """A page of the window, a printer, and one submitted person."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        super().__init__(qtbot, desk, folder)
        self.told: list[str] = []
        self.sheets = SheetPrinter(self.clerk, self.page, self.printer, self.told.append)

    def pick(self, wanted: str) -> None:
        self.qtbot.waitUntil(lambda: isinstance(self.sheets.dialog(), PickDialog), timeout=10_000)
        dialog = self.sheets.dialog()
        assert isinstance(dialog, PickDialog)
        row = next(row for row, option in enumerate(dialog.options()) if wanted in option)
        QTest.keyClick(dialog, Qt.Key.Key_1 + row)  # type: ignore[call-overload]
        self.qtbot.waitUntil(lambda: self.sheets.dialog() is not dialog, timeout=10_000)


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk, tmp_path)


def test_a_sheet_of_the_day_is_chosen_and_printed_by_keyboard(scene: Scene) -> None:
    scene.sheets.ask()
    scene.pick("汇总表")
    scene.pick("受理的人")
    scene.qtbot.waitUntil(lambda: scene.printer.preview() is not None, timeout=20_000)
    preview = scene.printer.preview()
    assert preview is not None
    QTest.keyClick(preview, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(scene.told), timeout=20_000)
    assert PdfPages(scene.tray.sheets.read_bytes()).count() == 1


def test_a_day_without_anybody_says_so_and_prints_nothing(scene: Scene) -> None:
    scene.sheets.ask(Crowd(By.DAY, "2001-01-01"))
    scene.pick("汇总表")

    def told() -> bool:
        dialog = scene.sheets.dialog()
        return isinstance(dialog, ProgressDialog) and dialog.banner().isVisibleTo(dialog)

    scene.qtbot.waitUntil(told, timeout=10_000)
    dialog = scene.sheets.dialog()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert scene.printer.preview() is None
    assert not scene.tray.sheets.exists()


def test_escape_stops_the_work(scene: Scene) -> None:
    scene.sheets.ask(Crowd(By.DAY, scene.clerk.workplace.clock.today().isoformat()))
    scene.pick("登记表")
    scene.qtbot.waitUntil(lambda: isinstance(scene.sheets.dialog(), ProgressDialog), timeout=10_000)
    dialog = scene.sheets.dialog()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    scene.qtbot.waitUntil(scene.clerk.tasks.idle, timeout=20_000)
    assert scene.printer.preview() is None
    assert scene.told == []


def test_another_form_of_a_record_is_chosen_by_digit(scene: Scene) -> None:
    printed: list[object] = []
    scene.printer.choose_form(scene.record, printed.append)
    scene.qtbot.waitUntil(lambda: scene.printer.dialog() is not None, timeout=10_000)
    dialog = scene.printer.dialog()
    assert dialog is not None
    assert "登记表" in dialog.options()[0]
    assert not any("汇总表" in option for option in dialog.options())
    QTest.keyClick(dialog, Qt.Key.Key_2)
    scene.qtbot.waitUntil(lambda: scene.printer.preview() is not None, timeout=20_000)
    preview = scene.printer.preview()
    assert preview is not None
    assert "回执" in preview.windowTitle()
    QTest.keyClick(preview, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(printed), timeout=20_000)
