# SPDX-License-Identifier: Apache-2.0
"""LibreOffice without a window, as a second opinion on the tables that leave."""

from __future__ import annotations

import subprocess
from pathlib import Path

_UTF_8_WITH_COMMAS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Every sheet, cells as they are shown."""


def converted(name: str, folder: Path, to: str) -> None:
    """Convert ``folder / name`` beside it, with a user profile of its own: it takes some seconds."""
    profile = f"-env:UserInstallation=file://{folder}/libreoffice"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def as_csv(name: str, folder: Path) -> None:
    """Convert a table to CSV in UTF-8."""
    converted(name, folder, _UTF_8_WITH_COMMAS)
