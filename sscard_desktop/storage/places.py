# SPDX-License-Identifier: Apache-2.0
"""Reads the tables of places (``resources/codes``): counties of today, their streets, postal codes and successors.

Streets are kept packed by county and unpacked when one is looked into: all of them at once would cost half a second
and 40 MB for the few that a counter ever needs.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.places import Place, is_heading, successors_of
from sscard_desktop.domain.placesearch import Gazetteer, PlaceIndex

_MOST_BYTES = 8_000_000


def read_gazetteer(folder: Path) -> Gazetteer:
    """Return everything about places; takes some 100 ms, so call it away from the window's thread.

    Raises:
        InvalidInputError: ``codes.damaged`` (``file``).
    """
    file = ""
    try:
        file = "places.json.gz"
        with gzip.open(folder / file) as packed:
            table = json.loads(packed.read(_MOST_BYTES))
        streets = _Streets(table)
        file = "divisions.json"
        divisions = json.loads((folder / file).read_text(encoding="utf-8"))["divisions"]
        places = [
            streets.place(code, names[-1][0], in_use=names[-1][2] is None)
            for code, names in divisions.items()
            if not is_heading(names[-1][0]) and (names[-1][2] is None or streets.has(code))
        ]
        places += [streets.place(code, name, in_use=False) for code, name in table["zones"].items()]
        index = PlaceIndex(places, streets.of, streets.reading)
        file = "postcodes.json"
        postcodes = json.loads((folder / file).read_text(encoding="utf-8"))["postcodes"]
        file = "successors.toml"
        by_hand = tomllib.loads((folder / file).read_text(encoding="utf-8"))["codes"]
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise InvalidInputError("codes.damaged", file=file) from error
    return Gazetteer(index, _texts(postcodes), cache(lambda: {**successors_of(divisions), **_texts(by_hand)}))


def _texts(table: Mapping[object, object]) -> dict[str, str]:
    return {str(key): str(value) for key, value in table.items()}


class _Streets:
    """The packed table."""

    def __init__(self, table: Mapping[str, Mapping[str, str]]) -> None:
        self._readings = table["readings"]
        self._spelt = table["spelt"]
        self._packed = table["streets"]

    def has(self, county: str) -> bool:
        return county in self._packed

    def of(self, county: str) -> Iterable[Place]:
        entries = self._packed.get(county, "").split()
        coded = [
            (entry[:9], entry[9:]) if entry[:9].isdecimal() else (county + entry[:3], entry[3:]) for entry in entries
        ]
        return [self.place(code, name, in_use=True) for code, name in coded if name]

    def reading(self, character: str) -> str:
        return self._readings.get(character, "")

    def place(self, code: str, name: str, *, in_use: bool) -> Place:
        spelt = self._spelt.get(name)
        syllables = spelt.split() if spelt else []
        if len(syllables) != len(name):
            syllables = [self._readings.get(character, "") for character in name]
        return Place(code, name, tuple(syllables), in_use)
