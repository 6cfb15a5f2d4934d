# SPDX-License-Identifier: Apache-2.0
"""The zip around a sealed package, which is exactly as it is written here, to the byte, or refused.

Five members in this order: ``package.zip`` (the upload package), ``password.p7m`` (its password as CMS EnvelopedData
for the recipients), ``statement.json`` (digests of both, batch, station), ``statement.sig`` (the station's Ed25519
signature over it) and ``station.pem`` (the public key; known from elsewhere it proves who, alone only that nothing was
changed since). What the members say is :mod:`.sealedpackage`'s.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange import aeszip

if TYPE_CHECKING:
    from typing_extensions import Buffer

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


@dataclass(frozen=True, slots=True)
class SealedZip:
    """A carrier whose frame is sound: where the package lies in it, and the small members."""

    offset: int
    size_bytes: int
    small: Mapping[str, bytes]


def fill(file: BinaryIO, package: Path, small: Mapping[str, bytes], at: datetime) -> None:
    """Write an upload package and the small members."""
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


def read(file: BinaryIO) -> SealedZip:
    """Return the parts of a carrier whose frame is as :func:`fill` writes it, to the byte.

    Raises ``InvalidInputError``: ``sealed.not_sealed``, ``sealed.damaged``, and :func:`.aeszip.open_archive`'s.
    """
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
        return SealedZip(offsets[0], infos[0].file_size, small)
    except (ValueError, OverflowError, UnicodeError) as error:
        raise InvalidInputError("sealed.damaged") from error
    finally:
        aeszip.abandon(archive)


def inner_file(file: BinaryIO, carrier: SealedZip) -> BinaryIO:
    """Return the package inside as a file of its own."""
    return io.BufferedReader(_Window(file, carrier.offset, carrier.size_bytes), _CHUNK_BYTES)


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


def chunks(file: BinaryIO, offset: int, size_bytes: int) -> Iterator[bytes]:
    """Yield a part of a file piece by piece."""
    file.seek(offset)
    left = size_bytes
    while left and (chunk := file.read(min(left, _CHUNK_BYTES))):
        left -= len(chunk)
        yield chunk
