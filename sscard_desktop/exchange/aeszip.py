# SPDX-License-Identifier: Apache-2.0
"""The container: a zip whose members are stored, each encrypted with AES-256 (WinZip AE-2), read with suspicion.

7-Zip, WinRAR, 360压缩 and Bandizip open it; Windows Explorer can't. Names stay readable, as the format has it.
Nothing is compressed on this level, so a member can't grow when it is read, and what is read is never unpacked to
disk. A directory is measured before any library builds objects from it.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

import pyzipper
from pyzipper.zipfile_aes import WZ_AES_V2, AESZipInfo

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.spelling import NamesIn
from sscard_desktop.exchange.zipcipher import CODE_BYTES, HEAD_BYTES, OVERHEAD_BYTES, Archive, MemberDecrypter

MAX_MEMBERS = 250_000
"""50,000 people with four pictures each, workbook and manifest, and room to spare."""
MAX_DIRECTORY_BYTES = 96 << 20
MIN_PASSWORD_CHARACTERS = 8
MAX_PASSWORD_CHARACTERS = 99

# zip keeps local time without a zone; the counters' zone, so that the bytes don't depend on the computer's.
_EARLIEST, _LATEST = datetime(1980, 1, 1, tzinfo=CHINA), datetime(2107, 12, 31, tzinfo=CHINA)
_END, _END64, _LOCATOR64, _ENTRY = (
    struct.Struct(layout) for layout in ("<4s4H2LH", "<4sQ2H2L4Q", "<4sLQL", "<4s4B4HL2L5H2L")
)
_UTF_8_FLAG = 0x800
_UNICODE_PATH_FIELD = 0x7075
_EXTRA, _UNICODE_PATH = struct.Struct("<2H"), struct.Struct("<BL")
_LENGTHS, _LENGTHS_AT = struct.Struct("<2H"), 26
_CHUNK_BYTES = 1 << 20
UNREADABLE = (
    pyzipper.BadZipFile,
    pyzipper.LargeZipFile,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    struct.error,
)
"""What pyzipper raises over bytes that somebody tampered with."""


def password_bytes(password: str) -> bytes:
    """Return the password as the zip tools of all systems read it.

    Raises ``InvalidInputError``: ``package.password_short``, ``package.password_long``, or
    ``package.password_characters`` for what isn't printable ASCII: each tool encodes other characters its own way.
    """
    if len(password) < MIN_PASSWORD_CHARACTERS:
        raise InvalidInputError("package.password_short", least=MIN_PASSWORD_CHARACTERS)
    if len(password) > MAX_PASSWORD_CHARACTERS:
        raise InvalidInputError("package.password_long", most=MAX_PASSWORD_CHARACTERS)
    if not (password.isascii() and password.isprintable()):
        raise InvalidInputError("package.password_characters")
    return password.encode("ascii")


class MemberInfo(AESZipInfo):  # type: ignore[misc]  # pyzipper says nothing of types
    """A zip entry whose name may be written in GBK."""

    __slots__ = ("names",)

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 (pyzipper's name for it)
        if self.names is NamesIn.GBK:
            return self.filename.encode("gbk"), self.flag_bits & ~_UTF_8_FLAG
        encoded: tuple[bytes, int] = super()._encodeFilenameFlags()
        return encoded

    def encode_local_header(self, *, extra: bytes, **values: Any) -> bytes:
        """Return the header before the member."""
        header: bytes = super().encode_local_header(extra=extra + self._unicode_path(), **values)
        return header

    def encode_central_directory(self, *, extra_data: bytes, **values: Any) -> tuple[bytes, bytes, bytes]:
        """Return the directory's entry: header, name, extra fields."""
        encoded: tuple[bytes, bytes, bytes] = super().encode_central_directory(
            extra_data=extra_data + self._unicode_path(), **values
        )
        return encoded

    def _unicode_path(self) -> bytes:
        if self.names is not NamesIn.GBK or self.filename.isascii():
            return b""
        name = str(self.filename)
        path = _UNICODE_PATH.pack(1, zlib.crc32(name.encode("gbk"))) + name.encode("utf-8")
        return _EXTRA.pack(_UNICODE_PATH_FIELD, len(path)) + path


