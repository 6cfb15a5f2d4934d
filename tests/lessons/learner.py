# SPDX-License-Identifier: Apache-2.0
"""Takes a lesson by doing just what the stripe's line says: what is to be done by the goal it names, what is answered
by the words it shows, and what happens in the room through the room's own menu.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sscard_desktop.domain.ownlook import as_read
from sscard_desktop.services.demostation import PASSWORD
from sscard_desktop.services.training import Standing
from sscard_desktop.services.traininglessons import Goal, Lesson, Task, lesson
from sscard_desktop.services.trainingprogress import Result
from sscard_desktop.services.trainingstage import Hand
from sscard_desktop.ui.counter.sheets import WaitingSheet
from sscard_desktop.ui.photo.consent import ConsentDialog
from sscard_desktop.ui.photo.dialog import PhotoDialog
from sscard_desktop.ui.photo.idpictures import IdPicturesDialog
from sscard_desktop.ui.preview import PreviewDialog
from sscard_desktop.ui.widgets.choiceline import ChoiceLine
from sscard_desktop.ui.widgets.editors import CodeEditor, FlagEditor
from tests.clerk.clerk import Clerk
from tests.clerk.tally import Whose
from tests.lessons.school import School

Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
MOST_FIELDS = 90
MOST_TASKS = 40


class StuckError(AssertionError):
    """What a line says was done, and the lesson doesn't go on."""


