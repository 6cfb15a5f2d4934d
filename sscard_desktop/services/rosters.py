# SPDX-License-Identifier: Apache-2.0
"""The station's rosters: which there are, who is on them and how far, and what is said of a person before they come.

How people get onto one is ``rosterimport``'s and ``rosterupdates``', how a roster gets to other machines
``rostersharing``'s; which record is whose, ``rosterlinks``'. The trail tells places in the list, never names or
numbers, nor the reason why somebody isn't collected.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowGlance, RowId, RowState
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

LONGEST_TITLE = 100
LONGEST_REASON = 200


class Rosters:
    """Looks at the rosters and keeps them in order. For the store lane; any method may be called on any connection."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.ROSTERS)
    def all(self, *, open_only: bool = False) -> Sequence[Roster]:
        """Return the rosters, the newest first."""
        return self._session.store.rosters(open_only=open_only)

    @allowed(Permission.ROSTERS)
    def roster(self, roster_id: RosterId) -> Roster:
        """Return a roster; raise ``RefusedError("roster.unknown")``."""
        return self._session.store.roster(roster_id)

    @allowed(Permission.ROSTERS)
    def rows(self, roster_id: RosterId) -> Sequence[RosterRow]:
        """Return all its people in the list's order; raise ``RefusedError("roster.unknown")``."""
        self._session.store.roster(roster_id)
        return self._session.store.roster_rows(roster_id)

    @allowed(Permission.ROSTERS)
    def row(self, row_id: RowId) -> RosterRow:
        """Return a person's row, an open roster's first; raise ``RefusedError("roster.row_unknown")``."""
        return self._session.store.roster_row(row_id)

    @allowed(Permission.ROSTERS)
    def glances(
        self,
        roster_id: RosterId,
        text: str = "",
        *,
        states: Collection[RowState] = (),
        unit: str = "",
        unitless: bool = False,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[RowGlance]:
        """Return a page of its people in the list's order, those that match by name, initials or a number.

        Args:
            unitless: only those who have no unit.
        """
        return self._session.store.roster_glances(
            roster_id, text, states=states, unit=unit, unitless=unitless, limit=limit, offset=offset
        )

    @allowed(Permission.ROSTERS)
    def counts(self, roster_id: RosterId) -> Mapping[str, Mapping[RowState, int]]:
        """Return unit → state → how many people; people without a unit stand under ``""``."""
        return self._session.store.roster_counts(roster_id)

    @allowed(Permission.ROSTERS)
    def rename(self, roster_id: RosterId, title: str) -> Roster:
        """Call a roster something else; raise ``RefusedError`` (``roster.unknown``, ``roster.title_invalid``)."""
        title = checked_title(title)
        with self._session.action("roster.rename", roster_id):
            roster = replace(self._session.store.roster(roster_id), title=title)
            self._session.store.save_roster(roster)
        return roster

    @allowed(Permission.ROSTERS)
    def close(self, roster_id: RosterId) -> Roster:
        """Put a roster aside: it calls nobody up any more, and its time to be destroyed begins to run."""
        with self._session.action("roster.close", roster_id) as now:
            found = self._session.store.roster(roster_id)
            roster = found if found.closed_at else replace(found, closed_at=now)
            self._session.store.save_roster(roster)
        return roster

    @allowed(Permission.ROSTERS)
    def reopen(self, roster_id: RosterId) -> Roster:
        """Take a roster up again; raise ``RefusedError("roster.unknown")``."""
        with self._session.action("roster.reopen", roster_id):
            roster = replace(self._session.store.roster(roster_id), closed_at=None)
            self._session.store.save_roster(roster)
        return roster

    @allowed(Permission.ROSTERS)
    def delete(self, roster_id: RosterId) -> None:
        """Delete a roster with all that was prepared for its people; their records stay.

        Raises:
            RefusedError: ``roster.unknown``; ``roster.in_use`` (``count``), somebody's record isn't submitted yet, and
                would lose what it is held to: close the roster instead.
        """
        store = self._session.store
        with self._session.transaction():
            roster = store.roster(roster_id)
            half = sum(each.get(RowState.HALF, 0) for each in store.roster_counts(roster_id).values())
            if half:
                raise RefusedError("roster.in_use", count=half)
            store.delete_roster(roster_id)
            self._session.audit("roster.delete", roster_id, rows=roster.rows)

    @allowed(Permission.ROSTERS)
    def refuse(self, roster_id: RosterId, row_id: RowId, reason: str) -> RosterRow:
        """Note that a person won't be collected here (不采集), and why.

        Raises:
            RefusedError: ``roster.unknown``, ``roster.row_unknown``; ``roster.reason_missing``,
                ``roster.reason_too_long`` (``limit``).
        """
        reason = " ".join("".join(sign for sign in reason if sign.isprintable() or sign.isspace()).split())
        if not reason:
            raise RefusedError("roster.reason_missing")
        if len(reason) > LONGEST_REASON:
            raise RefusedError("roster.reason_too_long", limit=LONGEST_REASON)
        return self._said(roster_id, row_id, "roster.refuse", reason)

    @allowed(Permission.ROSTERS)
    def expect(self, roster_id: RosterId, row_id: RowId) -> RosterRow:
        """Expect a person after all; raise ``RefusedError`` (``roster.unknown``, ``roster.row_unknown``)."""
        return self._said(roster_id, row_id, "roster.expect", "")

    def _said(self, roster_id: RosterId, row_id: RowId, action: str, reason: str) -> RosterRow:
        session = self._session
        with session.transaction() as now:
            row = session.store.row_of(roster_id, row_id)
            # When it was taken back is kept too: of two machines' words the later one counts.
            row = replace(row, refused=reason, refused_at=now, updated_at=now)
            session.store.save_roster_row(row)
            session.audit(action, roster_id, place=row.position)
        return row


def checked_title(title: str) -> str:
    """Return a roster's title in one line; raise ``RefusedError("roster.title_invalid")`` with ``limit``."""
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise RefusedError("roster.title_invalid", limit=LONGEST_TITLE)
    return title
