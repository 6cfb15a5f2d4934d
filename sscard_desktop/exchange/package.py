# SPDX-License-Identifier: Apache-2.0
"""Upload packages: written beside, synced, read back and compared, and only then given their name.

A package holds the workbook, the pictures and ``manifest.json``, in this order, each encrypted with AES-256: what goes
in is :mod:`.packagefilling`'s, the comparison :mod:`.packageproof`'s. Whatever goes wrong on the way (disk full, stick
pulled, cancelled) leaves nothing under the package's name, and the unfinished ``.part`` is removed if the disk still
lets it. The password is in no error and no log.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.domain.filenames import is_safe, same_name_key
from sscard_desktop.exchange import aeszip, manifest, packagetable, verify
from sscard_desktop.exchange.diskerrors import as_environment_failure
from sscard_desktop.exchange.packagefilling import fill
from sscard_desktop.exchange.packageproof import is_on_disk
from sscard_desktop.exchange.partfile import forget_cached, removed_on_failure, sync_folder
from sscard_desktop.services.ports import AuditHead, PackageContent, PackageFinding, Progress, WrittenFile

_SPARE_BYTES = 8 << 20
"""Free space that stays for the directory, the manifest and the file system's own needs."""
_LEAST_PICTURE_BYTES = 4096
_FRAME_BYTES = 256 << 10
"""More than the parts of a workbook beside its rows, a manifest's head and a zip's end take."""
_MEMBER_BYTES = 400
"""More than a member takes in the zip's headers and in the manifest, but for its name."""
_ALL_BITS = 64
_SPACE_EVERY = 64
_MAX_SUFFIX = 99


