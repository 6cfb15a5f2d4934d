# SPDX-License-Identifier: Apache-2.0
"""Who of the open rosters somebody at the counter may be, and which record was begun for them; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.record import Record, RecordId, Status
from sscard_desktop.domain.roster import Roster, RosterRow, RowId, RowState, state_of
from sscard_desktop.domain.rostermatching import Identity, Likeness, fifteen_places, likeness
from sscard_desktop.services.drivemode import active_drive
from sscard_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of a roster who may be the one at the counter.

    Attributes:
        likeness: how they are known to be, ``sure`` or a question to the clerk.
        state: how far they are.
    """

    row: RosterRow
    roster: Roster
    likeness: Likeness
    state: RowState

    @property
    def sure(self) -> bool:
        """Whether nobody has to be asked: the number says so, and nobody said that they won't be collected."""
        return self.likeness.sure and self.state is not RowState.REFUSED


def candidates(session: Session, who: Identity) -> tuple[Candidate, ...]:
    """Return who of the campaign's open rosters of this city it may be: the surest first, then the active roster's."""
    campaign = session.identity.campaign
    rows: list[RosterRow] = []
    for sought in (who.number, fifteen_places(who.number)):
        rows += session.store.rows_with_number(sought, campaign=campaign) if sought else ()
    for called in who.names:
        rows += session.store.rows_with_name(called, campaign=campaign)
    if not rows:
        return ()
    drive = active_drive(session.store)
    active = drive.roster.id if drive is not None else ""
    rosters = {each.id: each for each in session.store.rosters(open_only=True)}
    found: dict[RowId, Candidate] = {}
    for row in rows:
        roster, like = rosters.get(row.roster), likeness(row, who)
        if roster is None or roster.profile != session.profile.name or like is None:
            continue
        if row.id not in found or roster.id == active:
            record = record_of(session, row)
            state = state_of(record.status if record is not None else None, row.refused)
            found[row.id] = Candidate(row, roster, like, state)
    order = list(Likeness)
    return tuple(sorted(found.values(), key=lambda each: (order.index(each.likeness), each.roster.id != active)))


def record_of(session: Session, row: RosterRow) -> Record | None:
    """Return the record that was begun for a row's person, as long as there is one that isn't void."""
    if not row.record:
        return None
    try:
        record = session.store.record(RecordId(row.record))
    except SscardError:
        return None
    return None if record.status is Status.VOID else record


def record_with(session: Session, number: str) -> Record | None:
    """Return a record of this number that was begun before anybody knew of the roster, likewise."""
    if not number:
        return None
    business = session.profile.usual_business
    found = session.store.with_number(number, campaign=session.identity.campaign, business=business)
    living = next((each for each in found if each.status is not Status.VOID), None)
    return session.store.record(living.id) if living is not None else None
