# SPDX-License-Identifier: Apache-2.0
"""Letters as digits: what each letter may be where only digits can stand, and dates made of them.

O for 0, I and l for 1, B for 8 and the like are told by shape; the network's own runners-up count as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sscard_desktop.domain.cardtext import Letter, TextLine

_SHAPES: Mapping[str, str] = {
    **dict.fromkeys("OoQD〇○Oо口", "0"),
    **dict.fromkeys("Il|!丨lİ", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"),
    **dict.fromkeys("bG", "6"),
    **dict.fromkeys("B", "8"),
    **dict.fromkeys("gq", "9"),
    **dict.fromkeys("A", "4"),
    **dict.fromkeys("T", "7"),
    **dict.fromkeys("x×ⅩХх乂✕✖╳", "X"),
}
_SHAPE_WORTH = 0.6
_FULL_WIDTH = range(0xFF10, 0xFF5B)
_DIGITS = "0123456789"
_YEARS = range(1890, 2101)


def plain(character: str) -> str:
    """Return a full-width letter or digit as its ASCII form, anything else as it is."""
    return chr(ord(character) - 0xFEE0) if len(character) == 1 and ord(character) in _FULL_WIDTH else character


def as_digits(letter: Letter, *, also: str = "") -> dict[str, float]:
    """Return digit → odds that the letter is it; what can be no digit gives nothing.

    Args:
        letter: as read.
        also: further characters that may stand there, such as ``X``.
    """
    wanted = _DIGITS + also
    odds: dict[str, float] = {}
    for character, worth in ((letter.character, letter.odds), *letter.others.items()):
        character = plain(character)
        if character not in wanted:
            character, worth = _SHAPES.get(character, ""), worth * _SHAPE_WORTH
        if character and character in wanted:
            odds[character] = max(worth, odds.get(character, 0.0))
    return odds


def is_digit(letter: Letter, *, also: str = "") -> bool:
    """Return whether a letter was read as a digit, or as what looks like one."""
    character = plain(letter.character)
    return character in _DIGITS + also or _SHAPES.get(character, "-") in _DIGITS + also


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date among letters.

    Attributes:
        day: what it says.
        odds: that every digit is right.
        letters: its eight, seven or six digits.
        groups: which of ``letters`` are year, month and day.
        start, end: where it stands in the line.
    """

    day: date
    odds: float
    letters: tuple[Letter, ...]
    groups: tuple[int, int, int]
    start: int
    end: int

    def odds_of(self, day: date) -> float:
        """Return how likely these letters are another day's, month and day written as long as here."""
        year, month, number = self.groups
        expected = f"{day.year:04d}", str(day.month).zfill(month), str(day.day).zfill(number)
        digits = "".join(expected)
        if len(digits) != year + month + number:
            return 0.0
        product = 1.0
        for letter, digit in zip(self.letters, digits, strict=True):
            product *= as_digits(letter).get(digit, 0.0)
        return product


_SHAPE = re.compile(r"(?<!d)(dddd)s(dd?)s(dd?)(?!d)|(?<!d)(dddd)s?(dd)s?(dd)(?!d)")
_DOTTED = re.compile(r"(dddd)s(dd)s(dd)|(dddd)(dd)(dd)|(dddd)s?(dd)s?(dd)")


def dates(line: TextLine, *, dotted: bool = True) -> list[DateFound]:
    """Return the dates in a line, from left to right; what is no day of any calendar is left out.

    Args:
        line: letters, labels cut off.
        dotted: two digits each for month and day (1990.01.01, 19900101); otherwise 1990年1月1日.
    """
    shapes = "".join("d" if is_digit(letter) else "s" for letter in line.letters)
    found = []
    at = 0
    while match := (_DOTTED if dotted else _SHAPE).search(shapes, at):
        groups = [index for index in range(1, (match.re.groups or 0) + 1) if match[index] is not None]
        spans = [match.span(index) for index in groups]
        letters = tuple(letter for start, end in spans for letter in line.letters[start:end])
        lengths = tuple(end - start for start, end in spans)
        made = _date(letters, lengths)
        if made is None:
            at = match.start() + 1
            continue
        day, odds = made
        found.append(DateFound(day, odds, letters, (lengths[0], lengths[1], lengths[2]), match.start(), match.end()))
        at = match.end()
    return found


def _date(letters: Sequence[Letter], lengths: Sequence[int]) -> tuple[date, float] | None:
    digits, odds = "", 1.0
    for letter in letters:
        character, worth = max(as_digits(letter).items(), key=lambda item: item[1], default=("", 0.0))
        digits += character
        odds *= worth
    try:
        year, month = int(digits[: lengths[0]]), int(digits[lengths[0] : lengths[0] + lengths[1]])
        made = date(year, month, int(digits[lengths[0] + lengths[1] :]))
    except ValueError:
        return None
    return (made, odds) if made.year in _YEARS else None
