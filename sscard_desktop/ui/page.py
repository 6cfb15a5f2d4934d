# SPDX-License-Identifier: Apache-2.0
"""What the window asks of a page, and of the place where one will stand.

A page gets its services by its constructor and knows no other page. It is made when somebody first goes there: all of
them at once were 2,800 widgets, which each log-in and each change of the look had to wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.widgets.actionbar import ActionBar


class Page(Retranslated, QWidget):
    """One place in the navigation.

    Class attributes:
        key: its name in :meth:`MainWindow.go_to`, the same as its place's.

    Signals:
        failed(error): an ``SscardError`` for the window's banner.
        page_requested(key, subject): the clerk wants another page, such as ``("counter", record_id)``.
        told(text): something was done that deserves a toast.
        withheld(text): something that was asked for wasn't done, and why, in a toast.
        counts_changed(today, parked, returned): the day's figures for the top bar.
    """

    key = ""
    read_as = QAccessible.Role.PropertyPage

    failed = Signal(SscardError)
    page_requested = Signal(str, str)
    told = Signal(str)
    withheld = Signal(str)
    counts_changed = Signal(int, int, int)

    def entered(self, subject: str = "") -> None:
        """The page is shown now: refresh it, and put the keyboard where the work begins."""

    def commands(self) -> Sequence[tuple[str, str, str]]:
        """Return what can be done here, for the palette: name, words and key; what its bars offer, unless told."""
        return [
            (action.name, action.text, action.key)
            for bar in self.findChildren(ActionBar)
            if bar.isVisible()
            for action in bar.offered()
        ]

    def command(self, name: str) -> None:
        """Do one of them."""
        for bar in self.findChildren(ActionBar):
            if bar.isVisible() and any(action.name == name for action in bar.offered()):
                bar.chosen.emit(name)
                return

    def busy(self) -> bool:
        """Return whether somebody is in work here, so that no other page may come to the front by itself."""
        return False

    def leaving(self) -> bool:
        """Another page, a lock or the end comes: save what is half done; ``False`` to stay, with the reason shown."""
        return True

    def occupied(self) -> bool:
        """Return whether it does long work that a lock would end, and shows nobody's data meanwhile.

        An unattended window isn't locked then.
        """
        return False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands in the window: all that is known of it before it is made.

    Attributes:
        key: the page's name in :meth:`MainWindow.go_to`.
        icon: its icon in the navigation.
        word: returns its word in the navigation, in the language in force.
        make: makes the page; its module may be imported here.
        listed: it stands in the navigation; otherwise keys and messages lead to it.
    """

    key: str
    icon: str
    word: Callable[[], str]
    make: Callable[[], Page]
    listed: bool = True
