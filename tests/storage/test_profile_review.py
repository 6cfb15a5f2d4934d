# SPDX-License-Identifier: Apache-2.0
"""A city's way to review: its reasons, its sample and its four eyes, mistakes told by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.domain.reviewing import ReturnReason, ReviewSpec, Why
from tests.helpers.cities import YANGLI, make_city, profiles


def with_review(folder: Path, lines: str) -> Path:
    return make_city(folder, f"{YANGLI}\n{lines}\n")


def test_a_city_says_how_it_reviews(tmp_path: Path) -> None:
    with_review(
        tmp_path,
        '[review]\nsample_percent = 10\nfour_eyes = ["overridden", "sampled"]\n'
        '[[review.reasons]]\ncode = "photo.size"\ntext = { zh_CN = "照片过小", en = "Photo too small" }\n'
        'fields = ["photo", "household"]',
    )
    assert profiles(tmp_path).load("yangli").review == ReviewSpec(
        10,
        frozenset({Why.OVERRIDDEN, Why.SAMPLED}),
        (ReturnReason("photo.size", {"zh_CN": "照片过小", "en": "Photo too small"}, ("photo", "household")),),
    )


def test_a_city_that_says_nothing_has_the_usual_reasons_and_no_sample(tmp_path: Path) -> None:
    review = profiles(tmp_path).load("chengdu").review
    assert (review.sample_percent, review.four_eyes) == (0, frozenset())
    assert [reason.keys for reason in review.reasons if reason.code == "photo"] == [("photo",)]


def test_a_city_says_whether_people_read_their_data_over(tmp_path: Path) -> None:
    assert not profiles(tmp_path).load("chengdu").own_look.required
    with_review(tmp_path, "[own_look]\nrequired = true\n")
    assert profiles(tmp_path).load("yangli").own_look.required


REASON = '[[review.reasons]]\ncode = "a"\ntext = { zh_CN = "甲", en = "A" }\n'


@pytest.mark.parametrize(
    ("lines", "code", "key"),
    [
        ("[review]\nsample_percent = 101", "profile.out_of_range", "review.sample_percent"),
        ('[review]\nfour_eyes = ["all"]', "profile.unknown_choice", "review.four_eyes[1]"),
        ("[review]\nfour_eyes = true", "profile.wrong_type", "review.four_eyes"),
        ("[own_look]\nrequired = 1", "profile.wrong_type", "own_look.required"),
        ("[own_look]\nneeded = true", "profile.unknown_key", "own_look.needed"),
        ("[review]\nsamples = 3", "profile.unknown_key", "review.samples"),
        (REASON + 'fields = ["foto"]', "profile.unknown_choice", "review.reasons[1].fields[1]"),
        (REASON + REASON, "profile.name_twice", "review.reasons[2].code"),
        (REASON.replace('"a"', '"A B"'), "profile.bad_name", "review.reasons[1].code"),
        (REASON.replace(', en = "A"', ""), "profile.missing_key", "review.reasons[1].text.en"),
        ("".join(REASON.replace('"a"', f'"a{at}"') for at in range(10)), "profile.too_many", "review.reasons"),
    ],
)
def test_what_is_wrong_is_told_by_key(tmp_path: Path, lines: str, code: str, key: str) -> None:
    folder = with_review(tmp_path, lines)
    assert [(problem.code, problem.key) for problem in profiles(tmp_path).check(folder)] == [(code, key)]
