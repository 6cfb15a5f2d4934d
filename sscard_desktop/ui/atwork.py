# SPDX-License-Identifier: Apache-2.0
"""What goes on beside the pages while somebody sits at the desk: reader, prints, backups, the looks round.

Made when the first person of a run is about to sit down, and there until the program ends: a backup may still be
written, and a print still be followed, while the window is locked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.reader import ReaderChoice
from sscard_desktop.services.preferences import Preferences, StationPreferences
from sscard_desktop.ui import fonts
from sscard_desktop.ui.autobackup import AutoBackup
from sscard_desktop.ui.devicelights import DeviceLights
from sscard_desktop.ui.firststeps.round import FirstRound
from sscard_desktop.ui.formscan import FormScan
from sscard_desktop.ui.lookround import LookRound
from sscard_desktop.ui.morning.round import MorningRound
from sscard_desktop.ui.palette.key import PaletteKey
from sscard_desktop.ui.printwatch import PrintWatch
from sscard_desktop.ui.tasks import Lane, Tasks
from sscard_desktop.ui.theme import Look
from sscard_desktop.ui.updateround import UpdateRound
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.domain.errors import SscardError
    from sscard_desktop.services.demostage import DemoStage
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.i18n import Language
    from sscard_desktop.ui.main_window import MainWindow
    from sscard_desktop.ui.page import Page
    from sscard_desktop.ui.readervoice import ReaderVoice
    from sscard_desktop.ui.wardrobe import Wardrobe

PAINTED_MS = 150
"""By then the first page is painted: what is loaded for later is in nobody's way."""


