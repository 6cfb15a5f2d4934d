# SPDX-License-Identifier: Apache-2.0
"""The lighting coach: in the morning twenty seconds before the camera, a score, and what to move, one thing at a time.

Answers for a score that is the median of twenty seconds, kept at the station when Enter says so. Takes no picture.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.lighting import ALL_WELL, LightReading, LightScore, judge, typical
from sscard_desktop.services.lighting import DayLight
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT
from sscard_desktop.ui.photo.camerachooser import CameraChooser
from sscard_desktop.ui.photo.feed import CameraFeed
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.photo.lightparts import LightParts
from sscard_desktop.ui.photo.livepicture import LivePicture
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.label import Label

CHECK_S = 20
_LIVE_READINGS = 8
"""What is advised now follows the last second or two; the score that is kept has all of the check."""


class _Mirror(LivePicture):
    """The camera's picture as people know themselves, with the advice over it."""

    def __init__(self) -> None:
        super().__init__(mirrored=True)
        self._calm = False

    def show_advice(self, text: str, *, calm: bool) -> None:
        """Say what to move; ``calm`` where there is nothing."""
        self._calm = calm
        self.show_hint(text)

    def paint_over(self, painter: QPainter, target: QRectF) -> None:
        self.paint_hint(painter, target, calm=self._calm)


class LightingDialog(FullSheet):
    """Checks the photo place.

    Args:
        desk: whose services are used.
        parent: the page; the dialog covers its window.
        lasts_s: how long it looks.
    """

    def __init__(self, desk: Desk, parent: QWidget, *, lasts_s: int = CHECK_S) -> None:
        super().__init__(desk, parent)
        self._lasts_s = lasts_s
        self._left_s = lasts_s
        self._readings: list[LightReading] = []
        self._busy = False
        self._storing = False
        self._found: LightScore | None = None
        self._before: DayLight | None = None
        self.picture = _Mirror()
        self.parts = LightParts(desk.language)
        self._today = Label("", role="muted")
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.picture, 1)
        row.addWidget(self.parts)
        self._feed = CameraFeed(desk.workplace.cameras(), self)
        self._feed.frame_came.connect(self._show_frame)
        self._feed.lost.connect(self._lose)
        self._feed.opened.connect(lambda _: self.banner.close_message())
        self._camera = CameraChooser(self._feed, desk, Purpose.PERSON)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self.bar.chosen.connect(lambda name: self.again() if name == "again" else self.reject())
        self.bar.next_requested.connect(self.keep)
        self.lay_out(room, beside_title=self._today, at_right=self._camera)
        self.retranslate()
        desk.tasks.run(lambda: desk.lighting().today(), owner=self, on_done=self._show_before)
        self._camera.begin()

    @property
    def found(self) -> LightScore | None:
        """The score of the whole check, ``None`` while it goes on."""
        return self._found

    def again(self) -> None:
        """Begin once more: something was moved."""
        if not self._storing:
            self._readings, self._found, self._left_s = [], None, self._lasts_s
            self._clock.stop()
            self.parts.show_score(None)
            self._show_actions()

    def keep(self) -> None:
        """Keep the score as today's, and close."""
        found = self._found
        if found is None or self._storing:
            return
        self._storing = True
        self._show_actions()
        self._desk.tasks.run(
            lambda: self._desk.lighting().keep(found), owner=self, on_done=lambda _: self.accept(), on_error=self._fail
        )

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        acts = {
            Qt.Key.Key_Escape: self.reject,
            Qt.Key.Key_R: self.again,
            Qt.Key.Key_C: self._camera.choose,
            Qt.Key.Key_Return: self.keep,
            Qt.Key.Key_Enter: self.keep,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is not None:
            act()

    # inside

    def _show_frame(self, frame: Frame) -> None:
        self.picture.show_frame(frame)
        if self._busy or self._found is not None:
            # Never queued: the frame after this one will do.
            return
        self._busy = True
        meter = self._desk.workplace.light_meter
        self._desk.tasks.run(
            lambda: meter().read(frame), owner=self, lane=Lane.LIVE, on_done=self._take, on_error=self._fail
        )

    def _take(self, reading: LightReading) -> None:
        self._busy = False
        if self._found is not None:
            return
        self._readings.append(reading)
        if not self._clock.isActive():
            self._clock.start()
        self._show_score(judge(typical(self._readings[-_LIVE_READINGS:])))

    def _tick(self) -> None:
        self._left_s -= 1
        if self._left_s <= 0:
            self._clock.stop()
            self._found = judge(typical(self._readings))
            self._show_score(self._found)
        self._show_actions()

    def _show_score(self, now: LightScore) -> None:
        self.parts.show_score(now)
        said = messages.message(f"photo.light.{now.advice}", {}, self._desk.language.code or DEFAULT)
        self.picture.show_advice(said.what, calm=now.advice == ALL_WELL)

    def _show_before(self, before: DayLight | None) -> None:
        self._before = before
        self.retranslate()

    def _lose(self, error: SscardError) -> None:
        self.picture.veil()
        self.again()
        self.tell(error)

    def _fail(self, error: SscardError) -> None:
        self._busy = self._storing = False
        self._clock.stop()
        self.tell(error)
        self._show_actions()

    def release(self) -> None:
        """Close the camera."""
        self._clock.stop()
        self._camera.end()
        self.picture.clear()

    def _show_actions(self) -> None:
        right = [KeyAction("again", "R", self.tr("再测一次"), "refresh")] if self._found is not None else []
        self.bar.set_actions([KeyAction("back", "Esc", self.tr("返回"))], right)
        ready = self._found is not None and not self._storing
        waiting = self.tr("还要看 {seconds} 秒，可以边看边挪灯").format(seconds=self._left_s)
        self.bar.set_reason("" if self._found is not None else waiting)
        self.bar.set_next(self.tr("记下今天的得分"), icon="check", enabled=ready)

    def retranslate(self) -> None:
        self.set_title(self.tr("灯光检查"))
        self._today.setText(
            self.tr("今天测过：{score} 分").format(score=self._before.score) if self._before is not None else ""
        )
        self._show_actions()
