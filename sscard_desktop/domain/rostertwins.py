# SPDX-License-Identifier: Apache-2.0
"""People of one list held against each other: who stands there twice, and which numbers several people share.

Of two equal rows the second is refused; where they differ, both are, since nobody knows which is right. Shared mobile
numbers and namesakes born on one day are told and keep nobody out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sscard_desktop.domain.checkedroster import CheckedRow, RosterProblem
from sscard_desktop.domain.problems import Severity

_SHOWN_ROWS = 5
_PERSONAL = ("personal_number", "social_security_number")


def with_twins(rows: Sequence[CheckedRow], letters: Mapping[str, str]) -> tuple[CheckedRow, ...]:
    """Return the rows with what they have in common added to their problems.

    Args:
        rows: the people, in the list's order.
        letters: field → letters of its column.
    """
    found: dict[int, list[RosterProblem]] = {}
    for same in _together(rows, ("document_type", "number"), needs="number"):
        differ = any(each.values != same[0].values for each in same)
        for place, row in enumerate(same):
            if differ or place:
                code = "rosters.person_twice_differently" if differ else "rosters.person_twice"
                found.setdefault(row.number, []).append(_problem(row, same, "number", code, letters))
    for key in _PERSONAL:
        for same in _together(rows, (key,), needs=key):
            if len({row.values.get("number", "") for row in same}) > 1:
                for row in same:
                    found.setdefault(row.number, []).append(
                        _problem(row, same, key, "rosters.personal_number_twice", letters)
                    )
    for keys, needs, code in (
        (("mobile",), "mobile", "rosters.mobile_shared"),
        (("name", "birth_date"), "birth_date", "rosters.namesake"),
    ):
        for same in _together(rows, keys, needs=needs):
            if len({row.values.get("number", "") for row in same}) > 1:
                for row in same:
                    problem = _problem(row, same, keys[0], code, letters, severity=Severity.WARNING)
                    found.setdefault(row.number, []).append(problem)
    if not found:
        return tuple(rows)
    return tuple(
        replace(row, problems=(*row.problems, *found[row.number])) if row.number in found else row for row in rows
    )


def _together(rows: Sequence[CheckedRow], keys: tuple[str, ...], *, needs: str) -> list[list[CheckedRow]]:
    """Return the groups of rows that say the same of ``keys``."""
    groups: dict[tuple[str, ...], list[CheckedRow]] = {}
    met: dict[str, int] = {}
    for row in rows:
        if said := row.values.get(needs):
            met[said] = met.get(said, 0) + 1
    for row in rows:
        if met.get(row.values.get(needs, ""), 0) > 1:
            groups.setdefault(tuple(row.values.get(key, "") for key in keys), []).append(row)
    return [group for group in groups.values() if len(group) > 1]


def _problem(
    row: CheckedRow,
    same: Sequence[CheckedRow],
    key: str,
    code: str,
    letters: Mapping[str, str],
    *,
    severity: Severity = Severity.ERROR,
) -> RosterProblem:
    # Of the first few only: a whole list may have the unit's telephone.
    others = tuple(each.number for each in same[: _SHOWN_ROWS + 1] if each.number != row.number)[:_SHOWN_ROWS]
    params: dict[str, str | int] = {"rows": "、".join(map(str, others)), "count": len(same)}
    return RosterProblem(
        row.number, letters.get(key, ""), key, code, params, severity, found=row.values.get(key, ""), rows=others
    )
