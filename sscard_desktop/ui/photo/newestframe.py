# SPDX-License-Identifier: Apache-2.0
"""Has a camera's frames looked at, one at a time in the live lane, the newest first; a frame is never queued."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.tasks import Lane, Tasks


class NewestFrame(QObject):
    """Looks at the newest frame: for the person before the camera, or for the card under it.

    Args:
        tasks: whose live lane is used.
        look: what is seen in a frame; called in the lane.
        forget: lets go of who or what was seen; called in the lane.
        parent: ends it.

    Signals:
        looked(frame, seen): after a frame was looked at.
        failed(error): nothing can be looked for; it isn't tried again, pictures can be taken without.
    """

    looked = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self, tasks: Tasks, *, look: Callable[[Frame], object], forget: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._see = look
        self._forget = forget
        self._waiting: Frame | None = None
        self._busy = False
        self._broken = False
        self._round = 0

    @property
    def broken(self) -> bool:
        """Whether nothing can be looked for at this station."""
        return self._broken

    def reset(self) -> None:
        """Forget what was seen: somebody else sits down, another card comes, or the next picture is taken."""
        self._round += 1
        self._waiting = None
        if not self._broken:
            self._tasks.run(self._forget, owner=self, lane=Lane.LIVE, on_error=self._fail)

    def look(self, frame: Frame) -> None:
        """Have ``frame`` looked at, in place of one that still waits."""
        self._waiting = frame
        if not self._busy and not self._broken:
            self._next()

    def _next(self) -> None:
        frame, self._waiting = self._waiting, None
        if frame is None or self._tasks.closed:
            return
        self._busy = True
        see, this_round = self._see, self._round
        self._tasks.run(
            lambda: see(frame),
            owner=self,
            lane=Lane.LIVE,
            on_done=lambda seen: self._tell(this_round, frame, seen),
            on_error=self._fail,
        )

    def _tell(self, this_round: int, frame: Frame, seen: object) -> None:
        self._busy = False
        if this_round == self._round:
            self.looked.emit(frame, seen)
        self._next()

    def _fail(self, error: SscardError) -> None:
        self._busy = False
        if not self._broken:
            self._broken = True
            self.failed.emit(error)
