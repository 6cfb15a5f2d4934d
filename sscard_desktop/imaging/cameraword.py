# SPDX-License-Identifier: Apache-2.0
"""What a camera wrote into a picture about when it took it (Exif 2.3, DateTimeOriginal); nothing is decoded.

JPEG only, which is what cameras write; a PNG may have its words behind the pixels, and would have to be decoded.
What stands there is anybody's: a time is what reads as one, and all else is none.
"""

from __future__ import annotations

import io
import warnings
from datetime import UTC, datetime, timedelta

from PIL import ExifTags, Image

_TIMES = (
    (ExifTags.Base.DateTimeOriginal, ExifTags.Base.SubsecTimeOriginal),
    (ExifTags.Base.DateTimeDigitized, ExifTags.Base.SubsecTimeDigitized),
)
_LONGEST = 64


def taken_at(head: bytes) -> datetime | None:
    """Return the time of the picture whose content begins so, to its fractions of a second; as if it were UTC.

    When the file was changed last (``DateTime``) doesn't count: programs write it too.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(head), formats=("JPEG", "MPO")) as image:
                said = image.getexif().get_ifd(ExifTags.IFD.Exif)
    except Exception:  # noqa: BLE001  # Pillow raises whatever a broken header makes of it
        return None
    for moment, fraction in _TIMES:
        found = _moment(said.get(moment), said.get(fraction))
        if found is not None:
            return found
    return None


def _moment(text: object, fraction: object) -> datetime | None:
    if not isinstance(text, str) or len(text) > _LONGEST:
        return None
    try:
        at = datetime.strptime(text.strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    digits = fraction.strip("\0 ") if isinstance(fraction, str) else ""
    if digits.isascii() and digits.isdecimal() and len(digits) <= 6:
        at += timedelta(microseconds=int(digits.ljust(6, "0")))
    return at
