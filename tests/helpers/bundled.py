# SPDX-License-Identifier: Apache-2.0
"""What the program brings along and no test changes: read once a process, as it takes longer than most tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from sscard_desktop import app, paths
from sscard_desktop.domain.placesearch import Gazetteer
from sscard_desktop.domain.profile import Profile
from sscard_desktop.services.ports import Divisions
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.pinyin import Pinyin
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


def gazetteer() -> Gazetteer:
    """Return everything about places."""
    return workplace().gazetteer()


@cache
def workplace() -> Workplace:
    """Return a workplace without a station: its models, fonts and tables are loaded once for all that share it."""
    return app.workplace_at(Path("nowhere"))


def sharing(place: Workplace) -> Workplace:
    """Return a workplace that loads nothing heavy of its own: of networks, fonts and tables one set is enough."""
    common = workplace()
    return replace(
        place,
        photo_maker=common.photo_maker,
        card_cutter=common.card_cutter,
        forms=common.forms,
        ideographs=common.ideographs,
        gazetteer=common.gazetteer,
    )
