# SPDX-License-Identifier: Apache-2.0
"""Rosters at the counter: what is told of the person who came, one key for what is asked, and the line above the form.

A card of a roster person calls them up by itself. What is left to the clerk is a question with one key: whether
somebody of the same name is this person, whether somebody whom the list leaves out is served all the same, whether
somebody unknown belongs to the unit.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.roster import Roster, RowGlance, RowState
from sscard_desktop.services.calledup import CalledUp
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.demoroster import FIRST
from sscard_desktop.services.preparedphotos import PreparedState
from sscard_desktop.services.rosterfinding import Candidate
from sscard_desktop.ui.counter.drivestrip import DriveStrip, DriveView
from sscard_desktop.ui.counter.drivewords import DriveWords
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject
from sscard_desktop.ui.counter.rostersheet import RosterSheet
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.label import Tone

_NUMBER, _NAME = "number", "name"


class CounterDrive(QObject):
    """What rosters have to say and to do at the counter.

    Args:
        page: what the roster opens over.

    Signals:
        told(text): worth a toast.
        withheld(text): what was asked for can't be done, and why.
        changed(): how far the drive is, or whether there is one.
        field_asked(key): the keyboard is wanted in a field.
        answered(): the clerk said whether somebody is on the roster: the work goes on.
        called(begin): somebody was picked; ``begin`` is to be called once whoever is in work was put aside.
    """

    told = Signal(str)
    withheld = Signal(str)
    changed = Signal()
    called = Signal(object)
    field_asked = Signal(str)
    answered = Signal()

    def __init__(self, desk: Desk, work: Work, board: NoticeBoard, words: CounterWords, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._work = work
        self._board = board
        self._says = DriveWords(words, self)
        self._page = page
        self._view: DriveView | None = None
        self._asked_about = ""
        self._offer: Callable[[], object] | None = None
        self.strip = DriveStrip(page)
        self.strip.asked.connect(self.open_roster)
        work.opened.connect(lambda _: self._forget())
        work.arrived.connect(self._tell)
        work.shown.connect(self._look)
        work.closed.connect(self._forget)
        work.closed.connect(self.refresh)
        work.parked.connect(lambda _: self.refresh())

    @property
    def view(self) -> DriveView | None:
        """The drive that is on, and how far it is."""
        return self._view

    # how far

    def refresh(self) -> None:
        """Ask how far the drive is."""
        mode, arrivals = self._desk.drive_mode(), self._desk.arrivals()

        def ask() -> DriveView | None:
            drive = mode.active()
            if drive is None:
                return None
            waiting = arrivals.queue(drive.roster.id, limit=1)
            return DriveView(drive, mode.status(drive.roster.id), next(iter(waiting), None))

        self._desk.tasks.run(ask, owner=self, on_done=self._show)

    def _show(self, view: DriveView | None) -> None:
        if view is not None and self._view is None and self._desk.stage is not None:
            # Who lays a card on at a demo is of the demo's roster from now on.
            self._desk.stage.go_on_from(FIRST)
        self._view = view
        self.strip.show_view(view)
        self.changed.emit()

    # the person who came

    def _forget(self) -> None:
        self._asked_about = ""
        self._offer = None

    def _tell(self, found: CalledUp) -> None:
        """Say what rosters have to do with the person who came."""
        self._asked_about = found.taken.record.value(_NUMBER)
        self.refresh()
        if found.row is not None:
            self._tell_called(found)
        elif found.doubts:
            self._ask_about(found.doubts[0])
        elif found.unknown:
            self._offer_to_add()

    def _tell_called(self, found: CalledUp) -> None:
        self._offer = None
        self._board.post(Subject.ROSTER, None)
        if not found.taken.record.editable or found.row is None:
            return
        self.told.emit(self._says.called(found))
        if found.differs:
            record, row = found.taken.record, found.row
            self._post(
                lambda: self._says.differing(record, row, found.differs),
                lambda: self.field_asked.emit(found.differs[0]),
                Tone.WARN,
            )
        if found.photo.state is PreparedState.RETAKE:
            self._board.say(Subject.HINT, lambda: Notice(self._says.retake()))

    def _ask_about(self, candidate: Candidate) -> None:
        """Ask whether somebody of a roster is the person in work."""
        self._post(lambda: self._says.question(candidate), lambda: self._attach(candidate), Tone.WARN)

    def _offer_to_add(self) -> None:
        drive = self._view.drive if self._view is not None else None
        unit = (drive.unit or drive.roster.unit) if drive is not None else ""
        self._post(lambda: self._says.stranger(unit), self._add, Tone.INFO)

    def _post(self, words: Callable[[], tuple[str, str, str]], act: Callable[[], object], tone: Tone) -> None:
        """Put a notice up; ``words`` says what, what to do, and the verb, in the language in force."""

        def notice() -> Notice:
            what, todo, verb = words()
            return Notice(what, todo, tone, verb, act, cap(KEYS[Action.ROSTER]))

        self._offer = act
        self._board.say(Subject.ROSTER, notice)

    def _look(self, taken: Taken, _: bool) -> None:
        """Look a number up that was typed, or that a card put into a record already begun."""
        record = taken.record
        number = record.value(_NUMBER)
        unfit = any(problem.key == _NUMBER for problem in blocking(taken.problems))
        usual = record.business == self._desk.profile.usual_business
        if number == self._asked_about or not record.editable or not usual or (number and unfit):
            return
        self._asked_about = number
        self._board.post(Subject.ROSTER, None)
        self._offer = None
        if not number:
            return
        drive, name, from_card = self._desk.drive(), record.value(_NAME), record.card_read

        def find() -> tuple[bool, tuple[Candidate, ...]]:
            return drive.of_record(record.id).row is not None, drive.find(number=number, name=name)

        def ask(answer: tuple[bool, tuple[Candidate, ...]]) -> None:
            there, found = answer
            here = self._work.record
            if there or here is None or here.id != record.id or here.value(_NUMBER) != number:
                return
            if found and found[0].sure and from_card:
                self._attach(found[0])
            elif found:
                self._ask_about(found[0])
            elif self._view is not None:
                self._offer_to_add()

        self._desk.tasks.run(find, owner=self, on_done=ask)

    def _attach(self, candidate: Candidate) -> None:
        drive, row_id = self._desk.drive(), candidate.row.id
        self._take(lambda record_id: drive.attach(record_id, row_id))

    def _add(self) -> None:
        drive = self._desk.drive()
        self._take(drive.add)

    def _take(self, call: Callable[[str], CalledUp]) -> None:
        """Have a record's person found on the roster, and say what came of it."""
        found: list[CalledUp] = []

        def take(record_id: str) -> Taken:
            found.append(call(record_id))
            return found[-1].taken

        self._offer = None

        def tell(_: Taken) -> None:
            self._tell(found[-1])
            self.answered.emit()

        self._work.change(take, forced=True, then=tell)

    # the roster itself

    def act(self) -> None:
        """Do what is asked above the form about the roster, or else open it."""
        if self._offer is not None and self._board.current() is Subject.ROSTER:
            self._board.act()
        else:
            self.open_roster()

    def open_roster(self) -> None:
        """Open the active roster, or else the newest open one."""
        view, drive = self._view, self._desk.drive()

        def find() -> Roster | None:
            return view.drive.roster if view is not None else next(iter(drive.rosters()), None)

        def show(roster: Roster | None) -> None:
            if roster is None:
                self.withheld.emit(self.tr("没有打开的花名册。请在“花名册”页导入。"))
                return
            sheet = RosterSheet(self._desk, roster, self._page, on_numbered=self.refresh)
            sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            sheet.accepted.connect(lambda: self._call(sheet.chosen))
            sheet.open()

        self._desk.tasks.run(find, owner=self, on_done=show)

    def _call(self, chosen: RowGlance | None) -> None:
        if chosen is not None:
            anyway = chosen.state is RowState.REFUSED
            self.called.emit(lambda: self._work.call_up(chosen.id, anyway=anyway))
