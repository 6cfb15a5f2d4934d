# SPDX-License-Identifier: Apache-2.0
"""The photo dialog: live picture, shot, verdicts, acceptance. By keyboard alone, or hands off.

Answers for a photo that is stored when the dialog says so; until then nothing of it is kept anywhere. It owns the way
between its two halves (:mod:`liveview`, :mod:`resultview`) and no picture of its own. A record that has a photo shows
it first: the camera goes on only when another one is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import FinishedPhoto, Guidance
from sscard_desktop.messages import message
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.photoreports import JudgedPhoto, one_more
from sscard_desktop.services.photowindows import StoredPhoto
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.counter.refused import told
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.help.calling import SECOND_KEY
from sscard_desktop.ui.photo.camerachooser import CameraChooser
from sscard_desktop.ui.photo.earlymaking import EarlyMaking
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.photo.keptphoto import Sitter, read_sitter
from sscard_desktop.ui.photo.letgo import LetGo
from sscard_desktop.ui.photo.lighting import LightingDialog
from sscard_desktop.ui.photo.liveview import LiveView
from sscard_desktop.ui.photo.making import MadePhoto, photo_of_file, photo_of_frame
from sscard_desktop.ui.photo.mover import Mover
from sscard_desktop.ui.photo.photobar import PhotoBar
from sscard_desktop.ui.photo.resultview import ResultView
from sscard_desktop.ui.photo.room import make_room_for_photos
from sscard_desktop.ui.photo.rules import rule_of
from sscard_desktop.ui.photo.samples import SamplesDialog
from sscard_desktop.ui.photo.sideview import local_files
from sscard_desktop.ui.photo.words import advice_of
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.ui.photo.making import Source


class Stage(StrEnum):
    """How far the dialog is."""

    OPENING = "opening"
    LIVE = "live"
    MAKING = "making"
    RESULT = "result"
    STORING = "storing"


class PhotoDialog(FullSheet):
    """Takes the card photo of one record.

    Args:
        desk: whose services are used.
        record_id: the record; it must be editable.
        parent: the page; the dialog covers its window.

    Signals:
        accepted_photo(taken): the photo is stored; ``services.capture.Taken``. The dialog closes after it.
        staged(): it is at another stage.
    """

    accepted_photo = Signal(object)
    staged = Signal()

    help_key = SECOND_KEY

    def __init__(self, desk: Desk, record_id: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        self._record_id = record_id
        self._stage = Stage.OPENING
        self._making: Task | None = None
        self._original = b""
        self._source: Source = b""
        self._kept: JudgedPhoto | None = None
        self._let_go: LetGo | None = None
        self._retaken: dict[str, int] = {}
        self._warned = False
        self.live = LiveView(desk)
        self.live.shot.connect(self._take)
        self._early = EarlyMaking(desk, self)
        self.live.nearly.connect(self._early.begin)
        self.live.file_asked.connect(self.choose_file)
        self.live.ready_changed.connect(self._show_actions)
        self.outcome = ResultView(desk.profile.photo, desk.language)
        self.outcome.changed.connect(self._show_actions)
        self.outcome.sheet.looked.connect(self._show_actions)
        self.outcome.refused.connect(self._refuse)
        self.mover = Mover(desk, self)
        self.mover.moved.connect(self.outcome.show_moving)
        self.mover.made.connect(self._show_moved)
        self.mover.refused.connect(self.tell)
        self.mover.busy_changed.connect(self._show_actions)
        self._camera = CameraChooser(self.live.feed, desk, Purpose.PERSON)
        self._camera.hide()
        self._room = QStackedWidget()
        self._room.addWidget(QWidget())
        self._room.addWidget(self.live)
        self._room.addWidget(self.outcome)
        self._keys = PhotoBar(self.bar, self)
        self.bar.chosen.connect(self._do)
        self.bar.next_requested.connect(self._go_on)
        self.lay_out(self._room, at_right=self._camera)
        self.retranslate()
        make_room_for_photos(desk)
        desk.tasks.run(
            lambda: read_sitter(desk, record_id), owner=self, on_done=self._begin, on_error=self._begin_without
        )

    @property
    def stage(self) -> Stage:
        """How far the dialog is."""
        return self._stage

    # the beginning

    def _begin(self, sitter: Sitter) -> None:
        self.live.set_foreign(sitter.foreign)
        if self._stage is not Stage.OPENING:
            # A file came first.
            return
        kept = sitter.photo
        if kept is None:
            self._show_live()
            if sitter.trouble is not None:
                self.tell(sitter.trouble)
            elif sitter.refused:
                spec, language = self._desk.profile.feedback, self._desk.language.code
                self.banner.show_message(" ".join(told(each, spec, language) for each in sitter.refused[:2]))
            return
        self._original, self._source, self._kept = kept.original, kept.original, kept.judged
        self.outcome.show_kept(kept.jpeg, kept.judged, kept.before)
        self.mover.begin(kept.original, kept.judged.report.adjustment)
        self._room.setCurrentWidget(self.outcome)
        self._set_stage(Stage.RESULT)
        if sitter.returned is not None:
            why = message(sitter.returned.code, sitter.returned.params, self._desk.language.code).what
            self.banner.show_message(why, self.tr("按 R 重拍；看过仍然合格的，按 Enter 保留。"), tone=Tone.WARN)

    def _begin_without(self, error: SscardError) -> None:
        self._show_live()
        self.tell(error)

    # the shot

    def shoot(self) -> None:
        """Take the picture now."""
        if self._stage is Stage.LIVE:
            self.live.shoot()

    def _take(self, frame: Frame, _guidance: Guidance | None) -> None:
        if self._stage is not Stage.LIVE:
            return
        self._set_stage(Stage.MAKING)
        self.live.freeze(frame, self.tr("正在制作照片…"))
        self.banner.close_message()
        if self._early.take(frame, self._show_result, self._show_unusable):
            return
        maker, spec = self._desk.workplace.photo_maker, self._desk.profile.photo

        self._make(lambda: photo_of_frame(maker(), frame, spec))

    def choose_file(self) -> None:
        """Ask for a picture file instead of the camera."""
        if self._stage not in (Stage.LIVE, Stage.RESULT) or self.keeps_out():
            return
        self.live.disarm()
        self.ask_for_pictures(
            self.tr("选择照片"), lambda paths: self.import_file(paths[0]), many=False, shut=self.live.arm
        )

    def import_file(self, path: Path) -> None:
        """Make the photo of a picture file; what is wrong with it is told in the dialog."""
        if self._stage not in (Stage.OPENING, Stage.LIVE, Stage.RESULT) or self.keeps_out():
            return
        self._let_go_of_it()
        self._show_live()
        self._set_stage(Stage.MAKING)
        self.live.hold(self.tr("正在读取并制作照片…"))
        maker, spec = self._desk.workplace.photo_maker, self._desk.profile.photo

        self._make(lambda: photo_of_file(maker(), path, spec))

    def _make(self, make: Callable[[], MadePhoto]) -> None:
        self._early.drop()
        self.banner.close_message()
        self._making = self._desk.tasks.run(
            make, owner=self, lane=Lane.WORK, on_done=self._show_result, on_error=self._show_unusable
        )

    def _show_result(self, made: MadePhoto) -> None:
        self._making = None
        self._count_retake()
        self._let_go = None
        self._original, self._source = made.original, made.source
        self.outcome.show_photo(made.finished)
        self.mover.begin(made.source)
        self._room.setCurrentWidget(self.outcome)
        self._set_stage(Stage.RESULT)

    def _show_unusable(self, error: SscardError) -> None:
        self._making = None
        self._show_live()
        self.tell(error)

    def _show_moved(self, finished: FinishedPhoto) -> None:
        self.banner.close_message()
        self.outcome.show_moved(finished)
        self._show_actions()

    # the decision

    def again(self, because: str = "") -> None:
        """Go back to the live picture for another photo; this one can be had back until there is one."""
        if self._stage is Stage.RESULT:
            self.banner.close_message()
            self._let_go_of_it(because)
            self._show_live()

    def _let_go_of_it(self, because: str = "") -> None:
        judged, finished = self.outcome.judged, self.outcome.finished
        if judged is not None and finished is not None:
            stored = self._kept if self.outcome.kept else None
            before, adjustment = self.outcome.before(), self.mover.made_with
            self._let_go = LetGo(finished, judged, before, self._original, self._source, adjustment, stored, because)

    def _count_retake(self) -> None:
        """Another photo took the place of one that was let go: that is told with whichever is accepted."""
        let_go = self._let_go
        if let_go is not None:
            before = self._retaken if let_go.stored is None else let_go.stored.retaken
            self._retaken = one_more(before, let_go.judged.thrown_away(let_go.because))

    def take_back(self) -> None:
        """Show the photo again that was let go for another one."""
        let_go = self._let_go
        if self._stage is not Stage.LIVE or let_go is None:
            return
        self._let_go = None
        self.banner.close_message()
        self.live.hold("")
        self._original, self._source, self._kept = let_go.original, let_go.source, let_go.stored
        self.outcome.show_again(let_go.finished, let_go.judged, let_go.before, kept=let_go.stored is not None)
        self.mover.begin(let_go.source, let_go.adjustment)
        self._room.setCurrentWidget(self.outcome)
        self._set_stage(Stage.RESULT)

    def _refuse(self, check_key: str) -> None:
        """Take another, because of what the clerk saw; the reason stands above the live picture."""
        row = self.outcome.sheet.rows().get(check_key)
        if self._stage is Stage.RESULT and row is not None:
            name, todo = advice_of(row.check, self._desk.language)
            self.again(because=check_key)
            self.banner.show_message(self.tr("重拍：{what}").format(what=name), todo, tone=Tone.WARN)

    def take_it(self) -> None:
        """Confirm what the clerk has seen, and store the photo; nothing happens while a failed check is open."""
        judged, finished = self.outcome.judged, self.outcome.finished
        if self._stage is not Stage.RESULT or judged is None or finished is None or judged.open_failures:
            return
        if self.mover.busy or not self.outcome.sheet.confirm_seen():
            return
        decided = self.outcome.judged
        assert decided is not None
        if self.outcome.kept and decided == self._kept:
            # Nothing about it is new.
            self.reject()
            return
        self._set_stage(Stage.STORING)
        capture, record_id, original = self._desk.capture, self._record_id, self._original
        told = replace(decided, camera=self._taken_with(), retaken=self._retaken_before())
        self._desk.tasks.run(
            lambda: capture.accept_photo(record_id, finished.jpeg, told, original=original),
            owner=self,
            on_done=self._finish,
            on_error=self._keep,
        )

    def _taken_with(self) -> str:
        if self.outcome.kept and self._kept is not None:
            return self._kept.camera
        return "" if isinstance(self._source, bytes) else self._camera.used()

    def _retaken_before(self) -> Mapping[str, int]:
        return self._kept.retaken if self.outcome.kept and self._kept is not None else self._retaken

    def _finish(self, taken: Taken) -> None:
        self.accepted_photo.emit(taken)
        self.accept()

    def _keep(self, error: SscardError) -> None:
        self._set_stage(Stage.RESULT)
        self.outcome.sheet.show_confirmed()
        self.tell(error)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key != Qt.Key.Key_Escape:
            self._calm()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if self._stage is Stage.RESULT and self.mover.press(key, modifiers):
            # These may be held down; all others act once.
            return
        if event.isAutoRepeat():
            # A key that is still held down from the shot must not accept what it shot.
            return
        if control and key == Qt.Key.Key_O:
            self.choose_file()
        elif control and key == Qt.Key.Key_Z:
            self.take_back()
        elif key == Qt.Key.Key_F1:
            self.show_samples()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif key == Qt.Key.Key_Escape:
            self._go_back()
        elif not control:
            self._press(key)

    def _press(self, key: int) -> None:
        if self._stage is Stage.LIVE:
            live = {
                Qt.Key.Key_Space: self.shoot,
                Qt.Key.Key_T: self.live.toggle_countdown,
                Qt.Key.Key_A: self._toggle_automatic,
                Qt.Key.Key_C: self._camera.choose,
                Qt.Key.Key_S: self.live.toggle_sound,
                Qt.Key.Key_L: self.check_light,
            }
            live.get(Qt.Key(key), lambda: None)()
        elif self._stage is Stage.RESULT:
            sheet = self.outcome.sheet
            decided: dict[int, Callable[[], object]] = {
                Qt.Key.Key_R: self.again,
                Qt.Key.Key_O: sheet.ask_reason,
                Qt.Key.Key_P: sheet.toggle_passed,
                Qt.Key.Key_Y: lambda: sheet.answer(right=True),
                Qt.Key.Key_N: lambda: sheet.answer(right=False),
                Qt.Key.Key_B: self.outcome.toggle_before,
                Qt.Key.Key_G: self.show_cities,
            }
            if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
                sheet.confirm_number(key - Qt.Key.Key_0)
            else:
                decided.get(key, lambda: None)()

    def _do(self, name: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "back": self._go_back,
            "file": self.choose_file,
            "countdown": self.live.toggle_countdown,
            "automatic": self._toggle_automatic,
            "sound": self.live.toggle_sound,
            "light": self.check_light,
            "samples": self.show_samples,
            "again": self.again,
            "reason": self.outcome.sheet.ask_reason,
            "before": self.outcome.toggle_before,
            "cities": self.show_cities,
            "take_back": self.take_back,
        }
        if name != "back":
            self._calm()
        acts[name]()

    def _go_on(self) -> None:
        if self._stage is Stage.LIVE:
            self.shoot()
        else:
            self.take_it()

    def _go_back(self) -> None:
        if self.live.counting:
            self.live.toggle_countdown()
        elif self._stage is not Stage.STORING and not self._holds_back():
            self.reject()

    def _holds_back(self) -> bool:
        """Ask once before a photo that nobody stored is lost; say whether that was just asked."""
        told = self._what_would_be_lost()
        if self._warned or told is None:
            return False
        self._warned = True
        self.banner.show_message(*told, tone=Tone.WARN)
        return True

    def _what_would_be_lost(self) -> tuple[str, str] | None:
        """Return what to say of a photo that isn't stored, and how to have it all the same."""
        let_go, open_one = self._let_go, self.tr("这张照片还没有采用。")
        if self._stage is Stage.MAKING:
            return open_one, self.tr("正在制作，马上就好。再按一次 Esc 就不要它了。")
        if self._stage is Stage.LIVE and let_go is not None and let_go.judged != let_go.stored:
            return self.tr("上一张照片还没有采用。"), self.tr("Ctrl+Z 找回它；再按一次 Esc 就不要它了。")
        kept = self.outcome.kept and self.outcome.judged == self._kept and not self.mover.busy
        if self._stage is not Stage.RESULT or kept:
            return None
        return open_one, self.tr("再按一次 Esc 就不要它了；Enter 采用，R 重拍。")

    def _calm(self) -> None:
        """Whoever goes on working has thought better of leaving."""
        if self._warned:
            self._warned = False
            self.banner.close_message()

    def _toggle_automatic(self) -> None:
        self.live.set_automatic(not self.live.automatic)

    def show_samples(self) -> None:
        """Show the rules, beginning with what is asked just now; no photo is taken behind them."""
        if self._stage not in (Stage.LIVE, Stage.RESULT):
            return
        self.live.disarm()
        asked = self.outcome.sheet.rows().get(self.outcome.sheet.current())
        samples = SamplesDialog(self._desk, self, first=rule_of(asked.check.family) if asked is not None else 0)
        samples.finished.connect(self.live.arm)
        samples.open()

    def show_cities(self) -> None:
        """Show which cities would take this photo as it stands here."""
        finished = self.outcome.finished
        if self._stage is not Stage.RESULT or finished is None or self.mover.busy:
            return
        # Loaded when it is first asked for: most photos are for this city alone.
        from sscard_desktop.ui.records.citiesdialog import CitiesDialog

        photo = StoredPhoto(finished.jpeg, self._original)
        table = CitiesDialog(self._desk, self._record_id, self, stored=photo)
        table.finished.connect(table.deleteLater)
        table.open()

    def check_light(self) -> None:
        """Check wall and lamp; the camera is the check's while it lasts."""
        if self._stage is not Stage.LIVE:
            return
        self.live.hold("")
        self._camera.end()
        coach = LightingDialog(self._desk, self)
        coach.finished.connect(self._resume)
        coach.open()

    def _resume(self) -> None:
        if self._stage is Stage.LIVE and self.isVisible():
            self.live.resume()
            self._camera.begin()
            self.setFocus()

    # files dropped on it

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(local_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_files(event)
        if len(paths) == 1:
            event.acceptProposedAction()
            self.import_file(paths[0])

    # inside

    def release(self) -> None:
        """Close the camera and leave nothing of the person behind."""
        if self._making is not None:
            self._making.cancel()
        self._early.drop()
        self.live.stop()
        self._camera.end()
        self.outcome.clear()
        self.mover.end(forget=True)
        self._original, self._source, self._let_go = b"", b"", None

    def closeEvent(self, event: QCloseEvent) -> None:
        # The system's way of closing a window asks as Esc does; a lock doesn't ask.
        if self._stage is Stage.STORING or (event.spontaneous() and self._holds_back()):
            event.ignore()
            return
        self.live.stop()
        self._camera.end()
        super().closeEvent(event)

    def _show_live(self) -> None:
        first = not self.live.started
        self.outcome.clear()
        self.mover.end()
        self._original, self._source, self._kept = b"", b"", None
        self._room.setCurrentWidget(self.live)
        self._set_stage(Stage.LIVE)
        if first:
            self.live.start()
            self._camera.begin()
        else:
            self.live.resume()
        self.setFocus()

    def _set_stage(self, stage: Stage) -> None:
        self._stage, self._warned = stage, False
        self._camera.setVisible(stage in (Stage.LIVE, Stage.MAKING))
        self._show_actions()
        self.staged.emit()
        if stage is Stage.RESULT:
            self.setFocus()

    def _show_actions(self) -> None:
        judged = self.outcome.judged
        if self._stage is Stage.OPENING:
            self._keys.show_opening()
        elif self._stage in (Stage.LIVE, Stage.MAKING) or judged is None:
            self._keys.show_live(self.live, making=self._stage is Stage.MAKING, can_take_back=self._let_go is not None)
        else:
            self._keys.show_result(
                judged,
                unchanged=self.outcome.kept and judged == self._kept,
                moving=self.mover.busy,
                storing=self._stage is Stage.STORING,
                below=self.outcome.sheet.below(),
            )

    def retranslate(self) -> None:
        self.set_title(self.tr("拍照"))
        self._show_actions()
