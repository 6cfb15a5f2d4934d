# SPDX-License-Identifier: Apache-2.0
"""The lessons as a table: each with how it stands and what it brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from sscard_desktop.services.traininglessons import LESSONS, Lesson
from sscard_desktop.services.trainingprogress import Progress, Taken
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.training import words
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.rows import RowsModel


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson and what is kept of it."""

    number: int
    lesson: Lesson
    taken: Taken | None
    running: bool


class LessonsModel(RowsModel[LessonRow]):
    """All lessons, in order."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def show_progress(self, progress: Progress) -> None:
        """Show how far the learner is."""
        on = progress.course.lesson if progress.course is not None else ""
        self.show_rows(
            LessonRow(number, lesson, progress.taken.get(lesson.key), lesson.key == on)
            for number, lesson in enumerate(LESSONS, start=1)
        )

    def longest(self, width: Callable[[str], int]) -> tuple[str, str]:
        """Return the widest lesson and the widest state that may stand here, in the language in force."""
        lessons = (f"{at}  {words.title(each.key, self._language.code)}" for at, each in enumerate(LESSONS, start=1))
        states = (self.tr("正在练"), self.tr("没练过"), self.tr("做对了"), self.tr("再练练"))
        return max(lessons, key=width), max(states, key=width)

    def headings(self) -> Sequence[str]:
        return (self.tr("课"), self.tr("状态"), self.tr("得分"), self.tr("按键"), self.tr("用时"), self.tr("次数"))

    def cell(self, row: LessonRow, column: int) -> str | Shown:
        name = f"{row.number}  {words.title(row.lesson.key, self._language.code)}"
        if row.taken is None:
            return (name, self._state(row), "–", "–", "–", "–")[column]
        best = row.taken.best
        figures = (str(best.points), str(best.keys), duration(best.seconds), str(row.taken.tries))
        return (name, self._state(row), *figures)[column]

    def _state(self, row: LessonRow) -> Shown:
        if row.running:
            return Shown(self.tr("正在练"), Tone.INFO, "clock")
        if row.taken is None:
            return Shown(self.tr("没练过"), Tone.QUIET, "dash")
        if row.taken.best.right:
            return Shown(self.tr("做对了"), Tone.OK, "ok")
        return Shown(self.tr("再练练"), Tone.WARN, "warn")


def duration(seconds: int) -> str:
    """Return a time as ``m:ss``."""
    return f"{seconds // 60}:{seconds % 60:02d}"
