# SPDX-License-Identifier: Apache-2.0
"""A station on disk: its folder with key file, database and lock; ``ports.StationFile``.

Answers for set-up, log-in, recovery and who has a password. Wrong name and wrong password are one error, and take the
same time. It trusts no role from the key file: the person that a log-in returns is the database's. What opens the
database and writes backups is imported when it is needed: whether there is a station, and its name, is known before.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop.domain.errors import EnvironmentFailedError, NotAllowedError, RefusedError
from sscard_desktop.services.ports import BACKUPS_KEPT, Clock, StationIdentity, Store
from sscard_desktop.storage import envelopes, keyfile, recovery
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import StationLock
from sscard_desktop.storage.folder import StationFiles, salt_of
from sscard_desktop.storage.keyfile import RECOVERY, SHARES, KeyFile, SharedRecovery
from sscard_desktop.storage.lockout import Lockout
from sscard_desktop.storage.opening import key_by_password, key_by_recovery
from sscard_desktop.storage.secretbytes import KEY_BYTES
from sscard_desktop.storage.stationkeys import StationKeys

if TYPE_CHECKING:
    from sscard_desktop.domain.operators import Operator
    from sscard_desktop.storage.backups import StationBackups
    from sscard_desktop.storage.database import Database
    from sscard_desktop.storage.store import EncryptedStore


class StationFolder:
    """A station's folder.

    Args:
        folder: where the station lies, or shall lie.
        clock: for the waits after failed log-ins.
        initials: pinyin initials of a text, for searching.
        cost: what one try of a new password shall cost, by default what this machine does in a third of a second;
            small only in tests.
        restructuring: is called before the database of an older program gets its new structure, once its backup is
            made; what it raises leaves the database as it is.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock,
        initials: Callable[[str], str],
        cost: KdfCost | None = None,
        restructuring: Callable[[], None] = lambda: None,
    ) -> None:
        self._initials = initials
        self._restructuring = restructuring
        self._lockout = Lockout(clock)
        self._lock = StationLock(folder / "station.lock")
        self._files = StationFiles(folder)
        self._keys = StationKeys(self._files, cost)
        self._clock = clock

    @property
    def folder(self) -> Path:
        """The station's folder."""
        return self._files.folder

    @cached_property
    def backups(self) -> StationBackups:
        """What writes and restores this station's backups."""
        from sscard_desktop.storage.backups import StationBackups

        return StationBackups(self._files, self._lock, self._initials)

    def exists(self) -> bool:
        """Return whether a station was set up here."""
        with converted(self._files.keys.name):
            return self._files.keys.exists()

    def identity(self) -> StationIdentity:
        """Return what is known before log-in."""
        self._working()
        return self._keys.read().identity

    def create(
        self,
        identity: StationIdentity,
        operator: Operator,
        password: str,
        furnish: Callable[[Store], None] | None = None,
    ) -> str:
        """Set the station up with its first person; return the recovery code, which is stored nowhere.

        Killed at any moment, it leaves either nothing that counts or a whole station, furnished.

        Args:
            furnish: puts in what shall be there from the beginning; what it raises leaves no station.

        Raises:
            RefusedError: ``station.exists_already``; the password's or the name's reasons.
            EnvironmentFailedError: ``station.keys_missing``, a database without its key file lies here; the disk's
                failures.
        """
        from sscard_desktop.storage import founding

        self._keys.check(operator, password)
        with converted(self._files.folder.name):
            self._files.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock:
            if self.exists():
                raise RefusedError("station.exists_already")
            if self._files.database.exists():
                raise EnvironmentFailedError("station.keys_missing", file=self._files.keys.name)
            data_key = os.urandom(KEY_BYTES)
            founding.create_database(self._files, data_key, operator, initials=self._initials)
            if furnish is not None:
                founding.furnish(self._files, data_key, furnish, initials=self._initials, lock=self._lock)
            code = recovery.new_code()
            keys = KeyFile(
                identity=identity,
                database=salt_of(self._files.pending),
                recovery=envelopes.seal_for_recovery(data_key, owner=RECOVERY, secret=recovery.secret_of(code)),
            )
            keys = self._keys.with_person(keys, data_key, operator.name, password).stamped(data_key)
            keyfile.write(self._files.keys, keys)
            self._files.settle(keys)
        return code

    def failed_tries(self, name: str) -> int:
        """Return how many log-ins under this name failed since the last that didn't."""
        with self._working():
            keys = self._keys.read()
            failures = keys.failures.get(keys.digest_of(name))
            return failures.count if failures else 0

    def unlock(self, name: str, password: str) -> tuple[Store, Operator]:
        """Open the database with a person's password.

        Raises:
            NotAllowedError: ``station.wrong_password``; ``station.wait`` (``seconds``); ``operator.disabled``.
            EnvironmentFailedError: ``station.in_use``, another program has it open; damaged files; the disk's failures.
        """
        with self._working():
            keys = self._keys.read()
            digest = keys.digest_of(name)
            self._lockout.require_ready(keys, digest)
            # Counted before the try: a program killed in the middle of it doesn't get the try for free.
            keyfile.write(self._files.keys, self._lockout.failed(keys, digest))
            data_key = key_by_password(keys, name, password)
            keys = self._keys.renewed(self._lockout.succeeded(keys, digest), data_key, name, password)
            keyfile.write(self._files.keys, keys)
            store = self._opened(keys, data_key)
            try:
                return store, self._person(store, name)
            except BaseException:
                store.close()
                raise

    def _person(self, store: EncryptedStore, name: str) -> Operator:
        for operator in store.operators():
            if operator.name == keyfile.clean_name(name) and not operator.disabled:
                return operator
        raise NotAllowedError("operator.disabled")

    def unlock_with_recovery(self, *typed: str) -> Store:
        """Open the database with the recovery code, or with enough shares.

        Raises:
            InvalidInputError: what was typed can't be a code, or can't be shares of one set, or they are too few.
            NotAllowedError: ``station.wrong_recovery``, it isn't this station's.
        """
        with self._working():
            keys = self._keys.read()
            return self._opened(keys, key_by_recovery(keys, typed))

    def new_recovery_code(self, store: Store) -> str:
        """Give the station a new recovery code in place of the earlier one, and return it."""
        code = recovery.new_code()
        data_key = _data_key(store)
        sealed = envelopes.seal_for_recovery(data_key, owner=RECOVERY, secret=recovery.secret_of(code))
        with self._working():
            self._keys.write(replace(self._keys.trusted(data_key), recovery=sealed), data_key)
        return code

    def new_recovery_shares(self, store: Store, *, needed: int, made: int) -> list[str]:
        """Give the station recovery shares in place of earlier ones, and return them; the code stays as it is.

        Raises:
            RefusedError: ``station.shares_out_of_range`` (``limit``), not ``2 <= needed <= made <= limit``.
        """
        if not 2 <= needed <= made <= recovery.MOST_SHARES:
            raise RefusedError("station.shares_out_of_range", limit=recovery.MOST_SHARES)
        secret, mark, printed = recovery.new_shares(needed=needed, made=made)
        data_key = _data_key(store)
        envelope = envelopes.seal_for_recovery(data_key, owner=SHARES, secret=secret)
        shares = SharedRecovery(needed, made, mark, envelope)
        with self._working():
            self._keys.write(replace(self._keys.trusted(data_key), shares=shares), data_key)
        return printed

    def rotate(self, store: Store, note: Callable[[Store], None], report: Callable[[int, int], None]) -> None:
        """Give the station a new data key: all of it is encrypted anew, and everybody's password stays.

        The store is closed when this returns, as at a log-out, and may be after an error. Killed at any moment, the
        station is whole under the old key or the new one.

        Args:
            store: the open store, the only one.
            note: writes the audit line into the database under its new key.
            report: told of pages done and in all; what it raises ends it, and nothing has changed.

        Raises:
            RefusedError: ``station.still_in_use``, something still reads it; ``station.rotation_waits`` (``count``),
                so many people, or the recovery code, still have envelopes of the first format.
            EnvironmentFailedError: the disk's failures; the old key stands.
        """
        from sscard_desktop.storage.rotation import rotated
        from sscard_desktop.storage.store import EncryptedStore

        if not isinstance(store, EncryptedStore):
            raise TypeError("only this package's stores have a key to change")
        with self._working():
            if self._lock.holders > 2:
                raise RefusedError("station.still_in_use")
            keys = rotated(self._files, self._keys.trusted(store.data_key()), store, note, report)
            self._files.settle(keys)

    def add_person(self, store: Store, operator: Operator, password: str) -> None:
        """Give a person a password, or another one: wrap the open store's key for them.

        Raises:
            RefusedError: the password's or the name's reasons.
        """
        self._keys.check(operator, password)
        data_key = _data_key(store)
        with self._working():
            keys = self._keys.trusted(data_key)
            keys = self._lockout.succeeded(keys, keys.digest_of(operator.name))
            self._keys.write(self._keys.with_person(keys, data_key, operator.name, password), data_key)

    def remove_person(self, store: Store, name: str) -> None:
        """Take a person's password away; raise ``RefusedError("operator.last_password")`` for the last one."""
        data_key = _data_key(store)
        with self._working():
            keys = self._keys.trusted(data_key)
            digest = keys.digest_of(name)
            if set(keys.people) == {digest}:
                raise RefusedError("operator.last_password")
            people = {other: envelope for other, envelope in keys.people.items() if other != digest}
            self._keys.write(replace(keys, people=people), data_key)

    def _working(self) -> StationLock:
        """Return the lock to hold while the station's files are worked on; raise where there is no station."""
        if not self.exists():
            code = "station.keys_missing" if self._files.database.exists() else "station.none"
            raise EnvironmentFailedError(code, file=self._files.keys.name)
        return self._lock

    def _opened(self, keys: KeyFile, data_key: bytes) -> EncryptedStore:
        from sscard_desktop.storage.store import EncryptedStore

        if self._lock.holders == 1:
            self._files.settle(keys)
        try:
            return EncryptedStore(
                self._files.database,
                data_key,
                initials=self._initials,
                lock=self._lock,
                before_migration=partial(self._back_up, keys=keys, data_key=data_key),
            )
        except EnvironmentFailedError as error:
            if error.code == "storage.damaged" and self._keys.are_of_another(keys):
                raise EnvironmentFailedError("station.keys_foreign", file=self._files.keys.name) from error
            raise

    def _back_up(self, database: Database, *, keys: KeyFile, data_key: bytes) -> None:
        self.backups.write(database, keys, data_key, self._files.backups, made_at=self._clock.now(), keep=BACKUPS_KEPT)
        self._restructuring()


def _data_key(store: Store) -> bytes:
    from sscard_desktop.storage.store import EncryptedStore

    if not isinstance(store, EncryptedStore):
        raise TypeError("only this package's stores have a key to wrap")
    return store.data_key()
