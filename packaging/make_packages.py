# SPDX-License-Identifier: Apache-2.0
"""Makes what is handed out of a frozen folder: .deb, portable archive, list of parts, and the sums of all files.

Usage: python packaging/make_packages.py FOLDER --epoch SECONDS [--out dist] [--only deb|portable ...] [--level 0..9]

``--level`` is the compression of the .deb. The frozen folder is read, never changed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from bundling import deb, portable
from bundling.claims import INSIDE
from bundling.version import ROOT, Release, release

KINDS = ("deb", "portable")
PARTS = "sscard-desktop.cdx.json"
SUMS = "SHA256SUMS"


def write_sums(folder: Path, files: Iterable[Path]) -> Path:
    """Write the digests of the files that are handed out, as ``sha256sum --check`` reads them."""
    lines = []
    for path in sorted(files):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return folder / SUMS


def make(folder: Path, made_of: Release, out: Path, *, kinds: Iterable[str] = KINDS, level: int = 6) -> list[Path]:
    """Make the packages of ``folder`` in ``out`` and return their paths.

    Raises:
        ValueError: the folder has no list of parts, or wants a library that no package is known for.
    """
    parts = folder / INSIDE / PARTS
    if not parts.is_file():
        raise ValueError(f"{folder} has no list of parts: run packaging/make_parts.py and finish.py first")
    out.mkdir(parents=True, exist_ok=True)
    listed = out / f"sscard-desktop-{made_of.version}.cdx.json"
    shutil.copyfile(parts, listed)
    made = [listed]
    if "deb" in kinds:
        made.append(deb.make(folder, made_of, out, extra=[parts], level=level))
    if "portable" in kinds:
        with tempfile.TemporaryDirectory(prefix="sscard-portable-", dir=out) as scratch:
            made.append(portable.pack(portable.lay_out(folder, made_of, Path(scratch)), made_of, out))
    write_sums(out, [path for path in out.iterdir() if path.is_file() and path.name != SUMS])
    return made


def main() -> int:
    """Make the packages that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epoch", type=int, required=True, help="seconds since 1970: of the commit")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--only", choices=KINDS, action="append")
    parser.add_argument("--level", type=int, choices=range(10), default=6)
    options = parser.parse_args()
    for path in make(
        options.folder, release(options.epoch), options.out, kinds=options.only or KINDS, level=options.level
    ):
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
