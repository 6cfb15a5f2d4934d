# SPDX-License-Identifier: Apache-2.0
"""The training station's real window in a folder of its own, opened and closed for whoever learns at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from sscard_desktop import app
from sscard_desktop.services.demostation import PASSWORD
from sscard_desktop.services.trainingstage import TrainingStage
from sscard_desktop.services.trainingstation import LEARNER, set_up_training
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.training.host import TrainingHost
from sscard_desktop.ui.training.page import TrainingPage
from sscard_desktop.ui.window import Program
from tests.clerk.hands import Hands
from tests.clerk.station import Counter
from tests.clerk.tally import Whose
from tests.storage.stations import CHEAP


@dataclass(frozen=True, slots=True)
class School:
    """A running window with its lessons.

    Attributes:
        counter: the same window, as a clerk has it.
    """

    counter: Counter
    host: TrainingHost
    stage: TrainingStage

    @property
    def hands(self) -> Hands:
        """The learner's."""
        return self.counter.hands

    @property
    def lessons(self) -> TrainingPage:
        """The page of lessons."""
        page = self.counter.window.page("training")
        assert isinstance(page, TrainingPage)
        return page


def _never() -> None:
    raise AssertionError("the power fails in the lesson of the power cut alone")


@contextmanager
def school(
    folder: Path, *, city: str = "chengdu", language: str = "zh_CN", cut: Callable[[], object] = _never
) -> Iterator[School]:
    """Open the window, and close it in the end; what nobody meant is raised then.

    Args:
        folder: of a station that is set up now, with its learner logged in; or of one that is there already, which
            stands at its log-in as after a power cut.
        cut: what happens when the power fails.
    """
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    fonts.load(application)
    theme.apply(application, theme.Look())
    place = app.training_workplace_at(folder)
    # The key derivation's cost is measured elsewhere.
    cheap = StationFolder(place.station.folder, clock=place.clock, initials=place.pinyin.initials, cost=CHEAP)
    workplace = replace(place, station=cheap)
    speaks = Language(application)
    speaks.switch(language)
    window = MainWindow(speaks)
    bugs: list[BaseException] = []
    program = Program(workplace, window, speaks, on_bug=bugs.append)
    assert workplace.demo is not None
    stage = TrainingStage(workplace.demo.reader(), workplace.demo, now=workplace.clock.now)
    host = TrainingHost(window, speaks, stage, cut)
    program.take_stage(stage)
    program.lead_with(host.places)
    program.seated.connect(host.sit_down)
    program.left.connect(host.leave)
    there = workplace.station.exists()
    if there:
        program.begin(LEARNER)
    else:
        program.tasks.run(
            lambda: set_up_training(workplace, city),
            owner=program,
            on_done=lambda _: program.tasks.run(
                lambda: program.open_desk(LEARNER, PASSWORD), owner=program, on_done=program.sit_down
            ),
        )
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    hands = Hands(window)
    opened = School(Counter(workplace, program, window, hands, bugs), host, stage)
    if not there:
        hands.wait(lambda: window.current_page() == "training", "opening", Whose.DEVICE)
    hands.wait(program.tasks.idle, "opening", Whose.DEVICE)
    try:
        yield opened
    finally:
        window.close()
        host.close()
        window.deleteLater()
        speaks.silence()
        QApplication.processEvents()
    assert not bugs, bugs
