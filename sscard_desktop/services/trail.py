# SPDX-License-Identifier: Apache-2.0
"""The audit trail for people: verified, exported for inspectors, and its head for the day's sheet.

People's data in the lines are covered unless the reader may see them; what is open in a covered line is listed here
word by word (:data:`OPEN`), so that a detail that somebody adds later is covered until it is judged. Reading the trail
is itself a line of the trail.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.chinatime import midnight
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.filenames import told_of
from sscard_desktop.domain.masking import masked
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.retention import DISCARDED
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import AuditEntry, AuditFinding, AuditHead, Progress, TableWriter, WrittenFile
from sscard_desktop.services.session import Session

HEADERS = ("station", "sequence", "at", "monotonic_s", "operator", "action", "subject", "detail", "digest")
"""Columns of an export; English, as a second program reads them too."""
OPEN = frozenset(
    {
        "added", "alike", "allowed", "asked", "batch", "by", "bytes", "card", "cause", "certificate", "change",
        "chosen", "confirmed", "content_sha256", "decision", "differed", "entries", "failed_tries", "fields", "file",
        "files", "form", "from", "given", "head", "keys", "layout", "left", "masked", "merge", "move", "parked",
        "pictures", "problems", "recipients", "records", "removed", "replaced", "role", "sha256", "standing",
        "station", "to", "versions",
    }
)  # fmt: skip
"""Details that are never a person's: codes, counts, digests, names of files."""
_MAX_HEAD = 100


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found.

    Attributes:
        head: the trail's end now.
        findings: what is broken, empty if nothing; at most :data:`MAX_FINDINGS`.
    """

    head: AuditHead
    findings: tuple[AuditFinding, ...]


MAX_FINDINGS = 1000


@dataclass(frozen=True, slots=True)
class DaySheet:
    """What the day's sheet shows: figures, the batches that left, and the trail's head in the evening.

    Attributes:
        actions: (operator, action) → how often that day.
        batches: numbers of the batches that were sealed that day.
    """

    day: date
    station: str
    actions: Mapping[tuple[str, str], int]
    batches: Sequence[str]
    head: AuditHead


class Trail:
    """A supervisor's work on the audit trail."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.AUDIT)
        self._session = session

    @allowed(Permission.AUDIT)
    def head(self) -> AuditHead:
        """Return the trail's end, to be printed or noted outside of the station."""
        return self._session.store.audit_head()

    @allowed(Permission.AUDIT)
    def verify(self, head: AuditHead | None = None) -> Verified:
        """Return every line that was changed, taken out or cut off, and where.

        Args:
            head: from an earlier sheet or package; what happened to the trail's end shows only against one.
        """
        now = self._session.store.audit_head()
        found: list[AuditFinding] = []
        for finding in self._session.store.audit_findings(head=head):
            found.append(finding)
            if len(found) == MAX_FINDINGS:
                break
        return Verified(now, tuple(found))

    @allowed(Permission.AUDIT)
    def differing_records(self, progress: Progress) -> Sequence[RecordId]:
        """Return the records whose stored values aren't those that the trail ends with.

        Whoever writes into the database past the program leaves the trail whole and the record changed: this finds it.
        Reads every record with its lines, a minute for some ten thousand.
        """
        store = self._session.store
        lives = [life for life in store.lifetimes() if life.status != DISCARDED]
        found = []
        for done, life in enumerate(lives, start=1):
            told = _replayed(store.audit_entries(subject=life.record))
            stored = store.record(life.record).values
            if any(stored.get(key, "") != value for key, value in told.items()):
                found.append(life.record)
            progress.report(done, len(lives))
        return found

    @allowed(Permission.AUDIT)
    def of(self, subject: str) -> Sequence[AuditEntry]:
        """Return what was done to a record, batch or person, and who looked at it, people's data covered."""
        return [_covered(entry) for entry in self._session.store.audit_entries(subject=subject)]

    @allowed(Permission.AUDIT)
    def day_sheet(self, day: date | None = None) -> DaySheet:
        """Return the sheet of a day at the counter, by default today's."""
        session = self._session
        day = day or session.clock.today()
        begins = midnight(day)
        ends = begins + timedelta(days=1)
        told = [entry for entry in session.store.audit_entries(since=begins) if entry.at < ends]
        sealed = [
            batch.number
            for batch in session.store.batches()
            if batch.sealed_at and begins <= batch.sealed_at < ends and batch.status is not BatchStatus.CANCELLED
        ]
        actions = Counter((entry.operator, entry.action) for entry in told)
        return DaySheet(day, session.identity.name, dict(sorted(actions.items())), sealed, session.store.audit_head())

    @allowed(Permission.AUDIT)
    def export(self, path: Path, tables: TableWriter) -> WrittenFile:
        """Write the trail as a table for inspectors, people's data covered (``.csv`` or ``.xlsx``).

        Raises:
            InvalidInputError: another ending.
            EnvironmentFailedError: the target disk fails; no half file is left.
        """
        return self._export(path, tables, covered=True)

    @allowed(Permission.AUDIT_UNMASKED)
    def export_unmasked(self, path: Path, tables: TableWriter) -> WrittenFile:
        """Write the trail as it is, people's data included; see :meth:`export`."""
        return self._export(path, tables, covered=False)

    def _export(self, path: Path, tables: TableWriter, *, covered: bool) -> WrittenFile:
        session = self._session
        # The line first: whoever takes the trail out is in it, even if the disk then fails.
        with session.action("audit.export", told_of(path.name), masked=covered):
            pass
        head = session.store.audit_head()
        station = f"{session.identity.number:04d}"
        rows = ((station, *_cells(_covered(entry) if covered else entry)) for entry in self._up_to(head))
        return tables.write(path, "audit", HEADERS, rows, row_count=head.entries, created_at=session.clock.now())

    def _up_to(self, head: AuditHead) -> Iterator[AuditEntry]:
        for entry in self._session.store.audit_entries():
            if entry.sequence > head.entries:
                return
            yield entry


