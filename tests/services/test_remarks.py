# SPDX-License-Identifier: Apache-2.0
"""Reasons stand at their fields until somebody answers them, and not a moment longer."""

from __future__ import annotations

import pytest

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.remarks import Answer, Point, RemarkSource
from sscard_desktop.domain.retention import Cause, Tombstone
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.remarks import Remarks, note
from sscard_desktop.services.review import Review
from tests.helpers.offices import CHIEF, CLERK, Office

PHOTO = Point("照片背景不是白色", "photo", "photo.background")
MOBILE = Point("手机号码是空号", "mobile", "mobile")


@pytest.fixture
def returned(office: Office) -> Record:
    """Return a record that came back for its photo, its mobile and something else."""
    record = office.submitted()
    office.clock.advance(minutes=5)
    return Review(office.session).send_back(record.id, "请尽快补齐", points=[PHOTO, MOBILE])


def open_at(office: Office, record: Record) -> list[str]:
    return sorted(each.point.key for each in Remarks(office.session).open(record.id))


def test_a_return_says_what_is_wrong_where(office: Office, returned: Record) -> None:
    assert returned.returned_reason == "照片背景不是白色；手机号码是空号；请尽快补齐"
    made = Remarks(office.session_of(CLERK, Role.CLERK)).of(returned.id)
    assert [each.point for each in made] == [PHOTO, MOBILE, Point("请尽快补齐")]
    assert {(each.source, each.operator, each.at) for each in made} == {
        (RemarkSource.SUPERVISOR, "wangfang", office.clock.now())
    }
    assert all(each.is_open for each in made)


def test_a_remark_stands_until_its_value_changes(office: Office, returned: Record) -> None:
    capture = Capture(office.session_of(CLERK, Role.CLERK))
    capture.edit(returned.id, {"mobile": returned.value("mobile"), "postcode": "610042"})
    assert open_at(office, returned) == ["", "mobile", "photo"]
    capture.edit(returned.id, {"mobile": "13900139000"})
    assert open_at(office, returned) == ["", "photo"]
    (mobile,) = [each for each in Remarks(office.session).of(returned.id) if each.point.key == "mobile"]
    assert (mobile.answer, mobile.settled_at) == (Answer.CHANGED, office.clock.now())


def test_a_remark_on_an_id_picture_stands_until_there_is_another(office: Office) -> None:
    record = office.submitted()
    Review(office.session).send_back(record.id, points=[Point("有遮挡", "id_front"), Point("模糊", "id_back")])
    capture = Capture(office.session_of(CLERK, Role.CLERK))
    capture.accept_picture(record.id, PictureRole.ID_FRONT, b"\xff\xd8 another")
    assert open_at(office, record) == ["id_back"]
    capture.remove_picture(record.id, PictureRole.ID_FRONT)
    capture.swap_id_pictures(record.id)
    assert open_at(office, record) == []


def test_what_was_left_alone_is_told_so_once_the_record_is_submitted_again(office: Office, returned: Record) -> None:
    capture = Capture(office.session_of(CLERK, Role.CLERK))
    capture.edit(returned.id, {"mobile": "13900139000"})
    capture.submit(returned.id)
    answers = {each.point.key: each.answer for each in Remarks(office.session).of(returned.id)}
    assert answers == {"photo": Answer.RESUBMITTED, "mobile": Answer.CHANGED, "": Answer.RESUBMITTED}


def test_a_return_that_is_taken_back_leaves_nothing_open(office: Office, returned: Record) -> None:
    Review(office.session).take_back(returned.id)
    assert open_at(office, returned) == []
    assert {each.answer for each in Remarks(office.session).of(returned.id)} == {Answer.TAKEN_BACK}


def test_a_field_that_nobody_asks_for_counts_as_the_whole_record(office: Office) -> None:
    record = office.submitted()
    Review(office.session).send_back(record.id, points=[Point("与户籍不符", "no_such_field")])
    assert open_at(office, record) == [""]


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ([Point(" \n", "photo")], "record.reason_missing"),
        ([Point("x" * 501, "photo")], "record.reason_too_long"),
        ([Point("x", "photo")] * 51, "remark.too_many"),
    ],
)
def test_a_return_that_can_t_be_kept_whole_isn_t_made(office: Office, points: list[Point], code: str) -> None:
    record = office.submitted()
    with pytest.raises(RefusedError) as caught:
        Review(office.session).send_back(record.id, points=points)
    assert caught.value.code == code
    assert office.store.record(record.id) == record
    assert Remarks(office.session).of(record.id) == []


def test_the_bureau_s_words_stand_beside_the_supervisor_s(office: Office, returned: Record) -> None:
    with office.session.action("feedback.example", returned.id) as now:
        note(office.session, returned, [Point("照片不合格", "photo", "E07")], RemarkSource.BUREAU, at=now)
    first, *_ = [each for each in Remarks(office.session).of(returned.id) if each.source is RemarkSource.BUREAU]
    assert (first.point.code, first.is_open) == ("E07", True)


def test_a_clerk_reads_no_remarks_on_other_people_s_records(office: Office, returned: Record) -> None:
    with pytest.raises(NotAllowedError, match=r"record\.not_yours"):
        Remarks(office.session_of("somebody", Role.CLERK)).of(returned.id)


def test_the_trail_names_the_fields_and_keeps_the_words_covered(office: Office, returned: Record) -> None:
    entry = [each for each in office.store.audit_entries() if each.action == "record.return"][-1]
    assert '"fields": ["mobile", "photo"]' in entry.detail


def test_a_destroyed_record_s_remarks_go_with_it(office: Office, returned: Record) -> None:
    tombstone = Tombstone(
        returned.id, "returned", returned.created_at, None, office.clock.now(), CHIEF, Cause.REQUEST, "c", 0, "0" * 64
    )
    with office.store.transaction():
        office.store.destroy(tombstone)
    assert office.store.remarks(returned.id) == []
