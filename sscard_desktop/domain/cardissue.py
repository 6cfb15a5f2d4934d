# SPDX-License-Identifier: Apache-2.0
"""What becomes of a record's card: the number that the bureau gave it, where it waits, and who took it (领卡).

Who may take a card, seed smart-hrss-card-process: the holder with the own identity document; somebody else with both
documents and a signed authorisation (委托书); a minor's guardian with both documents and the household register.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.record import RecordId


class Taker(StrEnum):
    """Who takes a card."""

    HOLDER = "holder"
    GUARDIAN = "guardian"
    AGENT = "agent"
    UNIT = "unit"
    """单位代领: the unit takes its people's cards, and gives them out against signatures of its own."""


class Proof(StrEnum):
    """What was shown besides the identity documents."""

    NONE = ""
    HOUSEHOLD_REGISTER = "household_register"
    AUTHORISATION = "authorisation"


PROOF_OF = {
    Taker.HOLDER: Proof.NONE,
    Taker.GUARDIAN: Proof.HOUSEHOLD_REGISTER,
    Taker.AGENT: Proof.AUTHORISATION,
    Taker.UNIT: Proof.AUTHORISATION,
}
"""What each has to show besides."""


PAPER_KEYS = frozenset({"covered_number", "covered_card_number", "pickup_place", "unit", "pickup_way"})
"""What the papers of the hand-out show, whether a city asks for it or not."""


@dataclass(frozen=True, slots=True)
class Handing:
    """A card's giving out.

    Attributes:
        operator: who gave it out.
        name, number: of the taker's identity document; of the holder too, where the holder took it.
    """

    at: datetime
    operator: str
    taker: Taker
    name: str = field(repr=False)
    number: str = field(repr=False)
    proof: Proof = Proof.NONE


@dataclass(frozen=True, slots=True)
class CardIssue:
    """What the station knows of the card that a record asked for.

    Attributes:
        number: 社会保障卡卡号, as the bureau told it.
        place: 领卡网点, as the bureau told it.
        told_at: when the bureau told; ``None`` while it hasn't.
        handed: to whom it was given, once it was.
    """

    record: RecordId
    number: str = field(default="", repr=False)
    place: str = ""
    told_at: datetime | None = None
    handed: Handing | None = None


def with_told(ours: CardIssue | None, theirs: CardIssue | None) -> CardIssue | None:
    """Return ours with what the bureau told last, whichever machine it told; who took the card stays as ours has it.

    A number or place stays where the later telling has none: bureaus tell one of them alone too.
    """
    if theirs is None or theirs.told_at is None:
        return ours
    known = ours or CardIssue(theirs.record)
    if known.told_at is None or known.told_at < theirs.told_at:
        number, place = theirs.number or known.number, theirs.place or known.place
        return replace(known, number=number, place=place, told_at=theirs.told_at)
    if known.told_at > theirs.told_at:
        return replace(known, number=known.number or theirs.number, place=known.place or theirs.place)
    # Of one instant, any order will do that both machines agree on.
    return replace(known, number=max(known.number, theirs.number), place=max(known.place, theirs.place))


def without(card: CardIssue | None, withdrawn: Collection[datetime]) -> CardIssue | None:
    """Return what is known of a card without a telling of one of these instants: it was taken back where it was read.

    Who took the card stays. ``None`` where nothing is left to say.
    """
    if card is None or card.told_at not in withdrawn:
        return card
    return with_handing(CardIssue(card.record), card.record, card.handed)


def with_handing(issue: CardIssue | None, record: RecordId, handed: Handing | None) -> CardIssue | None:
    """Return it with this giving out, ``None`` where nothing is left to say."""
    if issue is None and handed is None:
        return None
    found = replace(issue or CardIssue(record), handed=handed)
    return None if found == CardIssue(record) else found
