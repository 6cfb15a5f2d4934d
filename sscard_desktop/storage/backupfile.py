# SPDX-License-Identifier: Apache-2.0
"""The format of a backup: one file that holds a station's key file and a copy of its database, as they lie on disk.

A zip archive without compression, so that any tool shows what is inside: ``station.keys``, ``station.db``, and
``backup.json`` with their SHA-256. What is secret in it is encrypted already, and opens with the passwords and the
recovery code of the day on which it was made. Read as hostile: three members, these names, bounded sizes.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import AuditHead, BackupFile
from sscard_desktop.storage import keyfile
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import OWNER_ONLY
from sscard_desktop.storage.keyfile import KeyFile
from sscard_desktop.storage.syncing import sync_folder

SUFFIX = ".sscbackup"
_PART = ".part"
KEYS, DATABASE, MANIFEST = "station.keys", "station.db", "backup.json"
VERSION = 1
_FORMAT = "sscard_desktop backup"
_MEMBERS = (KEYS, DATABASE, MANIFEST)
_MOST_MANIFEST_BYTES = 65_536
_MOST_DIRECTORY_BYTES = 4096
_END_BYTES = 22  # of the record that ends a zip archive without a comment
_AT_ONCE = 1 << 20
_NAME = re.compile(r"sscard-\d{4}-([0-9a-f]{8})-(\d{8}T\d{6}Z)(?:-(\d+))?" + re.escape(SUFFIX))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        schema: number of the database's schema.
        audit_head: the end of its audit trail.
        sha256: member → SHA-256.
    """

    made_at: datetime
    schema: int
    audit_head: AuditHead
    sha256: Mapping[str, str]


def file_name(keys: KeyFile, made_at: datetime, folder: Path) -> str:
    """Return a name that tells station and time, and isn't taken in ``folder``."""
    stem = f"sscard-{keys.identity.number:04d}-{_mark(keys)}-{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    name, running = stem + SUFFIX, 1
    while (folder / name).exists():
        running += 1
        name = f"{stem}-{running}{SUFFIX}"
    return name


def of_station(folder: Path, keys: KeyFile) -> list[Path]:
    """Return this station's backups in a folder by their names, oldest first."""
    found = [
        (match[2], int(match[3] or 1), path)
        for path in folder.glob("*" + SUFFIX)
        if (match := _NAME.fullmatch(path.name)) and match[1] == _mark(keys)
    ]
    return [path for _, _, path in sorted(found)]


def unfinished(folder: Path, keys: KeyFile) -> list[Path]:
    """Return what killed programs left of this station's backups in a folder."""
    parts = folder.glob("*" + SUFFIX + _PART)
    return [path for path in parts if (match := _NAME.fullmatch(path.name[: -len(_PART)])) and match[1] == _mark(keys)]


def _mark(keys: KeyFile) -> str:
    return keys.salt[:4].hex()


def write_checked(path: Path, fill: Callable[[IO[bytes]], None]) -> KeyFile:
    """Write a backup beside, sync it, read it back, rename it; return its key file. An error leaves nothing of it.

    Raises:
        EnvironmentFailedError: the disk's failures.
        InvalidInputError: ``backup.damaged``, what came back from the disk isn't what was written.
    """
    beside = path.with_name(path.name + _PART)
    with converted(path.name):
        beside.unlink(missing_ok=True)
        try:
            descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
            with os.fdopen(descriptor, "w+b") as file:
                fill(file)
                file.flush()
                os.fsync(descriptor)
                if hasattr(os, "posix_fadvise"):
                    # So that what is read back comes from the disk and not from memory.
                    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            with reading(beside) as backup:
                backup.verify()
                keys = backup.keys
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    return keys


def write(file: IO[bytes], keys: bytes, database: Path, manifest: Manifest) -> None:
    """Write a backup; ``manifest``'s digests are found while writing."""
    digests = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in (KEYS, DATABASE):
            digest = hashlib.sha256()
            with archive.open(_member(name, manifest.made_at), "w", force_zip64=True) as target:
                for piece in _pieces(database) if name == DATABASE else [keys]:
                    digest.update(piece)
                    target.write(piece)
            digests[name] = digest.hexdigest()
        content = {
            "format": _FORMAT,
            "version": VERSION,
            "made_at": manifest.made_at.astimezone(UTC).isoformat(),
            "schema": manifest.schema,
            "audit": {"entries": manifest.audit_head.entries, "digest": manifest.audit_head.digest},
            "sha256": digests,
        }
        archive.writestr(_member(MANIFEST, manifest.made_at), json.dumps(content, indent=1))


