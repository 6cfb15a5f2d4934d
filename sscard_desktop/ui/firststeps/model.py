# SPDX-License-Identifier: Apache-2.0
"""The first steps as a table: each with how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from sscard_desktop.services.firststeps import Around, Progress, Standing, Step, standing
from sscard_desktop.ui.firststeps.words import StepWords
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.rows import RowsModel


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step and how it stands."""

    step: Step
    standing: Standing


class StepsModel(RowsModel[StepRow]):
    """A person's steps, in order."""

    def __init__(self, words: StepWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def show_progress(self, progress: Progress, around: Around) -> None:
        """Show how far somebody is."""
        rows = [StepRow(step, standing(step, progress, around)) for step in progress.steps]
        if rows != self.rows():
            self.show_rows(rows)

    def headings(self) -> Sequence[str]:
        return (self.tr("步骤"), self.tr("状态"))

    def cell(self, row: StepRow, column: int) -> str | Shown:
        return self._words.chip(row.standing) if column else self._words.title(row.step)
