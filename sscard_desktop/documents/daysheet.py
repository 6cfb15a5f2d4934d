# SPDX-License-Identifier: Apache-2.0
"""The day's sheet, A4: totals by clerk, kind and unit, what is open by name, the audit trail's head, signatures.

Tables run over as many pages as they take, each with its header again; what is too long for its cell is cut, for the
sheet is a list to work by, and the program has the whole of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sscard_desktop.documents.contactsheet import cut
from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.marks import POINTS_PER_MM, Mark, RuleMark, TextMark
from sscard_desktop.documents.painting import paint
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.endofday import DayReport, Gap, OpenRecord
from sscard_desktop.domain.masking import masked_number
from sscard_desktop.domain.receipt import grouped

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
_MARGIN_MM, _FOOT_MM = 15.0, 14.0
_ROOM_MM = WIDTH_MM - 2 * _MARGIN_MM
_TITLE_PT, _HEAD_PT, _CELL_PT, _NOTE_PT = 16.0, 11.0, 9.0, 7.5
_CELL_SIZES_PT = (_CELL_PT, 8.0, 7.0, 6.0)
"""A long name or header is set smaller before it is cut."""
_ROW_MM, _HEAD_MM, _GAP_MM, _SIGN_MM = 6.0, 9.0, 4.0, 26.0
_PAD_MM = 1.2
_RULE_PT, _HEAVY_PT = 0.25, 0.6


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of texts; widths are shares of the page's, numbers stand at the right."""

    title: str
    headers: tuple[str, ...]
    shares: tuple[float, ...]
    rows: Sequence[tuple[str, ...]]
    numbers_from: int = 99
    total: tuple[str, ...] = ()


class _Words:
    """The sheet's words in one language."""

    def __init__(self, word: Callable[[str, str], str]) -> None:
        self._word = word

    def __call__(self, value: str) -> str:
        return self._word("day_sheet", value)

    def gap(self, gap: Gap) -> str:
        return self._word("gap", gap.value)

    def listed(self, gaps: Sequence[Gap]) -> str:
        return self("comma").join(self.gap(gap) for gap in gaps)


def day_sheet(report: DayReport, word: Callable[[str, str], str], *, fonts: Fonts) -> bytes:
    """Return the sheet as PDF; ``word`` gives the word for a value of a kind (``day_sheet``, ``gap``)."""
    words = _Words(word)
    pages = _Pages(fonts)
    pages.heading(report, words)
    for table in _tables(report, words):
        pages.table(table)
    if report.unlisted:
        pages.note(words("unlisted").format(count=report.unlisted))
    pages.listing(words("batches"), report.batches)
    pages.head(report.head, words)
    pages.signatures((words("clerk_signs"), words("supervisor_signs"), words("date")))
    made = f"{report.station_number:04d} · {report.day.isoformat()} · {report.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    finished = pages.finished(f"{made} · {report.made_by}")
    return paint(finished, title=words("title"), width_mm=WIDTH_MM, height_mm=HEIGHT_MM, fonts=fonts)


def _tables(report: DayReport, words: _Words) -> Iterator[_Table]:
    gaps = report.gaps
    figures = (words("submitted"), words("approved"), words("returned_today"), *(words.gap(gap) for gap in gaps))
    rows = [
        (
            report.called(each.clerk),
            *map(str, (each.submitted, each.approved, each.returned)),
            *(str(each.open.get(gap, 0) or "–") for gap in gaps),
        )
        for each in report.clerks
    ]
    total = (
        words("total"),
        str(report.people),
        str(sum(each.approved for each in report.clerks)),
        str(sum(each.returned for each in report.clerks)),
        *(str(report.total(gap)) for gap in gaps),
    )
    yield _Table(
        words("by_clerk"), (words("clerk"), *figures), (1.6, *[1.0] * len(figures)), rows, 1, total if rows else ()
    )
    people = words("people")
    for title, name, counted in (
        (words("by_business"), words("business"), report.businesses),
        (words("by_unit"), words("unit"), report.units),
    ):
        lines = [(label or words("no_unit"), str(count)) for label, count in counted]
        yield _Table(title, (name, people), (5.0, 1.0), lines, 1, (words("total"), str(report.people)) if lines else ())
    headers = (words("clerk"), words("name"), words("number"), words("receipt"), words("open"))
    yield _Table(
        words("open_records").format(count=len(report.open) + report.unlisted),
        headers,
        (1.4, 1.6, 2.1, 2.2, 3.0),
        [_open_row(report, each, words) for each in report.open],
    )


def _open_row(report: DayReport, each: OpenRecord, words: _Words) -> tuple[str, ...]:
    receipt = grouped(each.receipt_number) if each.receipt_number else "–"
    number = masked_number(each.number) or "–"
    return report.called(each.clerk), each.name or "–", number, receipt, words.listed(each.gaps)


