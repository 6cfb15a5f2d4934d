# SPDX-License-Identifier: Apache-2.0
"""Rosters have their time too, and a person's rights reach into them: on the disk, in the trail, and for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.retention import LISTED, ROSTER, Cause, RetentionSpec
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.domain.rostercopy import pieces
from sscard_desktop.services.persondata import PersonData
from sscard_desktop.services.retention import Retention
from sscard_desktop.services.rosterimport import RosterImports
from sscard_desktop.services.rosters import Rosters
from sscard_desktop.services.rostertaking import RosterTaking
from sscard_desktop.services.trail import Trail
from sscard_desktop.storage.store import EncryptedStore
from tests.helpers.lists import listed, people, person
from tests.helpers.offices import Office
from tests.helpers.pages import decrypted_pages
from tests.helpers.transfers import Silent

SENTINEL = b"\xff\xd8\xff\xe0" + b"nobody's face " * 400


def on_disk(office: Office, sought: bytes) -> int:
    store = cast(EncryptedStore, office.store)
    return sum(sought in page for page in decrypted_pages(office.station.folder / "station.db", store.data_key()))


def imported(office: Office, count: int = 3) -> RosterId:
    given = listed([*people(count).rows[:-1], person(count, mobile="13912345678")])
    return RosterImports(office.session).import_checked(given, title="一", progress=Silent()).roster.id


def with_picture(office: Office, roster: RosterId, place: int) -> None:
    row = Rosters(office.session).rows(roster)[place - 1]
    with office.store.transaction():
        office.store.put_row_picture(row.id, PictureRole.PHOTO, SENTINEL, report="", at=office.clock.now())


def test_a_roster_goes_when_its_time_is_over_and_nothing_of_it_stays(office: Office) -> None:
    roster = imported(office)
    with_picture(office, roster, 1)
    days = office.profile.retention.rosters_days
    assert days == RetentionSpec().rosters_days == 180
    assert Retention(office.session).preview().going == ()
    office.clock.advance(days=100)
    Rosters(office.session).close(roster)
    office.clock.advance(days=days - 1)
    assert Retention(office.session).preview().going == ()
    office.clock.advance(days=1)
    (due,) = Retention(office.session).preview().going
    assert (due.life.record, due.life.status, due.life.pictures) == (roster, ROSTER, 1)
    assert due.life.size_bytes == len(SENTINEL)
    assert on_disk(office, b"13912345678")
    sha256 = Rosters(office.session).roster(roster).sha256
    made = Retention(office.session).run(Silent())
    (stone,) = made.tombstones
    assert (stone.record, stone.status, stone.cause, stone.sha256) == (roster, ROSTER, Cause.RETENTION, sha256)
    assert Rosters(office.session).all() == []
    assert (on_disk(office, b"13912345678"), on_disk(office, SENTINEL[:60])) == (0, 0)
    assert Trail(office.session).verify().findings == ()
    assert Retention(office.session).certificate(made.number).tombstones == made.tombstones


def test_a_roster_stays_while_the_record_of_one_of_its_people_is_held(office: Office) -> None:
    taken = office.submitted(7)
    given = listed([person(1), person(2, number=taken.value("number"))])
    RosterImports(office.session).import_checked(given, title="一", progress=Silent())
    Retention(office.session).hold(taken.id, "有争议")
    office.clock.advance(days=400)
    preview = Retention(office.session).preview()
    assert [each.life.status for each in preview.going] == []
    assert [each.life.status for each in preview.held] == [ROSTER]


def test_a_person_gets_all_that_rosters_hold_of_them(office: Office) -> None:
    roster = imported(office)
    with_picture(office, roster, 3)
    number = Rosters(office.session).rows(roster)[2].value("number")
    record = office.submitted(7, number=number)
    with office.store.transaction():
        office.store.link_rows({Rosters(office.session).rows(roster)[2].id: record.id})
    for copies in (PersonData(office.session).listed(record.id), PersonData(office.session).listed(number=number)):
        (copy,) = copies
        assert copy.shown["手机号码"] == "13912345678"
        assert copy.shown["personal_number"] == "P000003"
        assert copy.pictures == {PictureRole.PHOTO: SENTINEL}
    assert [action for _, action, _ in office.actions()][-2:] == ["person.listed", "person.listed"]


def test_a_person_s_deletion_reaches_into_the_rosters_and_holds_for_what_comes_later(office: Office) -> None:
    roster = imported(office)
    with_picture(office, roster, 3)
    row = Rosters(office.session).rows(roster)[2]
    record = replace(office.submitted(7, number=row.value("number")), status=Status.DRAFT)
    with office.store.transaction():
        office.store.save_record(record)
        office.store.link_rows({row.id: record.id})
    before = list(pieces(Rosters(office.session).roster(roster), Rosters(office.session).rows(roster)))
    person_data = PersonData(office.session)
    assert [life.status for life in person_data.concerned(record.id)] == [Status.DRAFT, LISTED]
    made = person_data.delete(record.id, Silent())
    assert sorted(stone.status for stone in made.tombstones) == [Status.DRAFT, LISTED]
    assert [each.id for each in Rosters(office.session).rows(roster)] == [each.id for each in before[0].rows[:2]]
    assert (on_disk(office, b"13912345678"), on_disk(office, SENTINEL[:60])) == (0, 0)

    taking = RosterTaking(office.store, office.profile)
    with office.store.transaction():
        taking.take(before[0])
        taking.finish()
    assert taking.added == 0
    assert len(Rosters(office.session).rows(roster)) == 2


def test_a_person_of_whom_there_is_no_record_can_go_too(office: Office) -> None:
    roster = imported(office)
    row = Rosters(office.session).rows(roster)[2]
    person_data = PersonData(office.session)
    made = person_data.delete_listed(row.value("number"), Silent())
    assert [(stone.record, stone.status) for stone in made.tombstones] == [(RecordId(row.id), LISTED)]
    assert len(Rosters(office.session).rows(roster)) == 2
    with pytest.raises(RefusedError, match=r"person\.nowhere"):
        person_data.delete_listed(row.value("number"), Silent())
    other = Rosters(office.session).rows(roster)[0].value("number")
    office.submitted(7, number=other)
    with pytest.raises(RefusedError, match=r"person\.has_record"):
        person_data.delete_listed(other, Silent())


def test_a_roster_that_was_destroyed_doesnt_come_back_with_a_package(office: Office, tmp_path: Path) -> None:
    roster = imported(office)
    before = list(pieces(Rosters(office.session).roster(roster), Rosters(office.session).rows(roster)))
    office.clock.advance(days=181)
    Retention(office.session).run(Silent())
    taking = RosterTaking(office.store, office.profile)
    with office.store.transaction():
        taking.take(before[0])
        assert taking.finish() == 0
    assert Rosters(office.session).all() == []
