# SPDX-License-Identifier: Apache-2.0
"""The close look: the queue as a narrow list, and beside it everything of one record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.record import Record, RecordSummary
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.records.dossier import Dossier, read_dossier
from sscard_desktop.ui.records.sheet import RecordSheet
from sscard_desktop.ui.review.queue import QueueModel
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.table import Table


class CloseLook(Retranslated, QWidget):
    """One record after the other.

    Signals:
        chosen(row): another one is chosen in the list.
        seen(): the record that was asked for is in front now.
    """

    chosen = Signal(int)
    seen = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = 0
        self._model = QueueModel(self)
        self._table = Table(self)
        self._table.setModel(self._model)
        self._table.fit_columns("阿依古丽")
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.row_changed.connect(self.chosen)
        self._sheet = RecordSheet(desk.profile, desk.language, self)
        space = tokens().space
        queue = QWidget(self)
        side = QVBoxLayout(queue)
        side.setContentsMargins(space.l, space.m, 0, space.m)
        side.addWidget(self._table)
        queue.setFixedWidth(tokens().size["queue"])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(queue)
        row.addWidget(self._sheet, 1)
        self.setFocusProxy(self._table)

    def show_queue(self, records: Sequence[RecordSummary]) -> None:
        """Show these in the list."""
        self._table.blockSignals(True)
        self._model.show_rows(list(records))
        self._table.blockSignals(False)

    def choose(self, row: int) -> None:
        """Choose a row of the list without telling of it."""
        self._table.blockSignals(True)
        self._table.choose_row(row)
        self._table.blockSignals(False)

    def look(self, record_id: str) -> None:
        """Read a record and show it, unless another one is asked for meanwhile."""
        self._asked += 1
        asked = self._asked

        def show(dossier: Dossier) -> None:
            if asked == self._asked:
                self._sheet.show_dossier(dossier)
                self.seen.emit()

        self._desk.tasks.run(lambda: read_dossier(self._desk, record_id), owner=self, on_done=show)

    def in_front(self, record_id: str) -> Record | None:
        """Return the record if it is the one that is seen, ``None`` while it is still being read."""
        dossier = self._sheet.dossier()
        return dossier.record if dossier is not None and dossier.record.id == record_id else None

    def sheet(self) -> RecordSheet:
        """Return the record's sheet; for tests."""
        return self._sheet

    def retranslate(self) -> None:
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)
