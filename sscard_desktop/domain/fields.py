# SPDX-License-Identifier: Apache-2.0
"""Fields of a record as a profile declares them: key, kind, label, when required, limits, where a card fills them.

Values of a record are strings, always: ``""`` is empty, dates are ``YYYY-MM-DD``, an expiry may be :data:`LONG_TERM`,
flags are :data:`YES` or :data:`NO`, coded answers are the code, several of a list are
joined by commas. What people see is made from them by :func:`shown`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sscard_desktop.domain.codes import CodeList

LONG_TERM = "long_term"
"""Value of an expiry field that says 长期."""
YES = "yes"
NO = "no"


class FieldKind(StrEnum):
    """What a field holds; decides its check (``rules.KINDS``) and its editor (``ui.widgets.EDITORS``)."""

    TEXT = "text"
    NAME = "name"
    """A person's name exactly as on the document; rare characters and the middle dot are legal."""
    PINYIN = "pinyin"
    NUMBER = "number"
    """A document number; its shape depends on the document type."""
    DATE = "date"
    EXPIRY = "expiry"
    """A date or 长期."""
    CODE = "code"
    CODES = "codes"
    """Any number of a code list's answers, stored in the list's order, joined by commas."""
    FLAG = "flag"
    MOBILE = "mobile"
    PHONE = "phone"
    """Landline with area code."""
    POSTCODE = "postcode"
    ADDRESS = "address"
    DIGITS = "digits"
    UNIT = "unit"
    """Chosen from the station's unit directory."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a profile.

    Attributes:
        key: name in code, columns and forms; unique in the profile.
        labels: language → label; the Chinese one is the field's term on paper and in Excel headers.
        section: key of the section it stands in.
        required: name of the condition under which it must be filled (``rules.CONDITIONS``).
        shown: name of the condition under which it is asked for at all.
        code_list: name of the code list (kinds ``code`` and ``codes``; a flag's own words for yes and no).
        max_chars: longest value in characters; 0 is no limit.
        min_chars: shortest value in characters where it isn't empty.
        max_han: longest value as :func:`han_count` counts it; 0 is no limit.
        default: value of a new record.
        card: attribute of a card reading that fills it, such as ``name``; empty if none does.
        document: which person's document number or mobile it is: ``applicant`` or ``agent``.
        fixed: set by the roster; never edited by hand.
        of_unit: a unit may settle it for all its people (单位开通集体申请), see rule ``unit_settings``.
        hints: language → what to type, shown while the field is empty.
        width: columns of the form it takes, 1 or 2.
        telling: no two people have the same answer, so it may stand in a file's name for the person.
        repeats: one after the other often answers alike, so what the last person said is offered to the next.
    """

    key: str
    kind: FieldKind
    labels: Mapping[str, str]
    section: str = ""
    required: str = "never"
    shown: str = "always"
    code_list: str = ""
    max_chars: int = 0
    min_chars: int = 0
    max_han: int = 0
    default: str = ""
    card: str = ""
    document: str = "applicant"
    fixed: bool = False
    of_unit: bool = False
    hints: Mapping[str, str] = field(default_factory=dict)
    width: int = 1
    telling: bool = False
    repeats: bool = False

    def label(self, language: str) -> str:
        """Return the label in ``language``, in Chinese where the language has none."""
        return self.labels.get(language) or self.labels.get("zh_CN") or self.key


def shown(spec: FieldSpec, value: str, code_lists: Mapping[str, CodeList], language: str) -> str:
    """Return ``value`` as people read it on screen and paper: labels for codes, 长期 for :data:`LONG_TERM`."""
    if not value:
        return ""
    if spec.kind is FieldKind.CODE and spec.code_list in code_lists:
        return code_lists[spec.code_list].label(value, language)
    if spec.kind is FieldKind.CODES and spec.code_list in code_lists:
        labels = [code_lists[spec.code_list].label(code, language) for code in several(value)]
        return ("、" if language == "zh_CN" else ", ").join(labels)
    if spec.kind is FieldKind.EXPIRY and value == LONG_TERM:
        return "长期" if language == "zh_CN" else "long-term"
    if spec.kind is FieldKind.FLAG:
        yes, no = flag_words(spec, code_lists, language)
        return yes if value == YES else no
    return value


def flag_words(spec: FieldSpec, code_lists: Mapping[str, CodeList], language: str) -> tuple[str, str]:
    """Return the two answers of a flag: 是 and 否, or what its code list calls :data:`YES` and :data:`NO`."""
    codes = code_lists.get(spec.code_list)
    if codes is not None and YES in codes and NO in codes:
        return codes.label(YES, language), codes.label(NO, language)
    return ("是", "否") if language == "zh_CN" else ("Yes", "No")


def han_count(text: str) -> float:
    """Return how many 汉字 wide a text is: letters, digits and marks of ASCII count half, everything else one.

    So a limit such as 最多24个汉字 (seed weifang-notice) comes about: a column of twice as many bytes in GBK. A rare
    character counts one too: people count what they see, however many bytes it takes.
    """
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def several(value: str) -> tuple[str, ...]:
    """Return the codes of a stored value of kind ``codes``."""
    return tuple(code for code in value.split(",") if code)


def parse_date(text: str) -> date | None:
    """Return the date of a stored value, or ``None`` if it isn't one; other spellings of ISO 8601 aren't stored."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
