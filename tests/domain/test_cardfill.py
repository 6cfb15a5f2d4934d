# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.card import Card, CardType
from sscard_desktop.domain.cardfill import CARD_VALUES, Difference, differences, values_from_card
from sscard_desktop.domain.fields import LONG_TERM
from sscard_desktop.domain.idnumber import DOCUMENT_TYPES
from tests.helpers.chengdu import chengdu, citizen_number

BORN = date(1981, 7, 17)
RESIDENT = Card(
    type=CardType.RESIDENT,
    number=citizen_number(BORN),
    name="陈样本",
    sex="1",
    nation="01",
    birth_date=BORN,
    address="成都市武侯区样本街1号",
    authority="成都市公安局武侯区分局",
    valid_from=date(2015, 7, 17),
    valid_to=date(2035, 7, 17),
    nationality="CHN",
)


def test_a_resident_card_fills_the_fields_of_the_profile() -> None:
    assert values_from_card(chengdu(), RESIDENT) == {
        "document_type": "resident",
        "country": "CHN",
        "number": citizen_number(BORN),
        "name": "陈样本",
        "sex": "1",
        "nation": "01",
        "birth_date": "1981-07-17",
        "authority": "成都市公安局武侯区分局",
        "valid_from": "2015-07-17",
        "valid_to": "2035-07-17",
        "household_address": "成都市武侯区样本街1号",
    }


def test_long_term_is_a_word_of_its_own() -> None:
    values = values_from_card(chengdu(), replace(RESIDENT, valid_to=None, long_term=True))
    assert values["valid_to"] == LONG_TERM


def test_what_the_card_doesnt_tell_is_left_alone() -> None:
    bare = Card(type=CardType.FOREIGNER_2023, number="911124198107170019", name="", name_en="YANGBEN, ANNA")
    assert values_from_card(chengdu(), bare) == {
        "document_type": "foreign_permanent",
        "number": "911124198107170019",
        "name": "YANGBEN, ANNA",
    }


def test_every_card_is_a_document_that_numbers_are_checked_for() -> None:
    types = {CARD_VALUES["document_type"](replace(RESIDENT, type=card_type)) for card_type in CardType}
    assert types == {"resident", "hmt_residence", "foreign_permanent"}
    assert types <= set(DOCUMENT_TYPES)


def test_what_a_profile_may_name_is_on_the_card() -> None:
    assert set(CARD_VALUES) - {"document_type", "country"} <= {field.name for field in fields(Card)}


def test_a_card_that_disagrees_with_the_record_is_told_field_by_field() -> None:
    values = {"name": "陈样木", "number": citizen_number(BORN), "mobile": "13800000000", "nation": ""}
    assert differences(chengdu(), values, RESIDENT) == [Difference("name", "陈样木", "陈样本")]


@given(st.sampled_from(CardType), st.text(), st.text(max_size=2), st.none() | st.dates(), st.booleans())
def test_no_card_gives_an_empty_or_foreign_value(
    card_type: CardType, name: str, sex: str, valid_to: date | None, long_term: bool
) -> None:
    card = replace(RESIDENT, type=card_type, name=name, sex=sex, valid_to=valid_to, long_term=long_term)
    values = values_from_card(chengdu(), card)
    assert all(values.values())
    assert set(values) <= set(chengdu().fields)
    assert differences(chengdu(), values, card) == []
