# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.places import Place
from sscard_desktop.domain.placesearch import LONGEST_QUERY, Gazetteer, PlaceIndex

_SYLLABLES = (
    "si chuan sheng cheng du shi wu hou qu jiang xi jie dao jin jiang cu qiao peng zhou lv liang shan xi chao yang "
    "bei jing ji lin chang chun chang yi dong guan guang nan cheng jin xian"
)
_READ = dict(
    zip(
        "四川省成都市武侯区浆洗街道锦江簇桥彭州吕梁山西朝阳北京吉林长春昌邑东莞广南城晋县",
        _SYLLABLES.split(),
        strict=True,
    )
)
_NAMES = {
    "110000": "北京市",
    "110105": "朝阳区",
    "140000": "山西省",
    "141100": "吕梁市",
    "220000": "吉林省",
    "220100": "长春市",
    "220104": "朝阳区",
    "220200": "吉林市",
    "220202": "昌邑区",
    "440000": "广东省",
    "441900": "东莞市",
    "510000": "四川省",
    "510100": "成都市",
    "510104": "锦江区",
    "510107": "武侯区",
    "510182": "彭州市",
}
_STREETS = {"510107": ["浆洗街街道", "簇桥街道"], "441900": ["南城街道"]}


def _place(code: str, name: str) -> Place:
    return Place(code, name, tuple(_READ.get(character, "") for character in name))


def _streets(county: str) -> list[Place]:
    return [_place(f"{county}{number:03}", name) for number, name in enumerate(_STREETS.get(county, ()), 1)]


INDEX = PlaceIndex([_place(*entry) for entry in _NAMES.items()], _streets, lambda character: _READ.get(character, ""))
_ALL = [(code, INDEX.name(code)) for code in _NAMES] + [
    (street.code, INDEX.name(county) + street.name) for county in _STREETS for street in _streets(county)
]


def texts(typed: str, *, home: str = "") -> list[str]:
    return [found.text for found in INDEX.complete(typed, home=home)]


@pytest.mark.parametrize(
    "typed",
    [
        "川成武", "ccwh", "wuhou", "wuhouqu", "成都wuh", "成武", "四川武侯", "cdwh", "sccdwh", "武侯", "成都市武",
        "sichuanchengduwuhou", "si chuan wu hou", "四川省wh", "chengdwuh",
    ],
)  # fmt: skip
def test_a_county_is_found_by_characters_initials_and_pinyin(typed: str) -> None:
    assert texts(typed)[0] == "四川省成都市武侯区"


@pytest.mark.parametrize("typed", ["四川省成都市武侯区cq", "武侯区簇", "whcq", "武侯cuqiao", "cdwhcuqiaojied"])
def test_a_street_is_found_below_its_county(typed: str) -> None:
    assert texts(typed)[0] == "四川省成都市武侯区簇桥街道"


@pytest.mark.parametrize(
    ("typed", "home"),
    [("cuqiao", "510100"), ("簇桥", "510104"), ("cqjd", "510100"), ("成都cuqiao", ""), ("住cuqiao", "510107")],
)
def test_a_street_of_the_city_where_one_is_needs_no_county(typed: str, home: str) -> None:
    assert texts(typed, home=home)[0] == "四川省成都市武侯区簇桥街道"


def test_a_street_elsewhere_needs_its_county() -> None:
    assert texts("cuqiao") == texts("cuqiao", home="110105") == []


def test_a_city_may_have_streets_and_no_counties() -> None:
    assert texts("东莞nc") == ["广东省东莞市南城街道"]
    assert texts("dgnc") == ["广东省东莞市南城街道"]


@pytest.mark.parametrize("typed", ["lvliang", "lüliang", "lyuliang", "ll"])
def test_ue_is_typed_in_any_way(typed: str) -> None:
    assert texts(typed) == ["山西省吕梁市"]


def test_what_lies_nearer_comes_first() -> None:
    assert texts("cy")[0] == "北京市朝阳区"
    assert texts("cy", home="220202")[:2] == ["吉林省吉林市昌邑区", "吉林省长春市朝阳区"]


