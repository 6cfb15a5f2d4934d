# SPDX-License-Identifier: Apache-2.0
"""Where each person of a roster stands in its comparison, computed from list, record, chip and what the sheet said.

The rules are ``domain.rosterround``'s; what is done with it, and by whom, :mod:`.rostercomparison`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sscard_desktop.domain.comparison import Compared, Mark, Source
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.domain.roster import ROW, Roster, RosterId, RosterRow, RowId, RowState, state_of
from sscard_desktop.domain.rosterround import (
    CORRECTION,
    WRITTEN,
    Placed,
    RoundState,
    asked_items,
    listed_values,
    placed,
)
from sscard_desktop.services.comparing import photos_judged
from sscard_desktop.services.crowds import unit_of
from sscard_desktop.services.ports import Progress
from sscard_desktop.services.rosterfinding import record_of
from sscard_desktop.services.session import Session

HAVE_SHEETS = frozenset({RoundState.OPEN, RoundState.CORRECTED, RoundState.CLOSED, RoundState.BOTH})
"""In these, somebody has a sheet to fill in, or had one."""
_PROGRESS_EVERY = 50


@dataclass(frozen=True, slots=True)
class ComparedPerson:
    """One person of a roster, compared.

    Attributes:
        source: what they were compared with: the chip, or else the record; ``None`` where nobody came yet.
        items: the six, ``ours`` being what the roster says.
        open: the items that are to be filled in on the sheet.
        written: item → what was written on the sheet and taken over.
    """

    row: RowId
    position: int
    name: str = field(repr=False)
    number: str = field(repr=False)
    unit: str
    record: RecordId | None
    source: Source | None
    items: tuple[Compared, ...] = field(repr=False)
    open: tuple[str, ...]
    state: RoundState
    written: Mapping[str, str] = field(repr=False)

    @property
    def undecided(self) -> bool:
        """Whether the two photos still wait for somebody's look."""
        return any(each.mark is None for each in self.items)

    def mark(self, item: str) -> Mark | None:
        """Return one item's mark."""
        return next(each.mark for each in self.items if each.item == item)


@dataclass(frozen=True, slots=True)
class ComparisonRound:
    """A roster's comparison as it stands. People who won't be collected aren't in it.

    Attributes:
        left_out: how many won't be collected.
    """

    roster: Roster
    people: tuple[ComparedPerson, ...]
    left_out: int = 0

    def counts(self) -> Mapping[RoundState, int]:
        """Return every state → how many people."""
        found = Counter(each.state for each in self.people)
        return {state: found[state] for state in RoundState}

    def of(self, *states: RoundState) -> tuple[ComparedPerson, ...]:
        """Return the people of these states, in the roster's order."""
        return tuple(each for each in self.people if each.state in states)

    @property
    def closed(self) -> bool:
        """Whether everybody came, and nothing is left to be settled."""
        return all(each.state in (RoundState.SAME, RoundState.CLOSED) for each in self.people)


def compared_round(session: Session, roster_id: RosterId, progress: Progress, *, unit: str = "") -> ComparisonRound:
    """Compare everybody of a roster; see :meth:`.RosterComparison.compare`."""
    roster = session.store.roster(roster_id)
    rows = session.store.roster_rows(roster_id)
    asked = asked_items([row.values for row in rows])
    people: list[ComparedPerson] = []
    left_out = 0
    wanted: Sequence[RosterRow] = [row for row in rows if not unit or unit_of(row) == unit]
    for done, row in enumerate(wanted):
        if done % _PROGRESS_EVERY == 0:
            progress.report(done, len(wanted))
        person = compared_person(session, row, asked)
        if person.record is None and row.refused:
            left_out += 1
        else:
            people.append(person)
    progress.report(len(wanted), len(wanted))
    return ComparisonRound(roster, tuple(people), left_out)


def compared_person(session: Session, row: RosterRow, asked: frozenset[str]) -> ComparedPerson:
    """Compare one person, given the items that their roster speaks of."""
    record = record_of(session, row)
    written: dict[str, str] = {}
    if record is None:
        source = None
        found = placed(listed_values(row.values, ""), None, asked=asked, code_lists=session.profile.code_lists)
    else:
        source, found, kept = _compared(session, row, record, asked)
        written = {item: kept[CORRECTION + item] for item in WRITTEN if kept.get(CORRECTION + item)}
    return ComparedPerson(
        row.id,
        row.position,
        row.value("name"),
        row.value("number"),
        unit_of(row),
        record.id if record is not None else None,
        source,
        found.items,
        found.open,
        found.state,
        written,
    )


def _compared(
    session: Session, row: RosterRow, record: Record, asked: frozenset[str]
) -> tuple[Source | None, Placed, Mapping[str, str]]:
    """Return what the person was compared with, where they stand, and what is kept of sheet and second collection."""
    said: dict[Source, dict[str, str]] = {}
    for reading in session.store.readings(record.id):
        said.setdefault(reading.source, {})[reading.key] = reading.value
    chip, kept = said.get(Source.CHIP), said.get(Source.PAPER, {})
    own = {item: record.value(item) for item in WRITTEN if record.value(item)}
    told = chip or own or None
    source = Source.CHIP if chip else Source.RECORD if own else None
    listed, code_lists = listed_values(row.values, record.value("document_type")), session.profile.code_lists
    handed_in = state_of(record.status, "") is RowState.DONE
    found = placed(
        listed,
        told,
        asked=asked,
        code_lists=code_lists,
        has_photo=PictureRole.PHOTO in record.pictures,
        handed_in=handed_in,
        photos_same=photos_judged(session, record, said.get(Source.PICTURE, {})),
        settled=kept,
        held=record.values,
    )
    called_up = said.get(Source.ROSTER, {}).get(ROW) == row.id
    if chip is None and called_up and not handed_in and found.state is RoundState.SAME:
        # Begun from the list and filled from it: the list compared with itself says nothing of the person.
        return None, placed(listed, None, asked=asked, code_lists=code_lists), kept
    return source, found, kept


def roster_items(session: Session, rows: Sequence[RosterRow]) -> frozenset[str]:
    """Return the items that the roster of these people speaks of."""
    every = session.store.roster_rows(rows[0].roster) if rows else ()
    return asked_items([row.values for row in every])
