# SPDX-License-Identifier: Apache-2.0
"""The lessons of the training station, as values: who comes, what is made ready before, what goes wrong, what is to be
done, in this order.

Answers for the table alone. It knows no sentence (those are in the catalogue, by lesson and goal), no device and no
record: :mod:`.trainingpreparing` makes ready, :mod:`.trainingstage` lets things go wrong, :mod:`.trainingjudge` says
what was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sscard_desktop.services.ports import DemoPerson


class Goal(StrEnum):
    """One thing to do, recognised by what the station's records and trail say afterwards."""

    READ = "read"
    CALLED = "called"
    """The card called the person's row of the roster up."""
    FILL = "fill"
    GUARDIAN = "guardian"
    CHARACTER = "character"
    MEND = "mend"
    """What the supervisor remarked is changed."""
    PHOTO = "photo"
    ID_PICTURES = "id_pictures"
    RECOVERED = "recovered"
    """After the power cut somebody logged in again."""
    CONSENT = "consent"
    PRINT = "print"
    SUBMIT = "submit"
    REFUSE = "refuse"
    """The person was sent to renew their document: nothing of them is kept."""
    NOT_TWICE = "not_twice"
    """Who was collected before isn't collected again."""


class Upset(StrEnum):
    """What is wrong at the place when the lesson begins, and stays so until the learner puts it right."""

    CABLE = "cable"
    JAM = "jam"
    RESTLESS = "restless"
    STRANGER = "stranger"
    """Somebody else sits down before the camera."""


class Ready(StrEnum):
    """What a person's record is like when the lesson begins."""

    NOTHING = "nothing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PARKED = "parked"
    BYSTANDER = "bystander"
    """There is none, and there won't be: they only stand around."""


@dataclass(frozen=True, slots=True)
class Part:
    """Who comes: the ``nth`` (from 0) of the fifty with this story, and what is there of them already."""

    story: str
    nth: int = 0
    ready: Ready = Ready.NOTHING


@dataclass(frozen=True, slots=True)
class Task:
    """A goal, and for which of the lesson's people (their place in the cast)."""

    goal: Goal
    part: int = 0


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson.

    Attributes:
        key: its name, in progress and catalogue.
        cast: who takes part; those whose record is ready don't lay a card on by themselves.
        tasks: what is to be done, in the order in which it is usually done; it counts in any order.
        upset: what is wrong at the beginning.
        types: the learner types every answer; otherwise a key types for them: the lesson is about something else.
        drive: the station works through the training roster.
        cut_after: the power fails once this is done.
        usual_keys, usual_s: what somebody who knows the work takes, about.
    """

    key: str
    cast: tuple[Part, ...]
    tasks: tuple[Task, ...]
    upset: Upset | None = None
    types: bool = False
    drive: bool = False
    cut_after: Goal | None = None
    usual_keys: int = 15
    usual_s: int = 120

    def laid(self) -> tuple[int, ...]:
        """Return whose cards are laid on, by their place in the cast."""
        return tuple(at for at, part in enumerate(self.cast) if part.ready in (Ready.NOTHING, Ready.SUBMITTED))


def _tasks(*goals: Goal, part: int = 0) -> tuple[Task, ...]:
    return tuple(Task(goal, part) for goal in goals)


_FINISH = (Goal.PHOTO, Goal.ID_PICTURES, Goal.CONSENT, Goal.PRINT, Goal.SUBMIT)
_WHOLE = (Goal.READ, Goal.FILL, *_FINISH)

LESSONS: Sequence[Lesson] = (
    Lesson("first_card", (Part("ordinary", 0),), _tasks(*_WHOLE), types=True, usual_keys=60, usual_s=240),
    Lesson("roster", (Part("listed", 0),), _tasks(Goal.CALLED, *_FINISH), drive=True, usual_keys=10, usual_s=90),
    Lesson("new_person", (Part("foreigner", 0),), _tasks(*_WHOLE), types=True, usual_keys=70, usual_s=240),
    Lesson("photo", (Part("ordinary", 1), Part("ordinary", 2, Ready.BYSTANDER)), _tasks(*_WHOLE), Upset.STRANGER),
    Lesson(
        "guardian",
        (Part("minor", 0),),
        _tasks(Goal.READ, Goal.GUARDIAN, Goal.FILL, *_FINISH),
        types=True,
        usual_keys=90,
        usual_s=270,
    ),
    Lesson("expiring", (Part("expiring", 0),), _tasks(Goal.READ, Goal.REFUSE), usual_keys=3, usual_s=20),
    Lesson(
        "duplicate",
        (Part("ordinary", 3, Ready.SUBMITTED),),
        _tasks(Goal.READ, Goal.NOT_TWICE),
        usual_keys=4,
        usual_s=25,
    ),
    Lesson("blurred", (Part("student", 0),), _tasks(*_WHOLE), Upset.RESTLESS),
    Lesson("reader_pulled", (Part("ordinary", 4),), _tasks(*_WHOLE), Upset.CABLE),
    Lesson("printer_jam", (Part("long_term", 0),), _tasks(*_WHOLE), Upset.JAM),
    Lesson(
        "power_cut",
        (Part("middle_dot", 0),),
        _tasks(Goal.READ, Goal.FILL, Goal.PHOTO, Goal.RECOVERED, *_FINISH[1:]),
        cut_after=Goal.PHOTO,
        usual_s=180,
    ),
    Lesson("rare_character", (Part("private_use", 0),), _tasks(Goal.READ, Goal.CHARACTER, Goal.FILL, *_FINISH)),
    Lesson(
        "dead_chip",
        (Part("dead_chip", 0),),
        _tasks(Goal.ID_PICTURES, Goal.FILL, Goal.PHOTO, Goal.CONSENT, Goal.PRINT, Goal.SUBMIT),
        usual_keys=70,
        usual_s=240,
    ),
    Lesson(
        "returned",
        (Part("returned", 0, Ready.RETURNED),),
        _tasks(Goal.MEND, Goal.PRINT, Goal.SUBMIT),
        types=True,
        usual_keys=20,
        usual_s=80,
    ),
    Lesson(
        "day_end",
        (Part("ordinary", 5, Ready.PARKED), Part("ordinary", 6, Ready.RETURNED)),
        (*_tasks(Goal.CONSENT, Goal.PRINT, Goal.SUBMIT), *_tasks(Goal.MEND, Goal.PRINT, Goal.SUBMIT, part=1)),
        types=True,
        usual_keys=35,
        usual_s=150,
    ),
)
"""The lessons, in the order in which they are best taken."""


def lesson(key: str) -> Lesson | None:
    """Return a lesson by its name."""
    return next((each for each in LESSONS if each.key == key), None)


def cast_of(wanted: Lesson, people: Sequence[DemoPerson]) -> tuple[DemoPerson, ...]:
    """Return the people of a lesson; ``LookupError`` where ``people`` aren't the training station's."""
    found = []
    for part in wanted.cast:
        of_story = [person for person in people if person.story == part.story]
        found.append(of_story[part.nth])
    return tuple(found)
