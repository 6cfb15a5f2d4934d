# SPDX-License-Identifier: Apache-2.0
"""Makes the training station ready for a lesson: what is left of an earlier try goes, what the lesson needs is there.

It works through the services that clerk and supervisor work through, so that a record made ready is a record like any
other. An earlier try's drafts are deleted, and what was submitted is void: a person of a lesson is nobody's duplicate
the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sscard_desktop.domain.cardfill import values_from_card
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.privateuse import proposed
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.remarks import Point
from sscard_desktop.domain.specimen import answers
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.drivemode import DriveMode
from sscard_desktop.services.madeuproster import LISTED_KEYS, MadeUpRow, id_of, keep_made_up
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import DemoPerson, Unit
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import Session
from sscard_desktop.services.trainingjudge import Expected
from sscard_desktop.services.traininglessons import Lesson, Ready

SUPERVISOR = "training-supervisor"
AGAIN = "练习重来"
"""Why an earlier try's submission is void, as its history says."""
ROSTER = id_of("the training station's roster")
LISTED = "listed"
"""The story of those who stand on the training roster."""
_IDENTITY: tuple[str, ...] = ("number", "name")
_GONE = frozenset({Status.VOID})
_REMARKED = "mobile"
"""The field that a returned record has wrong: every city asks for it."""
_REMARK = "手机号码抄错了，请问清本人后改正"


@dataclass(frozen=True, slots=True)
class Props:
    """What ready records are made of.

    Attributes:
        photo: a person's finished photo with its report; slow.
        id_pictures: front and back of their card.
    """

    photo: Callable[[DemoPerson], tuple[bytes, JudgedPhoto]]
    id_pictures: Callable[[DemoPerson], tuple[bytes, bytes]]


def said_by(session: Session, person: DemoPerson) -> dict[str, str]:
    """Return field key → stored value of what a person answers beside their card, as this city asks it."""
    profile = session.profile.of(session.profile.usual_business)
    return answers(
        profile, _known(session, person), person.values, today=session.clock.today(), divisions=session.divisions
    )


def expected_of(session: Session, person: DemoPerson) -> Expected:
    """Return how a person's record should end up."""
    known = _known(session, person)
    # A card that can't be read is handed over: all that is printed on it is theirs to say.
    read = values_from_card(session.profile.of(session.profile.usual_business), person.card)
    told: dict[str, str] = {key: known[key] for key in (read if person.dead_chip else _IDENTITY) if known.get(key)}
    said = {**told, **said_by(session, person)}
    return Expected(person.card.number, said, _usual(session), readable=not person.dead_chip)


def _known(session: Session, person: DemoPerson) -> dict[str, str]:
    profile = session.profile.of(session.profile.usual_business)
    card = replace(person.card, name=proposed(person.card.name))
    return _usual(session) | values_from_card(profile, card)


def _usual(session: Session) -> dict[str, str]:
    profile = session.profile.of(session.profile.usual_business)
    return {key: spec.default for key, spec in profile.fields.items() if spec.default}


def chief_of(session: Session) -> Session:
    """Return the training's supervisor at the learner's own connection: they decide what a lesson needs decided."""
    return replace(session, operator=Operator(SUPERVISOR, Role.SUPERVISOR), _moves=[], _opened=set())


def clear(session: Session, people: Sequence[DemoPerson]) -> None:
    """Put away what is left of earlier tries with these people."""
    capture = Capture(chief_of(session))
    for person in people:
        for found in session.store.with_number(person.card.number, campaign=session.identity.campaign):
            if found.status is Status.DRAFT and not found.receipt_number:
                capture.discard(found.id)
            elif found.status not in _GONE:
                capture.void(found.id, AGAIN)
    DriveMode(chief_of(session)).stop()


def clear_unnamed(session: Session) -> None:
    """Put away drafts that nobody's number was put into: begun by hand and left."""
    capture = Capture(chief_of(session))
    for found in session.store.search(statuses=(Status.DRAFT,), limit=200):
        if not found.number and not found.receipt_number:
            capture.discard(found.id)


def make_ready(session: Session, lesson: Lesson, cast: Sequence[DemoPerson], props: Props) -> None:
    """Do what a lesson wants done beforehand, as the learner and the training's supervisor would have."""
    for part, person in zip(lesson.cast, cast, strict=True):
        if part.ready in (Ready.NOTHING, Ready.BYSTANDER):
            continue
        record_id = _filled(session, person, props)
        capture = Capture(session)
        if part.ready is Ready.PARKED:
            capture.park(record_id)
            continue
        texts = tuple(text.key for text in session.profile.consents)
        capture.consent(record_id, texts)
        if part.ready is Ready.RETURNED:
            capture.edit(record_id, {_REMARKED: _slipped(person.values[_REMARKED])})
        capture.submit(record_id)
        if part.ready is Ready.RETURNED:
            Review(chief_of(session)).send_back(record_id, points=[Point(_REMARK, _REMARKED)])
    if lesson.drive:
        DriveMode(chief_of(session)).start(ROSTER)


def keep_roster(session: Session, people: Sequence[DemoPerson], unit: Unit, *, title: str) -> None:
    """Store the roster of the training station; for its supervisor, once."""
    listed = [MadeUpRow(_row_values(session, person, unit)) for person in people if person.story == LISTED]
    keep_made_up(session, ROSTER, listed, unit, title=title)


def _row_values(session: Session, person: DemoPerson, unit: Unit) -> Mapping[str, str]:
    known = _known(session, person)
    told = {key: known[key] for key in LISTED_KEYS if key in known}
    return {**told, **said_by(session, person), "unit": unit.name}


def _filled(session: Session, person: DemoPerson, props: Props) -> RecordId:
    capture = Capture(session)
    record_id = capture.start(card=person.card).record.id
    capture.edit(record_id, said_by(session, person))
    photo, judged = props.photo(person)
    capture.accept_photo(record_id, photo, judged)
    front, back = props.id_pictures(person)
    capture.accept_picture(record_id, PictureRole.ID_FRONT, front)
    capture.accept_picture(record_id, PictureRole.ID_BACK, back)
    return record_id


def _slipped(mobile: str) -> str:
    """Return a mobile number with two places changed over: a whole number, and somebody else's."""
    swapped = f"{mobile[:-2]}{mobile[-1]}{mobile[-2]}"
    return swapped if swapped != mobile else f"{mobile[:-1]}{9 - int(mobile[-1])}"
