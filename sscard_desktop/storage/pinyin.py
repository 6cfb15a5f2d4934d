# SPDX-License-Identifier: Apache-2.0
"""Romanises names: the reading that a family uses for its surname, ü as passports write it, initials for searching.

A proposal for the clerk, never the last word: 覃 is Qin in one family and Tan in the next. A name with a character
that has no known reading gets none, rather than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sscard_desktop.storage.phrases import library

# Han characters of all planes, 〇, and what old systems left in names: compatibility forms, and private characters,
# which have no reading but must not be passed over.
_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\ufaff\U00020000-\U0003347f\U000f0000-\U0010ffff]+")
_WORDS = re.compile(rf"{_HAN.pattern}|[A-Za-z0-9'\u00c0-\u024f-]+")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_UNREAD = "\U0010fffd"
_NO_READING = "?"
NONE_CHOSEN: Mapping[str, str] = MappingProxyType({})
_OTHER_UE = {"lyu": ("lv", "lu"), "nyu": ("nv", "nu"), "lyue": ("lve", "lue"), "nyue": ("nve", "nue")}
"""How people also spell what passports spell so."""
NONE_OTHER: Mapping[str, Sequence[str]] = MappingProxyType({})
MOST = 8
"""So many other spellings of one name are offered."""


@dataclass(frozen=True, slots=True)
class _Syllable:
    """A character, or a surname of several: its key among the choices, and its readings, the likeliest first."""

    key: str
    readings: tuple[str, ...]


class Pinyin:
    """Pinyin of names and of what is searched.

    Args:
        surnames: surname → reading without tones where it differs from the character's usual one, and all surnames of
            more than one character.
        several: the readings of characters that have more than one today; without it no others are offered or learnt.
    """

    def __init__(self, surnames: Mapping[str, str], several: Mapping[str, Sequence[str]] = NONE_OTHER) -> None:
        self._surnames = surnames
        self._several = several
        self._longest = max(map(len, surnames), default=0)

    def of_name(self, name: str, chosen: Mapping[str, str] = NONE_CHOSEN) -> str:
        """Return upper-case pinyin as GB/T 28039-2011 spells names: ``OUYANG XIU``; ``""`` without a reading.

        Surname and given name stand apart, the syllables of each together. A name with a middle dot has no Chinese
        surname: each part is one word (``MAIMAITI AILI``). Latin parts stay as they are, in upper case.

        Args:
            name: of a person.
            chosen: readings that clerks chose, as :meth:`corrections` returns them.
        """
        parts = self._parts(name, chosen)
        if any(not syllable.readings for part in parts for syllable in part):
            return ""
        return _joined([[syllable.readings[0] for syllable in part] for part in parts])

    def alternatives(self, name: str, chosen: Mapping[str, str] = NONE_CHOSEN) -> list[str]:
        """Return the name's other possible spellings, those of another surname reading first; at most :data:`MOST`."""
        parts = self._parts(name, chosen)
        if any(not syllable.readings for part in parts for syllable in part):
            return []
        usual = [[syllable.readings[0] for syllable in part] for part in parts]
        found: dict[str, None] = {}
        for row, part in enumerate(parts):
            for column, syllable in enumerate(part):
                for reading in syllable.readings[1:]:
                    other = [list(syllables) for syllables in usual]
                    other[row][column] = reading
                    found[_joined(other)] = None
        found.pop(_joined(usual), None)
        return list(found)[:MOST]

    def corrections(self, name: str, spelt: str) -> dict[str, str]:
        """Return what a clerk's spelling of a name says of its characters: ``^`` before a surname's, reading in lower
        case, ``""`` where it is the program's own. Empty where the spelling can't be this name's.

        Only readings that a character has are learnt, so that half a word that is being typed teaches nothing.
        """
        letters = re.sub("[^a-zü]", "", spelt.lower()).replace("ü", "v")
        syllables = [syllable for part in self._parts(name, NONE_CHOSEN) for syllable in part]
        found = _aligned(syllables, letters)
        return (
            {
                syllable.key: "" if reading == syllable.readings[0] else reading
                for syllable, reading in zip(syllables, found, strict=True)
                if syllable.key and len(syllable.readings) > 1
            }
            if found
            else {}
        )

    def _parts(self, name: str, chosen: Mapping[str, str]) -> list[list[_Syllable]]:
        """Return a name's words, surname and given name being two, as syllables with the readings each may have."""
        words = _WORDS.findall(name)
        parts: list[list[_Syllable]] = []
        for word in words:
            if not _HAN.fullmatch(word):
                parts.append([_Syllable("", (word.lower(),))])
                continue
            surname = (self._surname_of(word) or word[:1]) if len(words) == 1 else ""
            if surname:
                known = self._surnames.get(surname)
                own = (known.replace(" ", ""),) if known else ()
                parts.append([_syllable(f"^{surname}", (*own, *self._readings(surname)), chosen)])
            given = word[len(surname) :]
            usual = self._syllables(given, surname_first=False) if given else []
            if len(usual) != len(given):
                usual = [_NO_READING] * len(given)
            parts.append(
                [
                    _syllable(character, (reading, *self._readings(character)), chosen)
                    for character, reading in zip(given, usual, strict=True)
                ]
            )
        return [part for part in parts if part]

    def _readings(self, text: str) -> Sequence[str]:
        """Return the readings of a character, of several characters the one of all together."""
        usual = "".join(self._syllables(text, surname_first=False))
        return (usual, *self._several.get(text, ()))

    def initials(self, text: str) -> str:
        """Return lower-case first letters, Latin letters and digits whole: ``中国银行3部`` → ``zgyh3b``.

        Up to four characters are taken for a person's name, whose surname reading counts (``单丽`` → ``sl``), unless
        they begin with a word of the dictionary (``单位代领`` → ``dwdl``).
        """
        letters: list[str] = []
        for position, word in enumerate(_WORDS.findall(text)):
            if _HAN.fullmatch(word):
                name = position == 0 and len(word) <= 4 and not _begins_with_word(word)
                syllables = self._syllables(word, surname_first=name)
                letters += [syllable[0] for syllable in syllables if syllable != _NO_READING]
            else:
                letters.append(word.lower())
        return "".join(letters)

    def _syllables(self, word: str, *, surname_first: bool) -> list[str]:
        surname = self._surname_of(word) if surname_first else ""
        # The readings know some private characters of GBK's time; what one means here nobody has confirmed.
        rest = _PRIVATE.sub(_UNREAD, word[len(surname) :])
        read = library().lazy_pinyin(rest, errors=lambda _: _NO_READING) if rest else []
        return [*self._surnames.get(surname, "").split(), *read]

    def _surname_of(self, word: str) -> str:
        for length in range(min(self._longest, len(word)), 0, -1):
            if word[:length] in self._surnames:
                return word[:length]
        return ""


