# SPDX-License-Identifier: Apache-2.0
"""The machine's own devices: card readers, cameras, printers; each imported when it is first asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sscard_desktop.domain.reader import ReaderDialect
    from sscard_desktop.services.ports import Cameras, CardReaders, ChipPhotos, Clock, SimulatedReader, Spooler


def readers() -> CardReaders:
    """Return what finds card readers at serial lines and USB."""
    from sscard_desktop.devices.idcard.readers import SerialCardReaders

    return SerialCardReaders()


def chip_photos() -> ChipPhotos:
    """Return what shows chips' photos through a vendor's library."""
    from sscard_desktop.devices.idcard.wlt.decoder import VendorPhotos

    return VendorPhotos()


def simulated_reader(link: str, dialect: ReaderDialect, clock: Clock) -> SimulatedReader:
    """Return a simulated reader at a line of its own."""
    from sscard_desktop.devices.idcard.simulator import SimulatedCardReader

    return SimulatedCardReader(today=clock.today(), link=Path(link), dialect=dialect)


def cameras(*, windowed: bool) -> Cameras:
    """Return the machine's cameras; where there is a window they come from Qt, with names and hot-plug."""
    if not windowed:
        from sscard_desktop.devices.videocapture import VideoCaptureCameras

        return VideoCaptureCameras()
    from sscard_desktop.devices.camera import machine_cameras

    return machine_cameras()


def spooler() -> Spooler:
    """Return what prints on this system."""
    if sys.platform == "win32":
        from sscard_desktop.devices.spooler.windows import WindowsSpooler

        return WindowsSpooler()
    from sscard_desktop.devices.spooler.cups import CupsSpooler

    return CupsSpooler()
