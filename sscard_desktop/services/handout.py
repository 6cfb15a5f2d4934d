# SPDX-License-Identifier: Apache-2.0
"""Giving cards out (领卡): whose card is it, may this person take it, and who took it when.

A person is found by the card on the reader or by a whole number, never by a beginning. The holder shows the own
document; an agent both documents and the authorisation; a minor's guardian both and the household register. What was
shown is asked for, not assumed, and is kept with who took the card.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.cardissue import PROOF_OF, CardIssue, Handing, Taker
from sscard_desktop.domain.conditions import is_minor
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.domain.record import AT_BUREAU, Move, Record, RecordId, Status, standing
from sscard_desktop.services.access import allowed
from sscard_desktop.services.enquiries import CARD_MAKING, SHORTEST
from sscard_desktop.services.session import Session

LONGEST_NAME = 100
BY_POST, BY_UNIT = "post", "unit"
"""Ways of pickup that lists and labels go by; see the field ``pickup_way``."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card on its way to its holder.

    Attributes:
        name, number: the holder's.
        card_number, place: as the bureau told them, ``""`` where it hasn't.
        way: 领卡方式, as the record has it.
        minor: a guardian may take it.
        agent: whom the record names as guardian or agent.
        handed: to whom it was given, once it was.
    """

    record: RecordId
    name: str = field(repr=False)
    number: str = field(repr=False)
    receipt_number: str
    unit: str
    business: str
    status: Status
    card_number: str = field(repr=False)
    place: str
    way: str
    minor: bool
    agent: str = field(repr=False)
    handed: Handing | None = None

    @property
    def ready(self) -> bool:
        """Whether the bureau told that it may be taken."""
        return self.status is Status.READY


@dataclass(frozen=True, slots=True)
class Shown:
    """What lies on the counter.

    Attributes:
        taker: who takes the card.
        name, number: of the taker's document.
        proof: the household register or the authorisation was looked at.
        holders_document: the holder's own document, or a copy of it, was looked at.
        read: the taker's document was read by the reader, not typed.
        unready: the card lies here though the bureau hasn't told so.
    """

    taker: Taker
    name: str = field(repr=False)
    number: str = field(repr=False)
    proof: bool = False
    holders_document: bool = False
    read: bool = False
    unready: bool = False


class HandOut:
    """Gives cards out, and knows which wait."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.HAND_OUT)
    def find(self, text: str = "", *, card: Card | None = None) -> Sequence[Waiting]:
        """Return the cards of the person or request that a number names, those that can be taken first.

        Args:
            text: a whole document, receipt or card number.
            card: the holder's document on the reader, in place of a number.

        Raises:
            InvalidInputError: ``enquiry.too_short``.
        """
        session = self._session
        store = session.store
        wanted = idnumber.normalise(text)
        ids: Iterable[RecordId]
        if card is not None:
            ids = store.records_of_number(card.number)
        elif len(wanted) < SHORTEST:
            raise InvalidInputError("enquiry.too_short", least=SHORTEST)
        elif is_receipt_number(wanted):
            found = store.record_of_receipt(wanted.replace("-", ""))
            ids = () if found is None else (found,)
        else:
            ids = store.records_of_number(wanted) or store.records_of_card(wanted)
        records = [store.record(record_id) for record_id in ids]
        waiting = [self._waiting(record) for record in records if self._makes_card(record)]
        waiting.sort(key=lambda each: (not each.ready, each.handed is not None, each.receipt_number))
        with session.action("handout.look", waiting[0].record if waiting else "", found=len(waiting)):
            pass
        return waiting

    @allowed(Permission.HAND_OUT)
    def give(self, record_id: str, shown: Shown) -> Waiting:
        """Give a card out; the record is issued from now on.

        Raises:
            RefusedError: ``handout.no_card``, that kind of business ends without one; ``handout.given_already``;
                ``handout.not_out``, the record never left; ``handout.not_ready``, unless ``shown.unready``;
                ``handout.not_the_holder``; ``handout.taker_missing``; ``handout.taker_is_holder``;
                ``handout.not_a_minor``; ``handout.not_by_unit``; ``handout.proof_missing`` (``proof``);
                ``handout.holders_document_missing``.
        """
        session = self._session
        with session.action("handout.give", record_id, taker=shown.taker.value, read=shown.read) as now:
            record = session.store.record(RecordId(record_id))
            self._require_card(record, shown)
            self._require_taker(record, shown)
            issue = session.store.card_issue(record.id) or CardIssue(record.id)
            record = session.moved(record, Move.ISSUE, at=now)
            handing = Handing(
                now,
                session.operator.name,
                shown.taker,
                (shown.name.strip() or record.value("name"))[:LONGEST_NAME],
                idnumber.normalise(shown.number),
                PROOF_OF[shown.taker],
            )
            session.store.put_card_issue(replace(issue, handed=handing))
        return self._waiting(record)

    @allowed(Permission.HAND_OUT)
    def take_back(self, record_id: str) -> Waiting:
        """Take a giving out back: a slip, the card never left the counter.

        Raises:
            RefusedError: ``handout.not_yours``, somebody else gave it out, or nobody here did; ``record.move_refused``,
                something followed.
        """
        session = self._session
        with session.action("handout.take_back", record_id) as now:
            record = session.store.record(RecordId(record_id))
            issue = session.store.card_issue(record.id)
            last = standing(session.store.steps(record.id))[-1:]
            if issue is None or issue.handed is None or not last or last[0].move is not Move.ISSUE:
                raise RefusedError("handout.not_yours", record=record.id)
            others = issue.handed.operator != session.operator.name
            if others and not session.operator.may(Permission.FEEDBACK):
                raise RefusedError("handout.not_yours", record=record.id)
            record = session.retracted(record, at=now)
            session.store.put_card_issue(replace(issue, handed=None))
        return self._waiting(record)

    @allowed(Permission.HAND_OUT)
    def waiting(self, *, unit: str | None = None, way: str = "") -> Sequence[Waiting]:
        """Return the cards that are ready and weren't given out, by unit and receipt number.

        A clerk gets those of the own records, unless the station shares them; that a list was made is in the trail.

        Args:
            unit: of this unit only; ``""`` of people without one.
            way: of this 领卡方式 only.
        """
        session = self._session
        records = (session.store.record(record_id) for record_id in session.store.records_in([Status.READY]))
        found = [
            self._waiting(record)
            for record in records
            if self._makes_card(record)
            and session.sees(record.created_by, record.submitted_by)
            and unit in (None, record.value("unit"))
            and way in ("", record.value("pickup_way"))
        ]
        # Not the unit's name: of a family's shop it would be a person's.
        with session.action("handout.list", way, people=len(found)):
            pass
        return sorted(found, key=lambda each: (each.unit, each.receipt_number))

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────

    def _waiting(self, record: Record) -> Waiting:
        session = self._session
        issue = session.store.card_issue(record.id) or CardIssue(record.id)
        return Waiting(
            record=record.id,
            name=record.value("name"),
            number=record.value("number"),
            receipt_number=record.receipt_number,
            unit=record.value("unit"),
            business=record.business,
            status=record.status,
            card_number=issue.number,
            place=issue.place,
            way=record.value("pickup_way"),
            minor=self._minor(record),
            agent=record.value("agent_name"),
            handed=issue.handed,
        )

    def _makes_card(self, record: Record) -> bool:
        return record.business in CARD_MAKING and bool(record.receipt_number) and record.status is not Status.VOID

    def _minor(self, record: Record) -> bool:
        return is_minor(record.values, self._session.clock.today(), self._session.profile.adult_age)

    def _require_card(self, record: Record, shown: Shown) -> None:
        if record.business not in CARD_MAKING:
            raise RefusedError("handout.no_card", record=record.id)
        if record.status is Status.ISSUED:
            raise RefusedError("handout.given_already", record=record.id)
        if record.status not in AT_BUREAU:
            raise RefusedError("handout.not_out", record=record.id, status=record.status.value)
        if record.status is not Status.READY and not shown.unready:
            raise RefusedError("handout.not_ready", record=record.id, status=record.status.value)

    def _require_taker(self, record: Record, shown: Shown) -> None:
        number = idnumber.normalise(shown.number)
        holder = number == idnumber.normalise(record.value("number"))
        if shown.taker is Taker.HOLDER:
            if not holder:
                raise RefusedError("handout.not_the_holder", record=record.id)
            return
        if not shown.name.strip() or len(number) < SHORTEST:
            raise RefusedError("handout.taker_missing", record=record.id)
        if holder:
            raise RefusedError("handout.taker_is_holder", record=record.id)
        if shown.taker is Taker.GUARDIAN and not self._minor(record):
            raise RefusedError("handout.not_a_minor", record=record.id)
        if shown.taker is Taker.UNIT and record.value("pickup_way") != BY_UNIT:
            raise RefusedError("handout.not_by_unit", record=record.id)
        if not shown.proof:
            raise RefusedError("handout.proof_missing", record=record.id, proof=PROOF_OF[shown.taker].value)
        # A unit collects for all its people by its own authority, and has none of their documents.
        if shown.taker is not Taker.UNIT and not shown.holders_document:
            raise RefusedError("handout.holders_document_missing", record=record.id)
