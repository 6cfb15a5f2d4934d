# SPDX-License-Identifier: Apache-2.0
"""The end of the work on one person: data confirmed and printed, the record handed in, or a person sent away.

Nothing goes out while anything is wrong or missing, typed and not answered, or still being read; what was asked for
meanwhile is kept.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.problems import blocking
from sscard_desktop.ui.counter.doors import Doors
from sscard_desktop.ui.counter.standing import Standing
from sscard_desktop.ui.counter.wishes import Wishes
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work


class Finishing(QObject):
    """Finishes the record in work.

    Args:
        go_to: puts the keyboard into a field, and returns whether there is one.
        focus_next: puts it on the next step's button.

    Signals:
        told(text): worth a toast.
        withheld(text): what was asked for can't be done, and why.
        finishing(number): a person's record is about to be finished.
    """

    told = Signal(str)
    withheld = Signal(str)
    finishing = Signal(str)

    def __init__(
        self,
        work: Work,
        words: CounterWords,
        standing: Standing,
        doors: Doors,
        wishes: Wishes,
        *,
        go_to: Callable[[str], bool],
        focus_next: Callable[[], None],
    ) -> None:
        super().__init__(standing)
        self._work = work
        self._words = words
        self._standing = standing
        self._form = standing.form
        self._doors = doors
        self._wishes = wishes
        self._go_to = go_to
        self._focus_next = focus_next

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
        elif not self.held_back(lambda: self._confirmed(then)):
            self._form.finish()
            self._work.confirm(lambda taken: then(taken.record.id))

    def submit(self) -> None:
        """F10."""
        record = self._work.record
        if record is not None and record.editable and not self.held_back(self.submit):
            self._form.finish()
            self._tell_finishing()
            self._work.submit()

    def held_back(self, wish: Callable[[], object]) -> bool:
        """Where something is wrong or missing, show all of it and go to the first; return whether it was so.

        ``wish`` is what was asked for: while the pictures are still being read, or the station still has to say what it
        thinks of what was typed, it is kept, and granted behind them.
        """
        if self._wishes.must_wait(wish):
            return True
        if self._standing.documents.busy:
            # What they say may differ, and then it is to be decided before anything goes out or is signed.
            self._wishes.keep(wish)
            self.told.emit(self.tr("证件图片读完就继续，不用再按。"))
            return True
        taken = self._work.taken
        found = blocking(taken.problems) if taken is not None else []
        if not found:
            return False
        self._standing.visit(*(problem.key for problem in found))
        self._standing.show()
        self.withheld.emit(self._words.missing(found))
        if not (self._form.has(found[0].key) and self._go_to(found[0].key)):
            self._focus_next()
        return True

    def end(self) -> None:
        """Send a person away who can't be served today: nothing of them is kept."""
        self._tell_finishing()
        self._work.discard()

    def _tell_finishing(self) -> None:
        record = self._work.record
        self.finishing.emit(record.value("number") if record is not None else "")
