# SPDX-License-Identifier: Apache-2.0
"""How each person likes the window to look, kept in the station with everything else that has a name to it.

What is kept is the window's own words, which only the window reads. No audit line: it is nobody's business.
"""

from __future__ import annotations

from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

_SETTING = "look.{operator}"


class Appearances:
    """Keeps the look of the person who is at work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def kept(self) -> str:
        """Return the look that this person chose last, ``""`` for none."""
        return self._session.store.setting(self._setting)

    @allowed(Permission.WORK)
    def keep(self, look: str) -> None:
        """Remember this person's look."""
        with self._session.store.transaction():
            self._session.store.save_setting(self._setting, look)

    @property
    def _setting(self) -> str:
        return _SETTING.format(operator=self._session.operator.name)
