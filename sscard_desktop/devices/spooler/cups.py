# SPDX-License-Identifier: Apache-2.0
"""CUPS as a spooler: its printers and what keeps them, PDFs handed over as they are, and how each job fares.

The PDF itself goes to CUPS: no page is drawn in the window's thread, fonts and codes stay sharp at the printer's own
dots, and a job of a hundred pages takes as long as one. It is printed at its true size (``print-scaling=none``).
"""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from urllib.parse import quote

from sscard_desktop.devices.spooler.ipp import Answer, Attribute, Collection, Group, Operation, Tag, Value, request
from sscard_desktop.devices.spooler.local import ask, find_socket
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.printing import Fate, JobReport, Printer, PrintJob, Ticket, Trouble, trouble_of

_STOPPED_PRINTER = 5
_FATES = {
    3: Fate.WAITING,
    4: Fate.STOPPED,
    5: Fate.PRINTING,
    6: Fate.STOPPED,
    7: Fate.CANCELLED,
    8: Fate.FAILED,
    9: Fate.DONE,
}
_GIVEN_UP = "job-completed-with-errors"
_NOT_FOUND = (0x0406, 0x0407)
_NOT_ACCEPTING = 0x0506
_REFUSED_USER = range(0x0401, 0x0404)
_AGREED = frozenset({"iso_a4_210x297mm", "iso_a5_148x210mm", "iso_a3_297x420mm", "iso_b5_176x250mm"})
_PRINTER_FACTS = (
    "printer-name",
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "media-source-supported",
    "sides-supported",
)


class CupsSpooler:
    """Implements ``services.ports.Spooler`` on CUPS's local socket."""

    takes_pdf = True

    def there(self) -> bool:
        """Return whether CUPS's socket is there; nobody is asked."""
        return find_socket() is not None

    def printers(self) -> Sequence[Printer]:
        """Return the printers, the system's own choice first, then by name.

        Raises:
            EnvironmentFailedError: ``printer.no_spooler``, ``printer.spooler_silent``, ``printer.not_allowed``.
        """
        about: list[Attribute] = [(Tag.KEYWORD, "requested-attributes", _PRINTER_FACTS), *_user()]
        told = _ask("/", Operation.CUPS_GET_PRINTERS, about)
        if told.status in _NOT_FOUND:
            return ()
        _must(told)
        usual = self._usual()
        found = [_printer(facts, usual) for facts in told.of(Group.PRINTER)]
        return sorted((printer for printer in found if printer.name), key=lambda each: (not each.usual, each.name))

    def hand_over(self, pdf: bytes, ticket: Ticket) -> PrintJob:
        """Give CUPS a document; it has accepted the job when this returns.

        Raises:
            EnvironmentFailedError: ``printer.gone``, ``printer.not_accepting``, ``printer.refused``, or as
                :meth:`printers`; nothing will come out then.
        """
        about: list[Attribute] = [
            (Tag.URI, "printer-uri", _uri(ticket.printer)),
            *_user(),
            (Tag.NAME, "job-name", ticket.title),
            (Tag.MIME_TYPE, "document-format", "application/pdf"),
        ]
        told = _ask(f"/printers/{quote(ticket.printer, safe='')}", Operation.PRINT_JOB, about, _job(ticket), pdf)
        if told.status in _NOT_FOUND:
            raise EnvironmentFailedError("printer.gone", printer=ticket.printer)
        if told.status == _NOT_ACCEPTING:
            raise EnvironmentFailedError("printer.not_accepting", printer=ticket.printer)
        _must(told)
        number = next((_number(facts, "job-id") for facts in told.of(Group.JOB)), 0)
        if number <= 0:
            raise EnvironmentFailedError("printer.refused")
        return PrintJob(ticket.printer, number)

    def find(self, printer: str, title: str) -> PrintJob | None:
        """Return ``None``: what goes to CUPS past :meth:`hand_over` isn't followed."""
        return None

    def report(self, job: PrintJob) -> JobReport:
        """Return how a job fares; raise as :meth:`printers` where CUPS can't be asked."""
        facts = ("job-state", "job-state-reasons")
        told = _ask("/jobs/", Operation.GET_JOB_ATTRIBUTES, _of_job(job, facts))
        if told.status in _NOT_FOUND:
            # CUPS drops a printer's jobs along with the printer; from one that is there it forgets what is done.
            return JobReport(Fate.LOST if self._facts(job.printer).status in _NOT_FOUND else Fate.GONE)
        _must(told)
        state = next(told.of(Group.JOB), {})
        fate = _FATES.get(_number(state, "job-state"), Fate.WAITING)
        reasons = _words(state, "job-state-reasons")
        if fate is Fate.STOPPED and _GIVEN_UP in reasons:
            # A filter or driver couldn't: CUPS keeps such a job, but will never try it again by itself.
            fate = Fate.FAILED
        trouble = trouble_of(reasons)
        return JobReport(fate, trouble if fate.over else trouble or self._trouble(job.printer))

    def cancel(self, job: PrintJob) -> None:
        """Take a job back; one that is over or unknown is left alone. Raises as :meth:`printers`."""
        _ask("/jobs/", Operation.CANCEL_JOB, _of_job(job))

    def _usual(self) -> str:
        asked: list[Attribute] = [(Tag.KEYWORD, "requested-attributes", "printer-name"), *_user()]
        told = _ask("/", Operation.CUPS_GET_DEFAULT, asked)
        names = [word for facts in told.of(Group.PRINTER) for word in _words(facts, "printer-name")]
        return names[0] if told.done and names else ""

    def _trouble(self, printer: str) -> Trouble | None:
        told = self._facts(printer)
        return _printer(next(told.of(Group.PRINTER), {}), "").trouble if told.done else None

    def _facts(self, printer: str) -> Answer:
        about: list[Attribute] = [
            (Tag.URI, "printer-uri", _uri(printer)),
            *_user(),
            (Tag.KEYWORD, "requested-attributes", _PRINTER_FACTS),
        ]
        return _ask("/", Operation.GET_PRINTER_ATTRIBUTES, about)


