# SPDX-License-Identifier: Apache-2.0
"""Forms for many people: a sheet over a unit, a batch, a day or a roster, and everybody's own form of them in one PDF.

Choosing runs on the store's thread and leaves an audit line with the number of people and nobody's name; gathering and
rendering run in the work lane on a connection of their own, so that the counter saves meanwhile; :meth:`Sheets.printed`
again on the store's thread, once the printer took the job. A clerk gets their own records, a supervisor all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.printing import PrintJob
from sscard_desktop.domain.profile import FormScope, FormSpec
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services.access import allowed
from sscard_desktop.services.columns import collected_on
from sscard_desktop.services.crowds import By, Crowd, members, taken_by
from sscard_desktop.services.ports import FormContent, FormRenderer, PeopleContent, Progress
from sscard_desktop.services.printing import form_content, forms_of, is_counted
from sscard_desktop.services.printjobs import note_job
from sscard_desktop.services.session import Session

MAX_ON_A_SHEET = 5000
MAX_FORMS = 1000
"""In one go: with pictures that is some 200 MB of PDF."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A form and the records that it will be printed of, in their order on paper.

    Attributes:
        told: record → what the form shows in place of what the record alone would say.
    """

    form: FormSpec
    crowd: Crowd
    records: tuple[RecordId, ...]
    told: Mapping[RecordId, Mapping[str, str]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Printout:
    """What goes to the printer, and who isn't in it.

    Attributes:
        records: whose forms are in it.
        refused: record → why its form can't be printed.
    """

    pdf: bytes = field(repr=False)
    records: tuple[RecordId, ...]
    refused: Mapping[RecordId, InvalidInputError]


class Sheets:
    """Prints for many people.

    Args:
        session: who prints.
        forms: gives what renders; asked for in the work lane only.
    """

    def __init__(self, session: Session, forms: Callable[[], FormRenderer]) -> None:
        self._session = session
        self._forms = forms

    @allowed(Permission.CAPTURE)
    def forms(self) -> tuple[FormSpec, ...]:
        """Return what can be printed for many: forms over several people, then those of each person."""
        profile = self._session.profile
        return forms_of(profile, FormScope.PEOPLE) + forms_of(profile, FormScope.RECORD)

    @allowed(Permission.CAPTURE)
    def units(self) -> Sequence[tuple[str, int]]:
        """Return the units that people at this station work for, and how many of each this person sees."""
        return self._session.store.values_of("unit", created_by=taken_by(self._session))

    @allowed(Permission.CAPTURE)
    def choose(self, form: str, crowd: Crowd) -> Chosen:
        """Return whom ``form`` will be printed of; that they are about to be shown goes into the audit trail.

        Raises:
            InvalidInputError: ``profile.no_such_form``, ``print.bad_day``.
            RefusedError: ``print.nobody``, ``print.too_many``, ``batch.unknown``.
        """
        session = self._session
        spec = session.profile.form(form)
        records = tuple(members(session, crowd))
        limit = MAX_FORMS if spec.scope is FormScope.RECORD else MAX_ON_A_SHEET
        if not records:
            raise RefusedError("print.nobody")
        if len(records) > limit:
            raise RefusedError("print.too_many", count=len(records), limit=limit)
        with session.action("sheet.show", subject_of(crowd), form=form, by=crowd.by.value, people=len(records)):
            pass
        return Chosen(spec, crowd, records)

    @allowed(Permission.CAPTURE)
    def render(self, chosen: Chosen, progress: Progress, *, values_only: bool = False) -> Printout:
        """Return the PDF; for the work lane, on a connection of its own.

        Raises:
            InvalidInputError: the template is broken, or a row can't be set (``form.…``, with column and row).
            CancelledError: ``progress`` said so.
        """
        template, renderer = chosen.form.template, self._forms()
        with closing(self._session.store.another()) as store:
            session = replace(self._session, store=store)
            if chosen.form.scope is FormScope.PEOPLE:
                content = _sheet(session, chosen, progress)
                pdf = renderer.render_people(template, content, progress, values_only=values_only)
                return Printout(pdf, chosen.records, {})
            contents = _forms(session, chosen)
            count = len(chosen.records)
            sheaf = renderer.render_many(template, contents, count, progress, values_only=values_only)
        return Printout(
            sheaf.pdf,
            tuple(chosen.records[position] for position in sheaf.printed),
            {chosen.records[position]: error for position, error in sheaf.refused.items()},
        )

    @allowed(Permission.CAPTURE)
    def printed(self, chosen: Chosen, printout: Printout, job: PrintJob | None = None) -> None:
        """Note that a spooler accepted a printout, or that it was saved; counted forms are reprints from then on.

        Args:
            job: what the spooler knows it by; should it come to nothing, the counts are taken back.
        """
        session = self._session
        people = len(printout.records)
        with session.action(
            "sheet.printed", subject_of(chosen.crowd), form=chosen.form.key, by=chosen.crowd.by.value, people=people
        ) as now:
            counted = []
            if chosen.form.scope is FormScope.RECORD:
                for record in map(session.store.record, printout.records):
                    if is_counted(session, record, chosen.form.key):
                        session.store.save_record(replace(record, prints=record.prints + 1, updated_at=now))
                        counted.append(record.id)
            if job is not None:
                records = counted or printout.records
                note_job(session, job, chosen.form.key, records, counted=bool(counted))


def subject_of(crowd: Crowd) -> str:
    """Return what the trail calls a crowd: not by a unit's name, which of a family's shop would be a person's."""
    return crowd.by.value if crowd.by is By.UNIT else f"{crowd.by.value}:{crowd.key}"


