# SPDX-License-Identifier: Apache-2.0
"""The counter page: one person after the other, by keyboard alone. At the left the person, in the middle the form, at
the bottom the next step, always under the same key.

It lays out and connects. What is stored when is :mod:`.work`'s, what a card means :mod:`.reading`'s, how the record
stands :mod:`.standing`'s, and what is done next :mod:`.course`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.reader import ReaderEvent
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import Record, RecordSummary, Status, amendable_until
from sscard_desktop.domain.specimen import answers
from sscard_desktop.services.calledup import CalledUp
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.registry import Today
from sscard_desktop.ui.applicant.screens import Screens
from sscard_desktop.ui.counter.amongfields import RECORDS_PAGE
from sscard_desktop.ui.counter.business import BusinessSheet, BusinessStrip, choices_of
from sscard_desktop.ui.counter.course import Course
from sscard_desktop.ui.counter.daylight import LightReminder
from sscard_desktop.ui.counter.demo import DemoStrip
from sscard_desktop.ui.counter.doors import Doors, doors_of
from sscard_desktop.ui.counter.drive import CounterDrive
from sscard_desktop.ui.counter.enquiry import EnquirySheet
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.counter.keys import KEYS, Action, CounterKeys
from sscard_desktop.ui.counter.notices import Notice, Subject
from sscard_desktop.ui.counter.ownlook import CounterLook
from sscard_desktop.ui.counter.rarenames import RareNames
from sscard_desktop.ui.counter.reading import Reading
from sscard_desktop.ui.counter.refused import OftenRefused
from sscard_desktop.ui.counter.sheets import WaitingSheet
from sscard_desktop.ui.counter.sources import SOURCE_KEYS
from sscard_desktop.ui.counter.standing import FINISH, Standing
from sscard_desktop.ui.counter.typednumber import TypedNumber
from sscard_desktop.ui.counter.units import UnitSearch
from sscard_desktop.ui.counter.warming import Warming
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work, may_become_another
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.feedback.handout import HandOutSheet
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.pieces import Pieces, finish
from sscard_desktop.ui.records.older import OlderRecord
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.label import Tone

_ABOUT_THE_READER = frozenset({Subject.NEXT_CARD, Subject.CARD_FAILED})


class CounterPage(Page):
    """The counter.

    Args:
        desk: of the person at work.
        doors: the dialogs that it opens, by default the program's own.
        screens: where the applicant's own screen is, by default the computer's.
        parent: where it will stand.
        in_pieces: it is made by whoever runs ``pieces`` to its end, and nothing may be asked of it before.
    """

    key = "counter"

    def __init__(
        self,
        desk: Desk,
        doors: Doors | None = None,
        screens: Screens | None = None,
        parent: QWidget | None = None,
        *,
        in_pieces: bool = False,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._enquiry: EnquirySheet | HandOutSheet | None = None
        self._resumed = False
        self._resuming = False
        self._waiting = self._returned = 0
        self.pieces = self._make(doors, screens)
        if not in_pieces:
            finish(self.pieces)

    def _make(self, doors: Doors | None, screens: Screens | None) -> Pieces:
        """Make everything, in pieces of some milliseconds."""
        desk = self._desk
        self.work = Work(desk, self)
        self.words = CounterWords(self.work.profile, desk.language, self)
        self._stack = QStackedWidget(self)
        self.empty = EmptyState(self._stack, icon="reader")
        self._filled = QWidget(self._stack)
        clock, pinyin = desk.workplace.clock, desk.workplace.pinyin
        profile, initials = self.work.profile, pinyin.initials
        form = RecordForm(profile, today=clock.today, initials=initials, parent=self._filled, in_pieces=True)
        yield from form.pieces
        self.standing = Standing(desk, self.work, self.words, form, self, do_next=lambda: self.course.do_next())
        self.standing.setParent(self)
        self.board, self.form, self.bar = self.standing.board, self.standing.form, self.standing.bar
        yield
        self.look = CounterLook(desk, self.work, self.board, self, screens=screens)
        doors = doors or doors_of(desk, self, self.look.visit)
        self.course = Course(desk, self.work, self.words, self.standing, doors, look=self.look, attended=self.isVisible)
        documents = self.standing.documents
        self.reading = Reading(
            desk, self.work, self.board, self.words, attended=self._listens, unsure=lambda: documents.busy
        )
        UnitSearch(desk, self.form)
        self.rare = RareNames(desk, self.form, self)
        self.light = LightReminder(desk, self.board, self, wanted=self._awaits_photos)
        self.often = OftenRefused(desk, self.board, self)
        self.drive = CounterDrive(desk, self.work, self.board, self.words, self)
        yield
        self._lay_out()
        yield
        self._bind_keys()
        self._connect()
        self.typed_number = TypedNumber(desk, self.work, self.board, attended=self._listens)
        self.typed_number.told.connect(self.told)
        yield
        self.warming = Warming(
            lambda: (self.standing.rail, *self.form.sections(), self.standing.checklist),
            lambda: self.isVisible() and self.work.record is None and not self.work.busy,
            self,
        )
        for tell in self._tellings():
            tell()
            yield
        self._close()
        yield

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        space = tokens().space
        desk, standing = self._desk, self.standing
        inner = QVBoxLayout(self._filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(standing.rail)
        inner.addWidget(standing.form, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._filled)
        self.business = BusinessStrip(self)
        middle = QVBoxLayout()
        middle.setSpacing(space.s)
        middle.addWidget(self.drive.strip)
        middle.addWidget(self.business)
        middle.addWidget(standing.board)
        middle.addWidget(standing.proof)
        middle.addWidget(self._stack, 1)
        room = QHBoxLayout()
        room.setContentsMargins(space.m, space.m, space.m, space.s)
        room.setSpacing(space.l)
        room.addWidget(standing.side)
        room.addLayout(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.demo: DemoStrip | None = None
        if desk.stage is not None:
            self.demo = DemoStrip(desk.stage, self)
            self.demo.typing_asked.connect(self._type_for)
            self.demo.withheld.connect(self.withheld)
            column.addWidget(self.demo)
        column.addLayout(room, 1)
        column.addWidget(standing.bar)

    def _bind_keys(self) -> None:
        course, work = self.course, self.work
        self._actions: dict[Action, Callable[[], object]] = {
            Action.HELP: self._open_help,
            Action.CARD: course.read_or_begin,
            Action.BUSINESS: self._open_businesses,
            Action.ENQUIRE: self._open_enquiry,
            Action.HAND_OUT: self._open_hand_out,
            Action.ROSTER: self.drive.act,
            Action.FIND: lambda: self.page_requested.emit(RECORDS_PAGE, ""),
            Action.PHOTO: course.behind.take_photo,
            Action.ID_PICTURES: course.behind.take_id_pictures,
            Action.CONSENT: course.behind.ask_consent,
            Action.OWN_LOOK: course.behind.ask_own_look,
            Action.SIGN: course.behind.ask_signature,
            Action.PROBLEM: course.fields.go_to_problem,
            Action.PARK: course.park,
            Action.WAITING: self._open_waiting,
            Action.RETURNED: self._open_returned,
            Action.PRINT: course.finish.print_form,
            Action.FORMS: course.finish.choose_form,
            Action.SUBMIT: course.finish.submit,
            Action.UNDO: work.undo,
            Action.PROPOSAL: lambda: course.fields.take_offer(self.form.flow.current()),
            **{action: partial(self._decide, source) for source, action in SOURCE_KEYS.items()},
            Action.CHARACTER: self._open_characters,
            Action.LIGHT: self.light.check,
        }
        if self.demo is not None:
            self._actions |= {
                Action.DEMO_CARD: self.demo.lay_next,
                Action.DEMO_DEAD_CHIP: self.demo.lay_dead_chip,
                Action.DEMO_VALUES: self.demo.type_values,
                Action.DEMO_CAMERA: self.demo.choose_scene,
                Action.DEMO_CONTROLS: self.demo.controls_asked.emit,
            }
        for action, act in self._actions.items():
            shortcut = QShortcut(QKeySequence(KEYS[action]), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        # Ctrl+Z belongs to the field that has something to take back.
        free = (Action.PALETTE, *(action for action in self._actions if action is not Action.UNDO))
        self.form.keep_free(KEYS[action] for action in free)

    def _connect(self) -> None:
        work, form, course, standing = self.work, self.form, self.course, self.standing
        work.opened.connect(self._open)
        work.shown.connect(self._show)
        work.closed.connect(self._close)
        work.submitted.connect(self._submitted)
        work.submitted.connect(lambda taken: self.standing.comfort.remember(taken.record.values))
        work.parked.connect(self._parked)
        work.discarded.connect(lambda: self.told.emit(self.tr("已结束，没有保留这一位的资料。")))
        work.undone.connect(self._undone)
        work.failed.connect(self._fail)
        work.chosen.connect(self._take_choice)
        self.business.asked.connect(self._open_businesses)
        form.typed.connect(work.typed)
        form.typed.connect(lambda *_: standing.show())
        form.rested.connect(lambda _: work.store())
        form.left.connect(course.fields.leave_field)
        form.accepted.connect(course.fields.go_on)
        form.section_entered.connect(standing.rail.set_current)
        form.proposal_taken.connect(course.fields.take_offer)
        form.undo_asked.connect(work.undo)
        form.typed.connect(lambda *_: self.rare.refresh())
        self.rare.proposed.connect(work.set_field)
        course.told.connect(self.told)
        course.withheld.connect(self.withheld)
        course.page_requested.connect(self.page_requested)
        course.finish.finishing.connect(self.reading.finished)
        standing.documents.told.connect(self.told)
        standing.documents.filled.connect(course.show_filled)
        standing.documents.pictures_asked.connect(course.behind.take_id_pictures)
        standing.documents.rested.connect(self.reading.weigh)
        standing.rail.chosen.connect(form.go_to_section)
        standing.side.read_requested.connect(course.read_or_begin)
        standing.side.photo_asked.connect(course.behind.take_photo)
        standing.side.id_pictures_asked.connect(course.behind.take_id_pictures)
        standing.bar.chosen.connect(self._choose)
        standing.bar.next_requested.connect(course.do_next)
        standing.checklist.chosen.connect(self._choose)
        self.empty.action_chosen.connect(course.begin)
        self.reading.told.connect(self.told)
        self.look.told.connect(self.told)
        self.look.failed.connect(self.failed)
        self.drive.told.connect(self.told)
        self.drive.withheld.connect(self.withheld)
        self.drive.called.connect(course.switch)
        self.drive.field_asked.connect(course.fields.go_to)
        self.drive.answered.connect(course.focus)
        self.drive.changed.connect(self._show_drive)
        work.arrived.connect(self._arrived)
        self._desk.reader.told.connect(self._hear)
        standing.side.show_reader(self._desk.reader.last)

    def _arrived(self, found: CalledUp) -> None:
        if found.card_differs and self.work.card is not None:
            self.reading.ask(self.work.card)
        self.course.focus()

    def _show_drive(self) -> None:
        """Follow the drive: it has one kind of business, and may have somebody to call."""
        self.business.show_kind(self.work.profile, self.words.code, alone=self.drive.view is not None)
        self._show_empty()

    def _decide(self, source: Source) -> None:
        """Take what one source says of the field that has the keyboard, or of the first where they differ."""
        documents, current = self.standing.documents, self.form.flow.current()
        differing = [each.key for each in documents.undecided()]
        key = current if current in differing else next(iter(differing), "")
        if not key:
            self.withheld.emit(self.tr("各处的说法没有不一致。"))
        elif key != current:
            # Seen before it is decided.
            self.form.go_to(key)
        elif not documents.decide(key, source):
            self.withheld.emit(self.tr("它对这一项没有说法。"))

    def _choose(self, name: str) -> None:
        self._actions[Action(name)]()

    # ── as a page ────────────────────────────────────────────────────────────────────────────────────────────

    def entered(self, subject: str = "") -> None:
        """Show the counter: with ``subject`` take up that record, at first what was interrupted by a crash or lock."""
        self._count()
        self.drive.refresh()
        record = self.work.record
        if subject and (record is None or record.id != subject):
            self.course.switch(lambda: self.work.open(subject))
        elif record is not None:
            self.work.look()
        elif not self._resumed:
            self.work.remember_choice()
            self._resuming = True
            self.work.resume()
        else:
            self.reading.go_on()
        self._resumed = True
        self.light.remind()
        self.often.remind()
        self.course.focus()
        self.warming.begin()

    def busy(self) -> bool:
        return self.work.record is not None

    def leaving(self) -> bool:
        self.look.leave()
        self.form.finish()
        self.work.store_and_go()
        return True

    def retranslate(self) -> None:
        for tell in self._tellings():
            tell()

    def _tellings(self) -> Sequence[Callable[[], object]]:
        """Return what says everything in the language in force, in pieces."""
        if not hasattr(self, "typed_number"):
            # Half made, behind the unlock page: it is said when it is there.
            return ()
        tell_form = partial(self.form.set_language, self.words.code)
        return (
            self._tell_rail,
            tell_form,
            self._tell_around,
            self._tell_keys,
            self.standing.retell,
            self.standing.show_now,
        )

    def _tell_rail(self) -> None:
        code = self.words.code
        profile = self.work.profile
        sections = [(section.key, section.label(code)) for section in profile.sections]
        self.standing.rail.set_sections([*sections, (FINISH, self.tr("确认"))])
        self.standing.rail.set_current(self.form.current_section())
        self.standing.checklist.heading.setText(self.tr("确认"))

    def _tell_around(self) -> None:
        self.business.show_kind(self.work.profile, self.words.code, alone=self.drive.view is not None)
        self.rare.retranslate()
        self._show_empty()
        self.board.retranslate()

    def _tell_keys(self) -> None:
        self.bar.set_actions(
            [
                KeyAction(Action.HELP, "F1", self.tr("帮助")),
                KeyAction(Action.FIND, "F3", self.tr("查找")),
                KeyAction(Action.PROBLEM, "F6", self.tr("下一个问题")),
                KeyAction(Action.PARK, "F7", self.tr("挂起")),
                KeyAction(Action.OWN_LOOK, KEYS[Action.OWN_LOOK], self.tr("本人核对")),
                KeyAction(Action.WAITING, "F8", self.tr("待办")),
                KeyAction(Action.ENQUIRE, KEYS[Action.ENQUIRE], self.tr("查进度")),
                KeyAction(Action.HAND_OUT, KEYS[Action.HAND_OUT], self.tr("领卡")),
            ],
            [KeyAction(Action.SUBMIT, "F10", self.tr("提交"))],
        )

    def _show_empty(self) -> None:
        text = self.tr("平放在读卡器上，会自动读取并填好。没有证件或读不出来的，按 F2 手工录入。")
        if called := self.drive.strip.next_text():
            text += "\n" + called
        if self._waiting:
            text += "\n" + self.tr("有 %n 人待办，按 F8 继续。", "", self._waiting)
        self.empty.set_content(self.tr("请下一位出示证件"), text, action=self.tr("手工录入"), key="F2")

    def _take_choice(self) -> None:
        """Another kind of business was chosen: show it, and go on where it wants something first."""
        self._serve()
        self.course.focus()

    def _serve(self) -> None:
        """Follow the kind of business: its form, its rail, its words."""
        profile = self.work.profile
        self.words.serve(profile)
        if self.form.serve(profile):
            self.standing.forget()
            self.retranslate()
            record = self.work.record
            if record is not None:
                self.form.set_read_only(not record.editable)
                self.form.show_values(record.values)
                self.standing.show()
        self.standing.side.show_places(profile.pictures)
        self.business.show_kind(profile, self.words.code, alone=self.drive.view is not None)

    # ── the record in work ───────────────────────────────────────────────────────────────────────────────────

    def _open(self, taken: Taken) -> None:
        """Show another record."""
        self.light.settle()
        self._forget()
        self._serve()
        self.form.set_read_only(not taken.record.editable)
        self._stack.setCurrentIndex(1)
        self._show(taken, False)
        self._tell_state(taken.record)
        self._count()
        if self._resuming:
            self._resuming = False
            # What is missing stands beside the next step and goes on from there; here it would soon be wrong.
            self.board.say(Subject.STATE, self._taken_up)
            self.reading.go_on()
        self.course.focus()

    def _show(self, taken: Taken, forced: bool) -> None:
        """Show the record as it stands."""
        record = taken.record
        self._serve()
        empty = self.form.empty_with_keyboard()
        self.form.show_values(record.values, settled=self.work.settled, forced=forced)
        self.standing.show_origins()
        self.standing.documents.refresh(record)
        self.standing.comfort.refresh(self.work.values())
        self.rare.refresh()
        self.standing.pictures.refresh(record)
        if self.demo is not None:
            self.demo.serve(record.value("number"))
        self.standing.show()
        if empty and self.form.editor(empty).value():
            self.course.fields.filled_under_the_keyboard(empty)

    def _close(self) -> None:
        """Nobody is in work: wait for the next person, or go on with who waits already."""
        self._forget()
        self._resuming = False
        self._serve()
        self._stack.setCurrentIndex(0)
        self._tell_returned()
        self.standing.show()
        if self._resumed:
            self.light.remind()
        if not self.course.go_on_after() and not self.reading.go_on():
            self.course.focus()

    def _forget(self) -> None:
        self.board.wipe(keep=_ABOUT_THE_READER)
        self.form.clear()
        self.rare.refresh()
        self.standing.forget()
        self.standing.pictures.clear()

    def _taken_up(self) -> Notice:
        what, todo = self.tr("已恢复上次没有办完的记录。"), self.tr("接着办就行；人不在，先挂起。")
        return Notice(what, todo, action=self.tr("挂起"), on_action=self.course.park, key=KEYS[Action.PARK])

    def _tell_state(self, record: Record) -> None:
        """Say why the record is as it is, where that isn't plain."""
        self.board.say(Subject.RETURNED, lambda: self._why_returned(record))
        self.board.say(Subject.STATE, lambda: self._why_so(record))

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
                return Notice(what, action=self.tr("更正"), on_action=self.work.amend)
            return Notice(self.tr("已提交，超过了可以更正的时间。"), self.tr("需要修改的，请主管撤销上报。"))
        if not record.editable:
            return Notice(self.tr("这条记录只能查看。"))
        older = OlderRecord(self).told(record, self._desk.profile, self._desk.language.code)
        return Notice(f"{older[0]}。", older[1], Tone.WARN if older[1] else Tone.INFO) if older else None

    def _tell_returned(self) -> None:
        """Say that records came back, while nobody is served."""
        self.board.say(Subject.CAME_BACK, self._came_back)
        self.often.show(nobody=self.work.record is None)

    def _came_back(self) -> Notice | None:
        if not self._returned or self.work.record is not None:
            return None
        what = self.tr("有 %n 条记录退回给您改正。", "", self._returned)
        return Notice(what, "", Tone.WARN, self.tr("打开最早的"), self._open_returned, KEYS[Action.RETURNED])

    def _submitted(self, taken: Taken) -> None:
        name, number = taken.record.value("name"), grouped(taken.record.receipt_number)
        self.told.emit(self.tr("已提交：{name}，受理编号 {number}").format(name=name, number=number))
        self._count()

    def _parked(self, record: Record) -> None:
        self.told.emit(self.tr("已挂起：{name}，按 F8 继续").format(name=record.value("name")))
        self._count()

    def _undone(self, keys: Sequence[str]) -> None:
        """Say what was taken back, what stands there now, and how far one can still go back."""
        key = keys[0]
        self.form.go_to(key)
        value = self.words.shown(key, self.work.values().get(key, "")) or self.tr("（空）")
        text = self.tr("已撤销：{label}，现在是 {value}").format(label=self.words.label(key), value=value)
        if len(keys) > 1:
            text += self.tr("，连同 %n 项", "", len(keys) - 1)
        if self.work.undoable:
            text += self.tr("。还可撤销 %n 次", "", self.work.undoable)
        self.told.emit(text)

    def _fail(self, error: SscardError) -> None:
        self._resuming = False
        self.failed.emit(error)
        self.course.stay()

    # ── around the record ────────────────────────────────────────────────────────────────────────────────────

    def _listens(self) -> bool:
        """Whether a card may be put to use at once: the clerk looks on, and nothing interrupted comes first."""
        return self.isVisible() and not self._resuming

    def _awaits_photos(self) -> bool:
        """Whether nobody is in work, and whoever comes will be taken a photo of."""
        return self.work.record is None and PictureRole.PHOTO in self.work.profile.pictures

    def _hear(self, event: ReaderEvent) -> None:
        self.standing.side.show_reader(event)
        if self._enquiry is not None and event.card is not None:
            # The holder asks how the card is coming along, or takes it; nobody's record begins by that.
            self._enquiry.take_card(event.card)
            return
        self.reading.hear(event)
        self.standing.show_step()

    def _count(self) -> None:
        def tell(today: Today) -> None:
            # Who stands at the counter isn't waiting.
            record = self.work.record
            here = record is not None and record.status in (Status.DRAFT, Status.CONFIRMED)
            unfinished = max(today.unfinished - here, 0)
            self._waiting, self._returned = unfinished + today.returned, today.returned
            self._show_empty()
            self._tell_returned()
            self.counts_changed.emit(today.submitted, unfinished, today.returned)

        self._desk.tasks.run(self._desk.registry.today, owner=self, on_done=tell)

    def _type_for(self, values: dict[str, str]) -> None:
        """Type for a demo person what isn't there yet: what they say, and samples for what else the city needs."""
        workplace = self._desk.workplace
        said = answers(
            self.work.profile,
            self.form.values(),
            values,
            today=workplace.clock.today(),
            divisions=workplace.divisions,
        )
        for key, value in said.items():
            self.work.typed(key, value)
        self.work.look(forced=True, then=lambda _: self.course.focus())

    # ── sheets ───────────────────────────────────────────────────────────────────────────────────────────────

    def _open_sheet(self, sheet: Dialog, then: Callable[[], object]) -> None:
        """Open a sheet; ``then`` comes when something was chosen there."""
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.accepted.connect(then)
        sheet.open()

    def _open_help(self) -> None:
        self.page_requested.emit("help", "")

    def help_topics(self) -> list[str]:
        """Return what F1 asks about here: why the next step is the next, and the step."""
        step = self.standing.step()
        return [*([f"message:{step.problem.code}"] if step.problem else []), f"step:{step.kind}"]

    def commands(self) -> Sequence[tuple[str, str, str]]:
        lines = CounterKeys(self).lines(demo=self.demo is not None)
        return [(line.action.value, line.text, line.key) for line in lines if line.action in self._actions]

    def command(self, name: str) -> None:
        self._choose(name)

    def _open_characters(self) -> None:
        if self.work.record is not None:
            self.rare.open()

    def _open_enquiry(self) -> None:
        self._open_asking(EnquirySheet(self._desk, self))

    def _open_hand_out(self) -> None:
        self._open_asking(HandOutSheet(self._desk, self))

    def _open_asking(self, sheet: EnquirySheet | HandOutSheet) -> None:
        self._enquiry = sheet

        def shut() -> None:
            self._enquiry = None

        sheet.finished.connect(lambda _: shut())
        self._open_sheet(sheet, shut)

    def _open_businesses(self) -> None:
        initials = self._desk.workplace.pinyin.initials
        choices = choices_of(self._desk.profile, self.words.code, initials)
        if len(choices) < 2:
            self.withheld.emit(self.tr("本市只受理这一种业务。"))
            return
        sheet = BusinessSheet(choices, self.work.business, self)
        self._open_sheet(sheet, lambda: self._choose_business(sheet.chosen))

    def _choose_business(self, business: str) -> None:
        record = self.work.record
        name = self._desk.profile.businesses.label(business, self.words.code)
        if record is not None and record.business != business and not may_become_another(record):
            self.told.emit(self.tr("下一位起办理：{name}。当前记录不变。").format(name=name))
        else:
            self.told.emit(self.tr("现在办理：{name}").format(name=name))
        self.form.finish()
        self.work.choose(business)

    def _open_returned(self) -> None:
        """Take up the record that came back first."""

        def take_up(record_id: str) -> None:
            if record_id:
                self.course.switch(lambda: self.work.open(record_id))
            else:
                self.withheld.emit(self.tr("没有退回的记录。"))
            self._count()

        here = self.work.record.id if self.work.record is not None else ""
        self._desk.tasks.run(lambda: self._desk.registry.first_returned(but=here), owner=self, on_done=take_up)

    def _open_waiting(self) -> None:
        def waiting() -> Sequence[RecordSummary]:
            return self._desk.registry.waiting()

        def show(records: Sequence[RecordSummary]) -> None:
            kinds, language = self._desk.profile.businesses, self.words.code
            sheet = WaitingSheet(records, self, kind=lambda code: kinds.label(code, language))

            def take_up() -> None:
                chosen = sheet.chosen
                self.course.switch(lambda: self.work.open(chosen))

            self._open_sheet(sheet, take_up)

        self._desk.tasks.run(waiting, owner=self, on_done=show)

    # ── keyboard ─────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not event.isAutoRepeat():
                self.course.do_next()
        elif event.key() != Qt.Key.Key_Escape or not self.board.dismiss():
            super().keyPressEvent(event)
