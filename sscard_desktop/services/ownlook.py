# SPDX-License-Identifier: Apache-2.0
"""本人核对: the applicant reads the own data over before signing, confirms it or points at what is wrong.

What they said is kept as readings of :attr:`~sscard_desktop.domain.comparison.Source.HOLDER`, bound to what they were
shown. The trail tells that somebody looked and which fields were pointed at, never what stands in them. Refused: a word
on anything but what the record says now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.contentdigest import content_digest
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.ownlook import (
    MAX_NOTE_CHARACTERS,
    OWN_LOOK,
    LookLine,
    Pointed,
    Said,
    lines,
    said,
    seen,
)
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.signing import Signer, signer_name, signers
from sscard_desktop.services.access import allowed
from sscard_desktop.services.entering import editable
from sscard_desktop.services.session import Session

POINTED = "own_look.pointed"
"""Code of the question at a field that was pointed at."""
POINTED_NOTE = "own_look.pointed_note"
"""The same, where the applicant said something of it (``note``)."""


@dataclass(frozen=True, slots=True)
class LookStanding:
    """How a record stands with its applicant.

    Attributes:
        looked_at: when they looked last; ``None`` while they didn't.
        holds: they confirmed just what the record says now.
        pointed: what they pointed at that is still as it was.
        confirmed: they confirmed the record once, as it was then.
    """

    looked_at: datetime | None = None
    holds: bool = False
    pointed: tuple[Pointed, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class LookPage:
    """What somebody reads over.

    Attributes:
        record: the record's id.
        shown: digest of all that it says; given back with the answer.
        looker: in which capacity somebody looks: for a child its guardian does.
        looker_name: their name.
        lines: what is read.
        photo: the card photo's file, ``None`` where there is none.
        standing: what was said before.
    """

    record: str
    shown: str
    looker: Signer
    looker_name: str = field(repr=False)
    lines: tuple[LookLine, ...] = field(repr=False)
    photo: bytes | None = field(repr=False)
    standing: LookStanding

    @property
    def keys(self) -> tuple[str, ...]:
        """What can be pointed at, the photo last."""
        return (*(line.key for line in self.lines), *((PictureRole.PHOTO.value,) if self.photo is not None else ()))


class OwnLook:
    """Shows people their data, and keeps what they say of it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.CAPTURE)
    def page(self, record_id: str, language: str = "zh_CN") -> LookPage:
        """Return what is to be read over.

        Raises:
            RefusedError: ``record.locked``, the record can't be edited now; ``own_look.empty``, it says nothing yet.
        """
        session = self._session
        record = editable(session, record_id)
        profile, today = session.profile_of(record), session.clock.today()
        told = lines(profile, record.values, today, language)
        if not told:
            raise RefusedError("own_look.empty")
        looker = signers(record.values, today, profile.adult_age)[0]
        photo = None
        if PictureRole.PHOTO in record.pictures:
            photo = session.store.picture(record.id, PictureRole.PHOTO)
        return LookPage(
            record.id,
            _digest(session, record),
            looker,
            signer_name(looker, record.values),
            told,
            photo,
            standing_of(session, record),
        )

    @allowed(Permission.CAPTURE)
    def confirm(self, record_id: str, shown: str) -> LookStanding:
        """Keep that the applicant found everything right; what was pointed at before is answered by that.

        Args:
            shown: the digest of the page that they read.

        Raises:
            RefusedError: ``own_look.content_changed``, the record says something else now; ``record.locked``.
        """
        return self._keep("own_look.confirm", record_id, shown, lambda record: Said(shown), {"content": shown})

    @allowed(Permission.CAPTURE)
    def point_at(self, record_id: str, keys: Collection[str], note: str = "", *, shown: str) -> LookStanding:
        """Keep that the applicant found these wrong; each stands as a question at its field until it is answered.

        Args:
            keys: fields of the page, or ``photo``.
            note: what they said, at all of them; at most :data:`MAX_NOTE_CHARACTERS`.
            shown: the digest of the page that they read.

        Raises:
            RefusedError: ``own_look.nothing``; ``own_look.not_shown`` (``field``); ``own_look.note_too_long``
                (``limit``); else as :meth:`confirm`.
        """
        session = self._session
        text = " ".join(note.split())
        if not keys:
            raise RefusedError("own_look.nothing")
        if len(text) > MAX_NOTE_CHARACTERS:
            raise RefusedError("own_look.note_too_long", limit=MAX_NOTE_CHARACTERS)
        known = self.page(record_id).keys
        for key in keys:
            if key not in known:
                raise RefusedError("own_look.not_shown", field=key[:40])

        def told(record: Record) -> Said:
            pictures = session.store.picture_digests(record.id)
            return Said("", tuple(Pointed(key, seen(record, pictures, key), text) for key in known if key in keys))

        detail = {"keys": [key for key in known if key in keys], "noted": bool(text)}
        return self._keep("own_look.point", record_id, shown, told, detail)

    @allowed(Permission.CAPTURE)
    def answer(self, record_id: str, key: str) -> LookStanding:
        """Note that what was pointed at stays as it is: it was looked at together with the applicant.

        Raises:
            RefusedError: ``own_look.not_pointed``, nothing stands there; ``record.locked``.
        """
        session = self._session
        record = editable(session, record_id)
        before = said_of(session, record)
        if before is None or key not in {each.key for each in before.pointed}:
            raise RefusedError("own_look.not_pointed", field=key[:40])
        # Answered, it is no confirmation: the applicant confirms the whole page, or nobody does.
        left = tuple(replace(each, saw="") if each.key == key else each for each in before.pointed)
        with session.action("own_look.answer", record_id, keys=[key]) as now:
            session.store.put_readings(record.id, Source.HOLDER, replace(before, pointed=left).kept(), at=now)
            session.store.save_record(replace(record, updated_at=now))
        return standing_of(session, session.record(record_id))

    @allowed(Permission.CAPTURE)
    def of(self, record_id: str) -> LookStanding:
        """Return how a record stands with its applicant."""
        return standing_of(self._session, self._session.record(record_id))

    def _keep(
        self, action: str, record_id: str, shown: str, told: Callable[[Record], Said], detail: Mapping[str, object]
    ) -> LookStanding:
        session = self._session
        with session.action(action, record_id, **detail) as now:
            record = editable(session, record_id)
            if _digest(session, record) != shown:
                raise RefusedError("own_look.content_changed")
            session.store.put_readings(record.id, Source.HOLDER, told(record).kept(), at=now)
            session.store.save_record(replace(record, updated_at=now))
        return standing_of(session, session.record(record_id))


