# SPDX-License-Identifier: Apache-2.0
"""What is wrong in a checked list, gathered by kind: two thousand cells with one fault are one thing to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sscard_desktop.domain.checkedroster import CheckedRoster, CheckedRow, RosterProblem


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, and the person whose row it is in; ``None`` for the file and its columns."""

    problem: RosterProblem
    row: CheckedRow | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """One fault in one column, however often.

    Attributes:
        first: an example, for the sentence.
        blocking: whether it keeps rows out.
    """

    code: str
    key: str
    first: RosterProblem = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)
    blocking: bool = True


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was read and checked.

    Attributes:
        kinds: what keeps rows out first, the most frequent first.
        findings: all of it, in the file's order.
    """

    path: Path
    checked: CheckedRoster
    kinds: tuple[Kind, ...]
    findings: tuple[Finding, ...] = field(repr=False)
    good: int = 0
    bad: int = 0

    @classmethod
    def of(cls, path: Path, checked: CheckedRoster) -> CheckedFile:
        """Gather what is wrong; for the work lane, since it walks through all rows."""
        findings = [Finding(each, None) for each in checked.problems]
        findings += [Finding(each, row) for row in checked.rows for each in row.problems]
        return cls(path, checked, tuple(_kinds(findings)), tuple(findings), checked.good, checked.bad)

    @property
    def usable(self) -> bool:
        """Whether anybody of it may be imported."""
        return self.checked.usable and self.good > 0

    @property
    def asked(self) -> int:
        """How many findings keep nobody out, and want a look all the same."""
        return sum(not each.problem.blocking for each in self.findings)


def _kinds(findings: Sequence[Finding]) -> list[Kind]:
    gathered: dict[tuple[str, str, bool], list[Finding]] = {}
    for each in findings:
        problem = each.problem
        gathered.setdefault((problem.code, problem.key, problem.blocking), []).append(each)
    kinds = [
        Kind(code, key, several[0].problem, tuple(several), blocking)
        for (code, key, blocking), several in gathered.items()
    ]
    return sorted(kinds, key=lambda kind: (not kind.blocking, -len(kind.findings)))
