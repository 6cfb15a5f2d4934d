# SPDX-License-Identifier: Apache-2.0
"""The demo's printer: what is done to it is what a real queue would tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.devices.spooler.demo import NAME, DemoSpooler
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.printing import Fate, Ticket, Trouble

SHEET = Ticket(NAME, "登记表")


@pytest.fixture
def spooler(tmp_path: Path) -> DemoSpooler:
    return DemoSpooler(tmp_path / "prints")


def sheets(spooler: DemoSpooler) -> int:
    return len(list(spooler.folder.glob("*.pdf")))


def test_a_job_waits_through_a_jam_and_comes_out_once_it_is_mended(spooler: DemoSpooler) -> None:
    spooler.fall_ill(Trouble.JAM)
    job = spooler.hand_over(b"%PDF", SHEET)
    assert (spooler.waiting(), sheets(spooler)) == (1, 0)
    assert spooler.report(job).trouble is Trouble.JAM
    assert spooler.printers()[0].trouble is spooler.trouble is Trouble.JAM
    spooler.mend()
    assert (spooler.waiting(), sheets(spooler)) == (0, 1)
    assert spooler.report(job).fate is Fate.DONE


def test_a_removed_printer_takes_no_job_and_loses_those_it_had(spooler: DemoSpooler) -> None:
    spooler.fall_ill(Trouble.NO_PAPER)
    job = spooler.hand_over(b"%PDF", SHEET)
    spooler.remove()
    assert spooler.removed
    assert spooler.printers() == []
    assert spooler.report(job).fate is Fate.LOST
    with pytest.raises(EnvironmentFailedError) as caught:
        spooler.hand_over(b"%PDF", SHEET)
    assert caught.value.code == "printer.gone"
    spooler.put_back()
    spooler.mend()
    spooler.hand_over(b"%PDF", SHEET)
    assert sheets(spooler) == 1, "what was lost isn't printed later"


def test_a_printer_that_refuses_takes_no_job(spooler: DemoSpooler) -> None:
    spooler.fall_ill(Trouble.REFUSES)
    with pytest.raises(EnvironmentFailedError) as caught:
        spooler.hand_over(b"%PDF", SHEET)
    assert caught.value.code == "printer.not_accepting"
    assert spooler.waiting() == 0


def test_what_a_driver_gives_up_has_failed_and_is_kept_nowhere(spooler: DemoSpooler) -> None:
    spooler.fall_ill(Trouble.DRIVER)
    job = spooler.hand_over(b"%PDF", SHEET)
    spooler.give_up()
    spooler.mend()
    assert spooler.report(job).fate is Fate.FAILED
    assert sheets(spooler) == 0
