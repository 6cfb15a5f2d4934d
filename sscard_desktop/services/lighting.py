# SPDX-License-Identifier: Apache-2.0
"""The photo place's score of each day, kept at the station beside the day's photos. No personal data.

Answers for the last check of a day; an earlier one of the same day is replaced, as its lamp was moved since.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.lighting import LightScore
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

_SETTING = "lighting.days"
_KEPT_DAYS = 400


@dataclass(frozen=True, slots=True)
class DayLight:
    """A day's check: score of 0 to 100, and what was still to be moved."""

    day: date
    score: int
    advice: str


class Lighting:
    """Keeps and tells the scores."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.CAPTURE)
    def keep(self, found: LightScore) -> DayLight:
        """Store today's check and return it."""
        today = self._session.clock.today()
        with self._session.action("lighting.check", today.isoformat(), score=found.score, advice=found.advice):
            days = self._days()
            days[today.isoformat()] = {"score": found.score, "advice": found.advice}
            kept = dict(sorted(days.items())[-_KEPT_DAYS:])
            self._session.store.save_setting(_SETTING, json.dumps(kept))
        return DayLight(today, found.score, found.advice)

    @allowed(Permission.WORK)
    def on(self, day: date) -> DayLight | None:
        """Return the check of ``day``, ``None`` where none was made."""
        found = self._days().get(day.isoformat())
        return None if found is None else DayLight(day, int(str(found["score"])), str(found["advice"]))

    @allowed(Permission.WORK)
    def of_photo(self, record_id: str) -> DayLight | None:
        """Return the check of the day on which a record's photo was taken, by the counter's calendar; else ``None``."""
        taken_at = self._session.store.picture_stored_at(self._session.opened(record_id).id, PictureRole.PHOTO)
        return None if taken_at is None else self.on(taken_at.astimezone(CHINA).date())

    @allowed(Permission.WORK)
    def today(self) -> DayLight | None:
        """Return today's check, ``None`` where none was made yet."""
        return self.on(self._session.clock.today())

    def _days(self) -> dict[str, Mapping[str, object]]:
        text = self._session.store.setting(_SETTING)
        return dict(json.loads(text)) if text else {}
