# SPDX-License-Identifier: Apache-2.0
"""Which characters a person's name and its pinyin may hold, and what to say of the others.

A name is legal exactly as it stands on the document: rare characters of any plane, the middle dot ``·`` between the
parts of minority names, Latin letters of foreigners. Private-use code points come from old card issuing systems and
mean something there only: they are shown as such, never replaced unasked. What looks like another character, or is
spelled in two ways, is told with the plain spelling (:mod:`.unsettled`), and left to the person who compares.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sscard_desktop.domain.gb18030 import is_private
from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.unsettled import Doubt, findings, settled

MIDDLE_DOT = "·"
_PLAIN = re.compile(r"[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)*")
"""What almost every name is: nothing to ask about."""
_LATIN_MARKS = frozenset(" -'’.,")
_PINYIN = re.compile(r"[A-ZÜ]+(?:[ '’·.,-]{1,2}[A-ZÜ]+)*\.?")


is_private_use = is_private
"""Whether a character is a private-use code point (planes 0, 15, 16)."""


def is_han(character: str) -> bool:
    """Return whether a character is written in Chinese names: ideographs of any plane, ``〇`` and ``々``."""
    return (
        character in "〇々"
        or unicodedata.name(character, "").startswith(("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH"))
        # Ideographs that this Python's Unicode tables don't know yet lie in planes 2 and 3.
        or (unicodedata.category(character) == "Cn" and 0x20000 <= ord(character) <= 0x3FFFF)
    )


def name_problems(key: str, name: str, *, unprintable: Iterable[str] = ()) -> list[Problem]:
    """Return what is wrong with a person's name.

    Args:
        key: the field that the problems belong to.
        name: the name, not empty.
        unprintable: characters that no bundled font can print; those found in the name are a warning.
    """
    if _PLAIN.fullmatch(name) and not any(character in name for character in unprintable):
        return []
    dense = "".join(name.split())
    chinese = any(is_han(character) or is_private_use(character) for character in name)
    if name != name.strip():
        return [Problem(key, "rules.outer_blanks", proposal=name.strip() or None)]
    if any(character.isdigit() for character in name):
        return [Problem(key, "rules.name_digit")]
    if chinese and dense != name:
        return [Problem(key, "rules.name_blank", proposal=dense)]
    strange = sorted({character for character in name if not _may_stand_in_name(character)})
    if strange:
        proposal = plain(name)
        if proposal is not None and not all(map(_may_stand_in_name, proposal)):
            proposal = None
        return [Problem(key, "rules.name_character", params={"characters": "".join(strange)}, proposal=proposal)]
    if name.startswith(MIDDLE_DOT) or name.endswith(MIDDLE_DOT) or MIDDLE_DOT * 2 in name:
        return [Problem(key, "rules.name_dot")]
    if not any(character.isalpha() or is_han(character) or is_private_use(character) for character in name):
        return [Problem(key, "rules.name_without_letters")]
    problems = []
    private = sorted({character for character in name if is_private_use(character)})
    if private:
        problems.append(
            Problem(
                key, "rules.name_private_use", Severity.WARNING, {"codes": code_points(private)}, proposal=plain(name)
            )
        )
    for doubt in (Doubt.COMPATIBILITY, Doubt.VARIATION, Doubt.DECOMPOSED):
        pieces = [finding.text for finding in findings(name) if finding.doubt is doubt]
        if pieces:
            shown = {"characters": "、".join(pieces), "codes": code_points("".join(pieces))}
            problems.append(Problem(key, f"rules.name_{doubt}", Severity.WARNING, shown, proposal=plain(name)))
    lacking = sorted({character for character in unprintable if character in name} - set(private))
    if lacking:
        problems.append(Problem(key, "rules.name_unprintable", Severity.WARNING, {"codes": code_points(lacking)}))
    return problems


def code_points(characters: Iterable[str]) -> str:
    """Return code points as people write them: ``U+E81E, U+20BB7``."""
    return ", ".join(f"U+{ord(character):04X}" for character in characters)


def plain(text: str) -> str | None:
    """Return the spelling that is proposed for a text, ``None`` where there is none or it is that already."""
    proposal = settled(text)
    return proposal if proposal != text else None


def pinyin_problems(key: str, pinyin: str) -> list[Problem]:
    """Return what is wrong with a name's pinyin: upper-case Latin letters in words (``ZHANG SAN``, ``LYU``)."""
    if _PINYIN.fullmatch(pinyin):
        return []
    upper = pinyin.upper()
    return [Problem(key, "rules.pinyin_shape", proposal=upper if _PINYIN.fullmatch(upper) else None)]


def _may_stand_in_name(character: str) -> bool:
    return (
        character.isalpha()
        or character == MIDDLE_DOT
        or character in _LATIN_MARKS
        or is_han(character)
        or is_private_use(character)
        # accents and the variation selectors that tell two shapes of one ideograph apart
        or unicodedata.category(character) == "Mn"
    )
