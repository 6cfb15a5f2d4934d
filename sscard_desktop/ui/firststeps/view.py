# SPDX-License-Identifier: Apache-2.0
"""The step that is on: its name, why it is there, how it stands, and beneath it the panel that sees to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.services.firststeps import Standing, Step
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.firststeps.making import make_panel
from sscard_desktop.ui.firststeps.panels import StepPanel
from sscard_desktop.ui.firststeps.words import StepWords
from sscard_desktop.ui.settings.appearance import AppearanceTab
from sscard_desktop.ui.theme import Look, tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Label


class StepView(QWidget):
    """Shows one step at a time; a panel is made at the first visit and stays.

    Signals:
        told(text): something was done that deserves a toast.
        did(Step): what a step is about was done in its panel.
        actions_changed(): the panel's keys are others now.
        look_chosen(Look): the window is to look so.
    """

    told = Signal(str)
    did = Signal(object)
    actions_changed = Signal()
    look_chosen = Signal(Look)

    def __init__(self, desk: Desk, words: StepWords, parent: QWidget) -> None:
        super().__init__(parent)
        space = tokens().space
        self._desk = desk
        self._words = words
        self._look = Look()
        self._panels: dict[Step, StepPanel] = {}
        self._title = Label("", self, role="section", wrap=True)
        self._why = Label("", self, role="text", wrap=True)
        self._state = Chip("", self)
        self._said = Label("", self, role="muted", wrap=True)
        inner = QWidget()
        self._room = QVBoxLayout(inner)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setProperty("ringed", True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        standing = QHBoxLayout()
        standing.setSpacing(space.m)
        standing.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        standing.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addLayout(standing)
        column.addWidget(self._area, 1)

    def say(self, step: Step, standing: Standing) -> None:
        """Say which step it is and how it stands, in the language in force."""
        shown = self._words.chip(standing)
        self._title.setText(self._words.title(step))
        self._why.setText(self._words.why(step))
        self._state.set_state(shown.word, shown.tone, icon=shown.icon)
        self._said.setText(self._words.state(step, standing))

    def enter(self, step: Step) -> None:
        """Show what the step holds, read anew."""
        panel = self._panels.get(step) or self._make(step)
        for each in self._panels.values():
            each.setVisible(each is panel)
        self._area.verticalScrollBar().setValue(0)
        panel.entered()

    def panel(self, step: Step | None) -> StepPanel | None:
        """Return what a step holds, ``None`` before its first visit."""
        return self._panels.get(step) if step is not None else None

    def set_look(self, look: Look) -> None:
        """Know the look in force."""
        self._look = look
        for tab in self.findChildren(AppearanceTab):
            tab.set_look(look)

    def _make(self, step: Step) -> StepPanel:
        panel = self._panels[step] = make_panel(self._desk, step)
        panel.told.connect(self.told)
        panel.did.connect(partial(self.did.emit, step))
        panel.actions_changed.connect(self.actions_changed)
        for tab in panel.findChildren(AppearanceTab):
            tab.set_look(self._look)
            tab.look_chosen.connect(self.look_chosen)
        self._room.addWidget(panel)
        return panel
