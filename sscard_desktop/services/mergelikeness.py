# SPDX-License-Identifier: Apache-2.0
"""Whom an incoming record is like: here, and among those that come along. Each way of being alike is asked for once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sscard_desktop.domain.merging import Likeness, Resemblance
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.recordcopy import RecordCopy
from sscard_desktop.services.mergefacts import Facts
from sscard_desktop.services.ports import Store

_MOST_RESEMBLANCES = 5
"""Of one kind that are named; a mobile number that a whole unit wrote down has more."""
_MOST_REQUESTS = 50


class Resemblances:
    """Remembers what came before, as far as comparing needs it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[tuple[Likeness, str], list[RecordId]] = {}
        self._numbers: dict[str, list[RecordId]] = {}

    def of(self, facts: Facts, ours: RecordCopy | None) -> tuple[Resemblance, ...]:
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
            found += others[:_MOST_RESEMBLANCES]
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
        others = known[:_MOST_RESEMBLANCES]
        if len(known) < _MOST_RESEMBLANCES:
            known.append(record_id)
        return others
