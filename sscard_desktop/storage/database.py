# SPDX-License-Identifier: Apache-2.0
"""The connection to a station's SQLCipher file: opened by a raw key, durable at every commit, honest about failures.

Answers for pragmas, transactions and the conversion of errors; knows no table. It refuses to read a file that isn't a
station, to write outside of a transaction, and to be used by a second thread (the driver sees to that).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError, NotAllowedError
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import OWNER_ONLY
from sscard_desktop.storage.secretbytes import KEY_BYTES, SecretBytes

_BUSY_TIMEOUT_S = 5.0
_COPIED_AT_ONCE = 2000
"""Pages between two reports: 8 MB, a tenth of a second."""
_COPY_RETRY_S = 0.25
_LOCKED = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED
_NO_DATABASE = 26  # SQLITE_NOTADB
_INTERRUPTED = 9  # SQLITE_INTERRUPT
_STEPS_BETWEEN = 20_000
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # FULL: a commit that was acknowledged survives a power cut.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # Makes REPLACE fire delete triggers, so that it can't slip past the audit trail's.
    "PRAGMA recursive_triggers = ON",
    # No clear text in temp files.
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    # In KiB: the working set of 100,000 records stays decrypted in memory.
    "PRAGMA cache_size = -65536",
    "PRAGMA journal_size_limit = 67108864",
)

Row = tuple[Any, ...]


class Database:
    """One open connection.

    Args:
        path: the database file.
        key: the 32-byte data key.
        create: make a new, empty file; otherwise the file must be a database already.

    Raises:
        EnvironmentFailedError: ``storage.damaged`` when the key doesn't open the file or it isn't a database;
            ``storage.missing``; the disk's failures.

    Every other method raises ``NotAllowedError("station.locked")`` once it is closed.
    """

    def __init__(self, path: Path, key: bytes, *, create: bool = False) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("the data key has 32 bytes")
        self.path = path
        self._key = SecretBytes(key)
        self._in_transaction = False
        self._damaged = False
        self._broken_off = False
        self._closed = False
        with self._converted():
            if create:
                path.touch(mode=OWNER_ONLY, exist_ok=False)
            self._connection = self._connected(new=create)

    def _connected(self, *, new: bool = False) -> sqlcipher.Connection:
        if not new:
            self._refuse_unlikely()
        try:
            return self._keyed()
        except sqlcipher.DatabaseError as error:
            if error.sqlite_errorcode != _NO_DATABASE:
                raise
            # A first page that the disk didn't give looks like one under another key: the second try tells them apart.
            return self._keyed()

    def _keyed(self) -> sqlcipher.Connection:
        connection = sqlcipher.connect(str(self.path), timeout=_BUSY_TIMEOUT_S, isolation_level=None)
        try:
            # Silenced before the key: SQLCipher writes to stderr when the key is wrong.
            connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
            connection.execute(f"PRAGMA key = \"x'{self._key.copy().hex()}'\"").fetchall()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            for pragma in _PRAGMAS:
                connection.execute(pragma).fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    def _refuse_unlikely(self) -> None:
        if not self.path.is_file():
            raise EnvironmentFailedError("storage.missing", file=self.path.name)
        if self.path.stat().st_size == 0:
            # SQLite takes an empty file for a new database; here it is one that lost everything.
            raise EnvironmentFailedError("storage.damaged", file=self.path.name)

    def _reconnect(self) -> None:
        """Open the file again after the disk failed: SQLCipher takes a page that couldn't be read for a damaged one."""
        connection = self._connected()
        self._connection.close()
        self._connection, self._broken_off = connection, False

    @contextmanager
    def _converted(self) -> Iterator[None]:
        if self._closed:
            # Work that was queued when the station was locked; nobody's fault, and it must not look like a crash.
            raise NotAllowedError("station.locked")
        try:
            with converted(self.path.name):
                if self._broken_off and not self._in_transaction:
                    self._reconnect()
                yield
        except EnvironmentFailedError as error:
            self._broken_off = self._broken_off or error.code == "storage.io"
            self._damaged = self._damaged or error.code == "storage.damaged"
            # SQLCipher takes nothing more once it has seen a damaged page, and calls that read-only.
            if self._damaged and error.code == "storage.read_only":
                raise EnvironmentFailedError("storage.damaged", file=self.path.name) from error
            raise

    @contextmanager
    def until(self, stop: Callable[[], bool]) -> Iterator[None]:
        """Let queries of the block run until ``stop`` says so; it is asked every few milliseconds.

        Raises:
            CancelledError: it did.
        """
        self._connection.set_progress_handler(lambda: int(stop()), _STEPS_BETWEEN)
        try:
            yield
        except sqlcipher.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != _INTERRUPTED:
                raise
            raise CancelledError from error
        finally:
            if not self._closed:
                self._connection.set_progress_handler(None, 0)

    def damaged_pages(self) -> list[str]:
        """Return what SQLCipher's own check finds, page by page; reads the whole file."""
        found = [str(row[0]) for row in self.rows("PRAGMA cipher_integrity_check")]
        self._damaged = self._damaged or bool(found)
        return found

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit durably at the end of the block, or undo all of it; the connection stays usable either way."""
        if self._in_transaction:
            raise RuntimeError("one user action is one transaction: they don't nest")
        with self._converted():
            self._connection.execute("BEGIN IMMEDIATE")
        self._in_transaction = True
        try:
            yield
            with self._converted():
                self._connection.execute("COMMIT")
        except BaseException:
            self._undo()
            raise
        finally:
            self._in_transaction = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See the database as it is at this instant until the block ends; others may write meanwhile, unseen."""
        if self._in_transaction:
            raise RuntimeError("not inside of a transaction")
        with self._converted():
            self._connection.execute("BEGIN")
            # A deferred transaction begins at its first read.
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        try:
            yield
        finally:
            self._undo()

    def free_bytes(self) -> int:
        """Return how much the file's disk still takes."""
        with self._converted():
            return shutil.disk_usage(self.path.parent).free

    def _undo(self) -> None:
        # SQLite has often rolled back by itself when the disk failed.
        if self._connection.in_transaction:
            try:
                self._connection.execute("ROLLBACK")
            except sqlcipher.OperationalError:
                # The cause is on its way up already, and SQLite finishes the rollback at the next access.
                return

    def shrink(self) -> int:
        """Fold the write-ahead log in, cut it off, give free pages back; return the file's size in bytes.

        Freed pages hold zeros already (``secure_delete``). A file from before ``auto_vacuum`` keeps them for later.

        While another connection reads for longer than a moment, the log stays; it goes when the station is closed.

        Raises:
            EnvironmentFailedError: the disk's failures.
        """
        if self._in_transaction:
            raise RuntimeError("not inside of a transaction")
        self.rows("PRAGMA incremental_vacuum")
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        with self._converted():
            return self.path.stat().st_size

    def rows(self, sql: str, *parameters: object) -> list[Row]:
        """Return all rows of a query."""
        with self._converted():
            return list(self._connection.execute(sql, parameters))

    def row(self, sql: str, *parameters: object) -> Row | None:
        """Return the first row of a query, or ``None``."""
        with self._converted():
            # All of them: a query that isn't read to its end would hold its snapshot, and with it the log's end.
            found: list[Row] = list(self._connection.execute(sql, parameters))
            return found[0] if found else None

    def write(self, sql: str, *parameters: object) -> int:
        """Run a statement that changes something; return how many rows it changed.

        Raises:
            RuntimeError: no transaction is open.
        """
        self._require_transaction()
        with self._converted():
            changed: int = self._connection.execute(sql, parameters).rowcount
            return changed

    def write_all(self, sql: str, rows: list[Row]) -> None:
        """Run a statement once for each row of parameters."""
        self._require_transaction()
        with self._converted():
            self._connection.executemany(sql, rows)

    def written_row(self, sql: str, *parameters: object) -> Row:
        """Run a statement with ``RETURNING`` and return its one row."""
        self._require_transaction()
        with self._converted():
            returned: list[Row] = list(self._connection.execute(sql, parameters))
        (only,) = returned
        return only

    def _require_transaction(self) -> None:
        if not self._in_transaction:
            raise RuntimeError("writing needs a transaction")

    def census(self) -> dict[str, int]:
        """Return how many rows each table has."""
        names = self.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {name: self.rows(f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in names}

    def copy_into(self, target: Database, report: Callable[[int, int], None]) -> dict[str, int]:
        """Make ``target``, whatever its key, a copy of the database as it stands now; return the copy's census.

        Others may write meanwhile: the copy doesn't see it, and isn't started over.

        Args:
            target: a new database.
            report: told of pages done and in all; what it raises ends the copying.
        """
        with self._converted():
            # The reading transaction holds the copy at this instant: without it, each write would start it over.
            self._connection.execute("BEGIN")
            try:
                census = self.census()
                self._connection.backup(
                    target._connection, pages=_COPIED_AT_ONCE, progress=self._watched(report), sleep=_COPY_RETRY_S
                )
            finally:
                self._undo()
        return census

    def _watched(self, report: Callable[[int, int], None]) -> Callable[[int, int, int], None]:
        """Return what a copy in progress is told by; the driver by itself would wait for a locked file for ever."""
        waits = 0

        def told(status: int, left: int, total: int) -> None:
            nonlocal waits
            waits = waits + 1 if status in _LOCKED else 0
            if waits * _COPY_RETRY_S > _BUSY_TIMEOUT_S:
                raise EnvironmentFailedError("storage.busy", file=self.path.name)
            report(total - left, total)

        return told

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file, so that the file alone is the database.

        Closing does so too, but SQLite doesn't say when it fails at that.

        Raises:
            EnvironmentFailedError: ``storage.busy``, somebody still reads; the disk's failures.
        """
        ((busy, left, folded),) = self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy or left != folded:
            raise EnvironmentFailedError("storage.busy", file=self.path.name)

    def close(self) -> None:
        """Close the connection; the last one of a file folds the write-ahead log into it. Idempotent."""
        if not self._closed:
            with converted(self.path.name):
                self._connection.close()
            self._closed = True
            self._key.wipe()
