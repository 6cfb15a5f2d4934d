# SPDX-License-Identifier: Apache-2.0
"""The station's keys: a new data key, a new recovery code, recovery shares. A supervisor's work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import Progress, StationFile, Store
from sscard_desktop.services.session import Session


class Keys:
    """Changes the station's keys.

    Each audit line comes before the change that it tells of: a code that was made, but not returned since the line
    couldn't be written, would be known to nobody.
    """

    def __init__(self, session: Session, station: StationFile) -> None:
        self._session = session
        self._station = station

    @allowed(Permission.MANAGE_PEOPLE)
    def rotate(self, progress: Progress) -> None:
        """Give the station a new data key; everybody's password stays, and the session is over: log in again.

        For when somebody left who might have kept a copy of the old key file, or a backup. Reads and writes the whole
        station: some seconds for each thousand people.

        Raises:
            RefusedError: ``station.still_in_use``; ``station.rotation_waits`` (``count``).
            EnvironmentFailedError: the disk's failures; the old key stands.
            CancelledError: ``progress`` said so; the old key stands.
        """

        def note(store: Store) -> None:
            session = replace(self._session, store=store)
            with session.action("keys.rotate", ""):
                pass

        self._station.rotate(self._session.store, note, progress.report)

    @allowed(Permission.MANAGE_PEOPLE)
    def renew_recovery_code(self) -> str:
        """Return a new recovery code; the earlier one ends."""
        with self._session.action("keys.recovery_code", ""):
            pass
        return self._station.new_recovery_code(self._session.store)

    @allowed(Permission.MANAGE_PEOPLE)
    def make_shares(self, *, needed: int, made: int) -> Sequence[str]:
        """Return ``made`` shares for as many people, ``needed`` of whom can recover the station together.

        Earlier shares end; the recovery code stays beside them.

        Raises:
            RefusedError: ``station.shares_out_of_range``.
        """
        with self._session.action("keys.recovery_shares", "", needed=needed, made=made):
            pass
        return self._station.new_recovery_shares(self._session.store, needed=needed, made=made)
