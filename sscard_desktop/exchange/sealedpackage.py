# SPDX-License-Identifier: Apache-2.0
"""Packages for a locked recipient: the station that wrote one can't open it again.

A plain zip (:mod:`.sealedzip`): an upload package as always under a random password that nobody keeps, that password
as CMS EnvelopedData for the recipients, and the station's signature over a statement of both. Unzip, openssl and 7-Zip
open it without this program. Memory holds a piece at a time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.exchange import recipients, verify
from sscard_desktop.exchange.diskerrors import as_environment_failure
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.partfile import forget_cached, removed_on_failure, sync_folder
from sscard_desktop.exchange.sealedzip import (
    KEY,
    PACKAGE,
    PASSWORD,
    SIGNATURE,
    STATEMENT,
    SealedZip,
    chunks,
    fill,
    inner_file,
    read,
)
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
    pass

KIND = "sscard-sealed"
FORMAT = 1
_PASSWORD_BYTES = 32


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
        with as_environment_failure(folder), removed_on_failure(part):
            for leftover in (part, folder / f"{file_name}.inner.zip"):
                leftover.unlink(missing_ok=True)
            inner = self._packages.write(content, folder, f"{file_name}.inner.zip", password, picture, progress)
            try:
                envelope = recipients.seal(password.encode("ascii"), to)
                statement = _statement(content, inner, envelope, to)
                small = {
                    PASSWORD: envelope,
                    STATEMENT: statement,
                    SIGNATURE: recipients.sign(key, statement),
                    KEY: recipients.station_key(key).pem,
                }
                with part.open("xb+") as file:
                    fill(file, inner.path, small, content.sealed_at)
                    file.flush()
                    os.fsync(file.fileno())
                    forget_cached(file)
                if self.verify(part).findings:
                    raise EnvironmentFailedError("package.read_back", folder=str(folder), file=file_name)
                with part.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                    size = file.tell()
                part.replace(folder / file_name)
            finally:
                with contextlib.suppress(OSError):
                    inner.path.unlink(missing_ok=True)
            sync_folder(folder)
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
                carrier = read(file)
                stated, key = _checked_statement(carrier, file, station_key)
                findings: list[PackageFinding] = []
                if private_key:
                    password = _password(carrier, certificate, private_key, passphrase)
                    findings = verify.findings_in(inner_file(file, carrier), password)
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
            carrier = read(file)
            _checked_statement(carrier, file, b"")
            password = _password(carrier, certificate, private_key, passphrase)
            part = target.with_name(f"{target.name}.part")
            with as_environment_failure(folder), removed_on_failure(part):
                part.unlink(missing_ok=True)
                with part.open("xb") as out:
                    for chunk in chunks(file, carrier.offset, carrier.size_bytes):
                        out.write(chunk)
                    out.flush()
                    os.fsync(out.fileno())
                if target.exists():
                    raise EnvironmentFailedError("package.name_taken", folder=str(folder), file=target.name)
                part.replace(target)
                sync_folder(folder)
        return self._packages.describe(target), password


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


def _checked_statement(carrier: SealedZip, file: BinaryIO, known: bytes) -> tuple[dict[str, Any], StationKey]:
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
    for chunk in chunks(file, carrier.offset, carrier.size_bytes):
        digest.update(chunk)
    if (digest.hexdigest(), hashlib.sha256(carrier.small[PASSWORD]).hexdigest()) != (package, envelope):
        raise InvalidInputError("sealed.content_changed")
    return stated, key


def _password(carrier: SealedZip, certificate: bytes, private_key: bytes, passphrase: str) -> str:
    secret = recipients.opened(
        carrier.small[PASSWORD], certificate=certificate, private_key=private_key, passphrase=passphrase
    )
    return secret.decode("ascii", "replace")
