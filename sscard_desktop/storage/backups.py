# SPDX-License-Identifier: Apache-2.0
"""A station's backups: written, proved, rolled, and restored; ``ports.BackupFiles``.

A backup is finished only when a copy of it was opened and read whole, and only then an older one goes. A restore is
staged in a scratch folder, opened there by a secret of whoever asks, and takes the station's place at one instant (see
``folder``); what stood there is moved aside, never overwritten.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.services.ports import BackupFile, BackupProof, Store
from sscard_desktop.storage import backupfile, keyfile
from sscard_desktop.storage.backupfile import Manifest, Opened, reading
from sscard_desktop.storage.copies import discard, make_copy, prove_copy
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import StationLock
from sscard_desktop.storage.folder import StationFiles, salt_of
from sscard_desktop.storage.keyfile import KeyFile, clean_name
from sscard_desktop.storage.migrations import version_of
from sscard_desktop.storage.opening import key_by_password, key_by_recovery
from sscard_desktop.storage.store import EncryptedStore

_AT_ONCE = 1 << 20
_LEAST_FREE_BYTES = 64 << 20


class StationBackups:
    """The backups of one station's folder.

    Args:
        files: the station's files.
        lock: the station's lock.
        initials: pinyin initials of a text, for stores that are opened here.
    """

    def __init__(self, files: StationFiles, lock: StationLock, initials: Callable[[str], str]) -> None:
        self._files = files
        self._lock = lock
        self._initials = initials

    # ── making ───────────────────────────────────────────────────────────────────────────────────────────────

    def make(
        self, store: Store, folder: Path, *, made_at: datetime, keep: int, report: Callable[[int, int], None]
    ) -> BackupFile:
        """Write a backup, prove it, and let the older ones roll; see ``ports.BackupFiles``.

        Raises:
            EnvironmentFailedError: the disk's failures, ``storage.copy_wrong``; the earlier backups are all there.
        """
        if not isinstance(store, EncryptedStore):
            raise TypeError("only this package's stores have a file to back up")
        keys = keyfile.read(self._files.keys)
        keys.require_stamp(store.data_key())
        return self.write(store.database, keys, store.data_key(), folder, made_at=made_at, keep=keep, report=report)

    def write(
        self,
        database: Database,
        keys: KeyFile,
        data_key: bytes,
        folder: Path,
        *,
        made_at: datetime,
        keep: int,
        report: Callable[[int, int], None] = lambda done, total: None,
    ) -> BackupFile:
        """Write a backup of an open database of any schema; see :meth:`make`."""
        with converted(folder.name):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sweep(folder, keys)
        with self._scratch("backup") as scratch:
            _require_room(scratch, database.path)
            _require_room(folder, database.path)
            copy = scratch / backupfile.DATABASE
            census = make_copy(database, copy, data_key, report)
            head = prove_copy(copy, data_key, census)
            # Nobody's failed log-ins go into it, and its key file names the copy.
            content = replace(keys, failures={}, database=salt_of(copy)).stamped(data_key)
            manifest = Manifest(made_at, version_of(database), head, {})
            path = folder / backupfile.file_name(keys, made_at, folder)
            backupfile.write_checked(path, lambda file: backupfile.write(file, keyfile.packed(content), copy, manifest))
        self._roll(folder, keys, keep, path)
        return backupfile.describe(path)

    def copy(self, backup: Path, folder: Path, *, keep: int) -> BackupFile:
        """Copy a backup to another folder and read it back; see ``ports.BackupFiles``.

        Raises:
            EnvironmentFailedError: ``backup.folder_missing``, the stick isn't there; the disk's failures.
        """
        if not folder.is_dir():
            raise EnvironmentFailedError("backup.folder_missing", folder=folder.name)
        with reading(backup) as opened:
            self._sweep(folder, opened.keys)
        _require_room(folder, backup)
        path = folder / backup.name
        with converted(backup.name), backup.open("rb") as source:
            keys = backupfile.write_checked(path, lambda file: shutil.copyfileobj(source, file, _AT_ONCE))
        self._roll(folder, keys, keep, path)
        return backupfile.describe(path)

    def kept(self, folder: Path) -> Sequence[Path]:
        """Return this station's backups in a folder, oldest first."""
        with converted(folder.name):
            return backupfile.of_station(folder, keyfile.read(self._files.keys))

    def _roll(self, folder: Path, keys: KeyFile, keep: int, newest: Path) -> None:
        with converted(folder.name):
            older = [path for path in backupfile.of_station(folder, keys) if path != newest]
            for path in older[: max(0, len(older) + 1 - max(keep, 1))]:
                path.unlink(missing_ok=True)

    @staticmethod
    def _sweep(folder: Path, keys: KeyFile) -> None:
        with converted(folder.name):
            for path in backupfile.unfinished(folder, keys):
                path.unlink(missing_ok=True)

    # ── proving ──────────────────────────────────────────────────────────────────────────────────────────────

    def prove(self, backup: Path, *, name: str, password: str) -> BackupProof:
        """Restore a backup into a scratch folder, read all of it, throw it away; see ``ports.BackupFiles``."""
        with self._scratch("proof") as scratch, reading(backup) as opened:
            data_key = _key_of_its_day(opened, name, password)
            store = self._laid_out(opened, scratch, data_key)
            try:
                records = sum(store.count_by_status().values())
                entries = store.database.census()["audit"]
            finally:
                store.close()
        return BackupProof(backupfile.describe(backup), records, entries)

    def _laid_out(self, backup: Opened, scratch: Path, data_key: bytes) -> EncryptedStore:
        """Lay the database out and open it, brought to today's schema and checked whole."""
        path = scratch / backupfile.DATABASE
        _require_room(scratch, backup.database_bytes)
        backup.extract(path)
        damaged = InvalidInputError("backup.damaged", file=backup.name)
        if salt_of(path) != backup.keys.database:
            raise damaged
        store = EncryptedStore(path, data_key, initials=self._initials, lock=self._lock)
        try:
            if store.check_integrity() or any(store.audit_findings(head=backup.manifest.audit_head)):
                raise damaged
        except BaseException:
            store.close()
            raise
        return store

    # ── restoring ────────────────────────────────────────────────────────────────────────────────────────────

    def restore(
        self,
        backup: Path,
        note: Callable[[Store], None],
        *,
        name: str = "",
        password: str = "",
        typed: Sequence[str] = (),
    ) -> Path | None:
        """Put a backup in the station's place; see ``ports.BackupFiles``.

        Raises:
            InvalidInputError: the file isn't a whole backup; a slip in the recovery code.
            NotAllowedError: ``backup.wrong_password``, ``station.wrong_recovery``; ``operator.not_supervisor``.
            RefusedError: ``station.still_in_use``, somebody is logged in.
            EnvironmentFailedError: ``station.in_use``; the disk's failures; what was there is there.
        """
        with converted(self._files.folder.name):
            self._files.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock:
            if self._lock.holders > 1:
                raise RefusedError("station.still_in_use")
            self._finish_earlier()
            with self._scratch("restore") as scratch, reading(backup) as opened:
                by_password = not typed
                data_key = (
                    _key_of_its_day(opened, name, password) if by_password else key_by_recovery(opened.keys, typed)
                )
                store = self._laid_out(opened, scratch, data_key)
                try:
                    if by_password:
                        _require_supervisor(store, name)
                    note(store)
                    # Copied once more: each file has its own first bytes, by which the key file knows it.
                    census = make_copy(store.database, self._files.pending, data_key, lambda done, total: None)
                finally:
                    store.close()
                try:
                    prove_copy(self._files.pending, data_key, census)
                    keys = replace(opened.keys, database=salt_of(self._files.pending), failures={}).stamped(data_key)
                    if self._files.keys.exists() or self._files.database.exists():
                        self._files.set_station_aside()
                except BaseException:
                    discard(self._files.pending)
                    raise
            keyfile.write(self._files.keys, keys)
            return self._files.settle(keys)

    def _finish_earlier(self) -> None:
        try:
            keys = keyfile.read(self._files.keys)
        except EnvironmentFailedError:
            # Missing or damaged, and perhaps the reason for restoring: nothing can have been decided by it.
            self._files.clear_pending()
            return
        self._files.settle(keys)

    @contextmanager
    def _scratch(self, name: str) -> Iterator[Path]:
        """Give an empty folder for encrypted files, gone at the end; a killed program's goes at the next opening."""
        path = self._files.scratch / name
        new = not self._files.folder.exists()
        with converted(path.name):
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir(mode=0o700, parents=True)
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)
            with suppress(OSError):
                # Unless something else is still at work in it.
                self._files.scratch.rmdir()
            if new:
                # A backup was tried where there is no station: its lock is all that is left.
                shutil.rmtree(self._files.folder, ignore_errors=True)


def _key_of_its_day(backup: Opened, name: str, password: str) -> bytes:
    try:
        return key_by_password(backup.keys, name, password)
    except NotAllowedError as error:
        day = backup.manifest.made_at.astimezone(CHINA).date().isoformat()
        raise NotAllowedError("backup.wrong_password", file=backup.name, date=day) from error


def _require_supervisor(store: EncryptedStore, name: str) -> None:
    for operator in store.operators():
        if operator.name == clean_name(name) and operator.role is Role.SUPERVISOR and not operator.disabled:
            return
    raise NotAllowedError("operator.not_supervisor", name=clean_name(name))


def _require_room(folder: Path, size: Path | int) -> None:
    """Refuse at once what would fail after minutes."""
    with converted(folder.name):
        size_bytes = size if isinstance(size, int) else size.stat().st_size
        if shutil.disk_usage(folder).free < size_bytes + min(size_bytes, _LEAST_FREE_BYTES):
            raise EnvironmentFailedError("storage.disk_full", file=folder.name)
