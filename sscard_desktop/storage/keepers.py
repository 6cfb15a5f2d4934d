# SPDX-License-Identifier: Apache-2.0
"""Which stations answer for what runs on a machine, so that no other one speaks for them.

Versions and data sets are one user's, for all their stations. Who may exchange them is a supervisor's matter, and
anybody can make a station in another folder and be its supervisor: so the station beside the versions keeps them,
wherever a link leads, and the one by which the first update came. Where there is none of these, anybody may.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sscard_desktop.storage.keyfile import FILE


def keepers_of(roots: Iterable[Path], known: object) -> list[Path]:
    """Return the stations that keep what lies in some folders.

    Args:
        roots: of versions and of data sets.
        known: the folders of stations by which updates came, as they were written down.
    """
    beside = {place.with_name("station") for root in roots for place in (root, _resolved(root))}
    written = [Path(each) for each in known if isinstance(each, str) and each] if isinstance(known, list) else []
    return [folder for folder in (*sorted(beside), *written) if is_station(folder)]


def is_station(folder: Path) -> bool:
    """Return whether a station lies there; one that nobody may look at does."""
    try:
        return (folder / FILE).is_file()
    except (OSError, ValueError):
        return True


def same_folder(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one folder; what can't be looked at is another one."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path
