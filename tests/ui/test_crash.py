# SPDX-License-Identifier: Apache-2.0
"""When the program itself is wrong: told, reported without anybody's data, survivable."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sscard_desktop import crashlookup
from sscard_desktop.bugreport import SavedReport, code_for, save_report
from sscard_desktop.domain.crashcode import code_of
from sscard_desktop.domain.errors import CancelledError
from sscard_desktop.ui import crash, theme
from sscard_desktop.ui.apology import ApologyDialog
from sscard_desktop.ui.tasks import Lane, Tasks
from sscard_desktop.ui.theme import Look, Mode

NAME = "阿依古丽·买买提"
NUMBER = "11010519491231002X"


class Shown:
    """A stand-in for the apology."""

    def __init__(self) -> None:
        self.reports: list[SavedReport] = []
        self.go_on = True

    def __call__(self, saved: SavedReport) -> bool:
        self.reports.append(saved)
        return self.go_on


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def guard(tmp_path: Path, shown: Shown, qapp: QApplication) -> Iterator[crash.CrashGuard]:
    made = crash.CrashGuard(tmp_path / "reports", show=shown)
    yield made
    made.uninstall()


def mistake_with_data() -> BaseException:
    applicant = {"name": NAME, "number": NUMBER}
    try:
        try:
            raise KeyError(applicant["number"])
        except KeyError as error:
            raise ValueError(f"no such person: {applicant['name']}") from error
    except ValueError as error:
        return error


def test_a_bug_is_reported_and_apologised_for(
    guard: crash.CrashGuard, shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        guard.handle(mistake_with_data())
    (saved,) = shown.reports
    assert saved.path is not None
    assert saved.path.read_text(encoding="utf-8").startswith("sscard_desktop bug report")
    assert f"code {saved.code}; report {saved.path.name}" in caplog.text
    assert NAME not in caplog.text


def test_an_exception_in_a_slot_reaches_the_apology(
    guard: crash.CrashGuard, shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    guard.install()
    with caplog.at_level(logging.ERROR):
        sys.excepthook(ValueError, mistake_with_data(), None)
    assert len(shown.reports) == 1
    sys.excepthook(CancelledError, CancelledError(), None)
    assert len(shown.reports) == 1


def test_an_exception_in_another_thread_reaches_the_window(
    guard: crash.CrashGuard, shown: Shown, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    guard.install()

    def wrong() -> None:
        raise mistake_with_data()

    with caplog.at_level(logging.ERROR):
        thread = threading.Thread(target=wrong)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(shown.reports) == 1)


def test_a_mistake_in_a_lane_has_the_code_of_its_place(
    guard: crash.CrashGuard, shown: Shown, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def wrong() -> None:
        list(crashlookup._in_code(NAME, NAME))  # type: ignore[arg-type]

    lanes = Tasks(on_bug=guard.handle, on_error=lambda error: None)
    with caplog.at_level(logging.ERROR):
        lanes.run(wrong, owner=lanes, lane=Lane.WORK)
        qtbot.waitUntil(lambda: len(shown.reports) == 1)
    lanes.shutdown()
    assert shown.reports[0].code == code_of("sscard_desktop/crashlookup.py:_in_code", "builtins.AttributeError")
    assert NAME not in caplog.text


def test_a_storm_of_bugs_shows_one_apology(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, qapp: QApplication
) -> None:
    told: list[SavedReport] = []

    def show(saved: SavedReport) -> bool:
        told.append(saved)
        guard.handle(ValueError())
        return True

    guard = crash.CrashGuard(tmp_path, show=show)
    with caplog.at_level(logging.ERROR):
        guard.handle(ValueError())
    assert len(told) == 1
    assert len(list(tmp_path.glob("report-*.txt"))) == 2


def test_a_full_disk_still_gets_an_apology(tmp_path: Path, shown: Shown, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    guard = crash.CrashGuard(blocked / "reports", show=shown)
    with caplog.at_level(logging.ERROR):
        guard.handle(ValueError())
    assert shown.reports == [SavedReport(code_for(ValueError()))]


def test_what_qt_says_is_logged_without_what_it_quotes(
    guard: crash.CrashGuard, caplog: pytest.LogCaptureFixture
) -> None:
    guard.install()
    with caplog.at_level(logging.WARNING):
        qWarning(f'cannot open "{NAME}.jpg": no such file')
    guard.uninstall()
    assert "cannot open" in caplog.text
    assert NAME not in caplog.text


def test_the_program_ends_with_70_when_the_clerk_closes_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []
    monkeypatch.setattr(QApplication, "exit", lambda *arguments: codes.append(arguments[-1]))
    guard = crash.CrashGuard(tmp_path, show=lambda _: False)
    with caplog.at_level(logging.ERROR):
        guard.handle(ValueError())
    assert codes == [70]


def test_the_apology_names_the_report_and_enter_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    saved = save_report(tmp_path, ValueError())
    dialog = ApologyDialog(saved)
    qtbot.addWidget(dialog)
    dialog.open()
    assert any(str(saved.page) in label.text() for label in dialog.findChildren(QLabel))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == 1
    other = ApologyDialog(SavedReport(saved.code))
    qtbot.addWidget(other)
    other.open()
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert other.result() == 0


@pytest.mark.parametrize("look", [Look(Mode.LIGHT), Look(Mode.DARK, large_type=True), Look(Mode.CONTRAST)])
def test_a_phone_reads_the_code_from_the_screen(
    qtbot: QtBot, tmp_path: Path, dressed: QApplication, look: Look
) -> None:
    theme.apply(dressed, look)
    saved = save_report(tmp_path, ValueError())
    dialog = ApologyDialog(saved)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    image = dialog.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    stride = image.bytesPerLine()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), stride)[:, : image.width()]
    (found,) = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode)
    assert found.text == str(saved.code)
    (code,) = [label for label in dialog.findChildren(QLabel) if label.objectName() == "support_code"]
    assert code.text() == found.text
    assert code.accessibleName() == " ".join(found.text)
    assert code.sizeHint().width() <= code.width(), "the code is cut off"
    theme.apply(dressed, Look())
