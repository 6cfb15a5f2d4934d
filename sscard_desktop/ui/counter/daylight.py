# SPDX-License-Identifier: Apache-2.0
"""The morning's word about the lamp: that nobody has checked the light today, and the check itself under one key.

Answers for a word that blocks nothing: it stands above the empty counter until the first person of the day, and isn't
said again that day. A counter without a camera, or a business without a photo, never hears it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sscard_desktop.services.lighting import DayLight
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject
from sscard_desktop.ui.desk import Desk


class LightReminder(QObject):
    """Reminds of the light check on a counter's board.

    Args:
        desk: whose camera and station.
        board: where it is said.
        page: what the check opens over.
        wanted: whether nobody is in work, and the business takes photos.
    """

    def __init__(self, desk: Desk, board: NoticeBoard, page: QWidget, *, wanted: Callable[[], bool]) -> None:
        super().__init__(page)
        self._desk = desk
        self._board = board
        self._page = page
        self._wanted = wanted
        self._said_on: date | None = None

    def remind(self) -> None:
        """Say it, where today's light wasn't checked."""
        if self._said_on == self._today() or not self._wanted() or not self._desk.workplace.cameras().devices():
            return
        self._desk.tasks.run(lambda: self._desk.lighting().today(), owner=self, on_done=self._say)

    def settle(self) -> None:
        """Somebody has come: it is said no more today."""
        self._said_on = self._today()

    def check(self) -> None:
        """Open the check."""
        from sscard_desktop.ui.photo.lighting import LightingDialog

        self._board.post(Subject.HINT, None)
        dialog = LightingDialog(self._desk, self._page)
        dialog.finished.connect(lambda _: self.remind())
        dialog.open()

    def _say(self, found: DayLight | None) -> None:
        if found is not None or not self._wanted() or self._said_on == self._today():
            return
        self._board.say(Subject.HINT, self._reminder)

    def _reminder(self) -> Notice:
        return Notice(
            self.tr("今天还没检查灯光。"),
            self.tr("二十秒看一遍墙和灯，照片少返工；不查也照常办理。"),
            action=self.tr("检查灯光"),
            on_action=self.check,
            key=cap(KEYS[Action.LIGHT]),
        )

    def _today(self) -> date:
        return self._desk.session.clock.today()
