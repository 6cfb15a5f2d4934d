# SPDX-License-Identifier: Apache-2.0
"""The figures at a glance: six numbers above, and below them a chart for each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.figures import Duration, Figures
from sscard_desktop.domain.profile import Profile
from sscard_desktop.services.figurestable import Word, percent, reason_name
from sscard_desktop.ui.figures.charts import Bar, Bars, Chart, Columns
from sscard_desktop.ui.figures.words import column_label, length, of
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import ElidedLabel, Label

_PARTS = ("retaken", "overridden", "returned", "refused")


class Tile(QFrame):
    """One number, what it is of, and what it was made from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tile")
        space = tokens().space
        self._name = ElidedLabel("", self, role="hint")
        self._number = Label("", self, role="section")
        self._from = ElidedLabel("", self, role="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(space.m, space.xs, space.m, space.xs)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(space.s)
        line.addWidget(self._number)
        line.addWidget(self._from, 1)
        column.addWidget(self._name)
        column.addLayout(line)

    def show_number(self, name: str, number: str, made_from: str = "") -> None:
        """Show a number."""
        self._name.set_full_text(name)
        self._number.setText(number)
        self._from.set_full_text(made_from)
        self.setAccessibleName(f"{name} {number} {made_from}".strip())

    def number(self) -> str:
        """Return the number that is shown."""
        return self._number.text()


class Panel(QFrame):
    """A chart under its name."""

    def __init__(self, chart: Chart, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chart")
        space = tokens().space
        self.chart = chart
        self._title = ElidedLabel("", self, role="strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(space.m, space.s, space.m, space.s)
        column.setSpacing(space.xs)
        column.addWidget(self._title)
        column.addWidget(chart, 1)

    def show_bars(self, title: str, bars: Sequence[Bar], nothing: str) -> None:
        """Show numbers under a name."""
        self._title.set_full_text(title)
        self.chart.set_bars(bars, name=title, nothing=nothing)


class Overview(Retranslated, QWidget):
    """All of a time's figures but the tables."""

    def __init__(self, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._figures: Figures | None = None
        self._word: Word = lambda kind, value: value
        self._language = ""
        space = tokens().space
        self.tiles = {name: Tile(self) for name in ("people", "an_hour", *_PARTS)}
        self.days, self.hours = Panel(Columns(), self), Panel(Columns(), self)
        self.waiting, self.steps = Panel(Bars(), self), Panel(Bars(), self)
        self.retakes, self.overrides, self.refusals = (Panel(Bars(), self) for _ in range(3))
        tiles = QHBoxLayout()
        tiles.setSpacing(space.s)
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        times = QHBoxLayout()
        times.setSpacing(space.s)
        times.addWidget(self.days, 3)
        times.addWidget(self.hours, 2)
        grid = QGridLayout()
        grid.setSpacing(space.s)
        grid.addLayout(times, 0, 0, 1, 2)
        grid.addWidget(self.steps, 1, 0)
        # Overruled checks stand under the retakes: mostly there are few of either.
        pictures = QVBoxLayout()
        pictures.setSpacing(space.s)
        pictures.addWidget(self.retakes, 3)
        pictures.addWidget(self.overrides, 2)
        grid.addLayout(pictures, 1, 1)
        others = QVBoxLayout()
        others.setSpacing(space.s)
        others.addWidget(self.waiting, 3)
        others.addWidget(self.refusals, 2)
        grid.addLayout(others, 0, 2, 2, 1)
        for at in range(3):
            grid.setColumnStretch(at, 1)
        grid.setRowStretch(0, 4)
        grid.setRowStretch(1, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addLayout(tiles)
        column.addLayout(grid, 1)
        self.retranslate()

    def panels(self) -> tuple[Panel, ...]:
        """Return the charts, in their order."""
        return (self.days, self.hours, self.waiting, self.steps, self.retakes, self.overrides, self.refusals)

    def show_figures(self, figures: Figures, word: Word, language: str) -> None:
        """Show figures, in the language of ``word``."""
        self._figures, self._word, self._language = figures, word, language
        self.retranslate()

    def retranslate(self) -> None:
        figures = self._figures
        for panel in self.panels():
            chart = panel.chart
            if isinstance(chart, Bars):
                chart.set_rest(self.tr("另有 {count} 项"))
        if figures is None:
            return
        word, total = self._word, figures.total
        self.tiles["people"].show_number(self.tr("提交人数"), str(total.people))
        an_hour = "–" if figures.an_hour is None else f"{figures.an_hour:.1f}"
        hours = self.tr("%n 个工作小时", "", figures.worked_hours) if figures.worked_hours else ""
        self.tiles["an_hour"].show_number(self.tr("每人每小时"), an_hour, hours)
        for part in _PARTS:
            made_from = of(total, part) if total.rate(part) is not None else ""
            self.tiles[part].show_number(word("figures", f"{part}_rate"), percent(total.rate(part)), made_from)
        none = self.tr("这段时间没有。")
        self.days.setVisible(figures.period.days > 1)
        self.days.show_bars(
            self.tr("按月人数") if figures.period.by_month else self.tr("按日人数"),
            [Bar(column_label(day, figures.period), people, str(people)) for day, people in figures.columns.items()],
            none,
        )
        self.hours.show_bars(
            self.tr("按钟点人数"),
            [Bar(str(hour), people, str(people)) for hour, people in figures.hours.items()],
            none,
        )
        self.waiting.show_bars(self.tr("现在各状态（一半停留不超过）"), self._waiting(figures), self.tr("还没有记录。"))
        self.steps.show_bars(
            self.tr("柜台每步用时（一半 / 九成不超过）"),
            [self._took(word("counter_step", step.value), each) for step, each in figures.steps.items()],
            self.tr("不足 5 人，不计用时。"),
        )
        for panel, title, reasons in (
            (self.retakes, self.tr("照片为什么重拍"), figures.retakes),
            (self.overrides, self.tr("不合格照用了哪些检查"), figures.overrides),
            (self.refusals, self.tr("回盘为什么退回"), figures.refusals),
        ):
            panel.show_bars(title, self._reasons(reasons), none)

    def _waiting(self, figures: Figures) -> list[Bar]:
        bars = []
        for status, count in figures.waiting.items():
            stay = figures.stays.get(status)
            text = str(count) if stay is None else f"{count}  ·  {length(stay.middle_s)}"
            bars.append(Bar(self._word("status", status.value), count, text))
        return bars

    def _took(self, name: str, each: Duration) -> Bar:
        return Bar(name, each.middle_s, f"{length(each.middle_s)} / {length(each.most_s)}", each.most_s)

    def _reasons(self, reasons: Mapping[str, int]) -> list[Bar]:
        return [
            Bar(reason_name(reason, self._profile, self._word, self._language), count, str(count))
            for reason, count in reasons.items()
        ]
