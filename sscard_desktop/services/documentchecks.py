# SPDX-License-Identifier: Apache-2.0
"""What a record's ID pictures, its chip and its roster mean for whether it may be submitted.

Three things hold it back: a field that was filled from a picture and that nobody compared with it yet, sources of one
field that differ with nobody having decided, pictures that don't belong together. For the last, somebody who has both
sides before them may vouch: a genuine card can be misread, and what stands on it is compared field by field anyway.
What is wrong with a picture alone is a warning: the clerk has seen it, and a bureau may take it.
"""

from __future__ import annotations

from collections.abc import Container

from sscard_desktop.domain import crosscheck
from sscard_desktop.domain.cardtextreading import TWO_BACKS, TWO_DOCUMENTS, TWO_FRONTS, TWO_PERSONS
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.conditions import asked
from sscard_desktop.domain.crosscheck import Disagreement
from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.record import Record
from sscard_desktop.services.cardpictures import reading_of, reports_of, vouched
from sscard_desktop.services.session import Session

SURE_FROM = 0.9
"""A reading below can't outweigh anybody, and its field says so while it waits to be confirmed."""
OF_BOTH = frozenset({TWO_PERSONS, TWO_DOCUMENTS, TWO_FRONTS, TWO_BACKS})
"""Problems of two pictures as one document; with one of them they can't go out, unless somebody vouches for them."""


def document_problems(session: Session, record: Record, wrong: Container[str] = ()) -> list[Problem]:
    """Return all of it as problems, the pictures' own last.

    Args:
        wrong: fields that have an error already: what can't be right needn't be decided about, too.
    """
    profile = session.profile_of(record)
    shown = asked(profile.fields, record.values, session.clock.today(), profile.adult_age)
    differing = crosscheck.problems(disagreements_of(session, record), profile)
    at_fields = [*_unconfirmed(session, record), *(problem for problem in differing if problem.key not in wrong)]
    held = frozenset() if vouched(session, record) else OF_BOTH
    at_pictures = [
        Problem(role.value, f"document.problem.{problem}", Severity.ERROR if problem in held else Severity.WARNING)
        for role, report in reports_of(session, record).items()
        for problem in report.problems_as(role)
    ]
    return [problem for problem in at_fields if problem.key in shown] + at_pictures


def doubts_of(session: Session, record: Record) -> tuple[str, ...]:
    """Return what speaks against the two pictures being one document, worst first; nothing once somebody vouched."""
    if vouched(session, record):
        return ()
    found = (each for report in reports_of(session, record).values() for each in report.found)
    return tuple(dict.fromkeys(each for each in found if each in OF_BOTH))


def disagreements_of(session: Session, record: Record) -> tuple[Disagreement, ...]:
    """Return where record, chip, pictures and roster differ, decided or not, in the form's order."""
    told: dict[Source, dict[str, str]] = {Source.RECORD: dict(record.values)}
    for reading in session.store.readings(record.id):
        told.setdefault(reading.source, {})[reading.key] = reading.value
    read = reading_of(session, record)
    return crosscheck.disagreements(
        session.profile_of(record),
        told,
        unsure={key for key, each in read.items() if each.confidence < SURE_FROM},
        decided=told.get(Source.DECISION, {}),
    )


def unconfirmed_of(session: Session, record: Record) -> tuple[str, ...]:
    """Return the fields that were filled from a picture and that nobody confirmed, in the form's order."""
    waiting = {each.key: each.value for each in session.store.readings(record.id) if each.source is Source.UNCONFIRMED}
    return tuple(key for key in session.profile_of(record).fields if waiting.get(key, "") == record.value(key) != "")


def _unconfirmed(session: Session, record: Record) -> list[Problem]:
    fields = session.profile_of(record).fields
    read = reading_of(session, record)
    told = []
    for key in unconfirmed_of(session, record):
        found = read.get(fields[key].card)
        if found is not None and found.repaired:
            told.append(Problem(key, "document.unconfirmed_repaired", Severity.QUESTION, {"seen": found.seen}))
        elif found is not None and found.confidence < SURE_FROM:
            percent = round(found.confidence * 100)
            told.append(Problem(key, "document.unconfirmed_unsure", Severity.QUESTION, {"percent": percent}))
        else:
            told.append(Problem(key, "document.unconfirmed", Severity.QUESTION))
    return told
