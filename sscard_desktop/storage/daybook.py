# SPDX-License-Identifier: Apache-2.0
"""What a day's sheet is made of: who submitted how many for whom, what was decided, what the station still keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sscard_desktop.domain.endofday import Kept, Submitted
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import NOT_YET_OUT, Move
from sscard_desktop.storage.countings import CLERK, UNIT, taken_back
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.searching import SUMMARY_COLUMNS, summary_of
from sscard_desktop.storage.times import stored

_SIGNED = (
    "EXISTS (SELECT 1 FROM picture WHERE picture.record = record.seq "
    f"AND role IN ('{PictureRole.SIGNED_FORM}', '{PictureRole.SIGNATURE}'))"
)


class Daybook:
    """Reads a day's figures; see ``ports.Store`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def submitted_between(self, since: datetime, until: datetime, *, clerk: str = "") -> Sequence[Submitted]:
        """Return the people submitted in a time, by clerk, unit and kind of business."""
        rows = self._database.rows(
            f"SELECT {CLERK}, {UNIT} AS unit, business, count(*) FROM record "
            f"WHERE submitted_at IS NOT NULL AND submitted_at >= ? AND submitted_at < ? AND (? = '' OR {CLERK} = ?) "
            "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            stored(since),
            stored(until),
            clerk,
            clerk,
        )
        return [Submitted(*row) for row in rows]

    def decided_between(self, since: datetime, until: datetime, *, clerk: str = "") -> Mapping[tuple[str, Move], int]:
        """Return (clerk of the records, move) → how often it was made in a time: approvals and returns that stand."""
        rows = self._database.rows(
            f"SELECT {CLERK}, move, count(*) FROM step JOIN record ON record.seq = step.record "
            f"WHERE at >= ? AND at < ? AND move IN ('{Move.APPROVE}', '{Move.RETURN}') AND (? = '' OR {CLERK} = ?) "
            f"AND NOT {taken_back(Move.RECONSIDER)} GROUP BY 1, 2",
            stored(since),
            stored(until),
            clerk,
            clerk,
        )
        return {(clerk, Move(move)): count for clerk, move, count in rows}

    def kept(self, *, clerk: str = "") -> Sequence[Kept]:
        """Return the records that the station hasn't let go of, by clerk and receipt number."""
        rows = self._database.rows(
            f"SELECT {SUMMARY_COLUMNS}, {CLERK}, {UNIT}, {_SIGNED} FROM record "
            f"WHERE status IN ({', '.join('?' * len(NOT_YET_OUT))}) AND (? = '' OR {CLERK} = ?) "
            f"ORDER BY {CLERK}, receipt_number, seq",
            *sorted(status.value for status in NOT_YET_OUT),
            clerk,
            clerk,
        )
        return [Kept(summary_of(row[:-3]), row[-3], row[-2], bool(row[-1])) for row in rows]
