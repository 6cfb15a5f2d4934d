# SPDX-License-Identifier: Apache-2.0
"""From field to field: Enter goes to the next one that wants something, F6 to what is wrong, and an offer is taken.

A field that was left, or gone to because something is wrong there, counts as seen: what is missing in it is said.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.problems import blocking
from sscard_desktop.services.ownlook import POINTED
from sscard_desktop.services.unitlevels import INSURED, LEVELS
from sscard_desktop.ui.counter import steps
from sscard_desktop.ui.counter.notes import UNCONFIRMED
from sscard_desktop.ui.counter.notices import Notice, Subject
from sscard_desktop.ui.counter.ownlook import CounterLook
from sscard_desktop.ui.counter.standing import Standing
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work

RECORDS_PAGE = "records"


class AmongFields(QObject):
    """Leads the keyboard through the form.

    Args:
        focus: puts it where the work goes on.
        focus_next: puts it on the next step's button.

    Signals:
        page_requested(key, subject): another page is wanted.
    """

    page_requested = Signal(str, str)

    def __init__(
        self,
        work: Work,
        words: CounterWords,
        standing: Standing,
        look: CounterLook,
        *,
        focus: Callable[[], None],
        focus_next: Callable[[], None],
    ) -> None:
        super().__init__(standing)
        self._work = work
        self._words = words
        self._standing = standing
        self._form = standing.form
        self._look = look
        self._focus = focus
        self._focus_next = focus_next

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
            self._focus_next()
        self._standing.show()

    def filled_under_the_keyboard(self, key: str) -> None:
        """The field with the keyboard was empty, and the station filled it: that needs no stop any more."""
        if self._form.flow.current() == key and not self._form.in_hand() and key not in self._wanting():
            self._focus()

    def go_to_problem(self) -> None:
        """F6: the next field that wants something; the next one with a warning if none does."""
        taken = self._work.taken
        if taken is None:
            return
        warned = {problem.key for problem in taken.problems}
        order, current = self._form.order(), self._form.flow.current()
        target = steps.next_field(order, self._wanting(), current) or steps.next_field(order, warned, current)
        if not (target and self.go_to(target)):
            self._focus_next()

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