def member_info(path: str, at: datetime, names: NamesIn = NamesIn.UTF_8) -> MemberInfo:
    """Return the zip entry for ``path``, the same on every system.

    A name in GBK stands beside it in UTF-8, in Info-ZIP's field 0x7075: old programs of Chinese systems read the one,
    all others the other.
    """
    info = MemberInfo(path, min(max(at.astimezone(CHINA), _EARLIEST), _LATEST).timetuple()[:6])
    info.names = names
    info.create_system = 0
    info.external_attr = 0x20  # the DOS archive bit: an ordinary file
    return info


def is_renamed(info: AESZipInfo) -> bool:
    """Whether an entry's name isn't what its bytes say: pyzipper cuts it at a zero and turns separators."""
    return bool(info.filename != _spelled(info))


def names_of(info: AESZipInfo) -> NamesIn:
    """Return how an entry spells its name: what is neither ASCII nor marked as UTF-8 is GBK in our packages."""
    marked = info.flag_bits & _UTF_8_FLAG or info.orig_filename.isascii()
    return NamesIn.UTF_8 if marked else NamesIn.GBK


def _spelled(info: AESZipInfo) -> str:
    if names_of(info) is NamesIn.UTF_8:
        return str(info.orig_filename)
    # pyzipper reads what isn't marked as code page 437, in which every byte is a character.
    return str(info.orig_filename.encode("cp437").decode("gbk", "replace"))


def create(file: BinaryIO, password: bytes) -> Archive:
    """Return a new archive on ``file``; if writing fails, :func:`abandon` it before it is collected."""
    archive = Archive(file, "w", encryption=pyzipper.WZ_AES)
    archive.setpassword(password)
    return archive


def abandon(archive: pyzipper.AESZipFile) -> None:
    """Give an archive up without writing its directory: on a broken disk that would fail again. Idempotent."""
    archive.fp = None


def open_archive(file: BinaryIO) -> pyzipper.AESZipFile:
    """Return the archive on ``file`` for reading, once its directory is found to be sound and bounded.

    Raises ``InvalidInputError``: ``package.not_a_package``, ``package.cut_short`` (the end is missing, or something was
    put before or behind), ``package.too_many_members``.
    """
    check_directory(file)
    file.seek(0)
    try:
        archive = Archive(file)
    except UNREADABLE as error:
        raise InvalidInputError("package.cut_short") from error
    for info in archive.infolist():
        if names_of(info) is NamesIn.GBK and info.filename == info.orig_filename:
            archive.NameToInfo.pop(info.filename, None)
            info.filename = _spelled(info)
            archive.NameToInfo[info.filename] = info
    return archive


def is_sealed(info: AESZipInfo) -> bool:
    """Whether the member is stored and AES-256 encrypted, with sizes that agree: what this module writes."""
    return bool(
        info.flag_bits & 1
        and info.compress_type == pyzipper.ZIP_STORED
        and info.wz_aes_strength == 3
        and info.wz_aes_version == WZ_AES_V2
        and info.compress_size == info.file_size + OVERHEAD_BYTES
    )


def read_chunks(archive: pyzipper.AESZipFile, info: AESZipInfo, password: bytes) -> Iterator[bytes]:
    """Yield a sealed member's content, at most 1 MiB at a time; raise one of :data:`UNREADABLE`."""
    with archive.open(info, pwd=password) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            yield chunk


