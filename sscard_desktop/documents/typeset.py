# SPDX-License-Identifier: Apache-2.0
"""Setting text into a box: lines broken by the Chinese rules, the type made smaller where it must be.

The answer is exact or there is none: text that doesn't fit at the smallest size is never cut, squeezed or let run over
its neighbour; the caller refuses to print it. Breaking follows GB/T 15834-2011 5.1 (no closing mark at the head of a
line, no opening mark at its end, — and … in pairs stay together) and keeps words and numbers of Latin letters whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sscard_desktop.documents.fonts import Fonts, Weight

STEP_PT = 0.25
"""By how much the type is made smaller, from one try to the next."""

ASCENT_EM = 0.88
"""Top of a Chinese character over the baseline, as Noto Sans SC and HanaMinB draw it."""

_NO_LINE_HEAD = frozenset("，。、；：？！）》〉」』】〕〗”’％%‰℃°·•…—～,.;:?!)]}、")
_NO_LINE_END = frozenset("（《〈「『【〔〖“‘([{￥$#№")
_PAIRED = frozenset("—…")
_ROUNDING_EM = 1e-6


@dataclass(frozen=True, slots=True)
class FittedText:
    """Text that fits its box.

    Attributes:
        lines: the lines, without the spaces at their ends.
        size_pt: the size that was found.
        leading_pt: distance from baseline to baseline.
    """

    lines: tuple[str, ...]
    size_pt: float
    leading_pt: float

    @property
    def height_pt(self) -> float:
        """Height from the top of the first line's characters to the bottom of the last line's."""
        return (len(self.lines) - 1) * self.leading_pt + self.size_pt if self.lines else 0.0

    def baselines_pt(self, top_pt: float) -> tuple[float, ...]:
        """Distance of each line's baseline below the place from which ``top_pt`` is counted."""
        first = top_pt + ASCENT_EM * self.size_pt
        return tuple(first + number * self.leading_pt for number in range(len(self.lines)))


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Characters that stay together, with the spaces after them."""

    text: str
    width_em: float
    space: str
    space_em: float


def fit(
    text: str,
    *,
    fonts: Fonts,
    width_pt: float,
    height_pt: float,
    size_pt: float,
    floor_pt: float,
    weight: Weight = Weight.REGULAR,
    leading_em: float = 1.2,
    wrap_pt: float = 72.0,
) -> FittedText | None:
    """Set ``text`` as large as fits, from ``size_pt`` down to ``floor_pt``, on as many lines as fit.

    Several lines are set at ``wrap_pt`` or less, so that they keep off their frame. A line feed begins a new line;
    other white space is a space. Empty text fits anywhere, on no line.

    Returns:
        The lines and their size, or None where the text doesn't fit even at ``floor_pt``.
    """
    line = "" if "\n" in text.strip() else " ".join(text.split())
    if line and height_pt >= size_pt and fonts.width(line, size_pt, weight) <= width_pt + _ROUNDING_EM * size_pt:
        # Nearly every value fits as it stands: no need to look where it might break.
        return FittedText((line,), size_pt, size_pt * leading_em)
    paragraphs = [tuple(_clusters(part, fonts, weight)) for part in text.strip().split("\n")]
    if not any(paragraphs):
        return FittedText((), size_pt, size_pt * leading_em)
    total_em = sum(cluster.width_em + cluster.space_em for paragraph in paragraphs for cluster in paragraph)
    size = size_pt
    while size >= floor_pt - _ROUNDING_EM:
        most_lines = int((height_pt / size - 1) / leading_em + _ROUNDING_EM) + 1 if height_pt >= size else 0
        if size > wrap_pt:
            most_lines = min(most_lines, len(paragraphs))
        # A line holds no more than its width: far too much text needn't be broken to be refused.
        if most_lines * width_pt >= (total_em - most_lines) * size:
            lines = _break(paragraphs, fonts, weight, width_pt / size, most_lines)
            if lines is not None:
                return FittedText(lines, size, size * leading_em)
        size -= STEP_PT
    return None


def _break(
    paragraphs: list[tuple[_Cluster, ...]], fonts: Fonts, weight: Weight, width_em: float, most_lines: int
) -> tuple[str, ...] | None:
    """Fill lines greedily; None where they are more than ``most_lines`` or a character is wider than a line."""
    limit = width_em + _ROUNDING_EM
    lines: list[str] = []
    for paragraph in paragraphs:
        line, used, space, space_em = "", 0.0, "", 0.0
        for cluster in paragraph:
            if not line or used + space_em + cluster.width_em <= limit:
                line, used = line + space + cluster.text, used + space_em + cluster.width_em
            else:
                head, rest = _after_dot(line, fonts, weight, limit)
                lines.append(head)
                line = rest + (space if rest else "") + cluster.text
                used = fonts.width(line, 1, weight)
            while used > limit:
                # Longer than a whole line (a web address, a foreign name): broken where it must be.
                head = _head(line, fonts, weight, limit)
                if not head:
                    return None
                lines.append(head)
                line = line[len(head) :]
                used = fonts.width(line, 1, weight)
            if len(lines) >= most_lines:
                return None
            space, space_em = cluster.space, cluster.space_em
        lines.append(line)
    return tuple(lines)


def _after_dot(line: str, fonts: Fonts, weight: Weight, limit_em: float) -> tuple[str, str]:
    """Part a full line after the last dot between the parts of a name, unless that leaves it short."""
    head, dot, rest = line.rpartition("·")
    if dot and fonts.width(head, 1, weight) >= 0.6 * limit_em:
        return head + dot, rest
    return line, ""


def _head(text: str, fonts: Fonts, weight: Weight, limit_em: float) -> str:
    used = 0.0
    for count, character in enumerate(text):
        used += fonts.width(character, 1, weight)
        if used > limit_em:
            return text[:count]
    return text


def _clusters(text: str, fonts: Fonts, weight: Weight) -> Iterator[_Cluster]:
    for word in " ".join(text.split()).split(" "):
        start = 0
        for end in range(1, len(word) + 1):
            last = end == len(word)
            if last or may_break(word[end - 1], word[end]):
                piece = word[start:end]
                if piece:
                    space = " " if last else ""
                    yield _Cluster(piece, fonts.width(piece, 1, weight), space, fonts.width(space, 1, weight))
                start = end


def may_break(before: str, after: str) -> bool:
    """Return whether a line may end between two characters of one word (GB/T 15834-2011 5.1)."""
    if after in _NO_LINE_HEAD or before in _NO_LINE_END or (before == after and before in _PAIRED):
        return False
    return not (_is_word(before) and _is_word(after))


def _is_word(character: str) -> bool:
    # Latin, Greek, Cyrillic and their digits and joints; everything East Asian may be parted.
    return character < "⺀" and (character.isalnum() or character in "-_./@+'’&:#")
