# SPDX-License-Identifier: Apache-2.0
"""The ID card as pictures: each side taken and kept in its place, what was read of it, and how all of it stands.

Cutting a card out and reading it are slow and need no station (``Workplace.card_cutter``, ``.document_reader``, for the
work lane); each call here is one durable transaction on the store's thread. Nothing here touches a field: what was read
gets into the form by :mod:`.documentfields`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from sscard_desktop.domain.cardtextreading import SWAPPED
from sscard_desktop.domain.document import DocumentReading, Side, StraightCard
from sscard_desktop.domain.documentfill import completed
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Move, Record
from sscard_desktop.services import cardpictures
from sscard_desktop.services.access import allowed
from sscard_desktop.services.capture import Capture, Taken
from sscard_desktop.services.cardpictures import SIDE_OF, CardPictureReport, pair_digest, report_of, reports_of, vouched
from sscard_desktop.services.documentchecks import OF_BOTH, disagreements_of, doubts_of, unconfirmed_of
from sscard_desktop.services.documentfields import proposals_of
from sscard_desktop.services.documentwork import Accepted, Documented, Read, ToRead
from sscard_desktop.services.entering import editable
from sscard_desktop.services.session import Session

_LONGEST_REASON = 200
_OTHER = {PictureRole.ID_FRONT: PictureRole.ID_BACK, PictureRole.ID_BACK: PictureRole.ID_FRONT}


class Documents:
    """The counter's work with one record's ID pictures and what was read of them."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.CAPTURE)
        self._session = session

    # ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.CAPTURE)
    def accept(self, record_id: str, role: PictureRole, card: StraightCard) -> Accepted:
        """Store a card that was cut out of a picture; one that plainly shows the other side goes where it belongs.

        Args:
            role: the side that was asked for, ``ID_FRONT`` or ``ID_BACK``.

        Raises:
            RefusedError: ``record.locked``; ``document.not_an_id_picture`` for another role.
        """
        report = CardPictureReport(card.side, card.layout, card.problems, straightened=True)
        return self._stored(record_id, role, card.jpeg, report)

    @allowed(Permission.CAPTURE)
    def accept_whole(self, record_id: str, role: PictureRole, jpeg: bytes, reason: str) -> Accepted:
        """Store a picture as it came, sized by the photo maker: no card was found, and the clerk says why it will do.

        Raises:
            RefusedError: as :meth:`accept`; ``document.reason_missing``.
        """
        if not reason.strip():
            raise RefusedError("document.reason_missing")
        return self._stored(record_id, role, jpeg, CardPictureReport(reason=reason.strip()[:_LONGEST_REASON]))

    def _stored(self, record_id: str, role: PictureRole, jpeg: bytes, report: CardPictureReport) -> Accepted:
        if role not in SIDE_OF:
            raise RefusedError("document.not_an_id_picture", role=str(role)[:40])
        session = self._session
        with session.transaction() as now:
            record = editable(session, record_id)
            place = self._place(record, role, report.side)
            cardpictures.put(session, record, place, jpeg, report, at=now)
            record = session.record(record_id)
            swapped = place is role and self._crossed(record)
            if swapped:
                cardpictures.swap(session, record, at=now)
                place = _OTHER[role]
            session.moved(record, Move.EDIT, at=now)
            session.audit(
                "picture.accept",
                record.id,
                role=place.value,
                sha256=hashlib.sha256(jpeg).hexdigest(),
                problems=list(report.problems_as(place)),
                straightened=report.straightened,
                moved=place is not role,
                **({"reason": report.reason} if report.reason else {}),
            )
        return Accepted(self._look(record_id), place, moved=place is not role)

    def _place(self, record: Record, role: PictureRole, side: Side | None) -> PictureRole:
        """Return where a picture of this side belongs: the other place, where that is asked for and still free."""
        other = _OTHER[role]
        free = other not in record.pictures and other in self._session.profile_of(record).pictures
        return other if side is SIDE_OF[other] and free else role

    def _crossed(self, record: Record) -> bool:
        """Return whether both are there, one at least plainly shows what the other should, and none its own side."""
        reports = reports_of(self._session, record)
        wrong = any(report.side is SIDE_OF[_OTHER[role]] for role, report in reports.items())
        right = any(report.side is SIDE_OF[role] for role, report in reports.items())
        return len(reports) == len(SIDE_OF) and wrong and not right

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.CAPTURE)
    def to_read(self, record_id: str) -> ToRead:
        """Return the pictures for the reader.

        Raises:
            RefusedError: ``document.no_pictures``.
        """
        session = self._session
        record = session.opened(record_id)
        found = {role: session.store.picture(record.id, role) for role in SIDE_OF if role in record.pictures}
        pictures = {role: content for role, content in found.items() if content is not None}
        if not pictures:
            raise RefusedError("document.no_pictures")
        digests = tuple(hashlib.sha256(content).hexdigest() for content in pictures.values())
        return ToRead(tuple(pictures), tuple(pictures.values()), digests)

    @allowed(Permission.CAPTURE)
    def keep_reading(self, record_id: str, read: ToRead, reading: DocumentReading) -> Read:
        """Keep what was read, each field with the picture that it stood on; pictures given crossed are put right.

        Nothing is filled in: see :meth:`.DocumentFields.fill_from_picture`.

        Raises:
            RefusedError: ``record.locked``; ``document.pictures_changed``, others were taken meanwhile.
        """
        session = self._session
        with session.transaction() as now:
            record = editable(session, record_id)
            digests = session.store.picture_digests(record.id)
            if {role: digests[role] for role in SIDE_OF if role in digests} != dict(
                zip(read.roles, read.digests, strict=True)
            ):
                raise RefusedError("document.pictures_changed")
            told = dict(zip(read.roles, (*reading.sides, None, None), strict=False))
            self._note(record, told, reading)
            swapped = self._given_crossed(record, told)
            if swapped:
                cardpictures.swap(session, record, at=now)
                record = session.record(record_id)
            problems = tuple(problem for problem in reading.problems if problem != SWAPPED)
            self._note_together(record, problems)
            cardpictures.keep_reading(session, record, completed(reading), at=now)
            session.moved(record, Move.EDIT, at=now)
            session.audit(
                "document.read",
                record.id,
                layout=reading.layout.value if reading.layout else "",
                keys=sorted(reading.fields),
                problems=list(problems),
                swapped=swapped,
            )
            record = session.record(record_id)
            still = tuple(each for each in problems if each not in OF_BOTH or not vouched(session, record))
        return Read(self._look(record_id), swapped, still)

    @allowed(Permission.CAPTURE)
    def vouch(self, record_id: str, reason: str) -> Taken:
        """Note that both pictures show one document, though the reader found otherwise; it holds for just these two.

        Nothing else is let off by it: whatever the pictures say otherwise than chip, form or roster waits for its own
        decision, and whoever reviews the record sees the reason.

        Raises:
            RefusedError: ``record.locked``; ``document.vouch_reason_missing``; ``document.nothing_to_vouch``.
        """
        if not reason.strip():
            raise RefusedError("document.vouch_reason_missing")
        session = self._session
        with session.transaction() as now:
            record = editable(session, record_id)
            doubts = doubts_of(session, record)
            if not doubts:
                raise RefusedError("document.nothing_to_vouch")
            said, of = reason.strip()[:_LONGEST_REASON], pair_digest(session, record)
            for role, report in reports_of(session, record).items():
                cardpictures.put_report(session, record, role, replace(report, vouched=said, vouched_of=of))
            session.moved(record, Move.EDIT, at=now)
            session.audit("document.vouch", record.id, problems=list(doubts), reason=said)
        return self._look(record_id)

    def _note(self, record: Record, sides: Mapping[PictureRole, Side | None], reading: DocumentReading) -> None:
        """Add to each picture's report what the reading told of it."""
        for role, side in sides.items():
            report = report_of(self._session, record, role)
            told = replace(report, side=side or report.side, layout=reading.layout or report.layout, looked_at=True)
            cardpictures.put_report(self._session, record, role, told)

    def _given_crossed(self, record: Record, sides: Mapping[PictureRole, Side | None]) -> bool:
        """Return whether one picture at least shows what the other place is for, and no picture contradicts."""
        wrong = {role for role, side in sides.items() if side is not None and side is not SIDE_OF[role]}
        right = {role for role, side in sides.items() if side is SIDE_OF[role]}
        alone = len(sides) == 1
        asked = self._session.profile_of(record).pictures
        return bool(wrong) and not right and (not alone or all(_OTHER[role] in asked for role in wrong))

    def _note_together(self, record: Record, problems: tuple[str, ...]) -> None:
        """Keep what was found in all pictures together at the last of them, in place of what was found before."""
        reports = reports_of(self._session, record)
        for role, report in reports.items():
            found = problems if role is list(reports)[-1] else ()
            cardpictures.put_report(self._session, record, role, replace(report, found=found))

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.CAPTURE)
    def look(self, record_id: str) -> Documented:
        """Return all that is known of a record's ID pictures."""
        session = self._session
        record = session.opened(record_id)
        reports = reports_of(session, record)
        return Documented(
            reports=reports,
            layout=next((report.layout for report in reports.values() if report.layout), None),
            proposals=proposals_of(session, record),
            unconfirmed=unconfirmed_of(session, record),
            disagreements=disagreements_of(session, record),
            doubts=doubts_of(session, record),
            unread=not all(report.looked_at for report in reports.values()),
        )

    def _look(self, record_id: str) -> Taken:
        return Capture(self._session).look(record_id)
