# SPDX-License-Identifier: Apache-2.0
"""From a cell of a list to what a record stores, or to the reason why that can't be known.

Only spelling is settled here: blanks of any kind, full width, apostrophes, what Excel and exports make of numbers
(``13800138000.0``), labels beside codes (01 汉族). What was lost in the file is never put back: rounded digits, a
leading nought, the century of 5-Jan-10 are problems. Whether a settled value is a right one, ``kinds`` checks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.fields import LONG_TERM, NO, YES, FieldKind, FieldSpec
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.months import add_months
from sscard_desktop.domain.names import is_han
from sscard_desktop.domain.problems import Severity
from sscard_desktop.domain.rosteranswers import answer_of
from sscard_desktop.domain.rosterdates import DayReading, Window, read_day
from sscard_desktop.domain.rosterreading import NO_RESULT, BareCell, ReadCell, SourceCell
from sscard_desktop.domain.rostertext import bare, joined
from sscard_desktop.domain.rosterwords import folded, is_unsaid

_FAULTS = re.compile(
    r"#(?:N/?A|REF!?|VALUE!?|DIV/0!?|NAME\??|NUM!?|NULL!?|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|#+)"
)
_NOTHING = frozenset(
    {
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "无",
        "暂无",
        "没有",
        "空",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "nil",
        "\\n",
        "(空)",
        "(null)",
        "不详",
    }
)
_LONGEST_NOTHING = max(map(len, _NOTHING))
_WHOLE_FLOAT = re.compile(r"(\d{1,25})\.0+")
_MAY_BE_A_FLOAT = re.compile(r"[.．+＋]")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{1,2}")
_EXACT_PLACES = 15
_LONG_TERM = frozenset({"长期", "长期有效", "永久", "永久有效", "无限期", "cq", "longterm", "long", "permanent"})
_TERM_DAY = r"\d{4}\s*[.年/-]\s*\d{1,2}\s*[.月/-]\s*\d{1,2}\s*日?|\d{8}"
_TERM = re.compile(rf"({_TERM_DAY})\s*(?:-{{1,3}}|—+|–+|~+|至|到|—)\s*({_TERM_DAY}|长期有?效?|永久有?效?)")
_YES_MARKS, _NO_MARKS = frozenset("√✓✔☑"), frozenset("×✗✘☒╳")
_DIGIT_KINDS = frozenset({FieldKind.MOBILE, FieldKind.PHONE, FieldKind.POSTCODE, FieldKind.DIGITS})
_TEXT_KINDS = frozenset({FieldKind.TEXT, FieldKind.UNIT, FieldKind.ADDRESS})
_MARK_IN_NAME = re.compile(r"(?<=[^\x00-\xff·’])[-.,'’](?=[^\x00-\xff·’])")
"""What Latin names may hold, between two characters that aren't Latin."""
_TOLD_KINDS = frozenset({FieldKind.NAME, FieldKind.NUMBER, FieldKind.MOBILE, FieldKind.PHONE})
_LONGEST_ANSWER = 200
"""Characters of a number, a day or an answer from a list; what is longer is none, and isn't looked through for one."""
_OLDEST_YEARS = 120
_POSTCODE_PLACES = 6
_LETTER_SPACED_MOST = 4


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one list.

    Attributes:
        code_lists: the profile's.
        today: the day of the check.
        serials_1904: whether the workbook counts days from 1904; ``None`` where nobody knows.
        widths: field → how many places its numbers have that begin with a nought, where all of these have as many.
    """

    code_lists: Mapping[str, CodeList]
    today: date
    serials_1904: bool | None = False
    widths: Mapping[str, int] = field(default_factory=dict)

    def read(self, spec: FieldSpec, cell: SourceCell, values: Mapping[str, str]) -> ReadCell:
        """Return what a cell means in a column.

        Args:
            spec: the field.
            cell: the cell.
            values: what is known of the row already; a number's spelling depends on the document's type.
        """
        text = bare(cell.text)
        if not text:
            return ReadCell()
        if len(text) > _LONGEST_ANSWER and spec.kind not in (*_TEXT_KINDS, FieldKind.NAME):
            return ReadCell(code="rosters.cell_too_long", params={"count": len(text), "limit": _LONGEST_ANSWER})
        if text[0] == "#":
            if text == NO_RESULT:
                return ReadCell(code="rosters.formula_without_result")
            if _FAULTS.fullmatch(text.upper()):
                return ReadCell(code="rosters.cell_fault", params={"fault": text[:20]})
        if len(text) <= _LONGEST_NOTHING and text.casefold() in _NOTHING:
            codes = self.code_lists.get(spec.code_list)
            if codes is None or codes.find(text) is None:
                return ReadCell()
        if is_unsaid(text) and ((codes := self.code_lists.get(spec.code_list)) is None or codes.find(text) is None):
            return ReadCell(code="rosters.unsaid")
        if spec.kind in _TOLD_KINDS and ("*" in text or "＊" in text):
            return ReadCell(code="rosters.covered")
        read = _READERS.get(spec.kind)
        if read is not None:
            return read(self, spec, cell if text is cell.text else BareCell(text, cell.lossy, cell.numeric), values)
        return ReadCell(normalised(spec, text, values, code_lists=self.code_lists))

    # ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────

    def _number(self, spec: FieldSpec, cell: SourceCell, values: Mapping[str, str]) -> ReadCell:
        digits = _whole(cell)
        if digits is None:
            return ReadCell(code="rosters.digits_lost")
        return ReadCell(normalised(spec, digits, values))

    def _digits(self, spec: FieldSpec, cell: SourceCell, values: Mapping[str, str]) -> ReadCell:
        digits = _whole(cell)
        if digits is None:
            return ReadCell(code="rosters.digits_lost")
        value = normalised(spec, digits, values)
        wanted = _POSTCODE_PLACES if spec.kind is FieldKind.POSTCODE else spec.min_chars
        if spec.kind in (FieldKind.POSTCODE, FieldKind.DIGITS):
            return _with_noughts(cell, value, max(wanted, self.widths.get(spec.key, 0)))
        return ReadCell(value)

    def _text(self, spec: FieldSpec, cell: SourceCell, values: Mapping[str, str]) -> ReadCell:
        whole = _whole(cell)
        if whole is None:
            return ReadCell(code="rosters.digits_lost")
        value = normalised(spec, joined(whole), values, code_lists=self.code_lists)
        return _with_noughts(cell, value, self.widths.get(spec.key, 0))

    # ── days ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _date(self, spec: FieldSpec, cell: SourceCell, values: Mapping[str, str]) -> ReadCell:
        if cell.lossy:
            return ReadCell(code="rosters.digits_lost")
        window = self._window(spec)
        text = found[1] if cell.numeric and (found := _WHOLE_FLOAT.fullmatch(cell.text)) else cell.text
        return _of_day(read_day(text, window, serials_1904=self.serials_1904, numeric=cell.numeric))

    def _expiry(self, spec: FieldSpec, cell: SourceCell, values: Mapping[str, str]) -> ReadCell:
        if folded(cell.text) in _LONG_TERM:
            return ReadCell(LONG_TERM)
        term = _TERM.fullmatch(unicodedata.normalize("NFKC", cell.text).strip())
        if term is None:
            read = self._date(spec, cell, values)
            return ReadCell(code="rules.expiry_unreadable") if read.code == "rules.date_unreadable" else read
        window = self._window(spec)
        first = read_day(term[1], window, serials_1904=None)
        last = LONG_TERM if folded(term[2]) in _LONG_TERM else ""
        if not last and (second := read_day(term[2], window, serials_1904=None)).days:
            last = second.days[0].isoformat()
        if not last or not first.days:
            return ReadCell(code="rules.expiry_unreadable")
        return ReadCell(last, begins=first.days[0].isoformat())

    def _window(self, spec: FieldSpec) -> Window:
        if spec.key == "birth_date":
            return Window(date(self.today.year - _OLDEST_YEARS, 1, 1), self.today)
        if spec.kind is FieldKind.EXPIRY:
            return Window(date(2000, 1, 1), add_months(self.today, 12 * 50))
        return Window(date(1985, 1, 1), self.today)

    # ── answers ──────────────────────────────────────────────────────────────────────────────────────────────

    def _code(self, spec: FieldSpec, cell: SourceCell, values: Mapping[str, str]) -> ReadCell:
        codes = self.code_lists[spec.code_list]
        whole = _whole(cell)
        return _answered(answer_of(codes, normalised(spec, cell.text if whole is None else whole, values)))

    def _codes(self, spec: FieldSpec, cell: SourceCell, values: Mapping[str, str]) -> ReadCell:
        codes = self.code_lists[spec.code_list]
        parts = [part for part in re.split(r"[,，、;；/\n|+]", cell.text) if part.strip()]
        answers = [answer_of(codes, part.strip()) for part in parts]
        if None in answers:
            return _answered(None)
        named = ",".join(answer for answer in answers if answer)
        return ReadCell(normalised(spec, named, values, code_lists=self.code_lists))

    def _flag(self, spec: FieldSpec, cell: SourceCell, values: Mapping[str, str]) -> ReadCell:
        if cell.text in _YES_MARKS or cell.text in _NO_MARKS:
            return ReadCell(YES if cell.text in _YES_MARKS else NO)
        whole = _whole(cell)
        return ReadCell(normalised(spec, cell.text if whole is None else whole, values, code_lists=self.code_lists))

    def _name(self, spec: FieldSpec, cell: SourceCell, values: Mapping[str, str]) -> ReadCell:
        value = normalised(spec, cell.text, values)
        parts = value.split(" ")
        if 1 < len(parts) <= _LETTER_SPACED_MOST and all(len(part) == 1 and is_han(part) for part in parts):
            # 张　三 to be as wide as 李小明; no part of a name with a dot is a single character.
            return ReadCell("".join(parts))
        if marked := _MARK_IN_NAME.search(value):
            dotted = _MARK_IN_NAME.sub("·", value)
            proposal = dotted if all(map(is_han, dotted.replace("·", ""))) else None
            return ReadCell(
                code="rosters.name_mark", severity=Severity.QUESTION, params={"mark": marked.group()}, proposal=proposal
            )
        return ReadCell(value)


_READERS: Mapping[FieldKind, Callable[[CellReader, FieldSpec, SourceCell, Mapping[str, str]], ReadCell]] = {
    FieldKind.NUMBER: CellReader._number,
    **dict.fromkeys(_DIGIT_KINDS, CellReader._digits),
    **dict.fromkeys(_TEXT_KINDS, CellReader._text),
    FieldKind.DATE: CellReader._date,
    FieldKind.EXPIRY: CellReader._expiry,
    FieldKind.CODE: CellReader._code,
    FieldKind.CODES: CellReader._codes,
    FieldKind.FLAG: CellReader._flag,
    FieldKind.NAME: CellReader._name,
}


def _whole(cell: SourceCell) -> str | None:
    """Return a text without what made a float of it (``13800138000.0``), ``None`` where digits were lost."""
    if cell.lossy:
        return None
    if not _MAY_BE_A_FLOAT.search(cell.text):
        return cell.text
    plain = unicodedata.normalize("NFKC", cell.text)
    if found := _WHOLE_FLOAT.fullmatch(plain):
        return found[1] if len(found[1]) <= _EXACT_PLACES else None
    return None if _SCIENTIFIC.fullmatch(plain) and ("." in plain or "+" in plain) else cell.text


def _with_noughts(cell: SourceCell, value: str, wanted: int) -> ReadCell:
    """Return a number's reading: it has no noughts in front, and whether there was one, the file doesn't say."""
    if not (cell.numeric and value.isdigit() and len(value) < wanted):
        return ReadCell(value)
    return ReadCell(
        code="rosters.leading_zero",
        severity=Severity.QUESTION,
        params={"places": len(value), "wanted": wanted},
        proposal=value.zfill(wanted),
    )


def _of_day(reading: DayReading) -> ReadCell:
    if not reading.code:
        return ReadCell(reading.days[0].isoformat())
    proposal = reading.days[0].isoformat() if len(reading.days) == 1 else None
    severity = Severity.QUESTION if reading.days else Severity.ERROR
    shown = "、".join(day.isoformat() for day in reading.days)
    return ReadCell(
        code=reading.code,
        severity=severity,
        params={"days": shown} if shown else {},
        proposal=proposal,
        days=reading.days,
    )


def _answered(answer: str | None) -> ReadCell:
    return ReadCell(code="rosters.code_and_label_differ") if answer is None else ReadCell(answer)
