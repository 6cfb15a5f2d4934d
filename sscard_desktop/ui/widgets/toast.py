# SPDX-License-Identifier: Apache-2.0
"""A toast: says that something was done, and for a few seconds offers to undo it.

It lies over the bottom bar, on what the keys do, which comes back in a moment: never over the form, its list of what is
still to be done, or the next step.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.readout import say
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import TONE_ICONS, Label, Tone


class Toast(QFrame):
    """Floats over the bottom bar of what is in front; the next toast replaces it, and a click puts it away.

    Args:
        host: the window or page that it belongs to.
        front: returns the part of ``host`` whose bottom bar is meant, ``host`` itself by default. Where that has none,
            the toast floats over its lower middle.

    Signals:
        undone(): the clerk took it back.
    """

    undone = Signal()
    read_as = QAccessible.Role.Notification

    def __init__(self, host: QWidget, *, front: Callable[[], QWidget | None] | None = None) -> None:
        super().__init__(host)
        space = tokens().space
        self._host = host
        self._front = front or (lambda: host)
        self._bar: ActionBar | None = None
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
        # Once what is in front was laid out.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self.settle)
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
        self.settle()
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

    def settle(self) -> None:
        """Find its place anew: something else is in front, or that was laid out otherwise."""
        if self.isHidden():
            return
        front = self._front()
        bar = next((child for child in front.children() if isinstance(child, ActionBar)), None) if front else None
        if bar is not self._bar:
            if self._bar is not None and isValid(self._bar):
                self._bar.removeEventFilter(self)
            if bar is not None:
                bar.installEventFilter(self)
            self._bar = bar
        self._words.setWordWrap(False)
        self.adjustSize()
        if bar is None or not bar.isVisible():
            above = self.fontMetrics().height() * 2 + tokens().scaled["bottom_bar"]
            self.move((self._host.width() - self.width()) // 2, self._host.height() - self.height() - above)
            return
        berth = bar.berth(self.width())
        if berth.width() < self.width():
            self._words.setWordWrap(True)
        height = self.heightForWidth(berth.width()) if self._words.wordWrap() else self.height()
        self.resize(berth.width(), height)
        corner = bar.mapTo(self._host, berth.topLeft())
        # Two lines grow upwards.
        down = max((berth.height() - self.height()) // 2, 0)
        self.move(corner.x(), corner.y() + berth.height() - down - self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isHidden():
            return False
        # The host's own layout requests come of the toast, too, and would have no end.
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.settle()
            self._settling.start()
        elif watched is self._bar and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._settling.start()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.put_away()
