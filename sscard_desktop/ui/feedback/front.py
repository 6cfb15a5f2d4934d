# SPDX-License-Identifier: Apache-2.0
"""What the feedback page shows: the files that were read, one looked at line by line, or how far the work is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.feedbackfile import FeedbackFile
from sscard_desktop.services.feedbackpreview import Preview
from sscard_desktop.services.feedbackverdict import HARMLESS, Verdict
from sscard_desktop.ui.feedback import words
from sscard_desktop.ui.feedback.model import FileColumn, FilesModel, LineColumn, LinesModel
from sscard_desktop.ui.feedback.previewwords import PreviewWords
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.howfar import HowFar
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.table import Table

# The widest that each column shows.
_FILE_ROOMS = ("成都市社保卡制卡回盘-20261121.xlsx", "✓ 已读入存", "2026-11-21 20:10  demo-supervisor", "50000")
_OUTCOME_ROOM, _CHANGE_ROOM = "✓ 受理编号与姓名号码对不上存", "exported → ready for pickup"
_LINE_ROOMS = ("50000", "阿依古丽·买买提江", "…220014-X", _OUTCOME_ROOM, _CHANGE_ROOM)


class View(IntEnum):
    """What is in front."""

    EMPTY = 0
    FILES = 1
    PREVIEW = 2
    BUSY = 3


class FeedbackFront(QWidget):
    """Banner, heading and what is in front; below the lines, all that the chosen one has no room for.

    Args:
        reads: whether files are read here; else cards are only handed out.

    Signals:
        opened(): Enter or a double click on a line. chosen(): another line.
        begin_asked(): the button of the empty page.
    """

    opened = Signal()
    chosen = Signal()
    begin_asked = Signal()

    def __init__(self, language: Language, parent: QWidget, *, reads: bool) -> None:
        super().__init__(parent)
        self._language = language
        self._reads = reads
        self._says = PreviewWords(language, self)
        self.banner = Banner(self)
        self._title = Label("", self, role="strong")
        self._counts = Label("", self, role="text", wrap=True)
        self._files = FilesModel(self)
        self._file_table = self._table(self._files, FileColumn.STATE, _FILE_ROOMS)
        self.lines = LinesModel(language, self)
        self._line_table = self._table(self.lines, LineColumn.OUTCOME, _LINE_ROOMS)
        self._explained = Label("", self, role="text", wrap=True)
        self._empty = EmptyState(self, icon="file")
        self._empty.action_chosen.connect(self.begin_asked)
        self._front = QStackedWidget(self)
        self.far = HowFar(self, on_page=True)
        for part in (self._empty, self._file_table, self._line_table, self.far):
            self._front.addWidget(part)
        space = tokens().space
        room = QVBoxLayout(self)
        room.setContentsMargins(space.l, space.m, space.l, space.m)
        room.setSpacing(space.s)
        for widget in (self.banner, self._title, self._counts):
            room.addWidget(widget)
        room.addWidget(self._front, 1)
        room.addWidget(self._explained)

    def _table(self, model: FilesModel | LinesModel, chip: int, rooms: Sequence[str]) -> Table:
        table = Table(self)
        table.setModel(model)
        table.setItemDelegateForColumn(chip, ChipDelegate(table))
        table.fit_columns(*rooms)
        table.opened.connect(lambda _: self.opened.emit())
        table.row_changed.connect(lambda _: self.chosen.emit())
        return table

    def say_words(self) -> None:
        """Set what stands there by itself, in the language in force."""
        if self._reads:
            self._empty.set_content(
                self.tr("还没有读过回盘"),
                self.tr("社保部门或银行发回的表格：先预览每一行会怎样，再一次读入；读入后可以整体撤回。"),
                action=self.tr("读入回盘"),
                key="O",
                icon="file",
            )
        else:
            self._empty.set_content(
                self.tr("发卡和领卡名单"),
                self.tr("读取持卡人证件发卡；为单位打印领卡签收表、通知单。"),
                action=self.tr("发卡"),
                key="H",
                icon="card",
            )
        for model in (self._files, self.lines):
            model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, model.columnCount() - 1)

    # what is there

    def view(self) -> View:
        """Return what is in front."""
        return View(self._front.currentIndex())

    def chosen_file(self) -> FeedbackFile | None:
        """Return the file that the keyboard is on."""
        return self._files.row(self._file_table.current_row())

    def chosen_line(self) -> Verdict | None:
        """Return the line that the keyboard is on."""
        return self.lines.row(self._line_table.current_row())

    # what is shown

    def show_nothing(self) -> None:
        """Show the empty page."""
        self._front.setCurrentIndex(View.EMPTY)

    def put_files(self, files: Sequence[FeedbackFile]) -> None:
        """Take the files that were read."""
        self._files.show_rows(files)
        self._file_table.choose_row(0)

    def show_files(self) -> None:
        """Show the files that were read, or that there are none."""
        self._front.setCurrentIndex(View.FILES if self._files.rowCount() else View.EMPTY)
        self._title.setText(self.tr("读过的回盘"))
        self._title.setVisible(bool(self._files.rowCount()))
        self._counts.hide()
        if self._files.rowCount():
            self._file_table.setFocus()

    def show_preview(self, preview: Preview, *, only_looks: bool) -> None:
        """Show what a file would do, line by line; ``only_looks`` leaves out what needs none."""
        looks = [verdict for verdict in preview.verdicts if verdict.outcome not in HARMLESS]
        self.lines.show_lines(looks if only_looks else preview.verdicts, preview.table.otherwise_encoded)
        self._line_table.choose_row(0)
        self._title.setText(self._says.heading(preview))
        self._title.show()
        self._counts.setText(self._says.counted(preview))
        self._counts.setVisible(bool(self._counts.text()))
        warned = self._says.warning(preview)
        if warned is not None:
            self.banner.show_message(warned.what, warned.todo, tone=warned.tone)
        else:
            self.banner.close_message()
        self._front.setCurrentIndex(View.PREVIEW)
        self._line_table.setFocus()

    def explain(self, preview: Preview | None) -> None:
        """Say below the lines all that the chosen one's row has no room for."""
        chosen = self.chosen_line() if preview is not None else None
        said = words.explained(chosen, self.lines.remark(chosen), self._language.code) if chosen is not None else ""
        self._explained.setText(said)
        # In a preview its place is kept, so that the lines don't jump from row to row.
        self._explained.setVisible(preview is not None and preview.understood)
        self._explained.setMinimumHeight(2 * self._explained.fontMetrics().lineSpacing())

    def show_busy(self, text: str) -> None:
        """Show that something takes a while."""
        self.far.begin(text)
        self._front.setCurrentIndex(View.BUSY)
        self._counts.hide()
