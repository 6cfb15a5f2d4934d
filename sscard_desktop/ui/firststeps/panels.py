# SPDX-License-Identifier: Apache-2.0
"""What a step holds: the part of the settings where the same is done any day, or a few lines of its own.

Nothing is written twice: a step adds how it begins, and by what it is known to be done.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.settings.cameraspanel import CamerasPanel
from sscard_desktop.ui.settings.keywork import KeyWork
from sscard_desktop.ui.settings.readerpanel import ReaderPanel
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import Label, Tone


class StepPanel(Tab):
    """A tab that belongs to a step.

    Signals:
        did(): what the step is about was done here.
    """

    did = Signal()

    def begin(self) -> None:
        """Do the first thing that the step is about; by default the keyboard goes into it."""
        self.setFocus()

    def title(self) -> str:
        """Return nothing: the page says it."""
        return ""

    def retranslate(self) -> None:
        """Say nothing anew: a part of the settings does that itself."""


class HeldTab(StepPanel):
    """A part of the settings, as it is there.

    Args:
        tab: the part.
        first: the action that the step begins with, ``""`` for going into it.
        done_when_told: what it tells in passing means that the step is done.
        scrolls: it scrolls by itself, and may be as low as the room is.
    """

    def __init__(
        self, desk: Desk, tab: Tab, *, first: str = "", done_when_told: bool = False, scrolls: bool = False
    ) -> None:
        super().__init__(desk)
        self.tab = tab
        self._first = first
        if scrolls:
            tab.setMinimumHeight(1)
        tab.told.connect(self.told)
        tab.actions_changed.connect(self.actions_changed)
        if done_when_told:
            tab.told.connect(lambda _: self.did.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(tab)
        self.setFocusProxy(tab)

    def entered(self) -> None:
        self.tab.entered()

    def key_actions(self) -> list[KeyAction]:
        return self.tab.key_actions()

    def act(self, name: str) -> None:
        self.tab.act(name)

    def begin(self) -> None:
        if self._first:
            self.act(self._first)
        else:
            super().begin()


class ReaderStep(StepPanel):
    """The reader's light, port and test."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._panel = ReaderPanel(desk, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        column.addStretch(1)
        self.setFocusProxy(self._panel)

    def entered(self) -> None:
        self._panel.look()

    def key_actions(self) -> list[KeyAction]:
        return [KeyAction("test", "F2", self.tr("测试读卡器"), "reader")]

    def act(self, name: str) -> None:
        self._panel.test()


class CameraStep(StepPanel):
    """Which camera looks at people and which at documents, and their pictures; done when one was looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._panel = CamerasPanel(desk, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        column.addStretch(1)
        self.setFocusProxy(self._panel.editor(Purpose.PERSON))

    def entered(self) -> None:
        self._panel.read()

    def key_actions(self) -> list[KeyAction]:
        return [
            KeyAction("person", "F7", self.tr("拍照画面"), "camera"),
            KeyAction("document", "F8", self.tr("证件画面"), "camera"),
        ]

    def act(self, name: str) -> None:
        self._panel.show_picture(Purpose(name)).finished.connect(lambda _: self.did.emit())

    def begin(self) -> None:
        self.act(Purpose.PERSON.value)


class CodeStep(StepPanel):
    """The recovery code: nothing where it was kept; a new one where nobody proved that it was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked: Dialog | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self._keys = KeyWork(desk, self, ask=self._ask, run_long=lambda work, done: None)
        self._keys.failed.connect(self._tell)

    def key_actions(self) -> list[KeyAction]:
        return [KeyAction("renew", "F9", self.tr("更换恢复码"), "key")]

    def act(self, name: str) -> None:
        self.begin()

    def begin(self) -> None:
        if self._asked is None:
            self._keys.renew()

    def asked(self) -> Dialog | None:
        """Return the dialog that is open; for tests."""
        return self._asked

    def _ask(self, dialog: Dialog) -> None:
        def closed() -> None:
            self._asked = None

        self._asked = dialog
        # Closed on a code that was kept, or before there was one.
        dialog.accepted.connect(self.did)
        dialog.finished.connect(lambda _: closed())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, error: SscardError) -> None:
        told = self._desk.language.message(error)
        self._column.insertWidget(0, Finding(told.what, told.todo, self, tone=Tone.BAD))


class KeysStep(StepPanel):
    """The five keys that a day at the counter needs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        space = tokens().space
        self._words = {key: Label("", self, wrap=True) for key in ("Enter", "F4", "F7", "Ctrl+K", "F1")}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, space.s, 0, 0)
        grid.setHorizontalSpacing(space.l)
        grid.setVerticalSpacing(space.l)
        for row, (key, words) in enumerate(self._words.items()):
            grid.addWidget(KeyCap(key, self), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self._words), 1)
        self.retranslate()

    def retranslate(self) -> None:
        for key, words in {
            "Enter": self.tr("下一步。右下角总写着它会做什么：核对、拍照、打印、提交。"),
            "F4": self.tr("拍照。人坐好、圈合上，自己就拍了；Enter 采用，R 重拍。"),
            "F7": self.tr("挂起：材料不齐，先办下一位。F8 找回来。"),
            "Ctrl+K": self.tr("找人、找页面、找功能，打拼音首字母就行。"),
            "F1": self.tr("眼前这件事的说明。Esc 回到刚才的地方，没填完的都在。"),
        }.items():
            self._words[key].setText(words)


class PracticeStep(StepPanel):
    """The way to the training station."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._hint = Label("", self, role="muted", wrap=True)
        self._said = QWidget(self)
        self._lines = QHBoxLayout(self._said)
        self._lines.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._hint)
        column.addWidget(self._said)
        column.addStretch(1)
        self.retranslate()

    def key_actions(self) -> list[KeyAction]:
        return [KeyAction("train", "P", self.tr("打开练习站点"), "check")]

    def act(self, name: str) -> None:
        # Imported late: starting programs is no other step's business.
        from sscard_desktop.ui.training.power import start_beside

        try:
            start_beside(["--training", "--lang", self._desk.language.code])
        except OSError:
            told = self._desk.language.message(EnvironmentFailedError("training.not_opened"))
            self._lines.addWidget(Finding(told.what, told.todo, self, tone=Tone.BAD))
        else:
            self.told.emit(self.tr("练习站点会在另一个窗口打开。"))
            self.did.emit()

    def retranslate(self) -> None:
        self._hint.setText(self.tr("以后想练，登录页按 F4 也能打开。"))
