# SPDX-License-Identifier: Apache-2.0
"""One learner's run through a lesson: begun, followed by the station's own trail, ended; between two log-ins too.

It joins the stage and the service of whoever is logged in, and counts keys. Shows nothing: that is the host's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.training import Standing, Training
from sscard_desktop.services.traininglessons import Lesson, Ready, cast_of, lesson
from sscard_desktop.services.trainingpreparing import Props
from sscard_desktop.services.trainingprogress import Progress, Result
from sscard_desktop.services.trainingstage import TrainingStage
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.training.keycount import KeyCount

LOOK_MS = 400


class LessonRun(QObject):
    """The lesson that is on, or none.

    Args:
        stage: the room.
        keys: counts.

    Attributes:
        progress: how far the learner is, as last heard.
        standing: how the lesson stands, ``None`` while none is on.
        busy: the trail is being looked at, or the lesson begins or ends.

    Signals:
        progressed(Progress): a lesson began or ended, or somebody logged in.
        stood(object): a look at the lesson found this :class:`Standing`, or ``None``.
        begun(): a lesson is on from now, or again after a log-in.
        ended(key, result): all of its tasks are done.
        failed(error): it can't go on for this.
        power_failed(): the lesson wants it now, and everything is kept.
    """

    progressed = Signal(object)
    stood = Signal(object)
    begun = Signal()
    ended = Signal(str, object)
    failed = Signal(object)
    power_failed = Signal()

    def __init__(self, stage: TrainingStage, keys: KeyCount, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._keys = keys
        self._desk: Desk | None = None
        self._training: Training | None = None
        self._mark = ""
        self._looking = self._moving = False
        self.progress = Progress()
        self.standing: Standing | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def busy(self) -> bool:
        return self._looking or self._moving

    # who is here

    def sit_down(self, desk: Desk) -> None:
        """Somebody logged in: go on where they were."""
        self._desk = desk
        self._training = training = Training(desk.session, self._stage.people)
        self._mark = ""
        self._looking = self._moving = False

        def go_on(found: tuple[Progress, Standing | None]) -> None:
            progress, standing = found
            if standing is not None and self._stage.lesson is not standing.lesson:
                # The program was started anew in the middle of a lesson.
                self._stage.set_lesson(standing.lesson, again=True)
                self._keys.start(standing.course.keys, standing.course.hints)
            self._take(standing)
            self._tell(progress)
            if standing is not None:
                self.begun.emit()

        desk.tasks.run(lambda: (training.progress(), training.look()), owner=self, on_done=go_on)
        self._timer.start()

    def leave(self) -> None:
        """Nobody is logged in any more: what was pressed so far is kept."""
        self._timer.stop()
        self.note()
        self._desk = self._training = None
        self._looking = self._moving = False

    # a lesson

    def begin(self, key: str) -> None:
        """Begin a lesson in place of one that is on."""
        desk, training, wanted = self._desk, self._training, lesson(key)
        if desk is None or training is None or wanted is None or self._moving:
            return
        self._moving = True

        def made(photos: Mapping[int, tuple[bytes, JudgedPhoto]]) -> None:
            props = Props(photo=lambda person: photos[person.seed], id_pictures=self._stage.devices.id_pictures)
            desk.tasks.run(lambda: training.begin(key, props), owner=self, on_done=start, on_error=self._fail)

        def start(standing: Standing) -> None:
            self._moving = False
            self._stage.set_lesson(standing.lesson)
            self._keys.start(0, 0)
            self.begun.emit()
            self._hear_progress()
            self._take(standing)

        # In the lane that has the photo maker to itself; who comes with nothing needs none.
        desk.tasks.run(
            lambda: self._photos(desk, wanted), owner=self, lane=Lane.WORK, on_done=made, on_error=self._fail
        )

    def stop(self) -> None:
        """End the lesson that is on without a result."""
        desk, training = self._desk, self._training
        if desk is None or training is None or self.standing is None:
            return
        self._over()
        desk.tasks.run(training.stop, owner=self, on_done=lambda _: self._hear_progress())

    def look(self, *, forced: bool = False) -> None:
        """See how far the lesson is, if anything was done since the last look."""
        desk, training = self._desk, self._training
        if desk is None or training is None or self.standing is None or self.busy:
            return
        before, seated = "" if forced else self._mark, self._stage.seated
        stuck = self._stage.stuck
        self._looking = True

        def see() -> tuple[str, Standing | None] | None:
            mark = training.mark()
            return None if mark == before else (mark, training.look(seated, stuck=stuck))

        def seen(found: tuple[str, Standing | None] | None) -> None:
            self._looking = False
            if found is not None and self.standing is not None:
                self._mark = found[0]
                self._take(found[1])

        def missed(error: SscardError) -> None:
            self._looking = False
            self.failed.emit(error)

        desk.tasks.run(see, owner=self, on_done=seen, on_error=missed)

    def note(self, *, cut: bool = False, then: Callable[[], object] = lambda: None) -> None:
        """Keep the keys and hints so far, and that the power fails now."""
        desk, training = self._desk, self._training
        if desk is None or training is None or self.standing is None:
            return
        keys, hints = self._keys.keys, self._keys.hints
        desk.tasks.run(lambda: training.note(keys=keys, hints=hints, cut=cut), owner=self, on_done=lambda _: then())

    # inside

    def _take(self, standing: Standing | None) -> None:
        self.standing = standing
        self.stood.emit(standing)
        if standing is None:
            return
        on, course = standing.lesson, standing.course
        if standing.over:
            self._end(on)
        elif on.cut_after is not None and not course.cut:
            tasks = zip(on.tasks, standing.done, strict=True)
            if any(task.goal is on.cut_after and so for task, so in tasks):
                self.note(cut=True, then=self.power_failed.emit)

    def _end(self, on: Lesson) -> None:
        desk, training = self._desk, self._training
        if desk is None or training is None or self._moving:
            return
        self._moving = True
        seated, keys, hints = self._stage.seated, self._keys.keys, self._keys.hints
        stuck = self._stage.stuck

        def finish() -> tuple[Result, Progress]:
            training.note(keys=keys, hints=hints)
            return training.finish(seated, stuck=stuck), training.progress()

        def done(found: tuple[Result, Progress]) -> None:
            result, progress = found
            self._over()
            self._tell(progress)
            self.ended.emit(on.key, result)

        desk.tasks.run(finish, owner=self, on_done=done, on_error=self._fail)

    def _over(self) -> None:
        self._moving = False
        self._mark = ""
        self._keys.stop()
        self._stage.set_lesson(None)
        self._take(None)

    def _fail(self, error: SscardError) -> None:
        self._moving = False
        self.failed.emit(error)
        self.progressed.emit(self.progress)

    def _hear_progress(self) -> None:
        desk, training = self._desk, self._training
        if desk is not None and training is not None:
            desk.tasks.run(training.progress, owner=self, on_done=self._tell)

    def _tell(self, progress: Progress) -> None:
        self.progress = progress
        self.progressed.emit(progress)

    def _photos(self, desk: Desk, wanted: Lesson) -> Mapping[int, tuple[bytes, JudgedPhoto]]:
        """Make the photos that a lesson has before it begins; seed of the person → photo and report."""
        found = {}
        for part, person in zip(wanted.cast, cast_of(wanted, self._stage.people), strict=True):
            if part.ready not in (Ready.NOTHING, Ready.BYSTANDER):
                frame = self._stage.devices.photograph(person)
                made = desk.workplace.photo_maker().make(frame.rgb, desk.profile.photo)
                found[person.seed] = (made.jpeg, JudgedPhoto(made.report).confirm())
        return found
