# SPDX-License-Identifier: Apache-2.0
"""What follows a visit: for each way of fetching a card, and for business that makes none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sscard_desktop.domain.applicant import ApplicantSpec, Following, NextStep, what_follows
from tests.helpers.applicants import city
from tests.helpers.cities import profiles


@pytest.mark.parametrize(
    ("values", "fetching"),
    [
        ({"pickup_way": "unit", "pickup_office": "样例网点"}, [NextStep(Following.BY_UNIT)]),
        ({"pickup_way": "post", "post_address": "样例街1号"}, [NextStep(Following.BY_POST)]),
        (
            {"pickup_way": "office", "pickup_office": "样例网点", "bank_office": "样例分理处"},
            [NextStep(Following.AT_OFFICE, "样例网点"), NextStep(Following.BRING)],
        ),
        (
            {"pickup_way": "own_office", "bank_office": "样例分理处"},
            [NextStep(Following.AT_OFFICE, "样例分理处"), NextStep(Following.BRING)],
        ),
        ({}, [NextStep(Following.BRING)]),
    ],
)
def test_it_says_how_the_card_is_fetched(values: dict[str, str], fetching: list[NextStep]) -> None:
    profile = city("chengdu").of("new")
    steps = what_follows(profile, values)
    assert steps[0] == NextStep(Following.WAIT)
    assert list(steps[1 : 1 + len(fetching)]) == fetching
    assert steps[-1] == NextStep(Following.ASK)


def test_nobodys_name_or_address_is_among_it() -> None:
    values = {"pickup_way": "post", "post_recipient": "陈样本", "post_address": "样例街1号", "name": "陈样本"}
    assert all(step.place == "" for step in what_follows(city("chengdu").of("new"), values))


def test_a_loss_report_makes_no_card_and_gives_a_slip() -> None:
    profile = city("chengdu").of("loss")
    assert [step.what for step in what_follows(profile, {})] == [Following.SLIP, Following.ASK]


def test_what_a_city_leaves_out_is_not_said() -> None:
    profile = replace(city("chengdu").of("new"), applicant=ApplicantSpec())
    told = {step.what for step in what_follows(profile, {})}
    assert told.isdisjoint({Following.WAIT, Following.ASK})


@pytest.mark.parametrize("name", profiles().names())
def test_every_city_welcomes_in_both_languages(name: str) -> None:
    spec = city(name).applicant
    for part in ("welcome", "waiting", "asking"):
        assert spec.text(part, "zh_CN") != spec.text(part, "en") != ""


def test_a_language_that_a_city_lacks_is_chinese() -> None:
    assert ApplicantSpec(welcome={"zh_CN": "您好"}).text("welcome", "en") == "您好"
