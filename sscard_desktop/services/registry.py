# SPDX-License-Identifier: Apache-2.0
"""Finding records and units, and the figures in the counter's top bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, RecordId, RecordSummary, Status, Step
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class Today:
    """今日: what the operator did, and what waits for them."""

    submitted: int
    unfinished: int
    returned: int


class Registry:
    """Looks things up; changes only the unit directory."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def search(
        self, text: str = "", *, statuses: Sequence[Status] = (), parked: bool | None = None, limit: int = 100
    ) -> Sequence[RecordSummary]:
        """Return the records that match, last changed first."""
        return self._session.store.search(text, statuses=statuses, parked=parked, limit=limit)

    def waiting(self) -> Sequence[RecordSummary]:
        """Return what waits at the counter: returned and withdrawn records first, then parked ones."""
        back = self._session.store.search(statuses=(Status.RETURNED, Status.WITHDRAWN))
        return [*back, *(record for record in self._session.store.search(parked=True) if record not in back)]

    def show(self, record_id: str) -> tuple[Record, Sequence[Step]]:
        """Return a record with its history; that it was looked at goes into the audit trail."""
        session = self._session
        with session.action("record.show", record_id):
            record = session.record(record_id)
        return record, session.store.steps(record.id)

    def picture(self, record_id: str, role: PictureRole) -> bytes | None:
        """Return a stored picture's bytes."""
        return self._session.store.picture(RecordId(record_id), role)

    def counts(self) -> Mapping[Status, int]:
        """Return how many records are in each state."""
        return self._session.store.count_by_status()

    def today(self) -> Today:
        """Return the operator's figures of the day."""
        session = self._session
        midnight = datetime.combine(session.clock.today(), time.min).astimezone(UTC)
        mine = session.store.count_by_status(created_by=session.operator.name)
        return Today(
            submitted=session.store.count_submitted(since=midnight, operator=session.operator.name),
            unfinished=mine.get(Status.DRAFT, 0) + mine.get(Status.CONFIRMED, 0),
            returned=mine.get(Status.RETURNED, 0) + mine.get(Status.WITHDRAWN, 0),
        )

    def units(self, text: str = "", *, parent: str = "") -> Sequence[Unit]:
        """Return the units of the directory that match by name, pinyin initials or insured number."""
        return self._session.store.units(text, parent=parent)

    def add_unit(self, unit: Unit) -> None:
        """Add a unit to the directory."""
        self._session.operator.require(Permission.MANAGE_UNITS)
        with self._session.action("unit.add", unit.name):
            self._session.store.add_unit(unit)
