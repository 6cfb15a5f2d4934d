# SPDX-License-Identifier: Apache-2.0
"""The demo station's spooler: its paper are PDF files in a folder, and it fails when it is told to.

It is what training and tests print on: out of paper, jammed, stopped, given up, as a real queue would tell.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.printing import Fate, JobReport, Printer, PrintJob, Ticket, Trouble

NAME = "示范打印机"


class DemoSpooler:
    """Implements ``services.ports.Spooler``.

    Args:
        folder: where the sheets fall; made when the first one does.
        names: its printers.
    """

    takes_pdf = True

    def __init__(self, folder: Path, names: Sequence[str] = (NAME,)) -> None:
        self.folder = folder
        self.tickets: list[Ticket] = []
        self._names = tuple(names)
        self._jobs: dict[int, tuple[Fate, bytes]] = {}
        self._trouble: Trouble | None = None
        self._removed = False
        self._lock = threading.Lock()

    def there(self) -> bool:
        """Return that it is there, always."""
        return True

    def printers(self) -> Sequence[Printer]:
        """Return its printers, none while they are removed; all have the same trouble."""
        if self._removed:
            return []
        trouble = self._trouble
        return [
            Printer(name, name == self._names[0], trouble, trouble is Trouble.REFUSES, ("tray-1", "tray-2"), True)
            for name in self._names
        ]

    def hand_over(self, pdf: bytes, ticket: Ticket) -> PrintJob:
        """Put the document out, or keep it while something is wrong; raises as ``services.ports.Spooler`` says."""
        if self._removed or ticket.printer not in self._names:
            raise EnvironmentFailedError("printer.gone", printer=ticket.printer)
        if self._trouble is Trouble.REFUSES:
            raise EnvironmentFailedError("printer.not_accepting", printer=ticket.printer)
        with self._lock:
            number = len(self._jobs) + 1
            self._jobs[number] = (Fate.WAITING, pdf)
            self.tickets.append(ticket)
        self._go_on()
        return PrintJob(ticket.printer, number)

    def find(self, printer: str, title: str) -> PrintJob | None:
        """Return ``None``: nothing goes past :meth:`hand_over`."""
        return None

    def report(self, job: PrintJob) -> JobReport:
        """Return how a job fares."""
        fate, _ = self._jobs.get(job.number, (Fate.GONE, b""))
        return JobReport(fate, None if fate.over else self._trouble)

    def cancel(self, job: PrintJob) -> None:
        """Take a job back."""
        self._end(job.number, Fate.CANCELLED)

    # what can be done to it (``services.ports.DemoPrinter``)

    @property
    def trouble(self) -> Trouble | None:
        """What keeps its jobs."""
        return self._trouble

    @property
    def removed(self) -> bool:
        """Whether its printers are gone from the system."""
        return self._removed

    def waiting(self) -> int:
        """Return how many jobs wait."""
        with self._lock:
            return sum(not fate.over for fate, _ in self._jobs.values())

    def fall_ill(self, trouble: Trouble) -> None:
        """Keep all jobs from now on: no paper, a jam, switched off."""
        self._trouble = trouble

    def mend(self) -> None:
        """Print what waits."""
        self._trouble = None
        self._go_on()

    def give_up(self) -> None:
        """Let all jobs that wait fail, as a driver that crashes does."""
        for number in list(self._jobs):
            self._end(number, Fate.FAILED)

    def remove(self) -> None:
        """Take the printers out of the system; like real queues they take their jobs with them."""
        self._removed = True
        for number in list(self._jobs):
            self._end(number, Fate.LOST)
        self._trouble = None

    def put_back(self) -> None:
        """Put them back."""
        self._removed = False

    def _end(self, number: int, fate: Fate) -> None:
        with self._lock:
            if number in self._jobs and not self._jobs[number][0].over:
                self._jobs[number] = (fate, b"")

    def _go_on(self) -> None:
        with self._lock:
            for number, (fate, pdf) in self._jobs.items():
                if self._trouble is None and not fate.over:
                    self._put_out(number, pdf)
                    self._jobs[number] = (Fate.DONE, b"")

    def _put_out(self, number: int, pdf: bytes) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            taken = len(list(self.folder.glob("*.pdf")))
            place = self.folder / f"{taken + 1:05}-{number}.pdf"
            with os.fdopen(os.open(place, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
                file.write(pdf)
        except OSError as error:
            raise EnvironmentFailedError("printer.refused") from error
