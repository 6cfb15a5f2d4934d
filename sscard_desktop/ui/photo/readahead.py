# SPDX-License-Identifier: Apache-2.0
"""Has each ID picture's letters read as soon as it is cut out: while it is stored, and the next side is laid down.

Answers for nobody's waiting for the letters behind the sheet, and for letting go of the reader and of what it looked at
however the sheet ends. What was read comes from the reader's ordinary reading, later; failures are told there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QObject, QTimer

from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.photo.room import make_room_for_photos
from sscard_desktop.ui.tasks import Lane

READER_KEPT_S = 2.0
"""After the last reading: whoever opens the sheet again at once finds it as it was."""


class ReadAhead:
    """Looks at one sheet's pictures ahead.

    Args:
        sheet: with its end the reader is freed, a while later.
    """

    def __init__(self, desk: Desk, sheet: QObject) -> None:
        self._desk = desk
        self._sheet = sheet
        self._began = False

    def look_at(self, pictures: Iterable[bytes]) -> None:
        """Look at pictures that were just taken; at one that was looked at already nothing is read again."""
        if not self._began:
            self._began = True
            # Not as it is finished: a lock destroys it.
            self._sheet.destroyed.connect(_letting_go(self._desk))
        for picture in pictures:
            self._look(picture)

    def _look(self, picture: bytes) -> None:
        reader = self._desk.workplace.document_reader
        self._desk.tasks.run(
            lambda: reader().look_ahead(picture), owner=self._sheet, lane=Lane.WORK, on_error=lambda error: None
        )


def _letting_go(desk: Desk) -> Callable[[], None]:
    """Return what frees the reader, unless the next person's pictures are read meanwhile, for the next photo."""
    tasks = desk.tasks

    def let_go() -> None:
        if not tasks.closed:
            make_room_for_photos(desk, unused_s=READER_KEPT_S)

    def later() -> None:
        if shiboken6.isValid(tasks):
            QTimer.singleShot(round(READER_KEPT_S * 1000) + 1000, tasks, let_go)

    return later
