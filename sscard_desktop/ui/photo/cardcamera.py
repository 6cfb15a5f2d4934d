# SPDX-License-Identifier: Apache-2.0
"""The document camera: the live picture with the card's outline, what to do in large type, and the moment of the shot.

Answers for which frame is taken and what is said meanwhile. What becomes of a picture is the dialog's business. While
it is at it, the next side may be looked for already: then only a card that was turned over is taken, and by no key.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.document import CardSighting
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT, Retranslated
from sscard_desktop.ui.photo.cardfinder import CardFinder
from sscard_desktop.ui.photo.cardsides import SIDE_OF
from sscard_desktop.ui.photo.feed import CameraFeed
from sscard_desktop.ui.photo.newestframe import NewestFrame
from sscard_desktop.ui.photo.shots import Shots
from sscard_desktop.ui.photo.sides import Sides

_NOTHING_THERE = frozenset({"", "no_card"})
"""Hints that say no more than that no card is there: then the side that is wanted is named instead."""


_TAKEN = "turn_over"
"""The hint while the card that was taken lies there as it was."""


class CardCamera(Retranslated, QWidget):
    """Shows the camera and takes the shot.

    Args:
        desk: whose camera and lens are used.
        shots: makes shots of frames.

    Signals:
        shot(shot): a ``Shot`` of the side that is wanted.
        ready_changed(): there is a live picture, or none any more.
        lost(error): the camera is gone, or there never was one; it is tried again.
        unguided(error): no card can be looked for here; the clerk lays it into a frame and presses the key.
    """

    shot = Signal(object)
    ready_changed = Signal()
    lost = Signal(object)
    unguided = Signal(object)

    def __init__(self, desk: Desk, shots: Shots, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shots = shots
        self._wanted = PictureRole.ID_FRONT
        self._taken: PictureRole | None = None
        self._repeated: PictureRole | None = None
        self._page = False
        self._busy = False
        self._ahead = False
        self._live = False
        self.had_picture = False
        self._seen: tuple[Frame, CardSighting] | None = None
        self.finder = CardFinder()
        self.strip = Sides(small=True)
        self.feed = CameraFeed(desk.workplace.cameras(), self, purpose=Purpose.DOCUMENT)
        self.feed.frame_came.connect(self._show_frame)
        self.feed.lost.connect(self._show_lost)
        workplace = desk.workplace
        self.watch = NewestFrame(
            desk.tasks,
            look=lambda frame: workplace.card_lens().look(frame),
            forget=lambda: workplace.card_lens().reset(),
            parent=self,
        )
        self.watch.looked.connect(self._show_sighting)
        self.watch.failed.connect(self._show_unguided)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.finder, 1)
        row.addWidget(self.strip)
        self.retranslate()

    # what the dialog calls

    def begin(self, wanted: PictureRole, *, page: bool) -> None:
        """Look for this side; ``page`` where the document is a page that is laid into a frame."""
        self._page, self._live, self._busy, self._ahead, self._taken = page, True, False, False, None
        self.had_picture = False
        self.finder.set_by_frame(page or self.watch.broken)
        self._want(wanted)

    def go_on(self, wanted: PictureRole, taken: PictureRole | None) -> None:
        """Look for the next side, once the card was turned; ``taken`` was just stored."""
        if self._ahead and (self._busy or (wanted, taken) == (self._wanted, self._taken)):
            # Looked for already; perhaps even shot, and then what that shows decides what is wanted next.
            self._ahead = False
            self.ready_changed.emit()
            return
        self._busy, self._ahead, self._taken = False, False, taken
        self._want(wanted)

    def look_ahead(self, wanted: PictureRole, taken: PictureRole) -> None:
        """Look for the next side while ``taken`` was shot but isn't stored: nobody waits with turning the card over.

        Refused where the document is laid into a frame: nobody sees there whether it was turned, and a key that is
        pressed twice would take one side for both.
        """
        if not self.finder.by_frame:
            self._busy, self._ahead, self._taken = False, True, taken
            self._want(wanted)

    @property
    def has_shot(self) -> bool:
        """Whether a picture was taken of which nobody said yet what became of it."""
        return self._busy

    def repeat(self, shown: PictureRole) -> None:
        """Say that this side is there already and the other one is wanted."""
        self._busy, self._ahead, self._repeated = False, False, shown
        self.watch.reset()
        self._say()

    def retry(self, wanted: PictureRole) -> None:
        """The picture of ``wanted`` wasn't usable: once the card was touched, the next one is taken."""
        self._busy = self._ahead = False
        if wanted is not self._wanted:
            # The other side was looked for meanwhile.
            self._taken = None
            self._want(wanted)
            return
        self.watch.reset()
        self._say()

    def end(self) -> None:
        """Look no more, and keep no picture."""
        self._live, self._seen = False, None
        self.finder.clear()
        self._say()

    @property
    def can_shoot(self) -> bool:
        """Whether there is a live picture and nothing under way, so that a key takes the picture."""
        return self._live and not self._busy and not self._ahead and self.finder.newest() is not None

    @property
    def wanted(self) -> PictureRole:
        """The side that is looked for."""
        return self._wanted

    def shoot(self) -> None:
        """Take the picture now, wherever the card lies."""
        newest = self.finder.newest()
        if not self.can_shoot or newest is None:
            return
        if not self.finder.by_frame and self._seen is not None and self._seen[1].corners is not None:
            self._take_shot(*self._seen)
        else:
            self._take_shot(newest, None)

    # what comes

    def _want(self, wanted: PictureRole) -> None:
        self._wanted, self._repeated, self._seen = wanted, None, None
        self.strip.choose(wanted)
        self.watch.reset()
        demo = self._desk.workplace.demo
        if demo is not None:
            demo.lay_document(SIDE_OF[wanted])
        self.finder.show_sighting(None)
        self._say()

    def _show_frame(self, frame: Frame) -> None:
        if not self._live:
            return
        first, self.had_picture = self.finder.newest() is None, True
        self.finder.show_frame(frame)
        if first:
            self._say()
            self.ready_changed.emit()
        if not self.finder.by_frame and not self._busy:
            # What was shot is being cut out, on the same cores; what comes after it is looked at anew.
            self.watch.look(frame)

    def _show_sighting(self, frame: Frame, sighting: CardSighting) -> None:
        if not self._live:
            return
        self._seen = (frame, sighting)
        # No outline around what is taken already: nothing is waited for but that it goes.
        self.finder.show_sighting(None if sighting.hint == _TAKEN else sighting)
        self._say()
        if sighting.ready and not self._busy:
            self._take_shot(frame, sighting)

    def _take_shot(self, frame: Frame, sighting: CardSighting | None) -> None:
        self._busy = True
        corners = sighting.corners if sighting is not None else None
        self._say()
        window = self.finder.cut()
        if self._page and window is not None:
            self.shot.emit(self._shots.of_window(frame, window))
        else:
            self.shot.emit(self._shots.of_frame(frame, corners))

    def _show_lost(self, error: SscardError) -> None:
        self._seen = None
        self.finder.clear()
        self.lost.emit(error)
        self.ready_changed.emit()

    def _show_unguided(self, error: SscardError) -> None:
        self.finder.set_by_frame(True)
        self._say()
        self.unguided.emit(error)

    def _say(self) -> None:
        words, calm = self._words()
        self.finder.show_words(words, calm=calm)

    def _words(self) -> tuple[str, bool]:
        """Return the one thing to do, and whether it is only to wait."""
        side = self.strip.word(self._wanted)
        if self._busy:
            return self.tr("拍好了，正在处理…"), True
        if self.finder.by_frame:
            return self.tr("把{side}放进框里，拿稳，按空格拍").format(side=side), False
        sighting = self._seen[1] if self._seen is not None else None
        hint = sighting.hint if sighting is not None else ""
        just_taken = sighting is None and (self._taken is not None or self._repeated is not None)
        if hint == _TAKEN or just_taken:
            if self._repeated is not None:
                shown = self.strip.word(self._repeated)
                return self.tr("这还是{shown}，请翻到{side}").format(shown=shown, side=side), False
            if self._taken is not None and self._taken is not self._wanted:
                return self.tr("{taken}好了，请翻到{side}").format(taken=self.strip.word(self._taken), side=side), False
            return self.tr("请移动一下证件，再放好"), False
        if sighting is None or (sighting.corners is None and hint in _NOTHING_THERE):
            return self.tr("请放上证件，{side}朝上").format(side=side), False
        if hint:
            told = messages.message(f"document.hint.{hint}", {}, self._desk.language.code or DEFAULT)
            return told.what, sighting.ready
        return self.tr("放稳，马上就拍"), True

    def retranslate(self) -> None:
        self.finder.setAccessibleName(self.tr("高拍仪画面"))
        self._say()
