# SPDX-License-Identifier: Apache-2.0
"""The one dialog that stands over a page: asked for here, known to the page while it is open, gone with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.pick import PickDialog


class OneDialog(QObject):
    """Opens dialogs over the window of ``page``; whoever opens one asks :meth:`current` first."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._current: Dialog | None = None

    def current(self) -> Dialog | None:
        """Return the dialog that is open."""
        return self._current

    def open(self, dialog: Dialog) -> None:
        """Open a dialog."""
        self._current = dialog
        # The page owns the end of it: a lock takes people's data off the screen.
        self._page.destroyed.connect(dialog.deleteLater)

        def shut() -> None:
            if self._current is dialog:
                self._current = None

        dialog.finished.connect(lambda _: shut())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def pick(self, title: str, options: Sequence[str], then: Callable[[int], object]) -> None:
        """Ask which one of a few, and go on with its position; another one may be asked then."""
        dialog = PickDialog(self._page.window(), title=title, options=options)

        def picked(index: int) -> None:
            self._current = None
            then(index)

        dialog.picked.connect(picked)
        self.open(dialog)
