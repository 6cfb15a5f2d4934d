# SPDX-License-Identifier: Apache-2.0
"""A new data key for the whole station, without anybody's password.

Everything is copied under the new key beside the old file, proved, and takes its place by the replacement of the key
file, in which the new key is sealed to everybody's public half (see ``folder`` and ``envelopes``). Who isn't a person
of this station any more gets no envelope: that is what a new key is for.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.services.ports import Store
from sscard_desktop.storage import envelopes, keyfile
from sscard_desktop.storage.copies import make_copy, prove_copy
from sscard_desktop.storage.folder import StationFiles, salt_of
from sscard_desktop.storage.keyfile import RECOVERY, SHARES, KeyFile
from sscard_desktop.storage.secretbytes import KEY_BYTES
from sscard_desktop.storage.store import EncryptedStore


def rotated(
    files: StationFiles,
    keys: KeyFile,
    store: EncryptedStore,
    note: Callable[[Store], None],
    report: Callable[[int, int], None],
) -> KeyFile:
    """Make the new database and key file, close the store, and decide; see ``StationFolder.rotate``.

    Returns the key file that is in force now; the caller settles the files.
    """
    working = {keys.digest_of(operator.name) for operator in store.operators() if not operator.disabled}
    people = {digest: envelope for digest, envelope in keys.people.items() if digest in working}
    old = sum(not envelope.public for envelope in (*people.values(), keys.recovery))
    if old:
        raise RefusedError("station.rotation_waits", count=old)

    data_key = os.urandom(KEY_BYTES)
    files.clear_pending()
    try:
        census = make_copy(store.database, files.pending, data_key, report)
        prove_copy(files.pending, data_key, census)
        copy = store.sibling(files.pending, data_key)
        try:
            note(copy)
            copy.database.fold_log()
        finally:
            copy.close()
        new = replace(
            keys,
            database=salt_of(files.pending),
            people={
                digest: envelopes.resealed(envelope, data_key, owner=digest) for digest, envelope in people.items()
            },
            recovery=envelopes.resealed(keys.recovery, data_key, owner=RECOVERY),
            shares=keys.shares
            and replace(keys.shares, envelope=envelopes.resealed(keys.shares.envelope, data_key, owner=SHARES)),
        ).stamped(data_key)
        # From here on nobody writes to the old file any more, and its log is folded in.
        store.close()
        keyfile.write(files.keys, new)
    except BaseException:
        _give_up(files, keys)
        raise
    return new


def _give_up(files: StationFiles, keys: KeyFile) -> None:
    # Unless the key file was replaced after all, and only syncing its folder failed: then it is decided.
    if keyfile.read(files.keys).database == keys.database:
        files.clear_pending()
