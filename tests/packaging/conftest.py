# SPDX-License-Identifier: Apache-2.0
"""The scripts of packaging/, found as they find each other, and a frozen folder of a few files."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import Distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
EPOCH_S = 1_767_225_600


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A folder as PyInstaller leaves it: a real program, a Python package, a library with a link to it, our data."""
    folder = tmp_path / "sscard-desktop"
    inside = folder / "_internal"
    for name in ("pkg/part.py", "pkg.libs/libpng16-00aa.so.16", "forms/common.toml", "resources/fonts/A.ttf", "NOTICE"):
        path = inside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"content of {name}\n", encoding="utf-8")
    (inside / "libpng16-00aa.so.16").symlink_to("pkg.libs/libpng16-00aa.so.16")
    shutil.copy(shutil.which("true") or "/bin/true", folder / "sscard-desktop")
    (inside / "sscard-desktop.cdx.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture
def installed(tmp_path: Path) -> list[Distribution]:
    """An environment with one package, of which two files are in the folder."""
    site = tmp_path / "site"
    told = site / "pkg-1.5.dist-info"
    (told / "licenses").mkdir(parents=True)
    (told / "METADATA").write_text("Metadata-Version: 2.4\nName: pkg\nVersion: 1.5\nLicense-Expression: MIT\n", "utf-8")
    (told / "licenses" / "LICENSE").write_text("Do as you like.\n", encoding="utf-8")
    names = ("pkg/__init__.py", "pkg/part.py", "pkg.libs/libpng16-00aa.so.16", f"{told.name}/licenses/LICENSE")
    (told / "RECORD").write_text("".join(f"{name},,\n" for name in names), encoding="utf-8")
    return [Distribution.at(told)]