class PackageFile:
    """Writes and verifies packages (:class:`~sscard_desktop.services.ports.PackageWriter`).

    Args:
        create: opens a new file for writing and refuses an existing one.
        free_bytes: how many bytes a folder's disk still takes.
    """

    def __init__(
        self,
        *,
        create: Callable[[Path], BinaryIO] = lambda path: path.open("xb+"),
        free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    ) -> None:
        self._create = create
        self._free_bytes = free_bytes

    def write(
        self,
        content: PackageContent,
        folder: Path,
        file_name: str,
        password: str,
        picture: Callable[[str], bytes],
        progress: Progress,
    ) -> WrittenFile:
        """Write ``content`` to ``folder / file_name`` and return the file as it was read back.

        A package of the same content and password that is already there is replaced at once, as a whole; any other
        file of that name stays, and the package is named ``… (2).zip`` and so on.

        Args:
            password: 8 to 99 printable ASCII characters, so that every zip tool takes it.
            picture: returns the bytes behind an item's file token; its errors pass through.
            progress: told of members written, and then, in as many steps, of how much of them was read back.

        Raises:
            InvalidInputError: the password, a file name or a cell isn't fit (``package.password_…``,
                ``package.unsafe_file``, ``package.cell_…``, ``package.table_…``).
            EnvironmentFailedError: ``package.disk_full``, ``package.target_gone``, ``package.not_writable``,
                ``package.file_too_big``, ``package.write_failed``, ``package.read_back``, ``package.name_taken``.
            CancelledError: from ``progress``.
        """
        secret = aeszip.password_bytes(password)
        self._check_names(content, file_name)
        pictures = sum(len(item.files) for item in content.items)
        members = pictures + 2
        part = folder / f"{file_name}.part"

        def written(done: int, size_bytes: int) -> None:
            progress.report(done, 2 * members)
            if done % _SPACE_EVERY == 0:  # told by the pictures so far, long before the disk is full
                self._require_space(folder, size_bytes // done * (members - done))

        with as_environment_failure(folder), removed_on_failure(part):
            part.unlink(missing_ok=True)
            self._require_space(folder, pictures * _LEAST_PICTURE_BYTES)
            with self._create(part) as file:
                filled = fill(file, folder, content, manifest.picture_files(content), secret, picture, written)
                forget_cached(file)

            def read(size_bytes: int) -> None:
                progress.report(members + members * size_bytes // filled.size_bytes, 2 * members)

            if not is_on_disk(part, filled, secret, read):
                raise EnvironmentFailedError("package.read_back", folder=str(folder))
            target = _free_name(folder, file_name, filled.content_sha256, password)
            part.replace(target)
            sync_folder(folder)
        return WrittenFile(target, filled.size_bytes, filled.sha256)

    def content_digest(self, content: PackageContent, picture_digests: Mapping[str, str]) -> str:
        """Return the SHA-256 over the content, independent of time and password.

        ``picture_digests`` maps each item's file token to the SHA-256 of its picture. Raises what :meth:`write` would
        raise for names and cells, so that nothing is sealed that can't be exported.
        """
        self._check_names(content, "x")
        packagetable.check(content)
        return manifest.content_sha256(content, picture_digests)

    def verify(self, path: Path, password: str) -> list[PackageFinding]:
        """Return what is wrong with a package, empty if nothing; see :mod:`sscard_desktop.exchange.verify`."""
        return verify.findings(path, password)

    def stated_head(self, path: Path, password: str) -> AuditHead | None:
        """Return the audit trail's end that a package's manifest states, ``None`` where it can't be read."""
        said = verify.stated(path, password)
        return said.audit_head if said else None

    def describe(self, path: Path) -> WrittenFile:
        """Return size and SHA-256 of a file; raise ``EnvironmentFailedError`` if it can't be read."""
        with as_environment_failure(path.parent), path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return WrittenFile(path, file.tell(), digest)

    def most_bytes(self, content: PackageContent, picture_bytes: Mapping[str, int]) -> int:
        """Return a size that the package will not exceed, from the sizes of the pictures by their tokens."""
        files = [(path, picture_bytes[token]) for path, token in manifest.picture_files(content)]
        members = sum(size + _MEMBER_BYTES + 5 * len(path.encode("utf-8")) for path, size in files)
        return _FRAME_BYTES + members + packagetable.most_bytes(content)

    def preflight(self, folder: Path, most_bytes: int) -> None:
        """Raise ``EnvironmentFailedError`` if a package of this size can't be written into ``folder``.

        Looks whether the folder is there and takes a file, whether the disk has the room, and whether it holds files
        of that size at all: a stick with FAT32 ends at 4 GiB.
        """
        with as_environment_failure(folder):
            if not folder.is_dir():
                raise EnvironmentFailedError("package.target_gone", folder=str(folder), reason="")
            with tempfile.TemporaryFile(dir=folder):
                pass
            if most_bytes > _largest_file(folder):
                raise EnvironmentFailedError("package.file_too_big", folder=str(folder), reason="FAT32")
            self._require_space(folder, most_bytes)

    def free_bytes(self, folder: Path) -> int:
        """Return how much the folder's disk still takes, less what stays spare; raise ``EnvironmentFailedError``."""
        with as_environment_failure(folder):
            return max(self._free_bytes(folder) - _SPARE_BYTES, 0)

    def _check_names(self, content: PackageContent, file_name: str) -> None:
        """Raise ``package.unsafe_file`` with the position (workbook 0, file 1…): a name may hold a person's number.

        ``package.name_encoding`` (``position``, ``character``) where the zip's encoding lacks a character of a name.
        """
        if not is_safe(file_name) or "/" in file_name:
            raise InvalidInputError("package.unsafe_file", position=0)
        taken = {same_name_key(manifest.NAME)}
        paths = (path for path, _ in manifest.picture_files(content))
        for position, path in enumerate((content.workbook, *paths)):
            key = same_name_key(path)
            if not is_safe(path) or key in taken:
                raise InvalidInputError("package.unsafe_file", position=position)
            taken.add(key)
            try:
                path.encode(content.names.value)
            except UnicodeEncodeError as error:
                character = f"U+{ord(path[error.start]):04X}"
                raise InvalidInputError("package.name_encoding", position=position, character=character) from error

    def _require_space(self, folder: Path, needed_bytes: int) -> None:
        free = self._free_bytes(folder)
        if free < needed_bytes + _SPARE_BYTES:
            raise EnvironmentFailedError(
                "package.disk_full",
                folder=str(folder),
                reason=f"{free >> 20} MB < {(needed_bytes + _SPARE_BYTES) >> 20} MB",
            )


def _largest_file(folder: Path) -> int:
    """Return the size of the largest file that a folder's disk holds, as far as the system says."""
    if not hasattr(os, "pathconf"):
        return sys.maxsize
    try:
        bits = os.pathconf(folder, "PC_FILESIZEBITS")
    except (OSError, ValueError):
        return sys.maxsize
    return (1 << bits) - 1 if 0 < bits < _ALL_BITS else sys.maxsize


def _free_name(folder: Path, file_name: str, content_sha256: str, password: str) -> Path:
    stem, dot, ending = file_name.rpartition(".")
    for number in range(1, _MAX_SUFFIX + 1):
        name = file_name if number == 1 else f"{stem} ({number}){dot}{ending}" if dot else f"{file_name} ({number})"
        target = folder / name
        if not target.exists() or (target.is_file() and _states(target, password, content_sha256)):
            return target
    raise EnvironmentFailedError("package.name_taken", folder=str(folder), file=file_name)


def _states(path: Path, password: str, content_sha256: str) -> bool:
    said = verify.stated(path, password)
    return said is not None and said.content_sha256 == content_sha256
