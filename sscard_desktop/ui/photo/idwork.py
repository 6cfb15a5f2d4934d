# SPDX-License-Identifier: Apache-2.0
"""What is done to one record's ID pictures: cut out in the work lane, stored in the store lane, one after the other.

Answers for the order, and for what the store holds afterwards. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from sscard_desktop.domain.conditions import holds
from sscard_desktop.domain.document import StraightCard
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.capture import Taken
from sscard_desktop.services.cardpictures import CardPictureReport
from sscard_desktop.services.documents import Documents
from sscard_desktop.services.documentwork import Accepted
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.photo.cardsides import ROLES, already_taken, placed, plainly_there
from sscard_desktop.ui.photo.shots import Shot, Shots
from sscard_desktop.ui.tasks import Lane

T = TypeVar("T")
_TAKEN_WHOLE = frozenset({"document.no_card"})
"""What keeps a picture from being cut, but not from being taken as it is by whoever gives a reason; so does whatever
is missing at this station."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The record with its ID pictures, as the store has them.

    Attributes:
        asked: the sides that this person's document needs, and those that are there all the same.
        reports: what is known of each picture.
        fresh: the sides that were just stored.
        moved: one of them is another side than was asked for.
        doubts: what speaks against both being one document, as the reader found; keys of ``document.problem``.
    """

    taken: Taken
    pictures: Mapping[PictureRole, bytes] = field(repr=False)
    asked: tuple[PictureRole, ...]
    reports: Mapping[PictureRole, CardPictureReport]
    fresh: tuple[PictureRole, ...] = ()
    moved: bool = False
    doubts: tuple[str, ...] = ()


class IdPictureWork(QObject):
    """The ID pictures of one record.

    Signals:
        loaded(stored): what the store holds, at first.
        stored(stored): and after each change.
        cut(cards): cards were cut out, and are about to be stored: ``StraightCard`` each.
        working(role): a side is being made ready or stored; ``None`` when all is done.
        again(role): the picture shows this side, which is there already, while the other one was asked for.
        failed(error, role): a picture isn't usable, or the store failed; what waited behind it is dropped.
    """

    loaded = Signal(object)
    stored = Signal(object)
    cut = Signal(object)
    working = Signal(object)
    again = Signal(object)
    failed = Signal(object, object)

    def __init__(self, desk: Desk, record_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._record_id = record_id
        self._queue: list[tuple[PictureRole, Shot]] = []
        self._busy = False
        self._asked: tuple[PictureRole, ...] = ROLES
        self._there: frozenset[PictureRole] = frozenset()
        self._doubtful: frozenset[PictureRole] = frozenset()
        self._refused: tuple[PictureRole, Shot] | None = None
        self.shots = Shots(desk.workplace, desk.profile.id_picture)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._busy

    @property
    def refused(self) -> bool:
        """Whether there is a picture in which nothing was found, that can be taken as it is."""
        return self._refused is not None

    def load(self) -> None:
        """Look what the store holds."""
        self._change(lambda _: [], None, self.loaded)

    def take(self, wanted: Sequence[tuple[PictureRole, Shot]]) -> None:
        """Cut cards out and store them; refused while others are under way."""
        if wanted and not self._busy:
            self._refused = None
            self._queue = list(wanted)
            self._go_on()

    def follow(self, role: PictureRole, shot: Shot) -> None:
        """Cut one more out and store it, behind what is under way; where that fails, this one is dropped with it."""
        if self._busy:
            self._queue.append((role, shot))
        else:
            self.take([(role, shot)])

    def take_whole(self, reason: str) -> None:
        """Take the picture in which nothing was found as it is; ``reason`` goes into the trail."""
        refused, self._refused = self._refused, None
        if refused is not None and not self._busy:
            role, shot = refused
            self._in_work_lane(shot.whole, role, lambda jpeg: self.put_whole(role, jpeg, reason))

    def turn(self, role: PictureRole, card: StraightCard, degrees: int) -> None:
        """Turn a side's picture by hand, clockwise."""
        if not self._busy:
            self._in_work_lane(lambda: self.shots.turned(card, degrees), role, lambda turned: self.put(role, turned))

    def put(self, role: PictureRole, card: StraightCard) -> None:
        """Store a picture that was cut out before."""
        self._change(lambda documents: [documents.accept(self._record_id, role, card)], role, self.stored)

    def put_whole(self, role: PictureRole, jpeg: bytes, reason: str) -> None:
        """Store a picture as it is."""
        self._change(lambda documents: [documents.accept_whole(self._record_id, role, jpeg, reason)], role, self.stored)

    def vouch(self, reason: str) -> None:
        """Say that both pictures show one document; ``reason`` goes into the trail."""

        def vouch(documents: Documents) -> list[Accepted]:
            documents.vouch(self._record_id, reason)
            return []

        if not self._busy:
            self._change(vouch, None, self.stored)

    def remove(self, role: PictureRole) -> None:
        """Remove a side's picture."""

        def remove(_: Documents) -> list[Accepted]:
            self._desk.capture.remove_picture(self._record_id, role)
            return []

        self._change(remove, role, self.stored)

    def swap(self) -> None:
        """Change front and back over."""

        def swap(_: Documents) -> list[Accepted]:
            self._desk.capture.swap_id_pictures(self._record_id)
            return []

        self._change(swap, ROLES[0], self.stored)

    # inside

    def _go_on(self) -> None:
        if not self._queue:
            self._set_busy(None)
            return
        wanted, shot = self._queue.pop(0)

        def keep(cards: Sequence[StraightCard]) -> None:
            sides = placed(cards, self._asked, wanted, doubtful=self._doubtful)
            repeated = already_taken(sides, wanted, self._there)
            if repeated is not None and len(sides) == 1:
                self._go_on()
                self.again.emit(repeated)
                return

            def accept(documents: Documents) -> list[Accepted]:
                return [documents.accept(self._record_id, role, card) for role, card in sides.items()]

            self._change(accept, wanted, self.stored, wanted=wanted)
            self.cut.emit(tuple(sides.values()))

        self._in_work_lane(shot.cut, wanted, keep, shot=shot)

    def _in_work_lane(
        self,
        work: Callable[[], T],
        role: PictureRole,
        on_done: Callable[[T], object],
        *,
        shot: Shot | None = None,
    ) -> None:
        def fail(error: SscardError) -> None:
            if shot is not None and (error.code in _TAKEN_WHOLE or isinstance(error, EnvironmentFailedError)):
                self._refused = (role, shot)
            self._fail(error, role)

        self._set_busy(role)
        self._desk.tasks.run(work, owner=self, lane=Lane.WORK, on_done=on_done, on_error=fail)

    def _change(
        self,
        change: Callable[[Documents], Sequence[Accepted]],
        role: PictureRole | None,
        told: SignalInstance,
        *,
        wanted: PictureRole | None = None,
    ) -> None:
        """Change the record on the store lane, and tell what is there then."""
        session, record_id = self._desk.session, RecordId(self._record_id)
        clock = self._desk.workplace.clock
        self._busy = True
        if role is not None:
            self.working.emit(role)

        def work() -> Stored:
            documents = Documents(session)
            accepted = change(documents)
            taken = self._desk.capture.look(record_id)
            found = {side: session.store.picture(record_id, side) for side in ROLES}
            pictures = {side: content for side, content in found.items() if content is not None}
            view = session.profile_of(taken.record)
            needed = {
                side
                for side, condition in view.pictures.items()
                if holds(condition, taken.record.values, clock.today(), view.adult_age)
            }
            known = documents.look(record_id)
            return Stored(
                taken,
                pictures,
                tuple(side for side in ROLES if side in needed or side in pictures),
                known.reports,
                fresh=tuple(each.role for each in accepted),
                moved=any(each.moved or (wanted is not None and each.role is not wanted) for each in accepted)
                and len(accepted) == 1,
                doubts=known.doubts,
            )

        def tell(stored: Stored) -> None:
            self._asked, self._there = stored.asked, plainly_there(stored.reports)
            self._doubtful = frozenset(stored.pictures) - self._there
            told.emit(stored)
            self._go_on()

        self._desk.tasks.run(work, owner=self, on_done=tell, on_error=lambda error: self._fail(error, role))

    def _fail(self, error: SscardError, role: PictureRole | None) -> None:
        self._queue.clear()
        self._set_busy(None)
        self.failed.emit(error, role)

    def _set_busy(self, role: PictureRole | None) -> None:
        self._busy = role is not None
        self.working.emit(role)
