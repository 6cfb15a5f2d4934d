# SPDX-License-Identifier: Apache-2.0
"""Where a character stands in GB 18030-2022: its bytes, and from which implementation level on software must know it.

Level 1 is the one- and two-byte part with the basic block to U+9FEF and Extension A; level 2 adds what 通用规范汉字表
holds beyond that; level 3 adds Extensions B to F and the Kangxi radicals (GB 18030-2022, 4.2 and annex). Any code point
has four bytes in it, so what lies outside of the levels can be written, only no program must be able to show it.

Python's codec follows the standard's edition of 2000. The positions that the amendment of 2005 (one) and the edition of
2022 (eighteen) gave to standard characters in place of private ones are corrected here.
"""

from __future__ import annotations

from sscard_desktop.domain.privateuse import STANDARD_OF

_MOVED = (*range(0xE78D, 0xE797), 0xE7C7, 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864)
_BYTES_2022 = {STANDARD_OF[chr(code)]: chr(code).encode("gb18030") for code in _MOVED}
_CHARACTERS_2022 = {code: character for character, code in _BYTES_2022.items()}
_LEVEL_3 = (
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
    (0x2F00, 0x2FD5),
)
_BLOCKS = (
    (0x2E80, 0x2EFF, "CJK Radicals"),
    (0x2F00, 0x2FDF, "Kangxi Radicals"),
    (0x3400, 0x4DBF, "CJK A"),
    (0x4E00, 0x9FFF, "CJK"),
    (0xE000, 0xF8FF, "Private Use"),
    (0xF900, 0xFAFF, "CJK Compatibility"),
    (0x20000, 0x2A6DF, "CJK B"),
    (0x2A700, 0x2B73F, "CJK C"),
    (0x2B740, 0x2B81F, "CJK D"),
    (0x2B820, 0x2CEAF, "CJK E"),
    (0x2CEB0, 0x2EBEF, "CJK F"),
    (0x2EBF0, 0x2EE5F, "CJK I"),
    (0x2F800, 0x2FA1F, "CJK Compatibility Supplement"),
    (0x30000, 0x3134F, "CJK G"),
    (0x31350, 0x323AF, "CJK H"),
    (0x323B0, 0x3347F, "CJK J"),
    (0xF0000, 0x10FFFF, "Private Use"),
)
LEVELS = (1, 2, 3)


def code_of(character: str) -> bytes:
    """Return a character's one, two or four bytes; empty for a surrogate, which is no character."""
    found = _BYTES_2022.get(character)
    if found is not None:
        return found
    try:
        return character.encode("gb18030")
    except UnicodeEncodeError:
        return b""


def character_of(code: bytes) -> str:
    """Return the character with these bytes, ``""`` where there is none; a position freed in 2022 gives the new one."""
    found = _CHARACTERS_2022.get(code)
    if found is not None:
        return found
    try:
        text = code.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 else ""


def level(character: str, *, general: bool = False) -> int:
    """Return 1, 2 or 3; 0 for what lies outside of all levels (newer blocks, private use).

    Args:
        general: the character stands in 通用规范汉字表 (Unihan's kTGH).
    """
    code = ord(character)
    if is_private(character):
        return 0
    if len(code_of(character)) in (1, 2) or 0x4E00 <= code <= 0x9FEF or 0x3400 <= code <= 0x4DB5:
        return 1
    if general:
        return 2
    return 3 if any(first <= code <= last for first, last in _LEVEL_3) else 0


def in_gbk(character: str) -> bool:
    """Return whether systems that know GBK alone (code page 936) can hold the character."""
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def is_private(character: str) -> bool:
    """Return whether a code point is a private-use one (planes 0, 15, 16)."""
    code = ord(character)
    return 0xE000 <= code <= 0xF8FF or 0xF0000 <= code <= 0xFFFFD or code >= 0x100000


def block_of(character: str) -> str:
    """Return the short name of an ideograph's block (``CJK B``), ``""`` for what is none."""
    code = ord(character)
    return next((name for first, last, name in _BLOCKS if first <= code <= last), "")
