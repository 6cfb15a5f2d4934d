# SPDX-License-Identifier: Apache-2.0
"""Checks the people of a list: each cell by its field, cells against each other, people against each other.

The rules are those that a list can answer for: what a person still has to say, sign or show at the counter isn't asked
of their unit. Two rows of one person that say different things are both refused, since nobody knows which is right; the
second of two equal ones is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.checkedroster import CheckedRow, RosterProblem, letters_of
from sscard_desktop.domain.fields import FieldKind, FieldSpec
from sscard_desktop.domain.kinds import KindContext, check_kind
from sscard_desktop.domain.kindspelling import document_type_of
from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.rostercells import CellReader
from sscard_desktop.domain.rosterheads import Head
from sscard_desktop.domain.rosterreading import BareCell, ReadCell, SourceCell
from sscard_desktop.domain.rosterrules import ONLY_TOLD, rules_of
from sscard_desktop.domain.rostertext import bare
from sscard_desktop.domain.rulecases import Case, Context

_MAY_BE_SETTLED = frozenset({"rosters.date_two_digit_year", "rosters.date_serial"})
"""Doubts about a birth date that the document number ends. Day and month that can't be told apart aren't among them:
what was written the wrong way round is found only if somebody looks."""
_MOST_REMEMBERED = 5000
_ROUNDED = re.compile(r"[0-9]{15}000")
_NUMBER_LIKE = re.compile(r"[0-9]{15}|[0-9]{17}[0-9Xx]")
_OTHER_DOCUMENT = re.compile(r"[A-Z]{1,3}[0-9]{6,12}")
_UNTOLD = "other"
"""The type of a document whose own cell was refused: its number isn't held against another type's rules."""
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is read; cells that say the same mean the same.

    Attributes:
        index: from 0.
        numbered: it holds document numbers, which mean what the document's type makes of them.
        same: indexes of all columns that say they are this field.
        known: what cells meant so far.
    """

    key: str
    index: int
    letters: str
    spec: FieldSpec
    required: bool
    numbered: bool
    same: tuple[int, ...]
    known: dict[str | tuple[str, bool, bool, str], _Meant] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a cell means, and what is wrong with that."""

    read: ReadCell
    problems: tuple[Problem, ...] = ()
    good: bool = True


class RowChecker:
    """Checks rows under one header.

    Args:
        profile: the city, as its usual business sees it.
        head: the list's header.
        cells: reads its cells.
        context: what lies outside of the list.
    """

    def __init__(self, profile: Profile, head: Head, cells: CellReader, context: Context) -> None:
        self._profile = profile
        self._cells = cells
        self._context = context
        self._numbers = head.keys
        required = {column.key for column in profile.roster.known if column.required}
        self._columns = [
            _Column(
                key,
                at,
                letters_of(at),
                spec := profile.fields[key],
                key in required,
                spec.kind is FieldKind.NUMBER,
                head.doubled.get(key, ()),
            )
            for key, at in head.keys.items()
            if key in profile.fields
        ]
        # What kind of document it is decides how its number is spelled.
        self._columns.sort(key=lambda column: (not column.key.endswith("document_type"), column.index))
        self._by_key = {column.key: column for column in self._columns}
        told = profile.fields.get("document_type")
        self._usual_document = (told.default if told else "") or "resident"
        self._rules = rules_of(profile, self._by_key)
        self._alone = KindContext({}, profile.code_lists, context.today, context.divisions)
        self._fills_start = "valid_from" in profile.fields and "valid_from" not in head.keys

    def check(self, number: int, row: Sequence[SourceCell]) -> CheckedRow:
        """Return a person: what their row says for sure, and what is wrong with it."""
        values: dict[str, str] = {}
        known = {"document_type": self._usual_document}
        doubtful: list[tuple[_Column, SourceCell, ReadCell]] = []
        problems: list[RosterProblem] = []
        width = len(row)
        for column in self._columns:
            cell = row[column.index] if column.index < width else _EMPTY
            if column.same:
                said = [row[at] for at in column.same if at < width and bare(row[at].text)]
                if len({bare(each.text) for each in said}) > 1:
                    problems.append(_disagreeing(number, column, said))
                    continue
                cell = said[0] if said else _EMPTY
            # Most cells are plain texts that stood there before.
            meant = None if cell.lossy or cell.numeric or column.numbered else column.known.get(cell.text)
            if meant is None:
                meant = self._meaning(column, cell, known, typed="document_type" in values)
            read = meant.read
            if read.value:
                if meant.good:
                    values[column.key] = known[column.key] = read.value
                elif column.key == "document_type":
                    known["document_type"] = _UNTOLD
                if meant.problems:
                    problems += (_told(number, column, cell, problem) for problem in meant.problems)
                if read.begins and self._fills_start:
                    values["valid_from"] = known["valid_from"] = read.begins
            elif read.code:
                if read.days and read.code in _MAY_BE_SETTLED:
                    doubtful.append((column, cell, read))
                else:
                    problems.append(_refused(number, column, cell, read))
                if column.key == "document_type":
                    known["document_type"] = _UNTOLD
            elif column.required:
                problems.append(RosterProblem(number, column.letters, column.key, "rosters.required"))
        for column, cell, read in doubtful:
            if settled := self._settled(column.key, read, known):
                values[column.key] = known[column.key] = settled
            else:
                problems.append(_refused(number, column, cell, read))
        if problems:
            problems = _as_side_by_side(self._with_swapped(number, row, problems))
        if "number" in values:
            problems += self._by_rules(number, row, known, problems)
        if problems:
            problems.sort(key=lambda problem: self._numbers.get(problem.key, -1))
            for problem in problems:
                if problem.blocking:
                    values.pop(problem.key, None)
        return CheckedRow(number, values, tuple(problems), bare(_text(row, self._numbers.get("name"))))

    def _meaning(self, column: _Column, cell: SourceCell, known: Mapping[str, str], *, typed: bool) -> _Meant:
        spec = column.spec
        document = f"{document_type_of(spec, known)}{typed:d}" if column.numbered else ""
        plain = not (cell.lossy or cell.numeric or column.numbered)
        place = cell.text if plain else (cell.text, cell.lossy, cell.numeric, document)
        meant = column.known.get(place)
        if meant is None:
            meant = self._first_met(spec, cell, known, typed=typed)
            if len(column.known) < _MOST_REMEMBERED:
                column.known[place] = meant
        return meant

    def _first_met(self, spec: FieldSpec, cell: SourceCell, known: Mapping[str, str], *, typed: bool) -> _Meant:
        read = self._cells.read(spec, cell, known)
        if not read.value:
            return _Meant(read)
        numbered = spec.kind is FieldKind.NUMBER
        problems = tuple(check_kind(spec, read.value, replace(self._alone, values=known) if numbered else self._alone))
        if spec.key == "number" and problems and not typed and _OTHER_DOCUMENT.fullmatch(read.value):
            return _Meant(ReadCell(code="rosters.document_type_needed"))
        if numbered and problems and _ROUNDED.fullmatch(read.value):
            # Its last places were lost before somebody made a text of it; the check character is no slip.
            return _Meant(ReadCell(code="rosters.digits_lost"))
        if not problems:
            return _Meant(read)
        problems = tuple(_without_wrong_proposal(problem) for problem in problems)
        good = not any(problem.severity is not Severity.WARNING for problem in problems)
        return _Meant(read, problems, good)

    def _settled(self, key: str, read: ReadCell, known: Mapping[str, str]) -> str:
        """Return the day that a doubtful cell means, where the document number says so."""
        if key != "birth_date":
            return ""
        told = idnumber.birth_date(known["document_type"], known.get("number", ""))
        return told.isoformat() if told in read.days else ""

    def _with_swapped(
        self, number: int, row: Sequence[SourceCell], problems: list[RosterProblem]
    ) -> list[RosterProblem]:
        """Tell once that name and number stand in each other's place, instead of what is wrong with either."""
        name, identity = (bare(_text(row, self._numbers.get(key))) for key in ("name", "number"))
        if not (_NUMBER_LIKE.fullmatch(name.replace(" ", "")) and _HAN.search(identity)):
            return problems
        rest = [problem for problem in problems if problem.key not in ("name", "number")]
        return [*rest, RosterProblem(number, self._by_key["name"].letters, "name", "rosters.swapped", found=name)]

    def _by_rules(
        self, number: int, row: Sequence[SourceCell], known: Mapping[str, str], before: Sequence[RosterProblem]
    ) -> list[RosterProblem]:
        case = Case(self._profile, known, self._context)
        told = {problem.key for problem in before}
        found = []
        for name, rule, params in self._rules:
            for problem in rule.check(case, params):
                column = self._by_key.get(problem.key)
                if column is None or problem.key in told:
                    continue
                if name in ONLY_TOLD:
                    problem = replace(problem, severity=Severity.WARNING)
                cell = row[column.index] if column.index < len(row) else _EMPTY
                found.append(_told(number, column, cell, problem))
        return found


