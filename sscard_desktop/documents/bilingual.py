# SPDX-License-Identifier: Apache-2.0
"""Forms for people who may not read Chinese: the form's own words get their English beneath or beside them.

The words come from a list, Chinese → English (``forms/english.toml``, and one of that name beside a city's own form),
so that every form of every city has them without being written twice. Values stay as they are: a bureau reads them.
Refused: an English word that costs the Chinese one its legibility. Where both have no room the Chinese stands alone; no
form fails to print because of a translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sscard_desktop.documents import elements
from sscard_desktop.documents.elements import Element
from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.formwords import Pages
from sscard_desktop.documents.layout import lay_out
from sscard_desktop.documents.marks import POINTS_PER_MM, TextMark
from sscard_desktop.documents.placing import Sheet
from sscard_desktop.documents.tableelements import Table
from sscard_desktop.documents.template import FormTemplate
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.tomlsource import parse_bytes
from sscard_desktop.services.ports import FormContent

ENGLISH_FILE = "english.toml"
LEAST_PT = 5.5
"""Smaller than this nobody reads either language."""
_MOST_CHARACTERS = 1000
_SIDE_MM, _SIDE_PT = 18.0, 7.5
"""So narrow is a heading at the side of a form, and so large at most in two languages."""
_SIGNED_SHARE = 0.5
"""Where a label was short, it may take so much of its line."""


def read_english(content: bytes, *, file: str) -> dict[str, str]:
    """Return the list: Chinese, without line breaks and marks of duty, → English.

    Raises:
        InvalidInputError: ``toml.*``; ``template.bad_value`` (``file``, ``line``, ``key``) for what is no text.
    """
    source = parse_bytes(content, file=file)
    found: dict[str, str] = {}
    for chinese, english in source.data.items():
        if not isinstance(english, str) or not 0 < len(english) <= _MOST_CHARACTERS:
            raise InvalidInputError(
                "template.bad_value", file=file, line=source.line_of((chinese,)), key=chinese, expected="text"
            )
        found[plain(chinese)] = english
    return found


def plain(words: str) -> str:
    """Return words as they are looked up: in one line, without ``*`` for duty and the colon at their end."""
    return "".join(words.split()).lstrip("*").rstrip("：:")


def in_both(template: FormTemplate, english: Mapping[str, str], fonts: Fonts) -> FormTemplate:
    """Return a form whose words stand in Chinese and English, as far as the list and the room go."""
    sheet = Sheet(template.title, _NOBODY, fonts)
    return replace(template, elements=tuple(_in_both(each, english, sheet) for each in template.elements))


def _in_both(element: Element, english: Mapping[str, str], sheet: Sheet) -> Element:
    if isinstance(element, Table):
        return _table(element, english, sheet)
    key = "text" if isinstance(element, elements.Text) else "label"
    words = getattr(element, key, "")
    told = english.get(plain(words)) if isinstance(words, str) else None
    if told is None or isinstance(element, elements.Watermark | elements.Legend | elements.PageNumber):
        return element
    best, best_pt = element, LEAST_PT - 0.01
    for candidate in _candidates(element, key, words, told, sheet):
        size_pt = _size(candidate, sheet)
        if size_pt > best_pt:
            best, best_pt = candidate, size_pt
    return best


def _candidates(element: Element, key: str, words: str, told: str, sheet: Sheet) -> Iterator[Element]:
    """Yield the element with its English beneath, and beside."""
    if isinstance(element, elements.Signature):
        yield from _signature(element, told, sheet)
        return
    beneath, beside = f"{words}\n{told}", f"{words.replace(chr(10), '')}  {told}"
    if not isinstance(element, elements.Text):
        yield _saying(element, key, beneath)
        # Broken somewhere else it would stand closer to its frame than what is broken between the languages.
        one_line = _saying(element, key, beside)
        if len(_words_of(one_line, sheet)) == 1:
            yield one_line
        return
    # A heading at the side has no room to spare at its left and right; Latin letters aren't set wide.
    size_pt = min(element.size_pt, _SIDE_PT) if element.w_mm <= _SIDE_MM else element.size_pt
    for text in (beneath, beside):
        yield replace(element, text=text, size_pt=size_pt, floor_pt=min(element.floor_pt, LEAST_PT), spacing_pt=0.0)


def _saying(element: Element, key: str, words: str) -> Element:
    changed: dict[str, Any] = {key: words}
    return replace(element, **changed)


def _signature(element: elements.Signature, told: str, sheet: Sheet) -> Iterator[Element]:
    """Yield a label no wider than it was: what is left of the line is what people sign on."""
    both = f"{element.label.rstrip('：:')} {told}："
    widths = [sheet.fonts.width(text, element.size_pt, Weight.REGULAR) for text in (element.label, both)]
    size_pt = int(element.size_pt * widths[0] / widths[1] * 4) / 4
    room_pt = element.w_mm * POINTS_PER_MM * _SIGNED_SHARE
    if size_pt < LEAST_PT < room_pt * element.size_pt / widths[1]:
        size_pt = min(element.size_pt, int(room_pt * element.size_pt / widths[1] * 4) / 4)
    if size_pt >= LEAST_PT:
        yield replace(element, label=both, size_pt=size_pt)


def _size(element: Element, sheet: Sheet) -> float:
    """Return the size of the smallest words of an element, 0 where they have no room."""
    return min((mark.size_pt for mark in _words_of(element, sheet)), default=0.0)


def _words_of(element: Element, sheet: Sheet) -> list[TextMark]:
    """Return an element's words as they would be set, none where they have no room."""
    try:
        marks = lay_out((replace(element, pages=Pages.ALL),), sheet)
    except InvalidInputError:
        return []
    return [mark for mark in marks if isinstance(mark, TextMark)]


def _table(table: Table, english: Mapping[str, str], sheet: Sheet) -> Table:
    columns = tuple(
        replace(column, header=f"{column.header}\n{told}") if (told := english.get(plain(column.header))) else column
        for column in table.columns
    )
    both = replace(table, columns=columns)
    return both if _size(both, sheet) >= LEAST_PT else table


_NOBODY = FormContent(values={}, codes={}, pictures={}, personal_code="", printed_on=date.min, specimen=True)
