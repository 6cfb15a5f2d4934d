# SPDX-License-Identifier: Apache-2.0
"""The frames and files that photos were made from: kept for as many days as the profile says, then destroyed.

Once a photo is approved its original only serves a dispute. Unlike a record's end, which a supervisor looks at and
signs, an original goes by itself, when somebody logs in and the first time that a photo is stored on a day: at a
station where no photos are taken any more too. The record is as complete without it. What is on hold stays, and so does
what a backup holds: that is a copy of its day.
"""

from __future__ import annotations

from datetime import timedelta

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.session import Session


def expire_originals(session: Session) -> int:
    """Destroy the originals that are older than the profile's ``original_days``; return how many went."""
    days = session.profile.retention.original_days
    if not days:
        return 0
    due = session.store.originals_before(session.clock.now() - timedelta(days=days))
    for record_id in due:
        with session.action("picture.original_expired", record_id, days=days):
            session.store.delete_picture(record_id, PictureRole.PHOTO_ORIGINAL)
    if due:
        session.store.settle()
    return len(due)
