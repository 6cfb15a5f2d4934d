# SPDX-License-Identifier: Apache-2.0
"""The way to a desk: set-up, log-in, a forgotten password, a backup. Each is a page over the whole window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.errors import NotAllowedError, SscardError
from sscard_desktop.ui.unlock_page import UnlockPage

if TYPE_CHECKING:
    from sscard_desktop.services.ports import Campaign
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.i18n import Language
    from sscard_desktop.ui.main_window import MainWindow
    from sscard_desktop.ui.recovery_page import RecoveryPage
    from sscard_desktop.ui.restore_page import RestorePage
    from sscard_desktop.ui.setup_page import SetupPage, SetupRequest
    from sscard_desktop.ui.tasks import Tasks


class Gates(QObject):
    """Shows them in the window, and does what they ask for.

    Args:
        open_desk: logs a person in; runs on the store lane.

    Signals:
        passed(Desk): somebody logged in.
    """

    passed = Signal(object)

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
        self._campaign: Campaign | None = None
        self._unfinished: SscardError | None = None

    def begin(self) -> None:
        """Show the first gate: log-in, or set-up where there is no station."""
        if self._workplace.station.exists():
            self._show_unlock()
        else:
            self._show_setup()

    def remember(self, user: str) -> None:
        """Fill in this person's name at the next log-in."""
        self._user = user

    # set-up

    def _show_setup(self) -> None:
        # Imported late, as all gates but the first: they are seen once in a station's life, or never.
        from sscard_desktop.ui.codekeeping import offer_keeping
        from sscard_desktop.ui.setup_page import SetupPage
        from sscard_desktop.ui.widgets.choices import Choice

        page = SetupPage()
        language = self._language.code
        self._tasks.run(
            lambda: self._workplace.cities(language),
            owner=page,
            on_done=lambda titles: page.set_profiles(
                [Choice(name, title) for name, title in titles.items()], "chengdu"
            ),
        )
        page.setup_requested.connect(lambda request: self._set_up(page, request))
        offer_keeping(page.code_sheet, self._workplace, self._language)
        page.finished.connect(self._show_unlock)
        page.restore_requested.connect(self._show_restore)
        page.campaign_requested.connect(lambda: self._ask_campaign(page))
        page.training_requested.connect(lambda: self._train(page.show_problem))
        self._campaign = None
        self._window.show_gate(page)

    def _ask_campaign(self, page: SetupPage) -> None:
        from sscard_desktop.ui.campaign import CampaignDialog

        dialog = CampaignDialog(self._workplace, self._tasks, self._language, page)
        dialog.opened.connect(lambda campaign, fingerprint: self._take_campaign(page, campaign, fingerprint))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_campaign(self, page: SetupPage, campaign: Campaign, fingerprint: str) -> None:
        from sscard_desktop.ui.widgets.choices import Choice

        self._campaign = campaign
        title = self._workplace.cities(self._language.code).get(campaign.profile, campaign.profile)
        page.show_campaign(campaign.name, Choice(campaign.profile, title), fingerprint)

    def _set_up_by(self, campaign: Campaign, request: SetupRequest) -> str:
        from sscard_desktop.services.campaigns import set_up_by

        code, found = set_up_by(
            self._workplace,
            campaign,
            number=request.number,
            name=request.station,
            supervisor=request.supervisor,
            password=request.password,
        )
        self._unfinished = found if isinstance(found, SscardError) else None
        return code

    def _set_up(self, page: SetupPage, request: SetupRequest) -> None:
        from sscard_desktop.services.ports import StationIdentity

        identity = StationIdentity(
            request.number, request.station, request.profile, str(self._workplace.clock.today().year)
        )
        self._user = request.supervisor
        campaign = self._campaign
        self._tasks.run(
            lambda: (
                self._set_up_by(campaign, request)
                if campaign is not None
                else self._workplace.set_up(identity, supervisor=request.supervisor, password=request.password)
            ),
            owner=page,
            on_done=page.show_recovery_code,
            on_error=lambda error: page.show_problem(*self._told(error)),
        )

    # log-in

    def _show_unlock(self) -> UnlockPage:
        page = UnlockPage()
        page.unlock_requested.connect(lambda user, password: self._unlock(page, user, password))
        page.recovery_requested.connect(self._show_recovery)
        page.restore_requested.connect(self._show_restore)
        page.training_requested.connect(lambda: self._train(page.show_problem, page.show_done))
        if self._workplace.training:
            page.stay_made_up()
        self._window.show_gate(page)
        page.set_user(self._user)
        if self._workplace.demo is not None:
            from sscard_desktop.services.demostation import PASSWORD

            page.tell_demo(PASSWORD)
        if self._unfinished is not None:
            page.show_problem(*self._told(self._unfinished))
            self._unfinished = None
        self._tasks.run(
            self._workplace.station.identity,
            owner=page,
            on_done=lambda identity: page.set_station(identity.name),
            on_error=lambda error: page.show_problem(*self._told(error)),
        )
        return page

    def _unlock(self, page: UnlockPage, user: str, password: str) -> None:
        page.set_busy(True)

        def refuse(error: SscardError) -> None:
            page.set_busy(False)
            if error.code == "station.in_use":
                # Imported late: Qt's network module is no gate's business.
                from sscard_desktop.ui.firstwindow import bring_first_to_front

                bring_first_to_front(self._workplace.station.folder)
            wait = int(error.params.get("seconds", 0)) if isinstance(error, NotAllowedError) else 0
            page.show_problem(*self._told(error), wait_s=wait)

        self._tasks.run(lambda: self._open_desk(user, password), owner=page, on_done=self.passed.emit, on_error=refuse)

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
        self._show_unlock()

    # a backup

    def _show_restore(self, user: str = "") -> None:
        from sscard_desktop.ui.restore_page import RestorePage

        page = RestorePage(user=user, replaces=self._workplace.station.exists())
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
        kept = self.tr("原来的站点改名为 {folder}。").format(folder=aside.name) if aside else ""
        self._show_unlock().show_done(self.tr("已从备份恢复，请登录。"), kept)

    def _told(self, error: SscardError) -> tuple[str, str]:
        message = self._language.message(error)
        return message.what, message.todo