def _forms(session: Session, chosen: Chosen) -> Iterator[FormContent]:
    """Yield everybody's own form, one at a time: pictures needn't all be in memory."""
    for record_id in chosen.records:
        record = session.store.record(record_id)
        content = form_content(session, record, chosen.form.key)
        # A form of another kind of business than the usual may lack fields that this one names.
        asked = dict.fromkeys(session.profile.fields, "")
        yield replace(content, values={**asked, **content.values, **chosen.told.get(record_id, {})})


def _sheet(session: Session, chosen: Chosen, progress: Progress) -> PeopleContent:
    rows: list[FormContent] = []
    for position, record_id in enumerate(chosen.records):
        progress.report(position, 2 * len(chosen.records))
        rows.append(_row(session, session.store.record(record_id), chosen))
    shared = _shared([row.values for row in rows])
    crowd = chosen.crowd
    heading = {
        **dict.fromkeys(session.profile.fields, ""),
        **shared,
        "station": session.identity.name,
        "operator": session.operator.display_name or session.operator.name,
        "city": session.profile.label("zh_CN"),
        "batch_number": crowd.key if crowd.by is By.BATCH else shared.get("batch_number", ""),
        "collected_on": crowd.key if crowd.by is By.DAY else shared.get("collected_on", ""),
    }
    if crowd.by is By.UNIT:
        heading["unit"] = crowd.key
    elif crowd.by is By.ROSTER:
        heading |= roster_heading(session, crowd, heading)
    return PeopleContent(heading, _shared([row.codes for row in rows]), rows, session.clock.today())


def roster_heading(session: Session, crowd: Crowd, shared: Mapping[str, str]) -> dict[str, str]:
    """Return what stands over a roster's sheet: its unit, where its people don't say it themselves."""
    roster = session.store.roster(RosterId(crowd.key))
    said = {
        "unit": crowd.unit or roster.unit,
        "insured_unit_name": roster.unit,
        "insured_unit_number": roster.unit_number,
    }
    return {key: shared.get(key, "") or value for key, value in said.items()}


def _row(session: Session, record: Record, chosen: Chosen) -> FormContent:
    content = form_content(session, record, chosen.form.key, pictures=False)
    return replace(
        content,
        pictures=_Pictures(session, record),
        values={
            **content.values,
            "batch_number": record.batch,
            "collected_on": collected_on(record).isoformat(),
            "operator": record.submitted_by or record.created_by,
        },
    )


class _Pictures(Mapping[PictureRole, bytes]):
    """A record's pictures, read when a row of the sheet asks for one; most sheets don't."""

    def __init__(self, session: Session, record: Record) -> None:
        self._session = session
        self._record = record

    def __getitem__(self, role: PictureRole) -> bytes:
        content = self._session.store.picture(self._record.id, role)
        if content is None:
            raise KeyError(role)
        return content

    def __iter__(self) -> Iterator[PictureRole]:
        return iter(self._record.pictures)

    def __len__(self) -> int:
        return len(self._record.pictures)


def _shared(people: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the values that all these people have in common."""
    first, *others = people
    return {key: value for key, value in first.items() if all(other.get(key) == value for other in others)}
