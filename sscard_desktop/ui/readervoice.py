# SPDX-License-Identifier: Apache-2.0
"""The card reader's voice in the window's thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from sscard_desktop.domain.reader import ReaderChoice, ReaderCounts, ReaderEvent
    from sscard_desktop.services.ports import CardReaders, CardWatch


class ReaderVoice(QObject):
    """Watches a reader and tells of it in the window's thread.

    Signals:
        told(event): a ``ReaderEvent``.
    """

    told = Signal(object)
    _heard = Signal(object)

    def __init__(self, readers: CardReaders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = readers
        self._watch: CardWatch | None = None
        self._last: ReaderEvent | None = None
        self._at = ""
        self._trying = False
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def last(self) -> ReaderEvent | None:
        """What was told last, for a page that comes later."""
        return self._last

    @property
    def at(self) -> str:
        """Where the reader is that answered last, ``""`` while none did."""
        return self._at

    def listen(self, choice: ReaderChoice) -> None:
        """Watch the wanted reader from now on, in place of an earlier one."""
        self.stop()
        self._watch = self._readers.watch(choice, self._heard.emit)

    def check(self) -> None:
        """Ask the reader whether it is well; it answers by ``told``."""
        if self._watch is not None:
            self._watch.check()

    def counts(self) -> ReaderCounts:
        """Return what the readers did since the program was started."""
        return self._readers.counts()

    def try_out(self, *, trying: bool) -> None:
        """Tell of cards without what they say: the reader is tried, and nobody's record may begin by that."""
        if self._trying and not trying:
            # The card that was tried may lie there for its owner's sake now.
            self.next_person()
        self._trying = trying

    def next_person(self) -> None:
        """Let the same card be read again."""
        if self._watch is not None:
            self._watch.next_person()

    def stop(self) -> None:
        """Stop watching; the port is free afterwards."""
        watch, self._watch = self._watch, None
        # It may hold a card: nobody's data outlives the desk.
        self._last = None
        self._at = ""
        if watch is not None:
            watch.stop()

    @Slot(object)
    def _tell(self, event: ReaderEvent) -> None:
        if self._watch is not None:
            event = replace(event, card=None) if self._trying else event
            self._last = event
            self._at = event.found.url if event.found is not None else self._at
            self.told.emit(event)
