# SPDX-License-Identifier: Apache-2.0
"""How large everything is drawn: steps, which of them a screen has room for, and what is up made to follow at once.

All lengths are tokens, and the tokens grow with the step (:func:`sscard_desktop.ui.theme.tokens`); the style sheets
take them from there. What widgets took from the tokens themselves when they were made, which is the spaces of their
layouts and a few widths, is stepped here. Qt's own scale factor would need the program started again; it comes on top
of this one, where the desktop asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QLayout, QWidget

ZOOMS = (100, 125, 150, 175, 200)
"""In percent."""

LEAST_ROOM = QSize(1200, 660)
"""What the pages need at 100 %, px."""

LEAST_ROOM_LARGE = QSize(1280, 746)
"""The same in large type."""

_PROPERTY = "zoom_percent"
_MOST_PX = 16_777_215
"""Qt's word for as wide as you like."""


def in_force() -> int:
    """Return the step that the application is drawn in, percent."""
    app = QApplication.instance()
    percent = None if app is None else app.property(_PROPERTY)
    return percent if isinstance(percent, int) else ZOOMS[0]


def put(app: QApplication, percent: int) -> None:
    """Let lengths be taken at ``percent`` from now on."""
    app.setProperty(_PROPERTY, percent)


def fitting(room: QSize, *, large_type: bool) -> tuple[int, ...]:
    """Return the steps that a screen with ``room`` for windows, px, shows whole; the first fits always."""
    least = LEAST_ROOM_LARGE if large_type else LEAST_ROOM
    return tuple(
        percent
        for percent in ZOOMS
        if percent == ZOOMS[0]
        or (least.width() * percent <= room.width() * 100 and least.height() * percent <= room.height() * 100)
    )


def fitting_on(widget: QWidget, *, large_type: bool) -> tuple[int, ...]:
    """Return the steps that the screen ``widget`` is on shows whole."""
    return fitting(widget.screen().availableGeometry().size(), large_type=large_type)


def follow(windows: Iterable[QWidget], step: Callable[[int], int]) -> None:
    """Step the lengths that widgets and layouts in ``windows`` were given when they were made.

    Args:
        step: turns a length of before into one of now, px.
    """
    for window in windows:
        for layout in window.findChildren(QLayout):
            _follow_layout(layout, step)
        for widget in (window, *window.findChildren(QWidget)):
            _follow_widget(widget, step)


def _follow_layout(layout: QLayout, step: Callable[[int], int]) -> None:
    around = layout.contentsMargins()
    layout.setContentsMargins(step(around.left()), step(around.top()), step(around.right()), step(around.bottom()))
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(step(layout.horizontalSpacing()))
        layout.setVerticalSpacing(step(layout.verticalSpacing()))
        for column in range(layout.columnCount()):
            layout.setColumnMinimumWidth(column, step(layout.columnMinimumWidth(column)))
        return
    layout.setSpacing(step(layout.spacing()))
    if isinstance(layout, QBoxLayout):
        for spacer in (layout.itemAt(at).spacerItem() for at in range(layout.count())):
            if spacer is not None:
                size, policy = spacer.sizeHint(), spacer.sizePolicy()
                spacer.changeSize(
                    step(size.width()), step(size.height()), policy.horizontalPolicy(), policy.verticalPolicy()
                )
        layout.invalidate()


def _follow_widget(widget: QWidget, step: Callable[[int], int]) -> None:
    least, most = widget.minimumSize(), widget.maximumSize()
    new_least = QSize(step(least.width()), step(least.height()))
    new_most = QSize(
        *(side if side >= _MOST_PX else max(step(side), 0) for side in (most.width(), most.height())),
    )
    if new_most != most:
        widget.setMaximumSize(new_most)
    if new_least != least:
        widget.setMinimumSize(new_least)
