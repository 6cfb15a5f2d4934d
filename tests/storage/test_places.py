# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.placesearch import Gazetteer
from sscard_desktop.storage.places import read_gazetteer

FOLDER = paths.resources() / "codes"
FILES = ("places.json.gz", "divisions.json", "postcodes.json", "successors.toml")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer(FOLDER)


def test_every_county_of_today_is_there_with_forty_thousand_streets(gazetteer: Gazetteer) -> None:
    counties = [c for p in gazetteer.index.below("") for c in gazetteer.index.below(p.code)]
    assert len(gazetteer.index) > 3200
    assert len(counties) > 330
    streets = sum(len(gazetteer.index.below(code)) for code in _counties(gazetteer))
    assert streets == 41_352


def _counties(gazetteer: Gazetteer) -> list[str]:
    found = []
    for province in gazetteer.index.below(""):
        for city in gazetteer.index.below(province.code):
            below = [child.code for child in gazetteer.index.below(city.code) if len(child.code) == 6]
            found += below if below else [city.code]
    return found


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("川成武", "四川省成都市武侯区"),
        ("ccwh", "四川省成都市武侯区"),
        ("武侯cuqiao", "四川省成都市武侯区簇桥街道"),
        ("luan", "安徽省六安市"),
        ("chongqing", "重庆市"),
        ("shanxian", "山东省菏泽市单县"),
        ("laoting", "河北省唐山市乐亭县"),
        ("xundian", "云南省昆明市寻甸回族彝族自治县"),
        ("pidu", "四川省成都市郫都区"),
        ("yuli", "新疆维吾尔自治区巴音郭楞蒙古自治州尉犁县"),
        ("hunchun", "吉林省延边朝鲜族自治州珲春市"),
        ("changzhi", "山西省长治市"),
        ("xizang", "西藏自治区"),
        ("liangjiang", "重庆市两江新区"),
    ],
)
def test_places_are_read_as_people_there_read_them(gazetteer: Gazetteer, typed: str, text: str) -> None:
    assert text in [found.text for found in gazetteer.index.complete(typed)][:3]


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("513021", "四川省达州市达川区"),
        ("110103", "北京市东城区"),
        ("510124", "四川省成都市郫都区"),
        ("510122", "四川省成都市双流区"),
        ("320502", "江苏省苏州市姑苏区"),
        ("510107", "四川省成都市武侯区"),
    ],
)
def test_an_old_code_leads_to_its_county_of_today(gazetteer: Gazetteer, code: str, today: str) -> None:
    assert gazetteer.index.name(gazetteer.today(code)) == today


def test_every_successor_by_hand_is_a_county_of_today(gazetteer: Gazetteer) -> None:
    for code in ("110103", "310119", "511721"):
        assert gazetteer.successors()[code] in gazetteer.index
        assert code not in gazetteer.index


def test_postal_codes_are_six_digits_of_known_counties(gazetteer: Gazetteer) -> None:
    assert gazetteer.postcodes["510107"] == "610041"
    assert len(gazetteer.postcodes) > 2000
    assert all(len(code) == 6 and code.isdigit() for code in gazetteer.postcodes.values())


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", gzip.compress(b"[]", mtime=0), gzip.compress(b"{}", mtime=0)[:-9]]
)
def test_a_damaged_table_is_refused_by_name(tmp_path: Path, file: str, content: bytes) -> None:
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / file).write_bytes(content)
    with pytest.raises(InvalidInputError) as caught:
        read_gazetteer(tmp_path)
    assert (caught.value.code, caught.value.params) == ("codes.damaged", {"file": file})
