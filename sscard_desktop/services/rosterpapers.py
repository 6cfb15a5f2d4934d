# SPDX-License-Identifier: Apache-2.0
"""Everything on paper for a roster: sheets over its people, everybody's own form, and lists of those who haven't come.

People stand in the roster's order. Forms that a city declares are printed of those who were handed in; the comparison's
sheet of those who have something to correct; the lists of who is missing and who comes when need no record. Made in the
work lane on a connection of its own, with an audit line that names nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sscard_desktop.domain import fields
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.comparison import FILL, PHOTO, SPECS, Mark
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.masking import masked_number
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.printing import PrintJob
from sscard_desktop.domain.profile import FormScope, FormSpec
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowState
from sscard_desktop.domain.rosterround import RoundState
from sscard_desktop.services.access import allowed
from sscard_desktop.services.arrivals import MOST_ROWS
from sscard_desktop.services.comparisonround import ComparedPerson, compared_person, roster_items
from sscard_desktop.services.crowds import Crowd, handed_in, people, unit_of
from sscard_desktop.services.ports import FormContent, FormRenderer, PeopleContent, Progress
from sscard_desktop.services.session import Session
from sscard_desktop.services.sharedforms import COMPARISON_FORM, comparison_form, missing_form, slots_form
from sscard_desktop.services.sheets import (
    MAX_FORMS,
    MAX_ON_A_SHEET,
    Chosen,
    Printout,
    Sheets,
    roster_heading,
    subject_of,
)

TO_CORRECT = (RoundState.OPEN, RoundState.BOTH)
"""Whose comparison sheets are printed."""
_PROGRESS_EVERY = 50


class Whom(StrEnum):
    """Whom a paper is about."""

    COLLECTED = "collected"
    """Those who were handed in."""
    TO_CORRECT = "to_correct"
    """Those whose comparison is open."""
    MISSING = "missing"
    """Those who haven't come, and may."""
    SLOTTED = "slotted"
    """Those who have a time to come, and haven't yet."""


@dataclass(frozen=True, slots=True)
class RosterPaper:
    """A form that can be printed of a roster."""

    form: FormSpec
    whom: Whom

    @property
    def most(self) -> int:
        """Of how many people it can be printed in one go."""
        return MAX_FORMS if self.form.scope is FormScope.RECORD else MAX_ON_A_SHEET


@dataclass(frozen=True, slots=True)
class MadePaper:
    """What was made of a paper.

    Attributes:
        people: how many are in it.
        chosen: of whom, where they have records.
        without: how many of the roster (or the part of it) have no place on it.
    """

    paper: RosterPaper
    printout: Printout
    bare: bytes
    people: int
    chosen: Chosen
    without: int = 0


class RosterPapers:
    """Prints for rosters.

    Args:
        session: who prints.
        forms: gives what renders.
        shared: the folder with the common forms.
    """

    def __init__(self, session: Session, forms: Callable[[], FormRenderer], shared: Path) -> None:
        self._session = session
        self._forms = forms
        self._shared = shared

    @allowed(Permission.ROSTERS)
    def papers(self) -> tuple[RosterPaper, ...]:
        """Return what can be printed of a roster: lists of those to come, sheets over people, everybody's own form."""
        return self._papers()

    @allowed(Permission.ROSTERS)
    def make(self, crowd: Crowd, form: str, progress: Progress) -> MadePaper:
        """Make a paper; for the work lane.

        Args:
            crowd: a roster, or a part of it.

        Raises:
            RefusedError: ``roster.unknown``; ``print.no_roster_form``; ``print.nobody_in_round``,
                ``print.nobody_missing``, ``print.nobody_slotted``, ``print.nobody_collected``; ``print.too_many``.
            InvalidInputError: ``form.…``, the template is broken, or a row can't be set.
            CancelledError: ``progress`` said so.
        """
        paper = next((each for each in self._papers() if each.form.key == form), None)
        if paper is None:
            raise RefusedError("print.no_roster_form", form=form[:40])
        with closing(self._session.store.another()) as store:
            session = self._session.beside(store)
            rows = people(session, crowd)
            match paper.whom:
                case Whom.COLLECTED:
                    chosen = Chosen(paper.form, crowd, tuple(handed_in(session, rows)))
                case Whom.TO_CORRECT:
                    told = _to_correct(session, rows, progress)
                    chosen = Chosen(paper.form, crowd, tuple(told), told)
                case _:
                    return self._list(session, paper, crowd, rows, progress)
            count = len(chosen.records)
            _require_some(paper, count)
            self._note(session, paper, crowd, count)
        sheets = Sheets(self._session, self._forms)
        printout = sheets.render(chosen, progress)
        bare = printout.pdf
        if paper.form.preprinted:
            bare = sheets.render(chosen, progress, values_only=True).pdf
        return MadePaper(paper, printout, bare, len(printout.records), chosen, len(rows) - count)

    @allowed(Permission.ROSTERS)
    def printed(self, made: MadePaper, job: PrintJob | None = None) -> None:
        """Note that a spooler accepted it, or that it was saved; on the store's thread."""
        if made.chosen.records:
            Sheets(self._session, self._forms).printed(made.chosen, made.printout, job)
            return
        crowd = made.chosen.crowd
        with self._session.action(
            "sheet.printed", subject_of(crowd), form=made.paper.form.key, by=crowd.by.value, people=made.people
        ):
            pass

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────

    def _papers(self) -> tuple[RosterPaper, ...]:
        profile = self._session.profile
        own = [form for form in profile.forms if form.key != COMPARISON_FORM]
        collected = [form for scope in (FormScope.PEOPLE, FormScope.RECORD) for form in own if form.scope is scope]
        return (
            RosterPaper(missing_form(profile, self._shared), Whom.MISSING),
            RosterPaper(slots_form(profile, self._shared), Whom.SLOTTED),
            RosterPaper(comparison_form(profile, self._shared), Whom.TO_CORRECT),
            *(RosterPaper(form, Whom.COLLECTED) for form in collected),
        )

    def _list(
        self, session: Session, paper: RosterPaper, crowd: Crowd, rows: Sequence[RosterRow], progress: Progress
    ) -> MadePaper:
        """Make a list of people who needn't have a record."""
        glances = session.store.roster_glances(RosterId(crowd.key), states=(RowState.MISSING,), limit=MOST_ROWS)
        missing = {each.id for each in glances}
        waiting = [row for row in rows if row.id in missing]
        if paper.whom is Whom.SLOTTED:
            waiting = sorted((row for row in waiting if row.slot is not None), key=_by_slot)
        _require_some(paper, len(waiting))
        self._note(session, paper, crowd, len(waiting))
        content = _list_content(session, crowd, waiting)
        pdf = self._forms().render_people(paper.form.template, content, progress)
        chosen = Chosen(paper.form, crowd, ())
        return MadePaper(paper, Printout(pdf, (), {}), pdf, len(waiting), chosen, len(rows) - len(waiting))

    @staticmethod
    def _note(session: Session, paper: RosterPaper, crowd: Crowd, count: int) -> None:
        with session.action("sheet.show", subject_of(crowd), form=paper.form.key, by=crowd.by.value, people=count):
            pass


