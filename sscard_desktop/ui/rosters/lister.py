# SPDX-License-Identifier: Apache-2.0
"""The list of rosters, each with how far it is; where there is none yet, what a roster is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.roster import RosterId
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.rosters.model import RosterColumn, RostersModel
from sscard_desktop.ui.rosters.reading import RosterGlance, read_rosters
from sscard_desktop.ui.rosters.shares import SharesDelegate
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.table import Table

_ROOMS = (
    *("样例机械制造有限公司 2026", "样例机械制造有限公司", "50000", "进度进度进度", "100%"),
    *("✓ 集中采集存", "2026-11-21 20:10"),
)


class RosterLister(Retranslated, QWidget):
    """The table, or the first step.

    Signals:
        opened(RosterGlance): Enter or a double click.
        row_changed(): another one is chosen, or none.
        import_asked(): the button of the empty page.
    """

    opened = Signal(RosterGlance)
    row_changed = Signal()
    import_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted = RosterId("")
        self._title = Label("", self, role="section")
        self._model = RostersModel(self)
        self.table = Table(self)
        self.table.setModel(self._model)
        self.table.setItemDelegateForColumn(RosterColumn.BAR, SharesDelegate(self.table))
        self.table.setItemDelegateForColumn(RosterColumn.STATE, ChipDelegate(self.table))
        self.table.fit_columns(*_ROOMS)
        self.table.spare_columns(RosterColumn.IMPORTED, RosterColumn.UNIT)
        self.table.opened.connect(self._open)
        self.table.row_changed.connect(lambda _: self.row_changed.emit())
        self._empty = EmptyState(self, icon="roster")
        self._empty.action_chosen.connect(self.import_asked)
        self._front = QStackedWidget(self)
        self._front.addWidget(self.table)
        self._front.addWidget(self._empty)
        space = tokens().space
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.m, space.l, space.s)
        column.setSpacing(space.s)
        column.addWidget(self._title)
        column.addWidget(self._front, 1)
        self.setFocusProxy(self.table)
        self.retranslate()

    def refresh(self, roster_id: RosterId | None = None) -> None:
        """Read the rosters again; the same one stays chosen, or ``roster_id``."""
        current = self.current()
        self._wanted = roster_id or (current.roster.id if current is not None else RosterId(""))
        self._desk.tasks.run(lambda: read_rosters(self._desk), owner=self, on_done=self._show)

    def current(self) -> RosterGlance | None:
        """Return the chosen roster."""
        return self._model.row(self.table.current_row())

    def rosters(self) -> Sequence[RosterGlance]:
        """Return what is listed."""
        return self._model.rows()

    def retranslate(self) -> None:
        self._title.setText(self.tr("花名册：单位报来的人，谁采集了，谁还没来"))
        self._empty.set_content(
            self.tr("先导入单位的花名册"),
            self.tr(
                "把 Excel 模板交给单位填好再导入：放上身份证就自动调出本人，随时看到谁还没来。"
                "单位自己的表格也可以直接导入，列的顺序不限。"
            ),
            action=self.tr("导入花名册"),
            key="O",
            icon="roster",
        )
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(RosterColumn) - 1)

    def _show(self, found: Sequence[RosterGlance]) -> None:
        self._model.show_rows(found)
        self._title.setVisible(bool(found))
        self._front.setCurrentWidget(self.table if found else self._empty)
        self.table.choose_row(self._model.place_of(lambda each: each.roster.id == self._wanted))
        self.row_changed.emit()

    def _open(self, row: int) -> None:
        roster = self._model.row(row)
        if roster is not None:
            self.opened.emit(roster)
