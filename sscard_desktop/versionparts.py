# SPDX-License-Identifier: Apache-2.0
"""The versions of program and data beside a station, and the ways between them, put together; for :mod:`.app`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop import __data_version__, __version__, paths
from sscard_desktop.parts import read_form

if TYPE_CHECKING:
    from sscard_desktop.services.ports import Trial, UpdateFiles, VersionDoor
    from sscard_desktop.storage.station import StationFolder
    from sscard_desktop.storage.versions import InstalledVersions


def update_files() -> UpdateFiles:
    """Return what reads update files and finds them on sticks."""
    from sscard_desktop.exchange.releasekeys import read_keys
    from sscard_desktop.exchange.updatefile import UpdateFileReader
    from sscard_desktop.storage.disks import LocalDisks

    return UpdateFileReader(read_keys(paths.release_keys()), LocalDisks().sticks)


def versions(station: StationFolder) -> InstalledVersions:
    """Return what is installed beside a station."""
    from sscard_desktop.storage.datachecking import check_set
    from sscard_desktop.storage.datapacks import DataPacks
    from sscard_desktop.storage.provenprogram import this_platform
    from sscard_desktop.storage.versions import InstalledVersions

    check = partial(check_set, read_form=read_form, own_forms=station.folder / "profiles", station=station)
    packs = DataPacks(
        paths.packs(), own=__data_version__, program=__version__, in_force=paths.data_in_force(), check=check
    )
    platform = this_platform() if getattr(sys, "frozen", False) else ""
    return InstalledVersions(paths.versions(), packs, program=__version__, platform=platform, station=station.folder)


def trial() -> Trial | None:
    """Return what tells the launcher that this start works, if it asked."""
    from sscard_desktop.storage.trial import trial_of

    return trial_of(paths.versions(), os.environ)


def door(station: Path) -> Callable[[], VersionDoor] | None:
    """Return the ways to another version, of the station beside the versions; none where the program runs from source.

    Whoever opens a station of their own in another folder has no say in what runs here; see ``storage.keepers``.
    """
    from sscard_desktop.storage.versionstate import LAUNCHER_VARIABLE

    # Taken out: it isn't meant for this program's own children.
    launcher = os.environ.pop(LAUNCHER_VARIABLE, "")
    own = paths.program()
    if own is None or station != paths.default_station():
        return None

    def made() -> VersionDoor:
        from sscard_desktop.storage.versiondoor import LocalVersionDoor

        came_by_update = own.parent == paths.versions().resolve()
        clicked = Path(launcher) if launcher and came_by_update else Path(sys.executable)
        return LocalVersionDoor(paths.versions(), __version__, clicked)

    return cache(made)


def restructuring(folder: Path) -> Callable[[], None]:
    """Return what notes that this program gives a station's data another structure: of the usual one."""

    def note() -> None:
        from sscard_desktop.storage.versiondoor import note_structure

        if folder == paths.default_station():
            note_structure(paths.versions(), __version__)

    return note
