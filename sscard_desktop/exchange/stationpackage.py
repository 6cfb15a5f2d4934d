# SPDX-License-Identifier: Apache-2.0
"""Packages of records from a station to a supervisor's machine: what lies in the carrier's stream, and in which order.

Each record is a frame ``R`` (a copy, see ``domain/recordcopy``) with a frame ``P`` for each of its pictures behind it,
in the copy's order; then ``L`` for each piece of the station's rosters (see ``domain/rostercopy``; packages of before
rosters travelled have none), ``D``, the drafts that were discarded at the station, and ``E``, how many records there
were, and nothing more. A package is read one record at a time: memory doesn't depend on how many there are.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from sscard_desktop.domain import rostercopy
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.recordcopy import PictureFacts, RecordCopy, as_text
from sscard_desktop.domain.recordcopyreading import from_text
from sscard_desktop.domain.rostercopy import RosterPiece
from sscard_desktop.exchange import carrier, recipients
from sscard_desktop.exchange.carrierstream import Frame
from sscard_desktop.exchange.origin import LONGEST_WORD, origin_facts, origin_told
from sscard_desktop.services.ports import (
    Arrival,
    Lock,
    PackageOrigin,
    Progress,
    Reception,
    SignedPackage,
    StationKey,
    Unlock,
    WrittenFile,
)

KIND = "station-records"
MOST_RECORDS = 20_000
"""In one file; a station writes far fewer, and what is kept of each while files are looked at takes memory."""
MOST_PARTS = 10_000
MOST_DISCARDED = 100_000
_RECORD, _PICTURE, _ROSTER, _DISCARDED, _END = b"R", b"P", b"L", b"D", b"E"
_ID = re.compile(r"[0-9a-f]{32}")
_RSA_BITS = 3072
_CERTIFICATE_YEARS = 10
_LONGEST_COMMON_NAME = 60
"""Bytes; X.520 takes 64."""


class StationPackageFiles:
    """Writes, verifies and reads them (:class:`~sscard_desktop.services.ports.StationPackages`)."""

    def write(
        self,
        path: Path,
        origin: PackageOrigin,
        records: Iterable[tuple[RecordCopy, Callable[[PictureRole], bytes]]],
        discarded: Sequence[RecordId],
        *,
        lock: Lock,
        key: str,
        progress: Progress,
        rosters: Iterable[RosterPiece] = (),
    ) -> WrittenFile:
        """Write a package in place of an earlier file; see ``ports.StationPackages`` and :func:`carrier.write`."""
        frames = _frames(records, rosters, discarded[:MOST_DISCARDED], origin.records, progress)
        return carrier.write(path, KIND, origin_told(origin, counted="records"), frames, lock=lock, key=key)

    def is_one(self, path: Path) -> bool:
        """Return whether a file begins as a carrier does."""
        return carrier.is_one(path)

    def verify(self, path: Path, progress: Progress) -> SignedPackage:
        """Return what a package states; raise what :func:`carrier.signed` raises, and ``transfer.other_kind``."""
        return _package(_signed(path, progress))

    def opens(self, package: SignedPackage, unlock: Unlock) -> None:
        """Raise what :func:`carrier.opened_key` raises."""
        carrier.opened_key(carrier.again(package), unlock)

    def read(self, package: SignedPackage, unlock: Unlock) -> Iterator[Arrival]:
        """Yield its records with their pictures, then the rosters in pieces, then what was discarded.

        Raises ``InvalidInputError``: :func:`carrier.frames`', ``transfer.record_bad``, ``transfer.roster_bad``,
        ``transfer.damaged``.
        """
        name = package.path.name[:LONGEST_WORD]
        frames = carrier.frames(carrier.again(package), unlock)
        found = 0
        ended = False
        for letter, content in frames:
            if ended:
                raise InvalidInputError("transfer.damaged", file=name)
            if letter == _RECORD:
                found += 1
                copy = from_text(content)
                yield Arrival(copy, {facts.role: _picture(frames, facts, name) for facts in copy.pictures})
            elif letter == _ROSTER:
                yield Arrival(roster=rostercopy.from_text(content))
            elif letter == _DISCARDED:
                yield from (Arrival(discarded=each) for each in _ids(content, name))
            elif letter == _END and content == _end(package.origin.records) and found == package.origin.records:
                ended = True
            else:
                raise InvalidInputError("transfer.damaged", file=name)
        if not ended:
            raise InvalidInputError("transfer.damaged", file=name)

    def new_reception(self, name: str, *, at: datetime) -> Reception:
        """Return a new RSA key with a certificate that it signed itself; it is handed on, not looked up."""
        key = rsa.generate_private_key(65537, _RSA_BITS)
        short = name.encode("utf-8", "ignore")[:_LONGEST_COMMON_NAME].decode("utf-8", "ignore") or "station"
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, short)])
        usage = x509.KeyUsage(False, False, True, False, False, False, False, False, False)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(at - timedelta(days=1))
            .not_valid_after(at + timedelta(days=366 * _CERTIFICATE_YEARS))
            .add_extension(usage, critical=True)
        )
        certificate = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return Reception(certificate, private.decode("ascii"))

    def station_key(self, pem: bytes) -> StationKey:
        """Return a station's public key from its file."""
        return recipients.read_station_key(pem)


def _frames(
    records: Iterable[tuple[RecordCopy, Callable[[PictureRole], bytes]]],
    rosters: Iterable[RosterPiece],
    discarded: Sequence[RecordId],
    total: int,
    progress: Progress,
) -> Iterator[Frame]:
    done = 0
    for copy, picture in records:
        yield _RECORD, as_text(copy)
        for facts in sorted(copy.pictures, key=lambda each: each.role):
            yield _PICTURE, picture(facts.role)
        done += 1
        progress.report(done, total)
    yield from ((_ROSTER, rostercopy.as_text(piece)) for piece in rosters)
    yield _DISCARDED, json.dumps(list(discarded)).encode("ascii")
    yield _END, _end(done)


def _end(records: int) -> bytes:
    return json.dumps({"records": records}).encode("ascii")


def _picture(frames: Iterator[Frame], facts: PictureFacts, name: str) -> bytes:
    letter, content = next(frames, (b"", b""))
    sound = letter == _PICTURE and len(content) == facts.size_bytes
    if not sound or hashlib.sha256(content).hexdigest() != facts.sha256:
        raise InvalidInputError("transfer.damaged", file=name)
    return content


def _ids(content: bytes, name: str) -> list[RecordId]:
    try:
        told = json.loads(content.decode("ascii"))
        if type(told) is not list or len(told) > MOST_DISCARDED:
            raise ValueError("no list")
        if not all(type(each) is str and _ID.fullmatch(each) for each in told):
            raise ValueError("no ids")
    except (ValueError, RecursionError) as error:
        raise InvalidInputError("transfer.damaged", file=name) from error
    return [RecordId(each) for each in told]


def _signed(path: Path, progress: Progress) -> carrier.Signed:
    found = carrier.signed(path, progress)
    if found.kind != KIND:
        raise InvalidInputError("transfer.other_kind", file=path.name[:LONGEST_WORD])
    return found


def _package(found: carrier.Signed) -> SignedPackage:
    return SignedPackage(
        found.path,
        _origin(found.about, found.path.name[:LONGEST_WORD]),
        found.key,
        found.size_bytes,
        found.sha256,
        found.locked_by,
        found.recipients,
    )


def _origin(about: Mapping[str, Any], file: str) -> PackageOrigin:
    return PackageOrigin(*origin_facts(about, file, counted="records", most=MOST_RECORDS, most_parts=MOST_PARTS))
