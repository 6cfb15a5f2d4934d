# SPDX-License-Identifier: Apache-2.0
"""Document numbers: what is wrong with one, and what it says about its holder.

Answers for the shapes, check characters and dates of the numbers that a profile's document types can have, keyed by
the type's code (``resident``, ``passport``, ``foreign_permanent``, ``hmt_residence``, ``hk_macau_pass``,
``taiwan_pass``, ``other``). Findings are :class:`~sscard_desktop.domain.problems.Problem` values that never repeat the
number. Refuses to mend anything: a 15-place number is upgraded as a *proposal* only, and the check character that would
have been right is not told, because a clerk would type it instead of looking at the card again.

Sources: GB 11643-1999 (citizens), the 2017 and 2023 schemes of 外国人永久居留身份证 (公安部; 国家移民管理局),
港澳台居民居住证申领发放办法 (810000/820000/830000), ICAO 9303 for passports.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container
from datetime import date

from sscard_desktop.domain.checkdigits import mod_11_2, weights_7_3_1
from sscard_desktop.domain.problems import Problem, Severity

HMT_PREFIXES = ("810000", "820000", "830000")
"""Hong Kong, Macau, Taiwan: the first six places of a residence permit's number."""

MAX_AGE_YEARS = 150
"""A birth date further back than this is a slip of the hand, not a person at the counter."""

_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_FIFTEEN = re.compile(r"[0-9]{15}")
_FOREIGNER_2017 = re.compile(r"[A-Z]{3}[0-9]{12}")
_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,15}")
_HK_MACAU_PASS = re.compile(r"[HM][0-9]{8}(?P<renewal>[0-9]{2})?")
_TAIWAN_PASS = re.compile(r"[0-9]{8}(?P<renewal>[0-9]{2})?")
_OTHER = re.compile(r"[^\x00-\x1f\x7f]{1,40}")
_FOREIGNER_SOCIAL_SECURITY = re.compile(r"[A-Z]{3}[0-9A-Z]{15}")

_CENTENARIAN_SEQUENCES = ("996", "997", "998", "999")


def normalise(text: str) -> str:
    """Return a typed or scanned number as it is stored: ASCII, upper case, without blanks, dashes and invisible marks.

    Full-width forms become ASCII, so ``１１０１０５ 19491231-002x`` becomes ``11010519491231002X``. Everything else
    stays for the check to find. Doing it twice changes nothing.
    """
    if text.isascii() and text.isalnum():
        return text.upper()
    kept: list[str] = []
    for place in text:
        if "\uff01" <= place <= "\uff5e":
            place = chr(ord(place) - 0xFEE0)
        # Zs, Cc: blanks, tabs, line ends; Cf: marks that come along when a number is pasted; Pd: dashes of any length
        if unicodedata.category(place) in {"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"} or place == "\u2212":
            continue
        kept.append(place.upper() if "a" <= place <= "z" else place)
    return "".join(kept)


def check_number(
    document_type: str, text: str, *, today: date, divisions: Container[str], key: str = "number"
) -> list[Problem]:
    """Return what is wrong with a document number, worst first; an empty text has no problems of its own.

    Args:
        document_type: code of the document type; an unknown code is treated as ``other``.
        text: the number, normalised or as typed.
        today: day of collection; birth dates after it are refused.
        divisions: all six-place division codes that exist or existed (GB/T 2260); an unknown one is a warning, as old
            codes are known to be missing from every published list.
        key: the field that the problems belong to (a guardian's number has another).
    """
    number = normalise(text)
    if not number:
        return []
    check = _CHECKS.get(document_type, _check_other)
    return [_problem(key, *finding) for finding in check(number, today, divisions)]


def propose_eighteen(fifteen: str) -> str | None:
    """Return the 18-place form of a 15-place citizen number, or ``None`` where it can't be known.

    GB 11643-1999: insert ``19`` after the division code and append the check character. Sequences 996–999 were given
    to people born in the 1800s, so for them nothing is proposed. Always ask before using the answer.
    """
    if not _FIFTEEN.fullmatch(fifteen) or fifteen[12:] in _CENTENARIAN_SEQUENCES:
        return None
    seventeen = f"{fifteen[:6]}19{fifteen[6:]}"
    if _date(seventeen[6:14]) is None:
        return None
    return seventeen + mod_11_2(seventeen)


