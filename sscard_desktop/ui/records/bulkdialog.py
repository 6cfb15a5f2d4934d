# SPDX-License-Identifier: Apache-2.0
"""Photos of many people from a folder or zip: whose is which first, then making and storing, then what is left.

Nothing is stored before the clerk has seen the matching. The run itself is :mod:`bulkrun`'s.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.services.bulkphotos import BulkPhotos, BulkResult, Outcome
from sscard_desktop.services.bulkplan import BulkPlan, digests_of
from sscard_desktop.services.ports import PictureFiles
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.bulklist import BulkList
from sscard_desktop.ui.records.bulkmodel import BulkModel
from sscard_desktop.ui.records.bulkquestion import BulkQuestion
from sscard_desktop.ui.records.bulkrun import BulkRun
from sscard_desktop.ui.records.bulksheet import contact_sheet, unsolved
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.reason import ReasonDialog
from sscard_desktop.ui.widgets.segments import Segments


class BulkDialog(Dialog):
    """Two sheets: which pictures and how they are told apart; the list with its preview, run and result.

    Signals:
        stored(): at least one photo went onto a record.
    """

    stored = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent, icon="import")
        self.setObjectName("wide")
        self._desk = desk
        self._files: PictureFiles | None = None
        self._run: BulkRun | None = None
        self._task: Task | None = None
        self.set_title(self.tr("批量导入照片"))
        self._banner = Banner(self, closable=False)
        self._question = BulkQuestion(self)
        self._question.answered.connect(self._look)
        self._list = BulkList(desk, self)
        self._list.row_changed.connect(self._show_row)
        self._sheets = QStackedWidget(self)
        self._sheets.addWidget(self._question)
        self._sheets.addWidget(self._list)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._sheets)
        self._accept_one = Button(self.tr("注明理由并采用"), self, key="A")
        self._accept_one.clicked.connect(self._ask_reason)
        self._sheet = Button(self.tr("保存问题清单"), self, key="S")
        self._sheet.clicked.connect(self.save_sheet)
        self._back = Button(self.tr("取消"), self, key="Esc")
        self._back.clicked.connect(self.reject)
        self._go = Button(self.tr("核对"), self, kind="primary", key="Enter")
        self._go.clicked.connect(self._next)
        for button in (self._accept_one, self._sheet, self._back, self._go):
            self._buttons.addWidget(button)
        self.finished.connect(lambda _: self._close_files())
        self._show_state()
        self._question.source.control().setFocus()

    # for the page and tests

    def source(self) -> PathEditor:
        """Return where the pictures are."""
        return self._question.source

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
        return self._task is not None or (self._run is not None and self._run.busy)

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
        path, way = answer
        gathering = self._desk.workplace.gathering

        def read(task: Task) -> tuple[PictureFiles, dict[str, str]]:
            files = gathering().open(path)
            return files, digests_of(files, task) if way in (Way.ORDER, Way.TIME) else {}

        self._close_files()
        self._banner.close_message()
        self._task = self._desk.tasks.run_long(
            read, owner=self, on_done=lambda found: self._match(way, *found), on_error=self._fail
        )
        self._show_state()

    def _match(self, way: Way, files: PictureFiles, digests: dict[str, str]) -> None:
        self._files = files

        def plan() -> tuple[BulkPhotos, BulkPlan]:
            service = self._desk.bulk_photos()
            return service, service.plan(files, way, digests=digests)

        self._task = self._desk.tasks.run(
            plan, owner=self, on_done=lambda found: self._show_plan(files, *found), on_error=self._fail
        )

    def _show_plan(self, files: PictureFiles, service: BulkPhotos, plan: BulkPlan) -> None:
        self._task = None
        self._run = BulkRun(self._desk, service, plan, files, self)
        self._run.making.connect(self._show_making)
        self._run.kept.connect(self._show_kept)
        self._run.ended.connect(self._show_end)
        self._run.failed.connect(self._fail)
        left = len(plan.unmatched) + len(plan.refused)
        self._list.say(
            self.tr("对上 {matched} 张，没有对上 {left} 个；另有 {without} 条记录还没有照片。还没有存入。").format(
                matched=len(plan.planned), left=left, without=plan.without
            )
        )
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
        if row is None or row.outcome is not Outcome.FAILED or row.planned is None or run is None or self.running():
            return
        planned = row.planned

        def take(reason: str) -> None:
            run.take(planned, reason)
            self._show_state()

        dialog = ReasonDialog(
            self,
            title=self.tr("采用检查不通过的照片"),
            text=row.told,
            reasons=[self.tr("本人无法重拍"), self.tr("经核对符合要求"), self.tr("当地允许")],
            verb=self.tr("采用"),
        )
        dialog.given.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_sheet(self, path: Path | None = None) -> None:
        """Save what needs somebody as a contact sheet; asks where unless ``path`` says."""
        left = unsolved(self._list.model.rows())
        if self.running() or not left:
            return
        if not path:
            chosen = QFileDialog.getSaveFileName(self, self.tr("保存问题清单"), "photos.pdf", "PDF (*.pdf)")[0]
            if not chosen:
                return
            path = Path(chosen)
        files, place, wanted = self._files, self._desk.workplace, path
        heading = [self.tr("照片导入：需要处理的文件"), self.tr("内含个人照片，处理完请销毁。")]

        def save(task: Task) -> None:
            save_private(wanted, contact_sheet(left, files, place, heading, task))

        self._task = self._desk.tasks.run_long(
            save, owner=self, on_done=lambda _: self._sheet_saved(wanted), on_error=self._fail
        )
        self._show_state()

    def _sheet_saved(self, path: Path) -> None:
        self._task = None
        self._banner.show_message(self.tr("问题清单已保存"), str(path), tone=Tone.OK)
        self._show_state()

    # both

    def _fail(self, error: SscardError) -> None:
        self._task = None
        told = self._desk.language.message(error)
        self._banner.show_message(told.what, told.todo, tone=Tone.BAD)
        if self._run is not None and self._run.results:
            self._show_rows()
        self._show_state()

    def _show_state(self) -> None:
        busy, run, row = self.running(), self._run, self._list.row()
        left = len(run.left()) if run is not None else 0
        begun = run is not None and bool(run.results)
        done = run is not None and not left
        self._list.bar.setVisible(busy and run is not None)
        self._go.setEnabled(not busy)
        self._go.set_text(
            self.tr("核对")
            if run is None
            else self.tr("完成")
            if done
            else self.tr("继续，还有 {count} 张").format(count=left)
            if begun
            else self.tr("制作并存入 {count} 张").format(count=left)
        )
        stop, close = self.tr("停止"), self.tr("关闭") if begun else self.tr("取消")
        self._back.set_text(stop if busy and run is not None else close)
        self._back.setVisible(not done or busy)
        self._sheet.setVisible(run is not None and bool(unsolved(self._list.model.rows())) and not busy)
        self._accept_one.setVisible(row is not None and row.outcome is Outcome.FAILED and not busy)

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
        elif self._task is not None:
            self._task.cancel()
            self._task = None
            self._show_state()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, listed = event.key(), self._sheets.currentWidget() is self._list
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if listed or not self._question.has_keyboard():
                self._next()
            return
        if listed and key == Qt.Key.Key_A:
            self._ask_reason()
        elif listed and key == Qt.Key.Key_S:
            self.save_sheet()
        else:
            super().keyPressEvent(event)
