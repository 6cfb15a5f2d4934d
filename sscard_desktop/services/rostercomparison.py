# SPDX-License-Identifier: Apache-2.0
"""二次采集比对 over a roster: what it says of each person against their card's chip, or else against their record.

Where somebody stands is computed at each look (:mod:`.comparisonround`). What is kept, beside the record: what was
written on the signed sheet, and that the person came a second time with the card, which closes it. What the unit's list
says stays as it is, since the record is held to it: name and number never both change.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.comparison import SPECS, Source, told_by_card
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.domain.roster import RosterId, RosterRow, RowId
from sscard_desktop.domain.rostermatching import Identity, likeness, other_person
from sscard_desktop.domain.rosterround import (
    CORRECTION,
    SECOND,
    WRITTEN,
    says_the_same,
    second_digest,
)
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_field
from sscard_desktop.services.access import allowed
from sscard_desktop.services.beginning import store_card
from sscard_desktop.services.comparisonround import (
    ComparedPerson,
    ComparisonRound,
    compared_person,
    compared_round,
    roster_items,
)
from sscard_desktop.services.entering import MAX_VALUE_CHARACTERS, enter, kept_of
from sscard_desktop.services.formcodes import content_mark
from sscard_desktop.services.ports import Progress
from sscard_desktop.services.rosterfinding import record_of
from sscard_desktop.services.session import Session
from sscard_desktop.services.sharedforms import COMPARISON_FORM


class RosterComparison:
    """Compares whole rosters, and takes over what was corrected."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.ROSTERS)
    def compare(self, roster_id: RosterId, progress: Progress, *, unit: str = "") -> ComparisonRound:
        """Compare everybody of a roster, or of one unit in it; for the work lane, on a connection of its own.

        Raises:
            RefusedError: ``roster.unknown``. CancelledError: ``progress`` said so.
        """
        with closing(self._session.store.another()) as store:
            return compared_round(self._session.beside(store), roster_id, progress, unit=unit)

    @allowed(Permission.ROSTERS)
    def person(self, roster_id: RosterId, row_id: RowId) -> ComparedPerson:
        """Compare one person; raise ``RefusedError`` (``roster.unknown``, ``roster.row_unknown``)."""
        return self._person(self._session.store.row_of(roster_id, row_id))

    @allowed(Permission.ROSTERS)
    def take_over(self, roster_id: RosterId, row_id: RowId, written: Mapping[str, str]) -> ComparedPerson:
        """Take over what a person wrote on the signed sheet: into the record, and kept beside it.

        Args:
            written: item → what stands in its cell, as typed; items that nothing was written for are left out.

        Raises:
            RefusedError: ``comparison.nobody_yet``, there is no record; ``comparison.nothing_written``;
                ``comparison.not_to_fill`` (``item``), an item marked √ isn't filled in; ``comparison.both_changed``,
                name and number would both differ from the roster's; ``comparison.record_locked``, the record was
                handed in and says otherwise; ``record.value_too_long``.
            InvalidInputError: ``comparison.bad_value`` (``item``).
        """
        session = self._session
        row = session.store.row_of(roster_id, row_id)
        with session.transaction() as now:
            record = self._record(row)
            clean = self._clean(row, record, written)
            after = {**record.values, **clean}
            if other_person(row, Identity(after.get("number", ""), (after.get("name", ""),))):
                raise RefusedError("comparison.both_changed")
            changes = {key: value for key, value in clean.items() if value != record.value(key)}
            changes = {key: value for key, value in changes.items() if key in session.profile_of(record).fields}
            if changes and not record.editable:
                raise RefusedError("comparison.record_locked")
            if changes:
                enter(session, record, changes)
            kept = kept_of(session, record, Source.PAPER) | {CORRECTION + key: text for key, text in clean.items()}
            kept.pop(SECOND, None)
            # The sheet lies here: it says what the record says from now on.
            kept[COMPARISON_FORM] = content_mark(session, session.store.record(record.id))
            touch(session, record.id)
            session.store.put_readings(record.id, Source.PAPER, kept, at=now)
            session.audit("comparison.written", record.id, items=sorted(clean), roster=roster_id)
        return self._person(row)

    @allowed(Permission.ROSTERS)
    def second_collection(self, roster_id: RosterId, row_id: RowId, card: Card) -> ComparedPerson:
        """Read a person's card a second time, which closes their comparison where record and card then say the same.

        Raises:
            RefusedError: ``comparison.nobody_yet``; ``comparison.other_card``, the card is somebody else's;
                ``comparison.both_changed``; ``comparison.record_differs``, the record was handed in and the card says
                otherwise; nothing is kept then.
        """
        session = self._session
        row = session.store.row_of(roster_id, row_id)
        who = Identity.of_card(card)
        if other_person(row, who):
            raise RefusedError("comparison.both_changed" if self._is_theirs(row, card) else "comparison.other_card")
        with session.transaction() as now:
            record = self._record(row)
            if likeness(row, who) is None and card.number != record.value("number"):
                raise RefusedError("comparison.other_card")
            told = told_by_card(card)
            if record.editable:
                store_card(session, record, card)
            elif not says_the_same(record.values, told, session.profile.code_lists):
                raise RefusedError("comparison.record_differs")
            else:
                session.store.put_readings(record.id, Source.CHIP, told, at=now)
            kept = kept_of(session, record, Source.PAPER) | {SECOND: second_digest(told)}
            if COMPARISON_FORM in kept:
                kept[COMPARISON_FORM] = content_mark(session, session.store.record(record.id))
            touch(session, record.id)
            session.store.put_readings(record.id, Source.PAPER, kept, at=now)
            session.audit("comparison.second", record.id, roster=roster_id)
        return self._person(row)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────

    def _person(self, row: RosterRow) -> ComparedPerson:
        return compared_person(self._session, row, roster_items(self._session, [row]))

    def _record(self, row: RosterRow) -> Record:
        record = record_of(self._session, row)
        if record is None:
            raise RefusedError("comparison.nobody_yet")
        return self._session.record(record.id)

    def _is_theirs(self, row: RosterRow, card: Card) -> bool:
        record = record_of(self._session, row)
        return record is not None and record.value("number") == card.number

    def _clean(self, row: RosterRow, record: Record, written: Mapping[str, str]) -> dict[str, str]:
        """Return what was written, normalised and checked as the record's fields are."""
        session, profile = self._session, self._session.profile_of(record)
        wrong = self._person(row).open
        context = Context(today=session.clock.today(), divisions=session.divisions)
        clean: dict[str, str] = {}
        for item, text in written.items():
            if not text.strip():
                continue
            if item not in WRITTEN or item not in wrong:
                raise RefusedError("comparison.not_to_fill", item=item[:40])
            if len(text) > MAX_VALUE_CHARACTERS:
                raise RefusedError("record.value_too_long", field=item, limit=MAX_VALUE_CHARACTERS)
            spec = profile.fields.get(item, SPECS[item])
            clean[item] = normalised(spec, text, {**record.values, **clean}, code_lists=profile.code_lists)
        if not clean:
            raise RefusedError("comparison.nothing_written")
        for item in clean:
            if item in profile.fields and blocking(check_field(profile, item, {**record.values, **clean}, context)):
                raise InvalidInputError("comparison.bad_value", item=item)
        return clean


def touch(session: Session, record_id: RecordId) -> None:
    """Note that something of a record is new, so that it goes along when what is new is handed over."""
    record = session.store.record(record_id)
    session.store.save_record(replace(record, updated_at=session.clock.now()))
