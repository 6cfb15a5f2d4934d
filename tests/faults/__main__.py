# SPDX-License-Identifier: Apache-2.0
"""Faults of the disk, injected one call after the other: each is told plainly, loses nothing, and work goes on after.

Usage: ``python -m tests.faults [--step 1]``. For each action and each fault the first call fails, then the second, and
so on until the action gets through; after each, the station must be as before or as after, and the action must succeed
once the fault is gone. Ends with 1 if anything was lost or told wrongly. ``--step 5`` tries every fifth call only of
backup, rotation and import, which make hundreds.
"""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import Store
from sscard_desktop.services.progress import Quiet
from sscard_desktop.services.rosterimport import RosterImports, sweep
from sscard_desktop.services.rosterupdates import RosterUpdates
from sscard_desktop.services.session import Session
from sscard_desktop.storage import database
from sscard_desktop.storage.station import StationFolder
from tests.faults.vfs import FailingDisk, Fault
from tests.helpers import bundled
from tests.helpers.lists import people
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, StationClock, a_record, folder_at

_MOST_CALLS = 3000
_IN_MEMORY = Path("/dev/shm")  # real disks wait at each sync, and these faults aren't theirs
_NEW_PASSWORD = "brown bread at ten"
_PEOPLE, _FEW_PEOPLE = 250, 30


@dataclass(frozen=True)
class Cause:
    """A fault: below SQLite by its result code, or of our own files by ``errno``."""

    name: str
    call: str
    result: int
    codes: frozenset[str]


_IO = frozenset({"storage.io"})
CAUSES = (
    Cause("disk full", "write", 13, frozenset({"storage.disk_full"})),
    Cause("write fails", "write", 10 | 3 << 8, _IO),
    Cause("sync fails", "sync", 10 | 4 << 8, _IO),
    # A copy that can't be read back isn't what was copied, as far as anybody can tell.
    Cause("read fails", "read", 10 | 1 << 8, _IO | {"storage.copy_wrong"}),
    Cause("read-only", "write", 8, frozenset({"storage.read_only"})),
    Cause("locked", "lock", 5, frozenset({"storage.busy"})),
    Cause("file: full", "fsync", errno.ENOSPC, frozenset({"storage.disk_full"})),
    Cause("file: I/O error", "fsync", errno.EIO, _IO),
)


def _silent(done: int, total: int) -> None:
    pass


class Bench:
    """One station, and what is done to it; every action may be done again and again."""

    def __init__(self, folder: Path, disk: FailingDisk) -> None:
        self.disk = disk
        self.folder = folder
        self.station: StationFolder = folder_at(folder / "station")
        self.station.create(IDENTITY, CHIEF, PASSWORD)
        self.password, self.other = PASSWORD, _NEW_PASSWORD
        self.store = self.opened()
        self.done = 0
        for number in range(8):
            self._take(number)
        self._import(_FEW_PEOPLE)

    def opened(self) -> Store:
        return self.station.unlock(CHIEF.name, self.password)[0]

    def _take(self, number: int) -> None:
        with self.store.transaction():
            self.store.add_record(a_record(number))
            self.store.put_picture(a_record(number).id, PictureRole.PHOTO, b"p" * 30_000, report="", at=NOON)
            self.store.save_setting("done", str(self.done))

    # what is done
    def typing(self) -> None:
        with self.store.transaction():
            self.store.save_values(a_record(0).id, {"address": str(self.done + 1)}, at=NOON)
            self.store.save_setting("done", str(self.done + 1))

    def photo(self) -> None:
        with self.store.transaction():
            content = f"{self.done + 1:08d}".encode() * 5000
            self.store.put_picture(a_record(0).id, PictureRole.PHOTO, content, report="", at=NOON)
            self.store.save_setting("done", str(self.done + 1))

    def ten_people(self) -> None:
        with self.store.transaction():
            for number in range(10):
                self.store.add_record(a_record(1000 + 10 * self.done + number))
            self.store.audit(at=NOON, monotonic_s=1.0, operator="li", action="add", subject="", detail="{}")
            self.store.save_setting("done", str(self.done + 1))

    def roster_import(self) -> None:
        self._import(_PEOPLE)

    def roster_correction(self) -> None:
        updates = RosterUpdates(self._session())
        coming = people(_FEW_PEOPLE, insured_unit_number="0", mobile=f"139{self._version() + 1:08d}")
        updates.apply_update(updates.preview_update(self.store.rosters()[-1].id, coming), progress=Quiet())

    def _import(self, count: int) -> None:
        number = str(len(self.store.rosters()))
        listed = people(count, insured_unit_number=number, mobile="13900000000")
        RosterImports(self._session()).import_checked(listed, title=number, progress=Quiet())

    def _session(self) -> Session:
        return Session(
            self.store, CHIEF, IDENTITY, bundled.city(), StationClock(), bundled.divisions(), bundled.pinyin()
        )

    def _version(self) -> int:
        """Return how often the first roster was corrected; half of a correction is none of these numbers."""
        found = {row.value("mobile") for row in self.store.roster_rows(self.store.rosters()[-1].id)}
        return int(found.pop()[3:]) if len(found) == 1 else -1_000_000

    def reopening(self) -> None:
        self.store.close()
        self.store = self.opened()

    def backup(self) -> None:
        self.station.backups.make(self.store, self.folder / "kept", made_at=NOON, keep=2, report=_silent)

    def password_change(self) -> None:
        self.station.add_person(self.store, CHIEF, self.other)
        self.password, self.other = self.other, self.password

    def rotation(self) -> None:
        self.station.rotate(self.store, lambda store: None, _silent)
        self.store = self.opened()

    # what must be
    def counted(self) -> int:
        """Return how many actions the station knows of."""
        return int(self.store.setting("done")) + len(self.store.rosters()) - 1 + self._version()

    def state(self) -> tuple[object, ...]:
        """Return what counts of the station as it is now, read through whatever is open."""
        sweep(self._session())
        return (
            self.counted(),
            self.store.figures().rows["roster_row"],
            self.store.record(a_record(0).id).value("address"),
            self.store.picture_digests(a_record(0).id)[PictureRole.PHOTO],
            len(self.store.search(limit=100_000)),
            sum(each.action != "roster.sweep" for each in self.store.audit_entries()),
        )

    def recover(self) -> None:
        """Go on as a clerk would when the cause is gone: log in again if the station was locked."""
        try:
            self.store.search(limit=1)
        except Exception:  # noqa: BLE001  # locked, or a connection that has seen enough
            self.store.close()
            try:
                self.store = self.opened()
            except Exception:  # noqa: BLE001  # the password that was being set may be in force
                self.password, self.other = self.other, self.password
                self.store = self.opened()


