# SPDX-License-Identifier: Apache-2.0
"""The rosters page: the list of rosters, one roster's people, a file on its way in; one in front of the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.roster import Roster, RosterId
from sscard_desktop.services.handover import SUFFIX
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.rosters.findings import CheckedFile
from sscard_desktop.ui.rosters.importpart import ImportPart
from sscard_desktop.ui.rosters.listpart import ListPart, ask_list
from sscard_desktop.ui.rosters.part import Part
from sscard_desktop.ui.rosters.peoplepart import PeoplePart
from sscard_desktop.ui.rosters.reading import RosterGlance
from sscard_desktop.ui.rosters.sharing import ask_shared
from sscard_desktop.ui.rosters.updatepart import UpdatePart
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.label import Tone


def ask_where(parent: QWidget, title: str, name: str) -> str:
    """Ask where a table is saved; ``""`` if the person thought better of it."""
    return QFileDialog.getSaveFileName(parent, title, name, "Excel (*.xlsx)")[0]


class RostersPage(Page):
    """Its parts in turn, over one bar that says what the one in front offers.

    :meth:`entered` takes the id of a roster to open, or the path of one that another station shared.

    Args:
        ask: asks for a list of people. ask_shared: for a roster's file. ask_where: where a table is saved.
    """

    key = "rosters"

    def __init__(
        self,
        desk: Desk,
        *,
        ask: Callable[[QWidget, str], str] = ask_list,
        ask_shared: Callable[[QWidget, str], str] = ask_shared,
        ask_where: Callable[[QWidget, str, str], str] = ask_where,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._banner = Banner(self)
        self.list = ListPart(desk, self, ask=ask, ask_shared=ask_shared, ask_where=ask_where)
        self.list.opened.connect(self._open)
        self.list.list_chosen.connect(self._read)
        self.people = PeoplePart(desk, self, ask_where)
        self.people.left.connect(self._to_list)
        self.people.record_wanted.connect(self.page_requested)
        self.people.update_wanted.connect(self._ask_update)
        self.importing = ImportPart(desk, self, ask_where)
        self.importing.ended.connect(self._after_import)
        self.importing.update_wanted.connect(self._update)
        self.updating = UpdatePart(desk, self)
        self.updating.ended.connect(self._after_update)
        self._front = QStackedWidget(self)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(lambda name: self._part().act(name))
        self._bar.next_requested.connect(lambda: self._part().go())
        for part in (self.list, self.people, self.importing, self.updating):
            self._front.addWidget(part)
            part.offer_changed.connect(partial(self._show_offer, part))
            part.told.connect(self._tell)
            part.withheld.connect(self.withheld)
            part.failed.connect(self._fail)
        message = QVBoxLayout()
        message.setContentsMargins(tokens().space.l, 0, tokens().space.l, 0)
        message.addWidget(self._banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(message)
        column.addWidget(self._front, 1)
        column.addWidget(self._bar)
        helping = QShortcut(QKeySequence("F1"), self)
        helping.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        helping.activated.connect(lambda: self.page_requested.emit("help", ""))
        self.retranslate()

    # the page

    def entered(self, subject: str = "") -> None:
        if subject.casefold().endswith(SUFFIX):
            self._to_list("")
            self.list.take(Path(subject))
            return
        if subject:
            self._show_roster(RosterId(subject))
            return
        if self._part() is self.people:
            self.people.list.refresh()
            self.people.doors.look_at_drive()
        elif self._part() is self.list:
            self.list.enter()
        self._part().setFocus()

    def leaving(self) -> bool:
        self._banner.close_message()
        return True

    def occupied(self) -> bool:
        # Long work shows figures only, and ends with the page.
        part = self._part()
        return part in (self.importing, self.updating) and (self.importing.work.busy() or self.updating.work.busy())

    def retranslate(self) -> None:
        self._show_offer(self._part())

    def bar(self) -> ActionBar:
        """Return the bar; for tests."""
        return self._bar

    def banner(self) -> Banner:
        """Return the banner; for tests."""
        return self._banner

    # one in front of the others

    def _part(self) -> Part:
        part = self._front.currentWidget()
        assert isinstance(part, Part)
        return part

    def _bring(self, part: Part) -> None:
        self._banner.close_message()
        self._front.setCurrentWidget(part)
        part.setFocus()
        self._show_offer(part)

    def _show_offer(self, part: Part) -> None:
        if part is self._part():
            part.offer().show_on(self._bar)

    def _open(self, glance: RosterGlance) -> None:
        self._show_roster(glance.roster.id)

    def _show_roster(self, roster_id: RosterId) -> None:
        self.people.show_roster(roster_id)
        self._bring(self.people)

    def _to_list(self, roster_id: str) -> None:
        self.list.enter(RosterId(roster_id) if roster_id else None)
        self._bring(self.list)

    # importing

    def _read(self, path: Path, onto: Roster | None = None) -> None:
        self._bring(self.importing)
        self.importing.begin(path, onto)

    def _ask_update(self, roster: Roster) -> None:
        chosen = self._ask(self, self.tr("选择改好的花名册：{title}").format(title=roster.title))
        if chosen:
            self._read(Path(chosen), roster)

    def _after_import(self, roster_id: str) -> None:
        if roster_id:
            self._show_roster(RosterId(roster_id))
        elif self.importing.onto() is not None:
            self._bring(self.people)
        else:
            self._to_list("")

    def _update(self, roster: Roster, file: CheckedFile, only_good: bool) -> None:
        self._bring(self.updating)
        self.updating.begin(roster, file, only_good=only_good)

    def _after_update(self, roster_id: str) -> None:
        if roster_id:
            self.importing.forget()
            self._show_roster(RosterId(roster_id))
        else:
            self._bring(self.importing)

    # messages

    def _tell(self, text: str) -> None:
        self._banner.close_message()
        self.told.emit(text)

    def _fail(self, error: SscardError) -> None:
        message = self._desk.language.message(error)
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)
