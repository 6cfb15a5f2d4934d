# SPDX-License-Identifier: Apache-2.0
"""A file that was double-clicked or named on the command line: what it is says where it leads.

A set-up leads to a new station, or adds to this one; records lead to merging, a roster to the rosters, a backup to its
restoring, which is a page before the log-in. Nothing else is opened before somebody is logged in whose work it is,
nothing at all is done before they say so, and nothing takes a page away on which something would be lost.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
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
_LONGEST_SHOWN = 80


class FileOpening(QObject):
    """Leads one file at a time; a later one takes the place of one that waits for a log-in, or for a page's end."""

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
        # Behind what the page that comes has to say of itself.
        gates.freed.connect(self._resume, Qt.ConnectionType.QueuedConnection)

    def open(self, path: Path) -> None:
        """Lead to what the file is for: now, behind the log-in, or when the page before it is done with."""
        if self._is_free(path) and _is_backup(path):
            self._open_backup(path)
        elif self._is_free(path) and not self._must_wait(path):
            self._tasks.run(
                lambda: self._kind(path),
                owner=self,
                lane=Lane.WORK,
                on_done=lambda kind: self._lead(path, kind),
                on_error=self._tell,
            )

    def _is_free(self, path: Path) -> bool:
        """Return whether the window may be led elsewhere; keep the file, or say why not, if it may not."""
        if self._desk is None and not self._gates.is_free():
            self._waiting = path
            self._gates.tell(self.tr("做完这一步再打开：{file}").format(file=_shown(path)))
            return False
        if self._desk is not None and QApplication.activeModalWidget() is not None:
            self._window.toast.show_text(self.tr("请先关闭打开着的对话框，再打开文件"), tone=Tone.WARN)
            return False
        return True

    def _must_wait(self, path: Path) -> bool:
        """Return whether a file, no backup, has to wait for the log-in; it is kept and told then."""
        if self._desk is not None or not self._workplace.station.exists():
            return False
        self._waiting = path
        self._gates.tell(self.tr("登录后打开：{file}").format(file=_shown(path)))
        return True

    def _resume(self) -> None:
        """The page before the log-in is done with: offer what came meanwhile."""
        path = self._waiting
        if path is None or self._desk is not None or not self._gates.is_free():
            return
        if _is_backup(path) and self._workplace.station.exists():
            # Offered only: what this page says, and who wants to log in, come first.
            self._waiting = None
            self._gates.offer_backup(path)
            self._gates.tell(self.tr("要恢复 {file}，请按 F3").format(file=_shown(path)))
        elif not self._must_wait(path):
            self._waiting = None
            self.open(path)

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
        if not self._is_free(path) or self._must_wait(path):
            # Others came in, went out or began something, while the file was looked at.
            return
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


def _is_backup(path: Path) -> bool:
    return path.name.casefold().endswith(_BACKUP)


def _shown(path: Path) -> str:
    """Return a file's name as a line has room for it, and in characters that a line can have."""
    name = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in path.name)
    return name if len(name) <= _LONGEST_SHOWN else f"{name[: _LONGEST_SHOWN - 1]}…"
