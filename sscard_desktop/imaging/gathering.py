# SPDX-License-Identifier: Apache-2.0
"""Picture files of many people: a folder from a stick, or a zip that a school or company sent.

Answers for a bounded list, read one file at a time, and for telling of what isn't read: a photo that somebody sent in a
document, in a folder that can't be opened or under an ending that no picture here has is missed by nobody else. What
comes from outside is hostile: links are not followed, nothing is unpacked, names serve for looking only, a zip's
directory is measured before any of it is built, and a member is read no further than a picture may be long, whatever it
declares. Zips inside zips are told, not opened.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import BinaryIO

from PIL import Image

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, SscardError
from sscard_desktop.imaging.cameraword import taken_at
from sscard_desktop.imaging.opening import open_picture, read_bounded, too_large
from sscard_desktop.services.ports import FoundPicture, PictureFiles, RefusedFile

MAX_FILES = 10_000
MAX_BYTES = 32 << 20
"""Of one picture: the largest that phones and scanners make, with room."""
MAX_DEPTH = 6
MAX_DIRECTORY_BYTES = 4 << 20
MAX_NAME = 255
"""Characters of a name: a longer one would have to be cut, and the end might say that it's somebody else's."""
MAX_NAME_SHOWN = 120
MAX_REFUSED = 1000
_LOOKED_AT = 40_000
_ENDINGS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".mpo", ".heic", ".heif"}
)
_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"})
# What lies beside photos without being meant as one: the list of names, and what systems and programs leave behind.
_SILENT = frozenset(
    {".txt", ".csv", ".xls", ".xlsx", ".et", ".md", ".json", ".xml", ".ini", ".db", ".lnk", ".url", ".log", ".aae"}
)
_LITTER = ("__macosx",)
HEAD_BYTES = 256 << 10
"""Of a picture's beginning, in which cameras say when they took it."""
_THUMBNAIL_PIXELS, _THUMBNAIL_SIDE, _THUMBNAIL_QUALITY = 400_000, 240, 80
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, LookupError,
    OverflowError, struct.error, zlib.error,
)  # fmt: skip
_END, _END64, _LOCATOR64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")
_UTF8_NAMES, _ENCRYPTED = 0x800, 0x1


