# SPDX-License-Identifier: Apache-2.0
"""Jobs that a spooler accepted and whose end isn't known yet: whose forms are in them, and what their end means.

A form counts as printed once the spooler accepted its job. Whether paper comes out is known later, perhaps after the
window was locked and somebody else came; so open jobs are kept in the station, in the transaction that counts. A job
that ended in vain takes its count back, and the trail says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.printing import Fate, PrintJob
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

OPEN_JOBS_SETTING = "print.open_jobs"
MOST_OPEN = 200
"""Older ones are forgotten, and stay counted: a spooler that is silent for so long tells nothing any more."""


@dataclass(frozen=True, slots=True)
class OpenJob:
    """A job, and what is in it.

    Attributes:
        form: the form's key.
        records: whose forms are in it, in order on paper.
        counted: its prints were counted.
        since: when it was accepted.
    """

    job: PrintJob
    form: str
    records: tuple[RecordId, ...]
    counted: bool
    since: datetime


def note_job(session: Session, job: PrintJob, form: str, records: Sequence[RecordId], *, counted: bool) -> None:
    """Keep a job's number until its end is known; inside the transaction that counts it as printed."""
    kept = [*_read(session), OpenJob(job, form, tuple(records), counted, session.clock.now())]
    _write(session, kept[-MOST_OPEN:])


class PrintJobs:
    """What became of the jobs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def open(self) -> tuple[OpenJob, ...]:
        """Return the jobs whose end isn't known, the oldest first; what is damaged is left out."""
        return tuple(_read(self._session))

    @allowed(Permission.WORK)
    def settle(self, fates: Mapping[PrintJob, Fate]) -> tuple[OpenJob, ...]:
        """Take the ends of jobs into account, and return those that ended in vain: their prints don't count any more.

        A job that isn't over, or isn't known here, is left as it is.
        """
        session = self._session
        ends = {job: fate for job, fate in fates.items() if fate.over}
        kept = _read(session)
        if not any(each.job in ends for each in kept):
            return ()
        in_vain = [each for each in kept if each.job in ends and ends[each.job].in_vain]
        with session.transaction() as now:
            for each in in_vain:
                self._take_back(each, now)
            _write(session, [each for each in kept if each.job not in ends])
        return tuple(in_vain)

    @allowed(Permission.WORK)
    def receipts(self, job: OpenJob, most: int) -> tuple[str, ...]:
        """Return the receipt numbers of the first ``most`` records in a job, as people read them."""
        store = self._session.store
        found = []
        for record_id in job.records[:most]:
            try:
                found.append(grouped(store.record(record_id).receipt_number) or str(record_id))
            except RefusedError:
                # Erased since: its time was over.
                continue
        return tuple(found)

    def _take_back(self, job: OpenJob, now: datetime) -> None:
        session = self._session
        for record_id in job.records if job.counted else ():
            try:
                record = session.store.record(record_id)
            except RefusedError:
                continue
            if record.prints:
                session.store.save_record(replace(record, prints=record.prints - 1, updated_at=now))
        one = job.records[0] if len(job.records) == 1 else ""
        session.audit("form.print_failed", one, form=job.form, job=job.job.number, people=len(job.records))


def _write(session: Session, jobs: Sequence[OpenJob]) -> None:
    rows = [
        [each.job.printer, each.job.number, each.form, list(each.records), each.counted, each.since.isoformat()]
        for each in jobs
    ]
    session.store.save_setting(OPEN_JOBS_SETTING, json.dumps(rows, ensure_ascii=False))


def _read(session: Session) -> list[OpenJob]:
    try:
        rows = json.loads(session.store.setting(OPEN_JOBS_SETTING) or "[]")
    except ValueError:
        return []
    jobs = []
    for row in rows if isinstance(rows, list) else ():
        match row:
            case [str(printer), int(number), str(form), [*records], bool(counted), str(since)]:
                try:
                    at = datetime.fromisoformat(since)
                except ValueError:
                    continue
                ids = tuple(RecordId(each) for each in records if isinstance(each, str))
                jobs.append(OpenJob(PrintJob(printer, number), form, ids, counted, at))
    return jobs
