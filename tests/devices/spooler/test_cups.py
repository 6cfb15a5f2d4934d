# SPDX-License-Identifier: Apache-2.0
"""A real CUPS with real queues, each writing into a file: accepted, printed at true size, kept, failed, taken back."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator

import numpy as np
import pypdfium2
import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen import canvas

from sscard_desktop.devices.spooler.cups import CupsSpooler
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.printing import Fate, JobReport, PrintJob, Ticket, Trouble
from tests.helpers.cupsd import LASER_DRIVER, THERE, WHY_NOT, OwnCups

pytestmark = pytest.mark.skipif(not THERE, reason=WHY_NOT)
SPOOLER = CupsSpooler()


@pytest.fixture(scope="module")
def cups() -> Iterator[OwnCups]:
    with OwnCups() as own, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUPS_SERVER", str(own.socket))
        own.add("counter")
        yield own


def square(*, across: bool = False) -> bytes:
    """Return an A4 page with a filled square of 100 mm, 50 mm from the left and 60 mm from the top."""
    width, height = (297 * mm, 210 * mm) if across else (210 * mm, 297 * mm)
    written = io.BytesIO()
    drawn = canvas.Canvas(written, pagesize=(width, height), invariant=1)
    drawn.rect(50 * mm, height - 160 * mm, 100 * mm, 100 * mm, stroke=0, fill=1)
    drawn.showPage()
    drawn.save()
    return written.getvalue()


def edges(pdf: bytes) -> tuple[float, float, float, float]:
    """Return where the ink lies: left, right, top, bottom in millimetres."""
    dpi = 600
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72, grayscale=True).to_numpy().squeeze()
    across, down = (np.flatnonzero((image < 128).any(axis=axis)) for axis in (0, 1))
    left, right, top, bottom = (float(v) / dpi * 25.4 for v in (across[0], across[-1] + 1, down[0], down[-1] + 1))
    return left, right, top, bottom


def until(report: Callable[[], JobReport], wanted: Callable[[JobReport], bool]) -> JobReport:
    end = time.monotonic() + 20
    while not wanted(found := report()):
        assert time.monotonic() < end, found
        time.sleep(0.05)
    return found


def over(job: PrintJob) -> JobReport:
    return until(lambda: SPOOLER.report(job), lambda found: found.fate.over)


def test_a_job_is_accepted_and_comes_out_as_lines_and_letters_not_as_dots(cups: OwnCups) -> None:
    job = SPOOLER.hand_over(square(), Ticket("counter", "form"))
    assert over(job) == JobReport(Fate.DONE)
    page = pypdfium2.PdfDocument((cups.root / "out" / "counter.out").read_bytes())[0]
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in {part.type for part in page.get_objects()}


def test_the_systems_own_choice_comes_first(cups: OwnCups) -> None:
    cups.add("aaa")
    cups.admin("lpadmin", "-d", "counter")
    names = [printer.name for printer in SPOOLER.printers()]
    assert names[0] == "counter"
    assert "aaa" in names
    assert SPOOLER.printers()[0].usual


@pytest.mark.parametrize("across", [False, True])
def test_a_square_of_100_mm_leaves_cups_within_a_tenth_of_a_millimetre(cups: OwnCups, across: bool) -> None:
    out = cups.add(f"exact{across:d}")
    ticket = Ticket(f"exact{across:d}", "form", across=across)
    assert over(SPOOLER.hand_over(square(across=across), ticket)).fate is Fate.DONE
    printed = out.read_bytes()
    assert printed != square(across=across), "it went through CUPS's filters"
    left, right, top, bottom = edges(printed)
    assert (right - left, bottom - top) == pytest.approx((100, 100), abs=0.1)
    if not across:
        assert (left, top) == pytest.approx((50, 60), abs=0.1)


def test_tray_sides_and_copies_reach_the_driver_in_its_own_words(cups: OwnCups) -> None:
    cups.add("trays", driver=("-m", LASER_DRIVER))
    found = next(printer for printer in SPOOLER.printers() if printer.name == "trays")
    assert {"tray-1", "manual"} <= set(found.trays)
    job = SPOOLER.hand_over(square(), Ticket("trays", "form", copies=3, tray="manual", two_sided=True))
    over(job)
    said = next(line for line in cups.log().splitlines() if f"[Job {job.number}] argv[5]" in line)
    assert "InputSlot=Manual" in said
    assert "PageSize=A4" in said
    assert "sides=two-sided-long-edge" in said
    assert "print-scaling=none" in said
    assert f'[Job {job.number}] argv[4]="3"' in cups.log()


def test_a_paused_printer_takes_the_job_and_says_why_it_waits(cups: OwnCups) -> None:
    cups.add("paused")
    cups.admin("cupsdisable", "paused")
    job = SPOOLER.hand_over(square(), Ticket("paused", "form"))
    assert SPOOLER.report(job) == JobReport(Fate.WAITING, Trouble.PAUSED)
    assert next(printer for printer in SPOOLER.printers() if printer.name == "paused").trouble is Trouble.PAUSED
    cups.admin("cupsenable", "paused")
    assert over(job).fate is Fate.DONE


def test_a_job_whose_printer_fails_is_told_as_failed_or_stopped(cups: OwnCups) -> None:
    folder = cups.root / "gone"
    folder.mkdir()
    cups.add("stuck", file=folder / "sheet")
    folder.rmdir()
    job = SPOOLER.hand_over(square(), Ticket("stuck", "form"))
    assert until(lambda: SPOOLER.report(job), lambda found: found.fate is Fate.STOPPED).fate is Fate.STOPPED
    SPOOLER.cancel(job)
    assert over(job).fate is Fate.CANCELLED
    SPOOLER.cancel(job)


def test_a_document_that_no_filter_can_read_fails(cups: OwnCups) -> None:
    cups.add("reader", policy="abort-job")
    job = SPOOLER.hand_over(b"%PDF-1.4\nhardly", Ticket("reader", "form"))
    assert over(job) == JobReport(Fate.FAILED, Trouble.DRIVER)
    assert next(printer for printer in SPOOLER.printers() if printer.name == "reader").trouble is None


@pytest.mark.parametrize("name", ["nobody", "a b", "账", "x?y=1"])
def test_a_printer_that_is_gone_is_told(cups: OwnCups, name: str) -> None:
    with pytest.raises(EnvironmentFailedError, match=r"printer\.gone"):
        SPOOLER.hand_over(square(), Ticket(name, "form"))


def test_a_queue_that_refuses_is_told_and_nothing_waits(cups: OwnCups) -> None:
    cups.add("closed")
    cups.admin("cupsreject", "closed")
    with pytest.raises(EnvironmentFailedError, match=r"printer\.not_accepting"):
        SPOOLER.hand_over(square(), Ticket("closed", "form"))
    assert next(printer for printer in SPOOLER.printers() if printer.name == "closed").refuses


def test_an_unknown_job_is_gone(cups: OwnCups) -> None:
    assert SPOOLER.report(PrintJob("counter", 999_999)) == JobReport(Fate.GONE)


def test_what_waited_for_a_printer_that_was_removed_is_lost(cups: OwnCups) -> None:
    cups.add("leaving")
    cups.admin("cupsdisable", "leaving")
    job = SPOOLER.hand_over(square(), Ticket("leaving", "form"))
    cups.admin("lpadmin", "-x", "leaving")
    assert until(lambda: SPOOLER.report(job), lambda told: told.fate.over) == JobReport(Fate.LOST)
