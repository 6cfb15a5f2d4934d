# SPDX-License-Identifier: Apache-2.0
"""What the page reads of the station; each function is one piece of work for the store lane."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sscard_desktop.domain.roster import Roster, RosterId, RowGlance, RowState
from sscard_desktop.ui.desk import Desk

Counts = Mapping[RowState, int]


@dataclass(frozen=True, slots=True)
class RosterGlance:
    """A roster, and how far its people are.

    Attributes:
        units: unit → state → how many people.
        driven: the station works through it.
    """

    roster: Roster
    units: Mapping[str, Counts]
    driven: bool = False

    @property
    def counts(self) -> Counts:
        """How many of all its people are in each state."""
        return added(self.units.values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people of a roster are listed.

    Attributes:
        text: part of a name, its initials, or a number.
        unit: of this unit only, ``""`` of none; ``None`` for all.
    """

    text: str = field(default="", repr=False)
    states: tuple[RowState, ...] = ()
    unit: str | None = None

    def total(self, units: Mapping[str, Counts]) -> int:
        """Return how many people that is, as long as no text is looked for."""
        chosen = units if self.unit is None else {self.unit: units.get(self.unit, {})}
        return sum(count for each in chosen.values() for state, count in each.items() if state in self.seen)

    @property
    def seen(self) -> Collection[RowState]:
        """The states that are listed."""
        return self.states or tuple(RowState)


def added(parts: Collection[Counts]) -> Counts:
    """Return the sum of counts."""
    total: Counter[RowState] = Counter()
    for part in parts:
        total.update(part)
    return total


def read_rosters(desk: Desk) -> Sequence[RosterGlance]:
    """Return the rosters with their figures, the newest first."""
    rosters, active = desk.rosters(), desk.drive_mode().active()
    driven = active.roster.id if active is not None else ""
    return [RosterGlance(each, rosters.counts(each.id), each.id == driven) for each in rosters.all()]


def read_roster(desk: Desk, roster_id: RosterId) -> RosterGlance:
    """Return one roster with its figures; raise ``RefusedError("roster.unknown")``."""
    rosters = desk.rosters()
    return RosterGlance(rosters.roster(roster_id), rosters.counts(roster_id))


def read_people(desk: Desk, roster_id: RosterId, wanted: Wanted, *, limit: int, offset: int) -> Sequence[RowGlance]:
    """Return a part of the people that are wanted."""
    return desk.rosters().glances(
        roster_id,
        wanted.text,
        states=wanted.states,
        unit=wanted.unit or "",
        unitless=wanted.unit == "",
        limit=limit,
        offset=offset,
    )
