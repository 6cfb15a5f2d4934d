# SPDX-License-Identifier: Apache-2.0
"""The folder that a tool's first word names; a word with a dash in front asks for help, and is no folder's name."""

from __future__ import annotations

import sys
from pathlib import Path


def out_folder(words: list[str], usage: str) -> Path:
    """Return the folder, or end the program with its usage."""
    if not words or words[0].startswith("-"):
        sys.exit(f"usage: {usage}")
    return Path(words[0])
