# SPDX-License-Identifier: Apache-2.0
"""How people are put together for printing: a batch, a unit, a day, a roster; and which records that is.

A clerk gets their own records; a roster is for those who may see rosters. In a roster's order only those stand who were
handed in: a sheet that somebody puts a seal under speaks of nobody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sscard_desktop.domain.chinatime import midnight
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.roster import RosterId, RosterRow
from sscard_desktop.services.rosterfinding import record_of
from sscard_desktop.services.session import Session


class By(StrEnum):
    """How people are put together for printing."""

    BATCH = "batch"
    UNIT = "unit"
    DAY = "day"
    ROSTER = "roster"


@dataclass(frozen=True, slots=True)
class Crowd:
    """Whom to print: a batch's number, a unit's name, a day as ``2026-03-02``, or a roster's id.

    Attributes:
        unit: of a roster, the people of this unit only.
        first, last: of a roster, only those at these places of the list, from 1; 0 is no bound.
    """

    by: By
    key: str
    unit: str = ""
    first: int = 0
    last: int = 0

    def holds(self, row: RosterRow) -> bool:
        """Return whether somebody of the roster belongs to it."""
        inside = self.first <= row.position and (not self.last or row.position <= self.last)
        return inside and (not self.unit or unit_of(row) == self.unit)


def unit_of(row: RosterRow) -> str:
    """Return where somebody of a roster works, or else their insured unit."""
    return row.value("unit") or row.value("insured_unit_name")


def taken_by(session: Session) -> str:
    """Return whose records somebody sees, ``""`` for everybody's."""
    return session.operator.name if session.only_own else ""


def members(session: Session, crowd: Crowd) -> Sequence[RecordId]:
    """Return the records of a crowd, in their order on paper.

    Raises:
        InvalidInputError: ``print.bad_day``. RefusedError: ``batch.unknown``, ``roster.unknown``.
        NotAllowedError: a roster, and this person may not see rosters.
    """
    store = session.store
    match crowd.by:
        case By.BATCH:
            found = (store.record(record_id) for record_id in store.batch(crowd.key).records)
            return [each.id for each in found if session.sees(each.created_by, each.submitted_by)]
        case By.UNIT:
            return store.accepted(key="unit", value=crowd.key, created_by=taken_by(session))
        case By.ROSTER:
            return handed_in(session, people(session, crowd))
        case By.DAY:
            try:
                day = date.fromisoformat(crowd.key)
                begin, end = (midnight(day + timedelta(days=count)) for count in (0, 1))
            except (ValueError, OverflowError, OSError) as error:
                raise InvalidInputError("print.bad_day") from error
            return store.accepted(since=begin, until=end, created_by=taken_by(session))


def people(session: Session, crowd: Crowd) -> Sequence[RosterRow]:
    """Return the people of a roster whom a crowd means; raise ``RefusedError("roster.unknown")``."""
    session.operator.require(Permission.ROSTERS)
    roster_id = session.store.roster(RosterId(crowd.key)).id
    return [row for row in session.store.roster_rows(roster_id) if crowd.holds(row)]


def handed_in(session: Session, rows: Sequence[RosterRow]) -> list[RecordId]:
    """Return the records of those who were handed in, in the list's order, each once."""
    found = [record for row in rows if (record := record_of(session, row)) is not None]
    gone = (Status.VOID, Status.WITHDRAWN)
    here = [each.id for each in found if each.receipt_number and each.status not in gone]
    return list(dict.fromkeys(here))