def said_of(session: Session, record: Record) -> Said | None:
    """Return what a record's applicant said at the last look, ``None`` while they didn't look."""
    return said(each for each in session.store.readings(record.id) if each.source is Source.HOLDER)


def standing_of(session: Session, record: Record) -> LookStanding:
    """Return how a record stands with its applicant."""
    last = said_of(session, record)
    if last is None:
        return LookStanding()
    pictures = session.store.picture_digests(record.id)
    holds = bool(last.content) and last.content == content_digest(record, pictures)
    return LookStanding(last.at, holds, last.standing(record, pictures), bool(last.content))


def own_look_problems(session: Session, record: Record) -> list[Problem]:
    """Return what the applicant's look asks of the clerk.

    A question at each thing that was pointed at; that the whole is to be looked at again, or at all, holds a record
    back only where the city wants everything read over.
    """
    if not record.editable:
        return []
    required = session.profile.own_look.required
    standing = standing_of(session, record)
    if standing.holds or (standing.looked_at is None and not required):
        return []
    if standing.pointed:
        fields = session.profile_of(record).fields
        return [_question(each, each.key in fields or each.key == PictureRole.PHOTO) for each in standing.pointed]
    if standing.looked_at is None:
        code = "own_look.missing"
    else:
        code = "own_look.void" if standing.confirmed else "own_look.again"
    return [Problem(OWN_LOOK, code, Severity.ERROR if required else Severity.WARNING)]


def _question(pointed: Pointed, known: bool) -> Problem:
    key = pointed.key if known else OWN_LOOK
    if pointed.note:
        return Problem(key, POINTED_NOTE, Severity.QUESTION, {"note": pointed.note})
    return Problem(key, POINTED, Severity.QUESTION)


def _digest(session: Session, record: Record) -> str:
    return content_digest(record, session.store.picture_digests(record.id))
