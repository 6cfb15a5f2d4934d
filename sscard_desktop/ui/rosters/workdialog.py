# SPDX-License-Identifier: Apache-2.0
"""A question whose answer starts long work: fields, how far it is, and what came of it, on the sheets of one dialog."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.howfar import HowFar
from sscard_desktop.ui.widgets.label import Label, Tone

_T = TypeVar("_T")


class Sheet(IntEnum):
    """What the dialog shows."""

    QUESTION = 0
    WORK = 1
    RESULT = 2


class WorkDialog(Dialog):
    """Enter leads through the fields and starts; Esc stops the work first, then closes.

    Args:
        verb: on the button that starts.
    """

    def __init__(self, desk: Desk, parent: QWidget, *, icon: str, verb: str) -> None:
        super().__init__(parent, icon=icon)
        self.setObjectName("wide")
        self.desk = desk
        self._task: Task | None = None
        self._icon_name, self._verb = icon, verb
        self._banner = Banner(self, closable=False)
        self._question = QWidget(self)
        self.question = QVBoxLayout(self._question)
        self.question.setContentsMargins(0, 0, 0, 0)
        self.question.setSpacing(tokens().space.xs)
        self._flow = FieldFlow(self)
        self._flow.ended.connect(self._ask)
        self._fields: list[FieldEditor] = []
        self._far = HowFar(self)
        self._facts = Label("", self, role="text", wrap=True)
        self._hint = Label("", self, role="muted", wrap=True)
        result = QWidget(self)
        below = QVBoxLayout(result)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._facts)
        below.addWidget(self._hint)
        below.addStretch()
        self._sheets = QStackedWidget(self)
        for sheet in (self._question, self._far, result):
            self._sheets.addWidget(sheet)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._sheets)
        self._stop = Button(self.tr("取消"), self, key="Esc")
        self._stop.clicked.connect(self.reject)
        self._go = Button(verb, self, kind="primary", icon=icon, key="Enter")
        self._go.clicked.connect(self._next)
        self._buttons.addWidget(self._stop)
        self._buttons.addWidget(self._go)

    # what a dialog says

    def problems(self) -> dict[str, Note]:
        """Return what is wrong with the fields."""
        return {}

    def start(self) -> None:
        """All is there: begin by :meth:`run`."""
        raise NotImplementedError

    # what a dialog uses

    def set_fields(self, *fields: FieldEditor, columns: int = 1) -> None:
        """Set the fields in their order and in so many columns, below what the question holds already."""
        self._fields = list(fields)
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens().space.m)
        for place, editor in enumerate(fields):
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
            grid.addWidget(editor, place // columns, place % columns)
        self.question.addLayout(grid)
        self.question.addStretch()
        self._flow.set_fields(fields)
        fields[0].control().setFocus()

    def fields(self) -> dict[str, FieldEditor]:
        """Return the fields by their keys."""
        return {editor.key: editor for editor in self._fields}

    def value(self, key: str) -> str:
        """Return what stands in a field."""
        return self.fields()[key].value()

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def sheet(self) -> Sheet:
        """Return what is shown."""
        return Sheet(self._sheets.currentIndex())

    def run(
        self, work: Callable[[Task], _T], what: str, done: Callable[[_T], object], *, lane: Lane = Lane.WORK
    ) -> None:
        """Do the work, tell how far it is, and give its result to ``done``, which shows it."""
        self._far.begin(self.tr("{what}…").format(what=what))
        self._show_sheet(Sheet.WORK)

        def end(result: _T) -> None:
            self._task = None
            done(result)

        def progress(at: int, total: int) -> None:
            if total:
                self._far.advance(at, total)
                self._far.tell(self.tr("{what}：{done} / {total}").format(what=what, done=at, total=total))

        self._task = self.desk.tasks.run_long(
            work, owner=self, lane=lane, on_done=end, on_error=self.fail, on_progress=progress
        )
        self._task.ended.connect(self._look_stopped)
        self.destroyed.connect(self._task.cancel)

    def fail(self, error: SscardError) -> None:
        """Say why it couldn't be done; what was answered stays."""
        self._task = None
        told = self.desk.language.message(error)
        self._banner.show_message(told.what, told.todo, tone=Tone.BAD)
        self._show_sheet(Sheet.QUESTION)

    def show_result(self, facts: str, hint: str = "") -> None:
        """Say what came of it."""
        self._facts.setText(facts)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._show_sheet(Sheet.RESULT)

    # in between

    def _show_sheet(self, sheet: Sheet) -> None:
        self._sheets.setCurrentIndex(sheet)
        done = sheet is Sheet.RESULT
        self._go.setVisible(sheet is not Sheet.WORK)
        self._go.set_text(self.tr("完成") if done else self._verb)
        self._go.set_icon("check" if done else self._icon_name)
        self._stop.setVisible(not done)
        self._stop.set_text(self.tr("停止") if sheet is Sheet.WORK else self.tr("取消"))
        if sheet is Sheet.QUESTION and self._fields:
            self._fields[0].control().setFocus()
        else:
            (self._stop if sheet is Sheet.WORK else self._go).setFocus()

    def _ask(self) -> None:
        if self._task is not None:
            return
        problems = self.problems()
        for editor in self._fields:
            editor.set_note(problems.get(editor.key))
        if problems:
            self._flow.go_to(next(iter(problems)))
            return
        self._banner.close_message()
        self.start()

    def _next(self) -> None:
        if self.sheet() is Sheet.RESULT:
            self.accept()
        else:
            self._ask()

    def _look_stopped(self) -> None:
        if self._task is not None and self._task.cancelled:
            self._task = None
            self._banner.show_message(self.tr("已停止。"), tone=Tone.WARN)
            self._show_sheet(Sheet.QUESTION)

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._far.tell(self.tr("正在停止…"))
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # In a field its own Enter leads on.
            if self.sheet() is Sheet.RESULT:
                self.accept()
            elif not self._fields:
                self._next()
            return
        super().keyPressEvent(event)
