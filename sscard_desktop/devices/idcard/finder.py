# SPDX-License-Identifier: Apache-2.0
"""Finds the reader: which port to open, at what speed, and what to say when there is none.

Answers for a counter where nobody knows what a port is. A chosen reader is waited for under whatever name it has now.
Without a choice the adapters that readers are built with are asked, the one that answered last first; other ports are
never written to. A port where nothing ever answered belongs to another device most likely: it is asked ever more
seldom, until something is plugged in or out.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sscard_desktop.devices.idcard import discovery, obstacles
from sscard_desktop.devices.idcard.commands import SPEEDS
from sscard_desktop.devices.idcard.dialects import dialect_of
from sscard_desktop.devices.idcard.dialects.dialect import Dialect
from sscard_desktop.devices.idcard.hiddevices import hid_devices
from sscard_desktop.devices.idcard.line import DEFAULT_BAUD, NoAnswerError, Timing
from sscard_desktop.devices.idcard.port import CardReader
from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError, SscardError
from sscard_desktop.domain.reader import FoundReader, ReaderChoice, ReaderPort

_log = logging.getLogger(__name__)

LONGEST_PAUSE_S = 30.0
_GONE = frozenset({"reader.port_missing", "reader.port_refused"})


@dataclass(slots=True)
class _Trial:
    """How it went with one port so far.

    Attributes:
        baud: the speed at which it answered, or is believed to.
        answered: a reader was there once.
        failures: attempts without an answer since.
        rest_until: on the monotonic clock; it isn't asked before.
    """

    baud: int
    answered: bool = False
    failures: int = 0
    rest_until: float = 0.0


class ReaderFinder:
    """Opens the wanted reader, one attempt a call. One thread at a time.

    Args:
        choice: what is wanted.
        timing, cancelled: see :class:`~sscard_desktop.devices.idcard.port.CardReader`.
    """

    def __init__(self, choice: ReaderChoice, *, timing: Timing, cancelled: Callable[[], bool] = lambda: False) -> None:
        self._choice = choice
        self._timing = timing
        self._cancelled = cancelled
        self._url, self._device = choice.url, choice.device
        self._baud = choice.baud
        self._trials: dict[str, _Trial] = {}
        self._last_error: SscardError | None = None

    def hurry(self) -> None:
        """Ask ports that rest at the next attempt: somebody waits for it."""
        for trial in self._trials.values():
            trial.rest_until = 0.0

    def open(self) -> tuple[CardReader, FoundReader]:
        """Return a reader that said it is well; the caller closes it.

        Raises the error that says most about why there is none: ``reader.none``, ``reader.unknown_port``, those of
        :func:`.obstacles.hidden`, and those of :class:`CardReader` and :meth:`CardReader.greet`.
        """
        present = [*discovery.ports(), *hid_devices()]
        candidates = self._candidates(present)
        if not candidates:
            raise _nothing(present)
        due = [url for url in candidates if self._trials[url].rest_until <= time.monotonic()]
        if not due and self._last_error is not None:
            raise self._last_error
        errors = []
        for url in due:
            device = next((port.id for port in present if port.device == url), "")
            dialect = self._choice.dialect(device, url)
            try:
                reader = self._try(url, dialect_of(dialect))
            except CancelledError:
                raise
            except SscardError as error:
                errors.append(error)
            else:
                self._url, self._device, self._baud = url, device, reader.baud
                return reader, FoundReader(url, device, reader.baud, dialect=dialect)
        self._last_error = max(errors, key=_weight)
        raise self._last_error

    def _candidates(self, present: Sequence[ReaderPort]) -> list[str]:
        """Return the ports to ask, in their order, each with its trial."""
        now = discovery.port_of(self._device, present, before=self._url)
        known = [port.device for port in present if port.known_reader]
        wanted = [now or self._url] if self._choice.url else sorted(known, key=lambda url: url != now)
        if self._choice.url and self._device and not now and wanted[0] in {port.device for port in present}:
            # Its name went to another device, which nobody allowed us to write to.
            raise EnvironmentFailedError("reader.port_missing", port=wanted[0])
        for url in set(self._trials) - set(wanted):
            del self._trials[url]
        for url in wanted:
            # The reader that answered last only needs time to wake up: no other speeds are tried on it at first.
            answered = bool(self._baud) and url in (now, self._choice.url)
            self._trials.setdefault(url, _Trial(self._baud or DEFAULT_BAUD, answered))
        return wanted

    def _try(self, url: str, dialect: Dialect) -> CardReader:
        trial = self._trials[url]
        try:
            # The first look at a port asks at every speed; afterwards a reader that is only slow to wake gets its time.
            if not trial.answered and not trial.failures % 2:
                trial.baud = self._speed(url, trial.baud, dialect)
            reader = self._greeted(url, trial.baud, dialect)
        except SscardError as error:
            self._note(trial, error)
            raise
        trial.answered, trial.failures = True, 0
        return reader

    def _note(self, trial: _Trial, error: SscardError) -> None:
        if error.code in _GONE:
            trial.failures = 0
        elif isinstance(error, NoAnswerError):
            trial.failures += 1
            if trial.answered and trial.failures >= 2:
                # Somebody may have changed its speed with other software.
                trial.answered, trial.failures = False, 0
            elif not self._choice.url:
                trial.rest_until = time.monotonic() + min(2.0**trial.failures, LONGEST_PAUSE_S)

    def _speed(self, url: str, first: int, dialect: Dialect) -> int:
        if "://" in url or not dialect.has_speed:
            return first
        speeds = [first, *(baud for baud in SPEEDS if baud != first)]
        return discovery.answering_speed(
            url, speeds=speeds, timing=self._timing, cancelled=self._cancelled, dialect=dialect
        )

    def _greeted(self, url: str, baud: int, dialect: Dialect) -> CardReader:
        reader = CardReader(url, baud=baud, timing=self._timing, cancelled=self._cancelled, dialect=dialect)
        try:
            reader.greet()
        except BaseException:
            reader.close()
            raise
        return reader


def _nothing(present: Sequence[ReaderPort]) -> EnvironmentFailedError:
    """Return why there is no port to ask."""
    why = obstacles.hidden()
    if why is not None:
        return why
    unknown = [port for port in present if port.usb_id]
    if unknown:
        return EnvironmentFailedError("reader.unknown_port", port=unknown[0].device, name=unknown[0].description)
    return EnvironmentFailedError("reader.none")


def _weight(error: SscardError) -> int:
    """How much an error says: a reader's own word above the system's, both above a port that is merely silent."""
    if isinstance(error, NoAnswerError):
        return 0
    return 1 if error.code.startswith("reader.port_") else 2
