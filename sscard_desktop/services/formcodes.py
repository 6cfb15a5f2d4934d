# SPDX-License-Identifier: Apache-2.0
"""From a printed form's code, or a receipt number, back to the record; and what a form's code says when it is printed.

Refused, each with its reason: a code that was read wrongly, one of another station, one of a record that is gone, and
a record that isn't this person's to see.
"""

from __future__ import annotations

from dataclasses import dataclass

from sscard_desktop.domain.contentdigest import content_digest, short_mark
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.formcode import FormCode, form_mark, is_form_code, read_form_code
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.profile import FormSpec
from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.domain.record import Record
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class FoundForm:
    """The record that a scanned line speaks of.

    Attributes:
        record: the record.
        form: the form that bears the code; ``None`` if the profile has it no more, or only a number was scanned.
        stale: the record was changed after the form was printed.
    """

    record: Record
    form: FormSpec | None = None
    stale: bool = False


class FormCodes:
    """Finds the records of scanned lines."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def find(self, line: str) -> FoundForm:
        """Return the record of a form's code or a receipt number.

        Raises:
            RefusedError: ``formcode.misread``, ``formcode.other_station`` (``station``), ``formcode.gone`` (``day``),
                ``formcode.unknown``, ``formcode.no_such_receipt``.
            NotAllowedError: ``record.not_yours``.
        """
        if is_form_code(line):
            return self._of_code(line)
        if not is_receipt_number(line):
            raise RefusedError("formcode.misread")
        store = self._session.store
        found = [each for each in store.search(line, limit=5) if each.receipt_number == line.replace("-", "").upper()]
        if not found:
            raise RefusedError("formcode.no_such_receipt")
        return FoundForm(self._session.record(found[0].id))

    def _of_code(self, line: str) -> FoundForm:
        session = self._session
        code = read_form_code(line)
        if code is None:
            raise RefusedError("formcode.misread")
        gone = session.store.tombstone(code.record)
        if gone is not None:
            raise RefusedError("formcode.gone", day=gone.destroyed_at.date().isoformat())
        try:
            record = session.record(code.record)
        except RefusedError as error:
            # Records that were taken over from another station are found above; this one wasn't.
            if code.station != session.identity.number:
                raise RefusedError("formcode.other_station", station=f"{code.station:04d}") from error
            raise RefusedError("formcode.unknown") from error
        forms = session.profile_of(record).forms
        form = next((spec for spec in forms if form_mark(spec.key) == code.form), None)
        return FoundForm(record, form, stale=content_mark(session, record) != code.content)


def knows_line(line: str) -> bool:
    """Return whether a scanned line is one that :class:`FormCodes` answers for."""
    return is_form_code(line) or is_receipt_number(line)


def form_code(session: Session, record: Record, form: str) -> str:
    """Return the 个人识别码 of a form over one record, as it stands now."""
    return str(FormCode(session.identity.number, record.id, form_mark(form), content_mark(session, record)))


def content_mark(session: Session, record: Record) -> str:
    """Return the mark of what a form over a record shows now."""
    return short_mark(content_digest(record, session.store.picture_digests(record.id)))
