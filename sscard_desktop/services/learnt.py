# SPDX-License-Identifier: Apache-2.0
"""What a station learns from what its clerks put right: readings of characters, postal codes of places.

It keeps no names and no addresses: of a corrected pinyin the one character that reads otherwise here (覃 → tan), of a
postal code the street or county it was used for. Learning goes along with the record's own edit, in its transaction.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

READINGS_SETTING = "learnt.readings"
POSTCODES_SETTING = "learnt.postcodes"
MOST = 2000
"""Entries that are kept of each; the oldest go first."""
POSTCODE_OF = {"postcode": "address", "post_postcode": "post_address"}
"""Postal code → the address it belongs to."""


class Learnt:
    """What one station learnt.

    Args:
        session: who works where; for the store's thread.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def readings(self) -> Mapping[str, str]:
        """Return character → reading, as ``Pinyin.of_name`` takes them."""
        return self._kept(READINGS_SETTING)

    @allowed(Permission.WORK)
    def postcodes(self) -> Mapping[str, str]:
        """Return code of a street or county → postal code."""
        return self._kept(POSTCODES_SETTING)

    @allowed(Permission.WORK)
    def name_pinyin(self, name: str) -> str:
        """Return the proposed pinyin of a name."""
        return self._session.pinyin.of_name(name, self.readings())

    @allowed(Permission.CAPTURE)
    def note(self, record_id: str, values: Mapping[str, str], changed: Mapping[str, str]) -> None:
        """Learn from an edit, inside its transaction.

        Args:
            record_id: the record that is edited, for the audit trail.
            values: its values as they are now.
            changed: what a clerk just typed.
        """
        if changed.get("name_pinyin"):
            found = self._session.pinyin.corrections(values.get("name", ""), changed["name_pinyin"])
            self._keep(READINGS_SETTING, found, record_id)
        for code_key, address_key in POSTCODE_OF.items():
            code, address = values.get(code_key, ""), values.get(address_key, "")
            if (code_key in changed or address_key in changed) and address and re.fullmatch("[0-9]{6}", code):
                place, _ = self._session.gazetteer().index.locate(address)
                # A city has too many postal codes to learn one.
                if len(place) > 6 or (place and not place.endswith("00")):
                    self._keep(POSTCODES_SETTING, {place: code}, record_id)

    def _kept(self, setting: str) -> dict[str, str]:
        stored = self._session.store.setting(setting)
        return dict(json.loads(stored)) if stored else {}

    def _keep(self, setting: str, learnt: Mapping[str, str], record_id: str) -> None:
        """Store what is new; an empty text forgets."""
        kept = self._kept(setting)
        before = dict(kept)
        for key, text in learnt.items():
            if kept.get(key, "") != text:
                kept.pop(key, None)
                if text:
                    kept[key] = text
        if kept != before:
            newest = dict(list(kept.items())[-MOST:])
            self._session.store.save_setting(setting, json.dumps(newest, ensure_ascii=False))
            self._session.audit("record.learn", record_id, entries=len(newest))
