# SPDX-License-Identifier: Apache-2.0
"""One camera's picture to be looked at and turned: which camera it is, how large, how often, how bright and sharp.

Answers for what the station keeps of a camera. Takes no picture.
"""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sscard_desktop.domain.camera import Knob, KnobKind, Purpose
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ports import CameraDevice, Frame
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.photo.camerachooser import CameraChooser
from sscard_desktop.ui.photo.feed import CameraFeed
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.photo.knobs import KnobPanel
from sscard_desktop.ui.photo.livepicture import LivePicture
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.label import Label

_COUNTED = 30
"""Frames over which their rate is measured."""


class CameraCheck(FullSheet):
    """Shows the camera of one purpose with its knobs.

    Args:
        desk: whose station.
        purpose: whether it looks at people or at documents.
        parent: the page; the dialog covers its window.
    """

    def __init__(self, desk: Desk, purpose: Purpose, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._purpose = purpose
        self._arrivals: deque[float] = deque(maxlen=_COUNTED)
        self._size = (0, 0)
        self._shown: CameraDevice | None = None
        self._touched = False
        # Documents are read: they aren't mirrored.
        self.picture = LivePicture(mirrored=purpose is Purpose.PERSON)
        self.knobs = KnobPanel()
        self._figures = Label("", role="muted")
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.picture, 1)
        row.addWidget(self.knobs)
        self.feed = CameraFeed(desk.workplace.cameras(), self, purpose=purpose)
        self.feed.frame_came.connect(self._show_frame)
        self.feed.opened.connect(self._show_opened)
        self.feed.lost.connect(self._show_lost)
        self._camera = CameraChooser(self.feed, desk, purpose, tunable=False)
        self.knobs.turned.connect(self._turn)
        self.bar.chosen.connect(self._do)
        self.bar.next_requested.connect(self.accept)
        self.lay_out(room, beside_title=self._figures, at_right=self._camera)
        self.retranslate()
        self._camera.begin()

    def figures(self) -> str:
        """Return what is said of the picture's size and rate; for tests."""
        return self._figures.text()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.knobs.handle(event):
            return
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.accept()
            case Qt.Key.Key_C:
                self._camera.choose()
            case Qt.Key.Key_D:
                self._leave_all()

    def _do(self, name: str) -> None:
        if name == "all":
            self._leave_all()
        elif name == "one" and self.knobs.chosen is not None:
            self.knobs.leave_to_camera(self.knobs.chosen)
        elif name == "back":
            self.accept()

    # what comes

    def _show_frame(self, frame: Frame) -> None:
        self.picture.show_frame(frame)
        first = not self._arrivals
        self._arrivals.append(frame.taken_s)
        self._size = (frame.rgb.shape[1], frame.rgb.shape[0])
        if first:
            # Some drivers know their limits only while pictures flow.
            self._show_knobs()
        if len(self._arrivals) % 10 == 0 or first:
            self._show_figures()

    def _show_opened(self, device: CameraDevice) -> None:
        self._keep()
        self._shown = device
        self._arrivals.clear()
        self.banner.close_message()
        self._show_knobs()

    def _show_lost(self, error: SscardError) -> None:
        self._keep()
        self._shown = None
        self.picture.veil()
        self._arrivals.clear()
        self._show_figures()
        self._show_knobs()
        self.tell(error)

    # turning

    def _turn(self, kind: KnobKind, position: int | None) -> None:
        self._touched = True
        self.feed.turn(kind, position)
        self._show_knobs()

    def _leave_all(self) -> None:
        for knob in self.knobs.knobs():
            self.knobs.leave_to_camera(knob.kind)

    def _show_knobs(self) -> None:
        self.knobs.show_knobs(self.feed.knobs() if self._shown is not None else None)
        self._show_actions()

    def _keep(self) -> None:
        """Keep how the camera was turned, before another one is shown or the sheet closes."""
        knobs: list[Knob] = list(self.knobs.knobs())
        if self._touched and self._shown is not None and knobs:
            self._camera.memory.keep(self._shown, knobs)
        self._touched = False

    # the end

    def release(self) -> None:
        """Close the camera."""
        self._keep()
        self._camera.end()
        self.picture.clear()

    # words

    def _show_figures(self) -> None:
        if len(self._arrivals) < 2:
            self._figures.setText("")
            return
        passed_s = self._arrivals[-1] - self._arrivals[0]
        rate = round((len(self._arrivals) - 1) / passed_s) if passed_s > 0 else 0
        width, height = self._size
        self._figures.setText(
            self.tr("{width} × {height}，每秒 {rate} 帧").format(width=width, height=height, rate=rate)
        )

    def _show_actions(self) -> None:
        actions = [KeyAction("back", "Esc", self.tr("返回"))]
        if self.knobs.knobs():
            actions.append(KeyAction("one", "A", self.tr("这一项自动")))
            actions.append(KeyAction("all", "D", self.tr("全部自动"), "refresh"))
        self.bar.set_actions(actions)
        mirrored = self._purpose is Purpose.PERSON
        hint = self.tr("画面像镜子一样左右对调，拍下的照片不对调。") if mirrored else self.tr("证件画面不对调。")
        self.bar.set_reason(hint)
        self.bar.set_next(self.tr("好了"), icon="check")

    def retranslate(self) -> None:
        person = self._purpose is Purpose.PERSON
        self.set_title(self.tr("拍照的摄像头") if person else self.tr("拍证件的摄像头"))
        self.picture.setAccessibleName(self.tr("摄像头画面"))
        self._show_figures()
        self._show_actions()
