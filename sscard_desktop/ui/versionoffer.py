# SPDX-License-Identifier: Apache-2.0
"""Another version of the program, offered where nobody can log in: at the unlock page, by one key.

A version on trial may be the very thing that keeps people out: the one before is offered. An older program may stand
before data that a newer one gave another structure: that one is offered again, and said so before anybody types.
Whoever could log in finds both in the settings, and nothing is offered here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from sscard_desktop.services.ports import DoorWays, VersionDoor
    from sscard_desktop.ui.i18n import Language
    from sscard_desktop.ui.main_window import MainWindow
    from sscard_desktop.ui.tasks import Tasks
    from sscard_desktop.ui.unlock_page import UnlockPage


class LeaveVersionDialog(Dialog):
    """What going back from a version on trial means, before it is done."""

    def __init__(self, ways: DoorWays, parent: MainWindow) -> None:
        super().__init__(parent, icon="undo")
        before = ways.before or self.tr("安装时的版本")
        self.set_title(self.tr("退回 {before}").format(before=before) if ways.before else self.tr("退回安装时的版本"))
        if ways.needs_backup:
            told = self.tr(
                "{program} 登录时已经改过数据的结构，{before} 打不开现在的数据。退回以后，请在登录页按 F3，"
                "恢复更新前自动做的备份（在站点的 backups 文件夹），要审核员的密码。"
            ).format(program=ways.program, before=before)
            lost = (
                self.tr("用 {program} 录入的内容会丢失；请先告诉技术支持。")
                if ways.worked
                else self.tr("用 {program} 还没有人进去过，不会丢失录入的内容。")
            )
            self.set_text(f"{told}\n\n{lost.format(program=ways.program)}")
            word = self.tr("退回，再恢复备份")
        else:
            self.set_text(
                self.tr(
                    "窗口会关上，换 {before} 重新打开；以后不再用 {program}，要用时由审核员再装一次更新。数据没有变化。"
                ).format(program=ways.program, before=before)
            )
            word = self.tr("退回")
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self.add_button(word, result=1, primary=True)


class VersionOffer(QObject):
    """Offers it, and has the launcher read what was chosen.

    Args:
        door: gives the ways; ``None`` where there is one version only.

    Signals:
        restart_wanted(): the window shall close, and the program be started anew.
    """

    restart_wanted = Signal()

    def __init__(
        self,
        door: Callable[[], VersionDoor] | None,
        window: MainWindow,
        language: Language,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._door = door
        self._window = window
        self._language = language
        self._tasks = tasks

    def offer(self, page: UnlockPage) -> None:
        """Offer what there is, and say before anybody types that this program can't open the data."""

        def show(ways: DoorWays) -> None:
            if ways.stranded:
                what = self.tr("数据的结构已由 {again} 更新，{program} 打不开。")
                self._offer_again(page, ways, what.format(again=ways.again, program=ways.program), page.show_warning)
            elif ways.on_trial:
                page.offer_version(ways.before, back=True)
                page.version_requested.connect(lambda: self._ask_back(page, ways))

        self._look(page, show)

    def offer_after(self, page: UnlockPage, error: SscardError) -> None:
        """After a log-in that failed: where a newer version made the data, offer the one that lies here."""
        if error.code != "storage.newer":
            return
        what = self._language.message(error).what

        def show(ways: DoorWays) -> None:
            if ways.again:
                self._offer_again(page, ways, what, page.show_problem)

        self._look(page, show)

    def came_in(self) -> None:
        """Note that this program opens the station's data."""
        door = self._door
        if door is not None:
            self._tasks.run(lambda: door().came_in(), owner=self, lane=Lane.PRINT, on_error=lambda error: None)

    def _look(self, page: UnlockPage, show: Callable[[DoorWays], None]) -> None:
        door = self._door
        if door is not None:
            self._tasks.run(
                lambda: door().ways(), owner=page, lane=Lane.PRINT, on_done=show, on_error=lambda error: None
            )

    def _offer_again(self, page: UnlockPage, ways: DoorWays, what: str, say: Callable[[str, str], object]) -> None:
        todo = self.tr("按 F6 再试 {again}；还是打不开，请按 F3 恢复更新前的备份（在站点的 backups 文件夹）。")
        say(what, todo.format(again=ways.again))
        if not page.offers_version():
            page.offer_version(ways.again, back=False)
            page.version_requested.connect(lambda: self._change(page, lambda door: door.try_again(ways.again)))

    def _ask_back(self, page: UnlockPage, ways: DoorWays) -> None:
        dialog = LeaveVersionDialog(ways, self._window)
        dialog.accepted.connect(lambda: self._change(page, lambda door: door.leave()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _change(self, page: UnlockPage, change: Callable[[VersionDoor], object]) -> None:
        door = self._door
        if door is None:
            return

        def refuse(error: SscardError) -> None:
            told = self._language.message(error)
            if shiboken6.isValid(page):
                page.show_problem(told.what, told.todo)

        page.set_busy(True)
        self._tasks.run(
            lambda: change(door()),
            owner=self,
            lane=Lane.PRINT,
            on_done=lambda _: self.restart_wanted.emit(),
            on_error=refuse,
        )
