# SPDX-License-Identifier: Apache-2.0
"""Has the frames looked at, one at a time in a lane of its own, the newest first; a frame is never queued."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import Guidance
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane


class Coach(QObject):
    """Guides the person before the camera.

    Signals:
        guided(frame, guidance): after a frame was looked at.
        failed(error): guidance isn't to be had; it isn't tried again, photos can be taken without.
    """

    guided = Signal(object, object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._spec = desk.profile.photo
        self._waiting: Frame | None = None
        self._busy = False
        self._broken = False
        self._round = 0

    def reset(self) -> None:
        """Forget the person: another one sits down, or the next picture is taken."""
        self._round += 1
        self._waiting = None
        workplace = self._desk.workplace
        self._desk.tasks.run(lambda: workplace.guide().reset(), owner=self, lane=Lane.LIVE, on_error=self._fail)

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
        workplace, spec, this_round = self._desk.workplace, self._spec, self._round
        self._desk.tasks.run(
            lambda: workplace.guide().look(frame, spec),
            owner=self,
            lane=Lane.LIVE,
            on_done=lambda guidance: self._tell(this_round, frame, guidance),
            on_error=self._fail,
        )

    def _tell(self, this_round: int, frame: Frame, guidance: Guidance) -> None:
        self._busy = False
        if this_round == self._round:
            self.guided.emit(frame, guidance)
        self._next()

    def _fail(self, error: SscardError) -> None:
        self._busy = False
        if not self._broken:
            self._broken = True
            self.failed.emit(error)