ACTIONS: dict[str, Callable[[Bench], None]] = {
    "typing": Bench.typing,
    "photo": Bench.photo,
    "ten people": Bench.ten_people,
    "roster import": Bench.roster_import,
    "roster correction": Bench.roster_correction,
    "logging in": Bench.reopening,
    "backup": Bench.backup,
    "password change": Bench.password_change,
    "rotation": Bench.rotation,
}


MANY_CALLS = ("backup", "rotation", "roster import")
"""Actions that make hundreds of calls: ``--step`` is for these."""


@contextmanager
def failing(bench: Bench, cause: Cause, after: int) -> Iterator[Fault]:
    """Let one call fail, and all that follow it, inside the block."""
    fault = Fault(cause.call, cause.result, after)
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if fault.strikes("fsync"):
            raise OSError(fault.result, os.strerror(fault.result))
        real(descriptor)

    bench.disk.fault = fault
    os.fsync = fsync
    try:
        yield fault
    finally:
        os.fsync = real
        bench.disk.fault = Fault()


def try_out(bench: Bench, action: Callable[[Bench], None], cause: Cause, step: int) -> tuple[int, list[str]]:
    """Inject the fault at every ``step``-th call; return at how many it struck, and what was lost or told wrongly."""
    struck, wrong = 0, []
    for after in range(0, _MOST_CALLS, step):
        before = bench.state()
        told: BaseException | None = None
        with failing(bench, cause, after) as fault:
            try:
                action(bench)
            except EnvironmentFailedError as error:
                told = error
                if error.code not in cause.codes:
                    wrong.append(f"call {after}: told {error.code}")
            except Exception as error:  # noqa: BLE001  # is what this looks for
                told = error
                wrong.append(f"call {after}: {error!r}")
        bench.recover()
        state = bench.state()
        if told is None or state != before:
            # It got through, or the failure came after the point of no return: all of it is there, then.
            bench.done = bench.counted()
            if told is not None and bench.done != int(str(before[0])) + 1 and state != before:
                wrong.append(f"call {after}: half done")
        if fault.struck:
            struck += 1
            try:
                action(bench)
                bench.done = bench.counted()
            except Exception as error:  # noqa: BLE001  # is what this looks for
                wrong.append(f"call {after}: doesn't go on: {error!r}")
                bench.recover()
        elif told is None:
            break
    wrong += bench.store.check_integrity()
    left = {path.name for path in bench.station.folder.iterdir()}
    wrong += [f"left over: {name}" for name in left if ".new" in name or ".part" in name]
    return struck, wrong


def main() -> int:
    """Run the suite from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--actions", default=",".join(ACTIONS), help="of: " + ", ".join(ACTIONS))
    options = parser.parse_args()
    database._BUSY_TIMEOUT_S = 0.02
    disk = FailingDisk()
    began = time.monotonic()
    sys.stdout.write(f"{'faults that struck':<20}" + "".join(f"{cause.name:>17}" for cause in CAUSES) + "\n")
    everything: list[str] = []
    total = 0
    for name in options.actions.split(","):
        action = ACTIONS[name]
        cells = []
        for cause in CAUSES:
            folder = Path(tempfile.mkdtemp(prefix="sscard-faults-", dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None))
            bench = Bench(folder, disk)
            try:
                step = options.step if name in MANY_CALLS else 1
                struck, wrong = try_out(bench, action, cause, step)
            except SscardError as error:
                struck, wrong = 0, [f"the station doesn't open: {error!r}"]
            bench.store.close()
            shutil.rmtree(folder)
            total += struck
            everything += [f"{name}, {cause.name}: {finding}" for finding in wrong]
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{name}, {cause.name}: {struck} faults, {len(wrong)} wrong\x1b[K")
            cells.append(f"{struck:>11}, {len(wrong)} ✕ " if wrong else f"{struck:>17}")
        sys.stdout.write(f"{name:<20}" + "".join(cells) + "\n")
        sys.stdout.flush()
    sys.stdout.writelines(f"{finding}\n" for finding in everything[:40])
    sys.stdout.write(f"{total} faults, {len(everything)} losses or wrong words, {time.monotonic() - began:.0f} s\n")
    return 1 if everything else 0


if __name__ == "__main__":
    sys.exit(main())
