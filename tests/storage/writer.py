# SPDX-License-Identifier: Apache-2.0
"""A clerk for the kill test, in a process of its own: works on a station and says which actions were acknowledged.

Action n is one transaction: a field typed, every fifth time a picture, every tenth a new record, and its audit line.
Usage: ``python -m tests.storage.writer STATION_FOLDER``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import Store
from tests.storage.stations import NOON, PASSWORD, a_record, folder_at


def picture_of(action: int) -> bytes:
    """Return the picture that an action stores: 40 KB that tell which action it was."""
    return f"{action:08d}".encode() * 5000


def act(store: Store, action: int) -> None:
    """Do one action, whole."""
    with store.transaction():
        store.save_values(a_record(0).id, {"address": str(action)}, at=NOON)
        if action % 5 == 0:
            store.put_picture(a_record(0).id, PictureRole.PHOTO, picture_of(action), report="", at=NOON)
        if action % 10 == 0:
            store.add_record(a_record(action))
            store.save_setting("receipts", str(store.next_running("receipt")))
        store.audit(at=NOON, monotonic_s=float(action), operator="li", action="edit", subject=str(action), detail="")


def last_action(store: Store) -> int:
    """Return the last action that the audit trail knows."""
    return max((entry.sequence for entry in store.audit_entries()), default=0)


def main() -> None:
    """Work until killed."""
    station = folder_at(Path(sys.argv[1]))
    store, _ = station.unlock("zhou", PASSWORD)
    action = last_action(store)
    while True:
        action += 1
        act(store, action)
        # Unbuffered: what the parent reads was committed.
        os.write(1, f"{action}\n".encode())
        if action % 7 == 0:
            # Passwords change too; the key file is replaced meanwhile.
            station.add_person(store, store.operators()[0], PASSWORD)


if __name__ == "__main__":
    main()
