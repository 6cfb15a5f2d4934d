# SPDX-License-Identifier: Apache-2.0
"""Cities that were added to a station, taken along to another one as files, and put in place there.

Only what a profile consists of is taken, and only below its own folder. A city that comes is checked before it counts;
one that is there already stays, and another content under its name is refused.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, RefusedError
from sscard_desktop.domain.profile import ProfileProblem
from sscard_desktop.storage.profile_source import COMMON, PROFILE_NAME

SUFFIXES = frozenset({".toml", ".pdf", ".png", ".jpg", ".jpeg", ".md", ".txt"})
MOST_FILES = 500
LARGEST_FILE_BYTES = 32 << 20


def files_of(cities: Sequence[Path]) -> dict[str, bytes]:
    """Return ``city/file`` → content of some cities' folders.

    Raises:
        EnvironmentFailedError: ``profile.not_readable`` (``file``), a file can't be read or is too large; ``file``
            is empty where there are too many.
    """
    found: dict[str, bytes] = {}
    for city in cities:
        for path in sorted(city.rglob("*")):
            if path.is_symlink() or not path.is_file() or path.suffix.lower() not in SUFFIXES:
                continue
            name = f"{city.name}/{path.relative_to(city).as_posix()}"
            try:
                if path.stat().st_size > LARGEST_FILE_BYTES:
                    raise EnvironmentFailedError("profile.not_readable", file=name)
                found[name] = path.read_bytes()
            except OSError as error:
                raise EnvironmentFailedError("profile.not_readable", file=name) from error
    if len(found) > MOST_FILES:
        raise EnvironmentFailedError("profile.not_readable", file="")
    return found


def install(
    folder: Path, files: Mapping[str, bytes], check: Callable[[Path], Sequence[ProfileProblem]]
) -> Sequence[str]:
    """Put cities into ``folder``; return the names of those that weren't there.

    Raises:
        RefusedError: ``profile.folder_exists`` (``name``), another city of that name is there.
        InvalidInputError: the first thing that is wrong with one; ``profile.new_name``.
        EnvironmentFailedError: ``profile.not_written`` (``file``).
    """
    cities: dict[str, dict[PurePosixPath, bytes]] = {}
    for name, content in files.items():
        city, _, rest = name.partition("/")
        path = PurePosixPath(rest)
        inside = rest and not path.is_absolute() and ".." not in path.parts and path.suffix.lower() in SUFFIXES
        if not PROFILE_NAME.fullmatch(city) or city == COMMON or not inside:
            raise InvalidInputError("profile.new_name", name=name[:60])
        cities.setdefault(city, {})[path] = content
    made: list[Path] = []
    try:
        for city, parts in cities.items():
            target = folder / city
            if target.exists():
                if files_of([target]) != {f"{city}/{path}": content for path, content in parts.items()}:
                    raise RefusedError("profile.folder_exists", name=city)
                continue
            made.append(target)
            _write(target, parts)
        # Those that were there, too: a program that was killed may have put them there and not got to the check.
        for target in (folder / city for city in cities):
            for problem in check(target):
                params = dict(problem.params) | {"file": problem.file, "line": problem.line, "key": problem.key}
                raise InvalidInputError(problem.code, **params)
    except BaseException:
        for target in made:
            shutil.rmtree(target, ignore_errors=True)
        raise
    return [target.name for target in made]


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _write(target: Path, parts: Mapping[PurePosixPath, bytes]) -> None:
    """Write a city beside its place and rename it, so that a killed program leaves none that is half there."""
    part = target.with_name(f".{target.name}.new")
    try:
        shutil.rmtree(part, ignore_errors=True)
        for path, content in parts.items():
            place = part / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            _sync(place)
        part.rename(target)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise EnvironmentFailedError("profile.not_written", file=target.name) from error
