# SPDX-License-Identifier: Apache-2.0
"""制卡进度查询 and 卡状态查询, answered from what this station holds: its records, their history, and no more.

A question names one person or request exactly: a whole document number, receipt number or card number, or the holder's
card on the reader. Beginnings find nobody, so that nobody goes through people. Whoever may open the records, or has the
holder's card before them (proof of presence), sees whose they are; somebody else sees the covered name and where the
matter stands, which is what the person at the counter wants to know. Every question is in the audit trail.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.masking import masked_name, masked_number
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.domain.record import NOT_YET_OUT, Move, Record, RecordId, Status, Step, standing
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

SHORTEST = 6
"""No document, receipt or card has a shorter number."""
_MOST = 50
CARD_MAKING = frozenset({"new", "replacement", "exchange"})
"""Kinds of business that end with a card in the hand; only these go through making."""


class Node(StrEnum):
    """业务节点, in the order in which a matter goes through them."""

    ACCEPTED = "accepted"
    """采集信息受理"""
    REVIEWED = "reviewed"
    SENT = "sent"
    VERIFIED = "verified"
    ACCOUNT = "account"
    """银行开户"""
    MADE = "made"
    """卡商制卡"""
    KEYS = "keys"
    """密钥加载"""
    READY = "ready"
    """可领卡"""
    ISSUED = "issued"


class Result(StrEnum):
    """办理结果."""

    DONE = "done"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    WAITING = "waiting"
    """The station itself hasn't done it yet."""
    UNTOLD = "untold"
    """本站未收到回盘: it lies with the bureau, which has told the station nothing of it."""


_NODES = {
    Move.SUBMIT: Node.ACCEPTED,
    Move.APPROVE: Node.REVIEWED,
    Move.EXPORT: Node.SENT,
    Move.VERIFY: Node.VERIFIED,
    Move.OPEN_ACCOUNT: Node.ACCOUNT,
    Move.MAKE: Node.MADE,
    Move.LOAD_KEYS: Node.KEYS,
    Move.MAKE_READY: Node.READY,
    Move.ISSUE: Node.ISSUED,
}
_BACK = {Move.RETURN: Result.RETURNED, Move.REJECT: Result.RETURNED, Move.WITHDRAW: Result.WITHDRAWN}
_STATION_NODES = (Node.ACCEPTED, Node.REVIEWED, Node.SENT)


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """One line of the answer.

    Attributes:
        at: 办理时间, ``None`` while it wasn't done.
        reason: why it came back; for those who may open the record.
    """

    node: Node
    result: Result
    at: datetime | None = None
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """How one matter stands.

    Attributes:
        record: its id, ``""`` for those who may not open it.
        name, number, card_number: covered for those who may not open it.
        pickup_place: where the card waits, as the bureau told it.
        told: whether the bureau has told anything of it.
    """

    record: str
    business: str
    name: str = field(repr=False)
    number: str = field(repr=False)
    card_number: str = field(repr=False)
    receipt_number: str
    batch: str
    status: Status
    pickup_place: str
    steps: tuple[ProgressStep, ...]
    told: bool


class CardState(StrEnum):
    """卡状态, as far as this station's own requests say."""

    UNKNOWN = "unknown"
    NOT_ISSUED = "not_issued"
    ISSUED = "issued"
    ACTIVATION = "activation"
    LOSS = "loss"
    LOSS_CANCEL = "loss_cancel"
    REPLACEMENT = "replacement"
    EXCHANGE = "exchange"
    TRANSFER_IN = "transfer_in"


@dataclass(frozen=True, slots=True)
class CardStatus:
    """What the station knows of a person's card.

    Attributes:
        pickup_place: where it waits, as the bureau told it.
        city: 归属地, the station's own city.
        issued_on: when the bureau said that it was handed over.
        state: by the newest request; see ``confirmed``.
        state_at: when that was asked for, or told.
        sent: the request has left the station.
        confirmed: the bureau has told that it is so; otherwise it was asked for and nothing came back yet.
    """

    name: str = field(repr=False)
    number: str = field(repr=False)
    card_number: str = field(repr=False)
    bank: str
    pickup_place: str
    city: str
    issued_on: datetime | None
    state: CardState
    state_at: datetime | None
    sent: bool
    confirmed: bool


