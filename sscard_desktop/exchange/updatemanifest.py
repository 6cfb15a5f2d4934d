# SPDX-License-Identifier: Apache-2.0
"""What stands in the head of an update file: which update it is, and every file of it with size and digest.

The head is signed, and read only once the signature holds. It is read as strictly as if it weren't: a name leads
nowhere but into the update's own folder, on Windows too, no two names are one file there, and no figure asks for more
than a machine has.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.filenames import is_device
from sscard_desktop.domain.updates import Update, UpdateKind
from sscard_desktop.domain.versions import version_of

FORMAT = 1
LARGEST_BYTES = 8 << 20
MOST_FILES = 20_000
MOST_UNPACKED_BYTES = 4 << 30
MOST_DATA_BYTES = 256 << 20
LONGEST_NAME = 240
LONGEST_NOTES = 2000
LANGUAGES = ("zh_CN", "en")
DATA_FOLDERS = ("forms", "codes")
_DIGEST = re.compile("[0-9a-f]{64}")
_PLATFORM = re.compile("[a-z0-9]{2,20}-[a-z0-9_]{2,20}")
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an update.

    Attributes:
        name: below the update's folder, parts with ``/`` between them.
        runs: it is a program.
    """

    name: str
    size_bytes: int
    sha256: str
    runs: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A head that was read.

    Attributes:
        links: name → the name, in the same update, of what it leads to.
        packed_bytes, packed_sha256: of what follows the head and its signatures.
    """

    update: Update
    parts: Sequence[Part]
    links: Mapping[str, str]
    packed_bytes: int
    packed_sha256: str


def written(head: Mapping[str, Any]) -> bytes:
    """Return a head as bytes; the same head gives the same bytes."""
    return json.dumps(head, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def read_head(content: bytes, *, key: str, file: str) -> Head:
    """Read a head whose signature holds.

    Args:
        key: by whom it was signed.
        file: the file's name, for errors.

    Raises:
        InvalidInputError: ``update.newer_format``; ``update.damaged``, it says what no update may say.
    """
    try:
        told = json.loads(content.decode("ascii"))
        found = told["format"]
        if type(found) is int and found > FORMAT:
            raise InvalidInputError("update.newer_format", found=found, known=FORMAT)
        if found != FORMAT:
            raise ValueError("another format")
        return _read(told, hashlib.sha256(content).hexdigest(), key)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidInputError("update.damaged", file=file) from error


def _read(told: Mapping[str, Any], sha256: str, key: str) -> Head:
    kind = UpdateKind(told["kind"])
    parts = [Part(*_typed(entry, str, int, str, bool)) for entry in told["files"]]
    links = dict(_typed(entry, str, str) for entry in told["links"])
    _require_harmless(parts, links, kind)
    (packed_bytes, packed_sha256) = _typed(told["packed"], int, str)
    if packed_bytes < 1 or not _DIGEST.fullmatch(packed_sha256):
        raise ValueError("no content")
    texts = version, platform, needs, below, made_on = _typed(
        [told[name] for name in ("version", "platform", "needs", "below", "made_on")], *(str,) * 5
    )
    for text in (version, needs, *([below] if below else ())):
        version_of(text)
    date.fromisoformat(made_on)
    if (kind is UpdateKind.PROGRAM) != bool(_PLATFORM.fullmatch(platform)):
        raise ValueError("no platform")
    del texts
    notes = {language: str(told["notes"].get(language, ""))[:LONGEST_NOTES] for language in LANGUAGES}
    retires = tuple(told["retires"])
    if len(retires) > 100 or not all(type(each) is str and _DIGEST.fullmatch(each) for each in retires):
        raise ValueError("no keys")
    size = sum(part.size_bytes for part in parts)
    update = Update(
        kind, version, platform, needs, below, key, made_on, sha256, len(parts), size, retires=retires, notes=notes
    )
    return Head(update, parts, links, packed_bytes, packed_sha256)


def _typed(values: Sequence[Any], *types: type) -> list[Any]:
    if type(values) is not list or [type(value) for value in values] != list(types):
        raise ValueError("another kind of value")
    return values


def _require_harmless(parts: Sequence[Part], links: Mapping[str, str], kind: UpdateKind) -> None:
    """Raise ``ValueError`` for a name that leads out, for two that are one, for sizes beyond all measure."""
    most = MOST_UNPACKED_BYTES if kind is UpdateKind.PROGRAM else MOST_DATA_BYTES
    sizes = [part.size_bytes for part in parts]
    if not 0 < len(parts) + len(links) <= MOST_FILES or min(sizes, default=0) < 0 or sum(sizes) > most:
        raise ValueError("beyond all measure")
    if not all(_DIGEST.fullmatch(part.sha256) for part in parts):
        raise ValueError("no digest")
    names = [part.name for part in parts]
    files: set[str] = set()
    folders: set[str] = set()
    for name in (*names, *links):
        pieces = name.split("/")
        folded = name.casefold()
        if len(name) > LONGEST_NAME or not all(_is_fit(piece) for piece in pieces) or folded in files:
            raise ValueError(f"an unfit name: {name[:40]}")
        files.add(folded)
        folders.update("/".join(pieces[:depth]).casefold() for depth in range(1, len(pieces)))
    if files & folders:
        raise ValueError("a file that is a folder too")
    if kind is UpdateKind.DATA and (links or not all(name.startswith(("forms/", "codes/")) for name in names)):
        raise ValueError("data hold profiles and code tables")
    if not set(links.values()) <= set(names):
        raise ValueError("a link that leads elsewhere")


def _is_fit(piece: str) -> bool:
    return bool(piece) and not (
        _UNFIT.search(piece) or is_device(piece) or piece.endswith((".", " ")) or piece.startswith(" ")
    )