def check_character_fits(document_type: str, number: str) -> bool:
    """Return whether a number that must carry a check character has its shape and carries the right one.

    Only for the types that have one (``resident``, ``hmt_residence``, ``foreign_permanent``); false for all others.
    """
    number = normalise(number)
    if document_type == "foreign_permanent" and _FOREIGNER_2017.fullmatch(number):
        return weights_7_3_1(number[:14]) == number[14]
    return document_type in _CARRY_BIRTH and bool(_EIGHTEEN.fullmatch(number)) and mod_11_2(number[:17]) == number[17]


def former_foreign_number(number: str, nationality: str, related: str) -> str | None:
    """Return the 15-place number that a holder of a 2023 foreign permanent residence card had before, or ``None``.

    Args:
        number: the 18-place number.
        nationality: alpha-3 code on the card.
        related: 既往版本号码关联项, three digits: two of the old place of application, one of the old sequence.

    The old number is nationality, province and place, birth date, sequence and a check digit.
    """
    if not (re.fullmatch("[A-Z]{3}", nationality) and re.fullmatch("[0-9]{3}", related)):
        return None
    if not (_EIGHTEEN.fullmatch(number) and number.startswith("9")):
        return None
    fourteen = nationality + number[1:3] + related[:2] + number[8:14] + related[2]
    return fourteen + weights_7_3_1(fourteen)


def birth_date(document_type: str, number: str) -> date | None:
    """Return the birth date that the number carries, or ``None``.

    A 2017 foreign permanent residence number has a two-digit year, which doesn't tell the century: ``None``; ask
    :func:`agrees_with_birth` instead. The number isn't checked beyond what is needed to read the date.
    """
    number = normalise(number)
    if document_type in _CARRY_BIRTH and _EIGHTEEN.fullmatch(number):
        return _date(number[6:14])
    return None


def agrees_with_birth(document_type: str, number: str, birth: date) -> bool:
    """Return whether ``birth`` may be the birth date behind ``number``; true where the number doesn't tell."""
    number = normalise(number)
    if document_type == "foreign_permanent" and _FOREIGNER_2017.fullmatch(number):
        return number[7:13] == birth.strftime("%y%m%d")
    told = birth_date(document_type, number)
    return told is None or told == birth


def sex(document_type: str, number: str) -> str | None:
    """Return the sex that the number carries (GB/T 2261.1: ``1`` male, ``2`` female), or ``None``."""
    number = normalise(number)
    if document_type in _CARRY_BIRTH and _EIGHTEEN.fullmatch(number):
        return _sex_of(number[16])
    if document_type == "foreign_permanent" and _FOREIGNER_2017.fullmatch(number):
        return _sex_of(number[13])
    return None


def foreigner_social_security_plausible(text: str) -> bool:
    """Return whether ``text`` has the shape of a foreigner's 18-place social security number.

    Three letters for the country and 15 letters or digits (annex of 人社部令第16号, 2011). There is no check digit, so
    this never says that a number is right.
    """
    return _FOREIGNER_SOCIAL_SECURITY.fullmatch(normalise(text)) is not None


_Finding = tuple[str, Severity, dict[str, str | int], str | None]


def _finding(
    code: str, severity: Severity = Severity.ERROR, *, proposal: str | None = None, **params: str | int
) -> _Finding:
    return (f"idnumber.{code}", severity, params, proposal)


def _problem(key: str, code: str, severity: Severity, params: dict[str, str | int], proposal: str | None) -> Problem:
    return Problem(key, code, severity, params, proposal=proposal)


def _check_resident(number: str, today: date, divisions: Container[str]) -> list[_Finding]:
    if _FIFTEEN.fullmatch(number):
        return [_fifteen_places(number)]
    wrong = _shape_of_eighteen(number)
    if wrong:
        return wrong
    if number.startswith(HMT_PREFIXES):
        return [_finding("belongs_to_hmt")]
    if number.startswith("9"):
        return [_finding("belongs_to_foreigner")]
    findings = _check_character_and_birth(number, today)
    if number[:6] not in divisions:
        findings.append(_finding("division_unknown", Severity.WARNING, division=number[:6]))
    return findings


