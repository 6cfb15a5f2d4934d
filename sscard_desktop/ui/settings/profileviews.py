# SPDX-License-Identifier: Apache-2.0
"""The views of a looked-at profile, one in front: form, sheet, paper, what it says, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.profile import Profile
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.settings.cityviews import SHEET_ROOMS, ColumnsModel, FindingList, PaperView
from sscard_desktop.ui.settings.citywords import CityWords
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.table import Table

VIEWS = ("form", "sheet", "paper", "says", "problems")


class ProfileViews(QWidget):
    """Shows what it is given; nothing is read or stored.

    Signals:
        picked(name): another of :data:`VIEWS` is wanted.
    """

    picked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._segments = Segments(self)
        self._segments.picked.connect(self.picked)
        self.form: RecordForm | None = None
        self._form_room = QVBoxLayout()
        self._form_room.setContentsMargins(0, 0, 0, 0)
        form_room = QWidget(self)
        form_room.setLayout(self._form_room)
        self.columns = ColumnsModel(self)
        self._sheet = Table(self)
        self._sheet.setModel(self.columns)
        self._sheet.fit_columns(*SHEET_ROOMS)
        self.pages = PaperView(self)
        self.says, self.wrong = FindingList(self), FindingList(self)
        self._front = QStackedWidget(self)
        for view in (form_room, self._sheet, self.pages, self.says, self.wrong):
            self._front.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.s)
        column.addWidget(self._segments)
        column.addWidget(self._front, 1)

    def view(self) -> str:
        """Return the view that is in front."""
        return self._segments.code()

    def next_view(self) -> str:
        """Return the view behind it."""
        return VIEWS[(VIEWS.index(self.view()) + 1) % len(VIEWS)]

    def show_view(self, name: str) -> None:
        """Bring one to the front."""
        self._segments.set_code(name)
        self._front.setCurrentIndex(VIEWS.index(name))

    def show_checked(self, problems: int, found: Sequence[Finding], changed: Sequence[Finding], good: Finding) -> None:
        """Name the views, and list what is wrong or different; ``good`` stands there where nothing is."""
        named: Mapping[str, str] = {
            "form": self.tr("表单"),
            "sheet": self.tr("导出表"),
            "paper": self.tr("打印件"),
            "says": self.tr("规格与规则"),
            "problems": self.tr("检查结果：{count} 处").format(count=problems) if problems else self.tr("检查结果"),
        }
        self._segments.set_options(list(named.items()))
        parts = [(self.tr("文件、行、键"), [*found] or [good]), (self.tr("与上次确认时相比"), [*changed])]
        self.wrong.show_parts(parts)

    def clear(self) -> None:
        """Show nobody and nothing."""
        if self.form is not None:
            self._form_room.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.columns.show_cells((), "")
        self.pages.clear()
        self.says.show_parts(())

    def show_profile(self, seen: Profile) -> None:
        """Show the form of a kind of business, still empty, and what it says."""
        words = CityWords(self._desk.language.code)
        clock, pinyin = self._desk.workplace.clock, self._desk.workplace.pinyin
        self.form = RecordForm(seen, today=clock.today, initials=pinyin.initials, parent=self)
        self.form.set_language(self._desk.language.code)
        self.form.set_read_only(True)
        self._form_room.addWidget(self.form)
        self.says.show_parts(
            [
                (self.tr("图片"), words.pictures(seen)),
                (self.tr("规则，以及违反时说什么"), words.rules(seen)),
                (self.tr("导出与时限"), words.output(seen)),
            ]
        )
