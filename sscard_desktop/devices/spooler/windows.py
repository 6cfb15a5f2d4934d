# SPDX-License-Identifier: Apache-2.0
"""Windows' own spooler through winspool.drv: its printers, and how a job fares that Qt drew for it.

Windows' printers take no PDF, so pages are drawn through the system's dialog and the job is found by its title. Typed
and linted for Windows, but not run: there was no Windows machine at hand.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import wintypes
from typing import Any

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.printing import Fate, JobReport, Printer, PrintJob, Ticket, Trouble

_LOCAL_AND_CONNECTED = 0x2 | 0x4
_MOST_JOBS = 1000
_DELETE = 5
# JOB_STATUS_… of winspool.h.
_ERROR, _PRINTING, _PAUSED = 0x2, 0x10, 0x1
_ENDED_IN_VAIN = 0x4 | 0x100
_ENDED = 0x80 | 0x1000
_TROUBLES = ((0x40, Trouble.NO_PAPER), (0x20, Trouble.OFFLINE), (0x200, Trouble.DRIVER), (0x400, Trouble.OTHER))


class _PrinterFacts(ctypes.Structure):
    """PRINTER_INFO_4W."""

    _fields_ = (("name", wintypes.LPWSTR), ("server", wintypes.LPWSTR), ("attributes", wintypes.DWORD))


class _JobFacts(ctypes.Structure):
    """JOB_INFO_1W."""

    _fields_ = (
        ("number", wintypes.DWORD),
        ("printer", wintypes.LPWSTR),
        ("machine", wintypes.LPWSTR),
        ("user", wintypes.LPWSTR),
        ("document", wintypes.LPWSTR),
        ("data_type", wintypes.LPWSTR),
        ("status_text", wintypes.LPWSTR),
        ("status", wintypes.DWORD),
        ("priority", wintypes.DWORD),
        ("position", wintypes.DWORD),
        ("pages", wintypes.DWORD),
        ("printed_pages", wintypes.DWORD),
        ("submitted", wintypes.WORD * 8),
    )


def fate_of(status: int) -> JobReport:
    """Return how a job fares whose ``JOB_STATUS_…`` flags are these."""
    if status & _ENDED_IN_VAIN:
        return JobReport(Fate.CANCELLED)
    if status & _ENDED:
        return JobReport(Fate.DONE)
    trouble = next((told for flag, told in _TROUBLES if status & flag), None)
    if status & _PAUSED:
        return JobReport(Fate.WAITING, trouble or Trouble.PAUSED)
    if trouble is not None or status & _ERROR:
        return JobReport(Fate.STOPPED, trouble or Trouble.OTHER)
    return JobReport(Fate.PRINTING if status & _PRINTING else Fate.WAITING)


class WindowsSpooler:
    """Implements ``services.ports.Spooler`` on winspool.drv."""

    takes_pdf = False

    def there(self) -> bool:
        """Return whether this is Windows."""
        return sys.platform == "win32"

    def printers(self) -> Sequence[Printer]:
        """Return the printers, the system's own choice first; raise ``printer.spooler_silent``."""
        usual = self._usual()
        size, count = wintypes.DWORD(0), wintypes.DWORD(0)
        flags = wintypes.DWORD(_LOCAL_AND_CONNECTED)
        _library().EnumPrintersW(flags, None, 4, None, 0, ctypes.byref(size), ctypes.byref(count))
        room = ctypes.create_string_buffer(max(size.value, 1))
        if not _library().EnumPrintersW(flags, None, 4, room, size, ctypes.byref(size), ctypes.byref(count)):
            raise EnvironmentFailedError("printer.spooler_silent")
        found = ctypes.cast(room, ctypes.POINTER(_PrinterFacts))
        names = [str(found[index].name) for index in range(count.value)]
        return [Printer(name, usual=name == usual) for name in sorted(names, key=lambda name: (name != usual, name))]

    def hand_over(self, pdf: bytes, ticket: Ticket) -> PrintJob:
        """Raise ``printer.refused``: pages are drawn for this spooler."""
        raise EnvironmentFailedError("printer.refused")

    def find(self, printer: str, title: str) -> PrintJob | None:
        """Return the newest job of this title; raise ``printer.gone``, ``printer.spooler_silent``."""
        with _opened(printer) as handle:
            size, count = wintypes.DWORD(0), wintypes.DWORD(0)
            library = _library()
            library.EnumJobsW(handle, 0, _MOST_JOBS, 1, None, 0, ctypes.byref(size), ctypes.byref(count))
            room = ctypes.create_string_buffer(max(size.value, 1))
            if not library.EnumJobsW(handle, 0, _MOST_JOBS, 1, room, size, ctypes.byref(size), ctypes.byref(count)):
                raise EnvironmentFailedError("printer.spooler_silent")
            jobs = ctypes.cast(room, ctypes.POINTER(_JobFacts))
            numbers = [int(jobs[index].number) for index in range(count.value) if jobs[index].document == title]
        return PrintJob(printer, max(numbers)) if numbers else None

    def report(self, job: PrintJob) -> JobReport:
        """Return how a job fares; Windows forgets one that is done, unless the queue keeps it."""
        with _opened(job.printer) as handle:
            size = wintypes.DWORD(0)
            _library().GetJobW(handle, job.number, 1, None, 0, ctypes.byref(size))
            room = ctypes.create_string_buffer(max(size.value, ctypes.sizeof(_JobFacts)))
            if not _library().GetJobW(handle, job.number, 1, room, len(room), ctypes.byref(size)):
                return JobReport(Fate.GONE)
            return fate_of(int(ctypes.cast(room, ctypes.POINTER(_JobFacts))[0].status))

    def cancel(self, job: PrintJob) -> None:
        """Take a job back; one that is over or unknown is left alone."""
        with _opened(job.printer) as handle:
            _library().SetJobW(handle, job.number, 0, None, _DELETE)

    def _usual(self) -> str:
        size = wintypes.DWORD(0)
        _library().GetDefaultPrinterW(None, ctypes.byref(size))
        name = ctypes.create_unicode_buffer(max(size.value, 1))
        return name.value if _library().GetDefaultPrinterW(name, ctypes.byref(size)) else ""


def _library() -> Any:
    if sys.platform != "win32":
        raise EnvironmentFailedError("printer.no_spooler")
    return ctypes.WinDLL("winspool.drv", use_last_error=True)


@contextmanager
def _opened(printer: str) -> Iterator[wintypes.HANDLE]:
    handle = wintypes.HANDLE()
    if not _library().OpenPrinterW(printer, ctypes.byref(handle), None):
        raise EnvironmentFailedError("printer.gone", printer=printer)
    try:
        yield handle
    finally:
        _library().ClosePrinter(handle)
