# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.photo import FaceGeometry, PhotoCheck, PhotoFile, PhotoReport, PictureRole, Verdict
from sscard_desktop.domain.roster import ROW, RosterId, RowState
from sscard_desktop.domain.rostermatching import Likeness
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.comparing import Comparing
from sscard_desktop.services.drive import Drive
from sscard_desktop.services.drivemode import DriveMode
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.preparedphotos import PreparedState
from sscard_desktop.services.unitsettings import UnitSettings
from tests.helpers.applicants import city
from tests.helpers.desks import JPEG, UNIT, Desk, good_photo
from tests.helpers.keptrosters import IMPORTED_AT, keep_roster, listed

DRIVE = RosterId("drive")


def readings(desk: Desk, record_id: str, source: Source) -> dict[str, str]:
    return {each.key: each.value for each in desk.clerk.store.readings(record_id) if each.source is source}  # type: ignore[arg-type]


def drive_with(desk: Desk, *people: dict[str, str]) -> list[str]:
    return [str(each) for each in keep_roster(desk.supervisor, people)]


def test_a_card_of_the_roster_calls_its_person_up(desk: Desk) -> None:
    card = desk.person().card
    (row,) = drive_with(desk, listed(desk.profile, card, mobile="13800000001", unit=UNIT, personal_number="0042"))
    found = Drive(desk.clerk).arrive(card)
    record = found.taken.record
    assert found.row is not None
    assert found.row.id == row
    assert {"mobile", "unit"} <= set(found.filled)
    assert (record.value("name"), record.value("mobile")) == (card.name, "13800000001")
    assert record.value("insured_unit_number") == "900001"
    assert record.card_read
    assert readings(desk, record.id, Source.ROSTER)[ROW] == row
    assert desk.clerk.store.roster_row(found.row.id).record == record.id
    assert DriveMode(desk.clerk).status(DRIVE).counts[RowState.HALF] == 1


def test_the_card_is_the_truth_and_what_the_list_says_otherwise_waits_beside(desk: Desk) -> None:
    card = desk.person().card
    drive_with(desk, listed(desk.profile, card, name="王秀瑛", nation="08"))
    found = Drive(desk.clerk).arrive(card)
    assert found.taken.record.value("name") == card.name
    assert {"name", "nation"} <= set(found.differs)
    assert readings(desk, found.taken.record.id, Source.ROSTER)["name"] == "王秀瑛"
    assert "document.differs_slightly" in {each.code for each in found.taken.problems}


def test_a_number_that_differs_is_a_question_and_is_attached_by_the_clerk_only(desk: Desk) -> None:
    card = desk.person().card
    wrong = card.number[:-2] + ("1" if card.number[-2] != "1" else "2") + card.number[-1]
    (row,) = drive_with(desk, listed(desk.profile, card, number=wrong, mobile="13800000001"))
    drive = Drive(desk.clerk)
    found = drive.arrive(card)
    assert found.row is None
    assert [each.likeness for each in found.doubts] == [Likeness.NAME_AND_BIRTH]
    assert found.taken.record.value("mobile") == ""
    attached = drive.attach(found.taken.record.id, found.doubts[0].row.id)
    assert attached.row is not None
    assert attached.row.id == row
    assert attached.taken.record.value("number") == card.number
    assert attached.taken.record.value("mobile") == "13800000001"
    assert "number" in attached.differs


def test_somebody_whose_name_and_number_both_differ_is_never_the_row(desk: Desk) -> None:
    first, second = desk.person(0).card, desk.person(1).card
    (row,) = keep_roster(desk.supervisor, [listed(desk.profile, first)])
    drive = Drive(desk.clerk)
    found = drive.arrive(second)
    assert (found.row, found.doubts, found.unknown) == (None, (), False)
    with pytest.raises(RefusedError, match=r"drive\.other_person"):
        drive.attach(found.taken.record.id, row)
    with pytest.raises(RefusedError, match=r"drive\.other_person"):
        drive.call_up(row, card=second)


