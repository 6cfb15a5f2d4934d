# SPDX-License-Identifier: Apache-2.0
"""The found characters as large glyphs in rows, each with its code point; what no bundled font has is a box.

Nothing here is drawn by the computer's own fonts: what is seen must be what is printed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sscard_desktop.domain.ideographs import Ideograph
from sscard_desktop.ui.characters.words import code_point
from sscard_desktop.ui.theme import tokens

_Index = QModelIndex | QPersistentModelIndex
_ROWS = 3
_FEWEST_ROWS = 2
_UNDRAWN = Qt.ItemDataRole.UserRole + 1


def draw_glyph(painter: QPainter, rect: QRect, character: str, *, size_px: int, drawn: bool) -> None:
    """Draw a character in the middle of ``rect``, or a box with its code point where no font has it."""
    font = QFont(painter.font())
    if drawn:
        font.setPixelSize(size_px)
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, character)
        return
    side = round(size_px * 0.92)
    box = QRect(rect.center().x() - side // 2, rect.center().y() - side // 2, side, side)
    pen = painter.pen()
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawRect(box)
    font.setPixelSize(max(8, round(size_px * 0.28)))
    painter.setFont(font)
    code = f"{ord(character):04X}"
    half = (len(code) + 1) // 2
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{code[:half]}\n{code[half:]}")


class _Glyphs(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: Sequence[Ideograph] = ()
        self._undrawn: Collection[str] = frozenset()

    def fill(self, found: Sequence[Ideograph], undrawn: Collection[str]) -> None:
        self.beginResetModel()
        self._found, self._undrawn = found, undrawn
        self.endResetModel()

    def at(self, row: int) -> Ideograph | None:
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.at(index.row())
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return found.character
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{found.character} {code_point(found.character)} {' '.join(found.readings)}"
        if role == _UNDRAWN:
            return found.character in self._undrawn
        return None


class _Cell(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view, palette = self._view, self._view.palette()
        whole = view.visualRect(index)
        chosen = view.currentIndex() == index
        painter.save()
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            radius = tokens().size["radius"]
            painter.drawRoundedRect(whole.adjusted(2, 2, -2, -2), radius, radius)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(view.font())
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text))
        foot_height = round(whole.height() * 0.26)
        character = str(index.data(Qt.ItemDataRole.DisplayRole))
        glyph = whole.adjusted(0, tokens().space.xs, 0, -foot_height)
        draw_glyph(painter, glyph, character, size_px=round(whole.height() * 0.5), drawn=not index.data(_UNDRAWN))
        if not chosen:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        font = QFont(view.font())
        font.setPixelSize(round(whole.height() * 0.155))
        painter.setFont(font)
        foot = QRect(whole.left(), whole.bottom() - foot_height, whole.width(), foot_height)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"{ord(character):04X}")
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._view.gridSize()


class GlyphGrid(QListView):
    """Found characters in rows; arrows move, Enter or a double click takes one.

    Signals:
        taken(): Enter or double click.
        chosen_changed(found): another ``Ideograph`` is chosen, or ``None``.
    """

    taken = Signal()
    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Glyphs(self)
        self.setModel(self._model)
        self.setItemDelegate(_Cell(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _: self.taken.emit())
        self._size_cells()

    def _size_cells(self) -> None:
        """Make the glyphs as large as the type in force asks for."""
        self.ensurePolished()
        factor = max(1.0, self.font().pixelSize() / tokens().type["text"])
        side = round(tokens().scaled["glyph_cell"] * factor)
        self.setGridSize(QSize(side, round(side * 1.12)))

    def minimumSizeHint(self) -> QSize:
        return self._rows(_FEWEST_ROWS)

    def sizeHint(self) -> QSize:
        return self._rows(_ROWS)

    def _rows(self, rows: int) -> QSize:
        cell = self.gridSize()
        return QSize(4 * cell.width(), rows * cell.height() + 2 * self.frameWidth() + tokens().space.s)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size_cells()

    def fill(self, found: Sequence[Ideograph], undrawn: Collection[str]) -> None:
        """Show these, the first one chosen."""
        self._model.fill(found, undrawn)
        if found:
            self.setCurrentIndex(self._model.index(0))
        else:
            self.chosen_changed.emit(None)

    def chosen(self) -> Ideograph | None:
        """Return the chosen character."""
        return self._model.at(self.currentIndex().row())

    def count(self) -> int:
        """Return how many are shown."""
        return self._model.rowCount()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.chosen_changed.emit(self._model.at(current.row()))
