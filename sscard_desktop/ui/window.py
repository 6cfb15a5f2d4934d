# SPDX-License-Identifier: Apache-2.0
"""The running window: gate, log-in, pages, lock. It joins the parts of the window, and does no work itself.

What no gate needs is imported when the first person sits down: whoever opens the program waits for the unlock page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui.clipboard import ClipboardSweep
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.gates import Gates
from sscard_desktop.ui.help.host import HelpHost
from sscard_desktop.ui.idle import IdleWatch
from sscard_desktop.ui.makeahead import CounterAhead
from sscard_desktop.ui.morning.clockround import ClockRound
from sscard_desktop.ui.readervoice import ReaderVoice
from sscard_desktop.ui.scanner import Scanner
from sscard_desktop.ui.tasks import Lane, Tasks
from sscard_desktop.ui.theme import Look
from sscard_desktop.ui.wardrobe import Wardrobe
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from pathlib import Path

    from sscard_desktop.domain.errors import SscardError
    from sscard_desktop.domain.profile import Profile
    from sscard_desktop.services.demostage import DemoStage
    from sscard_desktop.services.ports import SimulatedReader
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.atwork import AtWork
    from sscard_desktop.ui.demo.host import Controls
    from sscard_desktop.ui.fileopening import FileOpening
    from sscard_desktop.ui.i18n import Language
    from sscard_desktop.ui.main_window import MainWindow
    from sscard_desktop.ui.page import Place

PAINTED_MS = 100
"""By then the unlock page is painted, and what is loaded ahead is in nobody's way."""
IDLE_LOCK_S = 300.0
"""An unattended window locks after so long, unless the station's setting ``idle_lock_s`` says otherwise."""


