# SPDX-License-Identifier: Apache-2.0
"""The keys' part of the safety sheet: a new recovery code, shares of it, a new data key. It asks, does, and tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.codekeeping import offer_keeping
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.settings.keydialogs import KeepSharesDialog, RenewDialog, RotateDialog, SharesDialog
from sscard_desktop.ui.tasks import Task
from sscard_desktop.ui.widgets.dialog import Dialog


class KeyWork(QObject):
    """Runs on behalf of a sheet, which shows its dialogs and its progress.

    Args:
        sheet: where the dialogs belong.
        ask: opens a dialog; one is open at a time.
        run_long: runs work with progress on the store lane, and tells what it gave.

    Signals:
        failed(SscardError)
        shared(made): so many shares are with their keepers.
        rotated(): the station is closed; whoever works here logs in again.
    """

    failed = Signal(object)
    shared = Signal(int)
    rotated = Signal()

    def __init__(
        self,
        desk: Desk,
        sheet: QWidget,
        *,
        ask: Callable[[Dialog], None],
        run_long: Callable[[Callable[[Task], object], Callable[[object], None]], None],
    ) -> None:
        super().__init__(sheet)
        self._desk = desk
        self._sheet = sheet
        self._ask = ask
        self._run_long = run_long

    def renew(self) -> None:
        """Ask for a new recovery code, and show it until it was kept."""
        dialog = RenewDialog(self._sheet)
        offer_keeping(dialog.code_sheet, self._desk.workplace, self._desk.language)

        def fail(error: SscardError) -> None:
            dialog.give_up()
            self.failed.emit(error)

        dialog.wanted.connect(
            lambda: self._desk.tasks.run(
                lambda: self._desk.keys().renew_recovery_code(),
                owner=dialog,
                on_done=dialog.show_code,
                on_error=fail,
            )
        )
        self._ask(dialog)

    def share(self) -> None:
        """Ask for how many shares, and show one after the other until each was kept."""
        dialog = SharesDialog(self._sheet)

        def show(shares: Sequence[str], needed: int) -> None:
            dialog.accept()
            keep = KeepSharesDialog(shares, needed=needed, parent=self._sheet)
            offer_keeping(keep.code_sheet, self._desk.workplace, self._desk.language)
            keep.accepted.connect(lambda: self.shared.emit(len(shares)))
            self._ask(keep)

        def make(needed: int, made: int) -> None:
            self._desk.tasks.run(
                lambda: self._desk.keys().make_shares(needed=needed, made=made),
                owner=dialog,
                on_done=lambda shares: show(shares, needed),
                on_error=lambda error: dialog.show_problem(*self._told(error)),
            )

        dialog.given.connect(make)
        self._ask(dialog)

    def rotate(self) -> None:
        """Ask for a yes, and give the station a new data key."""
        dialog = RotateDialog(self._sheet)
        dialog.confirmed.connect(
            lambda: self._run_long(lambda task: self._desk.keys().rotate(task), lambda _: self.rotated.emit())
        )
        self._ask(dialog)

    def _told(self, error: SscardError) -> tuple[str, str]:
        told = self._desk.language.message(error)
        return told.what, told.todo
