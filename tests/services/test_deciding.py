# SPDX-License-Identifier: Apache-2.0
"""Sources that differ: what the clerk decides, what holds, what the trail says."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.crosscheck import Disagreement
from sscard_desktop.domain.document import FieldReading, Side
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.problems import Severity, blocking
from sscard_desktop.domain.record import Status
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.comparing import Comparing
from sscard_desktop.services.documentfields import DocumentFields
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.trail import Trail
from tests.helpers.cardreadings import photographed, reading_of
from tests.helpers.desks import Desk

MISREAD = "李敏辉"


def differing(desk: Desk, record_id: str) -> dict[str, Disagreement]:
    return {each.key: each for each in Documents(desk.clerk).look(record_id).disagreements}


def code_at(taken: Taken, key: str) -> set[str]:
    return {problem.code for problem in taken.problems if problem.key == key}


def misread(desk: Desk) -> str:
    """Take a person whose chip was read, and whose name the pictures say otherwise."""
    record_id = desk.filled().record.id
    photographed(Documents(desk.clerk), record_id, reading_of(desk.person().card, name=MISREAD))
    return record_id


def test_a_name_that_the_picture_says_otherwise_is_shown_side_by_side_and_holds_the_record_back(desk: Desk) -> None:
    record_id = misread(desk)
    name = desk.person().card.name
    each = differing(desk, record_id)["name"]
    assert each.values == {Source.RECORD: name, Source.CHIP: name, Source.DOCUMENT: MISREAD}
    assert (each.severity, each.decided) == (Severity.ERROR, False)
    with pytest.raises(RefusedError, match=r"record\.incomplete"):
        Capture(desk.clerk).submit(record_id)


def test_what_is_decided_is_submitted(desk: Desk) -> None:
    record_id = misread(desk)
    taken = DocumentFields(desk.clerk).decide(record_id, "name", Source.CHIP)
    assert taken.record.value("name") == desk.person().card.name
    assert code_at(taken, "name") == set()
    assert differing(desk, record_id)["name"].decided
    assert Capture(desk.clerk).submit(record_id).record.status is Status.SUBMITTED


def test_the_picture_may_be_right(desk: Desk) -> None:
    record_id = misread(desk)
    taken = DocumentFields(desk.clerk).decide(record_id, "name", Source.DOCUMENT)
    assert taken.record.value("name") == MISREAD
    assert taken.record.value("name_pinyin") == "LI MINHUI"
    assert code_at(taken, "name") == set()


def test_a_third_value_may_be_typed(desk: Desk) -> None:
    record_id = misread(desk)
    taken = DocumentFields(desk.clerk).decide(record_id, "name", Source.RECORD, value=" 李明慧 ")
    assert taken.record.value("name") == "李明慧"
    assert code_at(taken, "name") == set()


def test_with_the_number_goes_what_it_carries(desk: Desk) -> None:
    record_id, other = desk.filled().record.id, desk.person(1).card
    born = other.birth_date
    assert born is not None
    said = {"number": other.number, "birth_date": born.isoformat(), "sex": other.sex}
    photographed(Documents(desk.clerk), record_id, reading_of(desk.person().card, **said))
    assert set(differing(desk, record_id)) == {"number"}
    taken = DocumentFields(desk.clerk).decide(record_id, "number", Source.DOCUMENT)
    assert {key: taken.record.value(key) for key in said} == said
    assert not blocking(taken.problems)


def test_it_is_asked_again_when_a_value_changes(desk: Desk) -> None:
    record_id = misread(desk)
    DocumentFields(desk.clerk).decide(record_id, "name", Source.CHIP)
    taken = Capture(desk.clerk).edit(record_id, {"name": "李明慧"})
    assert code_at(taken, "name") == {"document.differs"}
    back = Capture(desk.clerk).edit(record_id, {"name": desk.person().card.name})
    assert code_at(back, "name") == set()


def test_it_isnt_asked_again_when_the_same_is_read_again(desk: Desk) -> None:
    record_id = misread(desk)
    DocumentFields(desk.clerk).decide(record_id, "name", Source.CHIP)
    again = photographed(Documents(desk.clerk), record_id, reading_of(desk.person().card, name=MISREAD))
    assert again is not None
    assert code_at(again.taken, "name") == set()


def test_a_decision_survives_the_night(desk: Desk) -> None:
    record_id = misread(desk)
    DocumentFields(desk.clerk).decide(record_id, "name", Source.CHIP)
    desk.clerk.store.close()
    desk.clerk = desk.sit_down("limin")
    assert differing(desk, record_id)["name"].decided


def test_a_decision_is_a_look_at_what_waited(desk: Desk) -> None:
    documents = Documents(desk.clerk)
    record_id = Capture(desk.clerk).start().record.id
    card = desk.person().card
    photographed(documents, record_id, reading_of(card))
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    Comparing(desk.clerk).take_roster(record_id, {"name": "王建国"})
    assert "name" in documents.look(record_id).unconfirmed
    DocumentFields(desk.clerk).decide(record_id, "name", Source.RECORD)
    assert "name" not in documents.look(record_id).unconfirmed


def test_the_trail_says_who_chose_between_whom_and_not_what(desk: Desk) -> None:
    record_id = misread(desk)
    DocumentFields(desk.clerk).decide(record_id, "name", Source.CHIP)
    entry = [each for each in desk.clerk.store.audit_entries(subject=record_id) if each.action == "document.decide"][-1]
    assert json.loads(entry.detail) == {
        "keys": ["name"],
        "chosen": "chip",
        "differed": ["record", "chip", "document"],
    }
    assert entry.operator == "limin"
    covered = [each for each in Trail(desk.supervisor).of(record_id) if each.action == "document.decide"][-1]
    assert json.loads(covered.detail) == json.loads(entry.detail)


def test_the_stored_record_is_still_what_the_trail_ends_with(desk: Desk) -> None:
    record_id = misread(desk)
    DocumentFields(desk.clerk).decide(record_id, "name", Source.DOCUMENT)

    class Quiet:
        def report(self, done: int, total: int) -> None:
            pass

    assert Trail(desk.supervisor).differing_records(Quiet()) == []


def test_only_what_differs_is_decided_and_only_by_who_says_something(desk: Desk) -> None:
    record_id = misread(desk)
    with pytest.raises(RefusedError, match=r"document\.nothing_to_decide"):
        DocumentFields(desk.clerk).decide(record_id, "number", Source.CHIP)
    with pytest.raises(RefusedError, match=r"document\.nothing_to_decide"):
        DocumentFields(desk.clerk).decide(record_id, "no such field", Source.CHIP)
    with pytest.raises(RefusedError, match=r"document\.source_silent"):
        DocumentFields(desk.clerk).decide(record_id, "name", Source.ROSTER)


def test_pictures_of_another_person_are_told_at_the_number_and_can_be_taken_again(desk: Desk) -> None:
    record_id, documents = desk.filled().record.id, Documents(desk.clerk)
    other = photographed(documents, record_id, reading_of(desk.person(1).card))
    assert other is not None
    assert "document.other_person" in code_at(other.taken, "number")
    assert blocking(other.taken.problems)
    right = photographed(documents, record_id, reading_of(desk.person().card))
    assert right is not None
    assert not blocking(right.taken.problems)


def test_an_unsure_reading_is_a_warning(desk: Desk) -> None:
    record_id, documents = desk.filled().record.id, Documents(desk.clerk)
    unsure = reading_of(desk.person().card, name=FieldReading(MISREAD, 0.5, Side.FRONT))
    read = photographed(documents, record_id, unsure)
    assert read is not None
    assert code_at(read.taken, "name") == {"document.differs_slightly"}
    assert not blocking(read.taken.problems)


def test_a_decided_record_that_was_confirmed_is_looked_at_again(desk: Desk) -> None:
    record_id = desk.filled().record.id
    Capture(desk.clerk).confirm(record_id)
    address = replace(desk.person().card, address="别的地方2号")
    read = photographed(Documents(desk.clerk), record_id, reading_of(address))
    assert read is not None
    assert read.taken.record.status is Status.DRAFT
