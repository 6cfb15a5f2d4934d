# SPDX-License-Identifier: Apache-2.0
"""Merging other stations' packages: a dry run first, then all in one transaction or nothing; and taken back whole.

A package is used only if its signature holds and its station is trusted. The dry run (:mod:`mergeplan`) says what each
record is here; people decide where two versions or two people collide, and what nobody decides stays as it is here.
The merge itself reads the packages again and refuses them if they aren't the very bytes that were looked at, or if
anything was done at this station since. Killed at any moment, it leaves the station before or after, never between:
one transaction, which other connections don't see until it is whole. For the time it takes, nobody else can store.

Rosters come along with records: who won't be collected, who got which number in the queue, whom nobody here listed.
Taking a merge back leaves them; how far somebody is goes back with their record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.domain.filenames import told_of
from sscard_desktop.domain.merging import Change, Decision, Merge, MergeChange, MergedPackage, Standing
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.recordcopy import RecordCopy, arrived, content_digest, fingerprint, travelling
from sscard_desktop.services.access import allowed
from sscard_desktop.services.mergekeeping import KEPT_FOR
from sscard_desktop.services.mergeplan import Plan, Planner, facts_of, only_goes_on, require_choices, taken_from
from sscard_desktop.services.numbering import Series, leave_out_used, next_number
from sscard_desktop.services.ports import (
    Arrival,
    PackageSealer,
    Progress,
    SignedPackage,
    StationPackages,
    Store,
)
from sscard_desktop.services.rosterlinks import link_records
from sscard_desktop.services.rostertaking import RosterTaking
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
_PROGRESS_EVERY = 20


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did.

    Attributes:
        seq: the merge's number, 0 where there was nothing to do.
        left: records that a person might have taken and that were left out.
        listed: people of rosters who weren't on them here.
        told: people of rosters of whom something was learnt.
    """

    seq: int
    changes: Mapping[Change, int]
    left: int
    listed: int = 0
    told: int = 0


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
            run = _Run(self._session.beside(store), self._packages, plan, decided)
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
                touched = sum(_is_touched(store, seq, each, session.identity.number) for each in changes)
                if touched:
                    raise RefusedError("merge.touched", count=touched)
                for done, change in enumerate(changes, start=1):
                    _take_back(session, seq, change)
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


