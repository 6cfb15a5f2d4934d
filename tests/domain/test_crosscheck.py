# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.crosscheck import TELLERS, Disagreement, disagreements, problems, spelled
from sscard_desktop.domain.fields import LONG_TERM, FieldKind, FieldSpec
from sscard_desktop.domain.problems import Severity, blocking
from tests.helpers.applicants import citizen, city

PROFILE = city("chengdu").of("new")
OURS = {**citizen(), "household_address": "样本省样本市样本区样本街1号"}
BY_CARD = {spec.card: OURS[key] for key, spec in PROFILE.fields.items() if spec.card and key in OURS}
OURS_BORN = date.fromisoformat(OURS["birth_date"])
ANOTHER = citizen(sex="2")


def found(**said: dict[str, str]) -> dict[str, Disagreement]:
    told = {Source.RECORD: OURS, **{Source(teller): values for teller, values in said.items()}}
    return {each.key: each for each in disagreements(PROFILE, told)}


def test_sources_that_say_the_same_or_nothing_dont_differ() -> None:
    assert found(chip=BY_CARD, document=BY_CARD, roster=OURS) == {}
    assert found() == {}
    assert found(chip=dict.fromkeys(BY_CARD, "")) == {}


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("nation", "汉"),
        ("nation", "汉族"),
        ("sex", "男"),
        ("birth_date", "1990年3月7日"),
        ("birth_date", "19900307"),
        ("name", "陈 样本"),
        ("valid_to", "2035.03.02"),
        ("address", "样本省样本市样本區样本街１號"),
        ("address", "样本省样本市样本区 样本街1号，"),
        ("authority", "样本市公安局 样本分局"),
    ],
)
def test_two_ways_to_write_one_thing_are_one(key: str, other: str) -> None:
    assert found(document={key: other}) == {}


def test_a_number_is_compared_in_its_own_spelling() -> None:
    number = OURS["number"]
    wide = "".join(chr(ord(place) + 0xFEE0) for place in number.lower())
    assert found(document={"number": f" {wide[:6]} {wide[6:]}"}) == {}
    fifteen = number[:6] + number[8:17]
    assert found(roster={"number": fifteen}) == {}


def test_the_words_for_long_term_are_one() -> None:
    told = {Source.RECORD: {**OURS, "valid_to": LONG_TERM}, Source.DOCUMENT: {"valid_to": "长期"}}
    assert disagreements(PROFILE, told) == ()


def test_a_names_traditional_character_is_another_character() -> None:
    assert "name" in found(document={"name": "陳样本"})


@pytest.mark.parametrize("key", ["number", "name", "sex", "nation", "birth_date", "valid_to"])
def test_what_bureaus_compare_holds_the_record_back(key: str) -> None:
    other = {**BY_CARD, key: {**ANOTHER, "name": "别人", "nation": "02", "birth_date": "1991-01-01"}.get(key, "")}
    other["valid_to"] = "2045-03-02" if key == "valid_to" else other["valid_to"]
    each = found(document=other)[key]
    assert each.severity is Severity.ERROR
    assert each.values == {Source.RECORD: OURS[key], Source.DOCUMENT: other[key]}


def test_an_address_in_other_words_is_worth_a_look_and_no_more() -> None:
    each = found(chip={**BY_CARD, "address": "别的地方2号"})["household_address"]
    assert each.severity is Severity.WARNING
    assert blocking(problems((each,), PROFILE)) == []


def test_the_units_list_alone_holds_nobody_back() -> None:
    assert found(roster={**OURS, "name": "别人"})["name"].severity is Severity.WARNING
    both = found(roster={**OURS, "name": "别人"}, chip={**BY_CARD, "name": "第三人"})["name"]
    assert both.severity is Severity.ERROR


def test_an_unsure_reading_outweighs_nobody() -> None:
    told = {Source.RECORD: OURS, Source.DOCUMENT: {**BY_CARD, "name": "别人"}}
    (each,) = disagreements(PROFILE, told, unsure={"name"})
    assert each.severity is Severity.WARNING
    told[Source.CHIP] = {**BY_CARD, "name": "第三人"}
    (each,) = disagreements(PROFILE, told, unsure={"name"})
    assert each.severity is Severity.ERROR