def _ask(
    resource: str,
    operation: Operation,
    about: Sequence[Attribute],
    job: Sequence[Attribute] = (),
    document: bytes = b"",
) -> Answer:
    return ask(resource, request(operation, about, job), document)


def _must(told: Answer) -> None:
    if told.status in _REFUSED_USER:
        raise EnvironmentFailedError("printer.not_allowed")
    if not told.done:
        raise EnvironmentFailedError("printer.refused")


def _uri(printer: str) -> str:
    return f"ipp://localhost/printers/{quote(printer, safe='')}"


def _user() -> list[Attribute]:
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        return []
    return [(Tag.NAME, "requesting-user-name", name)]


def _of_job(job: PrintJob, facts: Sequence[str] = ()) -> list[Attribute]:
    about: list[Attribute] = [(Tag.URI, "printer-uri", _uri(job.printer)), (Tag.INTEGER, "job-id", job.number)]
    about += _user()
    return [*about, (Tag.KEYWORD, "requested-attributes", list(facts))] if facts else about


def _job(ticket: Ticket) -> list[Attribute]:
    sides = ("two-sided-short-edge" if ticket.across else "two-sided-long-edge") if ticket.two_sided else "one-sided"
    return [
        (Tag.INTEGER, "copies", ticket.copies),
        (Tag.KEYWORD, "sides", sides),
        _paper(ticket),
        (Tag.KEYWORD, "print-scaling", "none"),
    ]


def _paper(ticket: Ticket) -> Attribute:
    if not ticket.tray:
        return (Tag.KEYWORD, "media", _media(ticket))
    # CUPS finds a driver's own word for a tray by this collection only, not by media-source on its own.
    size: list[Attribute] = [
        (Tag.INTEGER, "x-dimension", round(ticket.width_mm * 100)),
        (Tag.INTEGER, "y-dimension", round(ticket.height_mm * 100)),
    ]
    members: list[Attribute] = [
        (Tag.COLLECTION, "media-size", Collection(size)),
        (Tag.KEYWORD, "media-source", ticket.tray),
    ]
    return (Tag.COLLECTION, "media-col", Collection(members))


def _media(ticket: Ticket) -> str:
    size = f"{round(ticket.width_mm)}x{round(ticket.height_mm)}mm"
    return next((name for name in _AGREED if name.endswith(f"_{size}")), f"custom_{size}_{size}")


def _printer(facts: dict[str, list[Value]], usual: str) -> Printer:
    name = next(iter(_words(facts, "printer-name")), "")
    trouble = trouble_of(_words(facts, "printer-state-reasons"))
    if trouble is None and _number(facts, "printer-state") == _STOPPED_PRINTER:
        trouble = Trouble.PAUSED
    refuses = False in facts.get("printer-is-accepting-jobs", [])
    return Printer(
        name,
        usual=bool(name) and name == usual,
        trouble=Trouble.REFUSES if refuses else trouble,
        refuses=refuses,
        trays=tuple(word for word in _words(facts, "media-source-supported") if word != "auto"),
        two_sided=any(word.startswith("two-sided") for word in _words(facts, "sides-supported")),
    )


def _words(facts: dict[str, list[Value]], name: str) -> list[str]:
    return [value for value in facts.get(name, ()) if isinstance(value, str)]


def _number(facts: dict[str, list[Value]], name: str) -> int:
    return next((value for value in facts.get(name, ()) if isinstance(value, int)), 0)
