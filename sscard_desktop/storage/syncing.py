# SPDX-License-Identifier: Apache-2.0
"""Makes renames durable. Of its own, since the launcher loads it ahead of every start, without the database."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable; Windows can't open folders, and NTFS journals renames itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
