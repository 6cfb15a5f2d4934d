# SPDX-License-Identifier: Apache-2.0
"""Makes the photo of the frame that will most likely be taken, while the last of the holding still passes: nobody waits
for what is made when the shutter falls.

Answers for one photo at most. It is that frame's or nobody's: who takes another frame gets another photo.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.photo.making import MadePhoto, photo_of_frame
from sscard_desktop.ui.tasks import Lane, Task


class EarlyMaking:
    """The photo that is made before it is asked for.

    Args:
        owner: with its end nobody wants the photo.
    """

    def __init__(self, desk: Desk, owner: QObject) -> None:
        self._desk = desk
        self._owner = owner
        self._frame: Frame | None = None
        self._task: Task | None = None
        self._outcome: MadePhoto | SscardError | None = None
        self._told: tuple[Callable[[MadePhoto], object], Callable[[SscardError], object]] | None = None

    def begin(self, frame: Frame) -> None:
        """Make the photo of a frame; what was made before goes."""
        self.drop()
        self._frame = frame
        maker, spec = self._desk.workplace.photo_maker, self._desk.profile.photo

        def make(task: Task) -> MadePhoto:
            # Of a restless person several are begun: none is made that was dropped while it waited for its turn.
            task.report(0, 1)
            return photo_of_frame(maker(), frame, spec)

        self._task = self._desk.tasks.run_long(
            make,
            owner=self._owner,
            lane=Lane.WORK,
            on_done=self._keep,
            on_error=self._keep,
        )

    def drop(self) -> None:
        """Forget it: nothing of the person stays."""
        if self._task is not None:
            self._task.cancel()
        self._frame = self._task = self._outcome = self._told = None

    def take(
        self, frame: Frame, on_done: Callable[[MadePhoto], object], on_error: Callable[[SscardError], object]
    ) -> bool:
        """Have the photo of ``frame`` told, at once or as soon as it is made; return whether it is this frame's.

        If it isn't, what was made is dropped.
        """
        if frame is not self._frame:
            self.drop()
            return False
        self._told = on_done, on_error
        self._tell()
        return True

    def _keep(self, outcome: MadePhoto | SscardError) -> None:
        self._outcome = outcome
        self._tell()

    def _tell(self) -> None:
        outcome, told = self._outcome, self._told
        if outcome is None or told is None:
            return
        on_done, on_error = told
        self.drop()
        if isinstance(outcome, MadePhoto):
            on_done(outcome)
        else:
            on_error(outcome)
