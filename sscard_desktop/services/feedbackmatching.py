# SPDX-License-Identifier: Apache-2.0
"""Whom each line of a feedback file means, and what it would do to their record. Changes nothing.

By 受理编号 first, as one person may have several requests; then by document number. What names two records, or one
record twice in different ways, does nothing until somebody decides: a wrong 退回 costs a person a trip, a wrong 可领卡
two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.feedback import (
    MOVE_OF,
    PROGRESS,
    STATUS_OF,
    Line,
    Meaning,
    Told,
    Words,
    is_covered,
    plain,
    points_of,
    same_name,
    same_number,
    told_by,
)
from sscard_desktop.domain.feedbackfile import FeedbackSource
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.domain.record import AT_BUREAU, MOVES, Move, Record, RecordId, Status, standing
from sscard_desktop.domain.remarks import Point
from sscard_desktop.services.ports import Store

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


class Judge:
    """Judges the lines of one file.

    Args:
        store: the station's, to look things up.
        profile: the city's.
        station: the station's number, part of its receipt numbers.
        words: what headers and words mean.
        choices: what somebody decided.
    """

    def __init__(self, store: Store, profile: Profile, station: int, words: Words, choices: Choices) -> None:
        self._store = store
        self._profile = profile
        self._station = f"{station:04d}"
        self._words = words
        self._choices = choices
        self._records: dict[RecordId, Record] = {}
        self._said: Mapping[RecordId, Mapping[str, datetime]] = {}

    def judge(self, lines: Sequence[Line], report: Callable[[int, int], None]) -> tuple[Verdict, ...]:
        """Return what each line does, in their order.

        Args:
            report: told how far it is.
        """
        verdicts: list[Verdict] = []
        for done, line in enumerate(lines):
            report(done, 2 * len(lines))
            verdicts.append(self._matched(line))
        self._said = self._store.applied_digests(sorted(self._records))
        self._settle_doubles(verdicts)
        for at, verdict in enumerate(verdicts):
            report(len(lines) + at, 2 * len(lines))
            if verdict.record is not None and verdict.outcome is Outcome.SAME:
                verdicts[at] = self._judged(verdict, self._records[verdict.record])
        self._refuse_taken_cards(verdicts)
        return tuple(verdicts)

    # ── whom it means ────────────────────────────────────────────────────────────────────────────────────────

    def _matched(self, line: Line) -> Verdict:
        """Return a verdict that says whom the line means; ``SAME`` stands for "to be judged"."""
        told = told_by(line, self._words)
        number = idnumber.normalise(line.value(Meaning.NUMBER))
        receipt = idnumber.normalise(line.value(Meaning.RECEIPT_NUMBER)).replace("-", "")
        if is_receipt_number(receipt):
            found = self._store.record_of_receipt(receipt)
            if found is None:
                own = receipt.startswith(self._station)
                return Verdict(line, Outcome.UNMATCHED if own else Outcome.ELSEWHERE, told)
            record = self._record(found)
            if not self._agrees(line, number, record):
                return _of(line, Outcome.DISAGREES, told, record)
            return _of(line, Outcome.SAME, told, record, differs=not _names_agree(line, record))
        if Meaning.NUMBER in line.lossy or (not number and Meaning.RECEIPT_NUMBER in line.lossy):
            return Verdict(line, Outcome.DIGITS_LOST, told)
        if not number:
            # A receipt number that isn't one of ours names nobody here, but it does name somebody.
            return Verdict(line, Outcome.UNMATCHED if receipt else Outcome.NO_KEY, told)
        if is_covered(number):
            return Verdict(line, Outcome.UNMATCHED, told)
        return self._by_number(line, told, number)

    def _by_number(self, line: Line, told: Told | None, number: str) -> Verdict:
        records = [self._record(found) for found in self._store.records_of_number(number)]
        records = [record for record in records if record.status is not Status.VOID and record.receipt_number]
        records = self._narrowed(line, records)
        out = [record for record in records if record.status in AT_BUREAU]
        meant = out or records
        if not meant:
            return Verdict(line, Outcome.UNMATCHED, told)
        chosen = self._choices.records.get((line.sheet, line.row))
        for record in meant:
            if len(meant) == 1 or record.id == chosen:
                return _of(line, Outcome.SAME, told, record, differs=not _names_agree(line, record))
        candidates = tuple(record.id for record in meant)
        return Verdict(line, Outcome.AMBIGUOUS, told, name=meant[0].value("name"), candidates=candidates)

    def _narrowed(self, line: Line, records: list[Record]) -> list[Record]:
        """Keep the records of the kind of business and the batch that the line names, where it names any of them."""
        said, batch = plain(line.value(Meaning.BUSINESS)), line.value(Meaning.BATCH_NUMBER)
        kinds = {
            entry.code
            for entry in self._profile.businesses.entries
            if said and said in {plain(spelled) for spelled in (entry.code, *entry.labels.values(), *entry.aliases)}
        }
        records = [record for record in records if record.business in kinds] or records
        return [record for record in records if batch and record.batch == batch] or records

    def _agrees(self, line: Line, number: str, record: Record) -> bool:
        """Whether what else stands in the line is the record's person's; the receipt number alone may be a slip."""
        if number and Meaning.NUMBER not in line.lossy:
            return same_number(number, record.value("number")) and (
                not is_covered(number) or _names_agree(line, record)
            )
        return _names_agree(line, record)

    def _record(self, record_id: RecordId) -> Record:
        if record_id not in self._records:
            self._records[record_id] = self._store.record(record_id)
        return self._records[record_id]

    # ── several lines of one record ──────────────────────────────────────────────────────────────────────────

    def _settle_doubles(self, verdicts: list[Verdict]) -> None:
        by_record: dict[RecordId, list[int]] = {}
        for at, verdict in enumerate(verdicts):
            if verdict.record is not None and verdict.outcome is Outcome.SAME:
                by_record.setdefault(verdict.record, []).append(at)
        for places in by_record.values():
            seen: set[str] = set()
            different = []
            for at in places:
                digest = verdicts[at].line.digest
                if digest in seen:
                    verdicts[at] = replace(verdicts[at], outcome=Outcome.DUPLICATE)
                else:
                    seen.add(digest)
                    different.append(at)
            if len(different) > 1:
                counts = _counting([verdicts[at] for at in different])
                for position, at in enumerate(different):
                    if position != counts:
                        outcome = Outcome.CONTRADICTS if counts is None else Outcome.DUPLICATE
                        verdicts[at] = replace(verdicts[at], outcome=outcome)

    def _refuse_taken_cards(self, verdicts: list[Verdict]) -> None:
        """A card has one holder: a number that two people have is wrong with at least one of them.

        Every line that names a record counts, also one that changes nothing, and whoever has the number once the file
        is read in: what it does may not depend on how much of it was read in before.
        """
        named: dict[str, set[str]] = {}
        for verdict in verdicts:
            number = _card_number(verdict.line)
            if number and verdict.record is not None:
                named.setdefault(number, set()).add(self._records[verdict.record].value("number"))
        stored = {number: self._store.records_of_card(number) for number in named}
        refused = True
        while refused:
            refused = False
            # Whose card gets another number here has the old one no more; unless that is refused, hence once more.
            replaced = {verdict.record for verdict in verdicts if verdict.card_number}
            for at, verdict in enumerate(verdicts):
                if verdict.card_number:
                    kept = [other for other in stored[verdict.card_number] if other not in replaced]
                    owners = {self._record(other).value("number") for other in kept}
                    if len(owners | named[verdict.card_number]) > 1:
                        verdicts[at] = replace(verdict, outcome=Outcome.CARD_TAKEN, target=None, card_number="")
                        refused = True

    # ── what it does ─────────────────────────────────────────────────────────────────────────────────────────

    def _judged(self, verdict: Verdict, record: Record) -> Verdict:
        told = verdict.told
        if told is None:
            return replace(verdict, outcome=Outcome.UNKNOWN_WORD)
        said_at = self._said.get(record.id, {}).get(verdict.line.digest)
        verdict = replace(verdict, said_at=said_at)
        old = said_at is not None and self._choices.records.get(verdict.at) != record.id
        if told is Told.RETURNED:
            return self._sent_back(verdict, record, old=old)
        if record.status not in AT_BUREAU and record.status is not Status.ISSUED:
            known = said_at is not None
            return replace(verdict, outcome=Outcome.SAME if known else self._not_out(record))
        fresh = self._fresh(verdict, record)
        if told in MOVE_OF and (record.status, MOVE_OF[told]) in MOVES:
            if old:
                return replace(verdict, outcome=Outcome.REPEATED)
            return replace(fresh, outcome=Outcome.MOVES, target=STATUS_OF[told])
        if told is Told.RECEIVED or STATUS_OF[told] is record.status:
            new = bool(fresh.card_number or fresh.place) and not old
            return replace(fresh, outcome=Outcome.UPDATES) if new else replace(verdict, outcome=Outcome.SAME)
        return replace(verdict, outcome=Outcome.SAME if said_at is not None else Outcome.BACKWARDS)

    def _sent_back(self, verdict: Verdict, record: Record, *, old: bool) -> Verdict:
        points = points_of(verdict.line, self._profile.feedback)
        if record.status in AT_BUREAU:
            if old:
                return replace(verdict, outcome=Outcome.REPEATED, points=points)
            return replace(verdict, outcome=Outcome.RETURNED, target=Status.RETURNED, points=points)
        if verdict.said_at is not None or self._came_back(record):
            return replace(verdict, outcome=Outcome.SAME, points=points)
        return replace(verdict, outcome=self._not_out(record), points=points)

    def _not_out(self, record: Record) -> Outcome:
        done = record.status is Status.ISSUED or self._came_back(record)
        return Outcome.BACKWARDS if done else Outcome.NOT_SENT

    def _came_back(self, record: Record) -> bool:
        """Whether the bureau's own 退回 is the last thing that happened."""
        last = standing(self._store.steps(record.id))[-1:]
        return record.status is Status.RETURNED and bool(last) and last[0].move is Move.REJECT

    def _fresh(self, verdict: Verdict, record: Record) -> Verdict:
        """Return the verdict with what the line says of the card that isn't known yet."""
        issue = self._store.card_issue(record.id) or CardIssue(record.id)
        number, place = _card_number(verdict.line), verdict.line.value(Meaning.PICKUP_PLACE)
        return replace(
            verdict,
            card_number=number if number != issue.number else "",
            place=place if place != issue.place else "",
        )


