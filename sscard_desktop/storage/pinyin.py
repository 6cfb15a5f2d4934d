# SPDX-License-Identifier: Apache-2.0
"""Romanises names: the reading that a family uses for its surname, ü as passports write it, initials for searching.

A proposal for the clerk, never the last word: 覃 is Qin in one family and Tan in the next. A name with a character
that has no known reading gets none, rather than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Han characters of all planes, 〇, and the compatibility forms that old systems left in names.
_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_WORDS = re.compile(rf"{_HAN.pattern}|[A-Za-z0-9'\u00c0-\u024f-]+")
_NO_READING = "?"


class Pinyin:
    """Pinyin of names and of what is searched.

    Args:
        surnames: surname → reading without tones where it differs from the character's usual one, and all surnames of
            more than one character.
    """

    def __init__(self, surnames: Mapping[str, str]) -> None:
        self._surnames = surnames
        self._longest = max(map(len, surnames), default=0)

    def of_name(self, name: str) -> str:
        """Return upper-case pinyin as GB/T 28039-2011 spells names: ``OUYANG XIU``; ``""`` without a reading.

        Surname and given name stand apart, the syllables of each together. A name with a middle dot has no Chinese
        surname: each part is one word (``MAIMAITI AILI``). Latin parts stay as they are, in upper case.
        """
        words = _WORDS.findall(name)
        spelt: list[str] = []
        for word in words:
            if not _HAN.fullmatch(word):
                spelt.append(word.upper())
                continue
            surname = (self._surname_of(word) or word[:1]) if len(words) == 1 else ""
            syllables = self._syllables(word, surname_first=len(words) == 1)
            if _NO_READING in syllables:
                return ""
            for part in (syllables[: len(surname)], syllables[len(surname) :]):
                # GB/T 28039-2011 and passports write ü as YU after L and N: 吕 is LYU.
                spelt.append("".join(part).replace("v", "yu").upper())
        return " ".join(word for word in spelt if word)

    def initials(self, text: str) -> str:
        """Return lower-case first letters, Latin letters and digits whole: ``中国银行3部`` → ``zgyh3b``.

        Up to four characters are taken for a person's name, whose surname reading counts (``单丽`` → ``sl``).
        """
        letters: list[str] = []
        for position, word in enumerate(_WORDS.findall(text)):
            if _HAN.fullmatch(word):
                syllables = self._syllables(word, surname_first=position == 0 and len(word) <= 4)
                letters += [syllable[0] for syllable in syllables if syllable != _NO_READING]
            else:
                letters.append(word.lower())
        return "".join(letters)

    def _syllables(self, word: str, *, surname_first: bool) -> list[str]:
        # Imported late: it loads four megabytes of readings, and no page needs them before somebody is there.
        from pypinyin import lazy_pinyin

        surname = self._surname_of(word) if surname_first else ""
        read = lazy_pinyin(word[len(surname) :], errors=lambda _: _NO_READING) if word != surname else []
        return [*self._surnames.get(surname, "").split(), *read]

    def _surname_of(self, word: str) -> str:
        for length in range(min(self._longest, len(word)), 0, -1):
            if word[:length] in self._surnames:
                return word[:length]
        return ""
