# SPDX-License-Identifier: Apache-2.0
"""The station in figures: for a time, for everybody or one clerk; and the same as a table for people outside.

A clerk gets the own figures and nobody else's, even at a station that shares its records: what a colleague does in an
hour is for those who answer for the work. Figures name clerks and units, never an applicant. Only an export is told in
the audit trail, as it leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sscard_desktop.domain import counterpace
from sscard_desktop.domain.errors import InvalidInputError, NotAllowedError
from sscard_desktop.domain.figures import Figures
from sscard_desktop.domain.figuring import columns_of, duration_of, folded, hours_of, most_first, reasons_of, rows_of
from sscard_desktop.domain.filenames import told_of
from sscard_desktop.domain.operators import Operator, Permission
from sscard_desktop.domain.periods import Period
from sscard_desktop.services.access import allowed
from sscard_desktop.services.figurestable import Word, table_of
from sscard_desktop.services.ports import TableWriter, WrittenFile
from sscard_desktop.services.session import Session

MOST_MEASURED = 60_000
"""Of longer times the newest lines are measured: the middle of so many doesn't move any more."""


def sees_all(operator: Operator) -> bool:
    """Return whether this person sees other people's figures too."""
    return operator.may(Permission.SEE_ALL_RECORDS)


class FiguresOf:
    """Counts for one person's eyes. Takes up to seconds for years: for the store lane, or a session beside it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.FIGURES)
    def clerks(self) -> Sequence[Operator]:
        """Return those whose figures this person may see: everybody, or for a clerk the clerk alone."""
        operator = self._session.operator
        everybody = self._session.store.operators()
        return everybody if sees_all(operator) else (operator,)

    @allowed(Permission.FIGURES)
    def show(self, period: Period, *, clerk: str = "") -> Figures:
        """Return the figures of a time.

        Args:
            clerk: log-in name of the one whose they are; ``""`` is everybody, and for a clerk the clerk.

        Raises:
            NotAllowedError: ``figures.not_yours``, a clerk asked for somebody else's.
        """
        session = self._session
        if not sees_all(session.operator):
            if clerk not in ("", session.operator.name):
                raise NotAllowedError("figures.not_yours")
            clerk = session.operator.name
        store, since, until = session.store, period.begins, period.ends
        taken = store.taken_between(since, until, clerk=clerk)
        fated = store.fates_between(since, until, clerk=clerk)
        noted = store.noted_between(since, until, clerk=clerk)
        stays = store.stays_between(since, until, clerk=clerk, limit=MOST_MEASURED)
        lines = store.counter_lines(since, until, actions=tuple(counterpace.STEPS), clerk=clerk, limit=MOST_MEASURED)
        refused = Counter(
            each.rule for each in store.refusals(since=since) if each.at < until and clerk in ("", each.clerk)
        )
        retakes, overrides = reasons_of(noted)
        lengths = {status: duration_of(seconds) for status, seconds in stays.items()}
        return Figures(
            period=period,
            clerk=clerk,
            made_at=session.clock.now(),
            total=rows_of(taken, fated, noted, by="")[0],
            columns=columns_of(period, taken),
            hours=hours_of(taken),
            worked_hours=len({(each.clerk, each.day, each.hour) for each in taken}),
            waiting=store.standing(clerk=clerk),
            steps=counterpace.steps_of(lines),
            stays={status: length for status, length in lengths.items() if length is not None},
            retakes=retakes,
            overrides=overrides,
            refusals=most_first(refused),
            clerks=rows_of(taken, fated, noted, by="clerk"),
            units=folded(rows_of(taken, fated, noted, by="unit")),
            names={each.name: each.display_name for each in store.operators() if each.display_name},
        )

    @allowed(Permission.FIGURES)
    def export(self, figures: Figures, path: Path, tables: TableWriter, word: Word, language: str) -> WrittenFile:
        """Write figures as .xlsx or .csv, one line a number; the trail tells that they left.

        Args:
            figures: as :meth:`show` gave them.
            word: gives the word for a value of a kind, in ``language``.

        Raises:
            InvalidInputError: ``table.ending``.
            NotAllowedError: ``figures.not_yours``.
            EnvironmentFailedError: the disk's failures; no half file is left.
        """
        session = self._session
        if not sees_all(session.operator) and figures.clerk != session.operator.name:
            raise NotAllowedError("figures.not_yours")
        if path.suffix.casefold() not in (".csv", ".xlsx"):
            raise InvalidInputError("table.ending", file=path.name)
        headers, rows = table_of(figures, session.profile, word, language)
        told = {"since": figures.period.first.isoformat(), "until": figures.period.last.isoformat()}
        with session.action("figures.export", told_of(path.name), **told, clerk=figures.clerk):
            pass
        name = word("figures", "title")
        return tables.write(path, name, headers, rows, row_count=len(rows), created_at=session.clock.now())
