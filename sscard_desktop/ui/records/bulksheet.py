# SPDX-License-Identifier: Apache-2.0
"""The files of a bulk import that need somebody, as a contact sheet for whoever sees to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.services.bulkphotos import Before, BulkPhotos, Outcome
from sscard_desktop.services.ports import ContactEntry, PictureFiles
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.bulkmodel import BulkRow
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.tasks import Task
from sscard_desktop.ui.widgets.label import Tone


class SheetSaver(QObject):
    """Writes the sheet: what was there before in the store lane, pictures and PDF in the work lane.

    Signals:
        saved(Path): it is there.
        failed(SscardError): it isn't.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        """Whether it is being written."""
        return self._task is not None

    def begin(
        self, rows: Sequence[BulkRow], files: PictureFiles | None, service: BulkPhotos | None, path: Path
    ) -> None:
        """Write the sheet of these rows."""
        place, tasks = self._desk.workplace, self._desk.tasks
        heading = [self.tr("照片导入：需要处理的文件"), self.tr("内含个人照片，处理完请销毁。")]

        def save(task: Task, before: Mapping[str, Before]) -> None:
            save_private(path, contact_sheet(rows, files, place, heading, task, before))

        def saved(_: object) -> None:
            self._task = None
            self.saved.emit(path)

        def gathered(before: Mapping[str, Before]) -> None:
            self._task = tasks.run_long(lambda task: save(task, before), owner=self, on_done=saved, on_error=self._fail)

        self._task = tasks.run(lambda: befores(rows, service), owner=self, on_done=gathered, on_error=self._fail)

    def stop(self) -> None:
        """Give it up."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _fail(self, error: SscardError) -> None:
        self._task = None
        self.failed.emit(error)


def unsolved(rows: Sequence[BulkRow]) -> list[BulkRow]:
    """Return the rows that need somebody."""
    return [row for row in rows if row.state.tone in (Tone.BAD, Tone.WARN)]


def contact_sheet(
    rows: Sequence[BulkRow],
    files: PictureFiles | None,
    place: Workplace,
    heading: Sequence[str],
    task: Task,
    before: Mapping[str, Before],
) -> bytes:
    """Return the sheet as PDF: small pictures, where there are any, with file, name and what is to be done.

    Args:
        before: by file key: what the new photo stands beside (:func:`befores`).
    """
    entries = []
    for done, row in enumerate(rows):
        task.report(done, len(rows))
        thumbnail = b""
        if row.key and files is not None:
            try:
                thumbnail = _picture(files.read(row.key), before.get(row.key), place)
            except SscardError:
                thumbnail = b""
        name = f"{row.file} {row.planned.name}" if row.planned else row.file
        entries.append(ContactEntry(name, row.told, thumbnail))
    return place.forms().contact_sheet(heading, entries)


def befores(rows: Sequence[BulkRow], service: BulkPhotos | None) -> dict[str, Before]:
    """Return what was there before of people who have a photo already, by file key. For the store lane."""
    found = {}
    for row in rows:
        if service is not None and row.planned is not None and row.outcome is Outcome.HAS_PHOTO:
            try:
                found[row.key] = replace(service.before(row.planned), front=b"")
            except RefusedError:
                # Its record went meanwhile; the new photo stands alone.
                continue
    return found


def _picture(content: bytes, before: Before | None, place: Workplace) -> bytes:
    """Return the new photo, and to its right the one before and the chip's, where they are."""
    gathering = place.gathering()
    beside = [content]
    if before is not None:
        beside.append(before.photo)
        if before.chip and before.library:
            try:
                beside.append(place.chip_photos().decode(before.library, before.chip))
            except SscardError:
                return gathering.beside(beside)
    return gathering.beside(beside) if len(beside) > 1 else gathering.thumbnail(content)