class Enquiries:
    """Answers questions; changes nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def progress(self, text: str = "", *, card: Card | None = None) -> Sequence[Progress]:
        """Return how the matters that a number names stand, the newest first; nothing if the station has none.

        Args:
            text: a whole document number, receipt number or card number.
            card: the holder's card on the reader, in place of a number.

        Raises:
            InvalidInputError: ``enquiry.too_short``, too little for a number.
        """
        found = self._found("progress", text, card)
        return [self._progress(record, open_to=self._open_to(record, card)) for record in found]

    @allowed(Permission.WORK)
    def card_status(self, text: str = "", *, card: Card | None = None) -> CardStatus | None:
        """Return what the station knows of the card of the person that a number names, ``None`` if it has nobody.

        Raises:
            InvalidInputError: ``enquiry.too_short``.
        """
        found = self._found("card_status", text, card)
        found = [record for record in found if record.status not in (Status.VOID, Status.WITHDRAWN)]
        return self._card_status(found, card) if found else None

    # ── finding ──────────────────────────────────────────────────────────────────────────────────────────────

    def _found(self, question: str, text: str, card: Card | None) -> list[Record]:
        """Return the records of one person or request, the newest first, and note that they were asked for."""
        session = self._session
        store = session.store
        ids: Iterable[RecordId]
        wanted = idnumber.normalise(text)
        if card is not None:
            by, ids = "card", store.records_of_number(card.number)
        elif len(wanted) < SHORTEST:
            raise InvalidInputError("enquiry.too_short", least=SHORTEST)
        elif is_receipt_number(wanted):
            by, ids = "receipt", [found.id for found in store.search(wanted) if found.receipt_number == wanted]
        else:
            by, ids = "number", store.records_of_number(wanted)
            if not ids:
                # A card's number has no rule by which it is spelled: it was stored as it was typed.
                spelled = dict.fromkeys((wanted, wanted.lower(), text.strip(), text.strip().upper()))
                found = ((*store.records_of_card(each), *store.records_with("card_number", each)) for each in spelled)
                by, ids = "card_number", dict.fromkeys(next((these for these in found if these), ()))
        records = [store.record(record_id) for record_id in list(ids)[-_MOST:]]
        records = [record for record in records if record.submitted_at is not None or record.receipt_number]
        records.sort(key=lambda record: (record.submitted_at or record.created_at, record.id), reverse=True)
        # Whose matter was asked for stands in the subject; what was typed stays out.
        subject = records[0].id if records else ""
        with session.action(f"enquiry.{question}", subject, by=by, found=len(records)):
            pass
        return records

    def _open_to(self, record: Record, card: Card | None) -> bool:
        present = card is not None and card.number == record.value("number")
        return present or self._session.sees(record.created_by, record.submitted_by)

    # ── answering ────────────────────────────────────────────────────────────────────────────────────────────

    def _progress(self, record: Record, *, open_to: bool) -> Progress:
        history = standing(self._session.store.steps(record.id))
        sees = self._session.sees(record.created_by, record.submitted_by)
        name, number = record.value("name"), record.value("number")
        issue = self._session.store.card_issue(record.id) or CardIssue(record.id)
        card_number = issue.number or record.value("card_number")
        return Progress(
            record=record.id if sees else "",
            business=record.business,
            name=name if open_to else masked_name(name),
            number=number if open_to else masked_number(number),
            card_number=card_number if open_to else masked_number(card_number),
            receipt_number=record.receipt_number,
            batch=record.batch if open_to else "",
            status=record.status,
            pickup_place=issue.place,
            steps=tuple(_steps(record, history, reasons=open_to)),
            told=any(_of_bureau(step) for step in history),
        )

    def _card_status(self, records: Sequence[Record], card: Card | None) -> CardStatus:
        session = self._session
        newest = records[0]
        open_to = all(self._open_to(record, card) for record in records)
        issued = next((r for r in records if r.status is Status.ISSUED and r.business in CARD_MAKING), None)
        issued_on = self._when(issued, Move.ISSUE) if issued is not None else None
        # What the bureau sent back changed nothing about the card; that it came back is told with the matter.
        standing = (record for record in records if record.business in set(CardState) and not self._rejected(record))
        asked = next(standing, None)
        state, state_at, confirmed = CardState.UNKNOWN, None, False
        if issued is not None and (asked is None or asked is issued):
            state, state_at, confirmed = CardState.ISSUED, issued_on, True
        elif asked is not None:
            state, state_at = CardState(asked.business), asked.submitted_at
            confirmed = asked.status in (Status.READY, Status.ISSUED)
        elif newest.business == "new":
            state = CardState.NOT_ISSUED
        bank = next((record.value("bank") for record in records if record.value("bank")), "")
        issues = [session.store.card_issue(record.id) or CardIssue(record.id) for record in records]
        numbers = (issue.number or record.value("card_number") for issue, record in zip(issues, records, strict=True))
        card_number = next((each for each in numbers if each), "")
        banks = session.profile.fields.get("bank")
        codes = session.profile.code_lists.get(banks.code_list) if banks is not None else None
        name, number = newest.value("name"), newest.value("number")
        return CardStatus(
            name=name if open_to else masked_name(name),
            number=number if open_to else masked_number(number),
            card_number=card_number if open_to else masked_number(card_number),
            bank=codes.label(bank, "zh_CN") if codes is not None and bank else bank,
            pickup_place=next((issue.place for issue in issues if issue.place), ""),
            city=session.profile.label("zh_CN"),
            issued_on=issued_on,
            state=state,
            state_at=state_at,
            sent=confirmed or (asked is not None and asked.status not in NOT_YET_OUT),
            confirmed=confirmed,
        )

    def _rejected(self, record: Record) -> bool:
        return record.status is Status.RETURNED and self._when(record, Move.REJECT) is not None

    def _when(self, record: Record, move: Move) -> datetime | None:
        steps = standing(self._session.store.steps(record.id))
        return next((step.at for step in reversed(steps) if step.move is move), None)


def _of_bureau(step: Step) -> bool:
    return step.move is Move.REJECT or _NODES.get(step.move, Node.SENT) not in _STATION_NODES


def _steps(record: Record, history: Sequence[Step], *, reasons: bool) -> Iterable[ProgressStep]:
    """Yield what was done, from the last submission on, then what is still to come."""
    begin = max((at for at, step in enumerate(history) if step.move is Move.SUBMIT), default=None)
    done: set[Node] = set()
    reached = Node.ACCEPTED
    for step in history[begin:] if begin is not None else ():
        node = _NODES.get(step.move)
        if node is not None:
            reached = node
            done.add(node)
            yield ProgressStep(node, Result.DONE, step.at)
        elif step.move in _BACK:
            yield ProgressStep(reached, _BACK[step.move], step.at, step.reason if reasons else "")
        elif step.move is Move.VOID:
            yield ProgressStep(reached, Result.VOID, step.at, step.reason if reasons else "")
    if record.status in (Status.VOID, Status.RETURNED, Status.WITHDRAWN, Status.ISSUED):
        return
    order = list(Node)
    last = max((order.index(node) for node in done), default=-1)
    to_come = order if record.business in CARD_MAKING else [*_STATION_NODES, Node.ISSUED]
    for node in to_come:
        if order.index(node) > last:
            at_station = record.status in NOT_YET_OUT
            yield ProgressStep(node, Result.WAITING if at_station else Result.UNTOLD)
