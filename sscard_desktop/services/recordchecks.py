# SPDX-License-Identifier: Apache-2.0
"""Everything that is wrong with a record as it stands: the rules', the photo's and the ID pictures' findings together.

Asked by the counter after every call, and by the supervisor's queue for what to look at; changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.masking import masked_name
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.record import Record, RecordSummary
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from sscard_desktop.services import photoreports
from sscard_desktop.services.documentchecks import document_problems
from sscard_desktop.services.ownlook import own_look_problems
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.remarks import open_problems
from sscard_desktop.services.session import Session
from sscard_desktop.services.signing import signature_problems
from sscard_desktop.services.unitlevels import settled_for


def judged_photo_of(session: Session, record: Record) -> JudgedPhoto:
    """Return the stored photo's report with the clerk's decisions."""
    return photoreports.from_json(session.store.picture_report(record.id, PictureRole.PHOTO))


def problems_of(session: Session, record: Record) -> list[Problem]:
    """Return the record's problems in the form's order, whoever found them; what belongs to no field comes last."""
    store = session.store
    number, mobile = record.value("number"), record.value("mobile")
    same_number = _others(
        session, store.with_number(number, campaign=record.campaign, business=record.business) if number else ()
    )
    same_mobile = _others(session, store.with_mobile(mobile, campaign=record.campaign) if mobile else ())
    unit = record.value("unit")
    context = Context(
        today=session.clock.today(),
        divisions=session.divisions,
        same_number=tuple(other for other in same_number if other.id != record.id),
        same_mobile=tuple(other for other in same_mobile if other.id != record.id),
        has_units=store.has_units(),
        unit_known=bool(unit) and store.unit_at(unit) is not None,
        unit_settings=settled_for(store, record.values),
        roster={each.key: each.value for each in store.readings(record.id) if each.source is Source.ROSTER},
        unprintable=tuple(session.unprintable(record.value("name"))),
    )
    problems = check_record(
        session.profile_of(record),
        record.values,
        pictures=record.pictures,
        consents={consent.key: consent.version for consent in record.consents},
        context=context,
    )
    if PictureRole.PHOTO in record.pictures:
        problems += _photo_problems(session, record)
    order = {key: position for position, key in enumerate(session.profile_of(record).fields)}
    wrong = {problem.key for problem in problems if problem.severity is Severity.ERROR}
    found = [
        *open_problems(session, record),
        *problems,
        *own_look_problems(session, record),
        *signature_problems(session, record),
        *document_problems(session, record, wrong),
    ]
    return sorted(found, key=lambda problem: order.get(problem.key, len(order)))


def _photo_problems(session: Session, record: Record) -> Iterator[Problem]:
    """Yield what is wrong with the photo's report; one that can't be read is a problem, and no end of the record."""
    try:
        # Inside a submission's transaction nothing is looked at that would want a line of its own.
        judged = judged_photo_of(session, record)
    except InvalidInputError as error:
        yield Problem("photo", error.code)
        return
    if judged.open_failures:
        yield Problem("photo", "photo.not_compliant", params={"checks": len(judged.open_failures)})
    if judged.open_questions:
        yield Problem("photo", "photo.unconfirmed", params={"checks": len(judged.open_questions)})


def _others(session: Session, found: Sequence[RecordSummary]) -> tuple[RecordSummary, ...]:
    """Cover the names of those whose records this person doesn't see: a number typed mustn't tell whose it is."""
    return tuple(
        other if session.sees(other.created_by) else replace(other, name=masked_name(other.name)) for other in found
    )
