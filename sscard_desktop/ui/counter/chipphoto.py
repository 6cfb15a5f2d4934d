# SPDX-License-Identifier: Apache-2.0
"""The photo of the card's chip beside the card's words, where the office has a library that decodes it.

Answers for showing it only: it is decoded anew each time, kept in memory while the record is in work, and stored
nowhere. Without a library, or when it fails, the card is as it always was, and the settings say what is wrong.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record
from sscard_desktop.services.preferences import StationPreferences
from sscard_desktop.ui.counter.side import CounterSide
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane


class ChipPhoto(QObject):
    """Shows one record's after the other's."""

    def __init__(self, desk: Desk, side: CounterSide) -> None:
        super().__init__(side)
        self._desk = desk
        self._side = side
        self._of = ""

    def clear(self) -> None:
        """Show none: another person."""
        self._of = ""
        self._side.panel.show_photo(b"", "")

    def show_of(self, record: Record, *, anew: bool = False) -> None:
        """Show a record's, once it is decoded; ``anew`` where the card was read again."""
        if record.id != self._of:
            self.clear()
        if PictureRole.CHIP_PHOTO not in record.pictures or (self._of == record.id and not anew):
            return
        self._of = record.id
        registry, session = self._desk.registry, self._desk.session

        def look() -> tuple[str, bytes]:
            library = StationPreferences(session).current().photo_library
            return library, (registry.picture(record.id, PictureRole.CHIP_PHOTO) or b"") if library else b""

        def found(told: tuple[str, bytes]) -> None:
            if told[1]:
                self._decode(record.id, *told)

        self._desk.tasks.run(look, owner=self, on_done=found)

    def _decode(self, of: str, library: str, photo: bytes) -> None:
        photos = self._desk.workplace.chip_photos()

        def show(picture: bytes) -> None:
            if of == self._of:
                self._side.panel.show_photo(picture, self.tr("芯片里的照片"))

        self._desk.tasks.run(
            lambda: photos.decode(library, photo), owner=self, lane=Lane.WORK, on_done=show, on_error=lambda _: None
        )
