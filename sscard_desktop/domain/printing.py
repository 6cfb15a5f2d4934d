# SPDX-License-Identifier: Apache-2.0
"""Words for printing: a printer and what keeps it, a job and how it fares, and how a form is to go on paper.

What is told of a job is what its spooler knows; whether paper came out is for the clerk's eye.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_COPIES = 20


class Fate(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    PRINTING = "printing"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    GONE = "gone"
    """The spooler knows it no longer, and never says how it ended: some forget a job that is done."""
    LOST = "lost"
    """Its printer was taken out of the system, and what waited for it went along."""

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self not in (Fate.WAITING, Fate.PRINTING, Fate.STOPPED)

    @property
    def in_vain(self) -> bool:
        """Whether it ended without the form on paper."""
        return self in (Fate.FAILED, Fate.CANCELLED, Fate.LOST)


class Trouble(StrEnum):
    """What keeps a printer or a job; the order is the order in which they are told."""

    JAM = "jam"
    NO_PAPER = "no_paper"
    TRAY = "tray"
    COVER = "cover"
    NO_TONER = "no_toner"
    OFFLINE = "offline"
    PAUSED = "paused"
    HELD = "held"
    REFUSES = "refuses"
    DRIVER = "driver"
    OTHER = "other"


_REASONS = {
    "media-jam": Trouble.JAM,
    "media-empty": Trouble.NO_PAPER,
    "media-needed": Trouble.NO_PAPER,
    "input-tray-missing": Trouble.TRAY,
    "output-tray-missing": Trouble.TRAY,
    "output-area-full": Trouble.TRAY,
    "cover-open": Trouble.COVER,
    "door-open": Trouble.COVER,
    "interlock-open": Trouble.COVER,
    "toner-empty": Trouble.NO_TONER,
    "marker-supply-empty": Trouble.NO_TONER,
    "marker-waste-full": Trouble.NO_TONER,
    "offline": Trouble.OFFLINE,
    "shutdown": Trouble.OFFLINE,
    "timed-out": Trouble.OFFLINE,
    "paused": Trouble.PAUSED,
    "printer-stopped": Trouble.PAUSED,
    "job-hold-until-specified": Trouble.HELD,
    "resources-are-not-ready": Trouble.HELD,
    "job-completed-with-errors": Trouble.DRIVER,
    "cups-missing-filter": Trouble.DRIVER,
    "cups-insecure-filter": Trouble.DRIVER,
    "document-format-error": Trouble.DRIVER,
    "document-unprintable-error": Trouble.DRIVER,
    "unsupported-document-format": Trouble.DRIVER,
}
_SEVERITIES = ("-error", "-warning", "-report")


def trouble_of(reasons: Iterable[str]) -> Trouble | None:
    """Return the first trouble that state reasons (RFC 8011, 5.4.12 and 5.3.8) tell of, ``None`` for none.

    A warning or a report is no trouble, but for a printer that can't be reached: CUPS tells of that as a report.
    """
    found = set()
    for reason in reasons:
        told = _REASONS.get(reason)
        if told is None:
            stem = next((reason.removesuffix(end) for end in _SEVERITIES if reason.endswith(end)), reason)
            told = _REASONS.get(stem)
            if told not in (Trouble.OFFLINE, Trouble.DRIVER) and reason != f"{stem}-error":
                told = None
        if told is not None:
            found.add(told)
    return next((trouble for trouble in Trouble if trouble in found), None)


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer that the system knows.

    Attributes:
        name: what the system calls it.
        usual: the system's own choice.
        trouble: what keeps it from printing now; a job that is handed over waits.
        refuses: its queue takes no job.
        trays: where it can take paper from, in the spooler's words; empty where that isn't known.
        two_sided: it prints both sides.
    """

    name: str
    usual: bool = False
    trouble: Trouble | None = None
    refuses: bool = False
    trays: tuple[str, ...] = ()
    two_sided: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """How a document is to be printed.

    Attributes:
        printer: its name.
        title: what the queue shows; nothing of anybody may stand in it.
        width_mm, height_mm: the paper, upright.
        across: pages lie on it on their side.
        copies: 1 to :data:`MOST_COPIES`.
        tray: one of the printer's, ``""`` for its own choice.
        two_sided: on both sides of the paper.
    """

    printer: str
    title: str
    width_mm: float = 210.0
    height_mm: float = 297.0
    across: bool = False
    copies: int = 1
    tray: str = ""
    two_sided: bool = False


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A job that a spooler accepted: the printer's name and the spooler's number."""

    printer: str
    number: int


@dataclass(frozen=True, slots=True)
class JobReport:
    """How a job fares, and what keeps it."""

    fate: Fate
    trouble: Trouble | None = None
