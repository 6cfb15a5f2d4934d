# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sscard_desktop.domain.cardfill import CARD_VALUES
from sscard_desktop.domain.cardtextreading import SWAPPED, TWO_FRONTS, TWO_PERSONS
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.document import Layout, Side
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import blocking
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.documentfields import DocumentFields
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.documentstory import DocumentStories
from sscard_desktop.services.trail import Trail
from tests.helpers.cardreadings import BACK, FRONT, photographed, reading_of, straight
from tests.helpers.desks import JPEG, Desk


def codes(taken: Taken, key: str) -> set[str]:
    return {problem.code for problem in taken.problems if problem.key == key}


def begun(desk: Desk) -> str:
    return Capture(desk.clerk).start().record.id


# ── pictures ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_card_that_was_cut_out_is_stored_with_what_was_seen_on_it(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    accepted = documents.accept(record_id, FRONT, straight(b"front", Side.FRONT, "glare"))
    assert (accepted.role, accepted.moved) == (FRONT, False)
    assert desk.clerk.store.picture(accepted.taken.record.id, FRONT) == b"front"
    report = documents.look(record_id).reports[FRONT]
    assert (report.side, report.layout, report.problems, report.straightened) == (
        Side.FRONT,
        Layout.RESIDENT,
        ("glare",),
        True,
    )
    assert "document.problem.glare" in codes(accepted.taken, "id_front")


