# SPDX-License-Identifier: Apache-2.0
"""Watches a reader from a thread of its own: tells when it comes and goes, and reads each card laid on once.

Answers for a counter that never has to be restarted: a cable pulled and plugged in again, a reader that isn't there
yet, a card moved too early, all end in an event that says what to do, and the watching goes on. Refuses to read the
same card again until it was lifted (:mod:`.cardwatch`), so that one person doesn't start two records.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from sscard_desktop.devices.idcard.cardwatch import CardsLaidOn
from sscard_desktop.devices.idcard.commands import ModuleRefusedError
from sscard_desktop.devices.idcard.counts import CountBook
from sscard_desktop.devices.idcard.finder import ReaderFinder
from sscard_desktop.devices.idcard.line import NoAnswerError, Timing
from sscard_desktop.devices.idcard.port import CardReader
from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError, SscardError
from sscard_desktop.domain.reader import FoundReader, ReaderChoice, ReaderEvent, ReaderState

_log = logging.getLogger(__name__)

NEEDS_SOMEONE = frozenset(
    {
        "reader.port_permission",
        "reader.port_permission_login",
        "reader.port_permission_rule",
        "reader.port_held",
        "reader.port_held_by",
        "reader.port_name",
        "reader.port_failed",
        "reader.brltty",
        "reader.claimed",
        "reader.no_driver",
        "reader.unknown_port",
        "reader.self_test",
        "reader.unauthorised",
    }
)
"""Errors that go away only when someone acts; after all others the reader is taken for unplugged."""


class ReaderWatch:
    """Watches one reader.

    Args:
        choice: which one; see :class:`~sscard_desktop.devices.idcard.finder.ReaderFinder`.
        timing: see :class:`~sscard_desktop.devices.idcard.port.CardReader`.
        counts: where is counted what happens.
        reopen_s: pause between two attempts to open the port.
        same_card_s: a number just read isn't read again within this time after its card was last there, unless
            :meth:`next_person` was called. The least time that "lift the card" is shown.
    """

    def __init__(
        self,
        choice: ReaderChoice,
        *,
        timing: Timing | None = None,
        counts: CountBook | None = None,
        reopen_s: float = 1.0,
        same_card_s: float = 3.0,
    ) -> None:
        self._timing = timing or Timing()
        self._reopen_s = reopen_s
        self._stop = threading.Event()
        self._next = threading.Event()
        self._wake = threading.Event()
        self._checking = False
        self._thread: threading.Thread | None = None
        self._told = ReaderEvent(ReaderState.DISCONNECTED)
        self._on_event: Callable[[ReaderEvent], None] = _nobody
        self._counts = counts or CountBook()
        self._finder = ReaderFinder(choice, timing=self._timing, cancelled=self._stop.is_set)
        self._cards = CardsLaidOn(same_card_s, self._next, self._tell, self._counts)

    def start(self, on_event: Callable[[ReaderEvent], None]) -> None:
        """Begin watching; ``on_event`` is called in the watcher's thread and must return quickly. Once only."""
        if self._thread is not None:
            raise RuntimeError("this watch was started already")
        self._on_event = on_event
        self._thread = threading.Thread(target=self._watch, name="card reader", daemon=True)
        self._thread.start()

    def stop(self, *, timeout_s: float = 1.0) -> None:
        """Stop watching and close the port; no event comes after this. Idempotent, and allowed from ``on_event``.

        Waits for the thread a tenth of a second as a rule, ``timeout_s`` at most: a network port that is just being
        opened lets go later, and tells nobody.
        """
        self._stop.set()
        self._wake.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def next_person(self) -> None:
        """Read whatever card lies there now, even the same one again."""
        self._next.set()

    def check(self) -> None:
        """Ask the reader now whether it is well and who it is.

        The answer is told even where nothing changed: ``READY`` with ``found``, or the error again.
        """
        self._checking = True
        self._wake.set()

    def _watch(self) -> None:
        try:
            self._tell(ReaderEvent(ReaderState.CONNECTING))
            while not self._stop.is_set():
                self._watch_while_open()
                self._wake.wait(self._reopen_s)
                if self._wake.is_set() and not self._stop.is_set():
                    self._wake.clear()
                    self._finder.hurry()
        finally:
            # A bug ends this thread; the counter must not wait for cards that nobody reads any more.
            self._tell(ReaderEvent(ReaderState.FAILED, error=EnvironmentFailedError("reader.stopped")))

    def _watch_while_open(self) -> None:
        try:
            if self._checking:
                self._tell(ReaderEvent(ReaderState.CONNECTING))
            reader, found = self._finder.open()
            with reader:
                self._cards.begin()
                self._answered(reader, found)
                self._look_for_cards(reader, found)
        except CancelledError:
            return
        except SscardError as error:
            state = ReaderState.FAILED if error.code in NEEDS_SOMEONE else ReaderState.DISCONNECTED
            self._tell(ReaderEvent(state, error=error))

    def _look_for_cards(self, reader: CardReader, found: FoundReader) -> None:
        while True:
            counted = reader.retried
            try:
                self._cards.look(reader)
            finally:
                self._counts.retried(reader.retried - counted)
            reader.pause(self._timing.poll_s)
            if self._wake.is_set():
                self._wake.clear()
                reader.greet()
                self._answered(reader, found)

    def _answered(self, reader: CardReader, found: FoundReader) -> None:
        """Tell that a reader is there, and after a question which one."""
        if self._told.error is not None and self._told.state is not ReaderState.CARD_FAILED:
            self._counts.recovered()
        if self._checking:
            self._checking = False
            # Not every module has a number, and none needs one to read cards.
            with contextlib.suppress(ModuleRefusedError, NoAnswerError):
                found = replace(found, module=reader.module_number())
        self._tell(ReaderEvent(ReaderState.READY, found=found))

    def _tell(self, event: ReaderEvent) -> None:
        same = event.state is self._told.state and event.card is None and _code(event) == _code(self._told)
        if self._stop.is_set() or (same and event.found is None and not self._checking):
            return
        if event.error is not None:
            self._checking = False
            self._counts.failed(event.error)
        self._told = event
        _log.info("%s %s", event.state.value, _code(event))
        self._on_event(event)


def _code(event: ReaderEvent) -> str:
    return event.error.code if event.error else ""


def _nobody(event: ReaderEvent) -> None:
    del event