class AtWork(QObject):
    """The window's company of silent parts.

    Args:
        workplace: everything around the station.
        window: where they tell of themselves.
        language: the language in force.
        tasks: the lanes.
        reader: the card reader's voice.
        mornings: examine the workplace at the day's first log-in, and lead a new station through its first steps.

    Signals:
        look_chosen(Look): the person chose another look in the settings.
        idle_changed(seconds): an unattended window locks after so long.
        locked_out(): nobody's password holds any more: the window has to be locked.
        controls_asked(): show what can be done to the demo's devices.
    """

    look_chosen = Signal(Look)
    idle_changed = Signal(float)
    locked_out = Signal()
    controls_asked = Signal()

    def __init__(
        self,
        workplace: Workplace,
        window: MainWindow,
        language: Language,
        tasks: Tasks,
        reader: ReaderVoice,
        *,
        mornings: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._window = window
        self._language = language
        self._tasks = tasks
        self._reader = reader
        self._desk: Desk | None = None
        self._owed: SscardError | None = None
        self._auto = AutoBackup(tasks, self)
        self._auto.failed.connect(self._owe)
        self._lights = DeviceLights(workplace, window.top, language, tasks, reader, self)
        self._palette = PaletteKey(window, self)
        self._prints = PrintWatch(tasks, workplace.spooler, self)
        self._prints.told.connect(self._tell_print)
        self._prints.mended.connect(self._take_print_back)
        self._prints.eased.connect(self._lights.look_at_printer)
        self._round = LookRound(window)
        self._first = FirstRound(window, by_itself=mornings)
        self._morning = MorningRound(window, by_itself=mornings)
        self._forms = FormScan(window)
        # A demo's or a training station's people exchange no program.
        self._updates = UpdateRound(window, self) if mornings else None

    def sit_down(self, desk: Desk, stage: DemoStage | None, *, code_kept: bool = False) -> None:
        """Begin for a person whose pages are shown.

        Args:
            desk: theirs.
            stage: the demo station's, whose reader is listened to.
            code_kept: a recovery code was proven to be kept before this log-in.
        """
        self._desk = desk
        self._forms.sit_down(desk)
        self._palette.sit_down(desk)
        self._auto.sit_down(desk.backups())
        owed, self._owed = self._owed, None
        if owed is not None:
            self._window.show_error(owed)
        self._round.sit_down(desk)
        self._first.sit_down(desk, code_kept=code_kept)
        self._morning.sit_down(desk)
        if self._updates is not None:
            self._updates.sit_down(desk)
        self._prints.sit_down(desk)
        self._lights.sit_down(desk, remember=stage is None)
        self._listen(desk, stage)
        QTimer.singleShot(PAINTED_MS, self, self._warm_up)

    def leave(self, close_station: Callable[[], object]) -> None:
        """The person goes; the station is closed behind a backup that is due."""
        self._desk = None
        self._palette.leave()
        if self._updates is not None:
            self._updates.leave()
        self._prints.leave()
        self._first.leave()
        self._morning.leave()
        self._lights.leave()
        self._auto.leave(close_station)

    def forget_backup(self) -> None:
        """Nobody's key opens the station any more: no backup at the lock that comes."""
        self._auto.forget()

    def close(self) -> None:
        """The program ends."""
        self._lights.close()
        self._auto.stop()

    def join(self, page: Page, wardrobe: Wardrobe) -> None:
        """Join a page that was just made to what it needs of the program, and the program of it.

        Args:
            page: any page.
            wardrobe: how the window looks.
        """
        # Imported here: whoever has the page in hand has loaded it already.
        if page.key == "settings":
            from sscard_desktop.ui.settings.page import SettingsPage

            assert isinstance(page, SettingsPage)
            page.appearance.set_look(wardrobe.look)
            wardrobe.worn.connect(page.appearance.set_look)
            page.look_chosen.connect(self.look_chosen)
            page.idle_changed.connect(self.idle_changed)
            page.locked_out.connect(self.locked_out)
        elif page.key == "first":
            from sscard_desktop.ui.firststeps.page import FirstStepsPage

            assert isinstance(page, FirstStepsPage)
            page.set_look(wardrobe.look)
            wardrobe.worn.connect(page.set_look)
            page.look_chosen.connect(self.look_chosen)
        elif page.key == "batches":
            from sscard_desktop.ui.batches.page import BatchesPage

            assert isinstance(page, BatchesPage)
            page.sealed.connect(self._auto.sealed)
        elif page.key == "counter":
            from sscard_desktop.ui.counter.page import CounterPage

            assert isinstance(page, CounterPage)
            # A print that is taken back is taken from the record in work, too.
            self._prints.told.connect(page.work.look)
            if page.demo is not None:
                page.demo.controls_asked.connect(self.controls_asked)

    def _listen(self, desk: Desk, stage: DemoStage | None) -> None:
        if stage is not None:
            self._reader.listen(ReaderChoice(stage.reader.url))
            return

        def listen(preferences: Preferences) -> None:
            if self._desk is desk:
                self._reader.listen(preferences.reader)

        self._tasks.run(StationPreferences(desk.session).current, owner=self, on_done=listen)

    def _owe(self, error: SscardError) -> None:
        """Tell of a backup that couldn't be made: now, or whoever comes next if the window is locked."""
        if self._desk is not None:
            self._window.show_error(error)
        else:
            self._owed = error

    def _tell_print(self, error: SscardError, record: str) -> None:
        what, todo = self._told(error)
        self._lights.warn_of_printer(what)
        show = self.tr("查看这条记录") if record else ""
        self._window.show_message(
            what, todo, tone=Tone.WARN, action=show, on_action=lambda: self._window.go_to("records", record)
        )

    def _take_print_back(self, error: SscardError) -> None:
        if self._window.banner().texts() == self._told(error):
            self._window.banner().close_message()

    def _warm_up(self) -> None:
        """Load what the first photo, form and rare name would wait for, while the clerk greets the first person."""
        if self._desk is None:
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        fonts.load_rare_characters(app)
        self._lights.watch()
        self._tasks.run(lambda: self._workplace.photo_maker().warm(), owner=self, lane=Lane.WORK)
        # The first form of the day would wait for its fonts.
        self._tasks.run(lambda: self._workplace.forms().warm(), owner=self, lane=Lane.WORK)

    def _told(self, error: SscardError) -> tuple[str, str]:
        message = self._language.message(error)
        return message.what, message.todo
