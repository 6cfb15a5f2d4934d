# SPDX-License-Identifier: Apache-2.0
"""The pictures in a folder and all below it. Links aren't followed, hidden things aren't looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.imaging.opening import read_bounded
from sscard_desktop.imaging.picturefiles import (
    HEAD_BYTES,
    LITTER,
    LOOKED_AT,
    MAX_BYTES,
    MAX_FILES,
    harmless,
    is_silent,
    note,
    shown_name,
    why_not,
)
from sscard_desktop.services.ports import FoundPicture, RefusedFile

MAX_DEPTH = 6


class PictureFolder:
    """A folder with all below it; implements ``ports.PictureFiles``.

    Raises:
        InvalidInputError: ``bulk.too_many``.
        EnvironmentFailedError: ``bulk.unreadable``.
    """

    def __init__(self, path: Path) -> None:
        self._root = path
        self._refused: list[RefusedFile] = []
        found = []
        for entry, key in _walk(path, self._refused):
            if is_silent(entry.name):
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                note(self._refused, key, EnvironmentFailedError("picture.unreadable", file=shown_name(entry.name)))
                continue
            error = why_not(entry.name, status.st_size)
            if error is not None:
                note(self._refused, key, error)
            else:
                at = datetime.fromtimestamp(status.st_mtime, UTC) if 0 < status.st_mtime < 2**32 else None
                found.append(FoundPicture(key, harmless(entry.name), status.st_size, at))
            if len(found) > MAX_FILES:
                raise InvalidInputError("bulk.too_many", limit=MAX_FILES)
        self._found = tuple(sorted(found, key=lambda picture: picture.key))

    @property
    def pictures(self) -> Sequence[FoundPicture]:
        """What is taken for somebody's picture, in a lasting order."""
        return self._found

    @property
    def refused(self) -> Sequence[RefusedFile]:
        """What isn't read, and why."""
        return self._refused

    def read(self, key: str) -> bytes:
        """Return a picture's bytes, no more than :data:`MAX_BYTES`; raises ``picture.…``."""
        return read_bounded(self._path(key), max_bytes=MAX_BYTES)

    def head(self, key: str) -> bytes:
        """Return a picture's beginning, in which cameras say when they took it."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                return file.read(HEAD_BYTES)
        except OSError as error:
            raise EnvironmentFailedError("picture.unreadable", file=shown_name(path.name)) from error

    def _path(self, key: str) -> Path:
        path = self._root / key
        if path.is_symlink():
            # It was none when the folder was looked through.
            raise InvalidInputError("picture.not_a_file", file=shown_name(path.name))
        return path

    def close(self) -> None:
        """Nothing is open."""


def _walk(root: Path, refused: list[RefusedFile]) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yield the ordinary files below a folder with their paths inside it; hidden things aren't looked at.

    Args:
        refused: gets the folders that can't be opened or lie too deep, and the links.

    Raises:
        InvalidInputError: ``bulk.too_many`` entries of any kind.
        EnvironmentFailedError: ``bulk.unreadable``, the folder itself.
    """
    looked_at = 0
    waiting = [(root, "")]
    while waiting:
        folder, before = waiting.pop()
        try:
            entries = os.scandir(folder)
        except OSError as error:
            if folder == root:
                raise EnvironmentFailedError("bulk.unreadable", name=shown_name(root.name)) from error
            note(refused, before.rstrip("/"), EnvironmentFailedError("bulk.unreadable", name=shown_name(folder.name)))
            continue
        with entries:
            for entry in entries:
                looked_at += 1
                if looked_at > LOOKED_AT:
                    raise InvalidInputError("bulk.too_many", limit=MAX_FILES)
                key = f"{before}{entry.name}"
                if entry.name.startswith(".") or entry.name.casefold() in LITTER:
                    continue
                if entry.is_symlink():
                    note(refused, key, InvalidInputError("bulk.link"))
                elif entry.is_dir(follow_symlinks=False):
                    if key.count("/") < MAX_DEPTH:
                        waiting.append((folder / entry.name, f"{key}/"))
                    else:
                        note(refused, key, InvalidInputError("bulk.too_deep", limit=MAX_DEPTH))
                elif entry.is_file(follow_symlinks=False):
                    yield entry, key