def _require_some(paper: RosterPaper, count: int) -> None:
    codes = {
        Whom.COLLECTED: "print.nobody_collected",
        Whom.TO_CORRECT: "print.nobody_in_round",
        Whom.MISSING: "print.nobody_missing",
        Whom.SLOTTED: "print.nobody_slotted",
    }
    if not count:
        raise RefusedError(codes[paper.whom])
    if count > paper.most:
        raise RefusedError("print.too_many", count=count, limit=paper.most)


def _by_slot(row: RosterRow) -> tuple[float, int]:
    return (row.slot.timestamp() if row.slot is not None else 0.0, row.position)


# ── the comparison's sheets ──────────────────────────────────────────────────────────────────────────────────────


def _to_correct(session: Session, rows: Sequence[RosterRow], progress: Progress) -> dict[RecordId, Mapping[str, str]]:
    """Return what the sheets show of those who have something to correct, in the roster's order."""
    asked = roster_items(session, rows)
    found: dict[RecordId, Mapping[str, str]] = {}
    for done, row in enumerate(rows):
        if done % _PROGRESS_EVERY == 0:
            progress.report(done, len(rows))
        person = compared_person(session, row, asked)
        if person.record is not None and person.state in TO_CORRECT:
            found.setdefault(person.record, _sheet_values(session, person))
    return found


def _sheet_values(session: Session, person: ComparedPerson) -> dict[str, str]:
    """Return the values of 二次采集比对表: what the roster says, its mark, and --- where nothing is to be filled in."""
    values = {"comparison_source": person.source.words if person.source else ""}
    for each in person.items:
        key = f"comparison_{each.item}"
        if each.item != PHOTO:
            spec = SPECS[each.item]
            values[key] = fields.shown(spec, each.ours, session.profile.code_lists, "zh_CN")
            values[f"{key}_told"] = fields.shown(spec, each.told, session.profile.code_lists, "zh_CN")
        values[f"{key}_mark"] = each.mark.value if each.mark else ""
        # A photo that is there needn't be brought because the chip has none.
        idle = each.mark is Mark.SAME or (each.item == PHOTO and PHOTO not in person.open and each.ours)
        values[f"{key}_fill"] = FILL if idle else ""
    return values


# ── lists of people who haven't come ─────────────────────────────────────────────────────────────────────────────


def _list_content(session: Session, crowd: Crowd, rows: Sequence[RosterRow]) -> PeopleContent:
    roster = session.store.roster(RosterId(crowd.key))
    listed = [_row_content(session, row) for row in rows]
    heading = dict.fromkeys({**listed[0].values, **session.profile.fields}, "") | {
        "station": session.identity.name,
        "operator": session.operator.display_name or session.operator.name,
        "city": session.profile.label("zh_CN"),
        "roster_title": _title(roster, crowd),
    }
    return PeopleContent(heading | roster_heading(session, crowd, {}), {}, listed, session.clock.today())


def _row_content(session: Session, row: RosterRow) -> FormContent:
    """Return what a list shows of somebody who needn't have a record: numbers covered, since lists hang on doors."""
    profile = session.profile
    slot = row.slot.astimezone(CHINA) if row.slot is not None else None
    values = {
        key: fields.shown(spec, row.value(key), profile.code_lists, "zh_CN") for key, spec in profile.fields.items()
    } | {
        "name": row.value("name"),
        "unit": unit_of(row),
        "covered_number": masked_number(row.value("number")),
        "roster_position": str(row.position),
        "slot_day": f"{slot:%Y-%m-%d}" if slot is not None else "",
        "slot_time": f"{slot:%H:%M}" if slot is not None else "",
        "queue_number": str(row.queue) if row.queue else "",
    }
    return FormContent(values, dict(row.values), {}, "", session.clock.today())


def _title(roster: Roster, crowd: Crowd) -> str:
    return f"{roster.title} · {crowd.unit}" if crowd.unit and crowd.unit != roster.title else roster.title
