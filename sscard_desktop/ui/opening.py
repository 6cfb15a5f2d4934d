# SPDX-License-Identifier: Apache-2.0
"""Opening the window: the application, its habits, the crash guard, the first gate, and an orderly end."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from sscard_desktop import messages
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.crash import CrashGuard
from sscard_desktop.ui.ending import OrderlyEnd
from sscard_desktop.ui.habits import Habits
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.lead import Lead, take_lead
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.window import Program

if TYPE_CHECKING:
    from pathlib import Path

    from sscard_desktop.bugreport import SavedReport
    from sscard_desktop.services.ports import Trial
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.firstwindow import FirstWindow
    from sscard_desktop.ui.lead import Answer

USUAL_SIZE = (1366, 768)
ANSWERS_MS = 500
"""A window that has painted and handled events for so long is up."""
LISTENS_MS = 200
"""A window that has painted listens for second programs, which wait for it: Qt's network module is no gate's need."""
FRAME_PX = 40
"""What a desktop's own bars and frames take, about."""


def run_window(
    workplace: Workplace,
    *,
    language: str,
    demo: bool,
    profile: str = "chengdu",
    controls: bool = False,
    second_screen: bool = False,
    training: bool = False,
    file: Path | None = None,
) -> int:
    """Open the window on a workplace and return the program's exit code.

    Args:
        workplace: the station and everything around it.
        language: ``zh_CN``, ``en``, or ``""`` for the default.
        demo: set up a throw-away station, log in, and plug in a simulated reader.
        profile: the city of the demo's or training's station.
        controls: show what can be done to the demo's devices, too.
        second_screen: show the applicant's screen of the demo in a window beside.
        training: it is a training station.
        file: is opened where it belongs; a program that shows this station already gets it.
    """
    app = QApplication.instance() or QApplication(["sscard-desktop"])
    assert isinstance(app, QApplication)
    # Under Wayland this is how a desktop finds the menu entry, and with it the icon.
    app.setDesktopFileName("sscard-desktop")
    habits = Habits(workplace.station.folder)
    trial = workplace.trial
    lead = Lead() if demo else take_lead(workplace.station.folder, lambda: _first_window(workplace, file))
    if lead is None:
        if trial is not None:
            trial.window_up()
        sys.stderr.write(f"{messages.message('window.open_already', {}, language or habits.language())}\n")
        return 0
    fonts.load(app)
    look = habits.look()
    theme.apply(app, look)
    guard = CrashGuard(workplace.station.folder / "reports", show=_apologise)
    guard.install()
    tongue = Language(app)
    tongue.switch(language or habits.language())
    tongue.changed.connect(habits.keep_language)
    window = MainWindow(tongue)
    program = Program(workplace, window, tongue, look=look, on_bug=guard.handle, mornings=not (demo or training))
    program.dressed.connect(habits.keep_look)
    if demo:
        _begin_demo(program, window, tongue, workplace, profile, second_screen=second_screen)
    elif training:
        # Imported late: most windows never show a lesson.
        from sscard_desktop.ui.training.opening import begin_training

        begin_training(program, window, tongue, workplace, profile)
    else:
        program.begin()
    _show(window, app)
    if trial is not None:
        tell_how_far(trial, program, window)
    if controls:
        program.show_controls()
    second = SecondStarts(workplace.station.folder, window, program)
    if file is not None:
        program.open_file(file)
    ending = OrderlyEnd(window.close)
    # What a start makes stays to the end: the collector needn't walk through it, now or ever; see app.
    gc.freeze()
    gc.enable()
    try:
        return app.exec()
    finally:
        ending.stop()
        second.close()
        program.close()
        lead.let_go()
        guard.uninstall()
        if program.starts_again and workplace.door is not None:
            # Behind this window's own lead: the next program would ask it to come to the front, and end.
            with suppress(OSError):
                workplace.door().start(["--lang", tongue.code, "--data-dir", str(workplace.station.folder)])


def _first_window(workplace: Workplace, file: Path | None) -> Answer:
    from sscard_desktop.ui.firstwindow import bring_first_to_front

    return bring_first_to_front(workplace.station.folder, file)


class SecondStarts(QObject):
    """Has the window come to the front when somebody opens the program again: a little after it was painted."""

    def __init__(self, folder: Path, window: MainWindow, program: Program) -> None:
        super().__init__(window)
        self._folder, self._window, self._program = folder, window, program
        self._first: FirstWindow | None = None
        QTimer.singleShot(LISTENS_MS, self, self._listen)

    def close(self) -> None:
        """Listen no longer."""
        if self._first is not None:
            self._first.close()

    def _listen(self) -> None:
        from sscard_desktop.ui.firstwindow import FirstWindow

        self._first = FirstWindow(self._folder, self)
        self._first.asked.connect(self._window.come_to_front)
        self._first.brought.connect(self._program.open_file)
        self._first.listen()


def tell_how_far(trial: Trial, program: Program, window: MainWindow) -> None:
    """Let whoever watches this start hear that the window is up, and at each log-in that its first page is.

    Both are told by a window that still answers a while later: what could go wrong has gone well.
    """
    QTimer.singleShot(ANSWERS_MS, window, trial.window_up)
    program.seated.connect(lambda desk: QTimer.singleShot(ANSWERS_MS, window, trial.at_work))


def _apologise(saved: SavedReport) -> bool:
    # Imported when it is needed, which is never: by then all that a dialog takes is loaded, even in the worst of cases.
    from sscard_desktop.ui.apology import show_apology

    return show_apology(saved)


def _show(window: MainWindow, app: QApplication) -> None:
    """Show the window at its usual size, or over the whole screen where that leaves too little room."""
    window.resize(*USUAL_SIZE)
    room = app.primaryScreen().availableGeometry().size()
    if room.width() < USUAL_SIZE[0] + FRAME_PX or room.height() < USUAL_SIZE[1] + 2 * FRAME_PX:
        window.showMaximized()
    else:
        window.show()


def _begin_demo(
    program: Program, window: MainWindow, tongue: Language, workplace: Workplace, profile: str, *, second_screen: bool
) -> None:
    from sscard_desktop.services.demostation import PASSWORD, SUPERVISOR, set_up_demo
    from sscard_desktop.services.preferences import StationPreferences
    from sscard_desktop.ui.applicant.screens import IN_A_WINDOW, SCREEN_SETTING
    from sscard_desktop.ui.preparing import PreparingGate

    if workplace.demo is not None:
        program.plug_in(workplace.demo.reader())
    gate = PreparingGate(tongue)
    window.show_gate(gate)

    def open_demo() -> Desk:
        if not workplace.station.exists():
            set_up_demo(workplace, profile, one_person=True, roster=True)
        desk = program.open_desk(SUPERVISOR, PASSWORD)
        if second_screen:
            StationPreferences(desk.session).keep(SCREEN_SETTING, IN_A_WINDOW)
        return desk

    program.tasks.run(open_demo, owner=program, on_done=program.sit_down, on_error=gate.tell)
