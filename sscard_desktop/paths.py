# SPDX-License-Identifier: Apache-2.0
"""Where the program's own data and the user's station lie, from a checkout, an installed wheel or a frozen build."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path

from sscard_desktop import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sscard_desktop.datainforce import SetInUse

_PORTABLE, _DATA, _VERSIONS = "portable", "data", "versions"


def _data_root() -> Path:
    return _found(getattr(sys, "_MEIPASS", None))


@lru_cache(maxsize=4)
def _found(frozen: str | None) -> Path:
    """Return the root; asked for each time a sentence is told, and looked for once."""
    package = Path(__file__).resolve().parent
    candidates = [Path(frozen)] if frozen else []
    candidates += [package / "_data", package.parent]
    for root in candidates:
        if (root / "forms" / "common.toml").is_file() and (root / "resources").is_dir():
            return root
    raise FileNotFoundError(f"forms/ and resources/ not found beside {package}: the installation is incomplete")


def resources() -> Path:
    """Return the folder of models, fonts, icons, catalogues, code tables and theme."""
    return _data_root() / "resources"


def forms() -> Path:
    """Return the folder of city profiles: those of the data update in force, else the program's own."""
    updated = data_in_force()
    return (updated or _data_root()) / "forms"


def codes() -> Path:
    """Return the folder of code tables: those of the data update in force, else the program's own."""
    updated = data_in_force()
    return updated / "codes" if updated else _data_root() / "resources" / "codes"


def data_in_force() -> Path | None:
    """Return the folder of the data update in force, ``None`` for the program's own data."""
    held = _updated_data(str(packs()))
    return held.folder if held is not None else None


@lru_cache(maxsize=4)
def _updated_data(folder: str) -> SetInUse | None:
    """Return the data update in force; looked for once, so that a running program never works by two of them.

    One holds with the program that checked it. Another program goes by what it brought along until it has checked it.
    """
    # Imported late: the launcher loads this module ahead of every start.
    from sscard_desktop.datainforce import set_in_force

    return set_in_force(Path(folder), __version__)


def release_keys() -> Path:
    """Return the list of the keys that sign updates."""
    return resources() / "updates" / "release-keys.toml"


def screenshots() -> Path:
    """Return the folder of the manual's pictures."""
    return _data_root() / "docs" / "screenshots"


def notices() -> Path:
    """Return the folder of LICENSE, NOTICE and a frozen build's list of parts."""
    return _data_root()


def program() -> Path | None:
    """Return the folder of a frozen build, with the program in it; ``None`` where none is running."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def portable() -> Path | None:
    """Return where a portable program keeps its data: ``data`` beside the file ``portable``; ``None`` if it isn't one.

    The file lies in the program's folder or beside that. A version that came by an update lies in the data itself.
    """
    here = program()
    if here is None:
        return None
    places = [here, here.parent]
    if here.parent.name == _VERSIONS and here.parent.parent.name == _DATA:
        places.append(here.parent.parent.parent)
    return next((place / _DATA for place in places if (place / _PORTABLE).is_file()), None)


def default_station() -> Path:
    """Return the station folder used when none is named: the platform's place for a user's application data."""
    beside = portable()
    if beside is not None:
        return beside / "station"
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "sscard_desktop" / "station"


def versions() -> Path:
    """Return the folder of the program's versions that came by updates, beside the station."""
    return default_station().with_name(_VERSIONS)


def packs() -> Path:
    """Return the folder of data updates, beside the station: profiles and code tables by their version."""
    return default_station().with_name("packs")


def training_station() -> Path:
    """Return the folder of the training station: beside the real one, never in it."""
    return default_station().with_name("training")
