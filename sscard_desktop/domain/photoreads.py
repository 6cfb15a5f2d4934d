# SPDX-License-Identifier: Apache-2.0
"""Whose photo is it, by the clock: when the camera took it against who was called up when at the counter.

A photo belongs to the person whose card was read last before it. That is only as good as the camera's clock, which
nobody sets: how far it is off comes from one photo of which somebody says whose it is, or is found where one answer
fits far better than any other, and is confirmed. What lies at the change of two people, long after a card, or beside
another photo of the same turn is asked, never assigned.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sscard_desktop.domain.photoclaims import Doubt, Person
from sscard_desktop.domain.photomatching import Matching, NamedFile, contradicted

LONGEST_TURN = timedelta(minutes=15)
"""A photo later than this after a card is nobody's: people went to lunch."""
CLOSE = timedelta(seconds=2)
"""Cameras and zips tell time in seconds, zips in even ones: this near a change of people says nothing."""
_STEP = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(minutes=2)
_BIN_S = 5
_SAMPLED, _PEAKS, _FEWEST = 300, 10, 5
_PROPOSED, _RIVAL, _AT_EDGES = 0.8, 0.8, 0.1


@dataclass(frozen=True, slots=True)
class CardRead:
    """Somebody was called up.

    Attributes:
        at: by the station's clock.
        person: their id among the people, ``""`` for somebody else.
    """

    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class ClockShift:
    """How far the camera's clock is off.

    Attributes:
        shift: what is added to the camera's time to get the station's.
        alone: of how many photos it makes the only one of a person's turn.
        of: of how many.
    """

    shift: timedelta
    alone: int
    of: int


@dataclass(frozen=True, slots=True)
class _Turns:
    """Who stood before the camera from when on; one person's reads one after the other are one turn."""

    begins: Sequence[datetime] = field(repr=False)
    people: Sequence[str] = field(repr=False)

    def at(self, moment: datetime) -> int:
        return bisect_right(self.begins, moment) - 1

    def end(self, turn: int) -> datetime:
        longest, later = self.begins[turn] + LONGEST_TURN, self.together(turn).stop
        return min(longest, self.begins[later]) if later < len(self.begins) else longest

    def together(self, turn: int) -> range:
        """Return the turns that began in the instant this one did, itself among them."""
        begin = self.begins[turn]
        return range(bisect_left(self.begins, begin), bisect_right(self.begins, begin))

    def sure(self, moment: datetime) -> int:
        """Return whose turn it was without doubt, −1 for nobody's."""
        turn = self.at(moment)
        if turn < 0 or moment - self.begins[turn] < CLOSE or self.end(turn) - moment < CLOSE:
            return -1
        # Two people called up at one instant: nobody knows who of them came last.
        return turn if len(self.together(turn)) == 1 else -1


def match_by_reads(
    files: Sequence[NamedFile], people: Sequence[Person], reads: Iterable[CardRead], shift: timedelta
) -> Matching:
    """Return whose each file is by when it was taken, and of the others why not.

    Args:
        files: their keys differ; ``at`` by the camera's clock.
        people: who may be in them.
        reads: in any order.
        shift: what is added to the camera's time to get the station's.
    """
    turns, by_id = _turns(reads), {person.id: person for person in people}
    doubts: dict[str, Doubt] = {}
    mine: defaultdict[str, list[NamedFile]] = defaultdict(list)
    for file in files:
        doubt, claimed = _judged(file, turns, shift)
        known = [each for each in claimed if each in by_id]
        for person in known:
            mine[person].append(file)
        if doubt is not None:
            doubts[file.key] = doubt
        elif not known:
            doubts[file.key] = Doubt.OTHERS_TURN
    assigned, asked = {}, {}
    for person_id, shots in mine.items():
        sure = [file for file in shots if file.key not in doubts]
        for file in sure:
            if len(shots) > 1:
                doubts[file.key] = Doubt.SEVERAL_SHOTS
                asked[file.key] = person_id
            elif not by_id[person_id].open:
                doubts[file.key] = Doubt.LOCKED
            else:
                assigned[file.key] = person_id
    by_key = {file.key: file for file in files}
    if contradicted(((by_key[key], by_id[person]) for key, person in {**assigned, **asked}.items()), people):
        # One file says that it isn't the one whose turn it was: the clock is off by somebody, and so is every turn.
        return Matching({}, {file.key: Doubt.ORDER_CONTRADICTED for file in files})
    return Matching(assigned, doubts, asked)


