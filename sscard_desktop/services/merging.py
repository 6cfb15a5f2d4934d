# SPDX-License-Identifier: Apache-2.0
"""Merging other stations' packages: a dry run first, then all in one transaction or nothing; and taken back whole.

A package is used only if its signature holds and its station is trusted. The dry run (:mod:`mergeplanner`) says what
each record is here; people decide where two versions or two people collide, and what nobody decides stays as it is.
The merge itself (:mod:`mergerun`) reads the packages again and refuses them if they aren't the very bytes that were
looked at, or if anything was done at this station since. Killed at any moment, it leaves the station before or after,
never between: one transaction, which other connections don't see until it is whole. For the time it takes, nobody else
can store.

Rosters come along with records: who won't be collected, who got which number in the queue, whom nobody here listed.
Taking a merge back leaves them; how far somebody is goes back with their record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.domain.merging import Decision, Merge, Standing
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.recordcopy import RecordCopy, arrived
from sscard_desktop.services.access import allowed
from sscard_desktop.services.mergefacts import facts_of
from sscard_desktop.services.mergekeeping import KEPT_FOR
from sscard_desktop.services.mergeplan import Plan, require_choices
from sscard_desktop.services.mergeplanner import Planner
from sscard_desktop.services.mergerun import Merged, MergeRun
from sscard_desktop.services.mergeundo import is_touched, take_back
from sscard_desktop.services.ports import (
    PackageSealer,
    Progress,
    SignedPackage,
    StationPackages,
    Store,
)
from sscard_desktop.services.session import Session
from sscard_desktop.services.stationkey import KEY_SETTING
from sscard_desktop.services.trust import require_trusted, unlock_of

_LOOKED = ("session.", "backup.", "record.show", "package.make", "audit.export")
"""Lines of the trail that change no record."""
_ROOM = 2.2
"""Bytes on the disk for each byte that is taken: once in the log, once in the station, and what lies around it."""
_SPARE_BYTES = 64 << 20
_TEXT_BYTES = 8192
_ROW_BYTES = 2048
"""Of a person of a roster, with what is searched by."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Two records side by side, with their card photos (``b""``: none); ``None`` where there is nothing on a side."""

    ours: RecordCopy | None
    our_photo: bytes = field(repr=False)
    theirs: RecordCopy | None
    their_photo: bytes = field(repr=False)


