# SPDX-License-Identifier: Apache-2.0
"""What the review page's bar offers and says: beside the sheet of faces, beside one record, where nobody waits."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject

from sscard_desktop.ui.review.faces import FACES
from sscard_desktop.ui.review.looking import Looking
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.label import Tone


class ReviewBar(QObject):
    """Fills the bar.

    Args:
        looking: who waits, and what is known of them.
    """

    def __init__(self, bar: ActionBar, looking: Looking) -> None:
        super().__init__(bar)
        self._bar = bar
        self._looking = looking

    def show_nobody(self) -> None:
        """Offer what there is without a queue."""
        self._bar.set_actions([self._day()])
        self._bar.set_reason("")
        self._bar.set_next("")

    def show_sheet(self, first: int, marks: Collection[str]) -> None:
        """Offer what can be done with a sheet that begins with the ``first``-th of the queue."""
        turn = [KeyAction("turn", "PgDn", self.tr("下一页"))] if len(self._looking.shown) > FACES else []
        mark = KeyAction("mark", "Space", self.tr("标记"))
        mark_all = KeyAction("mark_all", "Ctrl+A", self.tr("全部标记"))
        opening = KeyAction("open", "Enter", self.tr("打开"))
        self._bar.set_actions([opening, mark, mark_all, *turn, self._day()], [self._back()])
        self.say_sheet(first, marks)

    def say_sheet(self, first: int, marks: Collection[str]) -> None:
        """Say who is on the sheet, how far the search for warnings is, and whom the next step approves."""
        count = len(self._looking.shown)
        # Whom the filters leave out isn't decided about, marked or not.
        marked = sum(each.summary.id in marks for each in self._looking.shown)
        last = min(first + FACES, count)
        place = self.tr("第 {first}–{last} 人，共 {count} 人")
        said = place.format(first=first + 1, last=last, count=count)
        if left := self._looking.searching():
            said = f"{said} · " + self.tr("还有 {count} 条在检查").format(count=left)
        self._bar.set_reason(said)
        text = self.tr("%n 人审核通过", "", marked) if marked else self.tr("审核通过")
        self._bar.set_next(text, icon="check", key="A")

    def show_record(self, place: int, *, free: bool) -> None:
        """Offer what can be done with the record at a place; ``free``: it may be approved by this person, now."""
        walk = [KeyAction("next", "J", self.tr("下一条")), KeyAction("previous", "K", self.tr("上一条"))]
        self._bar.set_actions([*walk, KeyAction("faces", "Esc", self.tr("照片一览"))], [self._back()])
        waiting = self._looking.at(place)
        if waiting is not None and self._looking.is_own(waiting):
            self._bar.set_reason(self.tr("这是您自己采集或提交的，请另一位审核员审核。"), Tone.WARN)
        elif waiting is not None and self._looking.was_first(waiting):
            self._bar.set_reason(self.tr("您已初审通过，还要另一位审核员审核。"), Tone.WARN)
        else:
            badge = self._looking.badge(waiting) if waiting is not None else None
            where = self.tr("第 {row} 条，共 {count} 条").format(row=place + 1, count=len(self._looking.shown))
            said = " · ".join([*([badge.word] if badge else []), where])
            self._bar.set_reason(said, badge.tone if badge else Tone.QUIET)
        self._bar.set_next(self.tr("审核通过"), icon="check", key="A", enabled=free)

    def _day(self) -> KeyAction:
        return KeyAction("day", "D", self.tr("日结"))

    def _back(self) -> KeyAction:
        return KeyAction("return", "R", self.tr("退回"), "undo")
