# SPDX-License-Identifier: Apache-2.0
"""Text as it was read from a picture: letters with their places, and what else each of them may be.

Answers for the words in which recognition hands its findings to the parsers ``cardfront``, ``cardback`` and so on. A
reading of a letter is never just a letter: where a rule decides (a check character, a list of nations), the second
guess counts as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sscard_desktop.domain.traditional import SIMPLIFIED


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a line.

    Attributes:
        character: the likeliest.
        odds: 0 to 1, of ``character``.
        x, y: its middle, in widths of the page from its top left corner, the page held upright.
        others: what else it may be → odds.
        written: what was read, where ``character`` is its simplified form.
        apart: a blank was read before it; blanks of Latin text are words' ends.
    """

    character: str = field(repr=False)
    odds: float
    x: float
    y: float
    others: Mapping[str, float] = field(default_factory=dict, repr=False)
    written: str = field(default="", repr=False)
    apart: bool = False

    def odds_of(self, character: str) -> float:
        """Return how likely it is that this letter is ``character``."""
        return self.odds if character == self.character else self.others.get(character, 0.0)

    def best_of(self, characters: Iterable[str]) -> tuple[str, float]:
        """Return the likeliest of ``characters`` with its odds, ``("", 0.0)`` where none is possible."""
        found = max(((self.odds_of(each), each) for each in characters), default=(0.0, ""))
        return (found[1], found[0]) if found[0] > 0 else ("", 0.0)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text, from left to right.

    Attributes:
        letters: blanks are left out; their room shows in the places of the others.
        height: of the line with its margin, in widths of the page.
        glare: light hides a part of the picture beside or between the letters; some may be missing.
        closed: it was looked for more behind its last letter, and nothing stands there.
    """

    letters: tuple[Letter, ...]
    height: float
    glare: bool = False
    closed: bool = False

    @property
    def text(self) -> str:
        """The likeliest letters."""
        return "".join(letter.character for letter in self.letters)

    @property
    def left(self) -> float:
        """Middle of the first letter."""
        return self.letters[0].x if self.letters else 0.0

    @property
    def right(self) -> float:
        """Middle of the last letter."""
        return self.letters[-1].x if self.letters else 0.0

    @property
    def y(self) -> float:
        """Middle of the line, top to bottom."""
        return sum(letter.y for letter in self.letters) / len(self.letters) if self.letters else 0.0

    def __len__(self) -> int:
        return len(self.letters)

    @property
    def written(self) -> str:
        """What was read letter by letter."""
        return "".join(letter.written or letter.character for letter in self.letters)

    def where(self, keeps: Callable[[Letter], bool]) -> TextLine:
        """Return the letters that ``keeps`` says yes to, as a line."""
        return replace(self, letters=tuple(filter(keeps, self.letters)))

    def part(self, start: int, end: int | None = None) -> TextLine:
        """Return the letters from ``start`` up to ``end``, as a line."""
        return replace(self, letters=self.letters[start:end])


@dataclass(frozen=True, slots=True)
class Page:
    """All that was read from one picture.

    Attributes:
        lines: from top to bottom.
        ratio: height over width of the page.
    """

    lines: tuple[TextLine, ...]
    ratio: float = 54 / 85.6

    def simplified(self) -> Page:
        """Return the page in simplified characters, which is what the mainland prints.

        The network knows both and takes one for the other in fonts that it hasn't seen often.
        """
        return replace(
            self,
            lines=tuple(replace(line, letters=tuple(map(_simplified, line.letters))) for line in self.lines),
        )

    def rows(self) -> list[TextLine]:
        """Return the lines, those side by side joined from left to right."""
        rows: list[list[TextLine]] = []
        for line in sorted((line for line in self.lines if line.letters), key=lambda line: line.y):
            for row in rows:
                # Two lines one above the other may both be level with a label between them.
                if any(_side_by_side(line, each) for each in row) and not any(_covers(line, each) for each in row):
                    row.append(line)
                    break
            else:
                rows.append([line])
        return [_joined(row) for row in rows]


def _side_by_side(one: TextLine, other: TextLine) -> bool:
    """Return whether two lines stand on one level without covering each other, a slant of the page allowed for."""
    first, second = (one, other) if one.left <= other.left else (other, one)
    if second.left < first.right - min(one.height, other.height) * 0.5:
        return False
    level = first.letters[-1].y - second.letters[0].y
    return abs(level) < 0.5 * min(one.height, other.height)


def _covers(one: TextLine, other: TextLine) -> bool:
    margin = min(one.height, other.height) * 0.5
    return one.left < other.right - margin and other.left < one.right - margin


def _joined(row: list[TextLine]) -> TextLine:
    row.sort(key=lambda line: line.left)
    heights = sorted(line.height for line in row)
    letters = tuple(letter for line in row for letter in line.letters)
    return TextLine(letters, heights[len(heights) // 2], any(line.glare for line in row), row[-1].closed)


def _simplified(letter: Letter) -> Letter:
    character = SIMPLIFIED.get(letter.character, letter.character)
    if character == letter.character and not any(other in SIMPLIFIED for other in letter.others):
        return letter
    odds: dict[str, float] = {character: letter.odds}
    for other, worth in letter.others.items():
        plain = SIMPLIFIED.get(other, other)
        odds[plain] = odds.get(plain, 0.0) + worth
    written = letter.character if character != letter.character else ""
    return replace(letter, character=character, odds=min(1.0, odds.pop(character)), others=odds, written=written)


def geometric_mean(odds: Iterable[float]) -> float:
    """Return the mean by which one doubtful letter among sure ones still counts; 0 for none."""
    product, count = 1.0, 0
    for each in odds:
        product *= max(each, 1e-6)
        count += 1
    return product ** (1 / count) if count else 0.0


def all_right(letters: Iterable[Letter]) -> float:
    """Return how likely it is that every letter is right."""
    product = 1.0
    for letter in letters:
        product *= letter.odds
    return product