def shift_of_pair(
    files: Sequence[NamedFile], reads: Iterable[CardRead], file_key: str, person_id: str
) -> ClockShift | None:
    """Return how far the clock is off, given one photo of which somebody says whose it is.

    Within that person's turn it is set so that most of the other photos are alone in a turn too.

    Returns:
        ``None`` where the file has no time, or the person was never called up.
    """
    turns = _turns(reads)
    taken = next((file.at for file in files if file.key == file_key), None)
    own = [turn for turn, person in enumerate(turns.people) if person == person_id]
    if taken is None or len(own) != 1:
        # Called up twice, the pair says nothing of which of the two it was.
        return None
    moments = [file.at for file in files if file.at is not None]
    return _best(moments, turns, turns.begins[own[0]] - taken + CLOSE, turns.end(own[0]) - taken - CLOSE)


def proposed_shift(files: Sequence[NamedFile], reads: Iterable[CardRead]) -> ClockShift | None:
    """Return how far the clock seems to be off, ``None`` where the photos' times don't tell one answer from others.

    People who come at an even pace fit one turn earlier nearly as well: then somebody has to name a photo.
    """
    turns = _turns(reads)
    moments = sorted(file.at for file in files if file.at is not None)
    if len(moments) < _FEWEST or len(turns.begins) < _FEWEST:
        return None
    each = max(1, len(moments) // _SAMPLED)
    sampled = moments[::each][:_SAMPLED]
    hits = Counter(int((begin - moment).total_seconds()) // _BIN_S for moment in sampled for begin in turns.begins)
    found: list[ClockShift] = []
    for peak, _ in hits.most_common(_PEAKS):
        low = timedelta(seconds=peak * _BIN_S)
        shift = _best(sampled, turns, low, low + _LONGEST_WAIT)
        if shift is not None:
            found.append(shift)
    if not found:
        return None
    best = max(found, key=lambda shift: shift.alone)
    ours = _assigned(sampled, turns, best.shift)
    rivals = [shift for shift in found if shift.alone >= _RIVAL * best.alone]
    # As good, and it would give photos to other people.
    if any(_conflicts(ours, _assigned(sampled, turns, rival.shift)) for rival in rivals):
        return None
    return best if best.alone >= _PROPOSED * best.of else None


def _judged(file: NamedFile, turns: _Turns, shift: timedelta) -> tuple[Doubt | None, tuple[str, ...]]:
    """Return why it isn't sure whose a file is, and whose it may be."""
    if file.at is None:
        return Doubt.ORDER_UNCLEAR, ()
    moment = file.at + shift
    turn = turns.at(moment)
    if turn >= 0 and turns.sure(moment) == turn:
        return None, (turns.people[turn],)
    beside = {turns.at(moment - CLOSE), turn, turns.at(moment + CLOSE)} - {-1}
    near = {each for one in beside for each in turns.together(one)}
    claimed = tuple(turns.people[each] for each in sorted(near) if moment - CLOSE < turns.end(each))
    return (Doubt.AT_THE_CHANGE if claimed else Doubt.NO_TURN), claimed


def _turns(reads: Iterable[CardRead]) -> _Turns:
    begins: list[datetime] = []
    people: list[str] = []
    for read in sorted(reads, key=lambda each: each.at):
        if not (people and read.person and people[-1] == read.person):
            begins.append(read.at)
            people.append(read.person)
    return _Turns(begins, people)


def _assigned(moments: Iterable[datetime], turns: _Turns, shift: timedelta) -> Mapping[datetime, int]:
    """Return moment → turn, for those that are alone in theirs."""
    found = {moment: turns.sure(moment + shift) for moment in moments}
    count = Counter(found.values())
    return {moment: turn for moment, turn in found.items() if turn >= 0 and count[turn] == 1}


def _conflicts(one: Mapping[datetime, int], other: Mapping[datetime, int]) -> bool:
    """Return whether two answers give photos to different people; a few at the edge of a turn may always."""
    common = one.keys() & other.keys()
    return sum(one[moment] != other[moment] for moment in common) > _AT_EDGES * len(common)


def _best(moments: Sequence[datetime], turns: _Turns, low: timedelta, high: timedelta) -> ClockShift | None:
    """Return the middle of where most photos are alone in a turn, of the widest such stretch."""
    if high < low:
        return None
    each = max(1, len(moments) // _SAMPLED)
    sampled = moments[::each]
    scores = [
        len(_assigned(sampled, turns, low + step * _STEP)) for step in range(int((high - low) / _STEP) + 1)
    ]  # fmt: skip
    top, widest, begin = max(scores), (0, 0), None
    for place, score in enumerate([*scores, -1]):
        if score == top and begin is None:
            begin = place
        elif score != top and begin is not None:
            widest, begin = max(widest, (begin, place), key=lambda stretch: stretch[1] - stretch[0]), None
    middle = low + (widest[0] + widest[1] - 1) // 2 * _STEP
    return ClockShift(middle, len(_assigned(moments, turns, middle)), len(moments))
