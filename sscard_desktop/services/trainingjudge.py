# SPDX-License-Identifier: Apache-2.0
"""What a learner did, judged by the station's records and its trail: what is done, and what was done wrong.

Pure: the same sight gives the same verdict, and which keys were pressed plays no part in it. Refused: judging what
nobody saw: where nobody noted who sat before the camera, no photo is called a stranger's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, Status
from sscard_desktop.services.traininglessons import Goal, Lesson, Task

_GUARDIAN = "agent_"
_ENDS = ("record.discard", "record.void")
_OPEN = (Status.DRAFT, Status.CONFIRMED, Status.RETURNED, Status.WITHDRAWN)


class Fault(StrEnum):
    """What can be done wrong."""

    WRONG_FIELD = "wrong_field"
    WRONG_PHOTO = "wrong_photo"
    OVERRIDDEN = "overridden"
    TWICE = "twice"
    TYPED = "typed"
    """Typed by hand, though the card could be read."""
    ABANDONED = "abandoned"
    """Thrown away, and begun anew."""
    UNSIGNED = "unsigned"
    """Submitted though the form to be signed never came out of the printer."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that was done wrong.

    Attributes:
        part: with whom, by their place in the cast.
        key: the field or the photo's check, ``""`` where neither.
    """

    fault: Fault
    part: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the trail."""

    action: str
    subject: str
    at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """One of the cast as they should end up.

    Attributes:
        values: field key → stored value: what the card says, what they answer.
        usual: field key → what stands there before anybody asked.
        readable: their card can be read.
    """

    number: str
    values: Mapping[str, str] = field(repr=False)
    usual: Mapping[str, str] = field(default_factory=dict, repr=False)
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Sight:
    """What there is to judge by.

    Attributes:
        lines: the trail since the lesson began, oldest first.
        records: the records of the cast that there are, by id.
        overridden: record → checks of its photo that were overridden.
        wanting: record → fields that something is wrong with or that are missing.
        linked: records that were called up from the roster.
        seated: who (by document number) sat before the camera from when on, oldest first.
        waiting: records whose paper the printer hasn't let go of.
        stuck: whether it lets go of none.
    """

    lines: Sequence[Line]
    records: Mapping[str, Record]
    overridden: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wanting: Mapping[str, Sequence[str]] = field(default_factory=dict)
    linked: frozenset[str] = frozenset()
    seated: Sequence[tuple[datetime, str]] = ()
    waiting: frozenset[str] = frozenset()
    stuck: bool = False

    def numbers(self) -> dict[str, str]:
        """Return record → document number, of those that are gone too."""
        found: dict[str, str] = {}
        for line in self.lines:
            told = line.detail.get("new")
            if isinstance(told, dict) and told.get("number"):
                found[line.subject] = str(told["number"])
        return found | {key: record.value("number") for key, record in self.records.items() if record.value("number")}

    def record_of(self, number: str) -> Record | None:
        """Return the record of a document number that counts: the furthest one, of equals the last."""
        mine = [record for record in self.records.values() if record.value("number") == number]
        living = [record for record in mine if record.status is not Status.VOID]
        return max(living, key=lambda record: (record.status not in _OPEN, record.created_at), default=None)


def done(lesson: Lesson, cast: Sequence[Expected], sight: Sight) -> tuple[bool, ...]:
    """Return for each of a lesson's tasks whether it is done."""
    return tuple(_is_done(task, cast[task.part], sight) for task in lesson.tasks)


def mistakes(lesson: Lesson, cast: Sequence[Expected], sight: Sight) -> tuple[Mistake, ...]:
    """Return what was done wrong with those who are to be submitted, as it stands; what was put right doesn't count."""
    wanted = {task.part for task in lesson.tasks if task.goal is Goal.SUBMIT}
    found: list[Mistake] = []
    for part, expected in enumerate(cast):
        found += (Mistake(Fault.TWICE, part) for _ in range(_living(expected.number, sight) - 1))
        if part in wanted:
            found += _with(part, expected, sight)
    return tuple(found)


