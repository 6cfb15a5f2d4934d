# SPDX-License-Identifier: Apache-2.0
"""What a card that was just read means for the record in work: a pure decision, never a mixing of two people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.cardfill import Difference, differences
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.rostermatching import a_slip_apart


class CardMove(StrEnum):
    """What to do with a card."""

    START = "start"
    """Nobody is in work: begin a record with it."""
    FILL = "fill"
    """The record in work has no identity yet, or is this person's and says nothing else."""
    ASK = "ask"
    """It is this person's, but the form says something else: the clerk decides."""
    SAME = "same"
    """It is this person's, and was read already."""
    WAIT = "wait"
    """It is somebody else's: keep it until the record in work is finished."""
    FINISHED = "finished"
    """This person's record was just finished; the card still lies there, or was laid on a second time."""


def decide(
    card: Card, record: Record | None, values: Mapping[str, str], profile: Profile, *, finished: Collection[str] = ()
) -> CardMove:
    """Return what to do with ``card``.

    Args:
        card: just read.
        record: the record in work, if there is one.
        values: what its form shows now, typed or stored.
        profile: the city.
        finished: document numbers of the people who were finished last.
    """
    if record is None or not record.editable:
        if record is not None and same_person(values, card):
            return CardMove.SAME
        return CardMove.FINISHED if card.number in finished else CardMove.START
    if not values.get("number") and not values.get("name"):
        return CardMove.ASK if contradictions(profile, values, card) else CardMove.FILL
    if not same_person(values, card):
        return CardMove.WAIT
    if contradictions(profile, values, card):
        return CardMove.ASK
    return CardMove.SAME if record.card_read else CardMove.FILL


def same_person(values: Mapping[str, str], card: Card) -> bool:
    """Return whether the form and the card speak of one person: by the number, by the name while there is none.

    A number that was typed (here, or into a roster) may have a wrong figure: under the same name it is this person's,
    and what differs is asked about.
    """
    number = idnumber.normalise(values.get("number", ""))
    named = values.get("name", "") in (card.name, card.name_en)
    if number and card.number not in (number, idnumber.propose_eighteen(number)):
        return bool(values.get("name")) and named and a_slip_apart(number, card.number)
    return bool(number) or named


def contradictions(profile: Profile, values: Mapping[str, str], card: Card) -> list[Difference]:
    """Return where the form says something else than the card; what only stands there by default doesn't count."""
    # What is still being typed is spelled as it will be stored.
    spelled = {
        key: normalised(profile.fields[key], text, values, code_lists=profile.code_lists)
        for key, text in values.items()
        if key in profile.fields
    }
    return [
        found
        for found in differences(profile, spelled, card)
        if found.value != profile.fields[found.key].default
        and not (found.key == "number" and idnumber.propose_eighteen(idnumber.normalise(found.value)) == found.on_card)
    ]
