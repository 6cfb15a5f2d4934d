# SPDX-License-Identifier: Apache-2.0
"""The workplace's examination behind the window: runs in threads of its own, and tells each answer as it comes.

It takes none of the lanes: what hangs in a part holds up neither a record that is saved nor a photo that is made.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from sscard_desktop.domain.health import HealthCheck, Part
from sscard_desktop.services.health import Examiner, Look, Seen

if TYPE_CHECKING:
    from sscard_desktop.ui.desk import Desk


class Examination(QObject):
    """Examines a desk's workplace when it is asked to.

    Args:
        desk: whose workplace.
        parent: when it goes, nobody waits any more.
        examiner: what looks; tests have one of their own.

    Signals:
        answered(check): one more ``HealthCheck``, in the order of the parts; ``None``: a part that was late answered
            after the end, in place of what was said of it.
        ended(checks): all of them.
    """

    answered = Signal(object)
    ended = Signal(object)
    _heard = Signal(int, object)
    _over = Signal(int)
    _came = Signal(int, object, object)

    def __init__(self, desk: Desk, parent: QObject, *, examiner: Examiner | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._examiner = examiner or Examiner()
        self._checks: list[HealthCheck] = []
        self._run = 0
        self._running = False
        self._stop = threading.Event()
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._over.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._came.connect(self._mend, Qt.ConnectionType.QueuedConnection)
        # A thread that still looks must find nothing of a window that is gone.
        self.destroyed.connect(self._stop.set)

    @property
    def running(self) -> bool:
        """Whether answers are still to come."""
        return self._running

    @property
    def checks(self) -> Sequence[HealthCheck]:
        """The answers so far."""
        return tuple(self._checks)

    def begin(self, *, full: bool = False) -> None:
        """Look at every part; nothing while that is going on already."""
        if self._running:
            return
        self._running = True
        self._checks = []
        self._run += 1
        desk, stop = self._desk, self._stop
        look = Look(desk.workplace, desk.session, seen_by(desk), full=full, stop=stop.is_set)
        thread = threading.Thread(target=self._look, args=(self._run, look, stop), name="examination", daemon=True)
        thread.start()

    def _look(self, run: int, look: Look, stop: threading.Event) -> None:
        try:
            for check in self._examiner.examine(look):
                if stop.is_set():
                    return
                self._heard.emit(run, check)
            if not stop.is_set():
                self._over.emit(run)
            for part, checks in self._examiner.belated(look):
                if not stop.is_set():
                    self._came.emit(run, part, checks)
        except RuntimeError:
            # The window went between the question and the signal: PySide says so, and nobody is there to hear.
            if not stop.is_set():
                raise

    @Slot(int, object)
    def _tell(self, run: int, check: HealthCheck) -> None:
        if run == self._run:
            self._checks.append(check)
            self.answered.emit(check)

    @Slot(int, object, object)
    def _mend(self, run: int, part: Part, checks: Sequence[HealthCheck]) -> None:
        """Put a part's answers where it was said to be late."""
        if run == self._run:
            kept = [check for check in self._checks if check.part is not part]
            self._checks = sorted([*kept, *checks], key=lambda check: list(Part).index(check.part))
            self.answered.emit(None)

    @Slot(int)
    def _end(self, run: int) -> None:
        if run == self._run:
            self._running = False
            self.ended.emit(self.checks)


def seen_by(desk: Desk) -> Seen:
    """Return what the window knows, and what only its thread may ask."""
    return Seen(desk.reader.last, desk.reader.at, desk.workplace.cameras().devices())