def test_nothing_of_the_roster_overwrites_what_a_clerk_typed(desk: Desk) -> None:
    card = desk.person().card
    record = Capture(desk.clerk).start(card=card).record
    desk.clock.advance(minutes=1)
    default = record.value("pickup_way")
    Capture(desk.clerk).edit(record.id, {"mobile": "13900000009"})
    (row,) = keep_roster(desk.supervisor, [listed(desk.profile, card, mobile="13800000001", education="20")])
    found = Drive(desk.clerk).attach(record.id, row)
    assert found.taken.record.value("mobile") == "13900000009"
    assert found.taken.record.value("pickup_way") == default
    assert found.taken.record.value("education") == "20"


def test_another_word_of_the_roster_keeps_the_row(desk: Desk) -> None:
    card = desk.person().card
    (row,) = drive_with(desk, listed(desk.profile, card))
    record = Drive(desk.clerk).arrive(card).taken.record
    Comparing(desk.clerk).take_roster(record.id, {"name": "王秀瑛"})
    assert readings(desk, record.id, Source.ROSTER) == {ROW: row, "name": "王秀瑛"}


def test_who_stands_on_two_lists_is_collected_on_both(desk: Desk) -> None:
    card = desk.person().card
    keep_roster(desk.supervisor, [listed(desk.profile, card)], roster_id="older", unit_number="1")
    keep_roster(desk.supervisor, [listed(desk.profile, card)], roster_id="newer", unit_number="2")
    Drive(desk.clerk).arrive(card)
    counts = [DriveMode(desk.clerk).status(RosterId(each)).counts[RowState.HALF] for each in ("older", "newer")]
    assert counts == [1, 1]


def test_a_half_done_person_is_taken_up_again_as_they_stood(desk: Desk) -> None:
    card = desk.person().card
    keep_roster(desk.supervisor, [listed(desk.profile, card, mobile="13800000001")])
    drive = Drive(desk.clerk)
    first = drive.arrive(card).taken.record
    Capture(desk.clerk).edit(first.id, {"mobile": ""})
    Capture(desk.clerk).park(first.id)
    again = drive.arrive(card)
    assert again.reopened
    assert again.taken.record.id == first.id
    assert not again.taken.record.parked
    assert again.taken.record.value("mobile") == ""


def test_a_record_begun_before_the_roster_came_is_the_persons(desk: Desk) -> None:
    card = desk.person().card
    before = Capture(desk.clerk).start(card=card).record
    (row,) = keep_roster(desk.supervisor, [listed(desk.profile, card, mobile="13800000001")])
    found = Drive(desk.clerk).arrive(card)
    assert found.taken.record.id == before.id
    assert found.taken.record.value("mobile") == "13800000001"
    assert desk.clerk.store.roster_row(row).record == before.id


def test_who_was_handed_in_already_is_only_shown(desk: Desk) -> None:
    done = desk.submitted().record
    keep_roster(desk.supervisor, [listed(desk.profile, desk.person().card, mobile="13800000001")])
    found = Drive(desk.clerk).arrive(desk.person().card)
    assert (found.taken.record.id, found.reopened, found.filled) == (done.id, True, ())
    assert DriveMode(desk.clerk).status(DRIVE).counts[RowState.DONE] == 1


def test_a_person_called_up_by_hand_takes_the_card_only_where_it_says_the_same(desk: Desk) -> None:
    card = desk.person().card
    (row,) = keep_roster(desk.supervisor, [listed(desk.profile, card, name="王秀瑛")])
    drive = Drive(desk.clerk)
    record = drive.call_up(row).taken.record
    assert record.value("name") == "王秀瑛"
    again = drive.call_up(row, card=card)
    assert again.card_differs
    assert again.taken.record.value("name") == "王秀瑛"
    assert not again.taken.record.card_read


def test_a_refused_person_is_asked_about_first(desk: Desk) -> None:
    card = desk.person().card
    (row,) = keep_roster(desk.supervisor, [listed(desk.profile, card)])
    store = desk.supervisor.store
    with store.transaction():
        store.save_roster_row(replace(store.roster_row(row), refused="已离职", refused_at=IMPORTED_AT))
    drive = Drive(desk.clerk)
    found = drive.arrive(card)
    assert found.row is None
    assert [each.state for each in found.doubts] == [RowState.REFUSED]
    with pytest.raises(RefusedError, match=r"drive\.row_refused"):
        drive.call_up(row)
    assert drive.attach(found.taken.record.id, row).row is not None
    assert store.roster_row(row).refused == ""


