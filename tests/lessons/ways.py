# SPDX-License-Identifier: Apache-2.0
"""Wrong ways through a lesson: one thing is done otherwise than the line says, and must be called by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from sscard_desktop.services.trainingjudge import Fault
from sscard_desktop.services.traininglessons import Goal
from sscard_desktop.ui.photo.dialog import PhotoDialog
from sscard_desktop.ui.photo.stage import Stage
from sscard_desktop.ui.preview import PreviewDialog
from tests.clerk.tally import Whose
from tests.lessons.learner import MOST_FIELDS, Learner
from tests.lessons.school import School

Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Way:
    """A wrong way.

    Attributes:
        goal: where the learner leaves the right one.
        go: what they do instead.
    """

    lesson: str
    fault: Fault
    goal: Goal
    go: Callable[[Learner], None]

    def learner(self, school: School) -> Learner:
        """Return somebody who goes this way, and is right otherwise."""
        found = Learner(school)
        found.ways[self.goal] = lambda: self.go(found)
        return found


def whoever_sits_there(learner: Learner) -> None:
    """Take the photo without a look at who sits before the camera."""
    learner.hands.press(Key.Key_F4)
    learner.hands.wait(lambda: isinstance(learner.front(), PhotoDialog), "the camera")
    learner.answer_dialog()


def override(learner: Learner) -> None:
    """Shoot whoever can't sit still, and override what fails."""
    hands = learner.hands
    hands.press(Key.Key_F4)
    hands.wait(lambda: isinstance(learner.front(), PhotoDialog), "the camera")
    dialog = learner.front()
    assert isinstance(dialog, PhotoDialog)
    hands.wait(lambda: dialog.stage is Stage.LIVE, "the picture")
    hands.press(Key.Key_Space)
    hands.wait(lambda: dialog.stage is Stage.RESULT and not dialog.mover.busy, "the shot")
    hands.wait(lambda: not dialog.outcome.sheet._watch.isActive(), "a look", Whose.PERSON)
    judged = dialog.outcome.judged
    assert judged is not None
    assert judged.open_failures, "a smeared photo passes"
    hands.press(Key.Key_O)
    for _ in judged.open_failures:
        hands.write("1")
        hands.press(Key.Key_Return)
    learner.answer_dialog()


def copy_by_hand(learner: Learner) -> None:
    """Leave the cable on the floor, and have the card read from pictures or copied, to the submission."""
    learner.hands.press(Key.Key_F2)
    learner.settle(lambda: learner.page.work.record is not None, "begun by hand")
    learner.shoot_card()
    learner.ask_all()
    learner.take_photo()
    learner.look_up()
    learner.consent()
    learner.look_up()
    learner.print_form()
    learner.look_up()
    learner.hands.press(Key.Key_F10)
    learner.settle(lambda: learner.page.work.record is None, "submitted")


def do_not_wait(learner: Learner) -> None:
    """Print, and submit while the paper is stuck in the printer."""
    learner.hands.press(Key.Key_F9)
    learner.hands.wait(lambda: isinstance(learner.front(), PreviewDialog), "the preview")
    learner.answer_dialog()
    learner.look_up()
    learner.hands.press(Key.Key_F10)
    learner.settle(lambda: learner.page.work.record is None, "submitted")


def slip(learner: Learner) -> None:
    """Type another number than the person says."""
    for _ in range(MOST_FIELDS):
        key = learner.field()
        if key == "mobile":
            learner.enter(key, "13800000000")
            learner.hands.press(Key.Key_Return)
            break
        learner.answer_field(key)
        learner.settle(lambda: True, "the next field")
    learner.ask_all()


WRONG_WAYS: Sequence[Way] = (
    Way("first_card", Fault.WRONG_FIELD, Goal.FILL, slip),
    Way("photo", Fault.WRONG_PHOTO, Goal.PHOTO, whoever_sits_there),
    Way("blurred", Fault.OVERRIDDEN, Goal.PHOTO, override),
    Way("reader_pulled", Fault.TYPED, Goal.READ, copy_by_hand),
    Way("printer_jam", Fault.UNSIGNED, Goal.PRINT, do_not_wait),
)
