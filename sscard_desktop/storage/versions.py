# SPDX-License-Identifier: Apache-2.0
"""Versions of the program and of its data beside each other, in the user's own folder; ``ports.Versions``.

Each lies whole in a folder of its number. A new one is unpacked under a name that nothing reads, proved there, renamed
when it is whole and on the disk, and only then named in the file that decides (:mod:`.versionstate`, or the data's
``in-force``). A power cut before that leaves rubbish that the next update sweeps away, and one after it a new version.
What was in force before stays there to go back to; what came before that goes once the new one is confirmed.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.domain.updates import Standing, Update, UpdateKind, VersionState
from sscard_desktop.domain.versions import is_version, newer, version_of
from sscard_desktop.services.ports import InstalledVersion, Notice, Progress
from sscard_desktop.storage import versionfiles, versionstate
from sscard_desktop.storage.datapacks import DataPacks
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.keepers import is_station, keepers_of, same_folder
from sscard_desktop.storage.provenprogram import program_name, prove
from sscard_desktop.storage.syncing import sync_folder
from sscard_desktop.storage.versionroom import GOING, UNFINISHED, require_room, sweep

_WORK_LOCK = "update.lock"
_KEEPERS = "keepers"
"""In the state: the folder of the station by which the first update came."""
_USABLE = (versionstate.TRYING, versionstate.CONFIRMED)


class InstalledVersions:
    """The versions on this machine.

    Args:
        folder: of the program's versions.
        packs: the data's.
        program: version of the program that runs.
        platform: what it is a frozen program for; ``""`` where it isn't one.
        station: the folder of the station that asks, be there one or not.
    """

    def __init__(self, folder: Path, packs: DataPacks, *, program: str, platform: str, station: Path) -> None:
        self._folder = folder
        self._packs = packs
        self._program = program
        self._platform = platform
        self._station = station

    # what there is

    def standing(self) -> Standing:
        """Return what an update meets here."""
        state = self._state()
        return Standing(
            program=self._program,
            platform=self._platform,
            newest_program=_newest(state["newest_program"], self._program),
            data=self._packs.version(),
            newest_data=_newest(state["newest_data"], self._packs.version()),
        )

    def installed(self) -> Sequence[InstalledVersion]:
        """Return what lies here, newest first."""
        state = self._state()
        found = [
            InstalledVersion(
                UpdateKind.PROGRAM,
                version,
                VersionState(entry["state"]),
                in_force=version == self._program,
                own=False,
                worked=entry["state"] == versionstate.FAILED and bool(entry.get("worked")),
            )
            for version, entry in state["programs"].items()
            if (self._folder / version).is_dir()
        ]
        if not any(each.in_force for each in found):
            found.append(
                InstalledVersion(UpdateKind.PROGRAM, self._program, VersionState.CONFIRMED, in_force=True, own=True)
            )
        found.sort(key=lambda each: version_of(each.version), reverse=True)
        return [*found, *self._packs.installed()]

    def retired(self) -> Collection[str]:
        """Return the release keys that hold no longer."""
        return frozenset(str(each) for each in self._state()["retired"])

    def notice(self) -> Notice | None:
        """Return what happened by itself and wasn't read yet."""
        told = self._state()["notice"]
        if not isinstance(told, dict):
            return None
        return Notice(str(told.get("version")), str(told.get("instead")), bool(told.get("again")))

    def read_notice(self) -> None:
        """Note that the notice was read."""
        with self._changing() as state:
            state["notice"] = None

    def require_kept_here(self) -> None:
        """Refuse a station that doesn't answer for what runs here; see the port."""
        keepers = keepers_of((self._folder, self._packs.folder), self._state().get(_KEEPERS))
        if keepers and not any(same_folder(each, self._station) for each in keepers):
            raise RefusedError("update.other_station")

    # changing it

    def place(self, update: Update, fill: Callable[[Path], None], progress: Progress) -> None:
        """Put an update beside what is there; see the port."""
        self.require_kept_here()
        root = self._folder if update.kind is UpdateKind.PROGRAM else self._packs.folder
        with self._working(root):
            sweep(root)
            self._let_unnamed_go(update.kind)
            require_room(root, update.size_bytes)
            unfinished = root / f"{UNFINISHED}{secrets.token_hex(6)}"
            try:
                with converted(root.name):
                    unfinished.mkdir(mode=0o700)
                fill(unfinished)
                if update.kind is UpdateKind.PROGRAM:
                    prove(unfinished / program_name(update.platform), update.version, progress)
                else:
                    self._packs.prove(unfinished)
                with converted(root.name):
                    self._settle(root, unfinished, update)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)

    def _settle(self, root: Path, unfinished: Path, update: Update) -> None:
        """Give what was proved its place, and name it: the instant."""
        if update.kind is UpdateKind.DATA:
            self._packs.settle(unfinished, update)
        else:
            target = root / update.version
            if target.exists():
                # Of the same number, set aside or given up: it isn't in force, and what comes was just proved.
                target.rename(root / f"{GOING}{secrets.token_hex(6)}")
            unfinished.rename(target)
            sync_folder(root)
        with self._changing() as state:
            state["retired"] = sorted({*state["retired"], *update.retires})
            if _KEEPERS not in state and is_station(self._station):
                state[_KEEPERS] = [str(self._station.absolute())]
            if update.kind is UpdateKind.PROGRAM:
                entry = {"state": versionstate.TRYING, "tries": 0, "sha256": update.sha256}
                state["programs"][update.version] = entry
                state["notice"] = None
            else:
                state["newest_data"] = _newest(state["newest_data"], update.version)
        if update.kind is UpdateKind.DATA:
            self._packs.use(update.version)
        sweep(root)

    def go_back(self, kind: UpdateKind) -> tuple[str, str]:
        """Use the version before from the next start on; see the port."""
        self.require_kept_here()
        if kind is UpdateKind.DATA:
            with self._working(self._packs.folder):
                return self._packs.go_back()
        with self._working(self._folder), self._changing() as state:
            programs = state["programs"]
            usable = [version for version, entry in programs.items() if entry["state"] in _USABLE]
            left = max(usable, key=version_of, default="")
            if not left or newer(self._program, left):
                raise RefusedError("update.nothing_before")
            programs[left]["state"] = versionstate.SET_ASIDE
            state["notice"] = None
            before = [version for version in _confirmed(programs) if newer(left, version)]
            return left, max(before, key=version_of, default="" if self._program == left else self._program)

    def renew_data(self) -> bool:
        """Check data updates by this program, after it was exchanged; see the port."""
        if not self._packs.folder.is_dir():
            return False
        with self._working(self._packs.folder):
            self._packs.tidy()
            return self._packs.renew()

    def tidy(self) -> None:
        """Take away what nobody goes back to; see the port."""
        entry = self._state()["programs"].get(self._program)
        if self._platform and (entry is None or entry["state"] == versionstate.CONFIRMED):
            # Another window may be unpacking: then the next one tidies.
            with suppress(EnvironmentFailedError), self._working(self._folder):
                self._let_old_ones_go()

    def _let_unnamed_go(self, kind: UpdateKind) -> None:
        """Take away versions that a power cut left without a name."""
        if kind is UpdateKind.DATA:
            self._packs.tidy()
        else:
            named = {*self._state()["programs"], self._program}
            with suppress(OSError):
                for path in self._folder.iterdir():
                    if is_version(path.name) and path.name not in named:
                        shutil.rmtree(path, ignore_errors=True)

    def _let_old_ones_go(self) -> None:
        """Take away what nobody goes back to: of the versions before this one all but the last that worked.

        A newer one that worked before it failed stays to be tried again, and so does the only one that opens the data.
        """
        with self._changing() as state:
            programs = state["programs"]
            before = [version for version in _confirmed(programs) if newer(self._program, version)]
            kept = {self._program, max(before, key=version_of, default="")}
            opening = versionstate.structure_of(state)
            for version, entry in list(programs.items()):
                retried = (bool(entry.get("worked")) or version == opening) and newer(version, self._program)
                if (
                    version not in kept
                    and not retried
                    and (entry["state"] not in _USABLE or newer(self._program, version))
                ):
                    del programs[version]
                    with suppress(OSError):
                        (self._folder / version).rename(self._folder / f"{GOING}{secrets.token_hex(6)}")
        sweep(self._folder)

    # files

    def _state(self) -> dict[str, Any]:
        try:
            with converted(versionstate.STATE):
                return versionstate.read(self._folder)
        except ValueError:
            # It decides nothing any more: the installed program runs, and the next update writes it anew.
            return versionstate.fresh()

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Any]]:
        try:
            with converted(versionstate.STATE):
                self._mend()
                with versionstate.changing(self._folder) as state:
                    yield state
        except EnvironmentFailedError as error:
            if isinstance(error.__cause__, BlockingIOError):
                raise EnvironmentFailedError("update.busy") from error
            raise

    def _mend(self) -> None:
        """Put a fresh state in the place of one that can't be read any more."""
        try:
            versionstate.read(self._folder)
        except ValueError:
            versionstate.write(self._folder, versionstate.fresh())

    @contextmanager
    def _working(self, root: Path) -> Iterator[None]:
        """Hold the right to change what lies in a folder; raise ``update.busy`` where another program has it."""
        with converted(root.name):
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = versionfiles.taken_lock(root / _WORK_LOCK)
        if descriptor is None:
            raise EnvironmentFailedError("update.busy")
        try:
            yield
        finally:
            os.close(descriptor)


def _confirmed(programs: dict[str, Any]) -> list[str]:
    return [version for version, entry in programs.items() if entry["state"] == versionstate.CONFIRMED]


def _newest(one: object, other: str) -> str:
    return one if isinstance(one, str) and is_version(one) and newer(one, other) else other
