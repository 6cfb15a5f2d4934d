# SPDX-License-Identifier: Apache-2.0
"""The day's sheet, A4: totals by clerk, kind and unit, what is open by name, the audit trail's head, signatures.

How lists are set on paper is :mod:`.sheetpages`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.painting import paint
from sscard_desktop.documents.sheetpages import (
    CELL_PT,
    HEAD_PT,
    HEIGHT_MM,
    NOTE_PT,
    ROW_MM,
    TITLE_PT,
    WIDTH_MM,
    SheetPages,
    SheetTable,
)
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.endofday import DayReport, Gap, OpenRecord
from sscard_desktop.domain.masking import masked_number
from sscard_desktop.domain.receipt import grouped


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
    pages = SheetPages(fonts)
    _heading(pages, report, words)
    for table in _tables(report, words):
        pages.table(table)
    if report.unlisted:
        pages.note(words("unlisted").format(count=report.unlisted))
    pages.listing(words("batches"), report.batches)
    _head(pages, report.head, words)
    pages.signatures((words("clerk_signs"), words("supervisor_signs"), words("date")))
    made = f"{report.station_number:04d} · {report.day.isoformat()} · {report.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    finished = pages.finished(f"{made} · {report.made_by}")
    return paint(finished, title=words("title"), width_mm=WIDTH_MM, height_mm=HEIGHT_MM, fonts=fonts)


def _tables(report: DayReport, words: _Words) -> Iterator[SheetTable]:
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
    yield SheetTable(
        words("by_clerk"), (words("clerk"), *figures), (1.6, *[1.0] * len(figures)), rows, 1, total if rows else ()
    )
    people = words("people")
    for title, name, counted in (
        (words("by_business"), words("business"), report.businesses),
        (words("by_unit"), words("unit"), report.units),
    ):
        lines = [(label or words("no_unit"), str(count)) for label, count in counted]
        yield SheetTable(
            title, (name, people), (5.0, 1.0), lines, 1, (words("total"), str(report.people)) if lines else ()
        )
    headers = (words("clerk"), words("name"), words("number"), words("receipt"), words("open"))
    yield SheetTable(
        words("open_records").format(count=len(report.open) + report.unlisted),
        headers,
        (1.4, 1.6, 2.1, 2.2, 3.0),
        [_open_row(report, each, words) for each in report.open],
    )


def _open_row(report: DayReport, each: OpenRecord, words: _Words) -> tuple[str, ...]:
    receipt = grouped(each.receipt_number) if each.receipt_number else "–"
    number = masked_number(each.number) or "–"
    return report.called(each.clerk), each.name or "–", number, receipt, words.listed(each.gaps)


def _heading(pages: SheetPages, report: DayReport, words: _Words) -> None:
    pages.line(words("title"), TITLE_PT, 8.0, Weight.BOLD)
    people = words("summary").format(people=report.people)
    pages.line(f"{report.station} · {report.day.isoformat()} · {people}", HEAD_PT, 7.0)


def _head(pages: SheetPages, head: str, words: _Words) -> None:
    """Set the trail's head in groups, to be compared by eye or typed in."""
    pages.gap()
    pages.need(4 * ROW_MM)
    pages.line(words("head"), HEAD_PT, 6.0, Weight.BOLD)
    entries, _, digest = head.partition("-")
    pages.line(f"{words('entries')} {entries}", CELL_PT, 5.0)
    groups = [digest[at : at + 8] for at in range(0, len(digest), 8)]
    pages.line(" ".join(groups), CELL_PT, 5.0)
    pages.line(words("head_note"), NOTE_PT, 5.0)
