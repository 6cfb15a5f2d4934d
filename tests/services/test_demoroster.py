# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop import paths
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.roster import RowState
from sscard_desktop.domain.rostercopy import as_text, from_text, pieces
from sscard_desktop.services.demoroster import COMING, FIRST, PEOPLE, ROSTER, keep_demo_roster
from sscard_desktop.services.demostage import PEOPLE as LAID_ON
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.drivemode import DriveMode
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.rosters import Rosters
from tests.helpers.applicants import city
from tests.helpers.desks import UNIT, Desk


@pytest.mark.parametrize("profile", ["chengdu", "weifang"])
def test_a_newcomer_meets_every_case_of_a_drive(desk: Desk, profile: str) -> None:
    chief, clerk = (replace(each, profile=city(profile)) for each in (desk.supervisor, desk.clerk))
    people = demo_people(paths.resources() / "samples", PEOPLE, desk.today)
    keep_demo_roster(chief, people, Unit(UNIT, insured_number="900001"), title="样例", refused="已调离")
    DriveMode(chief).start(ROSTER, unit=UNIT)
    drive = Drive(clerk)
    found = [drive.arrive(person.card) for person in people[FIRST : FIRST + 11]]
    assert sum(each.row is not None for each in found) >= 8
    assert sum(bool(each.differs) for each in found) >= 2
    assert sum(each.unknown for each in found) == 1
    assert {each.doubts[0].state for each in found if each.doubts} == {RowState.MISSING, RowState.REFUSED}
    whole = next(each for each in found if each.row is not None and not each.differs)
    left = {each.key for each in blocking(whole.taken.problems)} & set(whole.taken.record.values)
    assert not left
    assert DriveMode(clerk).status().counts[RowState.MISSING] >= PEOPLE - COMING
    assert COMING == LAID_ON


def test_another_station_can_read_the_demos_roster(desk: Desk) -> None:
    people = demo_people(paths.resources() / "samples", PEOPLE, desk.today)
    keep_demo_roster(desk.supervisor, people, Unit(UNIT, insured_number="900001"), title="样例", refused="已调离")
    rows = Rosters(desk.supervisor).rows(ROSTER)
    read = [from_text(as_text(each)) for each in pieces(desk.supervisor.store.roster(ROSTER), rows)]
    assert [row.id for piece in read for row in piece.rows] == [row.id for row in rows]
