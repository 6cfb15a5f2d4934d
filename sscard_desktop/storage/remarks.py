# SPDX-License-Identifier: Apache-2.0
"""Why records came back, point by point, and how each point was answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.remarks import Answer, Point, Remark, RemarkSource
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.records import seq_of
from sscard_desktop.storage.times import restored, restored_or_none, stored, stored_or_none


class Remarks:
    """Appends remarks and notes their answers; see ``ports.Store`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_remarks(self, record_id: RecordId, remarks: Iterable[Remark]) -> None:
        """Append remarks to a record's."""
        seq = seq_of(self._database, record_id)
        self._database.write_all(
            "INSERT INTO remark (record, key, text, source, code, at, operator, settled_at, answer) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    seq,
                    each.point.key,
                    each.point.text,
                    each.source.value,
                    each.point.code,
                    stored(each.at),
                    each.operator,
                    stored_or_none(each.settled_at),
                    each.answer.value if each.answer else "",
                )
                for each in remarks
            ],
        )

    def remarks(self, record_id: RecordId) -> Sequence[Remark]:
        """Return all remarks ever made on a record, oldest first."""
        rows = self._database.rows(
            "SELECT key, text, source, code, at, operator, settled_at, answer FROM remark "
            "WHERE record = (SELECT seq FROM record WHERE id = ?) ORDER BY seq",
            record_id,
        )
        return [
            Remark(
                Point(text, key, code),
                RemarkSource(source),
                restored(at),
                operator,
                restored_or_none(settled_at),
                Answer(answer) if answer else None,
            )
            for key, text, source, code, at, operator, settled_at, answer in rows
        ]

    def settle_remarks(self, record_id: RecordId, keys: Collection[str] | None, answer: Answer, *, at: datetime) -> int:
        """Note how the open remarks at these keys (``None``: at any) were answered; return how many there were."""
        if keys is not None and not keys:
            return 0
        among = "" if keys is None else f" AND key IN ({', '.join('?' * len(keys))})"
        return self._database.write(
            "UPDATE remark SET settled_at = ?, answer = ? WHERE answer = '' "
            f"AND record = (SELECT seq FROM record WHERE id = ?){among}",
            stored(at),
            answer.value,
            record_id,
            *(() if keys is None else sorted(keys)),
        )
