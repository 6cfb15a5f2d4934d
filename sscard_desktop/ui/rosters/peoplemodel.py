# SPDX-License-Identifier: Apache-2.0
"""A roster's people as a table that knows how many they are, and holds only those whom somebody looks at.

Fifty thousand rows have one scroll bar from the first to the last; what comes into view is asked for, a page at a time,
and what was seen long ago is let go.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.roster import RowGlance
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.rosters import words
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.rows import CHIP_ROLE

_Index = QModelIndex | QPersistentModelIndex
PAGE = 200
"""People who are asked for at a time."""
_KEPT = 40
"""Pages that are held at most."""


class PersonColumn(IntEnum):
    """The columns, in order."""

    POSITION = 0
    NAME = 1
    NUMBER = 2
    STATE = 3
    UNIT = 4
    PHOTO = 5
    TURN = 6
    NOTE = 7


class PeopleModel(QAbstractTableModel):
    """People in the list's order.

    Signals:
        wanted(page): the view came to people who aren't here; answered by :meth:`put`.
    """

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._pages: OrderedDict[int, Sequence[RowGlance]] = OrderedDict()
        self._asked: set[int] = set()
        self._gather = QTimer(self, singleShot=True)
        self._gather.timeout.connect(self._ask)
        self._to_ask: set[int] = set()

    def show_total(self, total: int) -> None:
        """Show so many people, nobody of whom is known yet."""
        self.beginResetModel()
        self._total = total
        self._forget()
        self.endResetModel()

    def look_again(self, total: int) -> None:
        """Ask anew for those who are seen, in place of what they were."""
        if total != self._total:
            self.show_total(total)
            return
        self._forget()
        if total:
            self.dataChanged.emit(self.index(0, 0), self.index(total - 1, len(PersonColumn) - 1))

    def put(self, page: int, people: Sequence[RowGlance]) -> None:
        """Show a page's people."""
        first = page * PAGE
        self._asked.discard(page)
        if first >= self._total:
            return
        self._pages[page] = people
        self._pages.move_to_end(page)
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        last = min(first + PAGE, self._total) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(PersonColumn) - 1))

    def person(self, row: int) -> RowGlance | None:
        """Return who stands in a row, ``None`` outside and for somebody who isn't here yet."""
        page = self._pages.get(row // PAGE)
        return page[row % PAGE] if page is not None and 0 <= row % PAGE < len(page) else None

    def words_changed(self) -> None:
        """Show all words anew, in another language."""
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(PersonColumn) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(PersonColumn) - 1)

    # what the view asks

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(PersonColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.heading(PersonColumn(section))

    def heading(self, column: PersonColumn) -> str:
        """Return a column's heading, in the language in force."""
        headings = (
            *(self.tr("序号"), self.tr("姓名"), self.tr("证件号码"), self.tr("进度")),
            *(self.tr("单位"), self.tr("照片"), self.tr("时间与号"), self.tr("说明")),
        )
        return headings[column]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | Shown | None:
        if role not in (CHIP_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        person = self.person(index.row())
        if person is None:
            self._want(index.row() // PAGE)
            return "…" if role != CHIP_ROLE and index.column() == PersonColumn.NAME else None
        found = self._cell(person, PersonColumn(index.column()))
        if isinstance(found, Shown):
            # Painted as a chip; read out as a word.
            if role == CHIP_ROLE:
                return found
            return found.word if role == Qt.ItemDataRole.AccessibleTextRole else None
        return None if role == CHIP_ROLE else found

    def _cell(self, person: RowGlance, column: PersonColumn) -> str | Shown:
        match column:
            case PersonColumn.POSITION:
                return str(person.position)
            case PersonColumn.NAME:
                return person.name
            case PersonColumn.NUMBER:
                return record_words.number(person.number)
            case PersonColumn.STATE:
                return words.of_state(person.state)
            case PersonColumn.UNIT:
                return person.unit
            case PersonColumn.PHOTO:
                return self.tr("有") if PictureRole.PHOTO in person.pictures else ""
            case PersonColumn.TURN:
                return words.turn(person.slot, person.queue)
            case PersonColumn.NOTE:
                if person.status is not None and not person.refused:
                    return record_words.of_status(person.status).word
                return person.refused

    # in between

    def _forget(self) -> None:
        self._pages.clear()
        self._asked.clear()
        self._to_ask.clear()

    def _want(self, page: int) -> None:
        # A page that came shorter than it should have been isn't asked for again and again.
        if page not in self._asked and page not in self._pages:
            self._asked.add(page)
            self._to_ask.add(page)
            # After the painting that came to them: one question a page, however many cells it has.
            self._gather.start(0)

    def _ask(self) -> None:
        pages, self._to_ask = sorted(self._to_ask), set()
        for page in pages:
            self.wanted.emit(page)
