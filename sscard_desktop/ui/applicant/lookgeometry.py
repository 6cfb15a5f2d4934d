# SPDX-License-Identifier: Apache-2.0
"""Where lines of the page stand to each other: which one is next in a direction, how high columns must be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.applicant.lookrow import LookRow
from sscard_desktop.ui.theme import tokens

_Item = TypeVar("_Item", bound=QWidget)
_LABEL_MOST = 0.38
"""What the labels of a column take of it at most: a longer one is broken, rather than everybody's answers."""


def nearest(items: Sequence[_Item], current: _Item, way: QPoint) -> _Item | None:
    """Return the nearest item in a direction; up and down go on in the next column, ``None`` where nothing is left."""
    here = current.geometry()
    found: list[tuple[int, int, int, _Item]] = []
    for at, each in enumerate(items):
        to = each.geometry().center() - here.center()
        ahead, aside = (to.x() * way.x(), abs(to.y())) if way.x() else (to.y() * way.y(), 0)
        if each is not current and ahead > 0 and _overlap(each, current, across=bool(way.y())):
            found.append((ahead, aside, at, each))
    if found:
        return min(found, key=lambda each: each[:3])[3]
    at = items.index(current) + way.y()
    return items[at] if way.y() and 0 <= at < len(items) else None


def in_lines(rows: Sequence[LookRow], scale: float, width: int) -> list[list[LookRow]]:
    """Put two short answers that follow each other side by side, such as sex and people; set their type.

    Args:
        width: of a column, px.
    """
    half = width // 2
    lines: list[list[LookRow]] = []
    for row in rows:
        before = lines[-1] if lines else []
        if len(before) == 1 and all(each.fits(scale, half) for each in (*before, row)):
            before.append(row)
        else:
            lines.append([row])
    for pair, room in ((1, width), (2, half)):
        alike = [row for line in lines if len(line) == pair for row in line]
        label = max((row.label_width(scale, room) for row in alike), default=0)
        for row in alike:
            row.set_scale(scale, min(label, round(width * _LABEL_MOST)) if pair == 1 else row.label_width(scale, half))
    return lines


def even_height(heights: Sequence[int], columns: int, room: int) -> int:
    """Return the least height at which lines fill the columns of one page evenly; all the room where they don't."""
    least = max([sum(heights) // columns, *heights], default=0)
    step = tokens().space.xs
    return next((height for height in range(least, room, step) if _columns_for(heights, height) <= columns), room)


def _overlap(one: QWidget, other: QWidget, *, across: bool) -> bool:
    """Return whether two widgets stand above each other (``across``), or beside each other."""
    a, b = one.geometry(), other.geometry()
    if across:
        return a.left() <= b.right() and b.left() <= a.right()
    return a.top() <= b.bottom() and b.top() <= a.bottom()


def _columns_for(heights: Sequence[int], most: int) -> int:
    """Return how many columns of a height these lines fill."""
    columns, y = 1, 0
    for height in heights:
        if y and y + height > most:
            columns, y = columns + 1, 0
        y += height
    return columns
