# SPDX-License-Identifier: Apache-2.0
"""Looking at packages before anything is merged: incoming records are put together and compared with the station's.

Where several packages bring one record, the newest version counts. The plan says what follows from the facts and what a
person has to decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sscard_desktop.domain.cardissue import with_handing, with_told, without
from sscard_desktop.domain.merging import Decision, Likeness, Resemblance, Standing, choices, decision, standing
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.recordcopy import RecordCopy, fingerprint, travelling
from sscard_desktop.services.mergecards import (
    card_once_taken,
    forgets_handing,
    handed_apart,
    handed_of,
    only_goes_on,
    with_cards,
)
from sscard_desktop.services.mergefacts import Facts, version_of
from sscard_desktop.services.mergelikeness import Resemblances
from sscard_desktop.services.mergeplan import Plan, Planned, PlannedRecord
from sscard_desktop.services.ports import SignedPackage, Store, Unlock

_TAKING = (Standing.NEW, Standing.NEWER, Standing.CONFLICTING)


class Planner:
    """Puts incoming records together and compares them with the station's."""

    def __init__(self, store: Store, city: Profile, station: int) -> None:
        self._store = store
        self._city = city
        self._station = station
        self._winners: dict[RecordId, Facts] = {}
        self._counts: Counter[Standing] = Counter()
        self._clashing: set[RecordId] = set()
        self._discarded: dict[RecordId, str] = {}
        self._resemblances = Resemblances(store)

    def add(self, facts: Facts) -> None:
        """Take an incoming record in; of two versions of one record the newer counts."""
        before = self._winners.get(facts.id)
        if before is None:
            self._winners[facts.id] = facts
            return
        found = standing(before.version, facts.version)
        if found is Standing.SAME and handed_apart(before.card, facts.card):
            found = Standing.CONFLICTING
        winner, loser = (facts, before) if found is Standing.NEWER else (before, facts)
        handed = handed_of(winner.card) or (handed_of(loser.card) if found is Standing.SAME else None)
        withdrawn = winner.withdrawn | loser.withdrawn
        told = with_told(without(winner.card, withdrawn), without(loser.card, withdrawn))
        card = with_handing(told, facts.id, handed)
        self._winners[facts.id] = replace(winner, card=card, withdrawn=withdrawn)
        if found is Standing.NEWER:
            found = Standing.OLDER
        elif found is Standing.CONFLICTING:
            self._clashing.add(facts.id)
        self._counts[found] += 1

    def discard(self, record_id: RecordId, station: str) -> None:
        """Take in that a station discarded a draft."""
        self._discarded[record_id] = station

    def plan(self, packages: Sequence[SignedPackage], unlock: Unlock, head: str) -> Plan:
        """Return what merging would do."""
        planned: list[PlannedRecord] = []
        winners: dict[RecordId, Planned] = {}
        likenesses: Counter[Likeness] = Counter()
        taken_bytes = 0
        for facts in self._winners.values():
            ours = self._store.copy_of(facts.id)
            here = travelling(ours, self._station) if ours is not None else None
            found = self._standing(facts, ours)
            if here is not None:
                found = with_cards(found, facts, here)
            card = card_once_taken(found, facts, here)
            card_only = here is not None and found in (Standing.SAME, Standing.OLDER) and card != here.card
            if card_only:
                found = Standing.NEWER
            in_batch = card_only or (here is not None and only_goes_on(facts.content, facts.status, here))
            locked = ours is not None and bool(ours.record.batch) and not in_batch
            locked = locked or (found is Standing.CONFLICTING and here is not None and forgets_handing(facts, here))
            self._counts[found] += 1
            alike = self._resemblances.of(facts, ours) if found in _TAKING and not card_only else ()
            kinds = frozenset(each.likeness for each in alike)
            likenesses.update(kinds)
            usual = decision(found, kinds, locked=locked)
            offered = choices(found, kinds, locked=locked)
            if usual is not Decision.LEAVE or len(offered) > 1:
                place = facts.package, facts.position
                winners[facts.id] = Planned(*place, found, usual, card, card_only, in_batch)
                taken_bytes += facts.size_bytes
            if alike or offered or facts.id in self._clashing or found in (Standing.GONE, Standing.FOREIGN):
                planned.append(_planned(facts, found, alike, locked, offered, usual))
        planned.sort(key=lambda each: (len(each.choices) < 2, each.package))
        return Plan(
            tuple(packages),
            {each: self._counts[each] for each in Standing},
            {each: likenesses[each] for each in Likeness},
            tuple(planned),
            winners,
            {record_id: station for record_id, station in self._discarded.items() if self._can_go(record_id, station)},
            taken_bytes,
            head,
            unlock,
        )

    def _standing(self, facts: Facts, ours: RecordCopy | None) -> Standing:
        """Return what an incoming record is to the one here."""
        if facts.profile != self._city.name or facts.business not in self._city.businesses:
            return Standing.FOREIGN
        if self._store.is_gone(facts.id):
            return Standing.GONE
        if ours is None:
            return Standing.CONFLICTING if facts.id in self._clashing else Standing.NEW
        last = self._store.last_change(facts.id)
        there = travelling(ours, self._station)
        here = version_of(there)
        base = last.version if last else ""
        left = here.fingerprint if last and fingerprint(there) == last.left else "touched since" if last else ""
        found = standing(here, facts.version, base=base, left=left)
        if facts.id in self._clashing and found is Standing.NEWER:
            found = Standing.CONFLICTING
        return found

    def _can_go(self, record_id: RecordId, station: str) -> bool:
        """Return whether a draft that its station discarded may go here too: it brought it, and nobody touched it."""
        last = self._store.last_change(record_id)
        ours = self._store.copy_of(record_id)
        if ours is None or last is None or last.station != station or ours.record.status is not Status.DRAFT:
            return False
        here = fingerprint(travelling(ours, self._station))
        return here == last.left and not self._store.is_worked_on_apart(record_id)


def _planned(
    facts: Facts,
    found: Standing,
    alike: tuple[Resemblance, ...],
    locked: bool,
    offered: tuple[Decision, ...],
    usual: Decision,
) -> PlannedRecord:
    return PlannedRecord(
        facts.id, facts.package, facts.name, facts.number, facts.status, facts.receipt_number, found, alike, locked,
        offered, usual,
    )  # fmt: skip
