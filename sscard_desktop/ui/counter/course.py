# SPDX-License-Identifier: Apache-2.0
"""The course of the work on one person: takes the next step, whatever it is, and puts the keyboard where it goes on.

The way from field to field is :mod:`.amongfields`', what happens behind doors :mod:`.behinddoors`', how it ends
:mod:`.finishing`'s, and what must wait :mod:`.wishes`'.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from sscard_desktop.ui.counter.amongfields import AmongFields
from sscard_desktop.ui.counter.behinddoors import BehindDoors
from sscard_desktop.ui.counter.doors import Doors
from sscard_desktop.ui.counter.finishing import Finishing
from sscard_desktop.ui.counter.ownlook import CounterLook
from sscard_desktop.ui.counter.standing import FINISH, Standing
from sscard_desktop.ui.counter.steps import StepKind
from sscard_desktop.ui.counter.wishes import Wishes
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk

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
    """

    told = Signal(str)
    withheld = Signal(str)
    page_requested = Signal(str, str)

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
        self._desk = desk
        self._work = work
        self._standing = standing
        self._form = standing.form
        self._attended = attended
        self._then: Callable[[], object] | None = None
        self.wishes = Wishes(work, standing, attended=attended)
        self.behind = BehindDoors(
            desk, work, words, standing, doors, self.wishes,
            look=look, attended=attended, focus=self.focus, do_next=self.do_next,
        )  # fmt: skip
        self.behind.withheld.connect(self.withheld)
        self.fields = AmongFields(work, words, standing, look, focus=self.focus, focus_next=self.focus_next)
        self.fields.page_requested.connect(self.page_requested)
        self.finish = Finishing(
            work, words, standing, doors, self.wishes, go_to=self.fields.go_to, focus_next=self.focus_next
        )
        self.finish.told.connect(self.told)
        self.finish.withheld.connect(self.withheld)

    # the next step

    def do_next(self) -> None:
        """Take the next step, as soon as it is known: what was just typed may be all that was missing.

        Behind a door that was just shut the next step isn't known, and comes by itself: a key that is pressed once too
        often opens nothing again, and prints nothing that nobody saw coming.
        """
        if self.behind.coming or self.wishes.must_wait(self.do_next):
            return
        step = self._standing.step()
        match step.kind:
            case StepKind.READ_CARD:
                self.begin()
            case StepKind.END:
                self.finish.end()
            case StepKind.OPEN_EARLIER:
                self._then = lambda: self._work.open(step.key)
                self._work.discard()
            case StepKind.FIELD:
                self.fields.go_to(step.key)
            case StepKind.PHOTO:
                self.behind.take_photo()
            case StepKind.ID_PICTURES:
                self.behind.take_id_pictures()
            case StepKind.CONSENT:
                self.behind.ask_consent()
            case StepKind.OWN_LOOK:
                self.behind.let_look()
            case StepKind.SIGN:
                self.behind.ask_signature()
            case StepKind.PRINT:
                self.finish.print_form()
            case StepKind.SUBMIT:
                self.finish.submit()
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
        self.wishes.withdraw()
        self.behind.forget()
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
