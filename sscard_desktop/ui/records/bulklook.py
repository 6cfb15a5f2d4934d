# SPDX-License-Identifier: Apache-2.0
"""Looking at the pictures of a bulk import: opened, their times read, the log asked for where it tells, and matched."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services.bulkphotos import BulkPhotos
from sscard_desktop.services.bulkplan import BulkPlan, ReadLog, digests_of
from sscard_desktop.services.cameratimes import timed
from sscard_desktop.services.ports import PictureFiles
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.bulklog import BulkLog
from sscard_desktop.ui.records.bulkquestion import BulkAnswer
from sscard_desktop.ui.tasks import Lane, Task

_BY_TIME = frozenset({Way.TIME, Way.LOG})


class BulkLook(QObject):
    """One look after the other.

    Args:
        roster_id: whose people they are, ``None`` for those who have records.
        over: shows what has to be asked.

    Signals:
        planned(service, files, plan): whose each would be; the files stay open.
        failed(SscardError): they can't be read or matched.
        left(): stopped, or nobody answered.
    """

    planned = Signal(object, object, object)
    failed = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, roster_id: RosterId | None, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._roster, self._over = desk, roster_id, over
        self._task: Task | None = None
        self._files: PictureFiles | None = None

    @property
    def busy(self) -> bool:
        """Whether something is read, asked or matched."""
        return self._task is not None

    def begin(self, answer: BulkAnswer) -> None:
        """Look at the pictures of a place."""
        gathering, way = self._desk.workplace.gathering, answer.way
        service = self._desk.bulk_photos(self._roster)

        def after() -> object:
            return service.imported_up_to() if answer.only_new else None

        def read(task: Task, newest: object) -> tuple[PictureFiles, Mapping[str, str]]:
            files = gathering().open(answer.source)
            try:
                if way in _BY_TIME or answer.only_new:
                    files = timed(files, gathering(), task, after=newest)  # type: ignore[arg-type]
                return files, digests_of(files, task, way)
            except BaseException:
                files.close()
                raise

        def found(newest: object) -> None:
            self._task = self._desk.tasks.run_long(
                lambda task: read(task, newest),
                owner=self,
                on_done=lambda seen: self._seen(service, answer, *seen),
                on_error=self._fail,
            )

        self._task = self._desk.tasks.run(after, owner=self, on_done=found, on_error=self._fail)

    def stop(self) -> None:
        """Give up what is under way."""
        if self._task is not None:
            self._task.cancel()
        self._end()

    def _seen(self, service: BulkPhotos, answer: BulkAnswer, files: PictureFiles, digests: Mapping[str, str]) -> None:
        self._files = files
        if answer.way is not Way.LOG or self._roster is None:
            self._match(service, answer.way, digests, None)
            return
        log = BulkLog(self._desk, self._roster, self._over)
        log.told.connect(lambda told: self._match(service, answer.way, digests, told))
        log.left.connect(self._end)
        log.failed.connect(self._fail)
        self._task = log.begin(files, answer.table)

    def _match(self, service: BulkPhotos, way: Way, digests: Mapping[str, str], log: ReadLog | None) -> None:
        files = self._files
        assert files is not None

        def done(plan: BulkPlan) -> None:
            self._task = self._files = None
            self.planned.emit(service, files, plan)

        self._task = self._desk.tasks.run(
            lambda: service.plan(files, way, digests=digests, log=log), owner=self, on_done=done, on_error=self._fail
        )

    def _fail(self, error: SscardError) -> None:
        self._drop()
        self.failed.emit(error)

    def _end(self) -> None:
        self._drop()
        self.left.emit()

    def _drop(self) -> None:
        files, self._files, self._task = self._files, None, None
        if files is not None and not self._desk.tasks.closed:
            self._desk.tasks.run(files.close, owner=self._desk.tasks, lane=Lane.WORK)
