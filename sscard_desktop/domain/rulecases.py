# SPDX-License-Identifier: Apache-2.0
"""What a rule is given: one record under one profile, with what lies outside of it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date

from sscard_desktop.domain.fields import parse_date
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import RecordSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the rules look at outside of the record.

    Attributes:
        today: day of collection at the counter.
        divisions: all division codes that exist or existed.
        same_number: other records of this document number and kind of business in the campaign.
        same_mobile: other records of this mobile number in the campaign.
        has_units: whether the station has a unit directory.
        unit_known: whether the record's unit stands in it.
        unit_settings: field → value that the record's unit has settled for its people; ``None`` where it has settled
            nothing, not even who collects the cards.
        roster: the values that the roster gave this person, before anyone edited them.
        unprintable: characters of the record that no bundled font can print.
    """

    today: date
    divisions: Container[str] = frozenset()
    same_number: tuple[RecordSummary, ...] = ()
    same_mobile: tuple[RecordSummary, ...] = ()
    has_units: bool = False
    unit_known: bool = False
    unit_settings: Mapping[str, str] | None = None
    roster: Mapping[str, str] = field(default_factory=dict)
    unprintable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One record under one profile, as a rule sees it."""

    profile: Profile
    values: Mapping[str, str]
    context: Context

    def value(self, key: str) -> str:
        """Return the value of a field that the profile asks for, else ``""``."""
        return self.values.get(key, "") if key in self.profile.fields else ""

    def day(self, key: str) -> date | None:
        """Return the date of a date field, if it is one."""
        return parse_date(self.value(key))
