# SPDX-License-Identifier: Apache-2.0
"""What leaves with a batch: sheets and files by the city's profile, and digests over it and over what shapes it.

The same batch gives the same content for ever, as long as neither records nor profile change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from sscard_desktop.domain import fields
from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.fields import NO, YES, FieldKind
from sscard_desktop.domain.filenames import NamesTaken, render
from sscard_desktop.domain.profile import CellForm, Column, Profile
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.domain.spelling import NamesIn, TableEncoding
from sscard_desktop.services.columns import package_item, picture_token
from sscard_desktop.services.packeditems import PackedItems
from sscard_desktop.services.ports import AuditHead, PackageContent, SheetContent
from sscard_desktop.services.session import Session


def content_of(session: Session, batch: Batch, members: Iterable[Record]) -> PackageContent:
    """Return what a batch of these members, gone through once, gives; raise ``InvalidInputError`` (``filename.…``)."""
    profile = session.profile
    names = NamesTaken()
    workbook = render(profile.package.workbook, package_values(session, batch), record=batch.number)
    names.take(workbook, record=batch.number)
    return PackageContent(
        batch=batch.number,
        profile=batch.profile,
        profile_version=batch.profile_version,
        station=session.identity,
        sealed_at=batch.sealed_at or batch.created_at,
        audit_head=_head_at_sealing(session, batch.number),
        workbook=workbook,
        sheets=tuple(_sheets(session, batch, members, names)),
        names=profile.package.names,
        encoding=profile.package.encoding,
    )


def content_of_one(session: Session, record: Record) -> PackageContent:
    """Return what a batch of this record alone would give."""
    alone = Batch("x", "", "", BatchStatus.OPEN, record.created_at, "", (record.id,), record.created_at)
    return content_of(session, alone, [record])


def package_name(session: Session, batch: Batch) -> str:
    """Return the name of the batch's package."""
    return render(session.profile.package.package, package_values(session, batch), record=batch.number)


def package_values(session: Session, batch: Batch) -> Mapping[str, str]:
    """Return what the names of package and workbook may hold."""
    return {"batch_number": batch.number, "station_number": f"{session.identity.number:04d}"}


def picture_digests(session: Session, members: Iterable[RecordId]) -> dict[str, str]:
    """Return file token → SHA-256 of the members' pictures."""
    return {
        picture_token(record, role): digest
        for record in members
        for role, digest in session.store.picture_digests(record).items()
    }


def picture_sizes(session: Session, members: Iterable[RecordId]) -> dict[str, int]:
    """Return file token → bytes of the members' pictures."""
    return {
        picture_token(record, role): size
        for record in members
        for role, size in session.store.picture_sizes(record).items()
    }


def layout_digest(content: PackageContent, profile: Profile) -> str:
    """Return a digest of what shapes the files and isn't content: widths, the package's name, encodings."""
    said: list[object] = [[sheet.widths for sheet in content.sheets], profile.package.package]
    if (content.names, content.encoding) != (NamesIn.UTF_8, TableEncoding.GB18030):
        # The usual ones aren't said: batches that were sealed before there was a choice have the usual ones.
        said += [content.names.value, content.encoding.value]
    return hashlib.sha256(json.dumps(said).encode("utf-8")).hexdigest()


def told_at_sealing(session: Session, batch: Batch) -> Mapping[str, object]:
    """Return what the trail keeps of the sealing besides the batch; earlier versions of the program kept less."""
    lines = session.store.audit_entries(subject=batch.number)
    told: Mapping[str, object] = next(
        (json.loads(line.detail) for line in lines if line.action == "batch.seal" and line.detail), {}
    )
    return told


def _head_at_sealing(session: Session, number: str) -> AuditHead | None:
    """Return the trail's end once this batch was sealed, the same at each export; ``None`` before."""
    lines = session.store.audit_entries(subject=number)
    return next((AuditHead(line.sequence, line.digest) for line in lines if line.action == "batch.seal"), None)


def _sheets(session: Session, batch: Batch, members: Iterable[Record], names: NamesTaken) -> Iterator[SheetContent]:
    """Yield a sheet for each kind of business of which there are records, in the city's order."""
    kinds = {entry.code: PackedItems() for entry in session.profile.businesses.entries}
    views = {code: session.profile.of(code) for code in kinds}
    for record in members:
        kind = kind_of_sheet(session.profile, record)
        item = package_item(
            record,
            views[kind],
            running=len(kinds[kind]) + 1,
            batch_number=batch.number,
            station=session.identity.number,
            names=names,
        )
        kinds[kind].append(item)
    for kind, items in kinds.items():
        if not items:
            continue
        profile = views[kind]
        columns = profile.workbook.columns
        yield SheetContent(
            name=profile.workbook.sheet,
            headers=tuple(column.header for column in columns),
            widths=tuple(column.width for column in columns),
            choices=tuple(_choices(column, profile) for column in columns),
            items=items,
        )


def kind_of_sheet(profile: Profile, record: Record) -> str:
    """Return the kind of business on whose sheet a record stands.

    What the city takes no more leaves on the usual kind's sheet, by whose rules it was checked.
    """
    return record.business if record.business in profile.businesses else profile.usual_business


def _choices(column: Column, profile: Profile) -> tuple[str, ...]:
    """Return the answers that a column can hold, where they are a list; a cell of several answers has none."""
    spec = profile.fields.get(column.value)
    if spec is None or spec.kind not in (FieldKind.CODE, FieldKind.FLAG):
        return ()
    flag = spec.kind is FieldKind.FLAG
    answers = (YES, NO) if flag else tuple(entry.code for entry in profile.code_lists[spec.code_list].entries)
    match column.form:
        case CellForm.BUREAU_CODE:
            return tuple(column.codes.values())
        case CellForm.LABEL:
            return tuple(fields.shown(spec, answer, profile.code_lists, "zh_CN") for answer in answers)
        case CellForm.TEXT:
            return answers
        case _:
            return ()
