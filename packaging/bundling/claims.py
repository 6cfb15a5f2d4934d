# SPDX-License-Identifier: Apache-2.0
"""Whose each file of a frozen folder is: a Python package's, a library's inside one or of the system's, or our own.

Nothing is guessed: a file that nobody answers for is told, and the list of parts isn't made.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import Distribution
from pathlib import Path, PurePosixPath

import standins

INSIDE = "_internal"
_OURS = ("forms/", "resources/", "docs/", "sscard_desktop/", "licences/")
_EMPTY_BYTES = 256 * 1024
_OUR_FILES = frozenset({"LICENSE", "NOTICE", "sscard-desktop.cdx.json"})
_PYTHON = re.compile(r"(libpython3|python3[0-9]*\.dll|python3\.[0-9]+/|base_library\.zip$|[^/]+\.pyd$|lib-dynload/)")
_WINDOWS = re.compile(r"(vcruntime|msvcp|ucrtbase|api-ms-win|concrt)[^/]*\.dll$", re.IGNORECASE)
_LIBRARY = re.compile(r"\.so(\.|$)|\.dll$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What ``components.toml`` says.

    Attributes:
        python: package → SPDX expression.
        libraries: beginning of a file's name → whose it is and its SPDX expression.
        data: parts of the program's own data that others made, as they stand in the file.
        linked: package → what is linked into its files, each with its SPDX expression.
    """

    python: Mapping[str, str]
    libraries: Mapping[str, tuple[str, str]]
    data: tuple[Mapping[str, object], ...]
    linked: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def library(self, file: str) -> tuple[str, str] | None:
        """Return whose library a file is, and its licence; the longest beginning that fits decides."""
        fitting = [start for start in self.libraries if file.startswith(start)]
        return self.libraries[max(fitting, key=len)] if fitting else None


@dataclass(frozen=True, slots=True)
class Claims:
    """Who claims what.

    Attributes:
        packages: Python packages in the folder.
        libraries: path below the folder of each library that is known by its name.
        unclaimed: paths that nobody answers for.
    """

    packages: tuple[Distribution, ...]
    libraries: tuple[Path, ...]
    unclaimed: tuple[str, ...]


def known_in(path: Path) -> Known:
    """Read ``components.toml``.

    Raises:
        OSError, ValueError, KeyError: it isn't as it has to be.
    """
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    libraries = {
        start: (name, licence) for starts, (name, licence) in told["libraries"].items() for start in starts.split(" ")
    }
    linked = {package: tuple((name, licence) for name, licence in parts) for package, parts in told["linked"].items()}
    return Known(told["python"], libraries, tuple(told["data"]), linked)


def canonical(name: str) -> str:
    """Return a package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def claims(folder: Path, modules: Iterable[str], installed: Iterable[Distribution], known: Known) -> Claims:
    """Return who claims the files of ``folder`` and the ``modules`` packed into its program.

    Args:
        folder: the frozen folder.
        modules: names of the Python modules in its archive.
        installed: the packages of the environment that it was frozen in.
    """
    owners: dict[str, Distribution] = {}
    folders: dict[str, Distribution] = {}
    for distribution in installed:
        for file in distribution.files or ():
            owners.setdefault(PurePosixPath(file).as_posix(), distribution)
            if len(file.parts) > 1 and file.parts[0] != "..":
                folders.setdefault(file.parts[0], distribution)
    found: dict[str, Distribution] = {}
    libraries: list[Path] = []
    unclaimed: list[str] = []
    for path, name in _files_inside(folder):
        # A hook may have put a file beside those that its package lists.
        if _stands_in(path, name):
            continue
        owner = owners.get(name) or folders.get(name.partition("/")[0])
        if owner is not None:
            found[canonical(owner.name)] = owner
        if _LIBRARY.search(path.name) and known.library(path.name) and (owner is None or _foreign(name)):
            libraries.append(path)
        elif owner is None and not _is_ours(name):
            unclaimed.append(name)
    for module in modules:
        owner = owners.get(f"{module.replace('.', '/')}.py") or owners.get(f"{module.replace('.', '/')}/__init__.py")
        if owner is not None:
            found[canonical(owner.name)] = owner
    ordered = tuple(found[name] for name in sorted(found) if name != "sscard-desktop")
    return Claims(ordered, tuple(sorted(libraries)), tuple(sorted(unclaimed)))


def _files_inside(folder: Path) -> Iterator[tuple[Path, str]]:
    inside = folder / INSIDE
    for path in sorted(inside.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path, path.relative_to(inside).as_posix()


def _stands_in(path: Path, name: str) -> bool:
    """Tell whether a file is one of the empty libraries that we put in another's place."""
    replaced = standins.LIBRARIES in name and standins.REPLACED.match(path.name) is not None
    return replaced and path.stat().st_size < _EMPTY_BYTES


def _foreign(name: str) -> bool:
    """Tell whether a wheel's file lies among libraries that the wheel's makers took from others."""
    return ".libs/" in name or name.startswith(("PySide6/Qt/lib/", "PySide6/av", "PySide6/sw"))


def _is_ours(name: str) -> bool:
    return (
        name.startswith(_OURS)
        or name in _OUR_FILES
        or bool(_PYTHON.match(name))
        or bool(_WINDOWS.search(name))
        or ".dist-info/" in name
    )
