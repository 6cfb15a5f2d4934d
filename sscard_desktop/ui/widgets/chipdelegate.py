# SPDX-License-Identifier: Apache-2.0
"""Chips in tables: the state column of records, batches and people looks as it looks everywhere."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.rows import CHIP_ROLE


class ChipDelegate(QStyledItemDelegate):
    """Paints what the model gives under :data:`CHIP_ROLE`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # One chip stands model for all; it is never shown itself.
        self._chip = Chip("", parent)
        self._chip.hide()

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        state = index.data(CHIP_ROLE)
        if state is None:
            return
        self._chip.set_state(state.word, state.tone, icon=state.icon)
        self._chip.hide()
        self._chip.ensurePolished()
        self._chip.resize(self._chip.sizeHint())
        top = option.rect.top() + (option.rect.height() - self._chip.height()) // 2
        at = QPoint(option.rect.left() + tokens().space.s, top)
        painter.save()
        painter.translate(at)
        self._chip.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.restore()

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index)
