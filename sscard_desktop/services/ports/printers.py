# SPDX-License-Identifier: Apache-2.0
"""What takes jobs for the printers of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sscard_desktop.domain.printing import JobReport, Printer, PrintJob, Ticket


class Spooler(Protocol):
    """What takes jobs for the printers of this machine, and knows how they fare. Any thread may call it; it may block.

    Where it can't be asked, all but ``there`` raise ``EnvironmentFailedError`` (``printer.no_spooler``,
    ``printer.spooler_silent``, ``printer.not_allowed``).

    Attributes:
        takes_pdf: it prints a PDF by itself; if not, pages are drawn for it, and the job is found by its title.
    """

    takes_pdf: bool

    def there(self) -> bool:
        """Return whether this machine has it; nobody is asked."""

    def printers(self) -> Sequence[Printer]:
        """Return the printers, the system's own choice first."""

    def hand_over(self, pdf: bytes, ticket: Ticket) -> PrintJob:
        """Give it a document; when this returns, the job is accepted.

        Raises ``EnvironmentFailedError``: ``printer.gone``, ``printer.not_accepting``, ``printer.refused``.
        """

    def find(self, printer: str, title: str) -> PrintJob | None:
        """Return the newest job of this title, ``None`` if there is none (any more)."""

    def report(self, job: PrintJob) -> JobReport:
        """Return how a job fares."""

    def cancel(self, job: PrintJob) -> None:
        """Take a job back; one that is over or unknown is left alone."""
