# SPDX-License-Identifier: Apache-2.0
"""Updates by USB stick: looked at, taken, gone back from. Nothing is ever taken by itself, and nothing waits for it.

A supervisor's, once there is a station: what runs at the counter is theirs to answer for, and it stands in the trail.
Of the station that keeps the machine's versions, that is; being supervisor of another one is no help. On a machine
without a station anybody may, as anybody may set one up there. Going back from a version that nobody has
logged in with yet needs nobody's password: it may be the very thing that keeps people out.

Taking one is slow and split in two: :meth:`Updates.taking` notes who takes what, :meth:`Updates.place` touches no open
station. What is placed is what was checked and confirmed, by its digest: a stick may change in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop.domain.errors import (
    EnvironmentFailedError,
    InvalidInputError,
    NotAllowedError,
    RefusedError,
    SscardError,
)
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.updates import Update, UpdateKind, VersionState, require_takeable
from sscard_desktop.services.access import allowed
from sscard_desktop.services.backups import Backups, Made
from sscard_desktop.services.ports import InstalledVersion, Notice, Progress, UpdateFiles, Versions
from sscard_desktop.services.session import Session

if TYPE_CHECKING:
    from sscard_desktop.services.workplace import Workplace

USED_SETTING = "program.used"


@dataclass(frozen=True, slots=True)
class Offer:
    """A file on a stick that this machine would take."""

    file: Path
    update: Update


@dataclass(frozen=True, slots=True)
class UpdateStatus:
    """How a machine stands with its versions.

    Attributes:
        keys: fingerprints of the release keys by which updates are known.
        exchangeable: the program can be exchanged: it is a frozen one.
    """

    installed: tuple[InstalledVersion, ...]
    notice: Notice | None
    keys: tuple[str, ...]
    exchangeable: bool


class Updates:
    """A person's way to the machine's updates.

    Args:
        backups: the station's, of the same session.
    """

    def __init__(self, session: Session, files: UpdateFiles, versions: Versions, backups: Backups) -> None:
        self._session = session
        self._files = files
        self._versions = versions
        self._backups = backups

    @allowed(Permission.WORK)
    def status(self) -> UpdateStatus:
        """Return what lies here, and what happened."""
        return status_of(self._files, self._versions)

    @allowed(Permission.SETTINGS)
    def offers(self) -> Sequence[Offer]:
        """Return what lies on sticks and would be taken, newest first; all else there is passed over.

        What is here already isn't offered again: it waits for the next start, never started, or was set aside. What
        worked before it failed is: its files may be what is wrong with it. Slow where a stick is: not for the window's
        thread.
        """
        found: list[Offer] = []
        try:
            self._versions.require_kept_here()
        except RefusedError:
            return found
        standing, retired = self._versions.standing(), self._versions.retired()
        here = {(each.kind, each.version) for each in self._versions.installed() if not each.worked}
        for file in self._files.found():
            try:
                update = self._files.seen(file, retired=retired)
                require_takeable(update, standing)
            except SscardError:
                continue
            if (update.kind, update.version) not in here:
                found.append(Offer(file, update))
        return found

    @allowed(Permission.SETTINGS)
    def check(self, file: Path, progress: Progress) -> Update:
        """Return what a file brings, once all of it is known to be what was signed, and this machine would take it.

        Raises as :func:`check_update`.
        """
        return check_update(self._files, self._versions, file, progress)

    @allowed(Permission.SETTINGS)
    def taking(self, update: Update) -> None:
        """Note that an update is taken, before it is: then nothing is ever in place that stands nowhere."""
        with self._session.action(
            "update.apply", update.version, kind=update.kind.value, key=update.key, sha256=update.sha256
        ):
            pass

    @allowed(Permission.SETTINGS)
    def place(self, file: Path, update: Update, progress: Progress) -> Update:
        """Put what was checked beside what is there, proved; used from the next start on. For the work lane.

        Raises as :func:`place_update`.
        """
        return place_update(self._files, self._versions, file, update, progress)

    @allowed(Permission.SETTINGS)
    def not_taken(self, update: Update, error: SscardError) -> None:
        """Note that an update came to nothing."""
        with self._session.action("update.failed", update.version, kind=update.kind.value, why=error.code):
            pass

    @allowed(Permission.SETTINGS)
    def apply(self, file: Path, progress: Progress) -> tuple[Update, Made | None]:
        """Check, back the station up if anything was done since the last backup, note and place: on one thread."""
        update = self.check(file, progress)
        made = self._backups.make(progress) if self._backups.due(after_seal=True) else None
        self.taking(update)
        try:
            self.place(file, update, progress)
        except SscardError as error:
            self.not_taken(update, error)
            raise
        return update, made

    @allowed(Permission.SETTINGS)
    def go_back(self, kind: UpdateKind) -> tuple[str, str]:
        """Use the version before from the next start on; return which was left and which comes, ``""`` for unknown.

        Raises:
            RefusedError: ``update.nothing_before``.
        """
        left, before = self._versions.go_back(kind)
        with self._session.action("update.go_back", left, kind=kind.value, to=before):
            pass
        return left, before

    @allowed(Permission.WORK)
    def read_notice(self) -> None:
        """Note that the notice of a version that didn't start was read."""
        self._versions.read_notice()


