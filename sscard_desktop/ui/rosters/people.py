# SPDX-License-Identifier: Apache-2.0
"""The people of one roster: how far they are, found as one types, by state and by unit."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.roster import RosterId, RowGlance, RowState
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.rosters import words
from sscard_desktop.ui.rosters.heading import RosterHeading
from sscard_desktop.ui.rosters.peoplemodel import PAGE, PeopleModel, PersonColumn
from sscard_desktop.ui.rosters.reading import RosterGlance, Wanted, read_people, read_roster
from sscard_desktop.ui.rosters.units import UnitTable
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.searchline import SearchLine
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.table import Table

MOST_FOUND = 500
"""So many people who match a text are listed; who looks for somebody types on."""
_ALL = "all"
_POSITION_ROOM, _NAME_ROOM, _NUMBER_ROOM = "50000", "阿依古丽·买买提", "650102 19981012 1024"
_UNIT_ROOM, _PHOTO_ROOM, _TURN_ROOM = "样例机械制造有限公司", "照片", "11-22 09:30"


class Front(IntEnum):
    """What is in front."""

    PEOPLE = 0
    UNITS = 1
    NOBODY = 2


class PeopleList(Retranslated, QWidget):
    """Figures, search line, states with their counts, and the table; or the units instead.

    Signals:
        opened(RowGlance): Enter or a double click.
        row_changed(): somebody else is chosen, or nobody.
        failed(SscardError): the roster is gone.
    """

    opened = Signal(RowGlance)
    row_changed = Signal()
    failed = Signal(SscardError)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._roster: RosterGlance | None = None
        self._wanted = Wanted()
        self._asked = 0
        self._found: Sequence[RowGlance] = ()
        self._heading = RosterHeading(self)
        self._model = PeopleModel(self)
        self._model.wanted.connect(self._read_page)
        self.table = Table(self)
        self.table.setModel(self._model)
        self.table.setItemDelegateForColumn(PersonColumn.STATE, ChipDelegate(self.table))
        # Departments of one firm differ at the end of their names.
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.spare_columns(PersonColumn.POSITION, PersonColumn.PHOTO, PersonColumn.UNIT)
        self.table.opened.connect(self._open)
        self.table.row_changed.connect(lambda _: self.row_changed.emit())
        self.units = UnitTable(self)
        self.units.chosen.connect(self._open_unit)
        self.search = SearchLine(self.table, self)
        self.search.searched.connect(self._search)
        self._key = KeyCap("F3", self)
        self._states = Segments(self)
        self._states.picked.connect(lambda code: self.show_states(() if code == _ALL else (RowState(code),)))
        self._empty = EmptyState(self, icon="search")
        self._empty.action_chosen.connect(self.show_all)
        self._foot = Label("", self, role="muted")
        self._front = QStackedWidget(self)
        for part in (self.table, self.units, self._empty):
            self._front.addWidget(part)
        self._lay_out()
        self.setFocusProxy(self.search)
        self.retranslate()

    def _lay_out(self) -> None:
        space = tokens().space
        top = QHBoxLayout()
        top.setSpacing(space.s)
        top.addWidget(self.search, 1)
        top.addWidget(self._key)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.m, space.l, space.s)
        column.setSpacing(space.s)
        column.addWidget(self._heading)
        column.addLayout(top)
        column.addWidget(self._states)
        column.addWidget(self._front, 1)
        column.addWidget(self._foot)

    # what the page asks

    def open_roster(self, roster_id: RosterId) -> None:
        """Show another roster, all of its people."""
        self.search.reset()
        self._wanted, self._found = Wanted(), ()
        self._front.setCurrentIndex(Front.PEOPLE)
        self._model.show_total(0)
        self._roster = None
        self._read(roster_id)

    def refresh(self) -> None:
        """Read figures and people again; the same row stays chosen."""
        if self._roster is not None:
            self._read(self._roster.roster.id)

    def roster(self) -> RosterGlance | None:
        """Return the roster that is shown."""
        return self._roster

    def wanted(self) -> Wanted:
        """Return which of its people are listed."""
        return self._wanted

    def current(self) -> RowGlance | None:
        """Return who is chosen."""
        if self._front.currentIndex() != Front.PEOPLE:
            return None
        return self._model.person(self.table.current_row())

    def model(self) -> PeopleModel:
        """Return who is listed."""
        return self._model

    def by_unit(self) -> bool:
        """Return whether the units are in front."""
        return self._front.currentIndex() == Front.UNITS

    def show_units(self) -> None:
        """Bring the units to the front, or the people again."""
        if self.by_unit():
            self._list()
            self.search.setFocus()
        else:
            self._front.setCurrentIndex(Front.UNITS)
            self.units.choose_row(0)
            self.units.setFocus()
        self._show_words()
        self.row_changed.emit()

    def show_states(self, states: tuple[RowState, ...]) -> None:
        """List people of these states only."""
        self._want(Wanted(self._wanted.text, states, self._wanted.unit))

    def show_all(self) -> None:
        """Take away search, state and unit."""
        self.search.reset()
        self._want(Wanted())
        self.search.setFocus()

    def step_back(self) -> bool:
        """Take away the last thing that narrows the list; return whether there was one."""
        if self.by_unit():
            self.show_units()
        elif self.search.text():
            self.search.clear()
        elif self._wanted.unit is not None:
            self._want(Wanted(self._wanted.text, self._wanted.states))
        else:
            return False
        return True

    def retranslate(self) -> None:
        self.search.set_words(self.tr("查找"), self.tr("姓名、拼音首字母、证件号码、号码后四位或个人编号"))
        self._model.words_changed()
        self.table.fit_columns(
            *(_POSITION_ROOM, _NAME_ROOM, _NUMBER_ROOM, words.state_room()),
            *(_UNIT_ROOM, max(_PHOTO_ROOM, self._model.heading(PersonColumn.PHOTO), key=len), _TURN_ROOM),
        )
        self.units.words_changed()
        self._show_words()

    # reading

    def _search(self, text: str) -> None:
        self._want(Wanted(text, self._wanted.states, self._wanted.unit))

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._states.set_code(wanted.states[0] if wanted.states else _ALL)
        self._list()

    def _read(self, roster_id: RosterId) -> None:
        def show(glance: RosterGlance) -> None:
            first = self._roster is None
            self._roster = glance
            self.units.show_units(glance.units)
            if not self.by_unit():
                self._list(again=not first)
            self._show_words()

        self._desk.tasks.run(
            lambda: read_roster(self._desk, roster_id), owner=self, on_done=show, on_error=self.failed.emit
        )

    def _list(self, *, again: bool = False) -> None:
        """List who is wanted: as many as the figures say, or as many as match the text."""
        self._asked += 1
        asked, glance, wanted = self._asked, self._roster, self._wanted
        if glance is None:
            return
        if not wanted.text:
            self._found = ()
            self._show_people(wanted.total(glance.units), again=again)
            return

        def show(found: Sequence[RowGlance]) -> None:
            if asked == self._asked:
                self._found = found
                self._show_people(min(len(found), MOST_FOUND), again=again)

        self._desk.tasks.run(
            lambda: read_people(self._desk, glance.roster.id, wanted, limit=MOST_FOUND + 1, offset=0),
            owner=self,
            on_done=show,
        )

    def _show_people(self, total: int, *, again: bool) -> None:
        chosen = self.table.current_row() if again else 0
        (self._model.look_again if again else self._model.show_total)(total)
        for page in range(0, len(self._found), PAGE):
            self._model.put(page // PAGE, self._found[page : page + PAGE])
        self._front.setCurrentIndex(Front.PEOPLE if total else Front.NOBODY)
        self.table.choose_row(chosen)
        self._show_words()
        self.row_changed.emit()

    def _read_page(self, page: int) -> None:
        asked, glance, wanted = self._asked, self._roster, self._wanted
        if glance is None:
            return

        def put(people: Sequence[RowGlance]) -> None:
            if asked == self._asked:
                self._model.put(page, people)
                self.row_changed.emit()

        self._desk.tasks.run(
            lambda: read_people(self._desk, glance.roster.id, wanted, limit=PAGE, offset=page * PAGE),
            owner=self,
            on_done=put,
        )

    # showing

    def _show_words(self) -> None:
        glance, wanted = self._roster, self._wanted
        counts = glance.counts if glance is not None else {}
        self._heading.show_counts(glance.roster.title if glance is not None else "", counts)
        here = counts if glance is None or wanted.unit is None else glance.units.get(wanted.unit, {})
        options = [(_ALL, self.tr("全部 {count}").format(count=sum(here.values())))]
        options += [(state.value, f"{words.of_state(state).word} {here.get(state, 0)}") for state in words.ORDER]
        self._states.set_options(options)
        self._states.set_code(wanted.states[0] if wanted.states else _ALL)
        for part in (self.search, self._key, self._states):
            part.setVisible(not self.by_unit())
        self._foot.setText(self._told())
        self._show_nobody()

    def _told(self) -> str:
        if self.by_unit():
            return self.tr("%n 个单位，未到的人多的在前；Enter 只看这个单位的人", "", self.units.count())
        parts = [self.tr("已列出 %n 人，按花名册的顺序", "", self._model.rowCount())]
        if self._wanted.unit is not None:
            parts.append(self.tr("只看单位：{unit}（Esc 看全部）").format(unit=words.of_unit(self._wanted.unit)))
        if len(self._found) > MOST_FOUND:
            parts.append(self.tr("找到的人太多，请再输入几个字"))
        return "　".join(parts)

    def _show_nobody(self) -> None:
        if self._wanted == Wanted():
            self._empty.set_content(self.tr("这份花名册里没有人"), icon="roster")
        else:
            self._empty.set_content(
                self.tr("没有找到"),
                self.tr("试试号码后四位、个人编号或姓名拼音首字母；也可能在别的状态里。"),
                action=self.tr("显示全部"),
                icon="search",
            )

    def _open(self, row: int) -> None:
        person = self._model.person(row)
        if person is not None:
            self.opened.emit(person)

    def _open_unit(self, unit: str) -> None:
        self._want(Wanted(self._wanted.text, self._wanted.states, unit))
        self.search.setFocus()
