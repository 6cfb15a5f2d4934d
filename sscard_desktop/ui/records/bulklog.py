# SPDX-License-Identifier: Apache-2.0
"""Who was called up when, for telling a roster's photos: from here or from another laptop, and the camera's clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photomatching import NamedFile
from sscard_desktop.domain.photoreads import CardRead, ClockShift, proposed_shift
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services.bulkplan import ReadLog
from sscard_desktop.services.cardreads import CalledPerson
from sscard_desktop.services.ports import PictureFiles
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.bulkclock import ClockDialog
from sscard_desktop.ui.tasks import Lane, Task


class BulkLog(QObject):
    """Reads the log, looks at the times, and has somebody say whose one photo is.

    Args:
        over: shows the question.

    Signals:
        told(ReadLog): to match by.
        left(): nobody answered.
        failed(SscardError): there is no log, or it can't be read.
    """

    told = Signal(object)
    left = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, roster_id: RosterId, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._roster, self._over = desk, roster_id, over

    def begin(self, files: PictureFiles, table: Path | None) -> Task:
        """Get the log: of this station, or of a ``table`` that another laptop wrote; return what is under way."""
        desk = self._desk
        if table is None:
            return self._read(files, None)
        reader = desk.workplace.table_reader
        return desk.tasks.run(
            lambda: reader().read(table),
            owner=self,
            lane=Lane.WORK,
            on_done=lambda found: self._read(files, found),
            on_error=self.failed.emit,
        )

    def _read(self, files: PictureFiles, table: object) -> Task:
        desk, roster_id = self._desk, self._roster

        def read() -> tuple[Sequence[CardRead], Mapping[str, CalledPerson]]:
            service = desk.card_reads(roster_id)
            reads = service.here() if table is None else service.told(table)  # type: ignore[arg-type]
            people = service.people(reads)
            if not people:
                raise RefusedError("reads.none")
            return reads, people

        return desk.tasks.run(
            read, owner=self, on_done=lambda found: self._look(files, *found), on_error=self.failed.emit
        )

    def _look(self, files: PictureFiles, reads: Sequence[CardRead], people: Mapping[str, CalledPerson]) -> None:
        shots = [NamedFile(each.key, each.name, each.at) for each in files.pictures if each.at is not None]
        if not shots:
            self.failed.emit(RefusedError("reads.no_times"))
            return
        self._desk.tasks.run(
            lambda: proposed_shift(shots, reads),
            owner=self,
            lane=Lane.WORK,
            on_done=lambda proposed: self._ask(files, reads, people, proposed),
        )

    def _ask(
        self,
        files: PictureFiles,
        reads: Sequence[CardRead],
        people: Mapping[str, CalledPerson],
        proposed: ClockShift | None,
    ) -> None:
        dialog = ClockDialog(self._desk, files, reads, people, proposed, self._over)
        dialog.told.connect(lambda found: self.told.emit(ReadLog(reads, found.shift)))
        dialog.rejected.connect(self.left)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
