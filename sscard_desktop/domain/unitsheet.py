# SPDX-License-Identifier: Apache-2.0
"""A unit directory as offices keep it in a table: three columns for three levels, or a column for the unit above.

Answers for which columns are which, what each row says, and what of it can't be. Values aren't guessed: a header that
nobody knows is passed over and told, a row that contradicts another is a problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sscard_desktop.domain.rosterwords import folded, is_foot, is_sample_mark
from sscard_desktop.domain.unitpath import DEEPEST, LONGEST_UNIT_NAME, UNIT_MARK, is_unit_name

_SEARCHED_ROWS = 20
_SETTLED = "setting."
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "unit": ("单位名称", "单位", "一级单位", "一级单位名称", "现今工作单位", "工作单位", "单位全称", "公司", "公司名称",
             "unit", "level 1"),
    "unit_2": ("二级单位", "二级单位名称", "现今工作二级单位", "下属单位", "二级部门", "部门", "分公司",
               "second-level unit", "level 2"),
    "unit_3": ("三级单位", "三级单位名称", "现今工作三级单位", "三级部门", "科室", "班组",
               "third-level unit", "level 3"),
    "parent": ("上级单位", "上级单位名称", "所属单位", "主管单位", "parent", "unit above"),
    "number": ("参保单位编号", "单位编号", "社保单位编号", "单位社保编号", "社会保险编号", "社保登记号", "单位参保编号",
               "insured number", "insured unit's number"),
    "opens": ("是否开通", "开通", "是否开通单位集中办卡", "集体申领", "是否集体申领", "collective application"),
    "collects": ("是否支持单位代领", "单位代领", "是否单位代领", "unit collects"),
}  # fmt: skip
_KNOWN = {folded(word): key for key, words in _HEADERS.items() for word in words}
_YES = frozenset({"是", "开通", "支持", "y", "yes", "1", "true", "√", "有"})
_NO = frozenset({"否", "不开通", "未开通", "不支持", "n", "no", "0", "false", "×", "无"})


@dataclass(frozen=True, slots=True)
class UnitProblem:
    """Something wrong in a table of units.

    Attributes:
        row: as Excel counts; the header's where a column is meant.
        column: from 1, 0 for the whole row.
        code: message code; its sentence says what is wrong and what to do.
    """

    row: int
    column: int
    code: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What a row says of a unit.

    Attributes:
        path: its names from the top.
        number: 参保单位编号, ``""`` where the table says nothing.
        settings: field → answer as it is written; ``None`` where the row doesn't speak of settings.
        columns: field → the column of its answer, from 1.
    """

    row: int
    path: tuple[str, ...]
    number: str = ""
    settings: Mapping[str, str] | None = None
    columns: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """A table of units, read.

    Attributes:
        lines: one for each unit that a row names, units above before those below.
        number_column: the column with insured numbers, from 1; 0 for none.
        unknown: headers that nobody knows.
    """

    sheet: str
    header_row: int
    number_column: int
    lines: tuple[UnitLine, ...]
    problems: tuple[UnitProblem, ...] = ()
    unknown: tuple[str, ...] = ()


Rows = Sequence[tuple[int, Sequence[str]]]
"""Row number and texts."""


def find_units_in(sheet: str, rows: Rows, settled: Mapping[str, tuple[str, ...]]) -> UnitSheet | None:
    """Return what a sheet says of units, ``None`` where it has no header of such a table.

    Args:
        settled: fields that a unit may settle in this city → what their columns may be called.
    """
    names = dict(_KNOWN)
    for key, words in settled.items():
        names |= {folded(word): f"{_SETTLED}{key}" for word in words if folded(word) not in _KNOWN}
    for at, (number, texts) in enumerate(rows[:_SEARCHED_ROWS]):
        columns = [names.get(folded(text), "") for text in texts]
        if "unit" in columns and (len([each for each in columns if each]) > 1 or len([t for t in texts if t]) == 1):
            return _Reading(sheet, number, list(texts), columns).read(rows[at + 1 :])
    return None


