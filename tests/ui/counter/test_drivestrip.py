# SPDX-License-Identifier: Apache-2.0
"""The drive's line keeps its figures whole, however narrow the window and large the type."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.roster import Roster, RosterId, RowGlance, RowId, RowState
from sscard_desktop.services.drivemode import ActiveDrive, DriveStatus
from sscard_desktop.ui.counter.drivestrip import DriveStrip, DriveView

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
ROSTER = Roster(RosterId("r"), "样例科技有限公司采集名单", "", "", "2026", "chengdu", "", NOON, "zhou", 40)
NEXT = RowGlance(RowId("p"), 1, "阿依古丽·买买提", "", "", RowState.MISSING, None, None, "", None, 12)
COUNTS = {RowState.DONE: 1, RowState.HALF: 1, RowState.MISSING: 37, RowState.REFUSED: 1}


@pytest.mark.parametrize("width", [1100, 800, 700, 620])
def test_the_figures_are_never_cut(qtbot: QtBot, width: int) -> None:
    strip = DriveStrip()
    qtbot.addWidget(strip)
    strip.resize(width, 40)
    strip.show_view(DriveView(ActiveDrive(ROSTER, "", {}, NOON), DriveStatus(COUNTS, {}), NEXT))
    strip.resize(width, 40)
    qtbot.wait(1)
    assert strip._counts.width() >= strip._counts.sizeHint().width()
    assert strip._next.width() >= strip._next.sizeHint().width()
    assert strip._bar.isVisible() == (width == 1100)
