# SPDX-License-Identifier: Apache-2.0
"""One of the things that stand in front on the rosters page: what it offers at the bottom, and what its keys do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Tone


@dataclass(frozen=True, slots=True)
class Offer:
    """What the bottom bar shows.

    Attributes:
        left, right: actions by their keys.
        next: the verb of the next step, ``""`` for none.
        key: the next step's key.
        reason: said beside it.
    """

    left: tuple[KeyAction, ...] = ()
    right: tuple[KeyAction, ...] = ()
    next: str = ""
    icon: str = ""
    key: str = "Enter"
    reason: str = ""
    tone: Tone = Tone.QUIET

    def show_on(self, bar: ActionBar) -> None:
        """Show it."""
        bar.set_actions(self.left, self.right)
        bar.set_reason(self.reason, self.tone)
        bar.set_next(self.next, icon=self.icon, key=self.key)


class Part(Retranslated, QWidget):
    """What stands in front. Its keys act while the keyboard is inside it.

    Signals:
        offer_changed(): the bottom bar is to be shown anew.
        told(text): something was done.
        withheld(text): something wasn't done, and why.
        failed(SscardError): something couldn't be done.
    """

    offer_changed = Signal()
    told = Signal(str)
    withheld = Signal(str)
    failed = Signal(SscardError)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialog: Dialog | None = None
        for keys, name in self.keys().items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.act, name))

    def keys(self) -> Mapping[str, str]:
        """Return key → name of an action."""
        raise NotImplementedError

    def offer(self) -> Offer:
        """Return what the bottom bar shows now."""
        raise NotImplementedError

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Return what each action does."""
        raise NotImplementedError

    def go(self) -> None:
        """Take the next step."""
        raise NotImplementedError

    def act(self, name: str) -> None:
        """Do something by its name, unless a dialog waits for an answer."""
        if self.dialog() is None:
            self.acts()[name]()

    # dialogs

    def dialog(self) -> Dialog | None:
        """Return the dialog that is open."""
        return self._dialog if self._dialog is not None and shiboken6.isValid(self._dialog) else None

    def open_dialog(self, dialog: Dialog) -> None:
        """Show a dialog; a lock takes it away with the page."""
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: setattr(self, "_dialog", None))
        dialog.open()
