# SPDX-License-Identifier: Apache-2.0
"""What is loaded when: the heavy libraries cost two seconds together, and the unlock page needs none of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import sscard_desktop
from tests.helpers import firstpaint

HEAVY = {
    *("cryptography", "sqlcipher3", "cv2", "numpy", "openpyxl", "reportlab", "xlsxwriter", "pyzipper", "pypinyin"),
    *("PIL", "onnxruntime"),
}

MOST_MODULES = 125
"""Of our own, when the unlock page is painted, and no room for more; all of the program has eleven hundred. A small one
costs a fifth of a millisecond: what counts is that none is there which no gate needs."""


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
    assert not loaded & {*HEAVY, "PySide6"}


def test_the_painted_unlock_page_has_loaded_nothing_that_no_gate_needs(tmp_path: Path) -> None:
    modules, _ = firstpaint.until_painted(firstpaint.station(tmp_path / "station"))
    assert not {name.split(".")[0] for name in modules} & HEAVY
    ours = [name for name in modules if name.startswith("sscard_desktop.")]
    assert "sscard_desktop.ui.unlock_page" in ours
    assert len(ours) <= MOST_MODULES, "what does the unlock page need all of them for?"
    not_yet = ("sscard_desktop.ui.counter", "sscard_desktop.ui.settings", "sscard_desktop.storage.store")
    assert not [name for name in ours if name.startswith(not_yet)]
    # Of the services only the workplace and what it is made of.
    served = {name.split(".")[2] for name in ours if name.startswith("sscard_desktop.services.")}
    assert served <= {"workplace", "ports"}


def test_the_counter_is_loaded_while_the_password_is_typed_and_nothing_that_a_photo_or_form_needs(
    tmp_path: Path,
) -> None:
    folder = firstpaint.station(tmp_path / "station")
    waiting = set(firstpaint.loaded_ahead(folder, "load_ahead"))
    # An unlock page that nobody types at holds neither the counter nor the readings: a third of the program's memory.
    assert not {"pypinyin", "sscard_desktop.ui.counter.page"} & waiting
    modules = set(firstpaint.loaded_ahead(folder, "load_ahead", "load_counter"))
    assert {"sscard_desktop.ui.counter.page", "sscard_desktop.ui.atwork", "sscard_desktop.storage.store"} <= modules
    assert {"pypinyin", "sscard_desktop.storage.profiles"} <= modules
    opens = {"cryptography.hazmat.primitives.kdf.argon2", "sqlcipher3.dbapi2"}
    assert opens <= modules
    assert opens <= waiting, "whoever types fast waits for it otherwise"
    assert not {name.split(".")[0] for name in modules} & (HEAVY - {"pypinyin", "cryptography", "sqlcipher3"})


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    from sscard_desktop.__main__ import main

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"sscard-desktop {sscard_desktop.__version__}\n"
