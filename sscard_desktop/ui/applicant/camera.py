# SPDX-License-Identifier: Apache-2.0
"""The live photo for whoever sits before the camera: mirrored, with the one thing to do in large words; then the photo.

It draws the frames that the clerk's dialog shows; nothing is decoded twice, and not every frame is painted: a mirror
needs fewer than a viewfinder, and the clerk's keys come first.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.photo import Guidance, PhotoSpec
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.applicant import words
from sscard_desktop.ui.applicant.scene import Scene
from sscard_desktop.ui.photo.viewfinder import Viewfinder
from sscard_desktop.ui.photo.words import hint_of
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import Label

LEAST_BETWEEN_S = 0.08
"""Least time between two frames that are painted."""
_WELL = ("hold_still", "ready")


class _Finished(QWidget):
    """The photo as it will be on the card, as large as it goes."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        """Show it; a null image shows nothing."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = tokens().space.l
        room = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(room.center())
        painter.drawImage(target, self._image)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(target)


class CameraScene(Scene):
    """Mirror, coaching, and the finished photo.

    Args:
        spec: the photo's limits.
    """

    def __init__(self, spec: PhotoSpec) -> None:
        super().__init__()
        self._codes: tuple[str, ...] = words.BOTH[:1]
        self._guidance: Guidance | None = None
        self._left_s = 0
        self._word = "camera"
        self._painted_at_s = 0.0
        self.mirror = Viewfinder(spec, self)
        self.mirror.setMinimumSize(QSize(1, 1))
        self._finished = _Finished()
        self._room = QStackedWidget(self)
        self._room.addWidget(self.mirror)
        self._room.addWidget(self._finished)
        self._coach = Label("", self, role="coach", wrap=True)
        self._coach.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._room, 1)
        column.addWidget(self._coach)

    def show_frame(self, frame: Frame) -> None:
        """Show a frame of the camera, if it is time for another one."""
        now = time.monotonic()
        if self.isVisible() and now - self._painted_at_s >= LEAST_BETWEEN_S:
            self._painted_at_s = now
            self.mirror.show_frame(frame)

    def show_guidance(self, guidance: Guidance | None) -> None:
        """Say the one thing to do."""
        self._guidance = guidance
        self.mirror.show_guidance(guidance)
        self._say()

    def show_countdown(self, left_s: int) -> None:
        """Show how many seconds are left; 0 shows none."""
        self._left_s = left_s
        self.mirror.show_countdown(left_s)
        self._say()

    def show_live(self) -> None:
        """Go to the mirror."""
        self._word = "camera"
        self._finished.show_image(QImage())
        self._room.setCurrentIndex(0)
        self._say()

    def hold(self) -> None:
        """The photo is being made."""
        self._word, self._guidance, self._left_s = "making", None, 0
        self._say()

    def show_photo(self, jpeg: bytes) -> None:
        """Show the finished photo while the clerk decides."""
        self._word, self._guidance, self._left_s = "photo", None, 0
        self.mirror.clear()
        self._finished.show_image(QImage.fromData(jpeg))
        self._room.setCurrentIndex(1)
        self._say()

    def coaching(self) -> str:
        """Return what is said."""
        return self._coach.text()

    def speak(self, codes: tuple[str, ...]) -> None:
        self._codes = codes
        self._say()

    def clear(self) -> None:
        self.mirror.clear()
        self.mirror.show_guidance(None)
        self.mirror.show_countdown(0)
        self._finished.show_image(QImage())
        self._guidance, self._left_s, self._word = None, 0, "camera"
        self._room.setCurrentIndex(0)
        self._coach.setText("")

    def _say(self) -> None:
        if self._left_s:
            text = words.spoken("countdown", self._codes, seconds=self._left_s)
        elif self._guidance is not None:
            text = "\n".join(dict.fromkeys(hint_of(self._guidance, code) for code in self._codes))
        else:
            text = words.spoken(self._word, self._codes, between="\n")
        set_state(self._coach, "well", self._guidance is not None and self._guidance.hint in _WELL)
        self._coach.setText(text)
