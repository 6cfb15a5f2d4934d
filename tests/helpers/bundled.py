# SPDX-License-Identifier: Apache-2.0
"""What the program brings along and no test changes: read once a process, as it takes longer than most tests."""

from __future__ import annotations

from functools import cache

from sscard_desktop import paths
from sscard_desktop.domain.placesearch import Gazetteer
from sscard_desktop.domain.profile import Profile
from sscard_desktop.services.ports import Divisions
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.pinyin import Pinyin
from sscard_desktop.storage.places import read_gazetteer
from sscard_desktop.storage.profiles import ProfileFolders

CODES = CodeTables(paths.resources() / "codes")


@cache
def pinyin() -> Pinyin:
    """Return the readings of names."""
    return Pinyin(CODES.surname_readings(), CODES.several_readings())


@cache
def divisions() -> Divisions:
    """Return the divisions of GB/T 2260."""
    return CODES.divisions()


@cache
def city(name: str = "chengdu") -> Profile:
    """Return an installed city's profile."""
    return ProfileFolders([paths.forms()], CODES).load(name)


@cache
def gazetteer() -> Gazetteer:
    """Return everything about places."""
    return read_gazetteer(paths.resources() / "codes")
