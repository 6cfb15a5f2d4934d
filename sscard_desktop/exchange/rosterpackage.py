# SPDX-License-Identifier: Apache-2.0
"""A roster, or a part of one, as a file for another laptop: what lies in the carrier's stream, and in which order.

Frames ``L`` are pieces of the roster (see ``domain/rostercopy``); behind each lie the pictures that were prepared for
the people in it, a frame ``Q`` that says whose and which, and a frame ``P`` with its bytes; then ``E``, how many people
and pictures there were, and nothing more. Memory holds a piece or a picture.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sscard_desktop.domain import rostercopy
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.recordcopyreading import MAX_PICTURE_BYTES
from sscard_desktop.domain.roster import RosterId, RowId, RowPicture
from sscard_desktop.domain.rostercopy import RosterPiece
from sscard_desktop.exchange import carrier
from sscard_desktop.exchange.carrierstream import Frame
from sscard_desktop.exchange.origin import LONGEST_WORD, origin_facts, origin_told
from sscard_desktop.services.ports import (
    Lock,
    Progress,
    RosterArrival,
    RosterOrigin,
    SignedRoster,
    Unlock,
    WrittenFile,
)

KIND = "roster"
MOST_ROWS = 200_000
MOST_PARTS = 1000
_PIECE, _WHOSE, _PICTURE, _END = b"L", b"Q", b"P", b"E"
_ROLES = frozenset({PictureRole.PHOTO, PictureRole.PHOTO_ORIGINAL})
_LONGEST_REPORT = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class RosterPackages:
    """Writes, verifies and reads them (:class:`~sscard_desktop.services.ports.RosterFiles`)."""

    def write(
        self,
        path: Path,
        origin: RosterOrigin,
        pieces: Iterable[RosterPiece],
        pictures: Callable[[RowId], Iterable[tuple[PictureRole, RowPicture]]],
        *,
        lock: Lock,
        key: str,
        progress: Progress,
    ) -> WrittenFile:
        """Write a roster in place of an earlier file; see :func:`carrier.write` for what is raised."""
        frames = _frames(pieces, pictures, origin.rows, progress)
        return carrier.write(path, KIND, origin_told(origin, counted="rows"), frames, lock=lock, key=key)

    def is_one(self, path: Path) -> bool:
        """Return whether a file begins as a carrier does."""
        return carrier.is_one(path)

    def verify(self, path: Path, progress: Progress) -> SignedRoster:
        """Return what a file states; raise what :func:`carrier.signed` raises, and ``transfer.not_a_roster``."""
        found = carrier.signed(path, progress)
        name = path.name[:LONGEST_WORD]
        if found.kind != KIND:
            raise InvalidInputError("transfer.not_a_roster", file=name)
        origin = _origin(found.about, name)
        return SignedRoster(found.path, origin, found.key, found.size_bytes, found.sha256, found.locked_by)

    def opens(self, found: SignedRoster, unlock: Unlock) -> None:
        """Raise what :func:`carrier.opened_key` raises."""
        carrier.opened_key(carrier.again(found), unlock)

    def read(self, found: SignedRoster, unlock: Unlock) -> Iterator[RosterArrival]:
        """Yield what is in a file.

        Raises ``InvalidInputError``: :func:`carrier.frames`', ``transfer.roster_bad``, ``transfer.damaged``.
        """
        name = found.path.name[:LONGEST_WORD]
        frames = carrier.frames(carrier.again(found), unlock)
        roster: RosterId | None = None
        people: frozenset[RowId] = frozenset()
        rows = pictures = 0
        ended = False
        for letter, content in frames:
            if ended:
                raise InvalidInputError("transfer.damaged", file=name)
            if letter == _PIECE:
                piece = rostercopy.from_text(content)
                if roster not in (None, piece.roster.id):
                    raise InvalidInputError("transfer.damaged", file=name)
                roster, people = piece.roster.id, frozenset(each.id for each in piece.rows)
                rows += len(people)
                yield RosterArrival(piece)
            elif letter == _WHOSE:
                arrival = _picture(content, frames, name)
                if arrival.row not in people:
                    raise InvalidInputError("transfer.damaged", file=name)
                pictures += 1
                yield arrival
            elif letter == _END and content == _end(rows, pictures) and rows == found.origin.rows and roster:
                ended = True
            else:
                raise InvalidInputError("transfer.damaged", file=name)
        if not ended:
            raise InvalidInputError("transfer.damaged", file=name)


def _frames(
    pieces: Iterable[RosterPiece],
    pictures: Callable[[RowId], Iterable[tuple[PictureRole, RowPicture]]],
    total: int,
    progress: Progress,
) -> Iterator[Frame]:
    rows = written = 0
    for piece in pieces:
        yield _PIECE, rostercopy.as_text(piece)
        for row in piece.rows:
            for role, picture in pictures(row.id):
                yield _WHOSE, _whose(row.id, role, picture)
                yield _PICTURE, picture.content
                written += 1
        rows += len(piece.rows)
        progress.report(rows, total)
    yield _END, _end(rows, written)


def _end(rows: int, pictures: int) -> bytes:
    return json.dumps({"rows": rows, "pictures": pictures}, sort_keys=True).encode("ascii")


def _whose(row: RowId, role: PictureRole, picture: RowPicture) -> bytes:
    told = [row, role.value, picture.sha256, picture.stored_at.astimezone(UTC).isoformat(), picture.report]
    return json.dumps(told).encode("ascii")


def _picture(told: bytes, frames: Iterator[Frame], name: str) -> RosterArrival:
    try:
        row, role_name, sha256, at, report = json.loads(told.decode("ascii"))
        role, stored_at = PictureRole(role_name), datetime.fromisoformat(at)
        if type(row) is not str or type(sha256) is not str or not _SHA256.fullmatch(sha256):
            raise ValueError("no words")
        if role not in _ROLES or stored_at.tzinfo is None:
            raise ValueError("no such picture")
        if (
            type(report) is not str
            or len(report) > _LONGEST_REPORT
            or (report and type(json.loads(report)) is not dict)
        ):
            raise ValueError("no report")
        report.encode("utf-8")
        letter, content = next(frames, (b"", b""))
        if letter != _PICTURE or len(content) > MAX_PICTURE_BYTES or hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError("another picture")
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise InvalidInputError("transfer.damaged", file=name) from error
    return RosterArrival(None, RowId(row), role, RowPicture(content, sha256, report, stored_at.astimezone(UTC)))


def _origin(about: Mapping[str, Any], file: str) -> RosterOrigin:
    return RosterOrigin(*origin_facts(about, file, counted="rows", most=MOST_ROWS, most_parts=MOST_PARTS))