def _syllable(key: str, readings: Sequence[str], chosen: Mapping[str, str]) -> _Syllable:
    first = (chosen[key],) if key in chosen else ()
    known = (reading for reading in (*first, *readings) if reading and reading != _NO_READING)
    # GB/T 28039-2011 and passports write ü as YU after L and N: 吕 is LYU.
    return _Syllable(key, tuple(dict.fromkeys(reading.replace("v", "yu") for reading in known)))


def _joined(parts: Sequence[Sequence[str]]) -> str:
    return " ".join("".join(part).upper() for part in parts if part)


def _aligned(syllables: Sequence[_Syllable], letters: str) -> list[str]:
    """Return the reading of each syllable by which all together are spelt ``letters``; none if there are no such."""
    if not syllables:
        return []
    # Where a reading may end → the readings up to there, the likelier ones kept.
    ends: dict[int, list[str]] = {0: []}
    for syllable in syllables:
        further: dict[int, list[str]] = {}
        for reading in syllable.readings:
            for spelling in (reading, *_OTHER_UE.get(reading, ())):
                for end, before in ends.items():
                    if letters.startswith(spelling, end):
                        further.setdefault(end + len(spelling), [*before, reading])
        ends = further
    return ends.get(len(letters), [])


def _begins_with_word(text: str) -> bool:
    return text[:2] in library().constants.PHRASES_DICT
