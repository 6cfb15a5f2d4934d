# SPDX-License-Identifier: Apache-2.0
"""Rebuilds ``resources/codes/ideographs.tsv.xz``, by which rare characters are found.

Not part of the program: run it in a scratch environment when Unicode has news, look at what it counts, commit it::

    npm install --prefix /tmp/moji --ignore-scripts @mandel59/mojidata@1.8.1
    python packaging/refresh_ideographs.py /tmp/moji/node_modules/@mandel59/mojidata/dist/moji.db

Read are only the tables made from Unihan (Unicode-3.0) and from BabelStone's and Mojidata's lists of ideographic
description sequences (rights waived; MIT-0). The package's other tables (CC-BY-SA) are not touched.
The same database gives the same bytes.
"""

from __future__ import annotations

import lzma
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from contextlib import closing
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "codes" / "ideographs.tsv.xz"
HEAD = (
    "# Unihan 17.0 (Unicode-3.0); BabelStone IDS 2025-06-27 (rights waived) and Mojidata IDS (MIT-0), "
    "by npm @mandel59/mojidata 1.8.1\n"
    "# character, radical.strokes, total strokes, readings, level in 通用规范汉字表, description sequences\n"
)
# Columns of Unihan with Mandarin readings, the best first, and how a value names them.
READINGS = (("kMandarin", " "), ("kTGHZ2013", ","), ("kXHC1983", ","), ("kHanyuPinyin", ","))
LAST_OF_LEVEL = (3500, 6500, 8105)
_UNENCODED = re.compile(r"\{\d+\}")


def table(database: sqlite3.Connection) -> str:
    """Return the whole file's text: a line for each unified or compatibility ideograph of Unihan."""
    radicals = dict(database.execute("SELECT UCS, group_concat(value, ' ') FROM unihan_each_kRSUnicode GROUP BY UCS"))
    strokes = dict(database.execute("SELECT UCS, value FROM unihan_kTotalStrokes"))
    levels = {character: level(value) for character, value in database.execute("SELECT UCS, value FROM unihan_kTGH")}
    readings: dict[str, dict[str, None]] = defaultdict(dict)
    for name, comma in READINGS:
        for character, value in database.execute(f'SELECT UCS, value FROM "unihan_each_{name}" ORDER BY UCS, i'):
            for reading in value.rpartition(":")[2].split(comma):
                readings[character].setdefault(toneless(reading))
    sequences: dict[str, dict[str, None]] = defaultdict(dict)
    for character, text in database.execute("SELECT UCS, IDS FROM ids ORDER BY UCS, source, IDS"):
        clean = _UNENCODED.sub("？", text).replace("〾", "")
        # U+31EF takes strokes away from a character: nothing that one could search by.
        if clean != character and "\u31ef" not in clean:
            sequences[character].setdefault(clean)
    lines = [
        "\t".join(
            (
                character,
                radicals[character],
                strokes.get(character, "").partition(" ")[0],
                " ".join(readings[character]),
                levels.get(character, ""),
                " ".join(sequences[character]),
            )
        )
        for character in sorted(radicals)
    ]
    described, read = sum(map(bool, sequences.values())), sum(map(bool, readings.values()))
    print(f"{len(lines)} ideographs, {described} described, {read} with a reading, {len(levels)} of the general table")
    return HEAD + "\n".join(lines) + "\n"


def level(value: str) -> str:
    """Return 1, 2 or 3 from Unihan's kTGH (``2013:581``)."""
    number = int(value.rpartition(":")[2])
    return str(next(index for index, last in enumerate(LAST_OF_LEVEL, start=1) if number <= last))


def toneless(pinyin: str) -> str:
    """Return ``pinyin`` without tone marks, ü as v and ê as e."""
    bare = unicodedata.normalize("NFD", pinyin).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(letter for letter in bare if letter.isascii() and letter.isalpha())


if __name__ == "__main__":
    with closing(sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)) as connection:
        content = table(connection).encode("utf-8")
    TARGET.write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(content)} bytes, packed {TARGET.stat().st_size}")
