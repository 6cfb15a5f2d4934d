# SPDX-License-Identifier: Apache-2.0
"""Days as people write them in lists: year first in any dress, month names, Chinese numerals, Excel's serial numbers.

A day is read only if it can be no other one. 03/04/1990 is two days, 5-Jan-10 two centuries, 32874 another day in a
workbook of the 1904 calendar: such a cell gives what it may mean, and whoever knows more (the document number) decides,
or a person. Nothing is corrected: 1990-02-30 is no day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.,_年、\s]\s*(\d{1,2})\s*[-/.,_月、\s]\s*(\d{1,2})\s*[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4})")
_SHORT_YEAR = re.compile(r"(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_SHORT_LAST = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2}")
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/.,\s]*([a-z]{3,9})\.?[-/.,\s]*'?(\d{4}|\d{2})")
_NAMED_DAY = re.compile(r"([a-z]{3,9})\.?[-/.,\s]*(\d{1,2})(?:st|nd|rd|th)?[-/.,\s]+'?(\d{4}|\d{2})")
_YEAR_NAMED = re.compile(r"(\d{4})[-/.,\s]*([a-z]{3,9})\.?[-/.,\s]*(\d{1,2})")
_WITHOUT_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?|\d{4}年?|\d{6}|\d{4}[-\s]*[a-z]{3,9}|[a-z]{3,9}[-\s]*\d{4}")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
"""From 1927 on: four digits are a year."""
_SERIAL_WITH_TIME = re.compile(r"\d{5}\.\d+")
_TIME = re.compile(r"(?:\s+|t)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.:]\d+)?)?\s*(am|pm|z|[+-]\d{2}:?\d{2})?$")
_WEEKDAY = re.compile(r"[\s(]*(?:星期|周|礼拜)[一二三四五六日天][\s)]*|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.\s]+")
_CHINESE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?"
)
_NUMERALS = {"〇": 0, "零": 0, "○": 0, **{sign: place for place, sign in enumerate("一二三四五六七八九", start=1)}}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class DayReading:
    """What a cell says of a day.

    Attributes:
        days: what it may mean; exactly one where it is certain.
        code: why it isn't certain, ``""`` where it is.
    """

    days: tuple[date, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Between which days a field's answer lies (both included): what tells one century from another."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def read_day(text: str, window: Window, *, serials_1904: bool | None, numeric: bool = False) -> DayReading:
    """Return the day that a cell means.

    Args:
        text: the cell's text.
        window: where two-digit years and serial numbers have to lie; a day written out may lie outside.
        serials_1904: whether the workbook counts days from 1904; ``None`` where nobody knows (a CSV).
        numeric: the cell is a number.
    """
    plain = _WEEKDAY.sub(" ", unicodedata.normalize("NFKC", text).casefold().strip()).strip()
    timed = _TIME.search(plain)
    if timed is not None:
        plain = plain[: timed.start()].strip()
    reading = _read(plain, window, serials_1904, numeric=numeric)
    if timed is not None and (any(int(part) for part in timed.groups()[:3] if part) or timed[4] not in (None, "am")):
        # A day that went through another time zone, or through summer time, is often the day before.
        return DayReading(reading.days, reading.code or "rosters.date_with_time")
    return reading


def _read(plain: str, window: Window, serials_1904: bool | None, *, numeric: bool) -> DayReading:
    if written := next(_written_out(plain), None):
        day = _day(*written)
        return DayReading((day,)) if day else DayReading((), "rules.date_unreadable")
    if named := next(_named(plain), None):
        return _of_century(*named, window)
    if last := _YEAR_LAST.fullmatch(plain):
        one, two, year = (int(part) for part in last.groups())
        days = tuple(dict.fromkeys(day for day in (_day(year, one, two), _day(year, two, one)) if day))
        return DayReading(days, "" if len(days) == 1 else "rosters.date_ambiguous" if days else "rules.date_unreadable")
    if (short := _SHORT_YEAR.fullmatch(plain)) and int(short[1]) > 31:
        return _of_century(int(short[1]), int(short[2]), int(short[3]), window)
    if _SHORT_LAST.fullmatch(plain):
        return DayReading((), "rosters.date_ambiguous")
    if serial := _SERIAL.fullmatch(plain):
        return _of_serial(int(serial[1]), window, serials_1904)
    if numeric and _SERIAL_WITH_TIME.fullmatch(plain):
        return DayReading(_of_serial(int(plain.split(".")[0]), window, serials_1904).days, "rosters.date_with_time")
    return DayReading((), "rosters.date_without_day" if _WITHOUT_DAY.fullmatch(plain) else "rules.date_unreadable")


def _written_out(plain: str) -> Iterator[tuple[int, int, int]]:
    for shape in (_YEAR_FIRST, _COMPACT):
        if found := shape.fullmatch(plain):
            yield int(found[1]), int(found[2]), int(found[3])
    if found := _CHINESE.fullmatch(plain):
        year = int("".join(str(_NUMERALS[sign]) for sign in found[1]))
        yield year, _numeral(found[2]), _numeral(found[3])


def _named(plain: str) -> Iterator[tuple[int, int, int]]:
    """Yield year (two or four places), month and day where the month has a name."""
    for shape, year, month, day in ((_DAY_NAMED, 3, 2, 1), (_NAMED_DAY, 3, 1, 2), (_YEAR_NAMED, 1, 2, 3)):
        found = shape.fullmatch(plain)
        if found and (place := _month(found[month])):
            yield int(found[year]), place, int(found[day])


def _of_century(year: int, month: int, day: int, window: Window) -> DayReading:
    if year >= 100:
        whole = _day(year, month, day)
        return DayReading((whole,)) if whole else DayReading((), "rules.date_unreadable")
    found = [_day(century + year, month, day) for century in (1900, 2000)]
    days = tuple(each for each in found if each is not None and each in window)
    return DayReading(
        days, "" if len(days) == 1 else "rosters.date_two_digit_year" if days else "rules.date_unreadable"
    )


def _of_serial(serial: int, window: Window, serials_1904: bool | None) -> DayReading:
    systems = (False, True) if serials_1904 is None else (serials_1904,)
    counted = [_counted(serial, counts_1904=counts_1904) for counts_1904 in systems]
    days = tuple(day for day in counted if day in window)
    if not days:
        return DayReading((), "rules.date_unreadable")
    return DayReading(days, "rosters.date_serial" if serials_1904 is None else "")


def _counted(serial: int, *, counts_1904: bool) -> date:
    if counts_1904:
        return _EPOCH_1904 + timedelta(days=serial)
    return _EPOCH_1900 + timedelta(days=serial)


def _month(word: str) -> int:
    if word in _FULL_MONTHS:
        return _FULL_MONTHS.index(word) + 1
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS and word in (word[:3], "sept") else 0


def _numeral(text: str) -> int:
    """Return the number that Chinese numerals up to 三十一 mean, 0 for none."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMERALS.get(text, 0)
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (_NUMERALS.get(tens, 0) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
