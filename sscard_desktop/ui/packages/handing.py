# SPDX-License-Identifier: Apache-2.0
"""Handing the station's records over: where to, who can open it, how far it is, and which fingerprint to tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ports import Lock, Recipient, WrittenFile
from sscard_desktop.services.trust import shown_fingerprint
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.tasks import Task
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.destination import Destination
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.howfar import HowFar
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PasswordEditor
from sscard_desktop.ui.widgets.segments import Segments

_ALL, _SINCE = "all", "since"


class HandOverDialog(Dialog):
    """Three sheets: the question, the progress, the result. Esc stops the work first, then closes."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, icon="export")
        self.setObjectName("wide")
        self._desk = desk
        self._task: Task | None = None
        self._written: Sequence[WrittenFile] = ()
        self._receivers: Sequence[Recipient] = ()
        self._last: datetime | None = None
        self.set_title(self.tr("交出站点包"))
        self.set_text(self.tr("把本站的记录连同照片和办理经过写成加密、签名的文件，交给审核员合并。本站的记录不变。"))
        self._banner = Banner(self, closable=False)
        self._sheets = QStackedWidget(self)
        self._sheets.addWidget(self._make_question())
        self._far = HowFar(self)
        self._sheets.addWidget(self._far)
        self._sheets.addWidget(self._make_result())
        self.body.addWidget(self._banner)
        self.body.addWidget(self._sheets)
        self._stop = Button(self.tr("取消"), self, key="Esc")
        self._stop.clicked.connect(self.reject)
        self._go = Button("", self, kind="primary", icon="export", key="Enter")
        self._go.clicked.connect(self._next)
        self._buttons.addWidget(self._stop)
        self._buttons.addWidget(self._go)
        self._show_sheet(0)

        def look() -> tuple[Sequence[Recipient], datetime | None]:
            receivers = desk.handover().receivers()
            return receivers, desk.handover().last(receivers)

        desk.tasks.run(look, owner=self, on_done=lambda found: self._show_receivers(*found))

    def _make_question(self) -> QWidget:
        sheet = QWidget()
        self._span = Segments(sheet)
        self._span.picked.connect(lambda _: self._show_span())
        self._span_said = Label("", sheet, role="muted", wrap=True)
        self._destination = Destination(sheet)
        self._locked = Label("", sheet, role="text", wrap=True)
        fields = self._destination.fields()
        self._flow = FieldFlow(self)
        self._flow.set_fields(fields)
        self._flow.ended.connect(self._begin)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.xs)
        column.addWidget(self._span)
        column.addWidget(self._span_said)
        for part in (self._span, self._span_said):
            part.hide()
        for editor in fields:
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
            column.addWidget(editor)
        column.insertWidget(3, self._locked)
        column.insertSpacing(4, tokens().space.s)
        column.addStretch()
        return sheet

    def _make_result(self) -> QWidget:
        sheet = QWidget()
        self._facts = Label("", sheet, role="text", wrap=True)
        self._hint = Label("", sheet, role="muted", wrap=True)
        self._fingerprint = Label("", sheet, role="name", wrap=True)
        self._fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.s)
        for part in (self._facts, self._hint, self._fingerprint):
            column.addWidget(part)
        column.addStretch()
        return sheet

    # for the page and tests

    def span(self) -> Segments:
        """Return the choice between all records and those of since the last time; hidden where there was none."""
        return self._span

    def fields(self) -> tuple[PathEditor, PasswordEditor, PasswordEditor]:
        """Return folder, password and its repetition."""
        return self._destination.fields()

    def written(self) -> Sequence[WrittenFile]:
        """Return what was written, once it was."""
        return self._written

    # the way

    def _show_receivers(self, receivers: Sequence[Recipient], last: datetime | None) -> None:
        self._receivers, self._last = receivers, last
        if last is not None:
            self._span.set_options([(_ALL, self.tr("全部记录")), (_SINCE, self.tr("上次交出以后的"))])
            self._span.set_code(_ALL)
            for part in (self._span, self._span_said):
                part.show()
            self._show_span()
            self._span.setFocus()
        self._locked.setText(
            self.tr("只有接收方能打开：{who}").format(who="；".join(each.subject for each in receivers))
            if receivers
            else self.tr("还没有接收方的证书，请设一个密码，用别的途径告诉审核员。")
        )
        self._destination.ask_password(not receivers)

    def _show_span(self) -> None:
        last = self._last
        if last is None:
            return
        at = record_words.moment(last)
        if self._span.code() == _SINCE:
            said = self.tr("只交 {at} 以后动过的记录。上次的文件没有合并成功的话，请交全部。").format(at=at)
        else:
            said = self.tr("上次交出是 {at}。重复的记录合并时不会变成两份。").format(at=at)
        self._span_said.setText(said)

    def _show_sheet(self, index: int) -> None:
        self._sheets.setCurrentIndex(index)
        self._go.setVisible(index != 1)
        self._go.set_text(self.tr("交出") if index == 0 else self.tr("完成"))
        self._go.set_icon("export" if index == 0 else "check")
        self._stop.set_text(self.tr("停止") if index == 1 else self.tr("取消"))
        self._stop.setVisible(index != 2)
        if index == 0:
            (self._destination.folder.control() if self._last is None else self._span).setFocus()
        else:
            (self._stop if index == 1 else self._go).setFocus()

    def _next(self) -> None:
        if self._written:
            self.accept()
        else:
            self._begin()

    def _begin(self) -> None:
        if self._task is not None:
            return
        problems = self._destination.problems()
        for editor in self.fields():
            editor.set_note(problems.get(editor.key))
        if problems:
            self._flow.go_to(next(iter(problems)))
            return
        self._banner.close_message()
        self._far.begin(self.tr("正在准备…"))
        self._show_sheet(1)
        folder = self._destination.folder.path()
        lock = Lock(tuple(self._receivers)) if self._receivers else Lock(password=self._destination.password.value())

        since = self._last if self._span.code() == _SINCE else None
        self._task = self._desk.tasks.run_long(
            lambda task: self._desk.handover().make(folder, lock, task, since=since),
            owner=self,
            on_done=self._look_up_key,
            on_error=self._fail,
            on_progress=self._show_progress,
        )
        self._task.ended.connect(self._look_stopped)

    def _show_progress(self, done: int, total: int) -> None:
        self._far.advance(done, total)
        self._far.tell(self.tr("正在写入：{done} / {total} 条记录").format(done=done, total=total))

    def _look_up_key(self, written: Sequence[WrittenFile]) -> None:
        self._desk.tasks.run(
            lambda: self._desk.handover().station_key().fingerprint,
            owner=self,
            on_done=lambda fingerprint: self._show_result(written, fingerprint),
            on_error=self._fail,
        )

    def _show_result(self, written: Sequence[WrittenFile], fingerprint: str) -> None:
        self._task = None
        self._written = written
        self._destination.forget()
        self._banner.show_message(self.tr("已写出 %n 个文件，回读一致。", "", len(written)), tone=Tone.OK)
        sizes = ((each.path, max(each.size_bytes / (1 << 20), 0.1)) for each in written[:6])
        self._facts.setText("\n".join(f"{path}　{size:.1f} MB" for path, size in sizes))
        self._hint.setText(self.tr("第一次交给审核员时，请当面或打电话核对本站的指纹："))
        self._fingerprint.setText(shown_fingerprint(fingerprint))
        self.set_text("")
        self._show_sheet(2)

    def _fail(self, error: SscardError) -> None:
        self._task = None
        message = self._desk.language.message(error)
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)
        self._show_sheet(0)

    def _look_stopped(self) -> None:
        if self._task is not None and self._task.cancelled:
            self._task = None
            self._banner.show_message(self.tr("已停止，没有写完的文件已删除。"), tone=Tone.WARN)
            self._show_sheet(0)

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._written:
                self.accept()
            elif self._span.hasFocus():
                self._flow.go_to("folder")
            return
        super().keyPressEvent(event)
