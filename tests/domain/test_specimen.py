# SPDX-License-Identifier: Apache-2.0
"""Made-up answers satisfy any city's rules, and never those that speak of the document itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from sscard_desktop.domain.specimen import answers
from tests.helpers.applicants import DIVISIONS, TODAY, citizen, city, complaints, typical
from tests.helpers.cities import make_city, profiles

NAMES = profiles().names()
KINDS = [(name, kind) for name in NAMES for kind in city(name).views]


@pytest.mark.parametrize(("name", "kind"), KINDS)
@given(born=st.dates(date(1930, 1, 1), date(2025, 1, 1)))
@settings(max_examples=20)
def test_anybody_is_accepted_in_every_shipped_city_for_every_kind_of_business(name: str, kind: str, born: date) -> None:
    profile = city(name).of(kind)
    assert complaints(profile, typical(profile, born=born)) == set()


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_a_record_with_every_answer_is_accepted_too(name: str, kind: str) -> None:
    profile = city(name).of(kind)
    known = {key: value for key, value in citizen().items() if key in profile.fields}
    said = answers(profile, known, {}, today=TODAY, divisions=DIVISIONS, required_only=False)
    assert complaints(profile, {**known, **said}) == set()


@pytest.mark.parametrize("kind", ["activation", "loss_cancel", "transfer_in"])
def test_a_sample_of_a_cards_number_looks_like_one(kind: str) -> None:
    profile = city("chengdu").of(kind)
    said = answers(profile, citizen(), {}, today=TODAY, divisions=DIVISIONS)
    context = Context(today=TODAY, divisions=DIVISIONS)
    found = check_record(profile, {**citizen(), **said}, pictures=(), consents={}, context=context)
    assert [problem.code for problem in found if problem.key == "card_number"] == []


def test_a_city_that_nobody_has_seen_is_answered(tmp_path: Path) -> None:
    make_city(tmp_path)
    profile = profiles(tmp_path).load("yangli")
    values = typical(profile)
    assert complaints(profile, values) == set()
    assert len(values["photo_receipt"]) >= 8


def test_two_people_have_different_codes_where_the_city_names_files_by_them() -> None:
    codes = {typical(city("weifang"), born=date(1990, 3, day))["retrieval_code"] for day in range(1, 29)}
    assert len(codes) == 28
    assert {len(code) for code in codes} == {5}


def test_what_the_person_says_is_kept_where_the_city_takes_it() -> None:
    values = typical(
        city("beijing"), pickup_way="银行邮寄", residence_district="海淀", occupation="3", college="样例大学"
    )
    assert (values["pickup_way"], values["residence_district"], values["occupation"]) == ("post", "110108", "3")
    assert "college" not in values


def test_what_the_city_doesnt_take_is_answered_anew() -> None:
    values = typical(city("beijing"), residence_district="武侯区", mobile="1")
    assert values["residence_district"] == "110101"
    assert values["mobile"] == "13800000000"


def test_the_documents_own_faults_stay() -> None:
    profile = city("national")
    known = {**{k: v for k, v in citizen().items() if k in profile.fields}, "valid_to": "2026-03-20"}
    said = answers(profile, known, {}, today=TODAY, divisions=DIVISIONS)
    assert "valid_to" not in said
    assert complaints(profile, {**known, **said}) == {("valid_to", "rules.identity_expires_soon")}


def test_what_is_known_isnt_said_again() -> None:
    profile = city("national")
    known = typical(profile)
    assert answers(profile, known, {"name": "别人", "mobile": "13900000000"}, today=TODAY, divisions=DIVISIONS) == {}
