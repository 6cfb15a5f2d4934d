# SPDX-License-Identifier: Apache-2.0
"""The environment in which one frozen program starts another: the desktop's, not its own. Loaded before every start."""

from __future__ import annotations

import os

from sscard_desktop.storage import signoflife, versionstate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_TOLD = (
    versionstate.TRYING_VARIABLE,
    versionstate.STARTED_VARIABLE,
    versionstate.LAUNCHER_VARIABLE,
    signoflife.VARIABLE,
)


def of_the_desktop(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment as it was before this program's boot loader pointed it at its own libraries."""
    kept = {name: value for name, value in given.items() if not name.startswith("_PYI_")}
    if "LD_LIBRARY_PATH" in kept:
        before = kept.pop("LD_LIBRARY_PATH_ORIG", "")
        kept.pop("LD_LIBRARY_PATH")
        if before:
            kept["LD_LIBRARY_PATH"] = before
    for told in _TOLD:
        kept.pop(told, None)
    kept["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    return kept
