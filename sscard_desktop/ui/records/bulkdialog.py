# SPDX-License-Identifier: Apache-2.0
"""Photos of many people from a folder, zip or memory card: whose is which first, then making, then what is left.

Nothing is stored before the clerk has seen the matching. The run itself is :mod:`bulkrun`'s.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.roster import Roster
from sscard_desktop.services.bulkphotos import BulkPhotos, BulkResult, Outcome
from sscard_desktop.services.bulkplan import BulkPlan, chosen
from sscard_desktop.services.ports import PictureFiles
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.bulkkeys import BulkKeys
from sscard_desktop.ui.records.bulkleft import BulkLeft
from sscard_desktop.ui.records.bulklist import BulkList
from sscard_desktop.ui.records.bulklook import BulkLook
from sscard_desktop.ui.records.bulkmodel import BulkModel
from sscard_desktop.ui.records.bulkquestion import BulkQuestion
from sscard_desktop.ui.records.bulkrun import BulkRun
from sscard_desktop.ui.records.bulksaving import BulkSaving
from sscard_desktop.ui.records.bulksheet import unsolved
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.table import Table


class BulkDialog(Dialog):
    """Two sheets: which pictures and how they are told apart; the list with its preview, run and result.

    Args:
        roster: whose people they are; without it those who have records.

    Signals:
        stored(): at least one photo went onto a record.
    """

    stored = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None, *, roster: Roster | None = None) -> None:
        super().__init__(parent, icon="import")
        self._roster_id = roster.id if roster is not None else None
        self.setObjectName("wide")
        self._desk = desk
        self._files: PictureFiles | None = None
        self._run: BulkRun | None = None
        self._looking = BulkLook(desk, self._roster_id, self)
        self._looking.planned.connect(self._show_plan)
        self._looking.failed.connect(self._fail)
        self._looking.left.connect(self._show_state)
        title = self.tr("批量导入照片")
        self.set_title(f"{title} · {roster.title}" if roster is not None else title)
        self._left = BulkLeft(desk, self)
        self._left.taken.connect(self._show_state)
        self._left.failed.connect(self._fail)
        self._saving = BulkSaving(desk, self)
        self._saving.saved.connect(self._sheet_saved)
        self._saving.failed.connect(self._fail)
        self._banner = Banner(self, closable=False)
        self._question = BulkQuestion(desk, self, of_roster=roster is not None)
        self._question.answered.connect(self._look)
        self._list = BulkList(desk, self)
        self._list.row_changed.connect(self._show_row)
        # The list has the keyboard, and it takes Enter for itself.
        self._list.table.opened.connect(lambda _: self._next())
        self._sheets = QStackedWidget(self)
        self._sheets.addWidget(self._question)
        self._sheets.addWidget(self._list)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._sheets)
        self._keys = BulkKeys(self)
        for button in self._keys.buttons():
            self._buttons.addWidget(button)
        for button, act in (
            (self._keys.choose, self._choose_one),
            (self._keys.accept, self._ask_reason),
            (self._keys.side, self._compare),
            (self._keys.sheet, self.save_sheet),
            (self._keys.back, self.reject),
            (self._keys.go, self._next),
        ):
            button.clicked.connect(act)
        self.finished.connect(lambda _: self._close_files())
        self._show_state()
        self._question.source.control().setFocus()

    # for the page and tests

    def source(self) -> PathEditor:
        """Return where the pictures are."""
        return self._question.source

    def question(self) -> BulkQuestion:
        """Return the first sheet."""
        return self._question

    def table(self) -> Table:
        """Return the list's table."""
        return self._list.table

    def way(self) -> Segments:
        """Return how they are told apart."""
        return self._question.way

    def model(self) -> BulkModel:
        """Return the list."""
        return self._list.model

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def plan(self) -> BulkPlan | None:
        """Return what would be done, once it was looked at."""
        return self._run.plan if self._run is not None else None

    def running(self) -> bool:
        """Return whether something is under way."""
        return self._saving.busy or self._looking.busy or (self._run is not None and self._run.busy)

    # looking

    def _next(self) -> None:
        if self.running():
            return
        if self._run is None:
            self._look()
        elif self._run.left():
            self._banner.close_message()
            self._list.bar.setRange(0, len(self._run.plan.planned))
            self._run.begin()
        else:
            self.accept()

    def _look(self) -> None:
        answer = None if self.running() else self._question.answer()
        if answer is None:
            return
        self._close_files()
        self._banner.close_message()
        self._looking.begin(answer)
        self._show_state()

    def _show_plan(self, service: BulkPhotos, files: PictureFiles, plan: BulkPlan) -> None:
        self._files = files
        self._run = BulkRun(self._desk, service, plan, files, self)
        self._run.making.connect(self._show_making)
        self._run.kept.connect(self._show_kept)
        self._run.ended.connect(self._show_end)
        self._run.failed.connect(self._fail)
        left = len(plan.unmatched) + len(plan.refused)
        told = (
            self.tr("对上 {matched} 张，没有对上 {left} 个；另有 {without} 条记录还没有照片。还没有存入。")
            if self._roster_id is None
            else self.tr("对上 {matched} 张，没有对上 {left} 个；名单上另有 {without} 人还没有照片。还没有存入。")
        )
        self._list.say(told.format(matched=len(plan.planned), left=left, without=plan.without))
        self._show_rows()
        self._sheets.setCurrentWidget(self._list)
        self._show_state()
        self._list.table.setFocus()

    # making

    def _show_making(self, done: int) -> None:
        assert self._run is not None
        self._list.bar.setValue(done)
        total = len(self._run.plan.planned)
        self._list.say(self.tr("正在制作和检查：{done} / {total}").format(done=done + 1, total=total))
        self._show_state()

    def _show_kept(self, result: BulkResult) -> None:
        self._list.model.show_result(result, self._desk.language.code)
        if result.outcome is Outcome.STORED:
            self.stored.emit()

    def _show_end(self) -> None:
        assert self._run is not None
        results, plan = self._run.results.values(), self._run.plan
        outcomes = [result.outcome for result in results]
        left = sum(result.needs_somebody for result in results) + len(plan.unmatched) + len(plan.refused)
        if self._run.stopping:
            self._banner.show_message(
                self.tr("已停止，存入的都在。"),
                self.tr("按 Enter 继续；以后再导入同一个文件夹也会接着做。"),
                tone=Tone.INFO,
            )
        self._list.say(
            self.tr("存入 {stored} 张，以前已导入 {before} 张，需要处理 {left} 个。").format(
                stored=outcomes.count(Outcome.STORED), before=outcomes.count(Outcome.DONE_BEFORE), left=left
            )
        )
        self._show_rows()
        self._show_state()
        self._list.table.setFocus()

    # what is left

    def _show_rows(self) -> None:
        if self._run is not None:
            self._list.model.show_plan(self._run.plan, self._desk.language.code, self._run.results)
            self._list.table.choose_row(0)

    def _show_row(self) -> None:
        row = self._list.row()
        self._show_state()
        if row is not None and self._files is not None and not self.running():
            self._list.show_picture_of(row, self._files)

    def _ask_reason(self) -> None:
        row, run = self._list.row(), self._run
        if row is not None and run is not None and not self.running():
            self._left.ask_reason(row, run)

    def _compare(self) -> None:
        row, run = self._list.row(), self._run
        if row is not None and run is not None and self._files is not None and not self.running():
            self._left.compare(row, run, self._files)

    def _choose_one(self) -> None:
        """Take the chosen one of several shots of a person."""
        row, run = self._list.row(), self._run
        if row is not None and run is not None and row.key in run.plan.asked and not self.running():
            run.plan = chosen(run.plan, row.key)
            self._show_rows()
            self._show_state()

    def save_sheet(self, path: Path | None = None) -> None:
        """Save what needs somebody as a contact sheet; asks where unless ``path`` says."""
        left = unsolved(self._list.model.rows())
        if not self.running() and left:
            self._saving.save(left, self._files, self._run.service if self._run is not None else None, path)
            self._show_state()

    def _sheet_saved(self, path: Path) -> None:
        self._banner.show_message(self.tr("问题清单已保存"), str(path), tone=Tone.OK)
        self._show_state()

    # both

    def _fail(self, error: SscardError) -> None:
        told = self._desk.language.message(error)
        self._banner.show_message(told.what, told.todo, tone=Tone.BAD)
        if self._run is not None and self._run.results:
            self._show_rows()
        self._show_state()

    def _show_state(self) -> None:
        busy, run = self.running(), self._run
        self._list.bar.setVisible(busy and run is not None)
        self._keys.show_state(run, self._list.row(), busy=busy, unsolved=bool(unsolved(self._list.model.rows())))

    def _close_files(self) -> None:
        if self._run is not None:
            self._run.close()
        files, self._files = self._files, None
        if files is not None and not self._desk.tasks.closed:
            # Behind whatever still reads of them.
            self._desk.tasks.run(files.close, owner=self._desk.tasks, lane=Lane.WORK)

    def reject(self) -> None:
        if self._run is not None and self._run.busy:
            self._run.stopping = True
            self._list.say(self.tr("正在停止…"))
        elif self._looking.busy:
            self._looking.stop()
        elif self._saving.busy:
            self._saving.cancel()
            self._show_state()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, listed = event.key(), self._sheets.currentWidget() is self._list
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if listed or not self._question.has_keyboard():
                self._next()
            return
        acts = {
            Qt.Key.Key_A: self._ask_reason,
            Qt.Key.Key_C: self._compare,
            Qt.Key.Key_P: self._choose_one,
            Qt.Key.Key_S: self.save_sheet,
        }
        if listed and key in acts:
            acts[Qt.Key(key)]()
        else:
            super().keyPressEvent(event)
