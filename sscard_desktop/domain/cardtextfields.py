# SPDX-License-Identifier: Apache-2.0
"""From the letters of one page to its fields, each as sure as what else stands on the page allows.

Birth date and sex stand twice on most documents, printed and in the number, which has a check character: what agrees is
sure, what differs is told and neither is believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from sscard_desktop.domain.cardtext import Page
from sscard_desktop.domain.cardtextback import read_back
from sscard_desktop.domain.cardtextfront import FrontFound, read_front
from sscard_desktop.domain.cardtextnumber import AGREED, NumberFound
from sscard_desktop.domain.cardtextpassport import PassportFound, read_passport
from sscard_desktop.domain.cardtextpermits import PermitFound, read_foreign, read_pass
from sscard_desktop.domain.cardtextsides import SideFound
from sscard_desktop.domain.cardtextterm import (
    PASS_YEARS,
    RESIDENCE_YEARS,
    RESIDENT_YEARS,
    TermFound,
    ends,
)
from sscard_desktop.domain.cardtextwords import CardWords, Words
from sscard_desktop.domain.document import FieldReading, Layout, Side

TWO_FRONTS = "two_fronts"
TWO_BACKS = "two_backs"
TWO_PERSONS = "two_persons"
TWO_DOCUMENTS = "two_documents"
SWAPPED = "sides_swapped"
NOTHING_READ = "nothing_read"
BIRTH_DIFFERS = "birth_number_differ"
SEX_DIFFERS = "sex_number_differ"
NUMBER_UNSOUND = "number_unsound"
TERM_AGAINST_AGE = "term_age_differ"
PROBLEMS = (
    TWO_PERSONS, TWO_DOCUMENTS, TWO_FRONTS, TWO_BACKS, SWAPPED, NOTHING_READ,
    NUMBER_UNSOUND, BIRTH_DIFFERS, SEX_DIFFERS, TERM_AGAINST_AGE,
)  # fmt: skip
"""Keys of messages ``document.problem.<problem>``, worst first."""

_PASS_ZONE = re.compile(r"C[A-Z]([HM]?[0-9]{8})[0-9]{0,2}<")
_BY_NUMBER = 0.85
_AGAINST_NUMBER = 0.3
_CONCLUDED = 0.97


@dataclass(slots=True)
class PageFound:
    """One page's fields, and what is wrong with them."""

    fields: dict[str, FieldReading] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def put(self, key: str, words: Words | None, side: Side, *, most: float = 1.0) -> None:
        """Take a field's text with the confidence that its letters give it."""
        if words is not None and words.value:
            self.fields[key] = FieldReading(words.value, min(words.odds, most), side, words.seen)


def read_fields(page: Page, kind: SideFound, words: CardWords, *, today: date) -> PageFound:
    """Return what one page says, as the document that it is."""
    match kind.layout, kind.side:
        case (Layout.RESIDENT | Layout.HMT_RESIDENCE as layout, Side.FRONT):
            return _front(read_front(page, words, today=today), layout)
        case (Layout.RESIDENT | Layout.HMT_RESIDENCE as layout, Side.BACK):
            return _back(page, layout)
        case (Layout.HMT_PASS, Side.FRONT):
            return _permit(read_pass(page), today)
        case (Layout.HMT_PASS, Side.BACK):
            return _pass_back(page)
        case (Layout.FOREIGN_PERMANENT, Side.FRONT | Side.BACK as side):
            return _permit(read_foreign(page, words, today=today), today, side)
        case (Layout.PASSPORT, _):
            return _passport(read_passport(page, today=today))
        case _:
            return PageFound()


def _permit(read: PermitFound, today: date, side: Side = Side.FRONT) -> PageFound:
    """Take a permit's entries; birth date and sex are heard against a number that carries them."""
    found = PageFound()
    found.put("document_type", Words(read.document_type, 0.99), side)
    for key, words in (
        ("name", read.name),
        ("name_en", read.name_en),
        ("country", read.country),
        ("authority", read.authority),
        ("sex", read.sex),
    ):
        found.put(key, words, side, most=0.99)
    if read.birth is not None and read.birth.day <= today:
        found.put("birth_date", Words(read.birth.day.isoformat(), read.birth.odds), side, most=0.98)
    _put_term(found, read.term, side)
    number = read.number
    if number is not None:
        found.fields["number"] = FieldReading(number.value, number.confidence, side, number.seen)
        if not number.sound:
            found.problems.append(NUMBER_UNSOUND)
        _hear_number(found, read.document_type, number)
    return found


def _hear_number(found: PageFound, document_type: str, number: NumberFound) -> None:
    """Lower, or raise, birth date and sex by a permanent residence number that carries both."""
    if not number.sound or document_type != "foreign_permanent" or number.confidence < AGREED:
        return
    for key in ("birth_date", "sex", "country"):
        if key in found.fields and (key != "country" or number.value[:3] == found.fields[key].value):
            found.fields[key] = replace(found.fields[key], confidence=AGREED)


