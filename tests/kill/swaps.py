# SPDX-License-Identifier: Apache-2.0
"""A station's great moments for the kill harness: set-up, migration, restore. Either the old or the new is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import Store
from sscard_desktop.storage import backupfile
from tests.kill.day import Tell
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, a_record, folder_at

_RELEASED = Path(__file__).parents[1] / "data" / "databases"
_SETTLED = {"station.db", "station.keys", "station.lock"}
Lines = Sequence[Mapping[str, Any]]


class Swap(Protocol):
    """One such moment."""

    def lay_out(self) -> None:
        """Put everything as it is before."""

    def live(self, tell: Tell) -> None:
        """Do it, once."""

    def losses(self, lines: Lines) -> list[str]:
        """Return what is missing or half."""


def _content(folder: Path) -> tuple[list[int], list[str]]:
    """Return which records a station has, having read all of it, and what is wrong."""
    store, operator = folder_at(folder).unlock(CHIEF.name, PASSWORD)
    try:
        wrong = list(store.check_integrity())
        if operator != CHIEF:
            wrong.append("the supervisor is another")
        numbers = sorted(int(summary.id, 16) for summary in store.search())
        for number in numbers:
            if store.picture(a_record(number).id, PictureRole.PHOTO) is None:
                wrong.append("a picture is lost")
            if store.record(a_record(number).id).values != a_record(number).values:
                wrong.append("values are lost")
        return numbers, wrong
    finally:
        store.close()


def _add(store: Store, number: int) -> None:
    with store.transaction():
        store.add_record(a_record(number))
        store.put_picture(a_record(number).id, PictureRole.PHOTO, b"picture" * 5000, report="", at=NOON)
        store.audit(at=NOON, monotonic_s=1.0, operator="li", action="add", subject=str(number), detail="{}")


class SetUp:
    """A new station."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "station"

    def lay_out(self) -> None:
        """Take the last one away."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def live(self, tell: Tell) -> None:
        """Set it up."""
        tell({"doing": "set-up"})
        folder_at(self._folder).create(IDENTITY, CHIEF, PASSWORD)
        tell({"did": "set-up"})

    def losses(self, lines: Lines) -> list[str]:
        """Return what is half: there is a station, or one can be set up."""
        station = folder_at(self._folder)
        if not station.exists():
            if lines[-1].get("did"):
                return ["the station is lost"]
            station.create(IDENTITY, CHIEF, PASSWORD)
        numbers, wrong = _content(self._folder)
        left = {path.name for path in self._folder.iterdir()} - _SETTLED
        return wrong + [f"{numbers} came from nowhere"] * bool(numbers) + [f"orphaned: {left}"] * bool(left)


class Furnished(SetUp):
    """A new station by a set-up file: what the file brings is in it, or there is none."""

    MOST = 40

    def live(self, tell: Tell) -> None:
        """Set it up with what shall be there from the beginning."""
        tell({"doing": "furnishing"})
        folder_at(self._folder).create(IDENTITY, CHIEF, PASSWORD, self._furnish)
        tell({"did": "furnishing"})

    def losses(self, lines: Lines) -> list[str]:
        """Return what is half: a station has all of it, and where there is none it can be set up."""
        station = folder_at(self._folder)
        if not station.exists():
            if lines[-1].get("did"):
                return ["the station is lost"]
            station.create(IDENTITY, CHIEF, PASSWORD, self._furnish)
        numbers, wrong = _content(self._folder)
        left = {path.name for path in self._folder.iterdir()} - _SETTLED
        half = numbers != list(range(1, self.MOST + 1))
        return wrong + ["what should be there from the beginning isn't"] * half + [f"orphaned: {left}"] * bool(left)

    def _furnish(self, store: Store) -> None:
        for number in range(1, self.MOST + 1):
            _add(store, number)


class Migration:
    """A station of the oldest released schema, opened by today's program."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "station"

    def lay_out(self) -> None:
        """Put the old station there."""
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(_RELEASED / "v1", self._folder)

    def live(self, tell: Tell) -> None:
        """Open it."""
        tell({"doing": "migration"})
        store, _ = folder_at(self._folder).unlock(CHIEF.name, PASSWORD)
        store.close()
        tell({"did": "migration"})

    def losses(self, lines: Lines) -> list[str]:
        """Return what is half: it opens with all that was in it, and there is a whole backup of the old one."""
        try:
            numbers, wrong = _content(self._folder)
        except SscardError as error:
            return [f"the station doesn't open: {error!r}"]
        if numbers != [1]:
            wrong.append("the record is lost")
        backups = list((self._folder / "backups").glob("*" + backupfile.SUFFIX))
        if not any(backupfile.describe(path).schema == 1 for path in backups):
            wrong.append("nothing was kept of the old schema")
        left = {path.name for path in self._folder.iterdir()} - _SETTLED - {"backups"}
        return wrong + [f"orphaned: {left}"] * bool(left)


class Restore:
    """A backup of yesterday, put in the place of today's station."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "station"
        self._today = folder / "today"
        station = folder_at(self._today)
        station.create(IDENTITY, CHIEF, PASSWORD)
        store, _ = station.unlock(CHIEF.name, PASSWORD)
        _add(store, 1)
        made = station.backups.make(store, folder, made_at=NOON, keep=1, report=lambda done, total: None)
        self._backup = made.path
        _add(store, 2)
        store.close()

    def lay_out(self) -> None:
        """Put today's station there."""
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._today, self._folder)

    def live(self, tell: Tell) -> None:
        """Restore yesterday's."""
        tell({"doing": "restore"})
        folder_at(self._folder).backups.restore(self._backup, lambda store: None, name=CHIEF.name, password=PASSWORD)
        tell({"did": "restore"})

    def losses(self, lines: Lines) -> list[str]:
        """Return what is half: yesterday's station with today's beside it, or today's alone."""
        try:
            numbers, wrong = _content(self._folder)
            left = {path.name for path in self._folder.iterdir()} - _SETTLED
            if numbers == [1] and left == {"replaced-1"}:
                aside, wrong_aside = _content(self._folder / "replaced-1")
                return wrong + wrong_aside + ["today's station is lost"] * (aside != [1, 2])
        except SscardError as error:
            return [f"the station doesn't open: {error!r}"]
        if numbers != [1, 2] or lines[-1].get("did"):
            wrong.append(f"the records are {numbers}")
        return wrong + [f"orphaned: {left}"] * bool(left)


SWAPS: Mapping[str, Callable[[Path], Swap]] = {
    "set-up": SetUp,
    "furnishing": Furnished,
    "migration": Migration,
    "restore": Restore,
}
