# SPDX-License-Identifier: Apache-2.0
"""What is done to one record's ID pictures: made ready in the work lane, stored in the store lane, one after the other.

Answers for the order, and for what the store holds afterwards. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.conditions import holds
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.capture import Taken
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane

ROLES = (PictureRole.ID_FRONT, PictureRole.ID_BACK)
Source = Callable[[], bytes]
"""Gives an encoded picture, in the work lane."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The record with its ID pictures, as the store has them.

    Attributes:
        asked: the sides that this person's document needs, and those that are there all the same.
    """

    taken: Taken
    pictures: Mapping[PictureRole, bytes]
    asked: tuple[PictureRole, ...]


class IdPictureWork(QObject):
    """The ID pictures of one record.

    Signals:
        loaded(stored): what the store holds, at first.
        stored(stored): and after each change.
        working(role): a side is being made ready or stored; ``None`` when all is done.
        failed(error, role): a picture isn't usable, or the store failed; what waited behind it is dropped.
    """

    loaded = Signal(object)
    stored = Signal(object)
    working = Signal(object)
    failed = Signal(object, object)

    def __init__(self, desk: Desk, record_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._record_id = record_id
        self._queue: list[tuple[PictureRole, Source]] = []
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._busy

    def load(self) -> None:
        """Look what the store holds."""
        self._change(lambda: self._desk.capture.look(self._record_id), None, self.loaded)

    def take(self, wanted: Sequence[tuple[PictureRole, Source]]) -> None:
        """Make pictures ready and store them; refused while others are under way."""
        if wanted and not self._busy:
            self._queue = list(wanted)
            self._go_on()

    def put(self, role: PictureRole, content: bytes) -> None:
        """Store a picture that was made ready before."""
        self._change(lambda: self._desk.capture.accept_picture(self._record_id, role, content), role, self.stored)

    def remove(self, role: PictureRole) -> None:
        """Remove a side's picture."""
        self._change(lambda: self._desk.capture.remove_picture(self._record_id, role), role, self.stored)

    def swap(self) -> None:
        """Change front and back over."""
        self._change(lambda: self._desk.capture.swap_id_pictures(self._record_id), ROLES[0], self.stored)

    def _go_on(self) -> None:
        if not self._queue:
            self._set_busy(None)
            return
        role, source = self._queue.pop(0)
        self._set_busy(role)
        maker, spec = self._desk.workplace.photo_maker, self._desk.profile.id_picture
        self._desk.tasks.run(
            lambda: maker().id_picture(source(), spec),
            owner=self,
            lane=Lane.WORK,
            on_done=lambda content: self.put(role, content),
            on_error=lambda error: self._fail(error, role),
        )

    def _change(self, change: Callable[[], Taken], role: PictureRole | None, told: object) -> None:
        """Change the record on the store lane, and tell what is there then."""
        store, record_id = self._desk.session.store, RecordId(self._record_id)
        profile, clock = self._desk.profile, self._desk.workplace.clock
        self._busy = True
        if role is not None:
            self.working.emit(role)

        def work() -> Stored:
            taken = change()
            found = {side: store.picture(record_id, side) for side in ROLES}
            pictures = {side: content for side, content in found.items() if content is not None}
            view = profile.of(taken.record.business)
            needed = {
                side
                for side, condition in view.pictures.items()
                if holds(condition, taken.record.values, clock.today(), profile.adult_age)
            }
            return Stored(taken, pictures, tuple(side for side in ROLES if side in needed or side in pictures))

        def tell(stored: Stored) -> None:
            told.emit(stored)  # type: ignore[attr-defined]  # a bound signal has no public type
            self._go_on()

        self._desk.tasks.run(work, owner=self, on_done=tell, on_error=lambda error: self._fail(error, role))

    def _fail(self, error: SscardError, role: PictureRole | None) -> None:
        self._queue.clear()
        self._set_busy(None)
        self.failed.emit(error, role)

    def _set_busy(self, role: PictureRole | None) -> None:
        self._busy = role is not None
        self.working.emit(role)
