# SPDX-License-Identifier: Apache-2.0
"""Pictures in the database: bytes with the digest that they are checked against at each reading."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.ports import StoredPicture
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.records import seq_of
from sscard_desktop.storage.times import restored, stored

_OF_RECORD = "record = (SELECT seq FROM record WHERE id = ?)"


class Pictures:
    """Stores one picture a role; see ``ports.Store`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_picture(self, record_id: RecordId, role: PictureRole, content: bytes, *, report: str, at: datetime) -> None:
        """Store a picture in place of the earlier one of that role."""
        self._database.write(
            "INSERT INTO picture (record, role, sha256, stored_at, report, content) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (record, role) DO UPDATE SET sha256 = excluded.sha256, stored_at = excluded.stored_at, "
            "report = excluded.report, content = excluded.content",
            seq_of(self._database, record_id),
            role.value,
            hashlib.sha256(content).hexdigest(),
            stored(at),
            report,
            content,
        )

    def picture(self, record_id: RecordId, role: PictureRole) -> bytes | None:
        """Return a picture's bytes, verified, or ``None``.

        Raises:
            EnvironmentFailedError: ``storage.picture_damaged``, the bytes aren't those that were stored.
        """
        found = self.stored_picture(record_id, role)
        return found.content if found else None

    def stored_picture(self, record_id: RecordId, role: PictureRole) -> StoredPicture | None:
        """Return a picture with the digest that its bytes were found to have, or ``None``; raise as :meth:`picture`."""
        row = self._database.row(
            f"SELECT sha256, content FROM picture WHERE {_OF_RECORD} AND role = ?", record_id, role.value
        )
        if row is None:
            return None
        content = bytes(row[1])
        if hashlib.sha256(content).hexdigest() != row[0]:
            raise EnvironmentFailedError("storage.picture_damaged", record=record_id, role=role.value)
        return StoredPicture(content, row[0])

    def picture_report(self, record_id: RecordId, role: PictureRole) -> str:
        """Return the JSON that was stored with the picture, ``""`` where there is none."""
        row = self._database.row(f"SELECT report FROM picture WHERE {_OF_RECORD} AND role = ?", record_id, role.value)
        return str(row[0]) if row else ""

    def picture_stored_at(self, record_id: RecordId, role: PictureRole) -> datetime | None:
        """Return when a picture was stored, ``None`` where there is none."""
        row = self._database.row(
            f"SELECT stored_at FROM picture WHERE {_OF_RECORD} AND role = ?", record_id, role.value
        )
        return restored(row[0]) if row else None

    def put_picture_report(self, record_id: RecordId, role: PictureRole, report: str) -> None:
        """Store other JSON with a picture that stays as it is."""
        self._database.write(
            f"UPDATE picture SET report = ? WHERE {_OF_RECORD} AND role = ?", report, record_id, role.value
        )

    def picture_digests(self, record_id: RecordId) -> Mapping[PictureRole, str]:
        """Return role → SHA-256 of the stored pictures."""
        rows = self._database.rows(f"SELECT role, sha256 FROM picture WHERE {_OF_RECORD}", record_id)
        return {PictureRole(role): digest for role, digest in rows}

    def picture_sizes(self, record_id: RecordId) -> Mapping[PictureRole, int]:
        """Return role → bytes of the stored pictures."""
        rows = self._database.rows(f"SELECT role, length(content) FROM picture WHERE {_OF_RECORD}", record_id)
        return {PictureRole(role): size for role, size in rows}

    def delete_picture(self, record_id: RecordId, role: PictureRole) -> None:
        """Delete one picture, if it is there."""
        self._database.write(f"DELETE FROM picture WHERE {_OF_RECORD} AND role = ?", record_id, role.value)
