# SPDX-License-Identifier: Apache-2.0
"""What is told of updates while somebody sits at the desk: one on a stick, and one that didn't start.

A stick is looked for every half minute, for supervisors only, in the lane that may wait for slow devices. Each file is
offered once; nothing is taken by itself, and no start waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sscard_desktop import messages
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.updates import UpdateKind
from sscard_desktop.services.ports import Notice
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.services.updates import Offer
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.main_window import MainWindow

LOOK_MS = 30_000


class UpdateRound(QObject):
    """Looks, and tells in the window's banner unless it has something else to say.

    Args:
        window: where it is told.
    """

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._desk: Desk | None = None
        self._offered: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._settle)
        self._timer.timeout.connect(self.look)
        self._settled = False
        self._put_aside: SscardError | None = None

    def sit_down(self, desk: Desk) -> None:
        """Begin for a person; what happened before they came is told first."""
        self._desk = desk
        versions = desk.workplace.versions

        def told(notice: Notice | None) -> None:
            if notice is not None and self._is_free():
                self._tell_notice(desk, notice)

        desk.tasks.run(lambda: versions().notice(), owner=self, lane=Lane.PRINT, on_done=told, on_error=self._pass_over)
        self._timer.start()
        self.look()

    def leave(self) -> None:
        """Nobody is at the desk."""
        self._desk = None
        self._timer.stop()

    def _settle(self) -> None:
        """After the program was exchanged, once the log-in is over: what it may use of data that came before, and
        what nobody needs any more."""
        if self._desk is not None and not self._settled:
            self._settled = True
            versions = self._desk.workplace.versions

            def settle() -> None:
                versions().tidy()
                versions().renew_data()

            self._desk.tasks.run(settle, owner=self, lane=Lane.PRINT, on_error=self._keep_put_aside)

    def _keep_put_aside(self, error: SscardError) -> None:
        if error.code == "update.data_put_aside":
            self._put_aside = error
            self._tell_put_aside()

    def _tell_put_aside(self) -> None:
        """Say to a supervisor that data that were in force don't go with this program: older ones are used since."""
        desk, error = self._desk, self._put_aside
        if error is None or desk is None or not desk.operator.may(Permission.SETTINGS) or not self._is_free():
            return
        self._put_aside = None
        told = desk.language.message(error)
        self._window.show_message(told.what, told.todo, tone=Tone.WARN)

    def look(self) -> None:
        """Look for sticks now, for a supervisor."""
        self._tell_put_aside()
        desk = self._desk
        if desk is not None and desk.operator.may(Permission.SETTINGS):
            desk.tasks.run(
                lambda: desk.updates().offers(),
                owner=self,
                lane=Lane.PRINT,
                on_done=self._offer,
                on_error=self._pass_over,
            )

    def _offer(self, offers: Sequence[Offer]) -> None:
        fresh = [offer for offer in offers if offer.update.sha256 not in self._offered]
        if not fresh or not self._is_free():
            return
        self._offered |= {offer.update.sha256 for offer in fresh}
        update = fresh[0].update
        what = (
            self.tr("U 盘上有新版本 {version}（{day}）。")
            if update.kind is UpdateKind.PROGRAM
            else self.tr("U 盘上有新的城市配置和代码表 {version}（{day}）。")
        )
        self._window.show_message(
            what.format(version=update.version, day=update.made_on),
            self.tr("有空时再更新；现在可以照常工作。"),
            tone=Tone.INFO,
            action=self.tr("查看"),
            on_action=lambda: self._window.go_to("settings", "updates"),
        )

    def _tell_notice(self, desk: Desk, notice: Notice) -> None:
        code = "update.start_failed_once" if notice.again else "update.start_failed"
        told = messages.message(code, {"version": notice.version, "instead": notice.instead}, desk.language.code)
        self._window.show_message(
            told.what,
            told.todo,
            tone=Tone.WARN,
            action=self.tr("知道了"),
            on_action=lambda: desk.tasks.run(
                lambda: desk.updates().read_notice(), owner=self, lane=Lane.PRINT, on_error=self._pass_over
            ),
        )

    def _is_free(self) -> bool:
        return self._desk is not None and self._window.banner().isHidden() and bool(self._window.current_page())

    def _pass_over(self, error: SscardError) -> None:
        """Say nothing: whoever wants an update looks in the settings, and is told there."""
