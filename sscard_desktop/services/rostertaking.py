# SPDX-License-Identifier: Apache-2.0
"""Pieces of rosters from other machines, put together with what is here, inside the caller's transaction.

Whose word counts is ``domain.rostercopy``'s to say. Another city's rosters are left alone, and so is what was destroyed
here. What was taken once changes nothing when it comes again.
"""

from __future__ import annotations

from collections.abc import Iterator

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowId
from sscard_desktop.domain.rostercopy import RosterPiece, joined, newer_of, pieces
from sscard_desktop.services.ports import Store


class RosterTaking:
    """Takes pieces over, and counts what was new.

    Args:
        outdated: also take people whom a later list here has no more, because somebody asks for just this list.
            Otherwise they come back only if something was said of them since.
    """

    def __init__(self, store: Store, city: Profile, *, outdated: bool = False) -> None:
        self._store = store
        self._outdated = outdated
        self._profile = city.name
        self._business = city.usual_business
        self._here: dict[RosterId, dict[RowId, RosterRow]] = {}
        self._before: dict[RosterId, Roster] = {}
        self._new: set[RosterId] = set()
        self.added = 0
        """People who weren't here."""
        self.changed = 0
        """People of whom something was learnt."""

    def take(self, piece: RosterPiece) -> None:
        """Take one piece over."""
        roster = piece.roster
        if roster.profile != self._profile or self._store.is_gone(RecordId(roster.id)):
            return
        rows = self._rows(roster)
        before = self._before[roster.id]
        newer = roster.imported_at > before.imported_at
        fresh, told = [], []
        for row in piece.rows:
            here = rows.get(row.id)
            if here is None:
                gone = roster.imported_at < before.imported_at and row.updated_at <= roster.imported_at
                # Somebody who had themselves deleted here doesn't come back with another machine's list either.
                if (self._outdated or not gone) and not self._store.is_gone(RecordId(row.id)):
                    fresh.append(row)
            elif (now := joined(here, row, newer=newer)) != here:
                told.append(now)
        rows |= {row.id: row for row in (*fresh, *told)}
        if fresh:
            self._store.add_roster_rows(fresh)
        if told:
            self._store.save_roster_rows(told)
        self.added += len(fresh)
        self.changed += len(told)

    def finish(self) -> int:
        """Let the rosters be seen and link their people with the records here; return how many rosters there were."""
        for roster_id in self._here:
            self._store.link_by_number(roster_id, business=self._business)
            if roster_id in self._new:
                self._store.finish_roster(roster_id)
        return len(self._here)

    def _rows(self, roster: Roster) -> dict[RowId, RosterRow]:
        found = self._here.get(roster.id)
        if found is None:
            try:
                before = self._store.roster(roster.id)
                self._store.save_roster(newer_of(before, roster))
                found = {row.id: row for row in self._store.roster_rows(roster.id)}
            except RefusedError:
                before, found = roster, {}
                # One that is coming in beside this, or was left behind, isn't seen by anybody yet.
                self._store.delete_roster(roster.id)
                self._store.begin_roster(roster)
                self._new.add(roster.id)
            self._before[roster.id] = before
            self._here[roster.id] = found
        return found


def all_pieces(store: Store) -> Iterator[RosterPiece]:
    """Yield all rosters of a station, closed ones too, in pieces."""
    for roster in store.rosters():
        yield from pieces(roster, store.roster_rows(roster.id))
