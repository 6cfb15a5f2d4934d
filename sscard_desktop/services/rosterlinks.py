# SPDX-License-Identifier: Apache-2.0
"""Which record is whose on the rosters: found again when records come from other machines.

A record says itself which row it was begun for (the reading :data:`~sscard_desktop.domain.roster.ROW`); one that says
nothing is found by its document number, where it is of the usual kind of business and of the roster's campaign. Of two
records of one row the one that is further counts; of two that are as far, the one that was linked first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.domain.roster import ROW, RosterRow, RowId, RowState, state_of
from sscard_desktop.services.ports import Store
from sscard_desktop.services.session import Session

_FURTHER = (RowState.MISSING, RowState.HALF, RowState.DONE)


def link_records(session: Session, record_ids: Iterable[RecordId]) -> int:
    """Link records with the rows of their people, inside the caller's transaction; return how many rows changed."""
    store = session.store
    links: dict[RowId, str] = {}
    for record_id in record_ids:
        record = _record(store, record_id)
        if record is None:
            continue
        for row in _rows(session, record):
            before = links.get(row.id, row.record)
            if before != record.id and _reach(record) > _reach(_record(store, RecordId(before)) if before else None):
                links[row.id] = record.id
    return store.link_rows(links) if links else 0


def _rows(session: Session, record: Record) -> Sequence[RosterRow]:
    """Return the rows that a record may be of."""
    store = session.store
    told = [each.value for each in store.readings(record.id) if each.source is Source.ROSTER and each.key == ROW]
    for row_id in told:
        try:
            return [store.roster_row(RowId(row_id))]
        except RefusedError:
            continue
    if record.business != session.profile.usual_business:
        return []
    return store.rows_with_number(record.value("number"), campaign=record.campaign)


def _record(store: Store, record_id: RecordId) -> Record | None:
    try:
        return store.record(record_id)
    except RefusedError:
        return None


def _reach(record: Record | None) -> int:
    state = state_of(record.status if record is not None else None, "")
    return _FURTHER.index(state)
