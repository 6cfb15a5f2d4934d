# SPDX-License-Identifier: Apache-2.0
"""The people of a roster over the counter: sought by name, initials or number, called up, given a queue number.

Without anything typed those who have a number stand first, in the queue's order, then who is missing: the first line is
whom to call, so that Enter alone calls the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.grouping import RESIDENT_GROUPS, in_groups
from sscard_desktop.domain.roster import Roster, RowGlance, RowState
from sscard_desktop.ui.counter.sheets import ListDialog
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.rosters.words import of_state
from sscard_desktop.ui.theme import set_state
from sscard_desktop.ui.widgets.searchline import SearchLine

MOST_SHOWN = 200
_NUMBER_KEY = "Ctrl+N"
_NAME_ROOM, _NUMBER_ROOM, _UNIT_ROOM = "阿卜杜拉·买买提江江", "510107 19900307 234X", "成都样例科技有限公司"


class RosterSheet(ListDialog):
    """Whom to call up; :attr:`chosen` is who was picked.

    Args:
        desk: whose station.
        roster: whose people.
        on_numbered: called when somebody was given a number.
    """

    def __init__(self, desk: Desk, roster: Roster, parent: QWidget, *, on_numbered: Callable[[], object]) -> None:
        super().__init__(parent)
        set_state(self, "breadth", "broad")
        self._desk = desk
        self._roster = roster
        self._on_numbered = on_numbered
        self._found: Sequence[RowGlance] = ()
        self.set_title(self.tr("花名册：{title}").format(title=roster.title))
        self.set_text(self.tr("回车叫到选中的人。没有输入时，先列排了号的，再列未到的。"))
        self.line = SearchLine(self.table, self)
        self.line.set_words(self.tr("查找"), self.tr("姓名、拼音首字母、证件号码或个人编号"))
        self.line.searched.connect(self._search)
        self.body.insertWidget(0, self.line)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self.number_button = self.add_button(self.tr("发号"), result=0, key=_NUMBER_KEY)
        self.number_button.clicked.disconnect()
        self.number_button.clicked.connect(self.give_number)
        self.add_button(self.tr("叫到"), result=1, primary=True)
        shortcut = QShortcut(QKeySequence(_NUMBER_KEY), self)
        shortcut.activated.connect(self.give_number)
        self._search("")
        self.line.setFocus()

    @property
    def chosen(self) -> RowGlance | None:
        """Who was picked, ``None`` where nobody matches."""
        row = self.table.current_row()
        return self._found[row] if 0 <= row < len(self._found) else None

    def give_number(self) -> None:
        """Give who is picked the next number; who has one already goes to the queue's end."""
        chosen = self.chosen
        if chosen is None or chosen.state is not RowState.MISSING:
            return
        arrivals, again = self._desk.arrivals(), bool(chosen.queue)

        def numbered(_: object) -> None:
            self.line.reset()
            self._search("")
            self._on_numbered()

        self._desk.tasks.run(lambda: arrivals.give_number(chosen.id, again=again), owner=self, on_done=numbered)

    def accept(self) -> None:
        if self.chosen is not None:
            super().accept()

    def _search(self, text: str) -> None:
        drive, arrivals, roster = self._desk.drive(), self._desk.arrivals(), self._roster.id

        def find() -> list[RowGlance]:
            if text:
                return list(drive.search(roster, text, limit=MOST_SHOWN))
            queue = list(arrivals.queue(roster, limit=MOST_SHOWN))
            numbered = {each.id for each in queue}
            missing = arrivals.missing(roster, states=(RowState.MISSING, RowState.HALF), limit=MOST_SHOWN)
            return [*queue, *(each for each in missing if each.id not in numbered)]

        self._desk.tasks.run(find, owner=self, on_done=self._show_found)

    def _show_found(self, found: Sequence[RowGlance]) -> None:
        self._found = found
        headers = [
            self.tr("号"),
            self.tr("姓名"),
            self.tr("证件号码"),
            self.tr("单位"),
            self.tr("状态"),
            self.tr("时间"),
        ]
        rows = [
            (
                str(each.queue or ""),
                each.name,
                in_groups(each.number, RESIDENT_GROUPS),
                each.unit,
                of_state(each.state).word,
                f"{each.slot.astimezone(CHINA):%m-%d %H:%M}" if each.slot is not None else "",
            )
            for each in found
        ]
        state = max((row[4] for row in rows), key=self.fontMetrics().horizontalAdvance, default="")
        self.fill(headers, rows, ("999", _NAME_ROOM, _NUMBER_ROOM, _UNIT_ROOM, state))