_EMPTY = BareCell()


def _text(row: Sequence[SourceCell], index: int | None) -> str:
    return row[index].text if index is not None and index < len(row) else ""


def _without_wrong_proposal(problem: Problem) -> Problem:
    """Propose no name without its blank: in a list it may stand for the dot."""
    return replace(problem, proposal=None) if problem.code == "rules.name_blank" else problem


def _as_side_by_side(problems: list[RosterProblem]) -> list[RosterProblem]:
    """Tell once that two people stand in one row, instead of column by column which of the two is right."""
    twice = {problem.key: problem for problem in problems if problem.code == "rosters.columns_disagree"}
    if not {"name", "number"} <= twice.keys():
        return problems
    rest = [problem for problem in problems if problem.code != "rosters.columns_disagree"]
    return [*rest, replace(twice["name"], code="rosters.two_in_a_row")]


def _disagreeing(number: int, column: _Column, said: Sequence[SourceCell]) -> RosterProblem:
    params: dict[str, str | int] = {"columns": "、".join(letters_of(at) for at in column.same)}
    found = " / ".join(cell.text for cell in said)
    return RosterProblem(number, column.letters, column.key, "rosters.columns_disagree", params, found=found)


def _refused(number: int, column: _Column, cell: SourceCell, read: ReadCell) -> RosterProblem:
    return RosterProblem(
        number, column.letters, column.key, read.code, read.params, read.severity, read.proposal, cell.text
    )


def _told(number: int, column: _Column, cell: SourceCell, problem: Problem) -> RosterProblem:
    return RosterProblem(
        number, column.letters, column.key, problem.code, problem.params, problem.severity, problem.proposal, cell.text
    )
