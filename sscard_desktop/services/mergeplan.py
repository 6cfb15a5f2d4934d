# SPDX-License-Identifier: Apache-2.0
"""Looking at packages before anything is merged: what each record would be here, and whom it resembles.

Every record of every package is read once, and only what comparing needs is kept of it. Where several packages bring
one record, the newest version counts. The plan says what follows from the facts and what a person has to decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sscard_desktop.domain.cardissue import CardIssue, Handing, with_handing, with_told, without
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.merging import (
    Decision,
    Likeness,
    Resemblance,
    Standing,
    Version,
    choices,
    decision,
    standing,
)
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import AT_BUREAU, RecordId, Status
from sscard_desktop.domain.recordcopy import RecordCopy, content_digest, fingerprint, step_digests, travelling
from sscard_desktop.services.ports import SignedPackage, Store, Unlock

MOST_RESEMBLANCES = 5
"""Of one kind that are named; a mobile number that a whole unit wrote down has more."""
_MOST_REQUESTS = 50
_LONGEST_KEPT = 200
"""Characters of a value that are kept for comparing; real ones have far fewer."""
_TAKING = (Standing.NEW, Standing.NEWER, Standing.CONFLICTING)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of an incoming record while packages are looked at.

    Attributes:
        package, position: which package it is in, and the how many-eth record of it.
        content: digest over what it says of the person.
        card: what is known of its card; of several versions, what the bureau told last.
        withdrawn: the instants of what the bureau told and was taken back where it had been read.
        size_bytes: of its pictures and values.
    """

    package: int
    position: int
    id: RecordId
    version: Version
    status: Status
    profile: str
    business: str
    campaign: str
    receipt_number: str
    name: str = field(repr=False)
    number: str = field(repr=False)
    birth_date: str = field(repr=False)
    mobile: str = field(repr=False)
    photo_sha256: str
    size_bytes: int
    content: str
    card: CardIssue | None = field(default=None, repr=False)
    withdrawn: frozenset[datetime] = frozenset()


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


def facts_of(copy: RecordCopy, package: int, position: int, size_bytes: int) -> Facts:
    """Return what is kept of an incoming record."""
    record = copy.record
    photo = copy.picture(PictureRole.PHOTO)
    return Facts(
        package,
        position,
        record.id,
        version_of(copy),
        record.status,
        record.profile,
        record.business,
        record.campaign,
        record.receipt_number,
        record.value("name")[:_LONGEST_KEPT],
        record.value("number")[:_LONGEST_KEPT],
        record.value("birth_date")[:_LONGEST_KEPT],
        record.value("mobile")[:_LONGEST_KEPT],
        photo.sha256 if photo else "",
        size_bytes,
        content_digest(copy),
        copy.card,
        frozenset(copy.withdrawn),
    )


