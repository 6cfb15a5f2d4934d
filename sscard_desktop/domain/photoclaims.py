# SPDX-License-Identifier: Apache-2.0
"""Whom a picture file's name speaks for among the people who may be in it, or why it can't be told.

A second number, a name that isn't theirs or a code of somebody else speaks against: then the name is for nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sscard_desktop.domain.photonames import RUN, Said, may_be_name, plain

_SHORTEST_NUMBER = 8
_NUMBER_TAILS = (4, 6)


class Doubt(StrEnum):
    """Why a file is nobody's."""

    NOBODY = "nobody"
    SEVERAL_PEOPLE = "several_people"
    SEVERAL_FILES = "several_files"
    SAME_NAME = "same_name"
    NUMBER_DIFFERS = "number_differs"
    NAME_DIFFERS = "name_differs"
    CODE_DIFFERS = "code_differs"
    LOCKED = "locked"
    """The record is there, but nothing may be changed in it."""
    COUNT_DIFFERS = "count_differs"
    ORDER_UNCLEAR = "order_unclear"
    ORDER_CONTRADICTED = "order_contradicted"
    """A file's name says that it isn't the one whose turn it is; then no turn can be trusted."""
    SAME_PICTURE = "same_picture"
    """The very same picture is there under another name."""
    SEVERAL_SHOTS = "several_shots"
    """Several were taken while one person's turn was."""
    NO_TURN = "no_turn"
    """It was nobody's turn: before the first card, or long after one."""
    AT_THE_CHANGE = "at_the_change"
    """It was taken as one person went and the next one came."""
    OTHERS_TURN = "others_turn"
    """It was the turn of somebody who isn't among these people."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be in the pictures.

    Attributes:
        id: of the record or of the roster's row.
        codes: what may stand behind the name, such as a retrieval code or a personal number; one of eight signs or more
            may stand alone as well.
        open: whether it may be changed.
    """

    id: str
    name: str = field(repr=False)
    number: str = field(repr=False)
    codes: frozenset[str] = field(default=frozenset(), repr=False)
    open: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """Whom a file may be of, and why it isn't sure; no doubt means exactly one person."""

    people: frozenset[str]
    doubt: Doubt | None


