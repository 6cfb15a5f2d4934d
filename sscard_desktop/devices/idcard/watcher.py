# SPDX-License-Identifier: Apache-2.0
"""Watches a reader from a thread of its own: tells when it comes and goes, and reads each card laid on once.

Answers for a counter that never has to be restarted: a cable pulled and plugged in again, a reader that isn't there
yet, a card moved too early, all end in an event that says what to do, and the watching goes on. Refuses to read the
same card again until it was lifted, so that one person doesn't start two records.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from sscard_desktop.devices.idcard import discovery
from sscard_desktop.devices.idcard.commands import ModuleRefusedError, Status
from sscard_desktop.devices.idcard.line import DEFAULT_BAUD, Timing
from sscard_desktop.devices.idcard.port import CardLostError, CardReader
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError, InvalidInputError, SscardError
from sscard_desktop.domain.reader import ReaderEvent, ReaderState

_log = logging.getLogger(__name__)

NEEDS_SOMEONE = frozenset(
    {
        "reader.port_permission",
        "reader.port_held",
        "reader.port_name",
        "reader.port_failed",
        "reader.self_test",
        "reader.unauthorised",
    }
)
"""Errors that go away only when someone acts; after all others the reader is taken for unplugged."""

_GONE = frozenset({"reader.port_missing", "reader.disconnected"})
_READER_STATUSES = frozenset({Status.SELF_TEST, Status.UNAUTHORISED})


class ReaderWatch:
    """Watches one port.

    Args:
        url, baud, timing: see :class:`~sscard_desktop.devices.idcard.port.CardReader`.
        reopen_s: pause between two attempts to open the port.
        same_card_s: a number just read isn't read again within this time after its card was last there, unless
            :meth:`next_person` was called. The least time that "lift the card" is shown.
    """

    def __init__(
        self,
        url: str,
        *,
        baud: int = DEFAULT_BAUD,
        timing: Timing | None = None,
        reopen_s: float = 1.0,
        same_card_s: float = 3.0,
    ) -> None:
        self._url = url
        self._baud = baud
        self._timing = timing or Timing()
        self._reopen_s = reopen_s
        self._stop = threading.Event()
        self._next = threading.Event()
        self._thread: threading.Thread | None = None
        self._device: discovery.UsbIdentity | None = None
        self._told = ReaderEvent(ReaderState.DISCONNECTED)
        self._on_event: Callable[[ReaderEvent], None] = _nobody
        self._cards = _CardWatch(self._timing, same_card_s, self._next, self._tell)

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
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def next_person(self) -> None:
        """Read whatever card lies there now, even the same one again."""
        self._next.set()

    def _watch(self) -> None:
        try:
            self._tell(ReaderEvent(ReaderState.CONNECTING))
            while not self._stop.is_set():
                self._watch_while_open()
                self._stop.wait(self._reopen_s)
        finally:
            # A bug ends this thread; the counter must not wait for cards that nobody reads any more.
            self._tell(ReaderEvent(ReaderState.FAILED, error=EnvironmentFailedError("reader.stopped")))

    def _watch_while_open(self) -> None:
        try:
            with CardReader(
                self._port_now(), baud=self._baud, timing=self._timing, cancelled=self._stop.is_set
            ) as reader:
                if _code(self._told) in _GONE:
                    self._tell(ReaderEvent(ReaderState.CONNECTING))
                reader.greet()
                self._device = discovery.identity(self._url) or self._device
                self._cards.run(reader)
        except CancelledError:
            return
        except SscardError as error:
            state = ReaderState.FAILED if error.code in NEEDS_SOMEONE else ReaderState.DISCONNECTED
            self._tell(ReaderEvent(state, error=error))

    def _port_now(self) -> str:
        """The port's name now: plugged in again, the same device may have got another one."""
        if self._device is not None:
            self._url = discovery.find_again(self._device) or self._url
        return self._url

    def _tell(self, event: ReaderEvent) -> None:
        same = event.state is self._told.state and event.card is None and _code(event) == _code(self._told)
        if same or self._stop.is_set():
            return
        self._told = event
        _log.info("%s %s", event.state.value, _code(event))
        self._on_event(event)


