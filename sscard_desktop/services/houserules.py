# SPDX-License-Identifier: Apache-2.0
"""The station's own rules between its people: may one approve one's own records, do clerks see each other's."""

from __future__ import annotations

from dataclasses import dataclass

from sscard_desktop.domain.fields import NO, YES
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.review import OWN_RECORDS_SETTING
from sscard_desktop.services.session import SHARED_RECORDS_SETTING, Session


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force.

    Attributes:
        own_review: people may approve records that they took themselves.
        shared_records: every clerk sees and edits every clerk's records.
    """

    own_review: bool = False
    shared_records: bool = False


class HouseRules:
    """Reads the station's rules and changes them; what changed, and from what, is in the audit trail."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def current(self) -> Rules:
        """Return the rules in force."""
        session = self._session
        return Rules(session.store.setting(OWN_RECORDS_SETTING) == YES, session.shares_records)

    @allowed(Permission.SETTINGS)
    def change(self, *, own_review: bool | None = None, shared_records: bool | None = None) -> Rules:
        """Change the rules that are given, and return those now in force."""
        wanted = {OWN_RECORDS_SETTING: own_review, SHARED_RECORDS_SETTING: shared_records}
        store = self._session.store
        with self._session.transaction():
            for key, value in wanted.items():
                old, new = store.setting(key), YES if value else NO
                if value is not None and old != new:
                    store.save_setting(key, new)
                    self._session.audit("setting.change", key, old=old, new=new)
        return self.current()
