# SPDX-License-Identifier: Apache-2.0
"""What comes next with a record, and what it still lacks: pure decisions that the counter page shows.

There is always exactly one next step. It follows from the record and its problems alone, so that a record reopened
after a crash, a return or a week in the drawer goes on where it stood.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sscard_desktop.domain.ownlook import OWN_LOOK
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, Severity, blocking
from sscard_desktop.domain.record import Record, Status

PHOTO = PictureRole.PHOTO.value
ID_PICTURES = frozenset({PictureRole.ID_FRONT.value, PictureRole.ID_BACK.value})
CONSENT = "consent"
SIGNATURE = PictureRole.SIGNATURE.value
_LAST = {OWN_LOOK: 1, SIGNATURE: 2}
"""What comes when everything else is there: it is read over, then signed."""
_MISSING = ("rules.required", "rules.nothing_changes")
_IDENTITY = "rules.identity_"
REMARK = "remark."
_VOID = "signature.void"
_TAKEN_BEFORE = frozenset({"rules.duplicate", "rules.still_open"})


class StepKind(StrEnum):
    """The kinds of next step, in the order of the work."""

    READ_CARD = "read_card"
    END = "end"
    """The person can't be served today: end the record."""
    OPEN_EARLIER = "open_earlier"
    """The person was taken before: open that record instead."""
    FIELD = "field"
    PHOTO = "photo"
    ID_PICTURES = "id_pictures"
    CONSENT = "consent"
    OWN_LOOK = "own_look"
    SIGN = "sign"
    PRINT = "print"
    SUBMIT = "submit"
    NEXT_PERSON = "next_person"


@dataclass(frozen=True, slots=True)
class Step:
    """The next step.

    Attributes:
        key: the field (``FIELD``) or the other record (``OPEN_EARLIER``) that it speaks of.
        problem: why it is the next, where a problem is the reason.
    """

    kind: StepKind
    key: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How a section stands: fields with errors or questions, required fields still empty, warnings."""

    wrong: int = 0
    missing: int = 0
    warnings: int = 0

    @property
    def clear(self) -> bool:
        """Whether nothing in it keeps the record from being submitted."""
        return not self.wrong and not self.missing


def next_step(
    record: Record | None, problems: Sequence[Problem], *, printable: bool, seen: Container[str] = ()
) -> Step:
    """Return what comes next.

    Args:
        record: the record in work, ``None`` while there is none.
        problems: all its problems, in the form's order.
        printable: the profile has a form to be signed.
        seen: fields that the clerk has been in: what was remarked there and left alone isn't asked for again.
    """
    if record is None:
        return Step(StepKind.READ_CARD)
    if not record.editable:
        return Step(StepKind.NEXT_PERSON)
    if (refused := refusal(record, problems)) is not None:
        return Step(StepKind.END, problem=refused)
    found = blocking(problems)
    taken_before = next((problem for problem in found if problem.code in _TAKEN_BEFORE and problem.related), None)
    if taken_before is not None and _only_a_reading(record):
        return Step(StepKind.OPEN_EARLIER, taken_before.related[0], taken_before)
    for problem in sorted(found, key=lambda problem: _LAST.get(problem.key, 0)):
        return Step(_kind_of(problem.key), problem.key, problem)
    for problem in remarked(problems):
        if problem.key not in seen:
            return Step(_kind_of(problem.key), problem.key, problem)
    # An edit after the confirmation takes it back, so a confirmed record is the one that was printed.
    if printable and not (record.status is Status.CONFIRMED and record.prints):
        return Step(StepKind.PRINT)
    return Step(StepKind.SUBMIT)


def refusal(record: Record, problems: Iterable[Problem]) -> Problem | None:
    """Return why the person can't be served today, if the document itself says so.

    A date that was typed by hand is more likely a slip: it is a problem of its field, and no refusal.
    """
    if not _only_a_reading(record):
        return None
    return next((problem for problem in blocking(problems) if problem.code.startswith(_IDENTITY)), None)


def remarked(problems: Iterable[Problem]) -> list[Problem]:
    """Return why the record came back, at each field and picture where nothing has changed yet."""
    return [problem for problem in problems if problem.code.startswith(REMARK)]


def is_missing(problem: Problem) -> bool:
    """Return whether a problem says no more than that something is still empty: a field, or all that may change."""
    return problem.code.startswith(_MISSING)


def is_void(problem: Problem | None) -> bool:
    """Return whether a problem says that the signature holds no longer."""
    return problem is not None and problem.code == _VOID


def by_field(problems: Iterable[Problem]) -> Mapping[str, Problem]:
    """Return the weightiest problem of each field: errors, then questions, then warnings."""
    weight = {Severity.ERROR: 0, Severity.QUESTION: 1, Severity.WARNING: 2}
    worst: dict[str, Problem] = {}
    for problem in problems:
        known = worst.get(problem.key)
        if known is None or weight[problem.severity] < weight[known.severity]:
            worst[problem.key] = problem
    return worst


def tally(problems: Iterable[Problem], fields: Collection[str]) -> Tally:
    """Return how a section of these fields stands."""
    found = [problem for problem in by_field(problems).values() if problem.key in fields]
    stopping = blocking(found)
    missing = sum(is_missing(problem) for problem in stopping)
    return Tally(len(stopping) - missing, missing, len(found) - len(stopping))


def next_field(order: Sequence[str], wanting: Collection[str], current: str) -> str:
    """Return the first field of ``order`` behind ``current`` that is in ``wanting``, round the end; ``""`` if none.

    The current field itself comes last.
    """
    start = order.index(current) + 1 if current in order else 0
    return next((key for key in (*order[start:], *order[:start]) if key in wanting), "")


def _kind_of(key: str) -> StepKind:
    if key == PHOTO:
        return StepKind.PHOTO
    if key in ID_PICTURES:
        return StepKind.ID_PICTURES
    return {CONSENT: StepKind.CONSENT, OWN_LOOK: StepKind.OWN_LOOK, SIGNATURE: StepKind.SIGN}.get(key, StepKind.FIELD)


def _only_a_reading(record: Record) -> bool:
    """Whether the record is a draft that came off the reader, and may be deleted again."""
    return record.card_read and record.status is Status.DRAFT and not record.receipt_number
