# SPDX-License-Identifier: Apache-2.0
"""The people of a roster at the counter: found by their card, called up, filled with what the list knows of them.

The card is the truth for who somebody is: what the list says otherwise is kept beside (``Source.ROSTER``) and shown as
a difference for the clerk to decide. The list fills what is empty, and nothing that anybody typed. Personal number and
category are the list's, by the city's rules; a person whose name and number both differ from the row is somebody else.

Each call is one durable transaction on the store's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.roster import ROW, Roster, RosterId, RosterRow, RowGlance, RowId
from sscard_desktop.domain.rostermatching import Identity, other_person
from sscard_desktop.services.access import allowed
from sscard_desktop.services.beginning import begun, store_card
from sscard_desktop.services.calledup import CalledUp
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.drivemode import active_drive
from sscard_desktop.services.entering import editable, kept_of
from sscard_desktop.services.preparedphotos import NOTHING_PREPARED, Prepared
from sscard_desktop.services.rosterfilling import contradicted, differing, fill, new_row, untouched
from sscard_desktop.services.rosterfinding import Candidate, candidates, record_of, record_with
from sscard_desktop.services.session import Session


class Drive:
    """Calls people of rosters up; see ``DriveMode`` for which roster a station works through."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.CAPTURE)
        self._session = session

    # ── finding ──────────────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.CAPTURE)
    def find(self, *, card: Card | None = None, number: str = "", name: str = "") -> tuple[Candidate, ...]:
        """Return who of the open rosters a card, a number or a name may be: the sure ones and the active roster first.

        A name alone never makes anybody sure.
        """
        who = Identity.of_card(card) if card is not None else Identity(number, (name,) if name else ())
        return candidates(self._session, who)

    @allowed(Permission.CAPTURE)
    def rosters(self) -> Sequence[Roster]:
        """Return the open rosters of this campaign and city, the active one first, then the newest."""
        session = self._session
        drive = active_drive(session.store)
        active = drive.roster.id if drive is not None else ""
        found = [
            each
            for each in session.store.rosters(open_only=True)
            if each.campaign == session.identity.campaign and each.profile == session.profile.name
        ]
        return sorted(found, key=lambda each: each.id != active)

    @allowed(Permission.CAPTURE)
    def search(self, roster_id: RosterId, text: str, *, limit: int = 100) -> Sequence[RowGlance]:
        """Return a roster's people by name, initials, number or personal number, in the list's order."""
        return self._session.store.roster_glances(roster_id, text, limit=limit)

    # ── at the counter ───────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.CAPTURE)
    def arrive(self, card: Card, *, business: str = "") -> CalledUp:
        """Begin with a card that was laid on: a person of a roster is called up, anybody else's record just begins.

        Args:
            card: what the reader gave.
            business: the kind of business in work; rosters are for the city's usual one.

        Raises:
            RefusedError: ``record.no_such_business``.
        """
        session = self._session
        usual = business in ("", session.profile.usual_business)
        found = self.find(card=card) if usual else ()
        sure = next((each for each in found if each.sure), None)
        if sure is not None:
            try:
                return self._called_up(sure.row, sure.roster, card, business)
            except NotAllowedError:
                # A colleague has this person's record: the rule of duplicates tells whose it is.
                found = ()
        taken = Capture(session).start(card=card, business=business)
        unknown = usual and not found and sure is None and active_drive(session.store) is not None
        return CalledUp(taken, doubts=found, unknown=unknown)

    @allowed(Permission.CAPTURE)
    def call_up(self, row_id: RowId, *, card: Card | None = None, anyway: bool = False) -> CalledUp:
        """Call a person of a roster up: begin their record, or take it up again.

        Args:
            row_id: of an open roster.
            card: theirs, if it was read.
            anyway: also where somebody said that they won't be collected; that is over then.

        Raises:
            RefusedError: ``roster.row_unknown``; ``drive.roster_closed``; ``drive.row_refused``;
                ``drive.other_person``, the card's name and number both differ from the list's.
            NotAllowedError: ``record.not_yours``, a colleague has their record.
        """
        row, roster = self._row(row_id)
        if row.refused and not anyway:
            raise RefusedError("drive.row_refused")
        return self._called_up(row, roster, card, "")

    @allowed(Permission.CAPTURE)
    def attach(self, record_id: str, row_id: RowId) -> CalledUp:
        """Say that the record in work is this person's of a roster: what is empty is filled from it.

        Raises:
            RefusedError: as :meth:`call_up`; ``record.locked``; ``drive.has_record``, the row's person has another
                record already; ``drive.other_business``, rosters are for the city's usual kind of business.
        """
        session = self._session
        row, roster = self._row(row_id)
        other = record_of(session, row)
        with session.transaction() as now:
            record = editable(session, record_id)
            if other is not None and other.id != record.id:
                raise RefusedError("drive.has_record")
            if record.business != session.profile.usual_business:
                raise RefusedError("drive.other_business")
            _same_person(row, _identity_of(record))
            filled, photo = fill(session, record, row, roster, fresh=untouched(session, record), at=now)
        return self._told(record_id, row, roster, filled=filled, photo=photo)

    @allowed(Permission.CAPTURE)
    def add(self, record_id: str) -> CalledUp:
        """Add the person of the record in work to the active roster, at its end, under the drive's unit.

        Raises:
            RefusedError: ``drive.not_started``; ``record.locked``; ``drive.nobody_named``, the record has neither name
                nor number yet; ``drive.on_roster``, they are on it; ``drive.other_business``.
        """
        session = self._session
        drive = active_drive(session.store)
        if drive is None:
            raise RefusedError("drive.not_started")
        with session.transaction() as now:
            record = editable(session, record_id)
            if record.business != session.profile.usual_business:
                raise RefusedError("drive.other_business")
            row = new_row(session, record, drive, now)
            filled, photo = fill(
                session, record, row, drive.roster, fresh=untouched(session, record), at=now, added=True
            )
        return self._told(record_id, row, drive.roster, filled=filled, photo=photo)

    @allowed(Permission.CAPTURE)
    def of_record(self, record_id: str) -> CalledUp:
        """Return what rosters have to do with a record that is there already."""
        session = self._session
        rows = session.store.rows_of_record(record_id)
        if not rows:
            return CalledUp(Capture(session).look(record_id))
        return self._told(record_id, rows[0], session.store.roster(rows[0].roster), reopened=True)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────

    def _row(self, row_id: RowId) -> tuple[RosterRow, Roster]:
        store = self._session.store
        row = store.roster_row(row_id)
        roster = store.roster(row.roster)
        if roster.closed_at is not None:
            raise RefusedError("drive.roster_closed")
        return row, roster

    def _called_up(self, row: RosterRow, roster: Roster, card: Card | None, business: str) -> CalledUp:
        session = self._session
        if card is not None:
            _same_person(row, Identity.of_card(card))
        record = record_of(session, row) or record_with(
            session, card.number if card is not None else row.value("number")
        )
        if record is not None:
            # Who stands before the camera now: a photo taken from here on isn't of the person before.
            with session.action("drive.again", record.id, roster=roster.id, row=row.id):
                pass
            return self._reopened(session.opened(record.id), row, roster, card)
        business = business or session.profile.usual_business
        session.require_business(business)
        with session.transaction() as now:
            record = begun(session, business, at=now)
            session.audit(
                "record.start", record.id, card=card.type.value if card else "", business=business, new=record.values
            )
            if card is not None:
                store_card(session, record, card)
            filled, photo = fill(session, session.record(record.id), row, roster, fresh=True, at=now)
        return self._told(record.id, row, roster, filled=filled, photo=photo)

    def _reopened(self, record: Record, row: RosterRow, roster: Roster, card: Card | None) -> CalledUp:
        """Take a person's record up again: half done, it gets what it lacks; handed in, it is only shown."""
        session = self._session
        if not record.editable:
            if row.record != record.id:
                with session.action("drive.link", record.id, roster=roster.id, row=row.id):
                    session.store.link_rows({row.id: record.id})
            return self._told(record.id, row, roster, reopened=True)
        card_differs = card is not None and bool(contradicted(session.profile_of(record), record, card))
        known = kept_of(session, record, Source.ROSTER).get(ROW, "") == row.id
        filled: tuple[str, ...] = ()
        photo = NOTHING_PREPARED
        with session.transaction() as now:
            if record.parked:
                session.store.save_record(replace(record, parked=False, updated_at=now))
                session.audit("record.park", record.id, parked=False)
            if card is not None and not card_differs and not record.card_read:
                store_card(session, session.record(record.id), card)
                session.audit("record.card", record.id, card=card.type.value)
            if not known:
                filled, photo = fill(session, session.record(record.id), row, roster, fresh=False, at=now)
        return replace(
            self._told(record.id, row, roster, filled=filled, photo=photo), reopened=True, card_differs=card_differs
        )

    def _told(
        self,
        record_id: str,
        row: RosterRow,
        roster: Roster,
        *,
        filled: tuple[str, ...] = (),
        photo: Prepared = NOTHING_PREPARED,
        reopened: bool = False,
    ) -> CalledUp:
        taken = Capture(self._session).look(record_id)
        differs = differing(self._session.profile_of(taken.record), taken.record, row.values)
        return CalledUp(taken, row, roster, reopened, filled, differs, photo)


def _identity_of(record: Record) -> Identity:
    names = tuple(name for key in ("name", "name_en") if (name := record.value(key)))
    return Identity(record.value("number"), names, record.value("birth_date"))


def _same_person(row: RosterRow, who: Identity) -> None:
    if other_person(row, who):
        raise RefusedError("drive.other_person")
