# SPDX-License-Identifier: Apache-2.0
"""What figures are made of: people, fates, pictures and times, counted in the database.

Each question begins at an index over its time, so that a day costs a day's work however many years the station has.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sscard_desktop.domain.figures import Fate, Fated, Line, Noted, Taken
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Move, Status
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.times import stored

_EPOCH = date(1970, 1, 1)
CLERK = "CASE submitted_by WHEN '' THEN created_by ELSE submitted_by END"
"""Who answers for a record: who submitted it, or took it while nobody has."""
UNIT = (
    "coalesce((SELECT json_extract(content, '$.\"unit\"') FROM record_values INDEXED BY values_unit "
    "WHERE record_values.record = record.seq), '')"
)
_OF_CLERK = f"(? = '' OR {CLERK} = ?)"
_SUBMITTED = "submitted_at IS NOT NULL AND submitted_at >= ? AND submitted_at < ?"
# As the partial index of schema 8 says it.
_FOR_ANOTHER = "submitted_by <> '' AND submitted_by <> created_by"
_CHINA_HOUR = "(submitted_at / 1000000 + 28800) / 3600"

_FEEDBACK = (Move.VERIFY, Move.OPEN_ACCOUNT, Move.MAKE, Move.LOAD_KEYS, Move.MAKE_READY, Move.ISSUE, Move.REJECT)
_DECISIONS = (Move.APPROVE, Move.RETURN)
_ONWARD = (Move.CONFIRM, Move.SUBMIT, *_DECISIONS, Move.EXPORT, *_FEEDBACK)
_FATES = {
    Fate.DECIDED: (_DECISIONS, Move.RECONSIDER),
    Fate.RETURNED: ((Move.RETURN,), Move.RECONSIDER),
    Fate.ANSWERED: (_FEEDBACK, Move.RETRACT),
    Fate.REFUSED: ((Move.REJECT,), Move.RETRACT),
}
"""What a fate is made by, and what takes it back."""


def taken_back(undone: Move) -> str:
    """Return the condition that a ``step`` was taken back by a later move of this kind.

    Each taking back takes the last step that still stands, so a step is gone where more were taken back behind it than
    were made: a return of the morning isn't touched by an approval that is taken back in the evening.
    """
    return (
        "EXISTS (SELECT 1 FROM step AS later INDEXED BY step_undone "
        "WHERE later.record = step.record AND later.seq > step.seq AND later.move IN ('reconsider', 'retract') "
        f"AND later.move = '{undone}' AND (SELECT sum(iif(move IN ('reconsider', 'retract'), 1, -1)) FROM step AS made "
        "WHERE made.record = step.record AND made.seq > step.seq AND made.seq <= later.seq) > 0)"
    )


_MOST_KEYS = 40
_LONGEST_KEY = 80
_MOST_TIMES = 1000

# The very words of the index picture_noted (schema 8): the planner takes a partial index for nothing less.
NOTED = (
    "json_valid(report) AND (coalesce(json_extract(report, '$.overridden'), '{}') <> '{}' "
    "OR coalesce(json_extract(report, '$.retaken'), '{}') <> '{}' "
    "OR coalesce(json_extract(report, '$.reason'), '') <> '')"
)


class Countings:
    """Counts; see ``ports.FiguresStore`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def taken_between(self, since: datetime, until: datetime, *, clerk: str = "") -> Sequence[Taken]:
        """Return the people submitted in a time, by clerk, unit and hour."""
        rows = self._database.rows(
            f"SELECT {CLERK}, {UNIT}, {_CHINA_HOUR}, count(*) FROM record WHERE {_SUBMITTED} AND {_OF_CLERK} "
            "GROUP BY 1, 2, 3",
            *_times(since, until),
            clerk,
            clerk,
        )
        return [
            Taken(by, unit, _EPOCH + timedelta(days=hour // 24), hour % 24, people) for by, unit, hour, people in rows
        ]

    def fates_between(self, since: datetime, until: datetime, *, clerk: str = "") -> Sequence[Fated]:
        """Return what became of people in a time, without what was taken back."""
        counted = ", ".join(f"sum({fate})" for fate in _FATES)
        met = ", ".join(
            f"max(move IN ({_list(moves)}) AND NOT {taken_back(undone)}) AS {fate}"
            for fate, (moves, undone) in _FATES.items()
        )
        rows = self._database.rows(
            f"SELECT {CLERK}, {UNIT}, {counted} FROM ("
            f"SELECT record, {met} FROM step INDEXED BY step_at WHERE at >= ? AND at < ? "
            f"AND move IN ({_list((*_DECISIONS, *_FEEDBACK))}) GROUP BY record"
            f") AS met CROSS JOIN record ON record.seq = met.record WHERE {_OF_CLERK} GROUP BY 1, 2",
            *_times(since, until),
            clerk,
            clerk,
        )
        return [
            Fated(by, unit, fate, people)
            for by, unit, *counts in rows
            for fate, people in zip(_FATES, counts, strict=True)
            if people
        ]

    def noted_between(self, since: datetime, until: datetime, *, clerk: str = "") -> Sequence[Noted]:
        """Return the pictures that were taken again, or although a check said no."""
        rows = self._database.rows(
            f"SELECT record.seq, {CLERK}, {UNIT}, role, json_extract(report, '$.overridden'), "
            "json_extract(report, '$.retaken'), json_extract(report, '$.reason') "
            "FROM picture INDEXED BY picture_noted JOIN record ON record.seq = picture.record "
            f"WHERE {NOTED} AND {_SUBMITTED} AND {_OF_CLERK}",
            *_times(since, until),
            clerk,
            clerk,
        )
        return [
            Noted(seq, by, unit, _overridden(role, overridden, reason), _counts(retaken))
            for seq, by, unit, role, overridden, retaken, reason in rows
        ]

    def stays_between(
        self, since: datetime, until: datetime, *, clerk: str = "", limit: int
    ) -> Mapping[Status, Sequence[float]]:
        """Return for how long records had been in the states that they left in a time."""
        rows = self._database.rows(
            "SELECT step.source, step.at - coalesce((SELECT max(came.at) FROM step AS came WHERE "
            "came.record = step.record AND came.seq < step.seq AND came.target = step.source AND "
            "came.source <> came.target), record.created_at) "
            "FROM step INDEXED BY step_at CROSS JOIN record ON record.seq = step.record "
            f"WHERE step.at >= ? AND step.at < ? AND step.move IN ({_list(_ONWARD)}) AND {_OF_CLERK} "
            "ORDER BY step.at DESC LIMIT ?",
            *_times(since, until),
            clerk,
            clerk,
            limit,
        )
        found: dict[Status, list[float]] = {}
        for source, microseconds in rows:
            found.setdefault(Status(source), []).append(microseconds / 1e6)
        return found

    def counter_lines(
        self, since: datetime, until: datetime, *, actions: Collection[str], clerk: str = "", limit: int
    ) -> Sequence[Line]:
        """Return the newest lines of the trail that tell of work at the counter."""
        rows = self._database.rows(
            "SELECT subject, action, at FROM (SELECT sequence, subject, action, at FROM audit INDEXED BY audit_at "
            f"WHERE at >= ? AND at < ? AND action IN ({', '.join('?' * len(actions))}) AND (? = '' OR operator = ?) "
            "ORDER BY at DESC LIMIT ?) ORDER BY subject, sequence",
            *_times(since, until),
            *actions,
            clerk,
            clerk,
            limit,
        )
        return [Line(subject, action, at / 1e6) for subject, action, at in rows]

    def standing(self, *, clerk: str = "") -> Mapping[Status, int]:
        """Return how many records are in which state now."""
        asked = "SELECT status, sum(records) FROM tally GROUP BY 1"
        if clerk:
            # Who submitted it answers for it: what others took comes to what this one took, what others submitted goes.
            asked = (
                "SELECT status, sum(records) FROM (SELECT status, records FROM tally WHERE created_by = ?1 "
                f"UNION ALL SELECT status, 1 FROM record WHERE submitted_by = ?1 AND {_FOR_ANOTHER} "
                "UNION ALL SELECT status, -1 FROM record INDEXED BY record_for_another "
                f"WHERE created_by = ?1 AND {_FOR_ANOTHER}) GROUP BY 1"
            )
        rows = self._database.rows(asked, *([clerk] if clerk else []))
        found = {Status(status): int(count) for status, count in rows if count > 0}
        return {status: found[status] for status in Status if status in found}


def _times(since: datetime, until: datetime) -> tuple[int, int]:
    return stored(since), stored(until)


def _list(moves: Sequence[Move]) -> str:
    return ", ".join(f"'{move}'" for move in moves)


def _overridden(role: str, overridden: str | None, reason: str | None) -> tuple[str, ...]:
    if role == PictureRole.PHOTO:
        return tuple(_object(overridden))
    return (role,) if reason else ()


def _counts(text: str | None) -> dict[str, int]:
    # A report may have come with another station's package: its numbers are believed within reason.
    return {
        key: min(times, _MOST_TIMES)
        for key, times in _object(text).items()
        if isinstance(times, int) and not isinstance(times, bool) and times > 0
    }


def _object(text: str | None) -> dict[str, object]:
    try:
        found = json.loads(text or "{}")
    except (ValueError, TypeError):
        return {}
    items = list(found.items())[:_MOST_KEYS] if isinstance(found, dict) else []
    return {key[:_LONGEST_KEY]: value for key, value in items}
