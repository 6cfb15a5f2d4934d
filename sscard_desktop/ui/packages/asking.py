# SPDX-License-Identifier: Apache-2.0
"""The sheets over the packages page: both sides of a record, a password, taking back, handing over, a set-up file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.merging import Decision
from sscard_desktop.services.mergeplan import PlannedRecord
from sscard_desktop.services.merging import Sides
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.packages.campaigning import MakeCampaignDialog
from sscard_desktop.ui.packages.handing import HandOverDialog
from sscard_desktop.ui.packages.sides import SidesDialog
from sscard_desktop.ui.packages.undoing import UndoDialog
from sscard_desktop.ui.packages.unlocking import PasswordDialog
from sscard_desktop.ui.packages.work import MergeWork
from sscard_desktop.ui.widgets.onedialog import OneDialog


class Asking(QObject):
    """Opens one at a time, and none while something is under way.

    Args:
        page: their parent.
    """

    def __init__(self, desk: Desk, page: QWidget, work: MergeWork, dialogs: OneDialog) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._work = work
        self._dialogs = dialogs

    @property
    def free(self) -> bool:
        """Whether a sheet may be opened now."""
        return self._dialogs.current() is None and self._work.task is None

    def hand_over(self) -> None:
        """Hand this station's records over."""
        if self.free:
            self._dialogs.open(HandOverDialog(self._desk, self._page))

    def make_campaign(self) -> None:
        """Write a set-up file for other stations."""
        if self.free:
            self._dialogs.open(MakeCampaignDialog(self._desk, self._page))

    def password(self) -> None:
        """Ask for the packages' password, and go on looking with it."""
        dialog = PasswordDialog(self._page)
        dialog.given.connect(self._work.look_with)
        self._dialogs.open(dialog)

    def sides(self, record: PlannedRecord | None, decide: Callable[[Decision], object]) -> None:
        """Show both sides of a record, and hear what becomes of it."""
        if record is None or not self.free:
            return

        def show(sides: Sides) -> None:
            dialog = SidesDialog(record, sides, self._desk.profile, self._desk.language, self._page)
            dialog.decided.connect(decide)
            self._dialogs.open(dialog)

        self._work.compare(record, show)

    def undo(self) -> None:
        """Ask before the latest merge is taken back."""
        last = self._work.last
        if last is not None and self.free:
            dialog = UndoDialog(last, self._page)
            dialog.confirmed.connect(lambda: self._work.undo(last.seq))
            self._dialogs.open(dialog)
