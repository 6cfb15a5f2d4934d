# SPDX-License-Identifier: Apache-2.0
"""What a line of a feedback file does, in one word and with all that is told of it; and what somebody decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.feedback import Line, Meaning, Told, is_covered
from sscard_desktop.domain.feedbackfile import FeedbackSource
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.remarks import Point

Place = tuple[str, int]
"""A line's sheet and row."""


class Outcome(StrEnum):
    """What a line does, or why it does nothing."""

    MOVES = "moves"
    RETURNED = "returned"
    UPDATES = "updates"
    """The state stays; card number or pickup place are new."""
    SAME = "same"
    """All that it says is known already."""
    REPEATED = "repeated"
    """It was applied once, and the record was sent again since: an old line, or the same trouble again."""
    DUPLICATE = "duplicate"
    """Another line of the file says it of this record, or says more."""
    CONTRADICTS = "contradicts"
    """Two lines of the file say different things of one record."""
    BACKWARDS = "backwards"
    """The record is farther than that."""
    NOT_SENT = "not_sent"
    """The record isn't out, so nobody can have answered it."""
    AMBIGUOUS = "ambiguous"
    """The number names several records that are out."""
    DISAGREES = "disagrees"
    """The receipt number is one person's, number or name another's."""
    CARD_TAKEN = "card_taken"
    """Somebody else has a card of that number."""
    UNMATCHED = "unmatched"
    ELSEWHERE = "elsewhere"
    """Its receipt number was given out by another station."""
    UNKNOWN_WORD = "unknown_word"
    DIGITS_LOST = "digits_lost"
    """Excel cut the number: the line names nobody."""
    NO_KEY = "no_key"
    """It has neither receipt nor document number."""


APPLIES = frozenset({Outcome.MOVES, Outcome.RETURNED, Outcome.UPDATES})
"""What changes something."""
HARMLESS = frozenset({*APPLIES, Outcome.SAME, Outcome.DUPLICATE})
"""What needs nobody's look."""
_ANSWERS = frozenset({*APPLIES, Outcome.SAME})


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody decided about a file.

    Attributes:
        columns: header → its meaning, ``None`` to pass it over.
        states: word → what it tells.
        records: the line's place → which record it means, or that a repeated one counts again.
    """

    source: FeedbackSource = FeedbackSource.BUREAU
    columns: Mapping[str, Meaning | None] = field(default_factory=dict)
    states: Mapping[str, Told] = field(default_factory=dict)
    records: Mapping[Place, RecordId] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one line does.

    Attributes:
        record: whom it means; ``None`` where that isn't clear.
        name: of the record, as the station has it.
        batch: that the record went out in.
        status, target: where the record stands, and would stand.
        card_number, place: what would be stored of the card, ``""`` for nothing new.
        points: why it comes back.
        candidates: the records that it may mean.
        said_at: when a line that says the same was applied.
        name_differs: the number is the record's, the name isn't: a rare character, or somebody else.
    """

    line: Line
    outcome: Outcome
    told: Told | None = None
    record: RecordId | None = None
    name: str = field(default="", repr=False)
    batch: str = ""
    status: Status | None = None
    target: Status | None = None
    card_number: str = field(default="", repr=False)
    place: str = ""
    points: tuple[Point, ...] = ()
    candidates: tuple[RecordId, ...] = ()
    said_at: datetime | None = None
    name_differs: bool = False

    @property
    def at(self) -> Place:
        """The line's sheet and row."""
        return self.line.sheet, self.line.row

    @property
    def answers(self) -> bool:
        """Whether bureau or bank shows by this line that it has the record."""
        return self.outcome in _ANSWERS


def counts_of(verdicts: Iterable[Verdict]) -> Mapping[Outcome, int]:
    """Return how many lines end how, in the outcomes' order."""
    found = Counter(verdict.outcome for verdict in verdicts)
    return {outcome: found[outcome] for outcome in Outcome if found[outcome]}


def card_number_of(line: Line) -> str:
    """Return the card number of a line, ``""`` where it was covered or cut."""
    number = line.value(Meaning.CARD_NUMBER)
    return "" if is_covered(number) or Meaning.CARD_NUMBER in line.lossy else number
