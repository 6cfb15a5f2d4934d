# SPDX-License-Identifier: Apache-2.0
"""pypinyin, loaded when the first name is read, its dictionary of phrases as small as it can be.

The library reads 47,000 phrases as lists of lists of their own, and all their beginnings beside them: 60 MB, which
Python's garbage collector walks through again and again. Here they are one long text in order, searched by halves, and
numbers for their 1,249 different readings: 2 MB. What the phrases are, and what is made of them, stays the library's
own matter.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from itertools import islice, pairwise
from types import ModuleType
from typing import Any, overload

_PHRASES = "phrases_dict.json"
# By the library's manual: no phrases at the import, and no second copy of its tables.
_SMALL = {"PYPINYIN_NO_PHRASES": "1", "PYPINYIN_NO_DICT_COPY": "1"}
_BETWEEN = re.compile(r'(?<=\])\s*,\s*(?=")')
_AT_ONCE = 1000
_loading = threading.Lock()


class _Texts(Sequence[str]):
    """Many texts end to end."""

    def __init__(self, texts: Iterable[str]) -> None:
        parts, ends = [], array("I", [0])
        for text in texts:
            parts.append(text)
            ends.append(ends[-1] + len(text))
        self._all, self._ends = "".join(parts), ends

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        return self._all[self._ends[at] : self._ends[at + 1]]

    def __len__(self) -> int:
        return len(self._ends) - 1


class Phrases(Mapping[str, list[list[str]]]):
    """Phrases and the readings of each of their characters, as the library asks for them.

    Args:
        pieces: the phrases in order, each with its readings, as JSON has them between its braces.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        known: dict[tuple[str, ...], int] = {}
        self._numbers, self._ends = array("H"), array("I", [0])
        self._texts = _Texts(self._read(pieces, known))
        self._readings = list(known)
        self._firsts: dict[str, int] = {}
        self._starts = array("I")
        for at, phrase in enumerate(self._texts):
            if phrase[:1] not in self._firsts:
                self._firsts[phrase[:1]] = len(self._starts)
                self._starts.append(at)
        self._starts.append(len(self._texts))

    def _read(self, pieces: Iterable[str], known: dict[tuple[str, ...], int]) -> Iterator[str]:
        # A thousand at a time: what is thrown away leaves no holes in the memory that a heap of others keeps.
        waiting = iter(pieces)
        while some := list(islice(waiting, _AT_ONCE)):
            for phrase, readings in json.loads(f"{{{','.join(some)}}}").items():
                self._numbers.extend(known.setdefault(tuple(each), len(known)) for each in readings)
                self._ends.append(len(self._numbers))
                yield phrase

    def __getitem__(self, phrase: str) -> list[list[str]]:
        at = self._at(phrase)
        if at == len(self) or self._texts[at] != phrase:
            raise KeyError(phrase)
        return [list(self._readings[number]) for number in self._numbers[self._ends[at] : self._ends[at + 1]]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def begun_by(self, text: str) -> bool:
        """Return whether a phrase begins so."""
        at = self._at(text)
        return at < len(self) and self._texts[at].startswith(text)

    def _at(self, text: str) -> int:
        """Return where a phrase would stand, among those with its first character; past the end where there is none."""
        first = self._firsts.get(text[:1])
        if first is None:
            return len(self)
        return bisect_left(self._texts, text, self._starts[first], self._starts[first + 1])


class Beginnings:
    """What the library cuts texts by: whether something begins a phrase."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def __contains__(self, text: str) -> bool:
        return self._phrases.begun_by(text)

    def train(self, words: Iterable[str]) -> None:
        """Learn nothing: the phrases are all there."""


def library() -> ModuleType:
    """Return pypinyin, loaded at the first call; from any thread."""
    with _loading:
        if "pypinyin" not in sys.modules:
            _load()
    import pypinyin

    return pypinyin


def _load() -> None:
    before = {name: os.environ.get(name) for name in _SMALL}
    os.environ.update(_SMALL)
    try:
        import pypinyin
        from pypinyin import constants, converter, core
        from pypinyin.seg import mmseg, simpleseg
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    phrases = _phrases(resources.files(pypinyin).joinpath(_PHRASES).read_text(encoding="utf-8"))
    for module in (constants, converter, core, mmseg, simpleseg):
        vars(module)["PHRASES_DICT"] = phrases
    beginnings: Any = Beginnings(phrases)
    vars(mmseg)["seg"] = mmseg.Seg(beginnings, no_non_phrases=True)


def _phrases(text: str) -> Phrases:
    """Read the library's file, which has its phrases in order; where it hasn't, they are put in order."""
    phrases = Phrases(_pieces(text))
    if all(phrase < following for phrase, following in pairwise(phrases)):
        return phrases
    # A quote is below any character of theirs: a beginning comes before what it begins.
    return Phrases(sorted(_pieces(text)))


def _pieces(text: str) -> Iterator[str]:
    start, end = text.index("{") + 1, text.rindex("}")
    for between in _BETWEEN.finditer(text, start, end):
        yield text[start : between.start()]
        start = between.end()
    yield text[start:end]
