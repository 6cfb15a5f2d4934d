# SPDX-License-Identifier: Apache-2.0
"""The one filter that hears every event of the application, for whoever asks about a few kinds of them.

Such a filter costs a call into Python for each event there is, and there are many: a page being drawn brings hundreds,
a change of looks tens of thousands. So there is one, and it knows at once what nobody asked about; while the whole
window is dressed anew it doesn't listen at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from weakref import WeakMethod

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

Ear = Callable[[QObject, QEvent], bool]
"""A method that hears an event on its way to an object, and returns whether it goes no further."""


class Overhearing(QObject):
    """The application's filter; :func:`overhearing` returns it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._ears: dict[QEvent.Type, tuple[WeakMethod[Ear], ...]] = {}
        self._stopped = 0

    def add(self, ear: Ear, kinds: Iterable[QEvent.Type]) -> None:
        """Let ``ear`` hear ``kinds`` of events, before those that were there already; its object isn't kept alive."""
        self.remove(ear)
        had_none = not self._ears
        for kind in kinds:
            self._ears[kind] = (WeakMethod(ear), *self._ears.get(kind, ()))
        if had_none and not self._stopped:
            self._app.installEventFilter(self)

    def remove(self, ear: Ear) -> None:
        """Let ``ear`` hear nothing more, nor those that are gone. Idempotent."""
        left = {kind: tuple(one for one in ears if one() not in (None, ear)) for kind, ears in self._ears.items()}
        self._ears = {kind: ears for kind, ears in left.items() if ears}
        if not self._ears:
            self._app.removeEventFilter(self)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Hear nothing meanwhile: for work that sends events by the thousand, none of them anybody's doing."""
        self._stopped += 1
        self._app.removeEventFilter(self)
        try:
            yield
        finally:
            self._stopped -= 1
            if self._ears and not self._stopped:
                self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        for kept in self._ears.get(event.type(), ()):
            ear = kept()
            if ear is not None and isValid(getattr(ear, "__self__", None)) and ear(watched, event):
                return True
        return False


def overhearing(app: QApplication) -> Overhearing:
    """Return the application's filter; there is one."""
    return app.findChild(Overhearing) or Overhearing(app)


@contextmanager
def unheard() -> Iterator[None]:
    """Hear nothing meanwhile, if anything is heard at all: a dialog opens or closes, which every widget is told of."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        with overhearing(app).stopped():
            yield
    else:
        yield
