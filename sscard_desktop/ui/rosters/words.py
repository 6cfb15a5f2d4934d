# SPDX-License-Identifier: Apache-2.0
"""The words for where a roster's people stand, and for how many there are of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.roster import Roster, RowState
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone

translate = QCoreApplication.translate

ORDER = (RowState.DONE, RowState.HALF, RowState.MISSING, RowState.REFUSED)
"""In which the states are told and drawn: what is behind one first."""


def of_state(state: RowState) -> Shown:
    """Return word, tone and icon of how far somebody is."""
    table: Mapping[RowState, Shown] = {
        RowState.DONE: Shown(translate("RowState", "已采集"), Tone.OK, "check"),
        RowState.HALF: Shown(translate("RowState", "未完成"), Tone.WARN, "clock"),
        RowState.MISSING: Shown(translate("RowState", "未到"), Tone.QUIET, "dash"),
        RowState.REFUSED: Shown(translate("RowState", "不采集"), Tone.INFO, "cross"),
    }
    return table[state]


def state_room() -> str:
    """Return a text as wide as the widest state's chip."""
    return f"✓ {max((of_state(state).word for state in RowState), key=len)}存"


def counted(counts: Mapping[RowState, int]) -> str:
    """Return one line with how many there are of each state; what nobody is in isn't told, but for those to come."""
    told = [each for each in ORDER if counts.get(each) or each in (RowState.DONE, RowState.MISSING)]
    return "　".join(f"{of_state(each).word} {counts.get(each, 0)}" for each in told)


def share(counts: Mapping[RowState, int]) -> str:
    """Return how much of what is to be done is done, in whole percents; those who won't be collected don't count."""
    wanted = sum(counts.values()) - counts.get(RowState.REFUSED, 0)
    return f"{counts.get(RowState.DONE, 0) * 100 // wanted}%" if wanted else ""


def of_unit(unit: str) -> str:
    """Return a unit's name, or what stands for none."""
    return unit or translate("Roster", "（没有写单位）")


def of_roster(roster: Roster, *, driven: bool = False) -> Shown:
    """Return whether a roster still calls people up, and whether the station works through it (``driven``)."""
    if driven:
        return Shown(translate("Roster", "集中采集"), Tone.OK, "counter")
    if roster.closed_at is not None:
        return Shown(translate("Roster", "已收起"), Tone.QUIET, "park")
    return Shown(translate("Roster", "进行中"), Tone.INFO, "clock")


def turn(slot: datetime | None, queue: int) -> str:
    """Return when somebody is asked to come, and their place in the queue."""
    when = f"{slot.astimezone(CHINA):%m-%d %H:%M}" if slot is not None else ""
    number = translate("Roster", "{n} 号").format(n=queue) if queue else ""
    return "　".join(part for part in (when, number) if part)
