# SPDX-License-Identifier: Apache-2.0
"""Batches leave: where to, with which password and how much room, how far they are, and what was written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.batch import Batch
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.exporting import Outgoing
from sscard_desktop.services.ports import WrittenFile
from sscard_desktop.ui.batches.room import RoomLine
from sscard_desktop.ui.batches.written import WrittenSheet
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.destination import SHORTEST_PASSWORD, Destination
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.howfar import HowFar
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PasswordEditor


class ExportDialog(Dialog):
    """Three sheets: the question, the progress, the result. Esc stops the work first, then closes.

    Several batches leave one after the other, each noted as soon as its package was read back: what was noted before
    a stop or a failure isn't written again, here or when the dialog is opened anew.

    Args:
        leaving: the batches, one or more.

    Signals:
        exported(): all packages were written, read back and noted.
    """

    exported = Signal()

    def __init__(self, desk: Desk, leaving: Sequence[Batch], parent: QWidget) -> None:
        super().__init__(parent, icon="export")
        self.setObjectName("wide")
        self._desk = desk
        self._leaving = [batch.number for batch in leaving]
        self._task: Task | None = None
        self._files: list[WrittenFile] = []
        if len(leaving) == 1:
            (batch,) = leaving
            self.set_title(self.tr("导出批次 {number}，%n 人", "", len(batch.records)).format(number=batch.number))
        else:
            self.set_title(self.tr("导出全部 %n 个待导出批次", "", len(leaving)))
        self.set_text(
            self.tr("上传包用 AES-256 加密。密码请用别的途径告诉收件人，不要和文件放在一起；程序不保存密码。")
        )
        self._banner = Banner(self, closable=False)
        self._sheets = QStackedWidget(self)
        self._sheets.addWidget(self._make_question())
        self._far = HowFar(self)
        self._sheets.addWidget(self._far)
        self._result = WrittenSheet(self)
        self._sheets.addWidget(self._result)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._sheets)
        self._stop = Button(self.tr("取消"), self, key="Esc")
        self._stop.clicked.connect(self._turn_back)
        self._go = Button("", self, kind="primary", icon="export", key="Enter")
        self._go.clicked.connect(self._next)
        self._buttons.addWidget(self._stop)
        self._buttons.addWidget(self._go)
        self._show_sheet(0)
        self._room.reckon(self._leaving)

    def _make_question(self) -> QWidget:
        sheet = QWidget()
        self._destination = Destination(sheet)
        self._destination.password.set_label(
            self.tr("上传包密码（至少 {count} 个英文字母、数字或符号）").format(count=SHORTEST_PASSWORD)
        )
        fields = self._destination.fields()
        self._flow = FieldFlow(self)
        self._flow.set_fields(fields)
        self._flow.ended.connect(self._begin)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.xs)
        for editor in fields:
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
            column.addWidget(editor)
        self._room = RoomLine(self._desk, self._destination.folder, sheet)
        column.addWidget(self._room)
        return sheet

    # for the page and tests

    def fields(self) -> tuple[PathEditor, PasswordEditor, PasswordEditor]:
        """Return folder, password and its repetition."""
        return self._destination.fields()

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def written(self) -> WrittenFile | None:
        """Return what was written last, once everything was."""
        return None if self._left() else self._files[-1]

    def files(self) -> Sequence[WrittenFile]:
        """Return what was written and noted so far."""
        return self._files

    def room(self) -> RoomLine:
        """Return what says how much room is needed and free."""
        return self._room

    def running(self) -> bool:
        """Return whether a package is being written."""
        return self._task is not None

    # the way

    def _show_sheet(self, index: int) -> None:
        self._sheets.setCurrentIndex(index)
        self._go.setVisible(index != 1)
        self._go.set_text(self.tr("导出") if index == 0 else self.tr("完成"))
        self._go.set_icon("export" if index == 0 else "check")
        self._stop.set_text((self.tr("取消"), self.tr("停止导出"), self.tr("打开文件夹"))[index])
        self._stop.set_key("" if index == 2 else "Esc")
        if index == 0:
            self._destination.folder.control().setFocus()
        else:
            (self._stop if index == 1 else self._go).setFocus()

    def _next(self) -> None:
        if not self._left():
            self.accept()
        else:
            self._begin()

    def _turn_back(self) -> None:
        if not self._left():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._files[-1].path.parent)))
        else:
            self.reject()

    def _begin(self) -> None:
        problems = self._problems()
        for editor in self.fields():
            editor.set_note(problems.get(editor.key))
        if problems:
            self._flow.go_to(next(iter(problems)))
            return
        self._banner.close_message()
        self._show_sheet(1)
        self._prepare()

    def _left(self) -> Sequence[str]:
        return self._leaving[len(self._files) :]

    def _prepare(self) -> None:
        self._far.begin(self._of_several() + self.tr("正在核对批次内容…"))
        number = self._left()[0]
        self._task = self._desk.tasks.run(
            lambda: self._desk.exporting().prepare(number),
            owner=self,
            lane=Lane.WORK,
            on_done=self._write,
            on_error=self._fail,
        )
        self._task.ended.connect(self._look_stopped)

    def _problems(self) -> dict[str, Note]:
        problems = self._destination.problems()
        if "folder" not in problems and self._room.too_little():
            little = Note(self.tr("空间不够，请换一个文件夹或 U 盘，或先腾出空间。"))
            return {"folder": little} | problems
        return problems

    def _write(self, outgoing: Outgoing) -> None:
        folder, password = self._destination.folder.path(), self._destination.password.value()
        task = self._desk.tasks.run_long(
            lambda progress: self._desk.exporting().write(outgoing, folder, password, progress),
            owner=self,
            lane=Lane.WORK,
            on_done=lambda written: self._note(outgoing, written),
            on_error=self._fail,
            on_progress=self._show_progress,
        )
        task.ended.connect(self._look_stopped)
        # A lock takes the dialog away: what nobody could note any more mustn't lie on the stick, whole and untold.
        self.destroyed.connect(task.cancel)
        self._task = task

    def _show_progress(self, done: int, total: int) -> None:
        self._far.advance(done, total)
        far = self.tr("正在写入并回读校验：{done} / {total}").format(done=done, total=total)
        self._far.tell(self._of_several() + far)

    def _of_several(self) -> str:
        if len(self._leaving) == 1:
            return ""
        told = self.tr("批次 {number}（第 {done} 个，共 {all} 个）")
        return told.format(number=self._left()[0], done=len(self._files) + 1, all=len(self._leaving)) + "\n"

    def _note(self, outgoing: Outgoing, written: WrittenFile) -> None:
        self._desk.tasks.run(
            lambda: self._desk.exporting().exported(outgoing, written),
            owner=self,
            on_done=lambda _: self._noted(written),
            on_error=self._fail,
        )

    def _noted(self, written: WrittenFile) -> None:
        stopped = self._task is not None and self._task.cancelled
        self._files.append(written)
        if not self._left():
            self._show_result()
        elif stopped:
            self._say_stopped()
        else:
            self._prepare()

    def _show_result(self) -> None:
        self._task = None
        self._destination.forget()
        if len(self._files) == 1:
            done = self.tr("批次 {number} 已导出，回读校验一致。").format(number=self._leaving[0])
        else:
            done = self.tr("%n 个批次已导出，回读校验一致。", "", len(self._files))
        self._banner.show_message(done, tone=Tone.OK)
        self._result.show_files(self._files)
        self.set_text("")
        self._show_sheet(2)
        self.exported.emit()

    def _fail(self, error: SscardError) -> None:
        self._task = None
        message = self._desk.language.message(error)
        kept = self._told_written() or self.tr("批次仍然封存着，内容没有变，随时可以再导出。")
        self._banner.show_message(message.what, f"{message.todo} {kept}".strip(), tone=Tone.BAD)
        self._show_sheet(0)
        self._room.reckon(self._left())

    def _look_stopped(self) -> None:
        if self._task is not None and self._task.cancelled:
            self._say_stopped()

    def _say_stopped(self) -> None:
        self._task = None
        kept = self._told_written() or self.tr("批次仍然封存着，随时可以再导出。")
        self._banner.show_message(self.tr("导出已停止，没有留下半个文件。"), kept, tone=Tone.INFO)
        self._show_sheet(0)
        self._room.reckon(self._left())

    def _told_written(self) -> str:
        if not self._files:
            return ""
        return self.tr("已导出 %n 个批次，不会重复写；其余仍封存着，随时可以接着导出。", "", len(self._files))

    def reject(self) -> None:
        if self._task is not None:
            self._far.tell(self.tr("正在停止…"))
            self._task.cancel()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("\r", "\n"):
            # Each field's own Enter leads on; a stray one must not start anything.
            return
        super().keyPressEvent(event)
