# SPDX-License-Identifier: Apache-2.0
"""Batches: who is ready (:mod:`.readypart`), the batches there are, and what may be done with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from sscard_desktop.domain.batch import BATCH_MOVES, Batch, BatchMove
from sscard_desktop.domain.record import Record
from sscard_desktop.services.batchreadiness import Readiness
from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.ui.batches.checking import VerifyDialog
from sscard_desktop.ui.batches.choosing import ChoiceButton
from sscard_desktop.ui.batches.exporting import ExportDialog
from sscard_desktop.ui.batches.model import BatchColumn, BatchesModel
from sscard_desktop.ui.batches.readypart import ReadyPart
from sscard_desktop.ui.batches.sealing import SealDialog
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.sheetprinting import SheetPrinter
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.reason import ReasonDialog
from sscard_desktop.ui.widgets.table import Table

_NUMBER_ROOM, _CHIP_ROOM, _COUNT_ROOM = "0001-20261121-001000", "✓ 已封存，待导出存", "1000 people"
_SEALED_ROOM = "2026-11-21 20:10  demo-supervisor"


class BatchesPage(Page):
    """Readiness above, batches below. N seals, Enter exports the chosen one, E all that wait.

    Signals:
        sealed(): a batch was sealed; a good moment for a backup.
    """

    key = "batches"

    sealed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pending: Sequence[Batch] = ()
        self._wanted = ""
        self._dialog: Dialog | None = None
        self._sheets = SheetPrinter(desk, self, FormPrinter(desk, self), self.told.emit)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        space = tokens().space
        self._ready = ReadyPart(desk, self)
        self._ready.seal_asked.connect(self._ask_seal)
        self._ready.record_asked.connect(lambda record: self.page_requested.emit("records", record))
        self._ready.changed.connect(self._show_actions)
        self._title = Label("", self, role="strong")
        self._model = BatchesModel(self)
        self._table = Table(self)
        self._table.setModel(self._model)
        self._table.setItemDelegateForColumn(BatchColumn.STATE, ChipDelegate(self._table))
        self._table.fit_columns(_NUMBER_ROOM, _CHIP_ROOM, _COUNT_ROOM, _SEALED_ROOM)
        self._table.opened.connect(lambda _: self._export())
        self._table.row_changed.connect(lambda _: self._show_actions())
        self._empty = EmptyState(self, icon="batch")
        self._rows = QStackedWidget(self)
        self._rows.addWidget(self._table)
        self._rows.addWidget(self._empty)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._go)
        room = QVBoxLayout()
        room.setContentsMargins(space.l, space.m, space.l, space.m)
        room.setSpacing(space.s)
        room.addWidget(self._ready)
        room.addWidget(self._title)
        room.addWidget(self._rows, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(room, 1)
        outer.addWidget(self._bar)
        for keys, act in (
            ("F1", lambda: self.page_requested.emit("help", "")),
            ("N", self._ask_seal),
            ("F", self._ready.choosing().ask),
            ("V", self._verify),
            ("E", self._export_all),
            ("P", self._print),
            ("X", self._ask_cancel),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.retranslate()

    # the page

    def entered(self, subject: str = "") -> None:
        # The keys act while the keyboard is in the page, also before there is any row.
        self.setFocus()
        self.refresh(subject)

    def retranslate(self) -> None:
        self._ready.retranslate()
        self._title.setText(self.tr("本站批次"))
        self._empty.set_content(
            self.tr("还没有批次"), self.tr("审核通过的记录封存成批次，再导出为加密的上传包。"), icon="batch"
        )
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._model.columnCount() - 1)
        self._show_actions()

    def refresh(self, number: str = "") -> None:
        """Read everything again; batch ``number`` is chosen then."""
        current = self.current()
        self._wanted = number or (current.number if current is not None else "")

        def show(read: tuple[Readiness, list[Batch], Sequence[str]]) -> None:
            everybody, batches, pending = read
            by_number = {batch.number: batch for batch in batches}
            self._pending = [by_number[each] for each in pending]
            self._model.show_rows(batches)
            self._table.choose_row(self._model.row_of(self._wanted))
            self._rows.setCurrentWidget(self._table if batches else self._empty)
            if batches and self.focusWidget() in (None, self):
                self._table.setFocus()
            self._ready.show_people(everybody)
            self._show_actions()

        def read() -> tuple[Readiness, list[Batch], Sequence[str]]:
            batching = self._desk.batching()
            return batching.readiness(), list(batching.all()), self._desk.exporting().pending()

        self._desk.tasks.run(read, owner=self, on_done=show)

    def current(self) -> Batch | None:
        """Return the chosen batch."""
        return self._model.row(self._table.current_row())

    def readiness(self) -> Readiness | None:
        """Return who is ready, once it was read."""
        return self._ready.readiness()

    def dialog(self) -> Dialog | None:
        """Return the dialog that is open; for tests."""
        return self._dialog

    def bar(self) -> ActionBar:
        """Return the bar; for tests."""
        return self._bar

    def lacking(self) -> Table:
        """Return the list of people who lack something; for tests."""
        return self._ready.lacking()

    def choosing(self) -> ChoiceButton:
        """Return what chooses people for the next batch; for tests."""
        return self._ready.choosing()

    # showing

    def _show_actions(self) -> None:
        batch = self.current()
        left = [KeyAction("verify", "V", self.tr("校验上传包"))]
        if batch is not None:
            left.append(KeyAction("print", "P", self.tr("打印表格")))
        if batch is not None and (batch.status, BatchMove.CANCEL) in BATCH_MOVES:
            left.append(KeyAction("cancel", "X", self.tr("作废批次")))
        if len(self._pending) > 1:
            left.insert(0, KeyAction("all", "E", self.tr("全部导出（%n 个）", "", len(self._pending))))
        self._bar.set_actions(left)
        exportable = batch is not None and (batch.status, BatchMove.EXPORT) in BATCH_MOVES
        if exportable:
            assert batch is not None
            again = batch.exported_at is not None
            self._bar.set_reason(self.tr("再次导出的内容与上次完全一样") if again else "")
            self._bar.set_next(self.tr("再次导出") if again else self.tr("导出批次"), icon="export")
        elif batch is None and self._ready.anybody():
            self._bar.set_reason("")
            self._bar.set_next(self.tr("封存批次"), icon="lock", key="N")
            self._ready.offer_seal(False)
            return
        else:
            self._bar.set_reason(self.tr("这个批次已作废，不再导出。") if batch is not None else "", Tone.QUIET)
            self._bar.set_next("")
        self._ready.offer_seal(True)

    # doing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
            return
        super().keyPressEvent(event)

    def _go(self) -> None:
        if self.current() is None:
            self._ask_seal()
        else:
            self._export()

    def _act(self, name: str) -> None:
        {"verify": self._verify, "all": self._export_all, "cancel": self._ask_cancel, "print": self._print}[name]()

    def _print(self) -> None:
        batch = self.current()
        if batch is not None and self._dialog is None:
            self._sheets.ask(Crowd(By.BATCH, batch.number))

    def _open(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: setattr(self, "_dialog", None))
        dialog.open()

    def _ask_seal(self) -> None:
        readiness = self._ready.readiness()
        if readiness is None or not readiness.ready or self._dialog is not None:
            return
        members = [record.id for record in readiness.ready]

        def ask(parts: Sequence[Sequence[Record]]) -> None:
            if self._dialog is None and self.isVisible():
                dialog = SealDialog(self._desk, readiness, parts, self)
                dialog.confirmed.connect(lambda: self._make(members))
                self._open(dialog)

        self._desk.tasks.run(lambda: self._desk.batching().divided(readiness.ready), owner=self, on_done=ask)

    def _make(self, members: Sequence[str]) -> None:
        def told(made: Sequence[Batch]) -> None:
            # Several where the bureau's limits of people or size ask for it.
            for batch in made:
                self.told.emit(self.tr("批次 {number} 已封存").format(number=batch.number))
            self.sealed.emit()
            self.refresh(made[0].number)

        # Those who were listed, nobody else: somebody may have been approved meanwhile.
        self._desk.tasks.run(lambda: self._desk.batching().seal_all(members), owner=self, on_done=told)

    def _export(self) -> None:
        batch = self.current()
        if batch is None or (batch.status, BatchMove.EXPORT) not in BATCH_MOVES or self._dialog is not None:
            return
        self._export_these([batch])

    def _export_all(self) -> None:
        if self._pending and self._dialog is None:
            self._export_these(self._pending)

    def _export_these(self, leaving: Sequence[Batch]) -> None:
        dialog = ExportDialog(self._desk, leaving, self)
        dialog.finished.connect(lambda _: self.refresh(leaving[0].number))
        self._open(dialog)

    def _verify(self) -> None:
        if self._dialog is None:
            self._open(VerifyDialog(self._desk, self))

    def _ask_cancel(self) -> None:
        batch = self.current()
        if batch is None or (batch.status, BatchMove.CANCEL) not in BATCH_MOVES or self._dialog is not None:
            return
        number = batch.number
        text = self.tr("批次里的人恢复为审核通过，可以进入别的批次；批次号不再使用。")
        if batch.exported_at is not None:
            text += self.tr("它已经导出过：请确认上传包没有交出，或已通知收件人停用。")
        dialog = ReasonDialog(
            self,
            title=self.tr("作废批次 {number}").format(number=number),
            text=text,
            reasons=[self.tr("批次里有人的信息要更正"), self.tr("社保部门要求重新上报"), self.tr("误操作")],
            verb=self.tr("作废批次"),
            danger=True,
        )
        dialog.given.connect(lambda reason: self._cancel(number, reason))
        self._open(dialog)

    def _cancel(self, number: str, reason: str) -> None:
        def done(_: Batch) -> None:
            self.told.emit(self.tr("批次 {number} 已作废").format(number=number))
            self.refresh(number)

        self._desk.tasks.run(lambda: self._desk.batching().cancel(number, reason), owner=self, on_done=done)
