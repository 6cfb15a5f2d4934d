# SPDX-License-Identifier: Apache-2.0
"""What saves typing: places found as they are typed, values that follow from others, other readings of a name.

Everything is a proposal, taken by one key; nothing is filled in unasked, and nothing proposed is ever a check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.placesearch import Gazetteer
from sscard_desktop.services.access import allowed
from sscard_desktop.services.learnt import POSTCODE_OF, Learnt
from sscard_desktop.services.session import Session


class Reason(StrEnum):
    """Why something is proposed."""

    DIVISION = "division"
    """The first six digits of the ID number."""
    DIVISION_BEFORE = "division_before"
    """The same, of a county that was abolished since: as it was called then."""
    HOUSEHOLD = "household"
    """The household address."""
    ADDRESS = "address"
    """The residential address."""
    POSTCODE_HERE = "postcode_here"
    """This station used it for the same place."""
    POSTCODE_OLD = "postcode_old"
    """A table of 2019."""
    LAST = "last"
    """The person before them chose it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that may be meant; ``starts`` where more is to be typed behind it."""

    value: str
    reason: Reason
    starts: bool = False


class Comfort:
    """Looks up what may be meant."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._last: Mapping[str, str] = {}

    @allowed(Permission.CAPTURE)
    def remember(self, values: Mapping[str, str]) -> None:
        """Take what somebody's finished record says where people in a row often answer alike.

        It is offered to the next person, and forgotten with this service: nothing of it is stored, and the profile's
        loader lets no field repeat that is anybody's own.

        Args:
            values: the record's.
        """
        fields = self._session.profile.fields
        self._last = {key: value for key, value in values.items() if value and key in fields and fields[key].repeats}

    @allowed(Permission.WORK)
    def gazetteer(self) -> Gazetteer:
        """Return everything about places; may be called in any lane, and takes some 100 ms the first time."""
        return self._session.gazetteer()

    @allowed(Permission.CAPTURE)
    def other_readings(self, name: str) -> Sequence[str]:
        """Return the pinyin that this station proposes for a name, and the other spellings it may have."""
        readings = Learnt(self._session).readings()
        usual = self._session.pinyin.of_name(name, readings)
        return [usual, *self._session.pinyin.alternatives(name, readings)] if usual else []

    @allowed(Permission.CAPTURE)
    def offers(self, values: Mapping[str, str]) -> Mapping[str, Sequence[Offer]]:
        """Return field → what may be meant, for empty fields only, the likeliest first.

        Args:
            values: the record's.
        """
        places = self._session.gazetteer()
        division = _division(values)
        found: dict[str, list[Offer]] = {}
        if division:
            found["household_address"] = self._of_division(division, places)
        household, address = values.get("household_address", ""), values.get("address", "")
        if len(household) > len(places.index.name(places.today(division))) and household:
            found["address"] = [Offer(household, Reason.HOUSEHOLD)]
        if address:
            found["post_address"] = [Offer(address, Reason.ADDRESS)]
        learnt = Learnt(self._session).postcodes()
        for code_key, address_key in POSTCODE_OF.items():
            place, _ = places.index.locate(values.get(address_key, ""), home=division)
            found[code_key] = _postcodes(place, learnt, places)
        for district_key, address_key in (("residence_district", "address"), ("post_district", "post_address")):
            place, _ = places.index.locate(values.get(address_key, ""), home=division)
            if len(place) >= 6 and not place.endswith("00"):
                found[district_key] = [Offer(places.index.own_name(place[:6]), Reason.ADDRESS)]
        for key, value in self._repeated(values).items():
            found.setdefault(key, []).append(Offer(value, Reason.LAST))
        return {key: offers for key, offers in found.items() if offers and not values.get(key)}

    def _repeated(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """Return the last person's answers, of each section as far as this one answered alike: a branch is a bank's."""
        fields = self._session.profile.fields
        answered = {key: values[key] for key, spec in fields.items() if spec.repeats and values.get(key)}
        parted: set[str] = set()
        alike: dict[str, str] = {}
        for key, spec in fields.items():
            if spec.repeats and answered.get(key, self._last.get(key)) != self._last.get(key):
                parted.add(spec.section)
            elif key in self._last and spec.section not in parted:
                alike[key] = self._last[key]
        return alike

    def _of_division(self, division: str, places: Gazetteer) -> list[Offer]:
        today = places.today(division)
        offers = [Offer(places.index.name(today), Reason.DIVISION, starts=True)] if today else []
        before = self._session.divisions.name(division).removesuffix("市辖区")
        if before and today != division:
            offers.append(Offer(before, Reason.DIVISION_BEFORE, starts=True))
        return offers


def _division(values: Mapping[str, str]) -> str:
    number = values.get("number", "")
    whole = values.get("document_type") in ("resident", "id_card", "household_register", "temporary", "", None)
    return number[:6] if whole and len(number) >= 15 and number[:6].isdecimal() else ""


def _postcodes(place: str, learnt: Mapping[str, str], places: Gazetteer) -> list[Offer]:
    for code in (place, place[:6]):
        if code in learnt:
            return [Offer(learnt[code], Reason.POSTCODE_HERE)]
    old = places.postcodes.get(place[:6])
    return [Offer(old, Reason.POSTCODE_OLD)] if old else []
