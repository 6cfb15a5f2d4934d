# SPDX-License-Identifier: Apache-2.0
"""A roster for other laptops: written whole or in parts as signed, locked files, and opened there.

A part holds its own people only, with what was prepared for them. What happens to them travels back in the station's
packages, and is put together by the roster's id: four parts merged are the whole again. Opening the same file twice
changes nothing; opening another part adds its people.

A file is used if its station is trusted here, or if the person at the laptop compared its key with the sender; a key
that was revoked is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.filenames import told_of
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowId, RowPicture
from sscard_desktop.domain.rostercopy import pieces
from sscard_desktop.domain.rostersplit import MOST_PARTS, by_unit, in_turn
from sscard_desktop.services.access import allowed
from sscard_desktop.services.handover import SUFFIX
from sscard_desktop.services.ports import (
    Lock,
    PackageSealer,
    Progress,
    RosterFiles,
    RosterOrigin,
    SignedRoster,
    Store,
    WrittenFile,
)
from sscard_desktop.services.progress import Part
from sscard_desktop.services.rosteropening import RosterOpening, Taken
from sscard_desktop.services.session import Session
from sscard_desktop.services.stationkey import KEY_SETTING, signing_key
from sscard_desktop.services.trust import require_trusted, unlock_of


@dataclass(frozen=True, slots=True)
class SharedRoster:
    """A roster's file that was looked at.

    Attributes:
        station: number of the trusted station that it is from, 0 where its key isn't known here.
    """

    signed: SignedRoster
    station: int


class RosterSharing:
    """Shares rosters. For the work lane."""

    def __init__(self, session: Session, files: RosterFiles, sealer: PackageSealer) -> None:
        self._session = session
        self._files = files
        self._sealer = sealer

    @allowed(Permission.ROSTERS)
    def share(
        self,
        roster_id: RosterId,
        folder: Path,
        lock: Lock,
        progress: Progress,
        *,
        parts: int = 1,
        units_together: bool = False,
    ) -> Sequence[WrittenFile]:
        """Write a roster to ``folder``: one file with all of it, or one for each part.

        Args:
            units_together: no unit's people are in two parts.

        Raises:
            RefusedError: ``roster.unknown``; ``roster.parts`` (``most``), there aren't as many people or units.
            InvalidInputError: ``transfer.no_lock``, ``transfer.password_short``.
            EnvironmentFailedError: the disk's failures (``package.…``); files that were written before stay.
            CancelledError: from ``progress``.
        """
        with closing(self._session.store.another()) as store:
            session = self._session.beside(store)
            key = signing_key(session, self._sealer)
            with store.reading():
                roster = store.roster(roster_id)
                divided = _divided(store.roster_rows(roster_id), parts, units_together)
                written = self._write(store, roster, divided, folder, lock, key, progress)
            for part, each in zip(divided, written, strict=True):
                with session.action(
                    "roster.share",
                    roster_id,
                    file=told_of(each.path.name),
                    sha256=each.sha256,
                    rows=len(part),
                    recipients=[to.fingerprint for to in lock.recipients],
                ):
                    pass
        return written

    def _write(
        self,
        store: Store,
        roster: Roster,
        divided: Sequence[Sequence[RosterRow]],
        folder: Path,
        lock: Lock,
        key: str,
        progress: Progress,
    ) -> list[WrittenFile]:
        identity, now = self._session.identity, self._session.clock.now()
        stem = f"roster-{identity.number:04d}-{now.astimezone(CHINA):%Y%m%d-%H%M%S}"
        written: list[WrittenFile] = []
        before, total = 0, sum(map(len, divided))
        for number, part in enumerate(divided, start=1):
            name = f"{stem}{f'-{number}of{len(divided)}' if len(divided) > 1 else ''}{SUFFIX}"
            origin = RosterOrigin(
                identity.number,
                identity.name,
                identity.profile,
                roster.campaign,
                now,
                len(part),
                number,
                len(divided),
            )
            watched = Part(progress, before, total)
            taken, pictures = pieces(roster, part), _pictures(store)
            written.append(
                self._files.write(folder / name, origin, taken, pictures, lock=lock, key=key, progress=watched)
            )
            before += len(part)
        return written

    @allowed(Permission.ROSTERS)
    def look(self, path: Path, progress: Progress) -> SharedRoster:
        """Return what a roster's file says of itself and whether its station is known, once its signature holds.

        Raises:
            InvalidInputError: it isn't a sound roster's file (``transfer.…``).
            RefusedError: ``transfer.revoked_station``, ``transfer.other_number``; ``roster.other_campaign``
                (``campaign``, ``profile``: the file's).
            EnvironmentFailedError: it can't be read. CancelledError: from ``progress``.
        """
        found = self._files.verify(path, progress)
        identity, origin = self._session.identity, found.origin
        if (origin.profile, origin.campaign) != (identity.profile, identity.campaign):
            raise RefusedError("roster.other_campaign", profile=origin.profile, campaign=origin.campaign)
        with closing(self._session.store.another()) as store:
            return SharedRoster(found, self._station(store, found))

    @allowed(Permission.ROSTERS)
    def take(self, shared: SharedRoster, progress: Progress, *, password: str = "", confirmed: bool = False) -> Taken:
        """Take a roster over from its file: all of it, or nothing.

        Args:
            password: of a file that is locked by one.
            confirmed: the person compared the key of a station that isn't known here with the sender.

        Raises:
            RefusedError: ``roster.sender_unknown`` (``key``).
            InvalidInputError: ``transfer.…``; the file isn't what it was when it was looked at.
            EnvironmentFailedError: the disk's failures. CancelledError: from ``progress``. Nothing is left then.
        """
        with closing(self._session.store.another()) as store:
            found = shared.signed
            if not self._station(store, found) and not confirmed:
                raise RefusedError("roster.sender_unknown", station=found.origin.number)
            unlock = unlock_of(store, password)
            self._files.opens(found, unlock)
            arrivals = self._files.read(found, unlock)
            return RosterOpening(self._session.beside(store), found, progress)(arrivals)

    def _station(self, store: Store, found: SignedRoster) -> int:
        """Return the number of the trusted station that a file is from, 0 for an unknown one."""
        key = store.setting(KEY_SETTING)
        try:
            return require_trusted(store, found, self._sealer.public_key(key) if key else None).number
        except RefusedError as error:
            if error.code == "transfer.own_package":
                return self._session.identity.number
            if error.code == "transfer.unknown_station":
                return 0
            raise


def _divided(rows: Sequence[RosterRow], parts: int, units_together: bool) -> list[list[RosterRow]]:
    if not 1 <= parts <= MOST_PARTS:
        raise RefusedError("roster.parts", most=MOST_PARTS)
    if parts == 1:
        return [list(rows)]
    divided = by_unit(rows, parts) if units_together else in_turn(rows, parts)
    if not all(divided):
        raise RefusedError("roster.parts", most=sum(map(bool, divided)))
    return divided


def _pictures(store: Store) -> Callable[[RowId], Iterable[tuple[PictureRole, RowPicture]]]:
    def prepared(row: RowId) -> Iterable[tuple[PictureRole, RowPicture]]:
        for role in sorted(store.row_picture_digests(row)):
            picture = store.row_picture(row, role)
            if picture is not None:
                yield role, picture

    return prepared
