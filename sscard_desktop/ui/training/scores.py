# SPDX-License-Identifier: Apache-2.0
"""The sheet of results, in words: a line for each lesson, nobody's name on it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from sscard_desktop.domain.profile import Profile
from sscard_desktop.messages import word
from sscard_desktop.services.ports import TrainingSheet
from sscard_desktop.services.traininglessons import LESSONS
from sscard_desktop.services.trainingprogress import Progress, Taken
from sscard_desktop.ui.training import words
from sscard_desktop.ui.training.model import duration


class ScoreWords(QObject):
    """Says it in the language in force."""

    def sheet(self, progress: Progress, profile: Profile, language: str, day: date) -> TrainingSheet:
        """Return the sheet as it stands today."""
        rows = []
        for number, lesson in enumerate(LESSONS, start=1):
            taken = progress.taken.get(lesson.key)
            rows.append((f"{number}  {words.title(lesson.key, language)}", *self._figures(taken, profile, language)))
        done = self.tr("完成 {done}/{all} 课，平均 {points} 分").format(
            done=progress.finished, all=len(LESSONS), points=progress.points
        )
        return TrainingSheet(
            title=self.tr("社保卡信息采集 · 练习成绩单"),
            lead=(f"{profile.label(language)} · {day.isoformat()} · {done}",),
            headers=(
                self.tr("课"),
                self.tr("得分"),
                self.tr("按键"),
                self.tr("用时"),
                self.tr("提示"),
                self.tr("次数"),
                self.tr("做错了什么（最好的一次）"),
            ),
            rows=rows,
            foot=self.tr("练习站点，人员都是虚构的。每错一处扣 15 分，每看一次提示扣 5 分。"),
            signatures=(self.tr("学员"), self.tr("带教"), self.tr("日期")),
        )

    def _figures(self, taken: Taken | None, profile: Profile, language: str) -> tuple[str, ...]:
        if taken is None:
            return ("–", "–", "–", "–", "–", self.tr("没练过"))
        best = taken.best
        comma = self.tr("、")
        wrong = comma.join(
            dict.fromkeys(self._short(each.fault.value, each.key, profile, language) for each in best.mistakes)
        )
        return (
            str(best.points),
            str(best.keys),
            duration(best.seconds),
            str(best.hints),
            str(taken.tries),
            wrong or self.tr("都做对了"),
        )

    def _short(self, fault: str, key: str, profile: Profile, language: str) -> str:
        said = word("training_fault", fault, language)
        spec = profile.fields.get(key)
        if spec is None:
            return said
        return self.tr("{fault}（{field}）").format(fault=said, field=spec.label(language))
