# SPDX-License-Identifier: Apache-2.0
"""The names of the printers that the system knows, without a window; printing itself goes through the system's dialog.

CUPS answers on Linux and macOS, the registry on Windows. No answer means no printer: it is a hint for the doctor, and
never keeps anybody from saving a PDF.
"""

from __future__ import annotations

import os
import subprocess
import sys

_PATIENCE_S = 5.0
_REGISTRY_KEY = r"SYSTEM\CurrentControlSet\Control\Print\Printers"


def printer_names() -> tuple[str, ...]:
    """Return the names of this machine's printers, sorted; empty where there is none or nobody to ask."""
    return tuple(sorted(_registered() if sys.platform == "win32" else _cups()))


def _cups() -> list[str]:
    try:
        told = subprocess.run(
            ["lpstat", "-e"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return told.stdout.decode("utf-8", "replace").split() if told.returncode == 0 else []


def _registered() -> list[str]:
    if sys.platform != "win32":
        return []
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _REGISTRY_KEY) as key:
            return [winreg.EnumKey(key, index) for index in range(winreg.QueryInfoKey(key)[0])]
    except OSError:
        return []
