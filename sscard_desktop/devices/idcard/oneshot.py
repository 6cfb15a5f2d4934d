# SPDX-License-Identifier: Apache-2.0
"""Lets a reader that knows one request pass for one with the module's commands, so that there is one kind of session.

Answers for never taking one card's reading for another's although such a reader has nothing like a status request: each
request brings one answer, so before the next one is sent, what is missing is waited for and thrown away. A reading is
handed over once, and only right after it was made.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from sscard_desktop.devices.idcard import commands
from sscard_desktop.devices.idcard.commands import Answer, Command, Status
from sscard_desktop.devices.idcard.dialects.dialect import Dialect
from sscard_desktop.devices.idcard.line import BrokenAnswerError, Line, NoAnswerError, Timing
from sscard_desktop.domain.errors import InvalidInputError

LATEST_S = 10.0
"""An answer that hasn't come by then won't."""

FRESH_S = 2.0
"""How long a reading may wait between "there is a card" and "read it"."""

_SHORTEST_READING_BYTES = 100
"""More than any refusal has, and less than half a reading."""

_FOUND = Answer(bytes((0, 0, Status.CARD_FOUND)), bytes(4))
_SELECTED = Answer(bytes((0, 0, Status.SUCCESS)), bytes(8))
_WELL = Answer(bytes((0, 0, Status.SUCCESS)), b"")
_UNSUPPORTED = Answer(bytes((0, 0, Status.UNSUPPORTED)), b"")
_NO_CARD = Answer(bytes((0, 0, Status.NO_CARD)), b"")
_OF_THE_READER = frozenset({Status.SELF_TEST, Status.UNAUTHORISED})


class CommandLine(Protocol):
    """What a session works with; see :class:`~sscard_desktop.devices.idcard.line.Line`."""

    @property
    def url(self) -> str:
        """Where the reader is."""

    @property
    def baud(self) -> int:
        """Its speed in bits a second."""

    @property
    def out_of_step(self) -> bool:
        """Whether the next answer may belong to an earlier command."""

    @property
    def settles(self) -> bool:
        """Whether getting in step waits for every missing answer, so that none can come later."""

    def exchange(self, command: Command, *, deadline: float | None = None) -> Answer:
        """Send a command and return what answers it."""

    def synchronise(self, *, deadline: float | None = None) -> None:
        """Get back in step."""

    def pause(self, seconds: float) -> None:
        """Wait, but not after a stop request."""

    def close(self) -> None:
        """Close the line."""


class OneShotLine:
    """See the module.

    Args:
        line: an open line whose dialect is a one-shot one.
    """

    settles = True

    def __init__(self, line: Line) -> None:
        self._line = line
        self._missing_since: float | None = None
        self._reading: Answer | None = None
        self._read_at = 0.0
        self._broken: BrokenAnswerError | None = None
        self._lost_one = False

    @property
    def url(self) -> str:
        """See :class:`CommandLine`."""
        return self._line.url

    @property
    def baud(self) -> int:
        """See :class:`CommandLine`."""
        return self._line.baud

    @property
    def out_of_step(self) -> bool:
        """See :class:`CommandLine`."""
        return self._missing_since is not None

    def close(self) -> None:
        """See :class:`CommandLine`."""
        self._line.close()

    def pause(self, seconds: float) -> None:
        """See :class:`CommandLine`."""
        self._line.pause(seconds)

    def exchange(self, command: Command, *, deadline: float | None = None) -> Answer:
        """Answer a command from what the one request brings.

        Finding asks the reader; selecting says yes; reading hands over what finding brought, or asks again. What the
        reader says of itself comes with the next question, so the status is well as soon as it answers at all.
        Raises like :meth:`Line.exchange`.
        """
        if command is commands.STATUS:
            answer = self._ask_about_card(deadline)
            return answer if answer.status in _OF_THE_READER else _WELL
        if command is commands.FIND:
            return self._find(deadline)
        if command is commands.SELECT:
            return _SELECTED
        if command is commands.READ:
            answer = self._held() or self._ask(deadline)
            self._reading = None
            if self._broken is not None and answer.status == Status.NO_CARD:
                raise self._broken
            return answer
        if command is commands.RESET:
            self._reading = None
            return _WELL
        return _UNSUPPORTED

    def synchronise(self, *, deadline: float | None = None) -> None:
        """Wait for the answer that is missing, until it can't come any more; ``NoAnswerError`` when time is up before.

        An answer that came damaged is one that came.
        """
        self._reading = None
        if self._missing_since is None:
            return
        latest = self._missing_since + LATEST_S * self._line.timing.command_factor
        until = latest if deadline is None else min(latest, deadline)
        if not self._line.hears_stray(deadline=until) and until < latest:
            raise NoAnswerError("reader.silent", port=self.url)
        self._missing_since = None

    def _ask_about_card(self, deadline: float | None) -> Answer:
        try:
            return self._ask(deadline)
        except BrokenAnswerError as error:
            if error.heard < _SHORTEST_READING_BYTES:
                raise
            # A card was read, and may not be read again before it was lifted: whoever waits for it has to be told.
            self._broken, self._lost_one = error, True
            return _FOUND

    def _find(self, deadline: float | None) -> Answer:
        if self._lost_one:
            # While the reader was greeted.
            self._lost_one = False
            return _FOUND
        self._broken = None
        answer = self._held() or self._ask_about_card(deadline)
        self._lost_one = False
        return answer if answer.status in {Status.NO_CARD, *_OF_THE_READER} else _FOUND

    def _held(self) -> Answer | None:
        fresh = time.monotonic() - self._read_at < FRESH_S
        return self._reading if fresh else None

    def _ask(self, deadline: float | None) -> Answer:
        self.synchronise(deadline=deadline)
        asked_at = time.monotonic()
        try:
            answer = self._line.exchange(commands.READ, deadline=deadline)
        except BrokenAnswerError:
            raise
        except NoAnswerError:
            self._missing_since = asked_at
            raise
        self._reading, self._read_at = _as_usual(answer), time.monotonic()
        if answer.status == Status.NO_CARD:
            self._reading = None
            return _NO_CARD
        return self._reading


def open_line(url: str, *, baud: int, timing: Timing, cancelled: Callable[[], bool], dialect: Dialect) -> CommandLine:
    """Open the line that a session with such a reader needs; raises like :class:`Line`."""
    line = Line(url, baud=baud, timing=timing, cancelled=cancelled, dialect=dialect)
    return OneShotLine(line) if dialect.one_shot else line


def _as_usual(answer: Answer) -> Answer:
    """Return a reading as the plain request brings it. Fingerprints, which nothing here needs, end here."""
    if answer.status != Status.SUCCESS or len(answer.data) == commands.READING_BYTES[0]:
        return answer
    try:
        parts = commands.split_reading(commands.READ_WITH_FINGERPRINT, answer.data)
    except InvalidInputError:
        # Whoever takes it for a reading is told.
        return answer
    lengths = len(parts.text).to_bytes(2, "big") + len(parts.photo).to_bytes(2, "big")
    return Answer(answer.words, lengths + parts.text + parts.photo)
