# SPDX-License-Identifier: Apache-2.0
"""The tree of places: what lies below what, and how a typed piece may stand for a name. Searched by ``placesearch``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sscard_desktop.domain.places import Place, stem

A_PIECE, CUT_SHORT = 1, 2
"""What each typed piece counts against a completion, and a name that was cut short."""
_LEVELS = frozenset("省市区县旗州盟")


class PlaceNode:
    """A place in the tree, with what it is found by."""

    __slots__ = ("_children", "_grow", "above", "firsts", "full", "level", "names", "place", "stem")

    def __init__(self, place: Place, above: PlaceNode | None, short: tuple[str, str] | None = None) -> None:
        self.place = place
        self.level = place.level
        self.above = above
        self.stem = stem(place.name)
        self.full: str = (above.full if above is not None else "") + place.name
        self.names = [(place.name, place.syllables, len(self.stem))]
        if short is not None:
            self.names.append((short[0], (short[1],), 1))
        self.firsts = frozenset(first for name, syllables, _ in self.names for first in (name[0], syllables[0][:1]))
        self._children: list[PlaceNode] = []
        self._grow: Callable[[], Iterable[Place]] | None = None

    def children(self) -> list[PlaceNode]:
        """Return what lies right below; streets are read when they are first asked for."""
        grow, self._grow = self._grow, None
        if grow is not None:
            self._children += [PlaceNode(place, self) for place in grow()]
        return self._children

    def add(self, child: PlaceNode) -> None:
        """Put a place below."""
        self._children.append(child)

    def has_counties(self) -> bool:
        """Return whether counties lie below; there are cities that have streets at once."""
        return bool(self._children) and self._children[0].level < 4

    def grows(self, grow: Callable[[], Iterable[Place]]) -> None:
        """Say where the rest of what lies below is read when it is first needed."""
        self._grow = grow

    # Methods below are called hundreds of times for each key.

    def ends(self, query: str, start: int) -> dict[int, int]:
        """Return where in ``query`` a piece that means this place may end → what speaks against it."""
        found: dict[int, int] = {}
        for name, syllables, enough in self.names:
            live = {start}
            for index, (character, syllable) in enumerate(zip(name, syllables, strict=True), 1):
                live = _step(query, live, character, syllable)
                if not live:
                    break
                cost = A_PIECE if index >= enough else A_PIECE + CUT_SHORT
                for end in live:
                    found[end] = min(cost, found.get(end, cost))
        return found


def cut_well(node: PlaceNode, text: str, end: int) -> bool:
    """Return whether what ends there names ``node``: 朝阳 in 朝阳区 isn't the city of that name."""
    return text.endswith(node.place.name, 0, end) or text[end : end + 1] not in _LEVELS


def descend(node: PlaceNode, text: str, used: int) -> tuple[PlaceNode, int]:
    """Return the smallest place that ``text`` goes on to name behind ``used``, and how far."""
    while True:
        below = [child for child in node.children() if text.startswith(child.place.name, used)]
        below = below or [
            child
            for child in node.children()
            if child.level == 2
            and len(child.stem) > 1
            and text.startswith(child.stem, used)
            and cut_well(child, text, used + len(child.stem))
        ]
        if not below:
            return node, used
        child = max(below, key=lambda child: len(child.place.name))
        named = child.place.name if text.startswith(child.place.name, used) else child.stem
        node, used = child, used + len(named)


def distance(code: str, home: str) -> int:
    """Return 0 for the same county, 1 for its city, 2 for its province, 3 beyond; 0 without a home."""
    if not home:
        return 0
    if code[:6] == home[:6]:
        return 0
    return 1 if code[:4] == home[:4] else 2 if code[:2] == home[:2] else 3


def _step(query: str, live: set[int], character: str, syllable: str) -> set[int]:
    reached = set()
    for at in live:
        if at >= len(query):
            continue
        typed = query[at]
        if typed == character:
            reached.add(at + 1)
        elif syllable and typed == syllable[0]:
            reached.add(at + 1)
            if query.startswith(syllable, at):
                reached.add(at + len(syllable))
            elif syllable.startswith(query[at:]):
                reached.add(len(query))
            if syllable[1:2] == "h" and query[at + 1 : at + 2] == "h":
                reached.add(at + 2)
    return reached
