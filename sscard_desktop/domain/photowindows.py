# SPDX-License-Identifier: Apache-2.0
"""Cities' photo windows held against each other: which can't be met by one file, and how many files do for all.

A specification is a box: exact pixels, exact resolution, and a span for each figure. Two cities can share a file if no
figure's spans lie apart; boxes that overlap two by two overlap all together (Helly), so that a group of cities without
a clash between any two has one file in common as far as the specifications go. Answers for the specifications alone:
whether a given picture can be brought there is for the photo maker to try.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from sscard_desktop.domain.photo import PhotoSpec, Span

_KIB = 1024


class ClashKind(StrEnum):
    """What two cities want differently."""

    PIXELS = "pixels"
    DPI = "dpi"
    FILE_SIZE = "file_size"
    FACE_WIDTH = "face_width"
    EYE_X = "eye_x"
    EYE_LINE = "eye_line"
    TOP_MARGIN = "top_margin"


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that no file can be for both of two cities.

    Attributes:
        first, second: the cities' names.
        wants: what the first wants, as shown; ``other_wants`` what the second does.
    """

    first: str
    second: str
    kind: ClashKind
    wants: str
    other_wants: str


def clashes_between(first: PhotoSpec, second: PhotoSpec) -> tuple[tuple[ClashKind, str, str], ...]:
    """Return what no file can be for both specifications: the kind, and what either wants."""
    found = []
    if (first.width, first.height) != (second.width, second.height):
        # Placement is in pixels of the picture: at another size its figures say nothing of each other.
        return ((ClashKind.PIXELS, f"{first.width}×{first.height}", f"{second.width}×{second.height}"),)
    if first.dpi is not None and second.dpi is not None and first.dpi != second.dpi:
        found.append((ClashKind.DPI, str(first.dpi), str(second.dpi)))
    if _apart(first.file_bytes, second.file_bytes):
        found.append((ClashKind.FILE_SIZE, kilobytes(first.file_bytes), kilobytes(second.file_bytes)))
    for kind, one, other in (
        (ClashKind.FACE_WIDTH, first.face_width, second.face_width),
        (ClashKind.EYE_X, first.eye_x, second.eye_x),
        (ClashKind.EYE_LINE, first.eye_above_bottom, second.eye_above_bottom),
        (ClashKind.TOP_MARGIN, first.top_margin, second.top_margin),
    ):
        if _apart(one, other):
            found.append((kind, f"{one} px", f"{other} px"))
    return tuple(found)


def clashes(cities: Mapping[str, PhotoSpec]) -> tuple[Clash, ...]:
    """Return every clash between any two of the cities, in their order."""
    return tuple(
        Clash(one, other, kind, wants, other_wants)
        for one, other in combinations(cities, 2)
        for kind, wants, other_wants in clashes_between(cities[one], cities[other])
    )


def groups(cities: Mapping[str, PhotoSpec]) -> tuple[tuple[str, ...], ...]:
    """Return the cities in groups that one file could serve, as few as are found by the narrowest size first.

    Each city is in one group. Ordered by the upper end of the file size, first fit gives the fewest groups where sizes
    are all that differs, which they mostly are.
    """

    def upper(name: str) -> float:
        high = cities[name].file_bytes.high
        return float("inf") if high is None else high

    made: list[list[str]] = []
    for name in sorted(cities, key=lambda name: (upper(name), name)):
        home = next((group for group in made if _fits(cities, name, group)), None)
        if home is None:
            made.append([name])
        else:
            home.append(name)
    return tuple(tuple(group) for group in made)


def kilobytes(span: Span) -> str:
    """Return a span of bytes as people read it, such as ``14–40 KB``; an end of 0 is no end."""
    low = span.low or None
    shown = Span(None if low is None else low / _KIB, None if span.high is None else span.high / _KIB)
    ends = [f"{end:.0f}" if end >= 10 else f"{end:.1f}" for end in (shown.low, shown.high) if end is not None]
    if len(ends) == 2:
        return f"{ends[0]}–{ends[1]} KB"
    if not ends:
        return "–"
    return f"{'≥' if shown.low is not None else '≤'} {ends[0]} KB"


def _fits(cities: Mapping[str, PhotoSpec], name: str, group: Sequence[str]) -> bool:
    return not any(clashes_between(cities[name], cities[other]) for other in group)


def _apart(one: Span, other: Span) -> bool:
    """Return whether no figure lies in both spans."""
    lows = [end for end in (one.low, other.low) if end is not None]
    highs = [end for end in (one.high, other.high) if end is not None]
    return bool(lows and highs) and max(lows) > min(highs)
