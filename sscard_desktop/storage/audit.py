# SPDX-License-Identifier: Apache-2.0
"""The audit trail: who did what when, as a hash chain that shows the first line that was changed, moved or left out.

Triggers keep the program itself from changing a line. Whoever holds the data key could still rewrite the chain from
some line to its end, or cut off its end; that shows against a head that left the station earlier (printed, exported).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from sscard_desktop.services.ports import AuditEntry
from sscard_desktop.storage.database import Database, Row
from sscard_desktop.storage.times import restored, stored

_PAGE = 1000
_BEFORE_THE_FIRST = hashlib.sha256(b"sscard_desktop audit trail 1").hexdigest()


class Audit:
    """Appends to the trail, reads and verifies it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def audit(self, *, at: datetime, monotonic_s: float, operator: str, action: str, subject: str, detail: str) -> None:
        """Append one line to the trail."""
        last = self._database.row("SELECT sequence, digest FROM audit ORDER BY sequence DESC LIMIT 1")
        sequence, before = (last[0] + 1, last[1]) if last else (1, _BEFORE_THE_FIRST)
        line = (sequence, stored(at), float(monotonic_s), operator, action, subject, detail)
        self._database.write("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *line, _digest(before, line))

    def audit_entries(self) -> Iterator[AuditEntry]:
        """Yield the trail, oldest first; what is appended meanwhile comes along."""
        for sequence, at, _monotonic_s, operator, action, subject, detail, digest in self._lines():
            yield AuditEntry(sequence, restored(at), operator, action, subject, detail, digest)

    def first_broken_entry(self) -> int | None:
        """Return the sequence number of the first line that isn't what was written there, or ``None``."""
        before = _BEFORE_THE_FIRST
        for expected, (*line, digest) in enumerate(self._lines(), start=1):
            if line[0] != expected or digest != _digest(before, tuple(line)):
                return expected
            before = digest
        return None

    def _lines(self) -> Iterator[Row]:
        # In pages: a cursor left open would keep the write-ahead log from being folded in.
        last = 0
        while True:
            page = self._database.rows("SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?", last, _PAGE)
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1][0]


def _digest(before: str, line: Row) -> str:
    # JSON, so that no two different lines have the same bytes: fields run together would.
    return hashlib.sha256(json.dumps([before, *line]).encode("ascii")).hexdigest()
