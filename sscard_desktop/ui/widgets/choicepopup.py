# SPDX-License-Identifier: Apache-2.0
"""The list under an input, from which one entry is picked.

It is a part of the window, not a window of its own: the keyboard stays in the input, and nothing flickers.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHideEvent, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from sscard_desktop.ui.readout import say
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.choices import Choice

SHOWN_ROWS = 8
"""Entries that are seen at once; a page of them."""
_Index = QModelIndex | QPersistentModelIndex


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def show_choices(self, choices: list[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.UserRole:
            return choice.hint or (choice.code if choice.code != choice.text else "")
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Text at the left, code muted at the right."""

    # The stubs leave out the attributes that QStyleOptionViewItem inherits, hence Any.

    def paint(self, painter: QPainter, option: Any, index: _Index) -> None:
        super().paint(painter, option, index)
        hint = index.data(Qt.ItemDataRole.UserRole)
        if not hint:
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        group = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
        painter.save()
        painter.setPen(option.palette.color(group))
        space = tokens().space.m
        painter.drawText(
            option.rect.adjusted(space, 0, -space, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, hint
        )
        painter.restore()

    def sizeHint(self, option: Any, index: _Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), option.fontMetrics.height() + 2 * tokens().space.s))


class ChoicePopup(QFrame):
    """The list under the input, part of the window.

    Signals:
        chosen(choice): by mouse.
    """

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._control: QWidget = window
        self._entries = _Entries(self)
        self._view = QListView(self)
        self._view.setModel(self._entries)
        self._view.setItemDelegate(_EntryDelegate(self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setMouseTracking(True)
        self._view.setUniformItemSizes(True)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.clicked.connect(lambda index: self.chosen.emit(self._entries.choices[index.row()]))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        edge = tokens().size["hairline"]
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self._view)
        self.hide()

    def show_under(self, control: QWidget, choices: list[Choice], current: str) -> None:
        """Show ``choices`` under ``control``, or above where there is more room, with ``current``'s code chosen."""
        self._control = control
        self._entries.show_choices(choices)
        row = next((index for index, choice in enumerate(choices) if choice.code == current), 0)
        self.ensurePolished()
        self._view.ensurePolished()
        self._place()
        self.show()
        self.raise_()
        self.move_to(row)

    def _place(self) -> None:
        count = min(max(len(self._entries.choices), 1), SHOWN_ROWS)
        height = max(self._view.sizeHintForRow(0), 1) * count + 2 * 3
        window, control = self._window, self._control
        top_left = control.mapTo(window, QPoint(0, 0))
        below = window.height() - top_left.y() - control.height()
        top = top_left.y() + control.height() if below >= height or below >= top_left.y() else top_left.y() - height
        self.setGeometry(QRect(top_left.x(), max(top, 0), control.width(), height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # It hangs under its input: it goes when the window is resized, the page scrolls, or somebody points elsewhere,
        # and along with it where something that came above pushes the page down.
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._window:
            self.hide()
        elif kind in (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress) and isinstance(watched, QWidget):
            inside = watched is self or self.isAncestorOf(watched) or watched is self._control
            if not inside:
                self.hide()
        elif kind == QEvent.Type.Move and isinstance(watched, QWidget) and self._moves_with(watched):
            self._place()
        return False

    def _moves_with(self, widget: QWidget) -> bool:
        return widget is self._control or widget.isAncestorOf(self._control)

    def showEvent(self, event: QShowEvent) -> None:
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        super().hideEvent(event)

    def current(self) -> Choice | None:
        """Return the highlighted entry."""
        row = self._view.currentIndex().row()
        return self._entries.choices[row] if 0 <= row < len(self._entries.choices) else None

    def move_by(self, rows: int) -> None:
        """Move the highlight; it stops at the ends."""
        self.move_to(self._view.currentIndex().row() + rows)

    def move_to(self, row: int) -> None:
        """Highlight ``row``, or the nearest there is."""
        count = len(self._entries.choices)
        if count:
            at = min(max(row, 0), count - 1)
            self._view.setCurrentIndex(self._entries.index(at))
            # The keyboard stays in the input above, so nobody else tells where the highlight is.
            say(self._control, f"{self._entries.choices[at].text} {at + 1}/{count}")

    def unhighlight(self) -> None:
        """Highlight nothing, so that no key takes an entry unasked."""
        self._view.setCurrentIndex(QModelIndex())

    def choices(self) -> list[Choice]:
        """Return the entries that are shown."""
        return list(self._entries.choices)