class Program(QObject):
    """One run of the window on one workplace.

    Args:
        workplace: everything around the station.
        window: the main window, not yet shown.
        language: the language in force.
        on_bug: what to do with an error that nobody meant.
        look: how the window looks at the beginning.
        mornings: examine the workplace at the day's first log-in.

    Signals:
        dressed(Look): the window wears another look.
        seated(Desk): somebody logged in, and their places are shown.
        left(): they are leaving; the station is still open.

    Attributes:
        starts_again: another version of the program is to be started once this window is gone.
    """

    dressed = Signal(Look)
    seated = Signal(object)
    left = Signal()

    def __init__(
        self,
        workplace: Workplace,
        window: MainWindow,
        language: Language,
        *,
        on_bug: Callable[[BaseException], None],
        look: Look | None = None,
        mornings: bool = False,
    ) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._window = window
        self._language = language
        self._mornings = mornings
        self._at_work: AtWork | None = None
        self._desk: Desk | None = None
        self._stage: DemoStage | None = None
        self._files: FileOpening | None = None
        self._leading: Callable[[Desk], Sequence[Place]] = lambda desk: ()
        self._controls: Controls | None = None
        self.tasks = Tasks(on_bug=on_bug, on_error=window.show_error, parent=self)
        self._ahead = CounterAhead(window.room(), self._desk_to_come, self)
        self._gates = Gates(workplace, window, language, self.tasks, open_desk=self.open_desk, parent=self)
        self._ahead.made.connect(self._beside)
        self._gates.counter_loaded.connect(self._ahead.begin)
        self._gates.typed.connect(self._ahead.make_way)
        self._gates.passed.connect(self.sit_down)
        self._gates.restart_wanted.connect(self._start_again)
        self.starts_again = False
        self._clock = ClockRound(window, workplace.clock)
        self.reader = ReaderVoice(workplace.readers, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self._wardrobe = Wardrobe(app, window, self.tasks, look or Look())
        self._wardrobe.worn.connect(window.top.set_look)
        self._wardrobe.worn.connect(self.dressed)
        window.top.set_look(self._wardrobe.look)
        self._idle = IdleWatch(app, timeout_s=IDLE_LOCK_S, held=window.occupied, parent=self)
        self._idle.idle.connect(window.lock)
        self._sweep = ClipboardSweep(app, parent=self)
        self.scanner = Scanner(app, self)
        self.scanner.unknown.connect(
            lambda: window.toast.show_text(self.tr("扫到的不是本程序打印的码，没有采用"), tone=Tone.WARN)
        )
        self.scanner.interrupted.connect(
            lambda: window.toast.show_text(self.tr("请先关闭打开着的对话框，再扫一次"), tone=Tone.WARN)
        )
        self.help = HelpHost(
            workplace,
            language,
            self.tasks,
            told=window.toast.show_text,
            failed=window.show_error,
            parent=self,
        )
        window.help_wanted.connect(self.help.open)
        window.page_made.connect(self.help.join)
        window.lock_requested.connect(self.lock)
        window.closing.connect(self.close)
        window.top.look_chosen.connect(self._wardrobe.choose)
        window.top.device_chosen.connect(lambda _: window.go_to("settings", "devices"))
        window.top.password_change_requested.connect(self._ask_password)

    # the gate

    def begin(self, user: str = "") -> None:
        """Show the first gate: unlock, with ``user`` filled in, or set-up where there is no station."""
        self._gates.remember(user)
        self._gates.begin()
        if self._workplace.station.exists():
            QTimer.singleShot(PAINTED_MS, self, self._load_ahead)

    def open_file(self, path: Path) -> None:
        """Lead to what a file is for, which was double-clicked or named on the command line."""
        if self._files is None:
            # Imported late: most days nobody opens one so.
            from sscard_desktop.ui.fileopening import FileOpening

            made = FileOpening(self._workplace, self._window, self._language, self.tasks, self._gates, self)
            self.seated.connect(made.sit_down)
            self.left.connect(made.leave)
            self._files = made
            if self._desk is not None:
                made.sit_down(self._desk)
        self._files.open(path)

    def _start_again(self) -> None:
        self.starts_again = True
        self._window.close()

    def _load_ahead(self) -> None:
        if self.tasks.closed:
            return
        from sscard_desktop.ui.loadahead import load_ahead

        self.tasks.run(lambda: load_ahead(self._workplace), owner=self, lane=Lane.WORK, on_error=lambda error: None)

    def open_desk(self, user: str, password: str) -> Desk:
        """Log a person in; runs on the store lane."""
        session = self._workplace.log_in(user, password)
        return Desk.of(
            session,
            self._workplace,
            tasks=self.tasks,
            language=self._language,
            reader=self.reader,
            stage=self._stage,
            scanner=self.scanner,
        )

    def _desk_to_come(self, profile: Profile) -> Desk:
        return Desk.to_come(
            profile,
            self._workplace,
            tasks=self.tasks,
            language=self._language,
            reader=self.reader,
            stage=self._stage,
            scanner=self.scanner,
        )

    def _told(self, error: SscardError) -> tuple[str, str]:
        message = self._language.message(error)
        return message.what, message.todo

    # at work

    def sit_down(self, desk: Desk) -> None:
        """Open the pages for a person who logged in."""
        from sscard_desktop.services.preferences import IDLE_SETTING, idle_lock_of
        from sscard_desktop.ui.pages import places_for

        desk, counter = self._ahead.take(desk)
        self._desk = desk
        self.help.role = desk.operator.role
        self._wardrobe.sit_down(desk)
        self._gates.remember(desk.operator.name)
        self._window.top.set_station(desk.identity.name)
        self._window.top.set_user(desk.operator.display_name or desk.operator.name)
        at_work = self._beside()
        places = [*self._leading(desk), *places_for(desk)]
        self._window.show_places(places, places[0].key, ready=counter)
        self.tasks.run(
            lambda: float(idle_lock_of(desk.session.store.setting(IDLE_SETTING))),
            owner=self,
            on_done=self._idle.set_timeout,
        )
        self.scanner.start()
        # Behind the scanner, and so before it: what a scanner types is a touch too.
        self._idle.start()
        self._clock.sit_down(desk)
        at_work.sit_down(desk, self._stage, code_kept=self._gates.take_code_kept())
        self.seated.emit(desk)

    def lead_with(self, places: Callable[[Desk], Sequence[Place]]) -> None:
        """Show these places before a person's own; the first of them is shown at the log-in."""
        self._leading = places

    def _beside(self) -> AtWork:
        """Return what goes on beside the pages; made when somebody is about to sit down for the first time."""
        if self._at_work is None:
            # No gate waits for it.
            from sscard_desktop.ui.atwork import AtWork

            made = AtWork(
                self._workplace,
                self._window,
                self._language,
                self.tasks,
                self.reader,
                mornings=self._mornings,
                parent=self,
            )
            made.look_chosen.connect(self._wardrobe.choose)
            made.idle_changed.connect(self._idle.set_timeout)
            made.locked_out.connect(self._locked_out, Qt.ConnectionType.QueuedConnection)
            made.controls_asked.connect(self.show_controls)
            self._window.page_made.connect(lambda page: made.join(page, self._wardrobe))
            self._at_work = made
        return self._at_work

    def lock(self) -> None:
        """Close the pages and the station; the record in work is stored already."""
        self._leave()
        self._forget_documents()
        self._gates.begin()

    def _forget_documents(self) -> None:
        """Let go of what reads documents, behind a reading that still runs: its memory held what was on the cards."""
        reader = self._workplace.document_reader
        self.tasks.run(lambda: reader().forget(), owner=self, lane=Lane.WORK, on_error=lambda error: None)

    def _locked_out(self) -> None:
        if self._at_work is not None:
            self._at_work.forget_backup()
        self.lock()

    def close(self) -> None:
        """End the program's work: everything stored, threads joined, the station closed. Idempotent."""
        self._ahead.drop()
        self._leave()
        if self._at_work is not None:
            self._at_work.close()
        if self._controls is not None:
            self._controls.close()
            self._controls = None
        if self._stage is not None:
            self._stage.reader.stop()
            self._stage = None
        self.tasks.shutdown()

    def _leave(self) -> None:
        if self._desk is not None:
            self.left.emit()
        self._idle.stop()
        self.scanner.stop()
        self._sweep.sweep()
        self.reader.stop()
        self._clock.leave()
        self._wardrobe.leave()
        desk, self._desk = self._desk, None
        self.help.role = None
        self.help.put_away()
        self._window.close_pages()
        if desk is not None and self._at_work is not None:
            # In the lane, behind every save that still waits there.
            store = desk.session.store
            self._at_work.leave(lambda: self.tasks.run(store.close, owner=self))

    def _ask_password(self) -> None:
        from sscard_desktop.ui.passwords import PasswordDialog

        desk = self._desk
        if desk is None:
            return
        dialog = PasswordDialog(self._window)
        # A lock closes the page's sheets; this one belongs to the window.
        self._window.lock_requested.connect(dialog.reject)

        def changed(_: None) -> None:
            dialog.accept()
            self._window.toast.show_text(self.tr("密码已修改，下次登录时使用新密码"))

        dialog.given.connect(
            lambda old, new: self.tasks.run(
                lambda: desk.people.change_password(old, new),
                owner=dialog,
                on_done=changed,
                on_error=lambda error: dialog.show_problem(*self._told(error)),
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # devices

    def plug_in(self, simulated: SimulatedReader) -> None:
        """Use a simulated reader from now on; it is started here and stopped at the end."""
        # Imported late: a real station never shows it.
        from sscard_desktop.services.demostage import DemoStage
        from sscard_desktop.ui.demo.host import Controls

        simulated.start()
        self._stage = DemoStage(simulated, self._workplace.demo)
        self._controls = Controls(self._stage, self._window, lambda error: self._told(error)[0])

    def take_stage(self, stage: DemoStage) -> None:
        """Use a stage's reader from now on, which somebody else directs; it is started here and stopped at the end."""
        stage.reader.start()
        self._stage = stage

    def show_controls(self) -> None:
        """Show what can be done to a demo station's devices."""
        if self._controls is not None:
            self._controls.show()

    @property
    def stage(self) -> DemoStage | None:
        """The demo station's stage."""
        return self._stage