def test_personal_number_and_category_stay_the_rosters(desk: Desk) -> None:
    card = desk.person().card
    keep_roster(desk.supervisor, [listed(desk.profile, card, social_security_number=card.number)])
    record = Drive(desk.clerk).arrive(card).taken.record
    changed = Capture(desk.clerk).edit(record.id, {"social_security_number": "1"})
    assert "rules.roster_fixed" in {each.code for each in changed.problems if each.key == "social_security_number"}


def test_the_active_roster_comes_first_and_a_closed_one_calls_nobody(desk: Desk) -> None:
    card = desk.person().card
    keep_roster(desk.supervisor, [listed(desk.profile, card)], roster_id="older", unit_number="1")
    keep_roster(desk.supervisor, [listed(desk.profile, card)], roster_id="newer", unit_number="2")
    DriveMode(desk.supervisor).start(RosterId("older"))
    drive = Drive(desk.clerk)
    assert [each.roster.id for each in drive.find(card=card)] == ["older", "newer"]
    store = desk.supervisor.store
    with store.transaction():
        store.save_roster(replace(store.roster(RosterId("older")), closed_at=IMPORTED_AT))
    assert [each.roster.id for each in drive.find(card=card)] == ["newer"]
    assert DriveMode(desk.clerk).active() is None


def test_rosters_of_another_campaign_or_business_have_nobody(desk: Desk) -> None:
    card = desk.person().card
    keep_roster(desk.supervisor, [listed(desk.profile, card)], campaign="2019")
    assert Drive(desk.clerk).find(card=card) == ()
    keep_roster(desk.supervisor, [listed(desk.profile, card)], roster_id="now")
    assert Drive(desk.clerk).arrive(card, business="loss").row is None


def test_who_is_unknown_is_added_under_the_drives_unit(desk: Desk) -> None:
    keep_roster(desk.supervisor, [listed(desk.profile, desk.person(0).card)])
    DriveMode(desk.supervisor).start(DRIVE, unit=UNIT)
    drive, card = Drive(desk.clerk), desk.person(1).card
    found = drive.arrive(card)
    assert found.unknown
    added = drive.add(found.taken.record.id)
    assert added.row is not None
    assert added.row.position == 2
    assert added.taken.record.value("unit") == UNIT
    assert added.taken.record.value("insured_unit_number") == "900001"
    assert DriveMode(desk.clerk).status().counts == {
        RowState.MISSING: 1, RowState.HALF: 1, RowState.DONE: 0, RowState.REFUSED: 0,
    }  # fmt: skip
    with pytest.raises(RefusedError, match=r"drive\.on_roster"):
        drive.add(found.taken.record.id)


def test_bank_and_pickup_go_from_one_person_of_the_unit_to_the_next(desk: Desk) -> None:
    people = [desk.person(index).card for index in range(3)]
    units = (UNIT, UNIT, "别的单位")
    keep_roster(
        desk.supervisor, [listed(desk.profile, card, unit=unit) for card, unit in zip(people, units, strict=True)]
    )
    DriveMode(desk.supervisor).start(DRIVE, defaults={"bank_office": "武侯支行"})
    drive = Drive(desk.clerk)
    first = drive.arrive(people[0]).taken.record
    assert first.value("bank_office") == "武侯支行"
    Capture(desk.clerk).edit(first.id, {"bank_office": "高新支行"})
    assert drive.arrive(people[1]).taken.record.value("bank_office") == "高新支行"
    assert drive.arrive(people[2]).taken.record.value("bank_office") == "武侯支行"


def test_what_the_unit_settled_wins_over_the_list(desk: Desk) -> None:
    beijing = city("beijing")
    chief, clerk = replace(desk.supervisor, profile=beijing), replace(desk.clerk, profile=beijing)
    UnitSettings(chief).settle(UNIT, {"pickup_way": "单位代领", "bank": "样例银行"})
    card = desk.person().card
    keep_roster(chief, [listed(beijing, card, unit=UNIT, bank="别的银行")])
    record = Drive(clerk).arrive(card).taken.record
    assert (record.value("unit"), record.value("bank"), record.value("pickup_way")) == (UNIT, "样例银行", "unit")


