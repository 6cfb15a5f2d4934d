# SPDX-License-Identifier: Apache-2.0
"""The day's end over the review page: by key, day by day, printed, and on to what is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.review.page import ReviewPage, View
from tests.helpers.windowdesks import WindowDesk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def test_a_day_ends_by_one_key_is_printed_and_leads_to_what_is_open(qtbot: QtBot, desk: WindowDesk) -> None:
    record, draft = desk.submitted(0), desk.filled(2)
    page = ReviewPage(desk.sit_down("wangfang"))
    qtbot.addWidget(page)
    page.show()
    page.entered()
    desk.settle()
    QTest.keyClick(page, Qt.Key.Key_D)
    desk.settle()
    dialog = page.day().dialog()
    assert dialog is not None
    assert dialog.rows() == (1, 2)
    today = dialog.report().day
    assert dialog.report().called("limin") == "李敏"
    clerks = dialog._clerks
    assert clerks.viewport().height() >= clerks.rowHeight(0), "no clerk is cut in half"

    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    desk.settle()
    assert dialog.report().day == today, "tomorrow isn't told"
    QTest.keyClick(dialog, Qt.Key.Key_PageUp)
    desk.settle()
    assert (today - dialog.report().day).days == 1
    assert dialog.report().people == 0
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    desk.settle()

    QTest.keyClick(dialog, Qt.Key.Key_F9)
    desk.settle()
    preview = page.day()._printer.preview()
    assert preview is not None
    assert today.isoformat() in preview.windowTitle()
    preview.reject()

    asked: list[tuple[str, str]] = []
    page.page_requested.connect(lambda key, subject: asked.append((key, subject)))
    for row, seen in ((0, draft), (1, record)):
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        QTest.keyClick(page, Qt.Key.Key_D)
        desk.settle()
        again = page.day().dialog()
        assert again is not None
        assert again.report().open[row].id == seen
        again._open.choose_row(row)
        QTest.keyClick(again._open, Qt.Key.Key_Return)
        desk.settle()
    assert asked == [("records", draft)]
    assert page.view() is View.RECORD
    dossier = page.sheet().dossier()
    assert dossier is not None
    assert dossier.record.id == record
    assert not desk.errors
