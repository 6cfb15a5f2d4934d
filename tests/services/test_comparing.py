# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.comparison import ITEMS, PHOTO, Mark, Source
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.problems import blocking
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.comparing import Comparing, Comparison
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.printing import Printing
from tests.helpers import forms
from tests.helpers.cardreadings import photographed, reading_of
from tests.helpers.desks import JPEG, Desk, good_photo

PRESS = FormPress(paths.resources() / "fonts")
SHEET = paths.forms() / "shared-forms" / "comparison.toml"
CHIP = b"the chip's own picture" * 40


def marks(found: Comparison) -> dict[str, Mark | None]:
    return {each.item: each.mark for each in found.items}


def taken(desk: Desk) -> str:
    """Take a person whose card has a picture in its chip; return the record."""
    person = desk.person()
    capture = Capture(desk.clerk)
    record_id = capture.start(card=replace(person.card, photo_wlt=CHIP)).record.id
    capture.edit(record_id, person.values)
    capture.accept_photo(record_id, JPEG, JudgedPhoto(good_photo().report))
    return record_id


def test_a_record_as_its_card_says_differs_in_nothing_that_a_program_can_tell(desk: Desk) -> None:
    found = Comparing(desk.clerk).compare(taken(desk))
    assert found.source is Source.CHIP
    assert marks(found) == {**dict.fromkeys(ITEMS, Mark.SAME), PHOTO: None}
    assert found.undecided


def test_what_was_edited_afterwards_is_different_and_what_was_emptied_is_missing(desk: Desk) -> None:
    record_id = taken(desk)
    Capture(desk.clerk).edit(record_id, {"name": "别人", "nation": ""})
    found = Comparing(desk.clerk).compare(record_id)
    assert (marks(found)["name"], marks(found)["nation"]) == (Mark.DIFFERENT, Mark.MISSING)
    assert found.to_correct == ("name", "nation")


def test_nothing_was_said_of_a_record_that_was_typed(desk: Desk) -> None:
    found = Comparing(desk.clerk).compare(Capture(desk.clerk).start().record.id)
    assert found.source is None
    assert set(marks(found).values()) == {Mark.MISSING}


def test_what_is_said_of_two_photos_holds_for_these_two(desk: Desk) -> None:
    record_id = taken(desk)
    comparing = Comparing(desk.clerk)
    assert marks(comparing.judge_photo(record_id, same=True))[PHOTO] is Mark.SAME
    assert marks(comparing.judge_photo(record_id, same=False))[PHOTO] is Mark.DIFFERENT
    assert not comparing.compare(record_id).undecided
    Capture(desk.clerk).accept_photo(record_id, JPEG + b"another", JudgedPhoto(good_photo().report))
    assert marks(comparing.compare(record_id))[PHOTO] is None


def test_one_photo_cant_be_laid_beside_another(desk: Desk) -> None:
    record_id = Capture(desk.clerk).start().record.id
    with pytest.raises(RefusedError) as caught:
        Comparing(desk.clerk).judge_photo(record_id, same=True)
    assert caught.value.code == "comparison.no_two_photos"


def test_a_second_card_takes_the_place_of_the_first(desk: Desk) -> None:
    record_id = taken(desk)
    Capture(desk.clerk).read_card(record_id, replace(desk.person(1).card, nation=""))
    said = {each.key: each.value for each in desk.clerk.store.readings(desk.clerk.record(record_id).id)}
    assert said["number"] == desk.person(1).card.number
    assert "nation" not in said


def test_name_and_number_dont_both_differ_from_the_roster(desk: Desk) -> None:
    record_id = taken(desk)
    roster = {"name": "名册上的人", "number": desk.person(1).card.number.lower(), "nation": "汉族"}
    found = Comparing(desk.clerk).take_roster(record_id, roster)
    assert (marks(found)["name"], marks(found)["number"]) == (Mark.DIFFERENT, Mark.DIFFERENT)
    assert "rules.roster_both_changed" in {each.code for each in blocking(Capture(desk.clerk).look(record_id).problems)}
    Comparing(desk.clerk).take_roster(record_id, {**roster, "name": desk.person().card.name})
    assert "rules.roster_both_changed" not in {each.code for each in Capture(desk.clerk).look(record_id).problems}


