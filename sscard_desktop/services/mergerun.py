# SPDX-License-Identifier: Apache-2.0
"""One merge at work: each package is read again, and of each record is taken what the plan and people decided.

What is replaced or removed is kept, so that the merge can be taken back; each change is noted with its station, and in
the trail. Whether the merge may begin, and that it is all or nothing, is :mod:`merging`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.filenames import told_of
from sscard_desktop.domain.merging import Change, Decision, MergeChange, MergedPackage
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.recordcopy import RecordCopy, arrived, fingerprint, travelling
from sscard_desktop.services.mergeplan import Plan, taken_from
from sscard_desktop.services.numbering import Series, leave_out_used, next_number
from sscard_desktop.services.ports import Arrival, Progress, SignedPackage, StationPackages
from sscard_desktop.services.rosterlinks import link_records
from sscard_desktop.services.rostertaking import RosterTaking
from sscard_desktop.services.session import Session

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


class MergeRun:
    """One merge inside its transaction, which is its caller's.

    Args:
        session: at the connection that the transaction is on.
        decided: what people said of the plan's records.
    """

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
        told = difference(ours, copy)
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


def difference(before: RecordCopy, after: RecordCopy) -> dict[str, str]:
    """Return field → new value where two versions differ, as the trail tells of edits."""
    ours, theirs = before.record.values, after.record.values
    return {key: theirs.get(key, "") for key in sorted({*ours, *theirs}) if ours.get(key, "") != theirs.get(key, "")}
