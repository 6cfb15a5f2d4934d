# SPDX-License-Identifier: Apache-2.0
"""A file that was double-clicked or named on the command line: what it is says where it leads.

A set-up leads to a new station, or adds to this one; records lead to merging, a roster to the rosters, a backup to its
restoring, which is a page before the log-in. Nothing else is opened before somebody is logged in whose work it is, and
nothing at all is done before they say so.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.errors import EnvironmentFailedError, NotAllowedError, RefusedError, SscardError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.updates import SUFFIX as UPDATE
from sscard_desktop.services.ports import PackageKind
from sscard_desktop.ui.campaign import CampaignDialog
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label, Tone

if TYPE_CHECKING:
    from sscard_desktop.services.campaigns import Opened
    from sscard_desktop.services.ports import Campaign
    from sscard_desktop.services.workplace import Workplace
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.gates import Gates
    from sscard_desktop.ui.i18n import Language
    from sscard_desktop.ui.main_window import MainWindow
    from sscard_desktop.ui.tasks import Tasks

_PAGES = {
    PackageKind.SETUP: ("", Permission.SETTINGS),
    PackageKind.RECORDS: ("packages", Permission.MERGE),
    PackageKind.ROSTER: ("rosters", Permission.ROSTERS),
}
"""Where a kind leads, and whose work it is."""
_BACKUP = ".sscbackup"


class FileOpening(QObject):
    """Leads one file at a time; a later one takes the place of one that waits for a log-in."""

    def __init__(
        self,
        workplace: Workplace,
        window: MainWindow,
        language: Language,
        tasks: Tasks,
        gates: Gates,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workplace, self._window, self._language = workplace, window, language
        self._tasks, self._gates = tasks, gates
        self._desk: Desk | None = None
        self._waiting: Path | None = None

    def open(self, path: Path) -> None:
        """Lead to what the file is for: now, or behind the log-in."""
        if path.name.casefold().endswith(_BACKUP):
            self._open_backup(path)
        elif self._desk is None and self._workplace.station.exists():
            self._waiting = path
            self._gates.tell(self.tr("登录后打开：{file}").format(file=path.name))
        elif QApplication.activeModalWidget() is not None:
            self._window.toast.show_text(self.tr("请先关闭打开着的对话框，再打开文件"), tone=Tone.WARN)
        else:
            self._tasks.run(
                lambda: self._kind(path),
                owner=self,
                lane=Lane.WORK,
                on_done=lambda kind: self._lead(path, kind),
                on_error=self._tell,
            )

    def _open_backup(self, path: Path) -> None:
        if self._desk is not None:
            self._tell(RefusedError("backup.lock_first", file=path.name))
        else:
            self._gates.open_backup(path)

    def sit_down(self, desk: Desk) -> None:
        """Somebody logged in: open what waits."""
        self._desk = desk
        path, self._waiting = self._waiting, None
        if path is not None:
            self.open(path)

    def leave(self) -> None:
        """Nobody is logged in any more."""
        self._desk = None

    def _kind(self, path: Path) -> PackageKind | None:
        """Return what a file is, ``None`` for an update of the program."""
        if not path.is_file():
            raise EnvironmentFailedError("file.not_found", file=path.name)
        return None if path.name.casefold().endswith(UPDATE) else self._workplace.campaigns().kind(path)

    def _lead(self, path: Path, kind: PackageKind | None) -> None:
        desk = self._desk
        if desk is None:
            if kind is PackageKind.SETUP:
                self._gates.open_setup(path)
            else:
                self._tell(RefusedError("transfer.needs_station", file=path.name))
            return
        page, permission = ("settings", Permission.SETTINGS) if kind is None else _PAGES[kind]
        if not desk.operator.may(permission):
            self._tell(NotAllowedError("transfer.not_yours", file=path.name))
        elif kind is PackageKind.SETUP:
            self._ask_setup(desk, path)
        else:
            self._window.go_to(page, str(path))

    def _ask_setup(self, desk: Desk, path: Path) -> None:
        dialog = CampaignDialog(self._workplace, self._tasks, self._language, self._window, path=path)
        dialog.opened.connect(lambda campaign, fingerprint: self._confirm(desk, campaign, fingerprint))
        self._show(dialog)

    def _confirm(self, desk: Desk, campaign: Campaign, fingerprint: str) -> None:
        dialog = Dialog(self._window, icon="import")
        dialog.set_title(self.tr("把设置包加到本站"))
        dialog.set_text(
            self.tr(
                "只加本站没有的：单位、人员（不带密码）、信任的站点、花名册和没有设过的设置。指纹与发来的人核对一致再加："
            )
        )
        key = Label(fingerprint, dialog, role="name", wrap=True)
        key.setObjectName("fingerprint")
        dialog.body.addWidget(key)
        dialog.add_button(self.tr("取消"), result=0, key="Esc")
        dialog.add_button(self.tr("指纹一致，加入"), result=1, primary=True)
        dialog.accepted.connect(lambda: self._apply(desk, campaign))
        self._show(dialog)

    def _apply(self, desk: Desk, campaign: Campaign) -> None:
        from sscard_desktop.services.settingup import printers_of

        self._tasks.run(
            lambda: desk.campaigns().apply(campaign, printers=printers_of(self._workplace)),
            owner=self,
            on_done=self._told,
            on_error=self._tell,
        )

    def _told(self, opened: Opened) -> None:
        self._window.show_message(
            self.tr("设置包已加入：单位 {units} 个，人员 {people} 人，信任的站点 {stations} 个。").format(
                units=opened.units, people=len(opened.people), stations=opened.stations
            ),
            self.tr("新来的人还没有密码，请在“设置 → 人员”里逐个设。") if opened.people else "",
            tone=Tone.OK,
        )

    def _show(self, dialog: Dialog) -> None:
        # A lock closes the page's sheets; these belong to the window.
        self._window.lock_requested.connect(dialog.reject)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, error: SscardError) -> None:
        if self._desk is not None:
            self._window.show_error(error)
        else:
            message = self._language.message(error)
            self._gates.refuse(message.what, message.todo)
