# SPDX-License-Identifier: Apache-2.0
"""Readers that know one request: "read what lies there". They answer with the module's own frame, or its refusal.

Two are known from drivers, **none was tried on a device**: a line of text over a network or radio link, and a frame in
a wrapper on a serial port. Which of their bytes are understood is said where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sscard_desktop.devices.idcard import commands
from sscard_desktop.devices.idcard.commands import Command, Status
from sscard_desktop.devices.idcard.dialects.dialect import AnswerParser
from sscard_desktop.devices.idcard.dialects.plain import Sam
from sscard_desktop.devices.idcard.frames import PREAMBLE, FrameParser

TEXT_REQUEST = b"D&C00040101"
"""``0101`` asks for text and photo; its siblings ``0102`` and ``0108`` are not needed. The rest is not understood."""

TIMED_OUT = PREAMBLE + b"\x00\x05\x05\x05\x05"
"""What one driver takes for "no card in time". No whole frame: its length promises five bytes, and three come."""

ANSWER = replace(
    commands.READ,
    name="one-shot read",
    data_bytes={*commands.READING_BYTES},
    longest_bytes=commands.READ_WITH_FINGERPRINT.longest_bytes,
    timeout_s=5.0,
)
"""What may answer: a reading with or without fingerprints, as the device likes, or the refusals of all three steps."""


@dataclass(frozen=True, slots=True)
class Wrapper:
    """What one maker's boards have around a request.

    ::

        prefix | LEN LEN | len len | inner request | suffix

    The outer length counts the inner one and the request, the inner one the request alone, both big-endian.
    """

    prefix: bytes
    suffix: bytes

    def around(self, inner: bytes) -> bytes:
        """Return the whole request."""
        counted = len(inner).to_bytes(2, "big") + inner
        return self.prefix + len(counted).to_bytes(2, "big") + counted + self.suffix


WRAPPER = Wrapper(prefix=b"\xca\xdf\x02\x35", suffix=b"\xe3")
"""As two requests of one driver have it. ``02 35`` is not understood; ``E3`` is no check byte, both end in it."""

WRAPPED_READ = PREAMBLE + b"\x00\x00"
"""The request inside, without a check byte of its own; ``00 01`` instead reads a chip number."""


class _OneShot(Sam):
    """What both have in common."""

    one_shot = True
    has_speed = False
    """Not searched for: every question may read the card that lies there, and many modules read a card only once."""

    def spell(self, command: Command) -> Command | None:
        """There is one command."""
        return ANSWER if command is commands.READ else None


class WrappedRequest(_OneShot):
    """The wrapped request; its answers are plain frames."""

    def pieces(self, command: Command) -> Sequence[bytes]:
        """See the module."""
        del command
        return (WRAPPER.around(WRAPPED_READ),)


class TextRequest(_OneShot):
    """The request in text; its answer holds a plain frame, or says that no card came in time."""

    def pieces(self, command: Command) -> Sequence[bytes]:
        """See the module."""
        del command
        return (TEXT_REQUEST,)

    def parser(self) -> AnswerParser:
        """Frames may begin anywhere."""
        return TextAnswerParser()


class TextAnswerParser(FrameParser):
    """Finds frames, and gives the marker for "no card in time" as that refusal where a frame would begin."""

    def take(self) -> bytes | None:
        """Return the next answer's status words and data; see :class:`FrameParser`."""
        if self._find_preamble() and self._buffer.startswith(TIMED_OUT):
            del self._buffer[: len(TIMED_OUT)]
            return bytes((0, 0, Status.NO_CARD))
        return super().take()