class Learner(Clerk):
    """Somebody who learns, and does as they are told.

    Args:
        school: the window with its lessons.
    """

    def __init__(self, school: School) -> None:
        super().__init__(school.counter)
        self.school = school
        self.window = school.counter.window
        self.host = school.host
        self.ways: dict[Goal, Callable[[], None]] = {
            Goal.READ: self.lay_card,
            Goal.CALLED: self.lay_card,
            Goal.FILL: self.fill_in,
            Goal.GUARDIAN: self.ask_all,
            Goal.CHARACTER: self.take_character,
            Goal.MEND: self.mend,
            Goal.PHOTO: self.take_photo,
            Goal.ID_PICTURES: self.shoot_card,
            Goal.RECOVERED: self.log_in,
            Goal.CONSENT: self.consent,
            Goal.PRINT: self.print_form,
            Goal.SUBMIT: lambda: self.hands.press(Key.Key_F10),
            Goal.REFUSE: lambda: self.hands.press(Key.Key_Return),
            Goal.NOT_TWICE: lambda: self.hands.press(Key.Key_Return),
        }
        """How each goal is come to; a wrong way is put in its place."""

    # ── a lesson ─────────────────────────────────────────────────────────────────────────────────────────────

    def take(self, key: str) -> Result:
        """Take a lesson from its beginning to its result."""
        self.begin(key)
        return self.go_on()

    def begin(self, key: str) -> None:
        """Choose a lesson on its page and begin it."""
        if self.window.current_page() != "training":
            self.hands.press(Key.Key_1, Qt.KeyboardModifier.AltModifier)
        self.settle(lambda: self.window.current_page() == "training", "the lessons")
        page = self.school.lessons
        wanted = page.model.place_of(lambda row: row.lesson.key == key)
        while (at := page.table.current_row()) != wanted:
            self.hands.press(Key.Key_Down if at < wanted else Key.Key_Up)
        self.hands.press(Key.Key_Return)
        self.settle(
            lambda: self.window.current_page() == "counter" and self.school.stage.lesson is lesson(key),
            "a lesson begins",
        )

    def go_on(self) -> Result:
        """Do one line after the other until the lesson is over; return what it brought."""
        on = self.school.stage.lesson
        assert on is not None
        for _ in range(MOST_TASKS):
            standing = self.standing()
            if standing is None:
                break
            task = standing.lesson.tasks[standing.next_task]
            self.ways[task.goal]()
            self._see_it_done(standing, task)
        else:
            raise StuckError(on.key)
        self.settle(lambda: self.window.current_page() == "training", "the result")
        return self.host.run.progress.taken[on.key].last

    def standing(self) -> Standing | None:
        """Return what the stripe shows, once it is up to date."""
        self.settle(lambda: not self.host.run.busy, "what the stripe says")
        return self.host.run.standing

    def settle(self, holds: Callable[[], bool], why: str) -> None:
        """Wait for something, and until nothing is under way."""
        self.hands.wait(lambda: holds() and self.counter.program.tasks.idle(), why)

    def _see_it_done(self, before: Standing, task: Task) -> None:
        def gone_on() -> bool:
            now = self.host.run.standing
            return now is None or now.next_task != before.next_task

        try:
            self.settle(gone_on, f"{task.goal} is seen")
        except AssertionError as error:
            line = self.host.stripe.texts()
            raise StuckError(
                f"{before.lesson.key}, {task.goal}: {line}; {self.page.standing.step()}; {self.front()}"
            ) from error

    # ── the room ─────────────────────────────────────────────────────────────────────────────────────────────

    def in_room(self, hand: Hand) -> None:
        """Do something in the room, by its digit in the menu."""
        self.hands.press(Key.Key_F11)
        self.hands.wait(lambda: QApplication.activePopupWidget() is not None, "the room")
        self.hands.press(Key[f"Key_{list(Hand).index(hand) + 1}"])
        self.hands.wait(lambda: QApplication.activePopupWidget() is None, "the room is shut")

    @property
    def lesson(self) -> Lesson:
        """The lesson that is on."""
        on = self.school.stage.lesson
        assert on is not None
        return on

    # ── the ways ─────────────────────────────────────────────────────────────────────────────────────────────

    def lay_card(self) -> None:
        """Lay the card on; where nothing happens, look after the reader first."""
        if self.lesson.key == "reader_pulled":
            self.in_room(Hand.CABLE)
        self.in_room(Hand.CARD)

    def fill_in(self) -> None:
        """Fill in what is missing: by asking, or by the key that types for them."""
        if self.lesson.types or self.lesson.key == "dead_chip":
            self.ask_all()
        else:
            self.hands.press(Key.Key_E, _CONTROL)

    def ask_all(self) -> None:
        """Ask for one field after the other, as the keyboard comes to them."""
        self.settle(lambda: True, "the form")
        for _ in range(MOST_FIELDS):
            if self.field() == "":
                self.hands.press(Key.Key_F6)
                self.settle(lambda: True, "the next problem")
                if self.field() == "":
                    return
            self.answer_field(self.field())
            self.settle(lambda: True, "the next field")

    def answer_field(self, key: str) -> None:
        """Type what the stripe has the person say, if it stands there otherwise, and go on."""
        answered, told = self.told()
        if answered and self.shown(answered) != told:
            if answered != key:
                # They say what was taken for granted.
                self._go_back_to(answered)
            self.enter(answered, told)
        self.hands.press(Key.Key_Return)

    def told(self) -> tuple[str, str]:
        """Return which field the stripe has the person answer, and the answer; two empty strings for none."""
        said = self.host.stripe.texts()[2]
        language = self.counter.desk.language.code
        labels = {key: spec.label(language) for key, spec in self.page.work.profile.fields.items()}
        found = [(said.index(f"{label} "), -len(label), key) for key, label in labels.items() if f"{label} " in said]
        if not found:
            return "", ""
        at, length, key = min(found)
        return key, said[at - length + 1 :]

    def shown(self, key: str) -> str:
        """Return a field's answer as the stripe would say it."""
        return self.in_words(key, self.page.form.editor(key).value())

    def in_words(self, key: str, value: str) -> str:
        """Return a stored value as the stripe would say it."""
        desk = self.counter.desk
        return as_read(self.page.work.profile.fields[key], value, desk.profile, desk.language.code)

    def enter(self, key: str, told: str) -> None:
        """Type words as the stripe shows them."""
        editor = self.page.form.editor(key)
        if isinstance(editor, FlagEditor):
            self.hands.write("1" if told in ("是", "Yes", "yes") else "2")
        elif isinstance(editor, CodeEditor):
            line = editor.control()
            assert isinstance(line, ChoiceLine)
            # What has no code is offered by its name.
            self._pick(
                editor, next((each.code for each in line._choices if self.in_words(key, each.code) == told), told)
            )
        else:
            self.hands.write(told)

    def take_character(self) -> None:
        """Take the standard character that the tool for rare ones proposes."""
        self.hands.press(Key.Key_I, _CONTROL)
        self.hands.wait(lambda: self.front() is not None, "the rare characters")
        self.hands.press(Key.Key_Return, _CONTROL)
        self.hands.wait(lambda: self.front() is None, "the character is taken")

    def mend(self) -> None:
        """Open the returned record, and type the remarked field anew."""
        if self.page.work.record is None:
            self.hands.press(Key.Key_R, _CONTROL)
            self.settle(lambda: self.page.work.record is not None, "the returned one opens")
        key = self.field()
        assert key, "the keyboard isn't in the remarked field"
        self.hands.press(Key.Key_A, _CONTROL)
        self.enter(*self.told())
        self.hands.press(Key.Key_Return)

    def take_photo(self) -> None:
        """Look who sits there, have them sit well, and take the photo."""
        if self.lesson.key == "photo":
            self.in_room(Hand.SEAT)
        self.hands.press(Key.Key_F4)
        self.hands.wait(lambda: isinstance(self.front(), PhotoDialog), "the camera")
        if self.lesson.key == "blurred":
            self.in_room(Hand.SIT)
        self.answer_dialog()

    def shoot_card(self) -> None:
        """Take both sides' pictures, and have them read."""
        if self.page.work.record is None:
            self.hands.press(Key.Key_D, _CONTROL)
            self.hands.wait(lambda: self.counter.program.reader.last is not None, "the card fails", Whose.DEVICE)
            self.hands.press(Key.Key_F2)
            self.settle(lambda: self.page.work.record is not None, "begun by hand")
        if not isinstance(self.front(), IdPicturesDialog):
            self.hands.press(Key.Key_F5)
        self.hands.wait(lambda: isinstance(self.front(), IdPicturesDialog), "ID pictures begin")
        self.answer_dialog()
        self.look_up()
        self.hands.wait(lambda: not self.page.standing.documents.busy, "the pictures are read")

    def consent(self) -> None:
        """Have the notice read and agreed to."""
        if self.page.work.record is None:
            self.hands.press(Key.Key_F8)
            self.hands.wait(lambda: isinstance(self.front(), WaitingSheet), "who waits")
            sheet = self.front()
            assert isinstance(sheet, WaitingSheet)
            while sheet.reason():
                # Whoever was sent back has a reason.
                self.hands.press(Key.Key_Down)
            self.hands.press(Key.Key_Return)
            self.settle(lambda: self.page.work.record is not None, "the parked one opens")
        if not isinstance(self.front(), ConsentDialog):
            self.hands.press(Key.Key_T, _CONTROL)
        self.hands.wait(lambda: isinstance(self.front(), ConsentDialog), "the notice")
        self.answer_dialog()

    def print_form(self) -> None:
        """Print the form; where no paper comes, look after the printer."""
        if not isinstance(self.front(), PreviewDialog):
            self.hands.press(Key.Key_F9)
        self.hands.wait(lambda: isinstance(self.front(), PreviewDialog), "the preview")
        self.answer_dialog()
        if self.school.stage.stuck:
            self.in_room(Hand.PAPER)

    def log_in(self) -> None:
        """Log in with the password that the page names, once the power has failed."""
        # It fails a moment after the photo, later on a busy machine: until then a password would go into the form.
        self.hands.wait(lambda: not self.window.current_page(), "the power fails", Whose.DEVICE)
        self.hands.write(PASSWORD)
        self.hands.press(Key.Key_Return)
        self.settle(lambda: self.window.current_page() == "counter", "logged in again")
