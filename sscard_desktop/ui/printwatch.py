# SPDX-License-Identifier: Apache-2.0
"""Follows the jobs that a spooler accepted: what stays in the queue or comes to nothing is told, whoever sits there.

Asking runs on the print lane, so a spooler that is slow holds up nothing. A job is told of by form and receipt number,
never by name: when it is told, somebody else stands at the counter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.domain.printing import Fate, JobReport, PrintJob, Trouble
from sscard_desktop.services.printjobs import OpenJob, PrintJobs
from sscard_desktop.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from sscard_desktop.services.ports import Spooler
    from sscard_desktop.ui.desk import Desk

EVERY_MS = 3000
PATIENT_LOOKS = 5
"""A job without a known trouble is told of after so many looks: a printer that warms up is no news."""
_RECEIPTS_TOLD = 3


class PrintWatch(QObject):
    """Looks after the jobs while somebody is logged in.

    Args:
        tasks: the lanes.
        spooler: gives what is asked; loads it once.

    Signals:
        told(error, record): what became of a job, and the record to show, ``""`` for several.
        mended(error): what was told of jobs that were stuck isn't true any more.
        eased(): nothing is stuck any more.
    """

    told = Signal(object, str)
    mended = Signal(object)
    eased = Signal()

    def __init__(self, tasks: Tasks, spooler: Callable[[], Spooler], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._spooler = spooler
        self._desk: Desk | None = None
        self._asking = False
        self._looks: dict[PrintJob, int] = {}
        self._stuck: dict[PrintJob, Trouble] = {}
        self._told: dict[PrintJob, SscardError] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def sit_down(self, desk: Desk) -> None:
        """Follow the jobs of this station from now on, those of whoever sat here before too."""
        self._desk = desk
        self._asking = False
        self._timer.start()

    def leave(self) -> None:
        """Stop; the jobs stay in the station."""
        self._timer.stop()
        self._desk = None
        self._looks.clear()
        self._stuck.clear()
        self._told.clear()

    def look(self) -> None:
        """Ask how the open jobs fare; does nothing while an answer is waited for."""
        desk = self._desk
        if desk is None or self._asking or self._tasks.closed:
            return
        self._asking = True

        def ask(jobs: tuple[OpenJob, ...]) -> None:
            if desk is not self._desk:
                return
            if not jobs:
                self._asking = False
                self._ease({})
                return
            spooler = self._spooler()
            self._tasks.run(
                lambda: _reports(spooler, jobs),
                owner=self,
                lane=Lane.PRINT,
                on_done=lambda reports: self._take(desk, jobs, reports),
                on_error=self._wait,
            )

        self._tasks.run(lambda: PrintJobs(desk.session).open(), owner=self, on_done=ask, on_error=self._wait)

    def _wait(self, _: SscardError) -> None:
        # A spooler that is silent says nothing about a job; the next print tells of it.
        self._asking = False

    def _take(self, desk: Desk, jobs: tuple[OpenJob, ...], reports: Mapping[PrintJob, JobReport]) -> None:
        if desk is not self._desk:
            return
        stuck: dict[PrintJob, Trouble] = {}
        for each in jobs:
            report = reports.get(each.job)
            if report is None or report.fate.over:
                continue
            looks = self._looks[each.job] = self._looks.get(each.job, 0) + 1
            if report.trouble is not None:
                stuck[each.job] = report.trouble
            elif looks >= PATIENT_LOOKS and report.fate is not Fate.PRINTING:
                stuck[each.job] = Trouble.OTHER
        news = [each for each in jobs if stuck.get(each.job) not in (None, self._stuck.get(each.job))]
        self._ease(stuck)
        fates = {job: report.fate for job, report in reports.items()}

        def settle() -> list[tuple[OpenJob, str, tuple[str, ...]]]:
            service = PrintJobs(desk.session)
            failed = service.settle(fates)
            known = [(each, f"printjob.{fates[each.job].value}") for each in failed]
            known += [(each, f"printjob.stuck.{stuck[each.job].value}") for each in news]
            return [(each, code, service.receipts(each, _RECEIPTS_TOLD)) for each, code in known]

        def tell(found: list[tuple[OpenJob, str, tuple[str, ...]]]) -> None:
            self._asking = False
            # A printer that stands still mostly keeps several jobs: one message, or only the last would be seen.
            alike: dict[tuple[str, str], list[tuple[OpenJob, tuple[str, ...]]]] = {}
            for each, code, receipts in found:
                if each.job not in stuck:
                    self._looks.pop(each.job, None)
                alike.setdefault((code, each.job.printer), []).append((each, receipts))
            for (code, _), jobs_told in alike.items():
                self._tell(desk, code, jobs_told)

        self._tasks.run(settle, owner=self, on_done=tell, on_error=self._wait)

    def _ease(self, stuck: dict[PrintJob, Trouble]) -> None:
        eased = bool(self._stuck) and not stuck
        before, self._told = self._told, {job: error for job, error in self._told.items() if job in stuck}
        self._stuck = stuck
        for error in {id(error): error for error in before.values()}.values():
            if not any(error is kept for kept in self._told.values()):
                self.mended.emit(error)
        if eased:
            self.eased.emit()

    def _tell(self, desk: Desk, code: str, jobs: list[tuple[OpenJob, tuple[str, ...]]]) -> None:
        known = {form.key: form.label(desk.language.code) for form in desk.profile.forms}
        forms = dict.fromkeys(known.get(job.form, job.form) for job, _ in jobs)
        records = tuple(dict.fromkeys(record for job, _ in jobs for record in job.records))
        receipts = tuple(dict.fromkeys(each for _, found in jobs for each in found))[:_RECEIPTS_TOLD]
        more = " …" if len(records) > len(receipts) else ""
        error = EnvironmentFailedError(
            code,
            form=" / ".join(forms),
            printer=jobs[0][0].job.printer,
            receipts=", ".join(receipts) + more,
        )
        self._told |= {job.job: error for job, _ in jobs if job.job in self._stuck}
        self.told.emit(error, records[0] if len(records) == 1 else "")


def _reports(spooler: Spooler, jobs: tuple[OpenJob, ...]) -> dict[PrintJob, JobReport]:
    reports = {}
    for each in jobs:
        report = reports[each.job] = _report(spooler, each.job)
        if report.fate is Fate.FAILED:
            # Given up, but some spoolers keep the document: nobody's data waits there for a printer that never will.
            with suppress(SscardError):
                spooler.cancel(each.job)
    return reports


def _report(spooler: Spooler, job: PrintJob) -> JobReport:
    try:
        return spooler.report(job)
    except EnvironmentFailedError as error:
        # One printer that was removed holds up the news of no other's jobs.
        if error.code != "printer.gone":
            raise
        return JobReport(Fate.LOST)