def check_update(files: UpdateFiles, versions: Versions, file: Path, progress: Progress) -> Update:
    """Return what a file brings; for :class:`Updates`, and for machines without a station.

    Raises:
        InvalidInputError: it isn't an update, isn't whole, isn't signed by a key that is known here, or is for another
            platform (``update.*``).
        RefusedError: this machine doesn't take it; see :func:`.domain.updates.require_takeable`;
            ``update.other_station``: it isn't this station's to take.
        EnvironmentFailedError: it can't be read.
    """
    versions.require_kept_here()
    update = files.signed(file, retired=versions.retired(), progress=progress)
    require_takeable(update, versions.standing())
    return update


def place_update(files: UpdateFiles, versions: Versions, file: Path, update: Update, progress: Progress) -> Update:
    """Put what was checked beside what is there.

    Args:
        file: where it was found; by now it may be another one.
        update: what :func:`check_update` said, and somebody confirmed.

    Raises:
        RefusedError: ``update.another_file``: it holds something else by now.
        InvalidInputError: as :func:`check_update`; ``update.selftest_failed``; what is wrong with a profile.
        RefusedError: as :func:`check_update`.
        EnvironmentFailedError: ``update.no_room``, ``update.busy``, the disk's failures; nothing has changed.
        CancelledError: ``progress`` said so; nothing has changed.
    """
    # Its content is proved file by file as it is unpacked.
    found = files.seen(file, retired=versions.retired())
    if found.sha256 != update.sha256:
        raise RefusedError("update.another_file", version=update.version)
    require_takeable(found, versions.standing())
    versions.place(update, lambda folder: files.unpack(file, update, folder, progress), progress)
    return update


def status_of(files: UpdateFiles, versions: Versions) -> UpdateStatus:
    """Return how this machine stands; nobody needs to log in for it."""
    return UpdateStatus(
        tuple(versions.installed()),
        versions.notice(),
        tuple(sorted(files.keys())),
        exchangeable=bool(versions.standing().platform),
    )


def go_back_unseated(versions: Versions) -> tuple[str, str]:
    """Go back from a version that nobody has logged in with yet; nobody needs to log in for it.

    Raises:
        NotAllowedError: ``update.log_in_to_go_back``: the version in force works.
        RefusedError: ``update.nothing_before``.
    """
    programs = [each for each in versions.installed() if each.kind is UpdateKind.PROGRAM and not each.own]
    if not programs:
        raise RefusedError("update.nothing_before")
    if not any(each.state is VersionState.TRYING for each in programs):
        raise NotAllowedError("update.log_in_to_go_back")
    return versions.go_back(UpdateKind.PROGRAM)


def data_keep_people_out(place: Workplace) -> bool:
    """Return whether nobody can log in by the profiles and code tables in force: a disk lost some, or the city is gone.

    Then nobody needs to log in to go back from them.
    """
    city = place.station.identity().profile
    try:
        place.profiles.load(city)
    except (InvalidInputError, EnvironmentFailedError):
        return True
    return False


def note_program(session: Session, program: str) -> None:
    """Write into the trail that the program isn't the one of the last log-in; called when somebody logs in."""
    used = session.store.setting(USED_SETTING)
    if used == program:
        return
    with session.transaction():
        session.store.save_setting(USED_SETTING, program)
        if used:
            session.audit("program.changed", program, old=used, new=program)
