# SPDX-License-Identifier: Apache-2.0
"""Opens the training station's window: sets the station up the first time, and leads to its log-in afterwards.

Logging in again is part of what is learnt: after the power cut of a lesson the program comes up as it always does.
"""

from __future__ import annotations

from functools import partial

from sscard_desktop.services.demostation import PASSWORD
from sscard_desktop.services.trainingstage import TrainingStage
from sscard_desktop.services.trainingstation import LEARNER, set_up_training
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.preparing import PreparingGate
from sscard_desktop.ui.training import power
from sscard_desktop.ui.training.host import TrainingHost
from sscard_desktop.ui.window import Program


def begin_training(
    program: Program, window: MainWindow, language: Language, workplace: Workplace, profile: str
) -> TrainingHost:
    """Open the window on a training station; the host ends with the window.

    Args:
        profile: the city that a new station is set up for.
    """
    assert workplace.demo is not None
    stage = TrainingStage(workplace.demo.reader(), workplace.demo, now=workplace.clock.now)
    cut = partial(_cut, workplace, language)
    host = TrainingHost(window, language, stage, cut)
    program.take_stage(stage)
    program.lead_with(host.places)
    program.seated.connect(host.sit_down)
    program.left.connect(host.leave)
    if workplace.station.exists():
        program.begin(LEARNER)
        return host

    gate = PreparingGate(language, training=True)
    window.show_gate(gate)

    def open_new() -> Desk:
        set_up_training(workplace, profile)
        return program.open_desk(LEARNER, PASSWORD)

    program.tasks.run(open_new, owner=program, on_done=program.sit_down, on_error=gate.tell)
    return host


def _cut(workplace: Workplace, language: Language) -> None:
    power.cut(workplace.station.folder, language.code)