def _replayed(entries: Iterator[AuditEntry]) -> dict[str, str]:
    """Return field → value as the lines of one record leave it."""
    values: dict[str, str] = {}
    for entry in entries:
        detail = json.loads(entry.detail) if entry.detail else {}
        if isinstance(detail, dict) and isinstance(detail.get("new"), dict):
            values.update(detail["new"])
    return values


def parsed_head(text: str) -> AuditHead:
    """Return a head as it was printed; raise ``InvalidInputError("audit.head_unreadable")``."""
    entries, _, digest = text.strip()[:_MAX_HEAD].partition("-")
    if not (entries.isascii() and entries.isdigit() and len(digest) == 64 and set(digest) <= set("0123456789abcdef")):
        raise InvalidInputError("audit.head_unreadable")
    return AuditHead(int(entries), digest)


def _cells(entry: AuditEntry) -> tuple[str, ...]:
    return (
        str(entry.sequence),
        entry.at.isoformat(),
        f"{entry.monotonic_s:.3f}",
        entry.operator,
        entry.action,
        entry.subject,
        "erased" if entry.erased else entry.detail,
        entry.digest,
    )


def _covered(entry: AuditEntry) -> AuditEntry:
    if entry.erased or not entry.detail:
        return entry
    try:
        detail = json.loads(entry.detail)
    except ValueError:
        detail = {"detail": entry.detail}
    cover = json.dumps(_cover(detail, ""), ensure_ascii=False, sort_keys=True)
    return AuditEntry(
        entry.sequence, entry.at, entry.operator, entry.action, entry.subject, cover, entry.digest,
        monotonic_s=entry.monotonic_s,
    )  # fmt: skip


def _cover(value: object, key: str) -> object:
    """Return a detail with every text covered that isn't known to be harmless; the keys stay."""
    if isinstance(value, dict):
        return {
            name: inner if name in OPEN and name != "moves" else _cover(inner, name) for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_cover(inner, key) for inner in value]
    return masked(key, value) if isinstance(value, str) else value
