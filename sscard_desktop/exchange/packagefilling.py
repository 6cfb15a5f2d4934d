# SPDX-License-Identifier: Apache-2.0
"""A package's file filled with its members: table, pictures, manifest, directory; in one go, and known to the byte.

Pictures are fetched by the caller's own thread, since a station's connection belongs to one; two others seal them
meanwhile, and what is sealed is written in the pictures' order. While that goes on, what was written is forced onto the
disk, so that the last of it doesn't wait for all of it. But for a line for each member, memory doesn't grow with them.

The digest over the whole file is taken as it is written, and so is the digest of each member's content; whether the
disk holds what these say is :mod:`.packageproof`'s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.exchange import aeszip, manifest, packagetable
from sscard_desktop.exchange.overlapping import in_turn
from sscard_desktop.exchange.packageproof import Filled, holds, pieces
from sscard_desktop.exchange.partfile import Settling
from sscard_desktop.exchange.zipcipher import Archive, sealed
from sscard_desktop.services.ports import PackageContent

if TYPE_CHECKING:
    from pyzipper.zipfile_aes import AESZipInfo

_SEALING = 2
"""How many threads seal: the counters' machines have two cores at least."""
_A_SAMPLE_OF = 256
"""So many pictures have one among them that is decrypted again when the package is read back."""
_TOGETHER = 4
"""How many pictures are sealed in one go, so that handing them over costs little."""


def fill(
    file: BinaryIO,
    folder: Path,
    content: PackageContent,
    files: Iterable[tuple[str, str]],
    password: bytes,
    picture: Callable[[str], bytes],
    written: Callable[[int, int], None],
) -> Filled:
    """Write all of a package into an empty ``file``, and force it onto the disk.

    Args:
        folder: where the file is, for errors.
        files: path and token of each picture.
        picture: returns the bytes behind a token; called in this thread, its errors pass through.
        written: told of the members so far and of their content's bytes after each; its errors pass through.

    Raises ``InvalidInputError`` for cells that the table can't hold, ``OSError`` from the disk, and
    ``EnvironmentFailedError`` (``package.read_back``) where the table can't be read again.
    """
    archive = aeszip.create(file, password)
    try:
        members = [_table(archive, content)]
        written(1, members[0].size_bytes)
        samples = [(archive.filelist[0], members[0])]
        appending = _Appending(file, _proven(file, folder, *samples[0], password))
        archive.fp = appending
        size = 0
        with Settling(file) as settling:
            for path, size_bytes, digest, seal in _sealed(files, picture, password):
                info = aeszip.member_info(path, content.sealed_at, content.names)
                archive.append(info, seal)
                members.append(manifest.Member(path, size_bytes, digest))
                if len(members) % _A_SAMPLE_OF == 2:  # the first picture is the second member
                    samples.append((info, members[-1]))
                size += size_bytes
                settling.wrote(len(seal))
                written(len(members), size)
            described = manifest.describe(content, members)
            data = described.to_json()
            info = aeszip.member_info(manifest.NAME, content.sealed_at, content.names)
            archive.append(info, sealed(data, password))
            samples.append((info, manifest.Member(manifest.NAME, len(data), hashlib.sha256(data).hexdigest())))
            archive.close()
        written(len(members) + 1, size)
        return Filled(samples, described.content_sha256, file.tell(), appending.sha256.hexdigest())
    finally:
        aeszip.abandon(archive)


def _sealed(
    files: Iterable[tuple[str, str]], picture: Callable[[str], bytes], password: bytes
) -> Iterator[tuple[str, int, str, bytearray]]:
    """Yield path, size, SHA-256 and the sealed content of each picture, in their order."""

    def work(some: Sequence[tuple[str, bytes]]) -> Sequence[tuple[str, int, str, bytearray]]:
        return [(path, len(data), hashlib.sha256(data).hexdigest(), sealed(data, password)) for path, data in some]

    left = iter(files)
    some = iter(lambda: [(path, picture(token)) for path, token in islice(left, _TOGETHER)], [])
    for done in in_turn(some, work, workers=_SEALING):
        yield from done


def _table(archive: Archive, content: PackageContent) -> manifest.Member:
    with archive.open(aeszip.member_info(content.workbook, content.sealed_at, content.names), "w") as stream:
        sink = _Digesting(stream)
        packagetable.write(sink, content)
    return manifest.Member(content.workbook, sink.size_bytes, sink.sha256.hexdigest())


def _proven(file: BinaryIO, folder: Path, info: AESZipInfo, member: manifest.Member, password: bytes) -> hashlib._Hash:
    """Return the digest over the file so far, once the table that is its only member was read from it and compared.

    A table's header is written over when its size is known, so the bytes of both can be digested by reading them only.
    """
    file.flush()
    end = file.tell()
    if not holds(file, info, member, password):
        raise EnvironmentFailedError("package.read_back", folder=str(folder))
    digest = hashlib.sha256()
    file.seek(0)
    for piece in pieces(file):
        digest.update(piece)
    file.seek(end)
    return digest


class _Digesting:
    """Passes a table's bytes on to its member, counting and digesting them."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.sha256 = hashlib.sha256()
        self.size_bytes = 0

    def write(self, data: bytes, /) -> int:
        self.sha256.update(data)
        self.size_bytes += len(data)
        return self._target.write(data)

    def flush(self) -> None:
        """Do nothing: the package is flushed as a whole."""


class _Appending:
    """A file that is written at its end only, digested on the way."""

    def __init__(self, file: BinaryIO, sha256: hashlib._Hash) -> None:
        self._file = file
        self.sha256 = sha256
        self.tell, self.flush, self.seek = file.tell, file.flush, file.seek

    def write(self, data: bytes, /) -> int:
        self.sha256.update(data)
        return self._file.write(data)
