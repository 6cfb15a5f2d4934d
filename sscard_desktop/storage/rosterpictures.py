# SPDX-License-Identifier: Apache-2.0
"""Pictures that were prepared for people before they came."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.roster import RowId, RowPicture
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.times import restored, stored


class RosterPictures:
    """Stores them; see ``ports.RosterStore`` for each method's contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_row_picture(self, row_id: RowId, role: PictureRole, content: bytes, *, report: str, at: datetime) -> None:
        """Store a picture of a row's person in place of the earlier one."""
        changed = self._database.write(
            "INSERT INTO roster_picture (row, role, content, sha256, report, at) "
            "SELECT seq, ?, ?, ?, ?, ? FROM roster_row WHERE id = ? ON CONFLICT (row, role) DO UPDATE SET "
            "content = excluded.content, sha256 = excluded.sha256, report = excluded.report, at = excluded.at",
            role.value,
            content,
            hashlib.sha256(content).hexdigest(),
            report,
            stored(at),
            row_id,
        )
        if not changed:
            raise RefusedError("roster.row_unknown")

    def row_picture(self, row_id: RowId, role: PictureRole) -> RowPicture | None:
        """Return a picture, verified against its digest, ``None`` where there is none."""
        row = self._database.row(
            "SELECT roster_picture.content, sha256, report, at FROM roster_picture "
            "JOIN roster_row ON roster_row.seq = row WHERE roster_row.id = ? AND role = ? LIMIT 1",
            row_id,
            role.value,
        )
        if row is None:
            return None
        content = bytes(row[0])
        if hashlib.sha256(content).hexdigest() != row[1]:
            raise EnvironmentFailedError("storage.picture_damaged", record=row_id, role=role.value)
        return RowPicture(content, row[1], row[2], restored(row[3]))

    def row_picture_digests(self, row_id: RowId) -> Mapping[PictureRole, str]:
        """Return role → SHA-256."""
        rows = self._database.rows(
            "SELECT role, sha256 FROM roster_picture JOIN roster_row ON roster_row.seq = row WHERE roster_row.id = ?",
            row_id,
        )
        return {PictureRole(role): digest for role, digest in rows}

    def delete_row_pictures(self, row_id: RowId) -> None:
        """Delete what was prepared for a person."""
        self._database.write(
            "DELETE FROM roster_picture WHERE row IN (SELECT seq FROM roster_row WHERE id = ?)", row_id
        )
