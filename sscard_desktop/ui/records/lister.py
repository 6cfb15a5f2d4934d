# SPDX-License-Identifier: Apache-2.0
"""The list of records: search as one types, by state, as far down as the eye goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.record import RecordSummary, Status
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.records.model import Column, RecordsModel
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.searchline import SearchLine
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.table import Table

PAGE_ROWS = 200
_NAME_ROOM, _NUMBER_ROOM, _CHIP_ROOM = "阿依古丽·买买提", "650102 19981012 1024", "✓ 已撤销上报"
_BUSINESS_ROOM = "卡归属地转入"
_TIME_ROOM, _CLERK_ROOM = "2026-11-21 20:10", "limin-wuhou"
_RECEIPT_ROOM = "0017-20261121-0001-X"


class Filter(StrEnum):
    """Which states are listed."""

    ALL = "all"
    WAITING = "waiting"
    """What waits at the counter: returned, withdrawn, parked."""
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    LEFT = "left"
    VOID = "void"


STATUSES: Mapping[Filter, tuple[Status, ...]] = {
    Filter.ALL: (),
    Filter.DRAFT: (Status.DRAFT, Status.CONFIRMED),
    Filter.SUBMITTED: (Status.SUBMITTED,),
    Filter.APPROVED: (Status.APPROVED,),
    Filter.LEFT: (
        Status.EXPORTED,
        Status.VERIFYING,
        Status.OPENING_ACCOUNT,
        Status.MAKING,
        Status.LOADING_KEYS,
        Status.READY,
        Status.ISSUED,
    ),
    Filter.VOID: (Status.VOID,),
}


class RecordLister(Retranslated, QWidget):
    """Search line, states with their counts, and the table.

    Signals:
        opened(RecordSummary): Enter or double click.
        row_changed(): another row is chosen, or none.
    """

    opened = Signal(RecordSummary)
    row_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = ""
        self._filter = Filter.ALL
        self._asked = 0
        self._wanted = ""
        self._counts: dict[Filter, int] = {}
        space = tokens().space
        self._model = RecordsModel(desk.profile.businesses, desk.language, self)
        self._model.more_wanted.connect(self._fetch_more)
        self._table = Table(self)
        self._table.setModel(self._model)
        self._table.setItemDelegateForColumn(Column.STATE, ChipDelegate(self._table))
        self._table.fit_columns(_NAME_ROOM, _NUMBER_ROOM, _BUSINESS_ROOM, _CHIP_ROOM, _TIME_ROOM, _CLERK_ROOM)
        self._table.grow_columns(Column.NAME, Column.CLERK, last=_RECEIPT_ROOM)
        self._table.spare_columns(Column.CLERK, Column.BUSINESS)
        self._table.opened.connect(self._open)
        self._table.row_changed.connect(lambda _: self.row_changed.emit())
        self.search = SearchLine(self._table, self)
        self.search.searched.connect(self._search)
        self._key = KeyCap("F3", self)
        self._states = Segments(self)
        self._states.picked.connect(lambda code: self.show_filter(Filter(code)))
        self._empty = EmptyState(self, icon="search")
        self._empty.action_chosen.connect(self.show_all)
        self._foot = Label("", self, role="muted")
        self._rows = QStackedWidget(self)
        self._rows.addWidget(self._table)
        self._rows.addWidget(self._empty)
        top = QHBoxLayout()
        top.setSpacing(space.s)
        top.addWidget(self.search, 1)
        top.addWidget(self._key)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.m, space.l, space.s)
        column.setSpacing(space.s)
        column.addLayout(top)
        column.addWidget(self._states)
        column.addWidget(self._rows, 1)
        column.addWidget(self._foot)
        self.setFocusProxy(self.search)
        self.retranslate()

    # what the page asks

    def refresh(self, record_id: str = "") -> None:
        """Read the list and the counts again; the same row stays chosen, or ``record_id``."""
        current = self.current()
        self._wanted = record_id or (current.id if current is not None else "")
        self._query()
        self._count()

    def show_filter(self, chosen: Filter) -> None:
        """List records of these states only."""
        self._filter = chosen
        self._states.set_code(chosen)
        self._wanted = ""
        self._query()

    def show_all(self) -> None:
        """Take away search and filter."""
        self.search.reset()
        self._text = ""
        self.show_filter(Filter.ALL)
        self.search.setFocus()

    def filter(self) -> Filter:
        """Return which states are listed."""
        return self._filter

    def current(self) -> RecordSummary | None:
        """Return the chosen record."""
        return self._model.row(self._table.current_row())

    def model(self) -> RecordsModel:
        """Return what is listed."""
        return self._model

    def table(self) -> Table:
        """Return the table."""
        return self._table

    def counts(self) -> Mapping[Filter, int]:
        """Return how many records there are under each filter."""
        return self._counts

    def retranslate(self) -> None:
        self.search.set_words(self.tr("查找"), self.tr("姓名、拼音首字母、证件号码、号码后四位、手机号或受理编号"))
        self._show_counts()
        self._model.words_changed()
        self._show_state()

    # reading

    def _search(self, text: str) -> None:
        self._text = text
        self._wanted = ""
        self._query()

    def _query(self) -> None:
        self._asked += 1
        asked = self._asked
        self._desk.tasks.run(
            lambda: self._read(0), owner=self, on_done=lambda found: self._show(found) if asked == self._asked else None
        )

    def _fetch_more(self) -> None:
        asked = self._asked
        offset = len(self._model.rows())

        def append(found: Sequence[RecordSummary]) -> None:
            if asked == self._asked:
                self._model.append_records(found[:PAGE_ROWS], more=len(found) > PAGE_ROWS)
                self._table.share_room()
                self._show_state()

        self._desk.tasks.run(lambda: self._read(offset), owner=self, on_done=append)

    def _read(self, offset: int) -> Sequence[RecordSummary]:
        registry = self._desk.registry
        if self._filter is Filter.WAITING:
            return registry.waiting(self._text) if not offset else ()
        # One more than is shown tells whether there are others.
        return registry.search(self._text, statuses=STATUSES[self._filter], limit=PAGE_ROWS + 1, offset=offset)

    def _show(self, found: Sequence[RecordSummary]) -> None:
        limit = len(found) if self._filter is Filter.WAITING else PAGE_ROWS
        self._model.show_records(found[:limit], more=len(found) > limit)
        self._table.share_room()
        self._table.choose_row(self._model.row_of(self._wanted))
        self._show_state()
        self.row_changed.emit()

    def _count(self) -> None:
        def read() -> tuple[Mapping[Status, int], int]:
            return self._desk.registry.counts(), len(self._desk.registry.waiting())

        def show(read: tuple[Mapping[Status, int], int]) -> None:
            by_status, waiting = read
            self._counts = {
                name: sum(by_status.get(status, 0) for status in statuses or Status)
                for name, statuses in STATUSES.items()
            }
            self._counts[Filter.WAITING] = waiting
            self._show_counts()

        self._desk.tasks.run(read, owner=self, on_done=show)

    # showing

    def _show_counts(self) -> None:
        names = {
            Filter.ALL: self.tr("全部"),
            Filter.WAITING: self.tr("待办"),
            Filter.DRAFT: self.tr("草稿"),
            Filter.SUBMITTED: self.tr("待审核"),
            Filter.APPROVED: self.tr("审核通过"),
            Filter.LEFT: self.tr("已导出"),
            Filter.VOID: self.tr("作废"),
        }
        self._states.set_options(
            [(code, f"{name} {self._counts[code]}" if code in self._counts else name) for code, name in names.items()]
        )
        self._states.set_code(self._filter)

    def _show_state(self) -> None:
        shown = len(self._model.rows())
        self._rows.setCurrentWidget(self._table if shown else self._empty)
        if not shown:
            if self._text or self._filter is not Filter.ALL:
                self._empty.set_content(
                    self.tr("没有找到"),
                    self.tr("试试身份证后四位、手机号或姓名拼音首字母。"),
                    action=self.tr("显示全部"),
                    icon="search",
                )
            else:
                self._empty.set_content(
                    self.tr("还没有记录"), self.tr("在“办理”页放上身份证，第一条记录就从那里开始。"), icon="people"
                )
        self._foot.setText(self.tr("已列出 %n 条，按更新时间排列", "", shown) if shown else "")

    def _open(self, row: int) -> None:
        record = self._model.row(row)
        if record is not None:
            self.opened.emit(record)