class _Run:
    """One merge inside its transaction."""

    def __init__(
        self, session: Session, packages: StationPackages, plan: Plan, decided: Mapping[RecordId, Decision]
    ) -> None:
        self.session = session
        self._store = session.store
        self._packages = packages
        self._plan = plan
        self._decided = decided
        self._seq = 0
        self._changes: Counter[Change] = Counter()
        self._taken: list[RecordId] = []

    def __call__(self, progress: Progress) -> Merged:
        """Do it; return what was done."""
        plan = self._plan
        for each in plan.undecided:
            wanted = self._decided.get(each.id, each.usual)
            likenesses = sorted({alike.likeness.value for alike in each.resemblances})
            told = {"standing": each.standing.value, "alike": likenesses, "asked": each.id in self._decided}
            self.session.audit("merge.decide", each.id, decision=wanted.value, **told)
        taken = [taken_from(plan, self._decided, index) for index in range(len(plan.packages))]
        total, done = sum(map(len, taken)), 0
        rosters = RosterTaking(self._store, self.session.profile)
        for index, package in enumerate(plan.packages):
            position = -1
            for arrival in self._packages.read(package, plan.unlock):
                if arrival.roster is not None:
                    rosters.take(arrival.roster)
                    continue
                if arrival.copy is None:
                    continue
                position += 1
                wanted = taken[index].get(position, Decision.LEAVE)
                if wanted is not Decision.LEAVE:
                    self._take(arrival, package, wanted)
                    done += 1
                if position % _PROGRESS_EVERY == 0 or done == total:
                    progress.report(done, total)
        for record_id, station in plan.removed.items():
            self._remove(record_id, station)
        lists = rosters.finish()
        link_records(self.session, self._taken)
        left = sum(self._decided.get(each.id, each.usual) is Decision.LEAVE for each in plan.undecided)
        changes = {each: self._changes[each] for each in Change}
        self.session.audit(
            "package.merge",
            str(self._seq),
            files=[told_of(each.path.name) for each in plan.packages],
            sha256=[each.sha256 for each in plan.packages],
            left=left,
            rosters=lists,
            listed=rosters.added,
            **{change.value: count for change, count in changes.items()},
        )
        return Merged(self._seq, changes, left, rosters.added, rosters.changed)

    def _take(self, arrival: Arrival, package: SignedPackage, wanted: Decision) -> None:
        copy = arrival.copy
        assert copy is not None
        planned = self._plan.winners[copy.record.id]
        came = fingerprint(replace(copy, card=None))
        own = self.session.identity.number
        ours = self._store.copy_of(copy.record.id)
        copy = replace(copy, card=planned.card)
        if ours is not None:
            copy = arrived(copy, own)
            if planned.card_only:
                self._complete(ours, copy, package)
                return
        if wanted is Decision.RENUMBER:
            copy = self._renumbered(copy, ours)
        leave_out_used(self._store, copy.record.receipt_number, own)
        if ours is None:
            self._store.add_copy(copy, arrival.pictures)
            self._note(copy, Change.ADDED, package, came)
            return
        if ours.record.batch and not planned.in_batch:
            raise RefusedError("record.in_batch", batch=ours.record.batch)
        digests = {each.role: each.sha256 for each in ours.pictures}
        changed = {
            role: content
            for role, content in arrival.pictures.items()
            if (facts := copy.picture(role)) is not None and digests.get(role) != facts.sha256
        }
        going = [role for role in digests if role in changed or copy.picture(role) is None]
        before = {role: content for role in going if (content := self._store.picture(copy.record.id, role)) is not None}
        self._store.keep_before(self._number(), ours, before)
        self._store.replace_copy(copy, changed)
        told = _difference(ours, copy)
        self._note(copy, Change.REPLACED, package, came, new=told)

    def _complete(self, ours: RecordCopy, theirs: RecordCopy, package: SignedPackage) -> None:
        """Take over what is known of a card, and nothing else."""
        copy = replace(ours, card=theirs.card)
        self._store.keep_before(self._number(), ours, {})
        self._store.replace_copy(copy, {})
        self._note(copy, Change.REPLACED, package, "")

    def _renumbered(self, copy: RecordCopy, ours: RecordCopy | None) -> RecordCopy:
        if ours is not None and ours.record.receipt_number:
            return replace(copy, record=replace(copy.record, receipt_number=ours.record.receipt_number))
        session = self.session
        day = session.clock.today()
        number = receipt_number(session.identity.number, day, next_number(self._store, Series.RECEIPT, day))
        return replace(copy, record=replace(copy.record, receipt_number=number))

    def _remove(self, record_id: RecordId, station: str) -> None:
        ours = self._store.copy_of(record_id)
        assert ours is not None
        pictures = {each.role: self._store.picture(record_id, each.role) or b"" for each in ours.pictures}
        self._store.keep_before(self._number(), ours, pictures)
        self._store.delete_record(record_id)
        self._store.add_merge_change(self._number(), MergeChange(record_id, station, Change.REMOVED, "", ""))
        self.session.audit("record.merge", record_id, merge=self._seq, change=Change.REMOVED.value)
        self._changes[Change.REMOVED] += 1

    def _note(
        self, copy: RecordCopy, change: Change, package: SignedPackage, came: str, **told: Mapping[str, str]
    ) -> None:
        left = fingerprint(travelling(copy, self.session.identity.number))
        station = package.key.fingerprint
        self._store.add_merge_change(self._number(), MergeChange(copy.record.id, station, change, came, left))
        self.session.audit(
            "record.merge",
            copy.record.id,
            merge=self._seq,
            change=change.value,
            station=package.origin.number,
            sha256=left,
            **told,
        )
        self._changes[change] += 1
        self._taken.append(copy.record.id)

    def _number(self) -> int:
        """Return the merge's number; a merge that changes nothing gets none."""
        if not self._seq:
            packages = [
                MergedPackage(
                    each.path.name,
                    each.sha256,
                    each.origin.number,
                    each.key.fingerprint,
                    each.origin.made_at,
                    each.origin.records,
                )
                for each in self._plan.packages
            ]
            now = self.session.clock.now()
            self._seq = self._store.add_merge(packages, at=now, operator=self.session.operator.name)
        return self._seq


def _require_room(store: Store, taken_bytes: int) -> None:
    needed = int(taken_bytes * _ROOM) + _SPARE_BYTES
    free = store.free_bytes()
    if free < needed:
        raise EnvironmentFailedError("merge.no_room", needed_mb=needed >> 20, free_mb=free >> 20)


def _difference(before: RecordCopy, after: RecordCopy) -> dict[str, str]:
    """Return field → new value where two versions differ, as the trail tells of edits."""
    ours, theirs = before.record.values, after.record.values
    return {key: theirs.get(key, "") for key in sorted({*ours, *theirs}) if ours.get(key, "") != theirs.get(key, "")}


def _is_touched(store: Store, seq: int, change: MergeChange, station: int) -> bool:
    """Return whether somebody worked on a record since a merge left it."""
    copy = store.copy_of(change.record)
    if change.change is Change.REMOVED:
        return copy is not None
    if copy is None:
        return True
    if store.is_worked_on_apart(change.record):
        # What this station did before the merge stays as it is when the record is only led back behind the merge.
        kept = store.before(seq, change.record)
        if kept is None or not only_goes_on(content_digest(kept[0]), kept[0].record.status, copy):
            return True
    return fingerprint(travelling(copy, station)) != change.left


def _take_back(session: Session, seq: int, change: MergeChange) -> None:
    store = session.store
    if change.change is Change.ADDED:
        store.delete_record(change.record)
        session.audit("record.unmerge", change.record, merge=seq, change=change.change.value)
        return
    kept = store.before(seq, change.record)
    if kept is None:
        raise RefusedError("merge.too_late")
    copy, pictures = kept
    new: dict[str, str] = {}
    if change.change is Change.REMOVED:
        store.add_copy(copy, pictures)
    else:
        here = store.copy_of(change.record)
        assert here is not None
        new = _difference(here, copy)
        store.replace_copy(copy, pictures)
    session.audit("record.unmerge", change.record, merge=seq, change=change.change.value, new=new)
