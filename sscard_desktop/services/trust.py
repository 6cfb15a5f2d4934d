# SPDX-License-Identifier: Apache-2.0
"""Whose packages a machine takes, and the certificate that others lock packages for it with. A supervisor's work.

A station is known by the key that it signs with, not by what it says of itself. Its fingerprint is compared once, on
another way than the package came; a key that was revoked stays known, with who revoked it and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.merging import TrustedStation
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import SignedPackage, SignedRoster, StationKey, StationPackages, Store, Unlock
from sscard_desktop.services.session import Session

_KEY_SETTING, _CERTIFICATE_SETTING = "reception.key", "reception.certificate"
_LONGEST_NAME = 100
_LONGEST_REASON = 500
_SHOWN = 32


class Trust:
    """The list of trusted stations, and this machine's reception certificate. For the store lane."""

    def __init__(self, session: Session, packages: StationPackages) -> None:
        self._session = session
        self._packages = packages

    @allowed(Permission.MERGE)
    def stations(self) -> Sequence[TrustedStation]:
        """Return the stations that are or were trusted, by number."""
        return self._session.store.trusted_stations()

    @allowed(Permission.MERGE)
    def trust(self, pem: bytes, *, number: int, name: str) -> TrustedStation:
        """Trust a station's key from now on.

        Raises:
            InvalidInputError: ``recipient.unreadable``, it is no station's public key.
            RefusedError: ``transfer.station_known`` (``station``), ``transfer.station_number_taken`` (``station``:
                another key bears it), ``station.number_out_of_range``, ``station.text_invalid``.
        """
        key = self._packages.station_key(pem)
        if not 1 <= number <= 9999:
            raise RefusedError("station.number_out_of_range", number=number)
        if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise RefusedError("station.text_invalid", limit=_LONGEST_NAME)
        store = self._session.store
        for known in store.trusted_stations():
            if known.revoked_at is None and known.fingerprint == key.fingerprint:
                raise RefusedError("transfer.station_known", station=known.number)
            if known.revoked_at is None and known.number == number:
                raise RefusedError("transfer.station_number_taken", station=number)
        with self._session.action("station.trust", key.fingerprint, station=number) as now:
            station = TrustedStation(key.fingerprint, number, name.strip(), key.pem, now, self._session.operator.name)
            store.save_trusted_station(station)
        return station

    @allowed(Permission.MERGE)
    def revoke(self, fingerprint: str, reason: str) -> TrustedStation:
        """Trust a station no longer; its packages are refused from now on, what was merged stays.

        Raises:
            RefusedError: ``transfer.station_unknown``; ``record.reason_missing``, ``record.reason_too_long``.
        """
        if not reason.strip():
            raise RefusedError("record.reason_missing", move="revoke")
        if len(reason) > _LONGEST_REASON:
            raise RefusedError("record.reason_too_long", limit=_LONGEST_REASON)
        found = [each for each in self._session.store.trusted_stations() if each.fingerprint == fingerprint]
        if not found or found[0].revoked_at is not None:
            raise RefusedError("transfer.station_unknown")
        told = {"station": found[0].number, "reason": reason.strip()}
        with self._session.action("station.revoke", fingerprint, **told) as now:
            revoked = replace(
                found[0], revoked_at=now, revoked_by=self._session.operator.name, revoked_reason=reason.strip()
            )
            self._session.store.save_trusted_station(revoked)
        return revoked

    @allowed(Permission.MERGE)
    def certificate(self) -> bytes:
        """Return the certificate (PEM) that stations lock packages for this machine with, made at the first call."""
        return reception_certificate(self._session, self._packages)


def reception_certificate(session: Session, packages: StationPackages) -> bytes:
    """Return this machine's certificate, made now if there is none yet; not inside of a transaction."""
    store = session.store
    if not store.setting(_KEY_SETTING):
        made = packages.new_reception(session.identity.name, at=session.clock.now())
        with session.action("station.reception_key", ""):
            store.save_setting(_KEY_SETTING, made.private_key)
            store.save_setting(_CERTIFICATE_SETTING, made.certificate.decode("ascii"))
    return store.setting(_CERTIFICATE_SETTING).encode("ascii")


def unlock_of(store: Store, password: str) -> Unlock:
    """Return what this machine opens packages with: its own key, if it has one, and the password that was typed."""
    return Unlock(
        store.setting(_CERTIFICATE_SETTING).encode("ascii"), store.setting(_KEY_SETTING).encode("ascii"), password
    )


def require_trusted(store: Store, package: SignedPackage | SignedRoster, own: StationKey | None) -> TrustedStation:
    """Return the station that a package is from.

    Raises:
        RefusedError: ``transfer.own_package``, ``transfer.unknown_station`` (``key``), ``transfer.revoked_station``
            (``station``), ``transfer.other_number`` (``station``, ``stated``); all with ``file``.
    """
    file = package.path.name[:_LONGEST_NAME]
    if own is not None and own.fingerprint == package.key.fingerprint:
        raise RefusedError("transfer.own_package", file=file)
    found = [each for each in store.trusted_stations() if each.fingerprint == package.key.fingerprint]
    if not found:
        raise RefusedError("transfer.unknown_station", file=file, key=shown_fingerprint(package.key.fingerprint))
    station = found[0]
    if station.revoked_at is not None:
        raise RefusedError("transfer.revoked_station", file=file, station=station.number)
    if station.number != package.origin.number:
        raise RefusedError("transfer.other_number", file=file, station=station.number, stated=package.origin.number)
    return station


def shown_fingerprint(fingerprint: str) -> str:
    """Return the beginning of a fingerprint in groups, as two people read it to each other.

    128 bits: nobody makes a key whose fingerprint begins like another's.
    """
    return " ".join(fingerprint[start : start + 4] for start in range(0, _SHOWN, 4))