def counts_of(verdicts: Iterable[Verdict]) -> Mapping[Outcome, int]:
    """Return how many lines end how, in the outcomes' order."""
    found = Counter(verdict.outcome for verdict in verdicts)
    return {outcome: found[outcome] for outcome in Outcome if found[outcome]}


def _of(line: Line, outcome: Outcome, told: Told | None, record: Record, *, differs: bool = False) -> Verdict:
    return Verdict(
        line, outcome, told, record.id, record.value("name"), record.batch, record.status, name_differs=differs
    )


def _card_number(line: Line) -> str:
    """Return the card number of a line, ``""`` where it was covered or cut."""
    number = line.value(Meaning.CARD_NUMBER)
    return "" if is_covered(number) or Meaning.CARD_NUMBER in line.lossy else number


def _names_agree(line: Line, record: Record) -> bool:
    name = line.value(Meaning.NAME)
    return not name or same_name(name, record.value("name"))


def _counting(verdicts: Sequence[Verdict]) -> int | None:
    """Return which of several different lines of a record counts, ``None`` where they contradict each other.

    A list of all that happened counts by its last time; without times, the farthest state counts, as long as nothing
    was sent back: before or after which state that was nobody can tell.
    """
    times = [verdict.line.value(Meaning.TOLD_AT) for verdict in verdicts]
    if all(times) and len(set(times)) == len(times) and len({len(time) for time in times}) == 1:
        return times.index(max(times))
    told = [verdict.told for verdict in verdicts]
    if any(each not in PROGRESS for each in told) or len(set(told)) < len(told):
        return None
    ranks = [PROGRESS.index(each) for each in told if each is not None]
    return ranks.index(max(ranks))
