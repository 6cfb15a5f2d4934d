# SPDX-License-Identifier: Apache-2.0
"""What an update's files hold, as it comes out of its xz streams: never more than is asked for, and proved.

A stream that would go on without end is stopped at the size that the signed head names, and one that wants more memory
than the maker's is refused.
"""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterator
from typing import BinaryIO

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.updatemanifest import Part

_PIECE_BYTES = 1 << 20
_MEMORY_BYTES = 256 << 20
"""What an xz stream may ask for; the maker's need a tenth of it."""


class UpdateContent:
    """The files' bytes, one after the other, as they come out of the xz streams.

    Args:
        file: stands where the content begins.
        name: of the file, for errors.
    """

    def __init__(self, file: BinaryIO, packed_bytes: int, name: str) -> None:
        self._file = file
        self._left = packed_bytes
        self._name = name
        self._stream = _new_stream()

    def pieces(self, part: Part) -> Iterator[bytes]:
        """Yield a file's bytes; raise ``InvalidInputError`` (``update.altered``) where they aren't the signed ones."""
        digest = hashlib.sha256()
        left = part.size_bytes
        while left:
            piece = self._some(min(left, _PIECE_BYTES))
            if not piece:
                raise InvalidInputError("update.altered", file=self._name)
            digest.update(piece)
            left -= len(piece)
            yield piece
        if digest.hexdigest() != part.sha256:
            raise InvalidInputError("update.altered", file=self._name)

    def require_end(self) -> None:
        """Raise ``update.altered`` where more comes out than the head names."""
        if self._some(1):
            raise InvalidInputError("update.altered", file=self._name)

    def _some(self, most: int) -> bytes:
        try:
            while True:
                if self._stream.eof:
                    rest = self._stream.unused_data
                    if not rest and not self._left:
                        return b""
                    self._stream = _new_stream()
                    piece = self._stream.decompress(rest or self._read(), max_length=most)
                else:
                    piece = self._stream.decompress(self._read() if self._stream.needs_input else b"", max_length=most)
                if piece:
                    return piece
                if self._stream.needs_input and not self._left and not self._stream.eof:
                    return b""
        except (lzma.LZMAError, MemoryError) as error:
            raise InvalidInputError("update.altered", file=self._name) from error

    def _read(self) -> bytes:
        piece = self._file.read(min(self._left, _PIECE_BYTES))
        self._left -= len(piece)
        if not piece:
            self._left = 0
        return piece


def _new_stream() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY_BYTES)
