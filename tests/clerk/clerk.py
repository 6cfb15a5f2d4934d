# SPDX-License-Identifier: Apache-2.0
"""Serves whoever stands at the counter as the window leads: fills the field that has the keyboard, else takes the next
step. The clerk knows what the person says, and nothing of the program but what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.reader import ReaderState
from sscard_desktop.domain.specimen import answers
from sscard_desktop.services.ports import DemoPerson
from sscard_desktop.ui.counter.keys import KEYS
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.counter.sources import SOURCE_KEYS
from sscard_desktop.ui.counter.steps import StepKind
from sscard_desktop.ui.photo.consent import ConsentDialog
from sscard_desktop.ui.photo.dialog import PhotoDialog
from sscard_desktop.ui.photo.idpictures import IdPicturesDialog
from sscard_desktop.ui.photo.stage import Stage
from sscard_desktop.ui.preview import PreviewDialog
from sscard_desktop.ui.widgets.choiceline import ChoiceLine
from sscard_desktop.ui.widgets.editors import CodeEditor, FlagEditor
from tests.clerk.hands import Hands
from tests.clerk.station import Counter
from tests.clerk.tally import Whose

Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
MOST_TURNS = 150
MOST_LOOKS = 8


class Clerk:
    """Somebody at work, with the people who come to them."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.hands: Hands = counter.hands
        self._page: CounterPage | None = None
        self.heard: Mapping[str, str] = {}

    @property
    def page(self) -> CounterPage:
        """What the clerk looks at."""
        # To look for it among a thousand widgets at each glance would cost what is measured here.
        if self._page is None or not isValid(self._page):
            self._page = self.counter.page
        return self._page

    # ── a person ─────────────────────────────────────────────────────────────────────────────────────────────

    def receive(self, person: DemoPerson) -> None:
        """Take a person's card, and hear what they say."""
        self.heard = person.values
        stage, reader = self.counter.stage, self.counter.program.reader
        before = reader.last
        stage.lay(person)
        told = (ReaderState.CARD_READ, ReaderState.CARD_FAILED)

        def read() -> bool:
            # Not the card of before: what was sent away at once leaves its word standing.
            return reader.last is not None and reader.last is not before and reader.last.state in told

        self.hands.wait(read, "the card is read", Whose.DEVICE)
        if not person.dead_chip:
            self.hands.wait(lambda: self.page.work.record is not None and not self.page.work.busy, "card to form")

    def finish(self) -> None:
        """Serve whoever is in work until nobody is."""
        for _ in range(MOST_TURNS):
            if self.front() is not None:
                self.answer_dialog()
                self.look_up()
            elif self.page.work.record is None:
                return
            else:
                self.take_step()
        raise AssertionError(f"never finished: {self.page.standing.step()}")

    def finish_until(self, kind: StepKind) -> None:
        """Serve whoever is in work until a step of this kind is next."""
        for _ in range(MOST_TURNS):
            if self.front() is None and self.field() == "" and self.step() is kind:
                return
            if self.front() is not None:
                self.answer_dialog()
                self.look_up()
            else:
                self.take_step()
        raise AssertionError(f"never came to {kind}: {self.page.standing.step()}")

    def take_step(self) -> None:
        """Do what the window asks for: in the field with the keyboard, else by Enter on the next step."""
        key = self.field()
        if key:
            self.fill(key)
            return
        before, kind = self.sight(), self.page.standing.step().kind
        self.hands.press(Key.Key_Return)
        self.hands.wait(lambda: self.sight() != before and not self._awaited(), f"{kind} begins")

    def _awaited(self) -> bool:
        """Whether a key that was pressed is still to be answered: nobody presses it again meanwhile."""
        return self.page.work.busy or self.page.work.behind

    def look_up(self) -> None:
        """Wait until what was stored behind a dialog is told: nobody presses a key before they see what is next."""
        for _ in range(2):
            self._hear_the_store()
            if self.front() is not None:
                return

    def _hear_the_store(self) -> None:
        told: list[None] = []
        self.counter.program.tasks.run(lambda: None, owner=self.counter.window, on_done=told.append)
        self.hands.wait(lambda: bool(told), "what is next")

    def step(self) -> StepKind:
        """Return what the window says is next, once it is sure of it."""
        self.hands.wait(self.sure, "what is next")
        return self.page.standing.step().kind

    def sure(self) -> bool:
        """Return whether nothing is under way that the next step hangs on."""
        return self.counter.program.tasks.idle() and not self.page.standing.documents.busy

    def sight(self) -> tuple[object, ...]:
        """Return what tells that something happened: whose record, what is next, what lies in front, where the
        keyboard is."""
        page = self.page
        record = page.work.record
        return (record.id if record else "", page.standing.step(), self.front(), self.field(), page.work.busy)

    # ── fields ───────────────────────────────────────────────────────────────────────────────────────────────

    def field(self) -> str:
        """Return the field that has the keyboard, ``""`` if the next step's button has it."""
        form, focus = self.page.form, QApplication.focusWidget()
        return next((key for key in form.order() if form.editor(key).control() is focus), "")

    def said(self) -> Mapping[str, str]:
        """Return what the person says, where the form hasn't got it."""
        page, workplace = self.page, self.counter.workplace
        today = workplace.clock.today()
        known = page.form.values()
        return answers(page.work.profile, known, self.heard, today=today, divisions=workplace.divisions)

    def fill(self, key: str) -> None:
        """Answer for one field and go on: take what is offered if it is right, decide, confirm, or type."""
        page, said = self.page, self.said()
        order = page.form.order()
        stands_otherwise = [
            each for each in order[: order.index(key)] if each in said and page.form.editor(each).value()
        ]
        if stands_otherwise:
            self._go_back_to(stands_otherwise[-1])
            key = stands_otherwise[-1]
            self.say(key, said[key])
            self.hands.press(Key.Key_Return)
            return
        value = said.get(key, "")
        differing = next((each for each in page.standing.documents.undecided() if each.key == key), None)
        if differing is not None:
            source = Source.CHIP if Source.CHIP in differing.values else next(iter(differing.values))
            number = KEYS[SOURCE_KEYS[source]][-1]
            self.hands.press(Key[f"Key_{number}"], _CONTROL)
            self.hands.wait(lambda: all(each.key != key for each in page.standing.documents.undecided()), "decided")
        elif value and page.standing.comfort.offer(key) == value and not page.standing.comfort.is_beginning(key):
            # Taken and gone on with by one key.
            self.hands.press(Key.Key_Return, _CONTROL)
            return
        elif value and not page.form.editor(key).value():
            self.say(key, value)
        self.hands.press(Key.Key_Return)

    def _go_back_to(self, key: str) -> None:
        """Go back to a field that stands at something else than the person says."""
        order = self.page.form.order()
        for _ in range(len(order)):
            if self.field() == key:
                return
            self.hands.press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        raise AssertionError(f"no way back to {key}")

    def say(self, key: str, value: str) -> None:
        """Type an answer, as briefly as the field understands it."""
        editor = self.page.form.editor(key)
        if isinstance(editor, FlagEditor):
            self.hands.write("1" if value == "yes" else "2")
        elif isinstance(editor, CodeEditor):
            self._pick(editor, value)
        else:
            self.hands.write(value)

    def _pick(self, editor: CodeEditor, value: str) -> None:
        line = editor.control()
        assert isinstance(line, ChoiceLine)
        known = next((each for each in line._choices if each.code == value), None)
        self.hands.write((known.initials or known.text) if known is not None else value)
        wanted = known.code if known is not None else value
        self.hands.wait(lambda: any(each.code == wanted for each in line.shown_choices()), "the list")
        while (current := line._popup.current() if line._popup else None) is not None and current.code != wanted:
            self.hands.press(Key.Key_Down)

    # ── dialogs ──────────────────────────────────────────────────────────────────────────────────────────────

    def front(self) -> QWidget | None:
        """Return the dialog in front."""
        return QApplication.activeModalWidget()

    def answer_dialog(self) -> None:
        """Do what the dialog in front is for, and leave it finished."""
        dialog = self.front()
        if isinstance(dialog, PhotoDialog):
            self._sit_for(dialog)
        elif isinstance(dialog, IdPicturesDialog):
            self._lay_down(dialog)
        elif isinstance(dialog, ConsentDialog):
            self._accept(dialog, lambda: not dialog.busy, "consent")
        elif isinstance(dialog, PreviewDialog):
            self._accept(dialog, lambda: not dialog._looking and not dialog._busy, "print")
        else:
            raise AssertionError(f"nobody knows what to do with {dialog}")

    def _sit_for(self, dialog: PhotoDialog) -> None:
        made = (Stage.MAKING, Stage.RESULT)

        def whose() -> Whose:
            return Whose.DEVICE if dialog.stage is Stage.LIVE else Whose.PROGRAM

        self.hands.wait(lambda: dialog.stage in made, "photo: until the shot", whose)
        look = dialog.outcome.sheet._watch
        for _ in range(MOST_LOOKS):
            self.hands.wait(
                lambda: self.front() is not dialog or (dialog.stage is Stage.RESULT and not dialog.mover.busy), "photo"
            )
            if self.front() is not dialog:
                return
            # What is to be looked at counts as seen after a moment on the screen.
            self.hands.wait(lambda: not look.isActive(), "a look at the photo", Whose.PERSON)
            self.hands.press(Key.Key_Return)
        raise AssertionError(f"the photo isn't taken: {dialog.outcome.judged}")

    def _lay_down(self, dialog: IdPicturesDialog) -> None:
        def whose() -> Whose:
            # While the next side is looked for, the card is turned over, whatever is done to the last one.
            turning = dialog.shooting and not dialog.camera.has_shot
            return Whose.PROGRAM if dialog.work.busy and not turning else Whose.DEVICE

        self.hands.wait(
            lambda: dialog.pictures and not dialog.shooting and not dialog.sides.missing() and not dialog.work.busy,
            "ID pictures",
            whose,
        )
        self._accept(dialog, lambda: not dialog.work.busy, "ID pictures")

    def _accept(self, dialog: QDialog, ready: Callable[[], bool], why: str) -> None:
        """Press Enter until the dialog is shut: it may want everything looked at first."""
        for _ in range(12):
            self.hands.wait(lambda: self.front() is not dialog or ready(), why)
            if self.front() is not dialog:
                return
            self.hands.press(Key.Key_Return)
        raise AssertionError(f"won't shut: {dialog}")

    # ── what is said above the form ──────────────────────────────────────────────────────────────────────────

    def notice(self) -> Subject | None:
        """Return what the board speaks of."""
        return self.page.board.current()
