# SPDX-License-Identifier: Apache-2.0
"""Everything that is to be seen of one record, read in one go on the store lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PhotoReport, PictureRole
from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.record import Record, Step
from sscard_desktop.domain.remarks import Remark
from sscard_desktop.services.documentstory import DocumentStory
from sscard_desktop.services.lighting import DayLight
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.signing import KeptSignature
from sscard_desktop.ui.desk import Desk

_SHOWN = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK, PictureRole.SIGNATURE)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One record with its history, pictures and warnings.

    Attributes:
        judged: the photo's report with what the clerk confirmed or overrode.
        light: how good the photo place's light was on the day of the photo, where it was checked.
        remarks: why it came back, each time, and how that was answered.
        documents: what came from the ID pictures, and who confirmed and decided it.
        signature: what was signed on the screen, where anybody did.
        warnings: what the supervisor should look at; what a submission would be refused for is not among them.
    """

    record: Record
    steps: tuple[Step, ...]
    pictures: Mapping[PictureRole, bytes] = field(repr=False)
    judged: JudgedPhoto
    warnings: tuple[Problem, ...]
    light: DayLight | None = None
    documents: DocumentStory = field(default_factory=DocumentStory)
    remarks: tuple[Remark, ...] = ()
    signature: KeptSignature | None = None


def read_dossier(desk: Desk, record_id: str) -> Dossier:
    """Return a record's dossier; that it was looked at goes into the audit trail. For the store lane.

    Raises:
        RefusedError: there is no such record.
        EnvironmentFailedError: the disk fails, or a picture isn't what was stored.
    """
    record, steps = desk.registry.show(record_id)
    pictures = {
        role: content
        for role in _SHOWN
        if role in record.pictures and (content := desk.registry.picture(record_id, role)) is not None
    }
    try:
        judged = desk.capture.judged_photo(record_id)
    except InvalidInputError:
        # A damaged report hides neither the photo nor the record.
        judged = JudgedPhoto(PhotoReport(()))
    problems = desk.capture.look(record_id).problems
    warnings = tuple(problem for problem in problems if problem.severity is Severity.WARNING)
    light = desk.lighting().of_photo(record_id)
    documents = desk.document_stories().of(record_id)
    remarks = tuple(desk.remarks().of(record_id))
    signature = desk.signing().of(record_id)
    return Dossier(record, tuple(steps), pictures, judged, warnings, light, documents, remarks, signature)
