# SPDX-License-Identifier: Apache-2.0
"""The pictures of the record in work: fetched from the station when they changed, shown in the left column."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.ui.counter.chipphoto import ChipPhoto
from sscard_desktop.ui.counter.side import CounterSide
from sscard_desktop.ui.desk import Desk

_SHOWN = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)
_Loaded = tuple[dict[PictureRole, bytes], JudgedPhoto | None]


class Pictures(QObject):
    """What is shown of one record after the other.

    Signals:
        loaded(): other pictures are shown; :attr:`judged` may have changed.
    """

    loaded = Signal()

    def __init__(self, desk: Desk, side: CounterSide) -> None:
        super().__init__(side)
        self._desk = desk
        self._side = side
        self._shown: tuple[str, frozenset[PictureRole] | None] = ("", frozenset())
        self._judged: JudgedPhoto | None = None
        self._contents: Mapping[PictureRole, bytes] = {}
        self.chip = ChipPhoto(desk, side)

    @property
    def contents(self) -> Mapping[PictureRole, bytes]:
        """The pictures that are shown."""
        return self._contents

    @property
    def judged(self) -> JudgedPhoto | None:
        """The report of the photo that is shown."""
        return self._judged

    def clear(self) -> None:
        """Show none: another person."""
        self._shown = ("", frozenset())
        self._judged = None
        self._contents = {}
        self._side.show_pictures({})
        self.chip.clear()

    def outdate(self) -> None:
        """Note that a picture may have been replaced by another of its role: the next refreshing shows all anew."""
        self._shown = (self._shown[0], None)

    def refresh(self, record: Record, *, anew: bool = False) -> None:
        """Show a record's pictures; ``anew`` where one may have been replaced by another of its role."""
        if self._shown == (record.id, record.pictures) and not anew:
            return
        self._shown = (record.id, record.pictures)
        self.chip.show_of(record, anew=anew)
        registry, capture = self._desk.registry, self._desk.capture

        def load() -> _Loaded:
            found = {role: registry.picture(record.id, role) for role in _SHOWN if role in record.pictures}
            judged = capture.judged_photo(record.id) if PictureRole.PHOTO in found else None
            return {role: content for role, content in found.items() if content}, judged

        def show(loaded: _Loaded) -> None:
            if self._shown[0] == record.id:
                self._contents, self._judged = loaded
                self._side.show_pictures(self._contents)
                self.loaded.emit()

        self._desk.tasks.run(load, owner=self, on_done=show)
