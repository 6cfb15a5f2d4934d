# SPDX-License-Identifier: Apache-2.0
"""The photo dialog: live picture, shot, verdicts, acceptance. By keyboard alone, or hands off.

Answers for a photo that is stored when the dialog says so; until then nothing of it is kept anywhere. It owns the way
between its two halves (:mod:`liveview`, :mod:`resultview`) and no picture of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import FinishedPhoto, Guidance
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.photo.camerachooser import CameraChooser
from sscard_desktop.ui.photo.choices import PERSON_CAMERA
from sscard_desktop.ui.photo.guides import Box
from sscard_desktop.ui.photo.livepicture import image_over
from sscard_desktop.ui.photo.liveview import LiveView
from sscard_desktop.ui.photo.resultview import ResultView
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.label import Label, Tone

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FILE_PATTERNS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff"


class Stage(StrEnum):
    """How far the dialog is."""

    LIVE = "live"
    MAKING = "making"
    RESULT = "result"
    STORING = "storing"


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    """What the work lane brings back."""

    finished: FinishedPhoto
    original: bytes
    shown: QImage


class PhotoDialog(Retranslated, QDialog):
    """Takes the card photo of one record.

    Args:
        desk: whose services are used.
        record_id: the record; it must be editable.
        parent: the page; the dialog covers its window.

    Signals:
        accepted_photo(taken): the photo is stored; ``services.capture.Taken``. The dialog closes after it.
    """

    accepted_photo = Signal(object)

    def __init__(self, desk: Desk, record_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setModal(True)
        self._desk = desk
        self._record_id = record_id
        self._stage = Stage.LIVE
        self._making: Task | None = None
        self._original = b""
        self.live = LiveView(desk)
        self.live.shot.connect(self._take)
        self.live.file_asked.connect(self.choose_file)
        self.live.ready_changed.connect(self._show_actions)
        self.outcome = ResultView(desk.profile.photo, desk.language)
        self.outcome.changed.connect(self._show_actions)
        self._title = Label("", role="section")
        self._camera = CameraChooser(self.live.feed, desk, PERSON_CAMERA)
        self.banner = Banner()
        self._room = QStackedWidget()
        self._room.addWidget(self.live)
        self._room.addWidget(self.outcome)
        self.bar = ActionBar()
        self.bar.chosen.connect(self._do)
        self.bar.next_requested.connect(self._go_on)
        self._lay_out()
        self.retranslate()
        self.resize(parent.window().size())
        self.move(parent.window().pos())
        self.setFocus()
        self.live.start()
        self._camera.begin()

    def _lay_out(self) -> None:
        space = tokens().space
        top = QFrame()
        top.setObjectName("photo_top")
        line = QHBoxLayout(top)
        line.setContentsMargins(space.l, 0, space.s, 0)
        line.addWidget(self._title)
        line.addStretch()
        line.addWidget(self._camera)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.banner)
        column.addWidget(self._room, 1)
        column.addWidget(self.bar)

    @property
    def stage(self) -> Stage:
        """How far the dialog is."""
        return self._stage

    # the shot

    def shoot(self) -> None:
        """Take the picture now."""
        if self._stage is Stage.LIVE:
            self.live.shoot()

    def _take(self, frame: Frame, guidance: Guidance | None) -> None:
        if self._stage is not Stage.LIVE:
            return
        self._set_stage(Stage.MAKING)
        self.live.freeze(frame, self.tr("正在制作照片…"))
        window = self.live.viewfinder.photo_window() if guidance is not None else None
        maker, spec = self._desk.workplace.photo_maker, self._desk.profile.photo

        def make() -> _Made:
            finished = maker().make(frame.rgb, spec)
            return _Made(finished, maker().frame_picture(frame.rgb), _as_image(frame.rgb, window))

        self._make(make)

    def choose_file(self) -> None:
        """Ask for a picture file instead of the camera."""
        if self._stage not in (Stage.LIVE, Stage.RESULT):
            return
        pictures = self.tr("图片")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("选择照片"), "", f"{pictures} ({FILE_PATTERNS});;* (*)")
        if path:
            self.import_file(Path(path))

    def import_file(self, path: Path) -> None:
        """Make the photo of a picture file; what is wrong with it is told in the dialog."""
        if self._stage not in (Stage.LIVE, Stage.RESULT):
            return
        self._show_live()
        self._set_stage(Stage.MAKING)
        self.live.hold(self.tr("正在读取并制作照片…"))
        maker, spec = self._desk.workplace.photo_maker, self._desk.profile.photo

        def make() -> _Made:
            content = maker().read_file(path)
            pixels = maker().pixels(content)
            return _Made(maker().make(pixels, spec), content, _as_image(pixels, None))

        self._make(make)

    def _make(self, make: object) -> None:
        self.banner.close_message()
        assert callable(make)
        self._making = self._desk.tasks.run(
            make, owner=self, lane=Lane.WORK, on_done=self._show_result, on_error=self._show_unusable
        )

    def _show_result(self, made: _Made) -> None:
        self._making = None
        self._original = made.original
        self.outcome.show_photo(made.finished, made.shown)
        self._room.setCurrentWidget(self.outcome)
        self._set_stage(Stage.RESULT)

    def _show_unusable(self, error: SscardError) -> None:
        self._making = None
        self._show_live()
        self._tell(error)

    # the decision

    def again(self) -> None:
        """Drop the photo and go back to the live picture."""
        if self._stage is Stage.RESULT:
            self.banner.close_message()
            self._show_live()

    def take_it(self) -> None:
        """Confirm what the clerk has seen, and store the photo; nothing happens while a failed check is open."""
        judged, finished = self.outcome.judged, self.outcome.finished
        if self._stage is not Stage.RESULT or judged is None or finished is None or judged.open_failures:
            return
        if not self.outcome.confirm_seen():
            return
        decided = self.outcome.judged
        assert decided is not None
        self._set_stage(Stage.STORING)
        capture, record_id, original = self._desk.capture, self._record_id, self._original
        self._desk.tasks.run(
            lambda: capture.accept_photo(record_id, finished.jpeg, decided, original=original),
            owner=self,
            on_done=self._finish,
            on_error=self._keep,
        )

    def _finish(self, taken: Taken) -> None:
        self.accepted_photo.emit(taken)
        self.accept()

    def _keep(self, error: SscardError) -> None:
        self._set_stage(Stage.RESULT)
        self._tell(error)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.isAutoRepeat():
            # A key that is still held down from the shot must not accept what it shot.
            return
        if control and key == Qt.Key.Key_O:
            self.choose_file()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif key == Qt.Key.Key_Escape:
            self._go_back()
        elif self._stage is Stage.LIVE and not control:
            live = {
                Qt.Key.Key_Space: self.shoot,
                Qt.Key.Key_T: self.live.toggle_countdown,
                Qt.Key.Key_A: self._toggle_automatic,
                Qt.Key.Key_C: self._camera.choose,
            }
            live.get(Qt.Key(key), lambda: None)()
        elif self._stage is Stage.RESULT and not control:
            decided = {
                Qt.Key.Key_R: self.again,
                Qt.Key.Key_O: self.outcome.ask_reason,
                Qt.Key.Key_P: self.outcome.toggle_passed,
            }
            if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
                self.outcome.confirm_number(key - Qt.Key.Key_0)
            else:
                decided.get(Qt.Key(key), lambda: None)()

    def _do(self, name: str) -> None:
        {
            "back": self._go_back,
            "file": self.choose_file,
            "countdown": self.live.toggle_countdown,
            "automatic": self._toggle_automatic,
            "again": self.again,
            "reason": self.outcome.ask_reason,
        }[name]()

    def _go_on(self) -> None:
        if self._stage is Stage.LIVE:
            self.shoot()
        else:
            self.take_it()

    def _go_back(self) -> None:
        if self.live.counting:
            self.live.toggle_countdown()
        elif self._stage is not Stage.STORING:
            self.reject()

    def _toggle_automatic(self) -> None:
        self.live.set_automatic(not self.live.automatic)

    # files dropped on it

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.import_file(path)

    # inside

    def done(self, result: int) -> None:
        """Close the camera and leave nothing of the person behind."""
        if self._making is not None:
            self._making.cancel()
        self.live.stop()
        self._camera.end()
        self.outcome.clear()
        self._original = b""
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._stage is Stage.STORING:
            event.ignore()
            return
        self.live.stop()
        self._camera.end()
        super().closeEvent(event)

    def _show_live(self) -> None:
        self.outcome.clear()
        self._original = b""
        self._room.setCurrentWidget(self.live)
        self._set_stage(Stage.LIVE)
        self.live.resume()
        self.setFocus()

    def _set_stage(self, stage: Stage) -> None:
        self._stage = stage
        self._camera.setVisible(stage in (Stage.LIVE, Stage.MAKING))
        self._show_actions()
        if stage is Stage.RESULT:
            self.setFocus()

    def _tell(self, error: SscardError) -> None:
        told = self._desk.language.message(error)
        self.banner.show_message(told.what, told.todo, tone=Tone.BAD)

    def _show_actions(self) -> None:
        back = KeyAction("back", "Esc", self.tr("返回"))
        file = KeyAction("file", "Ctrl+O", self.tr("从文件"), "file")
        if self._stage in (Stage.LIVE, Stage.MAKING):
            automatic = self.tr("自动拍照：开") if self.live.automatic else self.tr("自动拍照：关")
            countdown = KeyAction("countdown", "T", self.tr("三秒倒计时"), "clock")
            self.bar.set_actions([back, file, countdown, KeyAction("automatic", "A", automatic, "camera")])
            ready = self.live.can_shoot
            making = self._stage is Stage.MAKING
            self.bar.set_reason("" if ready or making else self.tr("没有摄像头画面，可以从文件选择照片"))
            words = self.tr("正在制作…") if making else self.tr("拍照")
            self.bar.set_next(words, icon="camera", key="" if making else self.tr("空格"), enabled=ready and not making)
            return
        judged = self.outcome.judged
        failures = len(judged.open_failures) if judged is not None else 0
        questions = len(judged.open_questions) if judged is not None else 0
        right = [KeyAction("again", "R", self.tr("重拍"), "refresh")]
        if failures:
            right.insert(0, KeyAction("reason", "O", self.tr("写明理由")))
        self.bar.set_actions([back, file], right)
        reason = self.tr("有 {count} 项不合格：请重拍，或写明理由").format(count=failures) if failures else ""
        self.bar.set_reason(reason, Tone.BAD if failures else Tone.QUIET)
        words = self.tr("已看过，采用照片") if questions and not failures else self.tr("采用照片")
        self.bar.set_next(words, icon="check", enabled=not failures and self._stage is Stage.RESULT)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("拍照"))
        self._title.setText(self.tr("拍照"))
        self._show_actions()


def _as_image(rgb: npt.NDArray[np.uint8], window: Box | None) -> QImage:
    """Return pixels as an image of their own, cut to ``window`` where one is given."""
    height, width = rgb.shape[:2]
    image = image_over(rgb)
    if window is None:
        return image.copy()
    left, top = max(0, round(window.left)), max(0, round(window.top))
    right, bottom = min(width, round(window.right)), min(height, round(window.bottom))
    return image.copy(left, top, max(1, right - left), max(1, bottom - top))


def _dropped_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
