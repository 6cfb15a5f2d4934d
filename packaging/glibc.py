# SPDX-License-Identifier: Apache-2.0
"""Tells what a folder of programs and libraries needs of a system, and fails where that is more than it may be.

Usage: python packaging/glibc.py FOLDER [--limit 2.28]

Every file is looked at, whatever it is called: no symbol of a newer C library than the limit (2.28 is UOS 20's, Kylin
V10 has 2.31), and no library that is neither in the folder nor among those that every desktop has.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from elffiles import ElfFile, elf_files, read

LIMIT = "2.28"
C_LIBRARY = frozenset(
    f"lib{name}" for name in ("c.so.6", "dl.so.2", "m.so.6", "pthread.so.0", "resolv.so.2", "rt.so.1", "util.so.1")
) | {"ld-linux-x86-64.so.2"}
DESKTOP = frozenset(
    f"lib{name}"
    for name in (
        *("EGL.so.1", "GL.so.1", "drm.so.2", "xcb.so.1", "wayland-client.so.0", "wayland-cursor.so.0"),
        *("wayland-egl.so.1", "pulse.so.0", "systemd.so.0", "png16.so.16"),
    )
)
"""Left to the system: drivers, the display's and the sound server's own sides, and what fits to them."""
OPTIONAL = frozenset({"libspeechd.so.2"})
"""Wanted by a plug-in that does without when the system hasn't got it: the voice that reads aloud."""

Version = tuple[int, ...]
_PREFIX = "GLIBC_"


def newest(file: ElfFile) -> Version:
    """Return the newest version of glibc that a file asks for, ``(0,)`` for none."""
    asked = [name.removeprefix(_PREFIX) for name in file.versions if name.startswith(_PREFIX)]
    # GLIBC_PRIVATE fits the very C library that it was built with, and no other.
    return max((_numbers(text) if re.fullmatch(r"[\d.]+", text) else (sys.maxsize,) for text in asked), default=(0,))


def missing(files: Sequence[ElfFile]) -> list[str]:
    """Return which libraries nobody brings along, each with who wants it."""
    brought = {file.path.name for file in files} | {file.soname for file in files} | C_LIBRARY | DESKTOP | OPTIONAL
    return [f"{file.path.name} wants {name}" for file in files for name in file.libraries if name not in brought]


def _numbers(text: str) -> Version:
    return tuple(map(int, text.split(".")))


def main() -> int:
    """Check a folder; return 1 where a file needs more than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", default=LIMIT)
    options = parser.parse_args()
    limit = _numbers(options.limit)
    files = [read(path) for path in elf_files(options.folder)]
    newer = [file for file in files if newest(file) > limit]
    lacking = missing(files)
    for file in newer:
        print(f"{file.path.relative_to(options.folder)} needs glibc {'.'.join(map(str, newest(file)))}")
    print(*lacking, sep="\n", end="\n" if lacking else "")
    highest = ".".join(map(str, max(map(newest, files), default=(0,))))
    print(f"{len(files)} ELF files, highest glibc {highest}, allowed {options.limit}, {len(lacking)} libraries missing")
    return int(not files or bool(newer) or bool(lacking))


if __name__ == "__main__":
    sys.exit(main())
