# SPDX-License-Identifier: Apache-2.0
"""All that a feedback file says, and what applying it would do; changes nothing.

How a line finds its record and what it may do to it is :mod:`.feedbackmatching`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.feedback import Layout, Line, Words, layout_of, unknown_words
from sscard_desktop.services.feedbackmatching import Judge
from sscard_desktop.services.feedbackverdict import APPLIES, Choices, Outcome, Verdict, counts_of
from sscard_desktop.services.feedbackwords import explained
from sscard_desktop.services.ports import Progress, Store, TableFile, TableSheet
from sscard_desktop.services.session import Session

MAX_LINES = 50_000
_HEADER_WITHIN = 25


@dataclass(frozen=True, slots=True)
class Preview:
    """All that a file says, and what applying it would do.

    Attributes:
        layouts: how each sheet is understood; a sheet that isn't usable has no lines.
        verdicts: what each line does, in the file's order.
        unknown: words of states that nobody explained.
        acknowledged: the batches that it would acknowledge.
        read_before: when this very file was applied, if it was and stands.
    """

    table: TableFile
    choices: Choices
    layouts: tuple[Layout, ...]
    verdicts: tuple[Verdict, ...]
    unknown: tuple[str, ...] = ()
    acknowledged: tuple[str, ...] = ()
    read_before: datetime | None = None

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many lines end how."""
        return counts_of(self.verdicts)

    @property
    def changes(self) -> tuple[Verdict, ...]:
        """The lines that would change something."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome in APPLIES)

    @property
    def understood(self) -> bool:
        """Whether at least one sheet could be read, and none is half understood."""
        return any(layout.usable for layout in self.layouts) and not any(layout.clashing for layout in self.layouts)


def preview_of(session: Session, table: TableFile, choices: Choices, progress: Progress | None) -> Preview:
    """Return what applying a file would do.

    Raises:
        InvalidInputError: ``feedback.too_many_lines`` (``limit``).
        CancelledError: ``progress`` said so.
    """
    columns, states = explained(session.store)
    words = Words.of(session.profile.feedback, {**columns, **choices.columns}, {**states, **choices.states})
    layouts = tuple(layout_of(sheet.name, list(_begin(sheet)), words) for sheet in table.sheets)
    lines = [
        line
        for sheet, layout in zip(table.sheets, layouts, strict=True)
        if layout.usable
        for line in _lines(sheet, layout)
    ]
    if len(lines) > MAX_LINES:
        raise InvalidInputError("feedback.too_many_lines", file=table.name, count=len(lines), limit=MAX_LINES)
    judge = Judge(session.store, session.profile, session.identity.number, words, choices)
    verdicts = judge.judge(lines, progress.report if progress is not None else lambda done, total: None)
    files = session.store.feedback_files()
    before = [file.at for file in files if file.sha256 == table.sha256 and file.undone_at is None]
    return Preview(
        table=table,
        choices=choices,
        layouts=layouts,
        verdicts=verdicts,
        unknown=unknown_words(lines, words),
        acknowledged=_acknowledged(session.store, verdicts),
        read_before=before[0] if before else None,
    )


def _acknowledged(store: Store, verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    named = sorted({verdict.batch for verdict in verdicts if verdict.batch and verdict.answers})
    return tuple(number for number in named if store.batch(number).status is BatchStatus.EXPORTED)


def _begin(sheet: TableSheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    for row in sheet.rows[:_HEADER_WITHIN]:
        yield row.number, tuple(cell.text for cell in row.cells)


def _lines(sheet: TableSheet, layout: Layout) -> Iterator[Line]:
    """Yield the rows below the header that say anything; a header that is repeated on each page isn't one."""
    for row in sheet.rows:
        if row.number <= layout.header_row or all(
            row.text(column) == layout.headers[column] for column in layout.meanings
        ):
            continue
        values = {meaning: row.text(column) for column, meaning in layout.meanings.items() if row.text(column)}
        lossy = {
            meaning
            for column, meaning in layout.meanings.items()
            if column < len(row.cells) and row.cells[column].lossy
        }
        if values:
            yield Line(sheet.name, row.number, values, frozenset(lossy))
