# SPDX-License-Identifier: Apache-2.0
"""The files of a bulk import that need somebody, as a contact sheet for whoever sees to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.services.bulkphotos import Before, BulkPhotos, Outcome
from sscard_desktop.services.ports import ContactEntry, PictureFiles
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui.records.bulkmodel import BulkRow
from sscard_desktop.ui.tasks import Task
from sscard_desktop.ui.widgets.label import Tone


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