def test_a_name_without_what_is_above_it_becomes_whole() -> None:
    assert texts("东莞") == ["广东省东莞市"]
    assert texts("吉林市昌邑区") == ["吉林省吉林市昌邑区"]


@pytest.mark.parametrize(
    "typed",
    ["四川省成都市武侯区", "四川省成都市武侯区浆洗街12号", "A座", "12号", "", " ", "某村", "a" * (LONGEST_QUERY + 1)],
)
def test_what_names_no_place_is_left_alone(typed: str) -> None:
    assert texts(typed) == []


def test_only_the_run_of_letters_is_replaced_behind_other_words() -> None:
    (found,) = INDEX.complete("暂住：cdwh")
    assert (found.text, found.start) == ("四川省成都市武侯区", 3)


@pytest.mark.parametrize(
    ("address", "home", "code", "used"),
    [
        ("四川省成都市武侯区浆洗街12号", "", "510107", 9),
        ("四川成都武侯区浆洗街街道12号", "", "510107001", 12),
        ("武侯区簇桥街道", "", "510107002", 7),
        ("吉林市昌邑区", "", "220202", 6),
        ("吉林省吉林市", "", "220200", 6),
        ("北京市朝阳区东大桥", "", "110105", 6),
        ("朝阳区东大桥", "220101", "220104", 3),
        ("朝阳区东大桥", "", "", 0),
        ("东大桥", "", "", 0),
        ("", "", "", 0),
    ],
)
def test_an_address_says_where_it_is(address: str, home: str, code: str, used: int) -> None:
    assert INDEX.locate(address, home=home) == (code, used)


def test_what_lies_below_is_listed() -> None:
    assert [found.code for found in INDEX.below("510100")] == ["510104", "510107", "510182"]
    assert [found.code for found in INDEX.below("510107")] == ["510107001", "510107002"]
    assert INDEX.below("510107001") == []


@given(st.sampled_from(_ALL), st.data())
def test_any_typed_start_of_an_address_s_pinyin_finds_it_or_what_is_above(
    place: tuple[str, str], data: st.DataObject
) -> None:
    code, name = place
    pinyin = "".join(_READ[character] for character in name)
    typed = pinyin[: data.draw(st.integers(1, len(pinyin)))]
    found = {completion.code for completion in INDEX.complete(typed, limit=None)}
    assert found & {code, code[:6], f"{code[:4]}00", f"{code[:2]}0000"}
    if typed == pinyin:
        assert code in found


@given(st.sampled_from(_ALL), st.data())
def test_pieces_of_each_level_in_characters_or_pinyin_find_it(place: tuple[str, str], data: st.DataObject) -> None:
    code, _ = place
    levels = [above for above in (f"{code[:2]}0000", f"{code[:4]}00", code[:6]) if above in _NAMES and above != code]
    pieces = []
    for level in [*dict.fromkeys(levels), code]:
        own = INDEX.own_name(level) or next(s.name for s in _streets(code[:6]) if s.code == level)
        ways = [own, "".join(_READ[c] for c in own), "".join(_READ[c][0] for c in own)]
        pieces.append(data.draw(st.sampled_from(ways)))
    typed = "".join(pieces)
    found = {completion.code for completion in INDEX.complete(typed, limit=None)}
    # What is there in full needs no completion.
    assert code in found or INDEX.locate(typed) == (code, len(typed))


@given(st.text(max_size=40))
def test_any_text_is_searched_without_a_crash(text: str) -> None:
    for found in INDEX.complete(text, home="510107"):
        assert 0 <= found.start < len(text)


def test_an_abolished_county_leads_to_the_one_of_today() -> None:
    gazetteer = Gazetteer(INDEX, {}, lambda: {"519001": "519002", "519002": "510107", "1": "2", "2": "1"})
    assert gazetteer.today("519001") == "510107"
    assert gazetteer.today("510104") == "510104"
    assert gazetteer.today("999999") == gazetteer.today("1") == gazetteer.today("") == ""
