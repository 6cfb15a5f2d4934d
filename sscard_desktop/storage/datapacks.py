# SPDX-License-Identifier: Apache-2.0
"""Updates of profiles and code tables: each a whole set of both, in a folder of its number, checked before it counts.

A set replaces the program's own wholly, so that no profile meets a code table of another day. It holds with the
program that checked it (:mod:`sscard_desktop.datainforce`); another program goes by what it brought along, asks again
for which programs a set was made, and checks it anew when it is asked to (:meth:`DataPacks.renew`). What isn't named
any more goes as soon as no program works by it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from sscard_desktop.datainforce import (
    OWN,
    PACK_IN_FORCE,
    Word,
    is_whole,
    nobody_uses,
    note_content,
    read_word,
    write_word,
)
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, RefusedError, SscardError
from sscard_desktop.domain.profile import ProfileProblem
from sscard_desktop.domain.updates import Update, UpdateKind, VersionState, require_fitting
from sscard_desktop.domain.versions import is_version, newer, version_of
from sscard_desktop.services.ports import InstalledVersion
from sscard_desktop.storage import versionfiles
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.syncing import sync_folder
from sscard_desktop.storage.versionroom import GOING, sweep

_BOUNDS = "bounds"
"""Beside a set: the oldest program that takes it, and the one from which on it means nothing any more."""
_NO_BOUND = "-"
_MOST_BEFORE = 3
"""So many sets are kept to go back to; older ones go."""

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
        in_force, named, kept = self.version(), self._named(), self._kept()
        found = [
            InstalledVersion(UpdateKind.DATA, each, self._state(each, named), in_force=each == in_force, own=False)
            for each in kept
        ]
        if self._in_force is not None and in_force not in kept:
            # Gone back from, and this program works by it to its end.
            left = InstalledVersion(UpdateKind.DATA, in_force, VersionState.SET_ASIDE, in_force=True, own=False)
            found = sorted([*found, left], key=lambda each: version_of(each.version), reverse=True)
        own = InstalledVersion(
            UpdateKind.DATA, self._own, VersionState.CONFIRMED, in_force=self._in_force is None, own=True
        )
        return [*found, own]

    def _state(self, version: str, named: str) -> VersionState:
        if version == named != self.version():
            return VersionState.TRYING
        fits = version == self.version() or self._fits(version)
        return VersionState.CONFIRMED if fits else VersionState.UNFIT

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

    def settle(self, unfinished: Path, update: Update) -> None:
        """Give what was unpacked and proved its place; it counts for nothing before :meth:`use`.

        Raises:
            EnvironmentFailedError: ``update.data_in_use``: a program works by what has that number; the disk's.
        """
        target = self.folder / update.version
        with converted(self.folder.name):
            (unfinished / _BOUNDS).write_text(f"{update.needs} {update.below or _NO_BOUND}\n", encoding="ascii")
            note_content(unfinished)
            with nobody_uses(target) as free:
                if not free:
                    raise EnvironmentFailedError("update.data_in_use", version=update.version)
                if target.exists():
                    # Of the same number, gone back from; what comes was just proved.
                    target.rename(self.folder / f"{GOING}{secrets.token_hex(6)}")
                unfinished.rename(target)
            sync_folder(self.folder)

    def use(self, version: str) -> None:
        """Name the set that is used from the next start on: the instant."""
        before = [each for each in self._kept() if each != version]
        self._write(version, before[:_MOST_BEFORE])

    def waiting(self) -> Sequence[str]:
        """Return the sets that another program used and this one doesn't yet, newest first; none where one is used."""
        return [] if self._named() else [each for each in self._kept() if newer(each, self._own)]

    def renew(self) -> bool:
        """Check anew, after the program was exchanged, what was in force; return whether it will be used.

        Raises:
            RefusedError: ``update.data_put_aside`` (``version``, ``instead``): the newest isn't for this program, or
                isn't right by it. What comes after it in age is used then, or the program's own.
        """
        named = self._named()
        if named and self._in_force is None and not self._is_whole(named):
            raise RefusedError("update.data_put_aside", version=named, instead=self._own)
        waiting = self.waiting()
        if not waiting:
            return False
        why, used = self._newest_good(waiting)
        if used:
            self.use(used)
        if why is not None:
            raise RefusedError("update.data_put_aside", version=waiting[0], instead=used or self._own) from why
        return True

    def go_back(self) -> tuple[str, str]:
        """Use the set before, or the program's own; see ``ports.Versions``.

        Both are said in one word, so that no power cut lets one come back that was gone back from.
        """
        left = self._named()
        if not left:
            raise RefusedError("update.nothing_before")
        _, before = self._newest_good([each for each in self._kept() if newer(left, each) and newer(each, self._own)])
        self._write(before, [each for each in self._kept() if each not in (left, before)])
        return left, before or self._own

    def tidy(self) -> None:
        """Take away what isn't named and nobody works by: gone back from, half placed, or replaced."""
        try:
            word = read_word(self.folder)
        except FileNotFoundError:
            word = Word()
        except (OSError, ValueError):
            # Nobody knows what is of use.
            return
        for version in self._lying():
            if version not in (word.named, *word.before):
                with suppress(OSError), nobody_uses(self.folder / version) as free:
                    if free:
                        (self.folder / version).rename(self.folder / f"{GOING}{secrets.token_hex(6)}")
        sweep(self.folder)

    def _newest_good(self, versions: Sequence[str]) -> tuple[SscardError | None, str]:
        """Return the first that this program takes, ``""`` for none, and why it doesn't take what comes before it."""
        why: SscardError | None = None
        for version in versions:
            try:
                self._require_fitting(version)
                self.prove(self.folder / version)
            except SscardError as error:
                why = why or error
            else:
                return why, version
        return why, ""

    def _is_whole(self, version: str) -> bool:
        with converted(version):
            return is_whole(self.folder / version)

    def _fits(self, version: str) -> bool:
        try:
            self._require_fitting(version)
        except SscardError:
            return False
        return True

    def _require_fitting(self, version: str) -> None:
        """Ask for which programs a set was made, as it was asked when it came."""
        try:
            needs, below = (self.folder / version / _BOUNDS).read_text(encoding="ascii").split()
            require_fitting(needs, "" if below == _NO_BOUND else below, self._program)
        except (OSError, ValueError) as error:
            raise InvalidInputError("update.not_data") from error

    def _word(self) -> Word:
        try:
            return read_word(self.folder)
        except (OSError, ValueError):
            return Word()

    def _write(self, named: str, before: Sequence[str]) -> None:
        word = Word(named or OWN, self._program, tuple(before))
        with converted(PACK_IN_FORCE):
            versionfiles.replace(self.folder / PACK_IN_FORCE, write_word(word))

    def _named(self) -> str:
        """Return the set that is used from the next start on, ``""`` for the program's own."""
        word = self._word()
        return word.named if word.program == self._program and word.named in self._lying() else ""

    def _kept(self) -> list[str]:
        """Return the versions that lie here and were in force, newest first; what else lies here is nobody's."""
        word = self._word()
        return [version for version in self._lying() if version in (word.named, *word.before)]

    def _lying(self) -> list[str]:
        found: list[str] = []
        with suppress(OSError):
            found = [path.name for path in self.folder.iterdir() if is_version(path.name) and path.is_dir()]
        return sorted(found, key=version_of, reverse=True)
