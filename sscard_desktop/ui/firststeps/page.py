# SPDX-License-Identifier: Apache-2.0
"""The page of the first steps: which there are at the left, the one that is on at the right, Enter goes on.

It stands in no one's way: it isn't in the navigation, comes by itself at a new station or for a new person only, Esc
leaves it for good, and it is found again in the settings, in the help and in the palette.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.firststeps import FirstSteps, Mark, Progress, Standing, Step, waiting
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.firststeps.around import AroundWatch
from sscard_desktop.ui.firststeps.model import StepRow, StepsModel
from sscard_desktop.ui.firststeps.panels import StepPanel
from sscard_desktop.ui.firststeps.view import StepView
from sscard_desktop.ui.firststeps.words import StepWords
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.theme import Look, tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.table import Table

_SKIP, _LEAVE, _HELP = "skip", "leave", "help"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FirstStepsPage(Page):
    """Enter does what the step needs, and goes on where it is well; F6 puts it off, arrows choose another one, Tab goes
    into it and Esc comes back, Ctrl+Enter goes on from inside.

    Signals:
        look_chosen(Look): the window is to look so.
    """

    key = "first"

    look_chosen = Signal(Look)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        space = tokens().space
        self._desk = desk
        self._service = FirstSteps(desk.session)
        self._progress = Progress(())
        self._step: Step | None = None
        self._front = "counter" if desk.operator.may(Permission.CAPTURE) else "records"
        self._words = StepWords(self)
        self.around = AroundWatch(desk, self)
        self.around.changed.connect(self._show)
        self._head = Label("", self, role="section")
        self.model = StepsModel(self._words, self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(1, ChipDelegate(self.table))
        self.table.horizontalHeader().hide()
        self.table.opened.connect(lambda _: self.go_on())
        self.table.row_changed.connect(self._choose)
        self.view = StepView(desk, self._words, self)
        self.view.told.connect(self.told)
        self.view.told.connect(lambda _: self._look_again())
        self.view.did.connect(self._did)
        self.view.actions_changed.connect(self._show_actions)
        self.view.look_chosen.connect(self.look_chosen)
        left = QVBoxLayout()
        left.setSpacing(space.s)
        left.addWidget(self._head)
        left.addWidget(self.table, 1)
        sides = QHBoxLayout()
        sides.setContentsMargins(space.l, space.m, space.l, space.s)
        sides.setSpacing(space.xl)
        sides.addLayout(left, 2)
        sides.addWidget(self.view, 5)
        self.bar = ActionBar(self)
        self.bar.chosen.connect(self._act)
        self.bar.next_requested.connect(self.go_on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(sides, 1)
        whole.addWidget(self.bar)
        self._shortcuts: list[QShortcut] = []
        for key, act in (
            ("F1", lambda: self.page_requested.emit("help", "")),
            ("F6", self.put_off),
            ("Ctrl+Return", self.pass_on),
            ("Ctrl+Enter", self.pass_on),
        ):
            self._bind(key, act)
        self.setFocusProxy(self.table)
        self.retranslate()

    def _bind(self, key: str, act: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
        return shortcut

    # the page

    def entered(self, subject: str = "") -> None:
        """Show the steps; ``subject`` names one, otherwise it is the first that nobody did anything with."""

        def show(progress: Progress) -> None:
            wanted = Step(subject) if subject in set(progress.steps) else progress.first_open()
            self._take(progress, wanted)
            self.table.setFocus()

        self._desk.tasks.run(self._service.progress, owner=self, on_done=show, on_error=self.failed.emit)

    def busy(self) -> bool:
        """Nothing comes before the first steps while they aren't over."""
        return not self._progress.over

    def set_look(self, look: Look) -> None:
        """Know the look in force."""
        self.view.set_look(look)

    def current(self) -> Step | None:
        """Return the step that is on."""
        return self._step

    def panel(self) -> StepPanel | None:
        """Return what the step that is on holds."""
        return self.view.panel(self._step)

    def state(self) -> Standing:
        """Return how the step that is on stands."""
        row = self._row()
        return row.standing if row is not None else Standing.FREE

    # what keys do

    def go_on(self) -> None:
        """Do what the step needs, or go to the next one."""
        panel = self.panel()
        if panel is not None and self.state() is Standing.OPEN:
            panel.begin()
        else:
            self.pass_on()

    def pass_on(self) -> None:
        """Go to the next step; what isn't well stays open for later."""
        self._mark(Mark.DONE if self.state() in (Standing.WELL, Standing.FREE) else Mark.LATER)

    def put_off(self) -> None:
        """Leave the step for later, and go to the next one."""
        self._mark(Mark.DONE if self.state() is Standing.WELL else Mark.LATER)

    def leave(self) -> None:
        """Go to work; the steps come no more by themselves."""

        def left(progress: Progress) -> None:
            open_ones = len(waiting(progress, self.around.now))
            self._progress = progress
            self.told.emit(
                self.tr("还有 %n 步没做，随时在“设置”或“帮助”里按 F12 继续", "", open_ones)
                if open_ones
                else self.tr("都准备好了，可以办理第一位了")
            )
            self.page_requested.emit(self._front, "")

        self._desk.tasks.run(self._service.end, owner=self, on_done=left, on_error=self.failed.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        inside = self.focusWidget() is not None and not self.table.hasFocus()
        if event.key() == Qt.Key.Key_Escape and inside:
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ENTER and not event.isAutoRepeat():
            self.go_on()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.around.start()
        self._desk.reader.try_out(trying=True)

    def hideEvent(self, event: QHideEvent) -> None:
        self.around.stop()
        self._desk.reader.try_out(trying=False)
        super().hideEvent(event)

    # inside

    def _mark(self, mark: Mark) -> None:
        step = self._step
        if step is None:
            return

        def marked(progress: Progress) -> None:
            following = progress.after(step)
            if following is None:
                self._progress = progress
                self.leave()
            else:
                self._take(progress, following)
                self.table.setFocus()

        self._desk.tasks.run(
            lambda: self._service.mark(step, mark), owner=self, on_done=marked, on_error=self.failed.emit
        )

    def _did(self, step: Step) -> None:
        """Something was done in a step: it says so by itself, and Enter goes on."""

        def marked(progress: Progress) -> None:
            self._progress = progress
            self._show()
            if self._step is step:
                self.table.setFocus()

        self._desk.tasks.run(
            lambda: self._service.mark(step, Mark.DONE), owner=self, on_done=marked, on_error=self.failed.emit
        )

    def _look_again(self) -> None:
        """Something was done, such as a person added: the list may stand otherwise."""

        def show(progress: Progress) -> None:
            self._progress = progress
            self._show()

        self._desk.tasks.run(self._service.progress, owner=self, on_done=show, on_error=self.failed.emit)

    def _take(self, progress: Progress, step: Step) -> None:
        self._progress, self._step = progress, step
        self._show()
        self._enter()

    def _choose(self, row: int) -> None:
        chosen = self.model.row(row)
        if chosen is not None and chosen.step is not self._step and self.table.hasFocus():
            self._step = chosen.step
            self._show()
            self._enter()

    def _enter(self) -> None:
        if self._step is not None:
            self.view.enter(self._step)
            self._show_actions()

    def _row(self) -> StepRow | None:
        return next((row for row in self.model.rows() if row.step is self._step), None)

    def _show(self) -> None:
        before = self.table.blockSignals(True)
        self.model.show_progress(self._progress, self.around.now)
        self.table.choose_row(self.model.place_of(lambda row: row.step is self._step))
        self.table.blockSignals(before)
        row, step = self._row(), self._step
        if row is None or step is None:
            return
        self.view.say(step, row.standing)
        self.bar.set_next(self._words.verb(step, row.standing), icon="chevron_right")

    def _show_actions(self) -> None:
        panel = self.panel()
        own = panel.key_actions() if panel is not None else []
        later = [KeyAction(_SKIP, "F6", self.tr("以后再做"))]
        self.bar.set_actions(
            [KeyAction(_HELP, "F1", self.tr("帮助")), KeyAction(_LEAVE, "Esc", self.tr("直接去办理")), *own], later
        )
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = [self._bind(each.key, partial(self._act, each.name)) for each in own]

    def _act(self, name: str) -> None:
        panel = self.panel()
        if name == _SKIP:
            self.put_off()
        elif name == _LEAVE:
            self.leave()
        elif name == _HELP:
            self.page_requested.emit("help", "")
        elif panel is not None:
            panel.act(name)

    def help_topics(self) -> list[str]:
        """Return what F1 asks about: the step, before the page."""
        return [f"first:{self._step}"] if self._step is not None else []

    def retranslate(self) -> None:
        self._head.setText(self.tr("首次设置"))
        self.table.setAccessibleName(self._head.text())
        self.table.fit_columns(max((self._words.title(step) for step in Step), key=len) + "  ")
        self.table.viewport().update()
        self._show()
        self._show_actions()
