# SPDX-License-Identifier: Apache-2.0
"""What is loaded when: the heavy libraries cost two seconds together, and the unlock page needs none of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import sscard_desktop

HEAVY = {"cv2", "numpy", "openpyxl", "reportlab", "xlsxwriter", "pyzipper", "pypinyin", "PIL", "onnxruntime"}


def loaded_by(code: str) -> set[str]:
    """Return the top-level packages that a fresh interpreter has imported after ``code``."""
    report = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(report.stdout.splitlines()[-1].split())


def test_asking_for_the_version_loads_neither_qt_nor_anything_heavy() -> None:
    loaded = loaded_by("from sscard_desktop.__main__ import main\nassert main(['--version']) == 0")
    assert not loaded & {*HEAVY, "PySide6", "sqlcipher3", "cryptography"}


def test_the_unlock_page_loads_nothing_heavy(tmp_path: Path) -> None:
    loaded = loaded_by(
        "from pathlib import Path\n"
        "from sscard_desktop import app\n"
        "from sscard_desktop.ui import unlock_page, window\n"
        f"app.workplace_at(Path({str(tmp_path)!r}), windowed=True)"
    )
    assert {"PySide6", "sqlcipher3"} <= loaded
    assert not loaded & HEAVY


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    from sscard_desktop.__main__ import main

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"sscard-desktop {sscard_desktop.__version__}\n"
