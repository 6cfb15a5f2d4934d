# SPDX-License-Identifier: Apache-2.0
"""What the counter tells of records beyond their fields: why one is as it is, how it ended, how many wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import Record, Status, amendable_until
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.registry import Today
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.counter.keys import KEYS, Action
from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject
from sscard_desktop.ui.counter.refused import OftenRefused
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.older import OlderRecord
from sscard_desktop.ui.widgets.label import Tone


class Tellings(QObject):
    """Tells of records.

    Args:
        park: puts the record in work aside.
        open_returned: takes up the record that came back first.

    Attributes:
        waiting: how many people wait for somebody to go on with them, who stands here not among them.

    Signals:
        told(text): worth a toast.
        counted(): :attr:`waiting` was counted anew.
        counts_changed(submitted, unfinished, returned): today's.
    """

    told = Signal(str)
    counted = Signal()
    counts_changed = Signal(int, int, int)

    def __init__(
        self,
        desk: Desk,
        work: Work,
        words: CounterWords,
        form: RecordForm,
        board: NoticeBoard,
        often: OftenRefused,
        page: QWidget,
        *,
        park: Callable[[], object],
        open_returned: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._work = work
        self._words = words
        self._form = form
        self._board = board
        self._often = often
        self._older = OlderRecord(self)
        self._park = park
        self._open_returned = open_returned
        self.waiting = self._returned = 0

    def taken_up(self) -> Notice:
        """Return what is said of a record that was in work when the program ended."""
        what, todo = self.tr("已恢复上次没有办完的记录。"), self.tr("接着办就行；人不在，先挂起。")
        return Notice(what, todo, action=self.tr("挂起"), on_action=self._park, key=KEYS[Action.PARK])

    def tell_state(self, record: Record) -> None:
        """Say why the record is as it is, where that isn't plain."""
        self._board.say(Subject.RETURNED, lambda: self._why_returned(record))
        self._board.say(Subject.STATE, lambda: self._why_so(record))

    def _why_returned(self, record: Record) -> Notice | None:
        if not record.returned_reason or not record.editable:
            return None
        withdrawn = record.status is Status.WITHDRAWN
        told = self.tr("这条记录已撤销上报：{reason}") if withdrawn else self.tr("这条记录被退回：{reason}")
        return Notice(told.format(reason=record.returned_reason), self.tr("请改正后重新提交。"), Tone.WARN)

    def _why_so(self, record: Record) -> Notice | None:
        if record.returned_reason and record.editable:
            return None
        if record.status is Status.SUBMITTED:
            until = amendable_until(record, self._desk.profile.edit_hours)
            if until is not None and self._desk.workplace.clock.now() <= until:
                what = self.tr("已提交，{time} 前可以更正。").format(time=f"{until.astimezone(CHINA):%m-%d %H:%M}")
                return Notice(what, action=self.tr("更正"), on_action=self._work.amend)
            return Notice(self.tr("已提交，超过了可以更正的时间。"), self.tr("需要修改的，请主管撤销上报。"))
        if not record.editable:
            return Notice(self.tr("这条记录只能查看。"))
        older = self._older.told(record, self._desk.profile, self._desk.language.code)
        return Notice(f"{older[0]}。", older[1], Tone.WARN if older[1] else Tone.INFO) if older else None

    def tell_returned(self) -> None:
        """Say that records came back, while nobody is served."""
        self._board.say(Subject.CAME_BACK, self._came_back)
        self._often.show(nobody=self._work.record is None)

    def _came_back(self) -> Notice | None:
        if not self._returned or self._work.record is not None:
            return None
        what = self.tr("有 %n 条记录退回给您改正。", "", self._returned)
        return Notice(what, "", Tone.WARN, self.tr("打开最早的"), self._open_returned, KEYS[Action.RETURNED])

    def submitted(self, taken: Taken) -> None:
        """Say that a record was handed in, and by which number."""
        name, number = taken.record.value("name"), grouped(taken.record.receipt_number)
        self.told.emit(self.tr("已提交：{name}，受理编号 {number}").format(name=name, number=number))
        self.count()

    def parked(self, record: Record) -> None:
        """Say that a record was put aside, and how it is had back."""
        self.told.emit(self.tr("已挂起：{name}，按 F8 继续").format(name=record.value("name")))
        self.count()

    def undone(self, keys: Sequence[str]) -> None:
        """Say what was taken back, what stands there now, and how far one can still go back."""
        key = keys[0]
        self._form.go_to(key)
        value = self._words.shown(key, self._work.values().get(key, "")) or self.tr("（空）")
        text = self.tr("已撤销：{label}，现在是 {value}").format(label=self._words.label(key), value=value)
        if len(keys) > 1:
            text += self.tr("，连同 %n 项", "", len(keys) - 1)
        if self._work.undoable:
            text += self.tr("。还可撤销 %n 次", "", self._work.undoable)
        self.told.emit(text)

    def count(self) -> None:
        """Count what was handed in, waits and came back today."""

        def tell(today: Today) -> None:
            # Who stands at the counter isn't waiting.
            record = self._work.record
            here = record is not None and record.status in (Status.DRAFT, Status.CONFIRMED)
            unfinished = max(today.unfinished - here, 0)
            self.waiting, self._returned = unfinished + today.returned, today.returned
            self.counted.emit()
            self.tell_returned()
            self.counts_changed.emit(today.submitted, unfinished, today.returned)

        self._desk.tasks.run(self._desk.registry.today, owner=self, on_done=tell)
