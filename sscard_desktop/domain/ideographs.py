# SPDX-License-Identifier: Apache-2.0
"""All ideographs, and those among them that a question finds: by code, by parts, by strokes and radical, by reading.

What a line asks for is :mod:`.ideographquestion`'s. Stroke *order* (横竖撇点折) is not offered: no list of it was
found that is both complete and free.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sscard_desktop.domain import gb18030
from sscard_desktop.domain.ideographforms import FORMS, OPERATORS, TO_FORMS, form_of
from sscard_desktop.domain.ideographquestion import Question

MOST_FOUND = 240
"""So many are returned at most; beyond that the question is too wide to look through."""
MOST_STROKES = 84

_VARIANT = str.maketrans(dict.fromkeys("'’", ""))


@dataclass(frozen=True, slots=True)
class Ideograph:
    """One ideograph as the table knows it.

    Attributes:
        radicals: radical numbers with the strokes beyond the radical, the usual one first.
        strokes: all strokes; 0 where nobody counted.
        readings: Mandarin without tones, ü as v.
        general: level 1 to 3 in 通用规范汉字表, 0 outside of it.
        sequences: how it is put together (ideographic description sequences).
    """

    character: str
    radicals: tuple[tuple[int, int], ...]
    strokes: int
    readings: tuple[str, ...]
    general: int
    sequences: tuple[str, ...]

    @property
    def level(self) -> int:
        """Its implementation level in GB 18030-2022, 0 outside of all."""
        return gb18030.level(self.character, general=self.general > 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, the likeliest first, and how many there would be."""

    found: tuple[Ideograph, ...]
    total: int
    question: Question