class _Pages:
    """Sets blocks one below the other, on a new page where one ends."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._pages: list[list[Mark]] = [[]]
        self._y_mm = _MARGIN_MM

    def heading(self, report: DayReport, words: _Words) -> None:
        self._line(words("title"), _TITLE_PT, 8.0, Weight.BOLD)
        self._line(f"{report.station} · {report.day.isoformat()} · {words('summary').format(people=report.people)}",
                   _HEAD_PT, 7.0)  # fmt: skip

    def table(self, table: _Table) -> None:
        self._y_mm += _GAP_MM
        self._need(_HEAD_MM + 3 * _ROW_MM)
        self._line(table.title, _HEAD_PT, 6.0, Weight.BOLD)
        self._row(table, table.headers, Weight.BOLD, heavy=True)
        for row in table.rows or [("–", *[""] * (len(table.headers) - 1))]:
            if self._need(_ROW_MM):
                self._row(table, table.headers, Weight.BOLD, heavy=True)
            self._row(table, row, Weight.REGULAR)
        if table.total:
            self._need(_ROW_MM)
            self._row(table, table.total, Weight.BOLD)

    def note(self, text: str) -> None:
        self._need(_ROW_MM)
        self._line(text, _CELL_PT, _ROW_MM)

    def listing(self, name: str, items: Sequence[str]) -> None:
        """Set a name and what belongs to it, on as many lines as that takes: none of it may be cut off."""
        self._y_mm += _GAP_MM
        line = name
        for item in items or ("–",):
            longer = f"{line}  {item}"
            if self._fonts.width(longer, _CELL_PT) > _ROOM_MM * POINTS_PER_MM:
                self.note(line)
                longer = item
            line = longer
        self.note(line)

    def head(self, head: str, words: _Words) -> None:
        """Set the trail's head in groups, to be compared by eye or typed in."""
        self._y_mm += _GAP_MM
        self._need(4 * _ROW_MM)
        self._line(words("head"), _HEAD_PT, 6.0, Weight.BOLD)
        entries, _, digest = head.partition("-")
        self._line(f"{words('entries')} {entries}", _CELL_PT, 5.0)
        groups = [digest[at : at + 8] for at in range(0, len(digest), 8)]
        self._line(" ".join(groups), _CELL_PT, 5.0)
        self._line(words("head_note"), _NOTE_PT, 5.0)

    def signatures(self, names: Sequence[str]) -> None:
        self._need(_SIGN_MM)
        self._y_mm += _SIGN_MM - 8
        room = _ROOM_MM / len(names)
        for at, name in enumerate(names):
            left = _MARGIN_MM + at * room
            width = self._fonts.width(name, _CELL_PT) / POINTS_PER_MM
            self._text(name, left, self._y_mm, _CELL_PT)
            self._rule(left + width + 2, left + room - 6, self._y_mm + 0.8, _RULE_PT)
        self._y_mm += 8

    def finished(self, foot: str) -> Iterator[list[Mark]]:
        """Yield the pages, each with its number."""
        y_mm = HEIGHT_MM - 9
        for number, page in enumerate(self._pages, start=1):
            count = f"{number} / {len(self._pages)}"
            right = WIDTH_MM - _MARGIN_MM - self._fonts.width(count, _NOTE_PT) / POINTS_PER_MM
            yield [
                *page,
                TextMark(foot, _MARGIN_MM * POINTS_PER_MM, y_mm * POINTS_PER_MM, _NOTE_PT),
                TextMark(count, right * POINTS_PER_MM, y_mm * POINTS_PER_MM, _NOTE_PT),
            ]

    def _need(self, height_mm: float) -> bool:
        """Begin a new page where the height isn't there any more; return whether one was begun."""
        if self._y_mm + height_mm <= HEIGHT_MM - _FOOT_MM:
            return False
        self._pages.append([])
        self._y_mm = _MARGIN_MM
        return True

    def _line(self, text: str, size_pt: float, height_mm: float, weight: Weight = Weight.REGULAR) -> None:
        fitting = cut(text, _ROOM_MM * POINTS_PER_MM, size_pt, self._fonts)
        self._text(fitting, _MARGIN_MM, self._y_mm + height_mm - 2, size_pt, weight)
        self._y_mm += height_mm

    def _row(self, table: _Table, cells: Sequence[str], weight: Weight, *, heavy: bool = False) -> None:
        left, whole = _MARGIN_MM, sum(table.shares)
        for at, (text, share) in enumerate(zip(cells, table.shares, strict=True)):
            width = _ROOM_MM * share / whole
            room_pt = (width - 2 * _PAD_MM) * POINTS_PER_MM
            fits = (size for size in _CELL_SIZES_PT if self._fonts.width(text, size, weight) <= room_pt)
            size_pt = next(fits, _CELL_SIZES_PT[-1])
            fitting = cut(text, room_pt, size_pt, self._fonts)
            beside = width - _PAD_MM - self._fonts.width(fitting, size_pt, weight) / POINTS_PER_MM
            x_mm = left + (max(beside, _PAD_MM) if at >= table.numbers_from else _PAD_MM)
            self._text(fitting, x_mm, self._y_mm + _ROW_MM - 2, size_pt, weight)
            left += width
        self._y_mm += _ROW_MM
        self._rule(_MARGIN_MM, WIDTH_MM - _MARGIN_MM, self._y_mm, _HEAVY_PT if heavy else _RULE_PT)

    def _text(self, text: str, x_mm: float, y_mm: float, size_pt: float, weight: Weight = Weight.REGULAR) -> None:
        if text:
            self._pages[-1].append(TextMark(text, x_mm * POINTS_PER_MM, y_mm * POINTS_PER_MM, size_pt, weight))

    def _rule(self, from_mm: float, to_mm: float, y_mm: float, line_pt: float) -> None:
        y_pt = y_mm * POINTS_PER_MM
        self._pages[-1].append(RuleMark(from_mm * POINTS_PER_MM, y_pt, to_mm * POINTS_PER_MM, y_pt, line_pt))
