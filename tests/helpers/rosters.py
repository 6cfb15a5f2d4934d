# SPDX-License-Identifier: Apache-2.0
"""Lists of people as units send them, checked as the program checks them. Fictitious content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from sscard_desktop import paths
from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.checkedroster import CheckedRoster
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services.rosterchecking import check_roster
from sscard_desktop.storage.codetables import CodeTables
from tests.helpers.cities import profiles
from tests.helpers.tables import as_xlsx

TODAY = date(2026, 3, 2)
Rows = Sequence[Sequence[object]]


@cache
def city(name: str = "chengdu") -> Profile:
    """Return a city's profile, read once."""
    return profiles().load(name)


@cache
def context() -> Context:
    """Return what lies outside of a list."""
    return Context(today=TODAY, divisions=CodeTables(paths.resources() / "codes").divisions())


def number(birth: date, sequence: int, division: str = "510107") -> str:
    """Return a citizen number; an odd ``sequence`` (up to 999) is a man's."""
    seventeen = f"{division}{birth:%Y%m%d}{sequence:03d}"
    return seventeen + mod_11_2(seventeen)


def checked(
    folder: Path, content: bytes | Rows, name: str = "名单.xlsx", *, profile: str = "chengdu", sheet: str = ""
) -> CheckedRoster:
    """Return the list in a file of this content, or of these rows, checked."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else as_xlsx(content, "名单"))
    return check_roster(TableFiles().read(path), city(profile), context(), sheet=sheet)


def codes(roster: CheckedRoster, *, blocking: bool = True) -> list[tuple[int, str, str]]:
    """Return row, column and code of what is wrong with people."""
    problems = (problem for row in roster.rows for problem in row.problems)
    return [(each.row, each.column, each.code) for each in problems if each.blocking or not blocking]
