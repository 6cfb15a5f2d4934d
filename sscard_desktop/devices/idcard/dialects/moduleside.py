# SPDX-License-Identifier: Apache-2.0
"""The dialects from the module's side: what the simulated reader hears and says.

Written against the descriptions, not against the driver's parsers: a mistake made twice the same way would be none that
a test could find.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from sscard_desktop.devices.idcard.dialects.oneshot import TEXT_REQUEST, WRAPPED_READ, WRAPPER
from sscard_desktop.devices.idcard.frames import HEADER_BYTES, PREAMBLE, SHORTEST_REQUEST, check_byte, pack
from sscard_desktop.domain.reader import ReaderDialect

LONGEST_REQUEST = 300
_REPORT_BYTES = 64
_FIND, _SELECT, _READ = b"\x20\x01", b"\x20\x02", b"\x30\x01"
_CVR_NUMBERS = {
    b"\x00\x01": b"\x11\xff",
    b"\x12\xff": b"\x12\xff",
    b"\x00\x81": _FIND,
    b"\x00\x82": _SELECT,
    b"\x00\x83": _READ,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request.

    Attributes:
        raw: its bytes as they came, for an adapter that echoes them.
        steps: the commands to carry out one after another, as the standard numbers them; the last answer counts, or
            the first that isn't a success.
        damaged: its check byte is wrong.
    """

    raw: bytes = field(repr=False)
    steps: tuple[bytes, ...] = ()
    damaged: bool = False


class ModuleSide(Protocol):
    """How a module hears and speaks. Without state."""

    def take(self, buffer: bytearray) -> Asked | None:
        """Remove the next request from what arrived, and noise before it; ``None`` until more arrives."""

    def said(self, asked: Asked, body: bytes) -> bytes:
        """Return an answer's status words and data as they go over the line."""

    def noise(self, data: bytes) -> bytes:
        """Return noise as it can come over the line."""


class SamSide:
    """Whole frames."""

    def take(self, buffer: bytearray) -> Asked | None:
        """See :class:`ModuleSide`."""
        while (start := buffer.find(PREAMBLE)) >= 0:
            del buffer[:start]
            if len(buffer) < HEADER_BYTES:
                return None
            length = int.from_bytes(buffer[len(PREAMBLE) : HEADER_BYTES], "big")
            if not SHORTEST_REQUEST <= length <= LONGEST_REQUEST:
                del buffer[0]
                continue
            if len(buffer) < HEADER_BYTES + length:
                return None
            frame = bytes(buffer[: HEADER_BYTES + length])
            del buffer[: HEADER_BYTES + length]
            damaged = check_byte(frame[len(PREAMBLE) :]) != 0
            return Asked(frame, (frame[HEADER_BYTES:-1],), damaged)
        del buffer[: -(len(PREAMBLE) - 1)]
        return None

    def said(self, asked: Asked, body: bytes) -> bytes:
        """See :class:`ModuleSide`."""
        del asked
        return pack(body)

    def noise(self, data: bytes) -> bytes:
        """See :class:`ModuleSide`."""
        return data


class CvrSide(SamSide):
    """Whole frames with other command numbers; its greeting has thirteen bytes of data."""

    def take(self, buffer: bytearray) -> Asked | None:
        """See :class:`ModuleSide`; an unknown number stays what it is, and no module knows it."""
        asked = super().take(buffer)
        if asked is None or asked.damaged:
            return asked
        return Asked(asked.raw, tuple(_CVR_NUMBERS.get(step, b"\xff\xff") for step in asked.steps))

    def said(self, asked: Asked, body: bytes) -> bytes:
        """See :class:`ModuleSide`."""
        greeted = asked.steps == (b"\x11\xff",) and body[2:] == b"\x90"
        return pack(body + bytes(13) if greeted else body)


class HidSide(SamSide):
    """Whole frames in reports. A request's report has its number before it, as the driver wants it."""

    def take(self, buffer: bytearray) -> Asked | None:
        """See :class:`ModuleSide`."""
        asked = super().take(buffer)
        if asked is not None:
            # The rest of its report.
            del buffer[: _REPORT_BYTES - len(asked.raw) % _REPORT_BYTES]
        return asked

    def said(self, asked: Asked, body: bytes) -> bytes:
        """See :class:`ModuleSide`."""
        return _filled(pack(body))

    def noise(self, data: bytes) -> bytes:
        """See :class:`ModuleSide`; reports come whole."""
        return _filled(data)


class BareHidSide:
    """Frames without a preamble in reports."""

    def take(self, buffer: bytearray) -> Asked | None:
        """See :class:`ModuleSide`; each report comes with its number before it."""
        while len(buffer) > _REPORT_BYTES:
            report = bytes(buffer[1 : 1 + _REPORT_BYTES])
            del buffer[: 1 + _REPORT_BYTES]
            length = int.from_bytes(report[:2], "big")
            if SHORTEST_REQUEST <= length <= _REPORT_BYTES - 2:
                counted = report[: 2 + length]
                return Asked(report, (counted[2:-1],), check_byte(counted) != 0)
        return None

    def said(self, asked: Asked, body: bytes) -> bytes:
        """See :class:`ModuleSide`."""
        del asked
        return _filled(pack(body)[len(PREAMBLE) :])

    def noise(self, data: bytes) -> bytes:
        """See :class:`ModuleSide`; reports come whole."""
        return _filled(data)


class OneShotSide:
    """One request that finds, selects and reads; the answer is a plain frame.

    Args:
        request: its bytes.
    """

    def __init__(self, request: bytes) -> None:
        self._request = request

    def take(self, buffer: bytearray) -> Asked | None:
        """See :class:`ModuleSide`."""
        start = buffer.find(self._request)
        if start < 0:
            del buffer[: max(0, len(buffer) - LONGEST_REQUEST)]
            return None
        del buffer[: start + len(self._request)]
        return Asked(self._request, (_FIND, _SELECT, _READ))

    def said(self, asked: Asked, body: bytes) -> bytes:
        """See :class:`ModuleSide`."""
        del asked
        return pack(body)

    def noise(self, data: bytes) -> bytes:
        """See :class:`ModuleSide`."""
        return data


SIDES: dict[ReaderDialect, ModuleSide] = {
    ReaderDialect.SAM: SamSide(),
    ReaderDialect.CVR: CvrSide(),
    ReaderDialect.HID: HidSide(),
    ReaderDialect.HID_BARE: BareHidSide(),
    ReaderDialect.WRAPPED: OneShotSide(WRAPPER.around(WRAPPED_READ)),
    ReaderDialect.TEXT: OneShotSide(TEXT_REQUEST),
}
"""How the simulated reader speaks each dialect."""


WITHOUT_SPEED = frozenset({ReaderDialect.HID, ReaderDialect.HID_BARE})
"""Dialects whose line has no speed, even where a pseudo-terminal stands in for it."""


def _filled(data: bytes) -> bytes:
    return data.ljust(-(-len(data) // _REPORT_BYTES) * _REPORT_BYTES, b"\0")
