# SPDX-License-Identifier: Apache-2.0
"""A profile that was read, kept for as long as reading it again would give the same.

Its text takes a thirtieth of a second to understand, and a log-in waits for it although the window behind the unlock
page has read it already. Refused: going by times and sizes of files. Every byte is read and compared, and wherever a
file was looked for is looked again; only the understanding is saved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.profile import Profile
from sscard_desktop.storage.profile_forms import MAX_TEMPLATE_BYTES
from sscard_desktop.storage.profile_source import read_plain_file

Base = tuple[Path, str] | None
"""The file of a profile to build on, and its name in messages."""


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """A profile and what it was read from.

    Attributes:
        bases: the name of each profile that it builds on → where that was found.
        places: each place where a template was looked for → the file that it is, ``None`` where there was none.
        files: every file that was read → the SHA-256 of its content.
    """

    profile: Profile
    bases: Mapping[str, Base]
    places: Mapping[Path, Path | None]
    files: Mapping[Path, bytes]

    def holds(self, base: Callable[[str], Base]) -> bool:
        """Return whether everything lies there as it was read; ``base`` finds a profile to build on by its name."""
        return (
            all(base(name) == found for name, found in self.bases.items())
            and all(resolved(place) == found for place, found in self.places.items())
            and all(_content(file) == content for file, content in self.files.items())
        )


def sealed(contents: Mapping[Path, bytes]) -> Mapping[Path, bytes]:
    """Return what tells each content from any other."""
    return {file: hashlib.sha256(content).digest() for file, content in contents.items()}


def resolved(place: Path) -> Path | None:
    """Return the file that a path leads to, ``None`` where it leads nowhere."""
    try:
        return place.resolve(strict=True)
    except (OSError, RuntimeError):
        return None


def _content(file: Path) -> bytes:
    try:
        return hashlib.sha256(read_plain_file(file, file.name, limit=MAX_TEMPLATE_BYTES)).digest()
    except InvalidInputError:
        return b""
