# SPDX-License-Identifier: Apache-2.0
"""Everything on paper for a roster: which, of whom, how far it is, and then the same preview as for one person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from sscard_desktop import paths
from sscard_desktop.domain.printing import PrintJob
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.domain.roster import RowState
from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.services.rosterpapers import MadePaper, RosterPaper, RosterPapers, Whom
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.outlets import Paper
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.rosters import words
from sscard_desktop.ui.rosters.listdialog import ListDialog
from sscard_desktop.ui.rosters.reading import RosterGlance
from sscard_desktop.ui.widgets.label import Tone

_DIGITS = "123456789"


class PapersDialog(ListDialog):
    """A digit or Enter chooses a paper, and then of whom where that isn't said yet; Esc goes a step back."""

    def __init__(self, desk: Desk, glance: RosterGlance, over: QWidget, *, printer: FormPrinter | None = None) -> None:
        super().__init__(desk, over, icon="printer")
        self._glance = glance
        self._offered: Sequence[RosterPaper] = ()
        self._parts: Sequence[tuple[str, Crowd]] = ()
        self._paper: RosterPaper | None = None
        self._printer = printer or FormPrinter(desk, self)
        self.set_title(self.tr("打印表格：{title}").format(title=glance.roster.title))
        self.papers, self.whom = self._list(), self._list()
        self.front.setCurrentWidget(self.papers)
        digits = {digit: ("", partial(self._choose, place)) for place, digit in enumerate(_DIGITS)}
        self.buttons = self.add_keys({"Enter": (self.tr("制作"), self._go), **digits})
        self.ask(lambda: self._service().papers(), self._offer)

    # what tests ask

    def options(self) -> list[str]:
        """Return what may be chosen now."""
        shown = self._shown()
        return [shown.item(row).text() for row in range(shown.count())]

    def printer(self) -> FormPrinter:
        """Return what prints."""
        return self._printer

    # choosing

    def _list(self) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName("pick")
        made.itemActivated.connect(lambda _: self._go())
        self.front.addWidget(made)
        return made

    def _shown(self) -> QListWidget:
        return self.whom if self.front.currentWidget() is self.whom else self.papers

    def _offer(self, papers: Sequence[RosterPaper]) -> None:
        self._offered = papers
        language = self.desk.language.code
        told = {
            Whom.MISSING: self.tr("没来的人"),
            Whom.SLOTTED: self.tr("排好时间、还没来的人"),
            Whom.TO_CORRECT: self.tr("比对不一致的人，每人一份"),
        }
        collected = self.tr("已提交的人")
        each = self.tr("已提交的人，每人一份")
        self._fill(
            self.papers,
            [
                self.tr("{form}（{whom}）").format(
                    form=paper.form.label(language),
                    whom=told.get(paper.whom, each if paper.form.scope is FormScope.RECORD else collected),
                )
                for paper in papers
            ],
        )

    def _back(self) -> None:
        place = self.papers.currentRow()
        self._offer(self._offered)
        self.papers.setCurrentRow(place)

    def _fill(self, shown: QListWidget, options: Sequence[str]) -> None:
        shown.clear()
        for place, option in enumerate(options):
            digit = f"{_DIGITS[place]}   " if place < len(_DIGITS) else "     "
            shown.addItem(digit + option)
        shown.setCurrentRow(0)
        self.front.setCurrentWidget(shown)
        shown.setFocus()
        self.buttons["Esc"].set_text(self.tr("返回") if shown is self.whom else self.tr("关闭"))
        self.buttons["Enter"].set_text(self.tr("选定") if shown is self.papers and self._several() else self.tr("制作"))

    def _several(self) -> bool:
        return len(self._glance.units) > 1 or self._glance.roster.rows > min(
            (paper.most for paper in self._offered), default=0
        )

    def _choose(self, place: int) -> None:
        if place < self._shown().count():
            self._shown().setCurrentRow(place)
            self._go()

    def _go(self) -> None:
        row = self._shown().currentRow()
        if self.busy() or row < 0:
            return
        if self._shown() is self.whom:
            self._make(self._parts[row][1])
            return
        self._paper = self._offered[row]
        self._parts = self._parts_of(self._paper)
        if len(self._parts) == 1:
            self._make(self._parts[0][1])
        else:
            self._fill(self.whom, [told for told, _ in self._parts])

    def _parts_of(self, paper: RosterPaper) -> list[tuple[str, Crowd]]:
        """Return of whom a paper can be printed: everybody or a piece of the list at a time, and each unit."""
        glance, whole = self._glance, Crowd(By.ROSTER, self._glance.roster.id)
        rows = glance.roster.rows
        if rows <= paper.most:
            parts = [(self.tr("全部"), whole)]
        else:
            # So many forms would be one file that no viewer opens.
            starts = range(1, rows + 1, paper.most)
            spans = [(first, min(first + paper.most - 1, rows)) for first in starts]
            parts = [
                (
                    self.tr("花名册第 {first} 到 {last} 位").format(first=first, last=last),
                    Crowd(By.ROSTER, glance.roster.id, first=first, last=last),
                )
                for first, last in spans
            ]
        if len(glance.units) > 1:
            for unit, counts in glance.units.items():
                if unit:
                    total, missing = sum(counts.values()), counts.get(RowState.MISSING, 0)
                    told = self.tr("{unit}（{count} 人，未到 {missing}）").format(
                        unit=words.of_unit(unit), count=total, missing=missing
                    )
                    parts.append((told, Crowd(By.ROSTER, glance.roster.id, unit)))
        return parts

    # making

    def _service(self) -> RosterPapers:
        return RosterPapers(self.desk.session, self.desk.workplace.forms, paths.forms() / "shared-forms")

    def _make(self, crowd: Crowd) -> None:
        paper = self._paper
        if paper is None:
            return
        self.work(lambda task: self._service().make(crowd, paper.form.key, task), self.tr("正在制作"), self._show)

    def _show(self, made: MadePaper) -> None:
        title = made.paper.form.label(self.desk.language.code)
        if made.printout.refused:
            first, *_ = made.printout.refused.values()
            told = self.tr("%n 人的表格没有印上：", "", len(made.printout.refused))
            self.banner.show_message(told + self.desk.language.message(first).what, tone=Tone.WARN)
        elif made.without and made.paper.whom is Whom.COLLECTED:
            self.banner.show_message(
                self.tr("里面有 {count} 人；另外 {without} 人还没有提交，不在里面。").format(
                    count=made.people, without=made.without
                )
            )
        if not made.printout.pdf:
            return

        def count(job: PrintJob | None) -> None:
            done = self.tr("《{title}》已打印或保存，{count} 人。").format(title=title, count=made.people)
            self.ask(lambda: self._service().printed(made, job), lambda _: self.banner.show_message(done, tone=Tone.OK))

        def preview(settings: PrinterSettings) -> None:
            paper = Paper(title, made.paper.form.key, made.printout.pdf, made.bare, settings)
            self._printer.show_paper(paper, count)

        self.ask(lambda: Papers(self.desk.session).current(), preview)

    def reject(self) -> None:
        if not self.busy() and self._shown() is self.whom:
            self.banner.close_message()
            self._back()
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        else:
            super().keyPressEvent(event)
