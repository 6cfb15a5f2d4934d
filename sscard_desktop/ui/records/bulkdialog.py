# SPDX-License-Identifier: Apache-2.0
"""Photos of many people from a folder or zip: whose is which first, then making and storing, then what is left.

Nothing is stored before the clerk has seen the matching. Photos are made several at once, asked for one by one in the
work lane and stored one by one in the store lane: the counter's own work comes between, and a stop loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.services.bulkphotos import (
    BulkPhoto,
    BulkPhotos,
    BulkPlan,
    BulkResult,
    Outcome,
    PlannedPhoto,
    digests_of,
    make,
    make_all,
)
from sscard_desktop.services.ports import ContactEntry, PictureFiles
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.bulkmodel import BulkColumn, BulkModel, BulkRow
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.folder import PathEditor, ask_folder, ask_package
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.picture import PictureFrame
from sscard_desktop.ui.widgets.reason import ReasonDialog
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.table import Table

_ASK, _LIST = 0, 1
_FILE_ROOM, _NAME_ROOM, _NUMBER_ROOM = "510107199003070011王小明", "阿依古丽·买", "510***********0011"
_PREVIEW_PX = 200
_TABLE_HEIGHT_PX, _TABLE_WIDTH_PX = 320, 880


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
        self._plan: BulkPlan | None = None
        self._service: BulkPhotos | None = None
        self._results: dict[str, BulkResult] = {}
        self._task: Task | None = None
        self._making: Generator[BulkPhoto, None, None] | None = None
        self._waiting = 0
        self._stopping = False
        self.set_title(self.tr("批量导入照片"))
        self._banner = Banner(self, closable=False)
        self._sheets = QStackedWidget(self)
        self._sheets.addWidget(self._make_question())
        self._sheets.addWidget(self._make_list())
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
        self._source.control().setFocus()

    def _make_question(self) -> QWidget:
        sheet = QWidget()
        self._kind = Segments(sheet)
        self._kind.set_options([("folder", self.tr("文件夹")), ("zip", self.tr("zip 压缩包"))])
        self._kind.set_code("folder")
        self._source = PathEditor("source", sheet, ask=self._ask_source)
        self._source.set_label(self.tr("照片在哪里"))
        self._source.set_required(True)
        self._source.edited.connect(lambda _: self._source.set_note(None))
        self._source.accepted.connect(self._look)
        self._way = Segments(sheet)
        self._way.set_options(
            [
                (Way.NUMBER, self.tr("文件名里有证件号码")),
                (Way.NAME, self.tr("姓名（加检索码）")),
                (Way.ORDER, self.tr("按文件名顺序")),
                (Way.TIME, self.tr("按拍摄时间")),
            ]
        )
        self._way.set_code(Way.NUMBER)
        hint = Label(
            self.tr(
                "先给您看每张照片对上了谁，确认后才存入。有一点对不上的都不会分配。"
                "按顺序时，对应的是还没有照片、可以修改的记录，先录入的在前。"
            ),
            sheet,
            role="hint",
            wrap=True,
        )
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.s)
        column.addWidget(self._kind)
        column.addWidget(self._source)
        column.addWidget(Label(self.tr("怎样认出是谁的照片（方向键或数字键选择）"), sheet, role="hint"))
        column.addWidget(self._way)
        column.addWidget(hint)
        column.addStretch()
        return sheet

    def _make_list(self) -> QWidget:
        sheet = QWidget()
        self._far = Label("", sheet, role="text", wrap=True)
        self._bar = QProgressBar(sheet)
        self._bar.setTextVisible(False)
        self._model = BulkModel(self)
        self._table = Table(sheet)
        self._table.setModel(self._model)
        self._table.setItemDelegateForColumn(BulkColumn.STATE, ChipDelegate(self._table))
        self._table.fit_columns(_FILE_ROOM, _NAME_ROOM, _NUMBER_ROOM, self._model.widest_state())
        self._table.setMinimumSize(_TABLE_WIDTH_PX, _TABLE_HEIGHT_PX)
        self._table.row_changed.connect(self._show_row)
        self._picture = PictureFrame(sheet, icon="picture", size=QSize(_PREVIEW_PX, _PREVIEW_PX))
        self._picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._told = Label("", sheet, role="hint", wrap=True)
        self._told.setFixedWidth(_PREVIEW_PX)
        side = QVBoxLayout()
        side.setSpacing(tokens().space.s)
        side.addWidget(self._picture)
        side.addWidget(self._told)
        side.addStretch()
        middle = QHBoxLayout()
        middle.setSpacing(tokens().space.m)
        middle.addWidget(self._table, 1)
        middle.addLayout(side)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.s)
        column.addWidget(self._far)
        column.addWidget(self._bar)
        column.addLayout(middle, 1)
        return sheet

    # for the page and tests

    def source(self) -> PathEditor:
        """Return where the pictures are."""
        return self._source

    def way(self) -> Segments:
        """Return how they are told apart."""
        return self._way

    def model(self) -> BulkModel:
        """Return the list."""
        return self._model

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def plan(self) -> BulkPlan | None:
        """Return what would be done, once it was looked at."""
        return self._plan

    def running(self) -> bool:
        """Return whether photos are being made."""
        return self._task is not None

    # looking

    def _ask_source(self, parent: QWidget, title: str) -> str:
        return (ask_folder if self._kind.code() == "folder" else ask_package)(parent, title)

    def _next(self) -> None:
        if self._task is not None:
            return
        if self._plan is None:
            self._look()
        elif self._left():
            self._begin()
        else:
            self.accept()

    def _look(self) -> None:
        if self._task is not None:
            return
        if not self._source.value():
            self._source.set_note(Note(self.tr("请选择文件夹或压缩包。按 F4 选择。")))
            return
        path, way = self._source.path(), Way(self._way.code())
        gathering = self._desk.workplace.gathering

        def read(task: Task) -> tuple[PictureFiles, dict[str, str]]:
            files = gathering().open(path)
            return files, digests_of(files, task) if way in (Way.ORDER, Way.TIME) else {}

        self._close_files()
        self._banner.close_message()
        self._task = self._desk.tasks.run_long(
            read, owner=self, on_done=lambda found: self._match(path, way, *found), on_error=self._fail
        )
        self._show_state()

    def _match(self, path: Path, way: Way, files: PictureFiles, digests: dict[str, str]) -> None:
        self._files = files

        def plan() -> tuple[BulkPhotos, BulkPlan]:
            service = self._desk.bulk_photos()
            return service, service.plan(files, way, digests=digests)

        self._task = self._desk.tasks.run(
            plan,
            owner=self,
            on_done=lambda found: self._show_plan(*found),
            on_error=self._fail,
        )

    def _show_plan(self, service: BulkPhotos, plan: BulkPlan) -> None:
        self._task, self._service, self._plan = None, service, plan
        left = len(plan.unmatched) + len(plan.refused)
        self._far.setText(
            self.tr("对上 {matched} 张，没有对上 {left} 个；另有 {without} 条记录还没有照片。还没有存入。").format(
                matched=len(plan.planned), left=left, without=plan.without
            )
        )
        self._show_rows()
        self._sheets.setCurrentIndex(_LIST)
        self._show_state()
        self._table.setFocus()

    # making

    def _begin(self) -> None:
        assert self._plan is not None
        files, place = self._files, self._desk.workplace
        assert files is not None
        # After a stop or a failure, what is left of it.
        plan = replace(self._plan, planned=tuple(self._left()))
        self._waiting, self._stopping = len(plan.planned), False
        self._banner.close_message()
        self._bar.setRange(0, len(self._plan.planned))

        def begin() -> tuple[Generator[BulkPhoto, None, None], BulkPhoto]:
            making = make_all(plan, files, place.gathering(), place.photo_makers())
            return making, next(making)

        self._task = self._desk.tasks.run(
            begin, owner=self, lane=Lane.WORK, on_done=lambda begun: self._begun(*begun), on_error=self._fail
        )
        self._show_making()

    def _begun(self, making: Generator[BulkPhoto, None, None], first: BulkPhoto) -> None:
        self._making = making
        self._keep(first)

    def _make_next(self) -> None:
        making = self._making
        if self._stopping or making is None or not self._waiting:
            self._end()
            return
        self._task = self._desk.tasks.run(
            lambda: next(making), owner=self, lane=Lane.WORK, on_done=self._keep, on_error=self._fail
        )
        self._show_making()

    def _show_making(self) -> None:
        assert self._plan is not None
        total = len(self._plan.planned)
        self._bar.setValue(total - self._waiting)
        self._far.setText(
            self.tr("正在制作和检查：{done} / {total}").format(done=total - self._waiting + 1, total=total)
        )
        self._show_state()

    def _make(self, planned: PlannedPhoto, then: Callable[[BulkPhoto], None]) -> Task:
        files, plan, place = self._files, self._plan, self._desk.workplace
        assert files is not None
        assert plan is not None
        return self._desk.tasks.run(
            lambda: make(planned, files, place.gathering(), place.photo_maker(), plan.spec),
            owner=self,
            lane=Lane.WORK,
            on_done=then,
            on_error=self._fail,
        )

    def _keep(self, made: BulkPhoto) -> None:
        self._task = self._store(made, "", self._kept)

    def _store(self, made: BulkPhoto, reason: str, then: Callable[[BulkResult], None]) -> Task:
        service = self._service
        assert service is not None
        return self._desk.tasks.run(
            lambda: service.keep(made, reason=reason), owner=self, on_done=then, on_error=self._fail
        )

    def _kept(self, result: BulkResult) -> None:
        self._note(result)
        self._model.show_result(result, self._desk.language.code)
        self._waiting -= 1
        self._make_next()

    def _note(self, result: BulkResult) -> None:
        self._results[result.planned.file.key] = result
        if result.outcome is Outcome.STORED:
            self.stored.emit()

    def _end(self) -> None:
        self._task = None
        self._end_making()
        assert self._plan is not None
        outcomes = [result.outcome for result in self._results.values()]
        stored, before = outcomes.count(Outcome.STORED), outcomes.count(Outcome.DONE_BEFORE)
        left = sum(result.needs_somebody for result in self._results.values())
        left += len(self._plan.unmatched) + len(self._plan.refused)
        said = self.tr("存入 {stored} 张，以前已导入 {before} 张，需要处理 {left} 个。").format(
            stored=stored, before=before, left=left
        )
        if self._stopping:
            self._banner.show_message(
                self.tr("已停止，存入的都在。"),
                self.tr("按 Enter 继续；以后再导入同一个文件夹也会接着做。"),
                tone=Tone.INFO,
            )
        self._far.setText(said)
        self._show_rows()
        self._show_state()
        self._table.setFocus()

    # what is left

    def _left(self) -> list[PlannedPhoto]:
        """Return the planned photos that nothing became of yet."""
        planned = self._plan.planned if self._plan is not None else ()
        return [each for each in planned if each.file.key not in self._results]

    def _row(self) -> BulkRow | None:
        return self._model.row(self._table.current_row())

    def _show_rows(self) -> None:
        if self._plan is not None:
            self._model.show_plan(self._plan, self._desk.language.code, self._results)
            self._table.choose_row(0)

    def _show_row(self, _: int = 0) -> None:
        row = self._row()
        self._told.setText(row.told if row else "")
        self._picture.set_image(None)
        self._show_state()
        files = self._files
        if row is None or not row.key or files is None or self._task is not None:
            return
        gathering, key = self._desk.workplace.gathering, row.key
        self._desk.tasks.run(
            lambda: gathering().thumbnail(files.read(key)),
            owner=self._picture,
            lane=Lane.WORK,
            on_done=lambda jpeg: self._show_picture(key, jpeg),
            on_error=lambda _: None,
        )

    def _show_picture(self, key: str, jpeg: bytes) -> None:
        row = self._row()
        if row is not None and row.key == key and jpeg:
            self._picture.set_image(QImage.fromData(jpeg))

    def _ask_reason(self) -> None:
        row = self._row()
        if row is None or row.outcome is not Outcome.FAILED or row.planned is None or self._task is not None:
            return
        planned = row.planned
        dialog = ReasonDialog(
            self,
            title=self.tr("采用检查不通过的照片"),
            text=row.told,
            reasons=[self.tr("本人无法重拍"), self.tr("经核对符合要求"), self.tr("当地允许")],
            verb=self.tr("采用"),
        )
        dialog.given.connect(lambda reason: self._take(planned, reason))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, planned: PlannedPhoto, reason: str) -> None:
        def taken(result: BulkResult) -> None:
            self._note(result)
            self._end()

        def keep(made: BulkPhoto) -> None:
            self._task = self._store(made, reason, taken)

        self._task = self._make(planned, keep)
        self._show_state()

    def save_sheet(self, path: Path | None = None) -> None:
        """Save what needs somebody as a contact sheet; asks where unless ``path`` says."""
        left = [row for row in self._model.rows() if row.state.tone in (Tone.BAD, Tone.WARN)]
        if self._task is not None or not left:
            return
        if not path:
            chosen = QFileDialog.getSaveFileName(self, self.tr("保存问题清单"), "photos.pdf", "PDF (*.pdf)")[0]
            if not chosen:
                return
            path = Path(chosen)
        self._task = self._desk.tasks.run_long(
            lambda task: self._write_sheet(task, path, left), owner=self, on_done=self._sheet_saved, on_error=self._fail
        )
        self._show_state()

    def _write_sheet(self, task: Task, path: Path, left: list[BulkRow]) -> Path:
        gathering, files = self._desk.workplace.gathering(), self._files
        entries = []
        for done, row in enumerate(left):
            task.report(done, len(left))
            thumbnail = b""
            if row.key and files is not None:
                try:
                    thumbnail = gathering.thumbnail(files.read(row.key))
                except SscardError:
                    thumbnail = b""
            name = f"{row.file} {row.planned.name}" if row.planned else row.file
            entries.append(ContactEntry(name, row.told, thumbnail))
        heading = [self.tr("照片导入：需要处理的文件"), self.tr("内含个人照片，处理完请销毁。")]
        save_private(path, self._desk.workplace.forms().contact_sheet(heading, entries))
        return path

    def _sheet_saved(self, path: Path) -> None:
        self._task = None
        self._banner.show_message(self.tr("问题清单已保存"), str(path), tone=Tone.OK)
        self._show_state()

    # both

    def _end_making(self) -> None:
        making, self._making = self._making, None
        if making is not None and not self._desk.tasks.closed:
            # What waits there is dropped; behind whoever still asks it for the next photo.
            self._desk.tasks.run(making.close, owner=self._desk.tasks, lane=Lane.WORK)

    def _fail(self, error: SscardError) -> None:
        self._task = None
        self._end_making()
        told = self._desk.language.message(error)
        self._banner.show_message(told.what, told.todo, tone=Tone.BAD)
        if self._results:
            self._show_rows()
        self._show_state()

    def _show_state(self) -> None:
        busy, plan, row = self._task is not None, self._plan, self._row()
        left = self._left()
        done = plan is not None and not left
        self._bar.setVisible(busy and plan is not None)
        self._go.setEnabled(not busy)
        self._go.set_text(
            self.tr("核对")
            if plan is None
            else self.tr("完成")
            if done
            else self.tr("继续，还有 {count} 张").format(count=len(left))
            if self._results
            else self.tr("制作并存入 {count} 张").format(count=len(left))
        )
        stop, close = self.tr("停止"), self.tr("关闭") if self._results else self.tr("取消")
        self._back.set_text(stop if busy and plan is not None else close)
        self._back.setVisible(not done or busy)
        unsolved = any(each.state.tone in (Tone.BAD, Tone.WARN) for each in self._model.rows())
        self._sheet.setVisible(plan is not None and unsolved and not busy)
        self._accept_one.setVisible(row is not None and row.outcome is Outcome.FAILED and not busy)

    def _close_files(self) -> None:
        self._end_making()
        files, self._files = self._files, None
        if files is not None and not self._desk.tasks.closed:
            # Behind whatever still reads of them.
            self._desk.tasks.run(files.close, owner=self._desk.tasks, lane=Lane.WORK)

    def reject(self) -> None:
        if self._task is not None and self._plan is not None:
            self._stopping = True
            self._far.setText(self.tr("正在停止…"))
        elif self._task is not None:
            self._task.cancel()
            self._task = None
            self._show_state()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._sheets.currentIndex() == _LIST or not self._source.control().hasFocus():
                self._next()
            return
        if self._sheets.currentIndex() == _LIST and key == Qt.Key.Key_A:
            self._ask_reason()
        elif self._sheets.currentIndex() == _LIST and key == Qt.Key.Key_S:
            self.save_sheet()
        else:
            super().keyPressEvent(event)
