# SPDX-License-Identifier: Apache-2.0
"""The files of a bulk import that need somebody, as a contact sheet for whoever sees to them."""

from __future__ import annotations

from collections.abc import Sequence

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ports import ContactEntry, PictureFiles
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui.records.bulkmodel import BulkRow
from sscard_desktop.ui.tasks import Task
from sscard_desktop.ui.widgets.label import Tone


def unsolved(rows: Sequence[BulkRow]) -> list[BulkRow]:
    """Return the rows that need somebody."""
    return [row for row in rows if row.state.tone in (Tone.BAD, Tone.WARN)]


def contact_sheet(
    rows: Sequence[BulkRow], files: PictureFiles | None, place: Workplace, heading: Sequence[str], task: Task
) -> bytes:
    """Return the sheet as PDF: small pictures, where there are any, with file, name and what is to be done."""
    gathering = place.gathering()
    entries = []
    for done, row in enumerate(rows):
        task.report(done, len(rows))
        thumbnail = b""
        if row.key and files is not None:
            try:
                thumbnail = gathering.thumbnail(files.read(row.key))
            except SscardError:
                thumbnail = b""
        name = f"{row.file} {row.planned.name}" if row.planned else row.file
        entries.append(ContactEntry(name, row.told, thumbnail))
    return place.forms().contact_sheet(heading, entries)
