# SPDX-License-Identifier: Apache-2.0
"""What stands in a column for systems that can't hold a rare character: said by the profile, never guessed.

The original always stays in a column of its own; a substitute goes beside it, and only where the receiving system's
character set lacks a character of the value. The same value gives the same cell for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sscard_desktop.domain import gb18030
from sscard_desktop.domain.unsettled import is_selector

LONGEST_REPLACEMENT = 8
MOST_CHARACTERS = 5000


class Repertoire(StrEnum):
    """The character set that a receiving system knows."""

    GB2312 = "gb2312"
    GBK = "gbk"
    GB18030 = "gb18030"
    """The levels of GB 18030-2022: private use and newer blocks are outside."""

    def holds(self, character: str) -> bool:
        """Return whether the system can hold a character."""
        if self is Repertoire.GB18030:
            return gb18030.level(character, general=False) > 0
        try:
            character.encode(self.value)
        except UnicodeEncodeError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Substitute:
    """How a value is spelled for a system that lacks some of its characters.

    Attributes:
        repertoire: what the system knows.
        replacement: stands for each character that it lacks, such as ``?`` or ``〇``.
        pinyin: the whole value gives way to the name's pinyin, where there is one.
        characters: character → what stands for it, before ``replacement`` is asked for.
    """

    repertoire: Repertoire
    replacement: str
    pinyin: bool = False
    characters: Mapping[str, str] = field(default_factory=dict)

    def spelled(self, value: str, *, pinyin: str = "") -> str:
        """Return ``value`` as the system can hold it."""
        lacking = [character for character in value if not self.repertoire.holds(character)]
        if not lacking:
            return value
        known = all(character in self.characters or is_selector(character) for character in lacking)
        if self.pinyin and pinyin and not known:
            return pinyin
        return "".join(
            character
            if self.repertoire.holds(character)
            else ""
            if is_selector(character)
            else self.characters.get(character, self.replacement)
            for character in value
        )
