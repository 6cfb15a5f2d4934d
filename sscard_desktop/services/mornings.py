# SPDX-License-Identifier: Apache-2.0
"""The day's first examination: whether it was made today, what it found, and a clock that was set meanwhile.

Kept in the trail, so that an inspector sees on which days a counter was looked at, and what it began the day with.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sscard_desktop.domain.chinatime import day_of
from sscard_desktop.domain.health import Health, HealthCheck, count
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

CHECKED_SETTING = "health.checked_at"
CHECK_ACTION, JUMP_ACTION, BUNDLE_ACTION = "health.check", "clock.jump", "support.bundle"


class Mornings:
    """Keeps when the workplace was examined."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def checked_at(self) -> datetime | None:
        """Return when it was last examined, ``None`` for never."""
        kept = self._session.store.setting(CHECKED_SETTING)
        try:
            return datetime.fromisoformat(kept) if kept else None
        except ValueError:
            return None

    @allowed(Permission.WORK)
    def due(self) -> bool:
        """Return whether nobody has examined it today; a day of the future was written under a wrong clock."""
        last = self.checked_at()
        return last is None or day_of(last) != self._session.clock.today()

    @allowed(Permission.WORK)
    def note(self, checks: Sequence[HealthCheck]) -> datetime:
        """Note an examination with what it found, by codes alone; return the time it counts as."""
        problems = sorted({check.code for check in checks if check.health is not Health.OK})
        figures = {health.value: count(checks, health) for health in Health}
        with self._session.action(CHECK_ACTION, "", problems=problems, **figures) as now:
            self._session.store.save_setting(CHECKED_SETTING, now.isoformat())
            return now

    @allowed(Permission.WORK)
    def note_bundle(self, files: int) -> None:
        """Note that a support bundle was written."""
        with self._session.action(BUNDLE_ACTION, "", files=files):
            pass

    @allowed(Permission.WORK)
    def note_jump(self, by: timedelta) -> None:
        """Note that the clock was set while the program ran, and by how many seconds."""
        with self._session.action(JUMP_ACTION, "", by_s=round(by.total_seconds())):
            pass
