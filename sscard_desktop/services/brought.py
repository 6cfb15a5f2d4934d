# SPDX-License-Identifier: Apache-2.0
"""Who came with a set-up file, locked out: the station's supervisor owes each of them a first password."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from sscard_desktop.services.ports import Store

_SETTING = "campaign.people"


def note_brought(store: Store, names: Iterable[str]) -> None:
    """Keep who came, beside those who came before, inside the caller's transaction."""
    store.save_setting(_SETTING, json.dumps(sorted({*brought_by_setup(store), *names}), ensure_ascii=False))


def brought_by_setup(store: Store) -> Collection[str]:
    """Return the names of those who came; what a damaged station kept otherwise is left out."""
    try:
        found = json.loads(store.setting(_SETTING) or "[]")
    except ValueError:
        return frozenset()
    return frozenset(name for name in found if isinstance(name, str)) if isinstance(found, list) else frozenset()
