# SPDX-License-Identifier: Apache-2.0
"""Printed labels found among letters: 姓名, 签发机关, Nationality… and what stands behind or below each of them.

A label may be glued to its value (姓名张三), stand apart from it or above it, share a row with another, or be misread
in part. What is asked for here is always the letters that belong to a label, never their meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sscard_desktop.domain.cardtext import Letter, Page, TextLine

_SECOND_GUESS = 0.75
_LEAST_GUESS = 0.01
# What PP-OCR takes for each other in small print: the same strokes but for one.
_GROUPS = (
    frozenset("日曰目白"),
    frozenset("住往佳隹任"),
    frozenset("址扯祉趾"),
    frozenset("出山击岀"),
    frozenset("生主牛王"),
    frozenset("姓性娃妊"),
    frozenset("名各召"),
    frozenset("别剔刖"),
    frozenset("民氏艮"),
    frozenset("族旅旗"),
    frozenset("效郊教"),
    frozenset("期朔明"),
    frozenset("限很眼"),
    frozenset("签鉴笺"),
    frozenset("发友"),
    frozenset("关美"),
    frozenset("国囯图"),
    frozenset("籍藉"),
)
_ALIKE = {character: group for group in _GROUPS for character in group}


@dataclass(frozen=True, slots=True)
class Label:
    """A label found on a page.

    Attributes:
        key: which one.
        row: number of the row that it stands in.
        start, end: its letters in that row.
        score: 0 to 1, how much of it was read as it is printed.
    """

    key: str
    row: int
    start: int
    end: int
    score: float


class LabelledPage:
    """A page's rows with the labels found in them.

    Args:
        page: what was read.
        words: key → spellings of the label; longer ones are preferred.
        least: share of a label's letters that must have been read for it to count, by its length.
    """

    def __init__(self, page: Page, words: Mapping[str, Sequence[str]]) -> None:
        self.rows = page.rows()
        found: list[Label] = []
        for row_number, row in enumerate(self.rows):
            hits = [
                hit
                for key, spellings in words.items()
                for spelling in spellings
                for hit in _hits(key, spelling, row_number, row)
            ]
            hits.sort(key=lambda hit: (-(hit.end - hit.start) * hit.score, hit.start))
            taken: list[Label] = []
            for hit in hits:
                if all(hit.end <= other.start or hit.start >= other.end for other in taken):
                    taken.append(hit)
            found += sorted(taken, key=lambda hit: hit.start)
        self.labels = found

    def first(self, key: str) -> Label | None:
        """Return the best label of a kind, the upper one of two as good."""
        of_kind = [label for label in self.labels if label.key == key]
        return max(of_kind, key=lambda label: (label.score, -label.row), default=None)

    def behind(self, label: Label) -> TextLine:
        """Return what stands behind a label in its row, up to the next label."""
        row = self.rows[label.row]
        later = [other.start for other in self.labels if other.row == label.row and other.start >= label.end]
        return row.part(label.end, min(later, default=len(row)))

    def below(self, label: Label, *, rows: int = 2, reach: float = 2.2) -> list[TextLine]:
        """Return what stands below a label without being a label's own row, down to the next label.

        Args:
            label: whose.
            rows: so many rows at most.
            reach: the first of them lies at most so many heights of the label below it, each next one below the last.
        """
        row = self.rows[label.row]
        left = row.letters[label.start].x
        next_to = [other for other in self.labels if other.row == label.row and other.start >= label.end]
        right = row.letters[next_to[0].start].x if next_to else 2.0
        height = row.height
        level = row.letters[label.start].y
        found: list[TextLine] = []
        for number, candidate in enumerate(self.rows):
            if number == label.row or len(found) == rows:
                continue
            part = [each for each in candidate.letters if left - 1.2 * height < each.x < right - 0.6 * height]
            if not part or not 0.2 * height < part[0].y - level < reach * max(height, candidate.height):
                continue
            if any(self._is_label(number, candidate, each) for each in part):
                break
            found.append(TextLine(tuple(part), candidate.height, candidate.glare))
            level = part[0].y
        return found

    def value(self, key: str) -> TextLine | None:
        """Return what belongs to a label: behind it, or else below; ``None`` where the label isn't there."""
        label = self.first(key)
        if label is None:
            return None
        behind = self.behind(label)
        if behind.letters:
            return behind
        below = self.below(label, rows=1)
        return below[0] if below else behind

    def _is_label(self, number: int, row: TextLine, letter: Letter) -> bool:
        at = row.letters.index(letter)
        return any(label.row == number and label.start <= at < label.end for label in self.labels)


def likeness(letter: Letter, character: str) -> float:
    """Return 0 to 1: how well a letter passes for a character that is expected there."""
    if letter.character == character:
        return 1.0
    if letter.odds_of(character) >= _LEAST_GUESS:
        return _SECOND_GUESS
    if letter.character in _ALIKE.get(character, ()):
        return _SECOND_GUESS
    # Capitals and small letters are one in Latin labels.
    return 1.0 if letter.character.casefold() == character.casefold() else 0.0


def is_printed(rows: Sequence[TextLine], word: str, *, least: float = 0.8) -> bool:
    """Return whether a word stands in one of the rows, misread letters allowed for."""
    return any(
        _score(row, at, word) >= least
        for row in rows
        for at in range(len(row) - len(word) + 1)
        # Most places are told by one of the first two letters not to be it.
        if likeness(row.letters[at], word[0]) or likeness(row.letters[at + 1], word[1])
    )


def _score(row: TextLine, at: int, word: str) -> float:
    return sum(likeness(row.letters[at + place], character) for place, character in enumerate(word)) / len(word)


def _least(word: str) -> float:
    # Of two letters both must pass, one as a second guess; of four one may be lost altogether; Latin words are long.
    return 0.85 if len(word) <= 2 else 0.74 if len(word) <= 4 else 0.7


def _hits(key: str, word: str, row_number: int, row: TextLine) -> list[Label]:
    least = _least(word)
    found = []
    for at in range(len(row) - len(word) + 1):
        score = _score(row, at, word)
        if score >= least:
            found.append(Label(key, row_number, at, at + len(word), score))
    return found
