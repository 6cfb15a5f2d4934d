# SPDX-License-Identifier: Apache-2.0
"""A list of what can be chosen in the control window: a key, words, and what holds now. Headings part it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QRegion, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.table import Table

_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_KEY_ROOM, _WORDS_ROOM = "W", "阿依古丽·买买提江"
_LINES = 1.4
"""A row's height over that of its type."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line.

    Attributes:
        code: what is told when it is chosen; ``""`` for a heading, which can't be.
        text: its words.
        key: the key that chooses it.
        note: what holds now, or what is special.
        held: it holds now.
    """

    code: str
    text: str
    key: str = ""
    note: str = ""
    held: bool = False


class KeyDelegate(QStyledItemDelegate):
    """Draws a key as its cap."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # One cap stands model for all; it is never shown itself.
        self._cap = KeyCap("", parent)
        self._cap.hide()

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        # What PySide's stubs don't know of it: its rectangle and its text.
        shown: Any = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        heading = not index.flags() & Qt.ItemFlag.ItemIsEnabled
        key = "" if heading else shown.text
        if not key:
            super().paint(painter, option, index)
            return
        shown.text = ""
        self._view().style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, self._view())
        self._cap.setText(key)
        self._cap.ensurePolished()
        self._cap.resize(
            max(self._cap.sizeHint().width(), self._cap.sizeHint().height()), self._cap.sizeHint().height()
        )
        at = QPoint(
            shown.rect.left() + tokens().space.m, shown.rect.top() + (shown.rect.height() - self._cap.height()) // 2
        )
        painter.save()
        painter.translate(at)
        self._cap.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.restore()

    def _view(self) -> QWidget:
        view = self.parent()
        assert isinstance(view, QWidget)
        return view


class RowList(Table):
    """The list.

    Signals:
        picked(code): Enter, a click, or its key through :meth:`pick_key`.
        key_pressed(key): a letter or digit; only from a list that has keys.
    """

    picked = Signal(str)
    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, keyed: bool = False) -> None:
        super().__init__(parent)
        self._keyed = keyed
        self._rows: tuple[Row, ...] = ()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if keyed:
            self.setItemDelegateForColumn(0, KeyDelegate(self))
        self.opened.connect(self._pick)
        self.clicked.connect(self._clicked)

    def rows(self) -> tuple[Row, ...]:
        """Return what is listed."""
        return self._rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List these; the same line stays chosen. Words alone are changed in place."""
        rows = tuple(rows)
        if rows == self._rows:
            return
        same = [row.code for row in rows] == [row.code for row in self._rows]
        self._rows = rows
        if not same:
            chosen = self.current_row()
            self._model.clear()
            for row in rows:
                self._model.appendRow([self._item(row, text) for text in self._cells(row)])
            self._dress_headings()
            for at, row in enumerate(rows):
                self._embolden(at, row)
            first = next((at for at, row in enumerate(rows) if row.code), 0)
            self.choose_row(max(chosen, first))
        else:
            for at, row in enumerate(rows):
                for column, text in enumerate(self._cells(row)):
                    self._model.item(at, column).setText(text)
                self._embolden(at, row)
        self.share_room()

    def pick_key(self, key: str) -> bool:
        """Choose the line of this key; return whether there is one."""
        at = next((at for at, row in enumerate(self._rows) if row.key and row.key == key.upper()), None)
        if at is not None:
            self.choose_row(at)
            self._pick(at)
        return at is not None

    def choose_code(self, code: str) -> None:
        """Put the keyboard's mark on a line, without choosing it."""
        at = next((at for at, row in enumerate(self._rows) if row.code == code), None)
        if at is not None:
            self.choose_row(at)

    def _cells(self, row: Row) -> tuple[str, ...]:
        if not row.code:
            return (row.text, "", "") if self._keyed else (row.text, "")
        return (row.key, row.text, row.note) if self._keyed else (row.text, row.note)

    def _item(self, row: Row, text: str) -> QStandardItem:
        item = QStandardItem(text)
        item.setEditable(False)
        if not row.code:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    def _embolden(self, at: int, row: Row) -> None:
        """Set headings, and what holds now, in bold; the size is the style sheet's."""
        font = self.font()
        font.setBold(row.held or not row.code)
        for column in range(self._model.columnCount()):
            self._model.item(at, column).setFont(font)

    def _dress_headings(self) -> None:
        self.clearSpans()
        for at, row in enumerate(self._rows):
            if not row.code:
                self.setSpan(at, 0, 1, self._model.columnCount())

    def share_room(self) -> None:
        """Give the notes what they need, the words the rest; rows follow the type."""
        if self.model() is None or not self._rows:
            return
        self.ensurePolished()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * _LINES))
        words = 1 if self._keyed else 0
        key = self.fontMetrics().horizontalAdvance(_KEY_ROOM) + 2 * tokens().space.m if self._keyed else 0
        if self._keyed:
            self.setColumnWidth(0, key)
        bold = self.font()
        bold.setBold(True)
        least = QFontMetrics(bold).horizontalAdvance
        notes = max((least(row.note) for row in self._rows if row.note), default=0)
        notes += 2 * tokens().space.m + tokens().space.s if notes else 0
        self.setColumnWidth(words, max(self.viewport().width() - key - notes, self.room_for(_WORDS_ROOM)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keyed and event.text().isalnum() and not event.modifiers() & ~_PLAIN:
            # A letter is a key here; the view would seek by it.
            if not event.isAutoRepeat():
                self.key_pressed.emit(event.text())
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows:
            # A table takes these for its columns.
            lines = [at for at, row in enumerate(self._rows) if row.code]
            self.choose_row(lines[0 if event.key() == Qt.Key.Key_Home else -1])
            return
        super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        self._pick(index.row())

    def _pick(self, at: int) -> None:
        if 0 <= at < len(self._rows) and self._rows[at].code:
            self.picked.emit(self._rows[at].code)
