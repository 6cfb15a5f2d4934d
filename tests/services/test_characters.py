# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from functools import cache

import pytest

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.unsettled import Doubt
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.characters import Characters
from sscard_desktop.storage.ideographs import read_ideographs
from tests.helpers.desks import Desk


@cache
def press() -> FormPress:
    return FormPress(paths.resources() / "fonts")


@pytest.fixture
def characters(desk: Desk) -> Characters:
    table = cache(lambda: read_ideographs(paths.resources() / "codes"))
    session = desk.clerk
    object.__setattr__(session, "unprintable", lambda text: press().missing_characters(text))
    return Characters(session, ideographs=table, forms=press)


def test_a_common_name_reaches_everything(characters: Characters) -> None:
    coverage = characters.coverage("欧阳修远")
    assert coverage.sound
    assert not coverage.rare


def test_a_rare_name_is_shown_and_printed_but_lost_by_systems_that_know_gbk_alone(characters: Characters) -> None:
    coverage = characters.coverage("𠮷𬭚·王")
    assert coverage.rare
    assert coverage.undrawn == ()
    assert coverage.beyond_gbk == ("𠮷", "𬭚")
    assert coverage.beyond_standard == ()
    assert [(found.code_point, found.gb_code, found.level) for found in coverage.characters] == [
        ("U+20BB7", "9534B235", 3),
        ("U+2CB5A", "9933AA34", 2),
    ]


def test_what_no_font_has_and_no_level_knows_is_told(characters: Characters) -> None:
    coverage = characters.coverage("李\U00031350")
    assert coverage.undrawn == coverage.beyond_standard == ("\U00031350",)


def test_a_private_character_is_doubtful_with_its_proposal(characters: Characters) -> None:
    coverage = characters.coverage("李\ue863\uf8f0")
    assert [(finding.doubt, finding.plain) for finding in coverage.doubts] == [
        (Doubt.PRIVATE, "䶮"),
        (Doubt.PRIVATE, None),
    ]
    assert coverage.undrawn == ("\ue863", "\uf8f0")


def test_a_line_finds_characters(characters: Characters) -> None:
    assert characters.search("土口").found[0].character == "𠮷"
    about = characters.about("䶮")
    assert about is not None
    assert about.level == 1


def test_taking_a_proposal_is_told_in_the_trail_and_the_former_spelling_kept(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = capture.start().record.id
    taken = capture.edit(record_id, {"name": "李\ue863"})
    assert taken.record.value("name") == "李\ue863"
    (problem,) = [problem for problem in taken.problems if problem.code == "rules.name_private_use"]
    assert problem.proposal == "李䶮"
    capture.edit(record_id, {"name": problem.proposal or ""})
    assert capture.look(record_id).record.value("name") == "李䶮"
    lines = [line for line in desk.supervisor.store.audit_entries() if line.subject == record_id]
    confirmation = next(line for line in lines if line.action == "record.characters")
    assert json.loads(confirmation.detail) == {"fields": {"name": ["private"]}}
    assert any(
        line.action == "record.edit" and json.loads(line.detail)["old"].get("name") == "李\ue863" for line in lines
    )


def test_typing_another_name_is_no_confirmation(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = capture.start().record.id
    capture.edit(record_id, {"name": "李\ue863"})
    capture.edit(record_id, {"name": "李四"})
    assert "record.characters" not in {line.action for line in desk.supervisor.store.audit_entries()}
