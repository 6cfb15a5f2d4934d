# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.services.comfort import Comfort, Offer, Reason
from tests.helpers.desks import Desk

HERE = "510107199003070012"


def offers(desk: Desk, **values: str) -> dict[str, list[Offer]]:
    found = Comfort(desk.clerk).offers({"document_type": "resident", **values})
    return {key: list(of_key) for key, of_key in found.items()}


def test_the_division_of_the_number_starts_the_household_address(desk: Desk) -> None:
    assert offers(desk, number=HERE)["household_address"] == [Offer("四川省成都市武侯区", Reason.DIVISION, starts=True)]


def test_an_abolished_division_is_offered_as_today_s_county_and_as_it_was_called(desk: Desk) -> None:
    assert offers(desk, number="513021198003070012")["household_address"] == [
        Offer("四川省达州市达川区", Reason.DIVISION, starts=True),
        Offer("四川省达川地区达县", Reason.DIVISION_BEFORE, starts=True),
    ]


def test_a_heading_of_the_list_is_no_part_of_an_address(desk: Desk) -> None:
    assert offers(desk, number="210801198003070012")["household_address"] == [
        Offer("辽宁省营口市", Reason.DIVISION_BEFORE, starts=True)
    ]


@pytest.mark.parametrize(
    ("number", "kind"),
    [("99999919900307001X", "resident"), ("510107", "resident"), ("E12345678", "passport"), ("", "resident")],
)
def test_a_number_without_a_known_division_offers_nothing(desk: Desk, number: str, kind: str) -> None:
    assert "household_address" not in offers(desk, number=number, document_type=kind)


def test_a_field_that_is_filled_is_offered_nothing(desk: Desk) -> None:
    found = offers(
        desk, number=HERE, household_address="四川省成都市武侯区浆洗街12号", address="某处", postcode="610000"
    )
    assert "household_address" not in found
    assert "address" not in found
    assert "postcode" not in found


def test_the_household_address_is_offered_for_the_residential_one_once_it_is_more_than_its_start(desk: Desk) -> None:
    whole = "四川省成都市武侯区浆洗街12号"
    assert offers(desk, number=HERE, household_address=whole)["address"] == [Offer(whole, Reason.HOUSEHOLD)]
    assert "address" not in offers(desk, number=HERE, household_address="四川省成都市武侯区")


def test_a_postal_code_of_the_old_table_is_offered_as_such(desk: Desk) -> None:
    assert offers(desk, address="四川省成都市武侯区浆洗街12号")["postcode"] == [Offer("610041", Reason.POSTCODE_OLD)]
    assert "postcode" not in offers(desk, address="某街12号")


def test_names_are_offered_with_their_other_readings(desk: Desk) -> None:
    comfort = Comfort(desk.clerk)
    assert comfort.other_readings("覃丽")[:2] == ["QIN LI", "TAN LI"]
    assert comfort.other_readings("李\U000323a0") == []


def after(desk: Desk, last: dict[str, str], **values: str) -> dict[str, str]:
    comfort = Comfort(desk.clerk)
    comfort.remember(last)
    found = comfort.offers({"document_type": "resident", **values})
    return {key: of_key[0].value for key, of_key in found.items() if of_key[0].reason is Reason.LAST}


LAST = {"bank": "icbc", "bank_branch": "天府支行", "unit": "样例小学", "name": "张三", "mobile": "13800138000"}


def test_what_the_last_person_chose_is_offered_and_nothing_that_is_their_own(desk: Desk) -> None:
    assert after(desk, LAST) == {"unit": "样例小学", "bank": "icbc", "bank_branch": "天府支行"}


def test_of_another_bank_the_last_one_s_branch_is_not_offered(desk: Desk) -> None:
    assert after(desk, LAST, bank="ccb") == {"unit": "样例小学"}
    assert after(desk, LAST, bank="icbc") == {"unit": "样例小学", "bank_branch": "天府支行"}


def test_the_first_person_of_a_sitting_is_offered_nobody_s_choice(desk: Desk) -> None:
    assert after(desk, {}) == {}
