# SPDX-License-Identifier: Apache-2.0
"""Folders and zips of pictures from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from sscard_desktop.domain.errors import SscardError


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture file in a folder or zip.

    Attributes:
        key: tells it from the others and is the same at the next look.
        name: without folders, as it is shown.
        at: when the file says it was written.
    """

    key: str = field(repr=False)
    name: str = field(repr=False)
    size_bytes: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """Something in a folder or zip that isn't read, though somebody may have meant it to be.

    Attributes:
        name: with its folders, as it is shown.
        error: why.
    """

    name: str = field(repr=False)
    error: SscardError


class PictureFiles(Protocol):
    """The picture files of one folder or zip, open for reading by one thread at a time. Nothing is unpacked to disk."""

    @property
    def pictures(self) -> Sequence[FoundPicture]:
        """What may be a picture, by key."""

    @property
    def refused(self) -> Sequence[RefusedFile]:
        """What is there but isn't read: encrypted, nested, too large, of another kind."""

    def read(self, key: str) -> bytes:
        """Return a picture's content, bounded; raise ``InvalidInputError``, ``EnvironmentFailedError``."""

    def head(self, key: str) -> bytes:
        """Return the beginning of a picture's content, enough for what a camera says of it; raise likewise."""

    def close(self) -> None:
        """Close the file. Idempotent."""


class PictureGathering(Protocol):
    """Finds picture files, and makes small pictures of them."""

    def open(self, path: Path) -> PictureFiles:
        """Return the picture files of a folder or zip; raise ``InvalidInputError``, ``EnvironmentFailedError``."""

    def thumbnail(self, content: bytes) -> bytes:
        """Return a small JPEG of a picture, ``b""`` of what is none."""

    def beside(self, contents: Sequence[bytes]) -> bytes:
        """Return a small JPEG of several pictures side by side, in their order; what is none is left blank."""

    def taken_at(self, head: bytes) -> datetime | None:
        """Return when the camera says that it took a picture, given its beginning.

        By the camera's clock, which nobody vouches for: it counts as UTC here, whatever zone it was set to.
        """
