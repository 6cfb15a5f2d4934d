# SPDX-License-Identifier: Apache-2.0
"""The Debian package of a tiny program: what lies where, on what it depends, and what it does to a machine: nothing."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from bundling import deb
from bundling.version import Release

from sscard_desktop.domain.openedfiles import OPENED
from tests.packaging.conftest import EPOCH_S

RELEASE = Release("1.2.3", EPOCH_S, ("读证件快一倍。",))
packs = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="Debian's own tool")


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def package(frozen: Path, tmp_path: Path) -> Path:
    return deb.make(frozen, RELEASE, tmp_path, level=0)


@packs
def test_the_program_lies_in_opt_and_what_desktops_look_for_in_usr(package: Path, tmp_path: Path) -> None:
    assert package.name == "sscard-desktop_1.2.3_amd64.deb"
    tree = tmp_path / "tree"
    run("dpkg-deb", "--extract", package, tree)
    assert (tree / "usr/bin/sscard-desktop").readlink() == Path("/opt/sscard-desktop/sscard-desktop")
    assert (tree / "opt/sscard-desktop/_internal/libpng16-00aa.so.16").is_symlink()
    for name in (
        "share/applications/sscard-desktop.desktop",
        "share/mime/packages/sscard-desktop.xml",
        "share/metainfo/sscard-desktop.metainfo.xml",
        "share/icons/hicolor/48x48/apps/sscard-desktop.png",
        "share/icons/hicolor/scalable/apps/sscard-desktop.svg",
        "share/man/man1/sscard-desktop.1.gz",
        "share/doc/sscard-desktop/NOTICE",
        "lib/udev/rules.d/70-sscard-readers.rules",
    ):
        assert (tree / "usr" / name).is_file(), name
    told = ElementTree.parse(tree / "usr/share/metainfo/sscard-desktop.metainfo.xml").find("releases/release")
    assert told is not None
    assert told.attrib == {"version": "1.2.3", "date": "2026-01-01"}


@packs
def test_it_depends_on_what_its_programs_want(package: Path) -> None:
    assert run("dpkg-deb", "--field", package, "Depends").strip() == "libc6 (>= 2.28)"
    assert run("dpkg-deb", "--field", package, "Version").strip() == "1.2.3"


@packs
def test_the_same_folder_gives_the_same_bytes(frozen: Path, package: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    assert hashlib.sha256(deb.make(frozen, RELEASE, again, level=0).read_bytes()).digest() == (
        hashlib.sha256(package.read_bytes()).digest()
    )


@packs
def test_the_frozen_folder_stays_as_it_is(frozen: Path, tmp_path: Path) -> None:
    before = {path: path.lstat().st_mode for path in frozen.rglob("*")}
    deb.make(frozen, RELEASE, tmp_path, level=0)
    assert {path: path.lstat().st_mode for path in frozen.rglob("*")} == before
    assert not list(tmp_path.glob("sscard-deb-*"))


def test_a_library_that_nobody_brings_stops_the_making(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deb, "PACKAGES", {})
    with pytest.raises(ValueError, match=r"no package is known for: libc\.so\.6 \(wanted by sscard-desktop\)"):
        deb.dependencies(frozen)


@packs
def test_after_removal_it_says_where_the_stations_lie_and_touches_none(package: Path, tmp_path: Path) -> None:
    run("dpkg-deb", "--control", package, tmp_path / "control")
    scripts = {path.name: path for path in (tmp_path / "control").iterdir()}
    for action in ("remove", "purge"):
        told = run("sh", scripts["postrm"], action)
        assert "~/.local/share/sscard_desktop" in told
        assert "没有删除" in told
    assert run("sh", scripts["postrm"], "upgrade", "1.2.4") == ""
    for name in ("postinst", "prerm", "postrm"):
        words = scripts[name].read_text(encoding="utf-8").split()
        assert not {"rm", "adduser", "gpasswd", "chmod", "chown", "udevadm"} & set(words), name


@packs
def test_installing_says_who_may_open_a_reader(package: Path, tmp_path: Path) -> None:
    run("dpkg-deb", "--control", package, tmp_path / "control")
    told = run("sh", tmp_path / "control" / "postinst", "configure")
    assert "usermod -aG dialout" in told
    assert run("sh", tmp_path / "control" / "postinst", "triggered") == ""


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="freedesktop.org's own tool")
def test_the_menu_entry_is_valid() -> None:
    assert run("desktop-file-validate", deb.LINUX / "sscard-desktop.desktop") == ""


def test_every_type_of_file_in_the_menu_entry_is_declared() -> None:
    declared = {
        each.attrib["type"]
        for each in ElementTree.parse(deb.LINUX / "sscard-desktop.mime.xml").iter()
        if "type" in each.attrib and "/" in each.attrib["type"]
    }
    entry = (deb.LINUX / "sscard-desktop.desktop").read_text(encoding="utf-8")
    opened = next(line for line in entry.splitlines() if line.startswith("MimeType="))
    assert set(opened.removeprefix("MimeType=").strip(";").split(";")) == declared
    patterns = {
        each.attrib["pattern"]
        for each in ElementTree.parse(deb.LINUX / "sscard-desktop.mime.xml").iter()
        if "pattern" in each.attrib
    }
    assert patterns == {f"*{suffix}" for suffix in OPENED}
