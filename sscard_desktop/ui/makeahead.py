# SPDX-License-Identifier: Apache-2.0
"""Makes the counter behind the unlock page, while somebody types a password there.

The station's city stands in its open part, and with it what the form asks for; all else that the counter shows is
somebody's, and comes when they are in. A piece takes some milliseconds, and a key press goes before the next one.
Refused: making it at a page that nobody types at, which should hold little; and anything of a session, which the desk
to come hasn't got (:meth:`Desk.to_come`). A counter that doesn't fit who comes in is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.pieces import finish

if TYPE_CHECKING:
    from sscard_desktop.domain.profile import Profile
    from sscard_desktop.ui.counter.page import CounterPage
    from sscard_desktop.ui.desk import Desk

REST_MS = 40
"""A key is shown, and the next one may come, before the work goes on."""
_NONE_LEFT = object()


@dataclass(frozen=True, slots=True)
class _Begun:
    """A counter in the making, and the desk that it will stand at."""

    desk: Desk
    page: CounterPage


class CounterAhead(QObject):
    """Has a counter ready for who comes in.

    Args:
        room: where pages stand in the window.
        desk_of: returns the desk of whoever logs in next in a city.

    Signals:
        made(): there is nothing left to make but what needs a session.
    """

    made = Signal()

    def __init__(self, room: QWidget, desk_of: Callable[[Profile], Desk], parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._desk_of = desk_of
        self._begun: _Begun | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._go_on)

    def begin(self, profile: Profile) -> None:
        """Begin; its modules are loaded already."""
        from sscard_desktop.ui.counter.page import CounterPage

        self.drop()
        desk = self._desk_of(profile)
        page = CounterPage(desk, parent=self._room, in_pieces=True)
        # Said by itself, or it would be shown with the room.
        page.hide()
        self._begun = _Begun(desk, page)
        self._next.start(0)

    def make_way(self) -> None:
        """A key was pressed: it comes first."""
        if self._next.isActive():
            self._next.start(REST_MS)

    def take(self, desk: Desk) -> tuple[Desk, CounterPage | None]:
        """Return the desk of who has come in, and a whole counter at it if one was begun that fits them."""
        begun, self._begun = self._begun, None
        self._next.stop()
        if begun is None:
            return desk, None
        if begun.desk.profile is not desk.profile or begun.desk.stage is not desk.stage:
            _destroy(begun.page)
            return desk, None
        finish(begun.page.pieces)
        begun.desk.seat(desk)
        return begun.desk, begun.page

    def drop(self) -> None:
        """Throw away what was begun."""
        begun, self._begun = self._begun, None
        self._next.stop()
        if begun is not None:
            _destroy(begun.page)

    def _go_on(self) -> None:
        if self._begun is None:
            return
        if next(self._begun.page.pieces, _NONE_LEFT) is _NONE_LEFT:
            self.made.emit()
        else:
            self._next.start(0)


def _destroy(page: QWidget) -> None:
    page.setParent(None)
    page.deleteLater()
