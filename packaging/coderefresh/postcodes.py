# SPDX-License-Identifier: Apache-2.0
"""A postal code per county, as china-region had it in 2019: good enough to propose, never to fill in unasked.

A county has many postal codes, and the source is old: the program says so wherever it proposes one.
"""

from __future__ import annotations

import json
import re

from coderefresh import divisions
from coderefresh.sources import Sources
from coderefresh.writing import table

FILE = "postcodes.json"


def made(sources: Sources, date: str) -> bytes:
    """Return the table."""
    by_name: dict[tuple[str, str], set[str]] = {}
    content = json.loads(divisions.made(sources, date))["divisions"]

    def name(code: str) -> str:
        return str(content[code][-1][0]) if code in content else ""

    for code, names in content.items():
        # 2019's names: a county that was renamed since is found by the name of then.
        if not code.endswith("00") and any(first <= 2019 and (last or 9999) >= 2018 for _, first, last in names):
            city = name(f"{code[:4]}00")
            heading = not city or re.fullmatch("市辖区|县|.*直辖.*", city)
            above = name(f"{code[:2]}0000") if heading else city
            for county in {county for county, _, _ in names}:
                by_name.setdefault((above, county), set()).add(code)
    found: dict[str, object] = {}
    for row in sources.rows("china-region", "china_region/region.csv"):
        if re.fullmatch(r"\d{6}", row["zipCode"]) and row["county"] != row["city"]:
            for code in by_name.get((row["city"], row["county"]), by_name.get((row["province"], row["county"]), set())):
                found[code] = row["zipCode"]
    return table(
        {
            "name": "postcodes",
            "source": f"PyPI china-region {sources.version('china-region')} (MIT), collected in April 2019; a proposal "
            "only: the post office may have changed it, and a county has many",
            "date": date,
            "licence": "MIT",
            "about": "county → one of its postal codes",
        },
        {"postcodes": dict(sorted(found.items()))},
    )
