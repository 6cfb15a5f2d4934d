# SPDX-License-Identifier: Apache-2.0
"""F1: what is in front, said as topics of the manual, from the smallest thing to the largest.

A widget is a topic by its class (``at:PhotoDialog``), and may name more by a method ``help_topics()``: a field its
problem, the counter its next step. Which section answers which topic is the manual's matter (``index.toml``); what no
section answers is answered by what it lies in. So a new dialog has help before anybody thinks of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

KEY = "F1"
SECOND_KEY = "Shift+F1"
"""Where a window has a use of its own for F1, such as the samples at the photo."""


def give_help(window: QWidget, key: str = KEY) -> None:
    """Let a key ask for help everywhere in a window of its own."""
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.activated.connect(lambda: call_for_help(window))


def topics_at(widget: QWidget) -> list[str]:
    """Return the topics of what has the keyboard in ``widget``'s window, through all that it lies in and over."""
    window = widget.window()
    inner = window.focusWidget()
    start = inner if inner is not None and widget.isAncestorOf(inner) else widget
    return [topic for each in _outwards(start) for topic in _named(each)]


def call_for_help(widget: QWidget) -> bool:
    """Ask the window that ``widget`` belongs to for help; return whether there is one that gives any."""
    for each in _outwards(widget):
        wanted = getattr(each, "help_wanted", None)
        if wanted is not None:
            wanted.emit(topics_at(widget), widget)
            return True
    return False


def _outwards(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def _named(widget: QWidget) -> Iterator[str]:
    more = getattr(widget, "help_topics", None)
    if more is not None:
        told: Sequence[str] = more()
        yield from told
    for kind in type(widget).__mro__:
        if kind.__module__.startswith("sscard_desktop."):
            yield f"at:{kind.__name__}"
