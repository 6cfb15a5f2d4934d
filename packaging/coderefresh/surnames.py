# SPDX-License-Identifier: Apache-2.0
"""The surnames that read otherwise than pypinyin reads them, and all surnames of more than one character."""

from __future__ import annotations

import re
import unicodedata
from importlib.metadata import version

from coderefresh.sources import Sources
from coderefresh.writing import quoted, toml

FILE = "surnames.toml"
# Surnames that pinyin-pro's own table lacks, with the reading that families use.
MORE = {
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


def made(sources: Sources, date: str) -> bytes:
    """Return the table."""
    from pypinyin import Style, lazy_pinyin

    text = sources.text("pinyin-pro", "dist/esm/data/surname.mjs")
    readings = {name: toneless(pinyin) for name, pinyin in re.findall(r"^\s+(\w+): '([^']+)'", text, re.MULTILINE)}
    readings.update(MORE)
    kept = {
        quoted(name): quoted(reading)
        for name, reading in sorted(readings.items())
        if len(name) > 1 or " ".join(lazy_pinyin(name, style=Style.NORMAL, v_to_u=False)) != reading
    }
    source = (
        f"npm pinyin-pro {sources.version('pinyin-pro')} (table of surnames) and {len(MORE)} added by hand; those that "
        f"pypinyin {version('pypinyin')} reads otherwise, and those of more than one character"
    )
    return toml("surnames", ("姓氏读音", "Readings of surnames"), source, date, "MIT", kept)


def toneless(pinyin: str) -> str:
    """Return ``pinyin`` without tone marks, ü as v: ``lǘ qiū`` → ``lv qiu``."""
    plain: list[str] = []
    for letter in unicodedata.normalize("NFD", pinyin):
        if letter == "\N{COMBINING DIAERESIS}":
            plain[-1] = "v"
        elif not unicodedata.combining(letter):
            plain.append(letter)
    return "".join(plain)
