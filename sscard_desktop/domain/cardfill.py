# SPDX-License-Identifier: Apache-2.0
"""From a card reading to a record's fields: which field takes what is the profile's word (``card = "…"``).

Answers for translation only. What the card doesn't hold is left alone rather than emptied, nothing is guessed, and
whether a record that someone already typed in should be overwritten is for the caller to ask (:func:`differences`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sscard_desktop.domain.card import Card, CardType
from sscard_desktop.domain.fields import LONG_TERM
from sscard_desktop.domain.profile import Profile

_DOCUMENT_TYPES = {
    CardType.RESIDENT: "resident",
    CardType.HMT: "hmt_residence",
    CardType.FOREIGNER_2017: "foreign_permanent",
    CardType.FOREIGNER_2023: "foreign_permanent",
}
_SEX_NOT_TOLD = "0"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which a record and a card disagree; both values as stored."""

    key: str
    value: str
    on_card: str


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


CARD_VALUES: Mapping[str, Callable[[Card], str]] = {
    "document_type": lambda card: _DOCUMENT_TYPES[card.type],
    "country": lambda card: card.nationality,
    "number": lambda card: card.number,
    # A foreigner's card may bear a Latin name only; then that is the name "exactly as on the document".
    "name": lambda card: card.name or card.name_en,
    "name_en": lambda card: card.name_en,
    "sex": lambda card: "" if card.sex == _SEX_NOT_TOLD else card.sex,
    "nation": lambda card: card.nation,
    "birth_date": lambda card: _iso(card.birth_date),
    "address": lambda card: card.address,
    "authority": lambda card: card.authority,
    "valid_from": lambda card: _iso(card.valid_from),
    "valid_to": lambda card: LONG_TERM if card.long_term else _iso(card.valid_to),
    "pass_number": lambda card: card.pass_number,
}
"""What a field may be filled with from a card; ``""`` where the card doesn't tell."""


def values_from_card(profile: Profile, card: Card) -> dict[str, str]:
    """Return field key → value for every field of the profile that this card fills."""
    filled = {key: CARD_VALUES[spec.card](card) for key, spec in profile.fields.items() if spec.card}
    return {key: value for key, value in filled.items() if value}


def differences(profile: Profile, values: Mapping[str, str], card: Card) -> list[Difference]:
    """Return where a record's filled fields say something else than the card, in the form's order."""
    return [
        Difference(key, values[key], on_card)
        for key, on_card in values_from_card(profile, card).items()
        if values.get(key) and values[key] != on_card
    ]
