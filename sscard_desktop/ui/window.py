# SPDX-License-Identifier: Apache-2.0
"""The running window: gate, log-in, pages, devices, lock. It joins the parts of the window, and does no work itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.domain.printing import Printer
from sscard_desktop.domain.reader import ReaderChoice, ReaderEvent, ReaderState
from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.ports import SimulatedReader
from sscard_desktop.services.preferences import Preferences, StationPreferences
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.autobackup import AutoBackup
from sscard_desktop.ui.clipboard import ClipboardSweep
from sscard_desktop.ui.desk import Desk, ReaderVoice
from sscard_desktop.ui.formscan import FormScan
from sscard_desktop.ui.gates import Gates
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.idle import IdleWatch
from sscard_desktop.ui.lookround import LookRound
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.morning.round import ClockRound, MorningRound
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.printwatch import PrintWatch
from sscard_desktop.ui.scanner import Scanner
from sscard_desktop.ui.tasks import Lane, Tasks
from sscard_desktop.ui.theme import Look
from sscard_desktop.ui.topbar import Device
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.lights import Light

if TYPE_CHECKING:
    from sscard_desktop.ui.demo.host import Controls

IDLE_LOCK_S = 300.0
"""An unattended window locks after so long, unless the station's setting ``idle_lock_s`` says otherwise."""

