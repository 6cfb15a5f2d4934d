# SPDX-License-Identifier: Apache-2.0
"""The list of who waits at the counter: every reason can be read whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.record import RecordId, RecordSummary, Status
from sscard_desktop.ui.counter.sheets import WaitingSheet
from tests.storage.stations import NOON

LONG = "照片不合格，请重拍；联系方式或地址有误；身份证背面反光，看不清签发机关，请与本人核对后重新录入"


def waiting(number: int, **changes: object) -> RecordSummary:
    summary = RecordSummary(
        RecordId(f"{number:032x}"),
        "王小明",
        "510107199003070017",
        "13800138000",
        Status.RETURNED,
        False,
        "limin",
        NOON,
        NOON,
        "",
        "",
        0,
        LONG,
    )
    return replace(summary, **changes)  # type: ignore[arg-type]


@pytest.fixture
def sheet(qtbot: QtBot) -> WaitingSheet:
    parked = waiting(2, status=Status.DRAFT, parked=True, returned_reason="")
    made = WaitingSheet([waiting(1), parked], None, kind=lambda code: "申办")  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_reason_of_the_chosen_one_is_told_whole(sheet: WaitingSheet) -> None:
    assert LONG in sheet.reason()
    sheet.table.choose_row(1)
    assert sheet.reason() == ""
    sheet.table.choose_row(0)
    assert LONG in sheet.reason()


def test_numbers_are_whole_and_a_kind_that_all_share_takes_no_room(sheet: WaitingSheet, qtbot: QtBot) -> None:
    number = sheet.table.fontMetrics().horizontalAdvance("510107 19900307 0017")
    assert sheet.table.columnWidth(1) > number
    assert sheet.table.isColumnHidden(2)
    two = [waiting(1), waiting(2, business="loss")]
    several = WaitingSheet(two, None, kind=str)  # type: ignore[arg-type]
    qtbot.addWidget(several)
    assert not several.table.isColumnHidden(2)


def test_a_long_name_is_whole_where_there_is_room(qtbot: QtBot) -> None:
    name = "阿依古丽·买买提江·阿卜杜拉"
    made = WaitingSheet([waiting(1, name=name)], None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    assert made.table.columnWidth(0) > made.table.fontMetrics().horizontalAdvance(name)
