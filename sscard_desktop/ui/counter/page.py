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
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.reader import ReaderEvent
from sscard_desktop.domain.specimen import answers
from sscard_desktop.services.calledup import CalledUp
from sscard_desktop.services.capture import Taken
from sscard_desktop.ui.applicant.screens import Screens
from sscard_desktop.ui.counter.actions import CounterActions
from sscard_desktop.ui.counter.business import BusinessStrip
from sscard_desktop.ui.counter.course import Course
from sscard_desktop.ui.counter.daylight import LightReminder
from sscard_desktop.ui.counter.demo import DemoStrip
from sscard_desktop.ui.counter.doors import Doors, doors_of
from sscard_desktop.ui.counter.drive import CounterDrive
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.counter.keys import KEYS, Action
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.counter.opensheets import CounterSheets
from sscard_desktop.ui.counter.ownlook import CounterLook
from sscard_desktop.ui.counter.rarenames import RareNames
from sscard_desktop.ui.counter.reading import Reading
from sscard_desktop.ui.counter.refused import OftenRefused
from sscard_desktop.ui.counter.standing import FINISH, Standing
from sscard_desktop.ui.counter.tellings import Tellings
from sscard_desktop.ui.counter.typednumber import TypedNumber
from sscard_desktop.ui.counter.units import UnitSearch
from sscard_desktop.ui.counter.warming import Warming
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.pieces import Pieces, finish
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.empty import EmptyState

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
        self._resumed = False
        self._resuming = False
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
        self.sheets = CounterSheets(desk, self.work, self.words, self.form, self, switch=self.course.switch)
        self.tellings = Tellings(
            desk, self.work, self.words, self.form, self.board, self.often, self,
            park=self.course.park, open_returned=self.sheets.open_returned,
        )  # fmt: skip
        self.keymap = CounterActions(self)
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

    def _connect(self) -> None:
        work, form, course, standing = self.work, self.form, self.course, self.standing
        work.opened.connect(self._open)
        work.shown.connect(self._show)
        work.closed.connect(self._close)
        self.tellings.told.connect(self.told)
        self.tellings.counted.connect(self._show_empty)
        self.tellings.counts_changed.connect(self.counts_changed)
        self.sheets.told.connect(self.told)
        self.sheets.withheld.connect(self.withheld)
        self.sheets.settled.connect(self.tellings.count)
        work.submitted.connect(self.tellings.submitted)
        work.submitted.connect(lambda taken: self.standing.comfort.remember(taken.record.values))
        work.parked.connect(self.tellings.parked)
        work.discarded.connect(lambda: self.told.emit(self.tr("已结束，没有保留这一位的资料。")))
        work.undone.connect(self.tellings.undone)
        work.failed.connect(self._fail)
        work.chosen.connect(self._take_choice)
        self.business.asked.connect(self.sheets.open_businesses)
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
        standing.bar.chosen.connect(self.keymap.choose)
        standing.bar.next_requested.connect(course.do_next)
        standing.checklist.chosen.connect(self.keymap.choose)
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

    # ── as a page ────────────────────────────────────────────────────────────────────────────────────────────

    def entered(self, subject: str = "") -> None:
        """Show the counter: with ``subject`` take up that record, at first what was interrupted by a crash or lock."""
        self.tellings.count()
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
        if self.tellings.waiting:
            text += "\n" + self.tr("有 %n 人待办，按 F8 继续。", "", self.tellings.waiting)
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
        self.tellings.tell_state(taken.record)
        self.tellings.count()
        if self._resuming:
            self._resuming = False
            # What is missing stands beside the next step and goes on from there; here it would soon be wrong.
            self.board.say(Subject.STATE, self.tellings.taken_up)
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
        self.tellings.tell_returned()
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
        if self.sheets.asking is not None and event.card is not None:
            # The holder asks how the card is coming along, or takes it; nobody's record begins by that.
            self.sheets.asking.take_card(event.card)
            return
        self.reading.hear(event)
        self.standing.show_step()

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

    def help_topics(self) -> list[str]:
        """Return what F1 asks about here: why the next step is the next, and the step."""
        step = self.standing.step()
        return [*([f"message:{step.problem.code}"] if step.problem else []), f"step:{step.kind}"]

    def commands(self) -> Sequence[tuple[str, str, str]]:
        return self.keymap.lines()

    def command(self, name: str) -> None:
        self.keymap.choose(name)

    # ── keyboard ─────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not event.isAutoRepeat():
                self.course.do_next()
        elif event.key() != Qt.Key.Key_Escape or not self.board.dismiss():
            super().keyPressEvent(event)
