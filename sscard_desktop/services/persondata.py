# SPDX-License-Identifier: Apache-2.0
"""One person's rights over their data: a copy of all that the station holds of them, and deletion on their request.

The Personal Information Protection Law art. 45 (copy) and art. 47 (deletion). Deletion is refused while a record is on
hold or its card is still under way: art. 47 lets a duty by law go first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sscard_desktop.domain import fields
from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.comparison import Reading
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, RecordId, Status, Step
from sscard_desktop.domain.remarks import Remark
from sscard_desktop.domain.retention import LISTED, Cause, Lifetime
from sscard_desktop.domain.roster import Roster, RosterRow
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import AuditEntry, Progress
from sscard_desktop.services.retention import Certificate, destroyed
from sscard_desktop.services.session import Session

_UNDER_WAY = frozenset(
    {
        Status.SUBMITTED,
        Status.APPROVED,
        Status.EXPORTED,
        Status.VERIFYING,
        Status.OPENING_ACCOUNT,
        Status.MAKING,
        Status.LOADING_KEYS,
        Status.READY,
    }
)


@dataclass(frozen=True, slots=True)
class ListedCopy:
    """All that a roster of the station holds of a person.

    Attributes:
        shown: label → value as people read it, in Chinese; a value that the city has no field for under its key.
        pictures: what was prepared for them.
    """

    roster: Roster
    row: RosterRow = field(repr=False)
    shown: Mapping[str, str] = field(repr=False)
    pictures: Mapping[PictureRole, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecordCopy:
    """All that the station holds of one record.

    Attributes:
        shown: label → value as people read it, in Chinese.
        readings: what the ID card's chip and the roster said of the person.
        remarks: why it came back, and how that was answered.
        card: the card's number, where it waits, and who took it; ``None`` where nothing is known.
        accesses: who did or looked at what when, from the audit trail.
    """

    record: Record
    shown: Mapping[str, str] = field(repr=False)
    steps: Sequence[Step]
    readings: Sequence[Reading] = field(repr=False)
    accesses: Sequence[AuditEntry] = field(repr=False)
    pictures: Mapping[PictureRole, bytes] = field(repr=False)
    remarks: Sequence[Remark] = field(default=(), repr=False)
    card: CardIssue | None = field(default=None, repr=False)


class PersonData:
    """A supervisor's work for one person who asks for their data."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.PERSON_DATA)
        self._session = session

    @allowed(Permission.PERSON_DATA)
    def copy(self, record_id: str) -> Sequence[RecordCopy]:
        """Return the records of the person that this record is of, in all campaigns, with everything in them."""
        session = self._session
        found = self._records(record_id)
        with session.action("person.export", record_id, records=len(found)):
            pass
        return [self._copied(record) for record in found]

    @allowed(Permission.PERSON_DATA)
    def listed(self, record_id: str = "", *, number: str = "") -> Sequence[ListedCopy]:
        """Return what the station's rosters, closed ones too, hold of a person.

        Args:
            record_id: a record of the person.
            number: or their document number, where they have none.
        """
        rows = self._rows(record_id, number)
        for roster_id in dict.fromkeys(row.roster for row in rows):
            with self._session.action("person.listed", roster_id, rows=sum(row.roster == roster_id for row in rows)):
                pass
        return [self._listed(row) for row in rows]

    def _listed(self, row: RosterRow) -> ListedCopy:
        store, profile = self._session.store, self._session.profile
        shown = {}
        for key, value in row.values.items():
            spec = profile.fields.get(key)
            shown[spec.label("zh_CN") if spec else key] = (
                fields.shown(spec, value, profile.code_lists, "zh_CN") if spec else value
            )
        pictures = {role: store.row_picture(row.id, role) for role in sorted(store.row_picture_digests(row.id))}
        contents = {role: picture.content for role, picture in pictures.items() if picture is not None}
        return ListedCopy(store.roster(row.roster), row, shown, contents)

    def _copied(self, record: Record) -> RecordCopy:
        store, profile = self._session.store, self._session.profile_of(record)
        shown = {
            spec.label("zh_CN"): fields.shown(spec, record.value(key), profile.code_lists, "zh_CN")
            for key, spec in profile.fields.items()
            if record.value(key)
        }
        pictures = {role: store.picture(record.id, role) for role in sorted(record.pictures)}
        return RecordCopy(
            record,
            shown,
            store.steps(record.id),
            store.readings(record.id),
            list(store.audit_entries(subject=record.id)),
            {role: content for role, content in pictures.items() if content is not None},
            store.remarks(record.id),
            store.card_issue(record.id),
        )

    @allowed(Permission.PERSON_DATA)
    def delete(self, record_id: str, progress: Progress) -> Certificate:
        """Destroy the records of the person that this record is of, in all campaigns, and what rosters hold of them;
        return the certificate.

        Raises:
            RefusedError: ``person.on_hold``, ``person.under_way`` (``count``, ``record``: the first one's id): then
                nothing is destroyed; ``retention.destroyed_already``.
        """
        session = self._session
        lives = self.concerned(record_id)
        held = [life for life in lives if life.held]
        if held:
            raise RefusedError("person.on_hold", count=len(held), record=held[0].record)
        waiting = [life for life in lives if life.status in _UNDER_WAY or life.in_batch]
        if waiting:
            raise RefusedError("person.under_way", count=len(waiting), record=waiting[0].record)
        if not lives:
            raise RefusedError("retention.destroyed_already", record=record_id)
        return destroyed(session, lives, cause=Cause.REQUEST, progress=progress)

    @allowed(Permission.PERSON_DATA)
    def delete_listed(self, number: str, progress: Progress) -> Certificate:
        """Destroy what rosters hold of a person of whom there is no record; return the certificate.

        Raises:
            RefusedError: ``person.has_record`` (``record``), see :meth:`delete`; ``person.nowhere``, no roster has this
                number.
        """
        records = self._session.store.records_of_number(number)
        if records:
            raise RefusedError("person.has_record", record=records[0])
        lives = self._listed_lives("", number)
        if not lives:
            raise RefusedError("person.nowhere")
        return destroyed(self._session, lives, cause=Cause.REQUEST, progress=progress)

    @allowed(Permission.PERSON_DATA)
    def concerned(self, record_id: str) -> Sequence[Lifetime]:
        """Return what a deletion would destroy; changes nothing."""
        ids = {record.id for record in self._records(record_id)}
        lives = [life for life in self._session.store.lifetimes() if life.record in ids]
        return [*lives, *self._listed_lives(record_id, "")]

    def _listed_lives(self, record_id: str, number: str) -> list[Lifetime]:
        store = self._session.store
        found: dict[str, Lifetime] = {}
        for row in self._rows(record_id, number):
            pictures = len(store.row_picture_digests(row.id))
            found[row.id] = Lifetime(RecordId(row.id), LISTED, row.updated_at, row.updated_at, pictures)
        return list(found.values())

    def _rows(self, record_id: str, number: str) -> Sequence[RosterRow]:
        if not record_id:
            return self._session.store.rows_of_person(number)
        records = self._records(record_id)
        numbers = dict.fromkeys(record.value("number") for record in records)
        ids = [record.id for record in records]
        found = {(row.roster, row.id): row for each in numbers for row in self._session.store.rows_of_person(each, ids)}
        return list(found.values())

    def _records(self, record_id: str) -> list[Record]:
        session = self._session
        given = session.record(record_id)
        same: Sequence[RecordId] = session.store.records_of_number(given.value("number"))
        return [session.record(each) for each in dict.fromkeys((*same, given.id))]
