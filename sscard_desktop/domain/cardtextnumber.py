# SPDX-License-Identifier: Apache-2.0
"""The citizen's number as it was read: its check character, birth date and sex decide between what letters may be.

A number is repaired only where the check character (ISO/IEC 7064 MOD 11-2, GB 11643) leaves exactly one possibility
among the likely confusions, and what stands elsewhere on the card (birth date, sex) doesn't speak against it. What
then stood there is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise, product

from sscard_desktop.domain.cardtext import Letter, TextLine
from sscard_desktop.domain.cardtextdigits import as_digits, is_digit, plain
from sscard_desktop.domain.checkdigits import mod_11_2

PLACES = 18
_CHECK = "X"
# What the network takes for each other in digits that are blurred; used where its own runners-up don't fit.
_CONFUSED: Mapping[str, str] = {
    "0": "689",
    "1": "74",
    "2": "7",
    "3": "895",
    "4": "19",
    "5": "63",
    "6": "085",
    "7": "12",
    "8": "0369",
    "9": "038",
    "X": "",
}
_CONFUSED_WORTH = 0.004
_LEAST_WORTH = 0.003
_MOST_CHANGED = 2
_SURE_DIGIT = 0.9
_FAR_APART = 1.5

AGREED = 0.999
"""Check character, birth date and sex all agree: two misread digits that hit all three are rarer than a typing slip."""
ALONE = 0.985
"""The check character agrees and nothing else was legible: one misread number in eleven passes it by chance."""
DOUBTFUL = 0.7
REPAIRED = 0.88
UNCHECKED = 0.2


@dataclass(frozen=True, slots=True)
class NumberFound:
    """An 18-place number.

    Attributes:
        value: what it is, upper case.
        confidence: 0 to 1.
        seen: what stood there, where that is something else.
        sound: shape, check character and birth date are right.
    """

    value: str = field(repr=False)
    confidence: float
    seen: str = field(default="", repr=False)
    sound: bool = True

    @property
    def birth_date(self) -> date | None:
        """The birth date that the number carries."""
        return _day(self.value)

    @property
    def sex(self) -> str:
        """GB/T 2261.1, as the number's 17th place says."""
        return "1" if int(self.value[16]) % 2 else "2"


def number_run(line: TextLine) -> TextLine:
    """Return the longest run of digits (and X) in a line, blanks and a stray mark inside allowed."""
    best: tuple[int, int] = (0, 0)
    start = 0
    while start < len(line):
        end, strays = start, 0
        while end < len(line) and strays <= 1:
            strays = 0 if is_digit(line.letters[end], also=_CHECK) else strays + 1
            end += 1
        end -= strays
        if end - start > best[1] - best[0]:
            best = start, end
        start = max(end, start) + 1
    return line.part(*best)


def read_number(run: TextLine, *, birth_dates: Sequence[date] = (), sex: str = "", today: date) -> NumberFound | None:
    """Return the number that a run of letters shows, ``None`` where it is too far from one.

    Args:
        run: see :func:`number_run`.
        birth_dates: what the card's own line of the birth date may say; empty where it wasn't legible.
        sex: as the card says it, GB/T 2261.1; ``""`` where it wasn't legible.
        today: nobody is born later.
    """
    letters = [letter for letter in run.letters if as_digits(letter, also=_CHECK)]
    raw = "".join(plain(letter.character) for letter in run.letters)
    if not PLACES - 1 <= len(letters) <= PLACES + 2:
        return None
    if len(letters) == PLACES:
        odds = [_odds(letter, place) for place, letter in enumerate(letters)]
        best = "".join(max(each, key=lambda digit: each[digit]) if each else "?" for each in odds)
        if is_sound(best, today):
            return _judged(best, raw, odds, birth_dates, sex)
        candidates = list(dict.fromkeys(_changed(odds, today)))
        # The digits are all legible, so what was wrong is told best by what was likeliest.
        found = _only(candidates, birth_dates, sex)
        if found is not None:
            return NumberFound(found, REPAIRED if birth_dates else DOUBTFUL, raw)
        return NumberFound(best, UNCHECKED, sound=False) if "?" not in best else None
    whole = _only(dict.fromkeys(_other_length(run, letters, today)), birth_dates, sex)
    # A digit too few or too many leaves more open than a misread one: without the birth date it's a guess.
    return NumberFound(whole, REPAIRED - 0.1, raw) if whole is not None and birth_dates else None


