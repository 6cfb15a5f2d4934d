# SPDX-License-Identifier: Apache-2.0
"""What each kind of field accepts (:data:`KINDS`), and what is stored from what was typed (:func:`normalised`).

Normalising only removes doubt about spelling (``x`` → ``X``, full-width digits, ``2035.7.17``); it never mends a value.
What it can't read it leaves for the check to find. Sources: GB/T 2260 and GB 11643 by way of ``idnumber``, 工信部's
mobile number plan (11 places from 13 to 19), seed chengdu-online-services for dates (``20281021`` or 长期).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import date

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.fields import LONG_TERM, NO, YES, FieldKind, FieldSpec, han_count, parse_date, several
from sscard_desktop.domain.names import code_points, is_private_use, name_problems, pinyin_problems, plain
from sscard_desktop.domain.problems import Problem, Severity

EARLIEST = date(1850, 1, 1)
LATEST = date(2150, 12, 31)
"""A date outside is a slip of the hand: nobody at the counter was born, and no document lasts, beyond these."""

AGENT_DOCUMENTS = {"id_card": "resident", "household_register": "resident", "passport": "passport"}
"""The agent's document type → the document type whose number rules apply (a 户口簿 carries the citizen's number)."""

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})-[0-9]{7,8}(?:-[0-9]{1,6})?")
_LANDLINE_DIGITS = re.compile(r"(0(?:10|2[0-9]|[3-9][0-9]{2}))([0-9]{7,8})")
_POSTCODE = re.compile(r"[0-9]{6}")
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


@dataclass(frozen=True, slots=True)
class KindContext:
    """What a field's check may look at besides the value.

    Attributes:
        values: the record's values.
        code_lists: the profile's code lists by name.
        today: day of collection.
        divisions: all division codes that exist or existed.
        unprintable: characters of the record that no bundled font can print.
    """

    values: Mapping[str, str]
    code_lists: Mapping[str, CodeList]
    today: date
    divisions: Container[str]
    unprintable: tuple[str, ...] = ()


def check_kind(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    """Return what is wrong with a field's value by its kind and limits; an empty value has no problems of its own."""
    if not value:
        return []
    if not value.isprintable() and any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in value):
        return [Problem(spec.key, "rules.control_character", proposal=normalised(spec, value, context.values) or None)]
    counted = spec.kind is FieldKind.DIGITS and value.isascii() and value.isdigit()
    if spec.max_chars and len(value) > spec.max_chars:
        if counted:
            return [Problem(spec.key, "rules.too_many_digits", params={"count": len(value), "limit": spec.max_chars})]
        return [Problem(spec.key, "rules.too_long", params={"count": len(value), "limit": spec.max_chars})]
    if spec.max_han and han_count(value) > spec.max_han:
        count = f"{han_count(value):g}"
        return [Problem(spec.key, "rules.too_many_han", params={"count": count, "limit": spec.max_han})]
    problems = KINDS[spec.kind](spec, value, context)
    if not problems and len(value) < spec.min_chars:
        if counted:
            return [Problem(spec.key, "rules.too_few_digits", params={"count": len(value), "limit": spec.min_chars})]
        return [Problem(spec.key, "rules.too_short", params={"count": len(value), "limit": spec.min_chars})]
    return problems


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
        return _several(stored, codes)
    if codes is not None and stored not in codes:
        meant = codes.find(stored)
        return meant.code if meant else stored
    return stored


def document_type_of(spec: FieldSpec, values: Mapping[str, str]) -> str:
    """Return the document type whose rules a number field follows."""
    if spec.document == "agent":
        return AGENT_DOCUMENTS.get(values.get("agent_document_type", ""), "other")
    return values.get("document_type", "")


# ── checks ────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_text(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    if value != value.strip():
        return [Problem(spec.key, "rules.outer_blanks", proposal=value.strip())]
    if value.isprintable():
        return []
    private = sorted(filter(is_private_use, set(value)))
    if not private:
        return []
    return [
        Problem(spec.key, "rules.private_use", Severity.WARNING, {"codes": code_points(private)}, proposal=plain(value))
    ]


