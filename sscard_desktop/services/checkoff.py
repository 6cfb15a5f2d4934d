# SPDX-License-Identifier: Apache-2.0
"""Signed sheets that come back: struck off by the code printed on them, in any order, and who is still missing named.

A sheet counts for what it showed: where its record was changed after printing, it is told of and doesn't count, also
later. What came back is kept beside the record with the mark of its content (``Source.PAPER``): it goes along when
records are handed over, and a killed program loses nothing that was scanned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.formcode import form_mark, read_form_code
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.profile import FormScope, FormSpec
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.domain.roster import RosterId, RosterRow, RowId
from sscard_desktop.services.access import allowed
from sscard_desktop.services.comparisonround import HAVE_SHEETS, compared_person, roster_items
from sscard_desktop.services.crowds import By, Crowd, handed_in, people, unit_of
from sscard_desktop.services.entering import kept_of
from sscard_desktop.services.formcodes import FormCodes, content_mark
from sscard_desktop.services.ports import Progress
from sscard_desktop.services.printing import forms_of
from sscard_desktop.services.rostercomparison import touch
from sscard_desktop.services.session import Session
from sscard_desktop.services.sharedforms import COMPARISON_FORM, comparison_form

_PROGRESS_EVERY = 50


class Outcome(StrEnum):
    """What became of one scanned code."""

    TICKED = "ticked"
    AGAIN = "again"
    """It was struck off before: the same sheet twice, or a second print of it."""
    STALE = "stale"
    """The record was changed after this sheet was printed: it has to be printed and signed anew."""
    OTHER_FORM = "other_form"
    NOT_LISTED = "not_listed"
    """Its record is here, and isn't of this roster (or unit), or wasn't handed in."""
    OTHER_STATION = "other_station"
    """Another station's, whose records weren't merged here."""
    GONE = "gone"
    UNKNOWN = "unknown"
    MISREAD = "misread"


_REFUSED = {
    "formcode.other_station": Outcome.OTHER_STATION,
    "formcode.gone": Outcome.GONE,
    "formcode.unknown": Outcome.UNKNOWN,
    "formcode.no_such_receipt": Outcome.UNKNOWN,
    "formcode.misread": Outcome.MISREAD,
}


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody whose sheet is awaited.

    Attributes:
        back: their sheet came back and shows what the record says.
        stale: a sheet came back, and the record was changed since.
    """

    row: RowId
    position: int
    name: str = field(repr=False)
    unit: str
    record: RecordId
    back: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class CheckedOff:
    """How far a form's sheets are.

    Attributes:
        people: everybody of whom there is such a sheet, in the roster's order.
    """

    form: FormSpec
    people: tuple[Awaited, ...]

    @property
    def back(self) -> int:
        """How many came back."""
        return sum(each.back for each in self.people)

    @property
    def missing(self) -> tuple[Awaited, ...]:
        """Those whose sheet is still missing, or no longer says what was collected."""
        return tuple(each for each in self.people if not each.back)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What became of one line.

    Attributes:
        person: whose sheet it is, where they are of the roster.
        form: the form that it is; ``None`` where only a receipt number was read.
        station: of :attr:`Outcome.OTHER_STATION`, which.
    """

    outcome: Outcome
    person: Awaited | None = None
    form: FormSpec | None = None
    station: str = ""


class CheckOff:
    """Strikes signed sheets off.

    Args:
        session: who holds the scanner.
        shared: the folder with the common forms.
    """

    def __init__(self, session: Session, shared: Path) -> None:
        self._session = session
        self._shared = shared

    @allowed(Permission.ROSTERS)
    def forms(self) -> tuple[FormSpec, ...]:
        """Return the forms whose sheets can be struck off: those of one person each, the one that is signed first."""
        return self._forms()

    @allowed(Permission.ROSTERS)
    def standing(self, roster_id: RosterId, form: str, progress: Progress, *, unit: str = "") -> CheckedOff:
        """Return how far a form's sheets are, of a roster or of one unit in it.

        For the work lane, on a connection of its own. Of the comparison's sheet, those only are awaited who have
        something to correct.

        Raises:
            RefusedError: ``roster.unknown``; ``checkoff.no_such_form``. CancelledError: ``progress`` said so.
        """
        with closing(self._session.store.another()) as store:
            session = self._session.beside(store)
            spec = self._form(form)
            rows = people(session, Crowd(By.ROSTER, roster_id, unit))
            return CheckedOff(spec, tuple(_awaited(session, rows, spec, progress).values()))

    @allowed(Permission.ROSTERS)
    def scan(self, roster_id: RosterId, form: str, line: str, *, unit: str = "") -> Scanned:
        """Strike a sheet off by its code, or by the receipt number where the code can't be read.

        Raises:
            RefusedError: ``roster.unknown``; ``checkoff.no_such_form``.
        """
        session, spec = self._session, self._form(form)
        try:
            found = FormCodes(session).find(line.strip())
        except RefusedError as error:
            outcome = _REFUSED.get(error.code)
            if outcome is None:
                raise
            return Scanned(outcome, station=str(error.params.get("station", "")))
        code = read_form_code(line.strip())
        here = next((each for each in self._forms() if code is not None and form_mark(each.key) == code.form), None)
        rows = [row for row in session.store.rows_of_record(found.record.id) if row.roster == roster_id]
        rows = [row for row in rows if Crowd(By.ROSTER, roster_id, unit).holds(row)]
        session.store.roster(roster_id)
        awaited = _awaited(session, rows, spec).get(found.record.id)
        if awaited is None:
            return Scanned(Outcome.NOT_LISTED, form=here)
        if code is not None and here != spec:
            return Scanned(Outcome.OTHER_FORM, awaited, here)
        if awaited.back:
            return Scanned(Outcome.AGAIN, awaited, here)
        mark = content_mark(session, found.record)
        if code is not None and code.content != mark:
            return Scanned(Outcome.STALE, awaited, here)
        self._keep(found.record, {spec.key: mark}, "checkoff.tick", roster_id)
        return Scanned(Outcome.TICKED, replace(awaited, back=True, stale=False), here)

    @allowed(Permission.ROSTERS)
    def take_back(self, roster_id: RosterId, form: str, row_id: RowId) -> None:
        """Expect a sheet again that was struck off by mistake.

        Raises:
            RefusedError: ``roster.unknown``, ``roster.row_unknown``; ``checkoff.no_such_form``.
        """
        spec = self._form(form)
        row = self._session.store.row_of(roster_id, row_id)
        for record_id in handed_in(self._session, [row]):
            self._keep(self._session.record(record_id), {spec.key: ""}, "checkoff.untick", roster_id)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────

    def _forms(self) -> tuple[FormSpec, ...]:
        own = forms_of(self._session.profile, FormScope.RECORD)
        shared = comparison_form(self._session.profile, self._shared)
        return own if any(form.key == COMPARISON_FORM for form in own) else (*own, shared)

    def _form(self, key: str) -> FormSpec:
        found = next((form for form in self._forms() if form.key == key), None)
        if found is None:
            raise RefusedError("checkoff.no_such_form", form=key[:40])
        return found

    def _keep(self, record: Record, said: Mapping[str, str], action: str, roster_id: RosterId) -> None:
        session = self._session
        with session.transaction() as now:
            kept = kept_of(session, record, Source.PAPER)
            touch(session, record.id)
            session.store.put_readings(record.id, Source.PAPER, {**kept, **said}, at=now)
            session.audit(action, record.id, form=next(iter(said)), roster=roster_id)


def _awaited(
    session: Session, rows: Sequence[RosterRow], form: FormSpec, progress: Progress | None = None
) -> dict[RecordId, Awaited]:
    """Return those of whom there is such a sheet, by their records, in the rows' order."""
    found: dict[RecordId, Awaited] = {}
    asked = roster_items(session, rows) if form.key == COMPARISON_FORM else frozenset()
    for done, row in enumerate(rows):
        if progress is not None and done % _PROGRESS_EVERY == 0:
            progress.report(done, len(rows))
        for record_id in handed_in(session, [row]):
            if form.key == COMPARISON_FORM and compared_person(session, row, asked).state not in HAVE_SHEETS:
                continue
            found.setdefault(record_id, _of_record(session, row, session.store.record(record_id), form))
    return found


def _of_record(session: Session, row: RosterRow, record: Record, form: FormSpec) -> Awaited:
    said = kept_of(session, record, Source.PAPER).get(form.key, "")
    back = bool(said) and said == content_mark(session, record)
    name = record.value("name") or row.value("name")
    return Awaited(row.id, row.position, name, unit_of(row), record.id, back, bool(said) and not back)