class Merging:
    """A supervisor's work on packages. All but :meth:`all` and :meth:`sides` are for the work lane."""

    def __init__(self, session: Session, packages: StationPackages, sealer: PackageSealer) -> None:
        self._session = session
        self._packages = packages
        self._sealer = sealer

    @allowed(Permission.MERGE)
    def verify(self, path: Path, progress: Progress) -> SignedPackage:
        """Return what a package says of itself once its signature holds, whoever made it; reads all of it."""
        return self._packages.verify(path, progress)

    @allowed(Permission.MERGE)
    def accept(self, package: SignedPackage) -> None:
        """Refuse a package that isn't of a trusted station; see :func:`trust.require_trusted`."""
        with closing(self._session.store.another()) as store:
            self._require_trusted(store, package)

    @allowed(Permission.MERGE)
    def opens(self, package: SignedPackage, password: str) -> None:
        """Raise ``InvalidInputError`` unless this machine's key or the password opens the package."""
        with closing(self._session.store.another()) as store:
            self._packages.opens(package, unlock_of(store, password))

    @allowed(Permission.MERGE)
    def look(self, paths: Sequence[Path], progress: Progress, *, password: str = "") -> Plan:
        """Return what merging these packages would do; nothing changes.

        Args:
            password: of those that are locked by one.

        Raises:
            RefusedError: ``merge.no_packages``; a package isn't of a trusted station (``transfer.…``).
            InvalidInputError: a package isn't sound, or can't be opened here (``transfer.…``).
            EnvironmentFailedError: a file can't be read.
            CancelledError: from ``progress``.
        """
        if not paths:
            raise RefusedError("merge.no_packages")
        with closing(self._session.store.another()) as store:
            found: list[SignedPackage] = []
            for path in paths:
                package = self._packages.verify(path, _Watched(progress))
                self._require_trusted(store, package)
                if all(package.sha256 != each.sha256 for each in found):
                    found.append(package)
            # The order in which they were made: of two first records of one person the earlier counts.
            found.sort(key=lambda each: (each.origin.made_at, each.origin.number, each.origin.part))
            unlock = unlock_of(store, password)
            total, done = sum(each.origin.records for each in found), 0
            with store.reading():
                head = store.last_audit_digest(besides=_LOOKED)
                planner = Planner(store, self._session.profile, self._session.identity.number)
                listed = 0
                for index, package in enumerate(found):
                    position = 0
                    for arrival in self._packages.read(package, unlock):
                        if arrival.roster is not None:
                            listed += len(arrival.roster.rows)
                            continue
                        if arrival.copy is None:
                            assert arrival.discarded is not None
                            planner.discard(arrival.discarded, package.key.fingerprint)
                            continue
                        size = _TEXT_BYTES + sum(map(len, arrival.pictures.values()))
                        planner.add(facts_of(arrival.copy, index, position, size))
                        position += 1
                        done += 1
                        progress.report(done, total)
                plan = planner.plan(found, unlock, head)
            return replace(plan, listed=listed, taken_bytes=plan.taken_bytes + listed * _ROW_BYTES)

    @allowed(Permission.MERGE)
    def sides(self, plan: Plan, record_id: RecordId) -> Sides:
        """Return an incoming record and what it collides with, to be laid side by side; reads its package up to it."""
        planned = next(each for each in plan.records if each.id == record_id)
        other = record_id
        if planned.standing is Standing.NEW and planned.resemblances:
            other = planned.resemblances[0].other
        coming = self._coming(plan, record_id)
        with closing(self._session.store.another()) as store:
            copy = store.copy_of(other)
            photo = store.picture(other, PictureRole.PHOTO) if copy is not None else None
        here = (copy, photo or b"") if copy is not None else self._coming(plan, other) if other != record_id else None
        return Sides(*(here or (None, b"")), *(coming or (None, b"")))

    def _coming(self, plan: Plan, record_id: RecordId) -> tuple[RecordCopy, bytes] | None:
        """Return a record as it comes, with its photo."""
        winner = plan.winners.get(record_id)
        if winner is None:
            return None
        position = -1
        for arrival in self._packages.read(plan.packages[winner.package], plan.unlock):
            position += arrival.copy is not None
            if arrival.copy is not None and position == winner.position:
                photo = arrival.pictures.get(PictureRole.PHOTO, b"")
                return arrived(arrival.copy, self._session.identity.number), photo
        return None

    @allowed(Permission.MERGE)
    def merge(self, plan: Plan, progress: Progress, decided: Mapping[RecordId, Decision] | None = None) -> Merged:
        """Do what the plan says, and for the records of ``decided`` what a person said; all of it, or nothing.

        Raises:
            RefusedError: ``merge.changed_meanwhile``; ``merge.not_a_choice``; a station is trusted no longer.
            InvalidInputError: a package isn't what it was when it was looked at.
            EnvironmentFailedError: ``merge.no_room`` (``needed_mb``, ``free_mb``); the disk's failures.
            CancelledError: from ``progress``.
        """
        decided = decided or {}
        require_choices(plan, decided)
        with closing(self._session.store.another()) as store:
            _require_room(store, plan.taken_bytes)
            run = MergeRun(self._session.beside(store), self._packages, plan, decided)
            with run.session.transaction() as now:
                if store.last_audit_digest(besides=_LOOKED) != plan.head:
                    raise RefusedError("merge.changed_meanwhile")
                for package in plan.packages:
                    self._require_trusted(store, package)
                store.forget_befores(older_than=now - KEPT_FOR)
                return run(progress)

    @allowed(Permission.MERGE)
    def all(self) -> Sequence[Merge]:
        """Return the merges of this station, the last first."""
        return self._session.store.merges()

    @allowed(Permission.MERGE)
    def undo(self, seq: int, progress: Progress) -> Merge:
        """Take a merge back, whole: what it added goes, what it replaced or removed is as it was.

        Raises:
            RefusedError: ``merge.unknown``, ``merge.undone_already``, ``merge.too_late``, ``merge.touched``
                (``count``: so many of its records were worked on since); nothing has changed then.
            EnvironmentFailedError: the disk's failures. CancelledError: from ``progress``.
        """
        with closing(self._session.store.another()) as store:
            session = self._session.beside(store)
            with session.transaction() as now:
                merge = next((each for each in store.merges() if each.seq == seq), None)
                if merge is None:
                    raise RefusedError("merge.unknown")
                if merge.undone_at is not None:
                    raise RefusedError("merge.undone_already")
                if now - merge.at > KEPT_FOR:
                    raise RefusedError("merge.too_late")
                changes = list(store.merge_changes(seq))
                touched = sum(is_touched(store, seq, each, session.identity.number) for each in changes)
                if touched:
                    raise RefusedError("merge.touched", count=touched)
                for done, change in enumerate(changes, start=1):
                    take_back(session, seq, change)
                    progress.report(done, len(changes))
                store.end_merge(seq, at=now, operator=session.operator.name)
                session.audit("package.unmerge", str(seq), records=len(changes))
            return replace(merge, undone_at=now, undone_by=session.operator.name)

    def _require_trusted(self, store: Store, package: SignedPackage) -> None:
        key = store.setting(KEY_SETTING)
        require_trusted(store, package, self._sealer.public_key(key) if key else None)


class _Watched:
    """Progress of reading a file: it can be cancelled, and isn't told."""

    def __init__(self, whole: Progress) -> None:
        self._whole = whole

    def report(self, done: int, total: int) -> None:
        self._whole.report(0, 1)


def _require_room(store: Store, taken_bytes: int) -> None:
    needed = int(taken_bytes * _ROOM) + _SPARE_BYTES
    free = store.free_bytes()
    if free < needed:
        raise EnvironmentFailedError("merge.no_room", needed_mb=needed >> 20, free_mb=free >> 20)
