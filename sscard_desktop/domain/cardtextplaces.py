# SPDX-License-Identifier: Apache-2.0
"""Places in what was read: an address begins with a province, city or county, whose police issue the card.

That is the one check which the text of an address has. A beginning that is no place's was misread or lost; where one
place's name alone is a letter away, it is taken, and told. Divisions that were abolished count: cards outlive them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from sscard_desktop.domain.places import is_heading, stem

_TOKEN = re.compile(r"[^镇乡街路号村道组]{1,14}?(?:自治县|自治州|自治旗|地区|林区|[市区县盟旗州])")
_PIECES = re.compile("公安局|公安厅|公安处|分局|派出所")
_ZONES = ("开发区", "新区", "园区", "管理区", "风景区", "示范区")
_LEVELS = "区市县旗州盟"
_LONGEST = 16


class Verdict(Enum):
    """Whether a text's beginning is a place."""

    FITS = "fits"
    MENDED = "mended"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class _Known:
    names: Mapping[str, frozenset[str]]
    """Name or stem → the codes that have or had it."""
    below: Mapping[str, tuple[str, ...]]
    """First two digits → full names of cities and counties there."""


class PlaceNames:
    """The names of all provinces, cities and counties; immutable.

    Args:
        names: six-digit code → its names, past and present.
    """

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        codes: dict[str, set[str]] = {}
        below: dict[str, dict[str, None]] = {}
        for code, own in names.items():
            for name in own:
                if is_heading(name):
                    continue
                # Counties are never cut short in an address; provinces and cities are.
                for spelling in {name, stem(name)} if code.endswith("00") else {name}:
                    if len(spelling) > 1:
                        codes.setdefault(spelling, set()).add(code)
                if not code.endswith("0000"):
                    below.setdefault(code[:2], {})[name] = None
        self._known = _Known(
            {name: frozenset(found) for name, found in codes.items()},
            {province: tuple(found) for province, found in below.items()},
        )
        self._provinces = tuple(name for code, own in names.items() if code.endswith("0000") for name in own)

    def __bool__(self) -> bool:
        return bool(self._known.names)

    def settle(self, address: str) -> tuple[str, Verdict]:
        """Return an address with its beginning put right where that is sure, and whether it is a place's."""
        end, codes = self._chain(address)
        if not end:
            return self._without_province(address)
        token = _TOKEN.match(address, end)
        if token is None or token[0].endswith(_ZONES) or not any(code.endswith("00") for code in codes):
            return address, Verdict.FITS
        below = {name for code in codes for name in self._known.below.get(code[:2], ())}
        mended = _one_letter_off(token[0], below)
        if mended is None:
            return address, Verdict.DOUBTFUL
        return address[:end] + mended + address[token.end() :], Verdict.MENDED

    def is_office_of(self, office: str, address: str) -> bool:
        """Return whether an office's name is made of places, those of ``address`` where there is one."""
        pieces = [piece for piece in _PIECES.split(office) if piece]
        return (
            bool(pieces)
            and all(self._is_place(piece) for piece in pieces)
            and (not address or all(self._is_in(piece, address) for piece in pieces))
        )

    def _is_place(self, text: str) -> bool:
        if text in _LEVELS:
            return False
        # A branch drops what kind of place it is: 朝阳分局, 城分局.
        return any(self._chain(spelling)[0] == len(spelling) for spelling in (text, *(text + each for each in _LEVELS)))

    @staticmethod
    def _is_in(piece: str, address: str) -> bool:
        return piece in address or (len(piece) > 2 and stem(piece) in address)

    def _chain(self, text: str) -> tuple[int, frozenset[str]]:
        """Return how many letters of a text name one place after the other, each within the last, and its codes."""
        at, last = 0, frozenset[str]()
        while True:
            for length in range(min(_LONGEST, len(text) - at), 1, -1):
                codes = self._known.names.get(text[at : at + length], frozenset())
                inside = frozenset(code for code in codes if not last or any(_is_within(code, each) for each in last))
                if inside:
                    at, last = at + length, inside
                    break
            else:
                return at, last

    def _without_province(self, address: str) -> tuple[str, Verdict]:
        for lost in range(1, 4):
            whole = {name for name in self._provinces if len(name) > lost + 1 and address.startswith(name[lost:])}
            if len(whole) == 1 and len(next(iter(whole))) > 3:
                name = whole.pop()
                return name + address[len(name) - lost :], Verdict.MENDED
        for name in self._provinces:
            if len(name) > 2 and _one_letter_off(address[: len(name)], self._provinces) == name:
                return name + address[len(name) :], Verdict.MENDED
        return address, Verdict.DOUBTFUL


def _is_within(code: str, above: str) -> bool:
    if code == above:
        return False
    if above.endswith("0000"):
        return code[:2] == above[:2]
    # A county of a city; below a county there is none. Counties moved between cities, so that their codes don't tell.
    return above.endswith("00") and code[:2] == above[:2] and not code.endswith("00")


def _one_letter_off(text: str, names: Iterable[str]) -> str | None:
    near = {
        name for name in names if len(name) == len(text) and sum(a != b for a, b in zip(name, text, strict=True)) == 1
    }
    # Names of two characters are all alike.
    return near.pop() if len(near) == 1 and len(text) > 2 else None