def test_the_chip_is_asked_before_the_roster(desk: Desk) -> None:
    record_id = taken(desk)
    Comparing(desk.clerk).take_roster(record_id, {"name": "名册上的人"})
    assert Comparing(desk.clerk).compare(record_id).source is Source.CHIP
    assert marks(Comparing(desk.clerk).compare(record_id, Source.ROSTER))["name"] is Mark.DIFFERENT


def test_a_roster_says_nothing_of_fields_that_nobody_asks_for(desk: Desk) -> None:
    record_id = taken(desk)
    for values, code in (({"salary": "1"}, "record.no_such_field"), ({"name": "某" * 5000}, "record.value_too_long")):
        with pytest.raises(RefusedError) as caught:
            Comparing(desk.clerk).take_roster(record_id, values)
        assert caught.value.code == code
    submitted = desk.submitted(1).record.id
    with pytest.raises(RefusedError) as caught:
        Comparing(desk.clerk).take_roster(submitted, {"name": "名册上的人"})
    assert caught.value.code == "record.locked"


def test_the_trail_tells_of_a_comparison_without_the_person(desk: Desk) -> None:
    record_id = taken(desk)
    Comparing(desk.clerk).take_roster(record_id, {"name": "名册上的人"})
    Comparing(desk.clerk).judge_photo(record_id, same=False)
    told = [each for each in desk.supervisor.store.audit_entries(subject=record_id) if "comparison" in each.action]
    assert [each.action for each in told] == ["comparison.roster", "comparison.photo"]
    assert all("名册" not in each.detail for each in told)


def test_the_sheet_shows_what_is_to_be_corrected(desk: Desk) -> None:
    record_id = taken(desk)
    Capture(desk.clerk).edit(record_id, {"name": "别人"})
    _, content = Printing(desk.clerk).content(record_id, "registration")
    values = content.values
    assert values["comparison_source"] == "居民身份证芯片"
    assert (values["comparison_name"], values["comparison_name_mark"], values["comparison_name_fill"]) == (
        "别人",
        "×",
        "",
    )
    assert (values["comparison_sex_mark"], values["comparison_sex_fill"]) == ("√", "---")
    assert values["comparison_nation_told"] == values["comparison_nation"] != ""
    assert (values["comparison_photo"], values["comparison_photo_mark"]) == ("有", "")
    text = forms.pypdf_text(PRESS.render(SHEET, replace(content, pictures=forms.PICTURES)))
    assert text.count("---") == 4 + 1  # four items, and the instruction that names it
    assert "别人" in text


def test_what_was_said_goes_with_a_discarded_draft(desk: Desk) -> None:
    record_id = taken(desk)
    stored = desk.clerk.record(record_id).id
    assert desk.clerk.store.readings(stored)
    Capture(desk.clerk).discard(record_id)
    assert desk.clerk.store.readings(stored) == []


def test_who_has_neither_chip_nor_roster_is_compared_with_the_pictures(desk: Desk) -> None:
    record_id = Capture(desk.clerk).start().record.id
    card = desk.person().card
    photographed(Documents(desk.clerk), record_id, reading_of(card, name="别人"))
    Capture(desk.clerk).edit(record_id, {"name": card.name, "number": card.number})
    found = Comparing(desk.clerk).compare(record_id)
    assert found.source is Source.DOCUMENT
    assert (marks(found)["name"], marks(found)["number"]) == (Mark.DIFFERENT, Mark.SAME)
    Comparing(desk.clerk).take_roster(record_id, {"name": card.name})
    assert Comparing(desk.clerk).compare(record_id).source is Source.ROSTER
    assert Comparing(desk.clerk).compare(record_id, Source.DOCUMENT).source is Source.DOCUMENT
