from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import paths
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.domain import idnumber
from sscard_desktop.domain.card import CardType

DAY = date(2026, 11, 21)
TYPES = {CardType.RESIDENT: "resident", CardType.HMT: "hmt_residence", CardType.FOREIGNER_2023: "foreign_permanent"}


class AnyDivision:
    def __contains__(self, code: object) -> bool:
        return True


@given(st.dates(date(2020, 1, 1), date(2050, 12, 31)))
def test_every_demo_number_is_right_on_any_day(day: date) -> None:
    for person in demo_people(paths.resources() / "samples", 30, day):
        card = person.card
        kind = TYPES[card.type]
        assert idnumber.check_number(kind, card.number, today=day, divisions=AnyDivision()) == []
        assert idnumber.birth_date(kind, card.number) == card.birth_date
        assert idnumber.sex(kind, card.number) == card.sex


def test_the_demo_has_the_eleven_lives() -> None:
    people = demo_people(paths.resources() / "samples", 11, DAY)
    assert len({person.story for person in people}) == 11
    assert [person.story for person in people if person.dead_chip] == ["dead_chip"]
    assert any(person.card.long_term for person in people)
    assert any("·" in person.card.name for person in people)
    assert any(ord(character) > 0xFFFF for person in people for character in person.card.name)
    expiring = next(person for person in people if person.story == "expiring")
    assert expiring.card.valid_to is not None
    assert (expiring.card.valid_to - DAY).days == 20


def test_every_resident_card_has_the_term_that_its_holders_age_asks_for() -> None:
    for person in demo_people(paths.resources() / "samples", 11, DAY):
        card = person.card
        if card.type is not CardType.RESIDENT or card.long_term:
            continue
        assert card.valid_from is not None
        assert card.valid_to is not None
        assert card.birth_date is not None
        assert card.valid_from <= DAY
        age = (card.valid_from - card.birth_date).days / 365.25
        years = card.valid_to.year - card.valid_from.year
        assert years == (5 if age < 16 else 10 if age < 26 else 20), person.story


@pytest.mark.parametrize("count", [0, 1, 10, 200])
def test_no_two_demo_people_share_a_number_or_a_mobile(count: int) -> None:
    people = demo_people(paths.resources() / "samples", count, DAY)
    assert len(people) == count
    assert len({person.card.number for person in people}) == count
    assert len({person.values["mobile"] for person in people}) == count
