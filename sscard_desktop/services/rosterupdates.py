# SPDX-License-Identifier: Apache-2.0
"""A roster that comes once more, corrected: looked at first, then taken over in one transaction or not at all.

What may change is ``domain.rosterupdate``'s to say. A draft that was begun for somebody is held to what the roster says
from then on; whoever is submitted, gone or refused stays as they are. Killed at any moment, the roster is as before or
as after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime

from sscard_desktop.domain.checkedroster import CheckedRoster, CheckedRow
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowId, RowState, row_id
from sscard_desktop.domain.rosterupdate import FIXED, Coming, Fate, PersonUpdate, counts, updates
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import Progress, Store
from sscard_desktop.services.rosterimport import good_rows, list_digest
from sscard_desktop.services.session import Session

_ALL = 1_000_000
_PIECE_ROWS = 5000


@dataclass(frozen=True, slots=True)
class RosterUpdate:
    """What a list that comes once more would do to a roster.

    Attributes:
        roster: as it was when this was found; applying wants it unchanged.
        sha256: of the list that comes.
        people: those of the list in its order, then those who are gone.
        left_out: rows with problems, which say nothing.
    """

    roster: Roster
    sha256: str
    people: tuple[PersonUpdate, ...] = field(repr=False)
    counts: Mapping[Fate, int] = field(default_factory=dict)
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did.

    Attributes:
        removed: people who were gone, and went.
        kept: people who are gone from the list and stay: they have a record, or it was asked so.
    """

    roster: Roster
    added: int
    changed: int
    removed: int
    kept: int
    refused: int


class RosterUpdates:
    """Updates rosters. For the work lane."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.ROSTERS)
    def preview_update(self, roster_id: RosterId, checked: CheckedRoster, *, only_good: bool = False) -> RosterUpdate:
        """Return what a checked list would do to a roster; changes nothing.

        Raises:
            RefusedError: ``roster.unknown``; ``roster.unusable``; ``roster.has_problems`` (``count``) unless
                ``only_good``; ``roster.nobody``, ``roster.too_many``.
        """
        people, left_out = good_rows(checked, only_good=only_good)
        with closing(self._session.store.another()) as store, store.reading():
            roster = store.roster(roster_id)
            found = updates(
                _here(store, roster_id),
                [_coming(each) for each in people],
                keys=[column.key for column in checked.columns if column.key],
                row_id=lambda values: row_id(roster.campaign, roster.unit_number, values),
                fixed=FIXED | {column.key for column in self._session.profile.roster.known if column.fixed},
                unsure=[_coming(each) for each in checked.rows if not each.good],
            )
        return RosterUpdate(roster, list_digest(roster.unit_number, people), tuple(found), counts(found), left_out)

    @allowed(Permission.ROSTERS)
    def apply_update(self, update: RosterUpdate, *, remove_gone: bool = False, progress: Progress) -> Updated:
        """Do what the preview says, all of it or nothing.

        Args:
            remove_gone: people who are gone from the list go from the roster too, if they have no record.

        Raises:
            RefusedError: ``roster.changed_meanwhile``, ``roster.unknown``; ``roster.gone_unsure`` (``count``), people
                can't go while rows of the list were left out, which may be theirs.
            EnvironmentFailedError: the disk's failures. CancelledError: from ``progress``. Nothing has changed then.
        """
        if remove_gone and update.left_out:
            raise RefusedError("roster.gone_unsure", count=update.left_out)
        with closing(self._session.store.another()) as store:
            session = self._session.beside(store)
            with session.transaction() as now:
                roster = store.roster(update.roster.id)
                if roster != update.roster:
                    raise RefusedError("roster.changed_meanwhile")
                return _Applying(session, update, roster, now)(remove_gone, progress)


class _Applying:
    """One update inside its transaction."""

    def __init__(self, session: Session, update: RosterUpdate, roster: Roster, now: datetime) -> None:
        self._session = session
        self._store = session.store
        self._update = update
        self._roster = roster
        self._now = now

    def __call__(self, remove_gone: bool, progress: Progress) -> Updated:
        store, update = self._store, self._update
        rows = {row.id: (row, state) for row, state in _here(store, self._roster.id)}
        changed, added, gone = self._sorted(rows)
        done, total = 0, len(changed) + len(added)
        for taken, keep in ((changed, store.save_roster_rows), (added, store.add_roster_rows)):
            for start in range(0, len(taken), _PIECE_ROWS):
                piece = taken[start : start + _PIECE_ROWS]
                keep(piece)
                done += len(piece)
                progress.report(done, total)
        removed = [row.id for row, state in gone if remove_gone and state is RowState.MISSING and not row.record]
        if removed:
            store.delete_roster_rows(self._roster.id, removed)
        store.link_by_number(self._roster.id, business=self._session.profile.usual_business)
        after = replace(
            self._roster,
            sha256=update.sha256,
            imported_at=self._now,
            imported_by=self._session.operator.name,
            rows=self._roster.rows + len(added) - len(removed),
        )
        store.save_roster(after)
        told = {
            "added": len(added),
            "changed": update.counts[Fate.CHANGED],
            "removed": len(removed),
            "kept": len(gone) - len(removed),
            "refused": update.counts[Fate.REFUSED],
        }
        self._session.audit("roster.update", self._roster.id, sha256=update.sha256, left_out=update.left_out, **told)
        return Updated(after, **told)

    def _sorted(
        self, rows: Mapping[RowId, tuple[RosterRow, RowState]]
    ) -> tuple[list[RosterRow], list[RosterRow], list[tuple[RosterRow, RowState]]]:
        """Return the rows that change, those that come, and those that are gone."""
        changed: list[RosterRow] = []
        added: list[RosterRow] = []
        gone: list[tuple[RosterRow, RowState]] = []
        for person in self._update.people:
            if person.fate is Fate.NEW:
                added.append(RosterRow(person.row, self._roster.id, person.position, person.values, self._now))
                continue
            if person.row not in rows:
                if person.match is None and person.fate is Fate.REFUSED:
                    continue
                raise RefusedError("roster.changed_meanwhile")
            row, state = rows[person.row]
            if person.fate is Fate.GONE:
                gone.append((row, state))
                continue
            if person.fate is Fate.CHANGED:
                if state is RowState.DONE:
                    raise RefusedError("roster.changed_meanwhile")
                if state is RowState.HALF:
                    self._hold_to(row, person)
            if person.fate is Fate.CHANGED or person.position:
                changed.append(replace(row, values=person.values, position=person.position or row.position))
        return changed, added, gone

    def _hold_to(self, row: RosterRow, person: PersonUpdate) -> None:
        """Let what the roster says now be what a record that was begun is compared with."""
        record_id = RecordId(row.record)
        told = {each.key: each.value for each in self._store.readings(record_id) if each.source is Source.ROSTER}
        if not told:
            return
        told |= {each.key: each.after for each in person.changes}
        self._store.put_readings(record_id, Source.ROSTER, told, at=self._now)
        items = sorted(each.key for each in person.changes)
        self._session.audit("comparison.roster", record_id, items=items)


def _coming(row: CheckedRow) -> Coming:
    return Coming(row.number, {key: value for key, value in row.values.items() if value})


def _here(store: Store, roster_id: RosterId) -> Sequence[tuple[RosterRow, RowState]]:
    states = {each.id: each.state for each in store.roster_glances(roster_id, limit=_ALL)}
    return [(row, states[row.id]) for row in store.roster_rows(roster_id)]