def version_of(copy: RecordCopy) -> Version:
    """Return what tells a travelling copy's version from another; what is known of its card is compared apart."""
    times = tuple(each.at for each in copy.steps)
    bare = fingerprint(replace(copy, card=None))
    return Version(bare, step_digests(copy.steps), times, copy.record.updated_at)


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
        self._seen: dict[tuple[Likeness, str], list[RecordId]] = {}
        self._numbers: dict[str, list[RecordId]] = {}

    def add(self, facts: Facts) -> None:
        """Take an incoming record in; of two versions of one record the newer counts."""
        before = self._winners.get(facts.id)
        if before is None:
            self._winners[facts.id] = facts
            return
        found = standing(before.version, facts.version)
        if found is Standing.SAME and _handed_apart(before.card, facts.card):
            found = Standing.CONFLICTING
        winner, loser = (facts, before) if found is Standing.NEWER else (before, facts)
        handed = _handed(winner.card) or (_handed(loser.card) if found is Standing.SAME else None)
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
                found = _with_cards(found, facts, here)
            card = _card(found, facts, here)
            card_only = here is not None and found in (Standing.SAME, Standing.OLDER) and card != here.card
            if card_only:
                found = Standing.NEWER
            in_batch = card_only or (here is not None and only_goes_on(facts.content, facts.status, here))
            locked = ours is not None and bool(ours.record.batch) and not in_batch
            locked = locked or (found is Standing.CONFLICTING and here is not None and _forgets_handing(facts, here))
            self._counts[found] += 1
            alike = self._resemblances(facts, ours) if found in _TAKING and not card_only else ()
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

    def _resemblances(self, facts: Facts, ours: RecordCopy | None) -> tuple[Resemblance, ...]:
        """Return whom a record is like; what it says here already was looked at when it came."""
        if facts.status is Status.VOID:
            return ()
        # Another request of the same person is like this one in everything: only one for the same thing counts.
        coming_too = self._numbers.setdefault(facts.number, []) if facts.number else []
        same_person = {*self._store.records_of_number(facts.number), *coming_too, facts.id}
        if len(coming_too) < _MOST_REQUESTS:
            coming_too.append(facts.id)
        found: list[Resemblance] = []
        for likeness, key, here in self._alike(facts, ours):
            others = [Resemblance(likeness, each) for each in here if each != facts.id]
            known = {each.other for each in others}
            coming = self._coming(likeness, key, facts.id)
            others += [Resemblance(likeness, each, incoming=True) for each in coming if each not in known]
            if likeness not in (Likeness.NUMBER, Likeness.RECEIPT):
                others = [each for each in others if each.other not in same_person]
            found += others[:MOST_RESEMBLANCES]
        return tuple(found)

    def _alike(self, facts: Facts, ours: RecordCopy | None) -> Iterator[tuple[Likeness, str, Sequence[RecordId]]]:
        """Yield each way of being alike that this record says something new in: its key, and who has it here."""
        store, record = self._store, ours.record if ours is not None else None
        campaign = facts.campaign
        if facts.receipt_number and (record is None or record.receipt_number != facts.receipt_number):
            holder = store.receipt_holder(facts.receipt_number)
            yield Likeness.RECEIPT, facts.receipt_number, [holder] if holder else []
        if facts.number and (record is None or record.value("number") != facts.number):
            same = store.with_number(facts.number, campaign=campaign, business=facts.business)
            yield Likeness.NUMBER, f"{facts.number} {facts.business} {campaign}", [each.id for each in same]
        person = (facts.name, facts.birth_date)
        if all(person) and (record is None or (record.value("name"), record.value("birth_date")) != person):
            yield Likeness.PERSON, " ".join(person), store.people_like(*person)
        if facts.mobile and (record is None or record.value("mobile") != facts.mobile):
            same = store.with_mobile(facts.mobile, campaign=campaign)
            yield Likeness.MOBILE, f"{facts.mobile} {campaign}", [each.id for each in same]
        photo = ours.picture(PictureRole.PHOTO) if ours is not None else None
        if facts.photo_sha256 and (photo is None or photo.sha256 != facts.photo_sha256):
            yield Likeness.PHOTO, facts.photo_sha256, store.photos_like(facts.photo_sha256)

    def _coming(self, likeness: Likeness, key: str, record_id: RecordId) -> Sequence[RecordId]:
        """Return the records that came before this one with the same key, and remember this one."""
        known = self._seen.setdefault((likeness, key), [])
        others = known[:MOST_RESEMBLANCES]
        if len(known) < MOST_RESEMBLANCES:
            known.append(record_id)
        return others

    def _can_go(self, record_id: RecordId, station: str) -> bool:
        """Return whether a draft that its station discarded may go here too: it brought it, and nobody touched it."""
        last = self._store.last_change(record_id)
        ours = self._store.copy_of(record_id)
        if ours is None or last is None or last.station != station or ours.record.status is not Status.DRAFT:
            return False
        here = fingerprint(travelling(ours, self._station))
        return here == last.left and not self._store.is_worked_on_apart(record_id)


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _handed(card: CardIssue | None) -> Handing | None:
    return card.handed if card is not None else None


def _handed_apart(ours: CardIssue | None, theirs: CardIssue | None) -> bool:
    """Return whether both sides gave the card out, and tell differently of it."""
    one, other = _handed(ours), _handed(theirs)
    return one is not None and other is not None and one != other


def _forgets_handing(facts: Facts, here: RecordCopy) -> bool:
    """Return whether the card was given out here and what comes doesn't know of it."""
    return _handed(here.card) is not None and _handed(facts.card) is None


def _takes_back(facts: Facts, here: RecordCopy) -> bool:
    """Return whether a newer version says that a giving out was a slip: its history goes on, and not as issued."""
    return facts.status is not Status.ISSUED and len(facts.version.steps) > len(here.steps)


def _with_cards(found: Standing, facts: Facts, here: RecordCopy) -> Standing:
    """Return what an incoming record is once both sides' cards are looked at too."""
    alike = len(facts.version.steps) == len(here.steps)
    if found in (Standing.SAME, Standing.NEWER, Standing.OLDER) and alike and _handed_apart(here.card, facts.card):
        return Standing.CONFLICTING
    lost = found is Standing.NEWER and facts.status is not Status.ISSUED and not _takes_back(facts, here)
    return Standing.CONFLICTING if lost and _handed(here.card) is not None else found


def _card(found: Standing, facts: Facts, here: RecordCopy | None) -> CardIssue | None:
    """Return what is known of the card once a record is taken: what the bureau told last, and who took it.

    Who took it goes with the record's history: a newer version that knows nothing of it doesn't undo it, one whose
    history says that it was taken back does.
    """
    if here is None:
        return facts.card
    ours, theirs = _handed(here.card), _handed(facts.card)
    handed = theirs or ours
    if found is Standing.OLDER:
        handed = ours
    elif found is Standing.SAME:
        handed = ours or theirs
    elif found is Standing.NEWER and _takes_back(facts, here):
        handed = theirs
    withdrawn = facts.withdrawn.union(here.withdrawn)
    return with_handing(with_told(without(here.card, withdrawn), without(facts.card, withdrawn)), facts.id, handed)


def only_goes_on(content: str, status: Status, here: RecordCopy) -> bool:
    """Return whether a version says the same of the person and stands where a batch has brought it, or farther."""
    return content == content_digest(here) and (status in AT_BUREAU or status is Status.ISSUED)


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
