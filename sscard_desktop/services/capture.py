# SPDX-License-Identifier: Apache-2.0
"""Taking one applicant: from the card on the reader to the submission. Each call is one durable transaction.

A draft exists in the station from :meth:`Capture.start` on; each edited field and accepted picture is stored before
the call returns: a power cut costs at most what is being typed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, blocking
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.domain.record import Consent, Move, Record, RecordId, Status
from sscard_desktop.services import cardpictures
from sscard_desktop.services.access import allowed
from sscard_desktop.services.beginning import begun, store_card
from sscard_desktop.services.cardpictures import SIDE_OF, CardPictureReport
from sscard_desktop.services.entering import editable, enter
from sscard_desktop.services.numbering import Series, next_number
from sscard_desktop.services.originals import expire_originals
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.preparedphotos import give_back
from sscard_desktop.services.recordchecks import judged_photo_of, problems_of
from sscard_desktop.services.remarks import CONSENT, answered, left_alone
from sscard_desktop.services.session import Session
from sscard_desktop.services.timekeeping import passed_since


@dataclass(frozen=True, slots=True)
class Taken:
    """A record as it stands after a call, with everything that is still wrong or missing."""

    record: Record
    problems: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing keeps it from being submitted."""
        return not blocking(self.problems)


class Capture:
    """The counter's work on one record at a time.

    Args:
        session: who works where; all calls run on its store's thread.
    """

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.CAPTURE)
        self._session = session
        self._originals_looked_at: date | None = None

    # ── beginning ────────────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.CAPTURE)
    def start(self, *, card: Card | None = None, business: str = "") -> Taken:
        """Begin a record, from a card reading if there is one; it is stored when this returns.

        Args:
            card: what the reader gave.
            business: the kind of business; the city's usual one if empty.

        Raises:
            RefusedError: ``record.no_such_business``, the city doesn't take it.
        """
        session = self._session
        business = business or session.profile.usual_business
        session.require_business(business)
        with session.transaction() as now:
            record = begun(session, business, at=now)
            session.audit(
                "record.start", record.id, card=card.type.value if card else "", business=business, new=record.values
            )
            if card is not None:
                store_card(session, record, card)
        return self.look(record.id)

    @allowed(Permission.CAPTURE)
    def read_card(self, record_id: str, card: Card) -> Taken:
        """Fill a record that is already open from a card; what the clerk typed in other fields stays."""
        with self._session.action("record.card", record_id, card=card.type.value):
            store_card(self._session, editable(self._session, record_id), card)
        return self.look(record_id)

    # ── the form ─────────────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.CAPTURE)
    def edit(self, record_id: str, changes: Mapping[str, str]) -> Taken:
        """Store edited fields, normalised (``x`` → ``X``, dates, full-width digits), with what follows from them.

        Raises:
            RefusedError: the record isn't editable now, the field is the roster's, the profile has no such field, or
                the text is longer than anything that is written into a form.
        """
        session = self._session
        with session.transaction():
            enter(session, editable(session, record_id), changes)
        return self.look(record_id)

    # ── pictures and consent ─────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.CAPTURE)
    def accept_photo(self, record_id: str, jpeg: bytes, judged: JudgedPhoto, *, original: bytes = b"") -> Taken:
        """Store the finished photo with its report and the clerk's decisions, and the frame it was made from.

        Raises:
            RefusedError: a check failed and nobody gave a reason to take the photo all the same.
        """
        if judged.open_failures:
            raise RefusedError("photo.not_compliant", checks=", ".join(judged.open_failures))
        with self._session.action(
            "picture.photo",
            record_id,
            sha256=hashlib.sha256(jpeg).hexdigest(),
            confirmed=sorted(judged.confirmed),
            overridden=dict(judged.overridden),
        ) as now:
            record = editable(self._session, record_id)
            store = self._session.store
            store.put_picture(record.id, PictureRole.PHOTO, jpeg, report=judged.to_json(), at=now)
            if original:
                store.put_picture(record.id, PictureRole.PHOTO_ORIGINAL, original, report="", at=now)
            answered(self._session, record.id, {PictureRole.PHOTO.value}, at=now)
            self._session.moved(record, Move.EDIT, at=now)
        if self._originals_looked_at != (today := self._session.clock.today()):
            expire_originals(self._session)
            self._originals_looked_at = today
        return self.look(record_id)

    @allowed(Permission.CAPTURE)
    def judged_photo(self, record_id: str) -> JudgedPhoto:
        """Return the stored photo's report with the clerk's decisions."""
        return judged_photo_of(self._session, self._session.opened(record_id))

    @allowed(Permission.CAPTURE)
    def accept_picture(self, record_id: str, role: PictureRole, content: bytes) -> Taken:
        """Store an ID picture (already sized by the photo maker) or a signed form.

        Raises:
            RefusedError: the record isn't editable or in a batch; ``signature.not_a_file``, see ``Signing``.
        """
        if role is PictureRole.SIGNATURE:
            raise RefusedError("signature.not_a_file")
        with self._session.action(
            "picture.accept", record_id, role=role.value, sha256=hashlib.sha256(content).hexdigest()
        ) as now:
            # A signed form is scanned after the submission; every other picture belongs to the open record.
            after_submission = role is PictureRole.SIGNED_FORM
            record = self._session.record(record_id) if after_submission else editable(self._session, record_id)
            if record.batch:
                # It leaves with the batch, whose content is sealed.
                raise RefusedError("record.in_batch", batch=record.batch)
            if role in SIDE_OF:
                cardpictures.put(self._session, record, role, content, CardPictureReport(), at=now)
            else:
                self._session.store.put_picture(record.id, role, content, report="", at=now)
                answered(self._session, record.id, {role.value}, at=now)
            if not after_submission:
                self._session.moved(record, Move.EDIT, at=now)
        return self.look(record_id)

    @allowed(Permission.CAPTURE)
    def remove_picture(self, record_id: str, role: PictureRole) -> Taken:
        """Delete one picture of an editable record."""
        with self._session.action("picture.remove", record_id, role=role.value) as now:
            record = editable(self._session, record_id)
            if role in SIDE_OF:
                cardpictures.remove(self._session, record, role, at=now)
            else:
                self._session.store.delete_picture(record.id, role)
            self._session.moved(record, Move.EDIT, at=now)
        return self.look(record_id)

    @allowed(Permission.CAPTURE)
    def swap_id_pictures(self, record_id: str) -> Taken:
        """Change front and back of the ID card over; a single picture becomes the other side."""
        with self._session.action("picture.swap", record_id) as now:
            record = editable(self._session, record_id)
            cardpictures.swap(self._session, record, at=now)
            self._session.moved(record, Move.EDIT, at=now)
        return self.look(record_id)

    @allowed(Permission.CAPTURE)
    def consent(self, record_id: str, keys: tuple[str, ...], *, given: bool = True) -> Taken:
        """Note (or take back) that the applicant agreed to these texts, in their present version, now."""
        profile = self._session.profile_of(self._session.record(record_id))
        versions = {text.key: text.version for text in profile.consents}
        with self._session.action(
            "record.consent", record_id, versions={key: versions[key] for key in keys}, given=given
        ) as now:
            record = editable(self._session, record_id)
            kept = tuple(consent for consent in record.consents if consent.key not in keys)
            if given:
                kept += tuple(Consent(key, versions[key], now, self._session.operator.name) for key in keys)
            self._session.store.set_consents(replace(record, consents=kept))
            answered(self._session, record.id, {CONSENT}, at=now)
            self._session.moved(replace(record, consents=kept), Move.EDIT, at=now)
        return self.look(record_id)

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.CAPTURE)
    def look(self, record_id: str) -> Taken:
        """Return the record as it stands with all its problems."""
        record = self._session.opened(record_id)
        return Taken(record, tuple(problems_of(self._session, record)))

    @allowed(Permission.CAPTURE)
    def unfinished(self) -> RecordId | None:
        """Return the draft that this operator last worked on and neither parked nor finished, after a crash say."""
        found = self._session.store.search(
            statuses=(Status.DRAFT, Status.CONFIRMED), created_by=self._session.operator.name, parked=False, limit=1
        )
        return found[0].id if found else None

    # ── ending ───────────────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.CAPTURE)
    def confirm(self, record_id: str) -> Taken:
        """信息已确认: the applicant looked at the data; the receipt number is given here, so that it can be printed.

        A record that is confirmed stays so: every edit takes that back, and a key pressed twice asks for nothing new.

        Raises:
            RefusedError: something is wrong or missing; the problems say what.
        """
        session = self._session
        if session.record(record_id).status is Status.CONFIRMED:
            return self.look(record_id)
        with session.action("record.confirm", record_id) as now:
            record = self._complete(record_id)
            number = record.receipt_number or self._next_receipt_number()
            session.moved(record, Move.CONFIRM, at=now, receipt_number=number, parked=False)
        return self.look(record_id)

    @allowed(Permission.CAPTURE)
    def submit(self, record_id: str) -> Taken:
        """已提交: hand the record to the supervisor; confirms it first if need be. The 24-hour clock starts.

        Raises:
            RefusedError: something is wrong or missing; the problems say what.
        """
        if self._session.record(record_id).status is not Status.CONFIRMED:
            self.confirm(record_id)
        session = self._session
        with session.action("record.submit", record_id) as now:
            record = self._complete(record_id)
            left_alone(session, record.id, at=now)
            session.moved(
                record,
                Move.SUBMIT,
                at=now,
                submitted_at=now,
                submitted_by=session.operator.name,
                returned_reason="",
                parked=False,
            )
        return self.look(record_id)

    @allowed(Permission.CAPTURE)
    def amend(self, record_id: str) -> Taken:
        """Take a submission back to mend it, within the profile's hours; then it is submitted again.

        Raises:
            RefusedError: ``record.amend_too_late``, the hours are over, and a supervisor can withdraw it;
                ``clock.behind``, nobody knows how much of them is left.
        """
        session = self._session
        with session.action("record.amend", record_id) as now:
            record = session.record(record_id)
            hours = session.profile.edit_hours
            # Asked only where it counts: a record that isn't submitted has its own refusal.
            if record.status is Status.SUBMITTED and record.submitted_at is not None:
                passed = passed_since(session, "record.submit", record.id, record.submitted_at)
                if passed > timedelta(hours=hours):
                    raise RefusedError("record.amend_too_late", hours=hours)
            session.moved(record, Move.AMEND, at=now)
        return self.look(record_id)

    @allowed(Permission.CAPTURE)
    def park(self, record_id: str, *, parked: bool = True) -> Taken:
        """挂起: put a record aside, or take it up again."""
        with self._session.action("record.park", record_id, parked=parked) as now:
            record = editable(self._session, record_id)
            self._session.store.save_record(replace(record, parked=parked, updated_at=now))
        return self.look(record_id)

    @allowed(Permission.CAPTURE)
    def discard(self, record_id: str) -> None:
        """Delete a draft that was never confirmed, with its pictures. What was confirmed or submitted is voided."""
        with self._session.action("record.discard", record_id) as now:
            record = self._session.record(record_id)
            if record.status is not Status.DRAFT or record.receipt_number:
                raise RefusedError("record.only_drafts_are_deleted", status=record.status.value)
            if any(hold.record == record.id for hold in self._session.store.holds()):
                raise RefusedError("record.on_hold", record=record.id)
            give_back(self._session, record, at=now)
            self._session.store.delete_record(record.id)

    @allowed(Permission.CAPTURE)
    def void(self, record_id: str, reason: str) -> None:
        """作废: end a record that must not go out; it stays in the station with its reason."""
        with self._session.action("record.void", record_id, reason=reason.strip()) as now:
            self._session.moved(self._session.record(record_id), Move.VOID, at=now, reason=reason, parked=False)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────

    def _complete(self, record_id: str) -> Record:
        record = self._session.record(record_id)
        found = blocking(problems_of(self._session, record))
        if found:
            raise RefusedError("record.incomplete", count=len(found), first=found[0].key)
        return record

    def _next_receipt_number(self) -> str:
        session = self._session
        today = session.clock.today()
        return receipt_number(session.identity.number, today, next_number(session.store, Series.RECEIPT, today))
