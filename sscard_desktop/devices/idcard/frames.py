# SPDX-License-Identifier: Apache-2.0
"""Frames on the reader's serial line (GA/T 467): packing a request, finding answers in whatever arrives.

::

    request   AA AA AA 96 69 | LEN LEN | CMD PARA [data]       | CHK
    answer    AA AA AA 96 69 | LEN LEN | SW1 SW2 SW3 [data]    | CHK

``LEN`` is big-endian and counts what follows it, the check byte included; ``CHK`` makes the XOR from ``LEN`` to the end
zero. Answers for *where* a frame is and that it is whole. Refuses to say what it means: an answer doesn't name its
command, so only the session knows whether a frame fits (:mod:`.commands`).
"""

from __future__ import annotations

from functools import reduce
from operator import xor

PREAMBLE = b"\xaa\xaa\xaa\x96\x69"
HEADER_BYTES = len(PREAMBLE) + 2

SHORTEST_ANSWER = 4
"""LEN of an answer without data: three status words and the check byte."""

LONGEST_ANSWER = 2400
"""Above the largest legal LEN (2314, with fingerprints), so that noise can't make anyone wait for 64 KiB."""

SHORTEST_REQUEST = 3
"""LEN of a request without data; no legal answer has it, so an adapter's echo of the request is skipped."""


def check_byte(counted: bytes) -> int:
    """Return the XOR of ``counted``: LEN and everything up to the check byte."""
    return reduce(xor, counted, 0)


def pack(body: bytes) -> bytes:
    """Return ``body`` (CMD PARA data, or SW1 SW2 SW3 data) as a whole frame; ``ValueError`` above 65,534 bytes."""
    if len(body) > 0xFFFE:
        raise ValueError("the body doesn't fit into a frame")
    counted = (len(body) + 1).to_bytes(2, "big") + body
    return PREAMBLE + counted + bytes((check_byte(counted),))


class FrameParser:
    """Finds frames in bytes that arrive in pieces of any size, among noise, false starts and damaged frames.

    Feed it, then take frames until there are none. It holds at most one frame that isn't complete yet. Whoever reads
    the line must call :meth:`discard` when a frame stays incomplete: searching on inside of it would find the frames
    that a chip photo can contain by chance.

    Args:
        shortest, longest: the values of LEN that are believed; anything else is no frame.
    """

    def __init__(self, *, shortest: int = SHORTEST_ANSWER, longest: int = LONGEST_ANSWER) -> None:
        self._shortest = shortest
        self._longest = longest
        self._buffer = bytearray()
        self._damaged = 0

    @property
    def damaged(self) -> int:
        """How many frames of a believable length had a wrong check byte so far."""
        return self._damaged

    @property
    def partial(self) -> bool:
        """Whether a frame has begun: a preamble is there. A few ``AA`` at the end of noise aren't a beginning yet."""
        return len(self._buffer) >= len(PREAMBLE)

    @property
    def needed(self) -> int:
        """How many bytes are missing at least, as far as is known; at least 1. Call after :meth:`take`."""
        if len(self._buffer) < HEADER_BYTES:
            return HEADER_BYTES - len(self._buffer)
        return max(1, self._total() - len(self._buffer))

    def feed(self, data: bytes) -> None:
        """Add what arrived."""
        self._buffer += data

    def take(self) -> bytes | None:
        """Return the next whole frame's body (between LEN and the check byte), or ``None`` until more arrives."""
        while self._find_preamble():
            if len(self._buffer) < HEADER_BYTES:
                return None
            total = self._total()
            if not self._shortest <= total - HEADER_BYTES <= self._longest:
                del self._buffer[0]
                continue
            if len(self._buffer) < total:
                return None
            counted = bytes(self._buffer[len(PREAMBLE) : total])
            if check_byte(counted) != 0:
                self._damaged += 1
                del self._buffer[0]
                continue
            del self._buffer[:total]
            return counted[2:-1]
        return None

    def discard(self) -> None:
        """Forget everything that is held."""
        self._buffer.clear()

    def _find_preamble(self) -> bool:
        start = self._buffer.find(PREAMBLE)
        if start >= 0:
            del self._buffer[:start]
            return True
        # The last bytes may be the beginning of a preamble; what can't be one is noise.
        for kept in range(min(len(PREAMBLE) - 1, len(self._buffer)), 0, -1):
            if PREAMBLE.startswith(self._buffer[-kept:]):
                del self._buffer[:-kept]
                return False
        self._buffer.clear()
        return False

    def _total(self) -> int:
        return HEADER_BYTES + int.from_bytes(self._buffer[len(PREAMBLE) : HEADER_BYTES], "big")
