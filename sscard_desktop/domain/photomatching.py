# SPDX-License-Identifier: Apache-2.0
"""Whose photo is it? Files by their names or their order against people, with nothing assigned on doubt.

Answers for a pair only where the file's name speaks for one person and nothing in it speaks against: a second number, a
name that isn't theirs, another file that claims the same person. Everything else is left with the reason. A wrong face
on a card costs more than a hundred files named again.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


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


_RUN = re.compile(r"[0-9A-Z]+")
_WORD = re.compile(r"[^\W0-9A-Z_]+(?:·[^\W0-9A-Z_]+)*")
_LONG = re.compile(r"\d{17}[0-9X]|\d{15}")
_COPY = re.compile(r"(\s*(\(\d{1,3}\)|-\s*副本|副本|- ?COPY))+$")
_DOTS = str.maketrans(dict.fromkeys("•‧・．∙⋅᛫", "·"))
# Whole words only: 照 alone ends names too, and 张小照 isn't 张小.
_LABELS = re.compile(
    r"(电子版|白底|蓝底|红底|免冠|小?[一二两]寸|社保卡|制卡|证件照|免冠照|[一二]寸照|的?照片|的?相片|头像|图片)+$"
)
# Classes and houses that files are sorted by. Narrow: 李科 and 王小学 are people, and a stranger's name is a doubt.
_GROUP = re.compile(
    r"[初高大小]?[一二三四五六七八九十]+年?[班组级部队]|[初高][一二三][一二三四五六七八九十]*班?"
    r"|.{2,}(大学|学院|中学|小学|学校|公司|集团|医院|车间)"
)
_SHORTEST_NUMBER = 8
_NUMBER_TAILS = (4, 6)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file's name says."""

    runs: tuple[str, ...]
    words: tuple[str, ...]
    letters: str

    @property
    def long_numbers(self) -> frozenset[str]:
        return frozenset(run for run in self.runs if _LONG.fullmatch(run))


def match(files: Sequence[NamedFile], people: Sequence[Person], way: Way) -> Matching:
    """Return whose each file is, and of the others why not.

    Args:
        files: their keys differ.
        people: for :attr:`Way.ORDER` and :attr:`Way.TIME` in the order in which they were photographed.
    """
    known = _Known(people)
    if way in (Way.ORDER, Way.TIME):
        return _in_order(files, people, known, by_time=way is Way.TIME)
    if way is Way.LOG:
        raise ValueError("a log is matched by photoreads")
    judge = known.by_number if way is Way.NUMBER else known.by_name
    return _settled({file.key: judge(_read(file.name)) for file in files})


def contradicted(turns: Iterable[tuple[NamedFile, Person]], people: Sequence[Person]) -> bool:
    """Return whether the name of one of these files says that it is of somebody else than its person."""
    known = _Known(people)
    return any(known.speaks_against(_read(file.name), person) for file, person in turns)


def says_nothing(name: str) -> bool:
    """Return whether a file's name names nobody, such as a camera's ``IMG_0042``."""
    said = _read(name)
    return not said.long_numbers and not any(_may_be_name(word) for word in said.words)


@dataclass(frozen=True, slots=True)
class _Claim:
    """Whom a file may be of, and why it isn't sure; no doubt means exactly one person."""

    people: frozenset[str]
    doubt: Doubt | None