def content_of(file: BinaryIO, info: AESZipInfo, password: bytes) -> Iterator[bytes]:
    """Yield the content of a sealed member whose entry is known, read from ``file`` without its directory.

    At most 1 MiB at a time; raises one of :data:`UNREADABLE`.
    """
    file.seek(info.header_offset + _LENGTHS_AT)
    name, extra = _LENGTHS.unpack(file.read(_LENGTHS.size))
    file.seek(name + extra, os.SEEK_CUR)
    decrypter = MemberDecrypter(info, password, file.read(HEAD_BYTES))
    left = info.compress_size - OVERHEAD_BYTES
    while left and (chunk := file.read(min(left, _CHUNK_BYTES))):
        left -= len(chunk)
        yield decrypter.decrypt(chunk)
    decrypter.check_hmac(file.read(CODE_BYTES))


def accepts(archive: pyzipper.AESZipFile, info: AESZipInfo, password: bytes) -> bool:
    """Return whether a sealed member's 16-bit check value agrees with the password; damage elsewhere isn't told."""
    try:
        archive.open(info, pwd=password).close()
    except UNREADABLE as error:
        return not isinstance(error, RuntimeError)
    return True


def first_misplaced(file: BinaryIO, archive: pyzipper.AESZipFile, at: datetime) -> str | None:
    """Return the first member whose headers aren't byte for byte as :func:`create` writes them, ``""`` for the end.

    Together with the members' own authentication codes no byte of the file stays unchecked: nothing overlaps, hides
    between members, or has its time or attributes changed. ``None`` if all is as written.
    """
    position = 0
    directory = bytearray()
    for info in archive.infolist():
        try:
            expected = member_info(info.filename, at, names_of(info))
        except UnicodeEncodeError:  # its bytes are no GBK
            return str(info.filename)
        expected.flag_bits = 1
        expected.wz_aes_version, expected.wz_aes_vendor_id, expected.wz_aes_strength = WZ_AES_V2, b"AE", 3
        expected.file_size, expected.compress_size = info.file_size, info.compress_size
        expected.header_offset, expected.CRC = position, 0
        header = expected.FileHeader(False)
        file.seek(position)
        if info.header_offset != position or file.read(len(header)) != header:
            return str(info.filename)
        directory += b"".join(expected.central_directory())
        position += len(header) + info.compress_size
    file.seek(position)
    return None if file.read(len(directory)) == bytes(directory) and archive.start_dir == position else ""


def check_directory(file: BinaryIO) -> None:
    """Walk the end records and the directory; raise what :func:`open_archive` raises."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        raise InvalidInputError("package.not_a_package")
    file.seek(max(size - _END.size, 0))
    end = _END.unpack(file.read(_END.size).rjust(_END.size, b"\0"))
    if end[0] != b"PK\x05\x06" or end[7] != 0:
        raise InvalidInputError("package.cut_short")
    count, length, start, after = end[4], end[5], end[6], size - _END.size
    if end[1:4] != (0, 0, count) or not count:
        raise InvalidInputError("package.cut_short")
    file.seek(max(after - _LOCATOR64.size, 0))
    locator = file.read(_LOCATOR64.size)
    if locator[:4] == b"PK\x06\x07":
        after -= _LOCATOR64.size + _END64.size
        file.seek(max(after, 0))
        raw = file.read(_END64.size)
        if _LOCATOR64.unpack(locator)[1:] != (0, after, 1) or raw[:4] != b"PK\x06\x06":
            raise InvalidInputError("package.cut_short")
        *head, on_disk, count, length, start = _END64.unpack(raw)
        if head[1] != _END64.size - 12 or head[4:] != [0, 0] or on_disk != count or not count:
            raise InvalidInputError("package.cut_short")
    if count > MAX_MEMBERS or length > MAX_DIRECTORY_BYTES:
        raise InvalidInputError("package.too_many_members", limit=MAX_MEMBERS)
    if start + length != after:
        raise InvalidInputError("package.cut_short")
    file.seek(start)
    directory = file.read(length)
    position = found = 0
    while found <= count and position + _ENTRY.size <= length and directory.startswith(b"PK\x01\x02", position):
        entry = _ENTRY.unpack_from(directory, position)
        position += _ENTRY.size + sum(entry[12:15])
        found += 1
    if found != count or position != length:
        raise InvalidInputError("package.cut_short")
