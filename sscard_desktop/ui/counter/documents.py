# SPDX-License-Identifier: Apache-2.0
"""The ID pictures' words at the counter: read in the background once they were taken, filled in to be confirmed one by
one, and laid beside what chip, form and roster say.

Answers for what is known of the record in work, fetched anew whenever the record was; nothing is confirmed or decided
but by the clerk's key, one field at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from sscard_desktop import messages
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.crosscheck import Disagreement
from sscard_desktop.domain.document import DocumentReading
from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.domain.record import Record
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.documentfields import DocumentFields
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.documentwork import Documented, Filled, Proposal, ToRead
from sscard_desktop.ui.counter.keys import KEYS, Action
from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject
from sscard_desktop.ui.counter.places import ROLE_OF, Place, place_of
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.label import Tone

_NOTHING_TO_FILL = "document.nothing_read"
_OTHER_PERSON = "document.other_person"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of one reading."""

    taken: Taken
    filled: tuple[str, ...]
    differs: tuple[str, ...]
    problems: tuple[str, ...]
    swapped: bool
    anything: bool
    other_person: bool


class PictureReading(QObject):
    """What was read on the pictures of the record in work.

    Signals:
        changed(): there is other news of the record's pictures.
        filled(): fields were filled, or differ; the keyboard belongs to the first that waits.
        rested(): a reading came to its end, whatever came of it.
        told(text): worth a toast.
        pictures_asked(): the clerk wants to take the pictures again.
    """

    changed = Signal()
    filled = Signal()
    rested = Signal()
    told = Signal(str)
    pictures_asked = Signal()

    def __init__(self, desk: Desk, work: Work, board: NoticeBoard, words: CounterWords) -> None:
        super().__init__(board)
        self._desk = desk
        self._work = work
        self._board = board
        self._words = words
        self._asked = 0
        self._reading = 0
        self._just_opened = True
        self._busy = False
        self._known: Documented | None = None
        self._confirmed: set[str] = set()

    # what is known

    @property
    def busy(self) -> bool:
        """Whether pictures of the record in work are being read: what they say may hold it back yet."""
        return self._busy

    @property
    def unconfirmed(self) -> Sequence[str]:
        """The fields that wait to be confirmed, in the form's order."""
        waiting = self._known.unconfirmed if self._known is not None else ()
        return [key for key in waiting if key not in self._confirmed]

    @property
    def settled(self) -> frozenset[str]:
        """The fields that were just confirmed, before the station answered."""
        return frozenset(self._confirmed)

    def proposal(self, key: str) -> Proposal | None:
        """Return what the pictures say of a field."""
        proposals = self._known.proposals if self._known is not None else ()
        return next((each for each in proposals if each.key == key), None)

    def proposals(self) -> Sequence[Proposal]:
        """Return what the pictures say, in the form's order."""
        return self._known.proposals if self._known is not None else ()

    def undecided(self) -> Sequence[Disagreement]:
        """Return where sources differ and nobody decided, in the form's order."""
        return [each for each in self._known.disagreements if not each.decided] if self._known is not None else []

    @property
    def waiting(self) -> Sequence[str]:
        """The fields that are to be compared with the pictures: unconfirmed, or said otherwise somewhere."""
        undecided = [each.key for each in self.undecided() if Source.DOCUMENT in each.values]
        return [*self.unconfirmed, *(key for key in undecided if key not in self.unconfirmed)]

    def place(self, key: str) -> Place | None:
        """Return where in the pictures a field stands that is to be compared."""
        proposal = self.proposal(key)
        if proposal is None or key not in self.waiting or self._known is None:
            return None
        report = self._known.reports.get(ROLE_OF[proposal.side])
        card = self._work.profile.fields[key].card
        if report is None or not report.straightened:
            return Place(proposal.side)
        return place_of(report.layout, proposal.side, card)

    def refresh(self, record: Record) -> None:
        """Fetch what is known of a record; :attr:`changed` tells when it is there."""
        self._asked += 1
        asked, session = self._asked, self._desk.session
        just_opened, self._just_opened = self._just_opened, False
        turn = self._reading

        def take(known: Documented) -> None:
            if asked == self._asked:
                confirmed = self._confirmed & set(known.unconfirmed)
                # Most answers of the station bring no news of the pictures; to show them is to show all of it.
                news = (known, confirmed) != (self._known, self._confirmed)
                self._known, self._confirmed = known, confirmed
                if news:
                    self.changed.emit()
            if just_opened and turn == self._reading and known.unread:
                # It was put aside, or the window locked, or the program ended, before its pictures were read.
                self.read()

        self._desk.tasks.run(lambda: Documents(session).look(record.id), owner=self, on_done=take)

    def forget(self) -> None:
        """Begin anew: another person."""
        self._asked += 1
        self._reading += 1
        self._just_opened = True
        self._busy = False
        self._known = None
        self._confirmed = set()

    # what the clerk does

    def confirm(self, key: str) -> bool:
        """Note that a field is as the picture shows it; return whether it waited for that."""
        record = self._work.record
        waits = key in self.unconfirmed and record is not None and self._work.values().get(key) == record.value(key)
        if waits:
            self._confirmed.add(key)
            shown, session = self._work.values()[key], self._desk.session

            def ask_again(error: SscardError) -> None:
                self._confirmed.discard(key)
                self._work.failed.emit(error)

            self._work.change(
                lambda record_id: DocumentFields(session).confirm(record_id, key, shown=shown), refused=ask_again
            )
        return waits

    def decide(self, key: str, source: Source) -> bool:
        """Take what one source says of a field; return whether it had anything to say there."""
        found = next((each for each in self.undecided() if each.key == key), None)
        if found is None or source not in found.values:
            return False
        session = self._desk.session
        self._work.change(lambda record_id: DocumentFields(session).decide(record_id, key, source), forced=True)
        return True

    # reading

    def read(self) -> None:
        """Read the record's pictures in the background, and fill in what is empty; the form can be used meanwhile."""
        record = self._work.record
        if record is None or not record.editable:
            return
        self._reading += 1
        self._busy = True
        turn, session, reader = self._reading, self._desk.session, self._desk.workplace.document_reader
        # The chip isn't waited for any more.
        self._board.post(Subject.CARD_FAILED, None)
        self._board.say(
            Subject.PICTURES,
            lambda: Notice(self.tr("正在读取证件图片…"), self.tr("可以继续录入，读到的会填进空着的项。")),
        )

        came_to_an_end: list[bool] = []

        def look(to_read: ToRead) -> None:
            task = self._desk.tasks.run(
                lambda: reader().read(to_read.pictures),
                owner=self,
                lane=Lane.WORK,
                on_done=lambda reading: keep(to_read, reading),
                on_error=fail,
            )
            task.ended.connect(give_up)

        def give_up() -> None:
            # A fault of the program's own was told already; it mustn't keep the record from being handed in.
            if turn == self._reading and not came_to_an_end:
                self._busy = False
                self._board.post(Subject.PICTURES, None)
                self.rested.emit()

        def keep(to_read: ToRead, reading: DocumentReading) -> None:
            came_to_an_end.append(True)
            if turn != self._reading:
                return
            outcomes: list[_Outcome] = []

            def job(record_id: str) -> Taken:
                read = Documents(session).keep_reading(record_id, to_read, reading)
                filled = _filled(DocumentFields(session), record_id, read.taken)
                outcomes.append(
                    _Outcome(
                        filled.taken,
                        filled.filled,
                        filled.differs,
                        read.problems,
                        read.swapped,
                        bool(reading.fields),
                        filled.other_person,
                    )
                )
                return filled.taken

            def tell(_: Taken) -> None:
                self._busy = False
                self._tell(outcomes[0])
                self.rested.emit()

            self._work.change(job, forced=True, then=tell, refused=fail)

        def fail(error: SscardError) -> None:
            came_to_an_end.append(True)
            if turn == self._reading:
                self._busy = False
                self._board.say(Subject.PICTURES, lambda: Notice.warning(self._desk.language.message(error)))
                self.rested.emit()

        self._desk.tasks.run(lambda: Documents(session).to_read(record.id), owner=self, on_done=look, on_error=fail)

    def _tell(self, outcome: _Outcome) -> None:
        if outcome.swapped:
            self.told.emit(self.tr("正反面放反了，已经对调。"))
        self._board.say(Subject.PICTURES, lambda: self._notice(outcome))
        on_board = bool(outcome.problems) or outcome.other_person
        if outcome.filled and not on_board:
            self.told.emit(self.tr("从证件图片填了 %n 项，请对照图片逐项确认。", "", len(outcome.filled)))
        elif outcome.differs and not on_board:
            self.told.emit(self.tr("证件图片与录入的有 %n 项不同，请逐项决定。", "", len(outcome.differs)))
        elif outcome.anything and not on_board:
            self.told.emit(self.tr("证件图片已读取，与录入的一致。"))
        if outcome.filled or outcome.differs:
            self.filled.emit()

    def _notice(self, outcome: _Outcome) -> Notice | None:
        """Return what stays on the board of a reading."""
        if outcome.problems or outcome.other_person:
            code = f"document.problem.{outcome.problems[0]}" if outcome.problems else _OTHER_PERSON
            told = messages.message(code, {}, self._words.code)
            again, key = self.tr("重拍证件图片"), KEYS[Action.ID_PICTURES]
            return Notice(told.what, told.todo, Tone.WARN, again, self.pictures_asked.emit, key)
        if outcome.filled or outcome.differs or outcome.anything:
            return None
        told = messages.message(_NOTHING_TO_FILL, {}, self._words.code)
        return Notice(told.what, told.todo)


def _filled(fields: DocumentFields, record_id: str, taken: Taken) -> Filled:
    """Fill the form from what was read; where nothing was, leave it as it is: the problems say why."""
    try:
        return fields.fill_from_picture(record_id)
    except RefusedError as error:
        if error.code != _NOTHING_TO_FILL:
            raise
        return Filled(taken, (), ())
