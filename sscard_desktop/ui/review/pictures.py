# SPDX-License-Identifier: Apache-2.0
"""Photos made small for a sheet of faces; for a lane, since decoding thirty takes longer than a glance."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader


def small_pictures(photos: Mapping[str, bytes], size: QSize) -> dict[str, QImage]:
    """Return each photo no larger than ``size`` (px); a null image for one that can't be decoded."""
    return {key: _small(content, size) for key, content in photos.items()}


def _small(content: bytes, size: QSize) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    whole = reader.size()
    if whole.isValid():
        # The JPEG decoder makes it small as it reads: a fraction of the time and memory.
        reader.setScaledSize(whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(whole))
    return reader.read()
