# SPDX-License-Identifier: Apache-2.0
"""The rosters page: the list of rosters, or one roster's people; what may be done with either is done by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.roster import RowGlance, RowState
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.rosters.lister import RosterLister
from sscard_desktop.ui.rosters.people import PeopleList
from sscard_desktop.ui.rosters.reading import RosterGlance
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction

KEYS = {"F1": "help", "F3": "find", "F6": "units", "Esc": "back"}


class RostersPage(Page):
    """The list with letters for keys; one roster with function keys, since letters are typed into its search line."""

    key = "rosters"
    icon = "roster"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lister = RosterLister(desk, self)
        self._lister.opened.connect(self._open)
        self._lister.row_changed.connect(self._show_actions)
        self._people = PeopleList(desk, self)
        self._people.opened.connect(self._call_up)
        self._people.row_changed.connect(self._show_actions)
        self._people.failed.connect(self._lost)
        self._front = QStackedWidget(self)
        self._front.addWidget(self._lister)
        self._front.addWidget(self._people)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._front, 1)
        column.addWidget(self._bar)
        self._bind()
        self.retranslate()

    def _bind(self) -> None:
        for keys, name in KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._act, name))

    # the page

    def title(self) -> str:
        return self.tr("花名册")

    def entered(self, subject: str = "") -> None:
        if self._inside():
            self._people.refresh()
            self._people.setFocus()
        else:
            self._lister.refresh()
            self._lister.setFocus()

    def retranslate(self) -> None:
        self._show_actions()

    def lister(self) -> RosterLister:
        """Return the list of rosters; for tests."""
        return self._lister

    def people(self) -> PeopleList:
        """Return the open roster's people; for tests."""
        return self._people

    def bar(self) -> ActionBar:
        """Return the bar; for tests."""
        return self._bar

    # one in front of the other

    def _inside(self) -> bool:
        return self._front.currentWidget() is self._people

    def _open(self, glance: RosterGlance) -> None:
        self._front.setCurrentWidget(self._people)
        self._people.open_roster(glance.roster.id)
        self._people.setFocus()
        self._show_actions()

    def _back(self) -> None:
        if not self._inside() or self._people.step_back():
            return
        shown = self._people.roster()
        self._front.setCurrentWidget(self._lister)
        self._lister.refresh(shown.roster.id if shown is not None else None)
        self._lister.setFocus()
        self._show_actions()

    def _lost(self, error: SscardError) -> None:
        self.failed.emit(error)
        self._back()

    def _call_up(self, person: RowGlance) -> None:
        if person.record is not None:
            done = person.state is RowState.DONE
            self.page_requested.emit("records" if done else "counter", person.record)

    # what may be done

    def _show_actions(self) -> None:
        if self._inside():
            self._show_people_actions()
            return
        self._bar.set_actions([])
        self._bar.set_next(self.tr("打开") if self._lister.current() is not None else "", icon="people")

    def _show_people_actions(self) -> None:
        unit = self.tr("看人员") if self._people.by_unit() else self.tr("按单位看")
        self._bar.set_actions(
            [
                KeyAction("back", "Esc", self.tr("返回")),
                KeyAction("find", "F3", self.tr("查找")),
                KeyAction("units", "F6", unit),
            ]
        )
        person = self._people.current()
        if person is None or person.record is None:
            self._bar.set_next("")
        elif person.state is RowState.DONE:
            self._bar.set_next(self.tr("查看记录"), icon="search")
        else:
            self._bar.set_next(self.tr("继续办理"), icon="counter")

    def _go(self) -> None:
        person, roster = self._people.current(), self._lister.current()
        if self._inside():
            if person is not None:
                self._call_up(person)
        elif roster is not None:
            self._open(roster)

    def _act(self, name: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "help": lambda: self.page_requested.emit("help", ""),
            "back": self._back,
            "find": self._find,
            "units": self._show_units,
        }
        acts[name]()

    def _find(self) -> None:
        if self._inside():
            if self._people.by_unit():
                self._people.show_units()
            self._people.search.setFocus()
            self._people.search.selectAll()

    def _show_units(self) -> None:
        if self._inside():
            self._people.show_units()