def test_chip_and_pictures_of_two_people_are_told_at_the_number() -> None:
    other = {**BY_CARD, "number": ANOTHER["number"], "name": "别人", "sex": "2"}
    told = problems(tuple(found(chip=BY_CARD, document=other).values()), PROFILE)
    assert {problem.key: problem.code for problem in told} == {
        "number": "document.other_person",
        "name": "document.differs",
    }
    renamed = problems(tuple(found(chip=BY_CARD, document={**BY_CARD, "name": "别人"}).values()), PROFILE)
    assert [problem.code for problem in renamed] == ["document.differs"]


def test_pictures_of_another_person_than_the_typed_one_are_told_at_the_number() -> None:
    other = {**BY_CARD, "number": ANOTHER["number"], "name": "别人", "sex": "2"}
    told = problems(tuple(found(document=other).values()), PROFILE)
    assert {problem.code for problem in told if problem.key == "number"} == {"document.other_person"}


def test_a_birth_date_that_follows_from_another_number_is_asked_about_with_the_number() -> None:
    other = citizen(birth := OURS_BORN.replace(year=1991), sex="2")
    said = {"number": other["number"], "birth_date": birth.isoformat(), "sex": "2"}
    assert set(found(chip={**BY_CARD, **said})) == {"number"}
    assert set(found(chip={**BY_CARD, **said, "birth_date": "1992-01-01"})) == {"number", "birth_date"}


def test_problems_hold_nobodys_data() -> None:
    other = {**BY_CARD, "number": ANOTHER["number"], "name": "别人"}
    for problem in problems(tuple(found(chip=other, document=BY_CARD).values()), PROFILE):
        assert not problem.params
        assert problem.proposal is None


def test_a_decision_holds_until_somebody_says_something_else() -> None:
    told = {Source.RECORD: OURS, Source.CHIP: {**BY_CARD, "name": "别人"}}
    (each,) = disagreements(PROFILE, told)
    decided = {"name": each.digest}
    (again,) = disagreements(PROFILE, told, decided=decided)
    assert again.decided
    assert problems((again,), PROFILE) == []
    for changed in (
        {**told, Source.RECORD: {**OURS, "name": "第三人"}},
        {**told, Source.DOCUMENT: {"name": OURS["name"]}},
    ):
        (each,) = disagreements(PROFILE, changed, decided=decided)
        assert not each.decided


def test_a_decision_holds_for_another_spelling_of_the_same() -> None:
    told = {Source.RECORD: OURS, Source.CHIP: {**BY_CARD, "nation": "02"}}
    (each,) = disagreements(PROFILE, told)
    (again,) = disagreements(
        PROFILE, {**told, Source.RECORD: {**OURS, "nation": "汉族"}}, decided={"nation": each.digest}
    )
    assert again.decided


names = st.text(alphabet="陈王李样本欧阳·ABCabc 　", min_size=1, max_size=8)


@given(st.lists(names, min_size=4, max_size=4))
def test_two_differ_just_where_two_spellings_do_and_everybody_is_shown(said: list[str]) -> None:
    spec = PROFILE.fields["name"]
    told = {
        teller: {("name" if teller in (Source.RECORD, Source.ROSTER) else spec.card): value}
        for teller, value in zip(TELLERS, said, strict=True)
    }
    speaking = [value for value in said if value.strip()]
    spellings = {spelled(spec, value, {}) for value in speaking}
    result = disagreements(PROFILE, told)
    assert bool(result) == (len(spellings) > 1)
    for each in result:
        assert list(each.values.values()) == [value.strip() for value in speaking]


@given(st.sampled_from([*FieldKind]), st.text(max_size=60))
def test_any_text_has_one_spelling(kind: FieldKind, text: str) -> None:
    spec = FieldSpec("x", kind, {})
    assert isinstance(spelled(spec, text, {}), str)


@pytest.mark.parametrize("theirs", ["臺灣街", "廣東省深圳市羅湖區寶安路１號"])
def test_an_address_in_traditional_characters_is_the_same_address(theirs: str) -> None:
    ours = {"臺灣街": "台湾街"}.get(theirs, "广东省深圳市罗湖区宝安路1号")
    told = {Source.RECORD: {"household_address": ours}, Source.ROSTER: {"household_address": theirs}}
    assert disagreements(PROFILE, told) == ()
