# SPDX-License-Identifier: Apache-2.0
"""The portable folder: the program with a mark beside it that keeps its data there, to be run from a USB stick.

Sticks are FAT or exFAT as a rule, which know no links: those in the frozen folder only give libraries second names,
which are found without them. What was taken away is taken out of the list that the self-test compares with.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import finish

from .version import ROOT, Release

MARK = "portable"
SOURCE = ROOT / "packaging" / "portable"


def lay_out(folder: Path, release: Release, target: Path) -> Path:
    """Lay the portable folder of a frozen one out in ``target``, and return it."""
    made = target / f"sscard-desktop-{release.version}-portable"
    made.mkdir()
    shutil.copytree(folder, made / "sscard-desktop", ignore=_links, copy_function=_linked)
    for path in sorted(SOURCE.iterdir()):
        shutil.copy(path, made / path.name)
    # A second file, not the frozen folder's own: it is written anew.
    (made / "sscard-desktop" / finish.LIST).unlink(missing_ok=True)
    finish.list_files(made / "sscard-desktop")
    for path in (made, made / "sscard-desktop", made / "sscard-desktop" / finish.LIST, *made.iterdir()):
        os.utime(path, (release.epoch_s, release.epoch_s))
    return made


def pack(made: Path, release: Release, target: Path) -> Path:
    """Pack a portable folder, the same bytes each time, and return the archive's path."""
    archive = target / f"{made.name}-linux-x86_64.tar.xz"
    order = ["--sort=name", "--format=gnu", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{release.epoch_s}"]
    command = ["tar", "--create", "--directory", str(made.parent), *order, made.name]
    with archive.open("wb") as sink, subprocess.Popen(command, stdout=subprocess.PIPE) as tar:
        subprocess.run(
            ["xz", "--threads=2", "--block-size=320MiB", "--x86", "--lzma2=preset=6"],
            stdin=tar.stdout,
            stdout=sink,
            check=True,
        )
    if tar.returncode:
        raise OSError("tar failed")
    return archive


def _links(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if (Path(folder) / name).is_symlink()]


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
