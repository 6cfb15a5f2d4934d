# SPDX-License-Identifier: Apache-2.0
"""Help: the work step by step at the left, the keys at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.domain.operators import Permission
from sscard_desktop.ui.counter.keys import CounterKeys
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.help.guide import Guide, Keys
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import Label


class HelpPage(Page):
    """Two columns that scroll, by arrows and page keys too."""

    key = "help"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._supervisor = desk.operator.may(Permission.REVIEW)
        self._rosters = desk.operator.may(Permission.ROSTERS)
        self._demo = desk.simulated is not None
        space = tokens().space
        self._areas = [QScrollArea(self), QScrollArea(self)]
        row = QHBoxLayout(self)
        row.setContentsMargins(space.xl, space.l, space.m, 0)
        row.setSpacing(space.xxl)
        for area, stretch in zip(self._areas, (5, 4), strict=True):
            area.setWidgetResizable(True)
            area.setProperty("ringed", True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            row.addWidget(area, stretch)
        self.setFocusProxy(self._areas[0])
        support = QShortcut(QKeySequence("F8"), self)
        support.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        support.activated.connect(lambda: self.page_requested.emit("morning", "support"))
        self.retranslate()

    def entered(self, subject: str = "") -> None:
        self._areas[0].setFocus()

    def retranslate(self) -> None:
        guide = Guide()
        counter = CounterKeys().lines(demo=self._demo)
        at_the_counter = Keys(self.tr("办理"), tuple((line.key, line.text) for line in counter))
        keys = [at_the_counter, *guide.keys(supervisor=self._supervisor, rosters=self._rosters)]
        self._areas[0].setWidget(self._topics(guide))
        self._areas[1].setWidget(self._keys(keys))
        for area in self._areas:
            area.setAccessibleName(self.tr("帮助"))

    def _topics(self, guide: Guide) -> QWidget:
        space = tokens().space
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, space.m, space.l)
        column.setSpacing(space.s)
        for topic in guide.topics(supervisor=self._supervisor, rosters=self._rosters):
            column.addWidget(Label(topic.title, room, role="section"))
            steps = QGridLayout()
            steps.setHorizontalSpacing(space.s)
            steps.setVerticalSpacing(space.s)
            steps.setColumnStretch(1, 1)
            for number, step in enumerate(topic.steps, start=1):
                steps.addWidget(Label(f"{number}.", room, role="muted"), number, 0, Qt.AlignmentFlag.AlignTop)
                steps.addWidget(Label(step, room, wrap=True), number, 1)
            column.addLayout(steps)
            column.addSpacing(space.l)
        column.addStretch()
        return room

    def _keys(self, groups: list[Keys]) -> QWidget:
        space = tokens().space
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, space.m, space.l)
        column.setSpacing(space.s)
        for group in groups:
            column.addWidget(Label(group.title, room, role="section"))
            lines = QGridLayout()
            lines.setHorizontalSpacing(space.m)
            lines.setVerticalSpacing(space.s)
            lines.setColumnMinimumWidth(0, tokens().size["label_column"])
            lines.setColumnStretch(1, 1)
            for at, (cap, text) in enumerate(group.lines):
                lines.addWidget(KeyCap(cap, room), at, 0, Qt.AlignmentFlag.AlignLeft)
                lines.addWidget(Label(text, room, wrap=True), at, 1)
            column.addLayout(lines)
            column.addSpacing(space.l)
        column.addStretch()
        return room