class _CardWatch:
    """The cards that are laid on, also across a reader that was lost and found again."""

    def __init__(
        self,
        timing: Timing,
        same_card_s: float,
        next_person: threading.Event,
        tell: Callable[[ReaderEvent], None],
    ) -> None:
        self._timing = timing
        self._same_card_s = same_card_s
        self._next = next_person
        self._tell = tell
        # A card that was dealt with lies there, as far as we know; "lifted" once the module has denied it. Many modules
        # deny a card as soon as it was read, others find it again and again: both must give one reading a card.
        self._dealt_with = False
        self._lifted = False
        self._failed = False
        self._looked_closer = False
        self._number = ""
        self._seen_at = 0.0

    def run(self, reader: CardReader) -> None:
        """Look for cards until the reader fails (``SscardError``) or the watch is stopped (``CancelledError``)."""
        self._looked_closer = False
        self._tell(ReaderEvent(ReaderState.READY))
        while True:
            self._look(reader)
            reader.pause(self._timing.poll_s)

    def _look(self, reader: CardReader) -> None:
        if self._next.is_set():
            self._next.clear()
            self._dealt_with, self._number = False, ""
        try:
            present = reader.finds_card()
        except ModuleRefusedError as error:
            self._fail(error)
            return
        long_ago = time.monotonic() - self._seen_at >= self._same_card_s
        if present and self._dealt_with and not self._lifted:
            self._look_closer(reader, long_ago=long_ago)
        elif present:
            self._read(reader)
        elif self._dealt_with:
            self._lifted = True
            if long_ago:
                self._dealt_with = False
                self._tell(ReaderEvent(ReaderState.READY))

    def _look_closer(self, reader: CardReader, *, long_ago: bool) -> None:
        """A card is there where one was dealt with, and nobody saw it lifted: is it the same one?

        Modules that find their card again and again can't say; hands can be quicker than we look. So it is read again
        without a word, at once and then now and then.
        """
        if self._failed:
            if long_ago:
                self._read(reader)
        elif long_ago or not self._looked_closer:
            self._looked_closer = True
            self._seen_at = time.monotonic()
            try:
                card = reader.read_card()
            except (ModuleRefusedError, InvalidInputError, CardLostError) as error:
                # Most likely it is just being lifted. If not, it stays the card that was read.
                _log.info("looking closer: %s", error.code)
                return
            if card.number != self._number:
                self._hand_over(card)

    def _read(self, reader: CardReader) -> None:
        self._tell(ReaderEvent(ReaderState.READING))
        try:
            self._hand_over(reader.read_card())
        except (ModuleRefusedError, InvalidInputError, CardLostError) as error:
            self._fail(error)

    def _hand_over(self, card: Card) -> None:
        again = card.number == self._number and time.monotonic() - self._seen_at < self._same_card_s
        self._deal_with(card.number, failed=False)
        self._tell(ReaderEvent(ReaderState.CARD_READ, card=None if again else card))

    def _fail(self, error: SscardError) -> None:
        if isinstance(error, ModuleRefusedError) and error.status in _READER_STATUSES:
            raise error
        self._deal_with(self._number, failed=True)
        self._tell(ReaderEvent(ReaderState.CARD_FAILED, error=error))

    def _deal_with(self, number: str, *, failed: bool) -> None:
        self._dealt_with, self._lifted, self._failed, self._looked_closer = True, False, failed, False
        self._number, self._seen_at = number, time.monotonic()


def _code(event: ReaderEvent) -> str:
    return event.error.code if event.error else ""


def _nobody(event: ReaderEvent) -> None:
    del event
