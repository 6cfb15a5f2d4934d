# SPDX-License-Identifier: Apache-2.0
"""What becomes of a record's card: the number that the bureau gave it, where it waits, and who took it (领卡).

Who may take a card, seed smart-hrss-card-process: the holder with the own identity document; somebody else with both
documents and a signed authorisation (委托书); a minor's guardian with both documents and the household register.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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
