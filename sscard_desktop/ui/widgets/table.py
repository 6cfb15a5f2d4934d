# SPDX-License-Identifier: Apache-2.0
"""Lists of records, batches, people: one look, one way through them by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import plain_tooltip


class Table(QTableView):
    """A table whose rows are chosen whole: arrows move, Enter or a double click opens, letters go to the page's search.

    Signals:
        opened(row): Enter or double click.
        row_changed(row): another row is chosen; -1 for none.
    """

    opened = Signal(int)
    row_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: tuple[str, ...] = ()
        self._growing: tuple[int, ...] = ()
        self._yielding: tuple[int, ...] = ()
        self._spare: tuple[int, ...] = ()
        self._last = self._columns = ""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        self._fit_rows()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.headerDataChanged.connect(self._call_by_columns)
            model.modelReset.connect(self._call_by_columns)
            self._call_by_columns()

    def _call_by_columns(self) -> None:
        """Be called by the columns' headings, where nobody gave the table a name of its own."""
        model = self.model()
        if model is not None and self.accessibleName() in ("", self._columns):
            headings = (model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount()))
            self._columns = " / ".join(str(heading) for heading in headings if heading)
            self.setAccessibleName(self._columns)

    def _fit_rows(self) -> None:
        """Make the rows as tall as the type asks for."""
        factor = max(1.0, self.font().pixelSize() / tokens().type["text"])
        self.verticalHeader().setDefaultSectionSize(round(tokens().scaled["row"] * factor))

    def fit_columns(self, *samples: str) -> None:
        """Make each column wide enough for its sample and heading, in whatever type is in force.

        The last one takes what is left. Widths in px would cut numbers off in large type.
        """
        self._samples = samples
        self.ensurePolished()
        for column in range(len(samples)):
            self.setColumnWidth(column, self._least(column))
        self.share_room()

    def grow_columns(self, *columns: int, last: str) -> None:
        """Let these columns, in this order, have what the last doesn't need for ``last``, as far as rows want it."""
        self._growing, self._last = columns, last
        self.share_room()

    def yield_columns(self, *columns: int, last: str) -> None:
        """Let these columns, in this order, be narrower than their samples where the last one needs room for ``last``.

        Their own headings stay whole.
        """
        self._yielding, self._last = columns, last
        self.share_room()

    def spare_columns(self, *columns: int) -> None:
        """Leave these columns out, in this order, where not all have room: what opening a row tells anyway."""
        self._spare = columns
        self.share_room()

    def share_room(self) -> None:
        """Fit the columns to the room and the growing ones to the rows shown; samples' widths are the least."""
        model = self.model()
        if model is None or not self._samples:
            return
        last = max(self.room_for(self._last), self._heading(model.columnCount() - 1))
        for column in self._spare:
            self.setColumnHidden(column, False)
            self.setColumnWidth(column, self._least(column))
        for column in self._spare:
            least = sum(self._least(at) for at in range(len(self._samples)) if not self.isColumnHidden(at))
            if least + last <= self.viewport().width():
                break
            self.setColumnHidden(column, True)
        if self._growing:
            self._grow(model)
        lacking = sum(map(self._least, range(len(self._samples)))) + last - self.viewport().width()
        for column in self._yielding:
            least = self._least(column)
            given = min(max(lacking, 0), least - self._heading(column))
            self.setColumnWidth(column, least - given)
            lacking -= given

    def _grow(self, model: QAbstractItemModel) -> None:
        fixed = sum(self.columnWidth(at) for at in range(len(self._samples)) if at not in self._growing)
        growing = [at for at in self._growing if not self.isColumnHidden(at)]
        least = {at: self._least(at) for at in growing}
        rest = self.viewport().width() - fixed - sum(least.values())
        # A last column that is cut off anyway leaves its room to the names, down to its heading.
        kept = self.room_for(self._last if rest >= self.room_for(self._last) else self._last[:2])
        spare = rest - max(kept, self._heading(model.columnCount() - 1))
        for at in growing:
            texts = {str(model.index(row, at).data() or "") for row in range(model.rowCount())}
            wanted = max((self.room_for(text) for text in texts), default=0) - least[at]
            more = max(min(wanted, spare), 0)
            self.setColumnWidth(at, least[at] + more)
            spare -= more

    def _least(self, column: int) -> int:
        """Return the width of a column that shows its sample and its heading."""
        return max(self.room_for(self._samples[column]), self._heading(column))

    def _heading(self, column: int) -> int:
        return self.horizontalHeader().sectionSizeFromContents(column).width()

    def room_for(self, text: str) -> int:
        """Return the width of a cell that shows all of ``text``."""
        return self.fontMetrics().horizontalAdvance(text) + 2 * tokens().space.m + tokens().space.s

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()
        self._keep_in_sight()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A row that is chosen while the table is hidden isn't scrolled to by Qt.
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll to the chosen row: what Enter would open is seen."""
        if self.isVisible() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._fit_rows()
            self.fit_columns(*self._samples)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            text = str(index.data() or "")
            if index.data(Qt.ItemDataRole.ToolTipRole) is None and self.room_for(text) > self.columnWidth(
                index.column()
            ):
                # Cut off: whole here.
                QToolTip.showText(event.globalPos(), plain_tooltip(text), self)
                return True
        return super().viewportEvent(event)

    def current_row(self) -> int:
        """Return the chosen row, -1 for none."""
        return self.currentIndex().row()

    def choose_row(self, row: int) -> None:
        """Choose ``row``, or the last there is."""
        model = self.model()
        if model is not None and model.rowCount():
            self.selectRow(min(max(row, 0), model.rowCount() - 1))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.row_changed.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row() >= 0:
            self.opened.emit(self.current_row())
            return
        if event.text().strip() and event.text().isprintable():
            # Qt would look for a row that begins so, and keep the keys of the page or dialog around from being heard.
            event.ignore()
            return
        super().keyPressEvent(event)
