# SPDX-License-Identifier: Apache-2.0
"""Packages for a locked recipient: the station that wrote one can't open it again.

A plain zip with five members in this order: ``package.zip`` (an upload package as always, under a random password that
nobody keeps), ``password.p7m`` (that password as CMS EnvelopedData for the recipients), ``statement.json`` (digests of
both, batch, station), ``statement.sig`` (the station's Ed25519 signature over it) and ``station.pem`` (the public key;
known from elsewhere it proves who, alone only that nothing was changed since). Unzip, openssl and 7-Zip open it without
this program. Memory holds a piece at a time.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.exchange import aeszip, recipients, verify
from sscard_desktop.exchange.diskerrors import as_environment_failure
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.ports import (
    PackageContent,
    PackageFinding,
    Progress,
    Recipient,
    SealedReport,
    StationKey,
    WrittenFile,
)

if TYPE_CHECKING:
    from typing_extensions import Buffer

KIND = "sscard-sealed"
FORMAT = 1
PACKAGE, PASSWORD, STATEMENT, SIGNATURE, KEY = MEMBERS = (
    "package.zip",
    "password.p7m",
    "statement.json",
    "statement.sig",
    "station.pem",
)
_SMALL_BYTES = 256 << 10
"""No member but the package itself is larger."""
_CHUNK_BYTES = 1 << 20
_PASSWORD_BYTES = 32


@dataclass(frozen=True, slots=True)
class _Opened:
    """A carrier whose frame is sound: where the package lies in it, and the small members."""

    offset: int
    size_bytes: int
    small: Mapping[str, bytes]


class SealedPackages:
    """Writes, verifies and opens them (:class:`~sscard_desktop.services.ports.PackageSealer`)."""

    def __init__(self, packages: PackageFile) -> None:
        self._packages = packages

    def new_key(self) -> str:
        """Return a new signing key for a station."""
        return recipients.new_station_key()

    def public_key(self, key: str) -> StationKey:
        """Return the public half of a signing key."""
        return recipients.station_key(key)

    def recipient(self, pem: bytes, *, at: datetime) -> Recipient:
        """Return whom a certificate names; see :func:`recipients.recipient` for what is refused."""
        return recipients.recipient(pem, at=at)

    def write(
        self,
        content: PackageContent,
        folder: Path,
        file_name: str,
        to: Sequence[Recipient],
        key: str,
        picture: Callable[[str], bytes],
        progress: Progress,
    ) -> WrittenFile:
        """Write ``content`` to ``folder / file_name`` for the recipients, in place of an earlier file.

        The disk holds the package twice for a moment.

        Args:
            key: the station's signing key.

        Raises what ``PackageFile.write`` raises.
        """
        password = secrets.token_urlsafe(_PASSWORD_BYTES)
        part = folder / f"{file_name}.part"
        inner = None
        with as_environment_failure(folder):
            try:
                for leftover in (part, folder / f"{file_name}.inner.zip"):
                    leftover.unlink(missing_ok=True)
                inner = self._packages.write(content, folder, f"{file_name}.inner.zip", password, picture, progress)
                envelope = recipients.seal(password.encode("ascii"), to)
                statement = _statement(content, inner, envelope, to)
                small = {
                    PASSWORD: envelope,
                    STATEMENT: statement,
                    SIGNATURE: recipients.sign(key, statement),
                    KEY: recipients.station_key(key).pem,
                }
                with part.open("xb+") as file:
                    _fill(file, inner.path, small, content.sealed_at)
                    file.flush()
                    os.fsync(file.fileno())
                if self.verify(part).findings:
                    raise EnvironmentFailedError("package.read_back", folder=str(folder), file=file_name)
                with part.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                    size = file.tell()
                part.replace(folder / file_name)
            except BaseException:
                with contextlib.suppress(OSError):
                    part.unlink(missing_ok=True)
                raise
            finally:
                if inner is not None:
                    with contextlib.suppress(OSError):
                        inner.path.unlink(missing_ok=True)
        return WrittenFile(folder / file_name, size, digest)

    def is_sealed(self, path: Path) -> bool:
        """Return whether a file looks like one of these, sound or not."""
        with verify.opened(path) as file:
            return file.read(30 + len(PACKAGE))[30:] == PACKAGE.encode("ascii")

    def verify(
        self,
        path: Path,
        *,
        station_key: bytes = b"",
        certificate: bytes = b"",
        private_key: bytes = b"",
        passphrase: str = "",
    ) -> SealedReport:
        """Return what is wrong with a sealed package, and what it states.

        Args:
            station_key: the public key that the station is known by; without it, anybody could have signed.
            certificate, private_key, passphrase: the recipient's; with them the package inside is verified too.
        """
        with verify.opened(path) as file:
            try:
                carrier = _read(file)
                stated, key = _checked_statement(carrier, file, station_key)
                findings: list[PackageFinding] = []
                if private_key:
                    password = _password(carrier, certificate, private_key, passphrase)
                    findings = verify.findings_in(_part(file, carrier), password)
            except InvalidInputError as error:
                return SealedReport((PackageFinding(error.code),))
        return SealedReport(
            tuple(findings),
            batch=str(stated["batch"]),
            station=int(stated["station"]),
            fingerprint=key.fingerprint,
            known=bool(station_key),
            opened=bool(private_key),
        )

    def open(
        self, path: Path, folder: Path, *, certificate: bytes, private_key: bytes, passphrase: str = ""
    ) -> tuple[WrittenFile, str]:
        """Take the package out for its recipient; return it and its password.

        Raises:
            InvalidInputError: it isn't sound, or isn't for this key.
            EnvironmentFailedError: the disk's failures, a file of that name is there.
        """
        target = folder / f"{path.stem}.package.zip"
        with verify.opened(path) as file:
            carrier = _read(file)
            _checked_statement(carrier, file, b"")
            password = _password(carrier, certificate, private_key, passphrase)
            with as_environment_failure(folder):
                part = target.with_name(f"{target.name}.part")
                try:
                    with part.open("xb") as out:
                        for chunk in _chunks(file, carrier.offset, carrier.size_bytes):
                            out.write(chunk)
                        out.flush()
                        os.fsync(out.fileno())
                    if target.exists():
                        raise EnvironmentFailedError("package.name_taken", folder=str(folder), file=target.name)
                    part.replace(target)
                except BaseException:
                    with contextlib.suppress(OSError):
                        part.unlink(missing_ok=True)
                    raise
        return self._packages.describe(target), password


class _Window(io.RawIOBase):
    """A part of a file as a file of its own, for reading."""

    def __init__(self, file: BinaryIO, offset: int, size_bytes: int) -> None:
        super().__init__()
        self._file, self._offset, self._size = file, offset, size_bytes
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        self._position = max(base + offset, 0)
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Buffer, /) -> int:
        with memoryview(buffer) as view:
            self._file.seek(self._offset + self._position)
            data = self._file.read(min(len(view), max(self._size - self._position, 0)))
            view[: len(data)] = data
        self._position += len(data)
        return len(data)


def _part(file: BinaryIO, carrier: _Opened) -> BinaryIO:
    return io.BufferedReader(_Window(file, carrier.offset, carrier.size_bytes), _CHUNK_BYTES)


def _statement(content: PackageContent, inner: WrittenFile, envelope: bytes, to: Sequence[Recipient]) -> bytes:
    head = content.audit_head
    stated = {
        "kind": KIND,
        "format": FORMAT,
        "batch": content.batch,
        "station": content.station.number,
        "sealed_at": content.sealed_at.isoformat(),
        "records": content.count,
        "package_bytes": inner.size_bytes,
        "package_sha256": inner.sha256,
        "password_sha256": hashlib.sha256(envelope).hexdigest(),
        "recipients": [each.fingerprint for each in to],
        "audit_head": str(head) if head else "",
    }
    return json.dumps(stated, indent=1, sort_keys=True).encode("ascii") + b"\n"


def _fill(file: BinaryIO, package: Path, small: Mapping[str, bytes], at: datetime) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as carrier, package.open("rb") as source:
        info = _info(PACKAGE, at, package.stat().st_size)
        with carrier.open(info, "w") as member:
            while chunk := source.read(_CHUNK_BYTES):
                member.write(chunk)
        for name in MEMBERS[1:]:
            carrier.writestr(_info(name, at, len(small[name])), small[name])


def _info(name: str, at: datetime, size_bytes: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, aeszip.member_info(name, at).date_time)
    info.create_system, info.external_attr, info.file_size = 0, 0x20, size_bytes
    return info


def _read(file: BinaryIO) -> _Opened:
    """Return the parts of a carrier whose frame is as :func:`_fill` writes it, to the byte."""
    archive = aeszip.open_archive(file)
    try:
        infos = archive.infolist()
        if tuple(info.filename for info in infos) != MEMBERS:
            raise InvalidInputError("sealed.not_sealed")
        position, offsets = 0, []
        for info in infos:
            expected = zipfile.ZipInfo(info.filename, info.date_time)
            expected.create_system, expected.external_attr = 0, 0x20
            expected.file_size = expected.compress_size = info.file_size
            expected.CRC = info.CRC
            header = expected.FileHeader(info.file_size * 1.05 > zipfile.ZIP64_LIMIT)
            file.seek(position)
            sound = info.header_offset == position and info.compress_size == info.file_size
            if not sound or file.read(len(header)) != header:
                raise InvalidInputError("sealed.damaged")
            offsets.append(position + len(header))
            position += len(header) + info.file_size
        if position != archive.start_dir or any(info.file_size > _SMALL_BYTES for info in infos[1:]):
            raise InvalidInputError("sealed.damaged")
        small = {}
        for info, offset in zip(infos[1:], offsets[1:], strict=True):
            file.seek(offset)
            small[info.filename] = file.read(info.file_size)
        return _Opened(offsets[0], infos[0].file_size, small)
    except (ValueError, OverflowError, UnicodeError) as error:
        raise InvalidInputError("sealed.damaged") from error
    finally:
        aeszip.abandon(archive)


def _checked_statement(carrier: _Opened, file: BinaryIO, known: bytes) -> tuple[dict[str, Any], StationKey]:
    """Return the statement once its signature holds and it is about this package."""
    statement = carrier.small[STATEMENT]
    key = recipients.read_station_key(carrier.small[KEY])
    if known and recipients.read_station_key(known).fingerprint != key.fingerprint:
        raise InvalidInputError("sealed.other_station")
    if not recipients.is_signed(key, statement, carrier.small[SIGNATURE]):
        raise InvalidInputError("sealed.signature_bad")
    try:
        stated = json.loads(statement.decode("ascii"))
        if stated["kind"] != KIND or stated["format"] != FORMAT or type(stated["station"]) is not int:
            raise ValueError("another statement")
        package, envelope = stated["package_sha256"], stated["password_sha256"]
        str(stated["batch"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInputError("sealed.statement_bad") from error
    digest = hashlib.sha256()
    for chunk in _chunks(file, carrier.offset, carrier.size_bytes):
        digest.update(chunk)
    if (digest.hexdigest(), hashlib.sha256(carrier.small[PASSWORD]).hexdigest()) != (package, envelope):
        raise InvalidInputError("sealed.content_changed")
    return stated, key


def _password(carrier: _Opened, certificate: bytes, private_key: bytes, passphrase: str) -> str:
    secret = recipients.opened(
        carrier.small[PASSWORD], certificate=certificate, private_key=private_key, passphrase=passphrase
    )
    return secret.decode("ascii", "replace")


def _chunks(file: BinaryIO, offset: int, size_bytes: int) -> Iterator[bytes]:
    file.seek(offset)
    left = size_bytes
    while left and (chunk := file.read(min(left, _CHUNK_BYTES))):
        left -= len(chunk)
        yield chunk
