# SPDX-License-Identifier: Apache-2.0
"""Pictures decoded no larger than they are shown."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader


def small_picture(content: bytes, size: QSize) -> QImage:
    """Return a picture no larger than ``size`` (px), in its own shape; a null image where it can't be decoded."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    whole = reader.size()
    if whole.isValid():
        # The JPEG decoder makes it small as it reads: a fraction of the time and memory.
        reader.setScaledSize(whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(whole))
    return reader.read()
