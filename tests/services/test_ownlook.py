# SPDX-License-Identifier: Apache-2.0
"""What the applicant read over is bound to what stood there, and what they pointed at stands until it is answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.ownlook import OWN_LOOK, OwnLookSpec
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, Severity, blocking
from sscard_desktop.domain.record import Status
from sscard_desktop.domain.signing import Signer
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.ownlook import LookPage, OwnLook
from sscard_desktop.services.session import Session
from sscard_desktop.services.trail import Trail
from tests.helpers.desks import JPEG, Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give one station to all tests here: each takes a record of its own."""
    desk = Desk(tmp_path_factory.mktemp("ownlook") / "station")
    yield desk
    desk.leave()


def wanting(session: Session) -> Session:
    """Return the session of a city that wants everything read over."""
    return replace(session, profile=replace(session.profile, own_look=OwnLookSpec(required=True)))


def problems(session: Session, record_id: str) -> list[Problem]:
    return [each for each in Capture(session).look(record_id).problems if each.code.startswith(OWN_LOOK)]


def codes(session: Session, record_id: str) -> list[tuple[str, str]]:
    return [(each.key, each.code) for each in problems(session, record_id)]


def texts(page: LookPage) -> dict[str, tuple[str, ...]]:
    return {line.key: line.values for line in page.lines}


def confirm(session: Session, record_id: str) -> None:
    look = OwnLook(session)
    assert look.confirm(record_id, look.page(record_id).shown).holds


def point(session: Session, record_id: str, *keys: str, note: str = "") -> None:
    look = OwnLook(session)
    look.point_at(record_id, keys, note, shown=look.page(record_id).shown)


def test_people_read_words_and_groups_not_codes(desk: Desk) -> None:
    record = desk.filled().record
    page = OwnLook(desk.clerk).page(record.id)
    shown = texts(page)
    number = record.value("number")
    assert shown["number"] == (f"{number[:6]} {number[6:14]} {number[14:]}",)
    assert shown["sex"] in (("男",), ("女",))
    assert [len(part) for part in shown["mobile"][0].split()] == [3, 4, 4]
    assert all(line.values[0] for line in page.lines)
    assert (page.photo, page.keys[-1]) == (JPEG, "photo")
    assert OwnLook(desk.clerk).page(record.id, "en").lines[0].labels != page.lines[0].labels


def test_a_foreigner_reads_both_languages(desk: Desk) -> None:
    record = desk.filled().record
    Capture(desk.clerk).edit(record.id, {"document_type": "passport", "number": "E12345678"})
    page = OwnLook(desk.clerk).page(record.id)
    line = next(line for line in page.lines if line.key == "sex")
    assert line.labels == ("性别", "Sex")
    assert line.values in (("男", "Male"), ("女", "Female"))
    assert texts(page)["number"] == ("E12345678",)


def test_a_childs_data_is_read_by_its_guardian(desk: Desk) -> None:
    minor = next(index for index in range(10) if desk.person(index).values.get("agent_name"))
    record = desk.filled(minor).record
    page = OwnLook(desk.clerk).page(record.id)
    assert page.looker is not Signer.APPLICANT
    assert page.looker_name == record.value("agent_name") != ""


def test_a_city_that_says_nothing_of_it_asks_nobody(desk: Desk) -> None:
    assert not desk.profile.own_look.required
    assert codes(desk.clerk, desk.filled().record.id) == []


def test_a_city_that_wants_it_takes_no_record_that_nobody_read_over(desk: Desk) -> None:
    session, record = wanting(desk.clerk), desk.filled(1).record
    assert [(p.key, p.code) for p in blocking(problems(session, record.id))] == [(OWN_LOOK, "own_look.missing")]
    with pytest.raises(RefusedError):
        Capture(session).submit(record.id)
    confirm(session, record.id)
    assert codes(session, record.id) == []
    assert Capture(session).submit(record.id).record.status is Status.SUBMITTED


@pytest.mark.parametrize("change", ["value", "photo", "id_front"])
@pytest.mark.parametrize("required", [True, False])
def test_whatever_changes_afterwards_makes_the_look_void(desk: Desk, change: str, required: bool) -> None:
    session = wanting(desk.clerk) if required else desk.clerk
    record, capture = desk.filled().record, Capture(session)
    confirm(session, record.id)
    if change == "value":
        capture.edit(record.id, {"mobile": "13900001111"})
    else:
        capture.accept_picture(record.id, PictureRole(change), JPEG + b"another")
    (problem,) = problems(session, record.id)
    assert (problem.key, problem.code) == (OWN_LOOK, "own_look.void")
    assert problem.severity is (Severity.ERROR if required else Severity.WARNING)
    assert not OwnLook(session).of(record.id).holds


def test_a_value_put_back_is_what_was_read(desk: Desk) -> None:
    record, capture = desk.filled().record, Capture(desk.clerk)
    confirm(desk.clerk, record.id)
    capture.edit(record.id, {"mobile": "13900001111"})
    capture.edit(record.id, {"mobile": record.value("mobile")})
    assert OwnLook(desk.clerk).of(record.id).holds


