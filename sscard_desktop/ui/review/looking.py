# SPDX-License-Identifier: Apache-2.0
"""What a supervisor looks at: the submissions that wait, those of them that the filters leave, and their warnings.

Knows who may decide about what; decides nothing, and shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.reviewing import Submission
from sscard_desktop.services.reviewqueue import ReviewQueue
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.review import badges
from sscard_desktop.ui.review.filters import FilterBar
from sscard_desktop.ui.widgets.chip import Shown

_SCREENFUL = 30
_CHUNK = 25
"""Records whose warnings are looked for in one go: a clerk who saves meanwhile waits for one chunk at most."""


class Looking(QObject):
    """The queue of one supervisor, filtered.

    Attributes:
        everyone: all that wait, the oldest first.
        shown: those that the filters leave.

    Signals:
        narrowed(): others are looked at than before.
        warned(): warnings of those who are looked at became known.
        searched(): more of the queue was searched for warnings, without anybody new to be looked at.
    """

    narrowed = Signal()
    warned = Signal()
    searched = Signal()

    def __init__(self, desk: Desk, filters: FilterBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._filters = filters
        self._own_allowed = False
        self._warnings: dict[str, int] = {}
        self._service: ReviewQueue | None = None
        self._search = 0
        self.everyone: list[Submission] = []
        self.shown: list[Submission] = []
        filters.changed.connect(self.narrow)

    def queue(self) -> ReviewQueue:
        """Return the service; made at the first call, in the store lane."""
        if self._service is None:
            self._service = ReviewQueue(self._desk.session)
        return self._service

    def refresh(self, then: Callable[[], object]) -> None:
        """Read the queue again; ``then`` comes before it is filtered."""

        def show(read: tuple[Sequence[Submission], bool]) -> None:
            self.everyone, self._own_allowed = list(read[0]), read[1]
            # What changed has others now; the service knows those of what didn't.
            self._warnings = {}
            then()
            self.narrow()

        self._desk.tasks.run(
            lambda: (self.queue().waiting(), self._desk.review().own_allowed()), owner=self, on_done=show
        )

    def narrow(self) -> None:
        """Look at what the filters leave."""
        spec, wanted, warned = self._desk.profile.review, self._filters.wanted(), self._filters.only_warned()
        self._filters.show_queue(self.everyone)
        self.shown = [
            each
            for each in self.everyone
            if wanted.takes(each, spec) and (not warned or self._warnings.get(each.summary.id, 0) > 0)
        ]
        self.narrowed.emit()
        if warned:
            self.ask_warnings(self.everyone)

    def remove(self, records: Collection[str]) -> None:
        """Take records out that don't wait for this supervisor any more."""
        self.everyone = [each for each in self.everyone if each.summary.id not in records]
        self.shown = [each for each in self.shown if each.summary.id not in records]
        self._filters.show_queue(self.everyone)

    def ask_warnings(self, among: Sequence[Submission]) -> None:
        """Look for the warnings of these, a chunk at a time, as far as they aren't known."""
        untold = self._untold(among)[:_CHUNK]
        if not untold:
            return
        self._search += 1
        search = self._search

        def show(found: dict[str, int]) -> None:
            self._warnings |= found
            if search != self._search:
                # Another search has begun meanwhile, and goes on from what this one found.
                return
            if not self._filters.only_warned():
                self.warned.emit()
                self.ask_warnings(among)
            elif not self._untold(among) or (any(found.values()) and len(self.shown) < _SCREENFUL):
                # Laying thousands out anew for each chunk would take longer than the search.
                self.narrow()
            else:
                self.searched.emit()
                self.ask_warnings(among)

        self._desk.tasks.run(
            lambda: {str(each): count for each, count in self.queue().warnings(untold).items()},
            owner=self,
            on_done=show,
        )

    def searching(self) -> int:
        """Return how many are still to be searched for warnings, where only those with warnings are wanted."""
        return len(self._untold(self.everyone)) if self._filters.only_warned() else 0

    def _untold(self, among: Sequence[Submission]) -> list[Submission]:
        return [each for each in among if each.summary.id not in self._warnings]

    # one of them

    def place_of(self, record_id: str) -> int:
        """Return where a record is among those that are looked at, -1 if it isn't there."""
        return next((at for at, each in enumerate(self.shown) if each.summary.id == record_id), -1)

    def at(self, place: int) -> Submission | None:
        """Return who is at a place, ``None`` outside."""
        return self.shown[place] if 0 <= place < len(self.shown) else None

    def badge(self, each: Submission) -> Shown | None:
        """Return what speaks for a close look."""
        return badges.of_submission(each, self._desk.profile.review, self._warnings.get(each.summary.id, 0))

    def names(self) -> dict[str, str]:
        """Return what the people of all records are called."""
        return {each.summary.id: each.summary.name for each in self.everyone}

    def seen(self) -> dict[str, datetime]:
        """Return when the records that are looked at were last changed."""
        return {each.summary.id: each.summary.updated_at for each in self.everyone}

    def is_own(self, each: Submission) -> bool:
        """Return whether this person took or submitted it, and may therefore not approve it."""
        return self._desk.operator.name in (each.summary.created_by, each.submitted_by) and not self._own_allowed

    def was_first(self, each: Submission) -> bool:
        """Return whether this person approved it as the first of two."""
        return each.first_by == self._desk.operator.name and each.needs_two(self._desk.profile.review)

    def may_go_together(self, each: Submission) -> bool:
        """Return whether it may be approved together with others."""
        return not each.reasons_to_look(self._desk.profile.review) and not self.is_own(each)
