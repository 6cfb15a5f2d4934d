# SPDX-License-Identifier: Apache-2.0
"""Things of people's, planted wherever the program keeps anything, and a search that finds them in any spelling.

Every planted word holds a root that the program never writes itself; numbers are looked for by their digits alone.
"""

from __future__ import annotations

import base64
import html
import io
import quopri
import re
import unicodedata
import urllib.parse
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
ROOTS = ("植入", "zhiru")
NUMBERS = ("510107199003070029", "13912345678", "6217000000000000001", "02887654321")
PERSON = "欧阳植入"
LOGIN = "ouyangzhiru"
STATION, CAMPAIGN = "支行植入 9 号台", "植入活动"
UNIT = "植入科技有限公司"
ADDRESS = "植入路 24 号 3 栋"
SECRET = "seven zhiru umbrellas"
PRINTER, CAMERA, SERIAL = "LaserJet-zhiru", "欧阳植入的 iPhone", "ZHIRU0001"
HOST = "zhiru-pc"
CITY = "zhirucheng"
VALUES: Mapping[str, str] = {
    "name": PERSON,
    "name_pinyin": "OUYANG ZHIRU",
    "number": NUMBERS[0],
    "mobile": NUMBERS[1],
    "phone": NUMBERS[3],
    "address": ADDRESS,
    "household_address": ADDRESS,
    "insured_unit_name": UNIT,
}


def found_in(content: bytes) -> list[str]:
    """Return which planted things a file's bytes hold: as text in several encodings, escaped, packed or cut up."""
    found = set()
    for text in _readings(content):
        plain = unicodedata.normalize("NFKC", text).casefold()
        found |= {root for root in ROOTS if root in plain}
        digits = "".join(sign for sign in plain if sign.isdigit())
        found |= {number for number in NUMBERS if number in digits or number[-8:] in digits}
    return sorted(found)


def members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield every part of a zip: names, comments and contents of its members, and the rest of the file."""
    yield "(the file)", content
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        yield "(comment)", zipped.comment
        for entry in zipped.infolist():
            yield f"{entry.filename} (about)", entry.filename.encode() + entry.comment + entry.extra
            yield entry.filename, zipped.read(entry)


def files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file below a folder; the name counts as content."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.name.encode() + b"\n" + path.read_bytes()


def _readings(content: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        text = content.decode(encoding, "replace")
        yield text
        if encoding == "utf-8":
            yield html.unescape(text)
            yield urllib.parse.unquote(text)
            yield quopri.decodestring(content).decode("utf-8", "replace")
            yield _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
            for word in text.split():
                yield from _unpacked(word.strip("\"',;:()[]{}"))


def _unpacked(word: str) -> Iterator[str]:
    """Yield what a word says if it is base 64 or hexadecimal."""
    if len(word) < 8 or not word.isascii():
        return
    for unpack in (base64.b64decode, base64.urlsafe_b64decode, bytes.fromhex):
        try:
            yield unpack(word + "=" * (-len(word) % 4) if unpack is not bytes.fromhex else word).decode(
                "utf-8", "replace"
            )
        except ValueError:
            continue
