# SPDX-License-Identifier: Apache-2.0
"""Saving what a person asked for: written beside and renamed, readable by its owner only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFile, QFileDevice, QIODevice, QSaveFile

from sscard_desktop.domain.errors import EnvironmentFailedError


def save_private(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` whole or not at all; an older file stays until the new one is safe on disk.

    Raises:
        EnvironmentFailedError: ``file.not_saved`` (``file``: its name).
    """
    file = QSaveFile(str(path))
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    # Before the first byte: nobody else reads even a half-written one.
    private = opened and file.setPermissions(QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner)
    if not private or file.write(content) != len(content) or not file.commit():
        raise EnvironmentFailedError("file.not_saved", file=path.name)
    # An older file's permissions were taken over at the opening.
    QFile.setPermissions(str(path), QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner)
