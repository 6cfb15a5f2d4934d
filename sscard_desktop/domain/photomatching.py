# SPDX-License-Identifier: Apache-2.0
"""Whose photo is it? Files by their names or their order against people, with nothing assigned on doubt.

Answers for a pair only where the file's name speaks for one person (:mod:`.photoclaims`) and no other file claims the
same one. Everything else is left with the reason. A wrong face on a card costs more than a hundred files named again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.photoclaims import Claim, Doubt, Known, Person
from sscard_desktop.domain.photonames import natural, read_name


class Way(StrEnum):
    """What tells whose picture a file is."""

    NUMBER = "number"
    """The document number in the name."""
    NAME = "name"
    """姓名, with a code behind it where several people share it."""
    ORDER = "order"
    """The files by name, the people in their order, one to one."""
    TIME = "time"
    """The same with the files by their time."""
    LOG = "log"
    """The files' time against who was called up when; see ``photoreads``."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A picture file: ``key`` tells it from the others, ``name`` is without folders."""

    key: str = field(repr=False)
    name: str = field(repr=False)
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """Every file, in one of the two.

    Attributes:
        assigned: file key → person's id; each person once.
        doubts: file key → why it is nobody's.
        asked: file key → whose it is if somebody says that it is the right one of several.
    """

    assigned: Mapping[str, str] = field(repr=False)
    doubts: Mapping[str, Doubt] = field(repr=False)
    asked: Mapping[str, str] = field(default_factory=dict, repr=False)


def match(files: Sequence[NamedFile], people: Sequence[Person], way: Way) -> Matching:
    """Return whose each file is, and of the others why not.

    Args:
        files: their keys differ.
        people: for :attr:`Way.ORDER` and :attr:`Way.TIME` in the order in which they were photographed.
    """
    known = Known(people)
    if way in (Way.ORDER, Way.TIME):
        return _in_order(files, people, known, by_time=way is Way.TIME)
    if way is Way.LOG:
        raise ValueError("a log is matched by photoreads")
    judge = known.by_number if way is Way.NUMBER else known.by_name
    return _settled({file.key: judge(read_name(file.name)) for file in files})


def contradicted(turns: Iterable[tuple[NamedFile, Person]], people: Sequence[Person]) -> bool:
    """Return whether the name of one of these files says that it is of somebody else than its person."""
    known = Known(people)
    return any(known.speaks_against(read_name(file.name), person) for file, person in turns)


def _settled(claims: Mapping[str, Claim]) -> Matching:
    """Return the claims without doubt, less those whose person another file claims too, surely or not."""
    claimed = Counter(person for claim in claims.values() for person in claim.people)
    assigned, doubts = {}, {}
    for key, claim in claims.items():
        if claim.doubt is not None:
            doubts[key] = claim.doubt
        elif any(claimed[person] > 1 for person in claim.people):
            doubts[key] = Doubt.SEVERAL_FILES
        else:
            (assigned[key],) = claim.people
    return Matching(assigned, doubts)


def _in_order(files: Sequence[NamedFile], people: Sequence[Person], known: Known, *, by_time: bool) -> Matching:
    def none(doubt: Doubt) -> Matching:
        return Matching({}, {file.key: doubt for file in files})

    if len(files) != len(people):
        return none(Doubt.COUNT_DIFFERS)
    if by_time and any(file.at is None for file in files):
        return none(Doubt.ORDER_UNCLEAR)
    place: Callable[[NamedFile], object] = (lambda file: file.at) if by_time else (lambda file: natural(file.name))
    if len({place(file) for file in files}) < len(files) or len({person.id for person in people}) < len(people):
        return none(Doubt.ORDER_UNCLEAR)
    turns = list(zip(sorted(files, key=place), people, strict=True))  # type: ignore[arg-type]
    if any(known.speaks_against(read_name(file.name), person) for file, person in turns):
        return none(Doubt.ORDER_CONTRADICTED)
    return Matching(
        {file.key: person.id for file, person in turns if person.open},
        {file.key: Doubt.LOCKED for file, person in turns if not person.open},
    )
