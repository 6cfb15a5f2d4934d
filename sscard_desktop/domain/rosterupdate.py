# SPDX-License-Identifier: Apache-2.0
"""A roster that comes once more: who of it is new, who changed in what, who is gone, and what may not change at all.

People are matched by their personal number (个人编号), else by document number, else by the row's id, else by name and
birth date where both lists have just one such person; the last is a guess, and told. Of one person name and number
never change both (weifang-notice: 姓名、公民身份号码 不能同时变更); what the roster fixes never changes, though it may
come in addition where it was empty; and a person whose record is submitted stays as they were recorded.

Pure: changes nothing. A person who is refused keeps all that was known of them, whatever else of the list is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sscard_desktop.domain.roster import RosterRow, RowId, RowState

FIXED = frozenset({"social_security_number", "personal_number", "personnel_category"})
"""Fields that only the bureau says, as ``rules`` hold records to them."""


class Fate(StrEnum):
    """What becomes of a person of either list."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    """Not on the list that comes; they stay, unless it is said that they go."""
    REFUSED = "refused"
    """The list that comes says what it may not say; they stay as they are."""


class Match(StrEnum):
    """By what a person of the list that comes was found here."""

    PERSONAL = "personal"
    NUMBER = "number"
    ROW = "row"
    PERSON = "person"
    """Name and birth date: a guess."""


class Refusal(StrEnum):
    """Why a person stays as they are."""

    BOTH = "both"
    """Name and number would change at once."""
    FIXED = "fixed"
    """A field that only the bureau says would change."""
    SUBMITTED = "submitted"
    """Their record is submitted, or further."""
    TWICE = "twice"
    """The list that comes has this person twice."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that becomes another; either may be ``""``."""

    key: str
    before: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonUpdate:
    """What becomes of one person.

    Attributes:
        row: their row's id; of new people the one they get.
        number: the line of the file that comes, 0 for those who are gone.
        position: their place in the list from then on, 0 where it stays.
        values: all that is known of them from then on.
        state: how far they are.
        match: ``None`` for people who are new or gone.
        changes: in the order in which the list has the fields; of refused people what would have changed.
    """

    row: RowId
    number: int
    position: int
    fate: Fate
    name: str = field(repr=False)
    values: Mapping[str, str] = field(repr=False)
    state: RowState = RowState.MISSING
    match: Match | None = None
    changes: tuple[FieldChange, ...] = ()
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """A person of the list that comes.

    Attributes:
        number: the line of the file.
        values: field key → value as records store it; what isn't in it is empty.
    """

    number: int
    values: Mapping[str, str] = field(repr=False)


def updates(
    here: Sequence[tuple[RosterRow, RowState]],
    coming: Sequence[Coming],
    *,
    keys: Collection[str],
    row_id: Callable[[Mapping[str, str]], RowId],
    fixed: Collection[str] = FIXED,
    unsure: Sequence[Coming] = (),
) -> list[PersonUpdate]:
    """Return what becomes of everybody: those who come in the order of their list, then those who are gone.

    Args:
        here: the roster as it is, with how far each person is.
        keys: the fields that the list that comes has columns for; of others nothing is said, and they stay.
        row_id: gives the id of a new person's row.
        unsure: rows with problems, which say nothing but that their people aren't gone.
    """
    matched, twice = _matched([row for row, _ in here], coming, row_id)
    states = {row.id: state for row, state in here}
    rows = {row.id: row for row, _ in here}
    taken = set(rows)
    ordered = list(dict.fromkeys(keys))
    found: list[PersonUpdate] = []
    for position, person in enumerate(coming, start=1):
        if position - 1 in matched:
            row_key, match = matched[position - 1]
            row = rows[row_key]
            found.append(_updated(row, states[row_key], person, position, match, ordered, fixed))
            continue
        new = row_id(person.values)
        if position - 1 in twice:
            found.append(_new(person, new, 0, Refusal.TWICE))
            continue
        if new in taken:
            # An id stays with its person when the number is corrected; the number's own holder needs another one.
            new = row_id({"name": person.values.get("name", ""), "birth_date": f"{new} {position}"})
        taken.add(new)
        found.append(_new(person, new, position))
    seen = {row_key for row_key, _ in matched.values()}
    doubted, _ = _matched([row for row, _ in here if row.id not in seen], unsure, row_id)
    seen |= {row_key for row_key, _ in doubted.values()}
    found += [
        PersonUpdate(row.id, 0, 0, Fate.GONE, row.value("name"), row.values, state)
        for row, state in here
        if row.id not in seen
    ]
    return found


