# SPDX-License-Identifier: Apache-2.0
"""The course of the work on one person: takes the next step, whatever it is, and puts the keyboard where it goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import blocking
from sscard_desktop.services.ownlook import POINTED
from sscard_desktop.services.unitlevels import INSURED, LEVELS
from sscard_desktop.ui.counter import steps
from sscard_desktop.ui.counter.doors import Doors, Opener
from sscard_desktop.ui.counter.notes import UNCONFIRMED
from sscard_desktop.ui.counter.notices import Notice, Subject
from sscard_desktop.ui.counter.ownlook import CounterLook
from sscard_desktop.ui.counter.standing import FINISH, Standing
from sscard_desktop.ui.counter.steps import StepKind
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk

RECORDS_PAGE = "records"
_AT_THE_END = frozenset(
    {
        StepKind.PHOTO,
        StepKind.ID_PICTURES,
        StepKind.CONSENT,
        StepKind.OWN_LOOK,
        StepKind.SIGN,
        StepKind.PRINT,
        StepKind.SUBMIT,
    }
)
"""Steps that stand in the checklist, below all fields."""


class Course(QObject):
    """Takes steps.

    Args:
        attended: tells whether the clerk looks at the counter; the keyboard is left alone otherwise.

    Signals:
        told(text): worth a toast.
        withheld(text): what was asked for can't be done, and why.
        page_requested(key, subject): another page is wanted.
        finishing(number): a person's record is about to be finished.
    """

    told = Signal(str)
    withheld = Signal(str)
    page_requested = Signal(str, str)
    finishing = Signal(str)

    def __init__(
        self,
        desk: Desk,
        work: Work,
        words: CounterWords,
        standing: Standing,
        doors: Doors,
        *,
        look: CounterLook,
        attended: Callable[[], bool],
    ) -> None:
        super().__init__(standing)
        self._look = look
        self._desk = desk
        self._work = work
        self._words = words
        self._standing = standing
        self._form = standing.form
        self._doors = doors
        self._attended = attended
        self._then: Callable[[], object] | None = None
        self._wish: Callable[[], object] | None = None
        self._coming = False
        standing.documents.rested.connect(self._grant)
        work.caught_up.connect(self._grant)
        standing.form.typed.connect(lambda *_: self._withdraw())
        work.opened.connect(lambda _: self._begin_anew())
        work.closed.connect(self._begin_anew)

    # the next step

    def do_next(self) -> None:
        """Take the next step, as soon as it is known: what was just typed may be all that was missing.

        Behind a door that was just shut the next step isn't known, and comes by itself: a key that is pressed once too
        often opens nothing again, and prints nothing that nobody saw coming.
        """
        if self._coming or self._must_wait(self.do_next):
            return
        step = self._standing.step()
        match step.kind:
            case StepKind.READ_CARD:
                self.begin()
            case StepKind.END:
                self._end()
            case StepKind.OPEN_EARLIER:
                self._then = lambda: self._work.open(step.key)
                self._work.discard()
            case StepKind.FIELD:
                self.go_to(step.key)
            case StepKind.PHOTO:
                self.take_photo()
            case StepKind.ID_PICTURES:
                self.take_id_pictures()
            case StepKind.CONSENT:
                self.ask_consent()
            case StepKind.OWN_LOOK:
                self._let_look()
            case StepKind.SIGN:
                self.ask_signature()
            case StepKind.PRINT:
                self.print_form()
            case StepKind.SUBMIT:
                self.submit()
            case StepKind.NEXT_PERSON:
                self._work.park()

    def begin(self) -> None:
        """Begin a record by hand."""
        if self._work.record is None:
            self._work.start()

    def read_or_begin(self) -> None:
        """F2: the next person; with a record in work, its card is read again."""
        record = self._work.record
        if record is None:
            self.begin()
        elif not record.editable:
            self._work.park()
        else:
            self._desk.reader.next_person()
            self.told.emit(self.tr("请把证件放好，正在重新读取。"))

    def _end(self) -> None:
        self._tell_finishing()
        self._work.discard()

    def _tell_finishing(self) -> None:
        record = self._work.record
        self.finishing.emit(record.value("number") if record is not None else "")

    # fields

    def go_on(self, key: str) -> None:
        """Enter in a field: go to the next one that wants something, or to the next step's button."""
        self._standing.visit(key)
        self._work.store()
        if self._form.take_unmatched(key):
            # What was typed names nothing: the clerk stays, and can type something else at once, or press on.
            self._form.go_to(key)
            return
        order, documents = self._form.order(), self._standing.documents
        # Who compares with the picture goes on comparing, and types afterwards.
        compared = set(documents.unconfirmed) if documents.confirm(key) else set()
        wanting = self._wanting() - {key}
        # What a unit brings with it is on its way; where the directory hasn't got it, it is asked for last.
        coming = set(INSURED) if key in LEVELS and not self._work.settled(key) else set()
        wishes = (compared & wanting, wanting - coming, wanting)
        target = next(filter(None, (steps.next_field(order, each, key) for each in wishes)), "")
        if not (target and self.go_to(target)):
            self.focus_next()
        self._standing.show()

    def filled_under_the_keyboard(self, key: str) -> None:
        """The field with the keyboard was empty, and the station filled it: that needs no stop any more."""
        if self._form.flow.current() == key and not self._form.in_hand() and key not in self._wanting():
            self.focus()

    def go_to_problem(self) -> None:
        """F6: the next field that wants something; the next one with a warning if none does."""
        taken = self._work.taken
        if taken is None:
            return
        warned = {problem.key for problem in taken.problems}
        order, current = self._form.order(), self._form.flow.current()
        target = steps.next_field(order, self._wanting(), current) or steps.next_field(order, warned, current)
        if not (target and self.go_to(target)):
            self.focus_next()

    def go_to(self, key: str) -> bool:
        """Put the keyboard into a field whose problem is to be mended; say it above the form if it has no field."""
        self._standing.visit(key)
        self._standing.show()
        if self._form.has(key):
            return self._form.go_to(key)
        problem = self._standing.step().problem
        if problem is not None:
            self._standing.board.say(Subject.HINT, lambda: Notice.warning(self._words.sentence(problem)))
        return False

    def leave_field(self, key: str) -> None:
        """A field was left: what is missing there counts now, and it shows how the station spells its value."""
        self._standing.visit(key)
        record = self._work.record
        if record is not None and self._work.settled(key):
            self._form.show_value(key, record.value(key))
        self._standing.show()

    def take_offer(self, key: str) -> None:
        """Take a field's proposal, look at the record that its problem speaks of, or take what may be meant.

        Where the field offers nothing, take over what the card says and the form doesn't, if that is asked above.
        """
        taken = self._work.taken
        problem = steps.by_field(taken.problems).get(key) if taken is not None else None
        if problem is not None and problem.proposal is not None:
            self._work.set_field(key, problem.proposal)
        elif problem is not None and problem.related:
            self.page_requested.emit(RECORDS_PAGE, problem.related[0])
        elif problem is not None and problem.code.startswith(UNCONFIRMED):
            self.go_on(key)
        elif problem is not None and problem.code.startswith(POINTED):
            self._look.keep(key)
        elif offered := self._standing.comfort.offer(key):
            typed_on = self._standing.comfort.is_beginning(key)
            self._form.editor(key).take(offered)
            if not typed_on:
                # It stands where it was read before it was taken; Shift+Enter leads back to it.
                self.go_on(key)
        elif self._standing.board.current() in (Subject.DIFFERENCES, Subject.LOOKED):
            self._standing.board.act()

    def _wanting(self) -> set[str]:
        """Fields that want the clerk: empty ones that are required, and those whose value is known to be wrong."""
        taken = self._work.taken
        wrong = {
            problem.key
            for problem in blocking(taken.problems if taken is not None else ())
            if not steps.is_missing(problem) and self._work.settled(problem.key)
        }
        return (self._form.wanting() | wrong) - self._standing.documents.settled

    # doors

    def take_photo(self) -> None:
        """F4."""
        if self._asks_for(PictureRole.PHOTO):
            self._enter(self._doors.photo)

    def take_id_pictures(self) -> None:
        """F5."""
        if self._asks_for(PictureRole.ID_FRONT, PictureRole.ID_BACK):
            self._enter(self._doors.id_pictures, then=self._standing.documents.read)

    def ask_consent(self) -> None:
        """Let the applicant read the texts and agree."""
        if self._work.profile.consents:
            self._enter(self._doors.consent)
        else:
            self.withheld.emit(self.tr("这种业务没有要同意的文字。"))

    def ask_own_look(self) -> None:
        """Let the applicant read the data over; while they do on their own screen, take their spoken yes."""
        if self._look.reading:
            self._look.take_word()
        else:
            self._enter(self._look.open, covers=False)

    def _let_look(self) -> None:
        """Enter opens the look and no more: pressed on, it mustn't stand for the applicant's yes."""
        if self._look.reading:
            self.withheld.emit(self.tr("申请人还在核对。本人口头说都对的，按 Ctrl+H。"))
        else:
            self.ask_own_look()

    def ask_signature(self) -> None:
        """Let what was collected be signed on the screen, once all of it is there."""
        record, taken = self._work.record, self._work.taken
        # In the demonstration any city's form can be signed, to see how it is done.
        asked = PictureRole.SIGNATURE in self._work.profile.pictures or self._desk.workplace.demo is not None
        if not asked and (record is None or PictureRole.SIGNATURE not in record.pictures):
            self.withheld.emit(self.tr("本市的表格在纸上签名。"))
            return
        others = [problem for problem in blocking(taken.problems if taken else ()) if problem.key != steps.SIGNATURE]
        if others and record is not None and record.editable:
            self.withheld.emit(self.tr("签名之后内容就不能再改，先把其他的办完。") + self._words.missing(others))
            return
        self._enter(self._doors.sign)

    def _asks_for(self, *roles: PictureRole) -> bool:
        """Whether the kind of business may have one of these pictures; none is taken that nobody needs."""
        asked = any(role in self._work.profile.pictures for role in roles)
        if not asked:
            self.withheld.emit(self.tr("这种业务不需要这类图片。"))
        return asked

    def _enter(self, door: Opener, *, covers: bool = True, then: Callable[[], object] | None = None) -> None:
        """Open a door; ``then`` comes when it is shut and the record was changed behind it.

        What is changed behind a door that ``covers`` the counter is shown when it is shut, all at once: nobody sees it
        before, and whoever works behind the door would wait for it.
        """
        record = self._work.record
        self._withdraw()
        if record is None:
            self.withheld.emit(self.tr("先放证件，或按 F2 手工录入。"))
        elif not record.editable:
            self.withheld.emit(self.tr("这条记录只能查看。"))
        else:
            self._form.finish()
            self._work.store()
            changes: list[bool] = []

            def changed() -> None:
                changes.append(True)
                if not covers:
                    self._changed()

            came_from = self._standing.step().kind

            def shut() -> None:
                self.focus()
                if changes and covers:
                    self._standing.pictures.outdate()
                if changes and then is not None:
                    then()
                if changes:
                    self._coming = True
                    self._work.look(then=lambda _: self._flow_on(came_from))

            door(record.id, changed, shut)

    def _flow_on(self, came_from: StepKind) -> None:
        """Open the next door by itself. What was left unfinished isn't opened again, and nothing is confirmed so."""
        self._coming = False
        kind = self._standing.step().kind
        if kind is not came_from and kind in (StepKind.ID_PICTURES, StepKind.CONSENT) and self._attended():
            self.do_next()

    def _changed(self) -> None:
        record = self._work.record
        if record is not None:
            self._standing.pictures.refresh(record, anew=True)
        self._work.look()

    def print_form(self) -> None:
        """F9: confirm the data, and print the form that is signed; of a finished record just print."""
        form = self._work.signed_form
        if form is not None:
            self._confirmed(lambda record_id: self._doors.print_form(record_id, form.key, self._work.look))

    def choose_form(self) -> None:
        """Shift+F9: the same with any form of the record's kind of business."""
        if self._work.signed_form is not None:
            self._confirmed(lambda record_id: self._doors.choose_form(record_id, self._work.look))

    def _confirmed(self, then: Callable[[str], object]) -> None:
        record = self._work.record
        if record is None:
            return
        if not record.editable:
            then(record.id)
        elif not self._held_back(lambda: self._confirmed(then)):
            self._form.finish()
            self._work.confirm(lambda taken: then(taken.record.id))

    def submit(self) -> None:
        """F10."""
        record = self._work.record
        if record is not None and record.editable and not self._held_back(self.submit):
            self._form.finish()
            self._tell_finishing()
            self._work.submit()

    def _held_back(self, wish: Callable[[], object]) -> bool:
        """Where something is wrong or missing, show all of it and go to the first; return whether it was so.

        ``wish`` is what was asked for: while the pictures are still being read, or the station still has to say what it
        thinks of what was typed, it is kept, and granted behind them.
        """
        if self._must_wait(wish):
            return True
        if self._standing.documents.busy:
            # What they say may differ, and then it is to be decided before anything goes out or is signed.
            self._wish = wish
            self.told.emit(self.tr("证件图片读完就继续，不用再按。"))
            return True
        taken = self._work.taken
        found = blocking(taken.problems) if taken is not None else []
        if not found:
            return False
        self._standing.visit(*(problem.key for problem in found))
        self._standing.show()
        self.withheld.emit(self._words.missing(found))
        if not (self._form.has(found[0].key) and self.go_to(found[0].key)):
            self.focus_next()
        return True

    def _must_wait(self, wish: Callable[[], object]) -> bool:
        """Keep a wish while what was typed isn't answered: by the problems of before it would lead back for nothing."""
        if not self._work.behind:
            return False
        self._wish = wish
        self._work.store()
        return True

    def _grant(self) -> None:
        """Do what was asked for while an answer was out, if the clerk hasn't turned to something else."""
        wish, self._wish = self._wish, None
        if wish is not None and self._attended() and QApplication.activeModalWidget() is None:
            wish()

    def _withdraw(self) -> None:
        self._wish = None

    def _begin_anew(self) -> None:
        self._withdraw()
        self._coming = False

    # from one person to the other

    def park(self) -> None:
        """F7."""
        self._form.finish()
        self._work.park()

    def switch(self, then: Callable[[], object]) -> None:
        """Do something with another record, once the one in work is put aside."""
        if self._work.record is None:
            then()
        else:
            self._then = then
            self.park()

    def go_on_after(self) -> bool:
        """Nobody is in work any more: do what waited for that; return whether anything did."""
        then, self._then = self._then, None
        if then is not None:
            then()
        return then is not None

    def stay(self) -> None:
        """Something failed: what waited for it won't be done."""
        self._then = None
        self._withdraw()
        self._coming = False
        if self._form.hasFocus():
            self.focus()

    # the keyboard

    def show_filled(self) -> None:
        """Fields were filled in the background: put the keyboard there, unless the clerk is typing somewhere."""
        if not self._form.in_hand():
            self.focus()

    def focus(self) -> None:
        """Put the keyboard where the work goes on: the first field that wants something, else the next step."""
        if not self._attended():
            return
        step = self._standing.step()
        if not (step.kind is StepKind.FIELD and self._form.has(step.key) and self._form.go_to(step.key)):
            self.focus_next()

    def focus_next(self) -> None:
        """Put the keyboard on the next step's button: nothing in the form wants the clerk now."""
        if self._standing.step().kind in _AT_THE_END:
            self._standing.rail.set_current(FINISH)
            self._form.go_to_section(FINISH)
        self._standing.bar.next_button().setFocus(Qt.FocusReason.TabFocusReason)
