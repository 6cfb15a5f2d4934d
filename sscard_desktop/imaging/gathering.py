# SPDX-License-Identifier: Apache-2.0
"""Picture files of many people: a folder from a stick, or a zip that a school or company sent.

Answers for a bounded list, read one file at a time, and for telling of what isn't read: a photo that somebody sent in a
document, in a folder that can't be opened or under an ending that no picture here has is missed by nobody else. What
comes from outside is hostile: links are not followed, nothing is unpacked, names serve for looking only, a zip's
directory is measured before any of it is built, and a member is read no further than a picture may be long, whatever it
declares. Zips inside zips are told, not opened.
"""

from __future__ import annotations

import io
import stat
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PIL import Image

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.imaging.cameraword import taken_at
from sscard_desktop.imaging.opening import open_picture
from sscard_desktop.imaging.picturefiles import shown_name
from sscard_desktop.imaging.picturefolder import PictureFolder
from sscard_desktop.imaging.picturezip import PictureZip
from sscard_desktop.services.ports import PictureFiles

_THUMBNAIL_PIXELS, _THUMBNAIL_SIDE, _THUMBNAIL_QUALITY = 400_000, 240, 80


class Gathering:
    """Opens folders and zips of pictures; implements ``ports.PictureGathering``."""

    def open(self, path: Path) -> PictureFiles:
        """Return the picture files of a folder or zip, to be closed.

        Raises:
            InvalidInputError: ``bulk.not_a_zip``, ``bulk.zip_damaged``, ``bulk.too_many``.
            EnvironmentFailedError: ``bulk.missing``, ``bulk.unreadable``.
        """
        try:
            kind = path.stat().st_mode
        except (OSError, ValueError) as error:
            raise EnvironmentFailedError("bulk.missing", name=shown_name(path.name)) from error
        if stat.S_ISDIR(kind):
            return PictureFolder(path)
        if not stat.S_ISREG(kind):
            raise InvalidInputError("bulk.not_a_zip", name=shown_name(path.name))
        return PictureZip(path)

    def thumbnail(self, content: bytes) -> bytes:
        """Return a JPEG no side of which is above 240 pixels, ``b""`` of what can't be opened."""
        image = _small(content)
        return _as_jpeg(image) if image is not None else b""

    def beside(self, contents: Sequence[bytes]) -> bytes:
        """Return a JPEG of several pictures side by side, each no side above 240 pixels."""
        side = _THUMBNAIL_SIDE
        sheet = Image.new("RGB", (side * max(1, len(contents)), side), "white")
        for place, content in enumerate(contents):
            image = _small(content)
            if image is not None:
                sheet.paste(image, (place * side + (side - image.width) // 2, (side - image.height) // 2))
        return _as_jpeg(sheet)

    def taken_at(self, head: bytes) -> datetime | None:
        """Return when the camera says that it took a picture, ``None`` where it doesn't."""
        return taken_at(head)


def _small(content: bytes) -> Image.Image | None:
    try:
        image = Image.fromarray(open_picture(content, working_pixels=_THUMBNAIL_PIXELS).rgb, "RGB")
    except InvalidInputError:
        return None
    image.thumbnail((_THUMBNAIL_SIDE, _THUMBNAIL_SIDE))
    return image


def _as_jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=_THUMBNAIL_QUALITY)
    return target.getvalue()
