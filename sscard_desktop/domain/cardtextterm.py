# SPDX-License-Identifier: Apache-2.0
"""From when to when a card is valid: two dates, or a date and 长期, that make a term cards are given for.

A term that no card is given for means that a digit was misread; where exactly one end is both likely by its letters
and a term, that one is taken, and told as concluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sscard_desktop.domain.cardtext import TextLine
from sscard_desktop.domain.cardtextdigits import DateFound, dates
from sscard_desktop.domain.fields import LONG_TERM

RESIDENT_YEARS = (5, 10, 20)
"""Under 16, from 16 to 25, from 26 to 45 years of age; from 46 on it is 长期 (居民身份证法, article 5)."""
RESIDENCE_YEARS = (5,)
PASS_YEARS = (5, 10)
FOREIGN_YEARS = (5, 10)

_FITS = 0.999
_LONG = 0.995
_OUT_OF_TERM = 0.4
_LEAST_LIKELY = 1e-7


@dataclass(frozen=True, slots=True)
class TermFound:
    """A card's validity.

    Attributes:
        start: first day, ``None`` where it wasn't legible.
        end: ISO date or :data:`~sscard_desktop.domain.fields.LONG_TERM`; empty where it wasn't legible.
        start_odds, end_odds: 0 to 1.
        seen_end: what stood there, where ``end`` was concluded.
    """

    start: date | None
    end: str = field(repr=False)
    start_odds: float = 0.0
    end_odds: float = 0.0
    seen_end: str = field(default="", repr=False)


def read_term(line: TextLine, *, years: Sequence[int], may_be_long: bool = True) -> TermFound:
    """Return what a line such as ``2012.03.04-2032.03.04`` or ``2012.03.04-长期`` says.

    Args:
        line: without its label.
        years: the terms that such cards are given for.
        may_be_long: such a card may be valid for good.
    """
    found = dates(line)
    start = found[0] if found else None
    rest = line.part(start.end if start is not None else 0)
    long = may_be_long and _says_long_term(rest)
    if long:
        return TermFound(
            start.day if start else None, LONG_TERM, start.odds if start else 0.0, _LONG if start else _LONG * 0.9
        )
    if len(found) < 2 or start is None:
        return TermFound(start.day if start else None, "", start.odds * 0.8 if start else 0.0)
    return _both(start, found[1], years)


def ends(start: date, years: int) -> tuple[date, ...]:
    """Return the last days that a card of a term may name: the same day, as resident cards do, or the one before."""
    try:
        same = start.replace(year=start.year + years)
    except ValueError:
        # 29 February in a year that has none
        return date(start.year + years, 2, 28), date(start.year + years, 3, 1)
    return same, same - timedelta(days=1)


def agrees_with_age(start: date, end: str, born: date) -> bool:
    """Return whether a resident card's term is the one that its holder's age on its first day asks for.

    One year on either side is allowed: a card is applied for before the birthday that changes the term.
    """
    age = start.year - born.year - ((start.month, start.day) < (born.month, born.day))
    if age < 0:
        return False
    allowed = {_term_at(each) for each in (age - 1, age, age + 1)}
    if end == LONG_TERM:
        return 0 in allowed
    last = date.fromisoformat(end)
    return any(years and last in ends(start, years) for years in allowed)


def _term_at(age: int) -> int:
    return 5 if age < 16 else 10 if age < 26 else 20 if age < 46 else 0


def _both(start: DateFound, end: DateFound, years: Sequence[int]) -> TermFound:
    if any(end.day in ends(start.day, each) for each in years):
        # Twice the same month and day, years apart by a term: a misread digit would have had to happen twice alike.
        return TermFound(start.day, end.day.isoformat(), _FITS, _FITS)
    likely = _likely((last, end.odds_of(last) * start.odds) for each in years for last in ends(start.day, each) if each)
    earlier = _likely(
        (first, start.odds_of(first) * end.odds)
        for each in years
        for first in _starts(end.day, each)
        if first != start.day
    )
    if likely and (not earlier or likely[1] > 20 * earlier[1]):
        return TermFound(start.day, likely[0].isoformat(), 0.9, 0.85, end.day.isoformat())
    return TermFound(start.day, end.day.isoformat(), _OUT_OF_TERM, _OUT_OF_TERM)


def _starts(last: date, years: int) -> tuple[date, ...]:
    try:
        same = last.replace(year=last.year - years)
    except ValueError:
        return (date(last.year - years, 2, 28),)
    return same, same + timedelta(days=1)


def _likely(options: Iterable[tuple[date, float]]) -> tuple[date, float] | None:
    """Return the option that is likelier than all others together by far, with its odds."""
    ranked = sorted(((odds, day) for day, odds in options if odds > _LEAST_LIKELY), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] < 20 * ranked[1][0]):
        return None
    return ranked[0][1], ranked[0][0]


def _says_long_term(line: TextLine) -> bool:
    long = [letter for letter in line.letters if letter.odds_of("长") > 0.05 or letter.odds_of("長") > 0.05]
    term = [letter for letter in line.letters if letter.odds_of("期") > 0.05]
    return bool(long and term) or (bool(long or term) and not dates(line) and len(line) <= 4)