def _fifteen_places(number: str) -> _Finding:
    proposal = propose_eighteen(number)
    if proposal is not None:
        return _finding("fifteen_places", Severity.QUESTION, proposal=proposal)
    if number[12:] in _CENTENARIAN_SEQUENCES:
        return _finding("fifteen_places_centenarian")
    return _finding("birth_date")


def _check_foreign_permanent(number: str, today: date, divisions: Container[str]) -> list[_Finding]:
    if _FOREIGNER_2017.fullmatch(number):
        findings = []
        if weights_7_3_1(number[:14]) != number[14]:
            findings.append(_finding("check_character"))
        # 29 February may exist in one century only; a day of this century may still lie ahead, one of the last can't
        readings = [_date(century + number[7:13]) for century in ("19", "20")]
        if not any(reading is not None and reading <= today for reading in readings):
            findings.append(_finding("birth_date"))
        return findings
    if len(number) != 18:
        return [_finding("foreign_permanent_shape", places=len(number))]
    wrong = _shape_of_eighteen(number)
    if wrong:
        return wrong
    if not number.startswith("9"):
        return [_finding("foreign_permanent_prefix")]
    return _check_character_and_birth(number, today)


def _check_hmt_residence(number: str, today: date, divisions: Container[str]) -> list[_Finding]:
    wrong = _shape_of_eighteen(number)
    if wrong:
        return wrong
    if not number.startswith(HMT_PREFIXES):
        return [_finding("hmt_prefix")]
    return _check_character_and_birth(number, today)


def _check_hk_macau_pass(number: str, today: date, divisions: Container[str]) -> list[_Finding]:
    return _check_pass(_HK_MACAU_PASS, "hk_macau_pass_shape", number)


def _check_taiwan_pass(number: str, today: date, divisions: Container[str]) -> list[_Finding]:
    return _check_pass(_TAIWAN_PASS, "taiwan_pass_shape", number)


def _check_pass(shape: re.Pattern[str], code: str, number: str) -> list[_Finding]:
    match = shape.fullmatch(number)
    if match is None:
        return [_finding(code)]
    if match["renewal"]:
        # Older printed forms add two digits that change with each renewal and aren't part of the person's number.
        return [_finding("renewal_digits", Severity.WARNING, proposal=number[:-2])]
    return []


def _check_passport(number: str, today: date, divisions: Container[str]) -> list[_Finding]:
    # Countries differ too much for more than "plausible"; the machine-readable zone has the real checks (domain.mrz).
    return [] if _PASSPORT.fullmatch(number) else [_finding("passport_shape")]


def _check_other(number: str, today: date, divisions: Container[str]) -> list[_Finding]:
    return [] if _OTHER.fullmatch(number) else [_finding("other_shape")]


def _shape_of_eighteen(number: str) -> list[_Finding]:
    if len(number) != 18:
        return [_finding("length", places=len(number))]
    if not _EIGHTEEN.fullmatch(number):
        return [_finding("characters")]
    return []


def _check_character_and_birth(number: str, today: date) -> list[_Finding]:
    findings = []
    if mod_11_2(number[:17]) != number[17]:
        findings.append(_finding("check_character"))
    born = _date(number[6:14])
    if born is None:
        findings.append(_finding("birth_date"))
    elif born > today:
        findings.append(_finding("birth_future"))
    elif today.year - born.year > MAX_AGE_YEARS:
        findings.append(_finding("birth_too_old", years=MAX_AGE_YEARS))
    return findings


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _sex_of(digit: str) -> str:
    return "1" if int(digit) % 2 else "2"


_CARRY_BIRTH = frozenset({"resident", "foreign_permanent", "hmt_residence"})

_CHECKS: dict[str, Callable[[str, date, Container[str]], list[_Finding]]] = {
    "resident": _check_resident,
    "passport": _check_passport,
    "foreign_permanent": _check_foreign_permanent,
    "hmt_residence": _check_hmt_residence,
    "hk_macau_pass": _check_hk_macau_pass,
    "taiwan_pass": _check_taiwan_pass,
    "other": _check_other,
}

DOCUMENT_TYPES = tuple(_CHECKS)
"""The document type codes that this module knows; a profile may name no others."""
