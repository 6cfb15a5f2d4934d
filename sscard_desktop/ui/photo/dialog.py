# SPDX-License-Identifier: Apache-2.0
"""The photo dialog: live picture, shot, verdicts, acceptance. By keyboard alone, or hands off.

Answers for a photo that is stored when the dialog says so; until then nothing of it is kept anywhere. It owns the way
between its two halves (:mod:`liveview`, :mod:`resultview`) and no picture of its own. A record that has a photo shows
it first: the camera goes on only when another one is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import FinishedPhoto, Guidance
from sscard_desktop.messages import message
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.photoreports import JudgedPhoto, one_more
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.counter.refused import told
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.help.calling import SECOND_KEY
from sscard_desktop.ui.photo.beside import BesideThePhoto
from sscard_desktop.ui.photo.camerachooser import CameraChooser
from sscard_desktop.ui.photo.earlymaking import EarlyMaking
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.photo.keptphoto import Sitter, read_sitter
from sscard_desktop.ui.photo.leaving import Leaving
from sscard_desktop.ui.photo.letgo import LetGo
from sscard_desktop.ui.photo.liveview import LiveView
from sscard_desktop.ui.photo.making import MadePhoto, photo_of_file, photo_of_frame
from sscard_desktop.ui.photo.mover import Mover
from sscard_desktop.ui.photo.photobar import PhotoBar
from sscard_desktop.ui.photo.photokeys import PhotoKeys
from sscard_desktop.ui.photo.resultview import ResultView
from sscard_desktop.ui.photo.room import make_room_for_photos
from sscard_desktop.ui.photo.sideview import local_files
from sscard_desktop.ui.photo.stage import Stage
from sscard_desktop.ui.photo.words import advice_of
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.ui.photo.making import Source


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
        self.record_id = record_id
        self._stage = Stage.OPENING
        self._making: Task | None = None
        self.original = b""
        self._source: Source = b""
        self.kept: JudgedPhoto | None = None
        self.let_go: LetGo | None = None
        self._retaken: dict[str, int] = {}
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
        self.camera = CameraChooser(self.live.feed, desk, Purpose.PERSON)
        self.camera.hide()
        self._room = QStackedWidget()
        self._room.addWidget(QWidget())
        self._room.addWidget(self.live)
        self._room.addWidget(self.outcome)
        self._keys = PhotoBar(self.bar, self)
        self.leaving, self.beside, self._pressed = Leaving(self), BesideThePhoto(desk, self), PhotoKeys(self)
        self.bar.chosen.connect(self._pressed.choose)
        self.bar.next_requested.connect(self.go_on)
        self.lay_out(self._room, at_right=self.camera)
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
        self.original, self._source, self.kept = kept.original, kept.original, kept.judged
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
        self.let_go = None
        self.original, self._source = made.original, made.source
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
            stored = self.kept if self.outcome.kept else None
            before, adjustment = self.outcome.before(), self.mover.made_with
            self.let_go = LetGo(finished, judged, before, self.original, self._source, adjustment, stored, because)

    def _count_retake(self) -> None:
        """Another photo took the place of one that was let go: that is told with whichever is accepted."""
        let_go = self.let_go
        if let_go is not None:
            before = self._retaken if let_go.stored is None else let_go.stored.retaken
            self._retaken = one_more(before, let_go.judged.thrown_away(let_go.because))

    def take_back(self) -> None:
        """Show the photo again that was let go for another one."""
        let_go = self.let_go
        if self._stage is not Stage.LIVE or let_go is None:
            return
        self.let_go = None
        self.banner.close_message()
        self.live.hold("")
        self.original, self._source, self.kept = let_go.original, let_go.source, let_go.stored
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
        if self.outcome.kept and decided == self.kept:
            # Nothing about it is new.
            self.reject()
            return
        self._set_stage(Stage.STORING)
        capture, record_id, original = self._desk.capture, self.record_id, self.original
        told = replace(decided, camera=self._taken_with(), retaken=self._retaken_before())
        self._desk.tasks.run(
            lambda: capture.accept_photo(record_id, finished.jpeg, told, original=original),
            owner=self,
            on_done=self._finish,
            on_error=self._keep,
        )

    def _taken_with(self) -> str:
        if self.outcome.kept and self.kept is not None:
            return self.kept.camera
        return "" if isinstance(self._source, bytes) else self.camera.used()

    def _retaken_before(self) -> Mapping[str, int]:
        return self.kept.retaken if self.outcome.kept and self.kept is not None else self._retaken

    def _finish(self, taken: Taken) -> None:
        self.accepted_photo.emit(taken)
        self.accept()

    def _keep(self, error: SscardError) -> None:
        self._set_stage(Stage.RESULT)
        self.outcome.sheet.show_confirmed()
        self.tell(error)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._pressed.press(event)

    def go_on(self) -> None:
        if self._stage is Stage.LIVE:
            self.shoot()
        else:
            self.take_it()

    def go_back(self) -> None:
        if self.live.counting:
            self.live.toggle_countdown()
        elif self._stage is not Stage.STORING and not self.leaving.holds_back():
            self.reject()

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
        self.camera.end()
        self.outcome.clear()
        self.mover.end(forget=True)
        self.original, self._source, self.let_go = b"", b"", None

    def closeEvent(self, event: QCloseEvent) -> None:
        # The system's way of closing a window asks as Esc does; a lock doesn't ask.
        if self._stage is Stage.STORING or (event.spontaneous() and self.leaving.holds_back()):
            event.ignore()
            return
        self.live.stop()
        self.camera.end()
        super().closeEvent(event)

    def _show_live(self) -> None:
        first = not self.live.started
        self.outcome.clear()
        self.mover.end()
        self.original, self._source, self.kept = b"", b"", None
        self._room.setCurrentWidget(self.live)
        self._set_stage(Stage.LIVE)
        if first:
            self.live.start()
            self.camera.begin()
        else:
            self.live.resume()
        self.setFocus()

    def _set_stage(self, stage: Stage) -> None:
        self._stage = stage
        self.leaving.forget()
        self.camera.setVisible(stage in (Stage.LIVE, Stage.MAKING))
        self._show_actions()
        self.staged.emit()
        if stage is Stage.RESULT:
            self.setFocus()

    def _show_actions(self) -> None:
        judged = self.outcome.judged
        if self._stage is Stage.OPENING:
            self._keys.show_opening()
        elif self._stage in (Stage.LIVE, Stage.MAKING) or judged is None:
            self._keys.show_live(self.live, making=self._stage is Stage.MAKING, can_take_back=self.let_go is not None)
        else:
            self._keys.show_result(
                judged,
                unchanged=self.outcome.kept and judged == self.kept,
                moving=self.mover.busy,
                storing=self._stage is Stage.STORING,
                below=self.outcome.sheet.below(),
            )

    def retranslate(self) -> None:
        self.set_title(self.tr("拍照"))
        self._show_actions()
