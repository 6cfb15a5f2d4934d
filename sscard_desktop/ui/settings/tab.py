# SPDX-License-Identifier: Apache-2.0
"""One part of the settings: a sheet with its own keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.passwords import FormDialog
from sscard_desktop.ui.widgets.actionbar import KeyAction

T = TypeVar("T")


class Tab(Retranslated, QWidget):
    """What the settings page asks of its parts.

    Signals:
        told(text): something was done that deserves a toast.
        actions_changed(): :meth:`key_actions` would answer differently now.
    """

    told = Signal(str)
    actions_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._dialog: FormDialog | None = None

    def title(self) -> str:
        """Return its word in the row of parts."""
        raise NotImplementedError

    def entered(self) -> None:
        """It is shown now: read again, and take the keyboard."""

    def key_actions(self) -> list[KeyAction]:
        """Return what keys do here; the page binds and shows them."""
        return []

    def act(self, name: str) -> None:
        """Do one of the actions."""

    def dialog(self) -> FormDialog | None:
        """Return the dialog that is open; for tests."""
        return self._dialog

    def _open(self, dialog: FormDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: setattr(self, "_dialog", None))
        dialog.open()

    def _run(self, dialog: FormDialog, work: Callable[[], T], on_done: Callable[[T], object]) -> None:
        """Do what a dialog asked for; it closes once it is done, and tells why it couldn't be."""

        def done(result: T) -> None:
            dialog.accept()
            on_done(result)

        def tell(error: SscardError) -> None:
            message = self._desk.language.message(error)
            dialog.show_problem(message.what, message.todo)

        self._desk.tasks.run(work, owner=dialog, on_done=done, on_error=tell)
