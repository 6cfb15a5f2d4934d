# SPDX-License-Identifier: Apache-2.0
"""Finding places by what somebody types: characters, pinyin or its initials, levels left out or cut short.

``川成武``, ``ccwh``, ``wuhou`` and ``成都wuh`` all mean 四川省成都市武侯区. Everything found is a proposal; a house
number, a village, a name that no table has is none of this module's business and never wrong.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sscard_desktop.domain.places import Place
from sscard_desktop.domain.placetree import A_PIECE, PlaceNode, cut_well, descend, distance

SHOWN = 40
"""So many completions are worth reading."""
LONGEST_QUERY = 60
"""Characters; what is longer than any name with all above it is no search."""
# fmt: off
_SHORT = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑",
    "31": "沪", "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫",
    "42": "鄂", "43": "湘", "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "黔",
    "53": "滇", "54": "藏", "61": "陕", "62": "甘", "63": "青", "64": "宁", "65": "新", "71": "台",
    "81": "港", "82": "澳",
}
# fmt: on
"""Province → the character that stands for it."""
_FAR = 2
_NEVER = 1000
_BLANKS = re.compile("[ \u3000'’]")
_TYPED_RUN = re.compile(r"[a-zü']{2,}$")


@dataclass(frozen=True, slots=True)
class Completion:
    """A place that may be meant.

    Attributes:
        text: the whole name, from the province on.
        code: of the place.
        start: where in the typed text begins what ``text`` replaces, up to the caret.
        in_use: it and all above are in the newest list.
    """

    text: str
    code: str
    start: int = 0
    in_use: bool = True


class PlaceIndex:
    """All places of today, for looking up; immutable to its users, and read by any thread.

    Args:
        places: provinces, cities and counties.
        streets: gives the streets of a county by its code, when somebody first needs them.
        reading: pinyin of one character.
    """

    def __init__(
        self, places: Iterable[Place], streets: Callable[[str], Iterable[Place]], reading: Callable[[str], str]
    ) -> None:
        self._nodes: dict[str, PlaceNode] = {}
        self._by_name: dict[str, list[PlaceNode]] = {}
        self._provinces: list[PlaceNode] = []
        for place in sorted(places, key=lambda place: place.code):
            above = self._above(place.code)
            short = _SHORT.get(place.code[:2]) if place.level == 1 else None
            node = PlaceNode(place, above, (short, reading(short)) if short else None)
            if place.level > 1:
                node.grows(lambda code=place.code: streets(code))  # type: ignore[misc]
            self._nodes[place.code] = node
            (above.add if above is not None else self._provinces.append)(node)
            spellings = {place.name} if node.level == 3 else {place.name, node.stem}
            for spelling in spellings:
                if len(spelling) > 1:
                    self._by_name.setdefault(spelling, []).append(node)
        self._longest = max(map(len, self._by_name), default=0)

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, code: object) -> bool:
        return code in self._nodes

    def name(self, code: str) -> str:
        """Return the whole name of a province, city or county, ``""`` if it isn't here."""
        node = self._nodes.get(code)
        return node.full if node is not None else ""

    def own_name(self, code: str) -> str:
        """Return the name of a province, city or county without what is above it."""
        node = self._nodes.get(code)
        return node.place.name if node is not None else ""

    def locate(self, address: str, *, home: str = "") -> tuple[str, int]:
        """Return the code of the smallest place with which an address begins, and how many characters name it.

        Args:
            address: from province, city or county on; provinces and cities may lack their last character.
            home: a county nearby, which decides between counties of one name.
        """
        node, used = self._locate(address, home)
        return (node.place.code if node is not None else ""), used

    def complete(self, text: str, *, home: str = "", limit: int | None = SHOWN) -> list[Completion]:
        """Return what may be meant by the end of ``text``, the likeliest first.

        Args:
            text: what stands before the caret.
            home: code of a county nearby, whose neighbours come first.
            limit: so many at most.
        """
        if len(text) > LONGEST_QUERY:
            return []
        scope, used = self._locate(text, home)
        start, query = 0, _plain(text[used:])
        found = self._found(scope, query, home)
        if scope is not None and not query and text.strip() != scope.full:
            found = [(0, scope)]
        run = _TYPED_RUN.search(text)
        if not found and scope is None and run is not None and run.start():
            start, query = run.start(), _plain(run.group())
            found = self._found(None, query, home)
        ranked = ((cost + _FAR * distance(node.place.code, home), node.place.code, node) for cost, node in found)
        shown = sorted(ranked, key=_rank) if limit is None else heapq.nsmallest(limit, ranked, key=_rank)
        return [Completion(node.full, node.place.code, start, node.place.in_use) for _, _, node in shown]

    def below(self, code: str) -> list[Completion]:
        """Return what lies right below a place, in the list's order; the provinces below ``""``."""
        node = self._nodes.get(code)
        found = node.children() if node is not None else [] if code else self._provinces
        return [Completion(child.full, child.place.code, 0, child.place.in_use) for child in found]

    # inside

    def _above(self, code: str) -> PlaceNode | None:
        city = self._nodes.get(f"{code[:4]}00") if not code.endswith("00") else None
        return city or (self._nodes.get(f"{code[:2]}0000") if not code.endswith("0000") else None)

    def _locate(self, text: str, home: str) -> tuple[PlaceNode | None, int]:
        best: tuple[PlaceNode | None, int] = (None, 0)
        for length in range(min(self._longest, len(text)), 1, -1):
            named = [node for node in self._by_name.get(text[:length], []) if cut_well(node, text, length)]
            counties = [node for node in named if node.level == 3]
            if len(counties) > 1:
                # Of several counties with one name none is meant, unless one is nearer than the others.
                near = min(distance(node.place.code, home) for node in counties)
                counties = [node for node in counties if distance(node.place.code, home) == near]
            for node in [node for node in named if node.level < 3] + (counties if len(counties) == 1 else []):
                found = descend(node, text, length)
                if found[1] > best[1]:
                    best = found
        return best

    def _found(self, scope: PlaceNode | None, query: str, home: str) -> list[tuple[int, PlaceNode]]:
        """Return what ``query`` means below ``scope``, with what speaks against each."""
        if not query:
            return []
        nothing = {0: 0}
        below = self._provinces if scope is None else scope.children()
        found = [hit for node in below for hit in _hits(node, query, nothing)]
        city = scope or self._nodes.get(f"{home[:4]}00") or self._nodes.get(f"{home[:2]}0000")
        if city is not None and len(query) > 1 and (city.level == 2 or (city.level == 1 and scope is None)):
            # Streets of the city where one is, without their county: a clerk knows those by heart.
            near = [street for county in city.children() if county.level == 3 for street in county.children()]
            known = {node.place.code for _, node in found}
            hits = (hit for street in near for hit in _hits(street, query, nothing))
            found += [(cost + _FAR, node) for cost, node in hits if node.place.code not in known]
        return found


