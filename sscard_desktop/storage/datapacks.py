# SPDX-License-Identifier: Apache-2.0
"""Updates of profiles and code tables: each a whole set of both, in a folder of its number, checked before it counts.

A set replaces the program's own wholly, so that no profile meets a code table of another day. It holds with the
program that checked it (``in-force`` names both); another program goes by what it brought along, and checks it anew
when it is asked to (:meth:`DataPacks.renew`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.profile import ProfileProblem
from sscard_desktop.domain.updates import UpdateKind, VersionState
from sscard_desktop.domain.versions import is_version, newer, version_of
from sscard_desktop.paths import PACK_IN_FORCE
from sscard_desktop.services.ports import InstalledVersion
from sscard_desktop.storage import versionfiles
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.syncing import sync_folder

CheckPack = Callable[[Path, Path], Sequence[ProfileProblem]]
"""Says what is wrong with a set's profiles (first folder) by its code tables (second one)."""


class DataPacks:
    """The data updates on this machine.

    Args:
        own: the version of what came with the program.
        program: the version of the program, which checks them.
        in_force: the folder in force; ``None`` for the program's own.
    """

    def __init__(self, folder: Path, *, own: str, program: str, in_force: Path | None, check: CheckPack) -> None:
        self.folder = folder
        self._own = own
        self._program = program
        self._in_force = in_force
        self._check = check

    def version(self) -> str:
        """Return the version in force."""
        return self._in_force.name if self._in_force is not None else self._own

    def installed(self) -> Sequence[InstalledVersion]:
        """Return the versions that lie here and the program's own, newest first."""
        in_force, named = self.version(), self._named()
        found = [
            InstalledVersion(
                UpdateKind.DATA,
                each,
                VersionState.TRYING if each == named != in_force else VersionState.CONFIRMED,
                in_force=each == in_force,
                own=False,
            )
            for each in self._kept()
        ]
        own = InstalledVersion(
            UpdateKind.DATA, self._own, VersionState.CONFIRMED, in_force=self._in_force is None, own=True
        )
        return [*found, own]

    def prove(self, folder: Path) -> None:
        """Check all profiles of a set that was just unpacked.

        Raises:
            InvalidInputError: ``update.not_data``, or the first thing that is wrong, by file, line and key.
        """
        forms, codes = folder / "forms", folder / "codes"
        if not (forms / "common.toml").is_file() or not codes.is_dir():
            raise InvalidInputError("update.not_data")
        for problem in self._check(forms, codes):
            params = dict(problem.params) | {"file": problem.file, "line": problem.line, "key": problem.key}
            raise InvalidInputError(problem.code, **params)

    def use(self, version: str) -> None:
        """Name the set that is used from the next start on."""
        with converted(PACK_IN_FORCE):
            versionfiles.replace(self.folder / PACK_IN_FORCE, f"{version} {self._program}\n".encode("ascii"))

    def waiting(self) -> str:
        """Return the newest set that this program hasn't checked, ``""`` where none would be used anyway."""
        newest = next(iter(self._kept()), "")
        return newest if newest and not self._named() and newer(newest, self._own) else ""

    def renew(self) -> bool:
        """Check the newest set by this program, after the program was exchanged; return whether it will be used."""
        newest = self.waiting()
        if not newest:
            return False
        self.prove(self.folder / newest)
        self.use(newest)
        return True

    def go_back(self) -> tuple[str, str]:
        """Use the set before, or the program's own; see ``ports.Versions``."""
        left = self._named()
        if not left:
            raise RefusedError("update.nothing_before")
        before = next((each for each in self._kept() if newer(left, each) and newer(each, self._own)), "")
        if before:
            self.prove(self.folder / before)
            self.use(before)
        else:
            with converted(PACK_IN_FORCE):
                (self.folder / PACK_IN_FORCE).unlink(missing_ok=True)
                sync_folder(self.folder)
        # Else it would come back with the next program.
        shutil.rmtree(self.folder / left, ignore_errors=True)
        return left, before or self._own

    def _named(self) -> str:
        """Return the set that is used from the next start on, ``""`` for the program's own."""
        try:
            version, checked_by = (self.folder / PACK_IN_FORCE).read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return ""
        return version if checked_by == self._program and version in self._kept() else ""

    def _kept(self) -> list[str]:
        """Return the versions that lie here, newest first."""
        found: list[str] = []
        with suppress(OSError):
            found = [path.name for path in self.folder.iterdir() if is_version(path.name) and path.is_dir()]
        return sorted(found, key=version_of, reverse=True)
