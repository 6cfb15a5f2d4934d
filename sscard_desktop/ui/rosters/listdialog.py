# SPDX-License-Identifier: Apache-2.0
"""A dialog over one roster that works in the background and then shows people: how far it is, what went wrong, a list.

Esc stops the work first, then closes. What is shown stays where an error comes later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.howfar import HowFar
from sscard_desktop.ui.widgets.label import Tone

_T = TypeVar("_T")
_WIDE, _HIGH = 0.8, 0.86
"""How much of the window it takes."""
_AROUND_ROWS = 7
"""Rows of room for title, message and buttons."""


class ListDialog(Dialog):
    """Its subclass puts what it shows into :attr:`front`, behind :attr:`far`."""

    def __init__(self, desk: Desk, over: QWidget, *, icon: str) -> None:
        super().__init__(over, icon=icon)
        set_state(self, "breadth", "broad")
        self.desk = desk
        self._task: Task | None = None
        self.banner = Banner(self, closable=False)
        self.far = HowFar(self)
        self.front = QStackedWidget(self)
        self.front.addWidget(self.far)
        window = over.window().size()
        around = round(tokens().scaled["row"] * _AROUND_ROWS)
        self.front.setMinimumSize(round(window.width() * _WIDE), max(round(window.height() * _HIGH) - around, 0))
        self.body.addWidget(self.banner)
        self.body.addWidget(self.front, 1)

    def add_keys(self, keys: Mapping[str, tuple[str, Callable[[], object]]]) -> dict[str, Button]:
        """Let keys act, each with its button where it has a verb; Esc, which closes, comes last.

        Args:
            keys: key → (verb on its button, what it does).
        """
        made: dict[str, Button] = {}
        for key, (verb, act) in keys.items():
            if key != "Enter":
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.activated.connect(partial(self._act, act))
            if verb:
                made[key] = Button(verb, self, key=key, kind="primary" if key == "Enter" else "plain")
                made[key].setFocusPolicy(Qt.FocusPolicy.NoFocus)
                made[key].clicked.connect(partial(self._act, act))
                self._buttons.addWidget(made[key])
        close = Button(self.tr("关闭"), self, key="Esc")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.reject)
        self._buttons.addWidget(close)
        return {**made, "Esc": close}

    def busy(self) -> bool:
        """Return whether work goes on."""
        return self._task is not None

    def work(self, do: Callable[[Task], _T], what: str, done: Callable[[_T], object]) -> None:
        """Do something in the work lane, say how far it is, and give what came of it to ``done``."""
        self.banner.close_message()
        before = self.front.currentWidget()
        self.far.begin(f"{what}…")
        self.front.setCurrentWidget(self.far)

        def end(found: _T) -> None:
            self._task = None
            self.front.setCurrentWidget(before)
            done(found)

        def fail(error: SscardError) -> None:
            self._task = None
            self.front.setCurrentWidget(before)
            self.show_error(error)

        def progress(at: int, total: int) -> None:
            if total:
                self.far.advance(at, total)
                self.far.tell(self.tr("{what}：{done} / {total}").format(what=what, done=at, total=total))

        self._task = self.desk.tasks.run_long(
            do, owner=self, lane=Lane.WORK, on_done=end, on_error=fail, on_progress=progress
        )
        self._task.ended.connect(lambda: self._look_stopped(before))
        self.destroyed.connect(self._task.cancel)

    def ask(self, do: Callable[[], _T], done: Callable[[_T], object]) -> None:
        """Ask something of the store lane; an error is shown."""
        self.desk.tasks.run(do, owner=self, on_done=done, on_error=self.show_error)

    def show_error(self, error: SscardError) -> None:
        """Say why something couldn't be done."""
        told = self.desk.language.message(error)
        self.banner.show_message(told.what, told.todo, tone=Tone.BAD)

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.far.tell(self.tr("正在停止…"))
        else:
            super().reject()

    def _act(self, act: Callable[[], object]) -> None:
        if self._task is None:
            act()

    def _look_stopped(self, before: QWidget | None) -> None:
        if self._task is not None and self._task.cancelled:
            self._task = None
            if before is self.far or before is None:
                super().reject()
            else:
                self.front.setCurrentWidget(before)
                self.banner.show_message(self.tr("已停止。"), tone=Tone.WARN)
