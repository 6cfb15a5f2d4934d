# SPDX-License-Identifier: Apache-2.0
"""What an update is, and which one a machine takes: by version and platform alone, never by the clock.

A counter's clock may be years wrong, so nothing here has a date to expire on. An old file played again is refused by
its number: no version comes after one that was in force, except by a rollback, which somebody asks for by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.versions import newer, same

SUFFIX = ".sscard-update"


class UpdateKind(StrEnum):
    """What a file brings."""

    PROGRAM = "program"
    """A whole frozen program."""
    DATA = "data"
    """City profiles with their papers, and code tables; the program stays."""


class VersionState(StrEnum):
    """How a version of the program stands that lies on this machine."""

    TRYING = "trying"
    """Its self-test passed; nobody has logged in with it yet."""
    CONFIRMED = "confirmed"
    """Somebody logged in with it."""
    FAILED = "failed"
    """It didn't start, and won't be tried again by itself."""
    SET_ASIDE = "set_aside"
    """A person went back to the one before."""
    UNFIT = "unfit"
    """Data for other programs than the one that runs."""


@dataclass(frozen=True, slots=True)
class Update:
    """What a file says of itself once its signature holds.

    Attributes:
        version: of the program or the data.
        platform: what it runs on, such as ``linux-x86_64``; ``""`` for data.
        needs: the oldest program that takes it.
        below: the program from which on it means nothing any more; ``""`` for no end.
        key: by which release key it was signed.
        retires: release keys that hold no longer once this is taken.
        notes: what is new, by language.
        sha256: of the manifest, which names every byte: the update's identity.
        size_bytes: on the disk, unpacked.
    """

    kind: UpdateKind
    version: str
    platform: str
    needs: str
    below: str
    key: str
    made_on: str
    sha256: str
    files: int
    size_bytes: int
    retires: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an update meets on a machine.

    Attributes:
        program: the program's version that runs.
        platform: what this machine is; ``""`` where the program isn't a frozen one and can't be exchanged.
        newest_program: the newest version that was ever in force here.
        data: the version of the data in force, and ``newest_data`` the newest there ever was.
    """

    program: str
    platform: str
    newest_program: str
    data: str
    newest_data: str


def require_takeable(update: Update, standing: Standing) -> None:
    """Say why this machine doesn't take an update, if it doesn't.

    Raises:
        InvalidInputError: ``update.wrong_platform`` (``platform``, ``here``).
        RefusedError: ``update.not_frozen``; ``update.same`` (``version``); ``update.older`` (``version``, ``here``);
            ``update.needs_newer`` (``needs``, ``here``), a version between must come first; ``update.for_older``
            (``below``, ``here``), data for programs before this one.
    """
    program = update.kind is UpdateKind.PROGRAM
    if program and not standing.platform:
        raise RefusedError("update.not_frozen")
    if program and update.platform != standing.platform:
        raise InvalidInputError("update.wrong_platform", platform=update.platform, here=standing.platform)
    here, newest = (standing.program, standing.newest_program) if program else (standing.data, standing.newest_data)
    if same(update.version, here):
        raise RefusedError("update.same", version=update.version)
    # Of one that was in force and set aside, the same file may come back; an older one may not.
    if newer(here, update.version) or newer(newest, update.version):
        raise RefusedError("update.older", version=update.version, here=newest if newer(newest, here) else here)
    require_fitting(update.needs, update.below, standing.program)


def require_fitting(needs: str, below: str, program: str) -> None:
    """Say why a program doesn't take what has these bounds: asked of an update, and of data again by each program.

    Raises:
        RefusedError: ``update.needs_newer`` (``needs``, ``here``); ``update.for_older`` (``below``, ``here``).
    """
    if newer(needs, program):
        raise RefusedError("update.needs_newer", needs=needs, here=program)
    if below and not newer(below, program):
        raise RefusedError("update.for_older", below=below, here=program)