def counts(people: Iterable[PersonUpdate]) -> Mapping[Fate, int]:
    """Return how many people have which fate."""
    found = Counter(each.fate for each in people)
    return {fate: found[fate] for fate in Fate}


def _new(person: Coming, row: RowId, position: int, refusal: Refusal | None = None) -> PersonUpdate:
    fate = Fate.NEW if refusal is None else Fate.REFUSED
    return PersonUpdate(
        row, person.number, position, fate, person.values.get("name", ""), person.values, refusal=refusal
    )


def _updated(
    row: RosterRow,
    state: RowState,
    person: Coming,
    position: int,
    match: Match,
    keys: Sequence[str],
    fixed: Collection[str],
) -> PersonUpdate:
    changes = tuple(
        FieldChange(key, row.value(key), person.values.get(key, ""))
        for key in keys
        if row.value(key) != person.values.get(key, "")
    )
    refusal = _refusal(state, changes, fixed)
    if not changes:
        fate, values = Fate.SAME, dict(row.values)
    elif refusal is not None:
        fate, values = Fate.REFUSED, dict(row.values)
    else:
        after = {**row.values, **{each.key: each.after for each in changes}}
        fate, values = Fate.CHANGED, {key: value for key, value in after.items() if value}
    moved = 0 if refusal is not None or position == row.position else position
    name = row.value("name") or person.values.get("name", "")
    return PersonUpdate(row.id, person.number, moved, fate, name, values, state, match, changes, refusal)


def _refusal(state: RowState, changes: Sequence[FieldChange], fixed: Collection[str]) -> Refusal | None:
    if not changes:
        return None
    if state is RowState.DONE:
        return Refusal.SUBMITTED
    corrected = {each.key for each in changes if each.before}
    if {"name", "number"} <= corrected:
        return Refusal.BOTH
    return Refusal.FIXED if corrected & set(fixed) else None


def _matched(
    rows: Sequence[RosterRow], coming: Sequence[Coming], row_id: Callable[[Mapping[str, str]], RowId]
) -> tuple[dict[int, tuple[RowId, Match]], set[int]]:
    """Return place in the list that comes → who they are here, and the places of people who were there before."""
    found: dict[int, tuple[RowId, Match]] = {}
    used: dict[RowId, int] = {}
    twice: set[int] = set()

    def pair(match: Match, mine: Callable[[RosterRow], str], theirs: Callable[[Coming], str]) -> None:
        known: dict[str, list[RosterRow]] = {}
        for row in rows:
            if key := mine(row):
                known.setdefault(key, []).append(row)
        asked = Counter(key for place, each in enumerate(coming) if place not in found and (key := theirs(each)))
        for place, person in enumerate(coming):
            key = theirs(person)
            candidates = known.get(key, []) if key and place not in found and place not in twice else []
            if match is Match.PERSON:
                candidates = [each for each in candidates if each.id not in used]
                if asked[key] > 1:
                    continue
            if len(candidates) != 1:
                continue
            (row,) = candidates
            if row.id in used:
                twice.add(place)
                continue
            found[place] = (row.id, match)
            used[row.id] = place

    def same_name_only(person: Coming) -> str:
        # The id of a corrected number may be another person's by now: only somebody of the same name has it.
        return f"{row_id(person.values)} {person.values.get('name', '')}"

    pair(Match.PERSONAL, lambda row: _personal(row.values), lambda each: _personal(each.values))
    pair(Match.NUMBER, lambda row: row.value("number"), lambda each: each.values.get("number", ""))
    pair(Match.ROW, lambda row: f"{row.id} {row.value('name')}", same_name_only)
    pair(Match.PERSON, lambda row: _person(row.values), lambda each: _person(each.values))
    return found, twice


def _personal(values: Mapping[str, str]) -> str:
    """Return the number that the bureau knows somebody by, whichever of its two names a city gives it."""
    return values.get("personal_number", "") or values.get("social_security_number", "")


def _person(values: Mapping[str, str]) -> str:
    name, born = values.get("name", ""), values.get("birth_date", "")
    return f"{name}\n{born}" if name and born else ""
