# SPDX-License-Identifier: Apache-2.0
"""What a dry run found (:mod:`mergeplanner` makes it): what each record would be here, and what a person has to decide.

Of decisions only those are taken that are somebody's to make.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.merging import (
    Decision,
    Likeness,
    Resemblance,
    Standing,
)
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.services.ports import SignedPackage, Unlock


@dataclass(frozen=True, slots=True)
class PlannedRecord:
    """An incoming record that somebody should look at.

    Attributes:
        package: position of its package in the plan.
        locked: the record here lies in a batch.
        choices: between what a person decides, empty where nothing is to be decided.
        usual: what is done where nobody decides.
    """

    id: RecordId
    package: int
    name: str = field(repr=False)
    number: str = field(repr=False)
    status: Status
    receipt_number: str
    standing: Standing
    resemblances: tuple[Resemblance, ...]
    locked: bool
    choices: tuple[Decision, ...]
    usual: Decision


@dataclass(frozen=True, slots=True)
class Planned:
    """Which version of a record counts, and what it is here.

    Attributes:
        package, position: where it is read.
        card: what is known of its card once it is taken, people's names as they travel.
        card_only: nothing else of it is taken: the record itself stays as it is here.
        in_batch: it may be taken though the record here lies in a batch, which goes on holding it.
    """

    package: int
    position: int
    standing: Standing
    usual: Decision
    card: CardIssue | None = field(default=None, repr=False)
    card_only: bool = False
    in_batch: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What merging these packages would do: a dry run.

    Attributes:
        counts: how many of the incoming records are what; each version in each package counts.
        likenesses: how many resemble another in which way.
        records: those that somebody should look at; first those to be decided.
        winners: for each record that isn't simply left, which version counts.
        removed: drafts that their own station discarded, with its fingerprint.
        taken_bytes: of what would be taken over.
        head: the trail's end when this was found; a merge wants it unchanged.
        listed: people of rosters that come along.
    """

    packages: tuple[SignedPackage, ...]
    counts: Mapping[Standing, int]
    likenesses: Mapping[Likeness, int]
    records: tuple[PlannedRecord, ...] = field(repr=False)
    winners: Mapping[RecordId, Planned] = field(repr=False)
    removed: Mapping[RecordId, str] = field(repr=False)
    taken_bytes: int
    head: str
    unlock: Unlock = field(repr=False)
    listed: int = 0

    @property
    def undecided(self) -> tuple[PlannedRecord, ...]:
        """The records that a person may decide about."""
        return tuple(each for each in self.records if len(each.choices) > 1)


def require_choices(plan: Plan, decided: Mapping[RecordId, Decision]) -> None:
    """Raise ``RefusedError("merge.not_a_choice")`` for a decision that isn't anybody's to make."""
    offered: dict[RecordId, tuple[Decision, ...]] = {each.id: each.choices for each in plan.records}
    for record_id, wanted in decided.items():
        if wanted not in offered.get(record_id, ()):
            raise RefusedError("merge.not_a_choice", record=record_id)


def taken_from(plan: Plan, decided: Mapping[RecordId, Decision], package: int) -> Mapping[int, Decision]:
    """Return, by position in a package, what is done with the records that aren't left out."""
    found = {}
    for record_id, each in plan.winners.items():
        wanted = decided.get(record_id, each.usual)
        if each.package == package and wanted is not Decision.LEAVE:
            found[each.position] = wanted
    return found
