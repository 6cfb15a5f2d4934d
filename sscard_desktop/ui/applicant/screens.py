# SPDX-License-Identifier: Apache-2.0
"""Where an applicant's own screen is, if there is one: the chosen one, or any that the clerk's window isn't on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

SCREEN_SETTING = "applicant.screen"
"""The station's setting: :data:`OFF`, :data:`IN_A_WINDOW`, or a screen's id; ``""`` while nobody was asked."""
OFF = "off"
IN_A_WINDOW = "window"
"""Beside the clerk's window on the same screen: to try it, or where the system shows one picture on both."""


@dataclass(frozen=True, slots=True)
class Place:
    """One screen: what it is known by when it comes back, and what people call it."""

    id: str
    name: str
    room: QRect


class Screens(QObject):
    """The computer's screens.

    Signals:
        changed(): one was plugged in, pulled out or moved.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._greet)
            app.screenRemoved.connect(self._tell)
            app.primaryScreenChanged.connect(self._tell)
            for screen in app.screens():
                screen.geometryChanged.connect(self._tell)

    def _greet(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._tell)
        self.changed.emit()

    def _tell(self) -> None:
        self.changed.emit()

    def places(self) -> list[Place]:
        """Return all screens."""
        return [_place(each) for each in QGuiApplication.screens()]

    def beside(self, window: QWidget, chosen: str = "") -> QRect | None:
        """Return where the screen beside ``window``'s lies, ``None`` where there is none; a mirrored one is none.

        Args:
            chosen: the id of the screen that is wanted; no other one is taken in its place.
        """
        own = window.screen()
        others = [_place(each) for each in QGuiApplication.screens() if each is not own]
        apart = [each for each in others if not each.room.intersects(own.geometry())]
        return next((each.room for each in apart if chosen in ("", each.id)), None)


def _place(screen: QScreen) -> Place:
    # Neither the port's name nor the make alone tells two of the same make apart, or a screen from its neighbour.
    made = " ".join(part for part in (screen.manufacturer(), screen.model()) if part)
    id_ = "|".join((screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber()))
    return Place(id_[:200], made or screen.name(), screen.geometry())
