# SPDX-License-Identifier: Apache-2.0
"""Has the document camera's frames looked at for a card, one at a time in the live lane; a frame is never queued."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.document import CardSighting
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane


class CardWatch(QObject):
    """Looks for a card.

    Signals:
        sighted(frame, sighting): after a frame was looked at.
        failed(error): no card can be looked for; it isn't tried again, pictures can be taken by hand.
    """

    sighted = Signal(object, object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: Frame | None = None
        self._busy = False
        self._broken = False
        self._round = 0

    @property
    def broken(self) -> bool:
        """Whether no card can be looked for at this station."""
        return self._broken

    def reset(self) -> None:
        """Forget the card that was seen: another is to come."""
        self._round += 1
        self._waiting = None
        workplace = self._desk.workplace
        if not self._broken:
            self._desk.tasks.run(lambda: workplace.card_lens().reset(), owner=self, lane=Lane.LIVE, on_error=self._fail)

    def look(self, frame: Frame) -> None:
        """Have ``frame`` looked at, in place of one that still waits."""
        self._waiting = frame
        if not self._busy and not self._broken:
            self._next()

    def _next(self) -> None:
        frame, self._waiting = self._waiting, None
        if frame is None or self._desk.tasks.closed:
            return
        self._busy = True
        workplace, this_round = self._desk.workplace, self._round
        self._desk.tasks.run(
            lambda: workplace.card_lens().look(frame),
            owner=self,
            lane=Lane.LIVE,
            on_done=lambda sighting: self._tell(this_round, frame, sighting),
            on_error=self._fail,
        )

    def _tell(self, this_round: int, frame: Frame, sighting: CardSighting) -> None:
        self._busy = False
        if this_round == self._round:
            self.sighted.emit(frame, sighting)
        self._next()

    def _fail(self, error: SscardError) -> None:
        self._busy = False
        if not self._broken:
            self._broken = True
            self.failed.emit(error)
