# SPDX-License-Identifier: Apache-2.0
"""What waits for a supervisor: who it is, what speaks for a close look, and the faces for a sheet of them.

Decides nothing (:mod:`.review` does). Warnings are found by the same checks as at the counter, some 2 ms a record, and
remembered while the record stays as it is: whoever asks for many asks in pieces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Severity
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.reviewing import Submission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.recordchecks import problems_of
from sscard_desktop.services.session import Session

MOST_LISTED = 5000


class ReviewQueue:
    """Reads the queue of one supervisor."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.REVIEW)
        self._session = session
        self._known: dict[RecordId, tuple[datetime, int]] = {}

    @allowed(Permission.REVIEW)
    def waiting(self) -> Sequence[Submission]:
        """Return the submissions that wait, the oldest first, :data:`MOST_LISTED` at most."""
        return self._session.store.submissions(limit=MOST_LISTED)

    @allowed(Permission.REVIEW)
    def warnings(self, submissions: Sequence[Submission]) -> Mapping[RecordId, int]:
        """Return how many warnings each of these records has now."""
        found = {}
        for each in submissions:
            record_id, at = each.summary.id, each.summary.updated_at
            known = self._known.get(record_id)
            if known is None or known[0] != at:
                problems = problems_of(self._session, self._session.record(record_id))
                known = at, sum(problem.severity is Severity.WARNING for problem in problems)
                self._known[record_id] = known
            found[record_id] = known[1]
        return found

    @allowed(Permission.REVIEW)
    def photos(self, record_ids: Sequence[str]) -> Mapping[RecordId, bytes]:
        """Return the card photos of these records; that they were looked at goes into the audit trail.

        A photo that isn't what was stored is ``b""``: it mustn't hide the other faces of its sheet.

        Raises:
            EnvironmentFailedError: the disk fails.
        """
        self._session.opened_together(record_ids)
        photos = {RecordId(each): self._photo(RecordId(each)) for each in record_ids}
        return {record_id: photo for record_id, photo in photos.items() if photo is not None}

    def _photo(self, record_id: RecordId) -> bytes | None:
        try:
            return self._session.store.picture(record_id, PictureRole.PHOTO)
        except EnvironmentFailedError as error:
            if error.code != "storage.picture_damaged":
                raise
            return b""
