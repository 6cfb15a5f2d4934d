# SPDX-License-Identifier: Apache-2.0
"""The ways to a station on a machine that has none: the welcome, the form, a campaign's set-up, the recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sscard_desktop.ui.campaign import CampaignDialog
from sscard_desktop.ui.codekeeping import offer_keeping
from sscard_desktop.ui.setup_page import SetupPage, SetupRequest
from sscard_desktop.ui.welcome_page import WelcomePage
from sscard_desktop.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from sscard_desktop.domain.errors import SscardError
    from sscard_desktop.services.ports import Campaign
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.campaignsetup import CampaignSetupPage
    from sscard_desktop.ui.i18n import Language
    from sscard_desktop.ui.main_window import MainWindow
    from sscard_desktop.ui.tasks import Tasks

_USUAL_CITY = "chengdu"


class FirstGates(QObject):
    """Shows them in the window, and makes the station.

    Signals:
        passed(user): there is a station, and its recovery code was kept.
        restore_requested(): a station from a backup.
        training_requested(refuse, tell): the training station beside; the page's ways to say how it went.
        freed(): the welcome is shown.
    """

    passed = Signal(str)
    restore_requested = Signal()
    training_requested = Signal(object, object)
    freed = Signal()

    def __init__(
        self, workplace: Workplace, window: MainWindow, language: Language, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._window = window
        self._language = language
        self._tasks = tasks
        self._user = ""

    def begin(self) -> None:
        """Show where the ways part."""
        self._welcome()

    def _welcome(self) -> WelcomePage:
        page = WelcomePage(self._language.code)
        page.language_chosen.connect(self._language.switch)
        page.station_requested.connect(self._show_setup)
        page.campaign_requested.connect(lambda: self._ask_campaign(page))
        page.restore_requested.connect(self.restore_requested)
        page.training_requested.connect(lambda: self.training_requested.emit(page.show_problem, page.show_done))
        self._window.show_gate(page)
        self.freed.emit()
        return page

    def _show_setup(self) -> SetupPage:
        page = SetupPage()
        language = self._language.code
        self._tasks.run(
            lambda: self._workplace.cities(language),
            owner=page,
            on_done=lambda titles: self._offer_cities(page, [Choice(name, title) for name, title in titles.items()]),
        )
        page.setup_requested.connect(lambda request: self._set_up(page, request))
        offer_keeping(page.code_sheet, self._workplace, self._language)
        page.finished.connect(self._end)
        page.cancelled.connect(self.begin)
        page.restore_requested.connect(self.restore_requested)
        page.campaign_requested.connect(lambda: self._ask_campaign(page))
        page.training_requested.connect(lambda: self.training_requested.emit(page.show_problem, page.show_done))
        self._window.show_gate(page)
        return page

    def _offer_cities(self, page: SetupPage, cities: list[Choice]) -> None:
        page.set_profiles(cities, _USUAL_CITY)

    def open_file(self, path: Path) -> None:
        """Lead to a new station by this set-up file: it was double-clicked, or named on the command line."""
        welcome = self._window.gate()
        if isinstance(welcome, WelcomePage):
            self._ask_campaign(welcome, path)

    def refuse(self, what: str, todo: str) -> None:
        """Say where the ways part why something can't be done."""
        welcome = self._window.gate()
        if isinstance(welcome, WelcomePage):
            welcome.show_problem(what, todo)

    def _ask_campaign(self, page: QWidget, path: Path | None = None) -> None:
        dialog = CampaignDialog(self._workplace, self._tasks, self._language, page, path=path)
        dialog.opened.connect(self._show_campaign)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_campaign(self, campaign: Campaign, fingerprint: str) -> None:
        # Imported late: most stations aren't made by a file.
        from sscard_desktop.ui.campaignsetup import CampaignSetupPage

        city = self._workplace.cities(self._language.code).get(campaign.profile, campaign.profile)
        page = CampaignSetupPage(campaign, city, fingerprint)
        page.setup_requested.connect(lambda request: self._set_up_by(page, campaign, request))
        offer_keeping(page.code_sheet, self._workplace, self._language)
        page.finished.connect(self._end)
        page.cancelled.connect(self.begin)
        self._window.show_gate(page)

    def _set_up_by(self, page: CampaignSetupPage, campaign: Campaign, request: SetupRequest) -> None:
        from sscard_desktop.services.settingup import set_up_by

        self._user = request.supervisor
        self._tasks.run(
            lambda: set_up_by(
                self._workplace,
                campaign,
                number=request.number,
                name=request.station,
                supervisor=request.supervisor,
                password=request.password,
            ),
            owner=page,
            on_done=lambda made: page.show_recovery_code(made[0]),
            on_error=lambda error: page.show_problem(*self._told(error)),
        )

    def _set_up(self, page: SetupPage, request: SetupRequest) -> None:
        from sscard_desktop.services.ports import StationIdentity

        identity = StationIdentity(
            request.number, request.station, request.profile, str(self._workplace.clock.today().year)
        )
        self._user = request.supervisor
        self._tasks.run(
            lambda: self._workplace.set_up(identity, supervisor=request.supervisor, password=request.password),
            owner=page,
            on_done=page.show_recovery_code,
            on_error=lambda error: page.show_problem(*self._told(error)),
        )

    def _told(self, error: SscardError) -> tuple[str, str]:
        message = self._language.message(error)
        return message.what, message.todo

    def _end(self) -> None:
        self.passed.emit(self._user)
