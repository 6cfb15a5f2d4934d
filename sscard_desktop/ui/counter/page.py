# SPDX-License-Identifier: Apache-2.0
"""The counter page: one person after the other, by keyboard alone. Left the person, in the middle the form, at the
bottom the next step, always under the same key.

It lays out and connects. What is stored when is :mod:`.work`'s, what a card means :mod:`.reading`'s, what comes next
:mod:`.steps`'.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.record import Record, RecordSummary, Status, amendable_until
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import Unit
from sscard_desktop.services.registry import Today
from sscard_desktop.ui.counter import steps
from sscard_desktop.ui.counter.checklist import CheckItem, Checklist
from sscard_desktop.ui.counter.demo import DemoStrip
from sscard_desktop.ui.counter.doors import Doors, Opener, doors_of
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.counter.keys import KEYS, Action, CounterKeys
from sscard_desktop.ui.counter.notes import notes_of
from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject
from sscard_desktop.ui.counter.reading import Reading
from sscard_desktop.ui.counter.sheets import KeySheet, Palette, WaitingSheet
from sscard_desktop.ui.counter.side import CounterSide
from sscard_desktop.ui.counter.steps import Step, StepKind
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.rail import SectionRail

RECORDS_PAGE = "records"
FINISH = "finish"
"""The rail's last section, which is the checklist."""
_AT_THE_END = frozenset({StepKind.PHOTO, StepKind.ID_PICTURES, StepKind.CONSENT, StepKind.PRINT, StepKind.SUBMIT})
"""Steps that stand in the checklist, below all fields."""
_ABOUT_THE_READER = frozenset({Subject.NEXT_CARD, Subject.CARD_FAILED})


