# SPDX-License-Identifier: Apache-2.0
"""Writes the list of parts and licences into a frozen folder, where the program shows it and auditors find it.

Usage: python packaging/make_parts.py FOLDER --epoch SECONDS

Run by the Python that froze the folder, when it is finished: what was taken out of it is no part, and the list goes
into the folder's sums. Stops at a part whose maker or licence isn't known.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import distributions
from pathlib import Path

import finish
from bundling import sbom
from bundling.claims import INSIDE, claims, known_in
from bundling.version import ROOT, release
from PyInstaller.archive.readers import CArchiveReader

COMPONENTS = ROOT / "packaging" / "components.toml"


def modules_in(program: Path) -> list[str]:
    """Return the names of the Python modules that a frozen program carries."""
    archive = CArchiveReader(str(program))
    return sorted(
        name for entry in archive.toc if entry.endswith(".pyz") for name in archive.open_embedded_archive(entry).toc
    )


def main() -> int:
    """Write the list; return 1 where a part isn't known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epoch", type=int, required=True, help="seconds since 1970: of the commit")
    options = parser.parse_args()
    folder: Path = options.folder
    program = next(path for path in (folder / "sscard-desktop", folder / "sscard-desktop.exe") if path.is_file())
    known = known_in(COMPONENTS)
    try:
        found = claims(folder, modules_in(program), distributions(), known)
        made = sbom.bill(folder, found, known, release(options.epoch))
    except sbom.UnknownPartError as error:
        print(error, file=sys.stderr)
        return 1
    (folder / INSIDE / sbom.FILE).write_text(sbom.written(made), encoding="utf-8", newline="\n")
    finish.list_files(folder)
    finish.settle(folder, options.epoch)
    print(f"{sbom.FILE}: {len(made.components)} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
