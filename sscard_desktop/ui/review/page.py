# SPDX-License-Identifier: Apache-2.0
"""Review: a sheet of thirty faces for the fast look, one record for the close one; decided by one key.

A decision counts only for what is in front of the eye, is stored at once, and can be taken back while nothing has
followed from it. On the sheet, records that want a close look aren't approved: the service keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.reviewing import Submission
from sscard_desktop.services.reviewqueue import ReviewQueue
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.records import words
from sscard_desktop.ui.records.dossier import Dossier, read_dossier
from sscard_desktop.ui.records.sheet import RecordSheet
from sscard_desktop.ui.review import badges
from sscard_desktop.ui.review.dayend import DayEnd
from sscard_desktop.ui.review.deciding import Decisions
from sscard_desktop.ui.review.faces import FACES, FaceModel, FaceSheet
from sscard_desktop.ui.review.filters import FilterBar
from sscard_desktop.ui.review.pictures import small_pictures
from sscard_desktop.ui.review.queue import QueueModel
from sscard_desktop.ui.review.returning import ReturnDialog
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.table import Table
from sscard_desktop.ui.widgets.toast import Toast

_CHUNK = 25
"""Records whose warnings are looked for in one go: a clerk who saves meanwhile waits for one chunk at most."""


class View(IntEnum):
    """What is in front."""

    FACES = 0
    RECORD = 1
    EMPTY = 2


class ReviewPage(Page):
    """Faces or one record. Enter opens, Esc goes back, J/K walk, A approves, R returns, Ctrl+Z takes back."""

    key = "review"
    icon = "review"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._queue: ReviewQueue | None = None
        self._own_allowed = False
        self._all: list[Submission] = []
        self._shown: list[Submission] = []
        self._warnings: dict[str, int] = {}
        self._marked: set[str] = set()
        self._current = ""
        self._first = 0
        self._asked = 0
        self._dialog: ReturnDialog | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._filters = FilterBar(desk.profile.businesses, lambda: desk.language.code, self)
        self._filters.changed.connect(self._filter)
        self._faces = FaceModel(self)
        self._sheet = FaceSheet(self)
        self._sheet.setModel(self._faces)
        self._sheet.opened.connect(self._open)
        self._sheet.toggled.connect(self._toggle)
        self._sheet.row_changed.connect(self._face_chosen)
        self._sheet.turned.connect(self._turn)
        self._model = QueueModel(self)
        self._table = Table(self)
        self._table.setModel(self._model)
        self._table.fit_columns("阿依古丽买")
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.row_changed.connect(self._row_chosen)
        self._record = RecordSheet(desk.profile, desk.language, self)
        self._empty = EmptyState(self, icon="review")
        self._empty.action_chosen.connect(self._filters.clear)
        self._front = QStackedWidget(self)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._approve)
        self._toast = Toast(self)
        self._day = DayEnd(desk, self, FormPrinter(desk, self))
        self._day.opened.connect(self._open_elsewhere)
        self._decisions = Decisions(desk, self._toast, self)
        self._decisions.decided.connect(self._decided)
        self._decisions.taken_back.connect(self.refresh)
        self._lay_out()
        self._bind_keys()
        self.retranslate()

    def _lay_out(self) -> None:
        space = tokens().space
        queue = QWidget(self)
        side = QVBoxLayout(queue)
        side.setContentsMargins(space.l, space.m, 0, space.m)
        side.addWidget(self._table)
        queue.setFixedWidth(tokens().size["queue"])
        at_work = QWidget(self)
        row = QHBoxLayout(at_work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(queue)
        row.addWidget(self._record, 1)
        for part in (self._sheet, at_work, self._empty):
            self._front.addWidget(part)
        self._front.setCurrentIndex(View.EMPTY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filters)
        column.addWidget(self._front, 1)
        column.addWidget(self._bar)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F1": lambda: self.page_requested.emit("help", ""),
            "J": lambda: self._walk(1),
            "K": lambda: self._walk(-1),
            "A": self._approve,
            "R": self._ask_return,
            "V": self._switch,
            "D": self._day.ask,
            "Esc": self._back_to_faces,
            "Ctrl+A": self._mark_all,
            "Ctrl+Z": self._decisions.undo,
        }
        keys |= {key: partial(self._filters.ask, key) for key in ("C", "U", "B", "T", "S", "X")}
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            # A key held down must not decide on a whole queue.
            shortcut.setAutoRepeat(key in ("J", "K"))
            shortcut.activated.connect(act)

    # the page

    def title(self) -> str:
        return self.tr("审核")

    def entered(self, subject: str = "") -> None:
        self.setFocus()
        self.refresh(subject)
        if subject:
            self._front.setCurrentIndex(View.RECORD)

    def retranslate(self) -> None:
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)
        self._show_front()

    def refresh(self, record_id: str = "") -> None:
        """Read the queue again; the same record stays in front, or ``record_id`` comes there."""
        wanted = record_id or self._current

        def read() -> tuple[Sequence[Submission], bool]:
            if self._queue is None:
                self._queue = ReviewQueue(self._desk.session)
            return self._queue.waiting(), self._desk.review().own_allowed()

        def show(read: tuple[Sequence[Submission], bool]) -> None:
            self._all, self._own_allowed = list(read[0]), read[1]
            self._marked &= {each.summary.id for each in self._all}
            self._filters.show_queue(self._all)
            self._current = wanted
            self._filter()

        self._desk.tasks.run(read, owner=self, on_done=show)

    def view(self) -> View:
        """Return what is in front."""
        return View(self._front.currentIndex())

    def faces(self) -> FaceSheet:
        """Return the contact sheet; for tests."""
        return self._sheet

    def filters(self) -> FilterBar:
        """Return the filters; for tests."""
        return self._filters

    def sheet(self) -> RecordSheet:
        """Return the record in front; for tests."""
        return self._record

    def bar(self) -> ActionBar:
        """Return the bar; for tests."""
        return self._bar

    def toast(self) -> Toast:
        """Return the toast; for tests."""
        return self._toast

    def dialog(self) -> ReturnDialog | None:
        """Return the question that waits for an answer; for tests."""
        return self._dialog

    # what is looked at

    def _filter(self) -> None:
        spec, wanted = self._desk.profile.review, self._filters.wanted()
        warned = self._filters.only_warned()
        self._shown = [
            each
            for each in self._all
            if wanted.takes(each, spec) and (not warned or self._warnings.get(each.summary.id, 0) > 0)
        ]
        self._model.show_rows([each.summary for each in self._shown])
        self._show_current(max(self._place(), 0))
        self._ask_warnings()

    def _place(self) -> int:
        """Return where the record in front is among those that are looked at, -1 if it isn't there."""
        return next((at for at, each in enumerate(self._shown) if each.summary.id == self._current), -1)

    def _show_current(self, place: int) -> None:
        """Bring the record at a place to the front of both views."""
        place = min(place, len(self._shown) - 1)
        self._current = self._shown[place].summary.id if place >= 0 else ""
        self._first = max(place, 0) // FACES * FACES
        self._show_faces()
        self._table.choose_row(place)
        self._look()
        self._show_front()

    def _show_faces(self) -> None:
        spec = self._desk.profile.review
        here = self._shown[self._first : self._first + FACES]
        people = [
            (each.summary, badges.of_submission(each, spec, self._warnings.get(each.summary.id, 0))) for each in here
        ]
        current = self._current
        self._sheet.blockSignals(True)
        self._faces.show_people(people, self._marked)
        self._sheet.choose_row(self._faces.row_of(current))
        self._sheet.blockSignals(False)
        self._ask_pictures()

    def _ask_pictures(self) -> None:
        wanted = self._faces.without_image()
        queue = self._queue
        if not wanted or queue is None or self.view() is View.RECORD:
            return
        size = QSize(self._sheet.gridSize().height(), self._sheet.gridSize().height()) * self.devicePixelRatioF()

        def decode(photos: dict[str, bytes]) -> None:
            # Off the window's thread, and not on the store's: a clerk's field is saved meanwhile.
            self._desk.tasks.run(
                lambda: small_pictures(photos, size), owner=self, lane=Lane.WORK, on_done=self._faces.set_images
            )

        self._desk.tasks.run(
            lambda: {str(each): photo for each, photo in queue.photos(wanted).items()}, owner=self, on_done=decode
        )

    def _ask_warnings(self) -> None:
        """Look for warnings of this sheet's people, of everybody's where only they are wanted, a chunk at a time."""
        queue = self._queue
        among = self._all if self._filters.only_warned() else self._shown[self._first : self._first + FACES]
        untold = [each for each in among if each.summary.id not in self._warnings][:_CHUNK]
        if not untold or queue is None:
            return

        def show(found: dict[str, int]) -> None:
            self._warnings |= found
            if self._filters.only_warned():
                self._filter()
            else:
                self._show_faces()
                self._ask_warnings()

        self._desk.tasks.run(
            lambda: {str(each): count for each, count in queue.warnings(untold).items()}, owner=self, on_done=show
        )

    def _look(self) -> None:
        """Read the record in front, where it is looked at closely."""
        wanted = self._current
        self._asked += 1
        asked = self._asked
        self._show_actions()
        if not wanted or self.view() is not View.RECORD:
            return

        def show(dossier: Dossier) -> None:
            if asked == self._asked:
                self._record.show_dossier(dossier)
                self._show_actions()

        self._desk.tasks.run(lambda: read_dossier(self._desk, wanted), owner=self, on_done=show)

    def _in_front(self) -> Record | None:
        """Return the record that is seen, ``None`` while the chosen one is still being read."""
        dossier = self._record.dossier()
        return dossier.record if dossier is not None and dossier.record.id == self._current else None

    # walking

    def _walk(self, by: int) -> None:
        place = self._place() + by
        if 0 <= place < len(self._shown):
            self._show_current(place)
            self._ask_warnings()

    def _turn(self, by: int) -> None:
        first = self._first + by * FACES
        if 0 <= first < len(self._shown):
            self._show_current(first)
            self._ask_warnings()

    def _face_chosen(self, row: int) -> None:
        face = self._faces.face(row)
        if face is not None and face.summary.id != self._current:
            self._current = face.summary.id
            self._table.blockSignals(True)
            self._table.choose_row(self._place())
            self._table.blockSignals(False)
            self._show_actions()

    def _row_chosen(self, row: int) -> None:
        record = self._model.row(row)
        if record is not None and record.id != self._current:
            self._show_current(row)

    def _open(self, row: int) -> None:
        face = self._faces.face(row)
        if face is not None:
            self._current = face.summary.id
            self._front.setCurrentIndex(View.RECORD)
            self._show_current(self._place())
            self._table.setFocus()

    def _back_to_faces(self) -> None:
        if self.view() is View.RECORD:
            self._front.setCurrentIndex(View.FACES)
            self._show_current(self._place())
            self._sheet.setFocus()

    def _switch(self) -> None:
        if self.view() is View.FACES:
            self._open(self._sheet.current_row())
        else:
            self._back_to_faces()

    # marking

    def _toggle(self, row: int) -> None:
        face = self._faces.face(row)
        if face is not None:
            self._marked ^= {face.summary.id}
            self._faces.set_marked(self._marked)
            self._show_actions()

    def _mark_all(self) -> None:
        """Mark everybody on the sheet who may be approved together; nobody, where all of them are marked."""
        if self.view() is not View.FACES:
            return
        spec = self._desk.profile.review
        here = self._shown[self._first : self._first + FACES]
        free = {each.summary.id for each in here if not each.reasons_to_look(spec) and not self._is_own(each)}
        self._marked = self._marked - free if free <= self._marked else self._marked | free
        self._faces.set_marked(self._marked)
        self._show_actions()

    # showing

    def _show_front(self) -> None:
        if not self._shown:
            self._show_empty()
            self._front.setCurrentIndex(View.EMPTY)
            self.setFocus()
        elif self.view() is View.EMPTY:
            self._front.setCurrentIndex(View.FACES)
            self._ask_pictures()
        if self._shown and self.focusWidget() in (None, self):
            (self._sheet if self.view() is View.FACES else self._table).setFocus()
        self._show_actions()

    def _show_empty(self) -> None:
        if self._filters.is_open():
            text = self.tr("录入台提交的记录会出现在这里。")
            self._empty.set_content(self.tr("没有待审核的记录"), text, icon="review")
        else:
            text = self.tr("另有 %n 条记录待审核。", "", len(self._all))
            self._empty.set_content(
                self.tr("没有符合筛选的记录"), text, action=self.tr("清除筛选"), key="X", icon="search"
            )

    def _show_actions(self) -> None:
        # Beside one record its height is worth more to the history.
        self._filters.setVisible(self.view() is not View.RECORD)
        self._filters.set_title(self.tr("待审核 %n 条", "", len(self._all)))
        day = KeyAction("day", "D", self.tr("日结"))
        if not self._shown:
            self._bar.set_actions([day])
            self._bar.set_reason("")
            self._bar.set_next("")
            return
        back = [KeyAction("return", "R", self.tr("退回"), "undo")]
        if self.view() is View.FACES:
            self._bar.set_actions(
                [
                    KeyAction("open", "Enter", self.tr("打开")),
                    KeyAction("mark", "Space", self.tr("标记")),
                    KeyAction("mark_all", "Ctrl+A", self.tr("全部标记")),
                    *([KeyAction("turn", "PgDn", self.tr("下一页"))] if len(self._shown) > FACES else []),
                    day,
                ],
                back,
            )
            self._show_sheet_reason()
        else:
            self._bar.set_actions(
                [
                    KeyAction("next", "J", self.tr("下一条")),
                    KeyAction("previous", "K", self.tr("上一条")),
                    KeyAction("faces", "Esc", self.tr("照片一览")),
                ],
                back,
            )
            self._show_record_reason()

    def _show_sheet_reason(self) -> None:
        last = min(self._first + FACES, len(self._shown))
        place = self.tr("第 {first}–{last} 人，共 {count} 人")
        self._bar.set_reason(place.format(first=self._first + 1, last=last, count=len(self._shown)))
        text = self.tr("%n 人审核通过", "", len(self._marked)) if self._marked else self.tr("审核通过")
        self._bar.set_next(text, icon="check", key="A")

    def _show_record_reason(self) -> None:
        at = self._place()
        waiting = self._shown[at] if at >= 0 else None
        free = waiting is not None and self._in_front() is not None
        if waiting is not None and self._is_own(waiting):
            self._bar.set_reason(self.tr("这是您自己采集或提交的，请另一位审核员审核。"), Tone.WARN)
            free = False
        elif waiting is not None and self._was_first(waiting):
            self._bar.set_reason(self.tr("您已初审通过，还要另一位审核员审核。"), Tone.WARN)
            free = False
        else:
            badge = waiting and badges.of_submission(waiting, self._desk.profile.review, 0)
            place = self.tr("第 {row} 条，共 {count} 条").format(row=at + 1, count=len(self._shown))
            said = " · ".join([*([badge.word] if badge else []), place])
            self._bar.set_reason(said, badge.tone if badge else Tone.QUIET)
        self._bar.set_next(self.tr("审核通过"), icon="check", key="A", enabled=free)

    def _is_own(self, each: Submission) -> bool:
        own = self._desk.operator.name in (each.summary.created_by, each.submitted_by)
        return own and not self._own_allowed

    def _was_first(self, each: Submission) -> bool:
        return each.first_by == self._desk.operator.name and each.needs_two(self._desk.profile.review)

    # deciding

    def _act(self, name: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "return": self._ask_return,
            "next": lambda: self._walk(1),
            "previous": lambda: self._walk(-1),
            "faces": self._back_to_faces,
            "open": lambda: self._open(self._sheet.current_row()),
            "mark": lambda: self._toggle(self._sheet.current_row()),
            "mark_all": self._mark_all,
            "turn": lambda: self._turn(1),
            "day": self._day.ask,
        }
        acts[name]()

    def _chosen(self) -> list[str]:
        """Return the records that a key decides about now: the marked ones on a sheet, or the one in front."""
        if self.view() is View.FACES:
            marked = [str(each.summary.id) for each in self._shown if each.summary.id in self._marked]
            return marked or ([self._current] if self._current else [])
        record = self._in_front()
        return [record.id] if record is not None else []

    def _open_elsewhere(self, record_id: str) -> None:
        """Show a record that the day's end names: here while it waits, else among the records."""
        if any(each.summary.id == record_id for each in self._all):
            self._filters.clear()
            self.entered(record_id)
        else:
            self.page_requested.emit("records", record_id)

    def day(self) -> DayEnd:
        """Return the day's end; for tests."""
        return self._day

    def _names(self) -> dict[str, str]:
        return {each.summary.id: each.summary.name for each in self._all}

    def _approve(self) -> None:
        if self._dialog is not None:
            return
        if self.view() is View.FACES:
            if chosen := self._chosen():
                self._decisions.approve_together(chosen, self._names())
            return
        record, at = self._in_front(), self._place()
        if (
            record is not None
            and at >= 0
            and not self._is_own(self._shown[at])
            and not self._was_first(self._shown[at])
        ):
            self._decisions.approve(record)

    def _ask_return(self) -> None:
        chosen = self._chosen()
        if not chosen or self._dialog is not None or self._decisions.busy:
            return
        names = self._names()
        title = self.tr("退回 {name} 的记录").format(name=names.get(chosen[0], ""))
        if len(chosen) > 1:
            title = self.tr("退回 %n 人的记录", "", len(chosen))
        language = self._desk.language.code
        business = next((each.summary.business for each in self._shown if each.summary.id == chosen[0]), "")
        fields = self._desk.profile.of(business).fields
        labels = {key: spec.label(language) for key, spec in fields.items()}
        roles = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK, PictureRole.SIGNED_FORM)
        labels |= {role.value: words.of_role(role, language) for role in roles}
        labels["consent"] = self.tr("同意条款")
        self._dialog = dialog = ReturnDialog(
            self, title=title, reasons=self._desk.profile.review.reasons, labels=labels, language=language
        )
        dialog.given.connect(lambda points: self._decisions.send_back(chosen, points, names))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: setattr(self, "_dialog", None))
        dialog.open()

    def _decided(self, records: Sequence[str]) -> None:
        gone, place = set(records), self._place()
        self._marked -= gone
        before = sum(each.summary.id in gone for each in self._shown[: max(place, 0)])
        self._all = [each for each in self._all if each.summary.id not in gone]
        self._shown = [each for each in self._shown if each.summary.id not in gone]
        self._model.show_rows([each.summary for each in self._shown])
        self._filters.show_queue(self._all)
        self._show_current(max(place - before, 0))
        self._ask_warnings()
