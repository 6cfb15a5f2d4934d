# SPDX-License-Identifier: Apache-2.0
"""What Windows' flags mean; its spooler itself is tried on Windows only."""

from __future__ import annotations

import sys

import pytest

from sscard_desktop.devices.spooler.windows import WindowsSpooler, fate_of
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.printing import Fate, JobReport, Trouble


@pytest.mark.parametrize(
    ("status", "report"),
    [
        (0, JobReport(Fate.WAITING)),
        (0x8, JobReport(Fate.WAITING)),
        (0x10, JobReport(Fate.PRINTING)),
        (0x10 | 0x40, JobReport(Fate.STOPPED, Trouble.NO_PAPER)),
        (0x2 | 0x20, JobReport(Fate.STOPPED, Trouble.OFFLINE)),
        (0x2, JobReport(Fate.STOPPED, Trouble.OTHER)),
        (0x1, JobReport(Fate.WAITING, Trouble.PAUSED)),
        (0x80, JobReport(Fate.DONE)),
        (0x1000 | 0x10, JobReport(Fate.DONE)),
        (0x4, JobReport(Fate.CANCELLED)),
        (0x100 | 0x80, JobReport(Fate.CANCELLED)),
    ],
)
def test_a_jobs_flags_are_read(status: int, report: JobReport) -> None:
    assert fate_of(status) == report


@pytest.mark.skipif(sys.platform == "win32", reason="it is there on Windows")
def test_elsewhere_it_is_not_there() -> None:
    assert not WindowsSpooler().there()
    with pytest.raises(EnvironmentFailedError, match="no_spooler"):
        WindowsSpooler().printers()
