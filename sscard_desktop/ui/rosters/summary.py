# SPDX-License-Identifier: Apache-2.0
"""What a checked list came to: how many people may be imported, what was left aside, what to do next; then the faults.

The sum comes first: most people want to know whether the list is all right, and only then where it isn't.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.checkedroster import CheckedRoster, Skipped
from sscard_desktop.domain.profile import Profile
from sscard_desktop.ui.i18n import Language, Retranslated
from sscard_desktop.ui.rosters.findings import CheckedFile
from sscard_desktop.ui.rosters.problems import ProblemsView
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.label import ElidedLabel, Label, Tone

_NAMED = 6
"""So many columns are named at most."""


class SummaryView(Retranslated, QWidget):
    """Figures and what follows from them, over what is wrong."""

    def __init__(self, profile: Profile, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._language = language
        self._file: CheckedFile | None = None
        self._title = ElidedLabel("", self, role="section")
        self._good, self._bad, self._asked = Chip("", self), Chip("", self), Chip("", self)
        self._todo = Label("", self, role="text", wrap=True)
        self._aside = Label("", self, role="muted", wrap=True)
        self.problems = ProblemsView(profile, language, self)
        self._fine = EmptyState(self, icon="ok")
        self._front = QStackedWidget(self)
        self._front.addWidget(self.problems)
        self._front.addWidget(self._fine)
        space = tokens().space
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(self._title, 1)
        for chip in (self._good, self._bad, self._asked):
            head.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.m, space.l, space.s)
        column.setSpacing(space.s)
        column.addLayout(head)
        column.addWidget(self._todo)
        column.addWidget(self._aside)
        column.addWidget(self._front, 1)
        self.setFocusProxy(self.problems)
        self.retranslate()

    def show_file(self, file: CheckedFile) -> None:
        """Show what a file came to."""
        self._file = file
        self.problems.show_file(file)
        self._front.setCurrentWidget(self.problems if file.kinds else self._fine)
        self.retranslate()

    def retranslate(self) -> None:
        file = self._file
        if file is None:
            return
        checked = file.checked
        where = f"{checked.file} · {checked.sheet}" if checked.sheet else checked.file
        self._title.set_full_text(where)
        self._good.set_state(self.tr("%n 人可以导入", "", file.good), Tone.OK if file.good else Tone.QUIET)
        self._bad.set_state(self.tr("%n 人要改", "", file.bad) if file.bad else "", Tone.BAD)
        asked = file.asked
        self._asked.set_state(self.tr("%n 处请留意", "", asked) if asked else "", Tone.WARN)
        todo = self._next(file)
        self._todo.setText(todo)
        self._todo.setVisible(bool(todo))
        aside = self._left_aside(checked)
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))
        self._fine.set_content(
            self.tr("每一格都检查过，没有问题"),
            self.tr("按 Enter 导入；导入后放上身份证就会调出本人。"),
            icon="ok",
        )

    def _next(self, file: CheckedFile) -> str:
        if not file.checked.usable:
            return self.tr("这份表格整体还不能用，请先按下面说的改好，再导入一次。")
        if not file.good:
            return self.tr("没有一个人可以导入。把有问题的格子标出来交单位改，改好再导入。")
        if file.bad:
            return self.tr(
                "把有问题的格子标出来交单位改，改好再导入，是最稳妥的；也可以先只导入没有问题的人，其余改好后再更新进来。"
            )
        return ""

    def _left_aside(self, checked: CheckedRoster) -> str:
        parts, between = [], "、" if self._language.code == "zh_CN" else ", "
        if checked.missing:
            fields = self._profile.fields
            labels = [fields[key].label(self._language.code) if key in fields else key for key in checked.missing]
            parts.append(self.tr("模板里有、这里没有的列：{columns}").format(columns=between.join(labels[:_NAMED])))
        people_like = (Skipped.SECTION, Skipped.NUMBER_ONLY, Skipped.SAMPLE, Skipped.FOOTER)
        rows = [str(each.number) for each in checked.skipped if each.reason in people_like]
        if rows:
            told = between.join(rows[:_NAMED]) + ("…" if len(rows) > _NAMED else "")
            parts.append(self.tr("不是人员、没有读取的行：{rows}").format(rows=told))
        return "　".join(parts)
