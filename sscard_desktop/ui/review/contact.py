# SPDX-License-Identifier: Apache-2.0
"""The contact sheet at work: who stands on it, their photos as they come in, and who is marked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.record import RecordSummary
from sscard_desktop.services.reviewqueue import ReviewQueue
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.review.faces import FaceModel, FaceSheet
from sscard_desktop.ui.review.facetile import Face
from sscard_desktop.ui.review.pictures import small_pictures
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Shown


class ContactSheet(FaceSheet):
    """Thirty people of the queue.

    Args:
        queue: gives the service; called in the store lane.

    Signals:
        chosen(record): the keyboard is on another person.
        wanted(record): Enter or a double click.
        marks_changed(): others are marked.
    """

    chosen = Signal(str)
    wanted = Signal(str)
    marks_changed = Signal()

    def __init__(self, desk: Desk, queue: Callable[[], ReviewQueue], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._queue = queue
        self._marked: set[str] = set()
        self._people = FaceModel(self)
        self.setModel(self._people)
        self.row_changed.connect(self._tell)
        self.toggled.connect(self._toggle)
        self.opened.connect(self._want)

    def show_people(self, people: Sequence[tuple[RecordSummary, Shown | None]], current: str) -> None:
        """Show these people; pictures that are here already stay."""
        self.blockSignals(True)
        self._people.show_people(people, self._marked)
        self.choose_row(self._people.row_of(current))
        self.blockSignals(False)
        if self.isVisible():
            self.ask_pictures()

    def ask_pictures(self) -> None:
        """Have the photos read that aren't here yet."""
        wanted = self._people.without_image()
        if not wanted:
            return
        # As large as they get when few are left; before the sheet was ever laid out, it has no room.
        side = max(self.tile_height(), tokens().size["face_height"])
        size = QSize(side, side) * self.devicePixelRatioF()

        def decode(photos: dict[str, bytes]) -> None:
            # Off the window's thread, and not on the store's: a clerk's field is saved meanwhile.
            self._desk.tasks.run(
                lambda: small_pictures(photos, size), owner=self, lane=Lane.WORK, on_done=self._people.set_images
            )

        self._desk.tasks.run(
            lambda: {str(each): photo for each, photo in self._queue().photos(wanted).items()},
            owner=self,
            on_done=decode,
        )

    def current(self) -> str:
        """Return the record of the chosen person, ``""`` for none."""
        face = self._people.face(self.current_row())
        return str(face.summary.id) if face is not None else ""

    def face(self, row: int) -> Face | None:
        """Return who is at a place."""
        return self._people.face(row)

    # marks

    def marked(self) -> frozenset[str]:
        """Return the records that are marked, on other sheets too."""
        return frozenset(self._marked)

    def mark_or_clear(self, records: Collection[str]) -> None:
        """Mark these records; where all of them are marked, none of them."""
        these = set(records)
        self._set(self._marked - these if these <= self._marked else self._marked | these)

    def keep_marks(self, records: Collection[str]) -> None:
        """Forget the marks of all but these."""
        self._set(self._marked & set(records))

    def _toggle(self, row: int) -> None:
        face = self._people.face(row)
        if face is not None:
            self._set(self._marked ^ {str(face.summary.id)})

    def _set(self, marked: set[str]) -> None:
        if marked != self._marked:
            self._marked = marked
            self._people.set_marked(marked)
            self.marks_changed.emit()

    def _tell(self, row: int) -> None:
        face = self._people.face(row)
        if face is not None:
            self.chosen.emit(face.summary.id)

    def _want(self, row: int) -> None:
        face = self._people.face(row)
        if face is not None:
            self.wanted.emit(face.summary.id)
