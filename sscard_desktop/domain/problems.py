# SPDX-License-Identifier: Apache-2.0
"""Problems of a record as values: shown under the field they belong to, counted, jumped to, never raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """The record can't be submitted with it."""
    WARNING = "warning"
    """Look at it; the record may be submitted."""
    QUESTION = "question"
    """The program proposes something and must not do it unasked, such as 15 → 18 places."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about one field or picture.

    Attributes:
        key: the field's key, a picture role (``photo``, ``id_front``…), ``consent``, or ``""`` for the whole record.
        code: message code; the sentence says what is wrong and what to do.
        severity: see :class:`Severity`.
        params: placeholders of the sentence. May hold personal data: problems are shown, never logged.
        related: ids of other records that the problem speaks of (duplicates, the same mobile number).
        proposal: the value that the program proposes for the field, if it has one.
    """

    key: str
    code: str
    severity: Severity = Severity.ERROR
    params: Mapping[str, str | int] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    proposal: str | None = None


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that keep a record from being submitted."""
    return [problem for problem in problems if problem.severity is not Severity.WARNING]