class IdeographTable:
    """All ideographs of one edition of Unicode. Reading a row costs little; the indexes are built when first asked.

    Args:
        rows: lines of six columns parted by tabs: character, radicals, strokes, readings, level, sequences.
    """

    def __init__(self, rows: Iterable[str]) -> None:
        self._rows = {row[: row.index("\t")]: row for row in rows}

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, character: object) -> bool:
        return character in self._rows

    def characters(self) -> Iterable[str]:
        """Return every character, in the order of code points."""
        return self._rows.keys()

    def look_up(self, character: str) -> Ideograph | None:
        """Return what is known of a character, ``None`` if it is no ideograph."""
        row = self._rows.get(character)
        if row is None:
            return None
        _, radicals, strokes, readings, general, sequences = row.split("\t")
        return Ideograph(
            character,
            tuple(_radical(text) for text in radicals.split()),
            int(strokes or 0),
            tuple(readings.split()),
            int(general or 0),
            tuple(sequences.split()),
        )

    def ask(self, question: Question, *, limit: int = MOST_FOUND) -> Answer:
        """Return the ideographs that meet a question; an empty one finds nothing.

        Parts: the characters made of exactly these come first, then by the strokes that are left over; those of
        通用规范汉字表 before others, then by code point.
        """
        if question.characters:
            named = [self._named(character) for character in question.characters]
            return Answer(tuple(named), len(named), question)
        candidates: set[str] | None = None
        for found in self._narrowed(question):
            candidates = found if candidates is None else candidates & found
        if not candidates:
            return Answer((), 0, question)
        ranked = sorted(candidates, key=lambda character: self._rank(character, question.parts))
        found_rows = (self.look_up(character) for character in ranked[:limit])
        return Answer(tuple(row for row in found_rows if row is not None), len(ranked), question)

    def _named(self, character: str) -> Ideograph:
        return self.look_up(character) or Ideograph(character, (), 0, (), 0, ())

    def _narrowed(self, question: Question) -> Iterable[set[str]]:
        if question.parts:
            yield self._made_of(question.parts)
        if question.reading:
            yield self._by_reading.get(question.reading, set())
        if question.strokes:
            yield self._by_strokes.get(question.strokes, set())
        if question.radical:
            number = self._number_of(question.radical)
            yield self._by_radical.get((number, question.residual), set())

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────

    def _made_of(self, parts: Sequence[str]) -> set[str]:
        """Return the characters that hold all parts, each as often as it is asked for."""
        wanted = Counter(map(form_of, parts))
        found: set[str] | None = None
        for part in wanted:
            holders = self._holders(part)
            if len(parts) == 1:
                # One part alone: the character itself is the first answer.
                holders = holders | {form for form in FORMS[part] if form in self._rows}
            found = holders if found is None else found & holders
        least = sum(self._least_strokes(part) * count for part, count in wanted.items())
        often: list[tuple[str, int, dict[str, int]]] = [(part, n, {}) for part, n in wanted.items() if n > 1]
        return {
            character
            for character in found or ()
            if (self._strokes(character) or least) >= least
            and all(self._count(character, part, known) >= count for part, count, known in often)
        }

    def _holders(self, part: str) -> set[str]:
        """Return all characters in which a part occurs, on any level."""
        found: set[str] = set()
        waiting = [part]
        while waiting:
            for holder in self._parents.get(waiting.pop(), ()):
                if holder not in found:
                    found.add(holder)
                    waiting.append(form_of(holder))
        return found

    def _count(self, character: str, part: str, known: dict[str, int]) -> int:
        """Return how often a part occurs in a character, by the sequence that has most of it."""
        if character not in known:
            known[character] = 0  # a sequence that comes back to its character counts nothing
            known[character] = max(
                (
                    sum((form_of(piece) == part) or self._count(piece, part, known) for piece in pieces)
                    for pieces in self._pieces(character)
                ),
                default=0,
            )
        return known[character]

    def _rank(self, character: str, parts: Sequence[str]) -> tuple[int, bool, bool, bool, str]:
        left = self._strokes(character) - sum(self._strokes(part) for part in parts) if parts else 0
        exact = bool(parts) and any(list(pieces) == list(parts) for pieces in self._pieces(character))
        compatibility = gb18030.block_of(character).startswith("CJK Compatibility")
        return (abs(left), not exact, compatibility, not self._is_general(character), character)

    def _pieces(self, character: str) -> list[str]:
        row = self._rows.get(character)
        if row is None:
            return []
        return [OPERATORS.sub("", sequence) for sequence in row[row.rindex("\t") + 1 :].split(" ") if sequence]

    @cached_property
    def _parents(self) -> Mapping[str, Sequence[str]]:
        parents: dict[str, list[str]] = defaultdict(list)
        for character, row in self._rows.items():
            for part in set(row[row.rindex("\t") + 1 :].translate(TO_FORMS)):
                parents[part].append(character)
        return parents

    # ── strokes, radicals, readings ──────────────────────────────────────────────────────────────────────────

    def _strokes(self, character: str) -> int:
        row = self._rows.get(character)
        return int(row.split("\t", 3)[2] or 0) if row is not None else 1

    def _is_general(self, character: str) -> bool:
        return self._rows[character].split("\t", 5)[4] != ""

    def _least_strokes(self, part: str) -> int:
        return min(self._strokes(form) for form in FORMS[part])

    def _number_of(self, radical: int | str) -> int:
        """Return a radical's number; a character names the radical that it is, or else the one it stands under."""
        if isinstance(radical, int):
            return radical
        forms = [self.look_up(form) for form in (radical, *FORMS[form_of(radical)])]
        numbers = [row.radicals for row in forms if row is not None and row.radicals]
        whole = [radicals[0][0] for radicals in numbers if radicals[0][1] == 0]
        return whole[0] if whole else numbers[0][0][0] if numbers else 0

    @cached_property
    def _by_strokes(self) -> Mapping[int, set[str]]:
        index: dict[int, set[str]] = defaultdict(set)
        for character in self._rows:
            index[self._strokes(character)].add(character)
        return index

    @cached_property
    def _by_radical(self) -> Mapping[tuple[int, int], set[str]]:
        index: dict[tuple[int, int], set[str]] = defaultdict(set)
        for character, row in self._rows.items():
            for text in row.split("\t", 2)[1].split(" "):
                index[_radical(text)].add(character)
        return index

    @cached_property
    def _by_reading(self) -> Mapping[str, set[str]]:
        index: dict[str, set[str]] = defaultdict(set)
        for character, row in self._rows.items():
            for reading in row.split("\t", 4)[3].split():
                index[reading].add(character)
        return index


def _radical(text: str) -> tuple[int, int]:
    """Return number and further strokes of Unihan's ``85.8`` (primes mark simplified radicals)."""
    number, _, residual = text.translate(_VARIANT).partition(".")
    # A few rows count one stroke less than the radical has.
    return int(number), int(residual)
