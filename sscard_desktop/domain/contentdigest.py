# SPDX-License-Identifier: Apache-2.0
"""What a record says, as one digest: two that are equal say the same of the person, by the same pictures.

A printed form and a signature are bound to it. It covers what the form shows of the applicant: values, kind of
business, photo and ID pictures. It leaves out what comes after or beside: receipt number, state, prints, consents, the
chip's own bytes, originals, the signature itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record

SHOWN_PICTURES = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)
"""Pictures that are printed on forms."""

_MARK_DIGITS = 12


def content_digest(record: Record, pictures: Mapping[PictureRole, str]) -> str:
    """Return the SHA-256 (hex) of what a record says.

    Args:
        record: the record.
        pictures: role → SHA-256 of the stored pictures.
    """
    said = {
        "business": record.business,
        "values": {key: value for key, value in record.values.items() if value},
        "pictures": {role.value: pictures[role] for role in SHOWN_PICTURES if role in pictures},
    }
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def short_mark(digest: str) -> str:
    """Return the 12 digits that stand for a digest on paper; they tell copies apart, and prove nothing alone."""
    return f"{int(digest, 16) % 10**_MARK_DIGITS:0{_MARK_DIGITS}d}"


def grouped_mark(digest: str) -> str:
    """Return the digits as people compare them, ``1234 5678 9012``."""
    digits = short_mark(digest)
    return " ".join(digits[start : start + 4] for start in range(0, _MARK_DIGITS, 4))