class CounterPage(Page):
    """The counter.

    Args:
        desk: of the person at work.
        doors: the dialogs that it opens, by default the program's own.
    """

    key = "counter"
    icon = "counter"

    def __init__(self, desk: Desk, doors: Doors | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._doors = doors or doors_of(desk, self)
        self._visited: set[str] = set()
        self._searches: dict[str, str] = {}
        self._then: Callable[[], object] | None = None
        self._judged: JudgedPhoto | None = None
        self._pictured: tuple[str, frozenset[PictureRole]] = ("", frozenset())
        self._resumed = False
        self._resuming = False
        self.words = CounterWords(desk.profile, desk.language, self)
        self.work = Work(desk, self)
        self._build()
        self.reading = Reading(
            desk, self.work, self.board, self.words, attended=lambda: self.isVisible() and not self._resuming
        )
        self._connect()
        self.retranslate()
        self._close()

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> None:
        space = tokens().space
        desk = self._desk
        self.side = CounterSide(self)
        self.board = NoticeBoard(self)
        self.rail = SectionRail(self)
        clock, pinyin = desk.workplace.clock, desk.workplace.pinyin
        self.form = RecordForm(desk.profile, today=clock.today, initials=pinyin.initials, parent=self)
        self.checklist = Checklist(self)
        self.form.append(FINISH, self.checklist)
        self.empty = EmptyState(self, icon="reader")
        self.bar = ActionBar(self)
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.rail)
        inner.addWidget(self.form, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(filled)
        middle = QVBoxLayout()
        middle.setSpacing(space.s)
        middle.addWidget(self.board)
        middle.addWidget(self._stack, 1)
        room = QHBoxLayout()
        room.setContentsMargins(space.m, space.m, space.m, space.s)
        room.setSpacing(space.l)
        room.addWidget(self.side)
        room.addLayout(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.demo: DemoStrip | None = None
        if desk.workplace.demo is not None and desk.simulated is not None:
            self.demo = DemoStrip(desk.workplace.demo, desk.simulated, self)
            self.demo.typing_asked.connect(self._type_for)
            column.addWidget(self.demo)
        column.addLayout(room, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        work, form = self.work, self.form
        work.opened.connect(self._open)
        work.shown.connect(self._show)
        work.closed.connect(self._close)
        work.submitted.connect(self._submitted)
        work.parked.connect(self._parked)
        work.discarded.connect(lambda: self.told.emit(self.tr("已结束，没有保留这一位的资料。")))
        work.undone.connect(self._undone)
        work.failed.connect(self._fail)
        form.typed.connect(work.typed)
        form.typed.connect(lambda *_: self._show_state())
        form.rested.connect(lambda _: work.store())
        form.left.connect(self._leave_field)
        form.accepted.connect(self._go_on)
        form.section_entered.connect(self.rail.set_current)
        form.proposal_taken.connect(self._take_offer)
        form.searched.connect(self._search_units)
        form.undo_asked.connect(work.undo)
        self.rail.chosen.connect(self.form.go_to_section)
        self.reading.told.connect(self.told)
        self._desk.reader.told.connect(self._hear)
        self.side.show_reader(self._desk.reader.last)
        self._actions: dict[Action, Callable[[], object]] = {
            Action.HELP: self._help,
            Action.CARD: self._read_or_begin,
            Action.FIND: lambda: self.page_requested.emit(RECORDS_PAGE, ""),
            Action.PHOTO: lambda: self._enter_door(self._doors.photo),
            Action.ID_PICTURES: lambda: self._enter_door(self._doors.id_pictures),
            Action.CONSENT: lambda: self._enter_door(self._doors.consent),
            Action.PROBLEM: self._go_to_problem,
            Action.PARK: self._park,
            Action.WAITING: self._open_waiting,
            Action.PRINT: self._print,
            Action.SUBMIT: self._submit,
            Action.UNDO: work.undo,
            Action.PROPOSAL: lambda: self._take_offer(form.flow.current()),
            Action.PALETTE: self._open_palette,
        }
        if self.demo is not None:
            self._actions |= {Action.DEMO_CARD: self.demo.lay_next, Action.DEMO_VALUES: self.demo.type_values}
        for action, act in self._actions.items():
            shortcut = QShortcut(QKeySequence(KEYS[action]), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        # Ctrl+Z belongs to the field that has something to take back.
        form.keep_free(KEYS[action] for action in self._actions if action is not Action.UNDO)
        self.side.read_requested.connect(self._read_or_begin)
        self.side.photo_asked.connect(self._actions[Action.PHOTO])
        self.side.id_pictures_asked.connect(self._actions[Action.ID_PICTURES])
        self.bar.chosen.connect(self._choose)
        self.checklist.chosen.connect(self._choose)
        self.bar.next_requested.connect(self._do_next)
        self.empty.action_chosen.connect(self._read_or_begin)

    def _choose(self, name: str) -> None:
        self._actions[Action(name)]()

    # ── as a page ────────────────────────────────────────────────────────────────────────────────────────────

    def title(self) -> str:
        return self.tr("办理")

    def entered(self, subject: str = "") -> None:
        """Show the counter: with ``subject`` take up that record, at first what was interrupted by a crash or lock."""
        self._count()
        record = self.work.record
        if subject and (record is None or record.id != subject):
            self._switch(lambda: self.work.open(subject))
        elif record is not None:
            self.work.look()
        elif not self._resumed:
            self._resuming = True
            self.work.resume()
        else:
            self.reading.go_on()
        self._resumed = True
        self._focus()

    def leaving(self) -> bool:
        self.form.finish()
        self.work.store_and_go()
        return True

    def retranslate(self) -> None:
        code = self.words.code
        sections = [(section.key, section.label(code)) for section in self._desk.profile.sections]
        self.rail.set_sections([*sections, (FINISH, self.tr("确认"))])
        self.checklist.heading.setText(self.tr("确认"))
        self.form.set_language(code)
        self.empty.set_content(
            self.tr("请下一位出示证件"),
            self.tr("平放在读卡器上，会自动读取并填好。没有证件或读不出来的，按 F2 手工录入。"),
            action=self.tr("手工录入"),
            key="F2",
        )
        self.bar.set_actions(
            [
                KeyAction(Action.HELP, "F1", self.tr("帮助")),
                KeyAction(Action.FIND, "F3", self.tr("查找")),
                KeyAction(Action.PROBLEM, "F6", self.tr("下一个问题")),
                KeyAction(Action.PARK, "F7", self.tr("挂起")),
                KeyAction(Action.WAITING, "F8", self.tr("待办")),
            ],
            [KeyAction(Action.SUBMIT, "F10", self.tr("提交"))],
        )
        if self.work.taken is not None:
            self._show(self.work.taken, False)
        else:
            self._show_state()

    # ── the record in work ───────────────────────────────────────────────────────────────────────────────────

    def _open(self, taken: Taken) -> None:
        """Show another record."""
        self.board.wipe(keep=_ABOUT_THE_READER)
        self.form.clear()
        self._visited = set()
        self._judged = None
        self._pictured = ("", frozenset())
        self.side.show_pictures({})
        self.form.set_read_only(not taken.record.editable)
        self._stack.setCurrentIndex(1)
        self._show(taken, False)
        self._tell_state(taken.record)
        self._count()
        if self._resuming:
            self._resuming = False
            missing = self.words.missing(taken.problems)
            what = self.tr("已恢复上次没有办完的记录。")
            self.board.post(Subject.STATE, Notice(what, missing, action=self.tr("挂起"), on_action=self._park))
            self._hear_again()
        self._focus()

    def _show(self, taken: Taken, forced: bool) -> None:
        """Show the record as it stands."""
        record = taken.record
        self.form.show_values(record.values, settled=self.work.settled, forced=forced)
        card = self.work.card
        if card is not None:
            tip = self.tr("从证件读取")
            told = {key for key, spec in self._desk.profile.fields.items() if spec.card}
            self.form.set_origins({key: tip for key in told if record.value(key)})
        if record.pictures != self._pictured[1] or record.id != self._pictured[0]:
            self._load_pictures()
        self._show_state()

    def _show_state(self) -> None:
        """Show what follows from the record and its problems: notes, counts, card, checklist, next step."""
        taken, work = self.work.taken, self.work
        problems = taken.problems if taken is not None else ()
        notes = notes_of(
            problems,
            self.words,
            visited=self._visited,
            in_hand=self.form.in_hand(),
            settled=work.settled,
            offer=lambda key, value: (
                self.tr("改为 {value}").format(value=self.words.shown(key, value)) + "  Ctrl+Enter"
            ),
            look=self.tr("查看"),
        )
        self.form.set_notes(notes)
        values = work.values()
        for section in self._desk.profile.sections:
            count = steps.tally(problems, section.fields)
            seen = sum(key in notes for key in section.fields)
            wrong = count.wrong + sum(
                key in notes and steps.is_missing(problem)
                for key, problem in steps.by_field(problems).items()
                if key in section.fields
            )
            begun = any(values.get(key) for key in section.fields) or seen > 0
            self.rail.set_state(
                section.key,
                problems=wrong,
                warnings=count.warnings,
                missing=count.wrong + count.missing - wrong,
                done=count.clear and begun,
            )
        named = values.get("name") or values.get("number")
        record = taken.record if taken is not None else None
        face = self.words.face(values, problems, from_reader=bool(record and record.card_read)) if named else None
        self.side.show_face(face, in_work=record is not None)
        self.side.show_verdict(self._judged, steps.by_field(problems))
        self._show_checklist(taken)
        self._show_refusal()
        self._show_step()

    def _show_checklist(self, taken: Taken | None) -> None:
        problems = steps.by_field(taken.problems) if taken is not None else {}
        record = taken.record if taken is not None else None

        def state(*keys: str) -> tuple[str, Tone]:
            if any(key in problems for key in keys):
                return self.tr("未完成"), Tone.QUIET
            return self.tr("已完成"), Tone.OK

        printed = record is not None and record.prints
        ready = taken is not None and taken.complete
        items = [
            CheckItem(Action.PHOTO, self.tr("照片"), *state(steps.PHOTO), self.tr("拍照")),
            CheckItem(Action.ID_PICTURES, self.tr("证件图片"), *state(*steps.ID_PICTURES), self.tr("证件图片")),
            CheckItem(Action.CONSENT, self.tr("申请人同意"), *state(steps.CONSENT), self.tr("请申请人阅读")),
        ]
        if self._desk.profile.forms:
            words = self.tr("已打印 %n 次", "", record.prints) if record and printed else self.tr("未打印")
            tone = Tone.OK if printed else Tone.QUIET
            items.append(CheckItem(Action.PRINT, self.tr("登记表"), words, tone, self.tr("打印签名")))
        words = self.tr("可以提交") if ready else self.tr("还有未完成的项")
        items.append(
            CheckItem(Action.SUBMIT, self.tr("提交"), words, Tone.OK if ready else Tone.QUIET, self.tr("提交"))
        )
        self.checklist.show_items(items)
        left = sum(key in problems for key in (steps.PHOTO, *steps.ID_PICTURES, steps.CONSENT))
        self.rail.set_state(FINISH, missing=left, done=taken is not None and not left)

    def _show_refusal(self) -> None:
        step = self.step()
        refused = taken_before = None
        if step.kind is StepKind.END and step.problem is not None:
            told = self.words.sentence(step.problem)
            refused = Notice(told.what, told.todo, Tone.BAD, self.tr("结束此人"), self._end)
        elif step.kind is StepKind.OPEN_EARLIER and step.problem is not None:
            told = self.words.sentence(step.problem)
            taken_before = Notice(told.what, told.todo, Tone.WARN, self.tr("打开已有记录"), self._open_earlier)
        self.board.post(Subject.REFUSED, refused)
        self.board.post(Subject.DUPLICATE, taken_before)

    def step(self) -> Step:
        """Return the next step."""
        taken = self.work.taken
        record = taken.record if taken is not None else None
        return steps.next_step(record, taken.problems if taken else (), printable=bool(self._desk.profile.forms))

    def _show_step(self) -> None:
        step = self.step()
        editable = self.work.record is not None and self.work.record.editable
        self.bar.set_shown(Action.SUBMIT, shown=editable and step.kind is not StepKind.SUBMIT)
        text, icon = self.words.step(step)
        self.bar.set_next(text, icon=icon)
        taken = self.work.taken
        if taken is None:
            ready = self.side.reader_works()
            self.bar.set_reason(self.tr("放上证件会自动读取") if ready else self.tr("读卡器没有连接，可以手工录入"))
        elif not taken.record.editable:
            self.bar.set_reason(self.tr("已提交，只能查看"))
        elif step.kind is StepKind.END:
            self.bar.set_reason(self.tr("今天不能采集"), Tone.BAD)
        else:
            self.bar.set_reason(self.words.missing(taken.problems) or self.tr("资料已齐"))

    def _close(self) -> None:
        """Nobody is in work: wait for the next person, or go on with who waits already."""
        self.board.wipe(keep=_ABOUT_THE_READER)
        self.form.clear()
        self._visited = set()
        self._judged = None
        self._pictured = ("", frozenset())
        self.side.show_pictures({})
        self._stack.setCurrentIndex(0)
        self._show_state()
        if self._resuming:
            self._resuming = False
            self._hear_again()
        then, self._then = self._then, None
        if then is not None:
            then()
        elif not self.reading.go_on():
            self._focus()

    def _tell_state(self, record: Record) -> None:
        notice = None
        if record.returned_reason and record.editable:
            what = self.tr("这条记录被退回：{reason}").format(reason=record.returned_reason)
            notice = Notice(what, self.tr("请改正后重新提交。"), Tone.WARN)
        elif record.status is Status.SUBMITTED:
            until = amendable_until(record, self._desk.profile.edit_hours)
            if until is not None and self._desk.workplace.clock.now() <= until:
                what = self.tr("已提交，{time} 前可以更正。").format(time=f"{until.astimezone():%m-%d %H:%M}")
                notice = Notice(what, action=self.tr("更正"), on_action=self.work.amend)
            else:
                notice = Notice(self.tr("已提交，超过了可以更正的时间。"), self.tr("需要修改的，请主管撤销上报。"))
        elif not record.editable:
            notice = Notice(self.tr("这条记录只能查看。"))
        self.board.post(Subject.STATE, notice)

    # ── steps ────────────────────────────────────────────────────────────────────────────────────────────────

    def _do_next(self) -> None:
        step = self.step()
        match step.kind:
            case StepKind.READ_CARD:
                self._begin()
            case StepKind.END:
                self._end()
            case StepKind.OPEN_EARLIER:
                self._open_earlier()
            case StepKind.FIELD:
                self._go_to(step.key)
            case StepKind.PHOTO:
                self._actions[Action.PHOTO]()
            case StepKind.ID_PICTURES:
                self._actions[Action.ID_PICTURES]()
            case StepKind.CONSENT:
                self._actions[Action.CONSENT]()
            case StepKind.PRINT:
                self._print()
            case StepKind.SUBMIT:
                self._submit()
            case StepKind.NEXT_PERSON:
                self.work.park()

    def _begin(self) -> None:
        if self.work.record is None:
            self.work.start()

    def _read_or_begin(self) -> None:
        if self.work.record is None:
            self._begin()
        elif not self.work.record.editable:
            self.work.park()
        else:
            self._desk.reader.next_person()
            self.told.emit(self.tr("请把证件放好，正在重新读取。"))

    def _end(self) -> None:
        self._finish_number()
        self.work.discard()

    def _finish_number(self) -> None:
        record = self.work.record
        self.reading.finished(record.value("number") if record is not None else "")

    def _open_earlier(self) -> None:
        earlier = self.step().key
        self._then = lambda: self.work.open(earlier)
        self.work.discard()

    def _go_on(self, key: str) -> None:
        """Enter in a field: the next one that wants something, or the next step's button."""
        self._visited.add(key)
        self.work.store()
        target = steps.next_field(self.form.order(), self._wanting() - {key}, key)
        if not (target and self._go_to(target)):
            self._focus_next()
        self._show_state()

    def _wanting(self) -> set[str]:
        """Fields that want the clerk: empty ones that are required, and those whose value is known to be wrong."""
        taken = self.work.taken
        wrong = {
            problem.key
            for problem in blocking(taken.problems if taken is not None else ())
            if not steps.is_missing(problem) and self.work.settled(problem.key)
        }
        return self.form.wanting() | wrong

    def _go_to_problem(self) -> None:
        if self.work.record is None:
            return
        warned = {problem.key for problem in self.work.taken.problems} if self.work.taken is not None else set()
        order = self.form.order()
        current = self.form.flow.current()
        target = steps.next_field(order, self._wanting(), current) or steps.next_field(order, warned, current)
        if target:
            self._go_to(target)
        else:
            self._focus_next()

    def _go_to(self, key: str) -> bool:
        self._visited.add(key)
        self._show_state()
        if self.form.has(key):
            return self.form.go_to(key)
        problem = self.step().problem
        if problem is not None:
            told = self.words.sentence(problem)
            self.board.post(Subject.HINT, Notice(told.what, told.todo, Tone.WARN))
        return False

    def _leave_field(self, key: str) -> None:
        self._visited.add(key)
        record = self.work.record
        if record is not None and self.work.settled(key):
            self.form.show_value(key, record.value(key))
        self._show_state()

    def _enter_door(self, door: Opener | None) -> None:
        record = self.work.record
        if record is None:
            self.told.emit(self.tr("先放证件，或按 F2 手工录入。"))
            return
        if door is None:
            return
        self.form.finish()
        self.work.store()
        door(record.id, self._changed_behind_a_door, self._focus)

    def _changed_behind_a_door(self) -> None:
        self._pictured = ("", frozenset())
        self.work.look()

    def _print(self) -> None:
        record, forms = self.work.record, self._desk.profile.forms
        if record is None or not forms:
            return
        if not record.editable:
            self._doors.print_form(record.id, forms[0].key, self.work.look)
        elif not self._hold_back():
            self.form.finish()
            self.work.confirm(lambda taken: self._doors.print_form(taken.record.id, forms[0].key, self.work.look))

    def _submit(self) -> None:
        record = self.work.record
        if record is not None and record.editable and not self._hold_back():
            self.form.finish()
            self._finish_number()
            self.work.submit()

    def _hold_back(self) -> bool:
        """Where something is wrong or missing, show all of it and go to the first; return whether it was so."""
        taken = self.work.taken
        found = blocking(taken.problems) if taken is not None else []
        if not found:
            return False
        self._visited |= {problem.key for problem in found}
        self._show_state()
        self.told.emit(self.words.missing(found))
        if self.form.has(found[0].key):
            self._go_to(found[0].key)
        else:
            self._focus_next()
        return True

    def _submitted(self, taken: Taken) -> None:
        number = taken.record.receipt_number
        self.told.emit(
            self.tr("已提交：{name}，受理编号 {number}").format(name=taken.record.value("name"), number=number)
        )
        self._count()

    def _park(self) -> None:
        self.form.finish()
        self.work.park()

    def _parked(self, record: Record) -> None:
        self.told.emit(self.tr("已挂起：{name}，按 F8 继续").format(name=record.value("name")))
        self._count()

    def _switch(self, then: Callable[[], object]) -> None:
        """Do something with another record, once the one in work is put aside."""
        if self.work.record is None:
            then()
        else:
            self._then = then
            self._park()

    def _undone(self, key: str) -> None:
        self.form.go_to(key)
        self.told.emit(self.tr("已撤销：{label}").format(label=self.words.label(key)))

    def _take_offer(self, key: str) -> None:
        """Take a field's proposal, or open the record that its problem speaks of."""
        taken = self.work.taken
        problem = steps.by_field(taken.problems).get(key) if taken is not None else None
        if problem is None:
            return
        if problem.proposal is not None:
            self.work.set_field(key, problem.proposal)
        elif problem.related:
            self.page_requested.emit(RECORDS_PAGE, problem.related[0])

    def _fail(self, error: SscardError) -> None:
        self._then = None
        self._resuming = False
        self.failed.emit(error)
        if self.form.hasFocus():
            self._focus()

    # ── around the record ────────────────────────────────────────────────────────────────────────────────────

    def _hear(self, event: object) -> None:
        self.side.show_reader(self._desk.reader.last)
        if self._desk.reader.last is event and self._desk.reader.last is not None:
            self.reading.hear(self._desk.reader.last)
        self._show_step()

    def _hear_again(self) -> None:
        """Use the card that was laid on while the interrupted record was looked for."""
        if self.work.record is not None and self.reading.waiting is not None:
            self.reading.go_on()

    def _search_units(self, key: str, text: str) -> None:
        self._searches[key] = text
        values = self.form.values()
        parent = {"unit_2": values.get("unit", ""), "unit_3": values.get("unit_2", "")}.get(key, "")
        registry = self._desk.registry

        def find() -> list[Choice]:
            found = list(registry.units(text, parent=parent))
            if not found and text and not registry.units("", parent=parent):
                # No directory to choose from: what is typed is the unit's name.
                found = [Unit(text)]
            return [Choice(unit.name, unit.name, unit.initials, unit.insured_number or " ") for unit in found]

        def bring(choices: list[Choice]) -> None:
            if self._searches.get(key) == text:
                self.form.set_units(key, choices)

        self._desk.tasks.run(find, owner=self, on_done=bring)

    def _load_pictures(self) -> None:
        record = self.work.record
        if record is None:
            return
        self._pictured = (record.id, record.pictures)
        registry, capture = self._desk.registry, self._desk.capture
        roles = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)

        def load() -> tuple[dict[PictureRole, bytes], JudgedPhoto | None]:
            found = {role: registry.picture(record.id, role) for role in roles if role in record.pictures}
            judged = capture.judged_photo(record.id) if PictureRole.PHOTO in found else None
            return {role: content for role, content in found.items() if content}, judged

        def show(loaded: tuple[dict[PictureRole, bytes], JudgedPhoto | None]) -> None:
            if self.work.record is not None and self.work.record.id == record.id:
                self.side.show_pictures(loaded[0])
                self._judged = loaded[1]
                self._show_state()

        self._desk.tasks.run(load, owner=self, on_done=show)

    def _count(self) -> None:
        def tell(today: Today) -> None:
            # Who stands at the counter isn't waiting.
            record = self.work.record
            here = record is not None and record.status in (Status.DRAFT, Status.CONFIRMED)
            self.counts_changed.emit(today.submitted, max(today.unfinished - here, 0), today.returned)

        self._desk.tasks.run(self._desk.registry.today, owner=self, on_done=tell)

    def _type_for(self, values: dict[str, str]) -> None:
        shown = self.form.values()
        for key, value in values.items():
            if key in shown and shown[key] in ("", self._desk.profile.fields[key].default):
                self.work.typed(key, value)
        self.work.look(forced=True)

    # ── sheets ───────────────────────────────────────────────────────────────────────────────────────────────

    def _help(self) -> None:
        self._open_sheet(KeySheet(CounterKeys(self).lines(demo=self.demo is not None), self), lambda: None)

    def _open_sheet(self, sheet: Dialog, then: Callable[[], object]) -> None:
        """Open a sheet; ``then`` comes when something was chosen there."""
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.accepted.connect(then)
        sheet.open()

    def palette_sheet(self) -> Palette:
        """Return the palette of all actions."""
        initials = self._desk.workplace.pinyin.initials
        lines = [line for line in CounterKeys(self).lines(demo=self.demo is not None) if line.action is not None]
        return Palette([Choice(line.action or "", line.text, initials(line.text), line.key) for line in lines], self)

    def _open_palette(self) -> None:
        palette = self.palette_sheet()
        self._open_sheet(palette, lambda: self._choose(palette.chosen))

    def _open_waiting(self) -> None:
        def waiting() -> Sequence[RecordSummary]:
            return self._desk.registry.waiting()

        def show(records: Sequence[RecordSummary]) -> None:
            sheet = WaitingSheet(records, self)

            def take_up() -> None:
                chosen = sheet.chosen
                self._switch(lambda: self.work.open(chosen))

            self._open_sheet(sheet, take_up)

        self._desk.tasks.run(waiting, owner=self, on_done=show)

    # ── keyboard ─────────────────────────────────────────────────────────────────────────────────────────────

    def _focus(self) -> None:
        """Put the keyboard where the work goes on: the first field that wants something, else the next step."""
        if not self.isVisible():
            return
        step = self.step()
        if step.kind is StepKind.FIELD and self.form.has(step.key) and self.form.go_to(step.key):
            return
        self._focus_next()

    def _focus_next(self) -> None:
        """Put the keyboard on the next step's button: nothing in the form wants the clerk now."""
        if self.step().kind in _AT_THE_END:
            self.rail.set_current(FINISH)
            self.form.go_to_section(FINISH)
        self.bar.next_button().setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._do_next()
        elif event.key() == Qt.Key.Key_Escape and self.board.dismiss():
            return
        else:
            super().keyPressEvent(event)
