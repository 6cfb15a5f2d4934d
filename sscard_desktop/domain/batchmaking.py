# SPDX-License-Identifier: Apache-2.0
"""Whom a batch is made of, and how many batches that gives under a bureau's limits of people and of size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sscard_desktop.domain.record import Record

_Member = TypeVar("_Member")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the approved records are wanted; what is left empty matters not.

    Attributes:
        since, until: days of collection at the counter, both included.
        unit: the unit's name, exactly as in the record.
        business: kind of business.
        city: name of the profile that a record was taken by, for a station that had another one before.
    """

    since: date | None = None
    until: date | None = None
    unit: str = ""
    business: str = ""
    city: str = ""

    def takes(self, record: Record, *, collected: date) -> bool:
        """Return whether a record that was collected on this day is wanted."""
        return (
            (self.since is None or collected >= self.since)
            and (self.until is None or collected <= self.until)
            and self.unit in ("", record.value("unit"))
            and self.business in ("", record.business)
            and self.city in ("", record.profile)
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """One member with the most bytes that it can take in a package, and what it may not be mixed with others of."""

    size_bytes: int
    group: str = ""


def divide(
    members: Iterable[tuple[_Member, Weighed]], *, most_people: int, most_bytes: int
) -> Sequence[Sequence[_Member]]:
    """Return the members in as few runs as their order allows, none over a limit; a limit of 0 is none.

    Members of different groups come into different runs, the groups in the order in which they first appear. A member
    that is over the size limit all by itself stands alone: whoever asks has to have looked before.
    """
    runs: dict[str, list[tuple[list[_Member], int]]] = {}
    for member, weighed in members:
        of_group = runs.setdefault(weighed.group, [])
        if of_group:
            people, size = of_group[-1]
            fits = not most_bytes or size + weighed.size_bytes <= most_bytes
            if fits and (not most_people or len(people) < most_people):
                people.append(member)
                of_group[-1] = people, size + weighed.size_bytes
                continue
        of_group.append(([member], weighed.size_bytes))
    return [people for of_group in runs.values() for people, _ in of_group]
