# SPDX-License-Identifier: Apache-2.0
"""When pictures were taken, by the camera's own word: what it wrote into the file, or else the file's time.

The two are never mixed. A camera writes local time without a zone, and a copied file's time is the copy's; where some
pictures have the camera's word and some don't, those without have no time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.services.ports import FoundPicture, PictureFiles, PictureGathering, Progress, RefusedFile


class TimedFiles:
    """Picture files with the times that a camera gave them; implements ``ports.PictureFiles``.

    Args:
        files: closed with this.
        pictures: some or all of them.
    """

    def __init__(self, files: PictureFiles, pictures: Sequence[FoundPicture]) -> None:
        self._files = files
        self._pictures = tuple(pictures)

    @property
    def pictures(self) -> Sequence[FoundPicture]:
        """The pictures, ``at`` by the camera's clock."""
        return self._pictures

    @property
    def refused(self) -> Sequence[RefusedFile]:
        """What isn't read."""
        return self._files.refused

    def read(self, key: str) -> bytes:
        """Return a picture's content."""
        return self._files.read(key)

    def head(self, key: str) -> bytes:
        """Return a picture's beginning."""
        return self._files.head(key)

    def close(self) -> None:
        """Close the files."""
        self._files.close()


def timed(
    files: PictureFiles, gathering: PictureGathering, progress: Progress, *, after: datetime | None = None
) -> TimedFiles:
    """Return the files with the camera's times, read from the beginning of each. Slow: for the work lane.

    Args:
        files: of a folder, a zip or a memory card.
        gathering: reads the times.
        progress: told of each file.
        after: only what was taken later, by the camera's clock; what has no time is never left out.
    """
    told: dict[str, datetime] = {}
    for done, picture in enumerate(files.pictures):
        progress.report(done, len(files.pictures))
        try:
            at = gathering.taken_at(files.head(picture.key))
        except (InvalidInputError, EnvironmentFailedError):
            continue
        if at is not None:
            told[picture.key] = at
    pictures = [replace(each, at=told.get(each.key)) for each in files.pictures] if told else files.pictures
    return TimedFiles(files, [each for each in pictures if after is None or each.at is None or each.at > after])
