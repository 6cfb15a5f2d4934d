# SPDX-License-Identifier: Apache-2.0
"""Review: one submission after the other, values beside photo and ID pictures, decided by one key.

A decision counts only for the record that is in front of the eye, is stored at once, and can be taken back while
nothing has followed from it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.record import Record, RecordSummary
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.records.dossier import Dossier, read_dossier
from sscard_desktop.ui.records.sheet import RecordSheet
from sscard_desktop.ui.review.queue import QueueModel
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.reason import ReasonDialog
from sscard_desktop.ui.widgets.table import Table
from sscard_desktop.ui.widgets.toast import Toast

_MOST_LISTED = 500


class ReviewPage(Page):
    """Queue at the left, the record beside it. J/K walk, A approves, R returns with a reason, Ctrl+Z takes back."""

    key = "review"
    icon = "review"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._own_allowed = False
        self._asked = 0
        self._deciding = False
        self._dialog: ReasonDialog | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        space = tokens().space
        self._title = Label("", self, role="strong")
        self._model = QueueModel(self)
        self._table = Table(self)
        self._table.setModel(self._model)
        self._table.fit_columns("阿依古丽买")
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.row_changed.connect(lambda _: self._look())
        side = QVBoxLayout()
        side.setContentsMargins(space.l, space.m, 0, space.m)
        side.setSpacing(space.s)
        side.addWidget(self._title)
        side.addWidget(self._table, 1)
        queue = QWidget(self)
        queue.setLayout(side)
        queue.setFixedWidth(tokens().size["queue"])
        self._sheet = RecordSheet(desk.profile, desk.language, self)
        at_work = QWidget(self)
        row = QHBoxLayout(at_work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(queue)
        row.addWidget(self._sheet, 1)
        self._empty = EmptyState(self, icon="review")
        self._front = QStackedWidget(self)
        self._front.addWidget(at_work)
        self._front.addWidget(self._empty)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._approve)
        self._toast = Toast(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._front, 1)
        column.addWidget(self._bar)
        for keys, act in (
            ("F1", lambda: self.page_requested.emit("help", "")),
            ("J", lambda: self._walk(1)),
            ("K", lambda: self._walk(-1)),
            ("A", self._approve),
            ("R", self._ask_return),
            ("Ctrl+Z", self._toast.undo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            # A key held down must not decide on a whole queue.
            shortcut.setAutoRepeat(keys in ("J", "K"))
            shortcut.activated.connect(act)
        self.retranslate()

    # the page

    def title(self) -> str:
        return self.tr("审核")

    def entered(self, subject: str = "") -> None:
        self.setFocus()
        self.refresh(subject)

    def retranslate(self) -> None:
        self._empty.set_content(self.tr("没有待审核的记录"), self.tr("录入台提交的记录会出现在这里。"), icon="review")
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)
        self._show_actions()

    def refresh(self, record_id: str = "") -> None:
        """Read the queue again; the same record stays in front, or ``record_id`` comes there."""
        current = self.current()
        wanted = record_id or (current.id if current is not None else "")

        def read() -> tuple[list[RecordSummary], bool]:
            review = self._desk.review()
            # First come, first served: the oldest submission is looked at first.
            return list(reversed(review.queue(limit=_MOST_LISTED))), review.own_allowed()

        def show(read: tuple[list[RecordSummary], bool]) -> None:
            records, self._own_allowed = read
            self._model.show_records(records)
            self._table.choose_row(self._model.row_of(wanted))
            self._show_front()

        self._desk.tasks.run(read, owner=self, on_done=show)

    def current(self) -> RecordSummary | None:
        """Return the chosen submission."""
        return self._model.record(self._table.current_row())

    def sheet(self) -> RecordSheet:
        """Return the record in front; for tests."""
        return self._sheet

    def bar(self) -> ActionBar:
        """Return the bar; for tests."""
        return self._bar

    def toast(self) -> Toast:
        """Return the toast; for tests."""
        return self._toast

    def dialog(self) -> ReasonDialog | None:
        """Return the question that waits for an answer; for tests."""
        return self._dialog

    # looking

    def _walk(self, by: int) -> None:
        row = self._table.current_row() + by
        if 0 <= row < self._model.rowCount():
            self._table.choose_row(row)

    def _look(self) -> None:
        current = self.current()
        self._asked += 1
        asked = self._asked
        self._show_actions()
        if current is None:
            return

        def show(dossier: Dossier) -> None:
            if asked == self._asked:
                self._sheet.show_dossier(dossier)
                self._show_actions()

        self._desk.tasks.run(lambda: read_dossier(self._desk, current.id), owner=self, on_done=show)

    def _in_front(self) -> Record | None:
        """Return the record that is seen, ``None`` while the chosen one is still being read."""
        dossier, current = self._sheet.dossier(), self.current()
        if dossier is None or current is None or dossier.record.id != current.id:
            return None
        return dossier.record

    def _show_front(self) -> None:
        waiting = self._model.rowCount()
        self._front.setCurrentIndex(0 if waiting else 1)
        if waiting and self.focusWidget() in (None, self):
            self._table.setFocus()
        elif not waiting:
            self.setFocus()
        self._show_actions()

    def _show_actions(self) -> None:
        waiting = self._model.rowCount()
        self._title.setText(self.tr("待审核 %n 条", "", waiting))
        record = self._in_front()
        if not waiting:
            self._bar.set_actions([])
            self._bar.set_reason("")
            self._bar.set_next("")
            return
        self._bar.set_actions(
            [KeyAction("next", "J", self.tr("下一条")), KeyAction("previous", "K", self.tr("上一条"))],
            [KeyAction("return", "R", self.tr("退回"), "undo")],
        )
        if record is not None and self._is_own(record):
            self._bar.set_reason(self.tr("这是您自己采集或提交的，请另一位审核员审核。"), Tone.WARN)
        else:
            place = self.tr("第 {row} 条，共 {count} 条")
            self._bar.set_reason(place.format(row=self._table.current_row() + 1, count=waiting))
        self._bar.set_next(
            self.tr("审核通过"), icon="check", key="A", enabled=record is not None and not self._is_own(record)
        )

    def _is_own(self, record: Record) -> bool:
        return not self._own_allowed and self._desk.operator.name in (record.created_by, record.submitted_by)

    # deciding

    def _act(self, name: str) -> None:
        if name == "return":
            self._ask_return()
        else:
            self._walk(1 if name == "next" else -1)

    def _approve(self) -> None:
        record = self._in_front()
        if record is not None and not self._is_own(record):
            said = self.tr("{name} 已审核通过").format(name=record.value("name"))
            self._decide(record, lambda: self._desk.review().approve(record.id), said)

    def _ask_return(self) -> None:
        record = self._in_front()
        if record is None or self._dialog is not None or self._deciding:
            return
        self._dialog = dialog = ReasonDialog(
            self,
            title=self.tr("退回 {name} 的记录").format(name=record.value("name")),
            text=self.tr("记录回到录入台，排在待办最前面；经办人会看到理由。"),
            reasons=[
                self.tr("照片不合格，请重拍"),
                self.tr("证件图片不清楚或有遮挡，请重拍"),
                self.tr("姓名或证件号码与证件不一致"),
                self.tr("单位或银行信息有误"),
                self.tr("联系方式或地址有误"),
                self.tr("监护人或代办人信息不全"),
            ],
            verb=self.tr("退回"),
        )
        said = self.tr("{name} 已退回").format(name=record.value("name"))
        dialog.given.connect(
            lambda reason: self._decide(record, lambda: self._desk.review().send_back(record.id, reason), said)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: setattr(self, "_dialog", None))
        dialog.open()

    def _decide(self, record: Record, work: Callable[[], object], said: str) -> None:
        if self._deciding:
            return
        self._deciding = True

        def done(_: object) -> None:
            row = self._table.current_row()
            self._model.remove(record.id)
            self._table.choose_row(row)
            self._look()
            self._show_front()
            self._toast.show_text(said, undo=lambda: self._take_back(record.id))

        task = self._desk.tasks.run(work, owner=self, on_done=done)
        task.ended.connect(lambda: setattr(self, "_deciding", False))

    def _take_back(self, record_id: str) -> None:
        self._desk.tasks.run(
            lambda: self._desk.review().take_back(record_id),
            owner=self,
            on_done=lambda _: self.refresh(record_id),
        )
