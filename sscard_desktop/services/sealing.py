# SPDX-License-Identifier: Apache-2.0
"""Letting a batch leave for a locked recipient: sealed to certificates, signed by the station, opened by neither clerk
nor supervisor again.

The station's signing key is made when it is first needed and lies in the encrypted station. Whoever has to trust
packages gets its public half once, on another way.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.exporting import Exporting, Outgoing, picture_source
from sscard_desktop.services.ports import PackageSealer, PackageWriter, Progress, Recipient, StationKey, WrittenFile
from sscard_desktop.services.session import Session
from sscard_desktop.services.stationkey import signing_key

MAX_RECIPIENTS = 20


class Sealing:
    """A supervisor's work on sealed packages.

    Slow like :meth:`Exporting.write`, and divided like it: :meth:`write` runs on the work lane.
    """

    def __init__(self, session: Session, packages: PackageWriter, sealer: PackageSealer) -> None:
        session.operator.require(Permission.BATCH)
        self._session = session
        self._exporting = Exporting(session, packages)
        self._sealer = sealer

    @allowed(Permission.BATCH)
    def recipient(self, certificate: bytes) -> Recipient:
        """Return whom a certificate file names; raise ``InvalidInputError`` (``recipient.…``) where it won't do."""
        return self._sealer.recipient(certificate, at=self._session.clock.now())

    @allowed(Permission.BATCH)
    def station_key(self) -> StationKey:
        """Return the public key that this station signs with, made now if there is none yet."""
        return self._sealer.public_key(self._key())

    @allowed(Permission.BATCH)
    def export(self, number: str, folder: Path, to: Sequence[Recipient], progress: Progress) -> WrittenFile:
        """Write the batch for the recipients and mark batch and records as exported; raises what its parts raise."""
        outgoing = self.prepare(number, to)
        written = self.write(outgoing, folder, to, self._key(), progress)
        self.exported(outgoing, written, to)
        return written

    @allowed(Permission.BATCH)
    def prepare(self, number: str, to: Sequence[Recipient]) -> Outgoing:
        """Return what will leave; raise ``RefusedError``: ``sealed.no_recipient``, and :meth:`Exporting.prepare`'s."""
        if not 0 < len(to) <= MAX_RECIPIENTS:
            raise RefusedError("sealed.no_recipient", limit=MAX_RECIPIENTS)
        self._key()
        return self._exporting.prepare(number)

    @allowed(Permission.BATCH)
    def write(
        self, outgoing: Outgoing, folder: Path, to: Sequence[Recipient], key: str, progress: Progress
    ) -> WrittenFile:
        """Write the sealed package with a connection of its own, for the work lane; marks nothing."""
        name = f"{outgoing.file_name.removesuffix('.zip')}.sealed.zip"
        with closing(self._session.store.another()) as store:
            pictures = picture_source(store, outgoing)
            return self._sealer.write(outgoing.content, folder, name, to, key, pictures, progress)

    @allowed(Permission.BATCH)
    def exported(self, outgoing: Outgoing, written: WrittenFile, to: Sequence[Recipient]) -> None:
        """Mark batch and records as exported, with the recipients' certificates in the trail."""
        self._exporting.exported(outgoing, written, recipients=[each.fingerprint for each in to])

    def _key(self) -> str:
        return signing_key(self._session, self._sealer)
