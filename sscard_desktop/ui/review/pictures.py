# SPDX-License-Identifier: Apache-2.0
"""Photos made small for a sheet of faces; for a lane, since decoding thirty takes longer than a glance."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from sscard_desktop.ui.pictures import small_picture


def small_pictures(photos: Mapping[str, bytes], size: QSize) -> dict[str, QImage]:
    """Return each photo no larger than ``size`` (px); a null image for one that can't be decoded."""
    return {key: small_picture(content, size) for key, content in photos.items()}
