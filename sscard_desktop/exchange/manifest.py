# SPDX-License-Identifier: Apache-2.0
"""``manifest.json``: what a package says of itself, and the digest over its content.

The content digest covers the batch, the profile, the table (headers, cells, which files belong to which row) and every
picture; not the time, the password or how a library compresses. It can be recomputed from the manifest alone, so that
an edited manifest is found. The head of the audit trail stands beside it: the trail's line of the sealing holds the
content digest, so the digest can't hold that line in turn. Besides file names, which the profile orders, a manifest
holds no personal data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import AuditHead, PackageContent

NAME = "manifest.json"
KIND = "sscard-package"
FORMAT = 1
MAX_BYTES = 64 << 20
"""A manifest of the largest package allowed stays below; a bigger one isn't read."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside the package as it was written."""

    path: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A package's description; ``members`` in their order: workbook, then pictures."""

    batch: str
    profile: str
    profile_version: str
    station: int
    sealed_at: datetime
    records: int
    table_sha256: str
    content_sha256: str
    members: tuple[Member, ...]
    audit_head: AuditHead | None = None

    def to_json(self) -> bytes:
        """Return the file's bytes: UTF-8, one member a line."""
        head: dict[str, object] = {
            "kind": KIND,
            "format": FORMAT,
            "batch": self.batch,
            "profile": self.profile,
            "profile_version": self.profile_version,
            "station": self.station,
            "sealed_at": self.sealed_at.astimezone(UTC).isoformat(),
            "records": self.records,
            "pictures": len(self.members) - 1,
            "table_sha256": self.table_sha256,
            "content_sha256": self.content_sha256,
        }
        if self.audit_head is not None:
            head["audit_head"] = {"entries": self.audit_head.entries, "digest": self.audit_head.digest}
        lines = ",\n  ".join(
            json.dumps({"path": m.path, "bytes": m.size_bytes, "sha256": m.sha256}, ensure_ascii=False)
            for m in self.members
        )
        opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        return f'{opening},\n "members": [\n  {lines}\n ]\n}}\n'.encode()

    def recomputed_content_sha256(self) -> str:
        """Return the content digest that follows from the rest of the manifest."""
        return _content_sha256(
            batch=self.batch,
            profile=self.profile,
            profile_version=self.profile_version,
            station=self.station,
            table_sha256=self.table_sha256,
            pictures=((member.path, member.sha256) for member in self.members[1:]),
        )


def describe(content: PackageContent, members: Iterable[Member]) -> Manifest:
    """Return the manifest of ``content`` whose files were written as ``members``."""
    written = tuple(members)
    table = table_sha256(content)
    return Manifest(
        batch=content.batch,
        profile=content.profile,
        profile_version=content.profile_version,
        station=content.station.number,
        sealed_at=content.sealed_at,
        records=content.count,
        table_sha256=table,
        content_sha256=_content_sha256(
            batch=content.batch,
            profile=content.profile,
            profile_version=content.profile_version,
            station=content.station.number,
            table_sha256=table,
            pictures=((member.path, member.sha256) for member in written[1:]),
        ),
        members=written,
        audit_head=content.audit_head,
    )


def content_sha256(content: PackageContent, picture_digests: Mapping[str, str]) -> str:
    """Return the content digest; ``picture_digests`` maps each item's file token to its SHA-256."""
    return _content_sha256(
        batch=content.batch,
        profile=content.profile,
        profile_version=content.profile_version,
        station=content.station.number,
        table_sha256=table_sha256(content),
        pictures=((path, picture_digests[token]) for path, token in picture_files(content)),
    )


def picture_files(content: PackageContent) -> Iterable[tuple[str, str]]:
    """Yield path and token of every picture in the order in which they stand in the package."""
    for item in content.items:
        yield from sorted(item.files.items())


def table_sha256(content: PackageContent) -> str:
    """Return the digest over sheets, headers, rows, and which files belong to which row."""
    digest = hashlib.sha256()
    for number, sheet in enumerate(content.sheets):
        # The workbook's name stands in the first line, where it stood when a workbook was one sheet.
        digest.update(_line([*([] if number else [content.workbook]), sheet.name, list(sheet.headers)]))
        for item in sheet.items:
            digest.update(_line([list(item.cells), sorted(item.files)]))
    return digest.hexdigest()


def parse(data: bytes) -> Manifest:
    """Return the manifest in ``data``; raise ``InvalidInputError("package.manifest_bad")`` for anything else.

    A manifest of a later format raises ``package.manifest_newer``.
    """
    try:
        raw = json.loads(data.decode("utf-8"))
        if raw["kind"] == KIND and isinstance(raw["format"], int) and raw["format"] > FORMAT:
            raise InvalidInputError("package.manifest_newer", format=raw["format"], known=FORMAT)
        if raw["kind"] != KIND or raw["format"] != FORMAT:
            raise ValueError("another kind of file")
        members = tuple(
            Member(_text(entry, "path"), _count(entry, "bytes"), _sha256(entry, "sha256")) for entry in raw["members"]
        )
        sealed_at = datetime.fromisoformat(_text(raw, "sealed_at"))
        if sealed_at.tzinfo is None or _count(raw, "pictures") != len(members) - 1:
            raise ValueError("a time without a zone, or a wrong count")
        return Manifest(
            batch=_text(raw, "batch"),
            profile=_text(raw, "profile"),
            profile_version=_text(raw, "profile_version"),
            station=_count(raw, "station"),
            sealed_at=sealed_at,
            records=_count(raw, "records"),
            table_sha256=_sha256(raw, "table_sha256"),
            content_sha256=_sha256(raw, "content_sha256"),
            members=members,
            audit_head=_head(raw["audit_head"]) if "audit_head" in raw else None,
        )
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError) as error:
        raise InvalidInputError("package.manifest_bad") from error


def _content_sha256(
    *,
    batch: str,
    profile: str,
    profile_version: str,
    station: int,
    table_sha256: str,
    pictures: Iterable[tuple[str, str]],
) -> str:
    digest = hashlib.sha256(_line([KIND, FORMAT, batch, profile, profile_version, station, table_sha256]))
    for path, sha256 in pictures:
        digest.update(_line([path, sha256]))
    return digest.hexdigest()


def _line(value: list[Any]) -> bytes:
    """Return one line that no other value gives: JSON escapes every line end inside it."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _head(entry: Any) -> AuditHead:
    return AuditHead(_count(entry, "entries"), _sha256(entry, "digest"))


def _text(entry: Any, key: str) -> str:
    value = entry[key]
    if not isinstance(value, str) or len(value) > 1000:
        raise TypeError(key)
    return value


def _count(entry: Any, key: str) -> int:
    value = entry[key]
    if type(value) is not int or not 0 <= value < 1 << 48:
        raise TypeError(key)
    return value


def _sha256(entry: Any, key: str) -> str:
    value = _text(entry, key)
    if len(value) != 64 or not set(value) <= set("0123456789abcdef"):
        raise ValueError(key)
    return value
