# SPDX-License-Identifier: Apache-2.0
"""What each kind of field accepts (:data:`KINDS`); how it is spelled is :mod:`.kindspelling`'s.

Sources: GB/T 2260 and GB 11643 by way of ``idnumber``, 工信部's mobile number plan (11 places from 13 to 19).
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
from sscard_desktop.domain.kindspelling import MOBILE, codes_in, document_type_of, normalised
from sscard_desktop.domain.names import code_points, is_private_use, name_problems, pinyin_problems, plain
from sscard_desktop.domain.problems import Problem, Severity

EARLIEST = date(1850, 1, 1)
LATEST = date(2150, 12, 31)
"""A date outside is a slip of the hand: nobody at the counter was born, and no document lasts, beyond these."""

_LANDLINE = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})-[0-9]{7,8}(?:-[0-9]{1,6})?")
_POSTCODE = re.compile(r"[0-9]{6}")


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
    meant = codes_in(value, codes)
    if meant == value and all(code in codes for code in several(value)):
        return []
    known = all(code in codes for code in several(meant))
    return [Problem(spec.key, "rules.codes_unknown", proposal=meant if known and meant else None)]


def _check_flag(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    return [] if value in (YES, NO) else [Problem(spec.key, "rules.flag_unknown")]


def _check_mobile(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    if MOBILE.fullmatch(value):
        return []
    if value.isascii() and value.isdigit() and len(value) != 11:
        return [Problem(spec.key, "rules.mobile_length", params={"places": len(value)})]
    return [Problem(spec.key, "rules.mobile_shape")]


def _check_phone(spec: FieldSpec, value: str, context: KindContext) -> list[Problem]:
    if _LANDLINE.fullmatch(value) or MOBILE.fullmatch(value):
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
