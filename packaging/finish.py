# SPDX-License-Identifier: Apache-2.0
"""Finishes a frozen build: takes out what nobody calls or reads, gives every file one time, and lists them all.

Usage: python packaging/finish.py FOLDER --epoch SECONDS

The list (``SHA256SUMS``) is what ``--selftest`` compares the files with. Times and modes are the same for everybody,
so that the same commit packs to the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import standins
from elffiles import elf_files, read

LIST = "SHA256SUMS"
# A wheel whose libraries were renamed into it (auditwheel) has headers where strip doesn't expect them, and a stripped
# one may not load any more. These few have none, and are three quarters of what there is to take out.
STRIPPED = re.compile(r"_internal/(libpython3|python3\.\d+/lib-dynload/|sqlcipher3/|cryptography/|python_calamine/)")
_RUNNABLE = 0o755
_READABLE = 0o644


def strip(folder: Path) -> int:
    """Strip what may be stripped; return how many bytes that saved."""
    tool = shutil.which("strip")
    if tool is None:
        return 0
    files = [path for path in elf_files(folder) if STRIPPED.search(path.relative_to(folder).as_posix())]
    before = sum(path.stat().st_size for path in files)
    subprocess.run([tool, "--strip-unneeded", "--enable-deterministic-archives", *files], check=True)
    return before - sum(path.stat().st_size for path in files)


def prune(internal: Path) -> list[str]:
    """Delete libraries that nobody is linked to, and what only these were linked to; return their names.

    Python's own stays, which the program itself loads, and all that lies deeper: plug-ins and modules.
    """
    homes = [internal, internal / "PySide6" / "Qt" / "lib", *internal.glob("*.libs")]
    gone: list[str] = []
    while True:
        files = [read(path) for path in elf_files(internal)]
        needed = {name for file in files for name in file.libraries}
        dead = [file.path for file in files if file.path.parent in homes and _is_dead(file.path.name, needed)]
        if not dead:
            break
        for path in dead:
            path.unlink()
            gone.append(path.name)
    for link in [path for home in homes for path in home.iterdir() if path.is_symlink() and not path.exists()]:
        link.unlink()
    return gone


def _is_dead(name: str, needed: set[str]) -> bool:
    return name.startswith("lib") and not name.startswith("libpython") and name not in needed


def settle(folder: Path, epoch_s: int) -> None:
    """Give every file and folder the same time and a mode that follows from what it is."""
    programs = set(elf_files(folder)) if sys.platform == "linux" else set()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            os.utime(path, (epoch_s, epoch_s), follow_symlinks=sys.platform == "win32")
            continue
        path.chmod(_RUNNABLE if path.is_dir() or path in programs else _READABLE)
    for path in [*sorted(folder.rglob("*"), reverse=True), folder]:
        if not path.is_symlink():
            os.utime(path, (epoch_s, epoch_s))


def list_files(folder: Path) -> int:
    """Write the list of all files, in the order of their names; return how many there are."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names = [name for name in names if name != LIST]
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / LIST).write_text("".join(lines), encoding="utf-8", newline="\n")
    return len(names)


def main() -> int:
    """Finish the build in the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epoch", type=int, required=True, help="seconds since 1970: of the commit")
    options = parser.parse_args()
    if sys.platform == "linux":
        internal = options.folder / "_internal"
        print("stand-ins:", *standins.replace(internal))
        print("nobody wants:", *prune(internal))
        print(f"stripped: {strip(options.folder):,} bytes less")
    print(f"{LIST}: {list_files(options.folder)} files")
    settle(options.folder, options.epoch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
