# SPDX-License-Identifier: Apache-2.0
"""A corrected list taken over at a real station: previewed, then whole or not at all; drafts are held to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError, RefusedError
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.roster import ROW, RosterId, RosterRow, RowState
from sscard_desktop.domain.rosterupdate import Fate, Refusal
from sscard_desktop.services.rosterimport import RosterImports
from sscard_desktop.services.rosters import Rosters
from sscard_desktop.services.rosterupdates import RosterUpdates
from tests.helpers.lists import listed, people, person
from tests.helpers.offices import Office
from tests.helpers.transfers import Silent


def imported(office: Office, count: int = 5) -> RosterId:
    return RosterImports(office.session).import_checked(people(count), title="一", progress=Silent()).roster.id


def begun(office: Office, roster: RosterId, place: int, status: Status) -> RecordId:
    """Begin a record for the person at a place of the list, as the counter does."""
    row = Rosters(office.session).rows(roster)[place - 1]
    record = replace(office.submitted(place), status=status)
    with office.store.transaction():
        office.store.save_record(record)
        office.store.put_readings(record.id, Source.ROSTER, {**row.values, ROW: row.id}, at=office.clock.now())
        office.store.link_rows({row.id: record.id})
    return record.id


def rows_of(office: Office, roster: RosterId) -> list[RosterRow]:
    return list(Rosters(office.session).rows(roster))


def test_a_corrected_list_changes_what_it_may_and_tells_what_it_may_not(office: Office) -> None:
    roster = imported(office)
    office.clock.advance(hours=1)
    draft, done = begun(office, roster, 2, Status.DRAFT), begun(office, roster, 3, Status.SUBMITTED)
    updates = RosterUpdates(office.session)
    coming = listed(
        [
            person(6),
            person(1, mobile="13900139000"),
            person(2, name="更正"),
            person(3, mobile="13900139000"),
            person(4, name="别人", number="510107197001010017"),
        ]
    )
    before = rows_of(office, roster)
    update = updates.preview_update(roster, coming)
    assert update.counts == {Fate.NEW: 1, Fate.CHANGED: 2, Fate.SAME: 0, Fate.GONE: 1, Fate.REFUSED: 2}
    assert [each.refusal for each in update.people if each.refusal] == [Refusal.SUBMITTED, Refusal.BOTH]
    assert rows_of(office, roster) == before

    updated = updates.apply_update(update, progress=Silent())
    assert (updated.added, updated.changed, updated.removed, updated.kept, updated.refused) == (1, 2, 0, 1, 2)
    after = {row.value("personal_number"): row for row in rows_of(office, roster)}
    assert after["P000001"].value("mobile") == "13900139000"
    assert after["P000002"].value("name") == "更正"
    assert [after[f"P00000{n}"].values for n in (3, 4, 5)] == [row.values for row in before[2:]]
    assert {row.id for row in before} < {row.id for row in after.values()}
    told = {each.key: each.value for each in office.store.readings(draft) if each.source is Source.ROSTER}
    assert (told["name"], told[ROW]) == ("更正", before[1].id)
    assert [each.value for each in office.store.readings(done) if each.key == "mobile"] == ["13800000003"]
    assert Rosters(office.session).roster(roster).imported_at == office.clock.now()
    assert updates.preview_update(roster, coming).counts[Fate.SAME] == 3


def test_the_same_list_again_changes_nobody(office: Office) -> None:
    roster = imported(office)
    update = RosterUpdates(office.session).preview_update(roster, people(5))
    assert update.counts[Fate.SAME] == 5
    before = rows_of(office, roster)
    RosterUpdates(office.session).apply_update(update, progress=Silent())
    assert rows_of(office, roster) == before


def test_people_who_are_gone_go_if_asked_and_if_nothing_was_begun(office: Office) -> None:
    roster = imported(office)
    begun(office, roster, 4, Status.DRAFT)
    updates = RosterUpdates(office.session)
    update = updates.preview_update(roster, people(3))
    updated = updates.apply_update(update, remove_gone=True, progress=Silent())
    assert (updated.removed, updated.kept, updated.roster.rows) == (1, 1, 4)
    assert Rosters(office.session).roster(roster).rows == 4


def test_nobody_goes_while_a_row_was_left_out(office: Office) -> None:
    roster = imported(office)
    updates = RosterUpdates(office.session)
    coming = listed([*people(3).rows, person(4, bad=True)])
    with pytest.raises(RefusedError, match=r"roster\.has_problems"):
        updates.preview_update(roster, coming)
    update = updates.preview_update(roster, coming, only_good=True)
    assert (update.left_out, update.counts[Fate.GONE]) == (1, 1)
    with pytest.raises(RefusedError, match=r"roster\.gone_unsure"):
        updates.apply_update(update, remove_gone=True, progress=Silent())
    assert updates.apply_update(update, progress=Silent()).kept == 1


def test_a_preview_that_is_out_of_date_isnt_applied(office: Office) -> None:
    roster = imported(office)
    updates = RosterUpdates(office.session)
    coming = listed([person(1, mobile="1"), *people(5).rows[1:]])
    update = updates.preview_update(roster, coming)
    begun(office, roster, 1, Status.SUBMITTED)
    before = rows_of(office, roster)
    with pytest.raises(RefusedError, match=r"roster\.changed_meanwhile"):
        updates.apply_update(update, progress=Silent())
    first = updates.preview_update(roster, people(6))
    second = updates.preview_update(roster, people(7))
    assert rows_of(office, roster) == before
    updates.apply_update(first, progress=Silent())
    with pytest.raises(RefusedError, match=r"roster\.changed_meanwhile"):
        updates.apply_update(second, progress=Silent())


def test_what_was_said_of_people_meanwhile_stays(office: Office) -> None:
    roster = imported(office)
    updates = RosterUpdates(office.session)
    update = updates.preview_update(roster, listed([person(1, mobile="1"), *people(5).rows[1:]]))
    row = rows_of(office, roster)[0]
    Rosters(office.session).refuse(roster, row.id, "已离职")
    updates.apply_update(update, progress=Silent())
    after = rows_of(office, roster)[0]
    assert (after.refused, after.value("mobile")) == ("已离职", "1")
    assert Rosters(office.session).glances(roster, states=[RowState.REFUSED])[0].id == row.id


@pytest.mark.parametrize("error", [CancelledError(), EnvironmentFailedError("storage.disk_full", file="x")])
def test_an_update_that_is_broken_off_changes_nothing(office: Office, error: Exception) -> None:
    class Broken:
        def report(self, done: int, total: int) -> None:
            raise error

    roster = imported(office)
    updates = RosterUpdates(office.session)
    update = updates.preview_update(roster, listed(person(n, mobile="1") for n in range(3, 9)))
    before, trail = rows_of(office, roster), office.actions()
    with pytest.raises(type(error)):
        updates.apply_update(update, progress=Broken())
    assert (rows_of(office, roster), office.actions()) == (before, trail)
