# SPDX-License-Identifier: Apache-2.0
"""Many at once, two supervisors, a sample: what the city's ``[review]`` asks for, held by the service."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.photo import PhotoCheck, PhotoReport, PictureRole, Verdict
from sscard_desktop.domain.record import Move, Record, Status
from sscard_desktop.domain.remarks import Point
from sscard_desktop.domain.reviewing import Filter, ReviewSpec, Submission, Why, is_drawn
from sscard_desktop.services.cardpictures import CardPictureReport
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.recordchecks import problems_of
from sscard_desktop.services.review import MOST_TOGETHER, Kept, Review
from sscard_desktop.services.reviewqueue import ReviewQueue
from sscard_desktop.services.session import Session
from tests.helpers.offices import CHIEF, CLERK, Office

SECOND = "zhaoli"


def session(office: Office, spec: ReviewSpec, name: str = CHIEF) -> Session:
    return replace(office.session_of(name, Role.SUPERVISOR), profile=replace(office.profile, review=spec))


def override_photo(office: Office, record: Record) -> None:
    judged = JudgedPhoto(PhotoReport((PhotoCheck("background", Verdict.FAIL, 0.4, "< 0.1", "background"),)))
    report = judged.override("background", "老人行动不便").to_json()
    with office.store.transaction():
        office.store.put_picture_report(record.id, PictureRole.PHOTO, report)


def waiting(office: Office) -> dict[str, Submission]:
    return {each.summary.id: each for each in ReviewQueue(office.session).waiting()}


def test_what_needs_no_close_look_is_approved_together_and_the_trail_says_so(office: Office) -> None:
    records = [office.submitted(index) for index in range(1, 4)]
    together = Review(office.session).approve_together([each.id for each in records])
    assert together.approved == tuple(each.id for each in records)
    assert {office.store.record(each.id).status for each in records} == {Status.APPROVED}
    lines = [entry for entry in office.store.audit_entries() if entry.action == "record.approve"]
    assert [entry.subject for entry in lines] == [each.id for each in records]
    assert all(json.loads(entry.detail)["together"] == 3 for entry in lines)


def test_what_wants_a_close_look_stays_and_is_named(office: Office) -> None:
    plain, overridden, own, gone = (office.submitted(1), office.submitted(2), office.submitted(3, by=CHIEF), "f" * 32)
    override_photo(office, overridden)
    back = office.submitted(4)
    review = Review(office.session)
    review.send_back(back.id, "x")
    with office.store.transaction():
        office.store.save_record(replace(office.store.record(back.id), status=Status.SUBMITTED))
    together = review.approve_together([own.id, overridden.id, plain.id, back.id, gone])
    assert together.approved == (plain.id,)
    assert together.kept == {
        own.id: Kept.OWN,
        overridden.id: Kept.CLOSE_LOOK,
        back.id: Kept.CLOSE_LOOK,
        gone: Kept.GONE,
    }
    assert review.approve(overridden.id).status is Status.APPROVED


def test_an_id_picture_that_was_taken_whole_is_an_override_too(office: Office) -> None:
    record = office.submitted()
    with office.store.transaction():
        office.store.put_picture_report(record.id, PictureRole.ID_BACK, CardPictureReport(reason="卡片残缺").to_json())
    assert waiting(office)[record.id].overridden


def test_a_damaged_report_stops_no_queue(office: Office) -> None:
    record = office.submitted()
    with office.store.transaction():
        office.store.put_picture_report(record.id, PictureRole.PHOTO, "{not json")
    assert not waiting(office)[record.id].overridden
    queue = ReviewQueue(office.session)
    assert list(queue.warnings(queue.waiting())) == [record.id]
    found = [problem.code for problem in problems_of(office.session, record) if problem.key == "photo"]
    assert found == ["photo.report_damaged"]


def test_a_drawn_record_is_not_approved_with_others(office: Office) -> None:
    records = [office.submitted(index) for index in range(1, 9)]
    drawn = {each.id for each in records if is_drawn(each.id, 40)}
    assert 0 < len(drawn) < 8
    together = Review(session(office, ReviewSpec(sample_percent=40))).approve_together([each.id for each in records])
    assert set(together.kept) == drawn


def test_a_first_approval_waits_for_another_supervisor(office: Office) -> None:
    spec = ReviewSpec(100, frozenset({Why.SAMPLED}))
    record = office.submitted()
    first = Review(session(office, spec))
    assert first.approve(record.id).status is Status.SUBMITTED
    assert waiting(office)[record.id].first_by == CHIEF
    with pytest.raises(NotAllowedError, match=r"review\.second_needed"):
        first.approve(record.id)
    second = Review(session(office, spec, SECOND))
    assert second.approve(record.id).status is Status.APPROVED
    assert [(step.move, step.operator) for step in office.store.steps(record.id)] == [
        (Move.FIRST_APPROVE, CHIEF),
        (Move.APPROVE, SECOND),
    ]


def test_a_first_approval_can_be_taken_back_by_whoever_made_it(office: Office) -> None:
    spec = ReviewSpec(100, frozenset({Why.SAMPLED}))
    record = office.submitted()
    Review(session(office, spec)).approve(record.id)
    with pytest.raises(RefusedError, match=r"review\.followed"):
        Review(session(office, spec, SECOND)).take_back(record.id)
    Review(session(office, spec)).take_back(record.id)
    assert waiting(office)[record.id].first_by == ""


def test_a_submission_that_was_amended_needs_both_again(office: Office) -> None:
    spec = ReviewSpec(100, frozenset({Why.SAMPLED}))
    record = office.submitted()
    Review(session(office, spec)).approve(record.id)
    with office.session.action("record.amend", record.id) as now:
        amended = office.session.moved(office.store.record(record.id), Move.AMEND, at=now)
        confirmed = office.session.moved(amended, Move.CONFIRM, at=now)
        office.session.moved(confirmed, Move.SUBMIT, at=now)
    assert waiting(office)[record.id].first_by == ""


def test_several_are_returned_for_the_same_reasons_and_taken_back_as_one(office: Office) -> None:
    ids = [office.submitted(index).id for index in (1, 2)]
    review = Review(office.session)
    assert review.send_back_together(ids, [Point("照片过暗", "photo", "photo")]) == tuple(ids)
    assert {office.store.record(each).returned_reason for each in ids} == {"照片过暗"}
    assert {each.status for each in review.take_back(*ids)} == {Status.SUBMITTED}
    assert {each.returns for each in waiting(office).values()} == {0}


def test_decisions_are_taken_back_all_or_none(office: Office) -> None:
    ids = [office.submitted(index).id for index in (1, 2)]
    review = Review(office.session)
    review.approve_together(ids)
    Review(office.session_of(SECOND, Role.SUPERVISOR)).send_back(ids[1], "x")
    with pytest.raises(RefusedError, match="followed"):
        review.take_back(*ids)
    assert office.store.record(ids[0]).status is Status.APPROVED


def changed(office: Office, record: Record) -> None:
    """Let the record become another one, as a merge does that brings a newer version."""
    office.clock.advance(minutes=1)
    with office.store.transaction():
        newer = {**record.values, "name": "王大明"}
        office.store.save_record(replace(record, values=newer, updated_at=office.clock.now()))


def test_only_what_was_looked_at_is_approved(office: Office) -> None:
    records = [office.submitted(index) for index in (1, 2, 3)]
    seen = {record.id: record.updated_at for record in records}
    changed(office, records[1])
    review = Review(office.session)
    made = review.approve_together([record.id for record in records], seen=seen)
    assert made.approved == (records[0].id, records[2].id)
    assert made.kept == {records[1].id: Kept.CHANGED}
    with pytest.raises(RefusedError, match=r"review\.changed"):
        review.approve(records[1].id, seen=records[1].updated_at)
    now = office.store.record(records[1].id)
    assert now.status is Status.SUBMITTED
    assert review.approve(now.id, seen=now.updated_at).status is Status.APPROVED


def test_there_is_an_end_to_how_many_are_decided_at_once(office: Office) -> None:
    ids = [f"{number:032x}" for number in range(MOST_TOGETHER + 1)]
    for decide in (lambda r: r.approve_together(ids), lambda r: r.send_back_together(ids, [Point("x")])):
        with pytest.raises(RefusedError, match=r"review\.too_many"):
            decide(Review(office.session))


def test_the_queue_is_filtered_by_what_a_supervisor_asks(office: Office) -> None:
    one = office.submitted(1)
    two = office.submitted(2, by="zhangsan", unit="成都样例贸易公司")
    override_photo(office, two)
    spec = office.profile.review
    found = waiting(office)
    assert list(found) == [one.id, two.id]

    def kept(**wanted: object) -> list[str]:
        chosen = Filter(**wanted)  # type: ignore[arg-type]
        return [record_id for record_id, each in found.items() if chosen.takes(each, spec)]

    at = found[two.id].summary.submitted_at
    assert at is not None
    assert kept() == [one.id, two.id]
    assert (
        kept(clerk=CLERK) == kept(unit="成都样例科技有限公司") == kept(close_look=False) == kept(until=at) == [one.id]
    )
    assert kept(overridden=True) == kept(close_look=True) == kept(since=at) == kept(clerk="zhangsan") == [two.id]
    assert kept(returned=True) == kept(business="replacement") == kept(since=at + timedelta(seconds=1)) == []


def test_warnings_are_counted_and_looked_up_again_once_a_record_changes(office: Office) -> None:
    one, two = office.submitted(1), office.submitted(2)
    queue = ReviewQueue(office.session)
    assert queue.warnings(queue.waiting()) == {one.id: 0, two.id: 0}
    office.clock.advance(minutes=1)
    with office.store.transaction():
        office.store.save_values(two.id, {"mobile": one.value("mobile")}, at=office.clock.now())
    assert queue.warnings(queue.waiting())[two.id] == 1


def test_a_sheet_of_faces_leaves_one_line_a_face_and_once(office: Office) -> None:
    ids = [office.submitted(index).id for index in (1, 2, 3)]
    queue = ReviewQueue(office.session)
    photos = queue.photos(ids)
    assert list(photos) == ids
    assert all(photos.values())
    queue.photos(ids)
    shown = [entry for entry in office.store.audit_entries() if entry.action == "record.show"]
    assert [entry.subject for entry in shown] == ids


def test_a_damaged_photo_hides_no_other_face(office: Office) -> None:
    one, two = office.submitted(1), office.submitted(2)
    with office.store.transaction():
        office.store._database.write(  # type: ignore[attr-defined]
            "UPDATE picture SET content = x'00' WHERE role = 'photo' AND record = "
            "(SELECT seq FROM record WHERE id = ?)",
            one.id,
        )
    photos = ReviewQueue(office.session).photos([one.id, two.id])
    assert photos[one.id] == b""
    assert photos[two.id]
