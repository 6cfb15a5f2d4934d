# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from sscard_desktop.domain.places import Place, is_heading, stem, successors_of


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("武侯区", "武侯"),
        ("四川省", "四川"),
        ("达县", "达"),
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("阿坝藏族羌族自治州", "阿坝"),
        ("酉阳土家族苗族自治县", "酉阳"),
        ("浦东新区", "浦东"),
        ("大兴安岭地区", "大兴安岭"),
        ("簇桥街道", "簇桥"),
        ("香港特别行政区", "香港"),
        ("县", "县"),
        ("", ""),
    ],
)
def test_a_stem_is_the_name_without_its_kind(name: str, kept: str) -> None:
    assert stem(name) == kept


@pytest.mark.parametrize(
    ("name", "heading"), [("市辖区", True), ("县", True), ("省直辖县级行政区划", True), ("达县", False)]
)
def test_headings_are_no_places(name: str, heading: bool) -> None:
    assert is_heading(name) is heading


@pytest.mark.parametrize(("code", "level"), [("510000", 1), ("510100", 2), ("510107", 3), ("510107001", 4)])
def test_a_code_says_how_large_a_place_is(code: str, level: int) -> None:
    assert Place(code, "某", ("mou",)).level == level


def test_a_county_that_was_given_another_code_has_a_successor() -> None:
    assert successors_of({"513021": [("达县", 1980, 1998)], "511721": [("达县", 1999, None)]}) == {"513021": "511721"}


def test_a_county_that_became_a_district_has_a_successor() -> None:
    names = {"510122": [("双流县", 1980, 2015)], "510116": [("双流区", 2015, None)]}
    assert successors_of(names) == {"510122": "510116"}


def test_of_two_that_took_up_a_name_neither_is_the_successor() -> None:
    names = {
        "110001": [("和平县", 1980, 1999)],
        "110002": [("和平区", 2000, None)],
        "110003": [("和平市", 2000, None)],
    }
    assert successors_of(names) == {}


def test_a_name_of_another_province_is_another_county() -> None:
    assert successors_of({"510001": [("和平县", 1980, 1999)], "440001": [("和平县", 2000, None)]}) == {}