def test_a_page_that_is_out_of_date_is_no_answer(desk: Desk) -> None:
    look, record = OwnLook(desk.clerk), desk.filled().record
    shown = look.page(record.id).shown
    Capture(desk.clerk).edit(record.id, {"mobile": "13900001111"})
    for answer in (
        lambda: look.confirm(record.id, shown),
        lambda: look.point_at(record.id, ["name"], shown=shown),
    ):
        with pytest.raises(RefusedError, match=r"own_look\.content_changed"):
            answer()
    assert look.of(record.id).looked_at is None


def test_what_was_pointed_at_is_asked_at_its_field_until_it_changes(desk: Desk) -> None:
    record = desk.filled().record
    point(desk.clerk, record.id, "mobile", "photo", note=" 换过\n号码 ")
    found = blocking(problems(desk.clerk, record.id))
    assert [(p.key, p.code, p.params) for p in found] == [
        ("mobile", "own_look.pointed_note", {"note": "换过 号码"}),
        ("photo", "own_look.pointed_note", {"note": "换过 号码"}),
    ]
    with pytest.raises(RefusedError):
        Capture(desk.clerk).submit(record.id)
    Capture(desk.clerk).edit(record.id, {"mobile": "13900001111"})
    assert [p.key for p in problems(desk.clerk, record.id)] == ["photo"]
    Capture(desk.clerk).accept_picture(record.id, PictureRole.PHOTO, JPEG + b"retaken")
    assert codes(desk.clerk, record.id) == [(OWN_LOOK, "own_look.again")]
    assert not blocking(problems(desk.clerk, record.id))
    confirm(desk.clerk, record.id)
    assert codes(desk.clerk, record.id) == []


def test_what_was_found_to_be_right_after_all_is_answered(desk: Desk) -> None:
    record, look = desk.filled().record, OwnLook(desk.clerk)
    point(desk.clerk, record.id, "name", "mobile")
    assert [each.key for each in look.answer(record.id, "name").pointed] == ["mobile"]
    assert [p.key for p in problems(desk.clerk, record.id)] == ["mobile"]
    with pytest.raises(RefusedError, match=r"own_look\.not_pointed"):
        look.answer(record.id, "sex")
    # A clerk's word is no applicant's confirmation.
    look.answer(record.id, "mobile")
    assert not look.of(record.id).holds
    assert codes(wanting(desk.clerk), record.id) == [(OWN_LOOK, "own_look.again")]


def test_a_photo_that_was_pointed_at_and_answered_stays_answered_when_it_is_removed(desk: Desk) -> None:
    record, look = desk.filled().record, OwnLook(desk.clerk)
    point(desk.clerk, record.id, "photo")
    look.answer(record.id, "photo")
    Capture(desk.clerk).remove_picture(record.id, PictureRole.PHOTO)
    assert look.of(record.id).pointed == ()


@pytest.mark.parametrize(
    ("keys", "note", "code"),
    [
        ([], "", "own_look.nothing"),
        (["receipt_number"], "", "own_look.not_shown"),
        (["look:content"], "", "own_look.not_shown"),
        (["name"], "长" * 201, "own_look.note_too_long"),
    ],
)
def test_only_what_was_shown_can_be_pointed_at(desk: Desk, keys: list[str], note: str, code: str) -> None:
    look, record = OwnLook(desk.clerk), desk.filled().record
    with pytest.raises(RefusedError, match=re.escape(code)):
        look.point_at(record.id, keys, note, shown=look.page(record.id).shown)


def test_nothing_is_shown_of_an_empty_or_a_finished_record(desk: Desk) -> None:
    empty = Capture(desk.clerk).start().record
    for key, value in empty.values.items():
        if value:
            Capture(desk.clerk).edit(empty.id, {key: ""})
    with pytest.raises(RefusedError, match=r"own_look\.empty"):
        OwnLook(desk.clerk).page(empty.id)
    done = desk.submitted(3).record
    with pytest.raises(RefusedError, match=r"record\.locked"):
        OwnLook(desk.clerk).page(done.id)


def test_the_trail_tells_that_somebody_looked_and_nothing_of_what_they_saw(desk: Desk) -> None:
    record = desk.filled().record
    point(desk.clerk, record.id, "mobile", note="换过号码")
    OwnLook(desk.clerk).answer(record.id, "mobile")
    confirm(desk.clerk, record.id)
    told = [entry for entry in Trail(desk.supervisor).of(record.id) if entry.action.startswith(OWN_LOOK)]
    assert {entry.action for entry in told} == {"own_look.point", "own_look.answer", "own_look.confirm"}
    text = json.dumps([entry.detail for entry in told], ensure_ascii=False)
    assert not [each for each in (record.value("mobile"), record.value("name"), "号码") if each in text]


def test_a_damaged_reading_is_nobodys_word(desk: Desk) -> None:
    record = desk.filled().record
    store = desk.clerk.store
    with store.transaction():
        said = {"at:name": "{", "at:sex": '{"saw": 1, "note": ""}', "at:mobile": '["x"]', "look:content": "0" * 64}
        store.put_readings(record.id, Source.HOLDER, said, at=desk.clock.now())
    standing = OwnLook(desk.clerk).of(record.id)
    assert (standing.holds, standing.pointed) == (False, ())