class Gathering:
    """Opens folders and zips of pictures; implements ``ports.PictureGathering``."""

    def open(self, path: Path) -> PictureFiles:
        """Return the picture files of a folder or zip, to be closed.

        Raises:
            InvalidInputError: ``bulk.not_a_zip``, ``bulk.zip_damaged``, ``bulk.too_many``.
            EnvironmentFailedError: ``bulk.missing``, ``bulk.unreadable``.
        """
        try:
            kind = path.stat().st_mode
        except (OSError, ValueError) as error:
            raise EnvironmentFailedError("bulk.missing", name=_shown(path.name)) from error
        if stat.S_ISDIR(kind):
            return _Folder(path)
        if not stat.S_ISREG(kind):
            raise InvalidInputError("bulk.not_a_zip", name=_shown(path.name))
        return _Zip(path)

    def thumbnail(self, content: bytes) -> bytes:
        """Return a JPEG no side of which is above 240 pixels, ``b""`` of what can't be opened."""
        image = _small(content)
        return _as_jpeg(image) if image is not None else b""

    def beside(self, contents: Sequence[bytes]) -> bytes:
        """Return a JPEG of several pictures side by side, each no side above 240 pixels."""
        side = _THUMBNAIL_SIDE
        sheet = Image.new("RGB", (side * max(1, len(contents)), side), "white")
        for place, content in enumerate(contents):
            image = _small(content)
            if image is not None:
                sheet.paste(image, (place * side + (side - image.width) // 2, (side - image.height) // 2))
        return _as_jpeg(sheet)

    def taken_at(self, head: bytes) -> datetime | None:
        """Return when the camera says that it took a picture, ``None`` where it doesn't."""
        return taken_at(head)


class _Folder:
    """A folder with all below it."""

    def __init__(self, path: Path) -> None:
        self._root = path
        self._refused: list[RefusedFile] = []
        found = []
        for entry, key in _walk(path, self._refused):
            if _is_silent(entry.name):
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                _note(self._refused, key, EnvironmentFailedError("picture.unreadable", file=_shown(entry.name)))
                continue
            error = _why_not(entry.name, status.st_size)
            if error is not None:
                _note(self._refused, key, error)
            else:
                at = datetime.fromtimestamp(status.st_mtime, UTC) if 0 < status.st_mtime < 2**32 else None
                found.append(FoundPicture(key, _harmless(entry.name), status.st_size, at))
            if len(found) > MAX_FILES:
                raise InvalidInputError("bulk.too_many", limit=MAX_FILES)
        self._found = tuple(sorted(found, key=lambda picture: picture.key))

    @property
    def pictures(self) -> Sequence[FoundPicture]:
        return self._found

    @property
    def refused(self) -> Sequence[RefusedFile]:
        return self._refused

    def read(self, key: str) -> bytes:
        return read_bounded(self._path(key), max_bytes=MAX_BYTES)

    def head(self, key: str) -> bytes:
        path = self._path(key)
        try:
            with path.open("rb") as file:
                return file.read(HEAD_BYTES)
        except OSError as error:
            raise EnvironmentFailedError("picture.unreadable", file=_shown(path.name)) from error

    def _path(self, key: str) -> Path:
        path = self._root / key
        if path.is_symlink():
            # It was none when the folder was looked through.
            raise InvalidInputError("picture.not_a_file", file=_shown(path.name))
        return path

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class _Member:
    info: zipfile.ZipInfo
    name: str


class _Zip:
    """A zip file; its members are never unpacked."""

    def __init__(self, path: Path) -> None:
        self._refused: list[RefusedFile] = []
        self._members: dict[str, _Member] = {}
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise EnvironmentFailedError("bulk.unreadable", name=_shown(path.name)) from error
        try:
            _measure(self._file, _shown(path.name))
            self._archive = zipfile.ZipFile(self._file)
            self._look_through()
        except (*_UNREADABLE, OSError) as error:
            self._file.close()
            raise InvalidInputError("bulk.zip_damaged", name=_shown(path.name)) from error
        except InvalidInputError:
            self._file.close()
            raise

    def _look_through(self) -> None:
        found = []
        if len(self._archive.infolist()) > _LOOKED_AT:
            raise InvalidInputError("bulk.too_many", limit=MAX_FILES)
        for index, info in enumerate(self._archive.infolist()):
            path = _decoded(info)
            parts = [part for part in path.replace("\\", "/").split("/") if part]
            if not parts or info.is_dir() or parts[0].casefold() in _LITTER:
                continue
            if _is_silent(parts[-1]):
                continue
            name, error = _harmless(parts[-1]), _why_not(parts[-1], max(info.file_size, info.compress_size))
            if info.flag_bits & _ENCRYPTED:
                error = InvalidInputError("bulk.encrypted")
            if error is not None:
                _note(self._refused, "/".join(parts), error)
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
        return self._found

    @property
    def refused(self) -> Sequence[RefusedFile]:
        return self._refused

    def read(self, key: str) -> bytes:
        # What it declares may be a lie: read up to the limit, whatever comes.
        content = self._up_to(key, MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise too_large(len(content), MAX_BYTES)
        return content

    def head(self, key: str) -> bytes:
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
            raise EnvironmentFailedError("picture.unreadable", file=_shown(member.name)) from error

    def close(self) -> None:
        self._archive.close()
        self._file.close()


def _small(content: bytes) -> Image.Image | None:
    try:
        image = Image.fromarray(open_picture(content, working_pixels=_THUMBNAIL_PIXELS).rgb, "RGB")
    except InvalidInputError:
        return None
    image.thumbnail((_THUMBNAIL_SIDE, _THUMBNAIL_SIDE))
    return image


def _as_jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=_THUMBNAIL_QUALITY)
    return target.getvalue()


def _walk(root: Path, refused: list[RefusedFile]) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yield the ordinary files below a folder with their paths inside it; hidden things aren't looked at.

    Args:
        refused: gets the folders that can't be opened or lie too deep, and the links.

    Raises:
        InvalidInputError: ``bulk.too_many`` entries of any kind.
        EnvironmentFailedError: ``bulk.unreadable``, the folder itself.
    """
    looked_at = 0
    waiting = [(root, "")]
    while waiting:
        folder, before = waiting.pop()
        try:
            entries = os.scandir(folder)
        except OSError as error:
            if folder == root:
                raise EnvironmentFailedError("bulk.unreadable", name=_shown(root.name)) from error
            _note(refused, before.rstrip("/"), EnvironmentFailedError("bulk.unreadable", name=_shown(folder.name)))
            continue
        with entries:
            for entry in entries:
                looked_at += 1
                if looked_at > _LOOKED_AT:
                    raise InvalidInputError("bulk.too_many", limit=MAX_FILES)
                key = f"{before}{entry.name}"
                if entry.name.startswith(".") or entry.name.casefold() in _LITTER:
                    continue
                if entry.is_symlink():
                    _note(refused, key, InvalidInputError("bulk.link"))
                elif entry.is_dir(follow_symlinks=False):
                    if key.count("/") < MAX_DEPTH:
                        waiting.append((folder / entry.name, f"{key}/"))
                    else:
                        _note(refused, key, InvalidInputError("bulk.too_deep", limit=MAX_DEPTH))
                elif entry.is_file(follow_symlinks=False):
                    yield entry, key


def _is_silent(name: str) -> bool:
    return name.startswith(".") or PurePath(name).suffix.casefold() in _SILENT


def _why_not(name: str, size_bytes: int) -> SscardError | None:
    """Return why a file isn't read, ``None`` if it is."""
    ending = PurePath(name).suffix.casefold()
    if ending in _ARCHIVES:
        return InvalidInputError("bulk.nested")
    # A name without an ending says nothing against it: phones' programs leave pictures so.
    if ending and ending not in _ENDINGS:
        return InvalidInputError("picture.kind_unknown")
    if len(name) > MAX_NAME:
        return InvalidInputError("bulk.name_too_long")
    return too_large(size_bytes, MAX_BYTES) if size_bytes > MAX_BYTES else None


def _note(refused: list[RefusedFile], path: str, error: SscardError) -> None:
    if len(refused) < MAX_REFUSED:
        refused.append(RefusedFile(_shown(path), error))


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
    if any(count > _LOOKED_AT or directory_bytes > MAX_DIRECTORY_BYTES for count, directory_bytes in measured):
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


def _harmless(name: str) -> str:
    """Return a name that somebody else chose so that it can't steer a terminal or turn the reading direction."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _shown(name: str) -> str:
    """Return a name as an error repeats it: harmless, and not endlessly."""
    shown = _harmless(name[:MAX_NAME_SHOWN])
    return shown if len(name) <= MAX_NAME_SHOWN else f"{shown}…"
