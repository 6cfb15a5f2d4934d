# SPDX-License-Identifier: Apache-2.0
"""Which of many files is taken for somebody's picture, which is told of, and which is passed over; how many, how long.

What comes from outside is hostile: names serve for looking only, and are shown so that they can't do harm.
"""

from __future__ import annotations

from pathlib import PurePath

from sscard_desktop.domain.errors import InvalidInputError, SscardError
from sscard_desktop.imaging.opening import too_large
from sscard_desktop.services.ports import RefusedFile

MAX_FILES = 10_000
MAX_BYTES = 32 << 20
"""Of one picture: the largest that phones and scanners make, with room."""
MAX_NAME = 255
"""Characters of a name: a longer one would have to be cut, and the end might say that it's somebody else's."""
MAX_NAME_SHOWN = 120
MAX_REFUSED = 1000
LOOKED_AT = 40_000
_ENDINGS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".mpo", ".heic", ".heif"}
)
_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"})
# What lies beside photos without being meant as one: the list of names, and what systems and programs leave behind.
_SILENT = frozenset(
    {".txt", ".csv", ".xls", ".xlsx", ".et", ".md", ".json", ".xml", ".ini", ".db", ".lnk", ".url", ".log", ".aae"}
)
LITTER = ("__macosx",)
HEAD_BYTES = 256 << 10
"""Of a picture's beginning, in which cameras say when they took it."""


def is_silent(name: str) -> bool:
    """Return whether a file lies beside photos without being meant as one."""
    return name.startswith(".") or PurePath(name).suffix.casefold() in _SILENT


def why_not(name: str, size_bytes: int) -> SscardError | None:
    """Return why a file isn't read, ``None`` if it is."""
    ending = PurePath(name).suffix.casefold()
    if ending in _ARCHIVES:
        return InvalidInputError("bulk.nested")
    # A name without an ending says nothing against it: phones' programs leave pictures so.
    if ending and ending not in _ENDINGS:
        return InvalidInputError("picture.kind_unknown")
    if len(name) > MAX_NAME:
        return InvalidInputError("bulk.name_too_long")
    return too_large(size_bytes, MAX_BYTES) if size_bytes > MAX_BYTES else None


def note(refused: list[RefusedFile], path: str, error: SscardError) -> None:
    """Remember a file that isn't read, as far as the list goes."""
    if len(refused) < MAX_REFUSED:
        refused.append(RefusedFile(shown_name(path), error))


def harmless(name: str) -> str:
    """Return a name that somebody else chose so that it can't steer a terminal or turn the reading direction."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def shown_name(name: str) -> str:
    """Return a name as an error repeats it: harmless, and not endlessly."""
    shown = harmless(name[:MAX_NAME_SHOWN])
    return shown if len(name) <= MAX_NAME_SHOWN else f"{shown}…"
