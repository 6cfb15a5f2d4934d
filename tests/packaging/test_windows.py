# SPDX-License-Identifier: Apache-2.0
"""What is made for Windows, as far as another system can tell: the lock as read there, the installer's promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bundling.icons import write_ico
from bundling.version import ROOT
from PIL import Image
from windows.forwindows import for_windows

from sscard_desktop.domain.openedfiles import OPENED

INSTALLER = (ROOT / "packaging" / "windows" / "sscard-desktop.iss").read_text(encoding="utf-8")
LOCK = """\
plain==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:cc
macholib==1.16 ; sys_platform == 'darwin' \\
    --hash=sha256:dd
numpy==2.5 ; python_full_version >= '3.12' \\
    --hash=sha256:ee
"""


def test_a_wheelhouse_holds_what_windows_asks_for_and_nothing_else() -> None:
    kept = for_windows(LOCK)
    assert re.findall(r"^([a-z]+==\S+)", kept, re.MULTILINE) == ["plain==1.0", "colorama==0.4.6"]
    assert kept.count("--hash=sha256:") == 3
    assert ";" not in kept


def test_the_lock_s_own_packages_are_all_there() -> None:
    kept = for_windows((ROOT / "packaging" / "requirements-dev.txt").read_text(encoding="utf-8"))
    for name in ("pyinstaller", "pefile", "pywin32-ctypes", "PySide6-Essentials".lower(), "cyclonedx-python-lib"):
        assert re.search(rf"^{name}==", kept, re.MULTILINE), name


def test_the_installer_asks_for_no_administrator_and_for_64_bits() -> None:
    assert "PrivilegesRequired=lowest" in INSTALLER
    assert "PrivilegesRequiredOverridesAllowed" not in INSTALLER
    assert "Root: HKLM" not in INSTALLER
    assert "ArchitecturesAllowed=x64compatible" in INSTALLER


def test_uninstalling_leaves_the_station_and_says_where() -> None:
    assert "[UninstallDelete]" not in INSTALLER
    assert "{localappdata}\\sscard_desktop" in INSTALLER
    assert "DelTree" not in INSTALLER


@pytest.mark.parametrize("suffix", OPENED)
def test_our_files_open_by_a_double_click(suffix: str) -> None:
    found = re.search(rf'Subkey: "Software\\Classes\\{re.escape(suffix)}"; .*ValueData: "([a-z.]+)"', INSTALLER)
    assert found is not None
    assert f'Classes\\{found[1]}\\shell\\open\\command"' in INSTALLER


def test_every_constant_and_file_that_the_installer_names_is_there() -> None:
    known = {"app", "autodesktop", "autoprograms", "localappdata"}
    assert set(re.findall(r"(?<!\{)\{([a-z]+)\}", INSTALLER)) <= known
    for name in re.findall(r"\{#Root\}\\([^\s\"*]+)", INSTALLER):
        first = name.split("\\")[0]
        assert first in {"dist", "build"} or (ROOT / first).exists(), name


def test_the_icon_has_every_size_that_windows_asks_for(tmp_path: Path) -> None:
    write_ico(ROOT / "packaging" / "linux" / "sscard-desktop.svg", tmp_path / "a" / "x.ico")
    with Image.open(tmp_path / "a" / "x.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(icon.info["sizes"])
        # Coloured, not empty.
        assert icon.convert("RGBA").getpixel((icon.width // 2, icon.height // 2))[3] == 255
