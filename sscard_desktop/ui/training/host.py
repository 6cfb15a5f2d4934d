# SPDX-License-Identifier: Apache-2.0
"""Leads a learner through the lessons: begins them, follows by the station's own trail how far they are, and ends them.

It joins the stage, the stripe and the service of the logged-in learner, and outlives locks. Which keys lead where is
the learner's; they are counted and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.privateuse import proposed
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.training import Standing, Training
from sscard_desktop.services.traininglessons import Lesson, Ready, cast_of, lesson
from sscard_desktop.services.trainingpreparing import Props
from sscard_desktop.services.trainingprogress import Progress, Result
from sscard_desktop.services.trainingstage import Hand, TrainingStage
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.page import Page, Place
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.training import words
from sscard_desktop.ui.training.answers import Answers
from sscard_desktop.ui.training.band import Bands
from sscard_desktop.ui.training.keycount import KeyCount
from sscard_desktop.ui.training.room import RoomMenu
from sscard_desktop.ui.training.stripe import TrainingStripe
from sscard_desktop.ui.widgets.label import Tone

LOOK_MS = 400
SHOWN_MS = 1200
"""So long the counter's own word of the last task stands before the page of lessons comes."""


class TrainingHost(QObject):
    """The lessons of one window.

    Args:
        stage: the room.
        cut: lets the power fail; doesn't come back.

    Signals:
        progressed(Progress): a lesson began or ended, or somebody logged in.
    """

    progressed = Signal(object)

    def __init__(self, window: MainWindow, language: Language, stage: TrainingStage, cut: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._language = language
        self._stage = stage
        self._cut = cut
        self._desk: Desk | None = None
        self._training: Training | None = None
        self._standing: Standing | None = None
        self._mark = ""
        self._looking = self._ending = False
        self.progress = Progress()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.stripe = TrainingStripe()
        window.setMenuWidget(self.stripe)
        self.bands = Bands(app, window)
        self.keys = KeyCount(app, self)
        self.keys.room_asked.connect(self.open_room)
        self.keys.hint_asked.connect(self.give_hint)
        self.stripe.room_asked.connect(self.open_room)
        self.stripe.hint_asked.connect(self.give_hint)
        self.answers = Answers(app, self)
        self.answers.said.connect(self.stripe.say)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        language.changed.connect(lambda _: self._show())
        self._show()

    # who is here

    def places(self, desk: Desk) -> Sequence[Place]:
        """Return the places that stand before all others."""

        def make() -> Page:
            from sscard_desktop.ui.training.page import TrainingPage

            return TrainingPage(desk, self)

        return [Place("training", "check", lambda: self.tr("练习"), make)]

    def sit_down(self, desk: Desk) -> None:
        """Somebody logged in: go on where they were."""
        self._desk = desk
        self._training = Training(desk.session, self._stage.people)
        self._mark = ""
        training = self._training

        def go_on(found: tuple[Progress, Standing | None]) -> None:
            self.progress, standing = found
            if standing is not None and self._stage.lesson is not standing.lesson:
                # The program was started anew in the middle of a lesson.
                self._stage.set_lesson(standing.lesson, again=True)
                self.keys.start(standing.course.keys, standing.course.hints)
            self._take(standing)
            self.progressed.emit(self.progress)
            if standing is not None:
                self._window.go_to("counter")

        desk.tasks.run(lambda: (training.progress(), training.look()), owner=self, on_done=go_on)
        self._timer.start()

    def leave(self) -> None:
        """Nobody is logged in any more: what was pressed so far is kept."""
        self._timer.stop()
        self._note()
        self._desk = self._training = None
        self._looking = False
        self._show()

    def close(self) -> None:
        """End for good."""
        self.bands.stop()
        self.keys.stop()
        self.answers.stop()

    # lessons

    def begin(self, key: str) -> None:
        """Begin a lesson; whoever is in work at the counter is put aside first."""
        desk, training = self._desk, self._training
        if desk is None or training is None:
            return
        counter = self._counter()
        if counter is not None and counter.work.record is not None:
            counter.work.park()
        wanted = lesson(key)
        if wanted is None:
            return

        def made(photos: Mapping[int, tuple[bytes, JudgedPhoto]]) -> None:
            props = Props(photo=lambda person: photos[person.seed], id_pictures=self._stage.devices.id_pictures)
            desk.tasks.run(lambda: training.begin(key, props), owner=self, on_done=start, on_error=self._fail)

        def start(standing: Standing) -> None:
            self._stage.set_lesson(standing.lesson)
            self.keys.start(0, 0)
            self._window.go_to("counter")
            self._keep_progress()
            self._take(standing)

        # In the lane that has the photo maker to itself; who comes with nothing needs none.
        desk.tasks.run(
            lambda: self._photos(desk, wanted), owner=self, lane=Lane.WORK, on_done=made, on_error=self._fail
        )

    def stop(self) -> None:
        """End the lesson that is on without a result."""
        desk, training = self._desk, self._training
        if desk is None or training is None or self._standing is None:
            return
        self._over()
        desk.tasks.run(training.stop, owner=self, on_done=lambda _: self._keep_progress())

    def look(self, *, forced: bool = False) -> None:
        """See how far the lesson is, if anything was done since the last look."""
        desk, training = self._desk, self._training
        if desk is None or training is None or self._standing is None or self._looking or self._ending:
            return
        before, seated = "" if forced else self._mark, self._stage.seated
        stuck = self._stage.stuck
        self._looking = True

        def see() -> tuple[str, Standing | None] | None:
            mark = training.mark()
            return None if mark == before else (mark, training.look(seated, stuck=stuck))

        def seen(found: tuple[str, Standing | None] | None) -> None:
            self._looking = False
            if found is not None:
                self._mark = found[0]
                self._take(found[1])

        def missed(error: SscardError) -> None:
            self._looking = False
            self._window.show_error(error)

        desk.tasks.run(see, owner=self, on_done=seen, on_error=missed)

    def cast_names(self, of: Lesson) -> tuple[str, ...]:
        """Return what the people of a lesson are called, as it is printed on their cards."""
        return tuple(proposed(person.card.name) for person in cast_of(of, self._stage.people))

    # the room

    def open_room(self) -> None:
        """Offer what can be done in the room."""
        if self._standing is None:
            return
        front = QApplication.activeModalWidget() or self._window
        menu = RoomMenu(self._language.code, self.do, self._before(), front)
        menu.aboutToHide.connect(self.keys.go_on)
        self.keys.pause()
        at = self.stripe.room
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()) if front is self._window else _middle(front))

    def do(self, hand: Hand) -> None:
        """Do something in the room."""
        self._stage.do(hand)
        self._show()

    def give_hint(self) -> None:
        """Say how the task at hand is done; it costs points."""
        if self._standing is None:
            return
        self.keys.hints += 1
        self._note()
        told = self._task(self._standing)
        self.stripe.say(told)
        self.bands.set_words(self.stripe.word(), told)

    # inside

    def _take(self, standing: Standing | None) -> None:
        self._standing = standing
        self.answers.serve(standing, self._desk, self._counter)
        self._show()
        if standing is None:
            return
        on, course = standing.lesson, standing.course
        if standing.over:
            self._end(on)
        elif on.cut_after is not None and not course.cut:
            tasks = zip(on.tasks, standing.done, strict=True)
            if any(task.goal is on.cut_after and so for task, so in tasks):
                self._note(cut=True, then=self._cut)

    def _end(self, on: Lesson) -> None:
        desk, training = self._desk, self._training
        if desk is None or training is None or self._ending:
            return
        self._ending = True
        seated, keys, hints = self._stage.seated, self.keys.keys, self.keys.hints

        stuck = self._stage.stuck

        def finish() -> tuple[Result, Progress]:
            training.note(keys=keys, hints=hints)
            return training.finish(seated, stuck=stuck), training.progress()

        def show(found: tuple[Result, Progress]) -> None:
            result, self.progress = found
            self._over()
            self.progressed.emit(self.progress)
            told = self.tr("这一课做完了：{points} 分").format(points=result.points)
            self._window.toast.show_text(told, tone=Tone.OK if result.right else Tone.WARN)
            QTimer.singleShot(SHOWN_MS, self, lambda: self._show_result(on.key))

        desk.tasks.run(finish, owner=self, on_done=show, on_error=self._fail)

    def _show_result(self, key: str) -> None:
        if self._desk is not None and self._standing is None and QApplication.activeModalWidget() is None:
            self._window.go_to("training", key)

    def _over(self) -> None:
        self._standing = None
        self._ending = False
        self._mark = ""
        self.keys.stop()
        self._stage.set_lesson(None)
        self.answers.serve(None, self._desk, self._counter)
        self._show()

    def _fail(self, error: SscardError) -> None:
        self._ending = False
        self._window.show_error(error)
        self.progressed.emit(self.progress)

    def _keep_progress(self) -> None:
        desk, training = self._desk, self._training
        if desk is None or training is None:
            return

        def keep(progress: Progress) -> None:
            self.progress = progress
            self.progressed.emit(progress)

        desk.tasks.run(training.progress, owner=self, on_done=keep)

    def _note(self, *, cut: bool = False, then: Callable[[], object] = lambda: None) -> None:
        desk, training = self._desk, self._training
        if desk is None or training is None or self._standing is None:
            return
        keys, hints = self.keys.keys, self.keys.hints
        desk.tasks.run(lambda: training.note(keys=keys, hints=hints, cut=cut), owner=self, on_done=lambda _: then())

    def _show(self) -> None:
        self._window.mark(self.stripe.word())
        standing = self._standing
        if self._desk is None:
            self.stripe.show_nothing(self.tr("练习站点：人都是虚构的，设备是模拟的，什么都不会送出去。"))
        elif standing is None or standing.over:
            self.stripe.show_nothing(self.tr("选一课，按 Enter 开始。"))
        else:
            task = standing.lesson.tasks[standing.next_task]
            told = words.task(standing.lesson, task.goal, self._language.code).what
            title = words.title(standing.lesson.key, self._language.code)
            self.stripe.show_task(title, standing.next_task + 1, len(standing.done), told)
        self.bands.set_words(self.stripe.word(), " · ".join(filter(None, (self.stripe.texts()[1], self._before()))))

    def _task(self, standing: Standing) -> str:
        task = standing.lesson.tasks[min(standing.next_task, len(standing.done) - 1)]
        return words.task(standing.lesson, task.goal, self._language.code).todo

    def _before(self) -> str:
        """Return who sits before the camera, in words."""
        person = self._stage.person
        if person is None or self._standing is None:
            return ""
        return self.tr("镜头前坐着：{name}").format(name=proposed(person.card.name))

    def _counter(self) -> CounterPage | None:
        found = self._window.findChildren(CounterPage)
        return found[0] if found else None

    def _photos(self, desk: Desk, wanted: Lesson) -> Mapping[int, tuple[bytes, JudgedPhoto]]:
        """Make the photos that a lesson has before it begins; seed of the person → photo and report."""
        found = {}
        for part, person in zip(wanted.cast, cast_of(wanted, self._stage.people), strict=True):
            if part.ready not in (Ready.NOTHING, Ready.BYSTANDER):
                frame = self._stage.devices.photograph(person)
                made = desk.workplace.photo_maker().make(frame.rgb, desk.profile.photo)
                found[person.seed] = (made.jpeg, JudgedPhoto(made.report).confirm())
        return found


def _middle(front: QWidget) -> QPoint:
    """Return the middle of a window, on the screen."""
    return front.mapToGlobal(front.rect().center())
