# SPDX-License-Identifier: Apache-2.0
"""The contact sheet: thirty faces beside their names and numbers, walked by arrows, marked by the space bar."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from sscard_desktop.domain.record import RecordSummary
from sscard_desktop.ui.records.words import number
from sscard_desktop.ui.review.facetile import FACE_ROLE, Face, FaceDelegate
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Shown

_Index = QModelIndex | QPersistentModelIndex
COLUMNS, ROWS = 6, 5
FACES = COLUMNS * ROWS
GRIDS = ((3, 2), (4, 3), (5, 4), (COLUMNS, ROWS))
"""Columns and rows for few people and for more: in steps, so that faces don't grow at each one that is decided."""


class FaceModel(QAbstractListModel):
    """The people of one sheet, in the queue's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faces: list[Face] = []

    def show_people(
        self, people: Sequence[tuple[RecordSummary, Shown | None]], marked: Collection[str], *, keep_images: bool = True
    ) -> None:
        """Show these people; pictures that are here already stay, but for those of records that changed."""
        kept = {(face.summary.id, face.summary.updated_at): face.image for face in self._faces} if keep_images else {}
        self.beginResetModel()
        self._faces = [
            Face(each, badge, kept.get((each.id, each.updated_at)), each.id in marked) for each, badge in people
        ]
        self.endResetModel()

    def set_images(self, images: Mapping[str, QImage]) -> None:
        """Show these pictures, by record."""
        for row, face in enumerate(self._faces):
            image = images.get(face.summary.id)
            if image is not None:
                self._faces[row] = Face(face.summary, face.badge, image, face.marked)
                self.dataChanged.emit(self.index(row), self.index(row))

    def set_marked(self, marked: Collection[str]) -> None:
        """Show who is marked."""
        for row, face in enumerate(self._faces):
            if face.marked != (face.summary.id in marked):
                self._faces[row] = Face(face.summary, face.badge, face.image, not face.marked)
                self.dataChanged.emit(self.index(row), self.index(row))

    def face(self, row: int) -> Face | None:
        """Return who is at a place, ``None`` outside."""
        return self._faces[row] if 0 <= row < len(self._faces) else None

    def without_image(self) -> list[str]:
        """Return the records whose pictures aren't here yet."""
        return [face.summary.id for face in self._faces if face.image is None]

    def row_of(self, record_id: str) -> int:
        """Return where a record is, -1 if it isn't on this sheet."""
        return next((row for row, face in enumerate(self._faces) if face.summary.id == record_id), -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._faces)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        face = self.face(index.row())
        if face is None:
            return None
        if role == FACE_ROLE:
            return face
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [face.summary.name, number(face.summary.number), face.badge.word if face.badge else ""]
            return " ".join([*filter(None, said), *([self.tr("已标记")] if face.marked else [])])
        return face.summary.name if role == Qt.ItemDataRole.DisplayRole else None


class FaceSheet(QListView):
    """Thirty people in a grid that fills its room; arrows walk, the space bar marks, Enter opens.

    Signals:
        opened(row): Enter or a double click.
        toggled(row): the space bar.
        row_changed(row): another person is chosen; -1 for none.
        turned(by): PageDown or PageUp: the next sheet, or the one before.
    """

    opened = Signal(int)
    toggled = Signal(int)
    row_changed = Signal(int)
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("faces")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(FaceDelegate(self))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def choose_row(self, row: int) -> None:
        """Choose a place, or the last there is."""
        model = self.model()
        if model is not None and model.rowCount():
            self.setCurrentIndex(model.index(min(max(row, 0), model.rowCount() - 1), 0))

    def current_row(self) -> int:
        """Return the chosen place, -1 for none."""
        return self.currentIndex().row()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.row_changed.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current_row(), event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(row)
        elif key == Qt.Key.Key_Space and row >= 0:
            self.toggled.emit(row)
        else:
            super().keyPressEvent(event)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share()
        super().resizeEvent(event)

    def tile_height(self) -> int:
        """Return how high a person's tile gets in this room where few stand on the sheet, px."""
        return self._room().height() // GRIDS[0][1]

    def _room(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width() + 2
        frame = 2 * self.frameWidth() + 2
        return QSize(self.width() - bar - frame, self.height() - frame)

    def _share(self) -> None:
        """Give each person a share of the room: six by five, larger ones where few stand there or the type is large."""
        scale = self.fontMetrics().height() / max(tokens().type["text"] * 1.4, 1)
        least = QSize(round(tokens().size["face_width"] * scale), round(tokens().size["face_height"] * scale))
        room, model = self._room(), self.model()
        people = model.rowCount() if model is not None else 0
        wide, high = next((grid for grid in GRIDS if people <= grid[0] * grid[1]), GRIDS[-1])
        columns = min(max(room.width() // max(least.width(), 1), 1), wide)
        self.setGridSize(QSize(room.width() // columns, max(room.height() // high, least.height())))
