# SPDX-License-Identifier: Apache-2.0
"""Signing on the screen: what is written is kept with what it was written for, and nothing less than a name is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.signing import MOST_PNG_BYTES, InkPoint
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.signing import Signing
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.signature.dialog import SignatureDialog
from sscard_desktop.ui.signature.ink import png
from sscard_desktop.ui.signature.pad import SignaturePad
from tests.helpers.signatures import STROKES
from tests.helpers.windowdesks import WindowDesk


class Sheet:
    """The signature sheet over one record."""

    def __init__(self, qtbot: QtBot, station: WindowDesk, desk: Desk, record_id: str) -> None:
        self.station, self.record_id = station, record_id
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.host.resize(1366, 768)
        self.changes: list[bool] = []
        self.dialog = SignatureDialog(desk, record_id, self.host)
        self.dialog.changed.connect(lambda: self.changes.append(True))
        self.results: list[int] = []
        self.dialog.finished.connect(self.results.append)
        self.dialog.open()
        station.settle()

    def write(self) -> None:
        """Write three strokes by mouse."""
        pad = self.dialog.pad
        for start, end in (((0.3, 0.3), (0.6, 0.7)), ((0.6, 0.3), (0.3, 0.7)), ((0.7, 0.2), (0.7, 0.8))):
            drag(pad, start, end)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.dialog, key, modifier)
        self.station.settle()


@cache
def touchscreen() -> QPointingDevice:
    """Return a touch screen, which is plugged in for good."""
    return QTest.createTouchDevice()


def drag(pad: SignaturePad, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a line by mouse, from and to shares of the pad."""

    def at(share: float) -> QPoint:
        x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
        return QPoint(round(x * pad.width()), round(pad.height() / 2 + (y - 0.5) * pad.width() / 3))

    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=at(0))
    for step in range(1, 11):
        QTest.mouseMove(pad, at(step / 10))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=at(1))


@pytest.fixture
def sheet(qtbot: QtBot, tmp_path: Path) -> Iterator[Sheet]:
    with WindowDesk(qtbot, tmp_path) as station:
        yield Sheet(qtbot, station, station.sit_down("limin"), station.filled())


def test_a_name_is_written_kept_and_bound_and_a_later_change_is_told(sheet: Sheet, qtbot: QtBot) -> None:
    clerk, record_id = sheet.station.station.clerk, sheet.record_id
    assert not sheet.dialog.bar.next_button().isEnabled()
    sheet.press(Qt.Key.Key_Return)
    drag(sheet.dialog.pad, (0.4, 0.5), (0.42, 0.5))
    sheet.press(Qt.Key.Key_Return)
    assert sheet.dialog.bar.reason()
    assert not sheet.results
    sheet.press(Qt.Key.Key_Backspace)
    assert not sheet.dialog.pad.strokes()
    sheet.write()
    sheet.press(Qt.Key.Key_Delete)
    assert not sheet.dialog.pad.strokes()
    sheet.write()
    sheet.press(Qt.Key.Key_Return)
    assert sheet.results == [1]
    assert sheet.changes == [True]
    kept = Signing(clerk).of(record_id)
    assert kept is not None
    assert kept.holds
    Capture(clerk).edit(record_id, {"mobile": "13900139000"})
    again = Signing(clerk).of(record_id)
    assert again is not None
    assert not again.holds


def test_what_changed_behind_the_sheet_is_not_signed(sheet: Sheet) -> None:
    clerk, record_id = sheet.station.station.clerk, sheet.record_id
    Capture(clerk).edit(record_id, {"mobile": "13900139000"})
    sheet.write()
    sheet.press(Qt.Key.Key_Return)
    assert not sheet.results
    assert not sheet.dialog.banner.isHidden()
    assert PictureRole.SIGNATURE not in clerk.record(record_id).pictures
    sheet.press(Qt.Key.Key_Escape)
    assert sheet.results == [0]


def test_a_line_leaves_the_pad_at_its_edge_and_a_second_finger_draws_nothing(qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(600, 200)
    pad.show()
    drag(pad, (0.5, 0.5), (1.5, 2.0))
    (stroke,) = pad.strokes()
    assert all(0 <= point.x <= 3 and 0 <= point.y <= 1 for point in stroke)
    touch = QTest.touchEvent(pad, touchscreen())
    touch.press(0, QPoint(100, 50)).press(1, QPoint(400, 150)).commit()
    QTest.touchEvent(pad, touchscreen()).move(0, QPoint(200, 150)).move(1, QPoint(500, 20)).commit()
    QTest.touchEvent(pad, touchscreen()).release(0, QPoint(200, 150)).release(1, QPoint(500, 20)).commit()
    assert len(pad.strokes()) == 2
    assert all(point.x < 1.1 for point in pad.strokes()[1])


def test_the_picture_is_small_grey_and_cut_to_the_ink() -> None:
    picture = png(STROKES)
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 30_000
    assert len(png(())) < 1000


def test_even_a_pad_scribbled_full_stays_within_the_stations_limits() -> None:
    strokes = tuple(
        tuple(InkPoint((step * 7919 % 3000) / 1000, (step * 104729 % 1000) / 1000) for step in range(start, start + 60))
        for start in range(0, 3000, 60)
    )
    assert len(png(strokes)) <= MOST_PNG_BYTES
