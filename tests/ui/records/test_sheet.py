# SPDX-License-Identifier: Apache-2.0
"""A record to be read: in a low window its history still has lines, and the ID pictures are drawn smaller for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.records.dossier import read_dossier
from sscard_desktop.ui.records.sheet import RecordSheet
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.picture import PictureFrame
from tests.helpers.roominess import cramped
from tests.helpers.windowdesks import WindowDesk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def test_a_low_window_draws_the_id_pictures_smaller_and_keeps_lines_for_the_history(
    qtbot: QtBot, desk: WindowDesk
) -> None:
    record_id = desk.submitted()
    seated = desk.sit_down("wangfang")
    sheet = RecordSheet(seated.profile, seated.language)
    qtbot.addWidget(sheet)
    sheet.show_dossier(desk.on_lane(lambda: read_dossier(seated, record_id)))
    sheet.show()

    def side_width(height: int) -> int:
        sheet.resize(1020, height)
        QApplication.processEvents()
        return min(frame.width() for frame in sheet.findChildren(PictureFrame) if frame.width() > frame.height())

    assert side_width(760) == tokens().size["id_picture"]
    assert tokens().size["id_picture_least"] <= side_width(520) < tokens().size["id_picture"]
    (last, *_) = [found for found in sheet.findChildren(Finding) if found not in sheet.findings()]
    assert last.visibleRegion().boundingRect().height() == last.height()
    assert not cramped(sheet)