def test_what_is_wrong_with_a_picture_alone_holds_nobody_back(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    taken = documents.accept(record_id, FRONT, straight(b"front", Side.FRONT, "glare", "blurred")).taken
    assert not [problem for problem in blocking(taken.problems) if problem.key == "id_front"]


def test_a_back_that_is_shown_first_goes_to_the_back(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    first = documents.accept(record_id, FRONT, straight(b"back", Side.BACK))
    assert (first.role, first.moved) == (BACK, True)
    second = documents.accept(record_id, FRONT, straight(b"front", Side.FRONT))
    assert (second.role, second.moved) == (FRONT, False)
    assert second.taken.record.pictures == {FRONT, BACK}


def test_a_front_given_for_the_back_changes_places_with_what_may_be_the_back(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    documents.accept(record_id, FRONT, straight(b"hardly seen"))
    second = documents.accept(record_id, BACK, straight(b"front", Side.FRONT))
    assert (second.role, second.moved) == (FRONT, True)
    store = desk.clerk.store
    assert [store.picture(second.taken.record.id, role) for role in (FRONT, BACK)] == [b"front", b"hardly seen"]


def test_two_sides_that_were_crossed_are_put_right_when_the_second_tells(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    documents.accept(record_id, FRONT, straight(b"back"))  # nothing told which side it is
    documents.accept(record_id, BACK, straight(b"front"))
    again = documents.accept(record_id, FRONT, straight(b"back", Side.BACK))
    assert (again.role, again.moved) == (BACK, True)
    store = desk.clerk.store
    record = again.taken.record
    assert (store.picture(record.id, FRONT), store.picture(record.id, BACK)) == (b"front", b"back")
    assert codes(again.taken, "id_front") == codes(again.taken, "id_back") == set()


def test_a_side_that_is_there_already_isnt_lost_to_the_same_side_shown_twice(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    documents.accept(record_id, FRONT, straight(b"front", Side.FRONT))
    twice = documents.accept(record_id, BACK, straight(b"front again", Side.FRONT))
    assert (twice.role, twice.moved) == (BACK, False)
    assert desk.clerk.store.picture(twice.taken.record.id, FRONT) == b"front"
    assert "document.problem.wrong_side" in codes(twice.taken, "id_back")


def test_a_picture_without_a_card_needs_a_reason_that_is_kept(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    with pytest.raises(RefusedError, match=r"document\.reason_missing"):
        documents.accept_whole(record_id, FRONT, JPEG, "  ")
    assert desk.clerk.record(record_id).pictures == frozenset()
    documents.accept_whole(record_id, FRONT, JPEG, " 证件已塑封，边缘看不清 ")
    report = documents.look(record_id).reports[FRONT]
    assert (report.straightened, report.reason) == (False, "证件已塑封，边缘看不清")
    entry = list(desk.clerk.store.audit_entries(subject=record_id))[-1]
    assert json.loads(entry.detail)["reason"] == "证件已塑封，边缘看不清"
    covered = Trail(desk.supervisor).of(record_id)[-1]
    assert "证件" not in covered.detail
    assert "id_front" in covered.detail


def test_only_the_cards_two_sides_are_taken_here(desk: Desk) -> None:
    with pytest.raises(RefusedError, match=r"document\.not_an_id_picture"):
        Documents(desk.clerk).accept(begun(desk), PictureRole.PHOTO, straight(b"a face"))


def test_what_was_submitted_takes_no_other_picture(desk: Desk) -> None:
    record_id = desk.submitted().record.id
    with pytest.raises(RefusedError, match=r"record\.locked"):
        Documents(desk.clerk).accept(record_id, FRONT, straight(b"front", Side.FRONT))


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_reading_is_kept_with_its_pictures_and_fills_nothing_by_itself(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    card = desk.person().card
    read = photographed(documents, record_id, reading_of(card))
    assert read is not None
    assert not read.swapped
    assert read.taken.record.value("number") == ""
    proposed = {each.key: each for each in documents.look(record_id).proposals}
    assert proposed["number"].value == card.number
    assert proposed["household_address"].value == card.address
    assert proposed["document_type"].value == "resident"
    assert proposed["valid_to"].side is Side.BACK
    assert documents.look(record_id).layout is Layout.RESIDENT


def test_pictures_that_the_reader_finds_crossed_are_put_right_with_their_fields(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    Capture(desk.clerk).accept_picture(record_id, FRONT, b"back")
    Capture(desk.clerk).accept_picture(record_id, BACK, b"front")
    read = documents.keep_reading(
        record_id,
        documents.to_read(record_id),
        reading_of(desk.person().card, sides=(Side.BACK, Side.FRONT), problems=(SWAPPED,)),
    )
    assert (read.swapped, read.problems) == (True, ())
    store = desk.clerk.store
    assert store.picture(read.taken.record.id, FRONT) == b"front"
    reports = documents.look(record_id).reports
    assert "number" in reports[FRONT].read
    assert "valid_to" in reports[BACK].read
    assert codes(read.taken, "id_front") == set()


def test_a_single_picture_of_the_other_side_goes_where_it_belongs(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    documents.accept(record_id, FRONT, straight(b"back"))
    reading = reading_of(desk.person().card, sides=(Side.BACK,))
    back = {key: each for key, each in reading.fields.items() if each.side is Side.BACK}
    read = documents.keep_reading(record_id, documents.to_read(record_id), replace(reading, fields=back))
    assert read.swapped
    assert read.taken.record.pictures == {BACK}


@pytest.mark.parametrize("problem", [TWO_PERSONS, TWO_FRONTS])
def test_pictures_that_dont_belong_together_hold_the_record_back_until_they_are_taken_again(
    desk: Desk, problem: str
) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    read = photographed(documents, record_id, reading_of(desk.person().card, problems=(problem,)))
    assert read is not None
    assert read.problems == (problem,)
    held = [found for found in blocking(read.taken.problems) if found.code == f"document.problem.{problem}"]
    assert [found.key for found in held] == ["id_back"]
    again = photographed(documents, record_id, reading_of(desk.person().card))
    assert again is not None
    assert codes(again.taken, "id_back") == set()


def test_somebody_who_sees_the_card_may_vouch_for_just_these_two_pictures(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    misread = reading_of(desk.person().card, problems=(TWO_PERSONS,))
    photographed(documents, record_id, misread)
    assert documents.look(record_id).doubts == (TWO_PERSONS,)
    for reason, code in (("  ", "vouch_reason_missing"), ("核对过实物", "")):
        if code:
            with pytest.raises(RefusedError, match=code):
                documents.vouch(record_id, reason)
        else:
            taken = documents.vouch(record_id, reason)
    assert not [problem for problem in blocking(taken.problems) if problem.key in ("id_front", "id_back")]
    assert f"document.problem.{TWO_PERSONS}" in codes(taken, "id_back"), "it stays to be seen"
    assert DocumentStories(desk.clerk).of(record_id).vouched == "核对过实物"
    with pytest.raises(RefusedError, match="nothing_to_vouch"):
        documents.vouch(record_id, "再说一次")
    # The same pictures read again, and turned over: it still holds, and nobody is asked to take them again.
    again = documents.keep_reading(record_id, documents.to_read(record_id), misread)
    assert again.problems == ()
    Capture(desk.clerk).swap_id_pictures(record_id)
    assert documents.look(record_id).doubts == ()
    # Another picture: it doesn't.
    documents.accept(record_id, BACK, straight(b"another back", Side.BACK))
    documents.keep_reading(record_id, documents.to_read(record_id), misread)
    assert documents.look(record_id).doubts == (TWO_PERSONS,)
    assert DocumentStories(desk.clerk).of(record_id).vouched == ""


def test_to_vouch_for_the_pictures_decides_nothing_that_they_say_otherwise(desk: Desk) -> None:
    documents = Documents(desk.clerk)
    record_id = Capture(desk.clerk).start(card=desk.person().card).record.id
    other = replace(reading_of(desk.person(1).card), problems=(TWO_PERSONS,))
    photographed(documents, record_id, other)
    before = {
        problem.key for problem in blocking(DocumentFields(desk.clerk).fill_from_picture(record_id).taken.problems)
    }
    assert {"number", "name"} <= before
    after = {problem.key for problem in blocking(documents.vouch(record_id, "核对过实物").problems)}
    assert before - after == {"id_back"}, "whose card it is stays to be decided"


def test_a_reading_of_pictures_that_were_changed_meanwhile_is_refused(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    photographed(documents, record_id, None)
    to_read = documents.to_read(record_id)
    documents.accept(record_id, FRONT, straight(b"another front", Side.FRONT))
    with pytest.raises(RefusedError, match=r"document\.pictures_changed"):
        documents.keep_reading(record_id, to_read, reading_of(desk.person().card))
    assert documents.look(record_id).proposals == ()


def test_what_was_read_goes_with_its_picture(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    photographed(documents, record_id, reading_of(desk.person().card))
    Capture(desk.clerk).remove_picture(record_id, BACK)
    left = {each.key for each in documents.look(record_id).proposals}
    assert "number" in left
    assert not left & {"authority", "valid_from", "valid_to"}
    Capture(desk.clerk).accept_picture(record_id, FRONT, b"another front")
    assert documents.look(record_id).proposals == ()


def test_there_is_nothing_to_read_without_pictures(desk: Desk) -> None:
    with pytest.raises(RefusedError, match=r"document\.no_pictures"):
        Documents(desk.clerk).to_read(begun(desk))


def test_a_discarded_draft_leaves_no_reading(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    read = photographed(documents, record_id, reading_of(desk.person().card))
    assert read is not None
    assert [each for each in desk.clerk.store.readings(read.taken.record.id) if each.source is Source.DOCUMENT]
    Capture(desk.clerk).discard(record_id)
    assert desk.clerk.store.readings(read.taken.record.id) == []


def test_pictures_are_unread_until_the_reader_was_at_all_of_them(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    assert not documents.look(record_id).unread
    photographed(documents, record_id, None)
    assert documents.look(record_id).unread
    read_nothing = reading_of(desk.person().card, sides=(None, None), **dict.fromkeys(CARD_VALUES, ""))
    documents.keep_reading(record_id, documents.to_read(record_id), read_nothing)
    assert not documents.look(record_id).unread
    Capture(desk.clerk).swap_id_pictures(record_id)
    assert not documents.look(record_id).unread
    documents.accept(record_id, BACK, straight(b"another back", Side.BACK))
    assert documents.look(record_id).unread