def _check_name(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    return name_problems(spec.key, value, unprintable=context.unprintable)


def _check_pinyin(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    return pinyin_problems(spec.key, value)


def _check_number(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    return idnumber.check_number(
        document_type_of(spec, context.values),
        value,
        today=context.today,
        divisions=context.divisions,
        key=spec.key,
    )


def _check_date(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    day = parse_date(value)
    if day is None:
        return [Problem(spec.key, "rules.date_unreadable")]
    if not EARLIEST <= day <= LATEST:
        return [Problem(spec.key, "rules.date_implausible", params={"year": day.year})]
    return []


def _check_expiry(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    if value == LONG_TERM:
        return []
    if parse_date(value) is None:
        return [Problem(spec.key, "rules.expiry_unreadable")]
    return _check_date(spec, value, context)


def _check_code(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    codes = context.code_lists[spec.code_list]
    if value in codes:
        return []
    if spec.key == "document_type" and value in idnumber.DOCUMENT_TYPES:
        # What the reader told is no slip of the hand: this city's notice doesn't take such documents.
        return [Problem(spec.key, "rules.identity_not_taken")]
    meant = codes.find(value)
    return [Problem(spec.key, "rules.code_unknown", proposal=meant.code if meant else None)]


def _check_codes(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    codes = context.code_lists[spec.code_list]
    meant = _several(value, codes)
    if meant == value and all(code in codes for code in several(value)):
        return []
    known = all(code in codes for code in several(meant))
    return [Problem(spec.key, "rules.codes_unknown", proposal=meant if known and meant else None)]


def _check_flag(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    return [] if value in (YES, NO) else [Problem(spec.key, "rules.flag_unknown")]


def _check_mobile(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    if _MOBILE.fullmatch(value):
        return []
    if value.isascii() and value.isdigit() and len(value) != 11:
        return [Problem(spec.key, "rules.mobile_length", params={"places": len(value)})]
    return [Problem(spec.key, "rules.mobile_shape")]


def _check_phone(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    if _LANDLINE.fullmatch(value) or _MOBILE.fullmatch(value):
        return []
    return [Problem(spec.key, "rules.phone_shape")]


def _check_postcode(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    return [] if _POSTCODE.fullmatch(value) and value != "000000" else [Problem(spec.key, "rules.postcode_shape")]


def _check_address(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    if not any(character.isalpha() or is_private_use(character) for character in value):
        return [Problem(spec.key, "rules.address_without_words")]
    return _check_text(spec, value, context)


def _check_digits(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    return [] if value.isascii() and value.isdigit() else [Problem(spec.key, "rules.digits_only")]


KINDS: Mapping[FieldKind, Callable[[FieldSpec, str, KindContext], list[Problem]]] = {
    FieldKind.TEXT: _check_text,
    FieldKind.NAME: _check_name,
    FieldKind.PINYIN: _check_pinyin,
    FieldKind.NUMBER: _check_number,
    FieldKind.DATE: _check_date,
    FieldKind.EXPIRY: _check_expiry,
    FieldKind.CODE: _check_code,
    FieldKind.CODES: _check_codes,
    FieldKind.FLAG: _check_flag,
    FieldKind.MOBILE: _check_mobile,
    FieldKind.PHONE: _check_phone,
    FieldKind.POSTCODE: _check_postcode,
    FieldKind.ADDRESS: _check_address,
    FieldKind.DIGITS: _check_digits,
    FieldKind.UNIT: _check_text,
}
"""Kind → check of a value that isn't empty and is within its limits; every kind has one."""


# ── spelling ──────────────────────────────────────────────────────────────────────────────────────────────────


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


def _several(text: str, codes: CodeList) -> str:
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
    if _MOBILE.fullmatch(mobile):
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
