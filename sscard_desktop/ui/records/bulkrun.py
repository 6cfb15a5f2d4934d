# SPDX-License-Identifier: Apache-2.0
"""One run of a bulk import: photos are made several at once, asked for and stored one by one; a stop loses nothing.

What is made waits in the work lane and what is stored in the store lane, so that the counter's own work comes between.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.bulkphotos import BulkPhoto, BulkPhotos, BulkResult, make, make_all
from sscard_desktop.services.bulkplan import BulkPlan, PlannedPhoto
from sscard_desktop.services.ports import PictureFiles
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane, Task


class BulkRun(QObject):
    """Makes and stores what a plan matched.

    Args:
        desk: whose lanes and workplace are used.
        service: stores.
        plan: what the clerk saw.
        files: open; the dialog closes them.

    Attributes:
        results: by file key, what became of each.
        stopping: it was asked to stop, or has.

    Signals:
        making(int): how many are done, as the next one is made.
        kept(BulkResult): something became of one.
        ended(): nothing is left, or it was stopped.
        failed(SscardError): the disk, the memory or the files gave out; what was stored is stored.
    """

    making = Signal(int)
    kept = Signal(object)
    ended = Signal()
    failed = Signal(object)

    def __init__(
        self, desk: Desk, service: BulkPhotos, plan: BulkPlan, files: PictureFiles, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.service = service
        self.plan = plan
        self._files = files
        self.results: dict[str, BulkResult] = {}
        self.stopping = False
        self._task: Task | None = None
        self._made: Generator[BulkPhoto, None, None] | None = None
        self._waiting = 0

    @property
    def busy(self) -> bool:
        """Whether something is being made or stored."""
        return self._task is not None

    def left(self) -> list[PlannedPhoto]:
        """Return the planned photos that nothing became of yet."""
        return [each for each in self.plan.planned if each.file.key not in self.results]

    def begin(self) -> None:
        """Make and store what is left; after a stop or a failure, what is left of it."""
        files, place = self._files, self._desk.workplace
        plan = replace(self.plan, planned=tuple(self.left()))
        self._waiting, self.stopping = len(plan.planned), False

        def begin() -> tuple[Generator[BulkPhoto, None, None], BulkPhoto]:
            made = make_all(plan, files, place.gathering(), place.photo_makers())
            return made, next(made)

        self._task = self._desk.tasks.run(
            begin, owner=self, lane=Lane.WORK, on_done=lambda begun: self._begun(*begun), on_error=self._fail
        )
        self._tell()

    def take(self, planned: PlannedPhoto, reason: str) -> None:
        """Make one photo once more and store it, with the reason why it is good enough."""
        files, spec, place = self._files, self.plan.spec, self._desk.workplace

        def taken(result: BulkResult) -> None:
            self._note(result)
            self._end()

        def keep(made: BulkPhoto) -> None:
            self._task = self._store(made, reason, taken)

        self._task = self._desk.tasks.run(
            lambda: make(planned, files, place.gathering(), place.photo_maker(), spec),
            owner=self,
            lane=Lane.WORK,
            on_done=keep,
            on_error=self._fail,
        )

    def close(self) -> None:
        """Drop what was made and not asked for yet."""
        made, self._made = self._made, None
        if made is not None and not self._desk.tasks.closed:
            # Behind whoever still asks it for the next photo.
            self._desk.tasks.run(made.close, owner=self._desk.tasks, lane=Lane.WORK)

    def _begun(self, made: Generator[BulkPhoto, None, None], first: BulkPhoto) -> None:
        self._made = made
        self._keep(first)

    def _next(self) -> None:
        made = self._made
        if self.stopping or made is None or not self._waiting:
            self._end()
            return
        self._task = self._desk.tasks.run(
            lambda: next(made), owner=self, lane=Lane.WORK, on_done=self._keep, on_error=self._fail
        )
        self._tell()

    def _keep(self, made: BulkPhoto) -> None:
        self._task = self._store(made, "", self._kept)

    def _store(self, made: BulkPhoto, reason: str, then: Callable[[BulkResult], None]) -> Task:
        return self._desk.tasks.run(
            lambda: self.service.keep(made, reason=reason), owner=self, on_done=then, on_error=self._fail
        )

    def _kept(self, result: BulkResult) -> None:
        self._note(result)
        self._waiting -= 1
        self._next()

    def _note(self, result: BulkResult) -> None:
        self.results[result.planned.file.key] = result
        self.kept.emit(result)

    def _tell(self) -> None:
        self.making.emit(len(self.plan.planned) - self._waiting)

    def _end(self) -> None:
        self._task = None
        if not self.left() and not self._desk.tasks.closed:
            files = self._files
            self._desk.tasks.run(lambda: self.service.note_import(files), owner=self)
        self.close()
        self.ended.emit()

    def _fail(self, error: SscardError) -> None:
        self._task = None
        self.close()
        self.failed.emit(error)
