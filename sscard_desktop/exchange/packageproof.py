# SPDX-License-Identifier: Apache-2.0
"""Does the disk hold the package that was written? Read back whole, after the last byte was forced onto it.

The file's digest is compared with the one taken while it was written: so every byte is what it was meant to be. Then
it is opened as its receiver will, with the password alone: directory, table, manifest and pictures from all over it are
decrypted and compared with what was put in; what would spoil one of them spoils all. Reading waits for the end on
purpose: a stick that claims more room than it has writes over its own beginning, and would have passed while that was
still there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pyzipper.zipfile_aes import AESZipInfo

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange import aeszip, manifest
from sscard_desktop.exchange.overlapping import in_turn

_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written.

    Attributes:
        samples: table, manifest and pictures from all over, with the entries to find them by.
        content_sha256: the content's digest, as the manifest says it.
        size_bytes, sha256: of the whole file.
    """

    samples: Sequence[tuple[AESZipInfo, manifest.Member]]
    content_sha256: str
    size_bytes: int
    sha256: str


def is_on_disk(part: Path, filled: Filled, password: bytes, read: Callable[[int], None]) -> bool:
    """Whether ``part`` is what was written.

    Args:
        read: told of the bytes read so far; its errors pass through.

    Raises ``OSError`` where the disk fails.
    """
    digest = hashlib.sha256()
    size = 0

    def digested(piece: bytes) -> int:
        digest.update(piece)
        return len(piece)

    with part.open("rb") as file:
        # A piece is digested while the next ones are being read.
        for length in in_turn(pieces(file), digested, workers=1):
            size += length
            read(size)
    if (size, digest.hexdigest()) != (filled.size_bytes, filled.sha256):
        return False
    with part.open("rb") as opened:
        try:
            aeszip.check_directory(opened)
        except InvalidInputError:
            return False
        return all(holds(opened, info, member, password) for info, member in filled.samples)


def holds(file: BinaryIO, info: AESZipInfo, member: manifest.Member, password: bytes) -> bool:
    """Whether a file's entry opens with the password and is what was put in."""
    digest = hashlib.sha256()
    try:
        for piece in aeszip.content_of(file, info, password):
            digest.update(piece)
    except aeszip.UNREADABLE:
        return False
    return digest.hexdigest() == member.sha256


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield what is left of a file, 1 MiB at a time."""
    while piece := file.read(_PIECE_BYTES):
        yield piece
