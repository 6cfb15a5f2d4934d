# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import datetime

import pytest

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.roster import RosterId, RowId, RowState
from sscard_desktop.domain.slots import SlotPlan
from sscard_desktop.services.arrivals import Arrivals
from sscard_desktop.services.drive import Drive
from tests.helpers.desks import Desk
from tests.helpers.keptrosters import keep_roster, listed

DRIVE = RosterId("drive")
NINE = datetime(2026, 3, 3, 9, tzinfo=CHINA)


@pytest.fixture
def rows(desk: Desk) -> list[RowId]:
    units = ("甲单位", "乙单位", "甲单位")
    people = [listed(desk.profile, desk.person(index).card, unit=unit) for index, unit in enumerate(units)]
    return keep_roster(desk.supervisor, people)


def test_those_who_are_missing_get_a_time_in_the_lists_order(desk: Desk, rows: list[RowId]) -> None:
    Drive(desk.clerk).call_up(rows[0])
    found = Arrivals(desk.supervisor).assign_slots(DRIVE, SlotPlan(NINE, 20, 1))
    assert (found.people, found.first, found.last, found.without) == (2, NINE, NINE.replace(minute=20), 0)
    assert [row.slot for row in desk.clerk.store.roster_rows(DRIVE)] == [None, NINE, NINE.replace(minute=20)]
    assert Arrivals(desk.supervisor).clear_slots(DRIVE) == 2
    assert not any(row.slot for row in desk.clerk.store.roster_rows(DRIVE))


def test_one_unit_alone_can_be_asked_to_come(desk: Desk, rows: list[RowId]) -> None:
    found = Arrivals(desk.supervisor).assign_slots(DRIVE, SlotPlan(NINE, 20, 5), unit="甲单位")
    assert found.people == 2
    assert [row.slot for row in desk.clerk.store.roster_rows(DRIVE)] == [NINE, None, NINE]


def test_slots_are_given_out_by_who_prepares_the_drive_and_to_somebody(desk: Desk, rows: list[RowId]) -> None:
    with pytest.raises(NotAllowedError):
        Arrivals(desk.clerk).assign_slots(DRIVE, SlotPlan(NINE, 20, 1))
    with pytest.raises(RefusedError, match=r"drive\.nobody_missing"):
        Arrivals(desk.supervisor).assign_slots(DRIVE, SlotPlan(NINE, 20, 1), unit="丙单位")


def test_numbers_are_called_in_the_order_of_arrival(desk: Desk, rows: list[RowId]) -> None:
    arrivals = Arrivals(desk.clerk)
    assert [arrivals.give_number(row).queue for row in (rows[2], rows[0], rows[1])] == [1, 2, 3]
    assert arrivals.give_number(rows[2]).queue == 1
    assert [each.id for each in arrivals.queue(DRIVE)] == [rows[2], rows[0], rows[1]]
    assert arrivals.give_number(rows[2], again=True).queue == 4
    Drive(desk.clerk).call_up(rows[0])
    assert [(each.id, each.queue) for each in arrivals.queue(DRIVE)] == [(rows[1], 3), (rows[2], 4)]


def test_who_is_missing_is_told_by_unit(desk: Desk, rows: list[RowId]) -> None:
    Drive(desk.clerk).call_up(rows[0])
    arrivals = Arrivals(desk.clerk)
    assert [each.id for each in arrivals.missing(DRIVE)] == rows[1:]
    assert [each.id for each in arrivals.missing(DRIVE, unit="甲单位")] == [rows[2]]
    assert len(arrivals.missing(DRIVE, states=(RowState.MISSING, RowState.HALF))) == 3
