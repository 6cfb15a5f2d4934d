# SPDX-License-Identifier: Apache-2.0
"""The sheets that lie over the counter: kinds of business, who waits, what came back, how a card stands, hand-outs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.record import RecordSummary
from sscard_desktop.ui.counter.business import BusinessSheet, choices_of
from sscard_desktop.ui.counter.enquiry import EnquirySheet
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.counter.sheets import WaitingSheet
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work, may_become_another
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.feedback.handout import HandOutSheet
from sscard_desktop.ui.widgets.dialog import Dialog


class CounterSheets(QObject):
    """Opens sheets.

    Args:
        page: what they lie over.
        switch: does something with another record, once the one in work is put aside.

    Attributes:
        asking: the sheet in front that a card answers, rather than the counter.

    Signals:
        told(text): worth a toast.
        withheld(text): what was asked for can't be done, and why.
        settled(): who waits and what came back may be others now.
    """

    told = Signal(str)
    withheld = Signal(str)
    settled = Signal()

    def __init__(
        self,
        desk: Desk,
        work: Work,
        words: CounterWords,
        form: RecordForm,
        page: QWidget,
        *,
        switch: Callable[[Callable[[], object]], None],
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._work = work
        self._words = words
        self._form = form
        self._page = page
        self._switch = switch
        self.asking: EnquirySheet | HandOutSheet | None = None

    def _open_sheet(self, sheet: Dialog, then: Callable[[], object]) -> None:
        """Open a sheet; ``then`` comes when something was chosen there."""
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.accepted.connect(then)
        sheet.open()

    def open_enquiry(self) -> None:
        """Ask how somebody's matter and card stand."""
        self._open_asking(EnquirySheet(self._desk, self._page))

    def open_hand_out(self) -> None:
        """Hand cards out."""
        self._open_asking(HandOutSheet(self._desk, self._page))

    def _open_asking(self, sheet: EnquirySheet | HandOutSheet) -> None:
        self.asking = sheet

        def shut() -> None:
            self.asking = None

        sheet.finished.connect(lambda _: shut())
        self._open_sheet(sheet, shut)

    def open_businesses(self) -> None:
        """Choose another kind of business."""
        initials = self._desk.workplace.pinyin.initials
        choices = choices_of(self._desk.profile, self._words.code, initials)
        if len(choices) < 2:
            self.withheld.emit(self.tr("本市只受理这一种业务。"))
            return
        sheet = BusinessSheet(choices, self._work.business, self._page)
        self._open_sheet(sheet, lambda: self._choose_business(sheet.chosen))

    def _choose_business(self, business: str) -> None:
        record = self._work.record
        name = self._desk.profile.businesses.label(business, self._words.code)
        if record is not None and record.business != business and not may_become_another(record):
            self.told.emit(self.tr("下一位起办理：{name}。当前记录不变。").format(name=name))
        else:
            self.told.emit(self.tr("现在办理：{name}").format(name=name))
        self._form.finish()
        self._work.choose(business)

    def open_returned(self) -> None:
        """Take up the record that came back first."""

        def take_up(record_id: str) -> None:
            if record_id:
                self._switch(lambda: self._work.open(record_id))
            else:
                self.withheld.emit(self.tr("没有退回的记录。"))
            self.settled.emit()

        here = self._work.record.id if self._work.record is not None else ""
        self._desk.tasks.run(lambda: self._desk.registry.first_returned(but=here), owner=self, on_done=take_up)

    def open_waiting(self) -> None:
        """Show who waits, and go on with one of them."""

        def waiting() -> Sequence[RecordSummary]:
            return self._desk.registry.waiting()

        def show(records: Sequence[RecordSummary]) -> None:
            kinds, language = self._desk.profile.businesses, self._words.code
            sheet = WaitingSheet(records, self._page, kind=lambda code: kinds.label(code, language))

            def take_up() -> None:
                chosen = sheet.chosen
                self._switch(lambda: self._work.open(chosen))

            self._open_sheet(sheet, take_up)

        self._desk.tasks.run(waiting, owner=self, on_done=show)
