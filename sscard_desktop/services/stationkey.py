# SPDX-License-Identifier: Apache-2.0
"""The key that a station signs with whatever leaves it: made when it is first needed, stored in the station only."""

from __future__ import annotations

from sscard_desktop.services.ports import PackageSealer
from sscard_desktop.services.session import Session

KEY_SETTING = "station.signing_key"


def signing_key(session: Session, sealer: PackageSealer) -> str:
    """Return the station's signing key, made now if there is none yet; not inside of a transaction."""
    key = session.store.setting(KEY_SETTING)
    if not key:
        key = sealer.new_key()
        with session.action("station.signing_key", "", fingerprint=sealer.public_key(key).fingerprint):
            session.store.save_setting(KEY_SETTING, key)
    return key
