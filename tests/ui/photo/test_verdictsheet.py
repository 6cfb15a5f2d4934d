# SPDX-License-Identifier: Apache-2.0
"""Enter on the sheet of verdicts: turns it by what there is room for, and confirms nothing that wasn't in sight."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.photo import PhotoCheck, PhotoReport, Verdict
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.photo.verdictsheet import VerdictSheet
from tests.helpers.waiting import until

ASKED = ("glasses", "covering", "clothes", "exposure", "top_margin", "mouth", "hair", "make_up")


@pytest.fixture
def sheet(qtbot: QtBot, qapp: QApplication) -> VerdictSheet:
    made = VerdictSheet(Language(qapp))
    qtbot.addWidget(made)
    # Seen as soon as it is shown.
    made._watch.setInterval(0)
    made.resize(560, 300)
    made.show()
    made.show_judged(JudgedPhoto(PhotoReport(tuple(PhotoCheck(key, Verdict.CONFIRM, None, "", key) for key in ASKED))))
    return made


def test_enter_turns_pages_and_not_rows(sheet: VerdictSheet) -> None:
    until(lambda: bool(sheet._seen))
    rows, room = sheet.rows(), sheet.viewport().height()
    assert len(sheet._seen) < len(rows), "they don't all go in"
    pressed = 1
    while not sheet.confirm_seen():
        pressed += 1
        assert pressed <= len(rows)
        seen = len(sheet._seen)
        until(lambda: not sheet._watch.isActive())
        assert len(sheet._seen) > seen
    tallest = max(row.height() for row in rows.values())
    body = sheet.widget()
    assert body is not None
    # A page less than a row that didn't go in, and one key that confirms.
    assert pressed <= body.height() // max(room - tallest, tallest) + 2
    assert pressed < len(rows)


def test_nothing_is_confirmed_before_the_last_row_was_in_sight(sheet: VerdictSheet) -> None:
    until(lambda: bool(sheet._seen))
    last = list(sheet.rows())[-1]
    while last not in sheet._seen:
        assert sheet.below() > 0, "the next step says that it leads further down"
        assert not sheet.confirm_seen()
        assert sheet.judged is not None
        assert not sheet.judged.confirmed
        until(lambda: not sheet._watch.isActive())
    assert sheet.below() == 0
    assert sheet.confirm_seen()
    assert sheet.judged is not None
    assert sheet.judged.confirmed == set(ASKED)
