# SPDX-License-Identifier: Apache-2.0
"""When the people of a roster come: slots beforehand, numbers as they arrive, and who never came.

A number is given at the door and called in its order. It is served as soon as a record was begun for its person, which
is asked of the records; nobody has to strike it off. Who doesn't answer goes to the queue's end with a new number.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.roster import RosterId, RosterRow, RowGlance, RowId, RowState
from sscard_desktop.domain.slots import SlotPlan
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class AssignedSlots:
    """Slots that were given out.

    Attributes:
        people: how many got one.
        first, last: when the first and the last of them come.
        without: how many got none: the plan's year was over.
    """

    people: int
    first: datetime | None
    last: datetime | None
    without: int = 0


class Arrivals:
    """Slots, the queue, and who is missing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.ROSTERS)
    def assign_slots(self, roster_id: RosterId, plan: SlotPlan, *, unit: str = "") -> AssignedSlots:
        """Give everybody who is still missing a time to come, in the list's order, in place of an earlier one.

        Args:
            roster_id: the roster.
            plan: how the days are cut.
            unit: only this unit's people.

        Raises:
            RefusedError: ``roster.unknown``; ``drive.nobody_missing``.
        """
        session = self._session
        session.store.roster(roster_id)
        waiting = {each.id for each in self.missing(roster_id, unit=unit)}
        if not waiting:
            raise RefusedError("drive.nobody_missing")
        given: list[datetime] = []
        with session.action("drive.slots", roster_id, people=len(waiting), minutes=plan.minutes) as now:
            times = plan.times()
            for row in session.store.roster_rows(roster_id):
                if row.id in waiting and (slot := next(times, None)) is not None:
                    session.store.save_roster_row(replace(row, slot=slot, updated_at=now))
                    given.append(slot)
        return AssignedSlots(
            len(given), given[0] if given else None, given[-1] if given else None, len(waiting) - len(given)
        )

    @allowed(Permission.ROSTERS)
    def clear_slots(self, roster_id: RosterId) -> int:
        """Take all slots of a roster back; return how many there were."""
        session = self._session
        rows = [row for row in session.store.roster_rows(roster_id) if row.slot is not None]
        with session.action("drive.slots_cleared", roster_id, people=len(rows)) as now:
            for row in rows:
                session.store.save_roster_row(replace(row, slot=None, updated_at=now))
        return len(rows)

    @allowed(Permission.CAPTURE)
    def give_number(self, row_id: RowId, *, again: bool = False) -> RosterRow:
        """Give a person who arrived the next number of their roster's queue; who has one keeps it.

        Args:
            row_id: whose.
            again: a new number, at the queue's end: they didn't answer when they were called.
        """
        session = self._session
        row = session.store.roster_row(row_id)
        if row.queue and not again:
            return row
        with session.action("drive.number", row.id, again=again) as now:
            queued = replace(row, queue=session.store.next_queue(row.roster), updated_at=now)
            session.store.save_roster_row(queued)
        return queued

    @allowed(Permission.CAPTURE)
    def queue(self, roster_id: RosterId, *, limit: int = 100) -> Sequence[RowGlance]:
        """Return who has a number and wasn't called up yet, the lowest number first."""
        return self._session.store.roster_glances(roster_id, states=(RowState.MISSING,), queued=True, limit=limit)

    @allowed(Permission.CAPTURE)
    def missing(
        self,
        roster_id: RosterId,
        *,
        unit: str = "",
        states: Collection[RowState] = (RowState.MISSING,),
        limit: int = MOST_ROWS,
    ) -> Sequence[RowGlance]:
        """Return who of a roster (or of a unit in it) hasn't come, or is in one of ``states``, in the list's order."""
        return self._session.store.roster_glances(roster_id, states=states, unit=unit, limit=limit)
