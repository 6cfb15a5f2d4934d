# SPDX-License-Identifier: Apache-2.0
"""Leads a learner through the lessons in the window: the stripe and the bands, the room, hints, the way to each page.

How a lesson goes is the run's (:mod:`.run`); this shows it, and outlives locks. Which keys lead where is the learner's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.domain.privateuse import proposed
from sscard_desktop.services.training import Standing
from sscard_desktop.services.traininglessons import Lesson, cast_of
from sscard_desktop.services.trainingprogress import Result
from sscard_desktop.services.trainingstage import Hand, TrainingStage
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.page import Page, Place
from sscard_desktop.ui.training import words
from sscard_desktop.ui.training.answers import Answers
from sscard_desktop.ui.training.band import Bands
from sscard_desktop.ui.training.keycount import KeyCount
from sscard_desktop.ui.training.room import RoomMenu
from sscard_desktop.ui.training.run import LessonRun
from sscard_desktop.ui.training.stripe import TrainingStripe
from sscard_desktop.ui.widgets.label import Tone

SHOWN_MS = 1200
"""So long the counter's own word of the last task stands before the page of lessons comes."""


class TrainingHost(QObject):
    """The lessons of one window.

    Args:
        stage: the room.
        cut: lets the power fail; doesn't come back.
    """

    def __init__(self, window: MainWindow, language: Language, stage: TrainingStage, cut: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._language = language
        self._stage = stage
        self._desk: Desk | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.stripe = TrainingStripe()
        window.setMenuWidget(self.stripe)
        self.bands = Bands(app, window)
        self.keys = KeyCount(app, self)
        self.answers = Answers(app, self)
        self.answers.said.connect(self.stripe.say)
        for asked in (self.keys, self.stripe):
            asked.room_asked.connect(self.open_room)
            asked.hint_asked.connect(self.give_hint)
        self.run = LessonRun(stage, self.keys, self)
        self.run.begun.connect(lambda: window.go_to("counter"))
        self.run.stood.connect(self._take)
        self.run.ended.connect(self._tell_result)
        self.run.failed.connect(window.show_error)
        self.run.power_failed.connect(cut)
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
        self.run.sit_down(desk)

    def leave(self) -> None:
        """Nobody is logged in any more."""
        self.run.leave()
        self._desk = None
        self._show()

    def close(self) -> None:
        """End for good."""
        self.bands.stop()
        self.keys.stop()
        self.answers.stop()

    # lessons

    def begin(self, key: str) -> None:
        """Begin a lesson; whoever is in work at the counter is put aside first."""
        counter = self._counter()
        if counter is not None:
            counter.reading.begin_anew()
            if counter.work.record is not None:
                counter.work.park()
        self.run.begin(key)

    def cast_names(self, of: Lesson) -> tuple[str, ...]:
        """Return what the people of a lesson are called, as it is printed on their cards."""
        return tuple(proposed(person.card.name) for person in cast_of(of, self._stage.people))

    # the room

    def open_room(self) -> None:
        """Offer what can be done in the room."""
        if self.run.standing is None:
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
        standing = self.run.standing
        if standing is None or standing.over:
            return
        self.keys.hints += 1
        self.run.note()
        task = standing.lesson.tasks[standing.next_task]
        told = words.task(standing.lesson, task.goal, self._language.code).todo
        self.stripe.say(told)
        self.bands.set_words(self.stripe.word(), told)

    # inside

    def _take(self, standing: Standing | None) -> None:
        self.answers.serve(standing, self._desk, self._counter)
        self._show()

    def _tell_result(self, key: str, result: Result) -> None:
        told = self.tr("这一课做完了：{points} 分").format(points=result.points)
        self._window.toast.show_text(told, tone=Tone.OK if result.right else Tone.WARN)
        QTimer.singleShot(SHOWN_MS, self, lambda: self._show_result(key))

    def _show_result(self, key: str) -> None:
        if self._desk is not None and self.run.standing is None and QApplication.activeModalWidget() is None:
            self._window.go_to("training", key)

    def _show(self) -> None:
        self._window.mark(self.stripe.word())
        standing = self.run.standing
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

    def _before(self) -> str:
        """Return who sits before the camera, in words."""
        person = self._stage.person
        if person is None or self.run.standing is None:
            return ""
        return self.tr("镜头前坐着：{name}").format(name=proposed(person.card.name))

    def _counter(self) -> CounterPage | None:
        found = self._window.findChildren(CounterPage)
        return found[0] if found else None


def _middle(front: QWidget) -> QPoint:
    """Return the middle of a window, on the screen."""
    return front.mapToGlobal(front.rect().center())
