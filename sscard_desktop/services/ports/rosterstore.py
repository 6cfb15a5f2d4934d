# SPDX-License-Identifier: Apache-2.0
"""Rosters in the open station: people who are expected, and what was prepared for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sscard_desktop.domain.photo import PictureRole
    from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowGlance, RowId, RowPicture, RowState


class RosterStore(Protocol):
    """The part of the store for rosters; see :class:`~.store.Store`, whose word on transactions and failures holds.

    A roster may come in piece by piece: until :meth:`finish_roster` nobody sees it, and what a killed program left of
    it is swept away by :meth:`sweep_rosters`.
    """

    def begin_roster(self, roster: Roster) -> None:
        """Store a roster that nobody sees yet."""

    def add_roster_rows(self, rows: Iterable[RosterRow]) -> None:
        """Store people in addition to those that are there; raise ``RefusedError("roster.unknown")``."""

    def finish_roster(self, roster_id: RosterId) -> None:
        """Let it be seen, whole."""

    def sweep_rosters(self) -> int:
        """Delete rosters that never were finished; return how many."""

    def save_roster(self, roster: Roster) -> None:
        """Store a roster's attributes."""

    def delete_roster(self, roster_id: RosterId) -> None:
        """Delete a roster with its people and what was prepared for them; their records stay."""

    def rosters(self, *, open_only: bool = False) -> Sequence[Roster]:
        """Return the rosters, the newest first."""

    def roster(self, roster_id: RosterId) -> Roster:
        """Return the roster; raise ``RefusedError("roster.unknown")``."""

    def roster_rows(self, roster_id: RosterId) -> Sequence[RosterRow]:
        """Return all its people in the list's order."""

    def roster_glances(
        self,
        roster_id: RosterId,
        text: str = "",
        *,
        states: Collection[RowState] = (),
        unit: str = "",
        unitless: bool = False,
        queued: bool = False,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[RowGlance]:
        """Return its people in the list's order, those that match by name, initials, number or personal number.

        Args:
            unitless: only those who have no unit.
            queued: only those with a queue number, in the queue's order.
        """

    def roster_counts(self, roster_id: RosterId) -> Mapping[str, Mapping[RowState, int]]:
        """Return unit → state → how many people."""

    def roster_row(self, row_id: RowId) -> RosterRow:
        """Return a person's row, an open roster's first; raise ``RefusedError("roster.row_unknown")``."""

    def row_of(self, roster_id: RosterId, row_id: RowId) -> RosterRow:
        """Return a person's row of one roster; raise ``RefusedError("roster.row_unknown")``."""

    def has_record(self, row_id: RowId) -> bool:
        """Return whether somebody was begun with: their row has a record that is there, and isn't void."""

    def rows_with_number(self, number: str, *, campaign: str) -> Sequence[RosterRow]:
        """Return the rows of this document number in open rosters of the campaign, newest roster first."""

    def rows_with_name(self, name: str, *, campaign: str) -> Sequence[RosterRow]:
        """Return the rows of this name in open rosters of the campaign, newest roster first."""

    def rows_of_record(self, record_id: str) -> Sequence[RosterRow]:
        """Return the rows whose person a record was begun for."""

    def save_roster_row(self, row: RosterRow) -> None:
        """Store a row in place of what it was, at the same place of the same roster."""

    def save_roster_rows(self, rows: Iterable[RosterRow]) -> None:
        """Store many rows in place of what they were; raise ``RefusedError("roster.unknown")``."""

    def delete_roster_rows(self, roster_id: RosterId, row_ids: Iterable[RowId]) -> None:
        """Delete people of a roster."""

    def forget_row(self, row_id: RowId) -> None:
        """Delete a person from all rosters, with what was prepared for them."""

    def link_rows(self, links: Mapping[RowId, str]) -> int:
        """Note which record each row's person has (``""``: none), in all rosters; return how many rows changed."""

    def link_by_number(self, roster_id: RosterId, *, business: str) -> int:
        """Note, where a row has no record, the newest one of its number, kind of business and campaign, void ones left
        out; return how many rows got one.
        """

    def rows_of_person(self, number: str, record_ids: Collection[str] = ()) -> Sequence[RosterRow]:
        """Return a person's rows in all rosters, closed ones too: by document number and by their records."""

    def next_queue(self, roster_id: RosterId) -> int:
        """Return the next queue number of a roster, from 1, inside the transaction that gives it out."""

    # what was prepared
    def put_row_picture(self, row_id: RowId, role: PictureRole, content: bytes, *, report: str, at: datetime) -> None:
        """Store a picture of a row's person in place of the earlier one, in all rosters that have the row."""

    def row_picture(self, row_id: RowId, role: PictureRole) -> RowPicture | None:
        """Return a picture, verified against its digest, ``None`` where there is none."""

    def row_picture_digests(self, row_id: RowId) -> Mapping[PictureRole, str]:
        """Return role → SHA-256."""

    def delete_row_pictures(self, row_id: RowId) -> None:
        """Delete what was prepared for a person: it is their record's now."""
