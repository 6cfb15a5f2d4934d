# SPDX-License-Identifier: Apache-2.0
"""The way to a desk: log-in, a forgotten password, a backup. Each is a page over the whole window.

Where there is no station yet, the ways to one come first (:mod:`.firstgates`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.errors import NotAllowedError, SscardError
from sscard_desktop.ui.gate import Gate
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.versionoffer import VersionOffer
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.domain.profile import Profile
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.firstgates import FirstGates
    from sscard_desktop.ui.i18n import Language
    from sscard_desktop.ui.main_window import MainWindow
    from sscard_desktop.ui.recovery_page import RecoveryPage
    from sscard_desktop.ui.restore_page import RestorePage
    from sscard_desktop.ui.tasks import Tasks


class Gates(QObject):
    """Shows them in the window, and does what they ask for.

    Args:
        open_desk: logs a person in; runs on the store lane.

    Signals:
        passed(Desk): somebody logged in.
        typed(): a key at the log-in; from the first one on, what the counter needs is loaded.
        counter_loaded(Profile): that is done, for the station's city.
        freed(): a page is shown, or is done with its work, from which a file may lead on; see :meth:`is_free`.
        restart_wanted(): another version of the program was asked for.
    """

    passed = Signal(object)
    typed = Signal()
    counter_loaded = Signal(object)
    freed = Signal()
    restart_wanted = Signal()

    def __init__(
        self,
        workplace: Workplace,
        window: MainWindow,
        language: Language,
        tasks: Tasks,
        *,
        open_desk: Callable[[str, str], Desk],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._window = window
        self._language = language
        self._tasks = tasks
        self._open_desk = open_desk
        self._user = ""
        self._first: FirstGates | None = None
        self._page: UnlockPage | None = None
        self._code_kept = False
        self._backup: Path | None = None
        self._versions = VersionOffer(workplace.door, window, language, tasks, self)
        self._versions.restart_wanted.connect(self.restart_wanted)
        self.passed.connect(lambda desk: self._versions.came_in())

    def begin(self) -> None:
        """Show the first gate: log-in, or the ways to a station where there is none."""
        if self._workplace.station.exists():
            self._show_unlock()
        else:
            self._first_gates().begin()

    def remember(self, user: str) -> None:
        """Fill in this person's name at the next log-in."""
        self._user = user

    def is_free(self) -> bool:
        """Return whether a file may lead on: at the log-in or the welcome, with nothing under way and no dialog open.

        Elsewhere something would be lost: a recovery code that nobody wrote down yet, what was typed, a restore.
        """
        gate = self._window.gate()
        return isinstance(gate, Gate) and gate.may_be_left() and QApplication.activeModalWidget() is None

    def open_setup(self, path: Path) -> None:
        """Lead to a new station by a set-up file."""
        self._first_gates().open_file(path)

    def open_backup(self, path: Path) -> None:
        """Lead to the restoring of a backup."""
        self._show_restore(self._user, path)

    def offer_backup(self, path: Path) -> None:
        """Fill this file in when somebody wants to restore one at the log-in."""
        self._backup = path

    def tell(self, what: str) -> None:
        """Say something at the log-in; in passing where that isn't shown, or says something else."""
        page = self._page
        if self.is_free() and self._window.gate() is page and page is not None and not page.says_something():
            page.show_done(what)
        else:
            self._window.toast.show_text(what, tone=Tone.INFO)

    def refuse(self, what: str, todo: str) -> None:
        """Say at the first gate why something can't be done; in passing where another page is shown."""
        gate = self._window.gate()
        if not self.is_free():
            self._window.toast.show_text(what, tone=Tone.WARN)
        elif gate is self._page and self._page is not None:
            self._page.show_problem(what, todo)
        elif self._first is not None:
            self._first.refuse(what, todo)

    def take_code_kept(self) -> bool:
        """Return whether a recovery code was shown and proven to be kept since this was asked last."""
        kept, self._code_kept = self._code_kept, False
        return kept

    def _first_gates(self) -> FirstGates:
        if self._first is None:
            # Imported late, as all gates but the log-in: they are seen once in a station's life, or never.
            from sscard_desktop.ui.firstgates import FirstGates

            self._first = made = FirstGates(self._workplace, self._window, self._language, self._tasks, self)
            made.passed.connect(self._made)
            made.restore_requested.connect(self._show_restore)
            made.training_requested.connect(self._train)
            made.freed.connect(self.freed)
        return self._first

    def _made(self, user: str) -> None:
        """A station was made and its recovery code kept: its supervisor logs in."""
        self._user = user
        self._code_kept = True
        self._show_unlock()

    # log-in

    def _show_unlock(self) -> UnlockPage:
        page = self._page = UnlockPage()
        page.typing_began.connect(lambda: self._load_counter(page))
        page.typed.connect(self.typed)
        page.unlock_requested.connect(lambda user, password: self._unlock(page, user, password))
        page.recovery_requested.connect(self._show_recovery)
        page.restore_requested.connect(self._show_restore)
        page.training_requested.connect(lambda: self._train(page.show_problem, page.show_done))
        if self._workplace.training:
            page.stay_made_up()
        self._window.show_gate(page)
        page.set_user(self._user)
        self._versions.offer(page)
        if self._workplace.demo is not None:
            from sscard_desktop.services.demostation import PASSWORD

            page.tell_demo(PASSWORD)
        self._tasks.run(
            self._workplace.station.identity,
            owner=page,
            on_done=lambda identity: page.set_station(identity.name),
            on_error=lambda error: page.show_problem(*self._told(error)),
        )
        self.freed.emit()
        return page

    def _load_counter(self, page: UnlockPage) -> None:
        from sscard_desktop.ui.loadahead import load_counter

        def loaded(profile: Profile | None) -> None:
            if profile is not None:
                self.counter_loaded.emit(profile)

        # Broken tables are told at the log-in, which loads them too.
        work = partial(load_counter, self._workplace)
        self._tasks.run(work, owner=page, lane=Lane.WORK, on_done=loaded, on_error=lambda error: None)

    def _unlock(self, page: UnlockPage, user: str, password: str) -> None:
        page.set_busy(True)

        def refuse(error: SscardError) -> None:
            page.set_busy(False)
            if error.code == "station.in_use":
                # Imported late: Qt's network module is no gate's business.
                from sscard_desktop.ui.firstwindow import bring_first_to_front

                bring_first_to_front(self._workplace.station.folder)
            self.freed.emit()
            wait = int(error.params.get("seconds", 0)) if isinstance(error, NotAllowedError) else 0
            page.show_problem(*self._told(error), wait_s=wait)
            self._versions.offer_after(page, error)

        self._tasks.run(lambda: self._open_desk(user, password), owner=page, on_done=self.passed.emit, on_error=refuse)
        # Behind the unlock page's own modules.
        from sscard_desktop.ui.loadahead import load_cameras

        self._tasks.run(load_cameras, owner=page, lane=Lane.WORK)

    def _train(self, refuse: Callable[[str, str], object], tell: Callable[[str], object] = lambda text: None) -> None:
        """Open the training station in a program of its own, beside this one, and say so in the gate's way."""
        # Imported late: starting programs is no gate's business.
        from sscard_desktop.domain.errors import EnvironmentFailedError
        from sscard_desktop.ui.training.power import start_beside

        try:
            start_beside(["--training", "--lang", self._language.code])
        except OSError:
            refuse(*self._told(EnvironmentFailedError("training.not_opened")))
        else:
            tell(self.tr("练习站点会在另一个窗口打开。"))

    # a forgotten password

    def _show_recovery(self, user: str) -> None:
        from sscard_desktop.ui.codekeeping import offer_keeping
        from sscard_desktop.ui.recovery_page import RecoveryPage

        page = RecoveryPage(user=user)
        offer_keeping(page.code_sheet, self._workplace, self._language)
        page.recovery_requested.connect(lambda name, password, typed: self._recover(page, name, password, typed))
        page.cancelled.connect(self._show_unlock)
        page.finished.connect(self._recovered)
        self._window.show_gate(page)

    def _recover(self, page: RecoveryPage, name: str, password: str, typed: tuple[str, ...]) -> None:
        self._tasks.run(
            lambda: self._workplace.recover(name, password, *typed),
            owner=page,
            on_done=page.show_recovery_code,
            on_error=lambda error: page.show_problem(*self._told(error)),
        )

    def _recovered(self, name: str) -> None:
        self._user = name
        self._code_kept = True
        self._show_unlock()

    # a backup

    def _show_restore(self, user: str = "", backup: Path | None = None) -> None:
        from sscard_desktop.ui.restore_page import RestorePage

        backup, self._backup = backup or self._backup, None
        page = RestorePage(user=user, replaces=self._workplace.station.exists(), backup=backup)
        page.restore_requested.connect(
            lambda path, name, password, typed: self._restore(page, path, name, password, typed)
        )
        page.cancelled.connect(self.begin)
        self._window.show_gate(page)

    def _restore(self, page: RestorePage, path: Path, name: str, password: str, typed: tuple[str, ...]) -> None:
        self._tasks.run(
            lambda: self._workplace.restore_backup(path, name=name, password=password, typed=typed),
            owner=page,
            on_done=lambda aside: self._restored(name, aside),
            on_error=lambda error: page.show_problem(*self._told(error)),
        )

    def _restored(self, name: str, aside: Path | None) -> None:
        self._user = name
        self._versions.came_in()
        kept = self.tr("原来的站点改名为 {folder}。").format(folder=aside.name) if aside else ""
        self._show_unlock().show_done(self.tr("已从备份恢复，请登录。"), kept)

    def _told(self, error: SscardError) -> tuple[str, str]:
        message = self._language.message(error)
        return message.what, message.todo
