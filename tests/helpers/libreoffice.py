# SPDX-License-Identifier: Apache-2.0
"""LibreOffice without a window, as a second opinion on the tables that leave."""

from __future__ import annotations

import subprocess
from pathlib import Path


def converted(path: Path, to: str) -> Path:
    """Return ``path`` as LibreOffice saves it in another form, beside it; some seconds, in a profile of its own."""
    out = path.parent / "converted"
    command = ["soffice", f"-env:UserInstallation=file://{path.parent}/libreoffice", "--headless", "--convert-to", to]
    subprocess.run(
        [*command, "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=180,
    )
    return out / f"{path.stem}.{to.partition(':')[0]}"
