# SPDX-License-Identifier: Apache-2.0
"""Where a station's files lie, and how one database takes another's place: whole, at one instant.

A set-up, a new data key and a restored backup all end alike. The new database lies ready beside the old one; then the
key file is replaced by one that names the new database by its first bytes (its salt, random for each file). This one
rename is the instant at which it happens: what a killed program left before it is swept away, what it left after it is
brought to its end, both at the next opening (:meth:`StationFiles.settle`).
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import rename_durably
from sscard_desktop.storage.keyfile import FILE, KeyFile
from sscard_desktop.storage.syncing import sync_folder

SALT_BYTES = 16
_SIDES = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class StationFiles:
    """The files of one station's folder."""

    folder: Path

    @property
    def keys(self) -> Path:
        """The key file."""
        return self.folder / FILE

    @property
    def database(self) -> Path:
        """The database."""
        return self.folder / "station.db"

    @property
    def pending(self) -> Path:
        """The database that shall take the station's place, or is about to."""
        return self.folder / "station.db.new"

    @property
    def backups(self) -> Path:
        """Where backups go by themselves."""
        return self.folder / "backups"

    @property
    def scratch(self) -> Path:
        """Holds what nobody needs any more once the program that works in it is gone."""
        return self.folder / "scratch"

    @property
    def set_aside(self) -> Path:
        """Holds the station that is being replaced by a backup, until it gets its lasting name."""
        return self.folder / "replaced.new"

    def clear_pending(self) -> None:
        """Delete a database that never took the station's place."""
        with converted(self.pending.name):
            for leftover in self.folder.glob(self.pending.name + "*"):
                leftover.unlink()

    def set_station_aside(self) -> None:
        """Keep what lies here under :attr:`set_aside` too; until :meth:`settle`, the station itself stays."""
        with converted(self.set_aside.name):
            shutil.rmtree(self.set_aside, ignore_errors=True)
            self.set_aside.mkdir(mode=0o700)
            for path in (self.keys, self.database, *self._sides()):
                if path.exists():
                    _twin(path, self.set_aside / path.name)
            sync_folder(self.set_aside)
            sync_folder(self.folder)

    def settle(self, keys: KeyFile) -> Path | None:
        """Finish what was decided when its program was killed, and sweep away what wasn't.

        Call it with the station's lock held and no connection open. Return where the station that was replaced is now,
        if there was one.
        """
        aside = None
        decided = self.pending.exists() and salt_of(self.pending) == keys.database
        if self.set_aside.exists():
            if decided:
                # First, so that as long as it has its passing name, the decision can be read off the pending file.
                aside = self._free_name()
                rename_durably(self.set_aside, aside)
            else:
                shutil.rmtree(self.set_aside, ignore_errors=True)
        if decided:
            with converted(self.database.name):
                # The old database's log must never be played into the new one.
                for side in self._sides():
                    side.unlink(missing_ok=True)
                sync_folder(self.folder)
            rename_durably(self.pending, self.database)
        elif self.pending.exists():
            self.clear_pending()
        if self.scratch.exists():
            shutil.rmtree(self.scratch, ignore_errors=True)
        return aside

    def _free_name(self) -> Path:
        names = (self.folder / f"replaced-{running}" for running in count(1))
        return next(path for path in names if not path.exists())

    def _sides(self) -> list[Path]:
        return [self.database.with_name(self.database.name + side) for side in _SIDES]


def salt_of(path: Path) -> bytes:
    """Return the first bytes of a database file; shorter for a file that is none."""
    with converted(path.name), path.open("rb") as file:
        return file.read(SALT_BYTES)


def _twin(path: Path, target: Path) -> None:
    """Give a file a second name; where the file system has none, copy it."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
        descriptor = os.open(target, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