class Known:
    """The people by what a file's name may say of them."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._numbers: defaultdict[str, list[Person]] = defaultdict(list)
        self._documents: set[str] = set()
        self._names: defaultdict[str, list[Person]] = defaultdict(list)
        self._latin: defaultdict[str, list[Person]] = defaultdict(list)
        for person in people:
            number = _number(person)
            for each in _numbers(person):
                self._numbers[each].append(person)
            if len(number) >= _SHORTEST_NUMBER:
                self._documents.add(number)
            name = plain(person.name)
            if name.isascii():
                self._latin["".join(re.findall("[A-Z]", name))].append(person)
            else:
                self._names["".join(name.split())].append(person)
        self._latin.pop("", None)
        self._lengths = {len(number) for number in self._documents}

    def by_number(self, said: Said) -> Claim:
        """Return whom the numbers in a file's name speak for."""
        numbers = {run for run in said.runs if run in self._numbers}
        people = list({person.id: person for number in numbers for person in self._numbers[number]}.values())
        claimed = _ids(people)
        if not numbers:
            namesakes = self._named(said)
            differs = bool(said.long_numbers and namesakes)
            return Claim(_ids(namesakes), Doubt.NUMBER_DIFFERS if differs else Doubt.NOBODY)
        if len({_ids(self._numbers[number]) for number in numbers}) > 1 or self._glued(said) - numbers:
            return Claim(claimed, Doubt.SEVERAL_PEOPLE)
        if said.long_numbers - numbers:
            return Claim(claimed, Doubt.NUMBER_DIFFERS)
        others = _ids(self._named(said)) - claimed
        own_name = any(self._bears(person, said) for person in people)
        if others and not (own_name and self._shares_name(people, others)):
            return Claim(claimed | others, Doubt.SEVERAL_PEOPLE if own_name else Doubt.NAME_DIFFERS)
        if not own_name and any(may_be_name(word) for word in said.words):
            return Claim(claimed, Doubt.NAME_DIFFERS)
        return _open_one(people)

    def by_name(self, said: Said) -> Claim:
        """Return whom the name in a file's name speaks for, with a code where several share it."""
        people = self._named(said)
        names = {plain(person.name) for person in people}
        if not people:
            return Claim(frozenset(), Doubt.NOBODY)
        if len(names) > 1:
            return Claim(_ids(people), Doubt.SEVERAL_PEOPLE)
        numbers = said.long_numbers | self._glued(said)
        if numbers:
            right = [person for person in people if numbers <= _numbers(person)]
            if not right:
                return Claim(_ids(people), Doubt.NUMBER_DIFFERS)
            people = right
        codes = [run for run in said.runs if run not in numbers and any(sign.isdigit() for sign in run)]
        for code in codes:
            right = [person for person in people if _has_code(person, code)]
            if not right:
                return Claim(_ids(people), Doubt.CODE_DIFFERS)
            people = right
        return _open_one(people, otherwise=Doubt.SAME_NAME)

    def speaks_against(self, said: Said, person: Person) -> bool:
        """Return whether a file's name says that it is of somebody else."""
        numbers = {run for run in said.runs if run in self._numbers} | said.long_numbers
        if (numbers | self._glued(said)) - _numbers(person):
            return True
        named = self._named(said)
        return bool(named) and not self._bears(person, said)

    def _glued(self, said: Said) -> set[str]:
        """Return the people's numbers that stand within longer runs of signs, such as two written as one."""
        return {
            part
            for run in said.runs
            for length in self._lengths
            for start in range(len(run) - length + 1 if len(run) > length else 0)
            if (part := run[start : start + length]) in self._documents
        }

    def _named(self, said: Said) -> list[Person]:
        found = [person for word in said.words for person in self._names.get(word, ())]
        return found + self._latin.get(said.letters, [])

    def _bears(self, person: Person, said: Said) -> bool:
        name = plain(person.name)
        return "".join(name.split()) in said.words or "".join(re.findall("[A-Z]", name)) == said.letters != ""

    def _shares_name(self, people: Sequence[Person], others: frozenset[str]) -> bool:
        """Return whether the others are namesakes only: the number has told between them."""
        names = {"".join(plain(person.name).split()) for person in people}
        return others <= _ids(found for name in names for found in self._names.get(name, ()))


def _number(person: Person) -> str:
    return "".join(RUN.findall(plain(person.number)))


def _numbers(person: Person) -> frozenset[str]:
    """Return what stands for a person by itself: the document number, and codes that are long enough."""
    codes = ("".join(RUN.findall(plain(code))) for code in person.codes)
    return frozenset(each for each in (_number(person), *codes) if len(each) >= _SHORTEST_NUMBER)


def _has_code(person: Person, code: str) -> bool:
    number = _number(person)
    tails = {number[-places:] for places in _NUMBER_TAILS if len(number) > places}
    return code in tails or any(_unpadded(plain(each)) == _unpadded(code) for each in person.codes if each)


def _unpadded(code: str) -> str:
    return code.lstrip("0") or "0"


def _open_one(people: Sequence[Person], *, otherwise: Doubt = Doubt.SEVERAL_PEOPLE) -> Claim:
    """Return the claim on the one record that may be changed; older, finished ones of the same person don't count."""
    able = [person for person in people if person.open]
    if not able:
        return Claim(_ids(people), Doubt.LOCKED)
    same = {(plain(person.name), plain(person.number)) for person in people}
    if len(able) > 1 or len(same) > 1:
        return Claim(_ids(people), otherwise)
    return Claim(_ids(able), None)


def _ids(people: Iterable[Person]) -> frozenset[str]:
    return frozenset(person.id for person in people)
