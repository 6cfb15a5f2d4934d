# SPDX-License-Identifier: Apache-2.0
"""What a screen reader is told: the roles of widgets of our own making, and what changes without the keyboard's doing.

Names and descriptions lie at the widgets themselves (``setAccessibleName``). Qt knows the role of what it brought
along; a frame of ours would be read as a border. Such a class says its role by an attribute ``read_as``.

Nothing here costs anything while no screen reader listens.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

ATTRIBUTE = "read_as"
_KEPT_AT = "_readout"


@cache
def install_roles() -> None:
    """Let Qt ask our classes for their roles; once a process is enough."""
    QAccessible.installFactory(_interface)


def say(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have ``text`` read out, such as a message that has just appeared.

    Args:
        widget: what shows it.
        text: as it is shown; nothing is said for ``""``.
        urgent: interrupt what is being read; otherwise it waits for its end.
    """
    if text and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)


def _interface(_: str, shown: QObject) -> QAccessibleInterface | None:
    role = getattr(shown, ATTRIBUTE, None)
    if isinstance(role, QAccessible.Role) and isinstance(shown, QWidget):
        made = QAccessibleWidget(shown, role, "")
        # Qt keeps it as long as the widget lives, and so must Python, which would free it under Qt's hands.
        setattr(shown, _KEPT_AT, made)
        return made
    return None
