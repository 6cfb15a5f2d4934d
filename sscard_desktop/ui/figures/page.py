# SPDX-License-Identifier: Apache-2.0
"""Figures: a time chosen by keys, the charts of it, tables by clerk and unit, and an export.

They are counted on a connection of their own in the work lane: years take seconds, and the counter mustn't wait.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.figures import Figures
from sscard_desktop.domain.operators import Operator
from sscard_desktop.domain.periods import Period, Span
from sscard_desktop.messages import figures_word
from sscard_desktop.services.figures import FiguresOf, sees_all
from sscard_desktop.services.figurestable import unit_name
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.figures.overview import Overview
from sscard_desktop.ui.figures.rows import RowsTable
from sscard_desktop.ui.figures.words import period_text
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.pick import PickDialog

_SPANS = {"D": Span.DAY, "W": Span.WEEK, "M": Span.MONTH, "Y": Span.YEAR}
_COLUMNS = ("people", "retaken", "overridden", "decided", "returned", "answered", "refused")


def ask_for_file(parent: QWidget, title: str, name: str) -> str:
    """Ask where to save a table; ``""`` for nowhere."""
    return QFileDialog.getSaveFileName(parent, title, name, "Excel (*.xlsx);;CSV (*.csv)")[0]


class FiguresPage(Page):
    """D, W, M and Y choose how long a time, PageUp and PageDown which; 1 to 3 what is looked at.

    Args:
        ask: asks for the file that figures are saved to.
    """

    key = "figures"

    def __init__(self, desk: Desk, ask: Callable[[QWidget, str, str], str] = ask_for_file) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._span = Span.DAY
        self._period: Period | None = None
        self._clerk = ""
        self._shown: Figures | None = None
        self._people: Sequence[Operator] = ()
        self._task: Task | None = None
        self._all = sees_all(desk.operator)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        space = tokens().space
        self._when = Label("", self, role="section")
        self._whose = Label("", self, role="text")
        self._spans = {key: Button("", self, kind="quiet", key=key) for key in _SPANS}
        self._views = {number: Button("", self, kind="quiet", key=number) for number in self._numbers()}
        head = QHBoxLayout()
        head.setSpacing(space.xs)
        head.addWidget(self._when)
        head.addSpacing(space.s)
        head.addWidget(self._whose, 1)
        for key, button in self._spans.items():
            button.clicked.connect(partial(self._choose_span, _SPANS[key]))
            head.addWidget(button)
        head.addSpacing(space.m)
        for number, button in self._views.items():
            button.clicked.connect(partial(self._choose_view, number))
            head.addWidget(button)
        for button in (*self._spans.values(), *self._views.values()):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.overview = Overview(desk.profile, self)
        self.clerks, self.units = RowsTable(self), RowsTable(self)
        self._room = QStackedWidget(self)
        for view in (self.overview, self.units, *([self.clerks] if self._all else [])):
            self._room.addWidget(view)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        room = QVBoxLayout()
        room.setContentsMargins(space.l, space.s, space.l, space.s)
        room.setSpacing(space.s)
        room.addLayout(head)
        room.addWidget(self._room, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(room, 1)
        outer.addWidget(self._bar)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("F1", lambda: self.page_requested.emit("help", "")),
            ("PgUp", partial(self._turn, -1)),
            ("PgDown", partial(self._turn, 1)),
            ("Home", self._go_to_now),
            ("E", self._export),
            *((key, partial(self._choose_span, span)) for key, span in _SPANS.items()),
            *((number, partial(self._choose_view, number)) for number in self._views),
        ]
        if self._all:
            keys.append(("C", self._ask_clerk))
        for sequence, act in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.retranslate()

    # the page

    def entered(self, subject: str = "") -> None:
        self.setFocus()
        self.refresh()

    def retranslate(self) -> None:
        for key, text in (("D", self.tr("日")), ("W", self.tr("周")), ("M", self.tr("月")), ("Y", self.tr("年"))):
            self._spans[key].set_text(text)
        for number, text in zip(self._views, (self.tr("概览"), self.tr("按单位"), self.tr("按录入员")), strict=False):
            self._views[number].set_text(text)
        self._show_actions()
        self._show()

    def refresh(self) -> None:
        """Count anew; what was being counted for another time is given up."""
        period = self._wanted()
        session, clerk = self._desk.session, self._clerk

        def count() -> tuple[Figures, Sequence[Operator]]:
            with closing(session.store.another()) as store:
                figures = FiguresOf(session.beside(store))
                return figures.show(period, clerk=clerk), figures.clerks()

        if self._task is not None:
            self._task.cancel()
        self._bar.set_reason(self.tr("正在统计…"))
        self._show_head()
        self._task = self._desk.tasks.run(count, owner=self, lane=Lane.WORK, on_done=self._take)

    def shown(self) -> Figures | None:
        """Return the figures that are shown, once they are counted."""
        return self._shown

    def dialog(self) -> PickDialog | None:
        """Return the choice of a clerk while it is open."""
        return self.findChild(PickDialog)

    # inside

    def _numbers(self) -> str:
        return "123" if self._all else "12"

    def _wanted(self) -> Period:
        if self._period is None:
            self._period = Period.of(self._span, self._desk.workplace.clock.today())
        return self._period

    def _take(self, counted: tuple[Figures, Sequence[Operator]]) -> None:
        self._shown, self._people = counted
        self._bar.set_reason("")
        self._show()

    def _word(self, kind: str, value: str) -> str:
        return figures_word(kind, value, self._desk.language.code)

    def _show(self) -> None:
        self._show_head()
        figures = self._shown
        if figures is None:
            return
        self.overview.show_figures(figures, self._word, self._desk.language.code)
        counted = [self._word("figures", name) for name in _COLUMNS]
        clerk, unit = self._word("figures", "clerk"), self.tr("单位")
        self.clerks.show_rows(figures.clerks, figures.called, [clerk, *counted])
        self.units.show_rows(figures.units, lambda name: unit_name(name, self._word), [unit, *counted])

    def _show_head(self) -> None:
        self._when.setText(period_text(self._wanted(), self._span))
        if not self._all:
            whose = self.tr("我自己的")
        elif self._clerk:
            whose = self._called(self._clerk)
        else:
            whose = self.tr("全站")
        self._whose.setText(whose)
        for key, button in self._spans.items():
            button.set_kind("plain" if _SPANS[key] is self._span else "quiet")
        for at, button in enumerate(self._views.values()):
            button.set_kind("plain" if at == self._room.currentIndex() else "quiet")

    def _called(self, clerk: str) -> str:
        return next((each.display_name for each in self._people if each.name == clerk and each.display_name), clerk)

    def _show_actions(self) -> None:
        left = [
            KeyAction("help", "F1", self.tr("帮助")),
            KeyAction("before", "PgUp", self.tr("往前")),
            KeyAction("after", "PgDn", self.tr("往后")),
            KeyAction("now", "Home", self.tr("现在")),
        ]
        if self._all:
            left.append(KeyAction("clerk", "C", self.tr("选录入员")))
        self._bar.set_actions(left, [KeyAction("export", "E", self.tr("导出表格"), "export")])

    def _act(self, name: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "help": lambda: self.page_requested.emit("help", ""),
            "before": partial(self._turn, -1),
            "after": partial(self._turn, 1),
            "now": self._go_to_now,
            "clerk": self._ask_clerk,
            "export": self._export,
        }
        acts[name]()

    def _choose_span(self, span: Span, *_: object) -> None:
        """Look at the span in which the present one ends, or today where that is in it."""
        today, period = self._desk.workplace.clock.today(), self._wanted()
        self._span = span
        self._go_to(Period.of(span, today if period.first <= today <= period.last else period.last))

    def _choose_view(self, number: str, *_: object) -> None:
        self._room.setCurrentIndex(int(number) - 1)
        self._show_head()
        self.setFocus()

    def _turn(self, by: int) -> None:
        period = self._wanted().moved(self._span, by)
        if period.first <= self._desk.workplace.clock.today():
            self._go_to(period)

    def _go_to_now(self) -> None:
        self._go_to(Period.of(self._span, self._desk.workplace.clock.today()))

    def _go_to(self, period: Period) -> None:
        self._period = period
        self.refresh()

    def _ask_clerk(self) -> None:
        names = list(dict.fromkeys([*(each.name for each in self._people), *self._counted()]))
        if not names or self.dialog() is not None:
            return
        dialog = PickDialog(
            self.window(),
            title=self.tr("看谁的统计？"),
            options=[self.tr("全站"), *map(self._called, names)],
        )
        dialog.setParent(self, dialog.windowFlags())
        dialog.picked.connect(lambda index: self._choose_clerk(["", *names][index]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _counted(self) -> list[str]:
        # People of other stations, whose records were merged here, are no operators of this one.
        return [row.name for row in self._shown.clerks] if self._shown is not None else []

    def _choose_clerk(self, clerk: str) -> None:
        self._clerk = clerk
        self.refresh()

    def _export(self) -> None:
        figures = self._shown
        if figures is None:
            return
        period = figures.period
        name = f"figures-{period.first.isoformat()}-{period.last.isoformat()}.xlsx"
        chosen = self._ask(self, self.tr("导出统计"), name)
        if not chosen:
            return
        path, desk, language = Path(chosen), self._desk, self._desk.language.code
        desk.tasks.run(
            lambda: FiguresOf(desk.session).export(figures, path, desk.workplace.tables(), self._word, language),
            owner=self,
            on_done=lambda _: self.told.emit(self.tr("已导出 {file}").format(file=path.name)),
        )