def is_sound(number: str, today: date) -> bool:
    """Return whether an 18-place number has its check character, a place and a day of birth that may be."""
    if len(number) != PLACES or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    born = _day(number)
    return (
        number[0] in "123456789"
        and born is not None
        and date(1890, 1, 1) < born <= today
        and mod_11_2(number[:17]) == number[17]
    )


def _judged(
    number: str, raw: str, odds: Sequence[Mapping[str, float]], birth_dates: Sequence[date], sex: str
) -> NumberFound:
    born = _day(number)
    told = "1" if int(number[16]) % 2 else "2"
    weakest = min(each[digit] for each, digit in zip(odds, number, strict=True))
    agrees = not birth_dates or born in birth_dates
    seen = "" if raw.upper() == number else raw
    if birth_dates and agrees and sex in ("", told):
        confidence = AGREED if weakest > 0.4 else ALONE
    elif agrees and sex in ("", told):
        confidence = ALONE if weakest > _SURE_DIGIT else DOUBTFUL
    else:
        confidence = DOUBTFUL if weakest > _SURE_DIGIT else 0.5
    # Nothing was concluded where only the shape of a letter was put right (O for 0).
    return NumberFound(number, confidence, seen if _means_more(raw, number) else "")


def _means_more(raw: str, number: str) -> bool:
    straight = "".join(character for character in raw.upper() if character.isalnum())
    return straight != number


def _odds(letter: Letter, place: int) -> dict[str, float]:
    found = as_digits(letter, also=_CHECK if place == PLACES - 1 else "")
    return found or dict.fromkeys("0123456789", _CONFUSED_WORTH)


def _changed(odds: Sequence[Mapping[str, float]], today: date) -> Iterator[str]:
    """Yield the sound numbers that differ from the likeliest letters in one place, then in two."""
    best = [max(each, key=lambda digit: each[digit]) for each in odds]
    options = [_options(each, digit, place) for place, (each, digit) in enumerate(zip(odds, best, strict=True))]
    for count in range(1, _MOST_CHANGED + 1):
        found = []
        for places in combinations(range(PLACES), count):
            # Two places are changed only where the picture itself is in doubt in both.
            if count > 1 and any(odds[place].get(best[place], 0) > 0.98 for place in places):
                continue
            for digits in product(*(options[place] for place in places)):
                number = list(best)
                for place, digit in zip(places, digits, strict=True):
                    number[place] = digit
                if is_sound("".join(number), today):
                    found.append("".join(number))
        yield from found
        if found:
            return


def _options(odds: Mapping[str, float], best: str, place: int) -> list[str]:
    likely = {digit for digit, worth in odds.items() if worth >= _LEAST_WORTH}
    if odds.get(best, 0) < 0.995:
        likely |= set(_CONFUSED[best])
    if place < PLACES - 1:
        likely.discard(_CHECK)
    likely.discard(best)
    return sorted(likely)


def _other_length(run: TextLine, letters: Sequence[Letter], today: date) -> Iterator[str]:
    """Yield the sound numbers with one place put in where there is a gap, or with places too many left out."""
    best = [max(found, key=lambda digit: found[digit]) for found in (as_digits(each, also=_CHECK) for each in letters)]
    if len(letters) == PLACES - 1:
        steps = sorted(after.x - before.x for before, after in pairwise(letters))
        usual = steps[len(steps) // 2]
        for place in range(PLACES):
            inside = 0 < place < PLACES - 1
            if inside and letters[place].x - letters[place - 1].x < _FAR_APART * usual:
                continue
            for digit in "0123456789X" if place == PLACES - 1 else "0123456789":
                number = "".join([*best[:place], digit, *best[place:]])
                if is_sound(number, today):
                    yield number
        return
    for dropped in combinations(range(len(letters)), len(letters) - PLACES):
        number = "".join(digit for place, digit in enumerate(best) if place not in dropped)
        if is_sound(number, today):
            yield number


def _only(candidates: Iterable[str], birth_dates: Sequence[date], sex: str) -> str | None:
    """Return the one candidate that agrees with the rest of the card, ``None`` where none or several do."""
    left = [number for number in candidates if not birth_dates or _day(number) in birth_dates]
    if sex:
        left = [number for number in left if ("1" if int(number[16]) % 2 else "2") == sex]
    return left[0] if len(left) == 1 else None


def _day(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
