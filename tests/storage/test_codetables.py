# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.storage.codetables import CodeTables, Divisions

FOLDER = paths.resources() / "codes"


@pytest.fixture(scope="module")
def tables() -> CodeTables:
    return CodeTables(FOLDER)


def test_there_are_56_nations_and_two_more_answers(tables: CodeTables) -> None:
    nations = tables.code_list("nations")
    assert [entry.code for entry in nations.entries] == [f"{number:02}" for number in range(1, 57)] + ["97", "98"]
    assert nations.label("46", "zh_CN") == "德昂"
    assert nations.label("31", "en") == "Daur"
    assert len({entry.label("en") for entry in nations.entries}) == 58


@pytest.mark.parametrize(("text", "code"), [("汉", "01"), ("汉族", "01"), ("05", "05"), ("uygur", "05"), ("侗", "12")])
def test_a_nation_is_found_by_code_name_or_long_name(tables: CodeTables, text: str, code: str) -> None:
    found = tables.code_list("nations").find(text)
    assert found is not None
    assert found.code == code


def test_sexes_are_those_of_the_standard(tables: CodeTables) -> None:
    assert {entry.code: entry.label("zh_CN") for entry in tables.code_list("sexes").entries} == {
        "1": "男",
        "2": "女",
        "0": "未知的性别",
        "9": "未说明的性别",
    }


@pytest.mark.parametrize(
    ("text", "code", "label"),
    [
        ("中国", "CHN", "中国"),
        ("156", "CHN", "中国"),
        ("香港", "HKG", "中国香港"),
        ("MO", "MAC", "中国澳门"),
        ("TWN", "TWN", "中国台湾省"),
        ("usa", "USA", "美国"),
        ("Côte d'Ivoire", "CIV", "科特迪瓦"),
    ],
)
def test_countries_are_found_by_any_of_their_names(tables: CodeTables, text: str, code: str, label: str) -> None:
    found = tables.code_list("countries").find(text)
    assert found is not None
    assert (found.code, found.label("zh_CN")) == (code, label)


def test_countries_are_iso_s_249_with_china_first(tables: CodeTables) -> None:
    countries = tables.code_list("countries")
    assert len(countries) == 249
    assert countries.entries[0].code == "CHN"
    assert all(len(entry.code) == 3 and entry.code.isupper() for entry in countries.entries)
    assert "XKX" not in countries


def test_every_country_has_three_codes_and_names_of_its_own(tables: CodeTables) -> None:
    countries = tables.code_list("countries")
    for entry in countries.entries:
        assert re.fullmatch("[A-Z]{2}", entry.aliases[0]), entry.code
        assert re.fullmatch("[0-9]{3}", entry.aliases[1]), entry.code
    assert len({entry.label("zh_CN") for entry in countries.entries}) == 249
    assert len({entry.label("en") for entry in countries.entries}) == 249


@pytest.mark.parametrize(
    ("code", "name", "in_use"),
    [
        ("510107", "四川省成都市武侯区", True),
        ("110105", "北京市朝阳区", True),
        ("110103", "北京市崇文区", False),
        ("330113", "浙江省杭州市临平区", True),
        ("460400", "海南省儋州市", True),
        ("510000", "四川省", True),
        ("429004", "湖北省仙桃市", True),
    ],
)
def test_a_division_is_named_in_full(tables: CodeTables, code: str, name: str, in_use: bool) -> None:
    divisions = tables.divisions()
    assert code in divisions
    assert divisions.name(code) == name
    assert divisions.in_use(code) is in_use


def test_an_abolished_county_keeps_the_names_of_its_day(tables: CodeTables) -> None:
    # 达县 was 513021 until 1998; its prefecture was 达川地区 then, 达州市 later.
    assert tables.divisions().name("513021") == "四川省达川地区达县"
    assert not tables.divisions().in_use("513021")


@pytest.mark.parametrize("code", ["", "000000", "999999", "51010", "5101070", "AB0107"])
def test_an_unknown_division_has_no_name(tables: CodeTables, code: str) -> None:
    assert code not in tables.divisions()
    assert tables.divisions().name(code) == ""
    assert not tables.divisions().in_use(code)


def test_the_table_holds_every_county_of_three_sources(tables: CodeTables) -> None:
    assert len(tables.divisions()) > 7000


def test_every_table_says_whence_it_is() -> None:
    for path in sorted(FOLDER.iterdir()):
        if path.suffix in (".md", ".xz"):
            # What can't be opened by a person has its document beside it.
            assert path.with_name(f"{path.name.partition('.')[0]}.md").exists() or path.suffix == ".md"
            continue
        text = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode()
        for key in ("source", "date", "licence"):
            assert f"\n{key} = " in text or f'\n"{key}": ' in text, f"{path.name} lacks {key}"


def test_the_folder_s_document_names_every_table_and_the_notice_every_one_that_others_made() -> None:
    document = (FOLDER / "README.md").read_text(encoding="utf-8")
    notice = (FOLDER.parent.parent / "NOTICE").read_text(encoding="utf-8")
    for path in (path for path in FOLDER.iterdir() if path.suffix != ".md"):
        assert f"`{path.name}`" in document
        assert path.name in notice


def test_an_unknown_list_is_refused_by_name(tables: CodeTables) -> None:
    with pytest.raises(InvalidInputError) as caught:
        tables.code_list("planets")
    assert (caught.value.code, caught.value.params) == ("codes.unknown_list", {"name": "planets"})


@pytest.mark.parametrize(
    "text",
    ["", "codes", "[codes]\n01 = 5\n", '[codes]\n01 = { zh_CN = "汉" }\n', "codes = []\n", "\x00"],
)
def test_a_damaged_list_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "nations.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"codes\.damaged"):
        CodeTables(tmp_path).code_list("nations")


def test_a_list_in_which_one_name_means_two_codes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nations.toml").write_text(
        '[codes]\n01 = { zh_CN = "汉", en = "Han" }\n02 = { zh_CN = "韩", en = "han" }\n', encoding="utf-8"
    )
    with pytest.raises(InvalidInputError, match=r"codes\.damaged"):
        CodeTables(tmp_path).code_list("nations")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"divisions": 3}', b'{"divisions": {"110000": [1]}}', b"\xff\xfe"]
)
def test_a_damaged_table_of_divisions_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "divisions.json").write_bytes(content)
    with pytest.raises(InvalidInputError, match=r"codes\.damaged"):
        CodeTables(tmp_path).divisions()


def test_a_renamed_division_answers_with_its_newest_name() -> None:
    divisions = Divisions(
        {"510000": [("四川省", 1980, None)], "510107": [("旧区", 1980, 1989), ("武侯区", 1990, None)]}
    )
    assert divisions.name("510107") == "四川省武侯区"


def test_names_in_the_table_of_divisions_have_sane_years() -> None:
    content = json.loads((FOLDER / "divisions.json").read_text(encoding="utf-8"))
    for code, names in content["divisions"].items():
        assert len(code) == 6
        for name, first, last in names:
            assert name.strip() == name != ""
            assert 1980 <= first <= (last or 9999), code
