# SPDX-License-Identifier: Apache-2.0
"""Readers on USB HID: frames cut into reports and filled up with zeros, with their preamble or without.

From one vendor-neutral library's adapters; **not tried on a device**. What it leaves open is set down here: reports of
64 bytes without a number, zeros after the end, and for bare frames that a request carries its length once, as answers
do.
"""

from __future__ import annotations

from collections.abc import Sequence

from sscard_desktop.devices.idcard.commands import Command
from sscard_desktop.devices.idcard.dialects.dialect import AnswerParser
from sscard_desktop.devices.idcard.dialects.plain import Sam
from sscard_desktop.devices.idcard.frames import LONGEST_ANSWER, PREAMBLE, SHORTEST_ANSWER, check_byte
from sscard_desktop.devices.idcard.hidwire import REPORT_BYTES, HidWire
from sscard_desktop.devices.idcard.wires import Wire

_LENGTH_BYTES = 2


class FramedReports(Sam):
    """Whole frames in reports: between frames the parser skips the zeros like any noise."""

    has_speed = False

    def open(self, url: str, *, baud: int, slice_s: float) -> Wire:
        """Open a HID device; it has no speed."""
        del baud
        return HidWire(url, slice_s=slice_s)

    def pieces(self, command: Command) -> Sequence[bytes]:
        """Return the reports of a request."""
        return in_reports(command.request)


class BareReports(FramedReports):
    """Frames without their preamble: two bytes of length begin a report, and the rest follows in as many as it takes.

    The variant that one bank's readers have.
    """

    def pieces(self, command: Command) -> Sequence[bytes]:
        """Return the reports of a request, which begins with its length."""
        return in_reports(command.request[len(PREAMBLE) :])

    def parser(self) -> AnswerParser:
        """Answers begin where reports begin."""
        return BareParser()


class BareParser:
    """Finds answers without a preamble; see :class:`~sscard_desktop.devices.idcard.dialects.dialect.AnswerParser`.

    Nothing marks a beginning but the beginning of a report, and any two bytes can be a length. So after a damaged
    answer all that comes is thrown away until :meth:`discard`, which the line calls once it has gone quiet.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._lost = False
        self._damaged = 0

    @property
    def damaged(self) -> int:
        """See :class:`AnswerParser`."""
        return self._damaged

    @property
    def partial(self) -> bool:
        """See :class:`AnswerParser`."""
        return bool(self._buffer)

    @property
    def needed(self) -> int:
        """See :class:`AnswerParser`."""
        whole = -(-(len(self._buffer) + 1) // REPORT_BYTES) * REPORT_BYTES
        return whole - len(self._buffer)

    def feed(self, data: bytes) -> None:
        """See :class:`AnswerParser`."""
        if not self._lost:
            self._buffer += data

    def take(self) -> bytes | None:
        """See :class:`AnswerParser`."""
        while len(self._buffer) >= REPORT_BYTES:
            length = int.from_bytes(self._buffer[:_LENGTH_BYTES], "big")
            if not SHORTEST_ANSWER <= length <= LONGEST_ANSWER:
                # No answer begins here: a report of zeros, or noise.
                del self._buffer[:REPORT_BYTES]
                continue
            end = _LENGTH_BYTES + length
            reports = -(-end // REPORT_BYTES)
            if len(self._buffer) < reports * REPORT_BYTES:
                return None
            counted = bytes(self._buffer[:end])
            del self._buffer[: reports * REPORT_BYTES]
            if check_byte(counted) != 0:
                self._damaged += 1
                self._lost = True
                self._buffer.clear()
                return None
            return counted[_LENGTH_BYTES:-1]
        return None

    def discard(self) -> None:
        """See :class:`AnswerParser`."""
        self._buffer.clear()
        self._lost = False


def in_reports(data: bytes) -> tuple[bytes, ...]:
    """Return ``data`` in reports, the last one filled up with zeros."""
    cut = (data[start : start + REPORT_BYTES] for start in range(0, len(data), REPORT_BYTES))
    return tuple(report.ljust(REPORT_BYTES, b"\0") for report in cut)
