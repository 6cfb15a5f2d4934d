# SPDX-License-Identifier: Apache-2.0
"""Build hook: puts forms/, resources/ and the manual's pictures into a wheel.

A table in pyproject.toml would do the same for editable installs too, which would then carry a stale copy of 70 MB.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA_FOLDERS = ("forms", "resources", "docs/screenshots", "LICENSE", "NOTICE")


class DataFolders(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the data folders as ``sscard_desktop/_data``, where ``sscard_desktop.paths`` looks for them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Include the folders unless ``version`` is ``editable``."""
        if version != "editable":
            build_data["force_include"].update({folder: f"sscard_desktop/_data/{folder}" for folder in DATA_FOLDERS})