def _pass_back(page: Page) -> PageFound:
    """Take the number in the machine-readable lines of a travel permit: for telling two people's pictures apart."""
    found = PageFound()
    for row in page.rows():
        match = _PASS_ZONE.match(row.text)
        if match is not None:
            found.put("number", Words(match[1], 0.7), Side.BACK)
    return found


def _passport(read: PassportFound) -> PageFound:
    found = PageFound()
    found.put("document_type", Words("passport", 0.99 if read.zone is not None else 0.8), Side.FRONT)
    for key, words in (
        ("number", read.number),
        ("country", read.nationality),
        ("name", read.name),
        ("name_en", read.name_en),
        ("sex", read.sex),
        ("birth_date", read.birth_date),
        ("valid_from", read.valid_from),
        ("valid_to", read.valid_to),
    ):
        found.put(key, words, Side.FRONT)
    start, end = (found.fields.get(key) for key in ("valid_from", "valid_to"))
    if start is not None and end is not None and end.confidence > 0.9:
        first, last = date.fromisoformat(start.value), date.fromisoformat(end.value)
        fits = any(last in ends(first, years) for years in PASS_YEARS)
        found.fields["valid_from"] = replace(start, confidence=0.99 if fits else min(start.confidence, 0.85))
    if read.zone is not None and read.zone.failed_checks:
        found.problems.append(NUMBER_UNSOUND)
    return found


def _front(read: FrontFound, layout: Layout) -> PageFound:
    found = PageFound()
    resident = layout is Layout.RESIDENT
    known = Words("resident" if resident else "hmt_residence", 0.99 if read.labels > 2 else 0.8)
    found.put("document_type", known, Side.FRONT)
    if resident:
        found.put("country", Words("CHN", known.odds), Side.FRONT)
        found.put("nation", read.nation, Side.FRONT)
    found.put("name", read.name, Side.FRONT)
    found.put("address", read.address, Side.FRONT)
    number = read.number
    if number is not None:
        found.fields["number"] = FieldReading(number.value, number.confidence, Side.FRONT, number.seen)
        if not number.sound:
            found.problems.append(NUMBER_UNSOUND)
    _birth_and_sex(read, found)
    return found


def _birth_and_sex(read: FrontFound, found: PageFound) -> None:
    """Take birth date and sex as printed, heard against the number where that is sound."""
    number = read.number if read.number is not None and read.number.sound else None
    told = number.birth_date if number is not None else None
    birth = read.births[0] if read.births else None
    if number is None or told is None:
        if birth is not None:
            found.put("birth_date", Words(birth.day.isoformat(), birth.odds), Side.FRONT, most=0.97)
        found.put("sex", read.sex, Side.FRONT, most=0.98)
        return
    trust = number.confidence
    if birth is None:
        found.put("birth_date", Words(told.isoformat(), _BY_NUMBER * trust), Side.FRONT)
    elif birth.day == told:
        found.put("birth_date", Words(told.isoformat(), max(birth.odds, trust)), Side.FRONT)
    elif birth.odds_of(told) > 1e-4:
        # The number has a check character, the line of the birth date has none.
        found.put("birth_date", Words(told.isoformat(), _CONCLUDED * trust, birth.day.isoformat()), Side.FRONT)
    else:
        found.problems.append(BIRTH_DIFFERS)
        # The surer of the two is proposed, and neither believed.
        surer = birth.day if birth.odds > 0.9 else told
        found.put("birth_date", Words(surer.isoformat(), _AGAINST_NUMBER), Side.FRONT)
        found.fields["number"] = lowered(found.fields["number"], 0.5)
    if read.sex is None:
        found.put("sex", Words(number.sex, _BY_NUMBER * trust), Side.FRONT)
    elif read.sex.value == number.sex:
        found.put("sex", Words(number.sex, max(read.sex.odds, trust)), Side.FRONT)
    elif read.sex.odds < 0.5:
        found.put("sex", Words(number.sex, _CONCLUDED * trust, "男" if read.sex.value == "1" else "女"), Side.FRONT)
    else:
        found.problems.append(SEX_DIFFERS)
        found.put("sex", Words(read.sex.value, _AGAINST_NUMBER), Side.FRONT)
        found.fields["number"] = lowered(found.fields["number"], 0.5)


def _back(page: Page, layout: Layout) -> PageFound:
    resident = layout is Layout.RESIDENT
    read = read_back(page, years=RESIDENT_YEARS if resident else RESIDENCE_YEARS, may_be_long=resident)
    found = PageFound()
    found.put("authority", read.authority, Side.BACK)
    found.put("pass_number", read.pass_number, Side.BACK, most=0.95)
    _put_term(found, read.term, Side.BACK)
    return found


def _put_term(found: PageFound, term: TermFound | None, side: Side) -> None:
    """Take a validity's two ends."""
    if term is None:
        return
    if term.start is not None:
        found.put("valid_from", Words(term.start.isoformat(), term.start_odds), side)
    found.put("valid_to", Words(term.end, term.end_odds, term.seen_end), side)


def lowered(reading: FieldReading, most: float) -> FieldReading:
    """Return a reading with at most that confidence."""
    return FieldReading(reading.value, min(reading.confidence, most), reading.side, reading.seen)
