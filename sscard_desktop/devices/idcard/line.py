# SPDX-License-Identifier: Apache-2.0
"""One open serial line to a reader: opening it, one command and its answer, and everything that can go wrong between.

Answers for three promises. Every call ends within its limit, whatever arrives. An answer is returned only when it fits
the command that was sent, and the line says so itself when it may be out of step (:attr:`Line.out_of_step`). Errors
are told as what the clerk can do about them. Refuses to know the order of commands (:mod:`.port`).

Logs hold commands, lengths, status words and times, never data.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

import serial

from sscard_desktop.devices.idcard.commands import STATUS, Answer, Command, Status
from sscard_desktop.devices.idcard.dialects import SAM
from sscard_desktop.devices.idcard.dialects.dialect import Dialect
from sscard_desktop.devices.idcard.wires import WIRE_ERRORS
from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError

_log = logging.getLogger(__name__)

DEFAULT_BAUD = 115200
_PIECE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Timing:
    """The session's times in seconds; the defaults are what readers in the field need.

    Attributes:
        slice_s: longest single wait for bytes. A stop request is heeded this fast, and a line that says nothing for
            this long is quiet.
        drain_s: before a command the line must be quiet; waited for no longer than this.
        gap_s: a frame whose next byte takes longer is broken off (four times as long below 38400 bits a second).
        command_factor: scales every command's own limit.
        power_on_s: a reader that was just plugged in gets this long until its first answer.
        reset_pause_s: after a reset the module needs this long.
        poll_s: between two looks for a card; vendors ask for more than 300 ms.
        reading_s: limit for one card, from found to read, with all repeats.
        last_resort_s: limit for the reset after all of them failed.
    """

    slice_s: float = 0.03
    drain_s: float = 0.3
    gap_s: float = 0.25
    command_factor: float = 1.0
    power_on_s: float = 5.0
    reset_pause_s: float = 0.5
    poll_s: float = 0.4
    reading_s: float = 6.0
    last_resort_s: float = 1.0


class NoAnswerError(EnvironmentFailedError):
    """Nothing came that could be the answer; the line may hold it still."""


class BrokenAnswerError(NoAnswerError):
    """An answer came, damaged or not to its end; nothing else is on its way.

    Attributes:
        heard: how many bytes came.
    """

    def __init__(self, code: str, *, heard: int, port: str) -> None:
        super().__init__(code, port=port)
        self.heard = heard


class Line:
    """One open line.

    Args:
        url: a device name (``COM3``, ``/dev/ttyUSB0``) or any URL that pySerial opens, such as ``socket://host:port``.
        baud: bits a second; ignored where the URL has no speed.
        timing: limits.
        cancelled: asked at every slice; once true, the call under way raises ``CancelledError``.
        dialect: how the reader speaks.

    Raises ``EnvironmentFailedError`` when it can't be opened: ``reader.port_missing``, ``reader.port_name``,
    ``reader.port_refused``, ``reader.port_failed``, and with the remedy of :mod:`.obstacles` ``reader.port_permission``
    and ``reader.port_held`` and their kin.
    """

    def __init__(
        self,
        url: str,
        *,
        baud: int = DEFAULT_BAUD,
        timing: Timing | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        dialect: Dialect = SAM,
    ) -> None:
        self.url = url
        self.baud = baud
        self.timing = timing or Timing()
        self.settles = False
        """See :class:`~sscard_desktop.devices.idcard.oneshot.CommandLine`; here a marker tells late answers apart."""
        self.out_of_step = False
        """An answer is missing, or one was seen that nobody asked for: the next may belong to an earlier command."""
        self._cancelled = cancelled
        self._dialect = dialect
        self._parser = dialect.parser()
        self._last_body = b""
        self._talks_on = False
        self._wire = dialect.open(url, baud=baud, slice_s=self.timing.slice_s)

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the line. Idempotent, and silent when the device is gone already."""
        try:
            self._wire.close()
        except WIRE_ERRORS:
            _log.debug("the port was gone before it was closed")

    def exchange(self, command: Command, *, deadline: float | None = None) -> Answer:
        """Send a command once and return the answer that fits it, success or not.

        A command that the reader's dialect doesn't have is answered as a module would, without being sent. Answers that
        don't fit are skipped and leave the line :attr:`out_of_step`; so does a missing answer.

        Args:
            command: what to send.
            deadline: on the monotonic clock; shortens the command's own limit, never extends it.

        Raises ``NoAnswerError`` (``reader.silent``: no byte came; ``reader.garbled``: bytes, but no whole fitting
        answer), ``EnvironmentFailedError("reader.disconnected")`` and ``CancelledError``.
        """
        spelt = self._dialect.spell(command)
        if spelt is None:
            return Answer(bytes((0, 0, Status.UNSUPPORTED)), b"")
        command = spelt
        self._drain()
        started = time.monotonic()
        limit = started + command.timeout_s * self.timing.command_factor + command.longest_bytes * 10 / self.baud
        limit = limit if deadline is None else min(limit, deadline)
        for piece in self._dialect.pieces(command):
            self._write(piece)
        try:
            answer = self._receive(command, limit)
        except NoAnswerError as error:
            _log.info("%s: %s after %d ms", command.name, error.code, (time.monotonic() - started) * 1000)
            raise
        _log.debug(
            "%s: SW %s, %d bytes, %d ms",
            command.name,
            answer.words.hex(" "),
            len(answer.data),
            (time.monotonic() - started) * 1000,
        )
        return answer

    def synchronise(self, *, deadline: float | None = None) -> None:
        """Get back in step: after this, whatever arrives answers what is sent from now on.

        The module answers strictly in order, so once it has answered a status request, every earlier answer has
        arrived, and was thrown away. Raises like :meth:`exchange`.
        """
        answer = self.exchange(STATUS, deadline=deadline)
        _log.info("in step again, SW %s", answer.words.hex(" "))
        self.out_of_step = False

    def hears_stray(self, *, deadline: float) -> bool:
        """Wait until ``deadline`` for an answer that nobody waits for any more; return whether one came."""
        parser = self._dialect.parser()
        while time.monotonic() < deadline:
            parser.feed(self._read(_PIECE_BYTES))
            if parser.take() is not None:
                return True
        return False

    def pause(self, seconds: float) -> None:
        """Wait, but not after a stop request (``CancelledError``)."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._heed_cancel()
            time.sleep(min(left, self.timing.slice_s))

    def _receive(self, command: Command, limit: float) -> Answer:
        gap_s = self.timing.gap_s * (1 if self.baud >= 38400 else 4)
        heard_at = time.monotonic()
        heard = 0
        damaged_before = self._parser.damaged
        looked_last = False
        while True:
            while (body := self._parser.take()) is not None:
                answer = Answer.parse(body)
                if command.accepts(answer):
                    self._last_body = body
                    return answer
                self._notice_stray(body)
            now = time.monotonic()
            spoiled = self._parser.partial or self._parser.damaged > damaged_before
            time_is_up = (spoiled and now - heard_at > gap_s) or now > limit
            if time_is_up and looked_last:
                # Never search on inside a broken frame: a chip photo may contain what looks like an answer.
                self._parser.discard()
                self.out_of_step = True
                code = "reader.garbled" if heard or self._talks_on else "reader.silent"
                if spoiled:
                    raise BrokenAnswerError(code, heard=heard, port=self.url)
                raise NoAnswerError(code, port=self.url)
            # A program that was held up finds its time over, and the answer waiting: it is looked for once more.
            looked_last = time_is_up
            piece = self._read(_PIECE_BYTES if time_is_up else self._parser.needed)
            if piece:
                heard_at = time.monotonic()
                heard += len(piece)
                self._parser.feed(piece)

    def _drain(self) -> None:
        """Throw away what is left on the line; a whole answer among it means that we are out of step."""
        self._parser.discard()
        self._talks_on = False
        left_over = self._dialect.parser()
        until = time.monotonic() + self.timing.drain_s
        while piece := self._read(_PIECE_BYTES):
            left_over.feed(piece)
            while (body := left_over.take()) is not None:
                self._notice_stray(body)
            if time.monotonic() > until:
                self._talks_on = True
                break

    def _notice_stray(self, body: bytes) -> None:
        # Some adapters deliver an answer twice: the copy says nothing about the order of the others.
        if body != self._last_body:
            self.out_of_step = True
            _log.info("skipped an answer of %d bytes that nobody asked for", len(body))

    def _read(self, count: int) -> bytes:
        self._heed_cancel()
        try:
            return self._wire.read(count)
        except WIRE_ERRORS as error:
            raise EnvironmentFailedError("reader.disconnected", port=self.url) from error

    def _write(self, data: bytes) -> None:
        try:
            self._wire.write(data)
        except serial.SerialTimeoutException as error:
            self.out_of_step = True
            raise NoAnswerError("reader.silent", port=self.url) from error
        except WIRE_ERRORS as error:
            raise EnvironmentFailedError("reader.disconnected", port=self.url) from error

    def _heed_cancel(self) -> None:
        if self._cancelled():
            raise CancelledError


def is_transmission_error(answer: Answer) -> bool:
    """Return whether the module says that our request reached it damaged, so that it is worth sending again."""
    return answer.status in {Status.REQUEST_CHECK_BYTE, Status.REQUEST_LENGTH}
