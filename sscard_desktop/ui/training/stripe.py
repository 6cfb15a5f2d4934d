# SPDX-License-Identifier: Apache-2.0
"""The stripe at the top of the training station's window: that it is training, what is to be done now, what the person
at the counter answers. It stays while the window is locked.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import ElidedLabel, Label, Tone

ROOM_KEY, HINT_KEY = "F11", "Shift+F11"


class TrainingStripe(Retranslated, QFrame):
    """Two lines.

    Signals:
        room_asked(): what can be done in the room.
        hint_asked(): how it is done.
    """

    room_asked = Signal()
    hint_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training_stripe")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._chip = Chip("", self, tone=Tone.WARN)
        self._lesson = Label("", self, role="strong")
        self._step = Label("", self, role="hint")
        self._task = ElidedLabel("", self, role="strong")
        self._said = ElidedLabel("", self, role="text")
        self.room = Button("", self, kind="link", key=ROOM_KEY)
        self.hint = Button("", self, kind="link", key=HINT_KEY)
        self.room.clicked.connect(self.room_asked)
        self.hint.clicked.connect(self.hint_asked)
        for button in (self.room, self.hint):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        space = tokens().space
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(self._chip)
        head.addWidget(self._lesson)
        head.addWidget(self._step)
        keys = QHBoxLayout()
        keys.setSpacing(space.m)
        keys.addWidget(self.room)
        keys.addWidget(self.hint)
        grid = QGridLayout(self)
        grid.setContentsMargins(space.m, space.xs, space.m, space.xs)
        grid.setHorizontalSpacing(space.l)
        grid.setVerticalSpacing(0)
        grid.addLayout(head, 0, 0)
        grid.addWidget(self._task, 0, 1)
        grid.addLayout(keys, 0, 2)
        grid.addWidget(self._said, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        self.retranslate()
        self.show_nothing("")

    def show_nothing(self, text: str) -> None:
        """Show that no lesson is on."""
        self._lesson.setText("")
        self._step.setText("")
        self._task.set_full_text(text)
        self.say("")
        for part in (self._said, self.room, self.hint):
            part.setVisible(False)

    def show_task(self, lesson: str, step: int, steps: int, task: str) -> None:
        """Show what is to be done now; ``step`` counts from 1."""
        self._lesson.setText(lesson)
        self._step.setText(self.tr("第 {step} 步，共 {steps} 步").format(step=step, steps=steps))
        self._task.set_full_text(task)
        # The second line keeps its place while it is empty: nothing moves from one field to the next.
        for part in (self._said, self.room, self.hint):
            part.setVisible(True)

    def say(self, text: str) -> None:
        """Show what the person answers, or a hint."""
        self._said.set_full_text(text)

    def word(self) -> str:
        """Return the word for training."""
        # The chip may still say it in the language before.
        return self.tr("练习")

    def texts(self) -> tuple[str, str, str]:
        """Return lesson, task, and what is said beneath."""
        return self._lesson.text(), self._task.full_text(), self._said.full_text()

    def retranslate(self) -> None:
        self._chip.set_state(self.tr("练习"), Tone.WARN)
        self.room.set_text(self.tr("动手"))
        self.hint.set_text(self.tr("提示"))
