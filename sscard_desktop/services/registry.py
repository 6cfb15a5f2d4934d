# SPDX-License-Identifier: Apache-2.0
"""Finding records and units, and the figures in the counter's top bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sscard_desktop.domain.chinatime import midnight
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, RecordId, RecordSummary, Status, Step
from sscard_desktop.domain.unitpath import DEEPEST, LONGEST_UNIT_NAME, UNIT_MARK, is_unit_name
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.session import Session

_MOST_RETURNED = 1000


@dataclass(frozen=True, slots=True)
class Today:
    """今日: what the operator did, and what waits for them."""

    submitted: int
    unfinished: int
    returned: int


@dataclass(frozen=True, slots=True)
class EarlierRecord:
    """Another record of the same document number, without anything of the person's.

    Attributes:
        opens: whether this person may open it.
    """

    id: RecordId
    status: Status
    created_by: str
    updated_at: datetime
    receipt_number: str
    opens: bool


class Registry:
    """Looks things up; changes only the unit directory."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def search(
        self,
        text: str = "",
        *,
        statuses: Sequence[Status] = (),
        parked: bool | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[RecordSummary]:
        """Return the records that match and that this person sees, last changed first."""
        return self._session.store.search(
            text, statuses=statuses, created_by=self._taken_by, parked=parked, limit=limit, offset=offset
        )

    @allowed(Permission.WORK)
    def waiting(self, text: str = "") -> Sequence[RecordSummary]:
        """Return what waits at the counter: returned and withdrawn records first, then parked ones."""
        search = self._session.store.search
        back = search(text, statuses=(Status.RETURNED, Status.WITHDRAWN), created_by=self._taken_by)
        parked = search(text, parked=True, created_by=self._taken_by)
        return [*back, *(record for record in parked if record not in back)]

    @allowed(Permission.WORK)
    def first_returned(self, *, but: str = "") -> str:
        """Return this person's returned or withdrawn record that came back first, ``""`` for none.

        Args:
            but: a record that is not meant, as it is in work.
        """
        session = self._session
        found = session.store.search(
            statuses=(Status.RETURNED, Status.WITHDRAWN), created_by=session.operator.name, limit=_MOST_RETURNED
        )
        return next((str(record.id) for record in reversed(found) if record.id != but), "")

    @allowed(Permission.WORK)
    def show(self, record_id: str) -> tuple[Record, Sequence[Step]]:
        """Return a record with its history; that it was looked at goes into the audit trail.

        Raises:
            NotAllowedError: ``record.not_yours``; see :meth:`duplicates` for what else a clerk learns of it.
        """
        record = self._session.opened(record_id, always=True)
        return record, self._session.store.steps(record.id)

    @allowed(Permission.WORK)
    def picture(self, record_id: str, role: PictureRole) -> bytes | None:
        """Return a stored picture's bytes."""
        return self._session.store.picture(self._session.opened(record_id).id, role)

    @allowed(Permission.WORK)
    def duplicates(self, record_id: str) -> Sequence[EarlierRecord]:
        """Return the other records of this record's document number: what is needed to settle who goes on."""
        session = self._session
        record = session.record(record_id)
        found = session.store.with_number(record.value("number"), campaign=record.campaign)
        return [
            EarlierRecord(
                other.id,
                other.status,
                other.created_by,
                other.updated_at,
                other.receipt_number,
                session.sees(other.created_by),
            )
            for other in found
            if other.id != record.id
        ]

    @allowed(Permission.WORK)
    def counts(self) -> Mapping[Status, int]:
        """Return how many of the records that this person sees are in each state."""
        return self._session.store.count_by_status(created_by=self._taken_by)

    @allowed(Permission.WORK)
    def today(self) -> Today:
        """Return the operator's figures of the day."""
        session = self._session
        since = midnight(session.clock.today())
        mine = session.store.count_by_status(created_by=session.operator.name)
        return Today(
            submitted=session.store.count_submitted(since=since, operator=session.operator.name),
            unfinished=mine.get(Status.DRAFT, 0) + mine.get(Status.CONFIRMED, 0),
            returned=mine.get(Status.RETURNED, 0) + mine.get(Status.WITHDRAWN, 0),
        )

    @allowed(Permission.WORK)
    def units(self, text: str = "", *, parent: str = "", limit: int = 50) -> Sequence[Unit]:
        """Return the units right below one (by its path) that match by name, pinyin initials or insured number."""
        return self._session.store.units(text, parent=parent, limit=limit)

    @allowed(Permission.WORK)
    def find_units(self, text: str, *, limit: int = 50) -> Sequence[Unit]:
        """Return the units of any level that match by name, pinyin initials or insured number."""
        return self._session.store.find_units(text, limit=limit)

    @allowed(Permission.MANAGE_UNITS)
    def add_unit(self, unit: Unit) -> None:
        """Add a unit to the directory, or change its number.

        Raises:
            RefusedError: ``unit.bad_name``, ``unit.parent_unknown``, ``unit.too_deep``.
        """
        store = self._session.store
        unit = replace(unit, name=unit.name.strip(), parent=unit.parent.strip())
        if not is_unit_name(unit.name):
            raise RefusedError("unit.bad_name", limit=LONGEST_UNIT_NAME)
        if unit.path.count(UNIT_MARK) >= DEEPEST:
            raise RefusedError("unit.too_deep", levels=DEEPEST)
        if unit.parent and store.unit_at(unit.parent) is None:
            raise RefusedError("unit.parent_unknown")
        with self._session.action("unit.add", unit.path):
            store.add_unit(unit)

    @property
    def _taken_by(self) -> str:
        """Whose records to look among: one's own, or ``""`` for everyone's."""
        return self._session.operator.name if self._session.only_own else ""
