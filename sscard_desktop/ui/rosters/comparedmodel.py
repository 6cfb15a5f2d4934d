# SPDX-License-Identifier: Apache-2.0
"""The people of a comparison as a table: six marks each, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from sscard_desktop.domain.comparison import ITEMS, Source
from sscard_desktop.domain.rosterround import RoundState
from sscard_desktop.services.comparisonround import ComparedPerson
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.rows import RowsModel

translate = QCoreApplication.translate

ROOMS = ("50000", "阿依古丽·买买提", "✓ 姓名号码都不同存", *("Ethnicity",) * len(ITEMS))
ORDER = (
    RoundState.OPEN, RoundState.BOTH, RoundState.CORRECTED, RoundState.CLOSED, RoundState.SAME, RoundState.WAITING,
)  # fmt: skip
"""In which the states are told: what asks for work first."""
UNDECIDED = "?"


class ComparedColumn(IntEnum):
    """The columns before the six items."""

    POSITION = 0
    NAME = 1
    STATE = 2
    FIRST_ITEM = 3


def of_round_state(state: RoundState) -> Shown:
    """Return word, tone and icon of where somebody stands."""
    table: Mapping[RoundState, Shown] = {
        RoundState.OPEN: Shown(translate("RoundState", "待更正"), Tone.WARN, "warn"),
        RoundState.BOTH: Shown(translate("RoundState", "姓名号码都不同"), Tone.BAD, "cross"),
        RoundState.CORRECTED: Shown(translate("RoundState", "已更正，待复采"), Tone.INFO, "clock"),
        RoundState.CLOSED: Shown(translate("RoundState", "已复采"), Tone.OK, "check"),
        RoundState.SAME: Shown(translate("RoundState", "一致"), Tone.OK, "check"),
        RoundState.WAITING: Shown(translate("RoundState", "未采集"), Tone.QUIET, "dash"),
    }
    return table[state]


def item_word(item: str) -> str:
    """Return what people call one of the six items."""
    table = {
        "number": translate("RoundItem", "证件号码"),
        "name": translate("RoundItem", "姓名"),
        "sex": translate("RoundItem", "性别"),
        "nation": translate("RoundItem", "民族"),
        "birth_date": translate("RoundItem", "出生日期"),
        "photo": translate("RoundItem", "照片"),
    }
    return table[item]


def source_word(source: Source) -> str:
    """Return what the roster is compared with, as the window calls it."""
    return translate("RoundSource", "身份证芯片") if source is Source.CHIP else translate("RoundSource", "采集信息")


def item_heading(item: str) -> str:
    """Return the shortest word for one of the six items."""
    table = {"number": translate("RoundItem", "号码"), "birth_date": translate("RoundItem", "出生")}
    return table.get(item) or item_word(item)


class ComparedModel(RowsModel[ComparedPerson]):
    """People in the roster's order."""

    def headings(self) -> Sequence[str]:
        return (self.tr("序号"), self.tr("姓名"), self.tr("比对"), *map(item_heading, ITEMS), self.tr("单位"))

    def cell(self, row: ComparedPerson, column: int) -> str | Shown:
        if column == ComparedColumn.POSITION:
            return str(row.position)
        if column == ComparedColumn.NAME:
            return row.name
        if column == ComparedColumn.STATE:
            return of_round_state(row.state)
        place = column - ComparedColumn.FIRST_ITEM
        if place >= len(ITEMS):
            return row.unit
        if row.state is RoundState.WAITING:
            return ""
        mark = row.items[place].mark
        return mark.value if mark is not None else UNDECIDED
