# SPDX-License-Identifier: Apache-2.0
"""Dialogs for the few things that must be answered before anything else: a heading, a text, verbs to choose from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.help.calling import give_help
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label, Tone


class Dialog(QDialog):
    """A modal question. Enter presses the primary button (unless a field keeps Enter), Esc rejects.

    The result of ``exec()`` is the pressed button's ``result``; 0 is also Esc.
    """

    def __init__(self, parent: QWidget | None = None, *, icon: str = "", tone: str = "") -> None:
        super().__init__(parent)
        space = tokens().space
        self._icon = IconView(icon, self, size="large")
        self._icon.setVisible(bool(icon))
        set_state(self, "tone", tone)
        self._title = Label("", self, role="section", wrap=True)
        self._text = Label("", self, role="text", wrap=True)
        self._text.hide()
        head = QHBoxLayout()
        head.setSpacing(space.m)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(space.s)
        words.addWidget(self._title)
        words.addWidget(self._text)
        head.addLayout(words, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(space.s)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(space.s)
        self._buttons.addStretch(1)
        self._primary: Button | None = None
        self._grown_for = self._grown_to = 0
        give_help(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xl, space.xl, space.xl, space.l)
        column.setSpacing(space.l)
        column.addLayout(head)
        column.addLayout(self.body)
        column.addLayout(self._buttons)

    def set_title(self, title: str) -> None:
        """Set the heading; it is the window's title too."""
        self._title.setText(title)
        self.setWindowTitle(title)

    def set_text(self, text: str) -> None:
        """Set the text below the heading."""
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def set_icon(self, name: str, tone: Tone) -> None:
        """Show another icon in another tone."""
        self._icon.set_icon(name)
        self._icon.setVisible(bool(name))
        set_state(self, "tone", tone.value)

    def add_button(
        self, text: str, *, result: int, primary: bool = False, danger: bool = False, key: str = ""
    ) -> Button:
        """Add a button that ends the dialog with ``result``; returned, so that it can be disabled for a while."""
        kind = "primary" if primary else "danger" if danger else "plain"
        button = Button(text, self, kind=kind, key=key or ("Enter" if primary else ""))
        button.clicked.connect(lambda: self.done(result))
        self._buttons.addWidget(button)
        if primary:
            self._primary = button
            button.setFocus()
        return button

    def showEvent(self, event: QShowEvent) -> None:
        # The style sheet's least width would let the layout squeeze what needs more.
        layout = self.layout()
        if layout is not None:
            self.setMinimumSize(self.minimumSize().expandedTo(layout.totalMinimumSize()))
        super().showEvent(event)
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()
        if self.isVisible() and event.oldSize().isValid():
            self._stay_on_screen()

    def _stay_on_screen(self) -> None:
        """Move up what grew beyond the screen's lower edge: its buttons stand there."""
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        below = frame.bottom() - room.bottom()
        if below > 0 and frame.top() > room.top():
            self.move(frame.left(), max(frame.top() - below, room.top()))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._grow()
        return done

    def _grow(self) -> None:
        """Make room for what wraps: Qt's least size counts it as one line, and buttons would stand over it.

        Never lower again while it is open: a sheet whose parts come and go shall not jump under the hand. Only where it
        became wider: a narrow beginning, before the style said how wide it is, wraps more than there is to wrap.
        """
        layout = self.layout()
        if layout is None or not self.isVisible():
            return
        width = max(self.width(), self.minimumWidth())
        wanted = layout.totalMinimumHeightForWidth(width) if layout.hasHeightForWidth() else 0
        wanted = min(wanted, self.screen().availableGeometry().height())
        widened, self._grown_for = width > self._grown_for, max(width, self._grown_for)
        if self.minimumHeight() < wanted:
            self._grown_to = wanted
            self.setMinimumHeight(wanted)
        elif widened and self.minimumHeight() == self._grown_to > wanted > 0:
            least = self.height() == self.minimumHeight()
            self._grown_to = max(wanted, layout.totalMinimumSize().height())
            self.setMinimumHeight(self._grown_to)
            if least:
                self.resize(self.width(), self._grown_to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._primary is not None and self._primary.isEnabled():
                self._primary.click()
            return
        super().keyPressEvent(event)
