# SPDX-License-Identifier: Apache-2.0
"""Lists of fictitious people as they come out of the checks."""

from __future__ import annotations

from collections.abc import Iterable

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.checkedroster import CheckedRoster, CheckedRow, ReadColumn, RosterProblem

KEYS = (
    "name", "number", "birth_date", "personal_number", "personnel_category", "mobile", "unit", "insured_unit_name",
    "insured_unit_number",
)  # fmt: skip


def person(index: int, /, line: int = 0, *, bad: bool = False, **values: str) -> CheckedRow:
    """Return fictitious person ``index`` as line ``line`` of a list; ``""`` leaves a value out."""
    body = f"510107{1960 + index % 40}0411{index // 40 % 1000:03d}"
    usual = {
        "name": f"演{chr(0x4E00 + index // 5000)}{chr(0x5000 + index % 5000)}",
        "number": body + mod_11_2(body),
        "birth_date": f"{1960 + index % 40}-04-11",
        "personal_number": f"P{index:06d}",
        "personnel_category": "职工",
        "mobile": f"138{index:08d}",
        "unit": f"成都样例科技有限公司{index % 3 + 1}车间",
        "insured_unit_name": "成都样例科技有限公司",
        "insured_unit_number": "900001",
    }
    problems = (RosterProblem(line or index + 1, "B", "mobile", "roster.example"),) if bad else ()
    return CheckedRow(line or index + 1, {k: v for k, v in (usual | values).items() if v}, problems)


def listed(rows: Iterable[CheckedRow], keys: Iterable[str] = KEYS) -> CheckedRoster:
    """Return a list of these people that has columns for these fields."""
    columns = tuple(ReadColumn(index, key, key) for index, key in enumerate(keys))
    return CheckedRoster("名单.xlsx", "0" * 64, "Sheet1", 1, columns, tuple(rows))


def people(count: int, /, **values: str) -> CheckedRoster:
    """Return a list of so many people."""
    return listed(person(index, **values) for index in range(1, count + 1))
