# SPDX-License-Identifier: Apache-2.0
"""The hash-chained audit trail: its lines, its end, and what may be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit trail; ``digest`` covers the line and the digest before it.

    Attributes:
        detail: JSON; may hold people's data.
        monotonic_s: the clock that nobody sets, for the order and distance of lines within one run.
        erased: the detail was destroyed with its record.
    """

    sequence: int
    at: datetime
    operator: str
    action: str
    subject: str
    detail: str = field(repr=False)
    digest: str
    monotonic_s: float = 0.0
    erased: bool = False


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The end of the audit trail at some moment; kept outside the station, it shows later tampering."""

    entries: int
    digest: str

    def __str__(self) -> str:
        """Return it as it is printed and typed in again."""
        return f"{self.entries}-{self.digest}"


class AuditFault(StrEnum):
    """What is wrong with lines of the audit trail."""

    CHANGED = "changed"
    MISSING = "missing"
    DETAIL_CHANGED = "detail_changed"
    DETAIL_MISSING = "detail_missing"
    CUT_OFF = "cut_off"
    """The trail ends before a head that was seen earlier."""
    REWRITTEN = "rewritten"
    """The line of a head that was seen earlier is another one now: somewhere up to it, the trail was made anew."""
    UNGUARDED = "unguarded"
    """The triggers that keep lines from being changed were taken away."""


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """Lines ``first`` to ``last`` of the audit trail aren't what was written."""

    first: int
    fault: AuditFault
    last: int


class AuditStore(Protocol):
    """The trail as the station keeps it; a part of :class:`Store`, whose word on transactions and failures holds."""

    def audit(self, *, at: datetime, monotonic_s: float, operator: str, action: str, subject: str, detail: str) -> None:
        """Append to the hash-chained audit trail. ``detail`` is JSON, and is stored encrypted like all the rest."""

    def audit_head(self) -> AuditHead:
        """Return how long the audit trail is, and its last line's digest."""

    def audit_entries(
        self, *, subject: str | None = None, since: datetime | None = None, after: int = 0
    ) -> Iterator[AuditEntry]:
        """Yield the audit trail, oldest first: all of it, of one subject, since a moment, or after a line."""

    def audit_findings(self, *, head: AuditHead | None = None, after: int = 0) -> Iterator[AuditFinding]:
        """Yield every line of the trail that isn't what was written, compared with ``head`` where one is known.

        ``after``: only the lines behind that one, which is believed.
        """

    def last_audit_digest(self, *, besides: Sequence[str] = ()) -> str:
        """Return the digest of the last line of the trail, ``""`` for none; lines of actions that begin so don't count.

        It changes whenever anything was done.
        """
