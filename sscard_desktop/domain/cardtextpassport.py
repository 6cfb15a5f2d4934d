# SPDX-License-Identifier: Apache-2.0
"""A passport's data page: its machine-readable zone first (ICAO 9303, TD3), the printed entries beside it.

Letters where only digits may stand, and the other way round, are put right by their place; a check digit that fails
settles a doubtful place where one possibility is left. The zone's names have no check digit: they are as sure as their
letters are, surer where the printed name agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product

from sscard_desktop.domain import mrz
from sscard_desktop.domain.cardtext import Letter, Page, TextLine
from sscard_desktop.domain.cardtextdigits import as_digits, plain
from sscard_desktop.domain.cardtextentries import entry, names
from sscard_desktop.domain.cardtextlabels import LabelledPage
from sscard_desktop.domain.cardtextwords import Words
from sscard_desktop.domain.checkdigits import weights_7_3_1

LABELS: Mapping[str, Sequence[str]] = {
    "name": ("姓名/Name", "姓名", "Name"),
    "sex": ("性别/Sex",),
    "country": ("国籍/Nationality", "Nationality"),
    "birth_date": ("出生日期/Dateofbirth", "Dateofbirth"),
    "valid_from": ("签发日期/Dateofissue", "签发日期", "Dateofissue"),
    "valid_to": ("有效期至/Dateofexpiry", "Dateofexpiry"),
    "place": ("签发地点/Placeofissue", "Placeofissue"),
    "authority": ("签发机关/Authority",),
    "number": ("护照号码/PassportNo", "护照号码", "PassportNo"),
    "type": ("类型/Type",),
    "issuer": ("国家码/CountryCode",),
    "birth_place": ("出生地点/Placeofbirth",),
}
PLACES = 44
_FILLERS = frozenset("<«＜〈《‹く")
_FILLER = "<"
_LEAST_FILLERS = 4
_CHECKED = 0.995
_REPAIRED = 0.85
_FAILED = 0.3
_DOUBTFUL = 0.88
_LEGIBLE = 0.35
_AGREEING_NAME = 0.99
_LEAST_WORTH = 0.003
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_PRINTED_DAY = re.compile(r"(\d{2})\D{0,4}?(\d{1,2}月)?\D{0,3}?(" + "|".join(_MONTHS) + r")\D{0,3}(\d{4})")
_LETTER_FOR_DIGIT = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}
_GROUPS = ((0, 10), (13, 20), (21, 28), (28, 43))
"""Number, birth date, end of validity and personal number, each with its check digit last."""
_DIGIT_PLACES = frozenset((*range(13, 20), *range(21, 28), 9, 43))
_LETTER_PLACES = frozenset((10, 11, 12, 20))


@dataclass(frozen=True, slots=True)
class PassportFound:
    """What a data page shows; ``None`` where it wasn't legible."""

    zone: mrz.PassportZone | None
    number: Words | None = None
    birth_date: Words | None = None
    sex: Words | None = None
    valid_from: Words | None = None
    valid_to: Words | None = None
    nationality: Words | None = None
    name: Words | None = None
    name_en: Words | None = None


def read_passport(page: Page, *, today: date) -> PassportFound:
    """Return what a passport's data page says."""
    labelled = LabelledPage(page, LABELS)
    chinese, latin = names(labelled, "name")
    issued = printed_day(entry(labelled, "valid_from"))
    lines = _zone_lines(page)
    if lines is None:
        return PassportFound(None, name=chinese or latin, name_en=latin, valid_from=issued)
    first, name_odds = _first(lines[0])
    weakest = min(letter.odds for letter in lines[1].letters)
    second, repaired = _second(lines[1])
    zone = mrz.read_td3(first + second, today=today)
    if zone is None:
        return PassportFound(None, name=chinese or latin, name_en=latin, valid_from=issued)

    def checked(check: str, value: str) -> Words | None:
        if not value:
            return None
        if check in zone.failed_checks:
            return Words(value, _FAILED)
        certain = _CHECKED if weakest > _LEGIBLE else _DOUBTFUL
        return Words(value, _REPAIRED if check in repaired else certain, repaired.get(check, ""))

    spelt = " ".join(f"{zone.surname} {zone.given_names}".split())
    roman = Words(spelt, _AGREEING_NAME if latin is not None and _same(latin.value, spelt) else name_odds)
    sure = "composite" not in zone.failed_checks
    return PassportFound(
        zone,
        number=checked("number", zone.number),
        birth_date=checked("birth_date", zone.birth_date.isoformat() if zone.birth_date else ""),
        valid_to=checked("valid_to", zone.valid_to.isoformat() if zone.valid_to else ""),
        # Neither is under a check digit; both are one of few values.
        sex=Words(zone.sex, 0.98 if sure else 0.8) if zone.sex in "12" else None,
        nationality=Words(zone.nationality, 0.98 if zone.nationality == zone.issuer else 0.7),
        valid_from=issued,
        name=chinese if chinese is not None else roman if spelt else None,
        name_en=roman if spelt else latin,
    )


def printed_day(line: TextLine | None) -> Words | None:
    """Return a date as passports print it, such as ``03 2月/FEB 2021``."""
    if line is None:
        return None
    text = "".join(plain(letter.character).upper() for letter in line.letters)
    found = _PRINTED_DAY.search(text)
    if found is None:
        return None
    odds = 1.0
    for letter in line.letters[found.start() : found.end()]:
        odds *= letter.odds
    month = _MONTHS.index(found[3]) + 1
    if found[2] and int(found[2][:-1]) != month:
        odds *= 0.5
    try:
        return Words(date(int(found[4]), month, int(found[1])).isoformat(), odds)
    except ValueError:
        return None


