# SPDX-License-Identifier: Apache-2.0
"""The audit trail: who did what when, as a hash chain that shows each line that was changed, moved or left out.

A line holds a salted digest of its detail, and the detail lies beside it: what was destroyed with a record (see
``erasure``) is gone, and the chain over it still holds. Triggers keep the program itself from changing a line, and a
detail from going without a tombstone. Whoever holds the data key could still rewrite the chain from some line to its
end, or cut off its end; that shows against a head that left the station earlier (printed, exported).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from sscard_desktop.services.ports import AuditEntry, AuditFault, AuditFinding, AuditHead
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.times import restored, stored

_PAGE = 1000
_SALT_BYTES = 16
_BEFORE_THE_FIRST = hashlib.sha256(b"sscard_desktop audit trail 1").hexdigest()
_SEALED = re.compile(r"[0-9a-f]{64}")
_TRIGGERS = frozenset(
    {"audit_appended", "audit_unchanged", "audit_kept", "audit_detail_unchanged", "audit_detail_kept", "tombstone_kept"}
)
_LINE = "audit.sequence, at, monotonic_s, operator, action, subject, detail, digest, salt, content"
_FROM = "audit LEFT JOIN audit_detail ON audit_detail.sequence = audit.sequence"


class Audit:
    """Appends to the trail, reads and verifies it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def audit(self, *, at: datetime, monotonic_s: float, operator: str, action: str, subject: str, detail: str) -> None:
        """Append one line to the trail, with its detail beside it."""
        last = self.audit_head()
        salt = os.urandom(_SALT_BYTES)
        sealed = _commitment(salt, detail)
        line = (last.entries + 1, stored(at), float(monotonic_s), operator, action, subject, sealed)
        self._database.write("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *line, _digest(last.digest, line))
        self._database.write("INSERT INTO audit_detail VALUES (?, ?, ?)", line[0], salt, detail)

    def audit_head(self) -> AuditHead:
        """Return how long the trail is, and its last line's digest."""
        last = self._database.row("SELECT sequence, digest FROM audit ORDER BY sequence DESC LIMIT 1")
        return AuditHead(*last) if last else AuditHead(0, _BEFORE_THE_FIRST)

    def audit_entries(
        self, *, subject: str | None = None, since: datetime | None = None, after: int = 0
    ) -> Iterator[AuditEntry]:
        """Yield the trail, oldest first; what is appended meanwhile comes along.

        Args:
            subject: only what was done to this record, batch, person…
            since: only from this moment on (of the wall clock then).
            after: only the lines that were written after the line of this number.
        """
        conditions = ["1"]
        values: list[object] = []
        if subject is not None:
            conditions.append("subject = ?")
            values.append(subject)
        if since is not None:
            conditions.append("at >= ?")
            values.append(stored(since))
        for row in self._lines(" AND ".join(conditions), *values, after=after):
            yield _entry(row)

    def audit_findings(self, *, head: AuditHead | None = None, after: int = 0) -> Iterator[AuditFinding]:
        """Yield every line that isn't what was written there, from the first on; nothing if the trail is whole.

        Args:
            head: what a printed sheet or a package says that the trail was; a trail that is shorter, or that had
                another line there, was cut or rewritten.
            after: begin behind the line of this number, and believe its digest.
        """
        believed = self._database.row("SELECT digest, sequence FROM audit WHERE sequence = ?", after)
        before, last = believed or (_BEFORE_THE_FIRST, 0)
        forgotten = {record for (record,) in self._database.rows("SELECT record FROM tombstone")}
        for row in self._lines("1", after=last):
            sequence, *_, subject, detail, digest, salt, content = row
            if sequence != last + 1:
                yield AuditFinding(last + 1, AuditFault.MISSING, sequence - 1)
            elif digest != _digest(before, row[:7]):
                yield AuditFinding(sequence, AuditFault.CHANGED, sequence)
            elif _SEALED.fullmatch(detail) and content is None and subject not in forgotten:
                yield AuditFinding(sequence, AuditFault.DETAIL_MISSING, sequence)
            elif content is not None and detail != _commitment(salt, content):
                yield AuditFinding(sequence, AuditFault.DETAIL_CHANGED, sequence)
            if head is not None and head.entries == sequence and head.digest != digest:
                yield AuditFinding(1, AuditFault.REWRITTEN, sequence)
            # Going on from the digest as it stands: the lines behind a changed one are judged by themselves.
            before, last = digest, sequence
        if head is not None and head.entries > last:
            yield AuditFinding(last + 1, AuditFault.CUT_OFF, head.entries)
        guards = {name for (name,) in self._database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        if not guards >= _TRIGGERS:
            yield AuditFinding(last, AuditFault.UNGUARDED, last)

    def last_audit_digest(self, *, besides: Sequence[str] = ()) -> str:
        """Return the digest of the last line, but for those of actions that begin as one ``besides``."""
        others = "".join(" AND substr(action, 1, length(?)) <> ?" for _ in besides)
        row = self._database.row(
            f"SELECT digest FROM audit WHERE 1{others} ORDER BY sequence DESC LIMIT 1",
            *(prefix for prefix in besides for _ in range(2)),
        )
        return str(row[0]) if row else ""

    def first_broken_entry(self) -> int | None:
        """Return the sequence number of the first line that isn't what was written there, or ``None``."""
        return next((finding.first for finding in self.audit_findings()), None)

    def _lines(self, condition: str, *values: object, after: int = 0) -> Iterator[Row]:
        # In pages: a cursor left open would keep the write-ahead log from being folded in.
        last = after
        while True:
            page = self._database.rows(
                f"SELECT {_LINE} FROM {_FROM} WHERE audit.sequence > ? AND {condition} ORDER BY audit.sequence LIMIT ?",
                last,
                *values,
                _PAGE,
            )
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1][0]


def _entry(row: Row) -> AuditEntry:
    sequence, at, monotonic_s, operator, action, subject, detail, digest, _salt, content = row
    erased = content is None and _SEALED.fullmatch(detail) is not None
    # Lines of the first schema have their detail in themselves.
    told = "" if erased else detail if content is None else content
    return AuditEntry(
        sequence, restored(at), operator, action, subject, told, digest, monotonic_s=monotonic_s, erased=erased
    )


def _commitment(salt: bytes, detail: str) -> str:
    return hashlib.sha256(salt + detail.encode("utf-8")).hexdigest()


def _digest(before: str, line: Row) -> str:
    # JSON, so that no two different lines have the same bytes: fields run together would.
    return hashlib.sha256(json.dumps([before, *line]).encode("ascii")).hexdigest()
