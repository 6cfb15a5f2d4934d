# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PhotoCheck, PictureRole, Verdict
from sscard_desktop.domain.problems import Severity
from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.domain.record import Move, Status
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.photoreports import JudgedPhoto
from tests.helpers.desks import JPEG, Desk, good_photo


def codes(taken: Taken, key: str) -> set[str]:
    return {problem.code for problem in taken.problems if problem.key == key}


def test_a_draft_is_in_the_station_from_the_moment_the_card_was_read(desk: Desk) -> None:
    card = desk.person().card
    taken = Capture(desk.clerk).start(card=card)
    seen_by_another = desk.supervisor.store.record(taken.record.id)
    assert seen_by_another.value("number") == card.number
    assert seen_by_another.value("name") == card.name
    assert seen_by_another.value("name_pinyin") == "LI MINHUI"
    assert seen_by_another.value("country") == "CHN"
    assert seen_by_another.card_read


def test_each_edit_is_seen_by_another_connection_when_the_call_returns(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = capture.start().record.id
    capture.edit(record_id, {"mobile": "139 0000-0001"})
    assert desk.supervisor.store.record(record_id).value("mobile") == "13900000001"


def test_a_typed_number_fills_birth_date_and_sex_but_never_over_what_was_typed(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = capture.start().record.id
    number = desk.person().card.number
    taken = capture.edit(record_id, {"document_type": "resident", "sex": "1"})
    taken = capture.edit(record_id, {"number": number.lower()})
    assert taken.record.value("number") == number
    birth_date = desk.person().card.birth_date
    assert birth_date is not None
    assert taken.record.value("birth_date") == birth_date.isoformat()
    assert taken.record.value("sex") == "1"
    assert codes(taken, "sex") == {"rule.sex_differs"} or codes(taken, "sex")


def test_the_clerks_pinyin_stays_when_it_was_corrected(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = capture.start().record.id
    assert capture.edit(record_id, {"name": "单小明"}).record.value("name_pinyin") == "SHAN XIAOMING"
    capture.edit(record_id, {"name_pinyin": "DAN XIAOMING"})
    assert capture.edit(record_id, {"name": "单晓明"}).record.value("name_pinyin") == "DAN XIAOMING"


def test_an_unknown_field_is_refused_and_nothing_of_the_call_is_stored(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = capture.start().record.id
    with pytest.raises(RefusedError, match=r"record\.no_such_field"):
        capture.edit(record_id, {"mobile": "13900000001", "shoe_size": "43"})
    assert desk.clerk.store.record(record_id).value("mobile") == ""


def test_a_complete_record_is_submitted_with_a_receipt_number(desk: Desk) -> None:
    taken = desk.submitted()
    assert taken.record.status is Status.SUBMITTED
    assert is_receipt_number(taken.record.receipt_number)
    assert taken.record.submitted_by == "limin"
    moves = [step.move for step in desk.clerk.store.steps(taken.record.id)]
    assert moves == [Move.CONFIRM, Move.SUBMIT]


@pytest.mark.parametrize("index", [0, 1, 2, 3, 4, 5, 6, 8, 9])
def test_every_demo_life_but_the_expiring_one_can_be_submitted(desk: Desk, index: int) -> None:
    assert desk.submitted(index).record.status is Status.SUBMITTED


def test_a_document_that_expires_within_four_months_is_refused_at_once(desk: Desk) -> None:
    taken = Capture(desk.clerk).start(card=desk.person(7).card)
    assert any(problem.key == "valid_to" and problem.severity is Severity.ERROR for problem in taken.problems)
    with pytest.raises(RefusedError, match=r"record\.incomplete"):
        desk.submitted(7)


@pytest.mark.parametrize("role", [PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK])
def test_a_record_without_a_required_picture_is_not_submitted(desk: Desk, role: PictureRole) -> None:
    capture = Capture(desk.clerk)
    record_id = desk.filled().record.id
    assert not capture.remove_picture(record_id, role).complete
    with pytest.raises(RefusedError, match=r"record\.incomplete"):
        capture.submit(record_id)
    assert desk.clerk.store.record(record_id).status is Status.DRAFT


def test_front_and_back_change_over(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = desk.filled().record.id
    store, front, back = desk.clerk.store, PictureRole.ID_FRONT, PictureRole.ID_BACK
    before = (store.picture(record_id, front), store.picture(record_id, back))
    assert capture.swap_id_pictures(record_id).complete
    assert (store.picture(record_id, back), store.picture(record_id, front)) == before
    capture.remove_picture(record_id, front)
    capture.swap_id_pictures(record_id)
    assert (store.picture(record_id, front), store.picture(record_id, back)) == (before[0], None)


def test_a_record_without_consent_is_not_submitted(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    taken = desk.filled()
    key = desk.profile.consents[0].key
    assert not capture.consent(taken.record.id, (key,), given=False).complete


def test_a_second_record_of_the_same_person_is_found_while_typing(desk: Desk) -> None:
    first = desk.submitted()
    second = Capture(desk.clerk).start(card=desk.person().card)
    (problem,) = [problem for problem in second.problems if first.record.id in problem.related]
    assert problem.key == "number"
    assert problem.severity is Severity.ERROR


def test_a_failed_photo_is_not_taken_without_a_reason_and_the_reason_is_kept(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = capture.start(card=desk.person().card).record.id
    judged = JudgedPhoto(good_photo(PhotoCheck("sharpness", Verdict.FAIL, 0.8, "≤ 0.68", "quality")).report)
    with pytest.raises(RefusedError, match=r"photo\.not_compliant"):
        capture.accept_photo(record_id, JPEG, judged)
    with pytest.raises(RefusedError, match=r"photo\.override_reason_missing"):
        judged.override("sharpness", "  ")
    capture.accept_photo(record_id, JPEG, judged.override("sharpness", "本人行动不便，无法重拍"))
    assert capture.judged_photo(record_id).overridden == {"sharpness": "本人行动不便，无法重拍"}


def test_a_point_that_the_clerk_did_not_confirm_keeps_the_record_open(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = desk.filled().record.id
    judged = JudgedPhoto(good_photo(PhotoCheck("glasses", Verdict.CONFIRM, None, "", "glasses")).report)
    assert codes(capture.accept_photo(record_id, JPEG, judged), "photo") == {"photo.unconfirmed"}
    assert not codes(capture.accept_photo(record_id, JPEG, judged.confirm()), "photo")


def test_a_submission_is_amended_for_24_hours_and_not_a_second_longer(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = desk.submitted().record.id
    with pytest.raises(RefusedError, match=r"record\.locked"):
        capture.edit(record_id, {"mobile": "13900000002"})
    desk.clock.advance(hours=24)
    taken = capture.amend(record_id)
    assert taken.record.status is Status.DRAFT
    receipt = taken.record.receipt_number
    assert capture.submit(record_id).record.receipt_number == receipt
    desk.clock.advance(hours=24, seconds=1)
    with pytest.raises(RefusedError, match=r"record\.amend_too_late"):
        capture.amend(record_id)


def test_a_clock_set_back_does_not_reopen_a_submission(desk: Desk) -> None:
    record_id = desk.submitted().record.id
    desk.clock.advance(days=-3)
    with pytest.raises(RefusedError, match=r"clock\.behind"):
        Capture(desk.clerk).amend(record_id)


def test_a_deleted_draft_takes_its_pictures_along_and_what_was_confirmed_is_never_deleted(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    draft = desk.filled().record.id
    capture.discard(draft)
    with pytest.raises(RefusedError, match=r"record\.unknown"):
        desk.clerk.store.record(draft)
    assert desk.clerk.store.picture(draft, PictureRole.PHOTO) is None
    submitted = desk.submitted(1).record.id
    with pytest.raises(RefusedError, match=r"record\.only_drafts_are_deleted"):
        capture.discard(submitted)
    with pytest.raises(RefusedError, match=r"record\.reason_missing"):
        capture.void(submitted, " ")
    capture.void(submitted, "重复采集")
    assert desk.clerk.store.record(submitted).status is Status.VOID


def test_after_a_crash_the_unfinished_record_is_found_and_parked_ones_are_not(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    assert capture.unfinished() is None
    first = capture.start(card=desk.person(0).card).record.id
    capture.park(first)
    assert capture.unfinished() is None
    desk.clock.advance(seconds=5)
    second = capture.start(card=desk.person(1).card).record.id
    assert capture.unfinished() == second
    desk.submitted(3)
    assert capture.unfinished() == second


def test_what_is_confirmed_twice_is_confirmed_once(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = desk.filled().record.id
    first, again = capture.confirm(record_id).record, capture.confirm(record_id).record
    assert (again.status, again.receipt_number) == (Status.CONFIRMED, first.receipt_number)
    actions = [entry.action for entry in desk.supervisor.store.audit_entries() if entry.subject == record_id]
    assert actions.count("record.confirm") == 1


def test_editing_a_confirmed_record_makes_it_a_draft_again(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = desk.filled().record.id
    assert capture.confirm(record_id).record.status is Status.CONFIRMED
    assert capture.edit(record_id, {"postcode": "610000"}).record.status is Status.DRAFT


def test_a_disabled_clerk_cannot_begin(desk: Desk) -> None:
    gone = replace(desk.clerk, operator=Operator("limin", Role.CLERK, disabled=True))
    with pytest.raises(NotAllowedError):
        Capture(gone)


def test_every_action_leaves_its_line_in_the_audit_trail(desk: Desk) -> None:
    before = len(list(desk.clerk.store.audit_entries()))
    record_id = desk.submitted().record.id
    entries = list(desk.clerk.store.audit_entries())[before:]
    assert {entry.subject for entry in entries} == {record_id}
    actions = [entry.action for entry in entries]
    assert actions[0] == "record.start"
    assert actions[-2:] == ["record.confirm", "record.submit"]
    assert {entry.operator for entry in entries} == {"limin"}


def test_receipt_numbers_run_on_within_a_day_and_begin_again_the_next(desk: Desk) -> None:
    first = desk.submitted(0).record.receipt_number
    second = desk.submitted(1).record.receipt_number
    desk.clock.advance(days=1)
    third = desk.submitted(3).record.receipt_number
    assert [number[12:16] for number in (first, second, third)] == ["0001", "0002", "0001"]
    assert len({first, second, third}) == 3


def test_somebody_elses_record_is_submitted_in_one_go(desk: Desk) -> None:
    record_id = desk.filled().record.id
    assert Capture(desk.supervisor).submit(record_id).record.submitted_by == "wangfang"
