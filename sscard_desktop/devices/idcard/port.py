# SPDX-License-Identifier: Apache-2.0
"""A session with a reader: is it there, does a card lie on it, what does the card say; and recovery from every slip.

The order of commands and the retries follow the drivers in the field: status, then find → select → read, again from
find when a step fails, at most three rounds a card, a reset as the last resort. A reading is returned only from a round
in which the line stayed in step, so a late answer is never taken for another card's. Each method ends within its limit,
in a result or in an error with a remedy. One thread at a time.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import time
from collections.abc import Callable
from types import TracebackType

from sscard_desktop.devices.idcard import commands
from sscard_desktop.devices.idcard.commands import Answer, Command, ModuleRefusedError, Status
from sscard_desktop.devices.idcard.decode import decode
from sscard_desktop.devices.idcard.dialects import SAM
from sscard_desktop.devices.idcard.dialects.dialect import Dialect
from sscard_desktop.devices.idcard.line import DEFAULT_BAUD, NoAnswerError, Timing, is_transmission_error
from sscard_desktop.devices.idcard.oneshot import open_line
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import EnvironmentFailedError

_log = logging.getLogger(__name__)

ROUNDS = 3
"""How often one card is tried from the beginning."""

LATEST_S = 10.0
"""A reading that hasn't come by then won't."""

_TRY_AGAIN = frozenset({Status.SELECT_FAILED, Status.READ_FAILED, Status.OUT_OF_SEQUENCE, Status.NO_CARD})
_TRY_ONCE_MORE = frozenset({Status.CARD_REFUSED_READER, Status.READER_REFUSED_CARD})
_RESET_ONCE = frozenset({Status.RANDOM_FAILED, Status.SELF_TEST})

# Warnings that a damaged transmission would cause too: two flipped bits of one place pass the check byte.
_SUSPICIOUS = frozenset({"card.number_check_character", "card.no_date", "card.number_birth_date_differ"})


class CardLostError(EnvironmentFailedError):
    """A card was there, and its answers got lost or damaged each time; the reader itself answers."""


class CardReader:
    """One reader on one port.

    Args:
        url, baud, timing, cancelled, dialect: see :class:`~sscard_desktop.devices.idcard.line.Line`, which they open.
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
        self._timing = timing or Timing()
        self.retried = 0
        """How many commands and rounds were repeated so far."""
        self._doubtful_until = 0.0
        self._last_digest = b""
        self._line = open_line(url, baud=baud, timing=self._timing, cancelled=cancelled, dialect=dialect)

    def __enter__(self) -> CardReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """Where it is."""
        return self._line.url

    @property
    def baud(self) -> int:
        """Its speed in bits a second."""
        return self._line.baud

    def close(self) -> None:
        """Close the port. Idempotent."""
        self._line.close()

    def pause(self, seconds: float) -> None:
        """Wait between two looks for a card; raises ``CancelledError`` after a stop request."""
        self._line.pause(seconds)

    def greet(self) -> None:
        """Wait until the reader says that it is well; one that was just plugged in gets a few seconds.

        Raises ``ModuleRefusedError`` (self-test failed, not authorised), ``NoAnswerError``, or ``reader.disconnected``.
        """
        until = time.monotonic() + self._timing.power_on_s
        attempt_s = 2 * commands.STATUS.timeout_s * self._timing.command_factor + self._timing.reset_pause_s
        reset = False
        while True:
            try:
                self._obey(commands.STATUS)
            except NoAnswerError:
                if time.monotonic() + attempt_s > until:
                    raise
                self.pause(self._timing.reset_pause_s)
            except ModuleRefusedError as error:
                if error.status not in _RESET_ONCE or reset:
                    raise
                reset = True
                self._reset()
            else:
                return

    def module_number(self) -> str:
        """Return the number of the security module, as printed on it."""
        return commands.module_number(self._obey(commands.MODULE_NUMBER).data)

    def finds_card(self, *, deadline: float | None = None) -> bool:
        """Look for a card once. After a reading many modules deny a card until it was lifted, so false isn't "gone"."""
        try:
            self._obey(commands.FIND, deadline=deadline)
        except ModuleRefusedError as error:
            if error.status == Status.NO_CARD:
                return False
            raise
        return True

    def read_card(self) -> Card:
        """Read the card that was just found, with all the retries that make sense within the limit.

        The card has to be laid on again after ``ModuleRefusedError``, ``CardLostError`` (``reader.card_lost``: nothing
        whole arrived, but the reader is well) and ``InvalidInputError`` (an unknown document, lengths that don't
        add up). The reader is lost after ``NoAnswerError`` and ``EnvironmentFailedError("reader.disconnected")``.
        """
        deadline = time.monotonic() + self._timing.reading_s
        failures: list[ModuleRefusedError | NoAnswerError] = []
        while True:
            try:
                if failures:
                    self.retried += 1
                    if not self._finds_again(failures[-1], deadline):
                        break
                return self._select_and_read(deadline)
            except (ModuleRefusedError, NoAnswerError) as error:
                failures.append(error)
                _log.info("card not read in round %d: %s", len(failures), error.code)
                if time.monotonic() >= deadline or not _worth_another_round(failures):
                    break
        if isinstance(failures[-1], NoAnswerError):
            self._reset(deadline=time.monotonic() + self._timing.last_resort_s)
        if isinstance(failures[0], NoAnswerError):
            raise CardLostError("reader.card_lost") from failures[0]
        raise failures[0]

    def read(self, *, timeout_s: float) -> Card:
        """Wait for a card and read it.

        Raises ``EnvironmentFailedError("reader.no_card")`` when none was laid on in time, or as :meth:`read_card` does.
        """
        until = time.monotonic() + timeout_s
        while not self.finds_card():
            if time.monotonic() + self._timing.poll_s > until:
                raise EnvironmentFailedError("reader.no_card")
            self.pause(self._timing.poll_s)
        return self.read_card()

    def appended_addresses(self) -> tuple[str, ...]:
        """Return the addresses that were appended to the card just read, none as a rule."""
        try:
            return commands.appended_addresses(self._obey(commands.READ_ADDRESS).data)
        except ModuleRefusedError as error:
            if error.status == Status.NO_CONTENT:
                return ()
            raise

    def _finds_again(self, failure: ModuleRefusedError | NoAnswerError, deadline: float) -> bool:
        """Go back to the beginning of a round; false when the module finds no card any more.

        It may lie there still: a module whose answer got lost believes that it was read, and waits for it to be lifted.
        """
        if isinstance(failure, ModuleRefusedError) and failure.status in _RESET_ONCE:
            self._reset(deadline=deadline)
        else:
            self._line.synchronise(deadline=deadline)
        return self.finds_card(deadline=deadline)

    def _select_and_read(self, deadline: float) -> Card:
        self._obey(commands.SELECT, deadline=deadline)
        data = self._obey(commands.READ, deadline=deadline).data
        card = _card(data)
        digest = hashlib.sha256(data).digest()
        as_before, self._last_digest = digest == self._last_digest, digest
        if time.monotonic() < self._doubtful_until:
            # An earlier reading never came. The marker sorts out what a module sends in order; this, what an adapter or
            # a network on the way may hold back.
            self._confirm(data, deadline)
        elif as_before or any(warning.code in _SUSPICIOUS for warning in card.warnings):
            # The same card again, or a copy of its answer? Odd, or damaged? But some modules hand a card over only
            # once, so a refusal doesn't count.
            with contextlib.suppress(ModuleRefusedError):
                self._confirm(data, deadline)
        return card

    def _confirm(self, data: bytes, deadline: float) -> None:
        """Read the same card a second time: what comes twice is the card's own, damage and delay aren't."""
        if self._obey(commands.READ, deadline=deadline).data != data:
            raise NoAnswerError("reader.garbled", port=self._line.url)

    def _obey(self, command: Command, *, deadline: float | None = None) -> Answer:
        """Return the module's answer to a command that it obeyed; repeat once what got lost or damaged on the way.

        An answer counts only when the line stayed in step from before the command until the answer.
        """
        try:
            answer = self._line.exchange(command, deadline=deadline)
        except NoAnswerError:
            answer = None
            if command is commands.READ and not self._line.settles:
                self._doubtful_until = time.monotonic() + LATEST_S
        if answer is None or self._line.out_of_step:
            self.retried += 1
            self._line.synchronise(deadline=deadline)
            answer = self._line.exchange(command, deadline=deadline)
            if self._line.out_of_step:
                raise NoAnswerError("reader.garbled", port=self._line.url)
        if is_transmission_error(answer):
            self.retried += 1
            answer = self._line.exchange(command, deadline=deadline)
        if answer.status != command.success:
            raise ModuleRefusedError(answer)
        return answer

    def _reset(self, *, deadline: float | None = None) -> None:
        """Restart the module; raise ``NoAnswerError`` when it stays silent."""
        _log.info("resetting the module")
        self._line.exchange(commands.RESET, deadline=deadline)
        self.pause(self._timing.reset_pause_s)
        self._line.synchronise(deadline=deadline)


def _worth_another_round(failures: list[ModuleRefusedError | NoAnswerError]) -> bool:
    if len(failures) >= ROUNDS:
        return False
    last = failures[-1]
    if isinstance(last, NoAnswerError) or last.status in _TRY_AGAIN:
        return True
    seen_before = any(
        isinstance(earlier, ModuleRefusedError) and earlier.status == last.status for earlier in failures[:-1]
    )
    return last.status in _TRY_ONCE_MORE | _RESET_ONCE and not seen_before


def _card(data: bytes) -> Card:
    reading = commands.split_reading(commands.READ, data)
    return decode(reading.text, reading.photo)
