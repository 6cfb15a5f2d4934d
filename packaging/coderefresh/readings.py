# SPDX-License-Identifier: Apache-2.0
"""The characters that have several readings today: those of 通用规范汉字字典, without tones.

Larger dictionaries give 王 and 朱 readings of classical texts too, which no clerk wants to be offered.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

from coderefresh.sources import Sources
from coderefresh.surnames import toneless
from coderefresh.writing import quoted, toml

FILE = "readings.toml"


def made(sources: Sources, date: str) -> bytes:
    """Return the table."""
    readings: dict[str, dict[str, None]] = {}
    with closing(sqlite3.connect(sources.unpacked("mandel59-mojidata") / "dist" / "moji.db")) as database:
        rows = database.execute("SELECT UCS, value FROM unihan_each_kTGHZ2013 ORDER BY UCS, i")
        for character, value in rows:
            for reading in value.rpartition(":")[2].split(","):
                readings.setdefault(character, {}).setdefault(toneless(reading))
    several = {quoted(character): quoted(list(found)) for character, found in readings.items() if len(found) > 1}
    source = (
        f"Unihan kTGHZ2013 (通用规范汉字字典), by npm @mandel59/mojidata {sources.version('mandel59-mojidata')}; "
        "characters with more than one reading"
    )
    return toml("readings", ("多音字", "Characters of several readings"), source, date, "Unicode-3.0", several)
