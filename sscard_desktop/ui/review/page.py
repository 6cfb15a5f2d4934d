# SPDX-License-Identifier: Apache-2.0
"""Review: a sheet of thirty faces for the fast look, one record for the close one; decided by one key.

A decision counts only for what is in front of the eye, is stored at once, and can be taken back while nothing has
followed from it. On the sheet, records that want a close look aren't approved: the service keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from sscard_desktop.domain.reviewing import Submission
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.records.sheet import RecordSheet
from sscard_desktop.ui.review.asking import ReturnAsking
from sscard_desktop.ui.review.barwords import ReviewBar
from sscard_desktop.ui.review.closelook import CloseLook
from sscard_desktop.ui.review.contact import ContactSheet
from sscard_desktop.ui.review.dayend import DayEnd
from sscard_desktop.ui.review.deciding import Decisions
from sscard_desktop.ui.review.faces import FACES
from sscard_desktop.ui.review.filters import FilterBar
from sscard_desktop.ui.review.looking import Looking
from sscard_desktop.ui.review.returning import ReturnDialog
from sscard_desktop.ui.widgets.actionbar import ActionBar
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.toast import Toast


class View(IntEnum):
    """What is in front."""

    FACES = 0
    RECORD = 1
    EMPTY = 2


class ReviewPage(Page):
    """Faces or one record. Enter opens, Esc goes back, J/K walk, A approves, R returns, Ctrl+Z takes back."""

    key = "review"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._current = ""
        self._first = 0
        self._asks = ReturnAsking(desk, self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._filters = FilterBar(desk.profile.businesses, lambda: desk.language.code, self)
        self._looking = Looking(desk, self._filters, self)
        self._faces = ContactSheet(desk, self._looking.queue, self)
        self._close = CloseLook(desk, self)
        self._empty = EmptyState(self, icon="review")
        self._bar = ActionBar(self)
        self._says = ReviewBar(self._bar, self._looking)
        self._toast = Toast(self)
        self._day = DayEnd(desk, self, FormPrinter(desk, self))
        self._decisions = Decisions(desk, self._toast, self)
        self._front = QStackedWidget(self)
        for part in (self._faces, self._close, self._empty):
            self._front.addWidget(part)
        self._front.setCurrentIndex(View.EMPTY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filters)
        column.addWidget(self._front, 1)
        column.addWidget(self._bar)
        self._connect()
        self._bind_keys()
        self.retranslate()

    def _connect(self) -> None:
        self._looking.narrowed.connect(self._show_queue)
        self._looking.warned.connect(self._show_faces)
        self._looking.searched.connect(self._show_search)
        self._faces.chosen.connect(self._face_chosen)
        self._faces.wanted.connect(self._open)
        self._faces.turned.connect(self._turn)
        self._faces.marks_changed.connect(self._show_actions)
        self._close.chosen.connect(self._show_place)
        self._close.seen.connect(self._show_actions)
        self._empty.action_chosen.connect(self._filters.clear)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._approve)
        self._day.opened.connect(self._open_elsewhere)
        self._decisions.decided.connect(self._decided)
        self._decisions.taken_back.connect(self.refresh)
        self._decisions.outdated.connect(self.refresh)

    def _bind_keys(self) -> None:
        self._acts: dict[str, Callable[[], object]] = {
            "return": self._ask_return,
            "next": partial(self._walk, 1),
            "previous": partial(self._walk, -1),
            "faces": self._back_to_faces,
            "open": lambda: self._open(self._faces.current()),
            "mark": lambda: self._faces.mark_or_clear([self._current]),
            "mark_all": self._mark_all,
            "turn": partial(self._turn, 1),
            "day": self._day.ask,
        }
        keys: dict[str, Callable[[], object]] = {
            "F1": lambda: self.page_requested.emit("help", ""),
            "J": self._acts["next"],
            "K": self._acts["previous"],
            "A": self._approve,
            "R": self._ask_return,
            "V": self._switch,
            "D": self._day.ask,
            "Esc": self._back_to_faces,
            "Ctrl+A": self._mark_all,
            "Ctrl+Z": self._decisions.undo,
            **{key: partial(self._filters.ask, key) for key in ("C", "U", "B", "T", "S", "X")},
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            # A key held down must not decide on a whole queue.
            shortcut.setAutoRepeat(key in ("J", "K"))
            shortcut.activated.connect(act)

    # the page

    def entered(self, subject: str = "") -> None:
        self.setFocus()
        self.refresh(subject)
        if subject:
            self._front.setCurrentIndex(View.RECORD)

    def retranslate(self) -> None:
        self._faces.setAccessibleName(self.tr("待审核的人像"))
        self._show_front()

    def refresh(self, record_id: str = "") -> None:
        """Read the queue again; the same record stays in front, or ``record_id`` comes there."""
        wanted = record_id or self._current

        def take() -> None:
            self._current = wanted
            self._faces.keep_marks([each.summary.id for each in self._looking.everyone])

        self._looking.refresh(take)

    def view(self) -> View:
        """Return what is in front."""
        return View(self._front.currentIndex())

    def faces(self) -> ContactSheet:
        """Return the contact sheet; for tests."""
        return self._faces

    def filters(self) -> FilterBar:
        """Return the filters; for tests."""
        return self._filters

    def sheet(self) -> RecordSheet:
        """Return the record in front; for tests."""
        return self._close.sheet()

    def bar(self) -> ActionBar:
        """Return the bar; for tests."""
        return self._bar

    def toast(self) -> Toast:
        """Return the toast; for tests."""
        return self._toast

    def dialog(self) -> ReturnDialog | None:
        """Return the question that waits for an answer; for tests."""
        return self._asks.dialog()

    def day(self) -> DayEnd:
        """Return the day's end; for tests."""
        return self._day

    # what is in front

    def _show_queue(self) -> None:
        self._close.show_queue([each.summary for each in self._looking.shown])
        self._show_place(max(self._place(), 0))

    def _place(self) -> int:
        return self._looking.place_of(self._current)

    def _show_place(self, place: int) -> None:
        """Bring the record at a place to the front of both views."""
        place = min(place, len(self._looking.shown) - 1)
        found = self._looking.at(place)
        self._current = str(found.summary.id) if found is not None else ""
        self._first = max(place, 0) // FACES * FACES
        self._show_faces()
        self._close.choose(place)
        if self._current and self.view() is View.RECORD:
            self._close.look(self._current)
        self._show_front()
        self._looking.ask_warnings(self._here())

    def _here(self) -> list[Submission]:
        """Return who is on the sheet."""
        return self._looking.shown[self._first : self._first + FACES]

    def _show_faces(self) -> None:
        self._faces.show_people([(each.summary, self._looking.badge(each)) for each in self._here()], self._current)

    def _show_front(self) -> None:
        if not self._looking.shown:
            self._show_empty()
            self._front.setCurrentIndex(View.EMPTY)
            self.setFocus()
        elif self.view() is View.EMPTY:
            self._front.setCurrentIndex(View.FACES)
            self._faces.ask_pictures()
        if self._looking.shown and self.focusWidget() in (None, self):
            self._front.currentWidget().setFocus()
        self._show_actions()

    def _show_empty(self) -> None:
        if self._filters.is_open():
            text = self.tr("录入台提交的记录会出现在这里。")
            self._empty.set_content(self.tr("没有待审核的记录"), text, icon="review")
        elif left := self._looking.searching():
            still = self.tr("还有 {count} 条在检查").format(count=left)
            self._empty.set_content(self.tr("正在检查有没有警告…"), still, icon="search")
        else:
            text = self.tr("另有 %n 条记录待审核。", "", len(self._looking.everyone))
            self._empty.set_content(
                self.tr("没有符合筛选的记录"), text, action=self.tr("清除筛选"), key="X", icon="search"
            )

    def _show_search(self) -> None:
        """Say how far the search for warnings is."""
        if self.view() is View.FACES:
            self._says.say_sheet(self._first, self._faces.marked())
        elif self.view() is View.EMPTY:
            self._show_empty()

    # walking

    def _walk(self, by: int) -> None:
        if self._looking.at(self._place() + by) is not None:
            self._show_place(self._place() + by)

    def _turn(self, by: int) -> None:
        if self._looking.at(self._first + by * FACES) is not None:
            self._show_place(self._first + by * FACES)

    def _face_chosen(self, record_id: str) -> None:
        self._current = record_id
        self._close.choose(self._place())
        self._show_actions()

    def _open(self, record_id: str) -> None:
        if record_id and self.view() is View.FACES:
            self._current = record_id
            self._front.setCurrentIndex(View.RECORD)
            self._show_place(self._place())
            self._close.setFocus()

    def _back_to_faces(self) -> None:
        if self.view() is View.RECORD:
            self._front.setCurrentIndex(View.FACES)
            self._show_place(self._place())
            self._faces.setFocus()

    def _switch(self) -> None:
        if self.view() is View.FACES:
            self._open(self._faces.current())
        else:
            self._back_to_faces()

    def _open_elsewhere(self, record_id: str) -> None:
        """Show a record that the day's end names: here while it waits, else among the records."""
        if any(each.summary.id == record_id for each in self._looking.everyone):
            self._filters.clear()
            self.entered(record_id)
        else:
            self.page_requested.emit("records", record_id)

    def _mark_all(self) -> None:
        """Mark everybody on the sheet who may be approved together; nobody, where all of them are marked."""
        if self.view() is View.FACES:
            here = self._here()
            self._faces.mark_or_clear([each.summary.id for each in here if self._looking.may_go_together(each)])

    # what the bar says

    def _show_actions(self) -> None:
        # Beside one record its height is worth more to the history.
        self._filters.setVisible(self.view() is not View.RECORD)
        self._filters.set_title(self.tr("待审核 %n 条", "", len(self._looking.everyone)))
        if not self._looking.shown:
            self._says.show_nobody()
        elif self.view() is View.FACES:
            self._says.show_sheet(self._first, self._faces.marked())
        else:
            self._says.show_record(self._place(), free=self._may_approve())

    def _may_approve(self) -> bool:
        """Return whether the record in front has been read, and is this person's to approve."""
        waiting = self._looking.at(self._place())
        if waiting is None or self._close.in_front(self._current) is None:
            return False
        return not self._looking.is_own(waiting) and not self._looking.was_first(waiting)

    # deciding

    def _act(self, name: str) -> None:
        self._acts[name]()

    def _chosen(self) -> list[str]:
        """Return the records that a key decides about now: the marked ones on a sheet, or the one in front."""
        if self.view() is View.FACES:
            marked = self._faces.marked()
            chosen = [str(each.summary.id) for each in self._looking.shown if each.summary.id in marked]
            return chosen or ([self._current] if self._current else [])
        return [self._current] if self._close.in_front(self._current) is not None else []

    def _approve(self) -> None:
        if self._asks.dialog() is not None:
            return
        if self.view() is View.FACES:
            if chosen := self._chosen():
                self._decisions.approve_together(chosen, self._looking.names(), self._looking.seen())
        elif self._may_approve() and (record := self._close.in_front(self._current)) is not None:
            self._decisions.approve(record)

    def _ask_return(self) -> None:
        chosen = self._chosen()
        if not chosen or self._asks.dialog() is not None or self._decisions.busy:
            return
        names = self._looking.names()
        first = self._looking.at(self._looking.place_of(chosen[0]))
        business = first.summary.business if first is not None else ""
        people = [names.get(each, "") for each in chosen]
        self._asks.ask(people, business, lambda points: self._decisions.send_back(chosen, points, names))

    def _decided(self, records: Sequence[str]) -> None:
        gone, place = set(records), max(self._place(), 0)
        before = sum(each.summary.id in gone for each in self._looking.shown[:place])
        self._looking.remove(gone)
        self._faces.keep_marks(self._faces.marked() - gone)
        self._close.show_queue([each.summary for each in self._looking.shown])
        self._show_place(max(place - before, 0))
