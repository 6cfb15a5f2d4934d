# SPDX-License-Identifier: Apache-2.0
"""A card's number that a device typed at the counter: into the record in work, or into a new one.

Answers for a number that is taken as a typed one and says so: it is no reading of the chip, and the card itself has to
be looked at. Refused: overwriting the number of whoever is in work.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.idnumber import normalise
from sscard_desktop.domain.wedgenumber import wedge_number
from sscard_desktop.ui.counter.keys import KEYS, Action
from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.label import Tone

_NUMBER = "number"


class TypedNumber(QObject):
    """Hears the numbers.

    Args:
        attended: whether the clerk looks at the counter; elsewhere a number goes into the field where one types.

    Signals:
        told(text): something worth a toast.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, work: Work, board: NoticeBoard, *, attended: Callable[[], bool]) -> None:
        super().__init__(board)
        self._desk = desk
        self._work = work
        self._board = board
        self._attended = attended
        self._waiting = ""
        work.opened.connect(lambda _: self._fill_waiting())
        work.failed.connect(lambda _: self._forget())
        if desk.scanner is not None:
            desk.scanner.listen(self.knows, self.take, owner=self)

    def knows(self, line: str) -> bool:
        """Return whether a device's line is a card's number, and somebody is there to see where it goes."""
        return self._attended() and bool(self._number_in(line))

    def take(self, line: str) -> None:
        """Put the number to use."""
        number, work = self._number_in(line), self._work
        if not number or work.busy or not self._attended():
            return
        if work.record is None or not work.record.editable:
            self._waiting = number
            work.start()
            return
        standing = normalise(work.values().get(_NUMBER, ""))
        if standing == number:
            self.told.emit(self.tr("号码和当前这一位相同。"))
        elif not number.startswith(standing):
            self._say(self._of_somebody_else)
        else:
            self._fill(number)

    def _number_in(self, line: str) -> str:
        return wedge_number(line, today=self._desk.workplace.clock.today())

    def _fill_waiting(self) -> None:
        number, self._waiting = self._waiting, ""
        record = self._work.record
        if number and record is not None and record.editable and not self._work.values().get(_NUMBER):
            self._fill(number)

    def _forget(self) -> None:
        self._waiting = ""

    def _fill(self, number: str) -> None:
        self._work.typed(_NUMBER, number)
        self._work.look(forced=True)
        self._say(self._typed_only)

    def _of_somebody_else(self) -> Notice:
        what = self.tr("刷的号码不是当前这一位的，没有改动。")
        todo = self.tr("先挂起当前这一位，再刷一次，就为下一位新建记录。")
        return Notice(what, todo, Tone.WARN, self.tr("挂起"), self._work.park, KEYS[Action.PARK])

    def _typed_only(self) -> Notice:
        what = self.tr("号码由刷卡设备键入，等同手工录入，不是读取芯片。")
        return Notice(what, self.tr("请看证件原件，核对号码、姓名和照片。"))

    def _say(self, words: Callable[[], Notice]) -> None:
        self._board.say(Subject.HINT, words)
        if self._board.current() is not Subject.HINT:
            # Something weightier stands there, a next card say; whoever swiped looks for an answer all the same.
            self.told.emit(words().what)
