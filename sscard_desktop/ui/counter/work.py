# SPDX-License-Identifier: Apache-2.0
"""The record in work: every call that changes it, in the order it was asked for, and nothing typed ever lost.

Typing is stored when a field is left, or when it rested; whatever else is done to the record first sends what was
typed. Answers for another record than the one in work are dropped: their work is stored, only nobody looks any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from sscard_desktop.domain.card import Card
from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.domain.profile import FormScope, FormSpec, Profile
from sscard_desktop.domain.record import Record, Status
from sscard_desktop.domain.roster import RowId
from sscard_desktop.services.calledup import CalledUp
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.printing import forms_of
from sscard_desktop.ui.counter.formersteps import FormerSteps
from sscard_desktop.ui.counter.ledger import Ledger
from sscard_desktop.ui.desk import Desk

REST_MS = 600
"""A text that wasn't changed for so long is stored, though its field still has the keyboard."""
_NEVER_STORED = frozenset({"record.locked", "record.field_fixed", "record.no_such_field", "record.unknown"})


def may_become_another(record: Record) -> bool:
    """Return whether a record may still become one of another kind of business: a draft without a receipt number."""
    return record.status is Status.DRAFT and not record.receipt_number


class Work(QObject):
    """One record after the other.

    Signals:
        opened(taken): another record is in work.
        shown(taken, forced): the record in work as it stands; ``forced`` where fields under the clerk's hand change too
            (a card was read, a proposal taken, an edit undone).
        arrived(found): right after ``opened``: what rosters have to do with this person, a ``CalledUp``.
        closed(): no record is in work any more.
        caught_up(): right after ``shown``: the station has all that was typed, and what it says of it is shown.
        submitted(taken), parked(record), discarded(): how it ended.
        undone(keys): fields have their former values again, the one that was changed first.
        chosen(): another kind of business is taken now.
        failed(error): something went wrong; what was typed is kept.
    """

    opened = Signal(object)
    shown = Signal(object, bool)
    arrived = Signal(object)
    closed = Signal()
    caught_up = Signal()
    submitted = Signal(object)
    parked = Signal(object)
    discarded = Signal()
    undone = Signal(object)
    chosen = Signal()
    failed = Signal(SscardError)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ledger = Ledger()
        self._taken: Taken | None = None
        self._card: Card | None = None
        self._business = desk.profile.usual_business
        self._opening = False
        self._ending = False
        self._former = FormerSteps()
        self._unstored: tuple[Ledger, int, dict[str, str]] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.store)

    # the kind of business

    @property
    def business(self) -> str:
        """The kind of business of the record in work, or of the next one."""
        return self.record.business if self.record is not None else self._business

    @property
    def profile(self) -> Profile:
        """The city as that kind of business sees it."""
        return self._desk.profile.of(self.business)

    @property
    def signed_form(self) -> FormSpec | None:
        """The form that this kind's applicant signs: its first one over one record."""
        return next(iter(forms_of(self.profile, FormScope.RECORD)), None)

    def remember_choice(self) -> None:
        """Ask which kind this person chose today."""
        businesses = self._desk.businesses()

        def take(business: str) -> None:
            self._business = business
            self.chosen.emit()

        self._desk.tasks.run(businesses.chosen, owner=self, on_done=take)

    def choose(self, business: str) -> None:
        """Take this kind from now on; a draft in work that was given no number yet becomes one of it, card and all."""
        businesses, card, record = self._desk.businesses(), self._card, self.record
        if record is None or not may_become_another(record):
            self._desk.tasks.run(lambda: businesses.choose(business), owner=self, on_done=self._took)
            return

        def become(record_id: str) -> Taken:
            businesses.choose(business)
            taken = businesses.change(record_id, business)
            # What the card tells and the former kind didn't ask for.
            return self._desk.capture.read_card(record_id, card) if card is not None else taken

        def changed(_: Taken) -> None:
            self._took(business)

        self._ask(become, forced=True, then=changed)

    def _took(self, business: str) -> None:
        self._business = business
        self._former.forget()
        self.chosen.emit()

    # what stands

    @property
    def taken(self) -> Taken | None:
        """The record in work with its problems, as the station has it."""
        return self._taken

    @property
    def record(self) -> Record | None:
        """The record in work."""
        return self._taken.record if self._taken is not None else None

    @property
    def card(self) -> Card | None:
        """The card that it was filled from, if that was in this sitting."""
        return self._card

    @property
    def busy(self) -> bool:
        """Whether a record is just being opened or ended: nothing else may begin."""
        return self._opening or self._ending

    @property
    def undoable(self) -> int:
        """How many changes can be taken back, one after the other."""
        return len(self._former)

    @property
    def behind(self) -> bool:
        """Whether anything was typed on which the station's answer is out: what is wrong or missing isn't known."""
        return not self._ledger.clear

    def values(self) -> Mapping[str, str]:
        """Return what the form shows: the stored values, and over them what was typed since."""
        return self._ledger.newest(self._taken.record.values) if self._taken is not None else {}

    def settled(self, key: str) -> bool:
        """Return whether the stored value of a field is the newest there is."""
        return self._ledger.settled(key)

    # beginning

    def start(self, card: Card | None = None) -> None:
        """Begin a record, from a card if there is one."""
        business, desk = self._business, self._desk
        if card is None:
            self._open(lambda: desk.capture.start(business=business), None)
        else:
            self._arrive(lambda: desk.drive().arrive(card, business=business), card)

    def call_up(self, row_id: RowId, *, anyway: bool = False) -> None:
        """Call a person of a roster up without their card."""
        desk = self._desk
        self._arrive(lambda: desk.drive().call_up(row_id, anyway=anyway), None)

    def _arrive(self, call: Callable[[], CalledUp], card: Card | None) -> None:
        found: list[CalledUp] = []

        def begin() -> Taken:
            found.append(call())
            return found[-1].taken

        self._open(begin, card, then=lambda: self.arrived.emit(found[-1]))

    def open(self, record_id: str) -> None:
        """Take up a record that is there; a parked one isn't parked any more."""
        capture = self._desk.capture

        def take_up() -> Taken:
            taken = capture.look(record_id)
            if taken.record.parked and taken.record.editable:
                taken = capture.park(record_id, parked=False)
            return taken

        self._open(take_up, None)

    def resume(self) -> None:
        """Take up what this person was at when the program ended, if there is such a record."""
        capture = self._desk.capture

        def unfinished() -> Taken | None:
            found = capture.unfinished()
            return capture.look(found) if found is not None else None

        self._open(unfinished, None)

    def _open(
        self, call: Callable[[], Taken | None], card: Card | None, *, then: Callable[[], object] = lambda: None
    ) -> None:
        if self.busy:
            return
        self._opening = True

        def show(taken: Taken | None) -> None:
            self._opening = False
            self._forget()
            if taken is None:
                self.closed.emit()
                return
            self._taken, self._card = taken, card
            self.opened.emit(taken)
            then()

        def stay(error: SscardError) -> None:
            self._opening = False
            self.failed.emit(error)

        self._ask(lambda _: call(), done=show, refused=stay)

    # fields

    def typed(self, key: str, text: str) -> None:
        """Note a field's text; it is stored when it rests."""
        if self._taken is not None:
            self._ledger.typed(key, text)
            self._rest.start()

    def store(self) -> None:
        """Send what was typed to the station now."""
        if self._taken is not None and self._ledger.waiting:
            self._ask(self._desk.capture.look)

    def store_and_go(self) -> None:
        """Send what was typed, as the page is left, perhaps for good; the window tells of a failure."""
        self._rest.stop()
        record, ledger, capture, tasks = self.record, self._ledger, self._desk.capture, self._desk.tasks
        if record is None or not ledger.waiting:
            return
        ticket, changes = ledger.take()

        def job() -> None:
            try:
                capture.edit(record.id, changes)
            except SscardError:
                # If the page is still there when the clerk comes back, so is the text.
                self._unstored = (ledger, ticket, changes)
                raise

        tasks.run(job, owner=tasks)

    def set_field(self, key: str, value: str) -> None:
        """Store a value that the clerk chose outside the field: a proposal."""
        self.typed(key, value)
        self._ask(self._desk.capture.look, forced=True)

    def undo(self) -> bool:
        """Take back the change that was stored last, with what followed from it; return whether there was any."""
        if not self._former or self.record is None:
            return False
        former = self._former.take_last()
        self._ask(
            lambda record_id: self._desk.capture.edit(record_id, former),
            forced=True,
            then=lambda _: self.undone.emit(tuple(former)),
        )
        return True

    # everything else that is done to a record

    def look(self, *, forced: bool = False, then: Callable[[Taken], object] | None = None) -> None:
        """Ask for the record as it stands: a dialog may have changed it. ``then`` hears of it."""
        self._ask(self._desk.capture.look, forced=forced, then=then)

    def change(
        self,
        call: Callable[[str], Taken],
        *,
        forced: bool = False,
        then: Callable[[Taken], object] | None = None,
        refused: Callable[[SscardError], object] | None = None,
    ) -> None:
        """Have something else done to the record in work, on the store lane; ``then`` hears of it as it stands."""
        self._ask(call, forced=forced, then=then, refused=refused)

    def read_card(self, card: Card) -> None:
        """Fill the record in work from a card."""
        self._card = card
        self._ask(lambda record_id: self._desk.capture.read_card(record_id, card), forced=True)

    def confirm(self, then: Callable[[Taken], object]) -> None:
        """Confirm the data before it is printed; ``then`` hears of it."""
        self._ask(self._desk.capture.confirm, then=then)

    def amend(self) -> None:
        """Take a submission back to mend it."""
        self._ask(self._desk.capture.amend, forced=True, then=self.opened.emit)

    def submit(self) -> None:
        """Hand the record in; with success it is finished."""
        self._end(self._desk.capture.submit, self.submitted.emit)

    def park(self) -> None:
        """Put the record aside; one in which nobody was named yet is dropped, one only looked at is put away."""
        record = self.record
        if record is None:
            return
        if not record.editable:
            self._close()
        elif self.is_empty():
            self.discard()
        else:
            self._end(self._desk.capture.park, lambda taken: self.parked.emit(taken.record))

    def discard(self) -> None:
        """Delete the draft in work."""
        self._end(self._desk.capture.discard, lambda _: self.discarded.emit())

    def is_empty(self) -> bool:
        """Return whether the record in work is a draft without anybody's data."""
        record = self.record
        if record is None or record.status is not Status.DRAFT or record.receipt_number or record.pictures:
            return False
        fields = self.profile.fields
        return all(key in fields and value in ("", fields[key].default) for key, value in self.values().items())

    # inside

    def _ask(
        self,
        call: Callable[[str], Any],
        *,
        forced: bool = False,
        then: Callable[[Taken], object] | None = None,
        done: Callable[[Any], object] | None = None,
        refused: Callable[[SscardError], object] | None = None,
    ) -> None:
        """Have ``call`` done to the record in work, behind what was typed; if that can't be stored, nothing is done."""
        record, ledger, capture = self.record, self._ledger, self._desk.capture
        if record is None and done is None:
            return
        self._rest.stop()
        unstored, self._unstored = self._unstored, None
        if unstored is not None and unstored[0] is ledger:
            ledger.failed(unstored[1], unstored[2])
        ticket, changes = ledger.take()

        def job() -> Any:
            if record is not None and changes:
                edited = capture.edit(record.id, changes)
                if call == capture.look:
                    # It was looked at for the answer already.
                    return edited
            return call(record.id if record is not None else "")

        def take(result: Any) -> None:
            if done is not None:
                done(result)
            elif ledger is self._ledger:
                if record is not None and changes:
                    self._former.remember(record, result.record, changes, self.profile.fields)
                ledger.answered(ticket)
                self._taken = result
                self.shown.emit(result, forced)
                if not self.behind:
                    self.caught_up.emit()
                if then is not None:
                    then(result)

        def keep(error: SscardError) -> None:
            if error.code in _NEVER_STORED:
                # Asked again it would be refused again, and stand in the way of everything else.
                ledger.answered(ticket)
                self.look(forced=True)
            else:
                ledger.failed(ticket, changes)
            (refused or self.failed.emit)(error)

        self._desk.tasks.run(job, owner=self, on_done=take, on_error=keep)

    def _end(self, call: Callable[[str], Any], tell: Callable[[Any], object]) -> None:
        if self.record is None or self.busy:
            return
        self._ending = True

        def ended(result: Any) -> None:
            self._ending = False
            self._close()
            tell(result)

        def stay(error: SscardError) -> None:
            self._ending = False
            self.failed.emit(error)
            if isinstance(error, RefusedError):
                self.look()

        self._ask(call, done=ended, refused=stay)

    def _close(self) -> None:
        self._forget()
        self.closed.emit()

    def _forget(self) -> None:
        self._rest.stop()
        self._ledger = Ledger()
        self._taken, self._card = None, None
        self._former.forget()
