# SPDX-License-Identifier: Apache-2.0
"""The locked stream of a travelling file: frames, cut into pieces of which none can be moved, left out or cut off.

Pieces of 1 MiB, each under AES-256-GCM with its number and whether it is the last in the nonce (the STREAM
construction) and the header's digest as additional data. A frame is a letter, a length of four bytes (big-endian) and
its content.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sscard_desktop.domain.errors import InvalidInputError

LARGEST_FRAME_BYTES = 64 << 20
TAG_BYTES = 16
_PIECE_BYTES = 1 << 20
_FRAME = struct.Struct(">cI")

Frame = tuple[bytes, bytes]
"""One letter that says what it is, and its content."""


def sealed_pieces(given: Iterable[Frame], cipher: AESGCM, header: bytes) -> Iterator[bytes]:
    """Yield frames as a stream, piece by piece."""
    associated = hashlib.sha256(header).digest()
    pending = bytearray()
    number = 0
    for letter, content in given:
        pending += _FRAME.pack(letter, len(content)) + content
        while len(pending) > _PIECE_BYTES:  # not >=: the last piece is never empty
            yield cipher.encrypt(_nonce(number, last=False), bytes(pending[:_PIECE_BYTES]), associated)
            del pending[:_PIECE_BYTES]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(pending), associated)


def frames_in(file: BinaryIO, length: int, cipher: AESGCM, header: bytes, sha256: Any, name: str) -> Iterator[Frame]:
    """Yield the frames of the next ``length`` bytes of a file.

    Args:
        sha256: takes note of the bytes that were read.
        name: the file's, for what is told.

    Raises ``InvalidInputError("transfer.damaged")``.
    """
    pending = bytearray()
    for piece in _opened_pieces(file, length, cipher, header, sha256, name):
        pending += piece
        taken = 0
        while (end := _frame_end(pending, taken, name)) is not None:
            letter, _ = _FRAME.unpack_from(pending, taken)
            yield letter, bytes(pending[taken + _FRAME.size : end])
            taken = end
        del pending[:taken]
    if pending:
        raise InvalidInputError("transfer.damaged", file=name)


def _frame_end(pending: bytearray, start: int, name: str) -> int | None:
    if len(pending) - start < _FRAME.size:
        return None
    _, length = _FRAME.unpack_from(pending, start)
    if length > LARGEST_FRAME_BYTES:
        raise InvalidInputError("transfer.damaged", file=name)
    end = start + _FRAME.size + int(length)
    return end if end <= len(pending) else None


def _opened_pieces(
    file: BinaryIO, length: int, cipher: AESGCM, header: bytes, sha256: Any, name: str
) -> Iterator[bytes]:
    associated = hashlib.sha256(header).digest()
    left = length
    number = 0
    while left > 0:
        piece = file.read(min(left, _PIECE_BYTES + TAG_BYTES))
        sha256.update(piece)
        left -= len(piece)
        try:
            yield cipher.decrypt(_nonce(number, last=left == 0), piece, associated)
        except (InvalidTag, ValueError) as error:
            raise InvalidInputError("transfer.damaged", file=name) from error
        number += 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
