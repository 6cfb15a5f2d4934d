# SPDX-License-Identifier: Apache-2.0
"""What is stored from what was typed in a field of each kind.

Normalising only removes doubt about spelling (``x`` → ``X``, full-width digits, ``2035.7.17``); it never mends a value.
What it can't read it leaves for the check of its kind to find. Sources: 工信部's mobile number plan (11 places from 13
to 19), seed chengdu-online-services for dates (``20281021`` or 长期).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.fields import LONG_TERM, NO, YES, FieldKind, FieldSpec

AGENT_DOCUMENTS = {"id_card": "resident", "household_register": "resident", "passport": "passport"}
"""The agent's document type → the document type whose number rules apply (a 户口簿 carries the citizen's number)."""

MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE_DIGITS = re.compile(r"(0(?:10|2[0-9]|[3-9][0-9]{2}))([0-9]{7,8})")
_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"|(?P<mark>[-/. ])(?P<month_2>[0-9]{1,2})(?P=mark)(?P<day_2>[0-9]{1,2})"
    r"|年(?P<month_3>[0-9]{1,2})月(?P<day_3>[0-9]{1,2})日?)"
)
_SEPARATORS = re.compile(r"[,，、;；/]")
_COUNTRY_PREFIX = re.compile(r"(?:\+|00)?86(?=1[3-9][0-9]{9}$)")
_LONG_TERM_WORDS = frozenset({"长期", "长期有效", "cq", "long", "long-term", "long term", LONG_TERM})
_YES_WORDS = frozenset({YES, "y", "true", "1", "是", "同意"})
_NO_WORDS = frozenset({NO, "n", "false", "0", "否", "不同意"})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－−", "-"))
_DOTS = str.maketrans(dict.fromkeys("•‧∙⋅・･．●", "·"))
"""What keyboards and other systems write for the middle dot between the parts of a name (U+00B7 on the card)."""
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF10, 0xFF5B) if chr(full - 0xFEE0).isalnum()}


def normalised(
    spec: FieldSpec, text: str, values: Mapping[str, str], *, code_lists: Mapping[str, CodeList] | None = None
) -> str:
    """Return what is stored from what was typed; doing it twice changes nothing.

    Args:
        spec: the field.
        text: as typed, scanned or read from a cell.
        values: the record's other values: how a number is spelled depends on the document's type.
        code_lists: the profile's; with them a label or alias (``汉族``) becomes its code.
    """
    stored = _NORMALISERS.get(spec.kind, _plain)(spec, text, values)
    codes = (code_lists or {}).get(spec.code_list)
    if codes is not None and spec.kind is FieldKind.CODES:
        return codes_in(stored, codes)
    if codes is not None and stored not in codes:
        meant = codes.find(stored)
        return meant.code if meant else stored
    return stored


def document_type_of(spec: FieldSpec, values: Mapping[str, str]) -> str:
    """Return the document type whose rules a number field follows."""
    if spec.document == "agent":
        return AGENT_DOCUMENTS.get(values.get("agent_document_type", ""), "other")
    return values.get("document_type", "")


def _plain(spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    """One line, no invisible marks, single blanks, half-width digits and letters; Chinese punctuation stays."""
    half = text if text.isascii() else text.translate(_HALF_WIDTH)
    if half.isprintable():
        return " ".join(half.split())
    shown = (" " if unicodedata.category(c) in {"Cc", "Zs", "Zl", "Zp"} else c for c in half)
    return " ".join("".join(c for c in shown if unicodedata.category(c) not in {"Cf", "Cs"}).split())


def _name(spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    return _plain(spec, text, values).translate(_DOTS)


def _pinyin(spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    return _name(spec, text, values).upper()


def _number(spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    if document_type_of(spec, values) == "other":
        return _plain(spec, text, values)
    return idnumber.normalise(text)


def _date(spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    plain = _plain(spec, text, values).translate(_DASHES).replace("．", ".").replace("／", "/")
    match = _DATE.fullmatch(plain)
    if match is None:
        return plain
    year, month, day = (
        next(int(part) for part in (match[name] for name in names) if part)
        for names in (("year",), ("month", "month_2", "month_3"), ("day", "day_2", "day_3"))
    )
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return plain


def _expiry(spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    plain = _plain(spec, text, values)
    return LONG_TERM if plain.casefold() in _LONG_TERM_WORDS else _date(spec, text, values)


def _flag(spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    word = _plain(spec, text, values).casefold()
    return YES if word in _YES_WORDS else NO if word in _NO_WORDS else word


def codes_in(text: str, codes: CodeList) -> str:
    """Return the codes that a text names, in the list's order; what names none stays behind them."""
    named = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
    found = [codes.find(part) for part in named]
    meant = {entry.code for entry in found if entry is not None}
    unknown = [part for part, entry in zip(named, found, strict=True) if entry is None]
    return ",".join(dict.fromkeys([*(entry.code for entry in codes.entries if entry.code in meant), *unknown]))


def _digits(spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    return _plain(spec, text, values).replace(" ", "")


def _mobile(spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    dense = re.sub(r"[-() （）]", "", _plain(spec, text, values).translate(_DASHES).replace("＋", "+"))
    return _COUNTRY_PREFIX.sub("", dense)


def _phone(spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    mobile = _mobile(spec, text, values)
    if MOBILE.fullmatch(mobile):
        return mobile
    plain = re.sub(r"[() （）]+", "-", _plain(spec, text, values).translate(_DASHES)).strip("-")
    plain = re.sub("-{2,}", "-", plain)
    match = _LANDLINE_DIGITS.fullmatch(plain)
    return f"{match[1]}-{match[2]}" if match else plain


_NORMALISERS: Mapping[FieldKind, Callable[[FieldSpec, str, Mapping[str, str]], str]] = {
    FieldKind.NAME: _name,
    FieldKind.PINYIN: _pinyin,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.EXPIRY: _expiry,
    FieldKind.FLAG: _flag,
    FieldKind.MOBILE: _mobile,
    FieldKind.PHONE: _phone,
    FieldKind.POSTCODE: _digits,
    FieldKind.DIGITS: _digits,
}
