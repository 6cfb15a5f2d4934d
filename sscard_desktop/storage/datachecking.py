# SPDX-License-Identifier: Apache-2.0
"""Whether a whole set of profiles and code tables can be worked by: each city by the set's own tables, and this one's.

A set may be sound and still keep everybody out: the station's own city isn't in it, or what the station brought along
builds on something that the set no longer has. That is told while the set is looked at, not at the next log-in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.domain.profile import FormScope, ProfileProblem
from sscard_desktop.services.ports import StationFile
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.ideographs import read_ideographs
from sscard_desktop.storage.places import read_gazetteer
from sscard_desktop.storage.profiles import ProfileFolders

ReadForm = Callable[[Path, Collection[str], FormScope], object]
"""Reads a printed form's template, and raises for a broken one; see :class:`.profiles.ProfileFolders`."""


def check_set(
    forms: Path, codes: Path, *, read_form: ReadForm, own_forms: Path, station: StationFile
) -> Sequence[ProfileProblem]:
    """Return what is wrong with the set's cities, their papers included.

    Args:
        forms: the set's profiles, codes: its code tables.
        own_forms: the profiles that the station brought along; they count beside the set's.
        station: whose city must be there; one that isn't set up, or can't be looked at, needs none.

    Raises:
        RefusedError: ``update.lacks_city`` (``city``): this station couldn't be opened any more.
        InvalidInputError: a code table can't be read; the station's own city is broken by the set (``profile.*``).
    """
    tables = CodeTables(codes)
    for read in (tables.divisions, tables.surname_readings, tables.several_readings):
        read()
    read_gazetteer(codes)
    read_ideographs(codes)
    profiles = ProfileFolders([forms], tables, read_form=read_form)
    problems = [problem for name in profiles.names() for problem in profiles.check(forms / name)]
    city = _city_of(station)
    if problems or not city or city in profiles.names():
        return problems
    beside = ProfileFolders([forms, own_forms], tables, read_form=read_form)
    if city not in beside.names():
        raise RefusedError("update.lacks_city", city=city)
    beside.load(city)
    return []


def _city_of(station: StationFile) -> str:
    try:
        return station.identity().profile if station.exists() else ""
    except SscardError:
        # It is restored first; whether its city is there is said then.
        return ""
