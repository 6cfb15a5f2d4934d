# SPDX-License-Identifier: Apache-2.0
"""What the packages page shows: the files that came in, what a merge would do, or how far it is."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.services.mergeplan import PlannedRecord
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.packages import words
from sscard_desktop.ui.packages.model import FileColumn, FilesModel, IncomingFile, PlannedModel, RecordColumn
from sscard_desktop.ui.packages.work import MergeWork
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.howfar import HowFar
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.table import Table

# The widest that each column shows.
_FILE_ROOM, _STATE_ROOM, _STATION_ROOM = (
    "station-0017-20260302",
    "✓ Can it be merged?",
    "0017  武侯支行 · 3 号台",
)
_MADE_ROOM = "2026-03-02 12:00"
_COUNT_ROOM, _NAME_ROOM, _ID_ROOM = "2000 records", "阿依古丽·买买提", "650102 19981012 1024"
_WHAT_ROOM, _DONE_ROOM, _NUMBER_ROOM = "✓ same name and birth date", "✓ To be decided (left out)", "0017"
_FILE_ROWS = 4


class View(IntEnum):
    """What is in the middle."""

    EMPTY = 0
    PLAN = 1
    BUSY = 2


class PackagesFront(QWidget):
    """Files above, records of the dry run below.

    Args:
        work: whose dry run is shown.
        merges: whether files are merged here; else they are only handed over.

    Signals:
        begin_asked(): the empty page's button. opened(): Enter on a file. compared(): Enter on a record.
        file_chosen(), record_chosen(): another line.
    """

    begin_asked = Signal()
    opened = Signal()
    compared = Signal()
    file_chosen = Signal()
    record_chosen = Signal()

    def __init__(self, language: Language, work: MergeWork, parent: QWidget, *, merges: bool) -> None:
        super().__init__(parent)
        self._language = language
        self._work = work
        self._merges = merges
        self.banner = Banner(self)
        self._files_title = Label("", self, role="strong")
        self.files = FilesModel(self)
        self.file_table = Table(self)
        self.file_table.setModel(self.files)
        self.file_table.setItemDelegateForColumn(FileColumn.STATE, ChipDelegate(self.file_table))
        self.file_table.fit_columns(_FILE_ROOM, _STATE_ROOM, _STATION_ROOM, _COUNT_ROOM)
        self.file_table.grow_columns(FileColumn.STATION, FileColumn.FILE, last=_MADE_ROOM)
        self.file_table.opened.connect(lambda _: self.opened.emit())
        self.file_table.row_changed.connect(lambda _: self.file_chosen.emit())
        self._counts = Label("", self, role="text", wrap=True)
        self._records = PlannedModel(language, self)
        self.record_table = Table(self)
        self.record_table.setModel(self._records)
        for column in (RecordColumn.WHAT, RecordColumn.DONE):
            self.record_table.setItemDelegateForColumn(column, ChipDelegate(self.record_table))
        self.record_table.fit_columns(_NAME_ROOM, _ID_ROOM, _WHAT_ROOM, _DONE_ROOM, _NUMBER_ROOM)
        # Both sides of the one that is opened name their station.
        self.record_table.spare_columns(RecordColumn.STATION)
        self.record_table.opened.connect(lambda _: self.compared.emit())
        self.record_table.row_changed.connect(lambda _: self.record_chosen.emit())
        self._empty = EmptyState(self, icon="import")
        self._empty.action_chosen.connect(self.begin_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        space = tokens().space
        plan = QWidget(self)
        below = QVBoxLayout(plan)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(space.s)
        below.addWidget(self._counts)
        below.addWidget(self.record_table, 1)
        below.addStretch()
        self._far = HowFar(self, on_page=True)
        self._wait = Label("", self._far, role="muted", wrap=True)
        self._wait.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._far.add_below(self._wait)
        self._front = QStackedWidget(self)
        for part in (self._empty, plan, self._far):
            self._front.addWidget(part)
        room = QVBoxLayout(self)
        room.setContentsMargins(space.l, space.m, space.l, space.m)
        room.setSpacing(space.s)
        head = QHBoxLayout()
        head.addWidget(self._files_title)
        head.addStretch(1)
        room.addWidget(self.banner)
        room.addLayout(head)
        room.addWidget(self.file_table)
        room.addWidget(self._front, 1)

    def say_words(self) -> None:
        """Set what stands there by itself, in the language in force."""
        self._files_title.setText(self.tr("收到的站点包"))
        if self._merges:
            self._empty.set_content(
                self.tr("合并各站点的采集记录"),
                self.tr("选择各站点交出的 .sscard 文件，先预览，再一次合并；合并可以整体撤销。"),
                action=self.tr("添加站点包"),
                key="O",
                icon="import",
            )
        else:
            self._empty.set_content(
                self.tr("把本站的记录交给审核员"),
                self.tr("写成加密、签名的文件，拷到 U 盘交给审核员合并；本站的记录不变，可以反复交出。"),
                action=self.tr("交出站点包"),
                key="H",
                icon="export",
            )
        for model in (self.files, self._records):
            model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, model.columnCount() - 1)

    # what is chosen

    def chosen_file(self) -> IncomingFile | None:
        """Return the file that the keyboard is on."""
        return self.files.row(self.file_table.current_row())

    def chosen_record(self) -> PlannedRecord | None:
        """Return the record that the keyboard is on."""
        return self._records.row(self.record_table.current_row())

    # what is shown

    def take_plan(self) -> None:
        """Take over the dry run that stands now, or that there is none."""
        self._records.show_plan(self._work.plan, self._work.decided)

    def show_decided(self) -> None:
        """Show what was decided about the chosen record, and go on to the next one."""
        row = self.record_table.current_row()
        self._records.refresh(row)
        self.record_table.choose_row(row + 1)

    def take_keys(self) -> None:
        """Put the keyboard where it goes on."""
        if self.files.rowCount():
            (self.record_table if self._work.plan is not None else self.file_table).setFocus()

    def show_plan(self) -> None:
        """Show the files, and what a merge would do as far as that was looked at."""
        files = self.files.rowCount()
        for part in (self._files_title, self.file_table):
            part.setVisible(bool(files))
        height = self.file_table.verticalHeader().defaultSectionSize()
        head = self.file_table.horizontalHeader().sizeHint().height()
        self.file_table.setFixedHeight(head + height * min(files, _FILE_ROWS) + tokens().space.s)
        if self._work.task is None:
            self._front.setCurrentIndex(View.PLAN if files else View.EMPTY)
        plan = self._work.plan
        self._counts.set_tone(None)
        if plan is not None:
            told = words.counted(dict(plan.counts), dict(plan.likenesses), self._language.code)
            gone = self.tr("　站点已删除的草稿 {count}").format(count=len(plan.removed)) if plan.removed else ""
            gone += self.tr("　花名册 {count} 人").format(count=plan.listed) if plan.listed else ""
            outside = files - len(plan.packages)
            rest = self.tr("　没有预览的文件 {count}").format(count=outside) if outside else ""
            self._counts.setText(told + gone + rest)
        elif files:
            file = self.chosen_file()
            problem = file.problem if file is not None else None
            look = self.tr("先预览：看看有多少新记录、重复和冲突，这时什么都不改。")
            self._counts.setText(str(self._language.message(problem)) if problem is not None else look)
            self._counts.set_tone(Tone.BAD if problem is not None else None)
        self.record_table.setVisible(plan is not None)

    def show_busy(self, what: str) -> None:
        """Show that something is under way."""
        self.banner.close_message()
        self._far.begin(f"{what}…")
        holds = self.tr("这段时间里本机不能保存别的记录。按 Esc 停止，停止后一切如初。")
        self._wait.setText(holds if self._work.merging else "")
        self._front.setCurrentIndex(View.BUSY)

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Show how far it is."""
        if done:
            self._far.advance(done, total)
            self._far.tell(self.tr("{what}：{done} / {total} 条").format(what=what, done=done, total=total))

    def show_stopping(self) -> None:
        """Say that it ends at the next safe point."""
        self._far.tell(self.tr("正在停止…"))
