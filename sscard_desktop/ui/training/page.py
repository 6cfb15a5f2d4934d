# SPDX-License-Identifier: Apache-2.0
"""The lessons' page: which there are and how each went at the left, what one is about and what went wrong at the right.

Enter begins a lesson, or goes back to the one that is on, N begins the next one; P prints the sheet of results.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.services.trainingprogress import Progress, Result
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.outlets import Paper
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.training import words
from sscard_desktop.ui.training.host import TrainingHost
from sscard_desktop.ui.training.model import LessonRow, LessonsModel, duration
from sscard_desktop.ui.training.scores import ScoreWords
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.table import Table


class TrainingPage(Page):
    """The lessons.

    Args:
        host: begins and ends them.
    """

    key = "training"

    def __init__(self, desk: Desk, host: TrainingHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._printer = FormPrinter(desk, self)
        self._progress = Progress()
        self._language = desk.language
        space = tokens().space
        self._head = Label("", self, role="section")
        self._lead = Label("", self, role="muted", wrap=True)
        self.model = LessonsModel(desk.language, self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(ChipDelegate(self.table))
        self.table.opened.connect(lambda _: self.begin())
        self.table.row_changed.connect(lambda _: self._show_lesson())
        self._title = Label("", self, role="section", wrap=True)
        self._story = Label("", self, wrap=True)
        self._counts = Label("", self, role="muted", wrap=True)
        self._usual = Label("", self, role="muted", wrap=True)
        self._outcome = Chip("", self)
        self._wrong = QWidget(self)
        self._wrong_lines = QVBoxLayout(self._wrong)
        self._wrong_lines.setContentsMargins(0, 0, 0, 0)
        self._wrong_lines.setSpacing(space.m)
        inner = QWidget()
        about = QVBoxLayout(inner)
        about.setContentsMargins(space.l, 0, space.m, 0)
        about.setSpacing(space.m)
        for part in (self._title, self._story, self._counts, self._usual, self._outcome, self._wrong):
            about.addWidget(part)
        about.setAlignment(self._outcome, Qt.AlignmentFlag.AlignLeft)
        about.addStretch(1)
        side = QScrollArea(self)
        side.setWidgetResizable(True)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(inner)
        row = QHBoxLayout()
        row.setSpacing(space.m)
        row.addWidget(self.table, 3)
        row.addWidget(side, 2)
        self.bar = ActionBar(self)
        self.bar.chosen.connect(self._act)
        self.bar.next_requested.connect(self.begin)
        room = QVBoxLayout()
        room.setContentsMargins(space.l, space.m, space.l, space.s)
        room.setSpacing(space.s)
        room.addWidget(self._head)
        room.addWidget(self._lead)
        room.addLayout(row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(room, 1)
        column.addWidget(self.bar)
        for key, act in (
            ("P", self.print_scores),
            ("S", host.run.stop),
            ("N", self.begin_next),
            ("F1", lambda: self.page_requested.emit("help", "")),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.setFocusProxy(self.table)
        host.run.progressed.connect(self._take)
        self.retranslate()

    def entered(self, subject: str = "") -> None:
        """Show the lessons; with ``subject`` that lesson is chosen, and else the next one."""
        self._take(self._host.run.progress, choose=subject or self._host.run.progress.next_lesson())
        self.table.setFocus()

    def retranslate(self) -> None:
        self._head.setText(self.tr("练习"))
        self._lead.setText(
            self.tr("一共 {count} 课，从上到下由易到难。这里的人都是虚构的，做错了也没有关系，可以反复练。").format(
                count=len(self.model.rows()) or 15
            )
        )
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        width = self.table.fontMetrics().horizontalAdvance
        lessons, states = self.model.longest(width)
        # A chip has its icon and its ends beside its word.
        self.table.fit_columns(lessons, f"{states}\u3000\u3000", "100", "1000", "00:00", "99")
        self._show_lesson()

    def chosen(self) -> LessonRow | None:
        """Return the lesson that is chosen."""
        return self.model.row(self.table.current_row())

    def begin(self) -> None:
        """Begin the chosen lesson, or go on with it where it is on."""
        row = self.chosen()
        if row is None:
            return
        if row.running:
            self.page_requested.emit("counter", "")
        else:
            self.bar.set_reason(self.tr("正在准备…"))
            self._host.begin(row.lesson.key)

    def begin_next(self) -> None:
        """Begin the first lesson that wasn't finished yet."""
        if self._progress.course is None:
            self.table.choose_row(self.model.place_of(lambda each: each.lesson.key == self._progress.next_lesson()))
            self.begin()

    def print_scores(self) -> None:
        """Show the sheet of results, to be printed."""
        language = self._language.code
        sheet = ScoreWords().sheet(self._progress, self._desk.profile, language, self._desk.workplace.clock.today())
        workplace, title = self._desk.workplace, sheet.title

        def make(settings: PrinterSettings) -> None:
            self._desk.tasks.run(
                lambda: workplace.forms().training_sheet(sheet),
                owner=self,
                lane=Lane.WORK,
                on_done=lambda pdf: self._printer.show_paper(
                    Paper(title, "training_sheet", pdf, pdf, settings, exact=False), lambda job: None
                ),
            )

        self._desk.tasks.run(lambda: Papers(self._desk.session).current(), owner=self, on_done=make)

    # inside

    def _take(self, progress: Progress, choose: str = "") -> None:
        row = self.chosen()
        wanted = choose or (row.lesson.key if row is not None else progress.next_lesson())
        self._progress = progress
        self.model.show_progress(progress)
        self.table.choose_row(self.model.place_of(lambda each: each.lesson.key == wanted))
        self.bar.set_reason("")
        self._show_lesson()

    def _show_lesson(self) -> None:
        row, language = self.chosen(), self._language.code
        if row is None:
            return
        story = words.story(row.lesson.key, language)
        self._title.setText(words.title(row.lesson.key, language))
        self._story.setText(story.what)
        self._counts.setText(story.todo)
        self._usual.setText(
            self.tr("熟手大约按 {keys} 次键，用时 {time}（分:秒）。").format(
                keys=row.lesson.usual_keys, time=duration(row.lesson.usual_s)
            )
        )
        self._show_outcome(row, row.taken.last if row.taken is not None else None)
        scored = KeyAction("print", "P", self.tr("打印成绩单"), "printer")
        if self._progress.course is not None:
            beside = [KeyAction("stop", "S", self.tr("停下这一课"))]
        else:
            beside = [KeyAction("next", "N", self.tr("下一课"))]
        self.bar.set_actions([KeyAction("help", "F1", self.tr("帮助")), scored], beside)
        self.bar.set_next(self.tr("接着练") if row.running else self.tr("开始这一课"), icon="chevron_right")

    def _show_outcome(self, row: LessonRow, last: Result | None) -> None:
        while (item := self._wrong_lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if last is None:
            self._outcome.set_state("", Tone.QUIET)
            return
        told = self.tr("上一次：{points} 分，{keys} 次按键，{time}").format(
            points=last.points, keys=last.keys, time=duration(last.seconds)
        )
        hints = self.tr("，看了 %n 次提示", "", last.hints) if last.hints else ""
        self._outcome.set_state(told + hints, Tone.OK if last.right else Tone.WARN)
        for line in self._mistakes(row, last):
            self._wrong_lines.addWidget(Label(line, self._wrong, wrap=True))

    def _mistakes(self, row: LessonRow, last: Result) -> Sequence[str]:
        cast = self._host.cast_names(row.lesson)
        language, profile = self._language.code, self._desk.profile
        return [str(words.mistake(each, cast[each.part], profile, language)) for each in last.mistakes]

    def _act(self, name: str) -> None:
        if name == "print":
            self.print_scores()
        elif name == "stop":
            self._host.run.stop()
        elif name == "next":
            self.begin_next()
        else:
            self.page_requested.emit("help", "")
