# SPDX-License-Identifier: Apache-2.0
"""Room in a line where a letter should be: what glare, a thumb or a hologram hid leaves a gap and no doubt.

Ideographs of one line stand at one pitch, digits closer. A gap wider than that is either print (the dot of a name,
which is easily lost) or a loss, and a reading with a loss is never sure, however sure its letters are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sscard_desktop.domain.cardtext import Letter, TextLine
from sscard_desktop.domain.names import is_han

_PITCH_OF_HEIGHT = 0.8
_NARROW = 0.55
_TOO_WIDE = 0.62


def pitch(line: TextLine) -> float:
    """Return how far apart ideographs stand in a line, in widths of the page."""
    steps = sorted(
        after.x - before.x
        for before, after in pairwise(line.letters)
        if is_han(before.character) and is_han(after.character)
    )
    usual = line.height * _PITCH_OF_HEIGHT
    # The lower quartile: a line may be more gaps than steps, and no two ideographs overlap.
    return max(steps[len(steps) // 4], 0.5 * usual) if steps else usual


def gaps(line: TextLine) -> list[tuple[int, float]]:
    """Return the gaps of a line: number of the letter behind it → its room beyond what is usual, in pitches."""
    usual = pitch(line)
    found = []
    for at, (before, after) in enumerate(pairwise(line.letters), start=1):
        expected = usual * (_width(before) + _width(after)) / 2
        room = (after.x - before.x - expected) / usual
        if room > _TOO_WIDE:
            found.append((at, room))
    return found


def begins_late(line: TextLine, start: float) -> bool:
    """Return whether a line begins so far behind where its column does that a letter fits before it."""
    return bool(line.letters) and line.letters[0].x - start > 0.8 * pitch(line)


def ends_early(lines: Sequence[TextLine]) -> bool:
    """Return whether a line that goes on below ends well before the longest: a paragraph fills its lines."""
    longest = max((line.right for line in lines), default=0.0)
    return any(longest - line.right > 1.6 * pitch(line) for line in lines[:-1])


def _width(letter: Letter) -> float:
    return 1.0 if is_han(letter.character) else _NARROW