def _member(name: str, made_at: datetime) -> zipfile.ZipInfo:
    # Zip's own times begin in 1980 and have no zone; the manifest's is the one that counts.
    return zipfile.ZipInfo(name, max(made_at.astimezone(UTC).timetuple()[:6], (1980, 1, 1, 0, 0, 0)))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            yield piece


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that is being read."""

    name: str
    keys: KeyFile
    manifest: Manifest
    database_bytes: int
    _archive: zipfile.ZipFile

    def extract(self, target: Path) -> None:
        """Write the database to ``target``.

        Raises:
            InvalidInputError: ``backup.damaged``, it isn't what was written.
            EnvironmentFailedError: the disk's failures.
        """
        with converted(target.name), target.open("xb") as file:
            self._read_database(file)

    def verify(self) -> None:
        """Read all of it; raise ``InvalidInputError("backup.damaged")`` where it isn't what was written."""
        self._read_database(None)

    def _read_database(self, target: IO[bytes] | None) -> None:
        digest = hashlib.sha256()
        with _read_as_backup(self.name), self._archive.open(DATABASE) as source:
            while piece := source.read(_AT_ONCE):
                digest.update(piece)
                if target:
                    target.write(piece)
        if digest.hexdigest() != self.manifest.sha256[DATABASE]:
            raise InvalidInputError("backup.damaged", file=self.name)


@contextmanager
def reading(path: Path) -> Iterator[Opened]:
    """Open a backup.

    Raises:
        InvalidInputError: ``backup.not_one``; ``backup.damaged``; ``backup.newer`` (``found``, ``known``).
        EnvironmentFailedError: ``storage.missing``; the disk's failures; the key file's (``station.keys_newer``).
    """
    with converted(path.name):
        if not path.is_file():
            raise InvalidInputError("backup.not_one", file=path.name)
        with path.open("rb") as file:
            _require_small_directory(file, path.name)
            with _read_as_backup(path.name):
                archive = zipfile.ZipFile(file)
            with archive:
                yield _opened(archive, path.name)


def describe(path: Path) -> BackupFile:
    """Return what a backup says of itself; reads the small parts only."""
    with reading(path) as backup:
        return BackupFile(
            path=path,
            size_bytes=path.stat().st_size,
            made_at=backup.manifest.made_at,
            station=backup.keys.identity,
            schema=backup.manifest.schema,
            audit_head=backup.manifest.audit_head,
        )


def _opened(archive: zipfile.ZipFile, name: str) -> Opened:
    with _read_as_backup(name):
        members = {info.filename: info for info in archive.infolist()}
        if tuple(members) != _MEMBERS or any(
            info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1 or info.file_size != info.compress_size
            for info in members.values()
        ):
            raise InvalidInputError("backup.not_one", file=name)
        raw_keys = _small(archive, KEYS, keyfile.MAX_BYTES)
        manifest = _manifest(json.loads(_small(archive, MANIFEST, _MOST_MANIFEST_BYTES)), name)
    if hashlib.sha256(raw_keys).hexdigest() != manifest.sha256[KEYS]:
        raise InvalidInputError("backup.damaged", file=name)
    return Opened(name, keyfile.parsed(raw_keys, file=KEYS), manifest, members[DATABASE].file_size, archive)


def _small(archive: zipfile.ZipFile, member: str, most_bytes: int) -> bytes:
    with archive.open(member) as file:
        raw = file.read(most_bytes + 1)
    if len(raw) > most_bytes:
        raise ValueError("too long")
    return raw


def _manifest(content: Any, name: str) -> Manifest:
    if content["format"] != _FORMAT or type(content["version"]) is not int:
        raise ValueError("not a backup")
    if content["version"] > VERSION:
        raise InvalidInputError("backup.newer", file=name, found=content["version"], known=VERSION)
    made_at = datetime.fromisoformat(content["made_at"])
    numbers = (content["schema"], content["audit"]["entries"])
    texts = (content["audit"]["digest"], content["sha256"][KEYS], content["sha256"][DATABASE])
    if made_at.tzinfo is None or any(type(number) is not int for number in numbers):
        raise ValueError("not a backup")
    if not all(isinstance(text, str) and len(text) <= 64 for text in texts):
        raise ValueError("not a backup")
    return Manifest(
        made_at.astimezone(UTC), numbers[0], AuditHead(numbers[1], texts[0]), {KEYS: texts[1], DATABASE: texts[2]}
    )


def _require_small_directory(file: IO[bytes], name: str) -> None:
    """Refuse, before it is read, a directory that could fill the memory."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_BYTES))
    end = file.read(_END_BYTES)
    if (
        len(end) < _END_BYTES
        or end[:4] != b"PK\x05\x06"
        or int.from_bytes(end[12:16], "little") > _MOST_DIRECTORY_BYTES
    ):
        raise InvalidInputError("backup.not_one", file=name)
    file.seek(0)


@contextmanager
def _read_as_backup(name: str) -> Iterator[None]:
    try:
        yield
    except zipfile.BadZipFile as error:
        raise InvalidInputError("backup.damaged", file=name) from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, EOFError) as error:
        raise InvalidInputError("backup.not_one", file=name) from error
    except NotImplementedError as error:
        raise InvalidInputError("backup.not_one", file=name) from error