class _Reading:
    """One table while it is read."""

    def __init__(self, sheet: str, header_row: int, headers: list[str], columns: list[str]) -> None:
        self._sheet = sheet
        self._header_row = header_row
        self._headers = headers
        self._problems: list[UnitProblem] = []
        self._place: dict[str, int] = {}
        for at, key in enumerate(columns):
            if key and key in self._place:
                self._problems.append(
                    UnitProblem(header_row, at + 1, "unit.column_twice", {"header": headers[at][:40]})
                )
            elif key:
                self._place[key] = at
        self._unknown = tuple(text for text, key in zip(headers, columns, strict=True) if text and not key)

    def read(self, rows: Rows) -> UnitSheet:
        lines = list(self._lines(rows))
        if "parent" in self._place:
            lines = self._under_parents(lines)
        merged = self._merged(self._numbers_up(lines))
        problems = tuple(sorted(self._problems, key=lambda each: (each.row, each.column)))
        number = self._place.get("number", -1) + 1
        return UnitSheet(self._sheet, self._header_row, number, tuple(merged), problems, self._unknown)

    def _lines(self, rows: Rows) -> Iterator[UnitLine]:
        above: list[str] = []
        for number, texts in rows:
            cells = {key: _clean(texts[at]) if at < len(texts) else "" for key, at in self._place.items()}
            first = next((text for text in texts if text.strip()), "")
            if not any(cells.values()) or is_foot(first) or is_sample_mark(first):
                continue
            names = [cells.get(key, "") for key in ("unit", "unit_2", "unit_3")]
            if "parent" not in self._place:
                # A unit that stands once over several rows, in merged cells.
                deepest = max((at for at, name in enumerate(names) if name), default=-1)
                names = [
                    name or (above[at] if at < deepest and at < len(above) else "") for at, name in enumerate(names)
                ]
            path = tuple(names[: names.index("")] if "" in names else names)
            if len(path) < sum(1 for name in names if name) or not path:
                self._problems.append(UnitProblem(number, self._place["unit"] + 1, "unit.import_no_name"))
                continue
            wrong = next((name for name in path if not is_unit_name(name)), None)
            if wrong is not None:
                params = {"limit": LONGEST_UNIT_NAME}
                self._problems.append(UnitProblem(number, self._place["unit"] + 1, "unit.import_bad_name", params))
                continue
            above = list(path)
            yield self._line(number, path, cells)

    def _line(self, number: int, path: tuple[str, ...], cells: Mapping[str, str]) -> UnitLine:
        settings: dict[str, str] = {}
        columns: dict[str, int] = {}
        for key, text in cells.items():
            if key.startswith(_SETTLED) and text:
                settings[key.removeprefix(_SETTLED)] = text
                columns[key.removeprefix(_SETTLED)] = self._place[key] + 1
        opens = self._answer(number, "opens", cells)
        collects = self._answer(number, "collects", cells)
        if collects and "pickup_way" not in settings:
            settings["pickup_way"], columns["pickup_way"] = "unit", self._place["collects"] + 1
        spoken = bool(settings) or opens is True or collects is not None
        if opens is False:
            if settings:
                self._problems.append(UnitProblem(number, self._place["opens"] + 1, "unit.import_not_open"))
            spoken = False
        if "parent" in self._place and cells["parent"]:
            path = (cells["parent"], *path)
        return UnitLine(number, path, cells.get("number", ""), settings if spoken else None, columns)

    def _answer(self, number: int, key: str, cells: Mapping[str, str]) -> bool | None:
        said = folded(cells.get(key, "")) or cells.get(key, "").strip().casefold()
        if not said:
            return None
        if said in _YES or said in _NO:
            return said in _YES
        self._problems.append(UnitProblem(number, self._place[key] + 1, "unit.import_yes_or_no"))
        return None

    def _under_parents(self, lines: Sequence[UnitLine]) -> list[UnitLine]:
        """Return the lines with whole paths, where each names the unit right above it."""
        parents: dict[str, set[str]] = {}
        for line in lines:
            parents.setdefault(line.path[-1], set()).add(line.path[0] if len(line.path) > 1 else "")
        found: list[UnitLine] = []
        for line in lines:
            path = [line.path[-1]]
            above = line.path[0] if len(line.path) > 1 else ""
            while above:
                names = above.split(UNIT_MARK)
                path[:0] = names
                if len(path) > DEEPEST or len(names) > 1:
                    break
                further = parents.get(above, {""})
                if len(further) > 1:
                    break
                above = next(iter(further))
            else:
                found.append(UnitLine(line.row, tuple(path), line.number, line.settings, line.columns))
                continue
            if len(path) <= DEEPEST and UNIT_MARK in above:
                found.append(UnitLine(line.row, tuple(path), line.number, line.settings, line.columns))
                continue
            code = "unit.import_too_deep" if len(path) > DEEPEST else "unit.import_which_parent"
            self._problems.append(UnitProblem(line.row, self._place["parent"] + 1, code, {"levels": DEEPEST}))
        return sorted(found, key=lambda line: len(line.path))

    def _numbers_up(self, lines: Sequence[UnitLine]) -> list[UnitLine]:
        """Return the lines with a number that all rows of a unit repeat at the unit itself, and nowhere below."""
        said: dict[str, set[str]] = {}
        for line in lines:
            if line.number:
                said.setdefault(line.path[0], set()).add(line.number)
        found: list[UnitLine] = []
        for line in lines:
            shared = said.get(line.path[0], set())
            if len(line.path) > 1 and line.number and len(shared) == 1:
                found.append(UnitLine(line.row, line.path[:1], line.number))
                line = UnitLine(line.row, line.path, "", line.settings, line.columns)
            found.append(line)
        return found

    def _merged(self, lines: Sequence[UnitLine]) -> list[UnitLine]:
        """Return one line a unit, those above first; what two rows say differently is a problem of the later one."""
        found: dict[tuple[str, ...], UnitLine] = {}
        for line in lines:
            for depth in range(1, len(line.path)):
                found.setdefault(line.path[:depth], UnitLine(line.row, line.path[:depth]))
            known = found.get(line.path)
            if known is None:
                found[line.path] = line
                continue
            both = known.settings is not None and line.settings is not None and known.settings != line.settings
            if both or (known.number and line.number and known.number != line.number):
                place = self._place.get("number", self._place["unit"]) + 1
                self._problems.append(UnitProblem(line.row, place, "unit.import_twice", {"other": known.row}))
                continue
            settings, columns = (known.settings, known.columns) if known.settings else (line.settings, line.columns)
            found[line.path] = UnitLine(known.row, known.path, known.number or line.number, settings, columns)
        return sorted(found.values(), key=lambda line: (len(line.path), line.row))


def _clean(text: str) -> str:
    return " ".join(text.split())
