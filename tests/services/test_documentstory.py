# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.domain.comparison import Source
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.documentfields import DocumentFields
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.documentstory import DocumentStories, DocumentStory
from tests.helpers.cardreadings import FRONT, photographed, reading_of
from tests.helpers.desks import Desk


def begun(desk: Desk) -> str:
    return Capture(desk.clerk).start().record.id


def test_a_record_without_pictures_has_no_story(desk: Desk) -> None:
    story = DocumentStories(desk.clerk).of(begun(desk))
    assert story == DocumentStory()
    assert not story.read_from_pictures


def test_the_supervisor_learns_which_fields_were_read_and_who_compared_them(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    photographed(documents, record_id, reading_of(desk.person().card))
    filled = DocumentFields(desk.clerk).fill_from_picture(record_id).filled
    DocumentFields(desk.clerk).confirm(record_id, "name")
    DocumentFields(desk.clerk).confirm(record_id, "number")
    story = DocumentStories(desk.supervisor).of(record_id)
    assert story.confirmed == ("number", "name") or story.confirmed == ("name", "number")
    assert set(story.unconfirmed) == set(filled) - {"name", "number"}
    assert story.read_from_pictures


def test_what_is_filled_again_waits_again(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    card = desk.person().card
    photographed(documents, record_id, reading_of(card, name="陈样木"))
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    DocumentFields(desk.clerk).confirm(record_id, "name")
    Capture(desk.clerk).edit(record_id, {"name": ""})
    DocumentFields(desk.clerk).fill_from_picture(record_id)
    story = DocumentStories(desk.clerk).of(record_id)
    assert "name" in story.unconfirmed
    assert "name" not in story.confirmed


def test_a_picture_taken_whole_is_told_with_its_reason(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    documents.accept_whole(record_id, FRONT, b"torn", "证件破损")
    assert DocumentStories(desk.clerk).of(record_id).wholes == {FRONT: "证件破损"}


@pytest.mark.parametrize(("source", "held"), [(Source.RECORD, "陈样本"), (Source.DOCUMENT, "陈样木")])
def test_a_decision_is_told_with_what_was_said_and_who_decided(desk: Desk, source: Source, held: str) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    Capture(desk.clerk).edit(record_id, {"name": "陈样本"})
    photographed(documents, record_id, reading_of(desk.person().card, name="陈样木"))
    before = DocumentStories(desk.clerk).of(record_id)
    assert "name" in {each.key for each in before.undecided}
    DocumentFields(desk.clerk).decide(record_id, "name", source)
    story = DocumentStories(desk.supervisor).of(record_id)
    (decision,) = story.decisions
    assert (decision.key, decision.chosen, decision.operator) == ("name", source, desk.clerk.operator.name)
    assert decision.differed == (Source.RECORD, Source.DOCUMENT)
    assert desk.clerk.store.record(record_id).value("name") == held
    # Where the record took the other's value, nobody differs any more.
    kept = {Source.RECORD: "陈样本", Source.DOCUMENT: "陈样木"}
    assert decision.values == (kept if source is Source.RECORD else {})
    assert "name" not in {each.key for each in story.undecided}


def test_a_third_value_is_told_as_typed_and_a_decision_ends_with_its_values(desk: Desk) -> None:
    documents, record_id = Documents(desk.clerk), begun(desk)
    Capture(desk.clerk).edit(record_id, {"name": "陈样本"})
    photographed(documents, record_id, reading_of(desk.person().card, name="陈样木"))
    DocumentFields(desk.clerk).decide(record_id, "name", Source.RECORD, value="陈样末")
    (decision,) = DocumentStories(desk.clerk).of(record_id).decisions
    assert decision.chosen is None
    Capture(desk.clerk).edit(record_id, {"name": "陈样米"})
    story = DocumentStories(desk.clerk).of(record_id)
    assert story.decisions == ()
    assert "name" in {each.key for each in story.undecided}
