# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json

import pytest

from sscard_desktop.domain.document import FieldReading, Layout, Side
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.problems import Severity
from sscard_desktop.domain.record import Status
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.documentfields import DocumentFields
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.photoreports import JudgedPhoto
from tests.helpers.cardreadings import photographed, reading_of
from tests.helpers.desks import JPEG, Desk, good_photo


def codes(taken: Taken, key: str) -> set[str]:
    return {problem.code for problem in taken.problems if problem.key == key}


def begun(desk: Desk) -> str:
    return Capture(desk.clerk).start().record.id


def test_the_form_is_filled_as_the_reader_would_and_each_field_waits_for_a_key(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    card = desk.person().card
    photographed(documents, record_id, reading_of(card))
    filled = DocumentFields(desk.clerk).fill_from_picture(record_id)
    record = filled.taken.record
    by_reader = Capture(desk.clerk).start(card=card).record
    assert {key: record.value(key) for key in record.values} == {key: by_reader.value(key) for key in record.values}
    assert set(filled.filled) == {
        *("number", "name", "sex", "nation", "birth_date", "household_address"),
        *("authority", "valid_from", "valid_to"),
    } & set(desk.profile.of("new").fields)
    assert filled.differs == ()
    for key in filled.filled:
        assert codes(filled.taken, key) >= {"document.unconfirmed"}, key
    assert documents.look(record_id).unconfirmed == filled.filled


def test_nothing_is_submitted_before_every_field_was_confirmed(desk: Desk) -> None:
    capture, documents = Capture(desk.clerk), Documents(desk.clerk)
    record_id = begun(desk)
    person = desk.person()
    photographed(documents, record_id, reading_of(person.card))
    filled = DocumentFields(desk.clerk).fill_from_picture(record_id).filled
    capture.edit(record_id, person.values)
    capture.accept_photo(record_id, JPEG, JudgedPhoto(good_photo().report))
    capture.consent(record_id, tuple(text.key for text in desk.profile.consents))
    for key in filled:
        with pytest.raises(RefusedError, match=r"record\.incomplete"):
            capture.submit(record_id)
        DocumentFields(desk.clerk).confirm(record_id, key)
    assert capture.submit(record_id).record.status is Status.SUBMITTED


def test_what_waits_survives_a_power_cut(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    photographed(documents, record_id, reading_of(desk.person().card))
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    DocumentFields(desk.clerk).confirm(record_id, "name")
    desk.clerk.store.close()
    desk.clerk = desk.sit_down("limin")
    waiting = Documents(desk.clerk).look(record_id).unconfirmed
    assert "number" in waiting
    assert "name" not in waiting


def test_typing_another_value_confirms_the_field_and_typing_the_first_one_again_doesnt_undo_it(desk: Desk) -> None:
    capture, documents = Capture(desk.clerk), Documents(desk.clerk)
    record_id = begun(desk)
    card = desk.person().card
    photographed(documents, record_id, reading_of(card, name="李敏辉"))
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    capture.edit(record_id, {"name": card.name})
    assert "name" not in documents.look(record_id).unconfirmed
    capture.edit(record_id, {"name": "李敏辉"})
    assert "name" not in documents.look(record_id).unconfirmed


def test_leaving_a_field_as_it_was_filled_confirms_nothing(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    card = desk.person().card
    photographed(documents, record_id, reading_of(card))
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    Capture(desk.clerk).edit(record_id, {"number": card.number})
    assert "number" in documents.look(record_id).unconfirmed


def test_a_chip_that_is_read_afterwards_confirms_what_it_says(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    card = desk.person().card
    photographed(documents, record_id, reading_of(card))
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    Capture(desk.clerk).read_card(record_id, card)
    assert documents.look(record_id).unconfirmed == ()


def test_what_the_clerk_typed_stays_and_differs(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    Capture(desk.clerk).edit(record_id, {"name": "王建国"})
    photographed(documents, record_id, reading_of(desk.person().card))
    filled = DocumentFields(desk.clerk).fill_from_picture(record_id)
    assert filled.taken.record.value("name") == "王建国"
    assert filled.differs == ("name",)
    assert "name" not in filled.filled
    assert "document.differs" in codes(filled.taken, "name")


def test_a_permit_takes_the_place_of_the_usual_type_of_document(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    assert desk.clerk.record(record_id).value("document_type") == "resident"
    pass_card = desk.person().card
    reading = reading_of(
        pass_card, layout=Layout.HMT_PASS, number="H12345678", address="", authority="", nation="", sex="1"
    )
    photographed(documents, record_id, reading)
    filled = DocumentFields(desk.clerk).fill_from_picture(record_id)
    assert filled.taken.record.value("document_type") == "hk_macau_pass"
    assert "document_type" in filled.filled
    assert filled.taken.record.value("number") == "H12345678"


def test_a_repaired_number_and_an_unsure_field_say_so_while_they_wait(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    card = desk.person().card
    seen = card.number[:5] + "?" + card.number[6:]
    reading = reading_of(
        card,
        number=FieldReading(card.number, 0.97, Side.FRONT, seen),
        authority=FieldReading(card.authority, 0.61, Side.BACK),
    )
    photographed(documents, record_id, reading)
    taken = DocumentFields(desk.clerk).fill_from_picture(record_id).taken
    told = {problem.key: problem for problem in taken.problems if problem.code.startswith("document.unconfirmed_")}
    assert told["number"].params == {"seen": seen}
    assert told["number"].severity is Severity.QUESTION
    assert told["authority"].params == {"percent": 61}


def test_filling_again_changes_what_waits_and_nothing_that_was_confirmed(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    card = desk.person().card
    photographed(documents, record_id, reading_of(card, name="李敏辉", nation="03"))
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    DocumentFields(desk.clerk).confirm(record_id, "nation")
    photographed(documents, record_id, reading_of(card, nation="01"))
    again = DocumentFields(desk.clerk).fill_from_picture(record_id)
    assert again.taken.record.value("name") == card.name
    assert again.filled == ("name",)
    assert again.taken.record.value("nation") == "03"
    assert again.differs == ("nation",)
    assert "name" in documents.look(record_id).unconfirmed


def test_nothing_read_fills_nothing(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    photographed(documents, record_id, None)
    with pytest.raises(RefusedError, match=r"document\.nothing_read"):
        DocumentFields(desk.clerk).fill_from_picture(record_id)


def test_confirming_twice_is_confirming_once(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    photographed(documents, record_id, reading_of(desk.person().card))
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    DocumentFields(desk.clerk).confirm(record_id, "name")
    before = desk.clerk.store.audit_head()
    DocumentFields(desk.clerk).confirm(record_id, "name")
    DocumentFields(desk.clerk).confirm(record_id, "no such field")
    assert desk.clerk.store.audit_head() == before


def test_the_trail_says_what_was_filled_and_confirmed_without_saying_it(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    card = desk.person().card
    photographed(documents, record_id, reading_of(card))
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    DocumentFields(desk.clerk).confirm(record_id, "name")
    told = {entry.action: json.loads(entry.detail) for entry in desk.clerk.store.audit_entries(subject=record_id)}
    assert told["document.confirm"]["keys"] == ["name"]
    assert "number" in told["document.fill"]["keys"]
    for action in ("document.read", "document.fill", "document.confirm"):
        assert card.number not in json.dumps(told[action])
        assert card.name not in json.dumps(told[action], ensure_ascii=False)


def test_what_changed_since_it_was_compared_is_not_confirmed(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    photographed(documents, record_id, reading_of(desk.person().card))
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    DocumentFields(desk.clerk).confirm(record_id, "name", shown="李敏惠")
    assert "name" in documents.look(record_id).unconfirmed
    DocumentFields(desk.clerk).confirm(record_id, "name", shown=desk.person().card.name)
    assert "name" not in documents.look(record_id).unconfirmed
