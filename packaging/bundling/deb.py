# SPDX-License-Identifier: Apache-2.0
"""The Debian package: the frozen folder in /opt, what desktops look for in /usr, and nothing that asks or changes.

Dependencies are those libraries that the files themselves want and don't bring along; a new one that no package is
named for here stops the making, as it would stop the program on somebody's machine.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import tempfile
import textwrap
from collections.abc import Iterable
from email.utils import format_datetime
from pathlib import Path

from elffiles import elf_files, read

from .icons import put_into_theme
from .version import ROOT, Release

NAME = "sscard-desktop"
LINUX = ROOT / "packaging" / "linux"
CONTROL = LINUX / "debian"
MAINTAINER = "The sscard_desktop team <packages@sscard-desktop.invalid>"
_SCRIPTS = ("postinst", "prerm", "postrm")

# Debian 10 (UOS 20) to 13, Ubuntu 20.04 (Kylin V10) to 24.04: t64 is what the change of time_t renamed.
_C_LIBRARY = "libc6 (>= 2.28)"
PACKAGES = {
    **dict.fromkeys(
        [
            f"lib{name}"
            for name in ("c.so.6", "dl.so.2", "m.so.6", "pthread.so.0", "resolv.so.2", "rt.so.1", "util.so.1")
        ]
        + ["ld-linux-x86-64.so.2"],
        _C_LIBRARY,
    ),
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdrm.so.2": "libdrm2",
    "libxcb.so.1": "libxcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libpulse.so.0": "libpulse0",
    "libpng16.so.16": "libpng16-16 | libpng16-16t64",
    "libsystemd.so.0": "libsystemd0",
}
WITHOUT = frozenset({"libspeechd.so.2", "libnsl.so.2"})
"""Wanted by a part that the program does without: the voice that reads aloud, and access rules of network services."""


def dependencies(folder: Path) -> list[str]:
    """Return what the package depends on, in Debian's words.

    Raises:
        ValueError: a library is wanted that neither lies in the folder nor is known as part of a system.
    """
    files = [read(path) for path in elf_files(folder)]
    # Links count too: that is how libraries are found by the names that others have for them.
    brought = {path.name for path in folder.rglob("*") if ".so" in path.name} | {file.soname for file in files}
    wanted = {name: file.path.name for file in files for name in file.libraries if name not in brought | WITHOUT}
    unknown = sorted(f"{name} (wanted by {by})" for name, by in wanted.items() if name not in PACKAGES)
    if unknown:
        raise ValueError(f"no package is known for: {', '.join(unknown)}")
    return sorted({PACKAGES[name] for name in wanted} | {_C_LIBRARY})


def make(folder: Path, release: Release, target: Path, *, extra: Iterable[Path] = (), level: int = 6) -> Path:
    """Write the package of a frozen folder into ``target`` and return its path.

    Args:
        folder: the frozen folder, finished and tried.
        extra: files that belong beside the licence, such as the list of parts.
        level: of compression, 0 to 9.

    Raises:
        ValueError: see :func:`dependencies`.
        subprocess.CalledProcessError: dpkg-deb refuses.
    """
    depends = dependencies(folder)
    with tempfile.TemporaryDirectory(prefix="sscard-deb-", dir=target) as scratch:
        tree = Path(scratch) / "tree"
        _fill(tree, folder, release, extra)
        _describe(tree, release, depends)
        _settle(tree, release.epoch_s)
        made = target / f"{NAME}_{release.version}_amd64.deb"
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", tree, made],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(release.epoch_s)},
        )
    return made


def _fill(tree: Path, folder: Path, release: Release, extra: Iterable[Path]) -> None:
    program = tree / "opt" / NAME
    program.parent.mkdir(parents=True)
    # Hard links, not copies: half a gigabyte lies on the disk once.
    shutil.copytree(folder, program, symlinks=True, copy_function=_linked)
    command = tree / "usr" / "bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(f"/opt/{NAME}/{NAME}")
    share = tree / "usr" / "share"
    _put(LINUX / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    _put(LINUX / f"{NAME}.mime.xml", share / "mime" / "packages" / f"{NAME}.xml")
    _put(LINUX / f"{NAME}.metainfo.xml", share / "metainfo" / f"{NAME}.metainfo.xml", release=release)
    _put(LINUX / "70-sscard-readers.rules", tree / "usr" / "lib" / "udev" / "rules.d" / "70-sscard-readers.rules")
    put_into_theme(LINUX / f"{NAME}.svg", share / "icons")
    told = share / "doc" / NAME
    _put(CONTROL / "copyright", told / "copyright")
    for path in (ROOT / "NOTICE", *extra):
        _put(path, told / path.name)
    _put(CONTROL / "overrides", share / "lintian" / "overrides" / NAME)
    _pack(_changelog(release), told / "changelog.gz")
    _pack((LINUX / f"{NAME}.1").read_text(encoding="utf-8"), share / "man" / "man1" / f"{NAME}.1.gz")


def _describe(tree: Path, release: Release, depends: list[str]) -> None:
    files = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink()]
    control = tree / "DEBIAN"
    control.mkdir()
    text = (CONTROL / "control").read_text(encoding="utf-8")
    kib = sum(path.stat().st_size for path in files) // 1024
    fields = text.format(version=release.version, installed_kib=kib, depends=", ".join(depends))
    (control / "control").write_text(fields, encoding="utf-8")
    sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in files)
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    for name in _SCRIPTS:
        _put(CONTROL / name, control / name)
        (control / name).chmod(0o755)


def _settle(tree: Path, epoch_s: int) -> None:
    for path in [*sorted(tree.rglob("*"), reverse=True), tree]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
        os.utime(path, (epoch_s, epoch_s), follow_symlinks=False)


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _put(source: Path, target: Path, *, release: Release | None = None) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_bytes()
    if release is not None:
        text = text.replace(b"@VERSION@", release.version.encode()).replace(
            b"@DATE@", release.date.date().isoformat().encode()
        )
    target.write_bytes(text)
    target.chmod(0o644)


def _pack(text: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    target.chmod(0o644)


def _changelog(release: Release) -> str:
    lines = release.said or ("See the changelog of the program.",)
    said = "".join(
        textwrap.fill(line, 78, initial_indent="  * ", subsequent_indent="    ", break_long_words=False) + "\n"
        for line in lines
    )
    signed = f" -- {MAINTAINER}  {format_datetime(release.date)}"
    return f"{NAME} ({release.version}) stable; urgency=medium\n\n{said}\n{signed}\n"
