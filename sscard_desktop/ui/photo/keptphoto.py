# SPDX-License-Identifier: Apache-2.0
"""What the photo dialog finds when it opens: who is to be taken, and the photo that the record has already."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.refusals import Refusals, Warned
from sscard_desktop.ui.desk import Desk

_HOME = "CHN"
_PHOTO, _REMARK = "photo", "remark."


@dataclass(frozen=True, slots=True, eq=False)
class KeptPhoto:
    """A stored photo.

    Attributes:
        original: what it was made of; empty where its time was over or it never was kept.
        judged: its report with what was decided about it.
        before: the original to look at. Decoded where it was read: twelve megapixels would stop the window's thread for
            a tenth of a second.
    """

    jpeg: bytes = field(repr=False)
    original: bytes = field(repr=False)
    judged: JudgedPhoto
    before: QImage


@dataclass(frozen=True, slots=True, eq=False)
class Sitter:
    """Who sits down.

    Attributes:
        foreign: their papers are another country's; hints stand in English too.
        photo: ``None`` where they have none yet.
        trouble: why a stored photo can't be shown.
        returned: why the stored photo came back, as long as it stands.
        refused: what photos are sent back for so often that the city wants it told.
    """

    foreign: bool = False
    photo: KeptPhoto | None = None
    trouble: SscardError | None = None
    returned: Problem | None = None
    refused: tuple[Warned, ...] = ()


def read_sitter(desk: Desk, record_id: str) -> Sitter:
    """Return who sits down. For the store lane.

    Raises:
        RefusedError: there is no such record.
    """
    taken = desk.capture.look(record_id)
    record = taken.record
    foreign = record.value("country") not in ("", _HOME)
    if PictureRole.PHOTO not in record.pictures:
        warnings = Refusals(desk.session).warnings()
        return Sitter(foreign, refused=tuple(each for each in warnings if PictureRole.PHOTO in each.keys))
    try:
        jpeg = desk.registry.picture(record_id, PictureRole.PHOTO)
        has_original = PictureRole.PHOTO_ORIGINAL in record.pictures
        original = desk.registry.picture(record_id, PictureRole.PHOTO_ORIGINAL) if has_original else None
        judged = desk.capture.judged_photo(record_id)
    except SscardError as error:
        # What can't be shown can be taken anew.
        return Sitter(foreign, trouble=error)
    if not jpeg:
        return Sitter(foreign)
    returned = next((each for each in taken.problems if each.key == _PHOTO and each.code.startswith(_REMARK)), None)
    kept = KeptPhoto(jpeg, original or b"", judged, QImage.fromData(original or b""))
    return Sitter(foreign, kept, returned=returned)
