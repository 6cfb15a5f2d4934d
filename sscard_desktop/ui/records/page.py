# SPDX-License-Identifier: Apache-2.0
"""Records: find one, open it; what may be done with it is done by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.domain.record import MOVES, Move, Record, RecordSummary, Status, amendable_until
from sscard_desktop.services.printing import forms_of
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.records import words
from sscard_desktop.ui.records.bulkdialog import BulkDialog
from sscard_desktop.ui.records.citiesdialog import CitiesDialog
from sscard_desktop.ui.records.dossier import Dossier, read_dossier
from sscard_desktop.ui.records.lister import Filter, RecordLister
from sscard_desktop.ui.records.sheet import RecordSheet
from sscard_desktop.ui.review.dayend import DayEnd
from sscard_desktop.ui.sheetprinting import SheetPrinter
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.reason import ReasonDialog

AT_THE_COUNTER = (Status.DRAFT, Status.CONFIRMED, Status.RETURNED, Status.WITHDRAWN)
"""States in which a record is worked on at the counter; all others are looked at here."""


DAY = "day"
"""What this page is asked for where the end of the day is wanted."""


class RecordsPage(Page):
    """List and one record, one in front of the other.

    :meth:`entered` takes ``waiting`` for what waits at the counter, ``day`` for how the day ended, or a record's id to
    open.
    """

    key = "records"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._printer = FormPrinter(desk, self)
        self._sheets = SheetPrinter(desk, self, self._printer, self.told.emit)
        self._day = DayEnd(desk, self, self._printer)
        self._day.opened.connect(self._open_named)
        self._lister = RecordLister(desk, self)
        self._lister.opened.connect(self._open)
        self._lister.row_changed.connect(self._show_actions)
        self._sheet = RecordSheet(desk.profile, desk.language, self)
        self._front = QStackedWidget(self)
        self._front.addWidget(self._lister)
        self._front.addWidget(self._sheet)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._front, 1)
        column.addWidget(self._bar)
        self._dialog: ReasonDialog | None = None
        self._bind()
        self.retranslate()

    def _bind(self) -> None:
        for keys, act in (
            ("F1", lambda: self.page_requested.emit("help", "")),
            ("F3", self._find),
            ("F8", self._show_waiting),
            ("F9", lambda: self._act("print")),
            ("Shift+F9", lambda: self._act("forms")),
            ("Ctrl+P", self._sheets.ask),
            ("Ctrl+D", self._day.ask),
            ("Ctrl+I", self._import_photos),
            ("Ctrl+G", self._show_cities),
            ("C", lambda: self._act("cities")),
            ("M", lambda: self._act("amend")),
            ("V", lambda: self._act("void")),
            ("W", lambda: self._act("withdraw")),
            ("Esc", self._back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            if len(keys) == 1 or keys == "Esc":
                # Letters are typed while the list is in front.
                shortcut.setEnabled(False)
                shortcut.setObjectName("in_view")

    # the page

    def entered(self, subject: str = "") -> None:
        if subject == Filter.WAITING:
            self._show_list()
            self._lister.show_filter(Filter.WAITING)
        elif subject == DAY:
            self._show_list()
            self._day.ask()
        elif subject:
            self._look(subject)
        self._lister.refresh()
        (self._sheet.values() if self._viewing() else self._lister).setFocus()

    def retranslate(self) -> None:
        self._show_actions()

    def lister(self) -> RecordLister:
        """Return the list; for tests."""
        return self._lister

    def sheet(self) -> RecordSheet:
        """Return the record in front; for tests."""
        return self._sheet

    def bar(self) -> ActionBar:
        """Return the bar; for tests."""
        return self._bar

    def day(self) -> DayEnd:
        """Return the day's end; for tests."""
        return self._day

    def dialog(self) -> ReasonDialog | None:
        """Return the question that waits for an answer; for tests."""
        return self._dialog

    # list

    def _viewing(self) -> bool:
        return self._front.currentWidget() is self._sheet

    def _find(self) -> None:
        self._show_list()
        self._lister.search.setFocus()
        self._lister.search.selectAll()

    def _show_waiting(self) -> None:
        self._show_list()
        self._lister.show_filter(Filter.WAITING)

    def _open(self, record: RecordSummary) -> None:
        if record.status in AT_THE_COUNTER:
            self.page_requested.emit("counter", record.id)
        else:
            self._look(record.id)

    def _open_named(self, record_id: str) -> None:
        """Open a record that the day's end names: where it goes on, if it does."""

        def show(dossier: Dossier) -> None:
            if dossier.record.status in AT_THE_COUNTER:
                self.page_requested.emit("counter", dossier.record.id)
            else:
                self._show(dossier)

        self._desk.tasks.run(lambda: read_dossier(self._desk, record_id), owner=self, on_done=show)

    # one record

    def _look(self, record_id: str) -> None:
        self._desk.tasks.run(lambda: read_dossier(self._desk, record_id), owner=self, on_done=self._show)

    def _show(self, dossier: Dossier) -> None:
        self._sheet.show_dossier(dossier)
        self._front.setCurrentWidget(self._sheet)
        self._switch_keys(viewing=True)
        self._sheet.values().setFocus()
        self._show_actions()

    def _show_list(self) -> None:
        self._front.setCurrentWidget(self._lister)
        self._switch_keys(viewing=False)
        self._show_actions()

    def _switch_keys(self, *, viewing: bool) -> None:
        for shortcut in self.findChildren(QShortcut, "in_view"):
            shortcut.setEnabled(viewing)

    def _back(self) -> None:
        dossier = self._sheet.dossier()
        self._show_list()
        self._lister.setFocus()
        self._lister.refresh(dossier.record.id if dossier is not None else "")

    def _record(self) -> Record | None:
        dossier = self._sheet.dossier()
        return dossier.record if self._viewing() and dossier is not None else None

    # what may be done

    def _show_actions(self) -> None:
        record = self._record()
        if record is None:
            self._show_list_actions()
            return
        actions = [KeyAction("back", "Esc", self.tr("返回列表"))]
        if self._may(record, Move.AMEND):
            actions.append(KeyAction("amend", "M", self.tr("取回修改")))
        if self._may(record, Move.WITHDRAW):
            actions.append(KeyAction("withdraw", "W", self.tr("撤销上报")))
        if self._may(record, Move.VOID):
            actions.append(KeyAction("void", "V", self.tr("作废")))
        if PictureRole.PHOTO in record.pictures:
            actions.append(KeyAction("cities", "C", self.tr("各地能否用")))
        self._bar.set_actions(actions)
        reason, tone = self._limits(record)
        self._bar.set_reason(reason, tone)
        self._bar.set_next(self.tr("打印登记表"), icon="printer", key="F9")

    def _show_list_actions(self) -> None:
        current = self._lister.current()
        left = [KeyAction("find", "F3", self.tr("查找")), KeyAction("waiting", "F8", self.tr("待办"))]
        left.append(KeyAction("sheets", "Ctrl+P", self.tr("打印多人表格")))
        left.append(KeyAction("import", "Ctrl+I", self.tr("批量导入照片")))
        left.append(KeyAction("day", "Ctrl+D", self.tr("日结")))
        # A form without its receipt number would have to be thrown away.
        printable = current is not None and current.receipt_number
        if current is not None:
            left.append(KeyAction("cities", "Ctrl+G", self.tr("各地能否用")))
        right = [KeyAction("print", "F9", self.tr("打印登记表"), "printer")] if printable else []
        self._bar.set_actions(left, right)
        self._bar.set_reason("")
        if current is None:
            self._bar.set_next("")
        elif current.status in AT_THE_COUNTER:
            self._bar.set_next(self.tr("继续办理"), icon="counter")
        else:
            self._bar.set_next(self.tr("查看"), icon="search")

    def _may(self, record: Record, move: Move) -> bool:
        if (record.status, move) not in MOVES or (record.batch and move is not Move.AMEND):
            return False
        if move is Move.WITHDRAW:
            return self._desk.operator.may(Permission.WITHDRAW)
        until = amendable_until(record, self._desk.profile.edit_hours)
        return move is not Move.AMEND or until is None or self._now() <= until

    def _limits(self, record: Record) -> tuple[str, Tone]:
        if record.batch:
            return self.tr("已封入批次 {number}，不能改动。").format(number=record.batch), Tone.QUIET
        until = amendable_until(record, self._desk.profile.edit_hours)
        if record.status is not Status.SUBMITTED or until is None:
            return "", Tone.QUIET
        if self._now() <= until:
            return self.tr("{time} 前可以取回修改").format(time=words.moment(until)), Tone.QUIET
        hours = self._desk.profile.edit_hours
        return self.tr("提交已超过 {hours} 小时，修改需由审核员撤销上报。").format(hours=hours), Tone.WARN

    def _now(self) -> datetime:
        return self._desk.workplace.clock.now()

    def _go(self) -> None:
        current = self._lister.current()
        if self._viewing():
            self._act("print")
        elif current is not None:
            self._open(current)

    def _act(self, name: str) -> None:
        if name == "find":
            self._find()
        elif name == "waiting":
            self._show_waiting()
        elif name == "back":
            self._back()
        elif name == "print":
            self._print()
        elif name == "forms":
            self._print(other=True)
        elif name == "sheets":
            self._sheets.ask()
        elif name == "day":
            self._day.ask()
        elif name == "import":
            self._import_photos()
        elif name == "cities":
            self._show_cities()
        else:
            record = self._record()
            move = {"amend": Move.AMEND, "withdraw": Move.WITHDRAW, "void": Move.VOID}[name]
            if record is not None and self._may(record, move):
                {"amend": self._amend, "withdraw": self._withdraw, "void": self._void}[name](record)

    def _print(self, *, other: bool = False) -> None:
        current = self._record() or self._lister.current()
        if current is None or not current.receipt_number:
            return
        record_id = current.id

        def printed(record: Record) -> None:
            self.told.emit(self.tr("已打印") if other else self.tr("登记表已打印，共 %n 次", "", record.prints))
            if self._record() is not None:
                self._look(record_id)

        forms = forms_of(self._desk.profile.of(current.business), FormScope.RECORD)
        if forms and other:
            self._printer.choose_form(record_id, printed)
        elif forms:
            self._printer.print_form(record_id, forms[0].key, printed)

    def _import_photos(self) -> None:
        dialog = BulkDialog(self._desk, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self._lister.refresh())
        dialog.open()

    def _show_cities(self) -> None:
        record = self._record() or self._lister.current()
        if record is not None:
            dialog = CitiesDialog(self._desk, record.id, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _amend(self, record: Record) -> None:
        def amended(_: object) -> None:
            self._show_list()
            self.page_requested.emit("counter", record.id)

        self._desk.tasks.run(lambda: self._desk.capture.amend(record.id), owner=self, on_done=amended)

    def _withdraw(self, record: Record) -> None:
        self._ask(
            self.tr("撤销上报"),
            self.tr("这条记录回到录入台，改好后重新提交。理由会显示给经办人。"),
            [self.tr("单位来电更正信息"), self.tr("申请人要求更正信息"), self.tr("照片需要重拍")],
            lambda reason: self._decide(lambda: self._desk.review().withdraw(record.id, reason), self.tr("已撤销上报")),
        )

    def _void(self, record: Record) -> None:
        self._ask(
            self.tr("作废这条记录"),
            self.tr("作废以后不能恢复，也不会进入批次；记录和理由会保留。"),
            [self.tr("重复采集"), self.tr("申请人放弃申请"), self.tr("信息有误，已重新采集")],
            lambda reason: self._decide(lambda: self._desk.capture.void(record.id, reason), self.tr("已作废")),
            danger=True,
        )

    def _ask(
        self, title: str, text: str, reasons: Sequence[str], act: Callable[[str], None], *, danger: bool = False
    ) -> None:
        self._dialog = dialog = ReasonDialog(self, title=title, text=text, reasons=reasons, verb=title, danger=danger)
        dialog.given.connect(act)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: setattr(self, "_dialog", None))
        dialog.open()

    def _decide(self, work: Callable[[], object], told: str) -> None:
        def done(_: object) -> None:
            self.told.emit(told)
            self._back()

        self._desk.tasks.run(work, owner=self, on_done=done)
