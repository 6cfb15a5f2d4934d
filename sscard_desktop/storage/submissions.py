# SPDX-License-Identifier: Apache-2.0
"""The submissions that wait for a supervisor, oldest first, with what their queue is filtered by."""

from __future__ import annotations

from collections.abc import Sequence

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Move, Status
from sscard_desktop.domain.reviewing import Submission
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.searching import SUMMARY_COLUMNS, summary_of

# A report stands before the picture's bytes in its row: reading it doesn't touch them.
_QUEUE = f"""
SELECT {SUMMARY_COLUMNS}, submitted_by,
    coalesce((SELECT json_extract(content, '$."unit"') FROM record_values WHERE record_values.record = seq), ''),
    EXISTS (
        SELECT 1 FROM picture WHERE picture.record = record.seq AND json_valid(report) AND CASE role
            WHEN '{PictureRole.PHOTO}' THEN coalesce(json_extract(report, '$.overridden'), '{{}}') <> '{{}}'
            ELSE coalesce(json_extract(report, '$.reason'), '') <> ''
        END
    ),
    (SELECT count(*) FROM step WHERE step.record = record.seq AND move IN ('{Move.RETURN}', '{Move.REJECT}'))
        - (SELECT count(*) FROM step WHERE step.record = record.seq AND move = '{Move.RECONSIDER}' AND source =
            '{Status.RETURNED}'),
    (SELECT CASE move WHEN '{Move.FIRST_APPROVE}' THEN operator ELSE '' END FROM step
        WHERE step.record = record.seq ORDER BY step.seq DESC LIMIT 1)
FROM record WHERE status = '{Status.SUBMITTED}'
"""
_ORDER = " ORDER BY coalesce(submitted_at, updated_at), seq LIMIT ?"


class Submissions:
    """Reads the queue; see ``ports.Store`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def submissions(self, ids: Sequence[str] | None = None, *, limit: int = 5000) -> Sequence[Submission]:
        """Return the submitted records, those of ``ids`` only where they are given, the oldest submission first."""
        among = "" if ids is None else f" AND id IN ({', '.join('?' * len(ids))})"
        return [
            Submission(summary_of(row[:-5]), unit, by, bool(overridden), returns, first_by or "")
            for row in self._database.rows(_QUEUE + among + _ORDER, *(ids or ()), limit)
            for by, unit, overridden, returns, first_by in [row[-5:]]
        ]
