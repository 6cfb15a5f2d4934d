# SPDX-License-Identifier: Apache-2.0
"""Photos that were there before their person came: taken over where they do, given back where the draft goes.

A photo made last week was made by the profile of last week: what its report measured is held against the profile of
today, and a photo that doesn't do any more stays with the roster, with the reasons, for a new one to be taken. It is in
one place at a time: on the roster until its person is called up, in the record from then on, and on the roster again
where that draft is thrown away. All of it belongs inside the caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PhotoReport, PhotoSpec, PictureRole, Span
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.roster import RosterRow, RowId
from sscard_desktop.services import photoreports
from sscard_desktop.services.entering import kept_of
from sscard_desktop.services.remarks import answered
from sscard_desktop.services.session import Session

PHOTO_OF_ROSTER = "roster_photo"
"""Key of the reading, of source ``roster``, that holds the SHA-256 of the photo that was taken over."""
_ROLES = (PictureRole.PHOTO, PictureRole.PHOTO_ORIGINAL)


class PreparedState(StrEnum):
    """What became of a photo that was prepared."""

    NONE = "none"
    """There is none, or the record has one of its own."""
    USED = "used"
    RETAKE = "retake"
    """There is one, and it won't do: see :attr:`Prepared.failed`."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A photo that was prepared, as its person was called up.

    Attributes:
        failed: keys of the photo checks that it fails today.
    """

    state: PreparedState = PreparedState.NONE
    failed: tuple[str, ...] = ()


NOTHING_PREPARED = Prepared()


def take_over(session: Session, record: Record, row: RosterRow, *, at: datetime) -> Prepared:
    """Move a row's photo into its person's record, where it does and the record has none."""
    store = session.store
    photo = store.row_picture(row.id, PictureRole.PHOTO)
    spec = session.profile_of(record).photo
    asked = PictureRole.PHOTO in session.profile_of(record).pictures
    if photo is None or not asked or PictureRole.PHOTO in record.pictures:
        return NOTHING_PREPARED
    try:
        judged = photoreports.from_json(photo.report)
    except InvalidInputError:
        return Prepared(PreparedState.RETAKE, ("report",))
    failed = tuple(dict.fromkeys((*judged.open_failures, *unmet(judged.report, spec))))
    if failed:
        return Prepared(PreparedState.RETAKE, failed)
    store.put_picture(record.id, PictureRole.PHOTO, photo.content, report=photo.report, at=at)
    original = store.row_picture(row.id, PictureRole.PHOTO_ORIGINAL)
    if original is not None:
        store.put_picture(record.id, PictureRole.PHOTO_ORIGINAL, original.content, report="", at=at)
    answered(session, record.id, {PictureRole.PHOTO.value}, at=at)
    told = kept_of(session, record, Source.ROSTER)
    store.put_readings(record.id, Source.ROSTER, {**told, PHOTO_OF_ROSTER: photo.sha256}, at=at)
    store.delete_row_pictures(row.id)
    return Prepared(PreparedState.USED)


def give_back(session: Session, record: Record, *, at: datetime) -> None:
    """Move a photo back to the roster it came from, as its record is about to be deleted."""
    store = session.store
    rows = store.rows_of_record(record.id)
    digest = kept_of(session, record, Source.ROSTER).get(PHOTO_OF_ROSTER, "")
    ours = store.picture_digests(record.id).get(PictureRole.PHOTO, "")
    if not rows or not digest or digest != ours:
        return
    row_id: RowId = rows[0].id
    if store.row_picture_digests(row_id):
        return
    for role in _ROLES:
        content = store.picture(record.id, role)
        if content is not None:
            store.put_row_picture(row_id, role, content, report=store.picture_report(record.id, role), at=at)


def unmet(report: PhotoReport, spec: PhotoSpec) -> tuple[str, ...]:
    """Return the keys of the checks of file and placement that a report's figures don't meet by a specification."""
    found = []
    file, face = report.file, report.geometry
    if file is not None:
        wanted = (
            ("pixels", (file.width, file.height) == (spec.width, spec.height)),
            ("dpi", spec.dpi is None or file.dpi == spec.dpi),
            ("file_size", file.size_bytes in spec.file_bytes),
        )
        found += [key for key, met in wanted if not met]
    if face is not None:
        spans: tuple[tuple[str, float, Span], ...] = (
            ("face_width", face.face_width, spec.face_width),
            ("eye_x", face.eye_x, spec.eye_x),
            ("eye_above_bottom", face.eye_above_bottom, spec.eye_above_bottom),
        )
        found += [key for key, figure, span in spans if figure not in span]
    return tuple(found)
