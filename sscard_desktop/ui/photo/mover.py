# SPDX-License-Identifier: Apache-2.0
"""Moves a finished photo by keys, and has it made and checked again once the keys rest.

Answers for a photo that is always the one of the last key: while another is due it is :attr:`Mover.busy`, and nothing
may be accepted. What can't be made (the camera's frame would show) is taken back, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import Adjustment, FinishedPhoto
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.photo.adjusting import Adjustments
from sscard_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from sscard_desktop.ui.photo.making import Source

_REST_MS = 180


class Mover(QObject):
    """One dialog's moving of its photo.

    Signals:
        moved(by): roughly, on top of the photo that was made last; an ``Adjustment``.
        made(finished): the ``FinishedPhoto`` as it was moved.
        refused(error): that far it can't be moved; it is back where it was.
        busy_changed(): the photo that is shown is no longer, or again, the one that counts.
    """

    moved = Signal(object)
    made = Signal(object)
    refused = Signal(object)
    busy_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._source: Source | None = None
        self._held = False
        self._steps = Adjustments()
        self._shown = Adjustment()
        self._round = 0
        self._making = False
        self._busy = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._make)

    def begin(self, source: Source, made_with: Adjustment | None = None) -> None:
        """A photo was made of ``source``; an empty one can't be moved."""
        self.end()
        self._source = source if len(source) else None
        self._held = self._held or self._source is not None
        self._steps = Adjustments(made_with)
        self._shown = self._steps.current

    def end(self, *, forget: bool = False) -> None:
        """The photo is gone; with ``forget`` its person too."""
        self._round += 1
        self._rest.stop()
        self._source = None
        self._set_busy(busy=False)
        maker = self._desk.workplace.photo_maker
        if forget and self._held and not self._desk.tasks.closed:
            self._held = False
            self._desk.tasks.run(lambda: maker().forget(), owner=self._desk.tasks, lane=Lane.WORK)

    @property
    def busy(self) -> bool:
        """Whether the photo that counts is still to be made."""
        return self._busy

    @property
    def made_with(self) -> Adjustment:
        """How far the photo that is there was moved; the keys may be ahead of it."""
        return self._shown

    @property
    def adjustment(self) -> Adjustment:
        """How far it is moved."""
        return self._steps.current

    def press(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Do what a key stands for; say whether it stands for anything here."""
        if self._source is None:
            return False
        changed = self._steps.press(key, modifiers)
        if changed:
            self._show()
        return changed is not None

    def _show(self) -> None:
        now, made = self._steps.current, self._shown
        self._set_busy(busy=self._making or now != made)
        self.moved.emit(
            Adjustment().moved(
                shift_x_px=now.shift_x_px - made.shift_x_px,
                shift_y_px=now.shift_y_px - made.shift_y_px,
                zoom=now.zoom / made.zoom,
                rotate_degrees=now.rotate_degrees - made.rotate_degrees,
            )
        )
        self._rest.start()

    def _make(self) -> None:
        source, wanted, this_round = self._source, self._steps.current, self._round
        if source is None or self._making:
            return
        if wanted == self._shown:
            self._set_busy(busy=False)
            return
        self._making = True
        maker, spec = self._desk.workplace.photo_maker, self._desk.profile.photo
        self._desk.tasks.run(
            lambda: maker().make(source, spec, adjustment=wanted),
            owner=self,
            lane=Lane.WORK,
            on_done=lambda finished: self._tell(this_round, wanted, finished),
            on_error=lambda error: self._take_back(this_round, error),
        )

    def _tell(self, this_round: int, wanted: Adjustment, finished: FinishedPhoto) -> None:
        self._making = False
        if this_round != self._round:
            return
        self._shown = wanted
        if wanted == self._steps.current:
            self._set_busy(busy=False)
        self.made.emit(finished)
        if wanted != self._steps.current:
            self._show()

    def _take_back(self, this_round: int, error: SscardError) -> None:
        self._making = False
        if this_round != self._round:
            return
        self._steps.take(self._shown)
        self._set_busy(busy=False)
        self.moved.emit(Adjustment())
        self.refused.emit(error)

    def _set_busy(self, *, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit()
