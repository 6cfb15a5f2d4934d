# SPDX-License-Identifier: Apache-2.0
"""The pictures in a zip that somebody sent: measured before its directory is built, never unpacked.

A member is read no further than a picture may be long, whatever it declares. Zips inside zips are told, not opened.
"""

from __future__ import annotations

import errno
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.imaging.opening import too_large
from sscard_desktop.imaging.picturefiles import (
    HEAD_BYTES,
    LITTER,
    LOOKED_AT,
    MAX_BYTES,
    MAX_FILES,
    MAX_NAME_SHOWN,
    harmless,
    is_silent,
    note,
    shown_name,
    why_not,
)
from sscard_desktop.services.ports import FoundPicture, RefusedFile

MAX_DIRECTORY_BYTES = 4 << 20
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, LookupError,
    OverflowError, struct.error, zlib.error,
)  # fmt: skip
_END, _END64, _LOCATOR64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")
_UTF8_NAMES, _ENCRYPTED = 0x800, 0x1


@dataclass(frozen=True, slots=True)
class _Member:
    info: zipfile.ZipInfo
    name: str


class PictureZip:
    """A zip file; implements ``ports.PictureFiles``.

    Raises:
        InvalidInputError: ``bulk.not_a_zip``, ``bulk.zip_damaged``, ``bulk.too_many``.
        EnvironmentFailedError: ``bulk.unreadable``.
    """

    def __init__(self, path: Path) -> None:
        self._refused: list[RefusedFile] = []
        self._members: dict[str, _Member] = {}
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise EnvironmentFailedError("bulk.unreadable", name=shown_name(path.name)) from error
        try:
            _measure(self._file, shown_name(path.name))
            self._archive = zipfile.ZipFile(self._file)
            self._look_through()
        except (*_UNREADABLE, OSError) as error:
            self._file.close()
            raise InvalidInputError("bulk.zip_damaged", name=shown_name(path.name)) from error
        except InvalidInputError:
            self._file.close()
            raise

    def _look_through(self) -> None:
        found = []
        if len(self._archive.infolist()) > LOOKED_AT:
            raise InvalidInputError("bulk.too_many", limit=MAX_FILES)
        for index, info in enumerate(self._archive.infolist()):
            path = _decoded(info)
            parts = [part for part in path.replace("\\", "/").split("/") if part]
            if not parts or info.is_dir() or parts[0].casefold() in LITTER:
                continue
            if is_silent(parts[-1]):
                continue
            name, error = harmless(parts[-1]), why_not(parts[-1], max(info.file_size, info.compress_size))
            if info.flag_bits & _ENCRYPTED:
                error = InvalidInputError("bulk.encrypted")
            if error is not None:
                note(self._refused, "/".join(parts), error)
                continue
            # The place in the directory too: two members may have one name.
            key = f"{index}:{path[:MAX_NAME_SHOWN]}"
            self._members[key] = _Member(info, name)
            found.append(FoundPicture(key, name, info.file_size, _written_at(info)))
            if len(found) > MAX_FILES:
                raise InvalidInputError("bulk.too_many", limit=MAX_FILES)
        self._found = tuple(found)

    @property
    def pictures(self) -> Sequence[FoundPicture]:
        """What is taken for somebody's picture, in a lasting order."""
        return self._found

    @property
    def refused(self) -> Sequence[RefusedFile]:
        """What isn't read, and why."""
        return self._refused

    def read(self, key: str) -> bytes:
        """Return a picture's bytes, no more than :data:`MAX_BYTES`; raises ``picture.…``."""
        # What it declares may be a lie: read up to the limit, whatever comes.
        content = self._up_to(key, MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise too_large(len(content), MAX_BYTES)
        return content

    def head(self, key: str) -> bytes:
        """Return a picture's beginning, in which cameras say when they took it."""
        return self._up_to(key, HEAD_BYTES)

    def _up_to(self, key: str, size: int) -> bytes:
        member = self._members[key]
        try:
            with self._archive.open(member.info) as stream:
                return stream.read(size)
        except _UNREADABLE as error:
            raise InvalidInputError("picture.damaged") from error
        except OSError as error:
            if error.errno in (None, errno.EINVAL):
                # A place before the file's beginning: the directory is wrong, not the disk.
                raise InvalidInputError("picture.damaged") from error
            raise EnvironmentFailedError("picture.unreadable", file=shown_name(member.name)) from error

    def close(self) -> None:
        """Close the file."""
        self._archive.close()
        self._file.close()


def _measure(file: BinaryIO, name: str) -> None:
    """Refuse a directory that would fill the memory before ``zipfile`` builds it.

    Raises:
        InvalidInputError: ``bulk.not_a_zip``, ``bulk.too_many``.
    """
    size = file.seek(0, io.SEEK_END)
    tail_bytes = min(size, _END.size + 0xFFFF)
    file.seek(size - tail_bytes)
    tail = file.read(tail_bytes)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise InvalidInputError("bulk.not_a_zip", name=name)
    _, _, _, _, count, directory_bytes, _, _ = _END.unpack_from(tail, at)
    end = size - tail_bytes + at
    measured = [(count, directory_bytes)]
    if end >= _LOCATOR64.size:
        file.seek(end - _LOCATOR64.size)
        signature, _, stated_at, _ = _LOCATOR64.unpack(file.read(_LOCATOR64.size))
        # Readers differ in where they look for it: where the locator says, or just before the locator.
        for begin in (stated_at, end - _LOCATOR64.size - _END64.size) if signature == b"PK\x06\x07" else ():
            if 0 <= begin <= size - _END64.size:
                file.seek(begin)
                _, _, _, _, _, _, _, count, directory_bytes, _ = _END64.unpack(file.read(_END64.size))
                measured.append((count, directory_bytes))
    if any(count > LOOKED_AT or directory_bytes > MAX_DIRECTORY_BYTES for count, directory_bytes in measured):
        raise InvalidInputError("bulk.too_many", limit=MAX_FILES)
    file.seek(0)


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return a member's name as it was meant: Windows' own zip writes GBK without saying so."""
    if info.flag_bits & _UTF8_NAMES:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _written_at(info: zipfile.ZipInfo) -> datetime | None:
    """Return the member's time, which is local and knows only even seconds."""
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return None
