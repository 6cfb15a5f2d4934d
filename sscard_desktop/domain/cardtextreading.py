# SPDX-License-Identifier: Apache-2.0
"""From the letters of one or two pages to what a document says: the pages' sides, the fields, what doesn't fit.

Answers for honesty: a field's confidence is what is left after everything on the document that speaks for or against it
has been heard, and what two pages say of different people or documents is told, never blended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sscard_desktop.domain.cardtext import Page
from sscard_desktop.domain.cardtextfields import (
    NOTHING_READ,
    PROBLEMS,
    SWAPPED,
    TERM_AGAINST_AGE,
    TWO_BACKS,
    TWO_DOCUMENTS,
    TWO_FRONTS,
    TWO_PERSONS,
    PageFound,
    lowered,
    read_fields,
)
from sscard_desktop.domain.cardtextplaces import Verdict
from sscard_desktop.domain.cardtextsides import SideFound, recognise
from sscard_desktop.domain.cardtextterm import agrees_with_age
from sscard_desktop.domain.cardtextwords import CardWords
from sscard_desktop.domain.document import DocumentReading, FieldReading, Layout, Side

_MENDED_PLACE = 0.85
_NO_PLACE = 0.85


def read_document(pages: Sequence[Page], words: CardWords, *, today: date) -> DocumentReading:
    """Return what the pages of one document say.

    Args:
        pages: one or two, held upright, in the order in which their pictures were given.
        words: what nations and countries are called.
        today: nobody is born later.
    """
    pages = [page.simplified() for page in pages]
    seen = [recognise(page) for page in pages]
    found = [read_fields(page, side, words, today=today) for page, side in zip(pages, seen, strict=True)]
    problems = [problem for each in found for problem in each.problems]
    problems += _belonging(seen, found)
    fields = _merged(found)
    if not fields:
        problems.append(NOTHING_READ)
    _hear_places(fields, words)
    layouts = [side.layout for side in sorted(seen, key=lambda side: -side.score) if side.layout is not None]
    if TERM_AGAINST_AGE not in problems and _term_against_age(layouts, fields):
        problems.append(TERM_AGAINST_AGE)
        for key in ("valid_from", "valid_to"):
            fields[key] = lowered(fields[key], 0.7)
    return DocumentReading(
        layout=layouts[0] if layouts else None,
        fields=fields,
        sides=tuple(side.side for side in seen),
        problems=tuple(sorted(set(problems), key=PROBLEMS.index)),
    )


# two pages together


def _belonging(seen: Sequence[SideFound], found: Sequence[PageFound]) -> list[str]:
    """Return what speaks against two pages being the two sides of one document."""
    if len(seen) != 2:
        return []
    problems = []
    first, second = seen
    if first.side is not None and first.side is second.side:
        problems.append(TWO_FRONTS if first.side is Side.FRONT else TWO_BACKS)
    if first.side is Side.BACK and second.side is Side.FRONT:
        problems.append(SWAPPED)
    if first.layout is not None and second.layout is not None and first.layout is not second.layout:
        problems.append(TWO_DOCUMENTS)
    for key in ("number", "name_en", "birth_date"):
        one, other = (each.fields.get(key) for each in found)
        if (
            one is not None
            and other is not None
            and one.value != other.value
            and min(one.confidence, other.confidence) > 0.6
        ):
            problems.append(TWO_PERSONS)
            break
    return problems


def _merged(found: Sequence[PageFound]) -> dict[str, FieldReading]:
    """Return each field once; where two pages have it, the likelier one, lowered where they differ."""
    fields: dict[str, FieldReading] = {}
    for each in found:
        for key, reading in each.fields.items():
            earlier = fields.get(key)
            if earlier is None:
                fields[key] = reading
                continue
            better = max(earlier, reading, key=lambda one: one.confidence)
            fields[key] = better if earlier.value == reading.value else lowered(better, 0.3)
    return fields


def _term_against_age(layouts: Sequence[Layout], fields: Mapping[str, FieldReading]) -> bool:
    if (
        not layouts
        or layouts[0] is not Layout.RESIDENT
        or not {"valid_from", "valid_to", "birth_date"} <= fields.keys()
    ):
        return False
    start, end, born = (fields[key].value for key in ("valid_from", "valid_to", "birth_date"))
    return not agrees_with_age(date.fromisoformat(start), end, date.fromisoformat(born))


def _hear_places(fields: dict[str, FieldReading], words: CardWords) -> None:
    """Settle address and authority by the places that there are, and by each other."""
    if not words.places:
        return
    address, authority = fields.get("address"), fields.get("authority")
    if address is not None:
        settled, verdict = words.places.settle(address.value)
        if verdict is Verdict.MENDED:
            seen = address.seen or address.value
            fields["address"] = replace(lowered(address, _MENDED_PLACE), value=settled, seen=seen)
        elif verdict is Verdict.DOUBTFUL:
            fields["address"] = lowered(address, _NO_PLACE)
    # Permits and foreigners' cards are issued by one office for the whole country.
    if authority is not None and "公安局" in authority.value and not authority.value.startswith("公安部"):
        home = fields["address"].value if address is not None else ""
        if not words.places.is_office_of(authority.value, home):
            fields["authority"] = lowered(authority, _NO_PLACE)


__all__ = [
    "NOTHING_READ",
    "PROBLEMS",
    "SWAPPED",
    "TERM_AGAINST_AGE",
    "TWO_BACKS",
    "TWO_DOCUMENTS",
    "TWO_FRONTS",
    "TWO_PERSONS",
    "read_document",
]