def _is_done(task: Task, expected: Expected, sight: Sight) -> bool:
    record = sight.record_of(expected.number)
    mine = {key for key, number in sight.numbers().items() if number == expected.number}
    lines = [line for line in sight.lines if line.subject in mine]
    match task.goal:
        case Goal.READ:
            # Handed in without, it can't be read any more: that is a mistake, and the lesson comes to its end.
            return any(_is_reading(line) or line.action == "record.submit" for line in lines)
        case Goal.RECOVERED:
            return any(line.action == "session.open" for line in sight.lines)
        case Goal.REFUSE:
            return any(line.action in _ENDS for line in lines) and record is None
        case Goal.NOT_TWICE:
            ended = any(line.action in _ENDS for line in lines)
            return ended and _living(expected.number, sight) == 1
    if record is None:
        return False
    if record.status not in _OPEN and task.goal is not Goal.SUBMIT and task.goal is not Goal.CALLED:
        # What a submission holds was there, by the program's own rules; what of it was wrong is a mistake.
        return True
    match task.goal:
        case Goal.CALLED:
            return record.id in sight.linked
        case Goal.FILL:
            # Not only what the person says: an answer that was taken for granted may ask for more.
            return not sight.wanting.get(record.id)
        case Goal.GUARDIAN:
            theirs = [key for key in expected.values if key.startswith(_GUARDIAN)]
            return bool(theirs) and all(record.value(key) for key in theirs)
        case Goal.CHARACTER:
            return record.value("name") == expected.values.get("name")
        case Goal.MEND:
            edited = any(line.action == "record.edit" for line in lines)
            return edited and not list(_differing(expected, record))
        case Goal.PHOTO:
            return PictureRole.PHOTO in record.pictures
        case Goal.ID_PICTURES:
            return {PictureRole.ID_FRONT, PictureRole.ID_BACK} <= record.pictures
        case Goal.CONSENT:
            return bool(record.consents)
        case Goal.PRINT:
            return bool(record.prints) and record.id not in sight.waiting
        case _:
            submitted = any(line.action == "record.submit" for line in lines)
            return submitted and record.status not in _OPEN


def _with(part: int, expected: Expected, sight: Sight) -> Iterator[Mistake]:
    numbers = sight.numbers()
    thrown = [line for line in sight.lines if line.action in _ENDS and numbers.get(line.subject) == expected.number]
    yield from (Mistake(Fault.ABANDONED, part) for _ in thrown)
    record = sight.record_of(expected.number)
    if record is None:
        return
    yield from (Mistake(Fault.WRONG_FIELD, part, key) for key in _differing(expected, record))
    yield from (Mistake(Fault.OVERRIDDEN, part, check) for check in sight.overridden.get(record.id, ()))
    if _sat_there(record, sight) not in ("", expected.number):
        yield Mistake(Fault.WRONG_PHOTO, part)
    if record.status in _OPEN:
        return
    if expected.readable and not record.card_read:
        yield Mistake(Fault.TYPED, part)
    # A printer that is well brings the paper in a moment, whatever is known of the job yet.
    if not record.prints or (sight.stuck and record.id in sight.waiting):
        yield Mistake(Fault.UNSIGNED, part)


def _differing(expected: Expected, record: Record) -> Iterator[str]:
    """Yield the fields that hold something else than was said; what is empty is the form's own to ask for.

    What stands there before anybody asked is no mistake before the record is handed in.
    """
    for key, value in expected.values.items():
        stored = record.value(key)
        untouched = record.status in _OPEN and stored == expected.usual.get(key)
        if stored and not untouched and not _same(key, stored, value):
            yield key


def _same(key: str, stored: str, said: str) -> bool:
    written, told = "".join(stored.split()), "".join(said.split())
    # Nobody says their province, and the form proposes addresses with it.
    return written == told or (key.endswith("address") and bool(told) and written.endswith(told))


def _sat_there(record: Record, sight: Sight) -> str:
    """Return who sat before the camera when the record's photo was taken, ``""`` where nobody noted it."""
    taken = [line.at for line in sight.lines if line.action == "picture.photo" and line.subject == record.id]
    if not taken:
        return ""
    return next((number for at, number in reversed(sight.seated) if at <= taken[-1]), "")


def _living(number: str, sight: Sight) -> int:
    """Return how many records of a number go out or wait to: whose draft isn't void."""
    return sum(
        record.value("number") == number and record.status is not Status.VOID for record in sight.records.values()
    )


def _is_reading(line: Line) -> bool:
    return line.action in ("record.start", "record.card", "drive.again", "drive.link") and bool(
        line.detail.get("card") or line.action.startswith("drive.")
    )
