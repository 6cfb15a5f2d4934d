# SPDX-License-Identifier: Apache-2.0
"""The page that is read over: name, number and photo above, everything else in columns below, as large as fits.

Type grows until it would no longer fit on one page, and never shrinks below the usual size for it: what doesn't fit
then goes on another page. Keys, mouse and finger point at lines alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from sscard_desktop.domain.ownlook import LookLine
from sscard_desktop.services.ownlook import LookPage
from sscard_desktop.ui.applicant.lookgeometry import even_height, in_lines, nearest
from sscard_desktop.ui.applicant.lookphoto import LookPhoto
from sscard_desktop.ui.applicant.lookrow import LookRow
from sscard_desktop.ui.theme import tokens

SCALES = (2.0, 1.8, 1.6, 1.4, 1.2, 1.1, 1.0)
"""Sizes of the type that are tried, in sizes of the usual one."""

NAME_SIZE, NUMBER_SIZE = 1.5, 1.15
_COLUMN_LEAST = 17
"""Least width of a column, in sizes of its type."""
_MOST_COLUMNS = 3
_PHOTO_HEIGHT = 124

_Item = LookRow | LookPhoto


class LookView(QWidget):
    """Shows one page at a time.

    Args:
        keyboard: lines take the keyboard too.

    Signals:
        changed(): something was pointed at, another page is shown, or there are more or fewer of them.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, keyboard: bool = True) -> None:
        super().__init__(parent)
        self._focus = Qt.FocusPolicy.StrongFocus if keyboard else Qt.FocusPolicy.NoFocus
        self._page: LookPage | None = None
        self._head: list[LookRow] = []
        self._rows: list[LookRow] = []
        self._pages: list[list[LookRow]] = []
        self._at = 0
        self.photo = LookPhoto(self)
        self.photo.hide()
        self.photo.setFocusPolicy(self._focus)
        self.photo.toggled.connect(lambda _: self.changed.emit())

    # ── what is shown ────────────────────────────────────────────────────────────────────────────────────────

    def show_page(self, page: LookPage, *, photo_name: str, pointing: bool = True) -> None:
        """Show what is to be read; what was pointed at and says the same still stays marked.

        Args:
            pointing: lines can be pointed at; else they are only shown.
        """
        if self._page is not None and self._page.record != page.record:
            self.clear()
        self._page = page
        before = {row.line: row for row in self.rows()}
        rows = [before.pop(line) if line in before else self._made(line) for line in page.lines]
        for row in before.values():
            _drop(row)
        for row in rows:
            row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not pointing)
            row.setChecked(pointing and row.isChecked())
        self._head = [row for row in rows if row.line.telling]
        self._rows = [row for row in rows if not row.line.telling]
        self._head.sort(key=lambda row: row.key != "name")
        self.photo.set_content(page.photo)
        self.photo.setAccessibleName(photo_name)
        self.photo.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not pointing)
        self._lay_out()

    def clear(self) -> None:
        """Show nothing of anybody any more."""
        self._page = None
        for row in self.rows():
            _drop(row)
        self._head, self._rows, self._pages, self._at = [], [], [], 0
        self.photo.setChecked(False)
        self.photo.set_content(None)

    def _made(self, line: LookLine) -> LookRow:
        size = {"name": NAME_SIZE, "number": NUMBER_SIZE}.get(line.key, 1.0)
        row = LookRow(line, self, size=size, bare=line.telling)
        row.setFocusPolicy(self._focus)
        row.toggled.connect(lambda _: self.changed.emit())
        return row

    @property
    def page(self) -> LookPage | None:
        """What is shown."""
        return self._page

    def rows(self) -> list[LookRow]:
        """Return all lines, of every page."""
        return [*self._head, *self._rows]

    def pointed(self) -> tuple[str, ...]:
        """Return what is pointed at, the photo last."""
        found = [row.key for row in self.rows() if row.isChecked()]
        return (*found, *((self.photo.key,) if self.photo.isChecked() else ()))

    # ── pages ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(len(self._pages), 1)

    @property
    def at(self) -> int:
        """Which of them is shown, from 0."""
        return self._at

    def turn(self, by: int) -> bool:
        """Turn pages; return whether there was one to turn to."""
        target = self._at + by
        if not 0 <= target < self.pages:
            return False
        self._at = target
        self._lay_out()
        self.changed.emit()
        return True

    # ── layout ───────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        if self._page is None or self.width() < 2:
            return
        for scale in SCALES:
            top = self._place_head(scale, moving=False)
            columns = self._columns(scale)
            pages = self._flow(scale, top, columns, moving=False)
            if len(pages) == 1:
                break
        self._place_head(scale, moving=True)
        before = self.pages, self._at
        self._pages = pages
        self._at = min(self._at, self.pages - 1)
        self._flow(scale, top, columns, moving=True)
        if before != (self.pages, self._at):
            # The room may have become less by the very buttons that end the look: nobody may miss a page by that.
            self.changed.emit()

    def _columns(self, scale: float) -> int:
        return max(1, min(_MOST_COLUMNS, int(self.width() / (_COLUMN_LEAST * self._base() * scale))))

    def _base(self) -> int:
        return next((row.base() for row in self.rows()), 1)

    def _place_head(self, scale: float, *, moving: bool) -> int:
        """Place photo, name and number; return where the columns begin, px."""
        space = tokens().space
        ratio = self.photo.ratio()
        height = round(_PHOTO_HEIGHT * scale) if ratio else 0
        wide = round(height * ratio)
        left = wide + space.l if wide else 0
        if moving:
            self.photo.setGeometry(0, 0, wide, height)
        y = 0
        places: list[tuple[LookRow, QRect]] = []
        for row in self._head:
            row.set_scale(scale)
            high = row.height_for(self.width() - left, self.height() // 3)
            places.append((row, QRect(left, y, self.width() - left, high)))
            y += high
        down = max((height - y) // 2, 0)
        if moving:
            for row, place in places:
                row.setGeometry(place.translated(0, down))
                row.show()
        return max(y, height) + (space.m if self._head or height else 0)

    def _flow(self, scale: float, top: int, columns: int, *, moving: bool) -> list[list[LookRow]]:
        """Fill columns from above, pages of columns; place what stands on the page shown."""
        gap = tokens().space.xl
        width = (self.width() - gap * (columns - 1)) // columns
        room = max(self.height() - top, 1)
        lines = in_lines(self._rows, scale, width)
        heights = [max(row.height_for(width // len(line), room) for row in line) for line in lines]
        most = even_height(heights, columns, room)
        pages: list[list[LookRow]] = [[]]
        column = y = 0
        for line, high in zip(lines, heights, strict=True):
            if y and y + high > most:
                column, y = column + 1, 0
                if column == columns:
                    pages.append([])
                    column = 0
            pages[-1].extend(line)
            if moving:
                part = width // len(line)
                for at, row in enumerate(line):
                    row.setGeometry(column * (width + gap) + at * part, top + y, part, high)
                    row.setVisible(len(pages) - 1 == self._at)
            y += high
        return pages

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    # ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """Put the keyboard on the first line."""
        items = self._items()
        if items:
            items[0].setFocus(Qt.FocusReason.TabFocusReason)

    def point(self) -> None:
        """Point at the line that has the keyboard, or take that back."""
        current = next((each for each in self._items() if each.hasFocus()), None)
        if current is not None:
            current.click()

    def take_key(self, event: QKeyEvent) -> bool:
        """Move among the lines by arrows, or turn pages; return whether the key was one of these."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            if self.turn(1 if key == Qt.Key.Key_PageDown else -1):
                self.begin()
            return True
        ways = {
            Qt.Key.Key_Down: QPoint(0, 1),
            Qt.Key.Key_Up: QPoint(0, -1),
            Qt.Key.Key_Right: QPoint(1, 0),
            Qt.Key.Key_Left: QPoint(-1, 0),
        }
        if key not in ways:
            return False
        self._move(ways[key])
        return True

    def _items(self) -> list[QAbstractButton]:
        """Return what can be pointed at on the page shown, in the order of reading."""
        shown: Sequence[LookRow] = self._pages[self._at] if self._pages else []
        return [*self._head, *([self.photo] if self.photo.ratio() else []), *shown]

    def _move(self, way: QPoint) -> None:
        """Go to the nearest line in this direction; up and down go on in the next column."""
        items = self._items()
        current = next((each for each in items if each.hasFocus()), None)
        if current is None:
            self.begin()
            return
        target = nearest(items, current, way)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)


def _drop(row: LookRow) -> None:
    """Let a row go, out of sight at once."""
    row.hide()
    row.setParent(None)
    row.deleteLater()