def test_a_drive_starts_only_with_an_open_roster_and_defaults_that_a_record_could_hold(desk: Desk) -> None:
    keep_roster(desk.supervisor, [listed(desk.profile, desk.person().card)])
    mode = DriveMode(desk.supervisor)
    with pytest.raises(RefusedError, match=r"drive\.not_carried"):
        mode.start(DRIVE, defaults={"mobile": "13800000001"})
    with pytest.raises(RefusedError, match=r"drive\.bad_default"):
        mode.start(DRIVE, defaults={"pickup_way": "by balloon"})
    with pytest.raises(RefusedError, match=r"roster\.unknown"):
        mode.start(RosterId("nowhere"))
    with pytest.raises(NotAllowedError):
        DriveMode(desk.clerk).start(DRIVE)
    with pytest.raises(RefusedError, match=r"drive\.not_started"):
        mode.status()
    mode.start(DRIVE)
    mode.stop()
    assert mode.active() is None


# ── prepared photos ──────────────────────────────────────────────────────────────────────────────────────────


def prepared(desk: Desk, report: JudgedPhoto) -> str:
    (row,) = keep_roster(desk.supervisor, [listed(desk.profile, desk.person().card)])
    with desk.supervisor.store.transaction():
        desk.supervisor.store.put_row_picture(row, PictureRole.PHOTO, JPEG, report=report.to_json(), at=IMPORTED_AT)
        desk.supervisor.store.put_row_picture(row, PictureRole.PHOTO_ORIGINAL, JPEG + b"o", report="", at=IMPORTED_AT)
    return str(row)


def test_a_photo_that_was_prepared_and_does_is_the_records(desk: Desk) -> None:
    row = prepared(desk, JudgedPhoto(good_photo().report))
    found = Drive(desk.clerk).arrive(desk.person().card)
    assert found.photo.state is PreparedState.USED
    assert {PictureRole.PHOTO, PictureRole.PHOTO_ORIGINAL} <= found.taken.record.pictures
    assert not any(each.key == "photo" for each in found.taken.problems)
    assert desk.clerk.store.row_picture_digests(row) == {}  # type: ignore[arg-type]


def test_a_photo_goes_back_to_the_roster_with_a_draft_that_is_thrown_away(desk: Desk) -> None:
    row = prepared(desk, JudgedPhoto(good_photo().report))
    drive = Drive(desk.clerk)
    Capture(desk.clerk).discard(drive.arrive(desk.person().card).taken.record.id)
    assert set(desk.clerk.store.row_picture_digests(row)) == {PictureRole.PHOTO, PictureRole.PHOTO_ORIGINAL}  # type: ignore[arg-type]
    assert drive.arrive(desk.person().card).photo.state is PreparedState.USED


def test_another_photo_taken_since_does_not_go_back(desk: Desk) -> None:
    row = prepared(desk, JudgedPhoto(good_photo().report))
    capture = Capture(desk.clerk)
    record = Drive(desk.clerk).arrive(desk.person().card).taken.record
    capture.accept_photo(record.id, JPEG + b"new", JudgedPhoto(good_photo().report))
    capture.discard(record.id)
    assert desk.clerk.store.row_picture_digests(row) == {}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "report",
    [
        good_photo(PhotoCheck("eyes_open", Verdict.FAIL, 0.1, "≥ 0.2", "eyes")).report,
        PhotoReport((), None, PhotoFile(236, 295, 300, 30_000, 90)),
        PhotoReport((), FaceGeometry(90.0, 179.0, 230.0, 14.0, 0.0)),
    ],
)
def test_a_photo_that_does_not_do_today_stays_with_the_roster_for_a_retake(desk: Desk, report: PhotoReport) -> None:
    row = prepared(desk, JudgedPhoto(report))
    found = Drive(desk.clerk).arrive(desk.person().card)
    assert found.photo.state is PreparedState.RETAKE
    assert found.photo.failed
    assert PictureRole.PHOTO not in found.taken.record.pictures
    assert desk.clerk.store.row_picture_digests(row)  # type: ignore[arg-type]