class _Known:
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
            name = _plain(person.name)
            if name.isascii():
                self._latin["".join(re.findall("[A-Z]", name))].append(person)
            else:
                self._names["".join(name.split())].append(person)
        self._latin.pop("", None)
        self._lengths = {len(number) for number in self._documents}

    def by_number(self, said: _Read) -> _Claim:
        numbers = {run for run in said.runs if run in self._numbers}
        people = list({person.id: person for number in numbers for person in self._numbers[number]}.values())
        claimed = _ids(people)
        if not numbers:
            namesakes = self._named(said)
            differs = bool(said.long_numbers and namesakes)
            return _Claim(_ids(namesakes), Doubt.NUMBER_DIFFERS if differs else Doubt.NOBODY)
        if len({_ids(self._numbers[number]) for number in numbers}) > 1 or self._glued(said) - numbers:
            return _Claim(claimed, Doubt.SEVERAL_PEOPLE)
        if said.long_numbers - numbers:
            return _Claim(claimed, Doubt.NUMBER_DIFFERS)
        others = _ids(self._named(said)) - claimed
        own_name = any(self._bears(person, said) for person in people)
        if others and not (own_name and self._shares_name(people, others)):
            return _Claim(claimed | others, Doubt.SEVERAL_PEOPLE if own_name else Doubt.NAME_DIFFERS)
        if not own_name and any(_may_be_name(word) for word in said.words):
            return _Claim(claimed, Doubt.NAME_DIFFERS)
        return _open_one(people)

    def by_name(self, said: _Read) -> _Claim:
        people = self._named(said)
        names = {_plain(person.name) for person in people}
        if not people:
            return _Claim(frozenset(), Doubt.NOBODY)
        if len(names) > 1:
            return _Claim(_ids(people), Doubt.SEVERAL_PEOPLE)
        numbers = said.long_numbers | self._glued(said)
        if numbers:
            right = [person for person in people if numbers <= _numbers(person)]
            if not right:
                return _Claim(_ids(people), Doubt.NUMBER_DIFFERS)
            people = right
        codes = [run for run in said.runs if run not in numbers and any(sign.isdigit() for sign in run)]
        for code in codes:
            right = [person for person in people if _has_code(person, code)]
            if not right:
                return _Claim(_ids(people), Doubt.CODE_DIFFERS)
            people = right
        return _open_one(people, otherwise=Doubt.SAME_NAME)

    def speaks_against(self, said: _Read, person: Person) -> bool:
        """Return whether a file's name says that it is of somebody else."""
        numbers = {run for run in said.runs if run in self._numbers} | said.long_numbers
        if (numbers | self._glued(said)) - _numbers(person):
            return True
        named = self._named(said)
        return bool(named) and not self._bears(person, said)

    def _glued(self, said: _Read) -> set[str]:
        """Return the people's numbers that stand within longer runs of signs, such as two written as one."""
        return {
            part
            for run in said.runs
            for length in self._lengths
            for start in range(len(run) - length + 1 if len(run) > length else 0)
            if (part := run[start : start + length]) in self._documents
        }

    def _named(self, said: _Read) -> list[Person]:
        found = [person for word in said.words for person in self._names.get(word, ())]
        return found + self._latin.get(said.letters, [])

    def _bears(self, person: Person, said: _Read) -> bool:
        name = _plain(person.name)
        return "".join(name.split()) in said.words or "".join(re.findall("[A-Z]", name)) == said.letters != ""

    def _shares_name(self, people: Sequence[Person], others: frozenset[str]) -> bool:
        """Return whether the others are namesakes only: the number has told between them."""
        names = {"".join(_plain(person.name).split()) for person in people}
        return others <= _ids(found for name in names for found in self._names.get(name, ()))


def _settled(claims: Mapping[str, _Claim]) -> Matching:
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


def _in_order(files: Sequence[NamedFile], people: Sequence[Person], known: _Known, *, by_time: bool) -> Matching:
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
    if any(known.speaks_against(_read(file.name), person) for file, person in turns):
        return none(Doubt.ORDER_CONTRADICTED)
    return Matching(
        {file.key: person.id for file, person in turns if person.open},
        {file.key: Doubt.LOCKED for file, person in turns if not person.open},
    )


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return by what names are put in order as people do: IMG_9 before IMG_10."""
    parts = re.findall(r"\d+|\D+", _plain(_stem(name)))
    # By length and then by text: a name may hold more digits than an int takes.
    return tuple((0, len(part.lstrip("0")), part.lstrip("0")) if part.isdecimal() else (1, 0, part) for part in parts)


def _read(name: str) -> _Read:
    stem = _COPY.sub("", _plain(_stem(name)).strip())
    runs = tuple(_RUN.findall(stem))
    words = []
    for word in _WORD.findall(stem):
        bare = _LABELS.sub("", word)
        if bare:
            words.append(bare)
    letters = "".join(run for run in runs if run.isalpha())
    return _Read(runs, tuple(words), letters)


def _stem(name: str) -> str:
    """Return a file's name without a picture's ending."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and 2 <= len(ending) <= 4 and ending.isalnum() and ending.isascii() else name


def _plain(text: str) -> str:
    """Return a text as it is compared: full-width digits, lower case and middle dots are writing, not difference."""
    return unicodedata.normalize("NFKC", text.translate(_DOTS)).translate(_DOTS).upper()


def _may_be_name(word: str) -> bool:
    return len(word) >= 2 and not _GROUP.fullmatch(word)


def _number(person: Person) -> str:
    return "".join(_RUN.findall(_plain(person.number)))


def _numbers(person: Person) -> frozenset[str]:
    """Return what stands for a person by itself: the document number, and codes that are long enough."""
    codes = ("".join(_RUN.findall(_plain(code))) for code in person.codes)
    return frozenset(each for each in (_number(person), *codes) if len(each) >= _SHORTEST_NUMBER)


def _has_code(person: Person, code: str) -> bool:
    number = _number(person)
    tails = {number[-places:] for places in _NUMBER_TAILS if len(number) > places}
    return code in tails or any(_unpadded(_plain(each)) == _unpadded(code) for each in person.codes if each)


def _unpadded(code: str) -> str:
    return code.lstrip("0") or "0"


def _open_one(people: Sequence[Person], *, otherwise: Doubt = Doubt.SEVERAL_PEOPLE) -> _Claim:
    """Return the claim on the one record that may be changed; older, finished ones of the same person don't count."""
    able = [person for person in people if person.open]
    if not able:
        return _Claim(_ids(people), Doubt.LOCKED)
    same = {(_plain(person.name), _plain(person.number)) for person in people}
    if len(able) > 1 or len(same) > 1:
        return _Claim(_ids(people), otherwise)
    return _Claim(_ids(able), None)


def _ids(people: Iterable[Person]) -> frozenset[str]:
    return frozenset(person.id for person in people)
