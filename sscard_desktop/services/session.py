# SPDX-License-Identifier: Apache-2.0
"""Who works at which open station by which profile: what every service of a logged-in person shares."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.fields import YES
from sscard_desktop.domain.operators import Operator, Permission
from sscard_desktop.domain.placesearch import Gazetteer, no_places
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import NEEDS_REASON, Move, Record, RecordId, Status, Step, retracted, target_of
from sscard_desktop.services.ports import Clock, Divisions, Pinyin, StationIdentity, Store

SHARED_RECORDS_SETTING = "records.shared"
TRAINING_SETTING = "training.station"
"""Set, at a station's making, to say that it is for training."""
_NOT_FROM_A_BATCH = frozenset({Move.RETURN, Move.WITHDRAW, Move.VOID, Move.RECONSIDER})
"""A sealed batch keeps its members: it is cancelled first."""


@dataclass(frozen=True, slots=True)
class Session:
    """One person logged in at one station. Lives on the store's thread, like the store.

    Attributes:
        unprintable: characters of a text that no bundled font can print.
        gazetteer: everything about places; loads it once, and may be called by any thread.
    """

    store: Store
    operator: Operator
    identity: StationIdentity
    profile: Profile
    clock: Clock
    divisions: Divisions
    pinyin: Pinyin
    unprintable: Callable[[str], list[str]] = lambda text: []
    gazetteer: Callable[[], Gazetteer] = no_places
    _moves: list[tuple[RecordId, dict[str, str]]] = field(default_factory=list, repr=False, compare=False)
    """Moves of the running transaction that no audit line tells of yet."""
    _opened: set[RecordId] = field(default_factory=set, repr=False, compare=False)

    def beside(self, store: Store) -> Session:
        """Return the same person's session on a second connection, for another thread."""
        return replace(self, store=store, _moves=[], _opened=set())

    def audit(self, action: str, subject: str, **detail: object) -> None:
        """Append to the audit trail, inside the caller's transaction: the action, with the moves that it made.

        Moves of the subject itself stand in its line (``moves``), those of other records in a line of their own.
        """
        moves, own = list(self._moves), []
        self._moves.clear()
        for record_id, move in moves:
            if record_id == subject:
                own.append(move)
            else:
                self._append("record.move", record_id, {**move, "by": subject})
        self._append(action, subject, {**detail, "moves": own} if own else detail)

    def _append(self, action: str, subject: str, detail: Mapping[str, object]) -> None:
        self.store.audit(
            at=self.clock.now(),
            monotonic_s=self.clock.monotonic_s(),
            operator=self.operator.name,
            action=action,
            subject=subject,
            detail=json.dumps(detail, sort_keys=True),
        )

    @contextmanager
    def transaction(self) -> Iterator[datetime]:
        """Open one user action's transaction, for actions that write their audit line themselves."""
        self._moves.clear()
        with self.store.transaction():
            yield self.clock.now()
            if self._moves:
                raise RuntimeError("a move without its audit line")

    @contextmanager
    def action(self, name: str, subject: str, **detail: object) -> Iterator[datetime]:
        """Run one user action: one transaction with its audit line inside it; yields the time it counts as."""
        with self.transaction() as now:
            yield now
            self.audit(name, subject, **detail)

    def moved(self, record: Record, move: Move, *, at: datetime, reason: str = "", **changes: object) -> Record:
        """Make a move of the life cycle inside the caller's transaction: new state, history and stored record.

        Args:
            record: the record as it stands.
            move: what is done to it.
            at: the time it counts as.
            reason: why; required for the moves of :data:`NEEDS_REASON`.
            changes: further attributes of the record that change with it.

        Raises:
            RefusedError: the move leads nowhere from the record's state, its reason is missing, or it would change
                what a batch has sealed.
        """
        target = target_of(record.status, move)
        if record.batch and move in _NOT_FROM_A_BATCH:
            raise RefusedError("record.in_batch", batch=record.batch)
        if move in NEEDS_REASON and not reason.strip():
            raise RefusedError("record.reason_missing", move=move.value)
        return self._stepped(record, move, target, at, reason, changes)

    def retracted(self, record: Record, *, at: datetime, **changes: object) -> Record:
        """Take the bureau's last step back, inside the caller's transaction; see :meth:`moved`.

        Raises:
            RefusedError: the last step wasn't the bureau's.
        """
        target = retracted(record.status, self.store.steps(record.id))
        return self._stepped(record, Move.RETRACT, target, at, "", changes)

    def _stepped(
        self, record: Record, move: Move, target: Status, at: datetime, reason: str, changes: Mapping[str, object]
    ) -> Record:
        moved = replace(record, status=target, updated_at=at, **changes)  # type: ignore[arg-type]
        self.store.save_record(moved)
        if move is not Move.EDIT or target is not record.status:
            self.store.add_step(record.id, Step(at, self.operator.name, move, record.status, target, reason.strip()))
            told = {"move": move.value, "from": record.status.value, "to": target.value}
            self._moves.append((record.id, {**told, "reason": reason.strip()} if reason.strip() else told))
        return moved

    def record(self, record_id: str) -> Record:
        """Return a record of this station.

        Raises:
            NotAllowedError: ``record.not_yours``, another clerk took it and the station doesn't share its records.
        """
        record = self.store.record(RecordId(record_id))
        if not self.sees(record.created_by, record.submitted_by):
            raise NotAllowedError("record.not_yours", record=record.id)
        return record

    def opened(self, record_id: str, *, always: bool = False) -> Record:
        """Return a record that is about to be shown; that somebody else's was looked at goes into the audit trail.

        Args:
            always: one's own too, and again. Otherwise it is told once in a session: what follows is work on the same
                record, and has lines of its own.
        """
        record = self.record(record_id)
        if always or (self.operator.name != record.created_by and record.id not in self._opened):
            with self.action("record.show", record.id):
                pass
            self._opened.add(record.id)
        return record

    def opened_together(self, record_ids: Sequence[str]) -> None:
        """Note that several records were looked at, in one transaction, as :meth:`opened` does for each."""
        records = [self.record(record_id) for record_id in record_ids]
        untold = [each for each in records if each.id not in self._opened and self.operator.name != each.created_by]
        if not untold:
            return
        with self.transaction():
            for each in untold:
                self.audit("record.show", each.id, together=len(untold))
        self._opened.update(each.id for each in untold)

    def profile_of(self, record: Record) -> Profile:
        """Return the city's profile as the record's kind of business sees it."""
        return self.profile.of(record.business)

    def require_business(self, business: str) -> None:
        """Raise ``record.no_such_business`` unless the city takes this kind of business."""
        kinds = self.profile.businesses
        if business not in kinds:
            known = ", ".join(entry.code for entry in kinds.entries)
            raise RefusedError("record.no_such_business", business=business[:40], known=known)

    def sees(self, *operators: str) -> bool:
        """Return whether records taken by one of these people are shown to this one."""
        return self.operator.name in operators or not self.only_own

    @property
    def only_own(self) -> bool:
        """Whether this person sees nobody else's records."""
        return not self.operator.may(Permission.SEE_ALL_RECORDS) and not self.shares_records

    @property
    def shares_records(self) -> bool:
        """Whether every clerk sees every clerk's records: as the station says, or else its city's profile."""
        said = self.store.setting(SHARED_RECORDS_SETTING)
        return said == YES if said else self.profile.shared_records
