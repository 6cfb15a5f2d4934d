# SPDX-License-Identifier: Apache-2.0
"""Reads the code tables that come with the program (``resources/codes``): nations, sexes, countries, divisions.

Each is read when it is first asked for, and kept. Refuses a table that is damaged rather than showing half of it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.errors import InvalidInputError

LANGUAGES = ("zh_CN", "en")
# What stands where a city would, above counties that have none: headings, not places.
HEADINGS = re.compile("市辖区|市|县|.*直辖(县级)?行政(区划|单位)")
T = TypeVar("T")


class CodeTables:
    """The code tables in one folder.

    Args:
        folder: where the tables lie, one file each.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lists: dict[str, CodeList] = {}
        self._divisions: Divisions | None = None
        self._surnames: Mapping[str, str] | None = None
        self._several: Mapping[str, Sequence[str]] | None = None

    def code_list(self, name: str) -> CodeList:
        """Return the list ``nations``, ``sexes`` or ``countries``.

        Raises:
            InvalidInputError: ``codes.unknown_list``, ``codes.damaged``.
        """
        if name not in self._lists:
            self._lists[name] = self._read(f"{name}.toml", lambda text: _code_list(name, text))
        return self._lists[name]

    def divisions(self) -> Divisions:
        """Return all divisions since 1980. Raises ``InvalidInputError`` (``codes.damaged``)."""
        if self._divisions is None:
            self._divisions = self._read("divisions.json", _divisions)
        return self._divisions

    def surname_readings(self) -> Mapping[str, str]:
        """Return surname → pinyin without tones (``shan`` for 单). Raises ``InvalidInputError`` (``codes.damaged``)."""
        if self._surnames is None:
            self._surnames = self._read("surnames.toml", _surnames)
        return self._surnames

    def several_readings(self) -> Mapping[str, Sequence[str]]:
        """Return the characters with more than one reading → all of them. Raises as :meth:`surname_readings`."""
        if self._several is None:
            self._several = self._read("readings.toml", _several)
        return self._several

    def _read(self, file: str, parse: Callable[[str], T]) -> T:
        try:
            return parse((self._folder / file).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise InvalidInputError("codes.unknown_list", name=file.rpartition(".")[0]) from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InvalidInputError("codes.damaged", file=file) from error


class Divisions:
    """County, city and province codes of GB/T 2260, those that were abolished since 1980 included.

    A document number keeps the code of the day of its issue, so a code that is gone today is as good as any. No list
    is complete: an unknown code is worth a look, not an error.

    Args:
        names: code → its names as ``(name, first year seen, last year seen or None if still in use)``, oldest first.
    """

    def __init__(self, names: Mapping[str, list[tuple[str, int, int | None]]]) -> None:
        self._names = names

    def __contains__(self, code: object) -> bool:
        return code in self._names

    def __len__(self) -> int:
        return len(self._names)

    def name(self, code: str) -> str:
        """Return the newest name with its province and city (``四川省成都市武侯区``), ``""`` if the code is unknown."""
        if code not in self._names:
            return ""
        own, _, last = self._names[code][-1]
        parents = [parent for parent in (f"{code[:2]}0000", f"{code[:4]}00") if parent != code]
        above = [name for name in (self._name_in(parent, last) for parent in parents) if not HEADINGS.fullmatch(name)]
        return "".join(dict.fromkeys([*above, own]))

    def all_names(self) -> Mapping[str, Sequence[str]]:
        """Return code → all names that it had, oldest first, each without what is above it."""
        return {code: tuple(name for name, _, _ in names) for code, names in self._names.items()}

    def in_use(self, code: str) -> bool:
        """Return whether the newest list still has the code."""
        return code in self._names and self._names[code][-1][2] is None

    def _name_in(self, code: str, year: int | None) -> str:
        names = self._names.get(code, [])
        for name, first, last in reversed(names):
            if year is None or (first <= year and (last is None or year <= last)):
                return name
        return names[-1][0] if names else ""


def _code_list(name: str, text: str) -> CodeList:
    entries = []
    texts: dict[str, str] = {}
    for code, entry in tomllib.loads(text)["codes"].items():
        labels = {language: str(entry[language]) for language in LANGUAGES}
        entries.append(Code(code, labels, tuple(entry.get("aliases", ()))))
        for spelling in (code, *labels.values(), *entry.get("aliases", ())):
            if texts.setdefault(spelling.casefold(), code) != code:
                raise ValueError(f"{spelling} means {texts[spelling.casefold()]} and {code}")
    return CodeList(name, tuple(entries))


def _divisions(text: str) -> Divisions:
    return Divisions(
        {
            code: [(str(name), int(first), last) for name, first, last in names]
            for code, names in json.loads(text)["divisions"].items()
        }
    )


def _several(text: str) -> Mapping[str, Sequence[str]]:
    found = {}
    for character, readings in tomllib.loads(text)["codes"].items():
        found[str(character)] = tuple(str(reading) for reading in readings)
        if not all(reading.isascii() and reading.isalpha() for reading in found[character]):
            raise ValueError(f"{character} has a reading that isn't pinyin")
    return found


def _surnames(text: str) -> Mapping[str, str]:
    return {str(name): str(reading) for name, reading in tomllib.loads(text)["codes"].items()}
