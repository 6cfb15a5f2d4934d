# SPDX-License-Identifier: Apache-2.0
"""Takes a picture of the training station: a lesson that is on, its task above the counter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from sscard_desktop import app
from sscard_desktop.services.demostation import PASSWORD
from sscard_desktop.services.traininglessons import lesson
from sscard_desktop.services.trainingstage import Hand, TrainingStage
from sscard_desktop.services.trainingstation import LEARNER, set_up_training
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.training.host import TrainingHost
from sscard_desktop.ui.window import Program
from tests.helpers.waiting import until

LESSON, SIZE = "expiring", QSize(1366, 768)


def lesson_picture(folder: Path, *, language: str) -> QImage:
    """Return the window while somebody practises with a card that expires soon.

    Args:
        folder: of the training station, which doesn't exist yet.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    place, spoken = app.training_workplace_at(folder), Language(application)
    spoken.switch(language)
    window, bugs = MainWindow(spoken), list[BaseException]()
    program = Program(place, window, spoken, on_bug=bugs.append)
    assert place.demo is not None
    stage = TrainingStage(place.demo.reader(), place.demo, now=place.clock.now)
    host = TrainingHost(window, spoken, stage, lambda: None)
    program.take_stage(stage)
    program.lead_with(host.places)
    program.seated.connect(host.sit_down)
    program.left.connect(host.leave)

    def log_in(_: object) -> None:
        program.tasks.run(lambda: program.open_desk(LEARNER, PASSWORD), owner=program, on_done=program.sit_down)

    program.tasks.run(lambda: set_up_training(place, "chengdu"), owner=program, on_done=log_in)
    window.resize(SIZE)
    window.show()
    until(lambda: window.current_page() == "training" and program.tasks.idle(), timeout_s=200)
    host.begin(LESSON)
    until(lambda: window.current_page() == "counter" and stage.lesson is lesson(LESSON), timeout_s=200)
    until(program.tasks.idle, timeout_s=200)
    counter = window.page("counter")
    assert isinstance(counter, CounterPage)
    host.do(Hand.CARD)
    until(lambda: counter.work.record is not None and program.tasks.idle(), timeout_s=200)
    for _ in range(3):
        host.run.look(forced=True)
        until(program.tasks.idle, timeout_s=200)
    picture = window.grab().toImage()
    host.leave()
    program.close()
    host.close()
    window.close()
    spoken.silence()
    assert not bugs, bugs
    return picture
