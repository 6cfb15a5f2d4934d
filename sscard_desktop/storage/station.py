# SPDX-License-Identifier: Apache-2.0
"""A station on disk: its folder with key file, database and lock; ``ports.StationFile``.

Answers for set-up, log-in, recovery and who has a password. Wrong name and wrong password are one error, and take the
same time. It trusts no role from the key file: the person that a log-in returns is the database's.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from sscard_desktop import paths
from sscard_desktop.domain.errors import EnvironmentFailedError, NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Operator
from sscard_desktop.domain.passwords import check_password
from sscard_desktop.services.ports import Clock, StationIdentity, Store
from sscard_desktop.storage import envelopes, keyfile, migrations, recovery
from sscard_desktop.storage.database import KEY_BYTES, Database
from sscard_desktop.storage.directory import Directory
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import StationLock, rename_durably, sync_folder
from sscard_desktop.storage.keyfile import VERSION, KeyFile
from sscard_desktop.storage.lockout import Lockout
from sscard_desktop.storage.store import EncryptedStore

_SALT_BYTES = 16
_LONGEST_NAME = 64


class StationFolder:
    """A station's folder.

    Args:
        folder: where the station lies, or shall lie.
        clock: for the waits after failed log-ins.
        initials: pinyin initials of a text, for searching.
        cost: what one try of a new password shall cost; small only in tests.
    """

    def __init__(
        self, folder: Path, *, clock: Clock, initials: Callable[[str], str], cost: KdfCost | None = None
    ) -> None:
        self._folder = folder
        self._initials = initials
        self._cost = cost or KdfCost()
        self._lockout = Lockout(clock)
        self._lock = StationLock(folder / "station.lock")
        self._key_path = folder / "station.keys"
        self._database_path = folder / "station.db"
        # The database of a set-up that hasn't come to its end.
        self._unfinished_path = folder / "station.db.new"

    @property
    def folder(self) -> Path:
        """The station's folder."""
        return self._folder

    def exists(self) -> bool:
        """Return whether a station was set up here."""
        with converted(self._key_path.name):
            return self._key_path.exists()

    def identity(self) -> StationIdentity:
        """Return what is known before log-in."""
        self._working()
        return self._keys().identity

    def create(self, identity: StationIdentity, operator: Operator, password: str) -> str:
        """Set the station up with its first person; return the recovery code, which is stored nowhere.

        Killed at any moment, it leaves either nothing that counts or a whole station.

        Raises:
            RefusedError: ``station.exists_already``; the password's or the name's reasons.
            EnvironmentFailedError: ``station.keys_missing``, a database without its key file lies here; the disk's
                failures.
        """
        self._check(operator, password)
        with converted(self._folder.name):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock:
            if self.exists():
                raise RefusedError("station.exists_already")
            if self._database_path.exists():
                raise EnvironmentFailedError("station.keys_missing", file=self._key_path.name)
            data_key = os.urandom(KEY_BYTES)
            self._create_database(data_key, operator)
            code = recovery.new_code()
            keys = KeyFile(
                identity=identity,
                database=self._salt_of(self._unfinished_path),
                recovery=envelopes.seal_for_recovery(data_key, secret=recovery.secret_of(code), version=VERSION),
            )
            keyfile.write(self._key_path, self._with_person(keys, data_key, operator.name, password))
            self._finish_set_up()
        return code

    def _create_database(self, data_key: bytes, operator: Operator) -> None:
        with converted(self._unfinished_path.name):
            for leftover in self._folder.glob(self._unfinished_path.name + "*"):
                leftover.unlink()
        database = Database(self._unfinished_path, data_key, create=True)
        try:
            migrations.create_schema(database)
            with database.transaction():
                Directory(database, self._initials).save_operator(operator)
        finally:
            # Closing folds the write-ahead log in, so that the file alone is the database.
            database.close()
        with converted(self._folder.name):
            sync_folder(self._folder)

    def _finish_set_up(self) -> None:
        if self._unfinished_path.exists() and not self._database_path.exists():
            rename_durably(self._unfinished_path, self._database_path)

    def unlock(self, name: str, password: str) -> tuple[Store, Operator]:
        """Open the database with a person's password.

        Raises:
            NotAllowedError: ``station.wrong_password``; ``station.wait`` (``seconds``); ``operator.disabled``.
            EnvironmentFailedError: ``station.in_use``, another program has it open; damaged files; the disk's failures.
        """
        with self._working():
            keys = self._keys()
            digest = keys.digest_of(name)
            self._lockout.require_ready(keys, digest)
            # Counted before the try: a program killed in the middle of it doesn't get the try for free.
            keyfile.write(self._key_path, self._lockout.failed(keys, digest))
            envelope = keys.people.get(digest) or envelopes.decoy(self._usual_cost(keys))
            data_key = envelopes.opened(envelope, owner=keyfile.clean_name(name), password=password, version=VERSION)
            if data_key is None:
                raise NotAllowedError("station.wrong_password")
            keyfile.write(self._key_path, self._lockout.succeeded(keys, digest))
            store = self._opened(keys, data_key)
            try:
                return store, self._person(store, name)
            except BaseException:
                store.close()
                raise

    def _usual_cost(self, keys: KeyFile) -> KdfCost:
        costs = [envelope.cost for envelope in keys.people.values() if envelope.cost]
        return max(costs, key=costs.count, default=self._cost)

    def _person(self, store: EncryptedStore, name: str) -> Operator:
        for operator in store.operators():
            if operator.name == keyfile.clean_name(name) and not operator.disabled:
                return operator
        raise NotAllowedError("operator.disabled")

    def unlock_with_recovery(self, code: str) -> Store:
        """Open the database with the recovery code.

        Raises:
            InvalidInputError: ``station.recovery_mistyped``, no code looks like this.
            NotAllowedError: ``station.wrong_recovery``, it isn't this station's.
        """
        secret = recovery.secret_of(code)
        with self._working():
            keys = self._keys()
            data_key = envelopes.opened_for_recovery(keys.recovery, secret=secret, version=VERSION)
            if data_key is None:
                raise NotAllowedError("station.wrong_recovery")
            return self._opened(keys, data_key)

    def new_recovery_code(self, store: Store) -> str:
        """Give the station a new recovery code in place of the earlier one, and return it."""
        code = recovery.new_code()
        sealed = envelopes.seal_for_recovery(_data_key(store), secret=recovery.secret_of(code), version=VERSION)
        with self._working():
            keyfile.write(self._key_path, replace(self._keys(), recovery=sealed))
        return code

    def add_person(self, store: Store, operator: Operator, password: str) -> None:
        """Give a person a password, or another one: wrap the open store's key for them.

        Raises:
            RefusedError: the password's or the name's reasons.
        """
        self._check(operator, password)
        with self._working():
            keys = self._keys()
            keys = self._lockout.succeeded(keys, keys.digest_of(operator.name))
            keyfile.write(self._key_path, self._with_person(keys, _data_key(store), operator.name, password))

    def remove_person(self, name: str) -> None:
        """Take a person's password away; raise ``RefusedError("operator.last_password")`` for the last one."""
        with self._working():
            keys = self._keys()
            digest = keys.digest_of(name)
            if set(keys.people) == {digest}:
                raise RefusedError("operator.last_password")
            people = {other: envelope for other, envelope in keys.people.items() if other != digest}
            keyfile.write(self._key_path, replace(keys, people=people))

    def _check(self, operator: Operator, password: str) -> None:
        name = operator.name
        if not name or len(name) > _LONGEST_NAME or name != keyfile.clean_name(name) or not name.isprintable():
            raise RefusedError("operator.name_invalid", limit=_LONGEST_NAME)
        check_password(password, user=name, common=self._common_passwords)

    @cached_property
    def _common_passwords(self) -> frozenset[str]:
        table = tomllib.loads((paths.resources() / "codes" / "common_passwords.toml").read_text(encoding="utf-8"))
        return frozenset(str(table["passwords"]).split())

    def _with_person(self, keys: KeyFile, data_key: bytes, name: str, password: str) -> KeyFile:
        envelope = envelopes.seal(data_key, owner=name, password=password, cost=self._cost, version=VERSION)
        return replace(keys, people={**keys.people, keys.digest_of(name): envelope})

    def _working(self) -> StationLock:
        """Return the lock to hold while the station's files are worked on; raise where there is no station."""
        if not self.exists():
            code = "station.keys_missing" if self._database_path.exists() else "station.none"
            raise EnvironmentFailedError(code, file=self._key_path.name)
        return self._lock

    def _keys(self) -> KeyFile:
        return keyfile.read(self._key_path)

    def _opened(self, keys: KeyFile, data_key: bytes) -> EncryptedStore:
        self._finish_set_up()
        try:
            return EncryptedStore(self._database_path, data_key, initials=self._initials, lock=self._lock)
        except EnvironmentFailedError as error:
            if error.code == "storage.damaged" and self._is_of_another_station(keys):
                raise EnvironmentFailedError("station.keys_foreign", file=self._key_path.name) from error
            raise

    def _is_of_another_station(self, keys: KeyFile) -> bool:
        salt = self._salt_of(self._database_path)
        return len(salt) == _SALT_BYTES and salt != keys.database and any(salt)

    @staticmethod
    def _salt_of(path: Path) -> bytes:
        with converted(path.name), path.open("rb") as file:
            return file.read(_SALT_BYTES)


def _data_key(store: Store) -> bytes:
    if not isinstance(store, EncryptedStore):
        raise TypeError("only this package's stores have a key to wrap")
    return store.data_key()
