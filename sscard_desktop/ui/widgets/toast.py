# SPDX-License-Identifier: Apache-2.0
"""A toast: says that something was done, and for a few seconds offers to undo it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.readout import say
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import TONE_ICONS, Label, Tone


class Toast(QFrame):
    """Floats over the lower middle of ``host``; the next toast replaces it.

    Signals:
        undone(): the clerk took it back.
    """

    undone = Signal()
    read_as = QAccessible.Role.Notification

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        space = tokens().space
        self._host = host
        self._undo: Callable[[], object] | None = None
        self._icon = IconView("", self)
        self._words = Label("", self, role="")
        self._button = Button("", self, kind="link", key="Ctrl+Z")
        self._button.clicked.connect(self.undo)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, space.s, space.s, space.s)
        row.setSpacing(space.m)
        for part in (self._icon, self._words, self._button):
            row.addWidget(part)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(tokens().motion["toast"])
        self._timer.timeout.connect(self.put_away)
        host.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, *, tone: Tone = Tone.OK, undo: Callable[[], object] | None = None) -> None:
        """Say ``text``; with ``undo`` offer to take it back (the button; a page binds Ctrl+Z to :meth:`undo`)."""
        self._undo = undo
        self._icon.set_icon(TONE_ICONS[tone])
        self._words.setText(text)
        self._button.set_text(self.tr("撤销"))
        self._button.setVisible(undo is not None)
        set_state(self, "tone", tone.value)
        self.setAccessibleName(text)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()
        say(self, text)

    def undo(self) -> bool:
        """Take back what the toast speaks of; return whether there was anything to take back."""
        undo, self._undo = self._undo, None
        if undo is None or self.isHidden():
            return False
        self.put_away()
        undo()
        self.undone.emit()
        return True

    def put_away(self) -> None:
        """Hide it; what it spoke of stands."""
        self._timer.stop()
        self._undo = None
        self.hide()

    def put_away_read(self) -> None:
        """Hide it unless it was shown just now: whoever goes elsewhere has read it, or is told of it there."""
        if self._timer.interval() - self._timer.remainingTime() > tokens().motion["toast_read"]:
            self.put_away()

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        # Above the action bar: the next step stays in sight.
        above = self.fontMetrics().height() * 2 + tokens().scaled["bottom_bar"]
        self.move((self._host.width() - self.width()) // 2, self._host.height() - self.height() - above)
