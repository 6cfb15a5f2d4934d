# SPDX-License-Identifier: Apache-2.0
"""Settings: a row of parts, the chosen one beneath, its keys in the bar."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from sscard_desktop.domain.updates import SUFFIX
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.settings.appearance import AppearanceTab
from sscard_desktop.ui.settings.cities import CitiesTab
from sscard_desktop.ui.settings.devices import DevicesTab
from sscard_desktop.ui.settings.people import PeopleTab
from sscard_desktop.ui.settings.printing import PrintingTab
from sscard_desktop.ui.settings.safety import SafetyTab
from sscard_desktop.ui.settings.station import StationTab
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.settings.units import UnitsTab
from sscard_desktop.ui.settings.updates import UpdatesTab
from sscard_desktop.ui.theme import Look, tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.segments import Segments


class SettingsPage(Page):
    """Ctrl+Tab walks through the parts; :meth:`entered` takes the name of one: ``devices``, ``people``, ``station``,
    ``safety``, ``units``, ``cities``, ``printing``, ``updates``, ``appearance``; or an update file.

    Signals:
        look_chosen(Look): the window is to look so.
        idle_changed(seconds): the window locks after another time.
        locked_out(): the station was closed beneath the window.
    """

    key = "settings"

    look_chosen = Signal(Look)
    idle_changed = Signal(float)
    locked_out = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        space = tokens().space
        appearance, station, safety = AppearanceTab(desk), StationTab(desk), SafetyTab(desk)
        self._updates = updates = UpdatesTab(desk)
        appearance.look_chosen.connect(self.look_chosen)
        station.idle_changed.connect(self.idle_changed)
        safety.locked_out.connect(self.locked_out)
        self.appearance = appearance
        self._tabs: dict[str, Tab] = {
            "devices": DevicesTab(desk),
            "people": PeopleTab(desk),
            "station": station,
            "safety": safety,
            "units": UnitsTab(desk),
            "cities": CitiesTab(desk),
            "printing": PrintingTab(desk),
            "updates": updates,
            "appearance": appearance,
        }
        self._current = "devices"
        self._parts = Segments(self)
        self._parts.picked.connect(self.show_part)
        self._front = QStackedWidget(self)
        for tab in self._tabs.values():
            tab.told.connect(self.told)
            tab.actions_changed.connect(self._show_actions)
            self._front.addWidget(tab)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        room = QVBoxLayout()
        room.setContentsMargins(space.l, space.m, space.l, space.m)
        room.setSpacing(space.s)
        room.addWidget(self._parts)
        room.addWidget(self._front, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(room, 1)
        column.addWidget(self._bar)
        self._shortcuts: list[QShortcut] = []
        helping = QShortcut(QKeySequence("F1"), self)
        helping.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        helping.activated.connect(lambda: self.page_requested.emit("help", ""))
        for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._walk(by))
        self.retranslate()

    def entered(self, subject: str = "") -> None:
        if subject.casefold().endswith(SUFFIX):
            self.show_part("updates")
            self._updates.look_at(Path(subject))
        else:
            self.show_part(subject if subject in self._tabs else self._current)

    def retranslate(self) -> None:
        self._parts.set_options([(name, tab.title()) for name, tab in self._tabs.items()])
        self._parts.set_code(self._current)
        self._show_actions()

    def show_part(self, name: str) -> None:
        """Show one of the parts, and put the keyboard there."""
        self._current = name
        self._parts.set_code(name)
        tab = self._tabs[name]
        self._front.setCurrentWidget(tab)
        self._show_actions()
        tab.entered()
        tab.setFocus()

    def occupied(self) -> bool:
        return self._updates.running()

    def part(self, name: str) -> Tab:
        """Return one of the parts."""
        return self._tabs[name]

    def current(self) -> str:
        """Return the name of the part that is shown."""
        return self._current

    def _walk(self, by: int) -> None:
        names = list(self._tabs)
        self.show_part(names[(names.index(self._current) + by) % len(names)])

    def _act(self, name: str) -> None:
        if name == "first":
            self.page_requested.emit("first", "")
        else:
            self._tabs[self._current].act(name)

    def _show_actions(self) -> None:
        actions = self._tabs[self._current].key_actions()
        first = KeyAction("first", "F12", self.tr("首次设置"), "check")
        self._bar.set_actions(actions, [first])
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        for action in (*actions, first):
            shortcut = QShortcut(QKeySequence(action.key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda name=action.name: self._act(name))
            self._shortcuts.append(shortcut)
