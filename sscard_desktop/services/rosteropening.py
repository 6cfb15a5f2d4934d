# SPDX-License-Identifier: Apache-2.0
"""A shared roster's file on its way into the station: people, and what was prepared for them; all of it or nothing.

Whether its sender is to be believed was asked before (:mod:`.rostersharing`); what of a person counts, where two
stations tell of them, is :mod:`.rostertaking`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.roster import Roster, RosterId, RowId, RowPicture
from sscard_desktop.services.ports import Progress, RosterArrival, SignedRoster
from sscard_desktop.services.rostertaking import RosterTaking
from sscard_desktop.services.session import Session

_AT_ONCE_BYTES = 8 << 20
"""Of pictures in one transaction."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What opening a roster's file did.

    Attributes:
        added: people who weren't on the roster here.
        changed: people of whom something was learnt.
        pictures: that were prepared for them, and weren't here.
    """

    roster: Roster
    added: int
    changed: int
    pictures: int


class RosterOpening:
    """One file on its way into the station.

    A roster that isn't here comes in pieces, and nobody sees it before its end; one that is here is added to in one
    transaction.
    """

    def __init__(self, session: Session, found: SignedRoster, progress: Progress) -> None:
        self._session = session
        self._store = session.store
        self._found = found
        self._progress = progress
        self._taking = RosterTaking(session.store, session.profile, outdated=True)
        self._pictures = 0
        self._rows = 0

    def __call__(self, arrivals: Iterable[RosterArrival]) -> Taken:
        """Do it; return what was done."""
        waiting = iter(arrivals)
        first = next(waiting)
        if first.piece is None:
            raise ValueError("a picture of nobody")
        roster_id = first.piece.roster.id
        if any(each.id == roster_id for each in self._store.rosters()):
            with self._session.transaction():
                for each in (first, *waiting):
                    self._keep(each)
                self._finish(roster_id)
            return self._told(roster_id)
        try:
            for some in _together(first, waiting):
                with self._store.transaction():
                    for each in some:
                        self._keep(each)
            with self._session.transaction():
                self._finish(roster_id)
        except BaseException:
            # Where not even this goes, the next log-in sweeps it away.
            with suppress(SscardError), self._store.transaction():
                self._store.delete_roster(roster_id)
            raise
        return self._told(roster_id)

    def _keep(self, arrival: RosterArrival) -> None:
        if arrival.piece is not None:
            self._taking.take(arrival.piece)
            self._rows += len(arrival.piece.rows)
            self._progress.report(self._rows, self._found.origin.rows)
            return
        row, role, picture = arrival.row, arrival.role, arrival.picture
        if row is None or role is None or picture is None:
            raise ValueError("neither a piece nor a picture")
        if self._wants(row, role, picture):
            self._store.put_row_picture(row, role, picture.content, report=picture.report, at=picture.stored_at)
            self._pictures += 1
        self._progress.report(self._rows, self._found.origin.rows)

    def _wants(self, row: RowId, role: PictureRole, picture: RowPicture) -> bool:
        """Return whether a picture is news: what somebody was called up with is their record's, and stays there."""
        if self._store.has_record(row):
            return False
        here = self._store.row_picture_digests(row).get(role)
        if here is None or here == picture.sha256:
            return here is None
        kept = self._store.row_picture(row, role)
        return kept is None or kept.stored_at < picture.stored_at

    def _finish(self, roster_id: RosterId) -> None:
        self._taking.finish()
        told = {"added": self._taking.added, "changed": self._taking.changed, "pictures": self._pictures}
        self._session.audit(
            "roster.take", roster_id, sha256=self._found.sha256, station=self._found.origin.number, **told
        )

    def _told(self, roster_id: RosterId) -> Taken:
        return Taken(self._store.roster(roster_id), self._taking.added, self._taking.changed, self._pictures)


def _together(first: RosterArrival, rest: Iterable[RosterArrival]) -> Iterable[list[RosterArrival]]:
    """Yield what comes in bunches that are stored at once, each of a piece or of some megabytes of pictures."""
    bunch, size = [first], 0
    for each in rest:
        size += len(each.picture.content) if each.picture is not None else 0
        if each.piece is not None or size > _AT_ONCE_BYTES:
            yield bunch
            bunch, size = [], 0
        bunch.append(each)
    yield bunch
