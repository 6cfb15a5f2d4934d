# SPDX-License-Identifier: Apache-2.0
"""What a line of a feedback file (回盘) says: which column means what, and which state a word stands for.

The words are the profile's, and those that a station learnt. Nothing is guessed from likeness: a header or word that
nobody explained is told, and the line waits. Nothing here knows a record.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sscard_desktop.domain.record import Move, Status
from sscard_desktop.domain.remarks import MAX_CHARACTERS, Point


class Meaning(StrEnum):
    """What a column of a feedback file may hold."""

    RECEIPT_NUMBER = "receipt_number"
    NUMBER = "number"
    NAME = "name"
    STATE = "state"
    """业务节点, 制卡状态: how far it is."""
    RESULT = "result"
    """办理结果: whether that went well."""
    REASON = "reason"
    CARD_NUMBER = "card_number"
    PICKUP_PLACE = "pickup_place"
    BUSINESS = "business"
    BATCH_NUMBER = "batch_number"
    TOLD_AT = "told_at"


class Told(StrEnum):
    """What bureau or bank says of a record."""

    RECEIVED = "received"
    """It has it; nothing else happened yet."""
    VERIFYING = "verifying"
    OPENING_ACCOUNT = "opening_account"
    MAKING = "making"
    LOADING_KEYS = "loading_keys"
    READY = "ready"
    ISSUED = "issued"
    RETURNED = "returned"


MOVE_OF: Mapping[Told, Move] = {
    Told.VERIFYING: Move.VERIFY,
    Told.OPENING_ACCOUNT: Move.OPEN_ACCOUNT,
    Told.MAKING: Move.MAKE,
    Told.LOADING_KEYS: Move.LOAD_KEYS,
    Told.READY: Move.MAKE_READY,
    Told.ISSUED: Move.ISSUE,
    Told.RETURNED: Move.REJECT,
}
"""What is told → the move of the record; that it was received moves nothing."""
STATUS_OF: Mapping[Told, Status] = {
    Told.RECEIVED: Status.EXPORTED,
    Told.VERIFYING: Status.VERIFYING,
    Told.OPENING_ACCOUNT: Status.OPENING_ACCOUNT,
    Told.MAKING: Status.MAKING,
    Told.LOADING_KEYS: Status.LOADING_KEYS,
    Told.READY: Status.READY,
    Told.ISSUED: Status.ISSUED,
    Told.RETURNED: Status.RETURNED,
}
PROGRESS: tuple[Told, ...] = tuple(told for told in Told if told is not Told.RETURNED)
"""In the order in which they follow each other."""


@dataclass(frozen=True, slots=True)
class FeedbackReason:
    """A reason that bureaus give, as a profile knows it.

    Attributes:
        code: by which refusals are counted.
        texts: language → what it is called at the counter.
        words: a reason that holds one of these is this one.
        keys: the fields and pictures that it concerns.
    """

    code: str
    texts: Mapping[str, str]
    words: tuple[str, ...]
    keys: tuple[str, ...] = ()

    def text(self, language: str) -> str:
        """Return what it is called in ``language``."""
        return self.texts.get(language) or self.texts.get("zh_CN") or self.code


@dataclass(frozen=True, slots=True)
class FeedbackSpec:
    """A city's ``[feedback]``.

    Attributes:
        columns: meaning → the headers that bureaus and banks use for it.
        states: what is told → the words for it.
        good: words of a result that went well; whatever else is a state's word or unknown.
        reasons: in their order.
        warn_after: so many refusals of one reason within ``warn_days`` are told at the counter; 0 is never.
    """

    columns: Mapping[Meaning, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[Told, tuple[str, ...]] = field(default_factory=dict)
    good: tuple[str, ...] = ()
    reasons: tuple[FeedbackReason, ...] = ()
    warn_after: int = 0
    warn_days: int = 90


@dataclass(frozen=True, slots=True)
class Words:
    """What headers and words mean to a station: the profile's, and what it learnt over them.

    Attributes:
        columns: header → its meaning, ``None`` for one that is passed over; see :func:`plain`.
        states: word → what it tells.
    """

    columns: Mapping[str, Meaning | None] = field(default_factory=dict)
    states: Mapping[str, Told] = field(default_factory=dict)
    good: frozenset[str] = frozenset()

    @classmethod
    def of(cls, spec: FeedbackSpec, columns: Mapping[str, Meaning | None], states: Mapping[str, Told]) -> Words:
        """Return the words of a profile, with what was learnt in front of them."""
        known: dict[str, Meaning | None] = {
            plain(header): meaning for meaning, headers in spec.columns.items() for header in headers
        }
        told = {plain(word): state for state, words in spec.states.items() for word in words}
        return cls(
            {**known, **{plain(header): meaning for header, meaning in columns.items()}},
            {**told, **{plain(word): state for word, state in states.items()}},
            frozenset(plain(word) for word in spec.good),
        )

    def meaning(self, header: str) -> Meaning | None:
        """Return what a header means, ``None`` for nothing that is known."""
        return self.columns.get(plain(header)) or self.columns.get(_without_remark(plain(header)))

    def knows(self, header: str) -> bool:
        """Return whether somebody said what to do with a header, be it to pass it over."""
        return plain(header) in self.columns or _without_remark(plain(header)) in self.columns


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet's columns are understood.

    Attributes:
        header_row: number of the row with the headers, 0 where none was found.
        headers: by column.
        meanings: column → meaning; of two columns with one meaning, neither.
        clashing: meanings that several columns have.
        unknown: headers that nobody explained; what stands below them is read by nobody.
    """

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    meanings: Mapping[int, Meaning]
    clashing: Mapping[Meaning, tuple[int, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def names_records(self) -> bool:
        """Whether lines can be matched with records: there is a receipt or a document number."""
        return bool({Meaning.RECEIPT_NUMBER, Meaning.NUMBER} & set(self.meanings.values()))

    @property
    def tells_something(self) -> bool:
        """Whether lines say anything of the records that they name."""
        telling = {Meaning.STATE, Meaning.RESULT, Meaning.CARD_NUMBER, Meaning.PICKUP_PLACE}
        return bool(telling & set(self.meanings.values()))

    @property
    def usable(self) -> bool:
        """Whether lines can be read at all."""
        return self.names_records and self.tells_something and not self.clashing


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a feedback file.

    Attributes:
        row: its number in the sheet, as Excel counts.
        values: what stands in the columns that have a meaning; empty ones left out.
        lossy: meanings whose digits Excel has cut.
    """

    sheet: str
    row: int
    values: Mapping[Meaning, str] = field(repr=False)
    lossy: frozenset[Meaning] = frozenset()

    def value(self, meaning: Meaning) -> str:
        """Return what the line says, ``""`` for nothing."""
        return self.values.get(meaning, "")

    @property
    def digest(self) -> str:
        """A digest over all that the line says; where it stands in which file is no matter."""
        said = json.dumps({key.value: plain(text) for key, text in self.values.items()}, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


def plain(text: str) -> str:
    """Return a header or word as it is compared: without blanks, marks for required, width and case."""
    bare = re.sub(r"[\s*:_\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text))
    return unicodedata.normalize("NFKC", bare.casefold())


def _without_remark(header: str) -> str:
    return re.sub(r"[(\[<【].*?[)\]>】]$", "", header)


def layout_of(sheet: str, rows: Sequence[tuple[int, Sequence[str]]], words: Words) -> Layout:
    """Return how a sheet's columns are understood: its header is the row of which most is known.

    Args:
        rows: the first rows, each with its number. A title, or the day of making, may stand above the header.
    """
    best: tuple[int, int] = (0, 0)
    header: tuple[int, Sequence[str]] = (0, ())
    for number, cells in rows:
        known = {meaning for cell in cells if (meaning := words.meaning(cell)) is not None}
        # Of rows that say equally little the fullest is the header: a title has one cell.
        worth = (len(known), sum(bool(cell) for cell in cells))
        if worth > best:
            best, header = worth, (number, cells)
    number, cells = header
    places: dict[Meaning, list[int]] = {}
    for column, cell in enumerate(cells):
        meaning = words.meaning(cell) if cell else None
        if meaning is not None:
            places.setdefault(meaning, []).append(column)
    return Layout(
        sheet,
        number,
        tuple(cells),
        {columns[0]: meaning for meaning, columns in places.items() if len(columns) == 1},
        {meaning: tuple(columns) for meaning, columns in places.items() if len(columns) > 1},
        tuple(cell for cell in cells if cell and not words.knows(cell)),
    )


def told_by(line: Line, words: Words) -> Told | None:
    """Return what a line tells, ``None`` where one of its words isn't known.

    A result that isn't good is the returned one whatever the state; without a state, the result is the state.
    """
    state, result = plain(line.value(Meaning.STATE)), plain(line.value(Meaning.RESULT))
    if result and result not in words.good:
        told = words.states.get(result)
        if told is None or told is Told.RETURNED or not state:
            return told
    if state:
        return words.states.get(state)
    # Nothing but a card's number and place: it is there for the holder, but nobody says so.
    return Told.RECEIVED


def unknown_words(lines: Iterable[Line], words: Words) -> tuple[str, ...]:
    """Return the words of states and results that nobody explained, as they stand, in their order."""
    found: dict[str, str] = {}
    for line in lines:
        state, result = line.value(Meaning.STATE), line.value(Meaning.RESULT)
        if result and plain(result) not in words.good and plain(result) not in words.states:
            found.setdefault(plain(result), result)
        if state and plain(state) not in words.states:
            found.setdefault(plain(state), state)
    return tuple(found.values())


def points_of(line: Line, spec: FeedbackSpec) -> tuple[Point, ...]:
    """Return why a line sends its record back, at the fields that its reason speaks of.

    The text is the bureau's own; where it gives none, the word that says that it came back.
    """
    said = line.value(Meaning.REASON) or line.value(Meaning.RESULT) or line.value(Meaning.STATE)
    text = " ".join(said.split())[:MAX_CHARACTERS]
    found = [reason for reason in spec.reasons if any(plain(word) in plain(text) for word in reason.words)]
    points = [Point(text, key, reason.code) for reason in found for key in reason.keys or ("",)]
    return tuple(points) or (Point(text),)


def same_name(one: str, other: str) -> bool:
    """Return whether two spellings may be one person's name: a covered one (张*) is any that fits it."""
    left, right = (
        re.sub(r"[\s·•.．‧・]+", "", unicodedata.normalize("NFKC", name)).casefold() for name in (one, other)
    )
    return left == right or _fits(left, right) or _fits(right, left)


def same_number(one: str, other: str) -> bool:
    """Return whether two document numbers may be one: a covered one (510107********0014) is any that fits it."""
    left, right = (re.sub(r"[\s-]+", "", unicodedata.normalize("NFKC", number)).upper() for number in (one, other))
    return left == right or _fits(left, right) or _fits(right, left)


def is_covered(text: str) -> bool:
    """Return whether part of a name or number was covered by whoever sent it."""
    return "*" in unicodedata.normalize("NFKC", text)


def _fits(covered: str, whole: str) -> bool:
    if "*" not in covered or len(covered) != len(whole):
        return False
    return all(cover in ("*", sign) for cover, sign in zip(covered, whole, strict=True))
