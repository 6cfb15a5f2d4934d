# SPDX-License-Identifier: Apache-2.0
"""A field of the form: label above the value, a dot where it is required, what is wrong with it beneath.

The line beneath keeps its place while it is empty, so that nothing on the page moves when a problem comes or goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.readout import say
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.composing import Composing
from sscard_desktop.ui.widgets.label import TONE_ICONS, ElidedLabel, Label, Tone


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beneath a field: a sentence in a tone, and the verb of a proposal (``改为 …``), if there is one.

    ``code`` is the sentence's, where help can be asked about it.
    """

    text: str
    tone: Tone = Tone.BAD
    action: str = ""
    code: str = ""


class FieldEditor(QWidget):
    """One field. Subclasses bring the control; this class is label, note, keys and signals around it.

    Signals:
        edited(value): the clerk changed the value (each key).
        finished(value): the clerk left the field with another value than it came in with; time to save.
        accepted(): Enter, go on to the next thing. back(): Shift+Enter.
        action_chosen(): the note's proposal was taken.
        focused(): the field got the keyboard.
    """

    edited = Signal(str)
    finished = Signal(str)
    accepted = Signal()
    back = Signal()
    action_chosen = Signal()
    focused = Signal()

    def __init__(self, key: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._control = control
        self._settled = ""
        self._note: Note | None = None
        self._read_only = False
        space = tokens().space
        self._label = ElidedLabel("", self, role="label")
        self._label.setBuddy(control)
        self._required = IconView("dot", self, size="dot")
        self._required.hide()
        self._origin = IconView("", self, size="small")
        self._origin.hide()
        self._origin_word = Label("", self, role="muted")
        self._origin_word.hide()
        self._came_from = ("", "", "")
        self._aside = Label("", self, role="muted")
        head = QHBoxLayout()
        ring = tokens().size["ring"]
        head.setContentsMargins(ring, 0, ring, 0)
        head.setSpacing(space.xs)
        head.addWidget(self._label)
        head.addWidget(self._required)
        head.addWidget(self._origin)
        head.addWidget(self._origin_word)
        head.addStretch()
        head.addWidget(self._aside)
        self._note_icon = IconView("", self, size="note")
        self._note_text = Label("", self, role="note", wrap=True)
        self._note_action = Button("", self, kind="link")
        self._note_action.clicked.connect(self.action_chosen)
        self._note_action.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(ring, 0, ring, 0)
        foot.setSpacing(space.xs)
        foot.addWidget(self._note_icon, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._note_text, 1)
        foot.addWidget(self._note_action, 0, Qt.AlignmentFlag.AlignTop)
        self._row = QHBoxLayout()
        self._row.setSpacing(space.s)
        self._row.addWidget(control, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._row)
        column.addLayout(foot)
        column.addStretch()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(control)
        control.installEventFilter(self)
        # Behind this class's own filter, and so asked before it.
        self.composing = Composing(control)

    # what subclasses bring

    def value(self) -> str:
        """Return the stored form of what is shown (``domain.fields``): plain, ISO dates, codes."""
        raise NotImplementedError

    def _show(self, value: str) -> None:
        """Put ``value`` into the control, without signals of an edit."""
        raise NotImplementedError

    # what pages call

    def put_beside(self, widget: QWidget) -> None:
        """Stand something beside the control, such as a button that acts on what is chosen."""
        self._row.addWidget(widget)

    def set_value(self, value: str) -> None:
        """Show a stored value. Emits nothing."""
        self._show(value)
        self._settled = self.value()

    def take(self, value: str) -> None:
        """Put a proposal into the field, as if the clerk had typed it."""
        self._show(value)
        self.edited.emit(self.value())

    def set_label(self, text: str) -> None:
        """Set the label: the field's term on paper."""
        self._label.set_full_text(text)
        self._control.setAccessibleName(text)
        self._describe()

    def label(self) -> str:
        """Return the label."""
        return self._label.full_text()

    def set_required(self, required: bool) -> None:
        """Mark it by the dot, or not."""
        if required == self._required.isHidden():
            self._required.setVisible(required)
            self._describe()

    def set_hint(self, text: str) -> None:
        """Set what is shown while the field is empty."""
        set_placeholder = getattr(self._control, "setPlaceholderText", None)
        if set_placeholder is not None:
            set_placeholder(text)

    def set_origin(self, icon: str, text: str, word: str = "") -> None:
        """Show by an icon where the value came from (``card``, ``people`` for the roster), ``""`` for by hand.

        Args:
            icon: the icon's name.
            text: the tooltip.
            word: said beside the icon where it isn't to be overlooked.
        """
        if (icon, text, word) == self._came_from:
            return
        self._came_from = (icon, text, word)
        self._origin.set_icon(icon)
        self._origin_word.setText(word)
        self._origin_word.setVisible(bool(icon and word))
        self._origin.setVisible(bool(icon))
        self._origin.setToolTip(text)

    def origin(self) -> str:
        """Return the tooltip of the mark of where the value came from, ``""`` for by hand."""
        return "" if self._origin.isHidden() else self._origin.toolTip()

    def origin_word(self) -> str:
        """Return what is said beside that mark."""
        return "" if self._origin_word.isHidden() else self._origin_word.text()

    def set_aside(self, text: str) -> None:
        """Set the small text at the label's right, such as 18/24."""
        self._aside.setText(text)

    def set_note(self, note: Note | None) -> None:
        """Show what is wrong, or asked, or good about the value; ``None`` for nothing."""
        if note == self._note:
            return
        self._note = note
        tone = note.tone.value if note else ""
        self._note_icon.set_icon(TONE_ICONS[note.tone] if note else "")
        self._note_text.setText(note.text if note else "")
        self._note_action.set_text(note.action if note else "")
        self._note_action.setVisible(bool(note and note.action))
        set_state(self, "tone", tone)
        self._describe()
        if note is not None and self._control.hasFocus():
            say(self._control, note.text)

    def note(self) -> Note | None:
        """Return what stands beneath."""
        return self._note

    def help_topics(self) -> list[str]:
        """Return what F1 asks about here: what is wrong with the value, and the field."""
        problem = [f"message:{self._note.code}"] if self._note is not None and self._note.code else []
        return [*problem, f"field:{self.key}"]

    def set_read_only(self, read_only: bool) -> None:
        """Show only; the value can still be read and copied."""
        if read_only == self._read_only:
            return
        set_read_only = getattr(self._control, "setReadOnly", None)
        if set_read_only is not None:
            set_read_only(read_only)
        else:
            self._control.setEnabled(not read_only)
        self._read_only = read_only
        set_state(self._control, "fixed", read_only)
        self._describe()

    def read_only(self) -> bool:
        """Return whether it only shows."""
        return self._read_only

    def _describe(self) -> None:
        """Let a screen reader tell what eyes see around the control: the dot, the sentence beneath, what it offers."""
        told = [self.tr("必填")] if not self._required.isHidden() else []
        told += [self.tr("只读")] if self._read_only else []
        told += [self._note.text, self._note.action] if self._note is not None else []
        # Chinese and English alike: a full stop makes the reader pause.
        self._control.setAccessibleDescription(" ".join(filter(None, told)))

    def caret(self) -> int:
        """Return how many characters stand before the caret; at the end where the control has none."""
        return len(self.value())

    def insert(self, text: str) -> bool:
        """Put a text where the caret stands, as if it was typed; return whether the field takes texts."""
        return False

    def set_below(self, widget: QWidget) -> None:
        """Put a widget of the page between the control and its note."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(2, widget)

    def control(self) -> QWidget:
        """Return the control that has the keyboard; for tests and tab order."""
        return self._control

    def finish(self) -> None:
        """Tell of a change now, as if the clerk had left the field (before locking, parking, submitting)."""
        value = self.value()
        if value != self._settled:
            self._settled = value
            self.finished.emit(value)

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._control:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._go(event):
                return True
            if isinstance(event, QFocusEvent):
                if event.type() == QEvent.Type.FocusIn:
                    self.focused.emit()
                elif event.reason() != Qt.FocusReason.PopupFocusReason:
                    self._left()
        return False

    def _left(self) -> None:
        """Settle and tell of a change. The filter runs before the control's own focus handling."""
        self.finish()

    def _go(self, event: QKeyEvent) -> bool:
        """Take Enter and Shift+Enter; return whether the key was one of them."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        self._left()
        (self.back if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.accepted).emit()
        return True
