# SPDX-License-Identifier: Apache-2.0
"""How far people are, drawn as one bar: who is done, who is half done, who won't be collected, and the rest.

The figures always stand beside it in words; the bar is for the glance.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QWidget

from sscard_desktop.domain.roster import RowState
from sscard_desktop.ui.rosters import words
from sscard_desktop.ui.theme import tokens

SHARES_ROLE = Qt.ItemDataRole.UserRole + 2
"""Under it a cell that is a bar gives its counts, every other one nothing."""
_HALF_SEEN = 0.45
_THICK = 0.5
"""A bar's height, in lines of text."""


def draw_shares(painter: QPainter, room: QRectF, counts: Mapping[RowState, int], palette: QPalette) -> None:
    """Draw counts: who is done solid, half done lighter, those who won't be collected at the end, the rest empty."""
    total = sum(counts.values())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Outlined, and empty: a filled one can't be told from what is done where lines are as dark as ink.
    painter.setPen(palette.color(QPalette.ColorRole.Dark))
    painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
    painter.drawRect(room)
    left = room.left()
    for state in (RowState.DONE, RowState.HALF):
        wide = room.width() * counts.get(state, 0) / total if total else 0.0
        colour = palette.color(QPalette.ColorRole.Accent)
        colour.setAlphaF(1.0 if state is RowState.DONE else _HALF_SEEN)
        if wide > 0:
            # One of ten thousand is seen, too.
            painter.fillRect(QRectF(left, room.top(), max(wide, 2.0), room.height()), colour)
        left += wide
    wide = room.width() * counts.get(RowState.REFUSED, 0) / total if total else 0.0
    if wide > 0:
        at = QRectF(room.right() - max(wide, 2.0), room.top(), max(wide, 2.0), room.height())
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.setPen(palette.color(QPalette.ColorRole.Dark))
        painter.drawRect(at)
    painter.restore()


class SharesDelegate(QStyledItemDelegate):
    """Paints what the model gives under :data:`SHARES_ROLE`; its words follow in the next column."""

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        counts = index.data(SHARES_ROLE)
        if counts is None:
            return
        gap, thick = tokens().space.m, option.fontMetrics.height() * _THICK
        room = QRectF(option.rect).adjusted(gap, 0, -gap, 0)
        draw_shares(painter, QRectF(room.left(), room.center().y() - thick / 2, room.width(), thick), counts,
                    option.widget.palette() if option.widget is not None else option.palette)  # fmt: skip


class SharesBar(QWidget):
    """The bar of one roster, over its list of people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[RowState, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, counts: Mapping[RowState, int]) -> None:
        """Show these."""
        self._counts = counts
        self.setAccessibleName(words.counted(counts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 8, round(self.fontMetrics().height() * _THICK))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_shares(QPainter(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._counts, self.palette())
