# SPDX-License-Identifier: Apache-2.0
"""Picking one entry of a list: type its pinyin initials, its text or its code, or go through the list by arrows.

The list is a part of the window, not a window of its own: the keyboard stays in the input, and nothing flickers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from sscard_desktop.ui.icons import pixmap
from sscard_desktop.ui.theme import tokens

_SHOWN_ROWS = 8
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry.

    Attributes:
        code: what is stored.
        text: what people read.
        initials: pinyin initials of ``text`` in lower case, such as ``gsyh``; made by whoever has the pinyin.
        hint: shown muted at the right; the code if empty.
        also: other spellings by which it is found, whole or by their beginning.
    """

    code: str
    text: str
    initials: str = ""
    hint: str = ""
    also: tuple[str, ...] = ()


def matches(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Return the entries that ``typed`` may mean, best first: by code, start of text, initials, part of text, alias."""
    wanted = typed.strip().casefold()
    if not wanted:
        return list(choices)
    ranked: list[tuple[int, int, Choice]] = []
    for index, choice in enumerate(choices):
        text, code, initials = choice.text.casefold(), choice.code.casefold(), choice.initials.casefold()
        also = [spelling.casefold() for spelling in choice.also]
        if wanted in (code, text, *also):
            rank = 0
        elif text.startswith(wanted) or code.startswith(wanted):
            rank = 1
        elif initials.startswith(wanted):
            rank = 2
        elif wanted in text:
            rank = 3
        elif wanted in initials:
            rank = 4
        elif any(spelling.startswith(wanted) for spelling in also):
            rank = 5
        else:
            continue
        ranked.append((rank, index, choice))
    return [choice for _, _, choice in sorted(ranked, key=lambda found: found[:2])]


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
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._view)
        self.hide()

    def show_under(self, control: QWidget, choices: list[Choice], current: str) -> None:
        """Show ``choices`` under ``control``, or above where there is more room, with ``current``'s code chosen."""
        self._control = control
        self._entries.show_choices(choices)
        row = next((index for index, choice in enumerate(choices) if choice.code == current), 0)
        self.ensurePolished()
        self._view.ensurePolished()
        height = max(self._view.sizeHintForRow(0), 1) * min(max(len(choices), 1), _SHOWN_ROWS) + 2 * 3
        window = self._window
        top_left = control.mapTo(window, QPoint(0, 0))
        below = window.height() - top_left.y() - control.height()
        top = top_left.y() + control.height() if below >= height or below >= top_left.y() else top_left.y() - height
        self.setGeometry(QRect(top_left.x(), max(top, 0), control.width(), height))
        self.show()
        self.raise_()
        self.move_to(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # It hangs under its input: it goes when the window is resized, the page scrolls, or somebody points elsewhere.
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._window:
            self.hide()
        elif kind in (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress) and isinstance(watched, QWidget):
            inside = watched is self or self.isAncestorOf(watched) or watched is self._control
            if not inside:
                self.hide()
        return False

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
            self._view.setCurrentIndex(self._entries.index(min(max(row, 0), count - 1)))

    def unhighlight(self) -> None:
        """Highlight nothing, so that no key takes an entry unasked."""
        self._view.setCurrentIndex(QModelIndex())

    def choices(self) -> list[Choice]:
        """Return the entries that are shown."""
        return list(self._entries.choices)


class ChoiceLine(QLineEdit):
    """An input for one entry of a list.

    Signals:
        picked(code): the clerk picked another entry, or emptied the input.
        searched(text): typed, where the entries come from outside (:meth:`set_searching`).
        unmatched(text): left with a text that names no entry; the entry before it is shown again.
        accepted(), back(): Enter, Shift+Enter.
    """

    picked = Signal(str)
    searched = Signal(str)
    unmatched = Signal(str)
    accepted = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._code = ""
        self._typed = False
        self._searching = False
        self._popup: ChoicePopup | None = None
        self.setProperty("arrow", True)
        self.textEdited.connect(self._on_typed)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Set the entries; what was picked stays picked if it is still among them, or if entries are searched."""
        self._choices = list(choices)
        if self._popup is not None and self._popup.isVisible():
            self._open(self._choices if self._searching else matches(self._choices, self.text() if self._typed else ""))
        elif not self._typed:
            self._show_code()

    def set_searching(self, searching: bool) -> None:
        """Have the entries sought outside: typing emits ``searched``, and :meth:`set_choices` brings what was found."""
        self._searching = searching

    def code(self) -> str:
        """Return the picked code, ``""`` for none."""
        return self._code

    def set_code(self, code: str) -> None:
        """Show the entry of ``code``; a code that isn't in the list is shown as itself, never hidden."""
        self._code = code
        self._typed = False
        self._show_code()

    def popup_open(self) -> bool:
        """Return whether the list is shown."""
        return self._popup is not None and self._popup.isVisible()

    def shown_choices(self) -> list[Choice]:
        """Return the entries in the open list, empty if it is closed."""
        return self._popup.choices() if self._popup is not None and self._popup.isVisible() else []

    def open_popup(self) -> None:
        """Show the whole list."""
        if self.isReadOnly() or not self.isEnabled():
            return
        if self._searching:
            self.searched.emit("")
        self._open(self._choices)

    def close_popup(self) -> None:
        """Hide the list."""
        if self._popup is not None:
            self._popup.hide()

    def _show_code(self) -> None:
        text = next((choice.text for choice in self._choices if choice.code == self._code), self._code)
        self.setText(text)
        self.setCursorPosition(0)
        if self.hasFocus():
            # What is typed next is another search, not an addition to this text.
            self.selectAll()

    def _open(self, choices: list[Choice]) -> None:
        if not choices:
            self.close_popup()
            return
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self._popup = ChoicePopup(self.window())
            self._popup.chosen.connect(self._pick)
        self._popup.show_under(self, choices, "" if self._typed else self._code)

    def _on_typed(self, text: str) -> None:
        self._typed = True
        if self._searching:
            self.searched.emit(text.strip())
        self._open(matches(self._choices, text))

    def _pick(self, choice: Choice) -> None:
        self.close_popup()
        self._typed = False
        changed = choice.code != self._code
        self._code = choice.code
        if all(known.code != choice.code for known in self._choices):
            self._choices.append(choice)
        self._show_code()
        if changed:
            self.picked.emit(choice.code)

    def _settle(self) -> None:
        """Make a code of what was typed, as the input is left."""
        if not self._typed:
            return
        text = self.text().strip()
        found = matches(self._choices, text) if text else []
        current = self._popup.current() if self._popup is not None and self._popup.isVisible() else None
        self.close_popup()
        self._typed = False
        if not text:
            if self._code:
                self._code = ""
                self.picked.emit("")
            self._show_code()
        elif current is not None and current in found:
            self._pick(current)
        elif len(found) == 1:
            self._pick(found[0])
        else:
            self._show_code()
            self.unmatched.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, popup = event.key(), self._popup if self.popup_open() else None
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _SHOWN_ROWS,
            Qt.Key.Key_PageUp: -_SHOWN_ROWS,
        }
        if key in steps:
            if popup is not None:
                popup.move_by(steps[Qt.Key(key)])
            elif key == Qt.Key.Key_Down:
                self.open_popup()
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            going_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            current = popup.current() if popup is not None else None
            if current is not None and not going_back and self.text().strip():
                self._pick(current)
            else:
                self._settle()
                self.close_popup()
            (self.back if going_back else self.accepted).emit()
            return
        if key == Qt.Key.Key_Escape and (popup is not None or self._typed):
            self.close_popup()
            self._typed = False
            self._show_code()
            self.selectAll()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.close_popup() if self.popup_open() else self.open_popup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()
            self.close_popup()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isReadOnly():
            return
        side = self.fontMetrics().height() * 4 // 5
        arrow = pixmap(
            "chevron_down", self.palette().color(QPalette.ColorRole.PlaceholderText), side, self.devicePixelRatioF()
        )
        QPainter(self).drawPixmap(self.width() - side - tokens().space.m, (self.height() - side) // 2, arrow)