def _hits(node: PlaceNode, query: str, begun: Mapping[int, int]) -> Iterator[tuple[int, PlaceNode]]:
    """Yield the places at and below ``node`` that ``query`` means, where what is above took it up to ``begun``."""
    whole = len(query)
    ends: dict[int, int] = {}
    named: dict[int, int] = {}
    for start, cost in begun.items():
        if start < whole and query[start] in node.firsts:
            for end, more in node.ends(query, start).items():
                ends[end] = min(cost + more, ends.get(end, _NEVER))
                if more == A_PIECE and end < whole:
                    named[end] = min(cost + more, named.get(end, _NEVER))
    if whole in ends:
        yield ends[whole], node
    if node.level == 4:
        return
    if node.level == 3 or not node.has_counties():
        # Below a county one looks only where the county was named in full: there are forty thousand streets.
        if not named:
            return
        onward = named
    else:
        onward = {end: cost for end, cost in ends.items() if end < whole}
        for start, cost in begun.items():
            onward[start] = min(cost, onward.get(start, _NEVER))
    wanted = {query[at] for at in onward}
    for child in node.children():
        # A county that begins otherwise has nothing below it either.
        if child.level < 3 or not child.firsts.isdisjoint(wanted):
            yield from _hits(child, query, onward)


def _plain(text: str) -> str:
    return _BLANKS.sub("", text).replace("ü", "v").replace("lyu", "lv").replace("nyu", "nv")


def _rank(found: tuple[int, str, PlaceNode]) -> tuple[int, bool, int, str]:
    cost, code, node = found
    return cost, not node.place.in_use, node.level, code


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything about places that the program has.

    Attributes:
        index: today's places.
        postcodes: county → one of its postal codes, of doubtful age.
        successors: gives abolished county → the one that has its people today; asked for only where one is met.
    """

    index: PlaceIndex
    postcodes: Mapping[str, str] = field(default_factory=dict)
    successors: Callable[[], Mapping[str, str]] = dict

    def today(self, code: str) -> str:
        """Return the county of today for a county's code of any year, ``""`` where that isn't known."""
        seen: set[str] = set()
        while code and code not in seen:
            if code in self.index:
                return code
            seen.add(code)
            code = self.successors().get(code, "")
        return ""


def no_places() -> Gazetteer:
    """Return a gazetteer that knows nothing."""
    return Gazetteer(PlaceIndex((), lambda code: (), lambda character: ""))