def _zone_lines(page: Page) -> tuple[TextLine, TextLine] | None:
    """Return the zone's two lines: the lowest two long rows, the upper one full of fillers and beginning with P."""
    rows = [row for row in page.rows() if len(row) >= PLACES - 14]
    for upper, lower in pairwise(rows):
        text = "".join(plain(letter.character).upper() for letter in upper.letters)
        fillers = sum(_is_filler(letter) for letter in upper.letters)
        digits = sum(bool(as_digits(letter)) for letter in lower.letters)
        if text.startswith("P") and fillers >= _LEAST_FILLERS and digits >= 14:
            return upper, lower
    return None


def _is_filler(letter: Letter) -> bool:
    return letter.character in _FILLERS or letter.odds_of("<") > 0.05


def _first(line: TextLine) -> tuple[str, float]:
    """Return the line of names, 44 places, and how sure it is; fillers at its end are as many as there must be."""
    text, odds = "", 1.0
    for letter in line.letters:
        character = plain(letter.character).upper()
        if _is_filler(letter):
            # A guillemet is two fillers in one letter.
            text += _FILLER * (2 if character == "«" else 1)
        elif "A" <= character <= "Z":
            text += character
            odds *= letter.odds
        elif character in _LETTER_FOR_DIGIT:
            text += _LETTER_FOR_DIGIT[character]
            odds *= 0.8
        else:
            odds *= 0.8
    # K and C among fillers are fillers; the names are over where three of them follow each other.
    text = re.sub(r"<{3}[<KCLE]*$", "", text)
    return text.rstrip(_FILLER)[:PLACES].ljust(PLACES, _FILLER), odds


def _second(line: TextLine) -> tuple[str, dict[str, str]]:
    """Return the line of numbers, 44 places, with check name → what stood there for what was concluded."""
    letters = list(line.letters)
    characters = [_FILLER if _is_filler(letter) else plain(letter.character).upper() for letter in letters]
    letters, characters = _lengthened(letters, characters)
    if len(characters) != PLACES:
        return "".join(characters)[:PLACES].ljust(PLACES, _FILLER), {}
    options = [
        _options(letter, character, place)
        for place, (letter, character) in enumerate(zip(letters, characters, strict=True))
    ]
    best = "".join(max(each, key=lambda character: each[character]) if each else _FILLER for each in options)
    whole = [best]
    for start, end in _GROUPS:
        if not _fits(best, start, end):
            parts = list(_parts(best, options, start, end))
            whole = [number[:start] + part + number[end:] for number in whole for part in parts]
    sound = [number for number in whole if _composite(number)]
    if len(sound) != 1:
        return best, {}
    names_of = ("number", "birth_date", "valid_to", "personal_number")
    changed = {
        name: best[start : end - 1]
        for name, (start, end) in zip(names_of, _GROUPS, strict=True)
        if sound[0][start:end] != best[start:end]
    }
    return sound[0], changed


def _lengthened(letters: list[Letter], characters: list[str]) -> tuple[list[Letter], list[str]]:
    """Return a line with fillers put in or left out in its longest run of them, which is easily miscounted."""
    short = PLACES - len(characters)
    runs = [(match.end() - match.start(), match.start()) for match in re.finditer("<{3,}", "".join(characters))]
    if not short or not runs or -short >= max(runs)[0]:
        return letters, characters
    _length, at = max(runs)
    if short > 0:
        filler = letters[at]
        return letters[:at] + [filler] * short + letters[at:], characters[:at] + [_FILLER] * short + characters[at:]
    return letters[:at] + letters[at - short :], characters[:at] + characters[at - short :]


def _options(letter: Letter, character: str, place: int) -> dict[str, float]:
    digits = as_digits(letter)
    if place in _DIGIT_PLACES:
        filler = {_FILLER: letter.odds} if character == _FILLER and place in (42, 43) else {}
        return digits or filler
    found = {character: letter.odds} if character == _FILLER or (character.isalnum() and character.isascii()) else {}
    for other, odds in letter.others.items():
        each = plain(other).upper()
        if len(each) == 1 and each.isascii() and each.isalnum() and odds >= _LEAST_WORTH:
            found[each] = max(odds, found.get(each, 0.0))
    if place in _LETTER_PLACES:
        for digit, alike in _LETTER_FOR_DIGIT.items():
            if digit in found:
                found[alike] = max(found.get(alike, 0.0), found.pop(digit) * 0.6)
        return {each: odds for each, odds in found.items() if not each.isdigit()}
    for digit, odds in digits.items():
        found[digit] = max(found.get(digit, 0.0), odds * 0.5)
    for digit, alike in _LETTER_FOR_DIGIT.items():
        if digit in found:
            found.setdefault(alike, found[digit] * 0.02)
    return found


def _fits(line: str, start: int, end: int) -> bool:
    covered, digit = line[start : end - 1], line[end - 1]
    if start == _GROUPS[-1][0] and digit == _FILLER:
        return not covered.strip(_FILLER)
    return weights_7_3_1(covered) == digit


def _composite(line: str) -> bool:
    return weights_7_3_1(line[:10] + line[13:20] + line[21:43]) == line[43]


def _parts(best: str, options: Sequence[Mapping[str, float]], start: int, end: int) -> Iterator[str]:
    """Yield what may stand in a group instead, one place changed, so that its check digit fits."""
    for place, character in product(range(start, end), "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        if character != best[place] and options[place].get(character, 0.0) >= _LEAST_WORTH:
            line = best[:place] + character + best[place + 1 :]
            if _fits(line, start, end):
                yield line[start:end]


def _same(printed: str, zone: str) -> bool:
    return re.sub("[^A-Z]", "", printed.upper()) == re.sub("[^A-Z]", "", zone)
