# SPDX-License-Identifier: Apache-2.0
"""Kills updates at any instant, and looks whether what is named is whole: ``python -m tests.helpers.updatekills``.

Usage: ``… FOLDER ROUNDS [SEED]``, or ``… FOLDER steps``: dead at each call that changes the disk, one after the other.
Needs ``fork``. Prints how often the killed update had left what; ends with 1 where
anything was half. A killed process's writes are in the system's cache: against a power cut stand an fsync of each file
and folder before the rename, which nothing here can cut.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sscard_desktop.domain.updates import Update
from sscard_desktop.storage import versions, versionstate
from tests.helpers.updates import Silent, place, program_update, reader, versions_at

NUMBERS = ("0.2.0", "0.3.0")
_CHANGES = ("rename", "replace", "mkdir", "unlink", "symlink_to")
_MOST_STEPS = 2000


def main(folder: Path, how: str, seed: int) -> int:
    """Kill updates; return 1 where one of them left anything half."""
    files = 4 if how == "steps" else 40
    updates = {number: program_update(folder / f"{number}.sscard-update", number, files=files) for number in NUMBERS}
    content = {number: _content_of(file, folder / f"whole-{number}") for number, file in updates.items()}
    left: Counter[str] = Counter()
    for version in _at_each_step(folder, updates) if how == "steps" else _at_random(folder, updates, int(how), seed):
        found = _what_is_left(folder / "versions", version, content)
        left[found] += 1
        if found.startswith("HALF"):
            break
    sys.stdout.write("".join(f"{what}: {count}\n" for what, count in sorted(left.items())))
    return int(any(what.startswith("HALF") for what in left))


def _at_random(folder: Path, updates: dict[str, Path], rounds: int, seed: int) -> Iterator[str]:
    dice = random.Random(seed)
    began = time.monotonic()
    _place(folder, updates[NUMBERS[0]])
    longest_s = time.monotonic() - began
    shutil.rmtree(folder / "versions")
    for number in range(rounds):
        version = dice.choice(NUMBERS)
        child = os.fork()
        if child == 0:
            _place(folder, updates[version])
            os._exit(0)
        # Half of them near the end, where names change within milliseconds.
        time.sleep(longest_s * (dice.uniform(0, 1) if number % 2 else dice.uniform(0.7, 1.1)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        yield version


def _at_each_step(folder: Path, updates: dict[str, Path]) -> Iterator[str]:
    """Die before the first call, before the second…, until one comes through; the next begins on what is left."""
    for step in range(1, _MOST_STEPS):
        version = NUMBERS[step % 2]
        child = os.fork()
        if child == 0:
            _die_at(step)
            # Proved by a process that changes nothing.
            versions.prove = lambda *given, **named: None
            _place(folder, updates[version])
            os._exit(0)
        _, status = os.waitpid(child, 0)
        yield version
        if status == 0:
            return
    raise RuntimeError("the update never came to its end")


def _die_at(step: int) -> None:
    """Let this process die before its n-th call that makes, fills, renames or takes away a file or folder."""
    calls = itertools.count(1)

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if next(calls) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return call

    for where, name in ((os, "fsync"), *((Path, name) for name in _CHANGES)):
        setattr(where, name, counted(getattr(where, name)))


def _place(folder: Path, file: Path) -> Update:
    return place(versions_at(folder), file)


def _content_of(file: Path, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    reader().unpack(file, reader().seen(file, retired=()), folder, Silent())
    return _content(folder)


def _content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _what_is_left(folder: Path, version: str, content: dict[str, dict[str, bytes]]) -> str:
    """Say what a killed update left; every version that has its number has to be whole, named or not."""
    if not folder.is_dir():
        return "nothing"
    named = versionstate.read(folder)["programs"]
    for number in NUMBERS:
        if (folder / number).exists() and _content(folder / number) != content[number]:
            return f"HALF of {number}"
    if any(path.name.startswith(".incoming-") for path in folder.iterdir()):
        return "rubbish"
    placed = (folder / version).exists()
    return "placed and named" if placed and version in named else "placed, not named" if placed else "nothing"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int((sys.argv[3:] or ["11"])[0])))
