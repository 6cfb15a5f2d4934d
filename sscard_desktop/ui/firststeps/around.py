# SPDX-License-Identifier: Apache-2.0
"""Which devices are there while the first steps are shown: the reader's word, cameras and printers looked at anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtPrintSupport import QPrinterInfo

from sscard_desktop.domain.reader import ReaderState
from sscard_desktop.services.firststeps import Around
from sscard_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from sscard_desktop.domain.errors import SscardError
    from sscard_desktop.domain.printing import Printer
    from sscard_desktop.ui.desk import Desk

_LOOK_MS = 2000
_AWAY = (ReaderState.DISCONNECTED, ReaderState.CONNECTING, ReaderState.FAILED)


class AroundWatch(QObject):
    """Looks every two seconds between :meth:`start` and :meth:`stop`.

    Signals:
        changed(): something came or went.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.now = Around()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        desk.reader.told.connect(lambda _: self._look_at_devices())

    def start(self) -> None:
        """Look now, and from now on."""
        self._look()
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _look(self) -> None:
        self._look_at_devices()
        spooler = self._desk.workplace.spooler()
        if not spooler.there():
            self._take(replace(self.now, printers=len(QPrinterInfo.availablePrinterNames())))
            return

        def found(printers: Sequence[Printer]) -> None:
            self._take(replace(self.now, printers=len(printers)))

        def silent(_: SscardError) -> None:
            found(())

        self._desk.tasks.run(spooler.printers, owner=self, lane=Lane.PRINT, on_done=found, on_error=silent)

    def _look_at_devices(self) -> None:
        last = self._desk.reader.last
        reader = last is not None and last.state not in _AWAY
        self._take(replace(self.now, reader=reader, cameras=len(self._desk.workplace.cameras().devices())))

    def _take(self, around: Around) -> None:
        if around != self.now:
            self.now = around
            self.changed.emit()
