# SPDX-License-Identifier: Apache-2.0
"""How far a learner is: a result for each lesson that was taken, and the lesson that is on; as text for the station.

Pure values. A text that another version wrote or somebody damaged reads as what can be understood of it: nobody loses a
lesson over it, and nothing is raised.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sscard_desktop.services.trainingjudge import Fault, Mistake
from sscard_desktop.services.traininglessons import LESSONS, lesson

FULL = 100
FOR_A_MISTAKE, FOR_A_HINT = 15, 5
MOST_KEPT = 99


@dataclass(frozen=True, slots=True)
class Result:
    """How one try at a lesson ended.

    Attributes:
        keys: how many keys were pressed, those of typing among them.
        seconds: from its beginning to its last task, by the trail.
        hints: how many were asked for.
    """

    mistakes: tuple[Mistake, ...] = ()
    keys: int = 0
    seconds: int = 0
    hints: int = 0

    @property
    def right(self) -> bool:
        """Whether nothing was done wrong."""
        return not self.mistakes

    @property
    def points(self) -> int:
        """Points out of 100: what was done wrong counts, and what was asked; haste doesn't."""
        return max(0, FULL - FOR_A_MISTAKE * len(self.mistakes) - FOR_A_HINT * self.hints)


@dataclass(frozen=True, slots=True)
class Taken:
    """A lesson's results: how often it was finished, the last try and the best one."""

    tries: int
    last: Result
    best: Result


@dataclass(frozen=True, slots=True)
class Course:
    """The lesson that is on.

    Attributes:
        after: number of the trail's line that began it.
        cut: the power failed already.
    """

    lesson: str
    after: int
    keys: int = 0
    hints: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that is kept of a learner."""

    taken: Mapping[str, Taken] = field(default_factory=dict)
    course: Course | None = None

    @property
    def finished(self) -> int:
        """How many lessons were finished at least once."""
        return len(self.taken)

    @property
    def points(self) -> int:
        """The average of the best points over all lessons; one not taken counts nothing."""
        return round(sum(each.best.points for each in self.taken.values()) / len(LESSONS))

    def next_lesson(self) -> str:
        """Return the first lesson that wasn't finished yet; the first of all once all were."""
        return next((each.key for each in LESSONS if each.key not in self.taken), LESSONS[0].key)

    def with_result(self, key: str, result: Result) -> Progress:
        """Return it with one more try at a lesson, which is over."""
        before = self.taken.get(key)
        if before is None:
            now = Taken(1, result, result)
        else:
            best = max(before.best, result, key=lambda each: (each.points, -each.keys))
            now = Taken(min(before.tries + 1, MOST_KEPT), result, best)
        return Progress({**self.taken, key: now}, None)

    def to_text(self) -> str:
        """Return it as the station keeps it."""
        taken = {
            key: {"tries": each.tries, "last": _told(each.last), "best": _told(each.best)}
            for key, each in self.taken.items()
        }
        course = None
        if self.course is not None:
            now = self.course
            course = {"lesson": now.lesson, "after": now.after, "keys": now.keys, "hints": now.hints, "cut": now.cut}
        return json.dumps({"taken": taken, "course": course}, sort_keys=True)


def read_progress(text: str) -> Progress:
    """Read what :meth:`Progress.to_text` wrote; what can't be understood is left out."""
    try:
        told = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return Progress()
    if not isinstance(told, dict):
        return Progress()
    lessons = told.get("taken")
    found = {}
    for key, each in (lessons if isinstance(lessons, dict) else {}).items():
        if lesson(key) is not None and isinstance(each, dict):
            last, best = _result(each.get("last")), _result(each.get("best"))
            found[key] = Taken(max(1, _count(each.get("tries"))), last, best)
    course = told.get("course")
    now = None
    if isinstance(course, dict) and lesson(str(course.get("lesson"))) is not None:
        now = Course(
            str(course["lesson"]),
            _count(course.get("after")),
            _count(course.get("keys")),
            _count(course.get("hints")),
            bool(course.get("cut")),
        )
    return Progress(found, now)


def one_more_hint(course: Course) -> Course:
    """Return a course with one more hint asked for."""
    return replace(course, hints=course.hints + 1)


def _told(result: Result) -> dict[str, Any]:
    wrong = [[each.fault.value, each.part, each.key] for each in result.mistakes]
    return {"mistakes": wrong, "keys": result.keys, "seconds": result.seconds, "hints": result.hints}


def _result(told: object) -> Result:
    if not isinstance(told, dict):
        return Result()
    wrong = []
    listed = told.get("mistakes")
    for each in listed if isinstance(listed, list) else ():
        match each:
            case [str(fault), int(part), str(key)] if fault in Fault.__members__.values():
                wrong.append(Mistake(Fault(fault), part, key))
    return Result(tuple(wrong), _count(told.get("keys")), _count(told.get("seconds")), _count(told.get("hints")))


def _count(told: object) -> int:
    return told if type(told) is int and 0 <= told < 1 << 53 else 0
