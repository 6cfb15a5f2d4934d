# SPDX-License-Identifier: Apache-2.0
"""The cards that are laid on a reader, one after another: each is read once, and told once.

Answers for one reading a card on two kinds of module, those that deny a card as soon as it was read and those that find
it again and again; also when hands are quicker than we look, and across a reader that was lost and found again. Refuses
to open ports (:mod:`.watcher`).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from sscard_desktop.devices.idcard.commands import ModuleRefusedError, Status
from sscard_desktop.devices.idcard.counts import CountBook
from sscard_desktop.devices.idcard.port import CardLostError, CardReader
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import InvalidInputError, SscardError
from sscard_desktop.domain.reader import ReaderEvent, ReaderState

_log = logging.getLogger(__name__)

_READER_STATUSES = frozenset({Status.SELF_TEST, Status.UNAUTHORISED})


class CardsLaidOn:
    """See the module.

    Args:
        same_card_s: see :class:`~sscard_desktop.devices.idcard.watcher.ReaderWatch`.
        next_person: once set, whatever lies there is read again.
        tell: takes the events.
        counts: where cards are counted.
    """

    def __init__(
        self,
        same_card_s: float,
        next_person: threading.Event,
        tell: Callable[[ReaderEvent], None],
        counts: CountBook,
    ) -> None:
        self._counts = counts
        self._same_card_s = same_card_s
        self._next = next_person
        self._tell = tell
        # A card that was dealt with lies there, as far as we know; "lifted" once the module has denied it. Many modules
        # deny a card as soon as it was read, others find it again and again: both must give one reading a card.
        self._dealt_with = False
        self._lifted = False
        self._failed = False
        self._looked_closer = False
        self._reopened = False
        self._number = ""
        self._seen_at = 0.0

    def begin(self) -> None:
        """Note that a reader was opened: what lies on it may be another card than before."""
        self._looked_closer, self._reopened = False, True

    def look(self, reader: CardReader) -> None:
        """Look once, and read what wasn't read yet.

        Raises ``SscardError`` when the reader fails, and ``CancelledError``.
        """
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
            self._lifted, self._reopened = True, False
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
                # Most likely it is just being lifted. If not, it stays the card that was read, unless the reader was
                # gone meanwhile: then it may be the next person's, who must not wait for nothing.
                _log.info("looking closer: %s", error.code)
                if self._reopened:
                    self._fail(error)
                return
            self._reopened = False
            if card.number != self._number:
                self._counts.read(within_ms=round((time.monotonic() - self._seen_at) * 1000))
                self._hand_over(card)

    def _read(self, reader: CardReader) -> None:
        self._tell(ReaderEvent(ReaderState.READING))
        began = time.monotonic()
        try:
            card = reader.read_card()
            self._counts.read(within_ms=round((time.monotonic() - began) * 1000))
            self._hand_over(card)
        except (ModuleRefusedError, InvalidInputError, CardLostError) as error:
            self._fail(error)

    def _hand_over(self, card: Card) -> None:
        again = card.number == self._number and time.monotonic() - self._seen_at < self._same_card_s
        self._deal_with(card.number, failed=False)
        self._tell(ReaderEvent(ReaderState.CARD_READ, card=None if again else card))

    def _fail(self, error: SscardError) -> None:
        if isinstance(error, ModuleRefusedError) and error.status in _READER_STATUSES:
            raise error
        self._counts.refused()
        self._deal_with(self._number, failed=True)
        self._tell(ReaderEvent(ReaderState.CARD_FAILED, error=error))

    def _deal_with(self, number: str, *, failed: bool) -> None:
        self._dealt_with, self._lifted, self._failed, self._looked_closer = True, False, failed, False
        self._number, self._seen_at = number, time.monotonic()
