# SPDX-License-Identifier: Apache-2.0
"""What one line of text asks for of an ideograph that no keyboard gives: code, parts, strokes and radical, reading."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sscard_desktop.domain import gb18030
from sscard_desktop.domain.ideographforms import OPERATORS
from sscard_desktop.domain.privateuse import STANDARD_OF

LONGEST_QUESTION = 60
_CODE = re.compile(r"(?:u\+?|0x|\\u|&#x)?([0-9a-f]{4,6});?", re.IGNORECASE)
_BYTES = re.compile(r"(?:[0-9a-f]{4}|[0-9a-f]{8})", re.IGNORECASE)
_STROKES = re.compile(r"([0-9]{1,2})[画畫劃笔]?")
_NUMBERED_RADICAL = re.compile(r"([0-9]{1,3})['’]?\.([0-9]{1,2})")
_READING = re.compile(r"[a-züêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]+[1-5]?", re.IGNORECASE)
_HAN_STROKES = re.compile(r"(\D+?)([0-9]{1,2})[画畫劃笔]?")
_HAN_BEFORE_LETTER = re.compile(
    r"(?<=[\u2e80-\U0010ffff])(?=[A-Za-zÀ-ǿḿ])|(?<=[A-Za-zÀ-ǿḿ0-9])(?=[\u2e80-\U0010ffff])(?![画畫劃笔])"
)
_SEPARATORS = re.compile(r"[\s+＋,，、/]+")


@dataclass(frozen=True, slots=True)
class Question:
    """What a line asks for; everything given must hold.

    Attributes:
        characters: named by their code; they answer by themselves.
        parts: components, as often as they must occur.
        reading: toneless, ``""`` for any.
        strokes: of the whole, 0 for any.
        radical: a radical's number, or a character that is one; with ``residual`` strokes beyond it.
    """

    characters: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    reading: str = ""
    strokes: int = 0
    radical: int | str = 0
    residual: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing was asked."""
        return self == Question()


def understood(line: str) -> Question:
    """Return what a line asks for.

    ``U+20BB7`` and ``20BB7`` are code points, ``9534B235`` the bytes of GB 18030, ``土口`` and ``⿱土口`` parts,
    ``jie`` a reading, ``12画`` and ``12`` all strokes, ``氵8`` and ``85.8`` a radical with the strokes beyond it.
    Words are parted by blanks, commas or plus signs, and all hold at once (``女 jie 9``). What can't be read is taken
    for nothing.
    """
    characters: list[str] = []
    parts: list[str] = []
    reading, strokes, residual = "", 0, 0
    radical: int | str = 0
    narrow = line[:LONGEST_QUESTION].translate({full: full - 0xFEE0 for full in range(0xFF10, 0xFF5B)})
    # 女jie is 女 and jie; U+20BB7 is one word, though + parts words.
    parted = _HAN_BEFORE_LETTER.sub(" ", narrow.replace("U+", "U").replace("u+", "u")).strip()
    for word in _SEPARATORS.split(parted):
        if found := _STROKES.fullmatch(word):
            strokes = int(found[1])
        elif found := _NUMBERED_RADICAL.fullmatch(word):
            radical, residual = int(found[1]), int(found[2])
        elif named := _by_code(word):
            characters += named
        elif _READING.fullmatch(word):
            reading = _toneless(word)
        elif (found := _HAN_STROKES.fullmatch(word)) and len(found[1]) == 1:
            radical, residual = found[1], int(found[2])
        else:
            parts += [part for part in OPERATORS.sub("", word) if not part.isascii()]
    return Question(tuple(dict.fromkeys(characters)), tuple(parts), reading, strokes, radical, residual)


def _by_code(word: str) -> list[str]:
    """Return the characters that a word names by code point or by bytes, newest standard first."""
    found = []
    if match := _CODE.fullmatch(word):
        code = int(match[1], 16)
        if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
            found.append(chr(code))
    if _BYTES.fullmatch(word):
        character = gb18030.character_of(bytes.fromhex(word))
        found.append(character)
    named = [character for character in found if character and gb18030.block_of(character)]
    return [STANDARD_OF.get(character, character) for character in named]


def _toneless(word: str) -> str:
    bare = unicodedata.normalize("NFD", word.lower()).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(letter for letter in bare if letter.isascii() and letter.isalpha())