_READER_LIGHTS = {
    ReaderState.DISCONNECTED: Light.BAD,
    ReaderState.CONNECTING: Light.BUSY,
    ReaderState.READY: Light.READY,
    ReaderState.READING: Light.BUSY,
    ReaderState.CARD_READ: Light.READY,
    ReaderState.CARD_FAILED: Light.WARN,
    ReaderState.FAILED: Light.BAD,
}


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
        dressed(Look): the person chose another look.
    """

    dressed = Signal(Look)
    _cameras_changed = Signal()

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
        self._look = look or Look()
        window.top.set_look(self._look)
        self._desk: Desk | None = None
        self._stage: DemoStage | None = None
        self._controls: Controls | None = None
        self._unwatch_cameras: Callable[[], None] | None = None
        self._cameras_changed.connect(self._show_camera, Qt.ConnectionType.QueuedConnection)
        self.tasks = Tasks(on_bug=on_bug, on_error=window.show_error, parent=self)
        self._gates = Gates(workplace, window, language, self.tasks, open_desk=self.open_desk, parent=self)
        self._gates.passed.connect(self.sit_down)
        self._auto = AutoBackup(self.tasks, self)
        self._auto.failed.connect(self._owe)
        self._owed: SscardError | None = None
        self._prints = PrintWatch(self.tasks, workplace.spooler, self)
        self._prints.told.connect(self._tell_print)
        self._prints.mended.connect(self._take_print_back)
        self._prints.eased.connect(self._show_printer)
        self._round = LookRound(window)
        self._morning = MorningRound(window, by_itself=mornings)
        self._clock = ClockRound(window, workplace.clock)
        self.reader = ReaderVoice(workplace.readers, self)
        self.reader.told.connect(self._show_reader)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self._idle = IdleWatch(app, timeout_s=IDLE_LOCK_S, held=window.occupied, parent=self)
        self._idle.idle.connect(window.lock)
        self._sweep = ClipboardSweep(app, parent=self)
        self.scanner = Scanner(app, self)
        self._forms = FormScan(window)
        self.scanner.unknown.connect(
            lambda: window.toast.show_text(self.tr("扫到的不是本程序打印的码，没有采用"), tone=Tone.WARN)
        )
        self.scanner.interrupted.connect(
            lambda: window.toast.show_text(self.tr("请先关闭打开着的对话框，再扫一次"), tone=Tone.WARN)
        )
        window.lock_requested.connect(self.lock)
        window.closing.connect(self.close)
        window.page_made.connect(self._join)
        window.top.look_chosen.connect(self._dress)
        window.top.device_chosen.connect(lambda _: window.go_to("settings", "devices"))
        window.top.password_change_requested.connect(self._ask_password)

    # the gate

    def begin(self) -> None:
        """Show the first gate: unlock, or set-up where there is no station."""
        self._gates.begin()

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

    def _told(self, error: SscardError) -> tuple[str, str]:
        message = self._language.message(error)
        return message.what, message.todo

    # at work

    def sit_down(self, desk: Desk) -> None:
        """Open the pages for a person who logged in."""
        from sscard_desktop.ui.pages import places_for

        self._desk = desk
        self._gates.remember(desk.operator.name)
        self._window.top.set_station(desk.identity.name)
        self._window.top.set_user(desk.operator.display_name or desk.operator.name)
        places = places_for(desk)
        self._window.show_places(places, places[0].key)
        self.tasks.run(
            lambda: float(desk.session.store.setting("idle_lock_s") or IDLE_LOCK_S),
            owner=self,
            on_done=self._idle.set_timeout,
        )
        self._forms.sit_down(desk)
        self.scanner.start()
        # Behind the scanner, and so before it: what a scanner types is a touch too.
        self._idle.start()
        self._auto.sit_down(desk.backups())
        owed, self._owed = self._owed, None
        if owed is not None:
            self._window.show_error(owed)
        self._round.sit_down(desk)
        self._clock.sit_down(desk)
        self._morning.sit_down(desk)
        self._prints.sit_down(desk)
        self._listen(desk)
        QTimer.singleShot(0, self._warm_up)

    def _join(self, page: Page) -> None:
        """Join a page that was just made to what it needs of the program, and the program of it."""
        # Imported here: whoever has the page in hand has loaded it already.
        if page.key == "settings":
            from sscard_desktop.ui.settings.page import SettingsPage

            assert isinstance(page, SettingsPage)
            page.appearance.set_look(self._look)
            page.look_chosen.connect(self._dress)
            page.idle_changed.connect(self._idle.set_timeout)
            page.locked_out.connect(self._locked_out, Qt.ConnectionType.QueuedConnection)
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
                page.demo.controls_asked.connect(self.show_controls)

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
        self._auto.forget()
        self.lock()

    def close(self) -> None:
        """End the program's work: everything stored, threads joined, the station closed. Idempotent."""
        self._leave()
        if self._unwatch_cameras is not None:
            self._unwatch_cameras()
            self._unwatch_cameras = None
        self._auto.stop()
        if self._controls is not None:
            self._controls.close()
            self._controls = None
        if self._stage is not None:
            self._stage.reader.stop()
            self._stage = None
        self.tasks.shutdown()

    def _leave(self) -> None:
        self._idle.stop()
        self.scanner.stop()
        self._sweep.sweep()
        self.reader.stop()
        self._prints.leave()
        self._clock.leave()
        self._morning.leave()
        desk, self._desk = self._desk, None
        self._window.close_pages()
        if desk is not None:
            # In the lane, behind every save that still waits there.
            store = desk.session.store
            self._auto.leave(lambda: self.tasks.run(store.close, owner=self))

    def _owe(self, error: SscardError) -> None:
        """Tell of a backup that couldn't be made: now, or whoever comes next if the window is locked."""
        if self._desk is not None:
            self._window.show_error(error)
        else:
            self._owed = error

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
        simulated.start()
        self._stage = DemoStage(simulated, self._workplace.demo)
        # Imported late: a real station never shows it.
        from sscard_desktop.ui.demo.host import Controls

        self._controls = Controls(self._stage, self._window, lambda error: self._told(error)[0])

    def show_controls(self) -> None:
        """Show what can be done to a demo station's devices."""
        if self._controls is not None:
            self._controls.show()

    @property
    def stage(self) -> DemoStage | None:
        """The demo station's stage."""
        return self._stage

    def _listen(self, desk: Desk) -> None:
        if self._stage is not None:
            self.reader.listen(ReaderChoice(self._stage.reader.url))
            return

        def listen(preferences: Preferences) -> None:
            if self._desk is desk:
                self.reader.listen(preferences.reader)

        self.tasks.run(StationPreferences(desk.session).current, owner=self, on_done=listen)

    def _show_reader(self, event: ReaderEvent) -> None:
        light = _READER_LIGHTS[event.state]
        detail = ""
        if event.error is not None:
            detail = " ".join(self._told(event.error))
            if event.error.code == "reader.none":
                light = Light.OFF
        self._window.top.set_light(Device.READER, light, detail=detail)
        desk, found = self._desk, event.found
        if desk is not None and found is not None and self._stage is None:
            self.tasks.run(lambda: StationPreferences(desk.session).remember_reader(found), owner=self)

    def _show_camera(self) -> None:
        devices = self._workplace.cameras().devices()
        light = Light.READY if devices else Light.OFF
        self._window.top.set_light(Device.CAMERA, light, detail=devices[0].name if devices else "")

    def _show_printer(self) -> None:
        spooler = self._workplace.spooler()
        if not spooler.there():
            self._window.top.set_light(Device.PRINTER, Light.OFF)
            return

        def show(printers: Sequence[Printer]) -> None:
            if not printers:
                self._window.top.set_light(Device.PRINTER, Light.OFF)
                return
            usual = printers[0]
            if usual.trouble is None:
                self._window.top.set_light(Device.PRINTER, Light.READY, detail=usual.name)
            else:
                why, _ = self._told(EnvironmentFailedError(f"printer.trouble.{usual.trouble.value}"))
                self._window.top.set_light(Device.PRINTER, Light.WARN, detail=f"{usual.name} {why}")

        def silent(error: SscardError) -> None:
            self._window.top.set_light(Device.PRINTER, Light.BAD, detail=" ".join(self._told(error)))

        self.tasks.run(spooler.printers, owner=self, lane=Lane.PRINT, on_done=show, on_error=silent)

    def _tell_print(self, error: SscardError, record: str) -> None:
        what, todo = self._told(error)
        self._window.top.set_light(Device.PRINTER, Light.WARN, detail=what)
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
        fonts.load_rare_characters(self._app)
        if self._unwatch_cameras is None:
            # From any thread: the light is set in the window's.
            self._unwatch_cameras = self._workplace.cameras().watch(self._cameras_changed.emit)
        self._show_camera()
        self._show_printer()
        self.tasks.run(lambda: self._workplace.photo_maker().warm(), owner=self, lane=Lane.WORK)
        # The first form of the day would wait half a second for its fonts, those of rare characters most of all.
        self.tasks.run(lambda: self._workplace.forms().warm(), owner=self, lane=Lane.WORK)

    def _dress(self, look: Look) -> None:
        self._look = look
        theme.apply(self._app, look)
        self._window.top.set_look(look)
        self.dressed.emit(look)
