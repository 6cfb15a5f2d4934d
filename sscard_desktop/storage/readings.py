# SPDX-License-Identifier: Apache-2.0
"""What chip and roster said of a record's person, kept beside the record so that the two can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sscard_desktop.domain.comparison import Reading, Source
from sscard_desktop.domain.record import RecordId
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.records import seq_of
from sscard_desktop.storage.times import restored, stored


class Readings:
    """Stores one value a source and key; see ``ports.Store`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_readings(self, record_id: RecordId, source: Source, values: Mapping[str, str], *, at: datetime) -> None:
        """Store what a source says in place of all that it said before; values that are empty aren't kept."""
        seq = seq_of(self._database, record_id)
        self._database.write("DELETE FROM reading WHERE record = ? AND source = ?", seq, source.value)
        self._database.write_all(
            "INSERT INTO reading VALUES (?, ?, ?, ?, ?)",
            [(seq, source.value, key, value, stored(at)) for key, value in sorted(values.items()) if value],
        )

    def readings(self, record_id: RecordId) -> Sequence[Reading]:
        """Return what was said of a record's person, by source and key."""
        rows = self._database.rows(
            "SELECT source, key, value, at FROM reading WHERE record = (SELECT seq FROM record WHERE id = ?) "
            "ORDER BY source, key",
            record_id,
        )
        return [Reading(record_id, Source(source), key, value, restored(at)) for source, key, value, at in rows]
